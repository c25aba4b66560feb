"""What a short answer to the question asked gives: the field it fills and the value in the unit of that field."""

import re
from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

from assistant.reading.answer_fits import at_price, fits, volume_put_right
from assistant.reading.concepts import load_yaml
from assistant.reading.entity_words import words as names
from assistant.reading.exchanged import AMOUNTS
from assistant.reading.facts import Fact
from assistant.reading.frames import FRAMES
from assistant.reading.result import Change
from assistant.reading.roles import Roles, middle
from assistant.reading.scene import TextScene
from assistant.reading.sums import MONTH_SECONDS, currency_assumed, currency_named, money_amount
from assistant.reading.word_lists import contrasts, listed, suppositions
from assistant.reading.workload import per_month, scaled, tidy

UNIT_SECONDS = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86_400,
    "week": 604_800,
    "month": MONTH_SECONDS,
    "year": 12 * MONTH_SECONDS,
}
_SHORT_ANSWER = 14
_MINUTE, _MOST_MINUTES, _LEAST_SECONDS = 60, 40, 5  # of a length told by two numbers alone
_LEVEL_WORDS = 5  # words from the share of a service level to its time
_WHOLE = frozenset({"days_per_week", "contract_months"})
_MOST: Mapping[str, float] = {"peak_factor": 20, "coverage.hours_per_day": 24, "coverage.days_per_week": 7}


@cache
def table(section: str) -> dict[str, Any]:
    """One section of frames.yaml."""
    return dict(load_yaml(FRAMES)[section])


def answer_spec(question: str | None) -> dict[str, Any] | None:
    """How the answer to a question is taken; None when the question is not about a quantity."""
    if not question:
        return None
    return next((spec for pattern, spec in table("answers").items() if fnmatchcase(question, pattern)), None)


def read_answer(
    scene: TextScene, roles: Roles, question: str | None, brief: Mapping[str, Any], coverage: Mapping[str, Any]
) -> list[Change]:
    """The change a short answer makes; quantities whose topic the text itself names are left to their roles."""
    spec = answer_spec(question)
    if not (spec and spec["field"] == "contacts") and (right := volume_put_right(scene, roles.free, brief, coverage)):
        release(roles, next(f for f in roles.free if f.start == right[0].start))
        return right
    if question is None:
        return []
    if question == "currency":
        code = currency_named(scene, range(len(scene.words)))
        return [Change("set", "currency", code, 0, len(scene.text), scene.text)] if code else []
    if question == "languages":
        return _short_languages(scene, brief)
    likened = any(word.lower in listed("shorter_words") for word in scene.words)  # «вдвое короче» is of a length
    if question in ("peak_factor", "growth_percent") and (likened or (times := _multiple(scene, question))):
        return [] if likened else times
    if spec is None or _said(scene) > _SHORT_ANSWER:
        return []
    if question.endswith("aht_seconds") and (minutes := _minutes_and_seconds(scene, question)):
        return minutes
    if question.startswith("service_level"):
        level = _said_level(scene, question, brief)
        if level:
            return level
    others = {channel for channel, _ in scene.channels if channel not in question.split(".")}
    loose = [r for r in roles.taken if r.cue is None and not r.fact.per] + [
        r for r in roles.taken if question.endswith("aht_seconds") and r.field == "aht" and not others
    ]
    if question.startswith("service_level") and question.count(".") < 2:
        loose += [r for r in roles.of("service_level.seconds", "aht") if r not in loose]
    open_facts = roles.free + [r.fact for r in loose]
    supposing = any(word.lower in suppositions() for word in scene.words)
    for kind in spec["kinds"]:
        for fact in sorted(open_facts, key=lambda f: f.start):
            if fact.kind != kind or (kind == "percent" and _of_level(scene, fact)):
                continue
            if not fits(scene, fact, question, brief, coverage):
                continue
            path = _target(question, brief)
            named = currency_named(scene, range(len(scene.words))) or currency_assumed(scene, brief)
            value, detail = as_value(path, fact, {"currency": named, **brief}, coverage, spec)
            if (
                (supposing or at_price(scene, fact))
                and isinstance(value, int | float)
                and value > _MOST.get(path, value)
            ):
                return []  # "what if 3,500?", asked about the peak: another volume is supposed
            if value is not None:
                release(roles, fact)
                return [Change("set", path, value, fact.start, fact.end, fact.text, detail)]
    return []


