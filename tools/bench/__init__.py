"""`make bench`: what pages, exports and forms cost against a plain baseline, and what happens when things go wrong.

Only ratios within one run on one machine are promises; see docs/how-to/measure.md. Words: *ours* (the product through
Django's own handler, every middleware on), *bare* (a plain Django view with the same rows), *sample* (both once, one
after the other).
"""
