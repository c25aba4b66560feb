"""A total and its parts in one message, whichever is told first.

"100 e-mails a week, the rest calls, 600 in all"; «с чатом 900, звонков из них 650»; "of every ten, six phone and four
e-mail; 900 a month all told"; "calls and mail 2:1".
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.reading.channel_shares import fraction
from assistant.reading.coverage import known_coverage
from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.in_brief import volumes_in
from assistant.reading.rate_words import TIME_UNITS
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed
from assistant.reading.workload import per_month, tidy

_VOLUME = "contacts_per_month"
_YEARS = range(1900, 2100)
_FEWEST = 20  # contacts that are parted
_OF_SO_MANY = 100  # of whom so many call
_BESIDE = 3  # words between a number and its channel, where no sign parts them
_VERB = 4
_ROUNDED = 0.02
_RATIO = re.compile(r"\d{1,2}(?::\d{1,2}){1,3}")


@dataclass(frozen=True)
class _Parts:
    """Parts by channel, fractions of the whole or contacts of its period, and the channel that has the rest."""

    told: dict[str, float]
    rest: str
    facts: tuple[Fact, ...]
    fractions: bool


def parted_whole(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with the volume of each part; as they are where there is no one total or a part is of no channel."""
    if (known := volumes_in(brief)) and len(known) == 1:
        return _known_parted(scene, changes, *next(iter(known.items())))
    if known or (scene.text.rstrip().endswith("?") and len(scene.facts) < _BESIDE):
        return list(changes)
    coverage = known_coverage(brief, list(changes))
    for parts in (*_in_fractions(scene), *_in_numbers(scene)):
        whole = _whole(scene, parts)
        if whole is None:
            continue
        total = middle(whole.value)
        volumes = {c: v * total if parts.fractions else v for c, v in parts.told.items()}
        left = total - sum(volumes.values())
        if parts.rest and left > 0:
            volumes[parts.rest] = left
        elif parts.rest or abs(left) > _ROUNDED * total:
            continue
        return _with(scene, changes, {c: v * per_month(whole.per, coverage) for c, v in volumes.items()}, whole, parts)
    return list(changes)


def _known_parted(scene: TextScene, changes: Sequence[Change], path: str, volume: float) -> list[Change]:
    """ "Of the 3,000 I mentioned two thirds are calls, the other third e-mail": the one known volume is parted."""
    said = [f for f in scene.facts if f.kind in ("number", "volume") and abs(middle(f.value) - volume) <= 1]
    shares = _in_order(scene)
    if len(said) != 1 or len(shares) < 2 or abs(sum(shares.values()) - 1) > _ROUNDED or path == _VOLUME:
        return list(changes)
    place = (said[0].start, said[0].end, said[0].text)
    kept = [c for c in changes if not c.path.endswith(_VOLUME) and c.path not in [f"channels.{c}" for c in shares]]
    return [*kept, *(Change("set", f"channels.{c}.{_VOLUME}", tidy(volume * s), *place) for c, s in shares.items())]


def _in_order(scene: TextScene) -> dict[str, float]:
    """Shares each with the channel that stands behind it, before the next share."""
    shares = [f for f in scene.facts if f.kind == "percent" and f.unit is None]
    found: dict[str, float] = {}
    for at, share in enumerate(shares):
        until = scene.span(shares[at + 1]).first if at + 1 < len(shares) else len(scene.words)
        named = [c for c, p in scene.channels if scene.span(share).last < p.first < until]
        if not named or named[0] in found:
            return {}
        found[named[0]] = fraction(middle(share.value))
    left = 1 - sum(found.values())
    if shares and left > _ROUNDED and (rest := _rest(scene, scene.span(shares[-1]).first, found)):
        found[rest] = left
    return found


