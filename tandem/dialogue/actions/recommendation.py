"""A recommendation: work it out, show what it rests on, put it to somebody, follow what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tandem.dialogue.models import Evidence, FollowUp, Group, Recommendation, Verdict
from tandem.dialogue.rules import recommendation as rules
from tandem.dialogue.rules.states import DRAFT, RECOMMENDATION
from tandem.dialogue.rules.vocabulary import EVIDENCE_KINDS, VERDICTS
from tandem.kernel import audit, clock
from tandem.kernel.refusal import Conflict, Problem, Refusal
from tandem.kernel.states import next_state

if TYPE_CHECKING:
    from tandem.identity.models import Person


class CannotRecommend(Refusal):
    """Something is missing, or it was put to somebody already."""


class RecommendationChanged(Conflict):
    """Somebody else changed it meanwhile."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a draft says, to whom, who follows it up, and when we look again."""

    title: str
    words: str
    theme: str
    policy_domain: str
    addressee_id: UUID | None = None
    owner_id: int | None = None
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """One piece of evidence. A quote needs a permission, a figure or source its source, a signal its `bundle_id`."""

    kind: str
    words: str
    source: str = ""
    link: str = ""
    bundle_id: UUID | None = None
    permission_on: date | None = None
    permission_how: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What became of it. `verb`: key of rules.VERBS."""

    verb: str
    words: str
    reason: str = ""
    review_on: date | None = None


@transaction.atomic
def work_out(
    recommendation: Recommendation, facts: Facts, *, version: int, by: Person, at: datetime
) -> Recommendation:  # fmt: skip
    """Other words, addressee or owner, while it is a draft. Raises RecommendationChanged."""
    row = _locked(recommendation)
    if row.state != DRAFT:
        raise CannotRecommend(_("Deze aanbeveling is al voorgelegd. De woorden veranderen niet meer."))
    if row.version != version:
        raise RecommendationChanged(_("Iemand paste deze aanbeveling net aan. Kijk na wat er nu staat."), current=row)
    for name in ("title", "words", "theme", "policy_domain", "addressee_id", "owner_id", "review_on"):
        setattr(row, name, getattr(facts, name))
    return _saved(row, "recommendation.work_out", by=by, at=at)


@transaction.atomic
def add_evidence(recommendation: Recommendation, proof: Proof, *, by: Person, at: datetime) -> Evidence:
    """What it rests on. Raises CannotRecommend with what the kind still asks."""
    CannotRecommend.if_any(_proof_problems(proof))
    row = _locked(recommendation)
    evidence = Evidence.objects.create(
        recommendation=row, kind=proof.kind, words=proof.words.strip(), source=proof.source.strip(), link=proof.link,
        bundle_id=proof.bundle_id, permission_on=proof.permission_on, permission_how=proof.permission_how.strip(),
        added_at=at, added_by=by,
    )  # fmt: skip
    audit.record("recommendation.add_evidence", row, by=by, at=at, evidence=evidence.pk, kind=proof.kind)
    return evidence


@transaction.atomic
def drop_evidence(recommendation: Recommendation, evidence_id: int, *, by: Person, at: datetime) -> None:
    """Take evidence away: a permission that was taken back, a wrong source. The last one stays once it is public."""
    row = _locked(recommendation)
    rest = row.evidence.exclude(pk=evidence_id).count() + row.statements.count()
    if row.state != DRAFT and not rest:
        raise CannotRecommend(_("Een aanbeveling heeft minstens één bewijs. Voeg eerst een ander toe."))
    row.evidence.filter(pk=evidence_id).delete()
    audit.record("recommendation.drop_evidence", row, by=by, at=at, evidence=evidence_id)


@transaction.atomic
def propose(recommendation: Recommendation, *, by: Person, at: datetime) -> Recommendation:
    """Put it to its addressee; from now on everybody reads it and what becomes of it."""
    row = _locked(recommendation)
    state = next_state(RECOMMENDATION, "propose", row.state)
    evidence = row.evidence.count() + row.statements.count()
    CannotRecommend.if_any(
        rules.propose_problems(
            has_addressee=row.addressee_id is not None, has_owner=row.owner_id is not None, evidence=evidence,
            review_on=row.review_on, on=clock.local(at).date(),
        )
    )  # fmt: skip
    row.state, row.proposed_at = state, at
    FollowUp.objects.create(
        recommendation=row, at=at, by=by, state=state, words=_("Voorgelegd."), review_on=row.review_on
    )
    return _saved(row, "recommendation.propose", by=by, at=at)


@transaction.atomic
def follow_up(recommendation: Recommendation, step: Step, *, version: int, by: Person, at: datetime) -> FollowUp:
    """What became of it, with the day to look again. Raises CannotRecommend, RecommendationChanged."""
    CannotRecommend.if_any(
        rules.follow_up_problems(
            verb=step.verb, words=step.words, reason=step.reason, review_on=step.review_on, on=clock.local(at).date()
        )
    )
    row = _locked(recommendation)
    if row.version != version:
        raise RecommendationChanged(_("Iemand noteerde net ook iets. Kijk na wat er nu staat."), current=row)
    if row.state == DRAFT:
        raise CannotRecommend(_("Leg de aanbeveling eerst voor."))
    row.state = row.state if step.verb == "look_again" else next_state(RECOMMENDATION, step.verb, row.state)
    row.review_on = step.review_on if step.verb in rules.STAYS_OPEN else None
    made = FollowUp.objects.create(
        recommendation=row, at=at, by=by, state=row.state, words=step.words.strip(), reason=step.reason.strip(),
        review_on=row.review_on,
    )  # fmt: skip
    _saved(row, "recommendation.follow_up", by=by, at=at, follow_up=made.pk)
    return made


@transaction.atomic
def give_verdict(
    follow_up: FollowUp, group: Group, *, verdict: str, words: str, by: Person, at: datetime
) -> Verdict:  # fmt: skip
    """What a group says: is this good enough? Once per follow-up."""
    if verdict not in VERDICTS:
        raise CannotRecommend(Problem(_("Kies: goed genoeg, deels of niet goed genoeg."), "verdict"))
    try:
        with transaction.atomic():
            made = Verdict.objects.create(
                follow_up=follow_up, group=group, verdict=verdict, words=words.strip(), at=at, by=by
            )
    except IntegrityError as error:
        raise CannotRecommend(_("Deze groep gaf al haar oordeel over deze stap.")) from error
    audit.record(
        "recommendation.verdict", follow_up.recommendation, by=by, at=at, follow_up=follow_up.pk, group=group.pk
    )
    return made


def _proof_problems(proof: Proof) -> list[Problem]:
    has_permission = proof.permission_on is not None and bool(proof.permission_how.strip())
    checks = (
        ("kind", proof.kind in EVIDENCE_KINDS, _("Kies wat voor bewijs het is.")),
        ("words", bool(proof.words.strip()), _("Schrijf wat het bewijs zegt.")),
        ("source", proof.kind not in {"source", "figure"} or bool(proof.source.strip()), _("Noteer de bron, met het jaar.")),
        ("permission_on", proof.kind != "quote" or has_permission,
         _("Een citaat kan pas mee als die persoon ja zei. Noteer wanneer en hoe.")),
        ("bundle", proof.kind != "signal" or proof.bundle_id is not None, _("Kies het structurele signaal.")),
    )  # fmt: skip
    return [Problem(sentence, field) for field, is_fine, sentence in checks if not is_fine]


def _locked(recommendation: Recommendation) -> Recommendation:
    return Recommendation.objects.select_for_update(of=("self",)).get(pk=recommendation.pk)


def _saved(row: Recommendation, act: str, *, by: Person, at: datetime, **facts: object) -> Recommendation:
    row.version += 1
    row.save()
    audit.record(act, row, by=by, at=at, state=row.state, **facts)
    return row
