"""The report as a workbook: the first page on one sheet, then a sheet a section; numbers stay numbers, totals sums."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from assistant.builtin.prose import Prose
from assistant.reports.cells import PLAIN, Amount, Cell, Figure, Section
from assistant.reports.sections import sections
from assistant.texts import texts
from tools import formatting

_CHARACTERS_SHEETS_REFUSE = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_LONGEST_SHEET_NAME = 31
_WIDEST_COLUMN, _NARROWEST_COLUMN = 60, 11


def render(estimate: Mapping[str, Any], brief: Mapping[str, Any], language: str) -> bytes:
    """The report as an XLSX file; text is never taken for a formula."""
    words = texts("report", language)
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": words["title"], "comments": estimate["fingerprint"]})
        formats = Formats(book, language)
        parts = sections(estimate, brief, language)
        note = words["note"].format(date=estimate["as_of"], fingerprint=estimate["fingerprint"][:12])
        first = _sheet(book, words["answer"])
        first.write_string(0, 0, words["title"], formats.title)
        first.write_string(1, 0, note, formats.note)
        row = 3
        summary = [part for part in parts if part.is_summary]
        for part in summary:
            row = _section(first, row, part, formats) + 2
        _widths(first, summary)
        for part in parts:
            if not part.is_summary:
                sheet = _sheet(book, part.heading)
                _section(sheet, 0, part, formats)
                _widths(sheet, [part])
    return buffer.getvalue()


class Formats:
    """Cell formats of one workbook, made when they are first needed."""

    def __init__(self, book: Any, language: str) -> None:
        self._book = book
        self._language = language
        self._made: dict[tuple[str, str], Any] = {}
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.note = book.add_format({"font_color": "#64748b"})
        self.heading = book.add_format({"bold": True, "font_size": 12, "font_color": "#065f46"})
        head = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
        self.head, self.head_right = book.add_format(head), book.add_format(head | {"align": "right"})

    def of(self, cell: Cell, role: str) -> Any:
        """The format of a cell; ``role`` is "total", "head" or "" for the row it stands in."""
        pattern = self.pattern(cell)
        if (pattern, role) not in self._made:
            look: dict[str, Any] = {"valign": "top"}
            if pattern:
                look["num_format"] = pattern
            else:
                look["text_wrap"] = True
            if role:
                look |= {"bold": True, "text_wrap": False}
            if role == "total":
                look["top"] = 1
            self._made[pattern, role] = self._book.add_format(look)
        return self._made[pattern, role]

    def pattern(self, cell: Cell) -> str:
        """The number format of a cell; empty for text."""
        if isinstance(cell, Amount):
            return self._money(cell.currency, 2 if cell.decimals else 0)
        if not isinstance(cell, Figure):
            return ""
        if cell.unit == PLAIN:
            return "#,##0.##" if cell.value % 1 else "#,##0"
        if cell.unit.startswith("fraction"):
            return "0.0%" if round(cell.value * 100, 1) % 1 else "0%"
        # Any other unit stands after the number, as the other renderers write it.
        written = Prose(self._language).figure(cell.value, cell.unit)
        before, after = _around(written)
        decimals = "#,##0.##" if shown_value(cell) % 1 else "#,##0"
        return f"{_quoted(before)}{decimals}{_quoted(after)}"

    def _money(self, currency: str, decimals: int) -> str:
        before, after = _around(formatting.money(1, currency, self._language, decimals=0))
        return f"{_quoted(before)}#,##0{'.' + '0' * decimals if decimals else ''}{_quoted(after)}"


def shown_value(cell: Figure) -> float:
    """The number a figure is kept as: seconds in minutes where they are written so, everything else as it is."""
    return cell.value / 60 if cell.unit in ("second", "seconds") and cell.value > 120 else cell.value


def _around(text: str) -> tuple[str, str]:
    """What stands before and after the number in a text."""
    digits = [index for index, letter in enumerate(text) if letter.isdecimal()]
    return text[: digits[0]], text[digits[-1] + 1 :]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "") + '"' if text else ""


def _sheet(book: Any, heading: str) -> Any:
    name = heading.translate(_CHARACTERS_SHEETS_REFUSE).strip()
    if len(name) > _LONGEST_SHEET_NAME:
        name = name[:_LONGEST_SHEET_NAME].rsplit(" ", 1)[0].rstrip(" ,—")
    sheet = book.add_worksheet(name)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    return sheet


def _section(sheet: Any, row: int, section: Section, formats: Formats) -> int:
    """Write a section from a row on; the row after it."""
    sheet.write_string(row, 0, section.heading, formats.heading)
    row += 1
    for paragraph in section.paragraphs:
        sheet.write_string(row, 0, paragraph)
        row += 1
    if not section.rows:
        return row
    for column, text in enumerate(section.head):
        sheet.write_string(row, column, text, formats.head_right if section.is_number(column) else formats.head)
    first = row + 1
    for index, cells in enumerate(section.rows):
        role = "total" if index in section.totals else "head" if index in section.heads else ""
        for column, cell in enumerate(cells):
            parts = section.totals.get(index) if column in section.summed else None
            if parts and isinstance(cell, Amount):
                formula = f"=SUM({','.join(_ranges([first + part for part in parts], column))})"
                sheet.write_formula(first + index, column, formula, formats.of(cell, role), round(cell.value, 2))
            else:
                _cell(sheet, first + index, column, cell, formats.of(cell, role))
    return first + len(section.rows)


def _ranges(rows: Sequence[int], column: int) -> list[str]:
    """Rows of a column as few ranges: a sum of many single cells would pass what a formula may hold."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return [xl_range(low, column, high, column) if low < high else xl_rowcol_to_cell(low, column) for low, high in runs]


def _cell(sheet: Any, row: int, column: int, cell: Cell, look: Any) -> None:
    if isinstance(cell, Amount):
        # An amount a person would not write with cents is kept to the cent all the same: totals must add up.
        sheet.write_number(row, column, round(cell.value, 2), look)
    elif isinstance(cell, Figure):
        sheet.write_number(row, column, shown_value(cell), look)
    elif cell:
        sheet.write_string(row, column, cell, look)


def _widths(sheet: Any, parts: Sequence[Section]) -> None:
    columns = max((len(part.head) for part in parts), default=0)
    for column in range(columns):
        cells = [row[column] for part in parts for row in part.rows if len(row) > column]
        longest = max((len(cell) for cell in cells if isinstance(cell, str)), default=0)
        number = 18 if any(isinstance(cell, Amount | Figure) for cell in cells) else 0
        sheet.set_column(column, column, min(max(longest, number, _NARROWEST_COLUMN), _WIDEST_COLUMN))
