"""The pages that only the example has."""

from collections.abc import Iterator

from tandem.guidance.models import ClientFile
from tandem.identity import rules as roles
from tandem.kernel.models import OutgoingMail
from tests.journeys.subjects import Subject, first_members, one_of_each


def mails() -> Iterator[Subject]:
    for kind, row in one_of_each(OutgoingMail.objects.order_by("-made_at", "pk"), lambda row: row.kind).items():
        yield Subject({"pk": row.pk}, kind)


def planner() -> Iterator[Subject]:
    yield Subject({"pk": first_members()[roles.PLANNER]}, "planner", first_members())


def owners() -> Iterator[Subject]:
    yield Subject(
        {"pk": ClientFile.objects.filter(person__isnull=False).earliest("pk").person_id}, "owner", first_members()
    )


SUBJECTS = {"voorbeeld/post/": mails, "voorbeeld/word/": planner, "voorbeeld/persoon/": owners}
