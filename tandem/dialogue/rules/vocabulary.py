"""The words of dialogue: states of meetings, forum days and dossiers, voices, evidence and verdicts. Pure."""

MEETING_STATES = {
    "prepared": "in voorbereiding",
    "held": "gehouden",
    "read_back": "wordt teruggelezen",
    "final": "definitief",
}
VOICES = {"agree": "eens", "differ": "niet eens", "adds": "aanvulling"}
CORRECTION_STATES = {"open": "nog te bekijken", "taken": "overgenomen", "left": "niet overgenomen"}

FORUM_STATES = {"prepared": "in voorbereiding", "open": "bezig", "closed": "afgelopen"}

EVIDENCE_KINDS = {
    "source": "bron",
    "signal": "structureel signaal",
    "quote": "citaat met toestemming",
    "figure": "cijfer met bron",
}
VERDICTS = {"good": "goed genoeg", "partly": "deels", "not_good": "niet goed genoeg"}

DOSSIER_STATES = {"draft": "in opmaak", "published": "gepubliceerd", "withdrawn": "ingetrokken"}
