"""A total and the shares of its channels told apart: "half calls, half chat", and then "15,000 a month altogether".

«Нам пишут и звонят тысяч 15, половина звонки, половина чат»: the total is no channel's, whatever stands beside it;
"8,000 a month, two thirds of it phone" leaves the rest to the one other channel wanted.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.channel_shares import read_shares
from assistant.reading.coverage import known_coverage
from assistant.reading.facts import Fact
from assistant.reading.in_brief import volumes_in, wanted_in
from assistant.reading.result import Change
from assistant.reading.reworded import Reread, Told
from assistant.reading.roles import find_roles, middle
from assistant.reading.scene import TextScene, look
from assistant.reading.workload import per_month, tidy

_VOLUME = "contacts_per_month"
_ROUNDED = 0.02  # of the whole, that shares may miss
_FEWEST = 20  # contacts that a total comes to


def total_shared(
    scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread
) -> list[Change]:
    """The changes with such a total divided; as they are where a channel has a volume of its own."""
    totals = [f for f in scene.facts if _total(scene, f)]
    volumes = [c for c in changes if c.path.endswith(_VOLUME) and c.op == "set"]
    divided = [c for c in volumes if "share" in c.detail]
    if len(totals) != 1 or volumes_in(brief) or len(divided) > 1 or len(volumes) - len(divided) > 1:
        return list(changes)  # "2,000 calls a month and the same number of e-mails"
    fact = totals[0]
    total = middle(fact.value) * per_month(fact.per, known_coverage(brief, list(changes)))
    if total < _FEWEST or any(not _alike(float(c.value), total) for c in volumes if c not in divided):
        return list(changes)
    shares = _whole(scene, wanted_in(brief))
    if not shares and volumes and not divided:
        shares = next((told for each in earlier if (told := _told_before(each, total, reread))), {})
    if len(shares) < 2:
        return list(changes)
    own = [f"channels.{channel}" for channel in shares]
    kept = [c for c in changes if c not in volumes and not (c.path in own and c.value == {})]
    place = (fact.start, fact.end, fact.text)
    found = [
        Change("set", f"channels.{channel}.{_VOLUME}", tidy(total * share), *place, {"share": share})
        for channel, share in shares.items()
    ]
    return [*kept, *found]


def _total(scene: TextScene, fact: Fact) -> bool:
    """So many contacts in a time, or of nothing that is named."""
    head, content = scene.head(fact)
    counts = head.family == "contact" if head is not None else not content
    return fact.kind in ("volume", "number") and fact.unit in (None, "times") and not fact.each and counts


def _alike(one: float, other: float) -> bool:
    return abs(one - other) <= _ROUNDED * max(one, other)


def _whole(scene: TextScene, wanted: set[str]) -> dict[str, float]:
    """Shares of the message that make a whole; what one leaves is of the one other channel wanted."""
    shares = {channel: share for channel, (share, _) in read_shares(scene, find_roles(scene)).items()}
    others = wanted - set(shares)
    left = 1 - sum(shares.values())
    if len(shares) == 1 and len(others) == 1 and left > 0:
        shares[next(iter(others))] = left
    return shares if len(shares) > 1 and abs(sum(shares.values()) - 1) <= _ROUNDED else {}


def _told_before(told: Told, total: float, reread: Reread) -> dict[str, float]:
    """The shares an earlier message told of a total it did not know."""
    if not any(f.kind == "percent" for f in look(told.text, "en").facts):
        return {}
    found = reread(Told(told.text, None, {_VOLUME: total})).changes
    volumes = [c for c in found if c.path.startswith("channels.") and c.path.endswith(_VOLUME) and c.op == "set"]
    shares = {c.path.split(".")[1]: float(c.value) / total for c in volumes}
    return shares if abs(sum(shares.values()) - 1) <= _ROUNDED else {}
