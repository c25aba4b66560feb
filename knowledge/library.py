"""The library: short articles, each in Russian and in English under one id, loaded strictly.

An article is a Markdown file ``guidance/<id>.<language>.md`` or ``faq/<id>.<language>.md`` with front matter (title,
reviewed, sources, wordings, related). Loading fills figures of the calculators, takes the marks ``[^source]`` out of
the text and keeps for every passage which sources it rests on. Anything wrong is one line: ``file:line: what is wrong.
hint: what to do``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.figures import FIGURE, FigureError, fill
from knowledge.passages import cut

LIBRARY_FOLDER = Path(__file__).parent
KINDS = ("guidance", "faq")
LANGUAGES = ("en", "ru")

_FILE_NAME = re.compile(r"^([a-z0-9]+(?:-[a-z0-9]+)*)\.([a-z]{2})\.md$")
_MARK = re.compile(r"[ \t]*\[\^([A-Za-z0-9_.-]+)\]")
_REQUIRED = ("title", "reviewed", "sources", "wordings")
_ALLOWED = (*_REQUIRED, "related")


@dataclass(frozen=True)
class Passage:
    """A verbatim piece of an article's text, the unit a citation quotes.

    ``marks`` are the sources of its statements: (where in ``text`` the statement ends, source or fact id). ``lead`` is
    the header of the table the passage was cut from: indexed with it, not part of the quote.
    """

    id: str
    article: str
    language: str
    heading: str
    text: str
    page: int | None = None
    lead: str = ""
    marks: tuple[tuple[int, str], ...] = ()

    @property
    def article_language(self) -> str:
        """Language of the article it stands in; a passage of a mixed document may be in the other one."""
        return self.id.rpartition("#")[0].rpartition(".")[2]

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources (or facts) the passage's statements rest on, in order, each once."""
        return tuple(dict.fromkeys(source for _, source in self.marks))


@dataclass(frozen=True)
class Article:
    """One article in one language. ``body`` is Markdown as a reader sees it: figures filled, source marks taken out."""

    id: str
    kind: str
    language: str
    title: str
    body: str
    reviewed: dt.date | None
    sources: tuple[str, ...]
    wordings: tuple[str, ...]
    related: tuple[str, ...]
    passages: tuple[Passage, ...]
    url: str | None = None


