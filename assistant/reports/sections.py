"""What a report says, in order, as plain data: headings, paragraphs and tables. Renderers only set it in type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.described import described_fields
from assistant.texts import texts
from tools import formatting

Json = Mapping[str, Any]
POINTS = ("low", "typical", "high")


@dataclass(frozen=True)
class Amount:
    """A cell with an amount of money: spreadsheets keep the number, the others write it."""

    value: float
    currency: str
    decimals: int = 0


Cell = str | float | Amount | None


@dataclass(frozen=True)
class Section:
    """A heading with paragraphs and at most one table; a row may be marked as a total."""

    id: str
    heading: str
    paragraphs: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    totals: frozenset[int] = frozenset()


def sections(estimate: Json, brief: Json, language: str) -> list[Section]:
    """The whole report: the answer, options, bill, what rests on what, risks, next steps, sources."""
    words = texts("report", language)
    built = [
        _answer(estimate, words, language),
        _scenarios(estimate, words),
        _bill(estimate, words, "monthly"),
        _bill(estimate, words, "one_time"),
        _said(brief, words, language),
        _assumed(estimate, words, language),
        _not_priced(estimate, words),
        _staffing(estimate, words, language),
        _billing(estimate, words, language),
        _in_house(estimate, words, language),
        _sensitivity(estimate, words),
        _warnings(estimate, words),
        _formulas(estimate, words),
        _sources(estimate, words),
    ]
    return [section for section in built if section.paragraphs or section.rows]


def amount_text(amount: Amount, language: str) -> str:
    """The amount as people write it in the language."""
    return formatting.money(amount.value, amount.currency, language, decimals=amount.decimals)


def _amounts(estimate: Json, value: Json | None, decimals: int = 0) -> tuple[Cell, ...]:
    if value is None:
        return (None, None, None)
    return tuple(Amount(value[point], estimate["currency"], decimals) for point in POINTS)


def _name(group: str, code: str, language: str) -> str:
    return texts("brief", language).get(f"{group}.{code}", code)


def _span(words: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(words[point] for point in POINTS)


def _answer(estimate: Json, words: Mapping[str, str], language: str) -> Section:
    def text(value: Json) -> tuple[str, str]:
        typical = formatting.money(value["typical"], estimate["currency"], language, decimals=0)
        return typical, formatting.money_range(value["low"], value["high"], estimate["currency"], language, decimals=0)

    typical, span = text(estimate["monthly"])
    paragraphs = (words["answer_text"].format(typical=typical, span=span),)
    rows = [
        (words[name], *_amounts(estimate, estimate.get(name), 2 if name == "per_contact" else 0))
        for name in ("monthly", "first_year", "one_time", "per_contact")
        if estimate.get(name)
    ]
    return Section("answer", words["answer"], paragraphs, ("", *_span(words)), tuple(rows))


def _scenarios(estimate: Json, words: Mapping[str, str]) -> Section:
    rows = [
        (s["label"], *_amounts(estimate, s["monthly"]), Amount(s["first_year"]["typical"], estimate["currency"]))
        for s in estimate.get("scenarios") or ()
    ]
    return Section(
        "scenarios", words["scenarios"], (), (words["option"], *_span(words), words["first_year"]), tuple(rows)
    )


def _bill(estimate: Json, words: Mapping[str, str], period: str) -> Section:
    lines = [x for x in estimate["lines"] if (x["period"] == "monthly") == (period == "monthly")]
    rows: list[tuple[Cell, ...]] = [
        (words[f"category.{x['category']}"], x["label"], x["formula"], *_amounts(estimate, x["amount"])) for x in lines
    ]
    if rows:
        rows.append((words["total"], "", "", *_amounts(estimate, estimate[period])))
    head = (words["category_head"], words["line"], words["formula"], *_span(words))
    return Section(f"bill_{period}", words[f"bill_{period}"], (), head, tuple(rows), frozenset({len(rows) - 1}))


def _said(brief: Json, words: Mapping[str, str], language: str) -> Section:
    rows = tuple((label, value) for label, value, _ in described_fields(brief, language))
    return Section("said", words["said"], (), (words["what"], words["value"]), rows)


def _assumed(estimate: Json, words: Mapping[str, str], language: str) -> Section:
    rows = tuple(
        (
            a["label"],
            *(formatting.number(a[point], language) for point in POINTS),
            str(a.get("unit") or ""),
            _source_text(a.get("source")),
        )
        for a in estimate.get("assumptions") or ()
    )
    head = (words["what"], *_span(words), words["unit"], words["source"])
    return Section("assumed", words["assumed"], (), head, rows)


def _source_text(source: Any) -> str:
    entries = source if isinstance(source, list) else [source] if source else []
    return "; ".join(", ".join(str(e[k]) for k in ("title", "date") if e.get(k)) for e in entries)


def _not_priced(estimate: Json, words: Mapping[str, str]) -> Section:
    rows = tuple((x.get("label") or x["id"], x["reason"]) for x in estimate.get("not_priced") or ())
    return Section("not_priced", words["not_priced"], (), (words["what"], words["why"]), rows)


def _staffing(estimate: Json, words: Mapping[str, str], language: str) -> Section:
    rows = tuple(
        (
            " · ".join(x for x in (_name("channels", s["channel"], language), s.get("language")) if x),
            formatting.number(s["agents"], language),
            formatting.number(s["fte"], language, decimals=1),
            formatting.number(s["paid_hours_per_month"], language, decimals=0),
            None if s.get("occupancy") is None else formatting.percent(s["occupancy"], language),
            None if s.get("service_level") is None else formatting.percent(s["service_level"], language),
        )
        for s in estimate.get("staffing") or ()
    )
    head = tuple(words[name] for name in ("channel_head", "agents", "fte", "paid_hours", "occupancy", "service_level"))
    return Section("staffing", words["staffing"], (), head, rows)


def _billing(estimate: Json, words: Mapping[str, str], language: str) -> Section:
    rows = tuple(
        (
            _name("billing_models", b["model"], language),
            *_amounts(estimate, b["unit_price"], 2),
            Amount(b["monthly"]["typical"], estimate["currency"]),
            b["risk"],
        )
        for b in estimate.get("billing") or ()
    )
    head = (words["option"], *_span(words), words["monthly"], words["risk"])
    return Section("billing", words["billing"], (), head, rows)


def _in_house(estimate: Json, words: Mapping[str, str], language: str) -> Section:
    in_house = estimate.get("in_house")
    if not in_house:
        return Section("in_house", words["in_house"])
    rows: list[tuple[Cell, ...]] = [
        (x["label"], *_amounts(estimate, x["amount"])) for x in in_house.get("lines", ()) if x.get("amount")
    ]
    rows.append((words["total"], *_amounts(estimate, in_house["monthly"])))
    return Section(
        "in_house",
        words["in_house"],
        _return(estimate, words, language),
        (words["line"], *_span(words)),
        tuple(rows),
        frozenset({len(rows) - 1}),
    )


def _return(estimate: Json, words: Mapping[str, str], language: str) -> tuple[str, ...]:
    savings = estimate.get("savings") or {}
    paragraphs = []
    for key in ("monthly", "first_year", "npv"):
        value = savings.get(key)
        value = value["typical"] if isinstance(value, Mapping) else value
        if value is not None:
            paragraphs.append(
                f"{words[f'saving_{key}']}: {formatting.money(value, estimate['currency'], language, decimals=0)}"
            )
    if savings.get("roi") is not None:
        paragraphs.append(f"{words['roi']}: {formatting.percent(savings['roi'], language)}")
    if savings.get("payback_months") is not None:
        months = formatting.number(savings["payback_months"], language, decimals=1)
        paragraphs.append(f"{words['payback']}: {months}")
    return tuple(paragraphs)


def _sensitivity(estimate: Json, words: Mapping[str, str]) -> Section:
    currency = estimate["currency"]
    rows = tuple(
        (x.get("label") or x["input"], Amount(x["low_total"], currency), Amount(x["high_total"], currency))
        for x in (estimate.get("sensitivity") or ())[:10]
    )
    return Section("sensitivity", words["sensitivity"], (), (words["what"], words["at_low"], words["at_high"]), rows)


def _warnings(estimate: Json, words: Mapping[str, str]) -> Section:
    return Section("warnings", words["warnings"], tuple(w["text"] for w in estimate.get("warnings") or ()))


def _formulas(estimate: Json, words: Mapping[str, str]) -> Section:
    rows = []
    for line in estimate["lines"]:
        for entry in line.get("inputs") or ():
            rows.append(
                (
                    line["label"],
                    str(entry.get("label") or entry["name"]),
                    str(entry.get("text") or entry["value"]),
                    str(entry.get("unit") or ""),
                    words.get(f"origin.{entry.get('origin')}", ""),
                    _source_text(entry.get("source")),
                )
            )
    head = tuple(words[name] for name in ("line", "what", "value", "unit", "origin_head", "source"))
    return Section("inputs", words["inputs"], (), head, tuple(rows))


def _sources(estimate: Json, words: Mapping[str, str]) -> Section:
    seen: dict[tuple[str, str, str], None] = {}
    holders: list[Any] = [a.get("source") for a in estimate.get("assumptions") or ()]
    holders += [entry.get("source") for line in estimate["lines"] for entry in line.get("inputs") or ()]
    for holder in holders:
        entries: Sequence[Any] = holder if isinstance(holder, list) else [holder] if holder else []
        for e in entries:
            seen[(str(e.get("title") or ""), str(e.get("date") or ""), str(e.get("url") or ""))] = None
    return Section("sources", words["sources"], (), (words["source"], words["date"], words["address"]), tuple(seen))
