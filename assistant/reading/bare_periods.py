"""Volumes told in the shortest way: «звонков 4100 мес», «чаты, 430 мес», "12 shops × 40 calls a week"."""

from dataclasses import replace

from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.rate_words import TIME_UNITS, period_forms
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed

_NEAR = 6  # words from the contacts named to their number
_LONG = {"month": 100, "week": 150}  # of which nothing lasts so many
_SECONDS = {"month": 365 / 12 * 86_400.0, "week": 604_800.0}
_NOUN = 3  # words between a number and the sign it is multiplied by


def with_bare_periods(scene: TextScene) -> TextScene:
    """The scene with a number of contacts right before a period read as a volume of that period."""
    found: dict[int, Fact] = {}
    for fact in scene.facts:
        if told := _period_before(scene, fact):
            value = {"value": fact.value, "per": told}
            found[id(fact)] = replace(fact, kind="volume", value=value, per=told, unit=None)
            continue
        unit, number = _bare(scene, fact)
        if unit and _contacts_named(scene, fact):
            found[id(fact)] = replace(fact, kind="volume", value={"value": number, "per": unit}, per=unit, unit=None)
    return scene.with_facts([found.get(id(f), f) for f in scene.facts]) if found else scene


def _period_before(scene: TextScene, fact: Fact) -> str:
    """«В день, наверное, сообщений сто двадцать»: the period, the contacts and their number, no other between."""
    span = scene.span(fact)
    if fact.kind != "number" or fact.unit or fact.per or not span.first:
        return ""
    first = max(scene.sentence_of(span.first).first, span.first - _NEAR)
    heads = [m for m in scene.inside(Span(first, span.first - 1), ("period_head",)) if m.value in ("day", "week")]
    if not heads:
        return ""
    between = Span(heads[-1].last + 1, span.first - 1)
    told = between.first <= between.last and scene.has(Span(between.last, between.last), "contact")
    return heads[-1].value if told and not _counted_within(scene, between) else ""


def _counted_within(scene: TextScene, span: Span) -> bool:
    return any(f.kind != "channel" for f in scene.facts_within(span))


def _bare(scene: TextScene, fact: Fact) -> tuple[str, float]:
    """The period right after a number, and the number; "" where none is."""
    if fact.kind == "duration" and fact.unit in _LONG and not fact.per:
        number = middle(fact.value) / _SECONDS[fact.unit]
        return (fact.unit, round(number)) if number >= _LONG[fact.unit] else ("", 0)
    after = scene.span(fact).last + 1
    if fact.kind != "number" or fact.unit or after >= len(scene.words):
        return "", 0
    word = scene.words[after].lower
    return (period_forms().get(word, ""), middle(fact.value)) if word in listed("bare_periods") else ("", 0)


def _contacts_named(scene: TextScene, fact: Fact) -> bool:
    """Whether contacts or a channel are named before it in its sentence, and no other number since."""
    span = scene.span(fact)
    first = max(scene.sentence_of(span.first).first, span.first - _NEAR)
    for at in range(span.first - 1, first - 1, -1):
        other = scene.fact_at[at]
        if scene.has(Span(at, at), "contact") or any(place.last == at for _, place in scene.channels):
            return True
        if other is not None and other.kind != "channel":
            return False
    return False


def with_products(scene: TextScene) -> TextScene:
    """The scene with "12 shops × 40 calls a week" read as the calls of all of them."""
    signs = [at for at, word in enumerate(scene.words) if word.text in "×*✕" and at]
    for at in signs:
        factor = next((f for k in range(at - 1, max(at - 1 - _NOUN, -1), -1) if (f := scene.fact_at[k])), None)
        taken = scene.fact_at[at + 1] if at + 1 < len(scene.words) else None
        if factor is None or taken is None or factor is taken or factor.kind != "number" or factor.unit:
            continue
        if taken.kind != "volume" or taken.value.get("per") not in TIME_UNITS:
            continue
        value = {**taken.value, "value": middle(factor.value) * middle(taken.value)}
        facts = [replace(f, value=value) if f is taken else f for f in scene.facts if f is not factor]
        return with_products(scene.with_facts(facts)) if len(signs) > 1 else scene.with_facts(facts)
    return scene
