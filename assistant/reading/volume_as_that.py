"""Volumes told by another just told: "half that on Saturdays", "a tenth as many e-mails", «писем втрое меньше»."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.reading.channel_shares import fraction
from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.scene import Span, TextScene

_BESIDE = 3  # words between the relation and the days or the channel it is of


@dataclass(frozen=True)
class Relation:
    """How many times another volume is meant, and by which words."""

    first: int
    last: int
    factor: float
    of_channel: bool = False  # it holds for another channel only, else it is growth


def with_volumes_as_that(scene: TextScene) -> TextScene:
    """The scene with "twice that" beside days or a channel read as twice the volume told before it."""
    facts = list(scene.facts)
    for relation in relations(scene):
        base = _told_before(scene, relation)
        if base is None or not _of_something(scene, relation, base):
            continue
        start, end = scene.words[relation.first].start, scene.words[relation.last].end
        number = middle(base.value) * relation.factor
        value = {"value": number, "per": base.value["per"]} if base.kind == "volume" else number
        facts = [f for f in facts if not start <= f.start < end]
        facts.append(replace(base, value=value, start=start, end=end, text=scene.text[start:end], bound=None))
    if len(facts) == len(scene.facts) and all(a is b for a, b in zip(facts, scene.facts, strict=True)):
        return scene
    return scene.with_facts(sorted(facts, key=lambda f: (f.start, -f.end)))


def relations(scene: TextScene) -> Iterator[Relation]:
    """ "Twice that", "a third as many", "four times as many", «вдвое меньше», in the order they are told."""
    for mention in scene.mentions:
        if mention.family == "as_that":
            yield Relation(mention.first, mention.last, float(mention.value))
        elif mention.family == "as_many" and mention.first:
            part = scene.fact_at[mention.first - 1]
            if part is not None and part.kind == "percent":
                yield Relation(scene.span(part).first, mention.last, fraction(middle(part.value)), True)
            elif part is not None and part.kind == "number" and part.unit == "times":
                yield Relation(scene.span(part).first, mention.last, middle(part.value), True)
        elif mention.family == "multiply" and float(mention.value) > 1:
            compared = next((m for m in scene.starting_at(mention.last + 1) if m.family in ("more", "fewer")), None)
            if compared is not None:
                factor = float(mention.value) if compared.family == "more" else 1 / float(mention.value)
                yield Relation(mention.first, compared.last, factor, True)


def _counted(scene: TextScene, at: int) -> bool:
    fact = scene.fact_at[at]
    return fact is not None and fact.kind in ("number", "volume")


def _told_before(scene: TextScene, relation: Relation) -> Fact | None:
    """The number told last in the sentence, or the contacts told last in the one before where it tells none."""
    sentence = scene.sentence_of(relation.first)
    told = [f for f in scene.facts if f.kind in ("number", "volume") and f.unit in (None, "times")]
    told = [f for f in told if scene.span(f).last < relation.first]
    here = [f for f in told if sentence.first <= scene.span(f).first]
    before = scene.sentences_before(sentence, 1)[-1]
    earlier = [f for f in told if before.first <= scene.span(f).first and scene.channels_within(scene.span(f))]
    base = (here or [f for f in earlier if f.kind == "volume"])[-1:]
    return base[0] if base and middle(base[0].value) > 1 else None


def _of_something(scene: TextScene, relation: Relation, base: Fact) -> bool:
    """Days or a channel stand beside, with no number of their own; a peak is told by other means."""
    sentence = scene.sentence_of(relation.first)
    near = Span(max(sentence.first, relation.first - _BESIDE), min(relation.last + _BESIDE, sentence.last))
    if scene.has(near, "peak", "usual"):
        return False
    days = any(f.kind == "days" and scene.span(f).first in near for f in scene.facts)
    own = {channel for channel, _ in scene.channels_within(scene.span(base))}
    told = scene.channels_within(Span(sentence.first, relation.first - 1))
    own |= {channel for channel, at in told if _counted(scene, at.first)}
    others = [at for channel, at in scene.channels if channel not in own and (own or not relation.of_channel)]
    after = range(relation.last + 1, min(relation.last + 3, len(scene.words)))
    if any(at.first in after for at in others) and not any(_counted(scene, at) for at in after):
        return True  # "half as many e-mails"
    before = [at for at in others if near.first <= at.first and at.last < relation.first]
    alone = any(not any(_counted(scene, k) for k in range(at.first, relation.first)) for at in before)
    return (days and not relation.of_channel) or alone
