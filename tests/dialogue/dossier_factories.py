"""Dossiers made by the real actions."""

from typing import Any

from tandem.dialogue.actions.chapter import add_block
from tandem.dialogue.actions.dossier import DossierFacts, add_chapter, make_dossier
from tandem.dialogue.actions.footnote import add_footnote
from tandem.dialogue.models import Dossier
from tandem.identity.models import Person
from tandem.kernel import clock

TEXT = {"kind": "text", "words": "Een baan **helpt** als het loon volstaat[^loon].\n\n- tijd\n- rust"}
QUOTE = {"kind": "quote", "words": "Niemand vroeg wat ik wou.", "said_by": "een deelneemster", "is_invented": True}
FIGURE: dict[str, Any] = {
    "kind": "figure", "title": "Arm met een job", "sentence": "Deeltijds werk geeft meer risico.", "unit": "procent",
    "rows": [{"label": "Voltijds", "value": 3}, {"label": "Deeltijds", "value": 7.5}], "source": "Een meetbureau",
    "link": "https://voorbeeld.test/cijfers", "dated": "2024", "trust": "unverified", "is_invented": True,
}  # fmt: skip


def make_whole_dossier(worker: Person, *more: dict[str, Any], title: str = "Werk dat past") -> Dossier:
    """Two chapters, a footnote, a quote and a figure: nothing lacks."""
    at = clock.now()
    dossier = make_dossier(DossierFacts(title, subtitle="Wat groepen zeggen", summary="Kort gezegd."), by=worker, at=at)
    first = add_chapter(dossier, title="Gehoord worden", by=worker, at=at)
    for block in (TEXT, QUOTE):
        add_block(first, block, by=worker, at=at)
    second = add_chapter(dossier, title="Een inkomen dat volstaat", by=worker, at=at)
    for block in (FIGURE, *more):
        add_block(second, block, by=worker, at=at)
    add_footnote(dossier, mark="loon", words="Loononderzoek 2024", link="https://voorbeeld.test/loon", by=worker, at=at)
    dossier.refresh_from_db()
    return dossier
