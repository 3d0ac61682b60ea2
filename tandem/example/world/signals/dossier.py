"""The dossier of the example: composed and published by the real actions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tandem.dialogue.actions.chapter import add_block
from tandem.dialogue.actions.dossier import DossierFacts, add_chapter, make_dossier
from tandem.dialogue.actions.dossier_publish import publish
from tandem.dialogue.actions.footnote import add_footnote
from tandem.dialogue.models import Dossier, Recommendation
from tandem.dialogue.rules.states import DRAFT
from tandem.example.world.signals import dossier_texts as texts
from tandem.identity.models import Person


def compose_dossier(worker: Person, recommendations: Sequence[Recommendation], at: datetime) -> Dossier:
    """Introduction, six elements and conclusion (seed 004), with recommendations that were put to somebody."""
    dossier = make_dossier(DossierFacts(texts.TITLE, "", texts.SUBTITLE, texts.SUMMARY), by=worker, at=at)
    public = [row for row in recommendations if row.state != DRAFT]
    asked = dict(zip(texts.ASKS_IN, public, strict=False))
    for title, blocks in texts.CHAPTERS:
        chapter = add_chapter(dossier, title=title, by=worker, at=at)
        for block in blocks:
            add_block(chapter, block, by=worker, at=at)
        if title in asked:
            wanted = {"kind": "recommendation", "recommendation": str(asked[title].pk)}
            add_block(chapter, wanted, by=worker, at=at)
    for mark, words, link in texts.NOTES:
        add_footnote(dossier, mark=mark, words=words, link=link, by=worker, at=at)
    return publish(dossier, by=worker, at=at)
