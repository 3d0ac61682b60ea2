"""The seal: ours, unbroken, and nothing added; anything else is told apart."""

import asyncio
import io
import os
import stat
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pypdf
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import LazySettings

from tandem.kernel.documents.pdf import render_pdf
from tandem.kernel.documents.seal_key import known_certificates, seal_pem
from tandem.kernel.documents.sealing import SealError, check_seal, seal_pdf

AT = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def home(settings: LazySettings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    return tmp_path


def closed_list(title: str = "Aanwezigheidslijst") -> bytes:
    facts = {"title": title, "made_on": date(2026, 3, 4), "columns": [{"label": "Naam"}], "rows": [["Noor"], ["Sami"]]}
    return render_pdf("kernel/list.typ", facts)


def sealed_list() -> bytes:
    return seal_pdf(closed_list(), reason="Aanwezigheidslijst afgesloten", at=AT)


def test_sealed_file_is_trusted() -> None:
    report = check_seal(sealed_list())
    assert (report.is_sealed, report.is_intact, report.covers_whole_file) == (True, True, True)
    assert report.is_trusted
    assert report.sealed_at == AT
    assert "Tandem zegel" in report.signer


def test_seal_is_added_behind_the_unchanged_document() -> None:
    assert sealed_list().startswith(closed_list())


def test_sealed_file_keeps_its_tags_and_hides_the_seal() -> None:
    reader = pypdf.PdfReader(io.BytesIO(sealed_list()))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"] == "nl"
    seal = root["/AcroForm"]["/Fields"][0].get_object()
    assert seal["/TU"] == "Zegel van Tandem"
    assert seal["/V"]["/SubFilter"] == "/ETSI.CAdES.detached"
    assert seal["/V"]["/Reason"] == "Aanwezigheidslijst afgesloten"
    assert max(float(edge) for edge in seal["/Rect"]) < 0


def test_file_without_seal_is_reported_as_such() -> None:
    for content in (closed_list(), b"", b"%PDF-1.7 kapot", b"\x89PNG"):
        assert check_seal(content).is_sealed is False


def test_every_changed_byte_is_seen() -> None:
    sealed = sealed_list()
    hole = sealed.index(b"/Contents <") + 11
    positions = {*range(0, len(sealed), 211), *range(hole, sealed.index(b">", hole), 97), len(sealed) - 1}
    for position in positions:
        changed = bytearray(sealed)
        changed[position] ^= 0x20 if chr(changed[position]).isalpha() else 0x01
        assert not check_seal(bytes(changed)).is_trusted, position


def test_bytes_added_behind_the_seal_are_seen() -> None:
    report = check_seal(sealed_list() + b"\n% iets erbij\n")
    assert (report.is_intact, report.covers_whole_file, report.is_trusted) == (True, False, False)


def test_later_version_behind_the_seal_is_seen() -> None:
    writer = pypdf.PdfWriter(io.BytesIO(sealed_list()), incremental=True)
    writer.add_metadata({"/Title": "Andere titel"})
    longer = io.BytesIO()
    writer.write(longer)
    assert longer.getvalue().startswith(sealed_list()[:1000])
    assert check_seal(longer.getvalue()).is_trusted is False


def test_cut_off_file_is_not_trusted() -> None:
    assert check_seal(sealed_list()[:-200]).is_trusted is False


def test_seal_of_another_installation_is_not_ours(settings: LazySettings, tmp_path: Path) -> None:
    settings.HOME = tmp_path / "elders"
    stranger = sealed_list()
    settings.HOME = tmp_path / "hier"
    report = check_seal(stranger)
    assert (report.is_sealed, report.is_intact, report.is_trusted) == (True, False, False)


def test_seal_of_a_replaced_key_stays_ours(home: Path) -> None:
    before = sealed_list()
    (home / "secrets" / "seal.pem").rename(home / "secrets" / "seal-2026.pem")
    after = sealed_list()
    assert check_seal(before).is_trusted
    assert check_seal(after).is_trusted
    assert check_seal(before).signer != check_seal(after).signer
    assert len(known_certificates()) == 2


def test_sealing_twice_is_refused() -> None:
    with pytest.raises(SealError, match="al verzegeld"):
        seal_pdf(sealed_list(), reason="Nog eens", at=AT)


@pytest.mark.parametrize("content", [b"", b"geen pdf", b"%PDF-1.7\n"])
def test_sealing_something_else_than_a_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(SealError):
        seal_pdf(content, reason="Proef", at=AT)


def test_moment_without_time_zone_is_refused() -> None:
    with pytest.raises(SealError, match="tijdzone"):
        seal_pdf(closed_list(), reason="Proef", at=datetime(2026, 3, 4, 10))  # noqa: DTZ001


def test_sealing_works_under_a_running_loop() -> None:
    async def inside() -> bytes:
        return sealed_list()

    assert check_seal(asyncio.run(inside())).is_trusted


def test_key_is_for_this_user_alone(home: Path) -> None:
    key = load_pem_private_key(seal_pem(), password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    assert key.curve.name == "secp256r1"
    assert stat.S_IMODE((home / "secrets" / "seal.pem").stat().st_mode) == 0o600
    assert stat.S_IMODE((home / "secrets").stat().st_mode) == 0o700
    assert [path.name for path in (home / "secrets").iterdir()] == ["seal.pem"]


def test_processes_that_start_together_get_the_same_key(home: Path) -> None:
    program = (
        "import sys; from django.conf import settings; settings.configure(HOME=sys.argv[1]);"
        "from tandem.kernel.documents.seal_key import seal_pem; sys.stdin.readline();"
        "sys.stdout.write(seal_pem().decode())"
    )
    command = [sys.executable, "-c", program, str(home)]
    surroundings = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    started = [subprocess.Popen(command, env=surroundings, **pipes) for _ in range(3)]
    for process in started:
        process.stdin.write(b"\n")
        process.stdin.flush()
    answers = {process.communicate()[0] for process in started}
    assert answers == {seal_pem()}
    assert [path.name for path in (home / "secrets").iterdir()] == ["seal.pem"]
