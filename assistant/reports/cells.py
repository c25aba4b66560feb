"""What a report is made of: cells, which keep their numbers, and sections of paragraphs and one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.builtin.prose import Prose
from tools import formatting

PLAIN = "plain"
"""The unit of a number that needs none."""


@dataclass(frozen=True)
class Amount:
    """A cell with an amount of money: spreadsheets keep the number, the others write it.

    ``exact`` amounts are written to the last unit, so that a column adds up before the reader's eyes; the others with
    no more digits than an estimate has.
    """

    value: float
    currency: str
    decimals: int = 0
    exact: bool = False


@dataclass(frozen=True)
class Figure:
    """A cell with any other number and its unit, named as the calculators name it; a "fraction" is a percentage."""

    value: float
    unit: str


Cell = str | Amount | Figure | None


@dataclass(frozen=True)
class Section:
    """A heading with paragraphs and at most one table.

    Attributes:
        heads: rows that name the group of rows below them.
        totals: rows that are sums, with the rows they sum; columns to be summed are in ``summed``.
        is_summary: whether it belongs to the first page.
    """

    id: str
    heading: str
    paragraphs: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    heads: frozenset[int] = frozenset()
    totals: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    summed: frozenset[int] = frozenset()
    is_summary: bool = False

    def is_number(self, column: int) -> bool:
        """Whether a column holds numbers, and is set to the right."""
        return any(isinstance(row[column], Amount | Figure) for row in self.rows)


def cell_text(cell: Cell, language: str) -> str:
    """A cell as text; nothing known is a dash."""
    if cell is None:
        return "—"
    if isinstance(cell, Amount):
        if cell.exact:
            return formatting.money(cell.value, cell.currency, language, decimals=cell.decimals)
        return Prose(language).money(cell.value, cell.currency)
    if isinstance(cell, Figure):
        if cell.unit == PLAIN:
            return formatting.number(cell.value, language)
        return Prose(language).figure(cell.value, cell.unit)
    return cell
