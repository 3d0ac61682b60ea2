"""Project calls: from the call to the projects that get support (seed 002).

Ten words: call, submission, envelope, wave, cap, spread, ranking, budget line, selection, displacement.
Officers of the administration and the jury walk in here; for now only through the command `tandem calls`.
"""
