"""6. Barriers hang together; a loop is told as one loop, and the person chooses where to begin."""

import pytest
from django.test import Client
from django.urls import reverse

from tandem.guidance.models import Barrier, BarrierEdge
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, make_item

pytestmark = pytest.mark.django_db
RING = ("Schimmel", "Geen schone kleren", "Niet op tijd op het werk", "Werk kwijt", "Geen inkomen", "Slechte woning")


def tie(client: Client, source: Barrier, target: Barrier) -> None:
    url = reverse("barrier_edge_new", args=[target.file_id, target.pk])
    assert client.post(url, {"other": str(source.pk), "words": "", "how": "propose"}).status_code == 302


def test_ring_of_barriers_is_one_loop_with_the_choice_left_to_the_person() -> None:
    file = make_file()
    client = client_for(file.person)
    ring = [make_item(file, "barrier", words, domains=["housing"]) for words in RING]
    for source, target in zip(ring, [*ring[1:], ring[0]], strict=True):
        tie(client, source, target)
    page = client.get(reverse("barriers", args=[file.pk])).content.decode()

    assert page.count("Dit gaat in een kring") == 1
    assert (
        "‘Schimmel’ maakt ‘Geen schone kleren’ moeilijker. Dat maakt ‘Niet op tijd op het werk’ moeilijker. "
        "Dat maakt ‘Werk kwijt’ moeilijker. Dat maakt ‘Geen inkomen’ moeilijker. "
        "Dat maakt ‘Slechte woning’ moeilijker. En dat maakt ‘Schimmel’ weer moeilijker."
    ) in page
    assert "Je kan overal beginnen. Jij kiest waar." in page
    assert page.count("<text ") >= 6  # the picture
    assert page.index("Hetzelfde in woorden") > 0
    assert "Hier begint het:" not in page  # nobody else says where


def test_edge_tells_who_said_it_and_since_when() -> None:
    guide = make_guide(first_name="Leen", last_name="Zandpad")
    file = make_file(guide)
    roof, damp = (make_item(file, "barrier", words, domains=[]) for words in ("Het dak lekt", "Alles is vochtig"))
    tie(client_for(guide), roof, damp)
    page = client_for(file.person).get(reverse("barrier", args=[file.pk, damp.pk])).content.decode()

    assert "Leen Zandpad zei dit op" in page
    with looking(file.person):
        edge = BarrierEdge.objects.get()
        assert (edge.made_by, edge.is_by_client) == (guide, False)


def test_page_says_when_every_running_step_hangs_on_leaves() -> None:
    file = make_file()
    client = client_for(file.person)
    roof, damp = (make_item(file, "barrier", words, domains=[]) for words in ("Het dak lekt", "Alles is vochtig"))
    tie(client, roof, damp)
    step = make_item(file, "step", "Was doen in het wassalon", kind="home", barrier_id=damp.pk)
    warning = "Alle stappen die lopen, zitten aan het einde van de kaart."
    url = reverse("barriers", args=[file.pk])

    assert warning not in client.get(url).content.decode()
    client.post(reverse("step_choose", args=[file.pk, step.pk]))
    page = client.get(url).content.decode()
    assert warning in page
    assert "Hier begint het:" in page

    other = make_item(file, "step", "De huisbaas bellen", kind="home", barrier_id=roof.pk)
    client.post(reverse("step_choose", args=[file.pk, other.pk]))
    assert warning not in client.get(url).content.decode()
