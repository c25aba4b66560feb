"""The estimate against real contracts and price lists: how often the real price lies in the range, how wide that is.

    python -m benchmarks.backtest            # writes docs/backtest.md
    python -m benchmarks.backtest --print    # one line a case

The cases are docs/backtest/cases.yaml. A contract's price is the provider's part, so it is held against the invoice:
the monthly total without the buyer's own costs. An old price is first brought to the year of the estimate.
"""

from __future__ import annotations

import math
import statistics
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.checked_yaml import read_document
from tools.brief import Brief
from tools.estimate import estimate
from tools.formatting import money
from tools.parameter import Parameters

ROOT = Path(__file__).parents[1]
CASES = ROOT / "docs" / "backtest" / "cases.yaml"
PAGE = ROOT / "docs" / "backtest.md"
SMALL = 3500  # contacts a month
UNIT_OF = {"per_hour": "per_hour", "per_minute": "per_minute", "per_contact": "per_contact"}
GROUPS = {
    "open": "looked at while the model was made",
    "second": "written down before they were run, and looked at after that run",
    "aside": "written down last and before they were run; nothing was changed because of them",
    "third": "found, written down and only then run, all at once",
    "fourth": "the same, after what *third* had taught",
}
BUYERS = {
    "business": "a business",
    "public": "a public body",
    "pandemic": "a public body in 2020 and 2021, when such help was bought within days",
}
STATED = {
    "team": "the number of agents",
    "hour": "no work, for the price of an hour",
    "small": "contacts, at most 3,500 a month, or none for a price by the minute or the contact",
    "large": "more contacts than that",
}

INTRODUCTION = """\
# The back-test: estimates against real prices

<!-- Made by `python -m benchmarks.backtest` from docs/backtest/cases.yaml; do not edit by hand. -->

Each case is a public contract or price list that states both what was bought and what it costs. Its requirement goes
through `python -m tools estimate` as a brief, with nothing added that the source does not say. The low and high of an
estimate are meant as the 10th and the 90th percentile, so about eight prices in ten should lie between them.

The price of a contract is the provider's part. It is held against the invoice: the monthly total without the buyer's
own costs. A price of an earlier year is first raised by {rise} a year, a Russian one by {rise_ru}: the model's usual
indexation. One row of the table leaves that out and takes the whole total instead. Tax is outside both.

## Result
"""
FIRST_RUN = """\
The honest figure is that of the first run of the group *second*, when nothing of the model had been fitted to it:
**6 of 11** real prices lay between low and high (7 of 11 as stated, against the whole total), with a median high over
low of 4.2. One price was below the range, a message-taking service by the call. Four were above it, all of them public
bodies that pay by volume or bought in an emergency: their calls run longer and their contracts hold more than agents.
Since then public services have a longer usual call and a premium of their own, both with a wide range.

The first run of the group *third*, with the model as the others had left it: **14 of 19** between low and high (as
many as stated), with a median high over low of 3.4 and a median distance of 41%. Every team of a stated size lay in the
range. Below it were two answering services that take a message, and a Russian hotline of 2019, whose price had been
raised at the pace of other countries. Above it were two health services whose price holds clinicians or the
administration of referrals beside the calls: a brief has no words for that work. Since then the range of a team is
narrower and that of shared agents wider, and roubles rise at their own pace.

The first run of the group *fourth*, mostly of southern Europe: **13 of 19** (12 as stated), with a median high over low
of 3.2 and a median distance of 68%. Five of its eight teams lay in the range, 23 of the 28 teams of all groups. Below
it were the number of Valencia and that of Rome, whose calls are far shorter than was assumed, a centre in rooms lent
by a town, one whose workers are counted and not its posts, and a message-taking service of 2005; above it one with the
system in its price. Since then the usual call of public services is shorter: it rests on six published handle times,
of lines that are not among the cases.

The three first runs together gave **33 of 49** (67%). What the model reaches over all cases, after each was looked at,
is better than what a new price should be expected to meet.
"""
BY_BUYER = """\
## Who bought

Public bodies came out too low, most of all in the pandemic: help bought within days, often for a few months, cost far
more than the typical figure. Outside it the typical figure is near what public bodies pay. The model does not know of
emergencies, but a contract of less than a year now raises the price of an hour, the more the shorter it is
(`premiums.short_contract`). That premium was made with every case in view but the last of the group *aside*, which was
written down before its only run and lay in the range. Of the eight prices above the range four are of whole programmes
with clinicians, casework, mail or a system beside the calls, two are of the pandemic, one is of a city's two centres
and one a small after-hours plan. Of the nine below it four are lines that only take a message.
"""
BY_STATED = """\
## What was stated

The more of the work is stated, the narrower the range: least for a team of a stated size, most for a large volume,
where handle time and everything done beside the contacts are open. High over low is meant to be as wide as the prices
of each kind scatter; where nearly all of them lie inside, it could be narrower still.
"""
CLOSING = """\
The quoted words of every source, the briefs and the arithmetic from quote to amount are in
[cases.yaml](backtest/cases.yaml). One Russian contract with both the work and a price was found in sources that could
be read; Russian prices rest on wages, published rates and the buyer's own quotes.
"""


