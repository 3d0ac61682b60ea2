"""10. Feasible expectations: saved only with the person's own "dit lukt" or "dit lukt niet", after the open barriers."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from tandem.guidance.models import Expectation
from tandem.kernel import access
from tests.factories import client_for
from tests.guidance.factories import make_file, make_guide, make_item


def test_expectation_is_saved_with_the_persons_own_answer_after_the_open_barriers(db: None) -> None:
    guide = make_guide()
    file = make_file(guide)
    open_one = make_item(file, "barrier", "Geen kinderopvang", domains=["family"])
    make_item(file, "barrier", "Geen fiets", domains=["family"], state="gone")
    typed = {"words": "Elke ochtend om zeven uur beginnen", "domains": ["family"]}

    # A guide's expectation waits for the person, without an answer in it.
    url = reverse("expectation_new", args=[file.pk])
    client_for(guide).post(url, {**typed, "how": "propose", "stage": "words"})
    client = client_for(file.person)
    with access.as_system():
        assert Expectation.objects.count() == 0
        proposal = file.proposal_set.get()
    address = reverse("proposal", args=[file.pk, proposal.pk])
    assert "Geen kinderopvang" in client.get(address).content.decode()
    assert client.post(address, {"answer": "accept"}).status_code == 422

    # The person's own: the open barriers are shown before anything is saved, and no answer is no saving.
    page = client.post(url, {**typed, "stage": "words"}).content.decode()
    assert "Geen kinderopvang" in page
    assert "Geen fiets" not in page
    for answer in ({}, {"feasible": "misschien"}):
        assert client.post(url, {**typed, "stage": "answer", **answer}).status_code == 422
    with access.as_system():
        assert Expectation.objects.count() == 0

    client.post(url, {**typed, "stage": "answer", "feasible": "no"})
    client.post(address, {"answer": "accept", "feasible": "yes"})
    with access.as_system():
        rows = Expectation.objects.filter(file=file).order_by("id")
        assert [(row.feasible, row.in_the_way) for row in rows] == [("no", [open_one.pk]), ("yes", [open_one.pk])]
        # The database refuses one without an answer, whoever asks.
        with pytest.raises(IntegrityError, match="own_answer"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("update guidance_expectation set feasible = ''")
