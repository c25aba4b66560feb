"""Answers from the guidance: the passages that bear them, and what they come to in the person's own case."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assistant.builtin.prose import Prose
from assistant.builtin.supports import bearing_sentence, plain
from assistant.builtin.talk import Talk
from assistant.quoting import likeness, sentences, stems

LONGEST_ANSWER = 700
FEWEST_STEMS = 3
SECOND_LIKENESS, MORE_LIKENESS = 0.75, 0.34


def answer(talk: Talk, query: str) -> list[str]:
    """The blocks that answer one question; a plain "I do not know" when nothing relevant was found."""
    passages = talk.passages(query)
    if not passages:
        return [talk.say("no_answer")]
    first = passages[0]
    blocks = [_told(first, LONGEST_ANSWER)]
    for other in passages[1:3]:
        # More of the same article; another article only if it is plainly about the question too.
        same = other["article"] == first["article"]
        if not same and len(stems(query, talk.language)) < FEWEST_STEMS:
            continue
        if likeness(query, other["text"], talk.language) < (MORE_LIKENESS if same else SECOND_LIKENESS):
            continue
        found = bearing_sentence([other], query, talk.language)
        if found and likeness(query, found[0], talk.language) >= MORE_LIKENESS and found[0] not in blocks[0]:
            blocks.append(f"{found[0]} [{found[1]}]")
            break
    blocks.append(own_case(talk, [first["article"]]))
    return [block for block in blocks if block]


def _told(passage: Mapping[str, Any], most: int) -> str:
    """A passage as a reply gives it, with its mark: its beginning up to a length."""
    text = passage["text"].strip()
    mark = f"[{passage['number']}]"
    if len(text) <= most:
        return _marked(text, mark)
    pieces = sentences(text)
    if "|" in text or not pieces:
        return _marked(text, mark)
    taken: list[str] = []
    for piece in pieces:
        if taken and sum(map(len, taken)) + len(piece) > most:
            break
        taken.append(piece)
    cut = text[text.index(taken[0]) : text.index(taken[-1]) + len(taken[-1])]
    return _marked(plain(cut) if "\n" not in cut else cut, mark)


def _marked(text: str, mark: str) -> str:
    """The text with its mark where a reader looks for it: after the paragraph, or under a table or a list."""
    lines = text.split("\n")
    if lines[-1].lstrip().startswith("|"):
        return f"{text}\n\n{mark}"
    return f"{text.rstrip()} {mark}"


Selector = Callable[[Mapping[str, Any]], bool]

_CASES: Mapping[str, tuple[str, Selector]] = {
    "faq-hidden-costs": (
        "case.on_top",
        lambda line: line["period"] == "one_time" or line["category"] == "client_side" or _is_fee(line),
    ),
    "cost-additional-fees": ("case.fees", lambda line: line["category"] == "fees"),
    "cost-technology": ("case.lines", lambda line: line["category"] == "technology"),
    "cost-training-management": (
        "case.lines",
        lambda line: line["category"] == "training_management" or "training" in line["id"],
    ),
    "cost-labour": ("case.lines", lambda line: line["category"] == "labour"),
}


def _is_fee(line: Mapping[str, Any]) -> bool:
    # The provider's margin is in the hourly rate; it hides nothing.
    return line["category"] == "fees" and line["id"] != "fees.margin"


def own_case(talk: Talk, articles: Sequence[str]) -> str:
    """What the answer comes to in this person's estimate; empty when the estimate has nothing to say about it."""
    estimate = talk.estimate
    if not estimate or estimate.get("basis") == "reference_seat":
        return ""
    for article in articles:
        for find in (_from_lines, _from_rate, _from_options, _from_savings, _from_staffing, _from_warnings):
            if text := find(talk, estimate, article):
                return text
    return ""


