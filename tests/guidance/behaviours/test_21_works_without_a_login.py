"""21. Works without a login: together with the guide, on paper, or with a card on anybody's device that keeps nothing."""

import time_machine
from django.test import Client
from django.urls import reverse

from tandem.guidance.actions.pen import write
from tandem.guidance.models import Wish
from tandem.guidance.rules.pen import Writing
from tandem.kernel import clock
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, place_of

NINE, TEN_PAST = "2027-03-01 09:00 +0100", "2027-03-01 09:11 +0100"


def test_everything_works_together_on_paper_or_with_a_card_that_leaves_nothing_behind(db: None) -> None:
    with time_machine.travel(NINE, tick=False):
        guide = make_guide()
        file = make_file(guide)
        assert (file.person.email, file.person.has_usable_password()) == (None, False)

        # Together with the guide: it counts as the person's own words.
        with looking(guide):
            write(place_of(file, guide), Writing("wish", "Ik wil koken.", {"kind": "want"}), by=guide, at=clock.now(),
                  how="together")  # fmt: skip
            assert Wish.objects.get().is_by_client

        # On paper: the whole file as a booklet, made with the person.
        hands = client_for(guide)
        paper = hands.post(reverse("file_export", args=[file.pk]), {"form": "booklet", "how": "together"})
        assert b"".join(paper.streaming_content).startswith(b"%PDF-")

        # With a card on somebody else's device.
        hands.post(reverse("card_give", args=[file.pk]))
        card = hands.get(reverse("card_print", args=[file.pk])).context
        theirs = Client()
        facts = {"number": card["number"], "pin": card["pin"], "is_shared": "on"}
        assert theirs.post(reverse("card_enter"), facts).status_code == 302
        page = theirs.get(reverse("my_plan"))
        assert "Ik wil koken." in page.content.decode()
        assert page.headers["Cache-Control"] == "no-store"
        assert reverse("quick_exit") in page.content.decode()

        # Snel weg: one button, without a script.
        gone = theirs.post(reverse("quick_exit"))
        assert gone.headers["Clear-Site-Data"] == '"cache", "storage"'
        assert theirs.get(reverse("my_plan")).status_code == 302
        theirs.post(reverse("card_enter"), facts)

    # Ten quiet minutes: the session is over and nothing of it is left.
    with time_machine.travel(TEN_PAST, tick=False):
        response = theirs.get(reverse("my_plan"))
        assert response.url == reverse("card_enter")
        assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
        assert dict(theirs.session) == {}
