"""What a place means in the light of the message before: one picked after a comparison, one whose side was asked about,
one where a provider need not be.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.concepts import Mention, vocabulary
from assistant.reading.in_brief import listed_in
from assistant.reading.ordinals import LAST, ordinal, ordinals_in_figures
from assistant.reading.places_of_case import case_told, need_not, not_needed
from assistant.reading.result import Act, Change
from assistant.reading.reworded import Reread, Told
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed

_PICKED = 5  # words of a message that picks one of the places compared
_LATELY = 3  # messages back to which the places compared may be
_SIDED = 6  # words of an answer to whose place it is
_HOME, _PROVIDERS = "home_country", "provider_countries"


def place_question(scene: TextScene, question: str | None, earlier: Sequence[Told], reread: Reread) -> str | None:
    """The field a message answers: right after places were compared, the one named alone is where a provider is."""
    named = [fact for fact in scene.facts if fact.kind == "country"]
    if len({str(fact.value) for fact in named}) != 1 or not earlier or "?" in scene.text:
        return question
    sentence = scene.sentence_of(scene.span(named[0]).first)  # "Poland. And ISO 27001 next to the SOC 2"
    others = any(fact.kind not in ("country", "language") for fact in scene.facts_within(sentence))
    if others or sum(scene.words[at].is_word for at in range(sentence.first, sentence.last + 1)) > _PICKED:
        return question
    return _PROVIDERS if named[0].value in _compared(scene, earlier, reread, alone=True) else question


def _compared(scene: TextScene, earlier: Sequence[Told], reread: Reread, alone: bool = False) -> list[str]:
    """The countries set side by side last, in their order; only questions may stand between.

    With `alone` any country counts that was named along with a comparison.
    """
    for told in earlier[:_LATELY]:
        read = reread(told)
        places = [str(fact.value) for fact in read.facts if fact.kind == "country"]
        weighed = {act.kind for act in read.acts} & {"compare", "what_if", "estimate", "ask"}
        if places and weighed and not any(c.path == _PROVIDERS for c in read.changes):
            compared = len(set(places)) > 1 or (alone and "compare" in weighed)
            return list(dict.fromkeys(places)) if compared else []
        if places or read.changes or read.what_if:
            return []
    return []


def with_place_picked(
    scene: TextScene, changes: Sequence[Change], earlier: Sequence[Told], reread: Reread
) -> tuple[Change, ...]:
    """The changes with the country of the provider that an ordinal picks of those compared: "the first one", «второй».

    The ordinal stands in a short sentence of its own.
    """
    if not earlier or any(fact.kind == "country" for fact in scene.facts):
        return tuple(changes)
    for sentence in (*scene.sentences, *_picking_clauses(scene)):
        said = [scene.words[at] for at in range(sentence.first, sentence.last + 1) if scene.words[at].is_word]
        numbers = [n for word in said if (n := ordinal(word)) is not None] or [
            n for _, n in ordinals_in_figures(scene, sentence)
        ]
        if len(numbers) != 1 or len(said) > _PICKED or scene.facts_within(sentence):
            continue
        anew = said[0].lower in listed("refusals") or any(word.lower in listed("chosen_again") for word in said)
        if scene.words[sentence.last].text == "?" or (
            scene.has(sentence, "negation", "decline", "overmuch") and not anew
        ):
            continue
        places = _compared(scene, earlier, reread) or (_compared_before(scene, earlier, reread) if anew else [])
        if numbers[0] <= len(places) and not (numbers[0] == LAST and not places):
            start, end = scene.words[sentence.first].start, scene.words[sentence.last].end
            return (
                *changes,
                Change("set", _PROVIDERS, [places[numbers[0] - (numbers[0] > 0)]], start, end, scene.text[start:end]),
            )
    return tuple(changes)


def _picking_clauses(scene: TextScene) -> list[Span]:
    """The words before the first sign that do hardly more than pick: "no, the first, they speak Arabic there"."""
    if not scene.sentences:
        return []
    first = scene.sentences[0]
    said = [at for at in range(first.first, first.last + 1) if scene.words[at].is_word]
    opens = len(said) > 1 and scene.words[said[0]].lower in listed("refusals") and scene.words[said[0] + 1].text == ","
    start = said[0] + 2 if opens else first.first
    end = next((at for at in range(start, first.last + 1) if scene.words[at].text in _SIGNS), first.last + 1)
    clause = Span(first.first, end - 1)
    idle = listed("fillers") | listed("refusals") | listed("decides_on_place") | listed("chosen_again")
    idle |= listed("definite") | listed("picked_nouns")
    inside = [scene.words[at] for at in range(clause.first, end) if scene.words[at].is_word]
    others = [word for word in inside if word.lower not in idle and ordinal(word) is None]
    return [clause] if inside and end <= first.last and not others else []


_SIGNS = frozenset(",;—–")


def _compared_before(scene: TextScene, earlier: Sequence[Told], reread: Reread) -> list[str]:
    """The countries compared before one of them was picked, which is given up for another now."""
    for back, told in enumerate(earlier[:_LATELY]):
        picked = [c for c in reread(told).changes if c.path == _PROVIDERS]
        if picked:
            places = _compared(scene, earlier[back + 1 :], reread)
            return places if picked[0].value and set(picked[0].value) <= set(places) else []
    return []


def with_side_told(
    scene: TextScene,
    changes: Sequence[Change],
    brief: Mapping[str, Any],
    question: str | None,
    earlier: Sequence[Told],
    reread: Reread,
) -> tuple[Change, ...]:
    """Changes with the place whose side was asked about last: "provider", «клиенты», or a case told over the question.

    Whoever goes on to the volume has named the country of the customers.
    """
    settled = {_HOME, _PROVIDERS} & {*(c.path for c in changes), *brief}
    if question != _HOME or settled or not earlier or any(fact.kind == "country" for fact in scene.facts):
        return tuple(changes)
    doubt = next((each for each in reread(earlier[0]).ambiguities if each.path == _HOME), None)
    if doubt is None:
        return tuple(changes)
    sides = {m.value for m in _choices(scene) if m.family == "whose_place"}
    short = sum(word.is_word for word in scene.words) <= _SIDED
    side = sides.pop() if len(sides) == 1 and short else _HOME if case_told(scene) else ""
    told = next((options for label, options in doubt.options if label == side), ())
    return (*changes, *(Change(c.op, c.path, c.value) for c in told))


def open_places(scene: TextScene, brief: Mapping[str, Any], question: str | None) -> list[Act]:
    """Acts `place_open`: a place where a provider may be and need not be, which nothing known is tied to."""
    known = listed_in(brief, _PROVIDERS)
    here = [m for m in _choices(scene) if m.concept == "location.onshore" and not_needed(scene, m.first)]
    of_provider = question == "location" or any(m.family in ("vendor", "agent") for m in scene.mentions)
    if here and of_provider and not any(fact.kind == "country" for fact in scene.facts):
        return [Act("place_open", scene.words[here[0].first].start, scene.words[here[0].last].end)]
    free = [f for f in scene.facts if f.kind == "country" and need_not(scene, scene.span(f)) and f.value not in known]
    return [Act("place_open", f.start, f.end, {"country": f.value}) for f in free[:1]]


def _choices(scene: TextScene) -> list[Mention]:
    return vocabulary("answers", "choices").mentions(scene.scene)
