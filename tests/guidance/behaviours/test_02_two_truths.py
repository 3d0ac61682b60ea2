"""2. Two truths: beside any note, report or view the person can put "ik zag het anders"; both stay, in order."""

import json

from django.template.loader import render_to_string
from django.urls import reverse

from tandem.guidance.models import Decision, DomainView, OrganisationNo, OtherView, ServiceStop, Talk
from tandem.guidance.queries.doors import parts
from tandem.guidance.queries.export import export_of
from tandem.guidance.queries.export_data import booklet_data, data_of
from tandem.guidance.queries.other_view import other_views_of
from tandem.kernel import access, clock
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, make_member, place_of


def test_both_views_stay_in_order_and_only_the_person_adds_one(db: None) -> None:
    guide, worker = make_guide(), make_guide()
    file = make_file(guide)
    make_member(file, worker)
    at = clock.now()
    with access.as_system():
        facts = {"file": file, "made_at": at, "made_by": guide}
        written = {
            "talk": Talk.add(held_at=at, closed_at=at, content="Hij heeft geen zin.", **facts),
            "domainview": DomainView.add(domain="housing", words="Hij heeft geen zin.", **facts),
            "organisationno": OrganisationNo.add(organisation_name="Dienst", reason="Hij heeft geen zin.", **facts),
            "servicestop": ServiceStop.add(organisation=file.opened_for, programme="p", reason_kind="other",
                                           reason="Hij heeft geen zin.", **facts),
            "decision": Decision.add(words="Hij heeft geen zin.", chosen_by="other", rung="inform", **facts),
        }  # fmt: skip
    client = client_for(file.person)
    for kind, item in written.items():
        url = reverse("other_view_new", args=[file.pk, kind, item.pk])
        assert "Hij heeft geen zin." in client.get(url).content.decode()
        for words in ("Ik was moe.", "En niemand vroeg het."):
            assert client.post(url, {"words": words}).status_code == 302
        page = client.get(url).content.decode()
        assert page.index("Hij heeft geen zin.") < page.index("Ik was moe.") < page.index("En niemand vroeg het.")
        assert client_for(guide).post(url, {"words": "Toch wel."}).status_code == 404
        assert client_for(worker).get(url).status_code == 404

    # Both stand on the pages of the file, for both.
    pages = [
        reverse(name, args=[file.pk]) for name in ("domains", "organisation_no_list", "step_list", "decision_list")
    ]
    pages.append(reverse("talk", args=[file.pk, written["talk"].pk]))
    for person in (file.person, guide):
        for url in pages:
            page = client_for(person).get(url).content.decode()
            assert (
                page.index("Hij heeft geen zin.") < page.index("Ik was moe.") < page.index("En niemand vroeg het.")
            ), url

    # And in every form of the export.
    with looking(file.person):
        export = export_of(place_of(file))
        forms = [json.dumps(data_of(export), ensure_ascii=False), json.dumps(booklet_data(export), ensure_ascii=False, default=str),
                 render_to_string("guidance/export_chapters.html", {"export": export, "intro": []})]  # fmt: skip
    for form in forms:
        assert form.count("Hij heeft geen zin.") >= len(written)
        assert form.count("Ik was moe.") == form.count("En niemand vroeg het.") >= len(written)
        assert form.index("Ik was moe.") < form.index("En niemand vroeg het.")

    # The guide reads both; the first words did not change.
    with looking(guide):
        place = place_of(file, guide)
        views = other_views_of(place, [item.pk for item in written.values()])
        for kind, item in written.items():
            now = parts(place, type(item)).get()
            assert "Hij heeft geen zin." in {getattr(now, name, "") for name in ("words", "content", "reason")}
            assert [view.words for view in views[item.pk]] == ["Ik was moe.", "En niemand vroeg het."], kind
        assert set(parts(place, OtherView).values_list("made_by", "is_by_client")) == {(file.person.pk, True)}
