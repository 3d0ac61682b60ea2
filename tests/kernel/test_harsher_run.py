"""The run of the tests itself: what must be refused here is refused."""

import socket

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connection, transaction
from django.template import Context, Template, engines
from django.template.base import Origin
from pytest_socket import SocketConnectBlockedError

from tandem.launch.surroundings import PACKAGE
from tests.databases import OwnDatabase

OURS = Origin(str(PACKAGE / "lobby" / "templates" / "lobby" / "front.html"))
OF_A_PACKAGE = Origin("/somewhere/site-packages/allauth/templates/account/login.html")


def test_database_is_used_as_the_application_role(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select current_user, rolsuper or rolbypassrls from pg_roles where rolname = current_user")
        assert cursor.fetchone() == ("tandem_app", False)


@pytest.mark.parametrize("_round", [1, 2])
def test_committed_rows_are_gone_in_the_next_test(fresh_database: OwnDatabase, _round: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from django_content_type where app_label = 'left behind'")
        assert cursor.fetchone() == (0,)
    ContentType.objects.create(app_label="left behind", model="row")


def test_emptying_a_table_is_refused(db: None) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("truncate django_session")


def test_unknown_variable_in_a_template_of_ours_fails() -> None:
    with pytest.raises(pytest.fail.Exception, match=r"Unknown variable nobody in lobby/templates/lobby/front\.html"):
        rendered("Dag {{ nobody }}", OURS)


def test_unknown_variable_in_a_template_of_a_package_is_left_alone() -> None:
    assert rendered("Dag {{ nobody }}", OF_A_PACKAGE) == "Dag "


def test_known_variable_is_printed() -> None:
    assert rendered("Dag {{ name }}", OURS) == "Dag Fien"


def rendered(source: str, origin: Origin) -> str:
    return Template(source, origin=origin, engine=engines["django"].engine).render(Context({"name": "Fien"}))


def test_unordered_rows_come_in_any_order(db: None) -> None:
    orders = {tuple(ContentType.objects.order_by().values_list("pk", flat=True)) for _ in range(20)}
    assert len(orders) > 1


def test_ordered_rows_come_in_their_order(db: None) -> None:
    found = list(ContentType.objects.order_by("pk").values_list("pk", flat=True))
    assert found == sorted(found)


def test_the_network_is_closed() -> None:
    with pytest.raises((SocketConnectBlockedError, UserWarning)), socket.socket() as connection_out:
        connection_out.connect(("192.0.2.1", 80))
