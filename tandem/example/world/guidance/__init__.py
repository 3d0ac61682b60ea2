"""A local partnership and seven people who go their own way, made by the real actions with hours in the past.

Words: *path* (one file as it moves through time, with its guide). Everybody here is invented.
"""
