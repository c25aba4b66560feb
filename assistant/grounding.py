"""Every mark, quote and number of a reply traced to where it comes from.

Code owns the numbers. A number may stand in a reply if a calculator produced it, a cited passage states it, or the
person said it; at any rounding that keeps it true to the digits shown.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from assistant.passages import Numbered
from assistant.phrases import LANGUAGES, phrases
from assistant.quoting import MARK

_NUMBER = re.compile(
    r"(?<![\w.,])(?P<whole>[1-9]\d{0,2}(?:[\u00a0\u202f ,']\d{3})+(?!\d)|\d+)(?P<fraction>[.,]\d+)?"
    r"\s?(?P<scale>k\b|m\b|тыс|млн|млрд|million|thousand|bn\b|billion)?",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_SCALES = {
    "k": 1e3,
    "thousand": 1e3,
    "тыс": 1e3,
    "m": 1e6,
    "million": 1e6,
    "млн": 1e6,
    "bn": 1e9,
    "billion": 1e9,
    "млрд": 1e9,
}
_LIST_NUMBER = re.compile(r"^\s*\d{1,2}[.)]\s", re.MULTILINE)
_ALWAYS = {24.0, 7.0, 0.0, 1.0, 100.0}
# What follows a number, at once or after the other end of a range, says in what manner a figure may be shown in it.
_UNIT = re.compile(
    r"(?:\s?[–-]\s?[\d.,\s]+)?\s?(?P<share>%|percent|процент)|(?:\s?[–-]\s?[\d.,\s]+)?\s?(?P<time>min|мин|час|ч\b|hour|h\b|day|дн)"
)
_PLAIN, _SHARE, _TIME = (1.0,), (1.0, 100.0), (1.0, 1 / 60, 1 / 3600, 1 / 86400)


@dataclass(frozen=True)
class Flaw:
    """Something in a reply with no origin: a mark, a quote or a number."""

    kind: str
    text: str

    def __str__(self) -> str:
        reasons = {
            "mark": "stands for no passage that was found",
            "number": "is in no calculation, no cited passage and nothing the person said",
            "quote": "is not in the passage word for word",
            "empty": "the reply is empty",
        }
        return f"{self.text}: {reasons[self.kind]}"


@dataclass
class Evidence:
    """What a reply may rest on: figures of the tools, passages found, the person's own words."""

    figures: set[float] = field(default_factory=set)
    passages: list[Numbered] = field(default_factory=list)
    estimates: set[str] = field(default_factory=set)  # fingerprints: the same estimate comes by several ways

    def add(self, obj: Any) -> None:
        """Take in every number of a JSON object or a text."""
        self._add_all([obj])

    def _add_all(self, left: list[Any]) -> None:
        # An estimate holds thousands of values: one list of what is left is gone through quicker than call by call.
        while left:
            value = left.pop()
            if isinstance(value, str):
                self.figures |= _values(value)
            elif value is None or isinstance(value, bool):
                continue
            elif isinstance(value, (int, float)):
                if math.isfinite(value):
                    self.figures.add(abs(float(value)))
            elif isinstance(value, (dict, Mapping)):  # a dict is told at once, any other mapping takes a while
                if fingerprint := value.get("fingerprint"):
                    self._add_once(str(fingerprint), value)
                else:
                    left += value
                    left += value.values()
            elif isinstance(value, (list, tuple, Iterable)):
                left += value

    def _add_once(self, fingerprint: str, estimate: Mapping[str, Any]) -> None:
        if fingerprint not in self.estimates:
            self.estimates.add(fingerprint)
            self.figures |= _figures_of(_Priced(fingerprint, str(estimate.get("language")), estimate))

    def add_estimate(self, estimate: Mapping[str, Any] | None) -> None:
        """Take in an estimate and what follows from its lines by adding and dividing: totals, shares, differences."""
        if not estimate or estimate["fingerprint"] in self.estimates:
            return
        self.add(estimate)
        month = estimate["monthly"]["typical"] or 1.0
        totals: dict[str, float] = {}
        for line in estimate["lines"]:
            amount = line["amount"]["typical"]
            on_top = line["category"] == "client_side" or (line["category"] == "fees" and line["id"] != "fees.margin")
            keys = [line["period"], f"{line['period']}.{line['category']}", f"{line['period']}.{line['article']}"]
            for key in [*keys, *([f"{line['period']}.on_top"] if on_top else [])]:
                totals[key] = totals.get(key, 0.0) + amount
            self.figures.add(abs(amount) / month)
        self.figures.update(totals.values())
        self.figures.update(total / month for key, total in totals.items() if key.startswith("monthly."))
        options = [option["monthly"]["typical"] for option in estimate.get("scenarios", ())]
        if estimate.get("in_house"):
            options.append(own := estimate["in_house"]["monthly"]["typical"])
            self.figures.add(abs(own - month) / (own or 1.0))
        self.figures.update(abs(option - month) for option in options)
        hours = sum(line["quantity"] for line in estimate["lines"] if line["id"].startswith("labour.agents"))
        paid = [
            item["value"] * line["quantity"]
            for line in estimate["lines"]
            if line["id"].startswith("labour.agents")
            for item in line["inputs"]
            if item["name"] == "hourly_rate"
        ]
        self.figures.update([hours, *([sum(paid) / hours] if hours and paid else [])])

    def add_comparison(self, comparison: Mapping[str, Any] | None) -> None:
        """Take in a comparison and how large its difference is beside what was before."""
        if comparison:
            self.add(comparison)
            monthly = comparison["monthly"]
            if monthly["before"]:
                self.figures.add(abs(monthly["difference"]) / abs(monthly["before"]))


