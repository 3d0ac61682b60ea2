"""A person's file with 20 steps, 8 members, 12 barriers and 200 notes: what its pages cost, for the guide and the person.

The figures of two other systems stand beside it as they were measured elsewhere, on pages with less: a bar, not a race.
"""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from tandem.guidance.models import Barrier, BarrierEdge, ClientFile, Step, Talk
from tandem.identity.models import Person
from tandem.kernel import access, clock
from tests.guidance.factories import make_file, make_guide, make_item, make_member
from tools.bench.measuring import WARM_UPS, Samples, cost_of, queries_of
from tools.bench.report import table

QUERY_LIMIT, CPU_LIMIT_MS = 20, 60
ELSEWHERE = (
    ("Open Inwoner, a plan (measured elsewhere)", 101, 380.0),
    ("GPS, a follow-up (measured elsewhere)", 41, 116.0),
)
PAGES = ("plan", "stappen", "drempels", "gesprekken", "netwerk")


def report(times: int = 30) -> str:
    """Queries and processor time per page."""
    guide = make_guide()
    file = full_file(guide)
    lines = []
    for who, person in (("guide", guide), ("person", file.person)):
        for page in PAGES:
            queries, cpu = _measured(_opens(person, f"/dossier/{file.pk}/{page}/"), times)
            within = "yes" if queries <= QUERY_LIMIT and cpu <= CPU_LIMIT_MS else "NO"
            lines.append((f"{page}, {who}", queries, f"{cpu:.1f}", within))
    lines += [(name, queries, f"{cpu:.0f}", "") for name, queries, cpu in ELSEWHERE]
    return table(("page", "queries", "CPU ms", f"within {QUERY_LIMIT} / {CPU_LIMIT_MS} ms"), lines)


def full_file(guide: Person) -> ClientFile:
    """The file that the design speaks of."""
    file = make_file(guide)
    make_item(file, "wish", "Ik wil fietsen herstellen.", kind="want")
    make_item(file, "wish", "Ik kan goed luisteren.", kind="can")
    with access.as_system():
        facts = {"file": file, "made_at": clock.now(), "made_by": file.person, "is_by_client": True}
        barriers = [Barrier.add(**facts, words=f"drempel {number}", domains=["housing"]) for number in range(12)]
        for near, far in zip(barriers, [*barriers[1:6], barriers[0]], strict=False):
            BarrierEdge.add(**facts, from_barrier=near, to_barrier=far)
        for number in range(20):
            Step.add(**facts, kind="training", state="running", words=f"stap {number}", barrier=barriers[number % 12])
        for number in range(200):
            Talk.add(**facts, held_at=clock.now() - timedelta(days=number), closed_at=clock.now(), content="nota " * 80)
        for _ in range(8):
            make_member(file)
    return file


def _opens(person: Person, url: str) -> Callable[[], None]:
    client = Client()
    client.force_login(person)

    def opens() -> None:
        assert client.get(url).status_code == 200, url

    return opens


def _measured(opens: Callable[[], None], times: int) -> tuple[int, float]:
    for _ in range(WARM_UPS):
        opens()
    samples = Samples([cost_of(opens, "default") for _ in range(times)])
    return len(queries_of(opens)), samples.middle()
