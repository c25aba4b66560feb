"""The pages after the first: the whole bill, the staffing, the alternatives, every input and every source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.builtin.figures import ranked_assumptions
from assistant.builtin.prose import Prose
from assistant.reports.cells import PLAIN, Amount, Cell, Figure, Section
from assistant.reports.summary import DRIVERS, POINTS, amounts, span
from assistant.texts import texts
from tools import formatting

Json = Mapping[str, Any]
Words = Mapping[str, str]


def bill(estimate: Json, words: Words, period: str) -> Section:
    """The lines of the monthly or of the one-off bill, grouped by what makes them grow, with sums of the typical."""
    rows: list[tuple[Cell, ...]] = []
    heads: set[int] = set()
    totals: dict[int, tuple[int, ...]] = {}
    summed: list[int] = []
    for driver in DRIVERS:
        lines = [x for x in estimate["lines"] if x["driver"] == driver and x["period"] == period]
        if not lines:
            continue
        heads.add(len(rows))
        rows.append((words[f"driver.{driver}"], "", "", "", "", ""))
        first = len(rows)
        rows += [
            (x["label"], words[f"category.{x['category']}"], x["formula"], *amounts(estimate, x["amount"], exact=True))
            for x in lines
        ]
        summed += range(first, len(rows))
    if rows:
        totals[len(rows)] = tuple(summed)
        rows.append((words["total"], "", "", *amounts(estimate, estimate[period], exact=True)))
    head = (words["line"], words["category_head"], words["formula"], *span(words))
    return Section(
        f"bill_{period}",
        words[f"bill_{period}"],
        (words["bill_note"],) if rows else (),
        head,
        tuple(rows),
        heads=frozenset(heads),
        totals=totals,
        summed=frozenset({4}),
    )


def assumed(estimate: Json, words: Words, language: str) -> Section:
    """Every assumption with its range and source; those that move the total first."""
    first = ranked_assumptions(estimate)
    seen = {item["parameter"] for item in first}
    items = [*first, *(a for a in estimate.get("assumptions") or () if a["parameter"] not in seen)]
    rows = tuple((a["label"], *_points(a, language), source_text(a.get("source"), words)) for a in items)
    return Section("assumed", words["assumed"], (), (words["what"], *span(words), words["source"]), rows)


def _points(item: Json, language: str) -> tuple[Cell, ...]:
    if item.get("choice"):
        return ("", Prose(language).country(str(item["choice"])), "")
    return tuple(Figure(item[point], str(item.get("unit") or "")) for point in POINTS)


def source_text(source: Any, words: Words) -> str:
    """A source or several by publisher, title and date; what has none says so."""
    entries = source if isinstance(source, list) else [source] if source else []
    return "; ".join(
        ", ".join(str(entry[key]) for key in ("publisher", "title", "date") if entry.get(key)) for entry in entries
    )


def staffing(estimate: Json, words: Words, language: str) -> Section:
    """The pools of the team."""
    rows = tuple(
        (
            _pool(s, words, language),
            Figure(s["agents"], PLAIN),
            Figure(round(s["fte"], 1), PLAIN),
            Figure(round(s["paid_hours_per_month"]), PLAIN),
            None if s.get("occupancy") is None else Figure(s["occupancy"], "fraction"),
            None if s.get("service_level") is None else Figure(s["service_level"], "fraction"),
        )
        for s in estimate.get("staffing") or ()
    )
    head = tuple(words[name] for name in ("channel_head", "agents", "fte", "paid_hours", "occupancy", "service_level"))
    note = (words["staffing_if_dedicated"],) if _is_hypothetical(estimate) else ()
    return Section("staffing", words["staffing"], note if rows else (), head, rows)


def _pool(pool: Json, words: Words, language: str) -> str:
    """A pool by channel and language; one without people of its own is worked off in the idle time of the others."""
    channel = texts("brief", language).get(f"channels.{pool['channel']}", pool["channel"])
    name = f"{channel} · {Prose(language).tongue(pool['language'])}" if pool.get("language") else channel
    return f"{name} ({words['absorbed']})" if not pool["agents"] and pool.get("absorbed_hours") else name


def _is_hypothetical(estimate: Json) -> bool:
    return any(s.get("arrangement") == "if_dedicated" for s in estimate.get("staffing") or ())


def billing(estimate: Json, words: Words) -> Section:
    """The same work under every billing model, with who carries which risk."""
    rows = tuple(
        (
            b["label"],
            *amounts(estimate, b["unit_price"], 2),
            Amount(b["monthly"]["typical"], estimate["currency"]),
            b["risk"],
        )
        for b in estimate.get("billing") or ()
    )
    head = (words["option"], *span(words), words["monthly"], words["risk"])
    return Section("billing", words["billing"], (), head, rows)


def in_house(estimate: Json, words: Words, language: str) -> Section:
    """An own team for the same work, and what outsourcing saves against it."""
    own = estimate.get("in_house")
    if not own:
        return Section("in_house", words["in_house"])
    rows: list[tuple[Cell, ...]] = [
        (x["label"], *amounts(estimate, x["amount"], exact=True)) for x in own.get("lines", ()) if x.get("amount")
    ]
    count = len(rows)
    rows.append((words["total"], *amounts(estimate, own["monthly"], exact=True)))
    head = (words["line"], *span(words))
    return Section(
        "in_house",
        words["in_house"],
        _return(estimate, words, language),
        head,
        tuple(rows),
        totals={count: tuple(range(count))},
        summed=frozenset({2}),
    )


def _return(estimate: Json, words: Words, language: str) -> tuple[str, ...]:
    """The saving in words; a loss is called one, and has neither return nor payback."""
    savings = estimate.get("savings") or {}
    prose = Prose(language)
    paragraphs = []
    for key in ("monthly", "first_year", "npv"):
        value = savings.get(key)
        if value is not None:
            name = f"saving_{key}" if value >= 0 else f"loss_{key}"
            paragraphs.append(f"{words[name]}: {prose.money(abs(value), estimate['currency'])}")
    if savings.get("roi") is not None and savings["roi"] > 0:
        paragraphs.append(f"{words['roi']}: {formatting.percent(savings['roi'], language, 0)}")
    if savings.get("payback_months") is not None:
        paragraphs.append(f"{words['payback']}: {formatting.number(savings['payback_months'], language)}")
    halved = (savings.get("halved") or {}).get("monthly")
    if halved is not None and halved != savings.get("monthly"):
        paragraphs.append(f"{words['saving_halved']}: {prose.money(halved, estimate['currency'])}")
    return tuple(paragraphs)


def inputs(estimate: Json, words: Words, language: str) -> Section:
    """Every number of every line and where it comes from; what several lines share is said once."""
    rows: list[tuple[Cell, ...]] = []
    heads: set[int] = set()
    seen: set[tuple[str, float]] = set()
    for line in estimate["lines"]:
        entries = [e for e in line.get("inputs") or () if (e["name"], e["value"]) not in seen]
        seen |= {(e["name"], e["value"]) for e in entries}
        if not entries:
            continue
        heads.add(len(rows))
        rows.append((f"{line['label']}: {line['formula']}", "", "", ""))
        rows += [
            (
                e["label"],
                e["text"] if e.get("text") else Figure(e["value"], str(e.get("unit") or "")),
                words[f"origin.{e['origin']}"],
                source_text(e.get("source"), words),
            )
            for e in entries
        ]
    head = tuple(words[name] for name in ("what", "value", "origin_head", "source"))
    return Section("inputs", words["inputs"], (), head, tuple(rows), heads=frozenset(heads))


def sources(estimate: Json, words: Words) -> Section:
    """Every publication the estimate rests on, once."""
    seen: dict[tuple[str, str, str], None] = {}
    holders: list[Any] = [a.get("source") for a in estimate.get("assumptions") or ()]
    holders += [entry.get("source") for line in estimate["lines"] for entry in line.get("inputs") or ()]
    for holder in holders:
        entries: Sequence[Any] = holder if isinstance(holder, list) else [holder] if holder else []
        for e in entries:
            title = ", ".join(str(e[key]) for key in ("publisher", "title") if e.get(key))
            seen[(title, str(e.get("date") or ""), str(e.get("url") or ""))] = None
    return Section("sources", words["sources"], (), (words["source"], words["date"], words["address"]), tuple(seen))
