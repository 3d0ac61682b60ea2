"""The dossier of the example world: the structure of seed 004, everything invented and said to be."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tandem.example.world.signals.dossier import compose_dossier
from tandem.example.world.signals.dossier_texts import ASKS_IN, CHAPTERS, NOTES
from tandem.kernel import clock
from tandem.kernel.documents import storage
from tests.dialogue.test_recommendations import make_draft, make_proposed
from tests.policy_signals.factories import make_policy_worker

pytestmark = pytest.mark.django_db


def test_example_has_six_elements_quotes_one_figure_and_its_notes() -> None:
    worker = make_policy_worker()
    rows = [make_draft(worker), *(make_proposed(worker, title=f"Vraag {number}") for number in range(3))]
    dossier = compose_dossier(worker, rows, clock.now())
    page = dossier.published_page
    assert [chapter["title"] for chapter in page["chapters"]] == [title for title, _ in CHAPTERS]
    assert len(page["chapters"]) == 8
    assert [note["number"] for note in page["notes"]] == list(range(1, len(NOTES) + 1))
    parts = [part for chapter in page["chapters"] for part in chapter["parts"]]
    assert all(part["is_invented"] for part in parts if part["kind"] in {"quote", "figure"})
    assert len([part for part in parts if part["kind"] == "quote"]) >= 10
    assert [part["trust"] for part in parts if part["kind"] == "figure"] == ["niet nagekeken"]
    assert sorted(part["title"] for part in parts if part["kind"] == "recommendation") == [
        "Vraag 0",
        "Vraag 1",
        "Vraag 2",
    ]
    assert len(ASKS_IN) == 3

    answer = Client().get(reverse("dossier_public", args=[dossier.slug]))
    assert answer.status_code == 200
    assert len(answer.content) < 80_000  # about a fifth of that travels
    paper = PdfReader(BytesIO(storage.read_file(dossier.document)))
    assert paper.metadata.title == dossier.title
    assert "Besluit" in "".join(found.extract_text() for found in paper.pages)
