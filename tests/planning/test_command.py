"""`tandem planning solve`: the same text each time, sentences instead of tracebacks."""

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from tandem.cli import main

EXAMPLE = Path(__file__).with_name("example.json")


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def planning(capsys):  # type: ignore[no-untyped-def]
    def run(*arguments: str) -> Done:
        try:
            code = main(["planning", *arguments])
        except SystemExit as left:
            code = int(left.code or 0)
        return Done(code, *capsys.readouterr())

    return run


def test_solve_gives_the_same_json_for_the_same_seed(planning) -> None:  # type: ignore[no-untyped-def]
    arguments = ("solve", str(EXAMPLE), "--seconds", "30", "--seed", "3", "--format", "json")
    first, second = planning(*arguments), planning(*arguments)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout == second.stdout
    assert json.loads(first.stdout)["status"] == "partial"


def test_solve_shows_progress_and_reads_in_dutch(planning) -> None:  # type: ignore[no-untyped-def]
    done = planning("solve", str(EXAMPLE), "--seconds", "5", "--progress")
    assert done.returncode == 0
    assert "start" in done.stderr
    assert done.stdout.startswith("Niet alles heeft een plaats.\n")
    assert planning("--help").stdout.startswith("Gebruik: tandem planning")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'{"people": [], "requests": []}', "Er zijn geen aanvragen."),
        (b"{", "Dit is geen leesbare JSON. Kijk op regel 1."),
        (b"\xff\xfe", "dit is geen tekst in UTF-8."),
        (None, "dit bestand kunnen we niet lezen."),
    ],
)
def test_bad_file_gives_a_sentence_and_status_two(
    planning, tmp_path: Path, content: bytes | None, sentence: str
) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "plan.json"
    if content is not None:
        path.write_bytes(content)
    done = planning("solve", str(path))
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [("--seconds", "0"), ("--seconds", "nan"), ("--seed", "-1"), ("--workers", "0")])
def test_odd_option_is_refused(planning, arguments: tuple[str, str]) -> None:  # type: ignore[no-untyped-def]
    done = planning("solve", str(EXAMPLE), *arguments)
    assert done.returncode == 2
    assert "Bekijk de uitleg met" in done.stderr
