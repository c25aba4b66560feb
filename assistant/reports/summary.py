"""The first page of a report: what a person who decides reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.builtin.asking import ask_of, question_key
from assistant.builtin.figures import ranked_assumptions
from assistant.builtin.prose import Prose
from assistant.described import described_fields
from assistant.phrases import phrases
from assistant.questions import first_open
from assistant.reports.cells import Amount, Cell, Figure, Section

Json = Mapping[str, Any]
Words = Mapping[str, str]

POINTS = ("low", "typical", "high")
DRIVERS = ("always_on", "volume", "client", "one_off")
PERIODS = ("monthly", "one_time")
MOST_ASSUMED, MOST_SENSITIVE, MOST_OPEN, MOST_OF_THE_CASE = 5, 5, 3, 5


def amounts(estimate: Json, value: Json | None, decimals: int = 0, *, exact: bool = False) -> tuple[Cell, ...]:
    """The three points of an amount as cells."""
    if value is None:
        return (None, None, None)
    return tuple(Amount(value[point], estimate["currency"], decimals, exact) for point in POINTS)


def span(words: Words) -> tuple[str, ...]:
    """The heads of the three points."""
    return tuple(words[point] for point in POINTS)


def answer(estimate: Json, words: Words, language: str) -> Section:
    """The figure with its range, in a sentence and as a table."""
    prose = Prose(language)
    currency = estimate["currency"]
    text = words["answer_text"].format(
        typical=prose.money(estimate["monthly"]["typical"], currency), span=prose.spread(estimate["monthly"], currency)
    )
    names = ("monthly", "first_year", "one_time", "per_contact", "per_resolution")
    rows = tuple(
        (words[name], *amounts(estimate, estimate[name], 2 if name.startswith("per_") else 0))
        for name in names
        if estimate.get(name)
    )
    return Section("answer", words["answer"], (text,), ("", *span(words)), rows, is_summary=True)


def said(brief: Json, words: Words, language: str) -> Section:
    """What the buyer stated."""
    rows = tuple((label, value) for label, value, _ in described_fields(brief, language))
    return Section("said", words["said"], (), (words["what"], words["value"]), rows, is_summary=True)


def assumed_most(estimate: Json, words: Words, language: str) -> Section:
    """The assumptions that move the total most."""
    rows = tuple(
        (item["label"], *(Figure(item[point], item["unit"]) for point in POINTS))
        for item in ranked_assumptions(estimate)[:MOST_ASSUMED]
    )
    return Section("assumed_most", words["assumed_most"], (), (words["what"], *span(words)), rows, is_summary=True)


def drivers(estimate: Json, words: Words) -> Section:
    """The bill by what makes it grow: paid always, by volume, by the client itself, once."""
    sums = {(driver, period): 0.0 for driver in DRIVERS for period in PERIODS}
    for line in estimate["lines"]:
        sums[line["driver"], line["period"]] += line["amount"]["typical"]
    total = estimate["monthly"]["typical"]

    def amount(driver: str, period: str) -> Cell:
        value = sums[driver, period]
        return Amount(value, estimate["currency"], exact=True) if value else None

    rows: list[tuple[Cell, ...]] = [
        (
            words[f"driver.{driver}"],
            amount(driver, "monthly"),
            Figure(sums[driver, "monthly"] / total, "fraction") if total and sums[driver, "monthly"] else None,
            amount(driver, "one_time"),
        )
        for driver in DRIVERS
        if sums[driver, "monthly"] or sums[driver, "one_time"]
    ]
    count = len(rows)
    once = Amount(estimate["one_time"]["typical"], estimate["currency"], exact=True) if estimate["one_time"] else None
    rows.append((words["total"], Amount(total, estimate["currency"], exact=True), Figure(1.0, "fraction"), once))
    head = (words["what"], words["monthly_typical"], words["share"], words["one_time_typical"])
    return Section(
        "drivers",
        words["drivers"],
        head=head,
        rows=tuple(rows),
        totals={count: tuple(range(count))},
        summed=frozenset({1, 3}),
        is_summary=True,
    )


def scenarios(estimate: Json, words: Words) -> Section:
    """Every way to have the work done, for the same workload."""
    rows = tuple(
        (s["label"], *amounts(estimate, s["monthly"]), Amount(s["first_year"]["typical"], estimate["currency"]))
        for s in estimate.get("scenarios") or ()
    )
    head = (words["option"], *span(words), words["first_year"])
    return Section("scenarios", words["scenarios"], (), head, rows, is_summary=True)


def sensitivity(estimate: Json, words: Words) -> Section:
    """What moves the monthly total most."""
    currency = estimate["currency"]
    rows = tuple(
        (entry["label"], Amount(entry["low_total"], currency), Amount(entry["high_total"], currency))
        for entry in (estimate.get("sensitivity") or ())[:MOST_SENSITIVE]
    )
    head = (words["what"], words["at_low"], words["at_high"])
    return Section("sensitivity", words["sensitivity"], (), head, rows, is_summary=True)


def warnings(estimate: Json, words: Words) -> Section:
    """Risks that come with this case."""
    texts = tuple(w["text"] for w in estimate.get("warnings") or ())
    return Section("warnings", words["warnings"], texts, is_summary=True)


def not_priced(estimate: Json, words: Words) -> Section:
    """What is known to exist and has no price here."""
    texts = tuple(f"{x['label']}: {_lower(x['reason'])}" for x in estimate.get("not_priced") or ())
    return Section("not_priced", words["not_priced"], texts, is_summary=True)


def next_steps(estimate: Json, brief: Json, words: Words, language: str) -> Section:
    """What to find out at home, since it narrows the range most."""
    asked = phrases(language)
    texts: list[str] = []
    closed: set[str] = set()
    while len(texts) < MOST_OPEN and (field := first_open(estimate.get("next_questions") or (), closed, dict(brief))):
        closed.add(field)
        if key := question_key(asked, field):
            texts.append(ask_of(asked, key, field))
    return Section("next_steps", words["next_steps"], tuple(texts), is_summary=True)


def vendor_questions(estimate: Json, words: Words) -> Section:
    """What to ask every vendor, so that their offers can be laid side by side: this case's own questions first."""
    entries = (*(estimate.get("warnings") or ()), *(estimate.get("not_priced") or ()))
    case = dict.fromkeys(words[key] for entry in entries if (key := f"ask.case.{entry['id']}") in words)
    always = [text for key, text in words.items() if key.startswith("ask.always.")]
    texts = (*list(case)[:MOST_OF_THE_CASE], *always)
    return Section("vendor_questions", words["vendor_questions"], texts, is_summary=True)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
