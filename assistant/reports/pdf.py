"""The report as a PDF, set by Typst, whose compiler and fonts travel inside its wheel."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from assistant.reports.markdown import cell_text
from assistant.reports.sections import Amount, sections
from assistant.texts import texts

TEMPLATE = Path(__file__).with_name("report.typ")


def render(estimate: Mapping[str, Any], brief: Mapping[str, Any], language: str) -> bytes:
    """The report as PDF; the data goes in as JSON, so no text is ever read as markup."""
    words = texts("report", language)
    document = {
        "title": words["title"],
        "note": words["note"].format(date=estimate["as_of"], fingerprint=estimate["fingerprint"][:12]),
        "language": language,
        "sections": [
            {
                "heading": s.heading,
                "paragraphs": list(s.paragraphs),
                "head": list(s.head),
                "right": [isinstance(cell, Amount | float) for cell in s.rows[0]] if s.rows else [],
                "rows": [[cell_text(cell, language) for cell in row] for row in s.rows],
                "totals": sorted(s.totals),
            }
            for s in sections(estimate, brief, language)
        ],
    }
    return typst.compile(TEMPLATE, sys_inputs={"data": json.dumps(document, ensure_ascii=False)})
