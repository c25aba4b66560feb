"""The report as a workbook: real numbers with number formats, totals as formulas, one sheet a section."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import xlsxwriter

from assistant.reports.sections import Amount, Section, sections
from assistant.texts import texts
from tools import formatting

_CHARACTERS_SHEETS_REFUSE = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def render(estimate: Mapping[str, Any], brief: Mapping[str, Any], language: str) -> bytes:
    """The report as an XLSX file; text is never taken for a formula."""
    words = texts("report", language)
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": words["title"], "comments": estimate["fingerprint"]})
        formats = _formats(book, estimate["currency"], language)
        for section in sections(estimate, brief, language):
            _sheet(book, section, formats)
    return buffer.getvalue()


def _formats(book: Any, currency: str, language: str) -> dict[str, Any]:
    sample = formatting.money(0, currency, language, decimals=0)
    sign = sample.replace("0", "").strip("\u00a0\u202f ")
    money = {
        d: (
            f'#,##0{"." + "0" * d if d else ""} "{sign}"'
            if sample.startswith("0")
            else f'"{sign}"#,##0{"." + "0" * d if d else ""}'
        )
        for d in (0, 2)
    }
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "total_text": book.add_format({"bold": True, "top": 1}),
        **{f"money{d}": book.add_format({"num_format": money[d], "valign": "top"}) for d in (0, 2)},
        **{f"total_money{d}": book.add_format({"num_format": money[d], "bold": True, "top": 1}) for d in (0, 2)},
    }


def _sheet(book: Any, section: Section, formats: Mapping[str, Any]) -> None:
    name = section.heading.translate(_CHARACTERS_SHEETS_REFUSE)[:31].strip()
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, section.heading, formats["title"])
    row = 1
    for paragraph in section.paragraphs:
        sheet.write_string(row, 0, paragraph)
        row += 1
    if not section.rows:
        return
    row += 1
    first = row + 1
    for column, text in enumerate(section.head):
        sheet.write_string(row, column, text, formats["head"])
    for index, cells in enumerate(section.rows):
        row += 1
        for column, cell in enumerate(cells):
            _cell(sheet, row, column, cell, index in section.totals, first, formats)
    sheet.freeze_panes(first, 1)
    for column in range(len(section.head)):
        money = any(isinstance(cells[column], Amount) for cells in section.rows)
        longest = max((len(str(cells[column])) for cells in section.rows if cells[column] is not None), default=8)
        sheet.set_column(column, column, 16 if money else min(max(longest, 10), 60))


def _cell(sheet: Any, row: int, column: int, cell: Any, total: bool, first: int, formats: Mapping[str, Any]) -> None:
    prefix = "total_" if total else ""
    if isinstance(cell, Amount):
        sheet.write_number(row, column, round(cell.value, 2), formats[f"{prefix}money{2 if cell.decimals else 0}"])
    elif isinstance(cell, float | int):
        sheet.write_number(row, column, cell)
    elif cell:
        sheet.write_string(row, column, cell, formats[f"{prefix}text"])
