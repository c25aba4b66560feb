"""The summary as Markdown: what goes into an e-mail, a wiki or a document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.reports.sections import Amount, Cell, Section, amount_text, sections
from assistant.texts import texts
from tools import formatting


def render(estimate: Mapping[str, Any], brief: Mapping[str, Any], language: str) -> bytes:
    """The report as UTF-8 Markdown."""
    words = texts("report", language)
    note = words["note"].format(date=estimate["as_of"], fingerprint=estimate["fingerprint"][:12])
    blocks = [f"# {words['title']}", note]
    for section in sections(estimate, brief, language):
        blocks.append(_section(section, language))
    return ("\n\n".join(blocks) + "\n").encode()


def _section(section: Section, language: str) -> str:
    blocks = [f"## {section.heading}"]
    bullets = len(section.paragraphs) > 1
    blocks += (
        ["\n".join(f"{'- ' if bullets else ''}{_escape(p)}" for p in section.paragraphs)] if section.paragraphs else []
    )
    if section.rows:
        rows = [_row(section.head), "|" + "|".join(_rules(section)) + "|"]
        for index, cells in enumerate(section.rows):
            texts_of_row = [cell_text(cell, language) for cell in cells]
            if index in section.totals:
                texts_of_row = [f"**{t}**" if t else "" for t in texts_of_row]
            rows.append(_row(texts_of_row))
        blocks.append("\n".join(rows))
    return "\n\n".join(blocks)


def _rules(section: Section) -> list[str]:
    first = section.rows[0]
    return ["---:" if isinstance(cell, Amount | float) else "---" for cell in first]


def _row(cells: Any) -> str:
    return "| " + " | ".join(_escape(str(cell)).replace("|", "\\|") for cell in cells) + " |"


def _escape(text: str) -> str:
    # Words of a person may not open a heading, a link or raw HTML in the document that carries them.
    return text.replace("\n", " ").replace("<", "&lt;").replace("](", "]\\(")


def cell_text(cell: Cell, language: str) -> str:
    """A cell as text; nothing known is a dash."""
    if cell is None:
        return "—"
    if isinstance(cell, Amount):
        return amount_text(cell, language)
    if isinstance(cell, float):
        return formatting.number(cell, language)
    return cell
