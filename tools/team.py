"""The team that the work needs: paid hours over the draws, from the hour-by-hour week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from tools.brief import Brief
from tools.money import Array
from tools.sheet import Sheet, Term
from tools.staffing import ChannelWork, StaffingInput, StaffingResult, staff_week
from tools.surface import Surface, surface
from tools.workload import MONTHLY_HOURS, WEEKS_PER_MONTH, ChannelLoad, Coverage

SHRINKAGE = ("breaks", "training", "leave", "absence", "other")
DEFERRED = ("email", "social")


@dataclass(frozen=True)
class Team:
    """Paid hours a month over the draws, and the typical case in detail."""

    hours: Array
    language_shares: Mapping[str, float]
    night_share: Array
    weekend_share: Array
    handling_hours: Array
    result: StaffingResult | None
    agents_stated: float | None = None
    surface: Surface | None = None

    @property
    def fte(self) -> Array:
        """Full-time agents."""
        return self.hours / MONTHLY_HOURS


def handling_hours(loads: tuple[ChannelLoad, ...], concurrency: Mapping[str, Array | float] | None = None) -> Array:
    """Hours a month spent on contacts, chats handled at once counted by the agent's time."""
    found: Array | float = 0.0
    for load in loads:
        at_once = (concurrency or {}).get(load.channel, 1.0)
        found = found + load.volume.values * load.aht.values / 3600 / at_once
    return np.asarray(found, dtype=float)


def chat_throughput(sheet: Sheet) -> Array:
    """How many chats' worth of handling one agent does at once: concurrency less the slowdown it brings."""
    at_once = sheet.assume("staffing.chat_concurrency").values
    slowdown = sheet.assume("staffing.chat_slowdown").values
    return at_once / (1 + slowdown * (at_once - 1))


def language_shares(sheet: Sheet, languages: tuple[str, ...]) -> dict[str, float]:
    """Share of contacts by language: the first named carries the most, the others divide the rest."""
    if len(languages) == 1:
        return {languages[0]: 1.0}
    main = sheet.assume("model.main_language_share", sampled=False).typical
    main = max(main, 1 / len(languages))
    rest = (1 - main) / (len(languages) - 1)
    return {code: main if i == 0 else rest for i, code in enumerate(languages)}


def needed_team(
    brief: Brief, sheet: Sheet, loads: tuple[ChannelLoad, ...], coverage: Coverage, languages: tuple[str, ...],
    kept: Mapping[str, Array | float] | None = None,
) -> Team:  # fmt: skip
    """The team for the workload. `kept` is the share of a channel's contacts that people handle (1 without an AI)."""
    shares = language_shares(sheet, languages)
    typical = _work(brief, sheet, loads, shares, coverage)
    found = surface(typical, _shapes(coverage))
    peak = _peak(brief, sheet)
    season = 1 + (peak.values - 1) * typical.peak_readiness
    season = season / season[0]
    live = _relative_load(sheet, loads, kept or {}, deferred=False) * season
    deferred = _relative_load(sheet, loads, kept or {}, deferred=True) * season
    occupancy = np.minimum(sheet.assume("staffing.max_occupancy").values, 0.92)
    hours, night, weekend = found.read(live, deferred, coverage.hours_per_week.values, _shrinkage(sheet), occupancy)
    safe = np.maximum(hours, 1e-9)
    at_once = {"chat": chat_throughput(sheet)} if any(load.channel == "chat" for load in loads) else {}
    return Team(hours, _hours_by_language(found.typical, shares), night / safe, weekend / safe,
                handling_hours(loads, at_once), found.typical, surface=found)  # fmt: skip


def stated_team(
    brief: Brief, sheet: Sheet, agents: Term, loads: tuple[ChannelLoad, ...], coverage: Coverage,
    languages: tuple[str, ...], handled: Array,
) -> Team:  # fmt: skip
    """A stated number of agents, checked against the work and the hours; shifts follow the stated coverage."""
    shares = language_shares(sheet, languages)
    work = replace(_work(brief, sheet, loads, shares, coverage), agents=agents.typical)
    result = staff_week(work)
    hours = agents.values * sheet.assume("staffing.hours_per_week", sampled=False).values * WEEKS_PER_MONTH
    night, weekend = (0.0, 0.0) if not coverage.stated else _covered_shares(coverage)
    ones = np.ones(sheet.sampler.size)
    return Team(hours, shares, ones * night, ones * weekend, handled, result, agents.typical)


def _covered_shares(coverage: Coverage) -> tuple[float, float]:
    """Share of covered hours that fall at night (22 to 6) and at the weekend."""
    start = float(coverage.open[:2]) + float(coverage.open[3:]) / 60 if coverage.open else _usual_opening(coverage)
    quarter = np.arange(start, start + coverage.hours_per_day, 0.25) % 24
    night = float(np.mean((quarter >= 22) | (quarter < 6))) if quarter.size else 0.0
    return night, max(0, coverage.days_per_week - 5) / coverage.days_per_week


