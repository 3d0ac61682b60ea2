"""Writes of the identity room, by noun."""
