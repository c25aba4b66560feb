"""The staffing calculator's door: one hour of one live channel, from a JSON object to a JSON object."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from tools.errors import InputError
from tools.queueing import MOST_AGENTS, Targets, UnreachableError, performance, required_agents, with_shrinkage
from tools.rules import Choice, Fields, Number, Report

LIVE_CHANNELS = ("phone", "chat")
_EXAMPLE = '{"contacts_per_hour": 200, "aht_seconds": 180, "service_level": {"percent": 80, "seconds": 20}}'


def _percent_possible(request: dict[str, Any], path: str, report: Report) -> None:
    """Refuse what no number of agents can meet, unless the number of agents is given."""
    if request.get("agents") is not None:
        return
    level = request.get("service_level")
    if level is not None and level["percent"] >= 100:
        report.add("service_level.percent", "service_level_impossible", report.hint("below_hundred"))
    if request.get("max_abandonment") is not None and request.get("patience_seconds") is None:
        report.add("max_abandonment", "needs_patience", report.hint("patience"))
    if all(request.get(target) is None for target in ("service_level", "max_occupancy", "max_abandonment")):
        report.add(path, "targets_missing", report.hint("service_level_or_agents"))


REQUEST = Fields(
    {
        "channel": Choice(LIVE_CHANNELS, hint="live_channel",
                          description="a live channel; e-mail and social are a backlog, not a queue"),
        "contacts_per_hour": Number(0, 1e7, "hourly_volume", example=200, description="contacts offered in the hour"),
        "aht_seconds": Number(0, 86_400, "handle_time", above_low=True, example=180,
                              description="average handle time of one contact, seconds"),
        "service_level": Fields(
            {
                "percent": Number(1, 100, "percent", example=80, description="per cent of contacts answered in time"),
                "seconds": Number(0, 2_592_000, "seconds", example=20, description="the time, seconds"),
            },
            required=("percent", "seconds"), example='{"percent": 80, "seconds": 20}',
            description="share of contacts offered to be answered within a time",
        ),
        "max_occupancy": Number(0, 1, "fraction", above_low=True, example=0.85,
                                description="cap on the share of time agents are busy, a fraction"),
        "shrinkage": Number(0, 1, "fraction", below_high=True, example=0.3,
                            description="share of paid time not available for contacts, a fraction"),
        "patience_seconds": Number(0, 2_592_000, "seconds", above_low=True, example=300,
                                   description="mean time until a waiting customer gives up; makes it Erlang A"),
        "max_abandonment": Number(0, 1, "fraction", above_low=True, example=0.05,
                                  description="largest share of contacts given up, a fraction; needs patience_seconds"),
        "concurrency": Number(1, 20, "concurrency", example=2, description="chats one agent has at once"),
        "slowdown": Number(0, 5, "fraction", example=0.25,
                           description="how much each further chat at once lengthens all of them, a fraction"),
        "agents": Number(0, MOST_AGENTS, "agents_at_work", whole=True, example=12,
                         description="agents at work; given, nothing is searched: the answer is what they achieve"),
    },
    required=("contacts_per_hour", "aht_seconds"),
    nullable=("service_level", "max_occupancy", "shrinkage", "patience_seconds", "max_abandonment", "agents",
              "concurrency", "slowdown", "channel"),
    example=_EXAMPLE,
    also=_percent_possible,
    description="one hour of one live channel",
)  # fmt: skip


def staffing_schema() -> dict[str, Any]:
    """Return the JSON Schema of a request."""
    return REQUEST.schema()


def staff_hour(obj: Any, language: str = "en") -> dict[str, Any]:
    """Return the least agents that meet the targets of a request, or what given agents achieve, as a JSON object.

    Raises InputError with everything wrong, worded in `language`.
    """
    report = Report(language)
    request: Mapping[str, Any] = REQUEST.check(obj, "", report) or {}
    report.raise_if_any()
    chats = request.get("concurrency") or 1
    aht = request["aht_seconds"] * (1 + (request.get("slowdown") or 0) * (chats - 1))
    level = request.get("service_level")
    patience = request.get("patience_seconds")
    agents = request.get("agents")
    if agents is None:
        agents = _least_agents(request, aht, chats, report)
    servers = math.floor(agents * chats + 1e-9)
    found = performance(request["contacts_per_hour"], aht, servers, level["seconds"] if level else 0.0, patience)
    asa = float(found.asa_seconds)
    return {
        "model": "erlang_c" if patience is None else "erlang_a",
        "agents": agents,
        "positions": with_shrinkage(agents, request.get("shrinkage") or 0.0),
        "service_level": float(found.service_level) if level else None,
        "occupancy": float(found.occupancy),
        "asa_seconds": None if math.isnan(asa) else asa,
        "probability_of_waiting": float(found.probability_of_waiting),
        "abandonment": None if patience is None else float(found.abandonment),
    }


def _least_agents(request: Mapping[str, Any], aht: float, chats: float, report: Report) -> int:
    level = request.get("service_level")
    try:
        targets = Targets(
            service_level=level["percent"] / 100 if level else None,
            target_seconds=level["seconds"] if level else 0.0,
            max_occupancy=request.get("max_occupancy"),
            patience_seconds=request.get("patience_seconds"),
            max_abandonment=request.get("max_abandonment"),
        )
        servers = int(required_agents(request["contacts_per_hour"], aht, targets))
    except UnreachableError:
        report.add("", "unreachable", report.hint("relax"), limit=MOST_AGENTS)
        raise InputError(report.problems, report.language) from None
    return math.ceil(round(servers / chats, 9))
