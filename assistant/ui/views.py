"""An estimate and a reply as HTML and Markdown for the page. Pure functions of plain data.

Tables are the report's own sections set as HTML; only what is drawn (ranges, bars) is made here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from assistant.reports.markdown import cell_text
from assistant.reports.sections import Amount, Section, sections
from assistant.texts import texts
from tools import formatting

Json = Mapping[str, Any]
Words = Mapping[str, str]

MARK = re.compile(r"\[(\d{1,3})\](?!\()")

ESTIMATE_SECTIONS = ("warnings", "bill_monthly", "bill_one_time", "not_priced")
OPTIONS_SECTIONS = ("scenarios", "billing", "in_house")
WORKINGS_SECTIONS = ("staffing", "assumed", "inputs", "sources")
BILLS = ("bill_monthly", "bill_one_time")


def chat_message(reply: str, citations: Sequence[Json], turn: int, language: str) -> str:
    """The reply as Markdown whose marks are links, followed by a fold-out list of the cited passages.

    Args:
        turn: index of the turn in its conversation; ``#cite-TURN-MARK`` is what a click asks for.
    """
    known = {citation["mark"] for citation in citations}

    def link(match: re.Match[str]) -> str:
        mark = int(match.group(1))
        return f"[[{mark}]](#cite-{turn}-{mark})" if mark in known else match.group(0)

    body = MARK.sub(link, reply)
    if not citations:
        return body
    items = "".join(
        f'<li><a href="#cite-{turn}-{c["mark"]}">[{c["mark"]}] {escape(c["title"])}</a>'
        f"<blockquote>{escape(c['quote'])}</blockquote></li>"
        for c in citations
    )
    summary = escape(f"{texts('page', language)['panel.rests_on']} ({len(citations)})")
    return f"{body}\n\n<details><summary>{summary}</summary><ul>{items}</ul></details>"


def estimate_panel(estimate: Json | None, language: str, comparison: Json | None = None) -> str:
    """The figure with its range, what changed, the bill and what it leaves open, as HTML."""
    words = texts("page", language)
    if not estimate:
        return _empty(words["empty.estimate"])
    note = words["panel.as_of"].format(date=estimate["as_of"], fingerprint=estimate["fingerprint"][:12])
    parts = [
        _headline(estimate, words, language),
        _comparison(comparison, estimate["currency"], words, language),
        *_chosen(estimate, language, ESTIMATE_SECTIONS),
        f'<p class="smeta-note">{escape(note)}</p>',
    ]
    return _wrap(parts)


def options_panel(estimate: Json | None, language: str) -> str:
    """Scenarios, billing models, the own team and the saving side by side, as HTML."""
    if not estimate:
        return _empty(texts("page", language)["empty.options"])
    return _wrap([_scenario_bars(estimate, language), *_chosen(estimate, language, OPTIONS_SECTIONS)])


def workings_panel(estimate: Json | None, language: str) -> str:
    """Staffing, sensitivities, every input and every assumption with its source, as HTML."""
    if not estimate:
        return _empty(texts("page", language)["empty.options"])
    return _wrap([_tornado(estimate, language), *_chosen(estimate, language, WORKINGS_SECTIONS)])


def passage_view(
    title: str, body: str, quote: str, url: str | None, page: int | None, reviewed: str, language: str
) -> str:
    """An article with the quoted passage highlighted, its date and the original source, as HTML for the overlay."""
    words = texts("page", language)
    before, found, after = body.partition(quote)
    text = f"{escape(before)}<mark>{escape(found)}</mark>{escape(after)}" if found else f"<mark>{escape(quote)}</mark>"
    facts = [words["panel.reviewed"].format(date=escape(reviewed))] if reviewed else []
    if page:
        facts.append(escape(words["panel.page"].format(page=page)))
    if url:
        facts.append(_link(url, words["panel.open_source"]))
    return (
        f'<div class="smeta-overlay" role="dialog" aria-modal="true"><div class="smeta-sheet">'
        f'<button class="smeta-close" aria-label="{escape(words["panel.close"], quote=True)}">×</button>'
        f"<h2>{escape(title)}</h2><p class='smeta-note'>{' · '.join(facts)}</p>"
        f'<div class="smeta-article">{text}</div></div></div>'
    )


def _wrap(parts: Iterable[str]) -> str:
    return f'<div class="smeta-panel">{"".join(parts)}</div>'


def _empty(text: str) -> str:
    return f'<div class="smeta-panel"><p class="smeta-empty">{escape(text)}</p></div>'


def _link(url: str, text: str) -> str:
    if not url.startswith(("https://", "http://")):
        return escape(text)
    return f'<a href="{escape(url, quote=True)}" target="_blank" rel="noopener noreferrer">{escape(text)}</a>'


def _headline(estimate: Json, words: Words, language: str) -> str:
    def money(amount: float, decimals: int = 0) -> str:
        return escape(formatting.money(amount, estimate["currency"], language, decimals=decimals))

    low, typical, high = (estimate["monthly"][point] for point in ("low", "typical", "high"))
    position = 50.0 if high <= low else 100 * (typical - low) / (high - low)
    cells = ""
    for name, decimals in (("per_contact", 2), ("first_year", 0), ("one_time", 0)):
        value = estimate.get(name)
        if value:
            span = formatting.money_range(value["low"], value["high"], estimate["currency"], language, decimals)
            figure = money(value["typical"], decimals)
            label = escape(words[f"panel.{name}"])
            cells += f"<div><dt>{label}</dt><dd>{figure}<small>{escape(span)}</small></dd></div>"
    unit = escape(f"{words['panel.per_month']}, {words['panel.typical']}")
    return (
        f'<section class="smeta-headline">'
        f'<p class="smeta-figure" data-testid="monthly-typical">{money(typical)}<small>{unit}</small></p>'
        f'<div class="smeta-range"><span data-testid="monthly-low">{money(low)}</span>'
        f'<div class="smeta-bar"><i style="left:{position:.1f}%"></i></div>'
        f'<span data-testid="monthly-high">{money(high)}</span></div><dl>{cells}</dl></section>'
    )


def _comparison(comparison: Json | None, currency: str, words: Words, language: str) -> str:
    if not comparison or not comparison.get("lines"):
        return ""

    def money(amount: float | None) -> str:
        return "—" if amount is None else escape(formatting.money(amount, currency, language, decimals=0))

    rows = [
        [
            f"{escape(x['label'])}<small>{escape(x.get('reason') or '')}</small>",
            *(money(x[column]) for column in ("before", "after", "difference")),
        ]
        for x in comparison["lines"]
    ]
    head = [words[f"panel.{name}"] for name in ("line", "before", "after", "difference")]
    return _table(words["panel.changed"], head, rows, numeric={1, 2, 3})


def _scenario_bars(estimate: Json, language: str) -> str:
    scenarios = estimate.get("scenarios") or ()
    highest = max((s["monthly"]["high"] for s in scenarios), default=0)
    if highest <= 0:
        return ""
    rows = []
    for scenario in scenarios:
        low, typical, high = (100 * scenario["monthly"][point] / highest for point in ("low", "typical", "high"))
        text = formatting.money(scenario["monthly"]["typical"], estimate["currency"], language, decimals=0)
        rows.append(_bar(scenario["label"], low, high, text, typical))
    return f'<div class="smeta-chart">{"".join(rows)}</div>'


def _tornado(estimate: Json, language: str) -> str:
    entries = list(estimate.get("sensitivity") or ())[:10]
    if not entries:
        return ""
    lowest = min(min(e["low_total"], e["high_total"]) for e in entries)
    highest = max(max(e["low_total"], e["high_total"]) for e in entries)
    scale = 100 / (highest - lowest) if highest > lowest else 0
    rows = []
    for entry in entries:
        left, right = sorted((entry["low_total"], entry["high_total"]))
        text = formatting.money_range(left, right, estimate["currency"], language, decimals=0)
        label = entry.get("label") or entry["input"]
        rows.append(_bar(label, (left - lowest) * scale, (right - lowest) * scale, text))
    title = escape(texts("report", language)["sensitivity"])
    return f'<section><h3>{title}</h3><div class="smeta-chart">{"".join(rows)}</div></section>'


def _bar(label: str, left: float, right: float, text: str, point: float | None = None) -> str:
    """One bar from ``left`` to ``right`` percent of the track, with an optional tick at ``point``."""
    tick = "" if point is None else f'<i style="left:{point:.1f}%"></i>'
    return (
        f'<div class="smeta-row"><span>{escape(label)}</span><div class="smeta-track">'
        f'<b style="left:{left:.1f}%;width:{max(right - left, 0.5):.1f}%"></b>{tick}</div>'
        f"<span>{escape(text)}</span></div>"
    )


def _chosen(estimate: Json, language: str, names: Sequence[str]) -> list[str]:
    by_id = {section.id: section for section in sections(estimate, {}, language)}
    return [_section(by_id[name], language) for name in names if name in by_id]


def _section(section: Section, language: str) -> str:
    paragraphs = "".join(f"<li>{escape(p)}</li>" for p in section.paragraphs)
    if not section.rows:
        return f'<section class="smeta-{section.id}"><h3>{escape(section.heading)}</h3><ul>{paragraphs}</ul></section>'
    if section.id in BILLS:
        return _bill(section, language)
    rows = []
    for index, cells in enumerate(section.rows):
        shown = [_cell(cell, language) for cell in cells]
        rows.append([f"<b>{text}</b>" for text in shown] if index in section.totals else shown)
    numeric = {i for i, cell in enumerate(section.rows[0]) if isinstance(cell, Amount | float)}
    table = _table(section.heading, section.head, rows, numeric)
    return table + (f"<ul>{paragraphs}</ul>" if paragraphs else "")


def _bill(section: Section, language: str) -> str:
    """A bill in the width of the panel: category and formula stand under the name of the line."""
    rows = []
    for index, (category, line, formula, *amounts) in enumerate(section.rows):
        shown = [_cell(amount, language) for amount in amounts]
        if index in section.totals:
            rows.append([f"<b>{text}</b>" for text in (_cell(category, language), *shown)])
        else:
            under = f"{_cell(category, language)} · {_cell(formula, language)}"
            rows.append([f"{_cell(line, language)}<small>{under}</small>", *shown])
    return _table(section.heading, section.head[1:2] + section.head[3:], rows, {1, 2, 3})


def _cell(cell: Any, language: str) -> str:
    text = cell_text(cell, language)
    return _link(text, text) if text.startswith(("https://", "http://")) else escape(text)


def _table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]], numeric: set[int]) -> str:
    """A titled table; cells of ``rows`` are HTML already, ``head`` is plain text."""

    def cells(tag: str, row: Sequence[str]) -> str:
        return "".join(f"<{tag}{' class=num' if i in numeric else ''}>{cell}</{tag}>" for i, cell in enumerate(row))

    header = f"<thead><tr>{cells('th', [escape(h) for h in head])}</tr></thead>" if any(head) else ""
    body = "".join(f"<tr>{cells('td', row)}</tr>" for row in rows)
    table = f"<table>{header}<tbody>{body}</tbody></table>"
    return f'<section><h3>{escape(title)}</h3><div class="smeta-scroll">{table}</div></section>'
