"""Exports and figures across rooms, read only."""
