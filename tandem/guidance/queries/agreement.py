"""Agreements that stood before a talk, and which of them wait for "nog altijd zo" or "liever anders"."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from tandem.guidance.models import Agreement, AgreementAnswer, Talk
from tandem.guidance.queries.doors import Place, parts


def earlier_agreements(place: Place, talk: Talk) -> list[Agreement]:
    """What was agreed before this talk and held when it began, oldest first."""
    rows = parts(place, Agreement).exclude(talk=talk).filter(made_at__lte=talk.made_at).order_by("made_at", "pk")
    answered = _answers(place, talk)
    return [row for row in rows if row.let_go_at is None or row.pk in answered]


def answers_in(place: Place, talk: Talk) -> dict[UUID, AgreementAnswer]:
    """The answers of this talk, by agreement."""
    return {row.agreement_id: row for row in parts(place, AgreementAnswer).filter(talk=talk)}


def unanswered(place: Place, talk: Talk, *, among: Collection[UUID] | None = None) -> list[Agreement]:
    """Earlier agreements without an answer in this talk."""
    answered = _answers(place, talk)
    return [
        row for row in earlier_agreements(place, talk)
        if row.pk not in answered and (among is None or row.pk in among)
    ]  # fmt: skip


def _answers(place: Place, talk: Talk) -> set[UUID]:
    return set(parts(place, AgreementAnswer).filter(talk=talk).values_list("agreement_id", flat=True))