@dataclass(frozen=True)
class Outcome:
    """One case: the real price in the money of the estimate's year, beside the range it is held against."""

    case: Mapping[str, Any]
    real: float
    low: float
    typical: float
    high: float
    total_low: float
    total_high: float

    @property
    def stated(self) -> float:
        """The price as the source has it."""
        return float(self.case["price"]["amount"])

    @property
    def inside(self) -> bool:
        """Whether the real price lies between low and high."""
        return self.low <= self.real <= self.high

    @property
    def inside_as_stated(self) -> bool:
        """The same for the price as stated, against the whole monthly total."""
        return self.total_low <= self.stated <= self.total_high

    @property
    def width(self) -> float:
        """High over low."""
        return self.high / self.low

    @property
    def ratio(self) -> float:
        """The real price over the typical one."""
        return self.real / self.typical


def outcomes() -> list[Outcome]:
    """Run every case through the calculator."""
    return [outcome(case) for case in read_document(CASES).value]


def outcome(case: Mapping[str, Any]) -> Outcome:
    """Run one case through the calculator."""
    found = estimate(Brief.parse({"currency": case["price"]["currency"], **case["brief"]}))
    price = case["price"]
    if price["measure"] == "per_month":
        held = found.extras["invoice"]
        total = found.monthly.to_json()
    else:
        option = next(option for option in found.billing if option.model == UNIT_OF[price["measure"]])
        held = total = option.unit_price.to_json()
    years = found.as_of.year - (price["year"] or found.as_of.year)
    real = price["amount"] * (1 + _rise(price["currency"])) ** years
    return Outcome(case, real, held["low"], held["typical"], held["high"], total["low"], total["high"])


def _rise(currency: str) -> float:
    """How much a price in a currency rises in a year."""
    return Parameters.load()["contract.indexation_ru" if currency == "RUB" else "contract.indexation"].typical


def stated(case: Mapping[str, Any]) -> str:
    """What the brief of a case says of the work, a key of `STATED`."""
    brief = case["brief"]
    if "agents" in brief:
        return "team"
    if case["price"]["measure"] == "per_hour":
        return "hour"
    volumes = [channel.get("contacts_per_month", 0) for channel in brief.get("channels", {}).values()]
    return "small" if sum(volumes) + brief.get("contacts_per_month", 0) <= SMALL else "large"


def summary(found: Sequence[Outcome]) -> dict[str, Any]:
    """Hit rate, width and bias of some cases."""
    logs = [math.log(one.ratio) for one in found]
    return {
        "cases": len(found),
        "inside": sum(one.inside for one in found),
        "below": sum(one.real < one.low for one in found),
        "above": sum(one.real > one.high for one in found),
        "inside_as_stated": sum(one.inside_as_stated for one in found),
        "median_width": statistics.median(one.width for one in found),
        "median_distance": math.exp(statistics.median(abs(log) for log in logs)) - 1,
        "median_ratio": math.exp(statistics.median(logs)),
    }


def _row(cells: Iterable[object]) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def _amount(value: float, currency: str) -> str:
    return money(value, currency, "en", 2 if value < 100 else 0)


