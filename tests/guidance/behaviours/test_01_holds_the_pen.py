"""1. Holds the pen: what a guide writes lies beside the person's own words, and counts only after the person's answer."""

import pytest
from django.db import connection
from django.urls import reverse

from tandem.guidance.actions.pen import CannotAnswer, accept, decline, write
from tandem.guidance.models import Agreement, ClientFile, Proposal, Wish
from tandem.guidance.queries.doors import MODELS, parts
from tandem.guidance.rules.pen import PEN_FACTS, Writing
from tandem.identity.models import Person
from tandem.kernel import access, clock
from tandem.kernel.models import AuditEntry
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, make_item, place_of

FACTS: dict[str, dict[str, object]] = {
    "wish": {"kind": "want"},
    "storyblock": {"topic": "housing"},
    "barrier": {"domains": ["housing"]},
    "agreement": {},
    "decision": {"chosen_by": "client", "rung": "co_decide"},
    "expectation": {"feasible": "yes"},
    "step": {"kind": "training"},
}


def contents(file: ClientFile) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the file but proposals and looks, as the database holds it."""
    found = {}
    with access.as_system(), connection.cursor() as cursor:
        for name, model in MODELS.items():
            if name != "proposal":
                cursor.execute(f"select * from {model._meta.db_table} where file_id = %s order by id", [file.pk])  # noqa: S608
                found[name] = cursor.fetchall()
    return found


def propose(file: ClientFile, guide: Person, what: str, *, item: object = None) -> Proposal:
    with looking(guide):
        writing = Writing(what, f"Woorden van de gids over {what}", FACTS[what])
        proposal = write(place_of(file, guide), writing, item=item, by=guide, at=clock.now())
    assert isinstance(proposal, Proposal)
    return proposal


def test_guides_edit_counts_only_after_the_person_accepts_changes_or_leaves_it(db: None) -> None:
    guide = make_guide()
    file = make_file(guide)
    wish = make_item(file, "wish", "Ik wil koken voor kinderen.", kind="want")
    agreement = make_item(file, "agreement", "We bellen op dinsdag.")
    assert set(FACTS) == set(PEN_FACTS)
    before = contents(file)

    # Every kind that is the person's: a proposal comes, nothing else moves.
    proposals = {what: propose(file, guide, what) for what in FACTS}
    on_wish, on_agreement = propose(file, guide, "wish", item=wish), propose(file, guide, "agreement", item=agreement)
    assert contents(file) == before

    # It lies beside the person's own words, for both.
    for person in (file.person, guide):
        page = client_for(person).get(reverse("plan", args=[file.pk])).content.decode()
        assert page.index("Ik wil koken voor kinderen.") < page.index("Woorden van de gids over wish")

    # The guide alone cannot make it count; leaving it has no effect on anything else.
    with looking(guide), pytest.raises(CannotAnswer):
        accept(place_of(file, guide), on_wish, by=guide, at=clock.now(), how="own")
    with looking(file.person):
        for proposal in proposals.values():
            decline(place_of(file), proposal, by=file.person, at=clock.now(), how="own")
    assert contents(file) == before

    # Accepted in other words: these count, the old ones stay readable.
    client = client_for(file.person)
    posted = {"answer": "change", "words": "Ik wil koken, voor wie dan ook.", "version": 1}
    client.post(reverse("proposal", args=[file.pk, on_wish.pk]), posted)
    with looking(file.person):
        assert parts(place_of(file), Wish).get().words == "Ik wil koken, voor wie dan ook."
    assert "Ik wil koken voor kinderen." in client.get(
        reverse("wish_history", args=[file.pk, wish.pk])
    ).content.decode()  # fmt: skip

    # Taken over together, in one talk: it counts and is recorded as such.
    client_for(guide).post(reverse("proposal", args=[file.pk, on_agreement.pk]), {"answer": "accept", "version": 1})
    with looking(file.person):
        assert parts(place_of(file), Agreement).get().words == "Woorden van de gids over agreement"
        assert parts(place_of(file), Proposal).get(pk=on_agreement.pk).answered_how == "together"
    entry = AuditEntry.objects.get(action="proposal.accept", subject_id=str(on_agreement.pk))
    assert (entry.by_id, entry.facts["how"]) == (guide.pk, "together")
