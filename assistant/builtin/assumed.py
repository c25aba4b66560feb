"""Suppositions about what the estimate only assumes: "what if wages doubled?" with no pay told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.builtin.own_figures import priceable
from assistant.builtin.talk import Talk
from assistant.reading import Change, read
from assistant.reading.in_brief import present

_PAY = "in_house.salary_per_month"
_WAGE = "wages.month"
# Any values will do to see whether the message is about them.
_SOME_PAY: Mapping[str, Any] = {"amount": 1000.0, "currency": "USD"}
_SOME_SECONDS = 300.0
_ALL_DAY = 24  # hours


def supposes_assumed(talk: Talk) -> bool:
    """Whether the message supposes nothing of what was told, but something of what the estimate assumes."""
    if talk.command or "what_if" not in talk.acts or talk.reading.what_if or talk.reading.changes:
        return False
    if any(act.detail.get("automation") for act in talk.reading.acts) or not priceable(talk.known):
        return False
    some = {path: _SOME_PAY if path == _PAY else _SOME_SECONDS for path in _open_paths(talk)}
    return bool(_read_with(talk, some))


def night_bot_beside(talk: Talk) -> bool:
    """Whether a bot is supposed for the night of a line that people do not answer then: nothing of their work moves."""
    hours = float((talk.known.get("coverage") or {}).get("hours_per_day") or 0)
    night = any(act.detail.get("night_bot") for act in talk.reading.acts) and not talk.reading.what_if
    return not talk.command and night and 0 < hours < _ALL_DAY and priceable(talk.known)


def supposed_of(talk: Talk, estimate: Mapping[str, Any]) -> list[Change]:
    """What the message supposes, read against the values the estimate assumes."""
    values: dict[str, Any] = {}
    for path in _open_paths(talk):
        if (item := assumption_of(path, estimate)) is not None:
            currency = str(item["unit"]).partition("/")[0]
            pay = {"amount": item["typical"], "currency": currency}
            values[path] = pay if path == _PAY else item["typical"]
    return _read_with(talk, values)


def assumption_of(path: str, estimate: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The assumption that stands in the estimate for a field; None where it has none."""
    prefix = _WAGE if path == _PAY else f"aht.{path.split('.')[1]}"
    return next((item for item in estimate["assumptions"] if item["parameter"].startswith(prefix)), None)


def _open_paths(talk: Talk) -> list[str]:
    """Fields that can be told and are not: the pay, and how long a contact of each channel takes."""
    channels = [name for name, each in (talk.known.get("channels") or {}).items() if each is not None]
    paths = [f"channels.{name}.aht_seconds" for name in channels]
    paid = present(talk.known, _PAY) or present(talk.known, "in_house.hourly_wage")
    return [*([] if paid else [_PAY]), *(path for path in paths if not present(talk.known, path))]


def _read_with(talk: Talk, values: Mapping[str, Any]) -> list[Change]:
    """What the message supposes of these fields, were the values told."""
    brief: dict[str, Any] = {**talk.known, "channels": {**(talk.known.get("channels") or {})}}
    for path, value in values.items():
        *parents, leaf = path.split(".")
        place = brief
        for key in parents:
            place[key] = {**(place.get(key) or {})}
            place = place[key]
        place[leaf] = value
    found = read(talk.text, brief=brief, language=talk.language).what_if
    return [change for change in found if change.path in values]
