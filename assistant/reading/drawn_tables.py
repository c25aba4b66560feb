"""Tables as a person draws them, a head and rows of as many cells, with the quantities of each cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.reading.facts import Fact
from assistant.reading.rows import laid_out
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed

_FEWEST = 2  # cells of a row


@dataclass(frozen=True)
class Cell:
    """A cell: where it begins and ends in the text, and its words in lower case."""

    start: int
    end: int
    words: frozenset[str]


Row = list[Cell]


def tables(scene: TextScene) -> Iterator[tuple[Row, list[Row]]]:
    """Heads with the rows under them that are parted alike."""
    lines = list(_lines(scene))
    for at, head in enumerate(lines):
        body = []
        for row in lines[at + 1 :]:
            if len(row) != len(head):
                break
            body.append(row)
        if len(head) >= _FEWEST and body:
            yield head, body


def _lines(scene: TextScene) -> Iterator[Row]:
    start = 0
    for line in laid_out(scene.text).split("\n"):
        cells, at = [], start
        for piece in line.split("|"):
            inside = [w for w in scene.words if at <= w.start and w.end <= at + len(piece)]
            cells.append(Cell(at, at + len(piece), frozenset(f for w in inside for f in (w.lower, *w.forms))))
            at += len(piece) + 1
        cells = [cell for cell in cells if cell.words]  # "| Role | Headcount |" has bars at its ends
        yield cells
        start += len(line) + 1


def column(head: Sequence[Cell], section: str) -> int | None:
    """The column whose head says one of the words."""
    return next((at for at, cell in enumerate(head) if cell.words & listed(section)), None)


def quantity(scene: TextScene, cell: Cell, kinds: tuple[str, ...]) -> Fact | None:
    """The one quantity of a cell."""
    found = [f for f in scene.facts if f.kind in kinds and cell.start <= f.start < cell.end and not f.unit]
    return found[0] if len(found) == 1 else None


def span_of(scene: TextScene, first: Cell, last: Cell) -> Span:
    """The words from one cell to another."""
    begin = next((k for k, word in enumerate(scene.words) if word.start >= first.start), len(scene.words))
    end = next((k for k, word in enumerate(scene.words) if word.start >= last.end), len(scene.words))
    return Span(begin, end - 1)
