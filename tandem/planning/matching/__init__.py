"""Matching: first who, then when. The only place that knows OR-Tools."""
