"""An estimate and a reply as HTML and Markdown for the page. Pure functions of plain data.

Tables are the report's own sections set as HTML; only what is drawn (ranges, bars) is made here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Any

from assistant.builtin.prose import Prose
from assistant.reports.cells import Section, cell_text
from assistant.reports.sections import sections
from assistant.texts import texts
from assistant.ui import html
from tools import formatting

Json = Mapping[str, Any]
Words = Mapping[str, str]

MARK = re.compile(r"\[(\d{1,3})\](?!\()")
CHANGES_SHOWN = 8
BARS_SHOWN = 10


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
        f"<blockquote>{escape(_without_markdown(c['quote']))}</blockquote></li>"
        for c in citations
    )
    summary = escape(f"{texts('page', language)['panel.rests_on']} ({len(citations)})")
    return f"{body}\n\n<details><summary>{summary}</summary><ul>{items}</ul></details>"


def _without_markdown(quote: str) -> str:
    """A quote on one line, for the short list; the overlay shows it as it stands."""
    lines = [re.sub(r"^\s*(?:[-*+>]|#{1,6})\s+", "", line) for line in quote.splitlines()]
    return " ".join(line for line in lines if line).replace("**", "")


def working(language: str) -> str:
    """The line that says a reply is being worked out."""
    return f'<p class="smeta-busy" role="status">{escape(texts("page", language)["working"])}</p>'


def headline_panel(estimate: Json | None, language: str) -> str:
    """The figure with its range, and what it comes to per contact and in the first year."""
    words = texts("page", language)
    if not estimate:
        return html.empty(words["empty.estimate"])
    return html.panel([_headline(estimate, words, language)])


def estimate_panel(estimate: Json | None, language: str, comparison: Json | None = None) -> str:
    """What changed, the bill and what it leaves open."""
    if not estimate:
        return ""
    words = texts("page", language)
    parts = _parts(estimate, language)
    note = words["panel.as_of"].format(date=estimate["as_of"], fingerprint=estimate["fingerprint"][:12])
    return html.panel(
        [
            _comparison(comparison, estimate["currency"], words, language),
            _warnings(parts.get("warnings")),
            _bill(parts.get("bill_monthly"), language, _shares(estimate, language)),
            _bill(parts.get("bill_one_time"), language),
            _listed(parts.get("not_priced")),
            f'<p class="smeta-note">{escape(note)}</p>',
        ]
    )


def options_panel(estimate: Json | None, language: str) -> str:
    """Scenarios, billing models, the own team and the saving side by side."""
    if not estimate:
        return html.empty(texts("page", language)["empty.options"])
    parts = _parts(estimate, language)
    return html.panel(
        [
            _scenarios(estimate, parts.get("scenarios"), language),
            _billing(estimate, parts.get("billing"), language),
            _plain(parts.get("in_house"), language),
        ]
    )


def workings_panel(estimate: Json | None, language: str) -> str:
    """Staffing, sensitivities, every input and every assumption with its source."""
    if not estimate:
        return html.empty(texts("page", language)["empty.options"])
    parts = _parts(estimate, language)
    return html.panel(
        [
            _tornado(estimate, language),
            _staffing(parts.get("staffing"), language),
            _assumed(parts.get("assumed"), language),
            _inputs(parts.get("inputs"), language),
            _sources(parts.get("sources")),
            _listed(parts.get("vendor_questions")),
        ]
    )


def _parts(estimate: Json, language: str) -> dict[str, Section]:
    return {section.id: section for section in sections(estimate, {}, language)}


def _headline(estimate: Json, words: Words, language: str) -> str:
    prose, currency = Prose(language), estimate["currency"]

    def money(amount: float) -> str:
        return escape(prose.money(amount, currency))

    low, typical, high = (estimate["monthly"][point] for point in ("low", "typical", "high"))
    position = 50.0 if high <= low else 100 * (typical - low) / (high - low)
    cells = ""
    for name in ("per_contact", "first_year", "one_time"):
        if value := estimate.get(name):
            label, span = escape(words[f"panel.{name}"]), escape(prose.spread(value, currency))
            cells += f"<div><dt>{label}</dt><dd>{money(value['typical'])}<small>{span}</small></dd></div>"
    unit = escape(f"{words['panel.per_month']}, {words['panel.typical']}")
    return (
        f'<section class="smeta-headline" aria-live="polite">'
        f'<p class="smeta-figure" data-testid="monthly-typical" data-value="{typical}">{money(typical)}'
        f"<small>{unit}</small></p>"
        f'<div class="smeta-range"><span data-testid="monthly-low" data-value="{low}">{money(low)}</span>'
        f'<div class="smeta-bar" style="--at:{position:.1f}%" aria-hidden="true"><i></i></div>'
        f'<span data-testid="monthly-high" data-value="{high}">{money(high)}</span></div><dl>{cells}</dl></section>'
    )


def _comparison(comparison: Json | None, currency: str, words: Words, language: str) -> str:
    """What changed and why: the total, then the lines that moved, the greatest move first."""
    if not comparison:
        return ""
    prose = Prose(language)

    def money(amount: float | None, *, signed: bool = False) -> str:
        if amount is None:
            return "—"
        text = prose.money(abs(amount), currency)
        sign = ("−" if amount < 0 else "+") if signed and amount else ""
        return escape(sign + text)

    def row(name: str, change: Json) -> list[str]:
        return [
            name,
            money(change["before"]),
            money(change["after"]),
            money(change["difference"], signed=True),
        ]

    moved = sorted(
        (x for x in comparison.get("lines") or () if round(x["difference"] or 0)), key=lambda x: -abs(x["difference"])
    )
    if not moved and not round(comparison["monthly"]["difference"]):
        return ""
    names = (("monthly", "panel.a_month"), ("one_time", "panel.one_time"), ("first_year", "panel.first_year"))
    rows = [row(escape(words[label]), comparison[name]) for name, label in names if comparison.get(name)]
    head = [words[f"panel.{name}"] for name in ("line", "before", "after", "difference")]
    why = html.bullets(escape(reason) for reason in comparison.get("reasons") or ())
    lines = [row(html.stacked(x["label"], x.get("reason") or ""), x) for x in moved]
    shown = html.table(head, lines[:CHANGES_SHOWN], {1, 2, 3})
    if len(lines) > CHANGES_SHOWN:
        shown += html.fold(words["panel.more"], html.table(head, lines[CHANGES_SHOWN:], {1, 2, 3}))
    body = why + html.table(head, rows, {1, 2, 3}, totals=range(len(rows)))
    by_line = html.fold(words["panel.by_line"], shown) if lines else ""
    return html.section(words["panel.changed"], body + by_line, "changed")


def _shares(estimate: Json, language: str) -> str:
    """What part of the month each category is, as one bar."""
    sums = {name: value for name, value in (estimate.get("monthly_by_category") or {}).items() if value > 0}
    total = sum(sums.values())
    if not total:
        return ""
    words = texts("report", language)
    ranked = sorted(sums.items(), key=lambda item: -item[1])
    return html.shares(
        [(words[f"category.{k}"], v / total, formatting.percent(v / total, language, 0)) for k, v in ranked]
    )


def _scenarios(estimate: Json, section: Section | None, language: str) -> str:
    """The options on one scale: the typical month, the range, the first year."""
    scenarios = estimate.get("scenarios") or ()
    highest = max((s["monthly"]["high"] for s in scenarios), default=0)
    if section is None or highest <= 0:
        return ""
    prose, words, currency = Prose(language), texts("page", language), estimate["currency"]
    shown = []
    for scenario in scenarios:
        monthly = scenario["monthly"]
        low, typical, high = (100 * monthly[point] / highest for point in ("low", "typical", "high"))
        below = words["panel.option_range"].format(
            span=prose.spread(monthly, currency), year=prose.money(scenario["first_year"]["typical"], currency)
        )
        figure = prose.money(monthly["typical"], currency)
        drawn = html.track(low, high, typical)
        shown.append(html.option(scenario["label"], figure, drawn, below, scenario.get("note") or ""))
    return html.section(section.heading, "".join(shown))


def _billing(estimate: Json, section: Section | None, language: str) -> str:
    """Billing models in the width of the panel: the risk stands under the name, the range under the price."""
    if section is None:
        return ""
    prose, currency = Prose(language), estimate["currency"]
    rows = [
        [
            html.stacked(b["label"], b["risk"]),
            html.stacked(prose.money(b["unit_price"]["typical"], currency), prose.spread(b["unit_price"], currency)),
            escape(prose.money(b["monthly"]["typical"], currency)),
        ]
        for b in estimate["billing"]
    ]
    words = texts("page", language)
    head = (section.head[0], words["panel.unit_price"], words["panel.a_month"])
    return html.section(section.heading, html.table(head, rows, {1, 2}))


def _tornado(estimate: Json, language: str) -> str:
    entries = list(estimate.get("sensitivity") or ())[:BARS_SHOWN]
    if not entries:
        return ""
    prose = Prose(language)
    lowest = min(min(e["low_total"], e["high_total"]) for e in entries)
    highest = max(max(e["low_total"], e["high_total"]) for e in entries)
    scale = 100 / (highest - lowest) if highest > lowest else 0
    point = min(max((estimate["monthly"]["typical"] - lowest) * scale, 0), 100)
    rows = []
    for entry in entries:
        left, right = sorted((entry["low_total"], entry["high_total"]))
        text = prose.spread({"low": left, "high": right}, estimate["currency"])
        rows.append(html.bar(entry["label"], (left - lowest) * scale, (right - lowest) * scale, text, point))
    return html.section(texts("report", language)["sensitivity"], f'<div class="smeta-chart">{"".join(rows)}</div>')


def _warnings(section: Section | None) -> str:
    return html.section(section.heading, html.bullets(map(escape, section.paragraphs)), "warnings") if section else ""


def _listed(section: Section | None) -> str:
    """Paragraphs, what stands before a colon in bold."""
    if section is None:
        return ""
    texts_shown = []
    for text in section.paragraphs:
        name, colon, rest = text.partition(": ")
        texts_shown.append(f"<b>{escape(name)}.</b> {escape(rest[:1].upper() + rest[1:])}" if colon else escape(text))
    return html.section(section.heading, html.bullets(texts_shown))


def _bill(section: Section | None, language: str, above: str = "") -> str:
    """A bill in the width of the panel: category and formula stand under the name of the line."""
    if section is None:
        return ""
    rows = []
    for index, (line, category, formula, *amounts) in enumerate(section.rows):
        name = escape(cell_text(line, language))
        if index not in section.heads and index not in section.totals:
            name = html.stacked(cell_text(line, language), f"{category} · {formula}")
        rows.append([name, *_cells(amounts, language)])
    head = section.head[:1] + section.head[3:]
    note = "".join(f'<p class="smeta-note">{escape(text)}</p>' for text in section.paragraphs)
    body = html.table(head, rows, {1, 2, 3}, section.heads, section.totals, "points")
    return html.section(section.heading, above + body + note)


def _staffing(section: Section | None, language: str) -> str:
    """The pools, with how busy they are under the name."""
    if section is None:
        return ""
    rows = []
    for pool, *figures, occupancy, level in section.rows:
        shares = zip(section.head[-2:], (occupancy, level), strict=True)
        below = ", ".join(f"{name.lower()} {cell_text(cell, language)}" for name, cell in shares if cell is not None)
        rows.append([html.stacked(cell_text(pool, language), below), *_cells(figures, language)])
    note = "".join(f'<p class="smeta-note">{escape(text)}</p>' for text in section.paragraphs)
    return html.section(section.heading, note + html.table(section.head[:-2], rows, {1, 2, 3}))


def _assumed(section: Section | None, language: str) -> str:
    """Assumptions with the source under the name, those that move the total first, the others folded."""
    if section is None:
        return ""
    rows = [
        [html.stacked(cell_text(what, language), cell_text(source, language)), *_cells(points, language)]
        for what, *points, source in section.rows
    ]
    head = section.head[:-1]
    shown = html.table(head, rows[:BARS_SHOWN], {1, 2, 3})
    if len(rows) > BARS_SHOWN:
        shown += html.fold(texts("page", language)["panel.more"], html.table(head, rows[BARS_SHOWN:], {1, 2, 3}))
    return html.section(section.heading, shown)


def _inputs(section: Section | None, language: str) -> str:
    """Every line of the estimate as a fold with its inputs."""
    if section is None:
        return ""
    folds = []
    starts = [*sorted(section.heads), len(section.rows)]
    for start, end in pairwise(starts):
        rows = [
            [
                html.stacked(cell_text(what, language), cell_text(source, language)),
                escape(cell_text(value, language)),
                escape(cell_text(origin, language)),
            ]
            for what, value, origin, source in section.rows[start + 1 : end]
        ]
        table = html.table(section.head[:3], rows, {1})
        folds.append(html.fold(cell_text(section.rows[start][0], language), table))
    return html.section(section.heading, "".join(folds))


def _sources(section: Section | None) -> str:
    if section is None:
        return ""
    items = [
        html.link(str(url), str(title)) + (f" <small>{escape(str(date))}</small>" if date else "")
        for title, date, url in section.rows
    ]
    return html.fold(f"{section.heading} ({len(items)})", html.bullets(items))


def _plain(section: Section | None, language: str) -> str:
    """A section as it is: its table, then its paragraphs."""
    if section is None:
        return ""
    rows = [_cells(row, language) for row in section.rows]
    numeric = {column for column in range(len(section.head)) if section.is_number(column)}
    body = html.table(section.head, rows, numeric, section.heads, section.totals)
    return html.section(section.heading, body + html.bullets(map(escape, section.paragraphs)))


def _cells(cells: Sequence[Any], language: str) -> list[str]:
    return [escape(cell_text(cell, language)) for cell in cells]