def _with(
    scene: TextScene, changes: Sequence[Change], volumes: Mapping[str, float], whole: Fact, parts: _Parts
) -> list[Change]:
    own = [f"channels.{channel}" for channel in volumes]
    spent = {fact.start for fact in parts.facts} | {whole.start}
    if any(c.path in own and c.value is None for c in changes):
        return list(changes)
    kept = [c for c in changes if not (c.path.endswith(_VOLUME) and (c.start in spent or c.path == _VOLUME))]
    kept = [c for c in kept if c.path not in (*own, *(f"{path}.{_VOLUME}" for path in own))]
    place = (whole.start, whole.end, whole.text)
    return [*kept, *(Change("set", f"channels.{c}.{_VOLUME}", tidy(v), *place) for c, v in volumes.items())]


def _counts(scene: TextScene, fact: Fact) -> bool:
    """A number of contacts, or of nothing that is named."""
    if fact.kind not in ("number", "volume") or fact.unit not in (None, "times") or fact.each:
        return False
    if fact.kind == "volume" and fact.per not in TIME_UNITS:
        return False
    head, content = scene.head(fact)
    if fact.kind == "number" and middle(fact.value) in _YEARS and fact.text.isdecimal():
        return False
    people = head is not None and head.family == "person" and fact.kind == "volume"  # "900 people a month"
    return head.family == "contact" or people if head is not None else not content or _channel(scene, fact) != ""


def _whole(scene: TextScene, parts: _Parts) -> Fact | None:
    """The one number that the parts are of: told beside them, larger than they are and of no channel."""
    first = min(scene.span(f).first for f in parts.facts)
    sentence = scene.sentence_of(first)
    near = Span(scene.sentences_before(sentence, 1)[-1].first, sentence.last)
    if sentence.last + 1 < len(scene.words):
        near = Span(near.first, scene.sentence_of(sentence.last + 1).last)
    found = [f for f in scene.facts_within(near) if f not in parts.facts and _counts(scene, f)]
    found = [f for f in found if middle(f.value) >= _FEWEST]
    if len(found) != 1 or (not parts.fractions and middle(found[0].value) <= sum(parts.told.values())):
        return None
    span = scene.span(found[0])
    led = scene.channels_within(Span(max(near.first, span.first - 2), span.last))  # "phones (7,100 a month)"
    named = _channel(scene, found[0]) or (led[0][0] if led else "")
    return found[0] if not named or _along_with(scene, found[0]) else None


def _along_with(scene: TextScene, fact: Fact) -> str:
    """The channel that a total is told with: "together with e-mail it is 2,400", «с чатом 900»."""
    span, sentence = scene.span(fact), scene.sentence_of(scene.span(fact).first)
    for channel, place in scene.channels:
        near = span.first - _VERB <= place.first < span.first or span.last < place.first <= span.last + _BESIDE
        if place.first in sentence and near and place.first:
            lead = scene.words[max(sentence.first, place.first - 2) : place.first]
            if any(word.lower in listed("along_with") for word in lead):
                return channel
    return ""


def _channel(scene: TextScene, fact: Fact) -> str:
    """The channel of a number: in its words, behind it up to the next sign, or before it from the last one."""
    span, sentence = scene.span(fact), scene.sentence_of(scene.span(fact).first)
    last = span.last
    while last < min(sentence.last, span.last + _VERB + 1):
        after = scene.fact_at[last + 1]
        if scene.words[last + 1].text in ",;:.()" or (after is not None and after.kind != "channel" and after != fact):
            break
        last += 1
    first = span.first
    while first > max(sentence.first, span.first - _VERB):
        before = scene.fact_at[first - 1]
        if scene.words[first - 1].text in ",;.()" or (before is not None and before.kind != "channel"):
            break
        first -= 1
    after_it = [c for c, place in scene.channels if span.first <= place.first <= last]
    before_it = [c for c, place in scene.channels if first <= place.first < span.first]
    return (after_it[:1] or before_it[-1:] or [""])[0]


def _rest(scene: TextScene, first: int, told: Mapping[str, float]) -> str:
    """The channel that has the rest, within a sentence of the parts."""
    sentence = scene.sentence_of(first)
    for mark in scene.inside(sentence, ("rest",)):
        after = [(p.first, c) for c, p in scene.channels if mark.last < p.first <= sentence.last and c not in told]
        before = [(p.first, c) for c, p in scene.channels if mark.first - _BESIDE <= p.first < mark.first]
        found = after or [(at, c) for at, c in before if c not in told]
        if found:
            return min(found)[1]
    return ""


