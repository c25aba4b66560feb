"""A person's own files as text: Markdown, plain text, HTML, PDF, DOCX.

Whatever is in a file is text to be searched and quoted, nothing more. Limits on size, pages and expansion keep a
damaged or hostile file from harming the rest.
"""

from __future__ import annotations

import codecs
import io
import re
import time
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.laid_out import with_tables
from knowledge.markdown_tables import table_lines
from knowledge.wrapped_lines import headed, unwrapped

MESSAGES_FILE = Path(__file__).parent / "messages.yaml"
SUFFIXES = (".md", ".markdown", ".txt", ".html", ".htm", ".pdf", ".docx")

_MEGABYTE = 1024 * 1024
_FILE_NAME = re.compile(r".*\.[A-Za-z]{2,5}\d?")  # what a program writes down as the title of a document without one
_LONGEST_LAID_OUT = 20_000  # characters of a page that is looked at for tables
_CYRILLIC_LETTERS = re.compile(r"[А-Яа-яЁё]")
_COMMON_LETTERS = re.compile(r"[оеаинтсрвл]")
_CYRILLIC_ENCODINGS = ("cp1251", "koi8-r", "cp866")
_FRONT_MATTER = re.compile(r"\A---\s*\n(.*?)\n---\s*\n", re.DOTALL)
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what Office wraps a protected document in
_BLOCKS = ("p", "div", "section", "article", "blockquote", "pre", "dd", "dt", "figcaption", "address", "main", "body")
_INVISIBLE = ("script", "style", "noscript", "template", "svg", "head", "iframe", "object")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(frozen=True)
class Limits:
    """The most a file may be: megabytes on disk, unpacked, of markup and of one page's drawing, expansion, pages.

    ``seconds`` is the longest the pages of one file may take: a small file can be made to take hours.
    """

    megabytes: int = 50
    unpacked_megabytes: int = 200
    markup_megabytes: int = 20
    page_megabytes: int = 10
    expansion: int = 300
    pages: int = 1500
    million_characters: int = 5
    seconds: int = 120


LIMITS = Limits()


class ReadError(ValueError):
    """A file cannot be read; ``message("ru")`` says why in a language."""

    def __init__(self, code: str, **details: Any) -> None:
        self.code = code
        self.details = details
        super().__init__(self.message("en"))

    def message(self, language: str) -> str:
        """The reason in a language."""
        texts = _messages()[self.code]
        return str(texts.get(language, texts["en"])).format(**self.details)


@dataclass(frozen=True)
class Document:
    """What a file says: its title when it states one, other wordings of its question, and its text by pages."""

    title: str | None
    pages: tuple[tuple[int | None, str], ...]
    wordings: tuple[str, ...] = ()


@cache
def _messages() -> Mapping[str, Mapping[str, str]]:
    return yaml.safe_load(MESSAGES_FILE.read_text(encoding="utf-8"))


def read_document(path: Path, limits: Limits = LIMITS) -> Document:
    """The text of a file.

    Raises:
        ReadError: it is of another kind, too large, protected, damaged or has no text.
    """
    suffix = path.suffix.casefold()
    if suffix not in SUFFIXES:
        raise ReadError("kind", kind=suffix or path.name)
    try:
        size = path.stat().st_size
        if size == 0:
            raise ReadError("empty")
        if size > limits.megabytes * _MEGABYTE:
            raise ReadError("size", size=round(size / _MEGABYTE), limit=limits.megabytes)
        data = path.read_bytes()
    except OSError as error:
        raise ReadError("missing" if not path.exists() else "denied", detail=error.strerror or str(error)) from error
    document = _read(suffix, data, limits)
    length = sum(len(text) for _, text in document.pages)
    if length > limits.million_characters * 1_000_000:
        raise ReadError("length", limit=limits.million_characters)
    if not any(text.strip() for _, text in document.pages):
        raise ReadError("scanned" if suffix == ".pdf" else "no_text")
    return document


def _read(suffix: str, data: bytes, limits: Limits) -> Document:
    if suffix == ".pdf":
        return _pdf(data, limits)
    if suffix == ".docx":
        return _docx(data, limits)
    if suffix in (".html", ".htm"):
        return _html(data, limits)
    return _markdown(decoded(data)) if suffix != ".txt" else Document(None, ((None, unwrapped(decoded(data))),))


