"""The audit trail cannot be changed, and a change by force is found."""

from datetime import UTC, datetime

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tandem.kernel import audit
from tandem.kernel.models import AuditEntry
from tests.factories import make_organisation, make_person

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def _chain_now() -> None:
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


@pytest.fixture
def three_entries(db: None) -> list[AuditEntry]:
    person, organisation = make_person(), make_organisation()
    for number in range(3):
        audit.record("test.act_done", organisation, by=person, at=AT, number=number)
    _chain_now()
    return list(audit.history_of(organisation))


def test_entries_form_a_chain(three_entries: list[AuditEntry]) -> None:
    first, second, third = AuditEntry.objects.order_by("position")
    assert (second.previous_hash, third.previous_hash) == (first.hash, second.hash)
    assert audit.first_broken_position() is None
    assert audit.head() == (third.position, third.hash)


def test_two_transactions_make_one_chain(fresh_database: object) -> None:
    organisation = make_organisation()
    for _ in range(2):
        with transaction.atomic():
            for number in range(3):
                audit.record("test.act_done", organisation, by=None, at=AT, number=number)
    positions = list(AuditEntry.objects.order_by("pk").values_list("position", flat=True))
    assert positions == [1, 2, 3, 4, 5, 6]
    assert audit.first_broken_position() is None


@pytest.mark.parametrize("statement", ["update kernel_auditentry set action = 'x'", "delete from kernel_auditentry"])
def test_entry_refuses_change_by_the_application(three_entries: list[AuditEntry], statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditEntry.objects.filter(action="test.act_done").count() == 3


@pytest.mark.parametrize(
    "tampering",
    [
        "update kernel_auditentry set action = 'nothing.happened' where position = 2",
        "update kernel_auditentry set at = at + interval '1 day' where position = 2",
        "delete from kernel_auditentry where position = 2",
        "update kernel_auditentry set facts = '{\"number\": 9}' where position = 2",
    ],
)
def test_tampering_with_guards_off_is_found(fresh_database, tampering: str) -> None:  # type: ignore[no-untyped-def]
    person, organisation = make_person(), make_organisation()
    for number in range(3):
        audit.record("test.act_done", organisation, by=person, at=AT, number=number)
    assert audit.first_broken_position() is None
    with psycopg.connect(fresh_database.owner_url, autocommit=True) as owner:
        owner.execute("alter table kernel_auditentry disable trigger user")
        owner.execute(tampering)  # type: ignore[call-overload]
    assert audit.first_broken_position() is not None


def test_failing_audit_write_undoes_the_action(db: None) -> None:
    organisation = make_organisation(name="Voor")
    with pytest.raises(IntegrityError), transaction.atomic():  # noqa: PT012 (one action)
        organisation.name = "Na"
        organisation.save()
        audit.record("test.act_done", organisation, by=None, at=None)  # type: ignore[arg-type]
    organisation.refresh_from_db()
    assert organisation.name == "Voor"
