"""Uploads: known by content, cleaned, bounded; what is dangerous or useless gets a sentence that helps."""

import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from datetime import date

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject, TextStringObject

from tandem.kernel.documents.pdf import render_pdf
from tandem.kernel.documents.sandbox import in_sandbox
from tandem.kernel.documents.sandboxed.answers import Refused
from tandem.kernel.documents.uploads import (
    PICTURES,
    SCANS,
    CheckedUpload,
    Kind,
    UploadRefused,
    check_upload,
    clean_name,
)

LIMIT = 15 * 1024 * 1024
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def check(
    content: bytes, name: str = "lijst.pdf", allowed: frozenset[Kind] = SCANS, limit: int = LIMIT
) -> CheckedUpload:
    return check_upload(io.BytesIO(content), name=name, size=len(content), allowed=allowed, limit=limit)


def refusal(content: bytes, **options: object) -> str:
    with pytest.raises(UploadRefused) as refused:
        check(content, **options)
    return str(refused.value)


def scan(count: int = 1) -> bytes:
    rows = [[f"Deelnemer {number}"] for number in range(30 * count)]
    facts = {"title": "Lijst", "made_on": date(2026, 3, 4), "columns": [{"label": "Naam"}], "rows": rows}
    return render_pdf("kernel/list.typ", facts)


def photo(form: str = "JPEG", size: tuple[int, int] = (640, 480), mode: str = "RGB", **options: object) -> bytes:
    written = io.BytesIO()
    picture = Image.linear_gradient("L").resize(size).convert(mode)
    if mode == "RGBA":
        picture.putalpha(120)
    picture.save(written, form, **options)
    return written.getvalue()


def changed_pdf(change: Callable[[pypdf.PdfWriter], object], **options: object) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(scan()))
    change(writer)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def names(**entries: str) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): NameObject(f"/{value}") for key, value in entries.items()})


def add_action(writer: pypdf.PdfWriter, kind: str) -> None:
    writer.root_object[NameObject("/OpenAction")] = names(S=kind)


def add_annotation(writer: pypdf.PdfWriter, kind: str) -> None:
    page = writer.pages[0]
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(names(Type="Annot", Subtype=kind))])


def add_page_script(writer: pypdf.PdfWriter) -> None:
    action = names(S="JavaScript")
    action[NameObject("/JS")] = TextStringObject("app.alert(1)")
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): writer._add_object(action)})


def add_script_names(writer: pypdf.PdfWriter) -> None:
    action = names(S="JavaScript")
    action[NameObject("/JS")] = TextStringObject("app.alert(1)")
    tree = DictionaryObject({NameObject("/Names"): ArrayObject([TextStringObject("a"), writer._add_object(action)])})
    writer.root_object[NameObject("/Names")] = DictionaryObject({NameObject("/JavaScript"): tree})


def add_xfa(writer: pypdf.PdfWriter) -> None:
    form = StreamObject()
    form.set_data(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>")
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject(
        {NameObject("/Fields"): ArrayObject(), NameObject("/XFA"): writer._add_object(form)}
    )


SCRIPT = zlib.compress(b"4 0 <</S/J#61vaScript/J#53(app.alert(1))>>")


def pdf_with_compressed_part(inside: bytes = SCRIPT) -> bytes:
    """Hand-made: what happens on opening lies inside a compressed object stream, its name in #-codes."""
    parts = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R>>endobj\n",
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n",
        b"5 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\n"
        % (len(inside), inside),
    ]
    content, offsets = b"%PDF-1.7\n", []
    for part in parts:
        offsets.append(len(content))
        content += part
    rows = [(0, 0, 0), *((1, offset, 0) for offset in offsets[:3]), (2, 5, 0), (1, offsets[3], 0), (1, len(content), 0)]
    index = zlib.compress(b"".join(struct.pack(">BIB", *row) for row in rows))
    head = b"6 0 obj<</Type/XRef/Size 7/W[1 4 1]/Root 1 0 R/Filter/FlateDecode/Length %d>>stream\n" % len(index)
    return content + head + index + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % len(content)