@dataclass(frozen=True)
class _Priced:
    """An estimate known by its fingerprint and language, which settle every figure in it."""

    fingerprint: str
    language: str
    estimate: Mapping[str, Any] = field(compare=False)


@lru_cache(maxsize=64)
def _figures_of(priced: _Priced) -> frozenset[float]:
    """The figures of an estimate: a conversation rests on the same one turn after turn."""
    evidence = Evidence()
    evidence._add_all([*priced.estimate, *priced.estimate.values()])
    return frozenset(evidence.figures)


@lru_cache(maxsize=20_000)
def _values(text: str) -> frozenset[float]:
    """The values of a text's numbers; most texts of an estimate stay the same from turn to turn."""
    return frozenset(value for value, _, _ in numbers(text)) if _DIGIT.search(text) else frozenset()


def numbers(text: str) -> list[tuple[float, float, str]]:
    """Every number of a text: its value, the size of its last shown digit, and the words it stands in."""
    found = []
    for match in _NUMBER.finditer(text):
        scale = _SCALES.get((match["scale"] or "").lower(), 1.0)
        whole = re.sub(r"\D", "", match["whole"])
        fraction = match["fraction"] or ""
        places = len(fraction) - 1 if fraction else 0
        value = float(whole + (f".{fraction[1:]}" if fraction else ""))
        step = 10.0**-places if fraction else 10.0 ** (len(whole) - len(whole.rstrip("0")) if value else 0)
        found.append((value * scale, step * scale, text[match.start() : match.end() + 20]))
    return found


def afternoons(text: str) -> list[float]:
    """Numbers of a text that may be hours told by twelve: "until 2 on Saturdays" is shown as 14:00."""
    return [value for value, _, _ in numbers(text) if value in _HOURS]


_HOURS = range(1, 12)


def _manners(words: str) -> tuple[float, ...]:
    """In what manners a figure may be shown: a fraction as a percentage, seconds as minutes, hours or days."""
    number = _NUMBER.match(words)
    unit = _UNIT.match(words[number.end() :]) if number else None
    if unit is None:
        return _PLAIN
    return _SHARE if unit["share"] else _TIME


def flaws(reply: str, evidence: Evidence) -> list[Flaw]:
    """Everything in the reply that has no origin in the evidence."""
    if not reply.strip():
        return [Flaw("empty", "")]
    known = {passage.number for passage in evidence.passages}
    found = [Flaw("mark", match[0]) for match in MARK.finditer(reply) if int(match[1]) not in known]
    allowed = Evidence(set(evidence.figures))
    cited = {int(match[1]) for match in MARK.finditer(reply)}
    for passage in evidence.passages:
        if passage.number in cited:
            allowed.add(passage.text)
    text = _names().sub(" ", _LIST_NUMBER.sub("", MARK.sub(" ", reply)))
    figures = sorted(allowed.figures)
    for value, step, words in numbers(text):
        if value not in _ALWAYS and not _has_origin(value, step, figures, _manners(words)):
            found.append(Flaw("number", words.split("\n")[0]))
    return list(dict.fromkeys(found))


@cache
def _names() -> re.Pattern[str]:
    """Names that hold digits and are no figures: 24/7, 152-ФЗ, ISO 27001."""
    written = {"24/7"}
    for language in LANGUAGES:
        words = phrases(language)
        written |= {words.say(f"value.compliance.{rule}") for rule in words.under("value.compliance")}
    short = {re.sub(r"\s*\(.*\)", "", name) for name in written}
    return re.compile("|".join(map(re.escape, sorted(written | short, key=len, reverse=True))))


def _has_origin(value: float, step: float, figures: Sequence[float], manners: tuple[float, ...]) -> bool:
    """Whether one of the figures (smallest first), shown in one of the manners, rounds to the value.

    Rounding moves a figure by no more than half of its last shown digit (a half goes up), nor by more than 5 %.
    """
    for manner in manners:
        # Only figures within half a digit can round to the value; the margin is for the division's own rounding.
        margin = step / 2 + 1e-8 * (1 + value)
        for index in range(bisect_left(figures, (value - margin) / manner), len(figures)):
            shown = figures[index] * manner
            if shown > value + margin:
                break
            room = min(step / 2, max(shown * 0.05, 0.005))
            if -1e-9 <= value - shown <= room + 1e-9 or 0 < shown - value < room - 1e-9:
                return True
    return False
