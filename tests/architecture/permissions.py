"""Every address x every role, against the table in docs/permissions.md: what people may open and what they may do.

Write the table anew with `TANDEM_WRITE_DOCS=1`; then read the difference before it is committed.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse

from tandem.kernel import access
from tests.architecture.addresses import Address, every_address
from tests.architecture.world import World, build_world

PAGE = Path(__file__).parents[2] / "docs" / "permissions.md"
LEGEND = {
    "ja": "de pagina of de handeling is er voor deze persoon",
    "–": "bestaat niet voor deze persoon (404): niet van jou is hetzelfde als niet bestaan",
    "nee": "deze rol mag dit nooit (403)",
    "login": "vraagt eerst wie je bent",
}


class Undone(Exception):
    """Takes back what a request wrote."""


def answer_to(client: Client, method: str, url: str) -> HttpResponse:
    """The answer, without its consequences: rows are rolled back, and so is a logout."""
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    try:
        with transaction.atomic():
            response = getattr(client, method)(url)
            _close(response)
            raise Undone  # noqa: TRY301 (only an error rolls back)
    except Undone:
        client.cookies.clear()
        client.cookies.load(cookies)  # a dict: names and values only
        return response
    except BaseException as failure:
        failure.add_note(f"{method} {url}")
        raise


@contextmanager
def short_refusals() -> Iterator[None]:
    """Everybody gets the whole page of a refusal once; after that, drawing it again thousands of times says nothing new."""
    with pytest.MonkeyPatch.context() as patch:
        for status in (403, 404):
            patch.setattr(get_resolver().urlconf_module, f"handler{status}", _drawn_once(status))
        yield


def _drawn_once(status: int) -> Callable[[HttpRequest, Exception], HttpResponse]:
    draw, seen = get_resolver().resolve_error_handler(status), set[object]()

    def refuse(request: HttpRequest, exception: Exception) -> HttpResponse:
        if request.user.pk in seen:
            return HttpResponse(status=status)
        seen.add(request.user.pk)
        return draw(request, exception)

    return refuse


def _close(response: HttpResponse) -> None:
    """Close a file that was offered, and keep the database connection of the test."""
    request_finished.disconnect(close_old_connections)
    response.close()
    request_finished.connect(close_old_connections)


def cell_of(response: HttpResponse) -> str:
    """How the table writes an answer."""
    if response.status_code == 302 and response["Location"].startswith("/aanmelden/?next="):
        return "login"
    cells = {403: "nee", 404: "–"}
    assert response.status_code < 500
    return cells.get(response.status_code, "ja")


def arguments_of(address: Address, world: World) -> dict[str, object]:
    """Values for the arguments of an address, by the start of its route; a new kind of address must be told here."""
    parts = [part for part in address.route.split("/") if part and not part.startswith("<")]
    known = [world.places.get("/".join(parts[:length]), {}) for length in (2, 1)]
    fitting = [place for place in known if set(place) == address.wants] + [
        place for place in known if set(place) >= address.wants
    ]
    if fitting:
        return {name: fitting[0][name] for name in address.wants}
    assert not address.wants, f"tell tests/architecture/world.py what the arguments of {address.route} are"
    return {}


def table_of(world: World, method: str) -> dict[str, list[str]]:
    """Address -> a cell per person. Addresses that do not know the method stay out."""
    rows: dict[str, list[str]] = {}
    clients = {name: _client(person) for name, person in world.people.items()}
    for address in every_address():
        url = reverse(address.name, kwargs=arguments_of(address, world))
        cells = []
        for client in clients.values():
            answer = answer_to(client, method, url)
            if answer.status_code == 405:
                break
            cells.append(cell_of(answer))
        else:
            rows[address.route] = cells
    return rows


def _client(person: object) -> Client:
    client = Client(raise_request_exception=True)
    if person is not None:
        client.force_login(person)
    return client


def as_markdown(title: str, people: list[str], rows: dict[str, list[str]]) -> str:
    lines = [f"## {title}", "", "| adres | " + " | ".join(people) + " |", "|---" * (len(people) + 1) + "|"]
    lines += [f"| `/{route}` | " + " | ".join(cells) + " |" for route, cells in sorted(rows.items())]
    return "\n".join(lines) + "\n"


SECTIONS = {"get": "Openen (GET)", "post": "Doen (POST met een leeg formulier)"}


def holds_true(method: str) -> bool:
    """Whether the page says what the code does for this method; with TANDEM_WRITE_DOCS the page is written first."""
    with access.as_system(), short_refusals():
        world = build_world()
        section = as_markdown(SECTIONS[method], list(world.people), table_of(world, method))
    if os.environ.get("TANDEM_WRITE_DOCS"):
        write_section(method, section)
    return section in PAGE.read_text("utf-8")


def write_section(method: str, section: str) -> None:
    """Replace one section of the page."""
    sections = dict.fromkeys(SECTIONS, "")
    if PAGE.exists():
        for name, title in SECTIONS.items():
            _before, _title, rest = PAGE.read_text("utf-8").partition(f"## {title}\n")
            sections[name] = f"## {title}\n{rest.partition(chr(10) + '## ')[0]}".rstrip() + "\n" if rest else ""
    sections[method] = section
    legend = "".join(f"- **{cell}**: {text}\n" for cell, text in LEGEND.items())
    intro = (
        "# Wie mag wat?\n\n"
        "Eén traject met alles erin, en één persoon per rol: de contactpersoon van de organisatie, het fonds dat betaalt, de\n"
        "planner en het duo van de aanbieder; daarnaast dezelfde rollen bij anderen. Verder het dossier van één persoon, met de\n"
        "gids, een dienst die één stuk mag zien, een andere gids en een coördinator. Een test houdt deze tabel tegen de code.\n\n"
    )
    PAGE.write_text(intro + legend + "\n" + "\n".join(sections.values()), "utf-8")