def _in_numbers(scene: TextScene) -> Iterator[_Parts]:
    """Contacts of channels with a rest told: "1,400 of them calls", "100 e-mails, the rest calls"."""
    facts = [f for f in scene.facts if _counts(scene, f)]
    if len(facts) < 2 or any(f.kind == "percent" for f in scene.facts):
        return  # "60% of 3,000 are chats, the other 40 calls"
    whole = max(facts, key=lambda f: middle(f.value))
    others = [f for f in facts if f is not whole]
    named = {_channel(scene, f): middle(f.value) for f in others}
    if "" in named or len(named) < len(others) or any(f.kind == "volume" and f.per != whole.per for f in others):
        return
    rest = _rest(scene, scene.span(others[0]).first, named)
    with_it = _along_with(scene, whole)
    of_them = bool(scene.inside(Span(0, len(scene.words) - 1), ("of_them", "of_which")))
    if not rest and with_it not in named and of_them:
        rest = with_it
    if rest and whole.kind in ("volume", "number"):
        yield _Parts(named, rest, tuple(others), fractions=False)


def _in_fractions(scene: TextScene) -> Iterator[_Parts]:
    yield from _in_ratio(scene)
    for at, fact in enumerate(scene.facts):
        if fact.kind != "number" or not 1 < middle(fact.value) <= _OF_SO_MANY or fact.unit:
            continue
        span = scene.span(fact)
        led = scene.words[max(0, span.first - 3) : span.first]
        if not any(w.lower in listed("of_words") for w in led) or not all(
            w.lower in listed("of_words") | listed("of_each_words") | listed("out_of_so_many") for w in led[-1:]
        ):
            continue
        many = middle(fact.value)
        sentence = scene.sentence_of(span.first)
        parts = [f for f in scene.facts[at + 1 :] if f.kind in ("number", "volume") and scene.span(f).first in sentence]
        small = [f for f in parts if middle(f.value) < many]
        told = {_channel(scene, f): middle(f.value) / many for f in small}
        if small and "" not in told and len(told) == len(small) and sum(told.values()) <= 1:
            yield _Parts(told, _rest(scene, span.first, told), (fact, *small), fractions=True)
    for fact, other in zip(scene.facts, scene.facts[1:], strict=False):
        # "2 in 5 come by chat, the rest by e-mail"
        if not all(f.kind in ("number", "volume") and middle(f.value) <= _OF_SO_MANY for f in (fact, other)):
            continue
        between = scene.words[scene.span(fact).last + 1 : scene.span(other).first]
        if len(between) != 1 or between[0].lower not in listed("out_of_so_many"):
            continue
        channel, part = _channel(scene, other), middle(fact.value) / middle(other.value)
        if channel and 0 < part < 1:
            told = {channel: part}
            yield _Parts(told, _rest(scene, scene.span(fact).first, told), (fact, other), fractions=True)


def _in_ratio(scene: TextScene) -> Iterator[_Parts]:
    """ "Calls and mail 2:1": as many numbers as channels right before them or behind."""
    for at, word in enumerate(scene.words):
        if not _RATIO.fullmatch(word.text):
            continue
        numbers = [float(part) for part in word.text.split(":")]
        facts = tuple(f for f in scene.facts_within(Span(at, at)) if f.kind in ("number", "volume"))
        sentence, reach = scene.sentence_of(at), len(numbers) * _BESIDE
        before = [c for c, p in scene.channels if max(sentence.first, at - reach) <= p.first < at]
        after = [c for c, p in scene.channels if at < p.first <= min(sentence.last, at + reach)]
        named = next((found for found in (before, after) if len(set(found)) == len(found) == len(numbers)), None)
        if named and facts and min(numbers) > 0:
            shares = {c: n / sum(numbers) for c, n in zip(named, numbers, strict=True)}
            yield _Parts(shares, "", facts, fractions=True)
