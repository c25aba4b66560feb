"""The team of today in a table of roles: "Role;Headcount;Pay", under it "Support agents;14;EUR 1,320 a month".

The row of those who answer customers tells how many they are and what they earn; leaders, drivers and developers have
rows of their own, which are no part of the support.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.reading.changes import set_field
from assistant.reading.facts import Fact
from assistant.reading.result import Change
from assistant.reading.roles import Role, middle
from assistant.reading.rows import laid_out
from assistant.reading.scene import Span, TextScene
from assistant.reading.sums import wage
from assistant.reading.word_lists import listed
from assistant.reading.workload import tidy

_FEWEST = 2  # cells of a row
_OURS = "in_house.agents"
_OF_PEOPLE = ("agents", "in_house.", "quotes.")  # what such rows may be taken for
_ANSWERING = ("agent", "support", "in_support")


@dataclass(frozen=True)
class _Cell:
    """A cell: where it begins and ends in the text, and its words in lower case."""

    start: int
    end: int
    words: frozenset[str]


def with_staff_of_tables(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> tuple[Change, ...]:
    """The changes with the number and the pay of the agents in such a table in the place of what its rows gave."""
    for head, body in _tables(scene):
        counted, paid = _column(head, "headcount_heads"), _column(head, "pay_heads")
        if counted is None or any(cell.words & listed("wanted_heads") for cell in head):
            continue
        rows = [row for row in body if len(row) == len(head) and _answers(scene, row, counted)]
        people = [f for row in rows if (f := _fact(scene, row[counted], ("number",))) is not None]
        if len(rows) != 1 or len(people) != 1:
            continue  # several kinds of agents have no one pay
        found = [set_field(_OURS, tidy(middle(people[0].value)), people[0])]
        pay = _fact(scene, rows[0][paid], ("money",)) if paid is not None else None
        if pay is not None and (told := wage(scene, Role("wage", pay, scene.span(pay), None, 0.0), brief)) is not None:
            found.append(told)
        first, last = head[0].start, body[-1][-1].end
        kept = [c for c in changes if not (c.path.startswith(_OF_PEOPLE) and first <= c.start < last)]
        return (*(c for c in kept if c.path not in [new.path for new in found]), *found)
    return tuple(changes)


def _tables(scene: TextScene) -> Iterator[tuple[list[_Cell], list[list[_Cell]]]]:
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


def _lines(scene: TextScene) -> Iterator[list[_Cell]]:
    start = 0
    for line in laid_out(scene.text).split("\n"):
        cells, at = [], start
        for piece in line.split("|"):
            inside = [w for w in scene.words if at <= w.start and w.end <= at + len(piece)]
            cells.append(_Cell(at, at + len(piece), frozenset(f for w in inside for f in (w.lower, *w.forms))))
            at += len(piece) + 1
        cells = [cell for cell in cells if cell.words]  # "| Role | Headcount |" has bars at its ends
        yield cells
        start += len(line) + 1


def _column(head: Sequence[_Cell], section: str) -> int | None:
    """The column whose head says one of the words."""
    return next((at for at, cell in enumerate(head) if cell.words & listed(section)), None)


def _answers(scene: TextScene, row: Sequence[_Cell], counted: int) -> bool:
    """Whether the cells before the number name those who answer customers, and nobody who leads them."""
    named = Span(_at(scene, row[0].start), _at(scene, row[max(0, counted - 1)].end) - 1)
    words = frozenset(word for cell in row[:counted] for word in cell.words)
    return counted > 0 and scene.has(named, *_ANSWERING) and not words & listed("leaders")


def _at(scene: TextScene, place: int) -> int:
    """The first word that begins at a place of the text or after it."""
    return next((k for k, word in enumerate(scene.words) if word.start >= place), len(scene.words))


def _fact(scene: TextScene, cell: _Cell, kinds: tuple[str, ...]) -> Fact | None:
    """The one quantity of a cell."""
    found = [f for f in scene.facts if f.kind in kinds and cell.start <= f.start < cell.end and not f.unit]
    return found[0] if len(found) == 1 else None
