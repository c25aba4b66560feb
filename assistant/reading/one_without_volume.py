"""A total told where it is the volume of one channel: the only one wanted, or the only one without a volume.

"They phone us, they won't touch chat; I'd put it at 1,750 a month", «звонков 300 в день, а в ватсап пишут человек 150».
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.result import Change

_TOTAL = "contacts_per_month"


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
    return [*kept, replace(total, path=f"{own}.{_TOTAL}")]
