"""What a contact of each channel costs where there are several: the month, shared out by the agents' work they take."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from tools.brief_fields import CHANNELS
from tools.ledger import Line, tidy
from tools.money import Range

_HANDLING = "labour.contacts."  # lines of a shared desk, one a channel


def by_channel(lines: Iterable[Line], pools: Iterable[Mapping[str, Any]], monthly: Range) -> dict[str, float]:
    """The typical price of a contact by channel; nothing of one channel alone, or where its contacts are not known.

    A call of six minutes and a chat of nine, three at a time, are not one price: 249 and 244 roubles of 248 on average.
    """
    pools = tuple(pools)
    contacts = _summed((str(pool["channel"]), float(pool["contacts_per_month"])) for pool in pools)
    work = _summed(
        (line.id.removeprefix(_HANDLING).split(".")[0], float(line.amount.typical))
        for line in lines
        if line.id.startswith(_HANDLING)
    ) or _summed((str(pool["channel"]), float(pool["paid_hours_per_month"])) for pool in pools)
    if len(work) < 2 or set(work) != set(contacts) or not all((*work.values(), *contacts.values())):
        return {}
    each = float(monthly.typical) / sum(work.values())
    return {channel: tidy(each * work[channel] / contacts[channel]) for channel in CHANNELS if channel in work}


def _summed(pairs: Iterable[tuple[str, float]]) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for name, amount in pairs:
        found[name] += amount
    return dict(found)
