"""Changes of a case that would lower its bill, each priced by itself on the person's own figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from assistant.market import price
from tools.brief import Brief
from tools.errors import InputError

_DAY_HOURS = 12
_DAYTIME: Mapping[str, Any] = {"hours_per_day": _DAY_HOURS, "open": "08:00", "close": "20:00"}
_WORKING_DAYS = 5
_SHORTER, _SHORTEST = 60, 120  # seconds taken off a contact, and the length from which that can be asked
_TO_CHAT = 0.3  # of the calls
_LEAST = 0.02  # of the bill: what saves less is no lever


def priced_levers(
    brief: Mapping[str, Any], estimate: Mapping[str, Any], language: str, market: str
) -> list[dict[str, Any]]:
    """What each change would save, the strongest first: its name, what it is about, the month with it and the saving.

    Sums are typical amounts a month in the currency of `estimate`, which is that of `brief`.
    """
    now = float(estimate["monthly"]["typical"])
    found = []
    for name, about, changes in _candidates(brief, estimate):
        with suppress(InputError):
            other = Brief.parse({**brief, "currency": estimate["currency"]}, language)
            for path, value in changes.items():
                other = other.set(path, value)
            priced = price(other, language, market)
            if estimate.get("arrangement") == "dedicated" and priced.to_json()["arrangement"] == "shared":
                priced = price(other.set("pricing_model", "per_hour"), language, market)  # not by another way of buying
            month = float(priced.monthly.typical)
            if now - month >= _LEAST * now:
                found.append({"lever": name, **about, "month": month, "saved": round(now - month, 2)})
    return sorted(found, key=lambda lever: -lever["saved"])


_Candidate = tuple[str, dict[str, Any], dict[str, Any]]


def _candidates(brief: Mapping[str, Any], estimate: Mapping[str, Any]) -> Iterator[_Candidate]:
    """The changes worth trying: a name, what it is about, and the fields it sets."""
    coverage = brief.get("coverage") or {}
    if float(coverage.get("hours_per_day") or 0) > _DAY_HOURS:
        yield "hours", {}, {f"coverage.{key}": value for key, value in _DAYTIME.items()}
    if int(coverage.get("days_per_week") or 0) > _WORKING_DAYS:
        yield "weekdays", {}, {"coverage.days_per_week": _WORKING_DAYS}
    languages = list(brief.get("languages") or ())
    if len(languages) > 1:
        yield "language", {"language": languages[0]}, {"languages": languages[:1]}
    volumes = _volumes(brief)
    lengths = {channel: seconds for channel in volumes if (seconds := _seconds(brief, estimate, channel))}
    if lengths:
        longest = max(lengths, key=lambda channel: volumes[channel] * lengths[channel])
        if lengths[longest] > _SHORTEST:
            shorter = {f"channels.{longest}.aht_seconds": lengths[longest] - _SHORTER}
            yield "shorter", {"channel": longest}, shorter
    if calls := volumes.get("phone"):
        moved = round(calls * _TO_CHAT)
        chats = round(volumes.get("chat", 0.0) + moved)
        fields = {"channels.phone.contacts_per_month": calls - moved, "channels.chat.contacts_per_month": chats}
        yield "to_chat", {"share": _TO_CHAT}, fields


def _volumes(brief: Mapping[str, Any]) -> dict[str, float]:
    channels = (brief.get("channels") or {}).items()
    return {name: each["contacts_per_month"] for name, each in channels if each and each.get("contacts_per_month")}


def _seconds(brief: Mapping[str, Any], estimate: Mapping[str, Any], channel: str) -> float:
    """How long a contact takes, as told or as assumed; 0 where the estimate does not count time."""
    told = brief["channels"][channel].get("aht_seconds")
    assumed = (item["typical"] for item in estimate["assumptions"] if item["parameter"] == f"aht.{channel}")
    return float(told or next(assumed, 0.0))
