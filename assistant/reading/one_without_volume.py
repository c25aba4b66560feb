"""A total told where it is the volume of one channel: the only one wanted, or the only one without a volume.

"They phone us, they won't touch chat; I'd put it at 1,750 a month", «звонков 300 в день, а в ватсап пишут человек 150».
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.result import Change
from assistant.reading.workload import tidy

_TOTAL = "contacts_per_month"
_ROUNDED = 0.01  # of a volume, by which a share of the total may miss it


def with_the_one_without(changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with such a total given to that channel; as they are where other channels were known before."""
    total = next((c for c in changes if c.path == _TOTAL and c.op == "set"), None)
    if total is None or brief.get(_TOTAL):
        return list(changes)
    known: Mapping[str, Any] = brief.get("channels") or {}
    served = {name: each for name, each in known.items() if each is not None}
    wanted = {c.path.split(".")[1] for c in changes if c.path.startswith("channels.") and c.value is not None}
    told = {c.path.split(".")[1] for c in changes if c.path.startswith("channels.") and c.path.endswith(_TOTAL)}
    left = sorted((wanted | served.keys()) - told)
    if len(left) != 1 or (known and (told or len(served) != 1 or _TOTAL in served.get(left[0], {}))):
        return list(changes)
    own = f"channels.{left[0]}"
    kept = [c for c in changes if c is not total and not (c.path == own and c.value == {})]
    return [*kept, replace(total, path=f"{own}.{_TOTAL}", value=_left_over(total, changes))]


def _left_over(total: Change, changes: Sequence[Change]) -> Any:
    """What the shares of the other channels leave: "calls and chats, 5,000 a month, 60% calls" are 2,000 chats."""
    volumes = [c for c in changes if c.path.startswith("channels.") and c.path.endswith(_TOTAL)]
    whole = total.value
    if not volumes or not isinstance(whole, int | float):
        return whole
    left = float(whole)
    for each in volumes:
        share = each.detail.get("share")
        if not isinstance(share, int | float) or not isinstance(each.value, int | float):
            return whole
        if abs(each.value - whole * share) > max(1.0, _ROUNDED * each.value):
            return whole
        left -= each.value
    return tidy(left) if left > 0 else whole