def archive(**files: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in files.items():
            opened.writestr(name.replace("__", "/"), content)
    return written.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


def test_pdf_is_kept_as_it_came() -> None:
    content = scan(3)
    taken = check(content, name="Aanwezigheid workshop 1.pdf")
    assert taken.content == content
    assert (taken.kind, taken.content_type) == (Kind.PDF, "application/pdf")
    assert taken.clean_name == "Aanwezigheid workshop 1.pdf"
    assert taken.sha256 == hashlib.sha256(content).hexdigest()
    assert taken.size == len(content)
    assert taken.pages == len(pypdf.PdfReader(io.BytesIO(content)).pages)


@pytest.mark.parametrize(
    ("content", "kind", "extension"),
    [
        (photo("JPEG"), Kind.JPEG, ".jpg"),
        (photo("PNG"), Kind.PNG, ".png"),
        (photo("PNG", mode="RGBA"), Kind.PNG, ".png"),
        (photo("PNG", mode="P"), Kind.PNG, ".png"),
        (photo("PNG", mode="1"), Kind.PNG, ".png"),
        (photo("JPEG", mode="CMYK"), Kind.JPEG, ".jpg"),
        (photo("JPEG", mode="L"), Kind.JPEG, ".jpg"),
        (photo("WEBP"), Kind.JPEG, ".jpg"),
        (photo("WEBP", mode="RGBA", lossless=True), Kind.PNG, ".png"),
    ],
)
def test_picture_is_written_anew_with_a_fitting_name(content: bytes, kind: Kind, extension: str) -> None:
    taken = check(content, name="foto.exe")
    assert (taken.kind, taken.clean_name) == (kind, f"foto{extension}")
    assert Image.open(io.BytesIO(taken.content)).size == (640, 480)


def test_wrong_extension_is_corrected() -> None:
    assert check(scan(), name="lijst.jpg").clean_name == "lijst.pdf"
    assert check(photo(), name="lijst.pdf").clean_name == "lijst.jpg"


def test_picture_loses_place_and_everything_behind_it() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Toestelmaker"
    exif.get_ifd(0x8825)[2] = (50.0, 51.0, 0.0)
    content = photo("JPEG", exif=exif, comment=b"geheim") + b"<script>alert(1)</script>" + archive(a=b"b")
    taken = check(content)
    picture = Image.open(io.BytesIO(taken.content))
    assert dict(picture.getexif()) == {}
    assert not any(trace in taken.content for trace in (b"Toestelmaker", b"geheim", b"script", b"PK\x03\x04", b"Exif"))


def test_png_loses_its_texts() -> None:
    from PIL.PngImagePlugin import PngInfo

    texts = PngInfo()
    texts.add_text("Comment", "geheim")
    texts.add_itxt("Place", "50.1 4.2", zip=True)
    content = photo("PNG", pnginfo=texts, icc_profile=b"geheim profiel")
    assert set(Image.open(io.BytesIO(content)).info) == {"Comment", "Place", "icc_profile"}
    assert Image.open(io.BytesIO(check(content).content)).info == {}


def test_photo_taken_on_its_side_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    taken = check(photo("JPEG", size=(640, 480), exif=exif))
    assert Image.open(io.BytesIO(taken.content)).size == (480, 640)


def test_very_large_photo_is_made_smaller() -> None:
    taken = check(photo("JPEG", size=(6000, 3000)))
    assert Image.open(io.BytesIO(taken.content)).size == (4000, 2000)


def test_pixel_bomb_is_refused() -> None:
    assert "te groot" in refusal(png_that_claims(60_000, 60_000))
    assert "te groot" in refusal(png_that_claims(9_000, 9_000))


@pytest.mark.parametrize(
    "content", [photo("JPEG")[:300], photo("PNG")[:200], photo("WEBP")[:60], png_that_claims(900, 900)]
)
def test_damaged_picture_is_refused(content: bytes) -> None:
    assert refusal(content) == "We kunnen deze foto niet openen. Neem een nieuwe foto en kies die."


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (add_script_names, "code die iets uitvoert"),
        (lambda writer: add_action(writer, "JavaScript"), "code die iets uitvoert"),
        (lambda writer: add_action(writer, "Launch"), "code die iets uitvoert"),
        (lambda writer: add_action(writer, "SubmitForm"), "code die iets uitvoert"),
        (lambda writer: add_action(writer, "ImportData"), "code die iets uitvoert"),
        (add_page_script, "code die iets uitvoert"),
        (lambda writer: writer.add_attachment("macro.docm", b"PK"), "nog een ander bestand"),
        (lambda writer: add_annotation(writer, "FileAttachment"), "nog een ander bestand"),
        (lambda writer: add_annotation(writer, "RichMedia"), "beeld, geluid"),
        (lambda writer: add_annotation(writer, "Movie"), "beeld, geluid"),
        (add_xfa, "invulformulier"),
        (lambda writer: writer.encrypt("geheim", algorithm="RC4-128"), "wachtwoord"),
        (lambda writer: writer.encrypt("", "eigenaar", algorithm="RC4-128"), "wachtwoord"),
    ],
)
def test_active_or_locked_pdf_is_refused(change: Callable[[pypdf.PdfWriter], object], reason: str) -> None:
    assert reason in refusal(changed_pdf(change))


def test_pdf_with_ordinary_links_is_taken() -> None:
    from pypdf.annotations import Link

    link = Link(rect=(0, 0, 50, 50), url="https://voorbeeld.be")
    assert check(changed_pdf(lambda writer: writer.add_annotation(0, link))).kind is Kind.PDF


def test_script_inside_a_compressed_part_is_found() -> None:
    content = pdf_with_compressed_part()
    assert b"JavaScript" not in content
    assert "code die iets uitvoert" in refusal(content)


def test_pdf_made_harmless_is_the_only_difference() -> None:
    content = pdf_with_compressed_part().replace(b"/OpenAction 4 0 R", b"                 ")
    assert check(content).pages == 1


