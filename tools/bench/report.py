"""Tables for people and for docs/how-to/measure.md."""

from collections.abc import Mapping, Sequence

from tools.bench.exports import ExportResult
from tools.bench.measuring import Samples, load
from tools.bench.pages import Result


def say(title: str, text: str) -> None:
    """One part, as soon as it is known."""
    print(f"\n## {title} (load {load():.2f})\n\n{text}", flush=True)


def table(header: Sequence[str], lines: Sequence[Sequence[object]]) -> str:
    """Markdown."""
    rows = [header, ["---"] * len(header), *lines]
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in rows)


def spread(samples: Samples, what: str = "cpu_ms") -> str:
    """The median and the middle half."""
    low, high = samples.spread(what)
    return f"{samples.middle(what):.1f} ({low:.1f}-{high:.1f})"


def pages_table(results: Sequence[Result]) -> str:
    """One line per page."""
    header = (
        "page",
        "rows",
        "queries (limit)",
        "CPU ms",
        "of which database",
        "wall ms",
        "bare CPU ms",
        "ratio",
        "KB / bare KB",
    )
    lines = [
        (r.page.name, r.rows, f"{len(r.queries)} ({r.page.limit})", spread(r.ours), f"{r.ours.middle('database_ms'):.1f}",
         spread(r.ours, "wall_ms"), spread(r.bare), f"{r.ratio:.2f}", f"{r.our_bytes / 1024:.0f} / {r.bare_bytes / 1024:.0f}")
        for r in results
    ]  # fmt: skip
    return table(header, lines)


def growth_table(small: Sequence[Result], large: Sequence[Result]) -> str:
    """The same pages with more in the database; a page that shows more rows costs more by itself, as the bare one tells."""
    header = (
        "page",
        "rows then and now",
        "growth",
        "growth of the database's part",
        "growth of bare",
        "growth against bare",
    )
    lines = [
        (a.page.name, f"{a.rows}, {b.rows}", f"{_growth(a.ours, b.ours):.2f}",
         f"{_growth(a.ours, b.ours, 'database_ms'):.2f}", f"{_growth(a.bare, b.bare):.2f}", f"{b.ratio / a.ratio:.2f}")
        for a, b in zip(small, large, strict=True)
    ]  # fmt: skip
    return table(header, lines)


def exports_table(files: Mapping[int, ExportResult]) -> str:
    """One line per scale."""
    header = ("scale", "rows", "CPU ms", "bare CPU ms", "ratio", "wall ms", "bare wall ms", "peak of Python memory, KB")
    lines = [
        (scale, r.rows, spread(r.ours), spread(r.bare), f"{r.ours.middle() / r.bare.middle():.2f}", spread(r.ours, "wall_ms"),
         spread(r.bare, "wall_ms"), f"{r.peak_bytes / 1024:.0f}")
        for scale, r in files.items()
    ]  # fmt: skip
    return table(header, lines)


def _growth(small: Samples, large: Samples, what: str = "cpu_ms") -> float:
    return large.middle(what) / (small.middle(what) or 1)
