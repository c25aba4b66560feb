"""From volumes to paid hours: an ordinary week, hour by hour.

Live channels (phone, chat) are queues; deferred ones (e-mail, social) are a backlog to clear within the response time. On
top of both stand the coverage floor, language pools, shifts that cannot follow every hour, and shrinkage. Every number
is passed in; nothing is read from the parameters.

    staff_week(StaffingInput(channels=(ChannelWork("phone", 5000, 240),), hours_per_day=12, days_per_week=7))
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy.typing as npt

WEEKS_PER_MONTH = 52 / 12
DEFERRED = ("email", "social")


@dataclass(frozen=True)
class ChannelWork:
    """The contacts of one channel in a month and how they are to be answered.

    `service_level` (a fraction) within `target_seconds` for phone and chat; `response_hours` (open hours) for deferred work.
    `concurrency` chats at once, each further one lengthening all of them by `slowdown` (a fraction).
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

    `languages`: language to its share of contacts; a pool each unless `bilingual`. `open_hour` is the opening time in hours
    (9.5 is 09:30; None picks a usual one). `shrinkage`: component to fraction of paid time; components compound.
    `patience_seconds` (mean) makes phone Erlang A. `peak_factor`: busiest hour over the average open hour; None keeps
    the profile's own. `minimum_agents`: logged in at every open hour in each pool; pools with deferred work only are held to it if
    `floor_for_deferred`. `agents`: a headcount that is given and only checked. `blending`: share of idle time on
    the floor that deferred work can use. `shift_rigidity`: how much of the gap to the busiest hour within a shift is paid anyway.
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
    hours_per_week: float = 40.0
    minimum_agents: float = 1.0
    floor_for_deferred: bool = True
    agents: float | None = None
    blending: float = 0.7
    shift_rigidity: float = 0.2
    night: tuple[float, float] = (22.0, 6.0)


@dataclass(frozen=True)
class Pool:
    """One channel in one language (the languages joined by "+" if agents are bilingual).

    `model`: erlang_c, erlang_a, backlog or fixed. `agents`: logged in at the busiest hour. `absorbed_hours`: hours a month of this
    channel's deferred work done in idle time of the live pools, for which nothing more is paid.
    """

    channel: str
    language: str
    model: str
    agents: int
    paid_hours_per_month: float
    fte: float
    occupancy: float
    service_level: float | None
    contacts_per_month: float
    absorbed_hours: float = 0.0


@dataclass(frozen=True)
class Headcount:
    """A given number of agents against what the work needs. Hours are logged-in hours a week.

    `shortfall_agents`: how many more are needed, 0 if they suffice.
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

    `floor_bound`: the coverage floor, not the work, sets most of the live hours. `weekend_night_hours` are counted in
    both `night_hours` and `weekend_hours`.
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


def staff_week(work: StaffingInput) -> StaffingResult:
    """Return the staffing of an ordinary week, as a month of it."""
    raise NotImplementedError


@dataclass(frozen=True)
class StaffingDraws:
    """Paid hours a month, one entry a draw: in all, at night (22–6), at the weekend."""

    paid_hours: npt.NDArray
    night_hours: npt.NDArray
    weekend_hours: npt.NDArray
    weekend_night_hours: npt.NDArray


def staff_week_many(work: StaffingInput, draws: Mapping[str, npt.ArrayLike]) -> StaffingDraws:
    """Return the hours for many draws of the inputs at once; what is not drawn is taken from `work`.

    Keys of `draws`, each an array of one length: "contacts_per_month.<channel>", "aht_seconds.<channel>",
    "concurrency.<channel>", "slowdown.<channel>", "shrinkage" (the compounded fraction), "max_occupancy", "peak_factor", "shift_rigidity",
    "blending". One draw gives the very hours of `staff_week`.
    """
    raise NotImplementedError