def decoded(data: bytes) -> str:
    """Text of bytes in UTF-8, UTF-16 or an old one-byte encoding of Russian or of the West, with lines ended alike.

    Raises:
        ReadError: the bytes are not text.
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _lines_alike(data.decode(name, errors="replace"))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if not text or "\x00" in text:
        text = _guessed(data)
    return _lines_alike(text)


def _guessed(data: bytes) -> str:
    sample = data[:4000]
    zeros = sample.count(0)
    if zeros:
        # UTF-16 without its mark: every other byte of Latin text is zero, and of Russian text is 4.
        for name, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
            if high and (high.count(0) + high.count(4)) / len(high) > 0.7:
                return data.decode(name, errors="replace")
        raise ReadError("binary")
    if sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in sample) > len(sample) * 0.02:
        raise ReadError("binary")
    # The right one of the Russian encodings gives small letters of the commonest kind; the others give rubbish.
    read = {name: sample.decode(name, errors="replace") for name in _CYRILLIC_ENCODINGS}
    best = max(read, key=lambda name: len(_COMMON_LETTERS.findall(read[name])))
    letters = len(_CYRILLIC_LETTERS.findall(read[best]))
    likely = letters > 20 or letters * 3 > len(read[best])
    return data.decode(best if likely else "cp1252", errors="replace")


def _lines_alike(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def _markdown(text: str) -> Document:
    title: str | None = None
    wordings: tuple[str, ...] = ()
    front = _FRONT_MATTER.match(text)
    if front:
        try:
            fields = yaml.safe_load(front.group(1))
        except yaml.YAMLError:
            fields = None
        if isinstance(fields, dict):
            title = str(fields["title"]) if fields.get("title") else None
            listed = fields.get("wordings")
            wordings = tuple(str(each) for each in listed) if isinstance(listed, list) else ()
            text = text[front.end() :]
    if title is None:
        heading = re.match(r"\s*#{1,3}\s+(.+?)\s*#*\s*(?:\n|\Z)", text)
        title = heading.group(1) if heading else None
    return Document(title, ((None, text),), wordings)


def _html(data: bytes, limits: Limits) -> Document:
    from bs4 import BeautifulSoup

    if len(data) > limits.markup_megabytes * _MEGABYTE:
        raise ReadError("size", size=round(len(data) / _MEGABYTE), limit=limits.markup_megabytes)
    declared = re.search(rb"charset=[\"']?([\w-]+)", data[:2048])
    encoding = declared.group(1).decode("ascii", errors="ignore") if declared else None
    try:
        text = data.decode(encoding) if encoding else decoded(data)
    except (LookupError, UnicodeDecodeError):
        text = decoded(data)
    page = BeautifulSoup(text, "html.parser")
    name = page.title.get_text(" ", strip=True) if page.title else ""
    for hidden in [*page.find_all(_INVISIBLE), *page.find_all(hidden=True), *page.find_all(style=_HIDING)]:
        hidden.decompose()
    heading = page.find(["h1"])
    title = (heading.get_text(" ", strip=True) if heading else "") or name or None
    lines = _tidy("".join(_html_lines(page.body or page)))
    return Document(title, ((None, lines),))


def _html_lines(node: Any, depth: int = 0) -> Iterator[str]:
    """The page as Markdown-like lines: what is a heading, a list or a table stays one."""
    from bs4 import Comment, Doctype, NavigableString

    for child in node.children:
        if isinstance(child, (Comment, Doctype)):
            continue
        if isinstance(child, NavigableString):
            yield re.sub(r"\s+", " ", str(child))
            continue
        name = child.name or ""
        if re.fullmatch(r"h[1-6]", name):
            yield f"\n\n{'#' * int(name[1])} {child.get_text(' ', strip=True)}\n\n"
        elif name == "li":
            yield f"\n- {child.get_text(' ', strip=True)}"
        elif name == "table" and not child.find("table"):
            rows = [_html_cells(row) for row in child.find_all("tr")]
            yield "\n".join(["\n", *table_lines(rows), "\n"])
        elif name in ("ul", "ol", "table"):
            yield "\n"
            yield from _html_lines(child, depth + 1) if depth < 100 else ()
            yield "\n\n"
        elif name == "tr":
            yield f"\n| {' | '.join(_html_cells(child))} |"
        elif name == "br":
            yield "\n"
        elif name in _BLOCKS:
            yield "\n\n"
            yield from _html_lines(child, depth + 1) if depth < 100 else (child.get_text(" ", strip=True),)
            yield "\n\n"
        else:
            yield from _html_lines(child, depth + 1) if depth < 100 else (child.get_text(" ", strip=True),)


def _html_cells(row: Any) -> list[str]:
    return [cell.get_text(" ", strip=True) for cell in row.find_all(["td", "th"])]


def _tidy(text: str) -> str:
    lines = [line.strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _pdf(data: bytes, limits: Limits) -> Document:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError("encrypted")
        count = len(reader.pages)
        if count > limits.pages:
            raise ReadError("pages", pages=count, limit=limits.pages)
        pages = []
        length = 0
        deadline = time.monotonic() + limits.seconds
        for number, page in enumerate(reader.pages, 1):
            text = _page_text(page, limits, deadline)
            length += len(text)
            if length > limits.million_characters * 1_000_000:
                raise ReadError("length", limit=limits.million_characters)
            pages.append((number, text))
        title = reader.metadata.title if reader.metadata else None
    except ReadError:
        raise
    except DependencyError as error:
        raise ReadError("encrypted") from error
    except LimitReachedError as error:
        raise ReadError("drawing", limit=limits.page_megabytes) from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError, MemoryError) as error:
        raise ReadError("broken", detail=str(error) or type(error).__name__) from error
    named = str(title or "").strip()
    return Document(None if _FILE_NAME.fullmatch(named) else named or None, tuple(pages))


def _page_text(page: Any, limits: Limits, deadline: float) -> str:
    """The text of one page, given up at the deadline: a page of a few kilobytes can unpack to millions of steps."""
    contents = page.get_contents()
    if contents is not None and len(contents.get_data()) > limits.page_megabytes * _MEGABYTE:
        raise ReadError("drawing", limit=limits.page_megabytes)

    def watch(*_: Any) -> None:
        if time.monotonic() > deadline:
            raise ReadError("slow", limit=limits.seconds)

    text = _lines_alike(page.extract_text(visitor_operand_before=watch) or "")
    if len(text) <= _LONGEST_LAID_OUT:  # and what was drawn in time is laid out in time
        laid_out = with_tables(_lines_alike(page.extract_text(extraction_mode="layout") or ""))
        watch()
        text = laid_out or text
    return headed(unwrapped(text))


def _docx(data: bytes, limits: Limits) -> Document:
    if data.startswith(_COMPOUND_FILE):
        raise ReadError("sealed")
    _refuse_bomb(data, limits)
    import docx
    from docx.table import Table

    try:
        document = docx.Document(io.BytesIO(data))
        lines: list[str] = []
        title = (document.core_properties.title or "").strip() or None
        for block in document.iter_inner_content():
            if isinstance(block, Table):
                lines.extend(["", *table_lines([_cells(row) for row in block.rows]), ""])
                continue
            text = block.text.strip()
            style = (block.style.name if block.style is not None else "") or ""
            if text and style.startswith(("Heading", "Title", "Заголовок")):
                title = title or text
                level = min(int(re.sub(r"\D", "", style) or 1), 6)
                lines.extend(["", f"{'#' * level} {text}", ""])
            elif text and style.startswith(("List", "Список")):
                lines.append(f"- {text}")
            else:
                lines.extend(["", text])
    except (zipfile.BadZipFile, KeyError, ValueError, AttributeError, OSError, SyntaxError) as error:
        raise ReadError("broken", detail=str(error) or type(error).__name__) from error
    return Document(title, ((None, _tidy("\n".join(lines))),))


def _cells(row: Any) -> list[str]:
    """Texts of a table row's cells; a cell merged over several columns counts once."""
    return [" ".join(cell.text.split()) for cell in {id(cell._tc): cell for cell in row.cells}.values()]


def _refuse_bomb(data: bytes, limits: Limits) -> None:
    """Look at the sizes a packed file declares, then whether they are true, piece by piece, before it is opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            ratio = unpacked / max(len(data), 1)
            most = limits.unpacked_megabytes * _MEGABYTE
            if unpacked > most or (ratio > limits.expansion and unpacked > 20 * _MEGABYTE):
                raise ReadError("expansion", size=round(unpacked / _MEGABYTE), ratio=round(ratio))
            damaged = archive.testzip()
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise ReadError("broken", detail=str(error)) from error
    if damaged is not None:
        raise ReadError("broken", detail=damaged)