def _said(scene: TextScene) -> int:
    """How many words an answer has; of one that turns, "nobody counts them, but I'd say 300", those after the turn.

    A question of no figures beside it, "about 6 minutes. And who keeps the recordings?", is no part of the answer.
    """
    turned = [at for at, word in enumerate(scene.words) if word.lower in contrasts()]
    first = turned[-1] + 1 if turned else 0
    told = {scene.span(f).first for f in scene.facts if f.kind in AMOUNTS}
    asked = [s for s in scene.sentences if scene.words[s.last].text == "?" and not any(at in s for at in told)]
    return sum(word.is_word for at, word in enumerate(scene.words) if at >= first and not any(at in s for s in asked))


def _minutes_and_seconds(scene: TextScene, question: str) -> list[Change]:
    """«Четыре двадцать» of how long a contact takes: two numbers and nothing between them."""
    told = [f for f in scene.facts if f.kind not in ("country", "language", "channel")]
    if len(told) != 2 or any(f.kind != "number" or f.unit or not isinstance(f.value, int) for f in told):
        return []
    (minutes, seconds), (first, last) = (f.value for f in told), (scene.span(f) for f in told)
    if last.first != first.last + 1 or not 0 < minutes <= _MOST_MINUTES or not _LEAST_SECONDS <= seconds < _MINUTE:
        return []
    place = (told[0].start, told[1].end)
    return [Change("set", question, minutes * _MINUTE + seconds, *place, scene.text[slice(*place)])]


def _of_level(scene: TextScene, fact: Fact) -> bool:
    """ "85% in 30 seconds": the share of a service level, whatever was asked."""
    after = next((f for f in scene.facts if f.start >= fact.end and f.kind == "duration"), None)
    return after is not None and scene.span(after).first - scene.span(fact).last <= _LEVEL_WORDS


def _short_languages(scene: TextScene, brief: Mapping[str, Any]) -> list[Change]:
    """«рус, англ» in answer to the question of languages: short names that mean a language nowhere else."""
    if any(f.kind == "language" for f in scene.facts) or any(f.kind in ("number", "volume") for f in scene.facts):
        return []
    aliases = names().codes
    codes = [aliases.get(word.text) or aliases.get(word.lower) for word in scene.words if word.is_word]
    if not codes or len([code for code in codes if code]) * 2 < len(codes):
        return []
    known = brief.get("languages")
    merged = [*(known if isinstance(known, list) else []), *(code for code in codes if code)]
    return [Change("set", "languages", list(dict.fromkeys(merged)), 0, len(scene.text), scene.text)]


def _multiple(scene: TextScene, question: str) -> list[Change]:
    """«Вдвое», "double" in answer to the question of peaks or of growth."""
    said = [m for m in scene.mentions if m.family == "multiply"]
    if any(word.lower in suppositions() for word in scene.words) or scene.text.rstrip().endswith("?"):
        return []  # "what if the volume doubles?" is of the volume
    if not said or any(f.kind in ("number", "percent") for f in scene.facts):
        return []
    factor = float(said[0].value)
    value = tidy(factor if question == "peak_factor" else (factor - 1) * 100)
    start, end = scene.words[said[0].first].start, scene.words[said[0].last].end
    return [Change("set", question, value, start, end, scene.text[start:end])]


_LEVEL = re.compile(r"\D*([5-9]\d)\s*%?\s*(?:/|:|на|за|in)\s*(\d{1,3})\D*")


def _said_level(scene: TextScene, question: str, brief: Mapping[str, Any]) -> list[Change]:
    """80/20 or «80 на 20» in answer to the question of service levels."""
    match = _LEVEL.fullmatch(scene.text.strip())
    pair = (match[1], match[2]) if match else _level_in_words(scene)
    pair = _level_in_time(scene) if _timed(scene) else pair
    if not pair:
        return []
    channels = brief.get("channels")
    wanted = [c for c, v in channels.items() if v is not None] if isinstance(channels, Mapping) else []
    named = question.split(".")[1:2] or [c for c in ("phone", "chat", *wanted) if c in wanted][:1] or ["phone"]
    level = {"percent": int(pair[0]), "seconds": int(pair[1])}
    return [Change("set", f"service_level.{named[0]}", level, 0, len(scene.text), scene.text)]


def _level_in_words(scene: TextScene) -> tuple[float, float] | None:
    """«Девяносто на десять», "eighty in twenty": two numbers with one word between them."""
    facts = [f for f in scene.facts if f.kind in ("number", "percent") and not isinstance(f.value, dict)]
    if len(facts) != 2 or not 50 <= middle(facts[0].value) < 100 or not 1 <= middle(facts[1].value) <= 600:
        return None
    between = range(scene.span(facts[0]).last + 1, scene.span(facts[1]).first)
    joined = [scene.words[at].lower for at in between if scene.words[at].is_word]
    return (middle(facts[0].value), middle(facts[1].value)) if len(joined) == 1 and joined[0] in _PAIRED else None


