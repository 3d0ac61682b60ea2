"""Structural signals in every state, an answer with a file, a secret link that works, and consultations."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

from PIL import Image

from tandem.identity import rules as roles
from tandem.identity.managing import hash_of
from tandem.kernel import clock
from tandem.kernel.documents import storage
from tandem.policy_signals.actions.consultation import plan_consultation
from tandem.policy_signals.actions.figures import release_closed_half_years
from tandem.policy_signals.models import Addressee, Bundle, BundleSignal, Consultation
from tandem.policy_signals.rules.states import PUBLIC_STATES
from tandem.programmes.models import ProgrammeTemplate
from tests.journeys.subjects import Subject, first_member, first_members, one_of_each
from tests.policy_signals.factories import make_signal
from tests.policy_signals.sent_bundles import make_answered, make_sent

STORIES = {"tell_dialogue"}
DOMAIN = "integration"  # where the example has no consultation of its own
_secrets: dict[str, str] = {}


def fill() -> None:
    """What the example does not have for sure: one structural signal per state, a link, and an agenda."""
    worker, at = first_member(roles.POLICY_WORKER).person, clock.now()
    out = BytesIO()
    Image.new("RGB", (60, 40), "white").save(out, "PNG")
    file = storage.store(
        out.getvalue(), kind="signal_answer", name="schema.png", content_type="image/png", by=None, at=at
    )
    _secrets["token"] = "link-van-de-bestemmeling"
    make_sent(*(make_signal() for _ in range(6)), policy_domain=DOMAIN, due_on=clock.today() - timedelta(days=9),
              token_hash=hash_of(_secrets["token"]))  # fmt: skip
    make_sent(policy_domain=DOMAIN, state="acknowledged")
    make_answered(yes=3, policy_domain=DOMAIN, answer_document=file)
    make_answered(no=3, policy_domain=DOMAIN, state="acted_on", outcome="Er is één brief.", outcome_at=at)
    make_sent(policy_domain=DOMAIN, state="not_followed", outcome="De wet laat dit niet toe.", outcome_at=at)
    make_sent(make_signal(), state="bundled")
    plan_consultation(policy_domain=DOMAIN, held_on=clock.today(), place="Brussel", by=worker, at=at)
    release_closed_half_years(at=at)


def visitors() -> dict[str, int]:
    """Who works at the desk."""
    return {roles.POLICY_WORKER: first_member(roles.POLICY_WORKER).pk}


def public() -> Iterator[Subject]:
    """One in every state that everybody may see."""
    rows = Bundle.objects.filter(state__in=PUBLIC_STATES).order_by("number")
    found = one_of_each(rows, lambda row: f"{row.state}{' with a file' if row.answer_document_id else ''}")
    for state, row in found.items():
        yield Subject({"pk": row.pk}, state, first_members())


def documents() -> Iterator[Subject]:
    row = Bundle.objects.filter(answer_document__isnull=False, state__in=PUBLIC_STATES).order_by("number").first()
    if row is not None:
        yield Subject({"pk": row.pk}, "answered", first_members())


def links() -> Iterator[Subject]:
    yield Subject({"token": _secrets.get("token", "onbekend")}, "works", first_members())


def bundles() -> Iterator[Subject]:
    """One in every state, for the desk."""
    for state, row in one_of_each(Bundle.objects.order_by("number"), lambda row: row.state).items():
        place = BundleSignal.objects.filter(bundle=row, removed_at__isnull=True).order_by("pk").first()
        yield Subject({"pk": row.pk, "signal": place.signal_id if place else row.pk}, state, visitors())


def addressees() -> Iterator[Subject]:
    yield Subject({"pk": Addressee.objects.filter(ended_on__isnull=True).earliest("pk").pk}, "living", visitors())


def consultations() -> Iterator[Subject]:
    rows = Consultation.objects.order_by("held_on", "pk")
    for state, row in one_of_each(rows, lambda row: row.state).items():
        yield Subject({"pk": row.pk}, state, visitors())


def involved() -> Iterator[Subject]:
    template = ProgrammeTemplate.objects.earliest("pk")
    yield Subject({"kind": "template", "pk": template.pk}, "template", first_members())


SUBJECTS = {
    "signalen/<uuid:pk>/": public,
    "signalen/<uuid:pk>/bijlage/": documents,
    "signalen/antwoord/": links,
    "signalen/bureau/": bundles,
    "signalen/bestemmelingen/": addressees,
    "signalen/overleg/": consultations,
    "betrokken/": involved,
}
