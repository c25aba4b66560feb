"""Volumes to paid hours: the arithmetic of hours, and laws that hold of every desk."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tools.simulation import interval, simulate
from tools.backlog import absorb, backlog_agents, level_agents
from tools.capacity import agents_for_load
from tools.hours import compounded, hourly_cost
from tools.profile import FLAT, ProfileError, load_profiles, parse_profiles
from tools.queueing import Targets, UnreachableError, performance, required_agents
from tools.staffing import ChannelWork, StaffingInput, staff_week, staff_week_many

CASES = Path(__file__).parents[1] / "cases" / "staffing"
BACKLOGS = yaml.load((CASES / "backlog.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)

PHONE = ChannelWork("phone", 5000, 240)
CHAT = ChannelWork("chat", 3000, 600, 0.8, 45, concurrency=2, slowdown=0.25)
EMAIL = ChannelWork("email", 2000, 600, response_hours=12)
DESK = StaffingInput((PHONE, CHAT, EMAIL), hours_per_day=12, days_per_week=7, shrinkage={"all": 0.3})


@pytest.mark.parametrize("case", BACKLOGS, ids=lambda case: f"{case['agents']} agents")
def test_a_backlog_is_cleared_in_time(case):
    agents = backlog_agents(*(value for key, value in case.items() if key not in ("agents", "whole")))
    assert agents == pytest.approx(case["agents"], abs=0.005)
    assert math.ceil(agents) == case["whole"]


def test_which_hour():
    cost = hourly_cost(194_887.34, 150, 176, (0.103, 0.14), markup=0.2, occupancy=0.7686)
    assert round(cost.per_fte, 2) == 1559.10
    assert round(cost.per_paid_hour, 2) == 8.86
    assert round(cost.per_productive_hour, 2) == 11.48
    assert round(cost.per_talk_hour, 2) == 14.94


def test_shrinkage_compounds():
    assert compounded([0.103, 0.14]) == pytest.approx(0.22858)
    assert compounded([]) == 0


def test_a_seat_round_the_clock_is_six_people_at_thirty_per_cent():
    work = StaffingInput((ChannelWork("phone", 1, 240),), hours_per_day=24, days_per_week=7)
    assert staff_week(work).fte == pytest.approx(4.2)
    assert staff_week(replace(work, shrinkage={"all": 0.3})).fte == pytest.approx(6.0)
    assert staff_week(replace(work, shrinkage={"all": 0.3})).floor_bound


def test_the_floor_stands_under_every_language():
    two = replace(DESK, channels=(ChannelWork("phone", 10, 240),), languages={"ru": 0.5, "en": 0.5})
    one = replace(two, bilingual=True)
    assert staff_week(two).paid_hours_per_month == pytest.approx(2 * staff_week(one).paid_hours_per_month)
    assert [pool.language for pool in staff_week(one).pools] == ["ru+en"]


def test_no_contacts_need_nobody():
    nothing = staff_week(replace(DESK, channels=(replace(PHONE, contacts_per_month=0),)))
    assert nothing.paid_hours_per_month == 0
    assert nothing.peak_agents == 0
    assert nothing.pools == ()


def test_a_flat_week_is_erlang_c_times_the_hours():
    # 730 calls an hour-of-a-month, flat: every hour needs the same, so shifts add nothing.
    work = StaffingInput((ChannelWork("phone", 100 * 168 * 52 / 12, 300),), hours_per_day=24, days_per_week=7,
                         profiles={"phone": FLAT}, max_occupancy=1)  # fmt: skip
    agents = int(required_agents(100, 300, Targets(0.8, 20)))
    result = staff_week(work)
    assert result.pools[0].agents == agents
    hours = result.paid_hours_per_month / (168 * 52 / 12)
    assert agents - 0.5 <= hours <= agents + 0.5  # an agent up or down is averaged over weeks that differ
    floored = performance(100, 300, agents, 20)
    assert result.pools[0].service_level == pytest.approx(float(floored.service_level), abs=0.06)


@pytest.mark.parametrize("patience", [None, 120.0])
def test_smooth_agents_rounded_up_are_the_least_whole_number(patience):
    targets = Targets(0.8, 20, patience_seconds=patience)
    loads = np.concatenate([np.linspace(0.01, 40, 400), np.linspace(41, 900, 100)])
    for aht in (60.0, 217.0, 900.0):
        smooth = agents_for_load(loads[None, :], np.array([aht]), targets)[0]
        exact = required_agents(loads * 3600 / aht, aht, targets)
        # Between rungs of the ladder capacity is interpolated: a hundredth of an agent, or 0.02 % of a large desk.
        assert (exact - smooth <= 1.01 + 0.0002 * exact).all()
        assert (exact - smooth >= -0.01 - 0.0002 * exact).all()


def test_pools_add_up_to_the_desk():
    for work in (DESK, replace(DESK, languages={"ru": 0.7, "en": 0.3}), replace(DESK, agents=9.0)):
        result = staff_week(work)
        assert sum(pool.paid_hours_per_month for pool in result.pools) == pytest.approx(result.paid_hours_per_month)
        assert sum(pool.fte for pool in result.pools) == pytest.approx(result.fte)
        assert result.weekend_night_hours <= min(result.night_hours, result.weekend_hours) + 1e-9


def test_idle_time_absorbs_email():
    quiet = replace(DESK, channels=(ChannelWork("phone", 300, 240), ChannelWork("email", 300, 600)))
    result = staff_week(quiet)
    assert result.absorbed_hours == pytest.approx(50)  # all 300 × 600 s
    assert result.paid_hours_per_month == staff_week(replace(quiet, channels=quiet.channels[:1])).paid_hours_per_month
    apart = staff_week(replace(quiet, blending=0.0))
    assert apart.absorbed_hours == 0
    assert apart.paid_hours_per_month > result.paid_hours_per_month


def test_email_alone_needs_the_hours_of_the_work_not_erlang():
    email = replace(DESK, channels=(replace(EMAIL, contacts_per_month=60_000),), floor_for_deferred=False)
    result = staff_week(email)
    assert [pool.model for pool in result.pools] == ["backlog"]
    assert result.paid_hours_per_month == pytest.approx(60_000 * 600 / 3600 / 0.85 / 0.7)


@pytest.mark.parametrize(("hours", "days"), [(8, 5), (12, 7), (24, 7)])
def test_the_peaks_of_an_urgent_answer_are_paid_for(hours, days):
    desk = replace(DESK, hours_per_day=float(hours), days_per_week=days, floor_for_deferred=False)
    work = [replace(EMAIL, contacts_per_month=20_000, response_hours=response) for response in (1.0, 6.0, 24.0)]
    urgent, soon, later = (staff_week(replace(desk, channels=(one,))).paid_hours_per_month for one in work)
    assert later == pytest.approx(20_000 * 600 / 3600 / 0.85 / 0.7)
    assert later * 1.02 < soon < urgent < later * 1.2
    rigid = [staff_week(replace(desk, channels=work[:1], shift_rigidity=part)).paid_hours_per_month for part in (0, 1)]
    assert rigid[0] == pytest.approx(later)
    assert rigid[1] - later == pytest.approx(5 * (urgent - later))


def test_a_given_headcount_is_checked_against_the_hours():
    round_the_clock = replace(DESK, hours_per_day=24, languages={"ru": 0.6, "en": 0.4}, agents=8.0)
    result = staff_week(round_the_clock)
    assert result.fte == 8
    assert result.paid_hours_per_month == pytest.approx(8 * 40 * 52 / 12)
    assert result.headcount.agents_to_cover == pytest.approx(12)
    assert not result.headcount.covers_hours
    assert result.headcount.shortfall_agents > 4
    plenty = staff_week(replace(round_the_clock, agents=60.0)).headcount
    assert plenty.covers_hours
    assert plenty.covers_work
    assert plenty.shortfall_agents == 0


def test_a_headcount_without_volumes_is_priced_by_its_hours():
    result = staff_week(StaffingInput((), agents=5, hours_per_day=24, days_per_week=7))
    assert [(pool.model, pool.fte) for pool in result.pools] == [("fixed", 5)]
    assert result.night_hours == pytest.approx(result.paid_hours_per_month / 3)
    assert result.weekend_hours == pytest.approx(result.paid_hours_per_month * 2 / 7)


def test_a_service_level_of_a_hundred_is_refused():
    with pytest.raises(UnreachableError):
        staff_week(replace(DESK, channels=(replace(PHONE, service_level=1.0),)))


def test_thousands_of_agents_come_near_to_the_occupancy_cap():
    result = staff_week(replace(DESK, channels=(ChannelWork("phone", 3_000_000, 300),), shift_rigidity=0.0))
    assert result.pools[0].occupancy == pytest.approx(0.85, abs=0.002)
    assert result.peak_agents > 1000


def test_chats_at_once_save_hours():
    chats = [staff_week(replace(DESK, channels=(replace(CHAT, contacts_per_month=60_000, concurrency=c),)))
             for c in (1, 2, 3)]  # fmt: skip
    hours = [result.paid_hours_per_month for result in chats]
    assert hours[0] > hours[1] > hours[2]
    assert hours[1] / hours[2] == pytest.approx(1.25, abs=0.03)


# --- laws ---

channels = st.lists(
    st.builds(
        ChannelWork,
        st.sampled_from(["phone", "chat", "email", "social"]),
        st.floats(1, 60_000),
        st.sampled_from([45.0, 120.0, 240.0, 420.0, 900.0]),
        service_level=st.sampled_from([0.7, 0.8, 0.9]),
        target_seconds=st.sampled_from([10.0, 20.0, 60.0]),
        response_hours=st.sampled_from([1.0, 4.0, 12.0, 24.0]),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda work: work.channel,
).map(tuple)
desks = st.builds(
    StaffingInput,
    channels=channels,
    languages=st.sampled_from([{"en": 1.0}, {"ru": 0.7, "en": 0.3}]),
    bilingual=st.booleans(),
    hours_per_day=st.sampled_from([4.0, 8.0, 8.5, 9.0, 12.0, 16.0, 24.0]),
    days_per_week=st.integers(1, 7),
    shrinkage=st.sampled_from([{}, {"a": 0.3}, {"a": 0.1, "b": 0.14}]),
    patience_seconds=st.sampled_from([None, 90.0, 300.0]),
    peak_factor=st.sampled_from([None, 1.0, 1.5]),
)
laws = settings(max_examples=settings.default.max_examples * 3 // 5, deadline=None)


@laws
@given(desks, st.floats(1.0, 4.0))
def test_more_volume_never_needs_fewer_hours(work, factor):
    more = tuple(replace(c, contacts_per_month=c.contacts_per_month * factor) for c in work.channels)
    before, after = staff_week(work), staff_week(replace(work, channels=more))
    assert after.paid_hours_per_month >= before.paid_hours_per_month * (1 - 1e-9)
    assert after.peak_agents >= before.peak_agents


@laws
@given(desks, st.sampled_from([1.0, 2.0, 4.0, 8.0]), st.integers(0, 3))
def test_longer_coverage_never_needs_fewer_hours(work, hours, days):
    longer = replace(work, hours_per_day=min(24.0, work.hours_per_day + hours),
                     days_per_week=min(7, work.days_per_week + days))  # fmt: skip
    assert staff_week(longer).paid_hours_per_month >= staff_week(work).paid_hours_per_month * (1 - 1e-9)


@laws
@given(desks, st.sampled_from([1.0, 2.0, 5.0, 9.0, 30.0]))
def test_a_shorter_response_time_never_needs_fewer_hours(work, later):
    patient = tuple(replace(c, response_hours=c.response_hours + later) for c in work.channels)
    hours = [staff_week(replace(work, channels=some)).paid_hours_per_month for some in (work.channels, patient)]
    assert hours[0] >= hours[1] * (1 - 1e-9)


@laws
@given(desks)
def test_every_law_of_one_desk(work):
    result = staff_week(work)
    assert result.paid_hours_per_month * (1 - result.shrinkage) >= result.workload_hours / 6
    assert result.paid_hours_per_month >= result.floor_hours - 1e-6
    assert result.absorbed_hours <= result.workload_hours * 1.3
    for pool in result.pools:
        assert 0 <= pool.occupancy <= 1
        assert pool.agents >= 0
        assert pool.service_level is None or 0 <= pool.service_level <= 1
        if pool.model.startswith("erlang") and pool.fte > 60:
            target = next(c for c in work.channels if c.channel == pool.channel)
            assert pool.service_level >= target.service_level - 0.005
    # One draw is the very same week.
    drawn = staff_week_many(work, {"shrinkage": [result.shrinkage]})
    assert drawn.paid_hours[0] == pytest.approx(result.paid_hours_per_month)
    assert drawn.night_hours[0] == pytest.approx(result.night_hours)


@laws
@given(desks, st.floats(0.02, 0.5))
def test_more_shrinkage_needs_more_paid_hours(work, shrinkage):
    more = replace(work, shrinkage={**work.shrinkage, "more": shrinkage})
    assert staff_week(more).paid_hours_per_month == pytest.approx(
        staff_week(work).paid_hours_per_month / (1 - shrinkage)
    )


def test_draws_are_what_single_weeks_are():
    rng = np.random.default_rng(7)
    draws = {
        "contacts_per_month.phone": rng.uniform(1000, 9000, 12),
        "aht_seconds.phone": rng.uniform(120, 500, 12),
        "concurrency.chat": rng.uniform(1, 3, 12),
        "max_occupancy": rng.uniform(0.8, 0.9, 12),
        "peak_factor": rng.uniform(1, 2, 12),
        "hours_per_day": rng.uniform(6, 24, 12),
        "days_per_week": rng.integers(3, 8, 12),
    }
    many = staff_week_many(DESK, draws).paid_hours
    for number in range(12):
        one = {name: float(values[number]) for name, values in draws.items()}
        work = replace(
            DESK,
            channels=(
                ChannelWork("phone", one["contacts_per_month.phone"], one["aht_seconds.phone"]),
                replace(CHAT, concurrency=one["concurrency.chat"]),
                EMAIL,
            ),
            max_occupancy=one["max_occupancy"], deferred_occupancy=0.85, peak_factor=one["peak_factor"],
            hours_per_day=one["hours_per_day"], days_per_week=round(one["days_per_week"]),
        )  # fmt: skip
        assert many[number] == pytest.approx(staff_week(work).paid_hours_per_month, rel=1e-9)


def test_the_staffed_week_holds_its_service_level_in_simulation():
    """Simulate the busiest hour of a desk with the agents the plan puts there."""
    work = StaffingInput((ChannelWork("phone", 40_000, 240),), hours_per_day=10, days_per_week=5)
    result = staff_week(work)
    weights = load_profiles()["phone"].week().reshape(7, 24)[:5, 9:19]
    busiest = 40_000 * 12 / 52 * weights.max() / weights.sum()
    runs = [simulate(busiest, 240, int(result.pools[0].agents), 20, None, 6000, seed).in_time for seed in range(20)]
    assert interval(runs)[0] >= 0.8


# --- deferred work ---


@laws
@given(st.integers(0, 10_000), st.floats(1, 40), st.floats(0, 3))
def test_all_deferred_work_is_done_and_none_of_it_late(seed, response, spare):
    rng = np.random.default_rng(seed)
    opened = (rng.random((1, 168)) < 0.5).astype(float)
    opened[0, 10] = 1.0
    arriving = rng.random((1, 168))
    idle = rng.random((1, 168)) * spare * opened
    absorbed, extra = absorb(arriving, idle, opened, response)
    assert (absorbed >= -1e-12).all()
    assert (extra >= -1e-12).all()
    assert (absorbed <= idle + 1e-9).all()
    assert (extra[opened == 0] <= 1e-9).all()
    assert absorbed.sum() + extra.sum() == pytest.approx(arriving.sum())
    longer = absorb(arriving, idle, opened, response + 5)[0]
    assert longer.sum() >= absorbed.sum() - 1e-9


def test_a_steady_stream_needs_a_steady_level():
    assert level_agents(np.full(168, 3.0), np.ones(168), 8) == 3
    assert level_agents(np.zeros(168), np.ones(168), 8) == 0
    burst = np.zeros(168)
    burst[20] = 24.0
    assert level_agents(burst, np.ones(168), 8) == 3


# --- profiles ---


def test_the_shipped_profiles_are_of_every_channel():
    assert set(load_profiles()) == {"phone", "chat", "email", "social"}


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        ([], "must be an object"),
        ({"profiles": {"phone": {"hour_of_day": [1] * 24}}}, "profiles.phone: must have"),
        (
            {"profiles": {"phone": {"hour_of_day": [1] * 23, "day_of_week": [1] * 7}}},
            "hour_of_day: must be a list of 24",
        ),
        ({"profiles": {"phone": {"hour_of_day": [1] * 24, "day_of_week": [0] * 7}}}, "day_of_week: 0 is not a weight"),
        ({"profiles": {}, "hours": 1}, "hours: there is no such field"),
    ],
)
def test_wrong_profiles_are_refused(document, problem):
    with pytest.raises(ProfileError, match=problem):
        parse_profiles(document)