def _level_in_time(scene: TextScene) -> tuple[float, float] | None:
    """«За минуту 90%», "90% in a minute" where no channel is said: one percentage and one time."""
    percents = [f for f in scene.facts if f.kind == "percent"]
    times = [f for f in scene.facts if f.kind == "duration"]
    if len(percents) != 1 or len(times) != 1 or scene.channels:
        return None
    return middle(percents[0].value), middle(times[0].value)


_PAIRED = frozenset({"на", "за", "in", "by", "on"})


def _timed(scene: TextScene) -> bool:
    """True when the text says a unit of time: then the pair is read as any other."""
    return any(f.kind == "duration" for f in scene.facts)


def release(roles: Roles, fact: Fact) -> None:
    """Take a fact that an answer has used from its role and from the free ones."""
    roles.taken[:] = [r for r in roles.taken if r.fact is not fact]
    roles.free[:] = [f for f in roles.free if f is not fact]


def _target(question: str, brief: Mapping[str, Any]) -> str:
    """The field a bare value goes to when the question was about a group of fields."""
    groups = {
        "coverage": "coverage.hours_per_day",
        "channels": "contacts_per_month",
        "in_house": "in_house.agents",
        "quotes": "quotes.0",
        "service_level": "service_level.phone",
        "exchange_rates": "exchange_rates.USD/RUB",
    }
    if question == "channels":
        known = brief.get("channels")
        wanted = [c for c, v in known.items() if v is not None] if isinstance(known, Mapping) else []
        return f"channels.{wanted[0]}.contacts_per_month" if len(wanted) == 1 else "contacts_per_month"
    return groups.get(question, question)


def as_value(
    path: str, fact: Fact, brief: Mapping[str, Any], coverage: Mapping[str, Any], spec: Mapping[str, Any] | None = None
) -> tuple[Any, dict[str, Any]]:
    """The value a fact gives a field, in the field's unit, and what the number alone cannot keep; None if it cannot."""
    leaf = path.rsplit(".", 1)[-1]
    of_money = leaf in ("budget_per_month", "salary_per_month", "hourly_wage")
    if fact.kind == "money" and not of_money and not path.startswith("quotes"):
        return None, {}  # "$12" tells no number of people
    if fact.kind == "money" or of_money:
        return _money_value(fact, brief, leaf), {}
    if path.startswith("service_level"):
        return {"percent": 80, "seconds": tidy(_seconds(fact, spec))}, {"assumed": "percent"}
    if path.startswith("quotes"):
        return None, {}
    if leaf in ("aht_seconds", "hours_per_day", "days_per_week", "contract_months"):
        divisor = {"aht_seconds": 1, "hours_per_day": 3600, "days_per_week": 86_400, "contract_months": MONTH_SECONDS}[
            leaf
        ]
        number = _seconds(fact, spec or answer_spec(path)) / divisor
        detail = scaled(fact, 1)[1] if fact.kind == "duration" else {}
        return (round(number) if leaf in _WHOLE else tidy(number)) or None, detail
    if leaf == "contacts_per_month":
        per = fact.value.get("per") if isinstance(fact.value, dict) else fact.per
        return scaled(fact, per_month(per, coverage))
    if leaf == "peak_factor" and fact.kind == "percent":
        return tidy(1 + middle(fact.value) / 100), {}
    if leaf == "growth_percent" and fact.unit == "times":
        return tidy((middle(fact.value) - 1) * 100), {}
    return scaled(fact, 1)


def _seconds(fact: Fact, spec: Mapping[str, Any] | None) -> float:
    number = middle(fact.value)
    if fact.kind == "duration" or not spec or "bare" not in spec:
        return number
    bare = spec["bare"]
    return number * UNIT_SECONDS[bare["unit"] if number <= bare["below"] else bare["large"]]


def _money_value(fact: Fact, brief: Mapping[str, Any], leaf: str) -> dict[str, Any] | None:
    amount, currency = money_amount(fact)
    currency = currency or str(brief.get("currency") or "")
    if not currency or amount <= 0:
        return None
    factor = {"year": 1 / 12, "week": 52 / 12}.get(fact.per or "", 1.0) if leaf != "hourly_wage" else 1.0
    return {"amount": tidy(amount * factor), "currency": currency}