def _from_lines(talk: Talk, estimate: Mapping[str, Any], article: str) -> str:
    key, selects = _CASES.get(article, ("case.lines", lambda line: line["article"] == article))
    prose = Prose(talk.language)
    currency = estimate["currency"]
    once = [
        line
        for line in estimate["lines"]
        if selects(line) and line["period"] == "one_time" and line["amount"]["typical"]
    ]
    monthly = [
        line
        for line in estimate["lines"]
        if selects(line) and line["period"] == "monthly" and line["amount"]["typical"]
    ]
    if not once and not monthly:
        return ""
    if len(once) + len(monthly) == 1:
        line = (once or monthly)[0]
        amount = prose.money(line["amount"]["typical"], currency)
        return talk.words.say(
            "case.one_once" if once else "case.one_monthly", label=_lower(line["label"]), amount=amount
        )
    rows = []
    for name, lines in (("case.once", once), ("case.monthly", monthly)):
        if lines:
            lines.sort(key=lambda line: -line["amount"]["typical"])
            listed = [
                f"{_lower(line['label'])} — {prose.money(line['amount']['typical'], currency)}" for line in lines[:4]
            ]
            total = sum(line["amount"]["typical"] for line in lines)
            rows.append("- " + talk.words.say(name, total=prose.money(total, currency), listed="; ".join(listed)))
    rows[-1] = rows[-1].rstrip(";.") + "."
    return talk.words.say(key) + "\n" + "\n".join(rows)


def _from_rate(talk: Talk, estimate: Mapping[str, Any], article: str) -> str:
    if article not in ("faq-hourly-rates", "factor-location", "factor-support-type", "factor-expertise"):
        return ""
    prose = Prose(talk.language)
    rate = next((item for item in estimate["assumptions"] if item["parameter"].startswith("rates.hourly")), None)
    if rate is None:
        return ""
    spread = prose.figures(rate["low"], rate["high"], rate["unit"])
    return talk.words.say(
        "case.rate", label=_lower(rate["label"]), typical=prose.figure(rate["typical"], rate["unit"]), spread=spread
    )


def _from_options(talk: Talk, estimate: Mapping[str, Any], article: str) -> str:
    wanted = {
        "faq-offshore-benefits": ("onshore", "nearshore", "offshore"),
        "factor-location": ("onshore", "nearshore", "offshore"),
        "faq-ai-price": ("ai_first", "shared", "onshore", "nearshore", "offshore"),
        "faq-ai-hybrid": ("ai_first", "shared", "onshore", "nearshore", "offshore"),
    }
    names = wanted.get(article)
    options = [s for s in estimate.get("scenarios", ()) if names and s["id"] in names]
    if len(options) < 2:
        return ""
    prose = Prose(talk.language)
    listed = [f"{_lower(s['label'])} — {prose.money(s['monthly']['typical'], estimate['currency'])}" for s in options]
    return talk.words.say("case.options", listed="; ".join(listed))


def _from_savings(talk: Talk, estimate: Mapping[str, Any], article: str) -> str:
    if article not in ("faq-roi", "benefit-savings", "in-house-vs-outsourced") or not estimate.get("savings"):
        return ""
    prose = Prose(talk.language)
    currency = estimate["currency"]
    in_house, monthly = estimate["in_house"]["monthly"]["typical"], estimate["monthly"]["typical"]
    key = "case.savings" if in_house > monthly else "case.no_savings"
    return talk.words.say(
        key,
        in_house=prose.money(in_house, currency),
        monthly=prose.money(monthly, currency),
        difference=prose.money(abs(in_house - monthly), currency),
    )


def _from_staffing(talk: Talk, estimate: Mapping[str, Any], article: str) -> str:
    if "staff" not in article and "agents" not in article and "shrinkage" not in article:
        return ""
    people = sum(float(staff.get("fte") or 0) for staff in estimate.get("staffing", ()))
    return talk.words.say("case.staffing", fte=people) if people else ""


def _from_warnings(talk: Talk, estimate: Mapping[str, Any], article: str) -> str:
    texts = [warning["text"] for warning in estimate.get("warnings", ()) if warning["article"] == article]
    return talk.words.say("case.warning", text=texts[0]) if texts else ""


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:] if label[1:2].islower() else label
