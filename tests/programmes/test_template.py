"""Staff edit a copy; published versions never change; running trajectories keep theirs."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tandem.identity.rules import FUND_OFFICER, ORGANISATION_CONTACT
from tandem.kernel import clock
from tandem.kernel.models import AuditEntry
from tandem.kernel.refusal import Conflict
from tandem.programmes.actions.template import (
    CannotPublish,
    copy_template,
    edit_template,
    publish_template,
    withdraw_template,
)
from tandem.programmes.models import ProgrammeTemplate
from tests.factories import client_for, make_fund, make_membership, make_person
from tests.programmes.factories import shipped_template

GENERAL = {"title": "Nieuwe naam", "summary": "Kort", "valid_from": None, "valid_to": None}


def officer_client() -> Client:
    return client_for(make_membership(FUND_OFFICER, organisation=make_fund()).person)


def edit_data(client: Client, template: ProgrammeTemplate) -> dict[str, object]:
    """What a browser would send back when nothing was changed."""
    page = client.get(f"/programmas/{template.pk}/wijzigen/")
    data: dict[str, object] = {"edit_version": template.edit_version}
    for form in page.context["forms"]:
        data |= {
            form.add_prefix(name): form[name].value() for name in form.fields if form[name].value() not in (None, False)
        }
    for formset in page.context["lists"].values():
        data |= {
            formset.management_form.add_prefix(n): formset.management_form[n].value()
            for n in formset.management_form.fields
        }
    return data


def test_copy_is_a_draft_with_the_next_version(db: None) -> None:
    template = shipped_template()
    copy = copy_template(template, by=make_person(), at=clock.now())
    assert (copy.version, copy.status, copy.definition, copy.copied_from) == (2, "draft", template.definition, template)
    assert copy_template(template, by=make_person(), at=clock.now()) == copy
    assert AuditEntry.objects.filter(action="template.copied").count() == 1


def test_published_version_is_guarded_by_the_database(db: None) -> None:
    template = shipped_template()
    template.definition = {**template.definition, "max_half_days": 12}
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        template.save()


def test_publishing_ends_the_version_before(db: None) -> None:
    person, template = make_person(), shipped_template()
    copy = copy_template(template, by=person, at=clock.now())
    with pytest.raises(CannotPublish, match="vanaf wanneer"):
        publish_template(copy, by=person, at=clock.now())
    start = clock.today() + timedelta(days=30)
    edit_template(copy, general={**GENERAL, "valid_from": start}, definition=copy.definition, expected_version=1, by=person,
                  at=clock.now())  # fmt: skip
    publish_template(copy, by=person, at=clock.now())
    template.refresh_from_db()
    assert (template.status, template.valid_to) == ("published", start - timedelta(days=1))
    assert ProgrammeTemplate.objects.filter(code=template.code).open_on(start).get().version == 2


def test_second_editor_overwrites_nothing(db: None) -> None:
    person, copy = make_person(), copy_template(shipped_template(), by=make_person(), at=clock.now())
    edit_template(copy, general=GENERAL, definition=copy.definition, expected_version=1, by=person, at=clock.now())
    with pytest.raises(Conflict, match="Iemand anders"):
        edit_template(copy, general={**GENERAL, "title": "Laat"}, definition=copy.definition, expected_version=1, by=person,
                      at=clock.now())  # fmt: skip
    copy.refresh_from_db()
    assert copy.title == "Nieuwe naam"


def test_withdrawn_programme_takes_no_applications(db: None) -> None:
    template = withdraw_template(shipped_template(), by=make_person(), at=clock.now())
    tomorrow = clock.today() + timedelta(days=1)
    assert not ProgrammeTemplate.objects.filter(pk=template.pk).open_on(tomorrow).exists()


def test_unchanged_form_keeps_the_definition(db: None) -> None:
    client = officer_client()
    copy = copy_template(shipped_template("twee-fasen"), by=make_person(), at=clock.now())
    answer = client.post(f"/programmas/{copy.pk}/wijzigen/", edit_data(client, copy))
    assert answer.status_code == 302
    saved = ProgrammeTemplate.objects.get(pk=copy.pk)
    assert saved.parsed == copy.parsed


def test_price_and_session_can_be_changed_in_the_browser(db: None) -> None:
    client = officer_client()
    copy = copy_template(shipped_template(), by=make_person(), at=clock.now())
    data = edit_data(client, copy) | {"price_per_half_day_eur": "412,50", "sessions-0-title": "Eerste kennismaking",
                                      "sessions-6-DELETE": "on", "documents-3-DELETE": "on"}  # fmt: skip
    assert client.post(f"/programmas/{copy.pk}/wijzigen/", data).status_code == 302
    saved = ProgrammeTemplate.objects.get(pk=copy.pk).parsed
    assert str(saved.price_per_half_day_eur) == "412.50"
    assert (saved.sessions[0].title, saved.sessions[0].step, len(saved.sessions)) == (
        "Eerste kennismaking",
        "session_1",
        6,
    )


def test_wrong_input_keeps_what_was_typed(db: None) -> None:
    client = officer_client()
    copy = copy_template(shipped_template(), by=make_person(), at=clock.now())
    answer = client.post(
        f"/programmas/{copy.pk}/wijzigen/", edit_data(client, copy) | {"max_half_days": "veel", "title": "Mijn naam"}
    )
    assert answer.status_code == 422
    assert "Mijn naam" in answer.content.decode()


def test_organisation_cannot_see_templates(db: None) -> None:
    client = client_for(make_membership(ORGANISATION_CONTACT).person)
    assert client.get("/programmas/").status_code == 403
