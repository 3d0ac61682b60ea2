"""Writes of the room: one function per thing a person can do."""
