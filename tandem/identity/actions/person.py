"""What is done to a person: own facts, password, devices, closing and opening a login."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction

from tandem.identity import managing
from tandem.identity.models import Person
from tandem.identity.queries import person as queries
from tandem.kernel import audit, clock
from tandem.kernel.refusal import Problem, Refusal


class CannotChangePerson(Refusal):
    """The address belongs to somebody else, or the person is the last one who may do this."""


@transaction.atomic
def welcome_person(*, first_name: str, language: str, by: Person, at: datetime) -> Person:
    """Somebody without an e-mail address: they come in with a card, together with a guide, or not at all."""
    person = Person.objects.create_user(None, first_name=first_name, language=language)
    audit.record("person.welcome", person, by=by, at=at)
    return person


@transaction.atomic
def change_own_facts(
    *, person: Person, first_name: str, last_name: str, phone: str, by: Person, at: datetime
) -> Person:  # fmt: skip
    """Another name or phone number."""
    return _change(person, {"first_name": first_name, "last_name": last_name, "phone": phone}, by=by, at=at)


@transaction.atomic
def change_person(
    *, person: Person, first_name: str, last_name: str, phone: str, email: str, by: Person, at: datetime
) -> Person:  # fmt: skip
    """The same by an administrator, and another address. With another address every device is logged out."""
    email = email.strip().lower()
    if Person.objects.filter(email=email).exclude(pk=person.pk).exists():
        raise CannotChangePerson(
            Problem("Iemand anders gebruikt dit e-mailadres al. Zoek die persoon op, of kies een ander adres.", "email")
        )
    is_other_address = email != person.email
    facts = {"first_name": first_name, "last_name": last_name, "phone": phone, "email": email}
    person = _change(person, facts, by=by, at=at)
    if is_other_address:
        end_sessions(person=person, by=by, at=at)
    return person


def _change(person: Person, facts: dict[str, str], *, by: Person, at: datetime) -> Person:
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    changed = [name for name, value in facts.items() if getattr(person, name) != value]
    for name in changed:
        setattr(person, name, facts[name])
    if changed:
        person.save()
        audit.record("person.change", person, by=by, at=at, fields=changed)
    return person


@transaction.atomic
def set_password(*, person: Person, password: str, by: Person, at: datetime) -> None:
    """Choose a password. Sessions elsewhere end, because their proof is of before."""
    person.set_password(password)
    person.save(update_fields=["password"])
    audit.record("person.set_password", person, by=by, at=at)


@transaction.atomic
def remove_password(*, person: Person, by: Person, at: datetime) -> None:
    """Log in with a code, a passkey or an app only."""
    person.set_unusable_password()
    person.save(update_fields=["password"])
    audit.record("person.remove_password", person, by=by, at=at)


@transaction.atomic
def end_session(*, person: Person, session_id: int, by: Person, at: datetime) -> bool:
    """Log out one device of a person; False when it is not theirs."""
    session = UserSession.objects.filter(pk=session_id, user=person).first()
    if session is None:
        return False
    session.end()
    audit.record("person.end_session", person, by=by, at=at, count=1)
    return True


@transaction.atomic
def end_sessions(*, person: Person, by: Person, at: datetime, but: str = "") -> int:
    """Log out every device of a person, but for the session with this key; the number that ended."""
    sessions = list(UserSession.objects.filter(user=person).exclude(session_key=but).order_by("pk"))
    for session in sessions:
        session.end()
    if sessions:
        audit.record("person.end_session", person, by=by, at=at, count=len(sessions))
    return len(sessions)


@transaction.atomic
def close_person(*, person: Person, reason: str, by: Person, at: datetime) -> Person:
    """Close a login. What the person did stays readable. Nobody closes their own login or the last administrator."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    alone_in = queries.alone_in(person, on=clock.local(at).date())
    CannotChangePerson.if_any(managing.person_closing_problems(is_self=person.pk == by.pk, alone_in=alone_in))
    person.is_active = False
    person.save(update_fields=["is_active"])
    end_sessions(person=person, by=by, at=at)
    audit.record("person.close", person, by=by, at=at, reason=reason)
    return person


@transaction.atomic
def reopen_person(*, person: Person, by: Person, at: datetime) -> Person:
    """Open a closed login again."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    person.is_active = True
    person.save(update_fields=["is_active"])
    audit.record("person.reopen", person, by=by, at=at)
    return person
