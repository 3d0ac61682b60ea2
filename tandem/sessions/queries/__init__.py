"""Reads of the sessions room, by noun; `doors` is the only way to one series or session."""
