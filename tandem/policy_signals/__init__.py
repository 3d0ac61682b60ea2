"""Structural signals: what people and guides see goes to policy, anonymised, and the answer comes back (seed 004).

Ten words: signal, giver, bundle (a structural signal), addressee, answer, mark, consultation (VPAO), figures, theme, rung.
This room never learns who gave a signal: a higher room hands over words the giver approved, and keeps the thread itself.
"""
