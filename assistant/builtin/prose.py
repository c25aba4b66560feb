"""Values as a person would say them in a sentence: amounts, durations, coverage, lists, the whole brief."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from babel import Locale

from assistant.phrases import Phrases, phrases
from tools.formatting import about, money, money_range, number, percent, sensible, unit
from tools.places import country_in_text

_NOBR = "\u00a0"
_WHOLE_DAY = 24  # hours


def capital(text: str) -> str:
    """A text with a capital letter at its beginning."""
    return text[:1].upper() + text[1:]


def lowered(label: str) -> str:
    """A label in the middle of a sentence; an abbreviation keeps its capitals."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


class Prose:
    """Writes values in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.words: Phrases = phrases(language)
        self._locale = Locale.parse(language)

    def money(self, amount: float, currency: str) -> str:
        """An amount with no more digits than mean something: four of them, cents only when small."""
        return about(amount, currency, self.language)

    def spread(self, amount: Mapping[str, float], currency: str) -> str:
        """A range of money, "from … to …" as one piece."""
        if abs(amount["high"]) < 100:
            return money_range(amount["low"], amount["high"], currency, self.language, 2)
        return money_range(sensible(amount["low"]), sensible(amount["high"]), currency, self.language, 0)

    def number(self, value: float) -> str:
        """A number with the language's separators."""
        return number(value, self.language)

    def percent(self, fraction: float) -> str:
        """A fraction as a percentage, whole."""
        return percent(fraction, self.language, 0)

    def duration(self, seconds: float, exact: bool = False) -> str:
        """Seconds as people say them: 40 seconds, 4.5 minutes, 8 hours, 2 days; 375 are 6.2 minutes, or 6 minutes 15
        seconds where they are `exact`, as the person told them.
        """
        for size, name in ((86400, "day"), (3600, "hour"), (60, "minute")):
            if seconds >= size * (1.5 if size == 60 else 1) and seconds % (size / 2) == 0:
                return unit(seconds / size, name, self.language)
        if seconds <= 120:
            return unit(seconds, "second", self.language)
        if exact and seconds == int(seconds) and seconds < 3600:
            minutes, rest = divmod(int(seconds), 60)
            return f"{unit(minutes, 'minute', self.language)} {unit(rest, 'second', self.language)}"
        return unit(round(seconds / 60, 1), "minute", self.language)

    def joined(self, items: Sequence[str], last: str | None = None) -> str:
        """A list in a sentence: "a, b and c"."""
        pieces = [item for item in items if item]
        if len(pieces) < 2:
            return "".join(pieces)
        return ", ".join(pieces[:-1]) + (last or f" {self.words.say('and')} ") + pieces[-1]

    def listed(self, items: Sequence[str]) -> str:
        """Facts said back in a sentence: with semicolons where one of them has a comma, a dash or an "and" itself."""
        pieces = [item for item in items if item]
        inner = (",", "—", f" {self.words.say('and')} ")
        if len(pieces) > 1 and any(sign in piece for piece in pieces for sign in inner):
            return "; ".join(pieces)
        return self.joined(pieces)

    def country(self, code: str) -> str:
        """The name of a country as it stands in a sentence: "the Philippines"."""
        return country_in_text(code, self.language)

    def tongue(self, code: str) -> str:
        """The name of a language."""
        return self._locale.languages.get(code, code)

    def figure(self, value: float, unit_name: str) -> str:
        """A calculator's figure with its unit: a share as a percentage, seconds as minutes, money per something."""
        if unit_name.startswith("fraction"):
            return percent(value, self.language)
        if unit_name in ("second", "seconds"):
            return self.duration(value)
        head, _, per = unit_name.partition("/")
        if len(head) == 3 and head.isupper():
            amount = self.money(value, head)
            return f"{amount}/{self._per(per)}" if per else amount
        if unit_name in ("multiplier", ""):
            return "×" + number(value, self.language)
        value = _whole(value, head)
        text = unit(value, head.removesuffix("s"), self.language)
        return f"{text}/{self._per(per)}" if per else text

    def figures(self, low: float, high: float, unit_name: str) -> str:
        """A range of figures with the unit said once where it can be."""
        if unit_name.startswith("fraction"):
            return f"{number(low * 100, self.language)}–{percent(high, self.language)}"
        if unit_name in ("second", "seconds") and high > 120:
            return f"{number(round(low / 60, 1), self.language)}–{unit(round(high / 60, 1), 'minute', self.language)}"
        head, _, per = unit_name.partition("/")
        if len(head) == 3 and head.isupper():
            text = money_range(low, high, head, self.language)
            return f"{text}/{self._per(per)}" if per else text
        low, high = _whole(low, head), _whole(high, head)
        return f"{number(low, self.language)}–{number(high, self.language)}"

    def _per(self, name: str) -> str:
        parts = [self.words.say(f"per.{part}") if f"per.{part}" in self.words else part for part in name.split("/")]
        return "/".join(parts)

    def value(self, path: str, value: Any) -> str:
        """The value of any field of the brief, in a few words."""
        writer = next(
            (write for ending, write in _WRITERS.items() if path == ending or path.endswith("." + ending)), None
        )
        if value is None:
            return self.words.say("value.unwanted" if path.startswith("channels") else "value.unknown")
        if writer is not None:
            return writer(self, value)
        if isinstance(value, Mapping) and "amount" in value:
            return self.money(value["amount"], value["currency"])
        if isinstance(value, str) and f"value.{path}.{value}" in self.words:
            return self.words.say(f"value.{path}.{value}")
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return str(value) if value != {} else self.words.say("value.wanted")
        return self.number(value)

    def coverage(self, value: Mapping[str, Any]) -> str:
        """When the lines are open."""
        hours, days = value.get("hours_per_day"), value.get("days_per_week")
        if hours == 24 and days in (7, None):
            return self.words.say("coverage.round_the_clock")
        parts = []
        if value.get("open") and value.get("close"):
            parts.append(self.words.say("coverage.from_to", open=_clock(value["open"]), close=_clock(value["close"])))
        elif hours is not None:
            parts.append(self.words.say("coverage.hours", hours=hours))
        elif value.get("close"):
            parts.append(self.words.say("coverage.until", close=_clock(value["close"])))
        if days == 7:
            parts.append(self.words.say("coverage.every_day"))
        elif days is not None:
            parts.append(self.words.say("coverage.days", days=days))
        return ", ".join(parts)

    def days_with_hours(self, part: Mapping[str, Any]) -> str:
        """Some days of a week and when they are open: "Mon–Fri from 9:00 to 17:00", "Sat 24 hours a day"."""
        names = self._locale.days["format"]["abbreviated"]
        days = [names[day - 1] for day in part["days"]]
        in_row = part["days"] == list(range(part["days"][0], part["days"][-1] + 1))
        named = f"{days[0]}–{days[-1]}" if in_row and len(days) > 1 else ", ".join(days)
        if part["hours"] == _WHOLE_DAY:
            return f"{named} {self.words.say('coverage.whole_day')}"
        ends = {end: part[end] for end in ("open", "close") if end in part}
        return f"{named} {self.coverage({'hours_per_day': part['hours'], **ends})}"

    def brief(self, brief: Mapping[str, Any]) -> list[str]:
        """Everything that was stated, as pieces of one sentence, the workload first."""
        pieces = [self._workload(brief)]
        pieces += [self._stated(name, brief[name]) for name in _ORDER if name in brief and not _vague(brief, name)]
        return [piece for piece in pieces if piece]

    def fact(self, path: str, value: Any) -> str:
        """One field of the brief as it is said back: "3,000 calls a month", "no phone", "budget $5,000 a month"."""
        head, *rest = path.split(".")
        if head == "channels" and rest:
            return self._channel(rest[0], rest[1] if len(rest) > 1 else "", value)
        if head == "contacts_per_month":
            return self.words.say("brief.total", count=round(value))
        if head == "quotes":
            return self.value("quotes", value if isinstance(value, list) else [value])
        if head in ("service_level", "in_house", "exchange_rates") and rest:
            return self._stated(head, {".".join(rest): value})
        return self._stated(head, value)

    def _channel(self, channel: str, field: str, value: Any) -> str:
        if value is None:
            return self.words.say(f"brief.without.{channel}")
        if field == "contacts_per_month":
            return self.words.say(f"brief.only.{channel}", count=round(value))
        if field == "volume":
            return self._wanted(channel, {"volume": value})
        if field == "aht_seconds":
            return self.words.say(f"brief.aht.{channel}", time=self.duration(value, exact=True))
        if field == "concurrency":
            return self.words.say("brief.concurrency", count=value)
        return self.words.say(f"channel.{channel}")

    def _workload(self, brief: Mapping[str, Any]) -> str:
        channels = {name: channel for name, channel in (brief.get("channels") or {}).items() if channel is not None}
        volumes = {
            name: channel["contacts_per_month"] for name, channel in channels.items() if "contacts_per_month" in channel
        }
        counted, whole = sum(volumes.values()), brief.get("contacts_per_month") or 0
        rest = bool(counted) and whole > counted * _ROUNDING
        total = round(whole if rest else counted or whole)
        pieces = []
        if total:
            pieces.append(self.words.say("brief.total", count=total))
        listed = [
            f"{self.words.say(f'channel.{name}')}{_NOBR}— {self.number(round(volume))}"
            for name, volume in volumes.items()
        ]
        wanted = [self._wanted(name, channel) for name, channel in channels.items() if name not in volumes]
        if rest and not wanted:
            wanted = [self.words.say("brief.rest")]
        if len(volumes) > 1 or (volumes and wanted):
            pieces.append("(" + ", ".join([*listed, *wanted]) + ")")
        elif len(volumes) == 1:
            pieces = [self.words.say(f"brief.only.{next(iter(volumes))}", count=total)]
        elif wanted:
            pieces.append("(" + self.joined(wanted) + ")" if pieces else self.joined(wanted))
        times = [
            self.words.say(f"brief.aht.{name}", time=self.duration(channel["aht_seconds"], exact=True))
            for name, channel in channels.items()
            if "aht_seconds" in channel
        ]
        at_once = [
            self.words.say("brief.concurrency", count=channel["concurrency"])
            for channel in channels.values()
            if "concurrency" in channel
        ]
        unwanted = [
            self.words.say(f"brief.without.{name}") for name, c in (brief.get("channels") or {}).items() if c is None
        ]
        return ", ".join([" ".join(pieces), *times, *at_once, *unwanted]).strip(", ")

    def _wanted(self, channel: str, details: Mapping[str, Any]) -> str:
        """A channel without a number: its name, and whether it was said to have hardly any contacts."""
        name = self.words.say(f"channel.{channel}")
        return self.words.say("brief.small", channel=name) if "volume" in details else name

    def _stated(self, name: str, value: Any) -> str:
        if name == "service_level":
            said = [
                self.words.say(
                    "brief.service_level",
                    channel=self.words.say(f"channel.{channel}"),
                    target=self.value("service_level.x", target),
                )
                for channel, target in value.items()
            ]
            return ", ".join(said)
        if name == "in_house":
            return self._in_house(value)
        if name == "agents":
            return self.words.say("brief.agents", count=value)
        if name == "exchange_rates":
            return ", ".join(self._rate(pair, rate) for pair, rate in value.items())
        if f"brief.{name}" not in self.words:
            return self.value(name, value)
        return self.words.say(f"brief.{name}", value=self.value(name, value))

    def _rate(self, pair: str, rate: float) -> str:
        one, other = pair.split("/")
        return f"{money(1, one, self.language, 0)} = {money(rate, other, self.language, 2)}"

    def _in_house(self, value: Mapping[str, Any]) -> str:
        pieces = [self.words.say("brief.in_house_agents", count=value["agents"])] if "agents" in value else []
        for key in ("salary_per_month", "hourly_wage"):
            if key in value:
                pieces.append(self.words.say(f"brief.{key}", value=self.value(key, value[key])))
        if value.get("fully_loaded"):
            pieces.append(self.words.say("brief.fully_loaded"))
        return ", ".join(pieces)


