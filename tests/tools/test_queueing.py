"""Erlang C and A: known answers, laws, the least number by brute force, and an independent simulation."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tools.simulation import interval, simulate
from tools.errors import InputError
from tools.queue_request import staff_hour
from tools.queueing import (
    Targets,
    UnreachableError,
    erlang_b,
    erlang_c,
    largest_load,
    performance,
    required_agents,
    with_shrinkage,
)

CASES = Path(__file__).parents[1] / "cases" / "staffing"
HOURS = yaml.load((CASES / "hour.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
REFUSED = yaml.load((CASES / "refused.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)

rates = st.floats(0.01, 3000)
handle_times = st.floats(10, 1800)
patiences = st.none() | st.floats(5, 3600)
levels = st.floats(0.05, 0.99)
seconds = st.floats(0, 600)


@pytest.mark.parametrize("case", HOURS, ids=lambda case: case["name"])
def test_known_answers(case):
    answer = staff_hour(case["request"])
    for key, value in case.get("expect", {}).items():
        if isinstance(value, float):
            digits = len(str(value).partition(".")[2])
            assert answer[key] == pytest.approx(value, abs=0.5001 * 10**-digits), key
        else:
            assert answer[key] == value, key
    for key, (low, high) in case.get("range", {}).items():
        assert low <= answer[key] <= high + 1e-9, key
    json.dumps(answer, allow_nan=False)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case["problems"][0][:50])
def test_wrong_requests_are_refused_in_words(case):
    with pytest.raises(InputError) as caught:
        staff_hour(case["request"])
    lines = str(caught.value).splitlines()
    assert len(lines) == len(case["problems"]), lines
    for start, line in zip(case["problems"], lines, strict=True):
        assert line.startswith(start)


def _erlang_b_by_recursion(load: float, agents: int) -> float:
    blocked = 1.0
    for n in range(1, agents + 1):
        blocked = load * blocked / (n + load * blocked)
    return blocked


@pytest.mark.parametrize("load", [0.001, 0.3, 1, 9.5, 80, 700, 4500])
@pytest.mark.parametrize("ratio", [0.3, 0.8, 1, 1.05, 1.5])
def test_erlang_b_is_what_the_recursion_gives(load, ratio):
    agents = max(1, round(load * ratio))
    assert float(erlang_b(load, agents)) == pytest.approx(_erlang_b_by_recursion(load, agents), rel=1e-9, abs=1e-200)


def _birth_and_death(rate: float, aht: float, agents: int, patience: float) -> tuple[float, float]:
    """Waiting and abandonment from the balance of M/M/n+M state by state."""
    most = agents + 6000 + int(2 * rate * patience)
    states = np.arange(1, most)
    leaving = np.minimum(states, agents) / aht + np.maximum(states - agents, 0) / patience
    log = np.concatenate([[0.0], np.cumsum(np.log(rate / leaving))])
    chance = np.exp(log - log.max())
    chance /= chance.sum()
    queue = np.maximum(np.arange(most) - agents, 0)
    return float(chance[agents:].sum()), float((chance * queue).sum() / patience / rate)


@pytest.mark.parametrize("agents", [1, 7, 60, 900, 3000])
@pytest.mark.parametrize("ratio", [0.5, 0.95, 1.0, 1.3])
@pytest.mark.parametrize("patience", [20, 300, 3000])
def test_erlang_a_is_what_the_balance_of_states_gives(agents, ratio, patience):
    aht = 240.0
    rate = agents * ratio / aht
    found = performance(rate * 3600, aht, agents, 20, patience)
    waiting, abandonment = _birth_and_death(rate, aht, agents, patience)
    assert float(found.probability_of_waiting) == pytest.approx(waiting, rel=1e-8)
    assert float(found.abandonment) == pytest.approx(abandonment, rel=1e-7, abs=1e-13)


@settings(max_examples=200, deadline=None)
@given(rates, handle_times, levels, seconds, patiences, st.floats(0.3, 1))
def test_the_answer_is_the_least_number(rate, aht, level, target, patience, occupancy):
    targets = Targets(level, target, occupancy, patience)
    agents = int(required_agents(rate, aht, targets))
    enough = targets.met(np.array([rate]), np.array([aht]), np.array([float(agents)]))
    assert enough.all()
    fewer = np.arange(max(agents - 40, 0), agents, dtype=float)
    assert not targets.met(np.full_like(fewer, rate), np.full_like(fewer, aht), fewer).any()


@settings(max_examples=100, deadline=None)
@given(rates, st.floats(1, 3), handle_times, levels, seconds, patiences)
def test_more_contacts_never_need_fewer_agents(rate, more, aht, level, target, patience):
    few, many = required_agents([rate, rate * more], aht, Targets(level, target, 0.9, patience))
    assert few <= many


@settings(max_examples=100, deadline=None)
@given(rates, handle_times, st.integers(1, 400), seconds, patiences)
def test_another_agent_never_makes_anything_worse(rate, aht, agents, target, patience):
    found = performance(rate, aht, [agents, agents + 1], target, patience)
    assert found.service_level[1] >= found.service_level[0] - 1e-9
    assert found.occupancy[1] <= found.occupancy[0] + 1e-9
    assert found.abandonment[1] <= found.abandonment[0] + 1e-9
    assert found.probability_of_waiting[1] <= found.probability_of_waiting[0] + 1e-9


@settings(max_examples=150, deadline=None)
@given(rates, handle_times, st.integers(1, 2000), seconds, patiences)
def test_shares_are_shares(rate, aht, agents, target, patience):
    found = performance(rate, aht, agents, target, patience)
    for share in (found.service_level, found.occupancy, found.probability_of_waiting, found.abandonment):
        assert 0 <= float(share) <= 1
    assert math.isnan(float(found.asa_seconds)) or float(found.asa_seconds) >= 0
    if patience is None and rate * aht / 3600 >= agents:
        assert float(found.service_level) == 0
        assert math.isnan(float(found.asa_seconds))


@settings(max_examples=80, deadline=None)
@given(st.floats(0.2, 200), st.integers(1, 30), st.floats(30, 900))
def test_erlang_a_becomes_erlang_c_as_patience_grows(load, spare, aht):
    agents = math.ceil(load) + spare
    rate = load * 3600 / aht
    patient = performance(rate, aht, agents, 20, 1e9)
    endless = performance(rate, aht, agents, 20)
    assert float(patient.service_level) == pytest.approx(float(endless.service_level), abs=1e-4)
    assert float(patient.probability_of_waiting) == pytest.approx(float(endless.probability_of_waiting), abs=1e-4)
    assert float(patient.abandonment) == pytest.approx(0, abs=1e-4)
    nearer = [abs(float(performance(rate, aht, agents, 20, p).abandonment)) for p in (1e2, 1e4, 1e6)]
    assert nearer == sorted(nearer, reverse=True)


@settings(max_examples=80, deadline=None)
@given(rates, handle_times, st.integers(1, 300), st.floats(10, 3600))
def test_littles_law(rate, aht, agents, patience):
    """People waiting are arrivals × mean wait, and those who leave are people waiting ÷ patience."""
    found = performance(rate, aht, agents, 20, patience)
    waiting = rate / 3600 * float(found.mean_wait_seconds)
    assert waiting / patience == pytest.approx(rate / 3600 * float(found.abandonment), rel=1e-9, abs=1e-15)
    served = rate * (1 - float(found.abandonment)) * aht / 3600
    assert float(found.occupancy) * agents == pytest.approx(served, rel=1e-6)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 500), handle_times, levels, patiences)
def test_the_largest_load_is_where_one_more_agent_is_needed(agents, aht, level, patience):
    targets = Targets(level, 20, 0.88, patience)
    load = float(largest_load(agents, aht, targets))
    just_under, just_over = required_agents(np.array([0.9999, 1.0001]) * load * 3600 / aht, aht, targets)
    assert just_under <= agents < just_over


@pytest.mark.parametrize("patience", [None, 60.0, 600.0])
@pytest.mark.parametrize(("rate", "aht", "agents"), [(3, 200, 1), (40, 180, 4), (200, 180, 13), (900, 240, 66)])
def test_an_independent_simulation_agrees(rate, aht, agents, patience):
    runs = [simulate(rate, aht, agents, 20, patience, 6000, seed) for seed in range(24)]
    found = performance(rate, aht, agents, 20, patience)
    pairs = {
        "service level": (found.service_level, [run.in_time for run in runs]),
        "waiting": (found.probability_of_waiting, [run.waited for run in runs]),
        "occupancy": (found.occupancy, [run.occupancy for run in runs]),
        "answer": (found.asa_seconds, [run.wait_of_answered for run in runs]),
        "abandonment": (found.abandonment, [run.abandoned for run in runs]),
    }
    for name, (computed, observed) in pairs.items():
        low, high = interval(observed)
        assert low - 1e-9 <= float(computed) <= high + 1e-9, f"{name}: {float(computed)} not in {low}–{high}"


def test_a_week_of_5000_agents_needs_no_patience():
    loads = np.linspace(0.05, 4600, 168)
    agents = required_agents(loads * 12, 300, Targets(0.8, 20, 0.95, 180, 0.05))
    assert agents[0] == 1
    assert 4600 < agents[-1] < 5000
    assert (np.diff(agents) >= 0).all()


@pytest.mark.parametrize(
    "targets",
    [{"service_level": 1.0}, {"max_occupancy": 0.0}, {"max_abandonment": 0.0, "patience_seconds": 60},
     {"max_abandonment": 0.05}, {"max_asa_seconds": 0.0}],
)  # fmt: skip
def test_what_cannot_be_met_is_said_to_be_so(targets):
    with pytest.raises(UnreachableError):
        Targets(**targets)


def test_a_load_for_a_whole_country_is_refused_rather_than_searched_for_ever():
    with pytest.raises(InputError):
        staff_hour({"contacts_per_hour": 1e7, "aht_seconds": 86400, "service_level": {"percent": 99, "seconds": 0}})


def test_nobody_and_nothing():
    assert float(erlang_c(0, 0)) == 0
    assert int(required_agents(0, 300, Targets(0.8))) == 0
    assert float(performance(10, 300, 0, 20, 60).abandonment) == 1
    assert with_shrinkage(14, 0.3) == 20
    assert with_shrinkage(7, 0.0) == 7


def test_chats_at_once_need_fewer_agents_but_not_in_proportion():
    request = {"channel": "chat", "contacts_per_hour": 120, "aht_seconds": 600,
               "service_level": {"percent": 80, "seconds": 45}, "slowdown": 0.25}  # fmt: skip
    alone, two, three = (staff_hour({**request, "concurrency": chats})["agents"] for chats in (1, 2, 3))
    assert three < two < alone
    # Two to three at once is a quarter to a third more throughput.
    assert 1.15 < two / three < 1.45
