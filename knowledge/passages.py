"""Cutting an article into passages at its natural seams.

A passage is what a citation quotes: a verbatim piece of the article's text, about 40 to 120 words long. Seams are
headings, paragraphs, list items and table rows. A paragraph that introduces a list stays with it; a table that is too
long for one passage is cut between rows and every part remembers the header.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

FEWEST_WORDS = 40
MOST_WORDS = 120
LONGEST_BLOCK_WORDS = 160

_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_LIST_ITEM = re.compile(r"^\s*(?:[-*+•]|\d+[.)])\s+")
_TABLE_ROW = re.compile(r"^\s*\|.*\|\s*$")
_TABLE_RULE = re.compile(r"^\s*\|?[\s:|-]+\|[\s:|-]*$")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[»\"”)]*\s+(?=[«\"“(]?[A-ZА-ЯЁ0-9])")


@dataclass(frozen=True)
class Piece:
    """A span of a text: ``text[start:end]``, the heading above it and, for rows of a table, the table's header."""

    start: int
    end: int
    heading: str
    lead: str = ""


@dataclass(frozen=True)
class _Block:
    kind: str  # heading, paragraph, list, table
    start: int
    end: int
    words: int
    heading: str
    lead: str = ""
    introduces: bool = False


def cut(text: str) -> list[Piece]:
    """Pieces of a Markdown or plain text, in order, together covering everything but headings and empty lines."""
    return list(_grouped(list(_blocks(text))))


def word_count(text: str) -> int:
    """Number of words in a text."""
    return len(re.findall(r"\w+", text))


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    position = 0
    for line in text.splitlines(keepends=True):
        yield position, position + len(line.rstrip()), line.rstrip()
        position += len(line)


def _kind_of(line: str, previous: str) -> str:
    if _HEADING.match(line):
        return "heading"
    if _TABLE_ROW.match(line):
        return "table"
    if _LIST_ITEM.match(line) or (previous == "list" and line.startswith((" ", "\t"))):
        return "list"
    return "paragraph" if previous != "list" or not line.startswith(" ") else "list"


def _blocks(text: str) -> Iterator[_Block]:
    """Blocks of the text; those longer than a passage may be are cut further."""
    heading = ""
    run: list[tuple[int, int, str]] = []
    run_kind = ""

    def flush() -> Iterator[_Block]:
        if run:
            yield from _cut_block(text, run_kind, list(run), heading)
            run.clear()

    for start, end, line in _lines(text):
        if not line.strip():
            if run_kind != "list":
                yield from flush()
                run_kind = ""
            continue
        kind = _kind_of(line, run_kind)
        if kind == "heading":
            yield from flush()
            match = _HEADING.match(line)
            heading = match.group(2) if match else line
            run_kind = ""
            continue
        if kind != run_kind:
            yield from flush()
            run_kind = kind
        run.append((start, end, line))
    yield from flush()


def _cut_block(text: str, kind: str, lines: list[tuple[int, int, str]], heading: str) -> Iterator[_Block]:
    start, end = lines[0][0], lines[-1][1]
    words = word_count(text[start:end])
    if kind == "table":
        yield from _cut_table(text, lines, heading)
    elif words <= LONGEST_BLOCK_WORDS:
        introduces = text[start:end].rstrip().endswith((":", "："))
        yield _Block(kind, start, end, words, heading, introduces=introduces)
    else:
        seams = _item_seams(lines) if kind == "list" else _sentence_seams(text, start, end)
        for part_start, part_end in _packed(text, seams):
            yield _Block(kind, part_start, part_end, word_count(text[part_start:part_end]), heading)


def _cut_table(text: str, lines: list[tuple[int, int, str]], heading: str) -> Iterator[_Block]:
    start, end = lines[0][0], lines[-1][1]
    has_header = len(lines) > 2 and _TABLE_RULE.match(lines[1][2])
    if word_count(text[start:end]) <= LONGEST_BLOCK_WORDS or not has_header:
        seams = [(start, end)] if has_header or len(lines) == 1 else [(line[0], line[1]) for line in lines]
        for part_start, part_end in _packed(text, seams):
            yield _Block("table", part_start, part_end, word_count(text[part_start:part_end]), heading)
        return
    header = lines[0][2].strip()
    for index, (part_start, part_end) in enumerate(_packed(text, [(line[0], line[1]) for line in lines])):
        words = word_count(text[part_start:part_end])
        yield _Block("table", part_start, part_end, words, heading, lead=header if index else "")


def _item_seams(lines: list[tuple[int, int, str]]) -> list[tuple[int, int]]:
    seams: list[tuple[int, int]] = []
    for start, end, line in lines:
        if _LIST_ITEM.match(line) or not seams:
            seams.append((start, end))
        else:
            seams[-1] = (seams[-1][0], end)
    return seams


def _sentence_seams(text: str, start: int, end: int) -> list[tuple[int, int]]:
    seams: list[tuple[int, int]] = []
    position = start
    for match in _SENTENCE_END.finditer(text, start, end):
        seams.append((position, match.start()))
        position = match.end()
    seams.append((position, end))
    return [piece for seam in seams for piece in _word_seams(text, *seam)]


def _word_seams(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A 'sentence' without an end in sight (a dump of words) is cut every so many words."""
    if word_count(text[start:end]) <= LONGEST_BLOCK_WORDS:
        yield start, end
        return
    spans = [match.span() for match in re.finditer(r"\S+", text[start:end])]
    for first in range(0, len(spans), MOST_WORDS):
        part = spans[first : first + MOST_WORDS]
        yield start + part[0][0], start + part[-1][1]


def _packed(text: str, seams: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Neighbouring pieces joined while they fit into a passage."""
    current: tuple[int, int] | None = None
    for start, end in seams:
        if current is not None and word_count(text[current[0] : end]) <= MOST_WORDS:
            current = (current[0], end)
            continue
        if current is not None:
            yield current
        current = (start, end)
    if current is not None:
        yield current


def _grouped(blocks: list[_Block]) -> Iterator[Piece]:
    """Neighbouring blocks under one heading joined while they are short or belong together."""
    group: list[_Block] = []

    def piece() -> Piece:
        lead = next((block.lead for block in group if block.lead), "")
        return Piece(group[0].start, group[-1].end, group[0].heading, lead)

    for block in blocks:
        if group and _belongs(group, block):
            group.append(block)
            continue
        if group:
            yield piece()
        group = [block]
    if group:
        yield piece()


def _belongs(group: list[_Block], block: _Block) -> bool:
    last = group[-1]
    if block.heading != last.heading or block.lead:
        return False
    words = sum(each.words for each in group)
    if last.introduces and block.kind in ("list", "table"):
        return words + block.words <= MOST_WORDS + LONGEST_BLOCK_WORDS
    if block.introduces and words >= FEWEST_WORDS:
        return False
    return words + block.words <= MOST_WORDS and (words < FEWEST_WORDS or block.words < FEWEST_WORDS // 2)


def sentences_of(text: str) -> list[str]:
    """The sentences of a text; a line is one too."""
    return [each.strip() for line in text.splitlines() for each in _SENTENCE_END.split(line) if each.strip()]
