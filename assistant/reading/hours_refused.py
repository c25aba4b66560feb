"""Hours said not to be wanted: "remove the 24/7, we only need 7am to 11pm", «круглосуточно не нужно»."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.concepts import Mention
from assistant.reading.facts import Fact
from assistant.reading.refusals import WITHOUT
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import anaphors, bounds, conjunctions, first_person, listed, only_words, turns

_BEFORE, _AFTER = 0.9, 0.8
_STOPS = frozenset(",;:—–-(")


def refused_hours(scene: TextScene, brief: Mapping[str, Any]) -> list[Fact]:
    """The hours of the text that are declined, with the days told by the same words ("24/7")."""
    ranges = [f for f in scene.facts if f.kind == "time_range"]
    gone = [f for f in ranges if _refused(scene, scene.span(f)) and not _wanted_after_all(scene, f, ranges)]
    if len(ranges) == 1 and _instead_of_known(scene, ranges[0], brief):
        gone = []
    if not gone and len(ranges) > 1 and scene.has(Span(0, len(scene.words) - 1), "afresh", "forget"):
        gone = [f for f in ranges if _is_known(f, brief)]
        gone = gone if len(gone) < len(ranges) else []
    places = {f.start for f in gone}
    return [f for f in scene.facts if f in gone or (f.kind == "days" and f.start in places)]


def hours_dropped(
    scene: TextScene, gone: Sequence[Fact], brief: Mapping[str, Any], told: Sequence[Change] = ()
) -> list[Change]:
    """The known hours are forgotten where they are declined and no others are told in their place."""
    ranges = [f for f in scene.facts if f.kind == "time_range"]
    if any(c.path == "coverage.hours_per_day" for c in told):
        return []  # "24/7 is overkill, 12 hours a day is fine"
    if not ranges or any(f not in gone for f in ranges) or not any(_is_known(f, brief) for f in ranges):
        return []
    return [Change("remove", "coverage", None, ranges[0].start, ranges[0].end, ranges[0].text)]


def _instead_of_known(scene: TextScene, fact: Fact, brief: Mapping[str, Any]) -> bool:
    """ "No 8 to 22", «не, 8-22», of a case open at other hours: the "no" is of those, and these take their place."""
    answered = scene.words[0].lower in listed("refusals") | listed("denials")
    first = scene.span(fact).first
    whole = fact.value == {"open": "00:00", "close": "24:00"}
    alone = first == 1 or (first == 2 and not scene.words[1].is_word)
    return (
        answered and alone and not whole and not _is_known(fact, brief) and isinstance(brief.get("coverage"), Mapping)
    )


def _is_known(fact: Fact, brief: Mapping[str, Any]) -> bool:
    """The hours are those the brief holds."""
    known = brief.get("coverage")
    if not isinstance(known, Mapping):
        return False
    if fact.value == {"open": "00:00", "close": "24:00"}:
        return bool(known.get("hours_per_day") == 24)
    return bool(known.get("open") == fact.value["open"] and known.get("close") == fact.value["close"])


def _refused(scene: TextScene, span: Span) -> bool:
    sentence = scene.sentence_of(span.first)
    for _, mention in scene.around(span, ("decline", "forget", "negation", "overmuch"), max(_BEFORE, _AFTER)):
        if mention.first not in sentence:
            continue
        if mention.last < span.first and _turns_away(scene, mention, span):
            return True
        if mention.first > span.last and _said_of_it(scene, mention, span, sentence):
            return True
    return False


def _turns_away(scene: TextScene, mention: Mention, span: Span) -> bool:
    """ "Drop the 24/7", «не круглосуточно»: the word governs the hours, and is not denied itself."""
    first = scene.words[mention.first].lower
    between = range(mention.last + 1, span.first)
    said = {scene.words[at].lower for at in between}
    limits = _STOPS | WITHOUT | turns() | only_words() | (bounds() - {"more"})
    if mention.family == "overmuch" or first == "нет" or said & limits:
        return False
    if mention.first == mention.last and _governs(scene, mention) and said - {"the", "a", "any", "more"}:
        return False  # "without breaks 24/7"
    if any(scene.fact_at[at] is not None for at in between):
        return False
    opening = Span(max(scene.sentence_of(span.first).first, mention.first - 3), mention.first - 1)
    denied = opening.last >= opening.first and scene.has(opening, "negation", "must")
    return not denied or (mention.family == "negation" and first not in WITHOUT)


def _said_of_it(scene: TextScene, mention: Mention, span: Span, sentence: Span) -> bool:
    """ "24/7 is overkill", «круглосуточно не надо»: nothing else is named between, and the thought ends there."""
    after = mention.last + 1
    following = scene.words[after] if after <= sentence.last else None
    ends = following is None or not following.is_word or after == sentence.last
    ends = ends or scene.words[after].lower in turns() | conjunctions()
    if scene.words[mention.first].lower in listed("instead_words"):
        return False  # "7 to 10 pm instead of 8 to 8" refuses what follows
    if not ends or mention.family == "negation" or (mention.first == mention.last and _governs(scene, mention)):
        return False
    own = {at for m in scene.mentions if m.family == "schedule" for at in range(m.first, m.last + 1)}
    own |= {at for at in range(span.last + 1, mention.first) if _same_hours(scene, span, at)}
    places = [at for at in range(span.last + 1, mention.first) if at not in own]  # «круглосуточный режим 24/7»
    between = [scene.words[at] for at in places]
    if any(scene.fact_at[at] is not None for at in places):
        return False
    signs = [word.text for word in between if not word.is_word]
    pointing = anaphors() | first_person()
    points = all(word.lower.split("'")[0] in pointing for word in between if word.is_word)
    return not signs or (set(signs) <= set(",—–-") and points)


def _same_hours(scene: TextScene, span: Span, at: int) -> bool:
    """The hours of the span are told once more at a word, or its days along with them."""
    fact, told = scene.fact_at[at], [f for f in scene.facts if scene.span(f).first == span.first]
    again = [f for f in scene.facts if fact is not None and f.start == fact.start]
    return any(f.kind == t.kind == "time_range" and f.value == t.value for f in again for t in told)


def _governs(scene: TextScene, mention: Mention) -> bool:
    return scene.words[mention.first].lower in WITHOUT | {"no", "minus", "минус", "ни", "кроме", "except"}


def _wanted_after_all(scene: TextScene, fact: Fact, ranges: Sequence[Fact]) -> bool:
    """ "We do not have 24/7 now but need it": they are wanted, and no others are told."""
    if any(other.value != fact.value for other in ranges):
        return False
    span = scene.span(fact)
    rest = Span(span.last + 1, scene.sentence_of(span.first).last)
    turned = [at for at in range(rest.first, rest.last + 1) if scene.words[at].lower in turns()]
    return bool(turned) and any(m.first > turned[0] for m in scene.inside(rest, ("wish", "wanted")))
