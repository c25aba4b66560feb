"""Which share of a total each channel has: "70% calls, the rest chat", «почта и чат поровну»."""

from collections.abc import Iterable, Mapping
from typing import Any

from assistant.reading.concepts import Mention
from assistant.reading.roles import Roles, middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed

_SHORT = 8  # words of a message that tells of nothing but equal shares
_OF = 2  # words before a channel among which "of" stands


def read_shares(scene: TextScene, roles: Roles) -> dict[str, tuple[float, Span]]:
    """Shares of a total by channel, as fractions; what "the rest" and "equally" leave open stays out."""
    items = sorted(_share_items(scene, roles), key=lambda item: (item[2].first, item[2].last))
    kinds = [kind for kind, _, _ in items]
    if "share" not in kinds and "rest" not in kinds and "equally" not in kinds:
        return {}
    groups = _grouped(scene, items)
    result: dict[str, tuple[float, Span]] = {}
    open_groups: list[tuple[str, list[tuple[str, Span]], bool]] = []
    for kind, value, channels, equal in groups:
        if kind == "share" and len(channels) == 1:
            result[channels[0][0]] = (value, channels[0][1])
        elif kind == "share" and channels and equal:
            result.update({c: (value / len(channels), at) for c, at in channels})
        elif channels:
            open_groups.append((kind, channels, equal))
    left = max(0.0, 1 - sum(share for share, _ in result.values()))
    for kind, channels, equal in open_groups[:1]:
        fresh = [(c, at) for c, at in channels if c not in result]
        if fresh and (len(fresh) == 1 or equal) and kind in ("rest", "none"):
            result.update({c: (left / len(fresh), at) for c, at in fresh})
    return result if result and sum(s for s, _ in result.values()) <= 1.02 else {}


Item = tuple[str, Any, Span]


def _share_items(scene: TextScene, roles: Roles) -> Iterable[Item]:
    equal = {m.first for m in scene.mentions if m.family == "equally"}
    shares = [r for r in roles.of("share") if r.span.first not in equal]
    marks = [m for m in scene.mentions if m.family in ("rest", "equally", "fraction")]
    marks = [m for m in marks if m.family != "rest" or not _names_a_share(scene, m)]
    if not shares and not scene.has(Span(0, len(scene.words) - 1), "fraction"):  # «свои останутся на чатах»
        marks = [m for m in marks if not any(s.family == "stays" for s in scene.starting_at(m.first))]
    marks = [m for m in marks if m.family != "equally" or not _at_once(scene, m)]
    marks = [m for m in marks if m.family != "fraction" or scene.fact_at[m.first] is None]
    marks = [m for m in marks if not any(r.span.first <= m.first <= r.span.last for r in shares)]
    marks = [
        m
        for m in marks
        if m.family != "fraction" or not any(o.family != "fraction" and o.first <= m.first <= o.last for o in marks)
    ]
    if not shares and not marks:
        return
    places = [r.span.first for r in shares] + [m.first for m in marks]
    relevant = {scene.sentence_of(first) for first in places}
    for role in shares:
        yield "share", fraction(middle(role.fact.value)), role.span
    for mark in marks:
        span = Span(mark.first, mark.last)
        yield ("share", fraction(float(mark.value)), span) if mark.family == "fraction" else (mark.family, None, span)
    for channel, place in scene.channels:
        if scene.sentence_of(place.first) in relevant:
            yield "channel", channel, place


def own_volume(scene: TextScene, at: Span, channel: str, brief: Mapping[str, Any]) -> float | None:
    """The known volume of a channel where a share is of just that: "60% of the calls", «половину звонков»; not "60%
    calls", nor «звонков 60 %», which divide all there is.
    """
    before = scene.fact_at[at.first - 1] if at.first else None
    ru = "а" <= scene.words[at.first].lower[:1] <= "я"
    marked = any(m.family == "fraction" and m.last == at.first - 1 for m in scene.mentions)
    directly = ru and (marked or (before is not None and before.kind == "percent"))
    said = {word.lower for word in scene.words[max(0, at.first - _OF) : at.first]} & listed("of_words")
    known = (brief.get("channels") or {}).get(channel)
    volume = known.get("contacts_per_month") if isinstance(known, Mapping) else None
    return float(volume) if isinstance(volume, int | float) and (directly or said) else None


def split_evenly(scene: TextScene) -> Span | None:
    """Where a message says hardly anything but that the channels known have equal shares: "half and half, I think"."""
    said = [m for m in scene.mentions if m.family == "split_evenly"]
    others = [f for f in scene.facts if f.kind != "percent"]
    if not said or others or sum(word.is_word for word in scene.words) > _SHORT:
        return None
    return Span(said[0].first, said[-1].last)


def _at_once(scene: TextScene, mark: Mention) -> bool:
    """ "Chats at the same time" are in no equal parts."""
    return any(m.family == "at_once" and m.first <= mark.first and mark.last <= m.last for m in scene.mentions)


