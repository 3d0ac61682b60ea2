"""Lists and files: queries, processor time, and how both grow with the number of rows."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from uuid import UUID

from django.test import Client

from tandem.identity.rules import FUND_OFFICER, PLANNER
from tandem.kernel import access
from tandem.programmes.models import Application, Settlement, Trajectory, Turn
from tandem.sessions.models import Series
from tools.bench import bare
from tools.bench.measuring import Samples, compare, queries_of
from tools.bench.people import busiest, client_of
from tools.bench.surroundings import BARE

KEY = r"([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})"
LIST_LIMIT, FILE_LIMIT = 12, 15
SEARCHED = "Gent"


@dataclass(frozen=True)
class Page:
    """An address, who opens it, and how the baseline finds the same rows."""

    name: str
    role: str
    url: str
    rows_on: Callable[[str], list[bare.BareList]]
    limit: int = LIST_LIMIT


@dataclass(frozen=True)
class Result:
    """One page at one scale."""

    page: Page
    rows: int
    queries: list[str]
    ours: Samples
    bare: Samples
    our_bytes: int
    bare_bytes: int

    @property
    def ratio(self) -> float:
        return self.ours.middle() / self.bare.middle()


def measure(times: int) -> list[Result]:
    """Every page, with what is in the database now."""
    return [_measured(page, times) for page in pages()]


def pages() -> list[Page]:
    """The pages people open most."""
    return [
        Page("applications to decide (fund)", FUND_OFFICER, "/aanvragen/wachtrij/", _applications),
        Page("all applications (fund)", FUND_OFFICER, "/aanvragen/wachtrij/?stand=alle", _applications),
        Page("trajectories (fund)", FUND_OFFICER, "/trajecten/", _trajectories),
        Page("planning (planner)", PLANNER, "/planning/?toon=alles", _series),
        Page("settlements (fund)", FUND_OFFICER, "/afrekeningen/", _settlements),
        Page("start (fund)", FUND_OFFICER, "/start/", _turns),
        Page("start (planner)", PLANNER, "/start/", _turns),
        Page("search everywhere (fund)", FUND_OFFICER, f"/zoeken/?zoek={SEARCHED}", _found),
        Page("search in trajectories (fund)", FUND_OFFICER, f"/trajecten/?zoek={SEARCHED}", _trajectories),
        Page("one trajectory (planner)", PLANNER, _oldest_trajectory(), _one_trajectory, FILE_LIMIT),
        Page("one application (fund)", FUND_OFFICER, _oldest_application(), _one_application, FILE_LIMIT),
    ]


def _measured(page: Page, times: int) -> Result:
    member = busiest(page.role)
    client = client_of(member)
    baseline = bare.bare_client(client)
    html = _html(client, page.url)
    wanted = page.rows_on(html)
    _check_same_rows(html, baseline, wanted)

    def bare_page() -> None:
        for rows in wanted:
            bare.shown[:] = [rows]
            assert baseline.get("/rijen/").status_code == 200

    ours, plain = compare(lambda: client.get(page.url), bare_page, bare_database=BARE, times=times)
    return Result(page, sum(len(rows.keys) for rows in wanted), queries_of(lambda: client.get(page.url)), ours, plain,
                  len(html.encode()), sum(_bare_bytes(baseline, rows) for rows in wanted))  # fmt: skip


def _html(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, f"{url}: {answer.status_code}"
    return answer.content.decode()


def _check_same_rows(html: str, baseline: Client, wanted: list[bare.BareList]) -> None:
    """Correct first: every text that the baseline shows stands on our page, and there is at least one row."""
    assert any(rows.keys for rows in wanted), "no rows to compare"
    for rows in wanted:
        bare.shown[:] = [rows]
        cells = re.findall(r"<td>(.*?)</td>", baseline.get("/rijen/").content.decode(), re.DOTALL)
        assert len(cells) == len(rows.keys) * len(rows.columns)
        seen = " ".join(unescape(html).split())
        missing = [cell for cell in map(unescape, cells) if not cell.isdigit() and " ".join(cell.split()) not in seen]
        assert not missing, f"not on our page: {missing[:3]}"


def _bare_bytes(baseline: Client, rows: bare.BareList) -> int:
    bare.shown[:] = [rows]
    return len(baseline.get("/rijen/").content)


def _keys(html: str, folder: str) -> list[UUID]:
    """Keys in the links of the page's own part, each once, in order."""
    main = html[html.index("<main") : html.index("</main>")]
    return list(dict.fromkeys(UUID(key) for key in re.findall(rf'href="/{folder}/{KEY}/', main)))


