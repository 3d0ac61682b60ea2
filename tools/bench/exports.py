"""The fund's applications as CSV, against the ORM's iterator and Python's csv; the same lines."""

import csv
import io
import tracemalloc
from dataclasses import dataclass

from django.http import StreamingHttpResponse
from django.test import Client

from tandem.identity.models import Membership
from tandem.identity.rules import FUND_OFFICER
from tandem.kernel import clock
from tandem.programmes.models import Application
from tools.bench.measuring import Samples, compare
from tools.bench.people import busiest, client_of
from tools.bench.surroundings import BARE

URL = "/aanvragen/wachtrij/aanvragen.csv?stand=alle&volgorde=nieuwste"
COMPARED = 6  # columns that are the same text in both: up to the programme


@dataclass(frozen=True)
class ExportResult:
    """At one scale."""

    rows: int
    ours: Samples
    bare: Samples
    peak_bytes: int


class Counter(io.TextIOBase):
    """Takes text and keeps nothing."""

    def write(self, text: str) -> int:
        return len(text)


def measure(times: int) -> ExportResult:
    """Correct first: the same rows in the same order."""
    member = busiest(FUND_OFFICER)
    client = client_of(member)
    ours, plain = _our_rows(client), io.StringIO()
    _write_bare(member, plain)
    bare_rows = list(csv.reader(io.StringIO(plain.getvalue()), delimiter=";"))
    assert [row[:COMPARED] for row in ours] == [row[:COMPARED] for row in bare_rows], "other rows"
    our_samples, bare_samples = compare(
        lambda: _read(client), lambda: _write_bare(member, Counter()), bare_database=BARE, times=times
    )
    return ExportResult(len(ours), our_samples, bare_samples, _peak(client))


def _our_rows(client: Client) -> list[list[str]]:
    text = b"".join(_parts(client)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))[1:]


def _parts(client: Client):  # type: ignore[no-untyped-def]
    answer = client.get(URL)
    assert isinstance(answer, StreamingHttpResponse)
    return answer.streaming_content


def _read(client: Client) -> None:
    for _part in _parts(client):
        pass


def _write_bare(member: Membership, target: io.TextIOBase) -> None:
    rows = Application.objects.using(BARE).filter(fund_id=member.organisation_id, submitted_at__isnull=False)
    rows = rows.exclude(status="draft").select_related("organisation", "template").order_by("-submitted_at", "-pk")
    writer, now = csv.writer(target, delimiter=";"), clock.now()
    for row in rows.iterator(chunk_size=500):
        home = row.organisation
        writer.writerow([
            row.number, home.name, _grouped(home.enterprise_number or ""), home.place, home.province, row.template.title,
            row.status, row.submitted_at, (now - row.submitted_at).days, row.decided_at,
        ])  # fmt: skip


def _grouped(number: str) -> str:
    return f"{number[:4]}.{number[4:7]}.{number[7:]}"


def _peak(client: Client) -> int:
    """The most Python held on to at once while it sent the file."""
    tracemalloc.start()
    _read(client)
    tracemalloc.reset_peak()
    before, _ = tracemalloc.get_traced_memory()
    _read(client)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak - before
