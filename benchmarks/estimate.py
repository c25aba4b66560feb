"""How fast an estimate is, and 10,000 draws of it, against the same sum written as a plain Python loop."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from tools.brief import Brief
from tools.case import work_out
from tools.draws import MonteCarlo
from tools.estimate import _estimate as priced
from tools.estimate import estimate
from tools.parameter import Parameters

DRAWS = 10_000
PRICED = Path(__file__).parents[1] / "tests" / "cases" / "briefs" / "priced.yaml"
_FACTORS = ("model.billed_share", "rates.hourly.PH", "model.market_dispersion", "model.support_level",
            "model.compliance", "model.languages")  # fmt: skip
_ON_TOP = ("model.service_fraction", "client_side.vendor_management_fraction", "model.payments_fraction")


def priced_briefs(purpose: str) -> dict[str, tuple[str, dict[str, Any]]]:
    """The briefs kept for "estimates", "reports" or "speed" by name, each with the language of its texts."""
    kept = yaml.load(PRICED.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return {name: (one["language"], one["brief"]) for name, one in kept.items() if purpose in one["for"]}


def plain_draws(count: int) -> list[float]:
    """The monthly bill of ten agents, one draw at a time: triangular draws of the main parameters in a loop."""
    parameters = Parameters.load()
    dice = random.Random(1)
    draw = lambda name: dice.triangular(  # noqa: E731
        parameters[name].low, parameters[name].high, parameters[name].typical
    )
    totals = []
    for _ in range(count):
        bill = 10 * 40 * 52 / 12
        for name in _FACTORS:
            bill *= draw(name)
        invoice = bill * (1 + draw(_ON_TOP[0])) + draw("fees.integration_month")
        totals.append(invoice * (1 + draw(_ON_TOP[1]) + draw(_ON_TOP[2])) + 10 * draw("fees.seat_licence"))
    return totals


def run() -> list[dict[str, Any]]:
    """Return a row per brief, first time and again, and one for 10,000 draws as a ratio to plain Python."""
    parameters = Parameters.load()
    briefs = {name: Brief.parse(brief) for name, (_, brief) in priced_briefs("speed").items()}
    rows = [_estimate(name.replace("_", " "), brief) for name, brief in briefs.items()]
    brief = briefs["ten_agents_offshore"]
    ours = _best(lambda: work_out(brief, "en", parameters, MonteCarlo(DRAWS)))
    plain = _best(lambda: statistics.quantiles(plain_draws(DRAWS), n=10))
    rows.append(
        {
            "name": "10,000 draws of ten agents, every line and one-off cost",
            "seconds": ours,
            "times_faster_than_plain_python": plain / ours,
            "note": "the plain loop prices the monthly bill alone",
        }
    )
    return rows


def _estimate(name: str, brief: Brief) -> dict[str, Any]:
    """Time a brief never seen, with its week to staff; then priced again with the week known; then remembered whole."""
    started = time.perf_counter()
    estimate(brief)
    first = time.perf_counter() - started

    def afresh() -> None:
        priced.cache_clear()
        estimate(brief)

    return {
        "name": f"estimate: {name}",
        "seconds": _best(afresh),
        "seconds_first_time": first,
        "seconds_remembered": _best(lambda: estimate(brief)),
    }


def _best(work: Callable[[], object], repeat: int = 3) -> float:
    times = []
    for _ in range(repeat):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


if __name__ == "__main__":
    for row in run():
        print(row)
