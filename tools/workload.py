"""What has to be handled: contacts and handle time by channel, coverage, stated or assumed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tools.brief import CHANNELS, Brief
from tools.brief_fields import span_hours
from tools.money import Array
from tools.sheet import Sheet, Term
from tools.wording import say

WEEKS_PER_MONTH = 52 / 12
FULL_TIME_HOURS = 40.0
_WRITTEN = ("email", "chat")
_LEFT_OVER = 0.02  # of a total, below which what the channels do not account for is rounding
MONTHLY_HOURS = FULL_TIME_HOURS * WEEKS_PER_MONTH


@dataclass(frozen=True)
class ChannelLoad:
    """One channel's contacts a month and seconds each."""

    channel: str
    volume: Term
    aht: Term


@dataclass(frozen=True)
class Coverage:
    """When the desk is open. `hours_per_week` may be uncertain; the rest describes its typical shape."""

    hours_per_week: Term
    hours_per_day: float
    days_per_week: int
    open: str | None
    close: str | None
    stated: bool
    days_open: bool = False


def has_workload(brief: Brief) -> bool:
    """Whether any volume is stated."""
    if brief.get("contacts_per_month") is not None:
        return True
    return any(brief.get(f"channels.{name}.contacts_per_month") is not None for name in brief.wanted_channels)


def channel_loads(brief: Brief, sheet: Sheet, industry: str | None, level: str | None) -> tuple[ChannelLoad, ...]:
    """The channels of the brief with their volumes; what is not stated is assumed and on record."""
    volumes = _volumes(brief, sheet)
    return tuple(
        ChannelLoad(name, volumes[name], handle_time(brief, sheet, name, industry, level, volumes[name]))
        for name in CHANNELS
        if name in volumes
    )


def handle_time(
    brief: Brief, sheet: Sheet, channel: str, industry: str | None, level: str | None, volume: Term | None = None
) -> Term:
    """Average handle time of a channel, seconds: stated, or the usual one for the level, the industry and the size."""
    field = f"channels.{channel}.aht_seconds"
    stated = brief.get(field)
    label = say("inputs", "aht", sheet.language, channel=say("channels", channel, sheet.language))
    if stated is not None:
        return sheet.state(f"aht.{channel}", float(stated), "seconds", field, label)
    usual = sheet.assume(f"aht.{channel}", field=field)
    factor = usual.values * 0 + 1.0
    for parameter in (f"aht.multiplier.{level}", f"aht.industry.{industry}"):
        if sheet.has(parameter):
            factor = factor * sheet.assume(parameter, field=field).values
    if channel == "phone" and volume is not None and level in (None, "basic"):
        factor = factor * _small_line(sheet, field, volume)
    if (factor == 1.0).all():
        return usual
    return sheet.compute(f"aht.{channel}.case", usual.values * factor, "seconds", label)


def _small_line(sheet: Sheet, field: str, volume: Term) -> Array | float:
    """Calls of a small line are shorter: in full up to 300 a month, not at all from 3,000."""
    share = np.clip(np.log(3000 / np.maximum(volume.values, 1.0)) / np.log(10), 0, 1)
    if not share.any():
        return 1.0
    return sheet.assume("aht.small_line", field=field).values ** share


def _volumes(brief: Brief, sheet: Sheet) -> dict[str, Term]:
    total = brief.get("contacts_per_month")
    known = {
        name: float(volume)
        for name in brief.wanted_channels
        if (volume := brief.get(f"channels.{name}.contacts_per_month")) is not None
    }
    found = {name: _stated_volume(sheet, name, volume) for name, volume in known.items()}
    unknown = [name for name in brief.wanted_channels if name not in known]
    if total is not None and not brief.wanted_channels:
        refused = brief.get("channels") or {}
        unknown = [name for name in CHANNELS if name not in refused]
    few = [name for name in unknown if brief.get(f"channels.{name}.volume") == "small"]
    stated = sum(known.values()) or float(total or 0)
    if few and stated and (total is not None or known):
        found.update({name: _small(sheet, name, stated) for name in few})
        unknown = [name for name in unknown if name not in few]
    if total is not None and not unknown:
        unknown = _left_over(brief, float(total), known)
    if not unknown or (total is None and not known):
        return found
    if total is not None:
        left = max(0.0, float(total) - sum(known.values()))
        found.update(_split(sheet, left, unknown, stated_alone=len(unknown) == 1 and not known))
    else:
        found.update(_in_proportion(sheet, known, unknown))
    return found


