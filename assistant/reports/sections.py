"""What a report says, in order, as plain data: headings, paragraphs and tables. Renderers only set it in type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.reports import details, summary
from assistant.reports.cells import Section
from assistant.texts import texts

Json = Mapping[str, Any]


def sections(estimate: Json, brief: Json, language: str) -> list[Section]:
    """The whole report: first the page for the person who decides, then what it rests on."""
    words = texts("report", language)
    built = [
        summary.answer(estimate, words, language),
        summary.said(brief, words, language),
        summary.assumed_most(estimate, words, language),
        summary.drivers(estimate, words),
        summary.scenarios(estimate, words),
        summary.sensitivity(estimate, words),
        summary.warnings(estimate, words),
        summary.not_priced(estimate, words),
        summary.next_steps(estimate, brief, words, language),
        summary.vendor_questions(estimate, words),
        details.bill(estimate, words, "monthly"),
        details.bill(estimate, words, "one_time"),
        details.staffing(estimate, words, language),
        details.billing(estimate, words),
        details.in_house(estimate, words, language),
        details.assumed(estimate, words, language),
        details.inputs(estimate, words, language),
        details.sources(estimate, words),
    ]
    return [section for section in built if section.paragraphs or section.rows]
