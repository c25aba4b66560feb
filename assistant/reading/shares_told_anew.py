"""Shares of channels put right: «вайбера 20, а почты 20» of 60/30/10, or told together with a corrected total."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.coverage import known_coverage
from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.in_brief import volumes_in
from assistant.reading.result import Change
from assistant.reading.reworded import Told
from assistant.reading.scene import TextScene, look
from assistant.reading.workload import per_month, tidy

_VOLUME = "contacts_per_month"
_WHOLE = 100.0
_ROUNDED = 1.0  # per cent that the shares of a whole may miss
_BESIDE = 2  # words between a channel and its share
_LONG = 16  # words of a message that puts shares right
_CLASH = ("coverage.", "agents", "channels.")  # what such bare numbers are taken for otherwise


def shares_told_anew(
    scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any], earlier: Sequence[Told]
) -> list[Change]:
    """The changes with the known volumes divided anew, where the message tells shares that make a whole with them."""
    kept = _of_told_total(scene, changes, brief)
    known = {path.split(".")[1]: volume for path, volume in volumes_in(brief).items() if path.startswith("channels.")}
    total = sum(known.values())
    if len(known) < 2 or len(scene.words) > _LONG or not _shares_before(earlier, scene.language):
        return kept
    told = _told(scene)
    if not told or set(told) - set(known):
        return kept
    shares = {name: told[name][0] if name in told else volume / total * _WHOLE for name, volume in known.items()}
    left = [name for name in known if name not in told]
    lone = len(known) == 2 and len(told) == 1 and _percent(next(iter(told.values()))[1])  # "sorry, 60% email"
    if len(left) == 1 and (len(told) > 1 or lone):
        shares[left[0]] = _WHOLE - sum(share for share, _ in told.values())
    if abs(sum(shares.values()) - _WHOLE) > _ROUNDED or min(shares.values()) < 0:
        return kept
    facts = [fact for _, fact in told.values()]
    kept = [c for c in kept if not (c.path.startswith(_CLASH) and any(c.start <= f.start < c.end for f in facts))]
    kept = [c for c in kept if not (c.path.endswith(_VOLUME) and c.path.split(".")[1] in known)]
    first, last = min(f.start for f in facts), max(f.end for f in facts)
    place = (first, last, scene.text[first:last])
    moved = [(name, total * share / _WHOLE) for name, share in shares.items()]
    return [*kept, *(Change("set", f"channels.{name}.{_VOLUME}", tidy(v), *place) for name, v in moved)]


def _percent(fact: Fact) -> bool:
    return fact.kind == "percent"


def _shares_before(earlier: Sequence[Told], language: str) -> bool:
    """Whether a message before told shares of channels."""
    scenes = (look(told.text, language) for told in earlier)
    return any(_divides(s) and len(s.channels) > 1 for s in scenes)


def _divides(scene: TextScene) -> bool:
    """Several shares, or one and the rest: "chat 70%, the rest e-mail"."""
    shares = sum(f.kind == "percent" for f in scene.facts)
    return shares > 1 or (shares == 1 and scene.names_any(("rest",)))


def _told(scene: TextScene) -> dict[str, tuple[float, Fact]]:
    """The bare number or percentage beside each channel named; nothing where a channel has none."""
    found: dict[str, tuple[float, Fact]] = {}
    numbers = [f for f in scene.facts if f.kind in ("number", "percent") and not f.unit and not f.per]
    for channel, place in scene.channels:
        after = [f for f in numbers if 0 < scene.span(f).first - place.last <= _BESIDE]
        before = [f for f in numbers if 0 < place.first - scene.span(f).last <= _BESIDE]
        beside = next((f for f in (*after, *before) if f not in [fact for _, fact in found.values()]), None)
        if beside is None or not 0 <= middle(beside.value) <= _WHOLE:
            return {}
        found[channel] = (middle(beside.value), beside)
    return found


def _of_told_total(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """ "No, 2,000 contacts a month, 70% chats, the rest calls": the shares are of the total told with them."""
    parts = [c for c in changes if c.path.startswith("channels.") and c.path.endswith(_VOLUME) and "share" in c.detail]
    known = brief.get(_VOLUME) or sum(volumes_in(brief).values())
    totals = [f for f in scene.facts if f.kind == "volume" and f.per and not f.unit and _of_all(scene, f)]
    if not parts or not known or len(totals) != 1:
        return list(changes)
    whole = sum(float(c.value) for c in parts)
    total = middle(totals[0].value) * per_month(totals[0].per, known_coverage(brief, list(changes)))
    if abs(sum(c.detail["share"] for c in parts) - 1) > _ROUNDED / _WHOLE or abs(whole - known) > _ROUNDED:
        return list(changes)
    return [replace(c, value=tidy(total * c.detail["share"])) if c in parts else c for c in changes]


def _of_all(scene: TextScene, fact: Fact) -> bool:
    """Whether contacts of any channel are counted: «обращений где-то 2000 в месяц», "2,000 contacts a month"."""
    head = scene.head(fact)[0]
    sentence = scene.sentence_of(scene.span(fact).first)
    return (head is not None and head.concept == "contact._") or any(
        m.concept == "contact._" and m.last < scene.span(fact).first for m in scene.inside(sentence, ("contact",))
    )
