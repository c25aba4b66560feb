"""Reading a person's own files: kinds, encodings, limits, and what is said of those that cannot be read."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import docx
import pytest
from pypdf import PdfWriter

from knowledge.readers import Limits, ReadError, read_document
from knowledge.wrapped_lines import headed, unwrapped

RUSSIAN = "Цена часа оператора — 650 рублей. Минимальный заказ: три рабочих места на месяц."


def text_of(path: Path, **limits: int) -> str:
    return "\n".join(text for _, text in read_document(path, Limits(**limits)).pages)


def pdf_bytes(pages: list[str]) -> bytes:
    """A small PDF with one line of text a page, written by hand."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for text in pages:
        stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        content = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Resources << /Font << /F1 "
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>" % content
        )
        kids.append(len(objects))
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (listed, len(kids))
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "offer.txt"
    path.write_bytes(RUSSIAN.encode(encoding))
    assert text_of(path) == RUSSIAN


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866"])
def test_old_russian_encodings_are_told_apart(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "offer.txt"
    text = RUSSIAN.replace("\u2014", "-")
    path.write_bytes(text.encode(encoding))
    assert text_of(path) == text


def test_western_text_is_not_taken_for_russian(tmp_path: Path) -> None:
    path = tmp_path / "offer.txt"
    text = "Prices for the café in Málaga: 12 € an hour, naïve estimate. " * 3
    path.write_bytes(text.encode("cp1252"))
    assert text_of(path) == text


def test_markdown_title_and_wordings(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: Our offer\nwordings: [price list]\n---\n# Heading\n\nText.\n", encoding="utf-8")
    document = read_document(path)
    assert (document.title, document.wordings) == ("Our offer", ("price list",))
    assert document.pages[0][1].strip() == "# Heading\n\nText."
    path.write_text("# How much?\n\nTen dollars.\n", encoding="utf-8")
    assert read_document(path).title == "How much?"


def test_html_keeps_headings_lists_and_tables_and_drops_what_is_not_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<html><head><title>Offer</title><style>p {color: red}</style></head><body><h2>Rates</h2><p>An hour "
        "of an <b>agent</b>:</p><ul><li>day</li><li>night</li></ul><script>alert(1)</script><!-- secret -->"
        "<p hidden>unseen one</p><div style='display: none'>unseen two</div>"
        "<table><tr><th>Place</th><th>USD</th></tr><tr><td>Manila</td><td>11</td></tr></table></body></html>",
        encoding="utf-8",
    )
    text = text_of(path)
    assert read_document(path).title == "Offer"
    for line in ("## Rates", "An hour of an agent:", "- day", "- night", "| Place | USD |", "| Manila | 11 |"):
        assert line in text.split("\n"), text
    for unseen in ("alert", "secret", "color", "unseen"):
        assert unseen not in text


def test_pdf_pages_are_numbered(tmp_path: Path) -> None:
    path = tmp_path / "offer.pdf"
    path.write_bytes(pdf_bytes(["The hourly rate is 12 dollars", "The notice period is 60 days"]))
    pages = read_document(path).pages
    assert [(number, text.strip()) for number, text in pages] == [
        (1, "The hourly rate is 12 dollars"),
        (2, "The notice period is 60 days"),
    ]


def test_docx_headings_lists_and_tables_in_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Предложение", 1)
    document.add_paragraph(RUSSIAN)
    document.add_paragraph("ночная смена", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Час", "650 ₽"
    document.save(str(tmp_path / "offer.docx"))
    read = read_document(tmp_path / "offer.docx")
    assert read.title == "Предложение"
    lines = [line for line in read.pages[0][1].split("\n") if line]
    assert lines == ["# Предложение", RUSSIAN, "- ночная смена", "| Час | 650 ₽ |"]


def scan(path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(path)


def locked(path: Path, algorithm: str = "RC4-128") -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm=algorithm)
    writer.write(path)


def locked_by_aes(path: Path) -> None:
    locked(path, "AES-256")


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_pdf_that_anyone_may_open_is_read_though_changing_it_takes_a_password(tmp_path: Path, algorithm: str) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(pdf_bytes(["The hourly rate is 12 dollars"])))
    writer.encrypt("", owner_password="owner", algorithm=algorithm)
    writer.write(tmp_path / "offer.pdf")
    assert read_document(tmp_path / "offer.pdf").pages[0][1].strip() == "The hourly rate is 12 dollars"


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 30_000_000)


