"""Volumes told by another just told: "half that on Saturdays", "calls twice that"."""

from dataclasses import replace

from assistant.reading.concepts import Mention
from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.scene import Span, TextScene

_BESIDE = 3  # words between the relation and the days or the channel it is of


def with_volumes_as_that(scene: TextScene) -> TextScene:
    """The scene with "twice that" beside days or a channel read as twice the volume told before it."""
    facts = list(scene.facts)
    for mention in (m for m in scene.mentions if m.family == "as_that"):
        base = _told_before(scene, mention)
        if base is None or not _of_something(scene, mention):
            continue
        start, end = scene.words[mention.first].start, scene.words[mention.last].end
        number = middle(base.value) * float(mention.value)
        value = {"value": number, "per": base.value["per"]} if base.kind == "volume" else number
        facts = [f for f in facts if not start <= f.start < end]
        facts.append(replace(base, value=value, start=start, end=end, text=scene.text[start:end], bound=None))
    if len(facts) == len(scene.facts) and all(a is b for a, b in zip(facts, scene.facts, strict=True)):
        return scene
    return scene.with_facts(sorted(facts, key=lambda f: (f.start, -f.end)))


def _counted(scene: TextScene, at: int) -> bool:
    fact = scene.fact_at[at]
    return fact is not None and fact.kind in ("number", "volume")


def _told_before(scene: TextScene, mention: Mention) -> Fact | None:
    sentence = scene.sentence_of(mention.first)
    told = [f for f in scene.facts if f.kind in ("number", "volume") and f.unit in (None, "times")]
    told = [f for f in told if sentence.first <= scene.span(f).first and scene.span(f).last < mention.first]
    return told[-1] if told and middle(told[-1].value) > 1 else None


def _of_something(scene: TextScene, mention: Mention) -> bool:
    """Days or a channel stand beside, with no number of their own; a peak is told by other means."""
    near = Span(max(0, mention.first - _BESIDE), min(mention.last + _BESIDE, len(scene.words) - 1))
    if scene.has(near, "peak", "usual"):
        return False
    days = any(f.kind == "days" and scene.span(f).first in near for f in scene.facts)
    before = Span(near.first, mention.first)
    numbers = [f for f in scene.facts if f.kind in ("number", "volume") and scene.span(f).last in before]
    after = range(mention.last + 1, min(mention.last + 3, len(scene.words)))
    if any(place.first in after for _, place in scene.channels) and not any(_counted(scene, at) for at in after):
        return True  # "half as many e-mails"
    return days or (not numbers and any(place.first in before for _, place in scene.channels))
