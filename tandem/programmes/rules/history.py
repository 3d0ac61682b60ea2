"""The sentence of each recorded act, as the timeline of a trajectory tells it."""

from tandem.programmes.rules.application_history import PUBLIC_SENTENCES

SENTENCES: dict[str, str] = {
    **PUBLIC_SENTENCES,
    "application.released": "De beslissing over de aanvraag is verstuurd.",
    "trajectory.started": "Het traject is gestart.",
    "trajectory.continued": "De organisatie gaat door met de volgende fase.",
    "trajectory.paused": "De organisatie stopt voorlopig.",
    "trajectory.resumed": "De organisatie hervat het traject.",
    "trajectory.stopped": "Het traject is stopgezet.",
    "trajectory.stop_taken_back": "Het stopzetten is teruggenomen. Het traject gaat verder waar het was.",
    "trajectory.ended": "De laatste bijeenkomst is voorbij. Het feedbackmoment is gepland.",
    "trajectory.finished": "Het traject is afgerond.",
    "report.finalised": "Een verslag is definitief.",
    "report.reopened": "Een verslag is heropend.",
    "recommendations.updated": "De stand van de aanbevelingen is bijgewerkt.",
    "sessions.assign_duo": "De aanbieder koos een duo.",
    "sessions.answer_duo": "Een lid van het duo antwoordde.",
    "sessions.report_dates": "De datums zijn doorgegeven aan het fonds.",
    "sessions.open_evaluation": "De evaluatie staat open.",
    "sessions.complete_evaluation": "De evaluatie is afgerond.",
}

# The title of the session stands before these.
SESSION_SENTENCES: dict[str, str] = {
    "sessions.propose_date": "er is een datum voorgesteld.",
    "sessions.withdraw_proposal": "het voorstel voor een datum is ingetrokken.",
    "sessions.confirm_date": "de datum is bevestigd.",
    "sessions.change_place": "de plaats is gewijzigd.",
    "sessions.cancel_session": "de bijeenkomst gaat niet door.",
    "sessions.replan_session": "de bijeenkomst krijgt een nieuwe datum.",
    "sessions.assign_stand_in": "de begeleiding is gewijzigd.",
    "sessions.mark_held": "de bijeenkomst is voorbij.",
    "sessions.open_list": "de aanwezigheidslijst is geopend.",
    "sessions.close_list": "de aanwezigheidslijst is afgesloten en verzegeld.",
    "sessions.seal_correction": "een correctie op de aanwezigheidslijst is bevestigd.",
}

# Between the provider and the fund; the organisation pays nothing.
SETTLEMENT_SENTENCES: dict[str, str] = {
    "settlement.claimed": "De aanbieder diende een afrekening in.",
    "settlement.questioned": "Het fonds stelde een vraag over een afrekening.",
    "settlement.answered": "De aanbieder antwoordde op de vraag over een afrekening.",
    "settlement.accepted": "Het fonds aanvaardde een afrekening.",
    "settlement.paid": "Het fonds betaalde een afrekening.",
}

# Kept in the audit trail alone: steps in between, drafts, and what concerns one participant.
INTERNAL = frozenset({
    "application.approved", "application.decision_undone", "application.refused", "application.saved", "message.sent",
    "report.autosaved", "report.saved", "sessions.add_participants", "sessions.add_sessions",
    "sessions.answer_evaluation", "sessions.assign_scan", "sessions.correct_list", "sessions.countersign_list",
    "sessions.edit_participant", "sessions.enter_evaluation", "sessions.forget_countersignatures", "sessions.let_in",
    "sessions.open_series", "sessions.record_attendance", "sessions.record_paper_signatures",
    "sessions.refresh_invitations", "sessions.remove_participant", "sessions.renew_calendar_feed",
    "sessions.revoke_calendar_feed", "sessions.switch_door", "sessions.take_in_scan", "sessions.undo_attendance",
    "sessions.upload_evaluation", "sessions.withdraw_correction", "sessions.witness_correction",
    "settlement.cost_refused", "settlement.drafted", "template.copied", "template.edited", "template.published",
    "template.withdrawn",
})  # fmt: skip


# Done in the name of the fund, whoever of its staff did it.
BY_FUND = frozenset({
    "application.approved", "application.asked", "application.decision_undone", "application.refused",
    "application.released", "settlement.accepted", "settlement.paid", "settlement.questioned", "trajectory.started",
})  # fmt: skip


def shown_actor(action: str, name: str, *, is_fund_staff: bool, fund: str, reads_as_fund: bool) -> str:
    """Who did it, as a reader may know it: only the fund reads the names of its own staff."""
    if fund and not reads_as_fund and (is_fund_staff or action in BY_FUND):
        return fund
    return name or "Tandem"


def told_acts(*, with_settlements: bool) -> dict[str, str]:
    """Action and sentence of every act a reader may see."""
    return SENTENCES | SESSION_SENTENCES | (SETTLEMENT_SENTENCES if with_settlements else {})


def line_of(sentence: str, session_title: str) -> str:
    """`Sessie 2: de datum is bevestigd.` What follows in the title, such as its subject, stays out."""
    return f"{session_title.partition(':')[0]}: {sentence}" if session_title else sentence