def test_pdf_that_is_also_an_archive_is_refused() -> None:
    hidden = archive(macro=b"x")
    assert "hangt nog iets anders" in refusal(scan() + hidden)
    assert "hangt nog iets anders" in refusal(scan() + hidden[:-2] + struct.pack("<H", 6) + b"%%EOF\n")


def test_pdf_with_too_many_pages_is_refused() -> None:
    def grow(writer: pypdf.PdfWriter) -> None:
        for _ in range(60):
            writer.add_blank_page(200, 200)

    assert "te veel bladzijden" in refusal(changed_pdf(grow))


def test_pdf_that_swells_is_refused_by_its_child_process() -> None:
    squeezer = zlib.compressobj(9)
    start = squeezer.compress(b"4 0 <<>> ") + squeezer.flush(zlib.Z_FULL_FLUSH)
    sixteen_million_spaces = squeezer.compress(b" " * 16_000_000) + squeezer.flush(zlib.Z_FULL_FLUSH)
    bomb = pdf_with_compressed_part(start + sixteen_million_spaces * 150)
    assert len(bomb) < 3_000_000
    assert "niet veilig openen" in refusal(bomb)


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", b"%PDF-1.7\n" + bytes(5000) + b"%%EOF", scan()[:4000]]
)
def test_damaged_pdf_is_refused(content: bytes) -> None:
    assert "kunnen deze pdf niet lezen" in refusal(content)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is leeg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "tekening met code"),
        (b"\xef\xbb\xbf  <?xml version='1.0'?><svg/>", "tekening met code"),
        (b"<!doctype html><script>alert(1)</script>", "webpagina"),
        ("<html></html>".encode("utf-16"), "webpagina"),
        (archive(**{"[Content_Types].xml": b"<Types/>", "word__vbaProject.bin": b"macro"}), "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Word"),
        (b"{\\rtf1 tekst}", "Word"),
        (archive(nota=b"tekst"), "zip-bestand"),
        (archive(inner=archive(bom=bytes(5_000_000))), "zip-bestand"),
        (b"MZ" + bytes(200), "programma"),
        (b"\x7fELF" + bytes(200), "programma"),
        (b"#!/bin/sh\nrm -rf /", "programma"),
        (EICAR, "virus"),
        (photo("JPEG") + EICAR, "virus"),
        (b"\0\0\0\x18ftypheic" + bytes(60), "HEIC"),
        (photo("GIF"), "formaat dat we niet kennen"),
        (photo("BMP"), "formaat dat we niet kennen"),
        (photo("TIFF"), "formaat dat we niet kennen"),
        (b"gewone tekst", "Kies een pdf of een foto"),
    ],
)
def test_other_content_is_refused_whatever_its_name(content: bytes, reason: str) -> None:
    assert reason in refusal(content, name="aanwezigheidslijst.pdf")


def test_kind_that_does_not_fit_here_is_refused() -> None:
    assert "alleen een foto" in refusal(scan(), allowed=PICTURES)
    assert "alleen een pdf" in refusal(photo(), allowed=frozenset({Kind.PDF}))


def test_too_big_file_is_refused_before_and_after_reading() -> None:
    content = scan()
    assert "groter dan" in refusal(content, limit=1000)
    with pytest.raises(UploadRefused, match="groter dan"):
        check_upload(io.BytesIO(content), name="x.pdf", size=10, limit=1000)
    unread = io.BytesIO(content)
    with pytest.raises(UploadRefused, match="groter dan"):
        check_upload(unread, name="x.pdf", size=LIMIT + 1, limit=LIMIT)
    assert unread.tell() == 0


def test_child_process_that_needs_too_much_memory_gives_a_refusal() -> None:
    with pytest.raises(Refused, match="too_complex"):
        in_sandbox("picture", png_that_claims(40_000, 40_000), pixels=10**10, longest_side=10**5)


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("C:\\Documenten\\lijst.pdf", "lijst.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("..", "bestand.pdf"),
        ("", "bestand.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("a\0b\r\nc\u202e.pdf", "ab c.pdf"),
        ("lijst.tar.gz", "lijst.tar.pdf"),
        ("Verslag 3.12 februari.docx", "Verslag 3.12 februari.pdf"),
        ('x"; filename="y.html', "x ; filename= y.pdf"),
        ("é" * 300 + ".pdf", "é" * 100 + ".pdf"),
    ],
)
def test_name_is_cleaned(given_name: str, kept: str) -> None:
    assert clean_name(given_name, Kind.PDF) == kept


@given(st.text(max_size=300))
def test_any_name_becomes_a_safe_one(given_name: str) -> None:
    name = clean_name(given_name, Kind.PDF)
    assert 4 < len(name) <= 104
    assert name.endswith(".pdf")
    assert not set(name) & set('/\\<>:"|?*\r\n\t\0')


@given(
    st.sampled_from([b"%PDF-1.7\n", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP"]),
    st.binary(max_size=300),
)
@settings(max_examples=25, deadline=None)
def test_any_bytes_are_refused_with_a_sentence(start: bytes, rest: bytes) -> None:
    assert refusal(start + rest + b"%%EOF").endswith(".")
