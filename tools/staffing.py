"""From volumes to paid hours: an ordinary week, hour by hour.

Live channels (phone, chat) are queues; deferred ones (e-mail, social) are a backlog to clear within the response time.
On top of both stand the coverage floor, language pools, shifts that cannot follow every hour, and shrinkage. Every
number is passed in; nothing is read from the parameters.

    staff_week(StaffingInput(channels=(ChannelWork("phone", 5000, 240),), hours_per_day=12, days_per_week=7))
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from tools.backlog import by_day, level_agents
from tools.capacity import agents_for_load
from tools.profile import WEEKEND
from tools.queueing import performance
from tools.week import DEFERRED, WEEKS_PER_MONTH, Array, ChannelWork, LiveWeek, PoolWeek, StaffingInput, Week

__all__ = [
    "DEFERRED",
    "WEEKS_PER_MONTH",
    "ChannelWork",
    "Headcount",
    "Pool",
    "StaffingDraws",
    "StaffingInput",
    "StaffingResult",
    "staff_week",
    "staff_week_many",
]


@dataclass(frozen=True)
class Pool:
    """One channel in one language (the languages joined by "+" if agents are bilingual).

    `model`: erlang_c, erlang_a, backlog or fixed. `agents`: logged in at the busiest hour of the busiest month.
    `service_level`: contacts answered in time over contacts offered; None for deferred work and given headcounts.
    `absorbed_hours`: hours a month of deferred work done in idle time of the live pools, with nothing more to pay.
    """

    channel: str
    language: str
    model: str
    agents: float
    paid_hours_per_month: float
    fte: float
    occupancy: float
    service_level: float | None
    contacts_per_month: float
    absorbed_hours: float = 0.0


@dataclass(frozen=True)
class Headcount:
    """A given number of agents against what the work needs. Hours are logged-in hours a week.

    `agents_to_cover`: what it takes to have the least number logged in at every open hour; `agents_needed`: for the
    work too. `shortfall_agents`: how many more are needed, 0 if they suffice.
    """

    agents: float
    hours_available: float
    hours_to_cover: float
    hours_needed: float
    agents_to_cover: float
    agents_needed: float
    covers_hours: bool
    covers_work: bool
    shortfall_agents: float


@dataclass(frozen=True)
class StaffingResult:
    """A month of an ordinary week. Hours are paid hours a month; pools add up to the total.

    `floor_bound`: the coverage floor, not the work, sets the staffing of most open hours. `floor_hours`: paid hours of
    the floor alone. `workload_hours`: contacts × handle time. `weekend_night_hours` are in both `night_hours` and
    `weekend_hours`. `headcount` is None unless agents were given.
    """

    pools: tuple[Pool, ...]
    paid_hours_per_month: float
    fte: float
    peak_agents: int
    night_hours: float
    weekend_hours: float
    weekend_night_hours: float
    open_hours_per_week: float
    floor_hours: float
    workload_hours: float
    absorbed_hours: float
    floor_bound: bool
    shrinkage: float
    headcount: Headcount | None


@dataclass(frozen=True)
class StaffingDraws:
    """Paid hours a month, one entry a draw: in all, at night, at the weekend, at both."""

    paid_hours: Array
    night_hours: Array
    weekend_hours: Array
    weekend_night_hours: Array


def staff_week(work: StaffingInput) -> StaffingResult:
    """Return the staffing of an ordinary week, as a month of it.

    Raises UnreachableError if no number of agents meets the targets, such as a service level of 100 %.
    """
    week = Week(work, {})
    monthly = WEEKS_PER_MONTH / (1 - float(week.shrinkage[0, 0]))
    open_hours = float(week.opened.sum())
    rows = tuple(row for pool in week.pools for row in _rows(week, pool, monthly))
    weekend = WEEKEND.astype(float)[None, :]
    total, night, off_days, both = (
        float(week.paid(part)[0, 0]) for part in (1.0, week.night, weekend, week.night * weekend)
    )
    floors = sum(float((pool.logged_in > 0).any()) for pool in week.pools) * work.minimum_agents
    result = StaffingResult(
        pools=rows,
        paid_hours_per_month=total,
        fte=total / (work.hours_per_week * WEEKS_PER_MONTH),
        peak_agents=_peak_agents(week),
        night_hours=night,
        weekend_hours=off_days,
        weekend_night_hours=both,
        open_hours_per_week=open_hours,
        floor_hours=floors * open_hours * monthly,
        workload_hours=sum(entry.contacts_per_month * entry.aht_seconds for entry in work.channels) / 3600,
        absorbed_hours=sum(row.absorbed_hours for row in rows),
        floor_bound=_floor_bound(week),
        shrinkage=float(week.shrinkage[0, 0]),
        headcount=None,
    )
    return result if work.agents is None else _given_headcount(work, week, result)


def _rows(week: Week, pool: PoolWeek, monthly: float) -> list[Pool]:
    opened, work = week.opened[0], week.work
    whole = np.where(pool.needed[0] > 0, pool.needed[0], 1.0)
    absorbed = sum((channel.absorbed[0] for channel in pool.deferred), np.zeros_like(opened))
    rows = []
    for live in pool.live:
        part = live.need[0] / whole
        hours = float(np.sum(pool.logged_in[0] * part * opened))
        level, abandoned = _achieved(week, pool, live, part)
        busy = float(np.sum((live.load[0] * (1 - abandoned) + absorbed * part) * opened))
        answered = float(np.sum(level * live.contacts[0] * opened) / np.sum(live.contacts[0] * opened))
        model = "erlang_a" if live.targets.patience_seconds is not None else "erlang_c"
        agents = max(_whole(_at_peak(week, live).max()), math.ceil(work.minimum_agents))
        rows.append(_row(week, pool, live.work.channel, model, agents, hours, busy, answered, monthly))
    return rows + _deferred_rows(week, pool, monthly)


def _deferred_rows(week: Week, pool: PoolWeek, monthly: float) -> list[Pool]:
    opened, occupancy = week.opened[0], float(week.deferred_occupancy[0, 0])
    floor_hours = 0.0 if pool.live else float(np.sum(pool.logged_in[0] * opened))
    in_floor = sum(float(channel.absorbed.sum()) for channel in pool.deferred)
    peak = float(week.peak[0, 0] / week.season[0, 0])
    rows = []
    for channel in pool.deferred:
        own = float(channel.own_hours[0, 0])
        # The floor is shared by the work done in it.
        share = float(channel.absorbed.sum()) / in_floor if in_floor > 0 else 1 / len(pool.deferred)
        hours = own + floor_hours * share
        busy = float(channel.extra.sum()) if pool.live else float(channel.arriving.sum())
        extra = channel.extra[0] / occupancy * peak
        agents = level_agents(by_day(extra[None, :], week.opened)[0][0], opened, channel.work.response_hours)
        if not pool.live:
            agents = max(1, agents + _whole(float(pool.logged_in[0].max()) * share))
        row = _row(week, pool, channel.work.channel, "backlog", agents, hours, busy, None, monthly)
        absorbed = float(channel.absorbed.sum()) * WEEKS_PER_MONTH if pool.live else 0.0
        rows.append(replace(row, absorbed_hours=absorbed))
    return rows


def _row(
    week: Week, pool: PoolWeek, channel: str, model: str, agents: float, hours: float, busy: float,
    level: float | None, monthly: float,
) -> Pool:  # fmt: skip
    entry = next(entry for entry in week.work.channels if entry.channel == channel)
    return Pool(
        channel=channel,
        language=pool.language,
        model=model,
        agents=agents,
        paid_hours_per_month=hours * monthly,
        fte=hours * monthly / (week.work.hours_per_week * WEEKS_PER_MONTH),
        occupancy=min(1.0, busy / hours) if hours > 0 else 0.0,
        service_level=level,
        contacts_per_month=entry.contacts_per_month * pool.share,
    )


def _achieved(week: Week, pool: PoolWeek, live: LiveWeek, part: Array) -> tuple[Array, Array]:
    """Return service level and abandonment by the hour, with the whole agents that the schedule puts on the channel."""
    chats = float(live.concurrency[0, 0])
    agents = np.maximum(np.ceil(live.need[0] - 1e-6), np.floor(pool.logged_in[0] * part + 1e-6))
    servers = np.where(live.load[0] > 0, np.maximum(1, np.floor(agents * chats + 1e-9)), 0)
    found = performance(
        live.contacts[0], live.aht[0], servers, live.targets.target_seconds, live.targets.patience_seconds
    )
    return found.service_level, found.abandonment


def _at_peak(week: Week, live: LiveWeek) -> Array:
    """Return the agents a live channel needs in the busiest month, in fractions, by the hour."""
    erlangs = live.load * live.concurrency * (week.peak / week.season)
    slots = agents_for_load(erlangs, live.aht[:, 0], live.targets)
    return (np.maximum(slots, erlangs / week.occupancy) / live.concurrency)[0]


def _peak_agents(week: Week) -> int:
    """Return the agents logged in at the busiest hour of the busiest month, every pool and deferred work included."""
    most = 0
    for pool in week.pools:
        need = sum((_at_peak(week, live) for live in pool.live), np.zeros(week.opened.shape[1]))
        floor = math.ceil(week.work.minimum_agents) if (pool.logged_in > 0).any() else 0
        peak = float(week.peak[0, 0] / week.season[0, 0])
        alone = _whole(float(pool.extra_hours[0, 0]) * peak / float(week.opened.sum()))
        most += max(_whole(need.max()), floor) + alone
    return most


def _whole(agents: float) -> int:
    return math.ceil(round(float(agents), 6))


def _floor_bound(week: Week) -> bool:
    bound = total = 0.0
    for pool in week.pools:
        if (pool.logged_in > 0).any():
            held = pool.needed + 0.5 <= week.work.minimum_agents if pool.live else pool.extra_hours <= 0
            bound += float(np.sum(week.opened * held))
            total += float(np.sum(week.opened))
    return total > 0 and bound > total / 2


def _given_headcount(work: StaffingInput, week: Week, needed: StaffingResult) -> StaffingResult:
    """Return the result with the hours of the agents given in place of what is needed, and the check."""
    assert work.agents is not None
    kept = 1 - needed.shrinkage
    per_agent = work.hours_per_week * kept
    paid = work.agents * work.hours_per_week * WEEKS_PER_MONTH
    to_cover = needed.open_hours_per_week * max(1.0, work.minimum_agents) * len(week.pools)
    wanted = needed.paid_hours_per_month * kept / WEEKS_PER_MONTH
    enough = max(to_cover, wanted) / per_agent
    headcount = Headcount(
        agents=work.agents,
        hours_available=work.agents * per_agent,
        hours_to_cover=to_cover,
        hours_needed=wanted,
        agents_to_cover=to_cover / per_agent,
        agents_needed=wanted / per_agent,
        covers_hours=work.agents * per_agent >= to_cover - 1e-6,
        covers_work=work.agents * per_agent >= wanted - 1e-6,
        shortfall_agents=max(0.0, enough - work.agents),
    )
    parts = _time_parts(week, needed)
    return replace(
        needed,
        pools=_scaled_pools(work, week, needed, paid),
        paid_hours_per_month=paid,
        fte=work.agents,
        peak_agents=math.ceil(work.agents),
        night_hours=paid * parts[0],
        weekend_hours=paid * parts[1],
        weekend_night_hours=paid * parts[2],
        headcount=headcount,
    )


def _time_parts(week: Week, needed: StaffingResult) -> tuple[float, float, float]:
    """Return the shares of paid hours at night, at the weekend and at both: as the work needs them, else as open."""
    total = needed.paid_hours_per_month
    if total > 0:
        return needed.night_hours / total, needed.weekend_hours / total, needed.weekend_night_hours / total
    opened, night, weekend = week.opened[0], week.night[0], WEEKEND
    night_share, weekend_share, both = (
        float(np.sum(opened * part) / np.sum(opened)) for part in (night, weekend, night * weekend)
    )
    return night_share, weekend_share, both


def _scaled_pools(work: StaffingInput, week: Week, needed: StaffingResult, paid: float) -> tuple[Pool, ...]:
    assert work.agents is not None
    total = needed.paid_hours_per_month
    if total <= 0:
        return tuple(
            Pool("all", pool.language, "fixed", round(work.agents * pool.share, 2), paid * pool.share,
                 work.agents * pool.share, 0.0, None, 0.0)
            for pool in week.pools
        )  # fmt: skip
    return tuple(
        replace(
            row,
            model="fixed",
            agents=round(work.agents * row.paid_hours_per_month / total, 2),
            paid_hours_per_month=paid * row.paid_hours_per_month / total,
            fte=work.agents * row.paid_hours_per_month / total,
            occupancy=min(1.0, row.occupancy * total / paid),
            service_level=None,
        )
        for row in needed.pools
    )


def staff_week_many(work: StaffingInput, draws: Mapping[str, npt.ArrayLike]) -> StaffingDraws:
    """Return the hours for many draws of the inputs at once; what is not drawn is taken from `work`.

    Keys of `draws`, each an array of one length: "contacts_per_month.<channel>", "aht_seconds.<channel>",
    "concurrency.<channel>", "slowdown.<channel>", and "shrinkage" (compounded), "max_occupancy", "deferred_occupancy",
    "peak_factor", "peak_readiness", "shift_rigidity", "blending", "hours_per_day", "days_per_week", "night_share",
    "weekend_share". One draw gives the very hours of `staff_week`. A given headcount is not looked at.
    """
    week = Week(work, draws)
    weekend = WEEKEND.astype(float)[None, :]
    parts = (1.0, week.night, weekend, week.night * weekend)
    return StaffingDraws(*(week.paid(part)[:, 0] for part in parts))