def _left_over(brief: Brief, total: float, known: dict[str, float]) -> list[str]:
    """Channels of what is left of a total: "2,500 tickets, half of them calls" leaves the other half in writing."""
    if total - sum(known.values()) < _LEFT_OVER * total:
        return []
    return [name for name in _WRITTEN if name not in (brief.get("channels") or {})]


def _small(sheet: Sheet, channel: str, stated: float) -> Term:
    """The volume of a channel with "hardly any": a small share of the contacts that were counted."""
    usual = sheet.view.use("volume.small_channel")
    return sheet.guess(
        f"volume.{channel}", stated * usual.low, stated * usual.typical, stated * usual.high, "contacts/month",
        _label(sheet, channel), parameter="volume.small_channel", field=f"channels.{channel}.contacts_per_month",
    )  # fmt: skip


def _label(sheet: Sheet, channel: str) -> str:
    return say("inputs", "volume", sheet.language, channel=say("channels", channel, sheet.language))


def _stated_volume(sheet: Sheet, channel: str, volume: float) -> Term:
    field = f"channels.{channel}.contacts_per_month"
    return sheet.state(f"volume.{channel}", volume, "contacts/month", field, _label(sheet, channel))


def _split(sheet: Sheet, total: float, channels: list[str], stated_alone: bool) -> dict[str, Term]:
    if len(channels) == 1:
        only = channels[0]
        if stated_alone:
            term = sheet.state(f"volume.{only}", total, "contacts/month", "contacts_per_month", _label(sheet, only))
        else:
            term = sheet.compute(f"volume.{only}", total, "contacts/month", _label(sheet, only))
        return {only: term}
    shares = {name: sheet.assume(f"volume.mix.{name}", field="channels").values for name in channels}
    whole = sum(shares.values())
    return {
        name: sheet.compute(f"volume.{name}", total * share / whole, "contacts/month", _label(sheet, name))
        for name, share in shares.items()
    }


def _in_proportion(sheet: Sheet, known: dict[str, float], unknown: list[str]) -> dict[str, Term]:
    base = sum(sheet.view.use(f"volume.mix.{name}").typical for name in known) or 1.0
    usual = sheet.view.use("model.wanted_channel")
    found = {}
    for name in unknown:
        expected = sum(known.values()) * sheet.view.use(f"volume.mix.{name}").typical / base
        found[name] = sheet.guess(
            f"volume.{name}", expected * usual.low, expected, expected * usual.high, "contacts/month",
            _label(sheet, name), parameter="model.wanted_channel", field=f"channels.{name}.contacts_per_month",
        )  # fmt: skip
    return found


def coverage(brief: Brief, sheet: Sheet) -> Coverage:
    """When the desk is open; what is not stated is assumed."""
    stated = brief.get("coverage") or {}
    hours, days = stated.get("hours_per_day"), stated.get("days_per_week")
    opening, closing = stated.get("open"), stated.get("close")
    if hours is None and opening and closing:
        hours = span_hours(opening, closing)
    label = say("inputs", "coverage", sheet.language)
    if hours is not None and days is not None:
        week = sheet.state("coverage.hours_per_week", hours * days, "hours/week", "coverage", label)
        return Coverage(week, float(hours), int(days), opening, closing, True)
    if hours is not None or days is not None:
        return _half_stated(sheet, hours, days, opening, closing, label)
    week = sheet.assume("model.coverage_hours", field="coverage")
    typical_days = round(sheet.view.use("model.coverage_days").typical)
    return Coverage(week, week.typical / typical_days, typical_days, None, None, False)


def _half_stated(
    sheet: Sheet, hours: float | None, days: int | None, opening: str | None, closing: str | None, label: str
) -> Coverage:
    if hours is not None:
        usual = sheet.view.use("model.coverage_days")
        # Round the clock is bought for the whole week; a day shift may be either.
        typical = 7.0 if hours >= 24 else usual.typical
        low = min(usual.low, typical)
        week = sheet.guess("coverage.hours_per_week", hours * low, hours * typical, hours * 7.0, "hours/week", label,
                           parameter="model.coverage_days", field="coverage.days_per_week")  # fmt: skip
        return Coverage(week, float(hours), round(typical), opening, closing, True, True)
    assert days is not None
    usual = sheet.view.use("model.coverage_day_hours")
    week = sheet.guess("coverage.hours_per_week", usual.low * days, usual.typical * days, usual.high * days,
                       "hours/week", label, parameter="model.coverage_day_hours",
                       field="coverage.hours_per_day")  # fmt: skip
    return Coverage(week, usual.typical, int(days), None, None, True)