def _applications(html: str) -> list[bare.BareList]:
    columns = ("number", "organisation.name", "organisation.place", "template.title")
    return [bare.BareList(Application, _keys(html, "aanvragen"), columns, ("organisation", "template"))]


def _trajectories(html: str) -> list[bare.BareList]:
    columns = ("number", "organisation.name", "organisation.place", "template.title")
    return [bare.BareList(Trajectory, _keys(html, "trajecten"), columns, ("organisation", "template"))]


def _series(html: str) -> list[bare.BareList]:
    columns = ("title", "organisation.name", "organisation.province", "sessions.count", "duos.count")
    sets = ("sessions", "duos__trainer", "duos__experiential_expert")
    return [bare.BareList(Series, _keys(html, "reeksen"), columns, ("organisation",), sets)]


def _settlements(html: str) -> list[bare.BareList]:
    columns = ("number", "trajectory.number", "trajectory.organisation.name")
    return [bare.BareList(Settlement, _keys(html, "afrekeningen"), columns, ("trajectory__organisation",))]


def _turns(html: str) -> list[bare.BareList]:
    """Open moves, oldest first, as the start page shows them."""
    files = _keys(html, "(?:aanvragen|trajecten)")
    lists = []
    with access.as_system():
        for name in ("application", "trajectory"):
            turns = Turn.objects.filter(**{f"{name}_id__in": files}, ended_at__isnull=True).order_by("began_at", "pk")
            columns = (f"{name}.number", f"{name}.organisation.name")
            lists.append(bare.BareList(Turn, [turn.pk for turn in turns], columns, (f"{name}__organisation",)))
    return [rows for rows in lists if rows.keys]


def _found(html: str) -> list[bare.BareList]:
    return [rows for rows in (*_trajectories_found(html), *_applications_found(html)) if rows.keys]


def _trajectories_found(html: str) -> list[bare.BareList]:
    return [bare.BareList(Trajectory, _keys(html, "trajecten"), ("number", "organisation.name"), ("organisation",))]


def _applications_found(html: str) -> list[bare.BareList]:
    return [bare.BareList(Application, _keys(html, "aanvragen"), ("number", "organisation.name"), ("organisation",))]


def _oldest_trajectory() -> str:
    """The first trajectory of this provider that still runs: the one with the longest history."""
    with access.as_system():
        mine = Trajectory.objects.filter(provider_id=busiest(PLANNER).organisation_id, status="active")
        return f"/trajecten/{mine.order_by('started_at', 'pk')[0].pk}/"


def _oldest_application() -> str:
    """The application that waits longest for this fund."""
    with access.as_system():
        mine = Application.objects.filter(fund_id=busiest(FUND_OFFICER).organisation_id, status="submitted")
        return f"/aanvragen/{mine.order_by('submitted_at', 'pk')[0].pk}/"


def _one_trajectory(html: str) -> list[bare.BareList]:
    columns = ("number", "organisation.name", "template.title", "provider.name", "fund.name", "series.sessions.count")
    related = ("organisation", "template", "provider", "fund", "series", "application")
    sets = ("series__sessions", "series__duos", "turns")
    return [bare.BareList(Trajectory, [_named(Trajectory, html)], columns, related, sets)]


def _one_application(html: str) -> list[bare.BareList]:
    columns = ("number", "organisation.name", "template.title", "place", "contact_name", "turns.count")
    return [
        bare.BareList(
            Application, [_named(Application, html)], columns, ("organisation", "template", "fund"), ("turns",)
        )
    ]


def _named(model: type[Application] | type[Trajectory], html: str) -> object:
    """The file whose number stands on the page."""
    found = re.search(r"[A-Z]+-?20\d\d-\d+|\b20\d\d-\d+\b", html[html.index("<main") :])
    assert found, "no number on the page"
    with access.as_system():
        return model.objects.get(number=found.group()).pk
