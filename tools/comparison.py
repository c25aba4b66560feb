"""Two estimates line by line, with the reason for each difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tools import formatting
from tools.errors import InputError, Problem
from tools.ledger import Estimate, Line
from tools.places import country_name, language_name
from tools.wording import group, say


@dataclass(frozen=True)
class Change:
    """An amount before and after."""

    before: Decimal
    after: Decimal

    def to_json(self) -> dict[str, float]:
        """The two amounts and what lies between."""
        difference = float(self.after - self.before)
        return {"before": float(self.before), "after": float(self.after), "difference": difference}


@dataclass(frozen=True)
class LineChange:
    """One line of the bill before and after, and why it moved ("" if it did not)."""

    id: str
    label: str
    period: str
    amount: Change
    reason: str

    def to_json(self) -> dict[str, Any]:
        """The change as JSON."""
        return {"id": self.id, "label": self.label, "period": self.period, **self.amount.to_json(),
                "reason": self.reason}  # fmt: skip


LEADING = 3  # lines that are named as what moved a month
_WHOLE = ("hourly_rate", "contact_price")  # inputs that are the whole price of a unit


@dataclass(frozen=True)
class Comparison:
    """What changed between two estimates."""

    currency: str
    monthly: Change
    one_time: Change
    first_year: Change
    lines: tuple[LineChange, ...]
    reasons: tuple[str, ...]
    spread_before: Decimal
    spread_after: Decimal
    provider_countries: tuple[str, str] = ("", "")

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not any(line.amount.before != line.amount.after for line in self.lines)

    @property
    def rest(self) -> Decimal:
        """What the month moved by beside the lines that moved most."""
        monthly = [line.amount for line in self.lines if line.period == "monthly"]
        moved = sorted((each.after - each.before for each in monthly), key=abs, reverse=True)
        return sum(moved[LEADING:], Decimal(0))

    def to_json(self) -> dict[str, Any]:
        """The comparison as JSON."""
        return {
            "currency": self.currency,
            "monthly": self.monthly.to_json(),
            "one_time": self.one_time.to_json(),
            "first_year": self.first_year.to_json(),
            "lines": [line.to_json() for line in self.lines],
            "rest": float(self.rest),
            "reasons": list(self.reasons),
            "provider_countries": dict(zip(("before", "after"), self.provider_countries, strict=True)),
            "spread_before": float(self.spread_before),
            "spread_after": float(self.spread_after),
        }


def compare(before: Estimate, after: Estimate, language: str = "en") -> Comparison:
    """Compare two estimates in one currency.

    Raises:
        InputError: the estimates are in different currencies.
    """
    if before.currency != after.currency:
        message = say("problems", "two_currencies", language, before=before.currency, after=after.currency)
        raise InputError([Problem("currency", message, say("problems", "two_currencies_hint", language))], language)
    changes = tuple(_line_changes(before, after, language))
    return Comparison(
        after.currency,
        Change(before.monthly.typical, after.monthly.typical),
        Change(before.one_time.typical, after.one_time.typical),
        Change(before.first_year.typical, after.first_year.typical),
        changes,
        tuple(_reasons(before, after, language)),
        before.monthly.width,
        after.monthly.width,
        (str(before.extras.get("provider_country")), str(after.extras.get("provider_country"))),
    )


def _line_changes(before: Estimate, after: Estimate, language: str) -> Iterator[LineChange]:
    old, new = ({line.id: line for line in side.lines} for side in (before, after))
    for line_id in dict.fromkeys([*new, *old]):
        was, now = old.get(line_id), new.get(line_id)
        known = now or was
        assert known is not None
        amounts = Change(*(side.amount.typical if side else Decimal(0) for side in (was, now)))
        reason = _why(was, now, after.currency, language) if amounts.before != amounts.after else ""
        yield LineChange(line_id, known.label, known.period, amounts, reason)


def _why(was: Line | None, now: Line | None, currency: str, language: str) -> str:
    if was is None or now is None:
        return say("fields", "line.new_alone" if was is None else "line.gone_alone", language)
    parts = []
    if was.unit == currency:  # a share of other lines
        if abs(was.quantity - now.quantity) > 0.005:
            ends = [formatting.money(line.quantity, currency, language, 0) for line in (was, now)]
            parts.append(say("fields", "base", language, before=ends[0], after=ends[1]))
        if abs(was.rate - now.rate) > 1e-9:
            ends = [formatting.percent(line.rate, language) for line in (was, now)]
            parts.append(say("fields", "share", language, before=ends[0], after=ends[1]))
        return "; ".join(parts)
    if abs(was.quantity - now.quantity) > 1e-6 and was.unit == now.unit:
        ends = [
            formatting.number(round(line.quantity, 0 if line.quantity >= 100 else 1), language) for line in (was, now)
        ]
        key = f"unit.{now.unit}"
        unit = say("fields", key, language) if key in group("fields") else now.unit
        parts.append(say("fields", "quantity", language, unit=unit, before=ends[0], after=ends[1]))
    prices = [_price(line) for line in (was, now)]
    if abs(prices[0] - prices[1]) > 0.005:
        ends = [formatting.money(price, currency, language) for price in prices]
        units = [_per(line, language) for line in (was, now)]
        parts.append(say("fields", "rate", language, before=ends[0] + units[0], after=ends[1] + units[1]))
    return "; ".join(parts)


def _per(line: Line, language: str) -> str:
    """What a price is for: an hour against a contact are no two prices of one thing."""
    key = f"each.{next((item.name for item in line.inputs if item.name in _WHOLE), line.unit)}"
    return "/" + say("fields", key, language) if key in group("fields") else ""


def _price(line: Line) -> float:
    """The whole price of an hour or a contact, where the line is a share of it."""
    return next((item.value for item in line.inputs if item.name in _WHOLE), line.rate)


def _reasons(before: Estimate, after: Estimate, language: str) -> Iterator[str]:
    old, new = before.brief, after.brief
    for name in dict.fromkeys([*new, *old]):
        if old.get(name) != new.get(name) and not _no_reason(name, new):
            ends = [_shown(name, side[name], language) if name in side else say("fields", "unstated", language)
                    for side in (old, new)]  # fmt: skip
            if ends[0] == ends[1]:
                continue  # a closing hour alone: no words for it, and nothing that was priced
            field = say("fields", name, language)
            field = field[:1].upper() + field[1:]
            yield say("fields", "changed", language, field=field, before=ends[0], after=ends[1])
    kinds = [side.extras.get("arrangement") for side in (before, after)]
    if kinds[0] != kinds[1]:
        yield say("fields", "arrangement", language, before=say("fields", f"kind.{kinds[0]}", language),
                  after=say("fields", f"kind.{kinds[1]}", language))  # fmt: skip
    places = [side.extras.get("provider_country") for side in (before, after)]
    named = "provider_countries" in new or "provider_countries" in old
    if places[0] != places[1] and not named:
        yield say("fields", "provider", language, before=country_name(str(places[0]), language),
                  after=country_name(str(places[1]), language))  # fmt: skip


def _no_reason(name: str, new: Mapping[str, Any]) -> bool:
    """A budget moves no bill; and a total that is now told channel by channel has gone nowhere."""
    if name == "budget_per_month":
        return True
    told = any((channel or {}).get("contacts_per_month") for channel in (new.get("channels") or {}).values())
    return name == "contacts_per_month" and name not in new and told


def _shown(name: str, value: Any, language: str) -> str:
    if name == "coverage":
        return _hours(value, language)
    if name == "channels":
        return ", ".join(_channel(channel, said, language) for channel, said in value.items())
    if name in ("home_country", "provider_countries"):
        codes = [value] if isinstance(value, str) else value
        return ", ".join(country_name(code, language) for code in codes)
    if name == "languages":
        return ", ".join(language_name(code, language) for code in value)
    if isinstance(value, Mapping) and {"amount", "currency"} <= value.keys():
        return formatting.money(value["amount"], value["currency"], language, 0)
    if value is None:
        return str(value)
    if isinstance(value, bool):
        return _word(value, language)
    if isinstance(value, (int, float)):
        return formatting.number(value, language)
    if isinstance(value, list):
        return (
            str(len(value)) if value and isinstance(value[0], Mapping) else ", ".join(_word(v, language) for v in value)
        )
    if name == "service_level":
        return ", ".join(_target(channel, target, language) for channel, target in value.items())
    if isinstance(value, Mapping):
        return ", ".join(f"{_part(key, language)} {_shown('', said, language)}" for key, said in value.items())
    return _word(value, language)


def _part(key: str, language: str) -> str:
    """What a figure inside a field is called: the pay of the own team; a pair of currencies is its own name."""
    return say("fields", f"part.{key}", language) if f"part.{key}" in group("fields") else key


def _word(value: Any, language: str) -> str:
    key = f"value.{value}"
    return say("fields", key, language) if key in group("fields") else str(value)


def _hours(value: Mapping[str, Any], language: str) -> str:
    hours, days = value.get("hours_per_day"), value.get("days_per_week")
    if hours == 24 and days == 7:
        return "24/7"
    parts = []
    if value.get("open") and value.get("close"):
        parts.append(f"{value['open']}–{value['close']}")
    elif hours is not None:
        parts.append(formatting.unit(hours, "hour", language))
    if days is not None:
        parts.append(say("fields", "days_a_week", language, days=formatting.unit(days, "day", language)))
    return ", ".join(parts)


def _target(channel: str, target: Mapping[str, Any], language: str) -> str:
    time = formatting.unit(target["seconds"], "second", language)
    told = f"{formatting.percent(target['percent'] / 100, language)} / {time}" if "percent" in target else f"≤ {time}"
    return f"{say('channels', channel, language)} {told}"


def _channel(channel: str, said: Mapping[str, Any] | None, language: str) -> str:
    name = say("channels", channel, language)
    if said is None:
        return say("fields", "channel.none", language, channel=name)
    volume = said.get("contacts_per_month")
    seconds = said.get("aht_seconds")
    shown = name if volume is None else f"{name} {formatting.number(round(volume), language)}"
    if seconds is not None:
        shown = f"{shown} × {formatting.unit(round(seconds / 60, 2), 'minute', language)}"
    if at_once := said.get("concurrency"):
        told = say("fields", "channel.at_once", language, count=formatting.number(at_once, language))
        shown = f"{shown} ({told})"
    return shown


__all__ = ["Change", "Comparison", "LineChange", "compare"]
