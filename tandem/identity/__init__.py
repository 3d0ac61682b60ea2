"""Who is who: people, organisations, what they may do for each other, and how they get in.

Ten words: person, organisation, membership, role, secrecy regime, invitation, sector, joint committee,
NSSO category, viewer. Everybody walks in here: staff, trainers, experiential experts, organisations.
"""