def _usual_opening(coverage: Coverage) -> float:
    return max(0.0, min(9.0, 22.0 - coverage.hours_per_day))


def _shapes(coverage: Coverage) -> list[tuple[float, float]]:
    """Weeks to staff: the stated one, or a few between the shortest and the longest likely."""
    shown = (coverage.hours_per_day, float(coverage.days_per_week))
    if not coverage.hours_per_week.is_open:
        return [shown]
    if not coverage.stated:
        return [(8.0, 5.0), (12.0, 5.0), (12.0, 7.0), (16.0, 7.0), (24.0, 7.0)]
    low, high = coverage.hours_per_week.low, coverage.hours_per_week.high
    if coverage.days_open:
        weeks = [(coverage.hours_per_day, days) for days in (5.0, 6.0, 7.0)]
    else:
        weeks = [(week / shown[1], shown[1]) for week in (low, high)]
    return sorted({*weeks, shown}, key=lambda shape: shape[0] * shape[1])


def _shrinkage(sheet: Sheet) -> Array:
    available: Array | float = 1.0
    for part in SHRINKAGE:
        available = available * (1 - sheet.assume(f"staffing.shrinkage.{part}").values)
    return np.asarray(1 - available, dtype=float)


def _peak(brief: Brief, sheet: Sheet) -> Term:
    stated = brief.get("peak_factor")
    if stated is not None:
        return sheet.state("staffing.peak_factor", float(stated), "multiplier", "peak_factor")
    return sheet.assume("staffing.peak_factor", field="peak_factor")


def _relative_load(
    sheet: Sheet, loads: tuple[ChannelLoad, ...], kept: Mapping[str, Array | float], *, deferred: bool
) -> Array:
    """The load of live or of deferred channels over the draws, against the typical case with people on everything."""
    total: Array = np.zeros(sheet.sampler.size)
    typical = 0.0
    for load in loads:
        if (load.channel in DEFERRED) == deferred:
            at_once = chat_throughput(sheet) if load.channel == "chat" else np.ones(1)
            work = load.volume.values * load.aht.values / at_once
            total = total + work * kept.get(load.channel, 1.0)
            typical += float(work[0])
    return total / typical if typical > 0 else np.ones_like(total)


def _work(
    brief: Brief, sheet: Sheet, loads: tuple[ChannelLoad, ...], shares: Mapping[str, float], coverage: Coverage
) -> StaffingInput:
    opening = coverage.open
    return StaffingInput(
        channels=tuple(_channel(brief, sheet, load) for load in loads),
        languages=shares,
        hours_per_day=coverage.hours_per_day,
        days_per_week=coverage.days_per_week,
        open_hour=float(opening[:2]) + float(opening[3:]) / 60 if opening else None,
        shrinkage={part: sheet.assume(f"staffing.shrinkage.{part}").typical for part in SHRINKAGE},
        max_occupancy=sheet.assume("staffing.max_occupancy").typical,
        deferred_occupancy=sheet.assume("staffing.deferred_occupancy", sampled=False).typical,
        patience_seconds=sheet.assume("staffing.patience_seconds", sampled=False).typical,
        peak_factor=_peak(brief, sheet).typical,
        hours_per_week=sheet.assume("staffing.hours_per_week", sampled=False).typical,
    )


def _channel(brief: Brief, sheet: Sheet, load: ChannelLoad) -> ChannelWork:
    target: dict[str, Any] = {}
    stated = brief.get(f"service_level.{load.channel}")
    if load.channel in DEFERRED:
        usual = sheet.assume(f"staffing.response_hours.{load.channel}", field=f"service_level.{load.channel}",
                             sampled=False)  # fmt: skip
        target["response_hours"] = stated["seconds"] / 3600 if stated else usual.typical
    else:
        name = f"staffing.service_level.{load.channel}"
        field = f"service_level.{load.channel}"
        told = stated or {}
        if "percent" in told:
            target["service_level"] = told["percent"] / 100
        else:
            target["service_level"] = sheet.assume(f"{name}.percent", field=field, sampled=False).typical
        if "seconds" in told:
            target["target_seconds"] = float(told["seconds"])
        else:
            target["target_seconds"] = sheet.assume(f"{name}.seconds", field=field, sampled=False).typical
    if load.channel == "chat":
        target["concurrency"] = sheet.assume("staffing.chat_concurrency").typical
        target["slowdown"] = sheet.assume("staffing.chat_slowdown").typical
    return ChannelWork(load.channel, load.volume.typical, load.aht.typical, **target)


def _hours_by_language(result: StaffingResult, shares: Mapping[str, float]) -> dict[str, float]:
    hours = dict.fromkeys(shares, 0.0)
    for pool in result.pools:
        names = pool.language.split("+")
        for name in names:
            hours[name] = hours.get(name, 0.0) + pool.paid_hours_per_month / len(names)
    whole = sum(hours.values())
    return {code: value / whole for code, value in hours.items()} if whole else dict(shares)
