"""How fast a week of 168 hours is staffed, as ratios against plain Python and against pyworkforce's Erlang C."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from pyworkforce.queuing import ErlangC

from tools.queueing import Targets, required_agents
from tools.staffing import ChannelWork, StaffingInput, staff_week, staff_week_many

AHT_SECONDS, LEVEL, TARGET_SECONDS, OCCUPANCY = 300.0, 0.8, 20.0, 0.85
BUSIEST = {1: 0.1, 100: 82.0, 2000: 1690.0}  # agents at the busiest hour, and the load in Erlangs that needs them


def plain_python(contacts_per_hour: float) -> int:
    """Least agents by Erlang B's recursion, one agent at a time: what a careful person writes first."""
    load = contacts_per_hour * AHT_SECONDS / 3600
    blocked, agents = 1.0, 0
    while True:
        agents += 1
        blocked = load * blocked / (agents + load * blocked)
        if agents <= load or load / agents > OCCUPANCY + 1e-9:
            continue
        waiting = agents * blocked / (agents - load * (1 - blocked))
        if 1 - waiting * np.exp(-(agents - load) * TARGET_SECONDS / AHT_SECONDS) >= LEVEL - 1e-9:
            return agents


def pyworkforce(contacts_per_hour: float) -> int:
    """Return pyworkforce's answer for the same hour; times in minutes, as it wants them."""
    queue = ErlangC(transactions=contacts_per_hour, aht=AHT_SECONDS / 60, interval=60, asa=TARGET_SECONDS / 60)
    return int(queue.required_positions(service_level=LEVEL, max_occupancy=OCCUPANCY)["raw_positions"])


def run() -> list[dict[str, Any]]:
    """Return one row per size: seconds of each way, ratios to this project's, and where answers differ."""
    rows = []
    for agents, load in BUSIEST.items():
        hours = np.sin(np.linspace(0.05, np.pi - 0.05, 168)) * load * 3600 / AHT_SECONDS
        targets = Targets(LEVEL, TARGET_SECONDS, OCCUPANCY)
        ours, mine = _best(lambda hours=hours, targets=targets: required_agents(hours, AHT_SECONDS, targets))
        plain, reference = _best(lambda hours=hours: [plain_python(rate) for rate in hours])
        other, theirs = _best(lambda hours=hours: [pyworkforce(rate) for rate in hours], repeat=1)
        rows.append(
            {
                "name": f"Erlang C, a week, {agents} agents at the busiest hour",
                "seconds": ours,
                "times_faster_than_plain_python": plain / ours,
                "times_faster_than_pyworkforce": other / ours,
                "hours_differing_from_plain_python": _differing(mine, reference),
                "hours_differing_from_pyworkforce": _differing(mine, theirs),
            }
        )
    return rows + _weeks()


def _weeks() -> list[dict[str, Any]]:
    work = StaffingInput(
        (ChannelWork("phone", 20_000, 240), ChannelWork("email", 5_000, 600)), hours_per_day=24, days_per_week=7,
        shrinkage={"all": 0.3}, patience_seconds=180,
    )  # fmt: skip
    rng = np.random.default_rng(1)
    draws = {
        "contacts_per_month.phone": rng.uniform(15e3, 25e3, 1000),
        "aht_seconds.phone": rng.uniform(180, 300, 1000),
    }
    one, _ = _best(lambda: staff_week(work))
    many, _ = _best(lambda: staff_week_many(work, draws))
    return [
        {"name": "a whole desk, one week", "seconds": one},
        {"name": "a whole desk, 1,000 draws of a week", "seconds": many, "weeks_per_second": 1000 / many},
    ]


def _best(work: Callable[[], Any], repeat: int = 3) -> tuple[float, Any]:
    seconds, answer = [], None
    for _ in range(repeat):
        start = time.perf_counter()
        answer = work()
        seconds.append(time.perf_counter() - start)
    return min(seconds), answer


def _differing(ours: Iterable[int], theirs: Iterable[int]) -> int:
    return sum(int(a) != int(b) for a, b in zip(ours, theirs, strict=True))


if __name__ == "__main__":
    for row in run():
        print("  ".join(f"{key}={value:.4g}" if isinstance(value, float) else str(value) for key, value in row.items()))
