"""Reads of plans: one search, what waits for one, two beside each other, and what is asked of duos."""
