"""Forget who somebody was: what they did stays, under a number."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from tandem.identity.actions.person import end_sessions
from tandem.identity.models import ClientCard, Person
from tandem.kernel import audit


@transaction.atomic
def forget_person(*, person: Person, by: Person, at: datetime) -> bool:
    """No name, no address, no card, no way in. Who also has or had a role here keeps that; False then."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    ClientCard.objects.filter(person=person).delete()
    if person.memberships.exists():
        return False
    end_sessions(person=person, by=by, at=at)
    for rows in (Authenticator.objects.filter(user=person), EmailAddress.objects.filter(user=person)):
        rows.delete()
    person.first_name, person.last_name, person.phone, person.email = "Gewist", "", "", None
    person.is_active = False
    person.set_unusable_password()
    person.save()
    audit.record("person.forget", person, by=by, at=at)
    return True
