"""A brief as rows a person can read and edit: label, value, and the path the row stands for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from babel import Locale

from assistant.texts import texts
from tools import formatting
from tools.places import country_name

Row = tuple[str, str, str]
Words = Mapping[str, str]


def described_fields(brief: Mapping[str, Any], language: str) -> list[Row]:
    """Rows of everything the brief states, in the brief's own order of importance.

    Returns:
        ``(label, value, path)``; a value is written so that the reader understands it when it comes back edited.
    """
    words = texts("brief", language)
    rows: list[Row] = []
    for name, value in brief.items():
        if name == "channels":
            for channel, details in value.items():
                rows.extend(_channel_rows(channel, details, words, language))
        elif name == "service_level":
            for channel, target in value.items():
                label = words["fields.service_level"].format(channel=words[f"channels.{channel}"])
                rows.append((label, _service_level(target, words, language), f"service_level.{channel}"))
        elif name == "in_house":
            rows.extend(
                (words[f"fields.in_house.{key}"], _plain(key, inner, words, language), f"in_house.{key}")
                for key, inner in value.items()
            )
        else:
            rows.append((words[f"fields.{name}"], _value(name, value, words, language), name))
    return rows


def _channel_rows(channel: str, details: Mapping[str, Any] | None, words: Words, language: str) -> list[Row]:
    label = words[f"channels.{channel}"]
    path = f"channels.{channel}"
    if not details:
        state = words["values.unwanted"] if details is None else words["values.wanted"]
        return [(words["fields.channel"].format(channel=label), state, path)]
    rows = []
    if "volume" in details and "contacts_per_month" not in details:
        state = words[f"values.volume.{details['volume']}"]
        rows.append((words["fields.channel_contacts"].format(channel=label), state, f"{path}.volume"))
    if "contacts_per_month" in details:
        text = formatting.number(details["contacts_per_month"], language)
        rows.append((words["fields.channel_contacts"].format(channel=label), text, f"{path}.contacts_per_month"))
    if "aht_seconds" in details:
        seconds = details["aht_seconds"]
        minutes = seconds / 60
        whole = seconds < 60 or seconds % 30
        text = formatting.unit(seconds, "second", language) if whole else formatting.unit(minutes, "minute", language)
        rows.append((words["fields.channel_aht"].format(channel=label), text, f"{path}.aht_seconds"))
    if "concurrency" in details:
        text = formatting.number(details["concurrency"], language)
        rows.append((words["fields.channel_concurrency"].format(channel=label), text, f"{path}.concurrency"))
    return rows


def _value(name: str, value: Any, words: Words, language: str) -> str:
    writer = _WRITERS.get(name)
    return writer(value, words, language) if writer else _plain(name, value, words, language)


def _plain(name: str, value: Any, words: Words, language: str) -> str:
    if isinstance(value, Mapping) and "amount" in value:
        return _money(value, language)
    if isinstance(value, bool):
        return words["values.yes" if value else "values.no"]
    if not isinstance(value, int | float):
        return words.get(f"values.{name}.{value}", words.get(f"billing_models.{value}", str(value)))
    return formatting.number(value, language)


def _money(value: Mapping[str, Any], language: str) -> str:
    decimals = 0 if float(value["amount"]).is_integer() else None
    return formatting.money(value["amount"], value["currency"], language, decimals=decimals)


def _coverage(value: Mapping[str, Any], words: Words, language: str) -> str:
    if value.get("hours_per_day") == 24 and value.get("days_per_week") == 7:
        return "24/7"
    parts = []
    if value.get("open") and value.get("close"):
        parts.append(f"{value['open']}–{value['close']}")
    elif value.get("hours_per_day") is not None:
        parts.append(words["values.hours_a_day"].format(hours=formatting.number(value["hours_per_day"], language)))
    if value.get("days_per_week") is not None:
        parts.append(words["values.days_a_week"].format(days=formatting.number(value["days_per_week"], language)))
    return ", ".join(parts)


def _service_level(value: Mapping[str, Any], words: Words, language: str) -> str:
    seconds = formatting.number(value["seconds"], language)
    if "percent" not in value:
        return words["values.within_time"].format(seconds=seconds)
    return words["values.within"].format(percent=formatting.percent(value["percent"] / 100, language), seconds=seconds)


def _countries(value: Any, words: Words, language: str) -> str:
    codes = [value] if isinstance(value, str) else value
    return ", ".join(country_name(code, language) for code in codes)


def _languages(value: list[str], words: Words, language: str) -> str:
    names = Locale.parse(language).languages
    return ", ".join(names.get(code, code) for code in value)


def _quotes(value: list[Mapping[str, Any]], words: Words, language: str) -> str:
    return "; ".join(
        words["values.quote"].format(
            vendor=quote.get("vendor") or "?",
            price=" · ".join(
                (
                    _money(quote["price"], language),
                    words.get(f"billing_models.{quote.get('unit')}", quote.get("unit") or ""),
                    *([words[f"channels.{quote['channel']}"]] if quote.get("channel") else []),
                )
            ),
        )
        + _quote_terms(quote, words, language)
        for quote in value
    )


def _quote_terms(quote: Mapping[str, Any], words: Words, language: str) -> str:
    """The people of an offer and its launch."""
    agents, setup = quote.get("agents"), quote.get("setup")
    said = words["values.quote_agents"].format(count=formatting.number(agents, language)) if agents else ""
    return said + (words["values.quote_setup"].format(amount=_money(setup, language)) if setup else "")


def _compliance(value: list[str], words: Words, language: str) -> str:
    return ", ".join(words.get(f"values.compliance.{entry}", entry) for entry in value)


def _exchange_rates(value: Mapping[str, float], words: Words, language: str) -> str:
    return ", ".join(f"{pair} {formatting.number(rate, language)}" for pair, rate in value.items())


_WRITERS: dict[str, Callable[[Any, Words, str], str]] = {
    "coverage": _coverage,
    "home_country": _countries,
    "provider_countries": _countries,
    "languages": _languages,
    "quotes": _quotes,
    "compliance": _compliance,
    "exchange_rates": _exchange_rates,
}
