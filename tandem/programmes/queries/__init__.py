"""Reads of the programmes room, by noun; `doors` is the only way to one file."""