def _case_row(one: Outcome) -> str:
    case, price = one.case, one.case["price"]
    currency = price["currency"]
    unit = ("an " if price["measure"] == "per_hour" else "a ") + price["measure"].removeprefix("per_")
    place = "yes" if one.inside else "no, below" if one.real < one.low else "no, above"
    return _row([
        f"[{case['title']}]({case['url']})",
        f"{case['requirement']}",
        f"{_amount(price['amount'], currency)} {unit}" + (f" ({price['year']})" if price["year"] else ""),
        _amount(one.real, currency),
        f"{_amount(one.low, currency)} – **{_amount(one.typical, currency)}** – {_amount(one.high, currency)}",
        place,
        f"{one.width:.1f}",
        f"{one.ratio:.2f}",
    ])  # fmt: skip


def page(found: Sequence[Outcome]) -> str:
    """The page as Markdown."""
    lines = [INTRODUCTION.format(rise=f"{_rise('USD'):.0%}", rise_ru=f"{_rise('RUB'):.0%}")]
    lines += _table(found, lambda case: str(case["group"]), GROUPS)
    lines += [FIRST_RUN, BY_BUYER]
    lines += _table(found, lambda case: str(case["buyer"]), BUYERS)
    lines += [BY_STATED]
    lines += _table(found, stated, STATED)
    for group in GROUPS:
        lines += [f"## Cases of the group {group}", ""]
        lines += [_row(["case", "what was bought", "price", "in today's money", "low – typical – high", "inside",
                        "high / low", "real / typical"])]  # fmt: skip
        lines += [_row(["---"] * 3 + ["---:", "---:", "---", "---:", "---:"])]
        lines += [_case_row(one) for one in found if one.case["group"] == group]
        lines.append("")
    lines += ["## What to know before trusting a comparison", ""]
    lines += [f"- {one.case['title']}: {one.case['doubts']}" for one in found if "doubts" in one.case]
    lines += ["", CLOSING]
    return "\n".join(lines)


def _table(
    found: Sequence[Outcome], kind_of: Callable[[Mapping[str, Any]], str], kinds: Mapping[str, str]
) -> list[str]:
    """How the cases of each kind came out, and what the kinds are."""
    sums = [summary(found), *(summary([one for one in found if kind_of(one.case) == kind]) for kind in kinds)]
    names = ["all", *kinds]
    lines = [_row(["", *names]), _row(["---", *["---:"] * len(names)])]
    share = lambda key: [f"{one[key]} of {one['cases']} ({one[key] / one['cases']:.0%})" for one in sums]  # noqa: E731
    lines += [
        _row(["real price between low and high", *share("inside")]),
        _row(["real price below low", *share("below")]),
        _row(["real price above high", *share("above")]),
        _row(["price as stated, against the whole total", *share("inside_as_stated")]),
        _row(["high over low, median", *(f"{one['median_width']:.1f}" for one in sums)]),
        _row(["distance of the typical figure from the real price, median",
              *(f"{one['median_distance']:.0%}" for one in sums)]),
        _row(["real price over typical, median", *(f"{one['median_ratio']:.2f}" for one in sums)]),
        "",
        *(f"- *{kind}*: {meaning}." for kind, meaning in kinds.items()),
        "",
    ]  # fmt: skip
    return lines


def run() -> list[dict[str, Any]]:
    """A row for each group of cases."""
    found = outcomes()
    rows = [{"name": "back-test, all cases", **summary(found)}]
    for group in GROUPS:
        rows.append({"name": f"back-test, {group}", **summary([one for one in found if one.case["group"] == group])})
    return rows


def main(arguments: Sequence[str]) -> None:
    """Write the page, or print one line a case."""
    found = outcomes()
    if "--print" not in arguments:
        PAGE.write_text(page(found), encoding="utf-8")
        return
    for one in found:
        mark = "  " if one.inside else "<<" if one.real < one.low else ">>"
        bounds = "  ".join(f"{value:14,.2f}" for value in (one.real, one.low, one.typical, one.high))
        print(f"{mark} {one.case['id']:30} {bounds}  width {one.width:4.1f}  real/typical {one.ratio:4.2f}")
    for row in run():
        print(row)


if __name__ == "__main__":
    main(sys.argv[1:])
