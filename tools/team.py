"""The team that the work needs: paid hours over the draws, from the hour-by-hour week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from tools.brief import Brief
from tools.money import Array
from tools.sheet import Sheet, Term
from tools.staffing import ChannelWork, StaffingInput, StaffingResult, staff_week, staff_week_many
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
    """The team for the workload. `kept` is the share of each channel's contacts that people handle (1 without an AI)."""
    shares = language_shares(sheet, languages)
    draws = _draws(sheet, loads, kept or {})
    works = [_work(brief, sheet, loads, shares, kept or {}, *shape) for shape in _shapes(coverage)]
    solved = [_solve(work, draws) for work in works]
    weeks = [work.hours_per_day * work.days_per_week for work in works]
    week = coverage.hours_per_week.values
    hours = _interpolate(week, weeks, [found.paid_hours for found in solved])
    night = _interpolate(week, weeks, [found.night_hours for found in solved])
    weekend = _interpolate(week, weeks, [found.weekend_hours for found in solved])
    typical = _work(brief, sheet, loads, shares, kept or {}, coverage.hours_per_day, coverage.days_per_week)
    result = _staff_week(_Key(typical))
    safe = np.maximum(hours, 1e-9)
    at_once = {"chat": chat_throughput(sheet)} if any(load.channel == "chat" for load in loads) else {}
    return Team(hours, _hours_by_language(result, shares), night / safe, weekend / safe,
                handling_hours(loads, at_once), result)  # fmt: skip


def stated_team(sheet: Sheet, agents: Term, coverage: Coverage, languages: tuple[str, ...], handled: Array) -> Team:
    """A team of a stated number of agents; shifts follow the stated coverage."""
    hours = agents.values * sheet.assume("staffing.hours_per_week", sampled=False).values * WEEKS_PER_MONTH
    night, weekend = (0.0, 0.0) if not coverage.stated else _covered_shares(coverage)
    ones = np.ones(sheet.sampler.size)
    return Team(hours, language_shares(sheet, languages), ones * night, ones * weekend, handled, None, agents.typical)


def _covered_shares(coverage: Coverage) -> tuple[float, float]:
    """Share of covered hours that fall at night (22 to 6) and at the weekend."""
    start = float(coverage.open[:2]) + float(coverage.open[3:]) / 60 if coverage.open else _usual_opening(coverage)
    quarter = np.arange(start, start + coverage.hours_per_day, 0.25) % 24
    night = float(np.mean((quarter >= 22) | (quarter < 6))) if quarter.size else 0.0
    return night, max(0, coverage.days_per_week - 5) / coverage.days_per_week


def _usual_opening(coverage: Coverage) -> float:
    return max(0.0, min(9.0, 22.0 - coverage.hours_per_day))


def _shapes(coverage: Coverage) -> list[tuple[float, int]]:
    """Weeks to staff: the stated one, or a few between the shortest and the longest likely."""
    if not coverage.hours_per_week.is_open:
        return [(coverage.hours_per_day, coverage.days_per_week)]
    if coverage.stated and coverage.hours_per_day >= 1:
        low, high = coverage.hours_per_week.low, coverage.hours_per_week.high
        by_days = abs(high / 7 - coverage.hours_per_day) < 1e-6
        if by_days:
            return [(coverage.hours_per_day, days) for days in (5, 6, 7) if days * coverage.hours_per_day >= low - 1e-6]
        days = coverage.days_per_week
        return [(week / days, days) for week in (low, coverage.hours_per_week.typical, high)]
    return [(8.0, 5), (12.0, 5), (12.0, 7), (16.0, 7), (24.0, 7)]


def _interpolate(position: Array, weeks: list[float], values: list[Array]) -> Array:
    if len(values) == 1:
        return values[0]
    grid, table = np.array(weeks), np.stack(values)
    place = np.clip(position, grid[0], grid[-1])
    right = np.clip(np.searchsorted(grid, place), 1, len(weeks) - 1)
    left = right - 1
    along = (place - grid[left]) / (grid[right] - grid[left])
    draws = np.arange(place.size)
    return table[left, draws] * (1 - along) + table[right, draws] * along


