"""A queue of contacts before agents, event by event: an independent check of the formulas."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Observed:
    in_time: float
    waited: float
    abandoned: float
    occupancy: float
    wait_of_answered: float


def simulate(
    contacts_per_hour: float, aht: float, agents: int, target: float, patience: float | None, contacts: int, seed: int
) -> Observed:
    """Serve `contacts` first come, first served, from an empty desk; the first tenth is not counted."""
    rng = np.random.default_rng(seed)
    arrivals = np.cumsum(rng.exponential(3600 / contacts_per_hour, contacts))
    service = rng.exponential(aht, contacts)
    patient = rng.exponential(patience, contacts) if patience is not None else np.full(contacts, np.inf)
    free_at = [0.0] * agents
    first = contacts // 10
    in_time = waited = abandoned = 0
    busy = waits = 0.0
    for number in range(contacts):
        earliest = free_at[0]
        wait = max(0.0, earliest - arrivals[number])
        counted = number >= first
        waited += counted and wait > 0
        if wait > patient[number]:
            abandoned += counted
            continue
        heapq.heapreplace(free_at, arrivals[number] + wait + service[number])
        if counted:
            in_time += wait <= target
            busy += service[number]
            waits += wait
    offered = contacts - first
    span = arrivals[-1] - arrivals[first]
    answered = offered - abandoned
    return Observed(
        in_time / offered, waited / offered, abandoned / offered, busy / span / agents, waits / max(answered, 1)
    )


def interval(runs: list[float]) -> tuple[float, float]:
    """Return the 99.9 % confidence interval of the mean of independent runs (normal, for twenty runs or more)."""
    mean, error = np.mean(runs), np.std(runs, ddof=1) / np.sqrt(len(runs))
    return float(mean - 3.9 * error), float(mean + 3.9 * error)
