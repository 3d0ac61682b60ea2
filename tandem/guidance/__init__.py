"""The trajectory that belongs to the person (seeds 003 and 004).

Ten words: file, thread, talk, promise, proposal, barrier, story block, share, network, heard-check.
The person is the root of everything here. Guides walk in because the person said so; organisations see single things
that the person handed them. Nothing here can express a sanction.
"""
