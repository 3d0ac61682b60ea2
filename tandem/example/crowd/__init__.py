"""A crowd behind the living world: hundreds of files per step of scale, written with a few big statements.

Words: *block* (one step of scale: three duos, thirty organisations, three hundred trajectories), *lane* (the half-day a
duo keeps free for one trajectory in every fortnight), *course* (one trajectory in a lane). Every constraint and trigger
of the database is on. Left out on purpose: mails, invitations and drawn papers; documents are a few shared examples.
"""
