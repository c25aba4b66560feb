"""What was read from a person's own files, kept a library a file, so that only changed files are read again.

A library is one file of JSON lines, written aside and put in place at once: whenever the process is killed, either the
old library or the new one is there.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from knowledge.lexical import language_of
from knowledge.library import Article, Library, Passage, passages_of
from knowledge.passages import word_count
from knowledge.readers import SUFFIXES, Document, ReadError, read_document
from knowledge.vectors import collection_name

FORMAT = 1
DOCUMENT = "document"
_TWIN = re.compile(r"^(.+)\.([a-z]{2})$")
_TWIN_LANGUAGES = ("ru", "en")
_TITLE_WORDS = 14


@dataclass(frozen=True)
class Failure:
    """A file that could not be read and why (``reason.message("ru")``)."""

    path: Path
    reason: ReadError


@dataclass(frozen=True)
class AddReport:
    """What adding did: files read for the first time, read again, left as they were, gone, and not readable."""

    library: str
    added: tuple[Path, ...] = ()
    changed: tuple[Path, ...] = ()
    unchanged: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()
    failed: tuple[Failure, ...] = ()
    passages: int = 0


@dataclass(frozen=True)
class _Record:
    """One file as it was read: where, of what content, and the article it became."""

    path: str
    digest: str
    article: Article


@dataclass
class LibraryStore:
    """One library of added documents; ``path`` is None for a library kept in memory."""

    name: str
    path: Path | None
    records: dict[str, _Record] = field(default_factory=dict)

    def library(self) -> Library:
        """Its articles by id and language."""
        return Library({(each.article.id, each.article.language): each.article for each in self.records.values()})

    def add(self, paths: Sequence[Path]) -> AddReport:
        """Read new and changed files; files gone from an added folder are forgotten."""
        added: list[Path] = []
        changed: list[Path] = []
        unchanged: list[Path] = []
        failed: list[Failure] = []
        records = dict(self.records)
        owners = {(each.article.id, each.article.language): key for key, each in records.items()}
        seen: set[str] = set()
        roots = [path.expanduser().resolve() for path in paths]
        for path in _files(roots):
            key = str(path)
            seen.add(key)
            before = records.get(key)
            try:
                if path.suffix.casefold() not in SUFFIXES:
                    raise ReadError("kind", kind=path.suffix or path.name)
                digest = _digest(path)
                if before is not None and before.digest == digest:
                    unchanged.append(path)
                    continue
                article = _article(path, read_document(path), key, owners)
            except ReadError as error:
                failed.append(Failure(path, error))
                records.pop(key, None)
                continue
            records[key] = _Record(key, digest, article)
            owners[(article.id, article.language)] = key
            (changed if before else added).append(path)
        below = frozenset(map(str, roots))
        gone = [key for key in records if key not in seen and not below.isdisjoint(_with_folders(key))]
        for key in gone:
            del records[key]
        self.records = records
        if added or changed or gone or failed:
            self.save()
        return AddReport(
            self.name,
            tuple(added),
            tuple(changed),
            tuple(unchanged),
            tuple(Path(key) for key in gone),
            tuple(failed),
            sum(len(each.article.passages) for each in records.values()),
        )

    def clear(self) -> None:
        """Forget the library."""
        self.records = {}
        if self.path is not None:
            self.path.unlink(missing_ok=True)

    def save(self) -> None:
        """Put the library on disk, at once or not at all."""
        if self.path is None:
            return
        lines = [json.dumps({"format": FORMAT, "library": self.name}, ensure_ascii=False)]
        lines.extend(json.dumps(_packed(record), ensure_ascii=False) for record in self.records.values())
        write_atomically(self.path, ("\n".join(lines) + "\n").encode())


@dataclass(frozen=True)
class Documents:
    """The libraries of added documents below a data folder; None keeps them in memory."""

    data_dir: Path | None

    @property
    def _folder(self) -> Path | None:
        return self.data_dir / "libraries" if self.data_dir else None

    def names(self) -> tuple[str, ...]:
        """Names of the libraries on disk."""
        found = []
        for path in sorted(self._folder.glob("*.jsonl")) if self._folder else ():
            with path.open(encoding="utf-8") as stream:
                found.append(str(json.loads(stream.readline())["library"]))
        return tuple(found)

    def open(self, name: str) -> LibraryStore:
        """The library of this name, empty if there is none yet."""
        if self._folder is None:
            return LibraryStore(name, None)
        path = self._folder / f"{collection_name(name)}.jsonl"
        records: dict[str, _Record] = {}
        if path.exists():
            lines = path.read_text(encoding="utf-8").split("\n")
            if json.loads(lines[0]).get("format") == FORMAT:  # of another format: read the files again
                records = {each.path: each for each in (_unpacked(json.loads(line)) for line in lines[1:] if line)}
        return LibraryStore(name, path, records)


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that a reader, or a kill, meets the old content or the new and nothing between."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _files(roots: Iterable[Path]) -> Iterator[Path]:
    """Files to read: those named, and those in the folders named, but for hidden ones."""
    for root in roots:
        if root.is_dir():
            for path in sorted(root.rglob("*")):
                hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
                if path.is_file() and not hidden:
                    yield path
        else:
            yield root


def _with_folders(key: str) -> Iterator[str]:
    """A path and the folders it is in."""
    path = Path(key)
    yield from (key, *map(str, path.parents))


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ReadError("missing" if not path.exists() else "denied", detail=error.strerror or str(error)) from error


def _article(path: Path, document: Document, key: str, owners: dict[tuple[str, str], str]) -> Article:
    name, language = path.stem, None
    twin = _TWIN.match(path.stem)
    if twin and twin.group(2) in _TWIN_LANGUAGES:
        name, language = twin.group(1), twin.group(2)
    text = "\n\n".join(page for _, page in document.pages)
    language = language or language_of(text)
    if owners.get((name, language), key) != key:
        name = f"{path.parent.name}/{name}"
    if owners.get((name, language), key) != key:
        name = str(path.with_suffix(""))
    passages: list[Passage] = []
    for page, page_text in document.pages:
        for each in passages_of(name, language, page_text, page=page):
            mixed = language_of(each.text) if re.search(r"[^\W\d_]", each.text) else language
            number = len(passages) + 1
            passages.append(
                Passage(f"{name}.{language}#{number}", name, mixed, each.heading, each.text, page, each.lead)
            )
    if not passages:  # nothing but headings: they are the text
        passages.append(Passage(f"{name}.{language}#1", name, language, "", text.strip()))
    headed = passages[0].heading if text.lstrip().startswith("#") else ""
    title = document.title or headed or _first_words(passages[0].text)
    return Article(
        id=name,
        kind=DOCUMENT,
        language=language,
        title=title,
        body=text,
        reviewed=None,
        sources=(),
        wordings=document.wordings,
        related=(),
        passages=tuple(passages),
        url=str(path),
    )


def _first_words(text: str) -> str:
    """The first line, or as much of it as makes a title."""
    line = text.strip().split("\n", 1)[0].lstrip("#-*| ").strip()
    if word_count(line) <= _TITLE_WORDS:
        return line
    return " ".join(line.split()[:_TITLE_WORDS]) + "…"


def _packed(record: _Record) -> dict[str, Any]:
    article = asdict(record.article)
    article.pop("reviewed")
    return {"path": record.path, "digest": record.digest, "article": article}


def _unpacked(entry: dict[str, Any]) -> _Record:
    fields = dict(entry["article"])
    passages = tuple(Passage(**{**each, "marks": ()}) for each in fields.pop("passages"))
    fields.update({key: tuple(fields[key]) for key in ("sources", "wordings", "related")})
    return _Record(entry["path"], entry["digest"], Article(reviewed=None, passages=passages, **fields))