@dataclass(frozen=True)
class Library:
    """Articles by id and language."""

    articles: Mapping[tuple[str, str], Article] = field(default_factory=dict)

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of all articles, in alphabetical order."""
        return tuple(sorted({name for name, _ in self.articles}))

    def article(self, name: str, language: str) -> Article:
        """The article in the language, or in the language it has.

        Raises:
            KeyError: there is no article of this id.
        """
        for code in (language, *LANGUAGES):
            if (name, code) in self.articles:
                return self.articles[(name, code)]
        for (each, _), article in self.articles.items():
            if each == name:
                return article
        raise KeyError(name)

    def __iter__(self) -> Iterator[Article]:
        return iter(self.articles.values())

    def __len__(self) -> int:
        return len(self.articles)


@dataclass(frozen=True)
class LibraryProblem:
    """One thing wrong in one place: ``file:line: message. hint: …``."""

    file: str
    line: int
    message: str
    hint: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}. hint: {self.hint}"


class LibraryError(ValueError):
    """The library cannot be loaded; one line per problem."""

    def __init__(self, problems: Iterable[LibraryProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@cache
def load_library() -> Library:
    """The shipped library.

    Raises:
        LibraryError: with all problems found in it.
    """
    library, problems = read_library(LIBRARY_FOLDER)
    if problems:
        raise LibraryError(problems)
    return library


def read_library(
    folder: Path,
    sources: Collection[str] | None = None,
    figures: Mapping[str, Mapping[str, Any]] | None = None,
) -> tuple[Library, list[LibraryProblem]]:
    """Every sound article below ``folder/guidance`` and ``folder/faq``, and everything wrong with the others.

    ``sources`` are the ids an article may cite (the bibliography's by default), ``figures`` the parameters it may show.
    """
    known = _bibliography() if sources is None else frozenset(sources)
    problems: list[LibraryProblem] = []
    articles: dict[tuple[str, str], Article] = {}
    files: dict[tuple[str, str], str] = {}
    for kind in KINDS:
        for path in sorted((folder / kind).glob("*.md")):
            reader = _ArticleFile(path, kind, known, figures)
            article = reader.read()
            if article is not None and (article.id, article.language) in articles:
                other = files[(article.id, article.language)]
                reader.wrong(1, f"the id {article.id!r} is taken by {other}", "give one of the two another file name")
            elif article is not None:
                articles[(article.id, article.language)] = article
                files[(article.id, article.language)] = reader.name
            problems.extend(reader.problems)
    problems.extend(_between_articles(articles, files))
    return Library(articles), sorted(problems, key=lambda problem: (problem.file, problem.line))


def _bibliography() -> frozenset[str]:
    from knowledge.sources import load_sources

    sources = load_sources()
    return frozenset(sources) | {fact.id for source in sources.values() for fact in source.facts}


def _between_articles(
    articles: Mapping[tuple[str, str], Article], files: Mapping[tuple[str, str], str]
) -> Iterator[LibraryProblem]:
    """What can be seen only with all articles read: a missing language, a related article that is not there."""
    ids = {name for name, _ in articles}
    for (name, language), article in articles.items():
        for other in LANGUAGES:
            if (name, other) not in articles:
                hint = f"write {name}.{other}.md beside it, or mend it if it is there"
                yield LibraryProblem(files[(name, language)], 1, f"the article has no sound {other!r} version", hint)
            elif articles[(name, other)].kind != article.kind:
                hint = "keep both languages in one folder"
                yield LibraryProblem(files[(name, language)], 1, f"the {other!r} version is in another folder", hint)
        for related in article.related:
            if related not in ids or related == name:
                hint = _did_you_mean(related, ids - {name}, "name the id of another article")
                yield LibraryProblem(files[(name, language)], 1, f"related: no article {related!r}", hint)


def _did_you_mean(word: str, known: Collection[str], otherwise: str) -> str:
    close = get_close_matches(word, list(known), n=3, cutoff=0.6)
    return f"did you mean {', '.join(close)}?" if close else otherwise


class _UniqueKeyLoader(yaml.CSafeLoader):
    """YAML that refuses a key written twice."""


def _unique_mapping(loader: yaml.CSafeLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node)
        if key in seen:
            raise yaml.MarkedYAMLError(problem=f"the key {key!r} is written twice", problem_mark=key_node.start_mark)
        seen.add(key)
    return loader.construct_mapping(node, deep=True)


_UniqueKeyLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _unique_mapping)


class _ArticleFile:
    """One file being read: what it holds and what is wrong with it."""

    def __init__(
        self, path: Path, kind: str, sources: Collection[str], figures: Mapping[str, Mapping[str, Any]] | None
    ) -> None:
        self.path = path
        self.kind = kind
        self.name = f"{path.parent.name}/{path.name}"
        self.sources = sources
        self.figures = figures
        self.problems: list[LibraryProblem] = []
        self.front_lines: dict[str, int] = {}

    def wrong(self, line: int, message: str, hint: str) -> None:
        self.problems.append(LibraryProblem(self.name, line, message, hint))

    def read(self) -> Article | None:
        """The article, or None when anything is wrong with it."""
        match = _FILE_NAME.match(self.path.name)
        if match is None or match.group(2) not in LANGUAGES:
            self.wrong(1, "the file name is not ID.LANGUAGE.md", "for example cost-labour.en.md, in lower case")
            return None
        name, language = match.groups()
        try:
            text = self.path.read_text(encoding="utf-8").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            self.wrong(1, f"the file is not UTF-8 ({error.reason})", "save it as UTF-8")
            return None
        front, body, first_line = self._split(text)
        if front is None:
            return None
        self._check_front(front)
        rendered, marks = self._render(body, language, first_line, front)
        if self.problems:
            return None
        passages = passages_of(name, language, rendered, marks)
        if not passages:
            self.wrong(first_line, "the article has no text", "write it below the front matter")
            return None
        return Article(
            id=name,
            kind=self.kind,
            language=language,
            title=front["title"].strip(),
            body=rendered,
            reviewed=front["reviewed"],
            sources=tuple(front["sources"]),
            wordings=tuple(wording.strip() for wording in front["wordings"]),
            related=tuple(front.get("related") or ()),
            passages=passages,
        )

    def _split(self, text: str) -> tuple[dict[str, Any] | None, str, int]:
        lines = text.split("\n")
        if lines[0].strip() != "---" or "---" not in (line.strip() for line in lines[1:]):
            self.wrong(1, "there is no front matter", "begin the file with --- and close it with ---")
            return None, "", 1
        closing = next(number for number, line in enumerate(lines[1:], 1) if line.strip() == "---")
        try:
            front = yaml.load("\n".join(lines[1:closing]), Loader=_UniqueKeyLoader)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 2 if error.problem_mark else 1
            hint = "put a text with a colon, a quote or a # into quotes"
            self.wrong(line, f"the front matter cannot be read: {error.problem}", hint)
            return None, "", 1
        if not isinstance(front, dict):
            self.wrong(2, "the front matter is not a list of key: value", f"give {', '.join(_REQUIRED)}")
            return None, "", 1
        for number, text_line in enumerate(lines[1:closing], 2):
            key = re.match(r"^([A-Za-z_]+):", text_line)
            if key:
                self.front_lines[key.group(1)] = number
        return front, "\n".join(lines[closing + 1 :]), closing + 2

    def _line(self, key: str) -> int:
        return self.front_lines.get(key, 1)

    def _check_front(self, front: dict[str, Any]) -> None:
        for key in front:
            if key not in _ALLOWED:
                self.wrong(
                    self._line(str(key)), f"unknown key {key!r}", _did_you_mean(str(key), _ALLOWED, "take it out")
                )
        for key in _REQUIRED:
            if key not in front:
                self.wrong(1, f"{key}: missing", f"add {key}: to the front matter")
        if "title" in front and (not isinstance(front["title"], str) or not front["title"].strip()):
            self.wrong(self._line("title"), "title: a text is expected", "write a title of a few words")
        if "reviewed" in front and type(front["reviewed"]) is not dt.date:
            self.wrong(self._line("reviewed"), "reviewed: not a date", "write it as 2026-11-24")
        for key in ("sources", "wordings", "related"):
            self._check_texts(front, key)
        for source in front.get("sources") or () if isinstance(front.get("sources"), list) else ():
            if isinstance(source, str) and source not in self.sources:
                hint = _did_you_mean(source, self.sources, "add it to knowledge/sources.yaml")
                self.wrong(self._line("sources"), f"sources: no source {source!r} in the bibliography", hint)

    def _check_texts(self, front: dict[str, Any], key: str) -> None:
        if key not in front:
            return
        value = front[key]
        if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
            self.wrong(
                self._line(key), f"{key}: a list of texts is expected", "one per line, after a dash; quote numbers"
            )
            front[key] = []
            return
        if not value and key == "wordings":
            self.wrong(self._line(key), "wordings: the list is empty", "add how people would ask for this")
        seen: set[str] = set()
        for each in value:
            plain = each.strip().casefold()
            if plain in seen:
                self.wrong(self._line(key), f"{key}: {each!r} is written twice", "take one out")
            seen.add(plain)

    def _render(
        self, body: str, language: str, first_line: int, front: Mapping[str, Any]
    ) -> tuple[str, list[tuple[int, str]]]:
        """The body with figures filled and marks taken out, and where the marks stood."""
        declared = front.get("sources") or []
        rendered_lines: list[str] = []
        marks: list[tuple[int, str]] = []
        position = 0
        for number, line in enumerate(body.split("\n"), first_line):
            filled = FIGURE.sub(lambda match, number=number: self._figure(match, language, number), line)  # type: ignore[misc]
            if "{{" in filled or "}}" in filled:
                self.wrong(number, "a figure is not closed", "write it as {{rates.hourly.PH}}")
            plain, found = strip_marks(filled)
            for offset, source in found:
                marks.append((position + offset, source))
                if source not in self.sources:
                    hint = _did_you_mean(source, self.sources, "add it to knowledge/sources.yaml")
                    self.wrong(number, f"[^{source}]: no such source in the bibliography", hint)
                elif source not in declared:
                    self.wrong(number, f"[^{source}] is not among the article's sources", f"add {source} to sources:")
            rendered_lines.append(plain)
            position += len(plain) + 1
        text = "\n".join(rendered_lines)
        leading = len(text) - len(text.lstrip("\n"))
        return text.strip("\n") + "\n", [(offset - leading, source) for offset, source in marks]

    def _figure(self, match: re.Match[str], language: str, number: int) -> str:
        try:
            return fill(match.group(1), language, self.figures)
        except FigureError as error:
            self.wrong(number, f"{match.group(0)}: {error}", error.hint)
            return ""


def strip_marks(line: str) -> tuple[str, list[tuple[int, str]]]:
    """A text without its ``[^source]`` marks, and each mark's place in what is left."""
    plain: list[str] = []
    found: list[tuple[int, str]] = []
    length = last = 0
    for match in _MARK.finditer(line):
        before = line[last : match.start()]
        plain.append(before)
        length += len(before)
        found.append((length, match.group(1)))
        last = match.end()
    plain.append(line[last:])
    return "".join(plain), found


def passages_of(
    name: str, language: str, text: str, marks: Iterable[tuple[int, str]] = (), page: int | None = None
) -> tuple[Passage, ...]:
    """Passages of one article's text, numbered in order; every ``text`` is a verbatim piece of it."""
    all_marks = sorted(marks)
    passages = []
    for number, piece in enumerate(cut(text), 1):
        inside = tuple((at - piece.start, source) for at, source in all_marks if piece.start <= at <= piece.end)
        passage = Passage(f"{name}.{language}#{number}", name, language, piece.heading, text[piece.start : piece.end])
        passages.append(replace(passage, page=page, lead=piece.lead, marks=inside))
    return tuple(passages)
