"""A planner writes down what somebody said by telephone. That person gets a mail, so that nothing is said in their name unseen."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.kernel import mail
from tandem.planning.actions.asking import answer_asking
from tandem.planning.actions.asking_mail import address
from tandem.planning.models import Asking

if TYPE_CHECKING:
    from tandem.identity.models import Person


@transaction.atomic
def note_answer(asking: Asking, *, person: Person, agrees: bool, by: Person, at: datetime) -> Asking:
    """The answer counts as if given on the page; the person reads what was written down."""
    row = answer_asking(asking, person=person, agrees=agrees, by=by, at=at)
    if person.email:
        body = _(
            "Dag %(name)s\n\n%(planner)s noteerde jouw antwoord voor «%(series)s» bij %(organisation)s: %(answer)s.\n\n"
            "Klopt dat niet? Laat het weten of kijk hier:\n%(url)s\n"
        ) % {"name": person.first_name, "planner": by, "series": row.series, "organisation": row.series.organisation,
             "answer": _("ja") if agrees else _("neen"), "url": address("asking_answer", row.pk)}  # fmt: skip
        mail.write_mail(
            key=f"asking-noted:{row.pk}:{person.pk}:{row.version}", kind=mail.NOTICE, to_email=person.email, to_name=str(person),
            to_person=person, subject=_("Jouw antwoord is genoteerd: %(series)s") % {"series": row.series}, body=body, at=at, by=by,
            about=row.series,
        )  # fmt: skip
    return row
