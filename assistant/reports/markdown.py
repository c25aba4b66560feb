"""The summary as Markdown: what goes into an e-mail, a wiki or a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reports.cells import Section, cell_text
from assistant.reports.sections import sections
from assistant.texts import texts


def render(estimate: Mapping[str, Any], brief: Mapping[str, Any], language: str) -> bytes:
    """The report as UTF-8 Markdown."""
    words = texts("report", language)
    note = words["note"].format(date=estimate["as_of"], fingerprint=estimate["fingerprint"][:12])
    blocks = [f"# {words['title']}", note]
    is_summary = True
    for section in sections(estimate, brief, language):
        if is_summary and not section.is_summary:
            is_summary = False
            blocks.append(f"---\n\n# {words['details']}")
        blocks.append(_section(section, language))
    return ("\n\n".join(blocks) + "\n").encode()


def _section(section: Section, language: str) -> str:
    blocks = [f"## {section.heading}"]
    mark = "- " if len(section.paragraphs) > 1 else ""
    if section.paragraphs:
        blocks.append("\n".join(f"{mark}{_escape(text)}" for text in section.paragraphs))
    if section.rows:
        columns = range(len(section.head))
        rows = [_row(section.head), _row(["---:" if section.is_number(column) else "---" for column in columns])]
        for index, cells in enumerate(section.rows):
            texts_of_row = [_escape(cell_text(cell, language)) for cell in cells]
            if index in section.totals or index in section.heads:
                texts_of_row = [f"**{text}**" if text else "" for text in texts_of_row]
            rows.append(_row(texts_of_row))
        blocks.append("\n".join(rows))
    return "\n\n".join(blocks)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _escape(text: str) -> str:
    # Words of a person may not open a heading, a link, a cell or raw HTML in the document that carries them.
    return text.replace("\n", " ").replace("<", "&lt;").replace("](", "]\\(").replace("|", "\\|")
