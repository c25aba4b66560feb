"""What the market asks for the work of a case: by the hour, the minute, the contact, the agent, the month."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tools.case import Case, own_team_base
from tools.money import Array
from tools.offers import billed_share
from tools.team import chat_throughput
from tools.workload import MONTHLY_HOURS, ChannelLoad, handle_time


def hour_of_team(case: Case) -> Array:
    """What a paid hour of a team costs on the market."""
    return own_team_base(case.own_team) / np.maximum(case.team.hours, 1e-9)


def busy(case: Case, least: float = 0.2) -> Array:
    """The share of a billed hour that goes into contacts: of the team that this work needs, else of a shared desk.

    No market asks for a minute as though the people waited most of the time, hence the `least`.
    """
    usual = np.clip(case.sheet.assume("model.shared_occupancy").values, least, 0.85)
    if not case.work.loads and case.basis != "reference_seat":  # as busy as the contacts they are reckoned to take
        billed = np.maximum(case.team.hours * billed_share(case.sheet), 1e-9)
        return np.clip(case.contacts * contact_minutes(case, None) / 60 / billed, least, 0.85)
    if not case.work.loads or case.basis != "workload" or case.offer.kind != "dedicated":
        return usual
    billed = np.maximum(case.team.hours * billed_share(case.sheet), 1e-9)
    return np.clip(agent_minutes(case, case.work.loads) / 60 / billed, least, 0.85)


def busy_here(case: Case) -> float:
    """The share of this very case, however low: the month of an offer and its hour must be of the same hours."""
    return float(busy(case, least=0.01)[0])


def loads_of(case: Case, channel: str | None) -> list[ChannelLoad]:
    """The contacts of one channel, or of all."""
    return [load for load in case.work.loads if channel in (None, load.channel)]


def contact_minutes(case: Case, channel: str | None) -> Array:
    """Minutes of an agent's time a contact takes, over the channels of the brief or on one of them."""
    loads = loads_of(case, channel)
    if not loads:
        wanted = channel or next(iter(case.brief.wanted_channels), "phone")
        industry, level = case.brief.get("industry"), case.brief.get("support_level")
        return handle_time(case.brief, case.sheet, wanted, industry, level).values / 60
    contacts = case.contacts if channel is None else np.sum([load.volume.values for load in loads], axis=0)
    return agent_minutes(case, loads) / np.maximum(contacts, 1e-9)


def agent_minutes(case: Case, loads: Sequence[ChannelLoad]) -> Array:
    """Minutes of agents' time a month that contacts take, chats side by side."""
    at_once = chat_throughput(case.sheet) if any(load.channel == "chat" for load in loads) else 1.0
    minutes = [
        load.volume.values * load.aht.values / 60 / (at_once if load.channel == "chat" else 1.0) for load in loads
    ]
    return np.asarray(np.sum(minutes, axis=0))


def market_prices(case: Case, unit: str, channel: str | None) -> Array:
    """Market prices of a unit over the draws."""
    hour = hour_of_team(case)
    if unit == "per_hour":
        return hour / billed_share(case.sheet)
    if unit == "per_agent":
        return hour * MONTHLY_HOURS
    if unit == "per_month":
        return case.offer.provider_monthly
    if unit == "per_resolution":
        return case.work.writer.in_report(case.sheet.assume("ai.price_per_resolution"))[0]
    minute = hour / billed_share(case.sheet) / 60 / busy(case)
    return minute if unit == "per_minute" else minute * contact_minutes(case, channel)
