"""What a job, a training or another status does to a household's month, before the yes (seed 004).

Ten words: figure, parameter, trust, rule, trace, status, scenario, month, side right, benchmark.
A person walks in with a guide, or alone without a login; nothing of that is stored. It gives no advice on rights.
"""
