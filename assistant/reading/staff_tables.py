"""The team of today in a table of roles: "Role;Headcount;Pay", under it "Support agents;14;EUR 1,320 a month".

The row of those who answer customers tells how many they are and what they earn; leaders, drivers and developers have
rows of their own, which are no part of the support.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.changes import set_field
from assistant.reading.drawn_tables import Cell, column, quantity, span_of, tables
from assistant.reading.result import Change
from assistant.reading.roles import Role, middle
from assistant.reading.scene import TextScene
from assistant.reading.sums import wage
from assistant.reading.word_lists import listed
from assistant.reading.workload import tidy

_OURS = "in_house.agents"
_OF_PEOPLE = ("agents", "in_house.", "quotes.")  # what such rows may be taken for
_ANSWERING = ("agent", "support", "in_support")


def with_staff_of_tables(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> tuple[Change, ...]:
    """The changes with the number and the pay of the agents in such a table in the place of what its rows gave."""
    for head, body in tables(scene):
        counted, paid = column(head, "headcount_heads"), column(head, "pay_heads")
        if counted is None or any(cell.words & listed("wanted_heads") for cell in head):
            continue
        rows = [row for row in body if len(row) == len(head) and _answers(scene, row, counted)]
        people = [f for row in rows if (f := quantity(scene, row[counted], ("number",))) is not None]
        if len(rows) != 1 or len(people) != 1:
            continue  # several kinds of agents have no one pay
        found = [set_field(_OURS, tidy(middle(people[0].value)), people[0])]
        pay = quantity(scene, rows[0][paid], ("money",)) if paid is not None else None
        if pay is not None and (told := wage(scene, Role("wage", pay, scene.span(pay), None, 0.0), brief)) is not None:
            found.append(told)
        first, last = head[0].start, body[-1][-1].end
        kept = [c for c in changes if not (c.path.startswith(_OF_PEOPLE) and first <= c.start < last)]
        return (*(c for c in kept if c.path not in [new.path for new in found]), *found)
    return tuple(changes)


def _answers(scene: TextScene, row: Sequence[Cell], counted: int) -> bool:
    """Whether the cells before the number name those who answer customers, and nobody who leads them."""
    named = span_of(scene, row[0], row[max(0, counted - 1)])
    words = frozenset(word for cell in row[:counted] for word in cell.words)
    return counted > 0 and scene.has(named, *_ANSWERING) and not words & listed("leaders")
