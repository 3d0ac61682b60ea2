"""Two officers at the same moment: one draft with the work of both."""

import pytest

from tandem.calls.actions.form_builder import add_section, publish_form
from tandem.calls.models import Call
from tandem.calls.rules.definition import definition_from
from tandem.identity.models import Person
from tandem.kernel import access, clock
from tests.calls.call_factories import make_call, make_officer
from tests.databases import OwnDatabase
from tests.policy_signals.races import meanwhile

pytestmark = pytest.mark.django_db(transaction=True)


def add(call: Call, title: str, by: Person) -> object:
    with access.as_system():
        return add_section(call, title=title, by=by, at=clock.now())


def test_the_first_step_of_two_officers_makes_one_draft(fresh_database: OwnDatabase) -> None:
    call = make_call()
    one, other = make_officer(call.administration), make_officer(call.administration)
    meanwhile(lambda: add(call, "Van de ene", one), lambda: add(call, "Van de andere", other))
    draft = call.revisions.get(published_at__isnull=True)
    titles = [section.title for section in definition_from(draft.definition).sections]
    assert titles == ["De aanpak", "Van de ene", "Van de andere"]
    assert draft.steps.count() == 2

    def publish_other() -> object:
        with access.as_system():
            return publish_form(call, version=draft.version, by=other, at=clock.now())

    # Somebody still adds a section while a colleague publishes what is on the screen: refused, with nothing half done.
    late = meanwhile(lambda: add(call, "Nog iets", one), publish_other)
    assert "Een collega veranderde het formulier" in str(late)
    assert call.revisions.filter(published_at__isnull=False).count() == 1
