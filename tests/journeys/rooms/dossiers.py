"""Dossiers: one in the making with every kind of block, one published, one withdrawn."""

from collections.abc import Iterator

from tandem.dialogue.actions.chapter import put_aside
from tandem.dialogue.actions.dossier_publish import publish, withdraw
from tandem.dialogue.models import Dossier
from tandem.identity import rules as roles
from tandem.kernel import clock
from tests.dialogue.dossier_factories import TEXT, make_whole_dossier
from tests.journeys.subjects import Subject, first_member, first_members, one_of_each


def fill() -> None:
    """One in every state."""
    by, at = first_member(roles.POLICY_WORKER).person, clock.now()
    draft = make_whole_dossier(by, TEXT, title="Nog in de maak")
    chapter = draft.chapters.latest("position")
    put_aside(chapter, chapter.blocks[-1]["id"], is_aside=True, by=by, at=at)
    publish(make_whole_dossier(by, title="Nu te lezen"), by=by, at=at)
    gone = publish(make_whole_dossier(by, title="Niet meer te lezen"), by=by, at=at)
    withdraw(gone, reason="Er stond een verkeerd cijfer in.", by=by, at=at)


def composed() -> Iterator[Subject]:
    """A dossier in every state, with a chapter, a block and a footnote of its own."""
    visitors = {roles.POLICY_WORKER: first_member(roles.POLICY_WORKER).pk}
    for state, row in one_of_each(Dossier.objects.order_by("pk"), lambda row: row.state).items():
        chapter, note = row.chapters.earliest("position"), row.footnotes.earliest("pk")
        block = chapter.blocks[0]
        arguments = {
            "pk": row.pk,
            "chapter": chapter.pk,
            "block": block["id"],
            "kind": block["kind"],
            "footnote": note.pk,
        }
        yield Subject(arguments, state, visitors)


def published() -> Iterator[Subject]:
    """What everybody may read."""
    row = Dossier.objects.filter(state="published").earliest("published_at")
    yield Subject({"slug": row.slug, "edition": row.edition}, "published", first_members())


SUBJECTS = {"dossiers/<uuid:pk>/": composed, "dossiers/<slug:slug>/": published}
