"""Shapes of the room, one file per noun."""

from tandem.dialogue.models.dossier import Chapter, Dossier, DossierEdition, Footnote
from tandem.dialogue.models.forum import ForumAssociation, ForumDay, ForumTable
from tandem.dialogue.models.group import AgendaPoint, Correction, Group, Meeting
from tandem.dialogue.models.recommendation import Evidence, FollowUp, Recommendation, RecommendationStatement, Verdict
from tandem.dialogue.models.statement import Statement, StatementClash, StatementVersion, Voice

__all__ = [
    "AgendaPoint",
    "Chapter",
    "Correction",
    "Dossier",
    "DossierEdition",
    "Evidence",
    "FollowUp",
    "Footnote",
    "ForumAssociation",
    "ForumDay",
    "ForumTable",
    "Group",
    "Meeting",
    "Recommendation",
    "RecommendationStatement",
    "Statement",
    "StatementClash",
    "StatementVersion",
    "Verdict",
    "Voice",
]
