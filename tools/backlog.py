"""Deferred work: a backlog to clear in time, not a queue of people waiting on the line."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

_WEEKS = 3  # the first two let the backlog settle, the last is counted


def backlog_agents(
    open_contacts: float, days_to_clear: float, contacts_per_day: float, aht_seconds: float, productive_hours: float
) -> float:
    """Return the agents (a fraction; round up) that clear a backlog in so many days and keep up with new contacts.

    `productive_hours` are hours of a working day an agent spends on contacts.
    """
    contacts = open_contacts / days_to_clear + contacts_per_day
    return contacts * aht_seconds / 3600 / productive_hours


def absorb(arriving: Array, idle: Array, opened: Array, response_hours: float) -> tuple[Array, Array]:
    """Return (work done in idle time, work that needs hours of its own), by the hour of a settled week, in hours.

    `arriving`: work that arrives, `idle`: working time to spare, `opened`: open part of each hour; shape (draws,
    hours of a week). Work is taken in order of arrival; what idle time has not reached after `response_hours` open
    hours is done in hours of its own just then; what arrives while closed counts as `by_day` has it. With one deadline
    for all, no other order uses more idle time.
    """
    arrived = np.cumsum(np.tile(arriving, (1, _WEEKS)), axis=1)
    spare = np.tile(idle, (1, _WEEKS))
    promised, over_weekend = by_day(arriving, opened)
    promised = np.cumsum(np.tile(promised, (1, _WEEKS)), axis=1) - over_weekend[:, None]
    due = _due(promised, np.cumsum(np.tile(opened, (1, _WEEKS)), axis=1), response_hours, np.tile(opened, (1, _WEEKS)))
    # Hour by hour, so an hour's figures are laid side by side.
    arrived, spare, due = (np.ascontiguousarray(values.T) for values in (arrived, spare, due))
    reached, done = np.empty_like(arrived), np.zeros((len(arrived) + 1, arriving.shape[0]))  # by the end of each hour
    for hour, (come, idle_now, late) in enumerate(zip(arrived, spare, due, strict=True)):
        np.add(done[hour], idle_now, out=reached[hour])
        np.minimum(come, reached[hour], out=reached[hour])
        np.maximum(reached[hour], late, out=done[hour + 1])
    week = arriving.shape[1]
    absorbed, extra = (np.ascontiguousarray(values[-week:].T) for values in (reached - done[:-1], done[1:] - reached))
    # A backlog that still grows has used all the idle time there is: what it grew by falls due in some later week.
    grown = np.sum(arriving - absorbed - extra, axis=1, keepdims=True)
    return absorbed, extra + np.where(grown > 1e-9, grown, 0.0) * opened / np.sum(opened, axis=1, keepdims=True)


def by_day(arriving: Array, opened: Array) -> tuple[Array, Array]:
    """Return (work by the hour from which its response time runs, the part of it that arrived the week before).

    A response time is promised for what comes in by day. The pile of a night or a weekend is worked off over the next
    open day, an equal part an open hour: nobody staffs for clearing it in the first one. Shape (draws, hours of a
    week).
    """
    moved, wrapped = np.zeros_like(arriving), np.zeros(len(arriving))
    for row, members in _alike(opened):
        shift, late = _next_day(tuple(row.tolist()))
        moved[members] = arriving[members] @ shift
        wrapped[members] = arriving[members] @ late
    return moved, wrapped


def _alike(rows: Array) -> Iterator[tuple[Array, npt.NDArray[np.bool_]]]:
    """Give every row that differs from the others once, and which rows are like it."""
    if (rows == rows[:1]).all():
        yield rows[0], np.ones(len(rows), dtype=bool)
        return
    kinds: dict[bytes, int] = {}
    which = np.array([kinds.setdefault(row.tobytes(), len(kinds)) for row in rows])
    for number in range(len(kinds)):
        members = which == number
        yield rows[int(np.argmax(members))], members


@lru_cache(maxsize=256)
def _next_day(opened: tuple[float, ...]) -> tuple[Array, Array]:
    """Return what part of each hour's arrivals counts in which hour, and what part only in the next week."""
    week = np.array(opened)
    hours = len(week)
    shift, late = np.eye(hours), np.zeros(hours)
    for hour in np.flatnonzero(week <= 0) if week.any() else ():
        ahead = np.roll(week, -hour)
        first = int(np.argmax(ahead > 0))
        closing = np.flatnonzero(ahead[first:] <= 0)
        day = np.arange(first, first + (int(closing[0]) if len(closing) else hours - first))
        shift[hour] = 0.0
        shift[hour, (day + hour) % hours] = ahead[day] / ahead[day].sum()
        late[hour] = shift[hour, :hour].sum()
    return shift, late


def _due(arrived: Array, open_hours: Array, response_hours: float, opened: Array) -> Array:
    """Return the cumulative work whose time is up at the end of each hour; nothing falls due while closed."""
    due = np.zeros_like(arrived)
    for clock, members in _alike(open_hours):
        # Work cannot be due within the hour it arrives in, nor wait for more than a week of opening hours.
        limit = min(max(response_hours, 1.0), max(clock[-1] / _WEEKS, 1.0))
        # Work that came before `index` hours were over has waited the whole response time.
        index = np.searchsorted(clock, clock - limit + 1e-9, side="right")
        padded = np.concatenate([np.zeros((int(members.sum()), 1)), arrived[members]], axis=1)
        due[members] = padded[:, index]
    return np.maximum.accumulate(np.where(opened > 0, due, 0.0), axis=1)


def levelled(due: Array, response_hours: float) -> Array:
    """Return the work done by the hour where each hour's due work is spread evenly over the response time before it.

    Shape (draws, hours of a week); the week follows itself.
    """
    span = max(1, min(round(response_hours), due.shape[1]))
    summed = np.cumsum(np.concatenate([due[:, due.shape[1] - span :], due], axis=1), axis=1)
    return (summed[:, span:] - summed[:, :-span]) / span


def level_agents(due: Array, opened: Array, response_hours: float) -> int:
    """Return the steady number of agents that does each hour's due work, spread over the response time before it."""
    hours = np.flatnonzero(opened > 0)
    if not len(hours) or due.sum() <= 0:
        return 0
    work = np.concatenate([[0.0], np.cumsum(due[hours])])
    length = np.concatenate([[0.0], np.cumsum(opened[hours])])
    spread = min(max(response_hours, 1.0), float(length[-1]))
    within = work[None, 1:] - work[:-1, None]
    time = length[None, 1:] - length[:-1, None] + spread - 1
    rate = np.where(within > 0, within / np.maximum(time, 1.0), 0.0)
    return math.ceil(round(float(np.triu(rate).max()), 9))