_ROUNDING = 1.02  # times what the channels add up to, from which the total of a brief leaves a rest
_ORDER = (
    "agents", "coverage", "languages", "support_level", "industry", "home_country", "provider_countries", "location",
    "service_level", "compliance", "in_house", "budget_per_month", "contract_months", "growth_percent", "peak_factor",
    "pricing_model", "currency",
)  # fmt: skip


def _whole(value: float, counted: str) -> float:
    """Contacts are told whole: 421 a month, and not 421.29."""
    return round(value) if counted == "contacts" and value >= 1 else value


def _vague(brief: Mapping[str, Any], name: str) -> bool:
    """A trade without a name, and "far away" beside the country itself: nobody would say them."""
    return (name == "industry" and brief[name] == "other") or (
        name == "location" and bool(brief.get("provider_countries"))
    )


def _clock(text: str) -> str:
    return text[1:] if text.startswith("0") else text


def _quotes(prose: Prose, value: Sequence[Mapping[str, Any]]) -> str:
    fee = prose.words.say("quotes.unit.per_month")
    return "; ".join(
        (f"{quote['vendor']} — " if quote.get("vendor") else "")
        + prose.value("price", quote["price"])
        + (f" {prose.words.say('value.pricing_model.' + quote['unit'])}" if quote.get("unit") else "")
        + (f" ({prose.words.say('channel.' + quote['channel'])})" if quote.get("channel") else "")
        + (f" + {prose.value('price', quote['fee_per_month'])} {fee}" if quote.get("fee_per_month") else "")
        + "".join(
            f", {prose.words.say('quotes.told.' + name, count=quote[name])}"
            for name in ("agents", "agents_least")
            if quote.get(name)
        )
        + (f", {prose.words.say('quotes.told.setup', amount=_setup(prose, quote))}" if quote.get("setup") else "")
        + (f", {prose.words.say('value.tax.' + quote['tax'])}" if quote.get("tax") else "")
        for quote in value
    )


