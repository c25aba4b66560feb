"""From sums, durations and percentages to terms: pay, budget, quotes, contract, service levels, growth, rates."""

from collections.abc import Mapping
from typing import Any

from assistant.reading.changes import set_field
from assistant.reading.contracts import contract_terms
from assistant.reading.exchange import exchange, read_currency
from assistant.reading.handle_times import handle_times
from assistant.reading.peak_volumes import peak_by_volumes
from assistant.reading.quotes import quotes
from assistant.reading.result import Change
from assistant.reading.roles import Role, Roles
from assistant.reading.scene import TextScene
from assistant.reading.service_levels import service_levels
from assistant.reading.sums import monthly, of_leaders, wage
from assistant.reading.team_counts import team_counts
from assistant.reading.trends import multiplied, trends

PAID_HOURS = 2080 / 12

_SURE, _FAR = 1.0, 3.5  # costs of a sum right beside the word for a budget, and of one far from it


def read_terms(scene: TextScene, roles: Roles, brief: Mapping[str, Any]) -> list[Change]:
    """Changes of every field that is not workload, coverage or a named entity."""
    changes = team_counts(scene, roles)
    changes += handle_times(scene, roles, brief)
    changes += service_levels(scene, roles, brief)
    changes += contract_terms(scene, roles)
    changes += trends(scene, roles)
    changes += multiplied(scene, changes)
    if not any(change.path == "peak_factor" for change in changes):
        changes += peak_by_volumes(scene, roles)
    budgets, paid = roles.of("budget_per_month"), roles.of("wage", "hourly_wage")
    if not budgets:  # "each on £2,000 a month, no more than £7,000 a month"
        budgets = [role for role in paid if _at_most(scene, role) and _pay_told(scene, role)]
        paid = [role for role in paid if role not in budgets]
    changes += [
        change for role in paid if not of_leaders(scene, role.span) and (change := wage(scene, role, brief)) is not None
    ]
    term = next((c.value for c in changes if c.path == "contract_months"), brief.get("contract_months"))
    if any(role.cost < _SURE for role in budgets):  # "budget 3000 a month, …, mugs at 20 bucks"
        budgets = [role for role in budgets if role.cost < _FAR]
    for role in budgets:
        if (sum_ := monthly(scene, role.fact, brief, term if isinstance(term, int | float) else None)) is not None:
            changes.append(set_field("budget_per_month", sum_, role.fact))
    changes += quotes(scene, roles, brief)
    changes += exchange(scene, roles, brief)
    rated = [c for c in changes if c.path.startswith("exchange_rates")]
    changes += [c for c in read_currency(scene, brief) if not any(c.start <= rate.start < c.end for rate in rated)]
    return changes


def _pay_told(scene: TextScene, role: Role) -> bool:
    """Another sum before it is the pay."""
    before = [scene.span(f).first for f in scene.facts if f.kind == "money" and f.end <= role.fact.start]
    return any(scene.has(scene.part_of(at), "wage", "agent", "person") for at in before)


def _at_most(scene: TextScene, role: Role) -> bool:
    """A sum that a part of a list bounds and nobody is said to be paid in it."""
    part = scene.part_of(role.span.first)
    named = scene.has(part, "wage", "agent", "person")
    return (
        not named
        and not of_leaders(scene, role.span)
        and scene.has(part, "limit", "budget")
        and role.fact.per != "hour"
    )
