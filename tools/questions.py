"""How the total moves with each input, and which question would narrow the range most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.draws import Sweep
from tools.ledger import Swing
from tools.parameter import Parameters

if TYPE_CHECKING:
    from tools.case import Case

NOT_ASKED = frozenset({"exchange_rates", "quotes"})
# Asked last, in this order: they change the comparison or the contract rather than the range of the monthly cost.
ALSO = ("coverage", "languages", "in_house", "compliance", "industry", "contract_months", "peak_factor")
TORNADO = 12


@dataclass(frozen=True)
class Found:
    """The tornado, largest swing first, and the fields to ask for, most narrowing first."""

    swings: tuple[Swing, ...]
    questions: tuple[str, ...]
    moving: frozenset[str]


def sweep(case: Case, parameters: Parameters) -> Found:
    """Rerun the model with each open input at its ends, and with each open field settled."""
    from tools.case import open_fields, work_out

    terms = case.sheet.open_terms
    fields = {name: members for name, members in open_fields(terms).items() if name not in NOT_ASKED}
    layout = Sweep([term.name for term in terms], fields)
    ai = case.ai_first is not None
    again = work_out(case.brief, case.language, parameters, layout, ai=ai, home=case.home)
    totals = again.monthly
    labels = {term.name: term.label for term in terms}
    base = float(totals[0])
    swings = [
        Swing(name, labels[name], low, high)
        for name, (low, high) in layout.tornado(totals).items()
        if abs(low - base) > 0.005 or abs(high - base) > 0.005
    ]
    swings.sort(key=lambda swing: (-abs(swing.high_total - swing.low_total), swing.input))
    width, narrowed = layout.widths(totals)
    gains = {name: width - left for name, left in narrowed.items() if width - left > 0.002 * width}
    ranked = sorted(gains, key=lambda name: (-gains[name], name))
    return Found(tuple(swings[:TORNADO]), _asked(case, ranked), frozenset(swing.input for swing in swings))


def _asked(case: Case, ranked: list[str]) -> tuple[str, ...]:
    brief = case.brief
    found = list(ranked)
    if case.basis in ("reference_seat", "team_of_today"):
        found.insert(0, "channels" if not brief.wanted_channels else "contacts_per_month")
    if case.home.hint is None:
        # What is bought is asked before where; "at home" has to be somewhere before the distance from it is asked.
        first = case.basis in ("headcount", "workload") and "provider_countries" not in brief
        found.insert(0 if first else min(1, len(found)), "home_country")
    found += [name for name in ALSO if name not in brief]
    if not case.home.stated:  # read off the rest of the brief: likely right, asked last
        found.append("home_country")
    return tuple(name for name in dict.fromkeys(found) if name not in brief or name == "channels")
