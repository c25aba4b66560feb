"""The period of a volume told after it: "500", and then "no, a day", «это в неделю»."""

from collections.abc import Mapping
from typing import Any

from assistant.reading.answer_fits import corrects
from assistant.reading.in_brief import volumes_in
from assistant.reading.result import Change
from assistant.reading.scene import TextScene
from assistant.reading.time_words import words
from assistant.reading.tokens import Token
from assistant.reading.volumes import per_at
from assistant.reading.workload import per_month, tidy

_LONG = frozenset({"quarter", "half_year", "year"})
_OF_HOURS = frozenset({"hour", "day", "shift"})  # what may tell when the line is open
_NEAR_WHOLE = 0.005
_NEGATED = 2  # words before a period among which "not" may stand
_BARE = ("month", "day", "week", "year")  # what a known volume may have been told in, the likeliest first


def read_period(scene: TextScene, brief: Mapping[str, Any], question: str | None) -> list[Change]:
    """The only volume of the brief, or its budget, counted anew by a period which is all that the message says."""
    if scene.text.rstrip().endswith("?"):
        return []
    told = _period(scene.tokens)
    if told is None:
        return []
    period, start, end = told
    if each_day(scene, told) and _hours_known(brief):
        return []  # "every night, no gaps" of a line open from ten to six tells its days
    if question is not None and question.startswith("coverage") and period in _OF_HOURS and not corrects(scene):
        return []
    place = (start, end, scene.text[start:end])
    budget = brief.get("budget_per_month")
    if period in _LONG and isinstance(budget, Mapping) and isinstance(budget.get("amount"), int | float):
        amount = tidy(budget["amount"] * per_month(period, {}))
        return [Change("set", "budget_per_month", {**budget, "amount": amount}, *place)]
    volumes = volumes_in(brief)
    if len(volumes) != 1:
        return []
    ((path, known),) = volumes.items()
    coverage = brief.get("coverage")
    coverage = coverage if isinstance(coverage, Mapping) else {}
    value = tidy(as_told(known, coverage) * per_month(period, coverage))
    return [Change("set", path, value, *place, {"per": period})] if value != known else []


def each_day(scene: TextScene, told: tuple[str, int, int]) -> bool:
    """Whether the words of a period tell of days as well: "every day", «каждую ночь», not "a day"."""
    return any(f.kind == "days" and f.start < told[2] and told[1] < f.end for f in scene.found)


def _hours_known(brief: Mapping[str, Any]) -> bool:
    """The hours of the line are known, and its days are not."""
    coverage = brief.get("coverage")
    return isinstance(coverage, Mapping) and "hours_per_day" in coverage and "days_per_week" not in coverage


def _period(tokens: list[Token]) -> tuple[str, int, int] | None:
    """The one period the message is about, where nothing else is said."""
    found: tuple[str, int, int] | None = None
    i = 0
    while i < len(tokens):
        rate = per_at(tokens, i) or _with_article(tokens, i)
        if rate is not None:
            denied = any(t.low in words().negated_by for t in tokens[max(0, i - _NEGATED) : i])
            if not denied and found is not None:
                return None
            if not denied:
                found = (rate[0], tokens[i].start, tokens[rate[1] - 1].end)
            i = rate[1]
        elif tokens[i].kind == "sign" or tokens[i].low in words().period_frame:
            i += 1
        else:
            return None
    return found if found is not None and found[0] in (*_LONG, "hour", "day", "shift", "week", "month") else None


def period_alone(scene: TextScene) -> bool:
    """Whether a message names a period and says nothing else: "a month", «в мес»."""
    return _period(scene.tokens) is not None


def period_opening(scene: TextScene) -> tuple[str, int, int] | None:
    """The period that a message opens with and goes on from: «в день, без выходных» is of the volume told before."""
    end = next((at for at, token in enumerate(scene.tokens) if token.low in (",", ".", ";")), None)
    if not end or scene.text.rstrip().endswith("?"):
        return None
    found = _period(scene.tokens[:end])
    if found is not None and each_day(scene, found) and not corrects(scene):
        return None
    return found if found is not None and found[0] not in _LONG else None


def _with_article(tokens: list[Token], i: int) -> tuple[str, int] | None:
    """ "A day", where "a" joins only after a number."""
    return per_at(tokens, i + 1, bare=True) if tokens[i].low in ("a", "an") else None


def as_told(known: float, coverage: Mapping[str, Any]) -> float:
    """The number that was said: 608,000 a month were 20,000 a day; a number round as it stands was told for a month."""
    said = [known / per_month(period, coverage) for period in _BARE[1:]]
    whole = [float(round(number)) for number in said if abs(number - round(number)) < _NEAR_WHOLE]
    return min((known, *whole), key=_digits)


def _digits(number: float) -> int:
    """Digits of a number without the noughts that end it; the first of two alike is the one to take."""
    return len(f"{number:.2f}".rstrip("0").rstrip(".").rstrip("0").replace(".", ""))
