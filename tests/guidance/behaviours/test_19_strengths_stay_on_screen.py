"""19. Strengths stay on screen: the plan opens with what the person wants and can; a barrier page carries a strength."""

from django.urls import reverse

from tandem.guidance.models import Step
from tandem.kernel import access
from tests.factories import client_for
from tests.guidance.factories import make_file, make_guide, make_item


def test_plan_opens_with_wants_and_strengths_and_barrier_pages_carry_one(db: None) -> None:
    guide = make_guide()
    file = make_file(guide)
    make_item(file, "wish", "Ik wil een eigen keuken.", kind="want")
    make_item(file, "wish", "Ik kan goed onthouden.", kind="can")
    barrier = make_item(file, "barrier", "Schimmel in huis", domains=["housing"])
    step = make_item(file, "step", "Naar de woonwinkel", kind="home")
    with access.as_system():
        Step.objects.filter(pk=step.pk).update(state="running")

    for person in (file.person, guide):
        client = client_for(person)
        page = client.get(reverse("plan", args=[file.pk])).content.decode()
        assert (
            page.index("Ik wil een eigen keuken.") < page.index("Ik kan goed onthouden.")
            < page.index(">Nu<") < page.index("Naar de woonwinkel")
        )  # fmt: skip
        for url in (reverse("barriers", args=[file.pk]), reverse("barrier", args=[file.pk, barrier.pk])):
            page = client.get(url).content.decode()
            assert "Schimmel in huis" in page
            assert "Ik kan goed onthouden." in page
