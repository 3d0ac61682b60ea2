"""Subsidised trajectories for organisations: from application to settlement (seeds 000 and 001).

Ten words: programme template, phase, application, eligibility, decision, trajectory, rails, turn, report, settlement.
Organisations, fund staff, planners and duos walk in here.
"""
