"""Questions about the estimate itself: how sure it is, what it takes for granted, what it has no place for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.builtin.figures import assumption_value, ranked_assumptions
from assistant.builtin.prose import Prose, lowered
from assistant.builtin.talk import Talk
from assistant.quoting import stems
from assistant.reading.word_lists import listed
from assistant.reading.words import words
from knowledge.lexical import is_stopword

_MOST_REASONS, _MOST_ASSUMED, _MOST_LEFT_OUT = 3, 8, 8
_OPEN_HOURS = "model.coverage_hours"
_HOURS, _TIME = "hours", "time"
_FEW_NAMED = 2  # values that one question names


def assumed(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    """What the estimate takes for granted, whatever was told before: just the value asked about where one is named,
    else what moves the sum most first, and what was told where that is asked too.
    """
    ranked = ranked_assumptions(estimate)
    if hours := _hours_asked(talk):
        if talk.known.get("coverage"):
            return talk.words.say("own.assumed.told", facts=prose.fact("coverage", talk.known["coverage"]))
        named = [item for item in estimate["assumptions"] if item["parameter"] == _OPEN_HOURS]
        named += [item for item in ranked if hours == _TIME and item["parameter"].startswith("aht.")]
        if named:
            return _of_items(talk, prose, named)
    if about := _named(talk, ranked):
        return _of_items(talk, prose, about)
    if not ranked:
        return talk.words.say("own.assumed.nothing")
    rows = [f"- {item['label']}: {assumption_value(prose, item)}" for item in ranked[:_MOST_ASSUMED]]
    text = "\n".join([talk.words.say("own.assumed.lead"), *rows])
    said = {form for word in words(talk.text) if word.is_word for form in (word.lower, *word.forms)}
    told = prose.brief(talk.known) if said & listed("told_by_me") else []
    return "\n\n".join([text, *([talk.words.say("figure.understood", brief="; ".join(told))] if told else [])])


def _of_items(talk: Talk, prose: Prose, about: Sequence[Mapping[str, Any]]) -> str:
    items = "; ".join(f"{lowered(item['label'])} — {assumption_value(prose, item)}" for item in about)
    return talk.words.say("own.assumed.about", items=items).replace("..", ".")


def _hours_asked(talk: Talk) -> str:
    """Whether the opening hours are asked about, or time in whatever sense: «какие допущения по времени?»."""
    said = {form for word in words(talk.text) if word.is_word for form in (word.lower, *word.forms)}
    return _HOURS if said & listed("hours_assumed") else _TIME if said & listed("time_assumed") else ""


def _named(talk: Talk, ranked: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The assumption whose name has most of what the question asks about: "what peak did you assume?"."""
    parts = [a for a in talk.reading.acts if "assumed" in a.detail.get("figures", ())]
    said = [word.text for act in parts for word in words(talk.text[act.start : act.end]) if word.is_word]
    asked = stems(" ".join(word for word in said if not is_stopword(word.lower())), talk.language)
    shared = [(len(asked & stems(item["label"], talk.language)), item) for item in ranked]
    most = max((count for count, _ in shared), default=0)
    found = [item for count, item in shared if count == most and most]
    return found if len(found) <= _FEW_NAMED else []


def left_out(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    """What the sum does not hold."""
    items = [item.get("label") or item["reason"] for item in estimate.get("not_priced", ())][:_MOST_LEFT_OUT]
    if not items:
        return ""
    once = prose.money(estimate["one_time"]["typical"], estimate["currency"])
    told = talk.words.say("summary.not_priced", items="; ".join(map(lowered, items)))
    return told + " " + talk.words.say("own.left_out.once", one_time=once)


def certainty(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    """How far the month may be off, and what moves it most."""
    currency = estimate["currency"]
    items = [
        f"- {item['label']}: {assumption_value(prose, item)}" for item in ranked_assumptions(estimate)[:_MOST_REASONS]
    ]
    lead = talk.words.say("own.certainty.lead", spread=prose.spread(estimate["monthly"], currency))
    tail = talk.words.say("own.certainty.tail", date=_date(prose, estimate["as_of"]))
    return "\n".join([lead, *items]) + "\n\n" + tail.replace("..", ".")  # a Russian date ends with a full stop


def currency_used(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    """In what money the estimate is, whose choice that was, and that it may be another."""
    from babel.numbers import get_currency_name

    code = str(estimate["currency"])
    lead = talk.words.say("own.currency_used.lead", name=get_currency_name(code, locale=prose.language), code=code)
    taken = "" if talk.known.get("currency") else " " + talk.words.say("own.currency_used.taken")
    return f"{lead}{taken} {talk.words.say('own.currency_used.tail')}"


def _date(prose: Prose, day: str) -> str:
    from datetime import date

    from babel.dates import format_date

    return format_date(date.fromisoformat(day), "long", locale=prose.language)
