"""A week hour by hour, for one or thousands of draws of its inputs at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from tools import backlog
from tools.capacity import agents_for_load
from tools.hours import compounded
from tools.profile import FLAT, WEEKEND, Profile, load_profiles, night_part, open_share, reweighted, usual_opening
from tools.queueing import Targets

Array = npt.NDArray[np.float64]

WEEKS_PER_MONTH = 52 / 12
DEFERRED = ("email", "social")
_SHIFT_REACH = 4  # hours either way within which a shift cannot shrink to what the hour needs


@dataclass(frozen=True)
class ChannelWork:
    """The contacts of one channel in a month and how they are to be answered.

    `service_level` (a fraction) within `target_seconds` for phone and chat; `response_hours` (open hours) for deferred
    work. `concurrency` chats at once, each further one lengthening all of them by `slowdown` (a fraction).
    """

    channel: str
    contacts_per_month: float
    aht_seconds: float
    service_level: float = 0.8
    target_seconds: float = 20.0
    response_hours: float = 24.0
    concurrency: float = 1.0
    slowdown: float = 0.0


@dataclass(frozen=True)
class StaffingInput:
    """All that staffing a week depends on.

    The volume stated is what the desk handles: it arrives in the hours it is open, in the proportions of the profile.

    - `languages`: language to its share of contacts; a pool each unless agents are `bilingual`.
    - `open_hour`: opening time in hours (9.5 is 09:30); None picks the usual one for a day so long.
    - `shrinkage`: component to fraction of paid time; components compound.
    - `max_occupancy`: cap on live work, `deferred_occupancy` on deferred work (the same unless given).
    - `patience_seconds` (mean) makes phone Erlang A, `max_abandonment` (a fraction) then is a target too.
    - `peak_factor`: busiest month over the average, None is 1; `peak_readiness`: how much of that peak is
      paid in ordinary months too.
    - `hours_per_week`: paid hours of a full-time agent.
    - `minimum_agents`: logged in at every open hour in each pool; pools with deferred work only are held to it if
      `floor_for_deferred`. 0 is a service shared with other clients: no floor, no whole agents.
    - `agents`: a headcount that is given; it replaces what the work needs and is checked against it.
    - `blending`: share of the idle time of live pools that deferred work can use.
    - `shift_rigidity`: how much of the gap to the busiest hour within four hours is paid, as shifts cannot follow it.
    - `night`: from and to o'clock; `night_share`, `weekend_share`: share of a round-the-clock week's contacts in them,
      None keeps the profile's own. `profiles`: by channel; None takes the shipped ones.
    """

    channels: tuple[ChannelWork, ...] = ()
    languages: Mapping[str, float] = field(default_factory=lambda: {"en": 1.0})
    bilingual: bool = False
    hours_per_day: float = 9.0
    days_per_week: int = 5
    open_hour: float | None = None
    shrinkage: Mapping[str, float] = field(default_factory=dict)
    max_occupancy: float = 0.85
    deferred_occupancy: float | None = None
    patience_seconds: float | None = None
    max_abandonment: float | None = None
    peak_factor: float | None = None
    peak_readiness: float = 0.3
    hours_per_week: float = 40.0
    minimum_agents: float = 1.0
    floor_for_deferred: bool = True
    agents: float | None = None
    blending: float = 0.7
    shift_rigidity: float = 0.2
    night: tuple[float, float] = (22.0, 6.0)
    night_share: float | None = None
    weekend_share: float | None = None
    profiles: Mapping[str, Profile] | None = None


@dataclass
class LiveWeek:
    """A live channel of a pool, by draw and hour. Loads are busy agents; `need` is agents, in fractions."""

    work: ChannelWork
    contacts: Array
    aht: Array
    load: Array
    need: Array
    targets: Targets
    concurrency: Array


@dataclass
class DeferredWeek:
    """A deferred channel of a pool: hours of work by draw and hour of the week."""

    work: ChannelWork
    arriving: Array
    absorbed: Array
    extra: Array
    own_hours: Array  # logged-in hours a week for it alone, by draw


@dataclass
class PoolWeek:
    """The week of one language: what its channels need and who is logged in."""

    language: str
    share: float
    live: list[LiveWeek]
    deferred: list[DeferredWeek]
    needed: Array  # agents for the live work, before floor and shifts
    logged_in: Array  # agents on the floor
    extra_hours: Array  # logged-in hours a week for deferred work alone, by draw


class Week:
    """One week for all draws: every array is (draws, 168) or (draws, 1)."""

    def __init__(self, work: StaffingInput, draws: Mapping[str, npt.ArrayLike]) -> None:
        self.work, self._draws = work, draws
        self.size = max([np.size(values) for values in draws.values()], default=1)
        hours = self.value("hours_per_day", work.hours_per_day)
        opening = usual_opening(hours) if work.open_hour is None else np.full_like(hours, work.open_hour)
        self.opened = open_share(hours, self.value("days_per_week", work.days_per_week), opening)
        self.shrinkage = self.value("shrinkage", compounded(work.shrinkage.values()))
        self.occupancy = self.value("max_occupancy", work.max_occupancy)
        self.deferred_occupancy = self.value("deferred_occupancy", work.deferred_occupancy or work.max_occupancy)
        self.peak = self.value("peak_factor", work.peak_factor or 1.0)
        self.season = 1 + (self.peak - 1) * self.value("peak_readiness", work.peak_readiness)
        self.night = night_part(*work.night)[None, :]
        languages = {"+".join(work.languages): 1.0} if work.bilingual else dict(work.languages)
        whole = sum(languages.values())
        self.pools = [self._pool(name, share / whole) for name, share in languages.items() if share > 0]

    def value(self, name: str, otherwise: float) -> Array:
        """Return what was drawn for `name`, or the same value for every draw."""
        values = np.asarray(self._draws.get(name, otherwise), dtype=float)
        return np.array(np.broadcast_to(values, (self.size,)))[:, None]

    def _optional(self, name: str, otherwise: float | None) -> Array | None:
        return None if otherwise is None and name not in self._draws else self.value(name, otherwise or 0.0)

    def _weights(self, channel: str) -> Array:
        profiles = load_profiles() if self.work.profiles is None else self.work.profiles
        weights = np.broadcast_to(profiles.get(channel, FLAT).week(), self.opened.shape)
        weekend = self._optional("weekend_share", self.work.weekend_share)
        weights = reweighted(weights, WEEKEND.astype(float)[None, :], weekend)
        return reweighted(weights, self.night, self._optional("night_share", self.work.night_share))

    def _pool(self, language: str, share: float) -> PoolWeek:
        handled = self.work.channels
        live = [self._live(work, share) for work in handled if work.channel not in DEFERRED]
        live = [channel for channel in live if channel.load.any()]
        deferred = [self._deferred(work, share) for work in handled if work.channel in DEFERRED]
        deferred = [channel for channel in deferred if channel.arriving.any()]
        needed = sum((channel.need for channel in live), np.zeros_like(self.opened))
        logged_in = self._logged_in(needed, bool(live), bool(deferred))
        pool = PoolWeek(language, share, live, deferred, needed, logged_in, np.zeros((self.size, 1)))
        self._clear_deferred(pool)
        return pool

    def _live(self, work: ChannelWork, share: float) -> LiveWeek:
        weights = self._weights(work.channel)
        volume = self._weekly(work) * share
        # Contacts an hour while the desk is open; a part-open hour has that rate for its open part.
        rate = np.where(self.opened > 0, volume * weights / np.sum(weights * self.opened, axis=1, keepdims=True), 0)
        chats = self.value(f"concurrency.{work.channel}", work.concurrency)
        slower = 1 + self.value(f"slowdown.{work.channel}", work.slowdown) * (chats - 1)
        aht = self.value(f"aht_seconds.{work.channel}", work.aht_seconds) * slower
        phone = work.channel == "phone"
        targets = Targets(
            work.service_level,
            work.target_seconds,
            patience_seconds=self.work.patience_seconds if phone else None,
            max_abandonment=self.work.max_abandonment if phone and self.work.patience_seconds is not None else None,
        )
        erlangs = rate * aht / 3600
        slots = agents_for_load(erlangs, aht[:, 0], targets)
        # The occupancy cap is on the load offered: a plan does not count on callers hanging up.
        need = np.maximum(slots, erlangs / self.occupancy) / chats
        return LiveWeek(work, rate, aht, erlangs / chats, need, targets, chats)

    def _weekly(self, work: ChannelWork) -> Array:
        volume = self.value(f"contacts_per_month.{work.channel}", work.contacts_per_month)
        return volume / WEEKS_PER_MONTH * self.season

    def _deferred(self, work: ChannelWork, share: float) -> DeferredWeek:
        weights = self._weights(work.channel)
        aht = self.value(f"aht_seconds.{work.channel}", work.aht_seconds)
        arriving = self._weekly(work) * share * aht / 3600 * weights / np.sum(weights, axis=1, keepdims=True)
        return DeferredWeek(work, arriving, np.zeros_like(arriving), np.zeros_like(arriving), np.zeros((self.size, 1)))

    def _logged_in(self, needed: Array, live: bool, deferred: bool) -> Array:
        """Return agents on the floor: the need, the floor under it, and what shifts add."""
        least = self.work.minimum_agents
        if not live:
            floor = least if deferred and self.work.floor_for_deferred else 0.0
            return np.where(self.opened > 0, floor, 0.0)
        # Whole agents are scheduled, so an hour needs half an agent more on average over weeks that are never alike;
        # the average keeps a little more work from jumping by an agent in every hour at once.
        agents = np.where(self.opened > 0, np.maximum(needed + 0.5 * min(1.0, least), least), 0.0)
        return self._in_shifts(agents, self.opened)

    def _in_shifts(self, agents: Array, opened: Array) -> Array:
        """Return agents on the floor for the agents needed by the hour: shifts follow the need only in part."""
        around = agents.copy()
        for step in range(1, _SHIFT_REACH + 1):
            around = np.maximum(around, np.maximum(np.roll(agents, step, axis=1), np.roll(agents, -step, axis=1)))
        rigid = self.value("shift_rigidity", self.work.shift_rigidity)
        return np.where(opened > 0, agents + rigid * (around - agents), 0.0)

    def _clear_deferred(self, pool: PoolWeek) -> None:
        """Do deferred work in idle time first, then in hours of its own; most urgent channel first."""
        if not pool.deferred:
            return
        busy = sum((channel.load for channel in pool.live), np.zeros_like(self.opened))
        if pool.live:
            usable = self.value("blending", self.work.blending)
            idle = usable * np.maximum(pool.logged_in * self.occupancy - busy, 0) * self.opened
        else:
            idle = pool.logged_in * self.deferred_occupancy * self.opened
        for channel in sorted(pool.deferred, key=lambda channel: channel.work.response_hours):
            if idle.any():
                channel.absorbed, channel.extra = backlog.absorb(
                    channel.arriving, idle, self.opened, channel.work.response_hours
                )
                idle = np.maximum(idle - channel.absorbed, 0)
            else:
                channel.extra = channel.arriving
            channel.own_hours = np.sum(channel.extra, axis=1, keepdims=True) / self.deferred_occupancy
        self._add_peaks(pool)
        pool.extra_hours = np.sum([channel.own_hours for channel in pool.deferred], axis=0)

    def _add_peaks(self, pool: PoolWeek) -> None:
        """Add what urgent deferred work needs beyond its hours, as shifts cannot follow its peaks."""
        peaks = [self._peaks(channel.work) for channel in pool.deferred]
        if pool.live:
            for channel, factor in zip(pool.deferred, peaks, strict=True):
                channel.own_hours = channel.own_hours * factor
            return
        # The floor does part of the work alone: what it leaves over must not rise when the desk opens longer.
        whole = [np.sum(one.arriving, axis=1, keepdims=True) / self.deferred_occupancy for one in pool.deferred]
        floor = np.sum(pool.logged_in * self.opened, axis=1, keepdims=True)
        wanted = np.sum([hours * factor for hours, factor in zip(whole, peaks, strict=True)], axis=0) - floor
        more = np.maximum(wanted - np.sum([channel.own_hours for channel in pool.deferred], axis=0), 0)
        for channel, hours in zip(pool.deferred, whole, strict=True):
            channel.own_hours = channel.own_hours + more * hours / np.sum(whole, axis=0)

    def _peaks(self, work: ChannelWork) -> Array:
        """Return hours paid for an hour of deferred work, by draw: one where it can be levelled over the day."""
        response = work.response_hours
        urgent = self.opened.reshape(self.size, -1, 24).sum(axis=2).max(axis=1, keepdims=True) > response
        if not urgent.any():
            return np.ones((self.size, 1))
        # By the day's own rhythm and not by the hours open: opening longer must not make it cheaper.
        agents = backlog.levelled(self._weights(work.channel), response)
        shifts = self._in_shifts(agents, np.ones_like(agents))
        return np.where(urgent, np.sum(shifts, axis=1, keepdims=True) / np.sum(agents, axis=1, keepdims=True), 1.0)

    def paid(self, part: Array | float = 1.0) -> Array:
        """Return paid hours a month in `part` of the week, by draw: given agents, or what the work needs."""
        logged = np.zeros((self.size, 1))
        for pool in self.pools:
            hours = pool.logged_in * self.opened
            logged += np.sum(hours * part, axis=1, keepdims=True) + pool.extra_hours * self._when_extra(part)
        return logged / (1 - self.shrinkage) * WEEKS_PER_MONTH

    def _when_extra(self, part: Array | float) -> Array:
        """Return the share of deferred work's own hours in `part`: by day if the desk is open by day."""
        by_day = self.opened * (1 - self.night)
        spread = np.where(by_day.any(axis=1, keepdims=True), by_day, self.opened)
        return np.sum(spread * part, axis=1, keepdims=True) / np.sum(spread, axis=1, keepdims=True)
