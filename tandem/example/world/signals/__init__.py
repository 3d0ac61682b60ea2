"""Three years of signals, structural signals with their answers, groups, two forum days and a dossier. All invented.

Words: *thread* (signals that become one structural signal), *loose* (signals that still wait).
"""
