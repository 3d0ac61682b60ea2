"""Runs in a child process (see `documents/sandbox.py`): reads strangers' bytes with bounded memory and time. No Django.

Words: task, refusal (a code; the sentences are in `documents/uploads.py`), answer.
"""