def splits(scene: TextScene, sentence: Span) -> bool:
    """True when the sentence leaves a part open: "the rest by e-mail", «поровну»; "the remaining 500" is told."""
    marks = scene.inside(sentence, ("rest", "equally"))
    return any(m.family == "equally" or not _names_a_share(scene, m, ("number", "volume")) for m in marks)


def _names_a_share(scene: TextScene, mark: Mention, kinds: tuple[str, ...] = ("percent", "number", "volume")) -> bool:
    """«Оставшаяся четверть», "the other 500": the rest is said as a share or as a number."""
    after = mark.last + 1
    fact = scene.fact_at[after] if after < len(scene.words) else None
    told = fact is not None and fact.kind in kinds and fact.unit is None
    return told or any(m.family == "fraction" for m in scene.starting_at(after))


def fraction(percent: float) -> float:
    """A percentage as a fraction; 33.33 is a third, not 0.3333."""
    sixths = round(percent * 6 / 100)
    return sixths / 6 if abs(percent - sixths * 100 / 6) < 0.01 else percent / 100


Group = tuple[str, Any, list[tuple[str, Span]], bool]


def _grouped(scene: TextScene, items: list[Item]) -> list[Group]:
    """Each share or rest with its channels, whichever way the list runs."""
    marks = [item for item in items if item[0] in ("share", "rest")]
    channels = [(value, at) for kind, value, at in items if kind == "channel"]
    if not marks:
        return [("none", None, _distinct(channels), True)]
    zipped = _zipped(items)
    if zipped:
        return zipped
    taken: set[int] = set()
    nearest = [_nearest(scene, mark, marks, channels, taken) if mark[0] == "share" else [] for mark in marks]
    groups: list[Group] = []
    for at, (kind, value, span) in enumerate(marks):
        until = marks[at + 1][2].first if at + 1 < len(marks) else 10**9
        own = nearest[at]
        if not own or own[0][1].first > span.last:
            own = own + [c for c in channels if span.last < c[1].first < until and c[1].first not in taken]
        if not own and kind == "rest":
            own = [c for c in channels if c[1].first not in taken and c[1].first < span.first]
            own = [c for c in own if _belongs(scene, c[1], span)]
        equal = any(k == "equally" and span.first < e.first < until for k, _, e in items)
        taken |= {c[1].first for c in own}
        groups.append((kind, value, _distinct(own), equal))
    return groups


def _belongs(scene: TextScene, channel: Span, rest: Span) -> bool:
    """ "Phone the rest", not "450 calls a week, the rest is right": no clause and no volume ends between."""
    between = range(channel.last + 1, rest.first)
    return not any(scene.words[at].text in ",;." or scene.kind_at(at) in ("number", "volume") for at in between)


def _nearest(
    scene: TextScene, mark: Item, marks: list[Item], channels: list[tuple[str, Span]], taken: set[int]
) -> list[tuple[str, Span]]:
    """The channel a share stands next to, before or after it, with no other share between; it is then taken."""
    span = mark[2]
    best: tuple[float, tuple[str, Span]] | None = None
    for channel in channels:
        place = channel[1]
        low, high = min(place.first, span.first), max(place.first, span.first)
        if place.first in taken or any(low < other[2].first < high for other in marks):
            continue
        alone = len(marks) == 1 and len({c for c, _ in channels}) == 1
        if alone and place.last < span.first and _told_whole(scene, place, span):
            continue
        gap = (
            scene.distance(place.last, span.first)
            if place.first < span.first
            else scene.distance(span.last, place.first)
        )
        if best is None or gap < best[0]:
            best = (gap, channel)
    if best is None:
        return []
    taken.add(best[1][1].first)
    return [best[1]]


def _told_whole(scene: TextScene, channel: Span, share: Span) -> bool:
    """«Заявок по телефону 6 000 в месяц, половина долгие»: the channel has its volume; the share tells what it is."""
    between = Span(channel.last + 1, share.first - 1)
    volumes = [f for f in scene.facts_within(between) if f.kind == "volume"] if between.first <= between.last else []
    return bool(volumes) and scene.words[share.first - 1].text in ",—–(;"


def _zipped(items: list[Item]) -> list[Group]:
    """70/30 with two channels before or after it."""
    order = [item for item in items if item[0] in ("share", "channel")]
    kinds = "".join("s" if kind == "share" else "c" for kind, _, _ in order)
    half = len(order) // 2
    if half < 2 or kinds not in ("s" * half + "c" * half, "c" * half + "s" * half):
        return []
    shares = [item for item in order if item[0] == "share"]
    channels = [item for item in order if item[0] == "channel"]
    return [("share", s[1], [(c[1], c[2])], False) for s, c in zip(shares, channels, strict=True)]


def _distinct(channels: list[tuple[str, Span]]) -> list[tuple[str, Span]]:
    seen: dict[str, tuple[str, Span]] = {}
    for channel, at in channels:
        seen.setdefault(channel, (channel, at))
    return list(seen.values())
