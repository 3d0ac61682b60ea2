"""Writes, one file per noun."""