def _setup(prose: Prose, quote: Mapping[str, Any]) -> str:
    return str(prose.value("price", quote["setup"]))


def _target(prose: Prose, value: Mapping[str, Any]) -> str:
    if "seconds" not in value:
        return prose.percent(value["percent"] / 100)
    time = prose.duration(value["seconds"])
    if "percent" not in value:
        return prose.words.say("value.answered_within", time=time)
    return prose.words.say("value.target", percent=prose.percent(value["percent"] / 100), time=time)


_WRITERS: dict[str, Callable[[Prose, Any], str]] = {
    "coverage": lambda prose, value: prose.coverage(value),
    "languages": lambda prose, value: prose.joined([prose.tongue(code) for code in value]),
    "home_country": lambda prose, value: prose.country(value),
    "provider_countries": lambda prose, value: prose.joined([prose.country(code) for code in value]),
    "aht_seconds": lambda prose, value: prose.duration(value, exact=True),
    "compliance": lambda prose, value: ", ".join(prose.words.say(f"value.compliance.{code}") for code in value),
    "quotes": _quotes,
    "service_level.x": _target,
    "contract_months": lambda prose, value: unit(value, "month", prose.language),
    "growth_percent": lambda prose, value: prose.percent(value / 100),
    "peak_factor": lambda prose, value: "×" + prose.number(value),
}