def lying_bomb(path: Path) -> None:
    """A packed file that declares a thousandth of what it unpacks to."""
    bomb(path)
    data = bytearray(path.read_bytes())
    entry = data.index(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (30_000).to_bytes(4, "little")
    path.write_bytes(bytes(data))


def drawing_bomb(path: Path) -> None:
    """A page of a few kilobytes that unpacks to many megabytes."""
    packed = zlib.compress(b" " * 30_000_000, 9)
    whole = pdf_bytes(["a"])
    head, _, tail = whole.partition(b"<< /Length")
    rest = tail[tail.index(b"endstream") :]
    path.write_bytes(head + b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\n" % (len(packed), packed) + rest)


@pytest.mark.parametrize(
    ("name", "make", "limits", "code"),
    [
        ("a.xls", lambda path: path.write_text("x"), {}, "kind"),
        ("a.txt", lambda path: path.write_text(""), {}, "empty"),
        ("a.txt", lambda path: path.write_text(" \n "), {}, "no_text"),
        ("a.txt", lambda path: None, {}, "missing"),
        ("a.txt", lambda path: path.write_bytes(bytes(range(256)) * 40), {}, "binary"),
        ("a.txt", lambda path: path.write_text("x" * 3_000_000), {"megabytes": 2}, "size"),
        ("a.txt", lambda path: path.write_text("x" * 3_000_000), {"million_characters": 2}, "length"),
        ("a.pdf", lambda path: path.write_bytes(pdf_bytes(["a", "b", "c"])), {"pages": 2}, "pages"),
        ("a.pdf", lambda path: path.write_bytes(b"%PDF-1.4 nonsense"), {}, "broken"),
        ("a.pdf", scan, {}, "scanned"),
        ("a.pdf", locked, {}, "encrypted"),
        ("a.pdf", locked_by_aes, {}, "encrypted"),
        ("a.docx", lambda path: path.write_bytes(b"not a zip"), {}, "broken"),
        ("a.pdf", drawing_bomb, {}, "drawing"),
        ("a.pdf", lambda path: path.write_bytes(pdf_bytes(["a"])), {"seconds": -1}, "slow"),
        ("a.html", lambda path: path.write_text("<p>x</p>" * 200_000), {"markup_megabytes": 1}, "size"),
        ("a.docx", bomb, {}, "expansion"),
        ("a.docx", lying_bomb, {}, "broken"),
        ("a.docx", lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 100), {}, "sealed"),
    ],
)
def test_what_cannot_be_read_says_why_in_both_languages(tmp_path: Path, name, make, limits, code: str) -> None:
    path = tmp_path / name
    make(path)
    with pytest.raises(ReadError) as caught:
        read_document(path, Limits(**limits))
    assert caught.value.code == code
    english, russian = caught.value.message("en"), caught.value.message("ru")
    assert english.isascii()
    assert "{" not in english + russian
    assert any("а" <= letter <= "я" for letter in russian)


LETTER = """Hi Anna,

as discussed last week, our help desk for the charging stations takes about
1,900 calls a month and roughly 700 e-mails. Lines are open from 7 a.m. to
10 p.m. every day, which the landlord of the building does not like.
- first line only
- Dutch and French

Kind regards,
Peter
"""


def test_lines_broken_at_the_margin_are_joined_and_others_left():
    lines = unwrapped(LETTER).split("\n")
    assert lines[0] == "Hi Anna,"
    assert "takes about 1,900 calls" in lines[2]
    assert lines[3:5] == ["- first line only", "- Dutch and French"]
    assert lines[-3:] == ["Kind regards,", "Peter", ""]


def test_headings_of_a_pdf_are_told_from_its_rows_and_lists():
    page = "Scope of work\nClient: Alder Group, Toronto.\nVolumes (2025)\nCalls received: 214,000.\n"
    page += "2. Service hours\nDaily.\nPhone 12,400\nfirst line only\n1. GDPR and PCI DSS.\n"
    assert [line for line in headed(page).split("\n") if line.startswith("## ")] == [
        "## Scope of work",
        "## Volumes (2025)",
        "## 2. Service hours",
    ]


def test_a_word_broken_at_the_margin_is_one_word_again():
    text = "Контакт-центр принимает обращения жителей по телефону и письменные обра-\nщения через личный кабинет.\n"
    assert "обращения через личный кабинет" in unwrapped(text)
    assert "Контакт-центр" in unwrapped(text)


@pytest.mark.parametrize(
    "text",
    [
        "one\ntwo\nthree\n",
        "1. Scope of the services that are to be provided to the buyer\n2. Volumes of contacts that are expected\n",
        "Channel Contacts\nPhone 12,400\nE-mail 3,150\n",
        "",
    ],
)
def test_lists_and_short_lines_stay_as_they_are(text):
    assert unwrapped(text) == text


@pytest.mark.parametrize(
    ("first", "header"),
    [(("Requirement", "Value"), "| Requirement | Value |"), (("Hours", "9 to 17"), "|  |  |")],
)
def test_a_table_s_first_row_is_its_header_unless_it_holds_a_figure(tmp_path, first, header):
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for row, texts in zip(table.rows, (first, ("Languages", "English")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.save(tmp_path / "table.docx")
    page = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (first, ("Languages", "English"))
    )
    (tmp_path / "table.html").write_text(f"<table>{page}</table>", encoding="utf-8")
    for name in ("table.docx", "table.html"):
        lines = text_of(tmp_path / name).strip().split("\n")
        assert lines[:2] == [header, "| --- | --- |"]
        assert "| Languages | English |" in lines
