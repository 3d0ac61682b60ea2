"""From table to policy: groups of people in poverty, forum days, recommendations and what became of them (seed 004).

Ten words: association, group, meeting, statement, voice, forum day, table, recommendation, follow-up, dossier.
Participants need no account: facilitators and note-takers write, people say, and what was said is read back to them.
"""