def _draws(sheet: Sheet, loads: tuple[ChannelLoad, ...], kept: Mapping[str, Array | float]) -> dict[str, Array]:
    available: Array | float = 1.0
    for part in SHRINKAGE:
        available = available * (1 - sheet.assume(f"staffing.shrinkage.{part}").values)
    found = {
        "shrinkage": np.asarray(1 - available, dtype=float),
        "max_occupancy": np.minimum(sheet.assume("staffing.max_occupancy").values, 0.92),
    }
    for load in loads:
        found[f"contacts_per_month.{load.channel}"] = load.volume.values * kept.get(load.channel, 1.0)
        found[f"aht_seconds.{load.channel}"] = load.aht.values
        if load.channel == "chat":
            found["concurrency.chat"] = sheet.assume("staffing.chat_concurrency").values
            found["slowdown.chat"] = sheet.assume("staffing.chat_slowdown").values
    return found


def _work(
    brief: Brief, sheet: Sheet, loads: tuple[ChannelLoad, ...], shares: Mapping[str, float],
    kept: Mapping[str, Array | float], hours_per_day: float, days_per_week: int,
) -> StaffingInput:  # fmt: skip
    coverage = brief.get("coverage") or {}
    opening = coverage.get("open")
    return StaffingInput(
        channels=tuple(_channel(brief, sheet, load, kept.get(load.channel, 1.0)) for load in loads),
        languages=shares,
        hours_per_day=hours_per_day,
        days_per_week=days_per_week,
        open_hour=float(opening[:2]) + float(opening[3:]) / 60 if opening else None,
        shrinkage={part: sheet.assume(f"staffing.shrinkage.{part}").typical for part in SHRINKAGE},
        max_occupancy=sheet.assume("staffing.max_occupancy").typical,
        deferred_occupancy=sheet.assume("staffing.deferred_occupancy", sampled=False).typical,
        patience_seconds=sheet.assume("staffing.patience_seconds", sampled=False).typical,
        peak_factor=brief.get("peak_factor"),
        hours_per_week=sheet.assume("staffing.hours_per_week", sampled=False).typical,
    )


def _channel(brief: Brief, sheet: Sheet, load: ChannelLoad, kept: Array | float) -> ChannelWork:
    first = float(np.asarray(kept).flat[0])
    volume = load.volume.typical * first
    target: dict[str, Any] = {}
    stated = brief.get(f"service_level.{load.channel}")
    if load.channel in DEFERRED:
        usual = sheet.assume(f"staffing.response_hours.{load.channel}", field=f"service_level.{load.channel}",
                             sampled=False)  # fmt: skip
        target["response_hours"] = stated["seconds"] / 3600 if stated else usual.typical
    else:
        name = f"staffing.service_level.{load.channel}"
        field = f"service_level.{load.channel}"
        if stated:
            target["service_level"], target["target_seconds"] = stated["percent"] / 100, float(stated["seconds"])
        else:
            target["service_level"] = sheet.assume(f"{name}.percent", field=field, sampled=False).typical
            target["target_seconds"] = sheet.assume(f"{name}.seconds", field=field, sampled=False).typical
    if load.channel == "chat":
        target["concurrency"] = sheet.assume("staffing.chat_concurrency").typical
        target["slowdown"] = sheet.assume("staffing.chat_slowdown").typical
    return ChannelWork(load.channel, volume, load.aht.typical, **target)


class _Key:
    """A staffing input that can be looked up in a cache."""

    def __init__(self, work: StaffingInput) -> None:
        self.work = work
        self._text = repr(work)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self._text == other._text

    def __hash__(self) -> int:
        return hash(self._text)


@lru_cache(maxsize=256)
def _staff_week(key: _Key) -> StaffingResult:
    return staff_week(key.work)


def _solve(work: StaffingInput, draws: Mapping[str, Array]) -> Any:
    return staff_week_many(work, draws)


def _hours_by_language(result: StaffingResult, shares: Mapping[str, float]) -> dict[str, float]:
    hours = dict.fromkeys(shares, 0.0)
    for pool in result.pools:
        names = pool.language.split("+")
        for name in names:
            hours[name] = hours.get(name, 0.0) + pool.paid_hours_per_month / len(names)
    whole = sum(hours.values())
    return {code: value / whole for code, value in hours.items()} if whole else dict(shares)
