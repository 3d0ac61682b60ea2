"""A call that is over with its 151 projects and 45 networks, a call that is open, and one before the jury (seed 002)."""
