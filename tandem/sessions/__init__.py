"""Anything with a date, a place, facilitators and participants.

Ten words: series, session, half-day, duo, booking, proposal, attendance list, attendance, correction, evaluation.
Planners, duos and organisations walk in here; participants come through a door that asks no login.
"""
