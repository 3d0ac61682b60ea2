"""Which duo goes where, and when: always a trainer and a trained experiential expert (seed 000), in tandem for networks (seed 002).

Ten words: duo, half-day, request, availability, carrying capacity, wish, window, booking, pin, repair.
A planner walks in with requests and leaves with duos and dates that hold, each with its why; nobody is asked why not.
"""
