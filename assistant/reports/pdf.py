"""The report as a PDF, set by Typst, whose compiler and fonts travel inside its wheel."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from assistant.reports.cells import Amount, Section, cell_text
from assistant.reports.sections import sections
from assistant.reports.summary import POINTS
from assistant.texts import texts

TEMPLATE = Path(__file__).with_name("report.typ")


def render(estimate: Mapping[str, Any], brief: Mapping[str, Any], language: str) -> bytes:
    """The report as PDF; the data goes in as JSON, so no text is ever read as markup."""
    words = texts("report", language)
    parts = sections(estimate, brief, language)
    document = {
        "title": words["title"],
        "note": words["note"].format(date=estimate["as_of"], fingerprint=estimate["fingerprint"][:12]),
        "details": words["details"],
        "language": language,
        "figures": _figures(next(part for part in parts if part.id == "answer"), language),
        "points": [words[point] for point in POINTS],
        "sections": {part.id: _section(part, language) for part in parts if part.is_summary},
        "rest": [_section(part, language) for part in parts if not part.is_summary],
    }
    return typst.compile(TEMPLATE, sys_inputs={"data": json.dumps(document, ensure_ascii=False)})


def _figures(answer: Section, language: str) -> list[dict[str, Any]]:
    """The rows of the answer as cards: label, low, typical, high, and where typical lies between the others, 0 to 1."""
    cards = []
    for label, *points in answer.rows:
        low, typical, high = (point.value if isinstance(point, Amount) else 0.0 for point in points)
        place = (typical - low) / (high - low) if high > low else 0.5
        cards.append(
            {"label": label, "place": place, "points": [cell_text(point, language) for point in points]},
        )
    return cards


def _section(section: Section, language: str) -> dict[str, Any]:
    return {
        "id": section.id,
        "heading": section.heading,
        "paragraphs": list(section.paragraphs),
        "head": list(section.head),
        "right": [section.is_number(column) for column in range(len(section.head))] if section.rows else [],
        "rows": [[cell_text(cell, language) for cell in row] for row in section.rows],
        "strong": sorted({*section.totals, *section.heads}),
        "totals": sorted(section.totals),
    }
