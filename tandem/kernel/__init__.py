"""What every room stands on, and what knows no room.

Audit, access context, clock, events, documents, mail, jobs, money, pages, embedded database.
Ten words: audit entry, refusal, problem, transition, viewer context, stored file, outgoing mail, form key, clock, event.
"""
