"""What is put back to what it was before a change: "no no, 400 was right", "cutting the weekends was a mistake".

A figure is found in the earlier message that told it, and its field gets what that message gave it; a thing that is
named along with a regret gets the value it had before it was last changed.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.concepts import vocabulary
from assistant.reading.facts import Fact
from assistant.reading.in_brief import present, value_at
from assistant.reading.result import Change
from assistant.reading.reworded import Reread, Told
from assistant.reading.scene import Span, TextScene, look

_LAYER = "as_it_was"  # its words in the language folders
_FIGURES = ("number", "volume", "duration", "percent", "money")
_LATELY = 8  # messages back to which a figure may have been told
_LONGEST = 12  # words of a message about a figure told before
_WEEK = "coverage.days_per_week"
_LISTS = {"language": "languages", "country": "provider_countries"}


def as_it_was(
    scene: TextScene,
    changes: Sequence[Change],
    brief: Mapping[str, Any],
    earlier: Sequence[Told],
    reread: Reread,
) -> Sequence[Change]:
    """The changes with what a message puts back to what it was."""
    if not earlier or "?" in scene.text:
        return changes
    said = vocabulary(_LAYER).overlapping(scene.scene, 0, len(scene.words) - 1)
    regrets = [scene.sentence_of(m.first) for m in said if m.concept == "regretted"]
    if regrets and (back := [c for span in regrets for c in _named_back(scene, span, brief, earlier)]):
        gone = {c.path for c in back}
        return [*(c for c in changes if not any(c.path == p or c.path.startswith(f"{p}.") for p in gone)), *back]
    figures = [fact for fact in scene.facts if fact.kind in _FIGURES]
    short = sum(word.is_word for word in scene.words) <= _LONGEST
    others = [c for c in changes if not (figures and c.start < figures[0].end and figures[0].start < c.end)]
    if others or len(figures) != 1 or not short or not any(m.concept == "was_right" for m in said):
        return changes
    return _figure_back(figures[0], scene.language, brief, earlier, reread) or changes


def _figure_back(
    fact: Fact, language: str, brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread
) -> list[Change]:
    """What the last message that told this figure gave its field, where the field has another value by now."""
    for told in earlier[:_LATELY]:
        there = [f for f in look(told.text, language).facts if f.kind in _FIGURES and _alike(f, fact)]
        read = reread(told).changes if there else ()
        held = [c for c in read if any(c.start < f.end and f.start < c.end for f in there)]
        held = [c for c in held if c.value != {} and present(brief, c.path) and value_at(brief, c.path) != c.value]
        if held:
            place = (fact.start, fact.end, fact.text)
            return [Change("set", c.path, c.value, *place) for c in held] if len({c.path for c in held}) == 1 else []
    return []


def _alike(one: Fact, other: Fact) -> bool:
    return _amount(one) is not None and _amount(one) == _amount(other)


def _amount(fact: Fact) -> float | None:
    """The plain number of a figure, whatever its period or currency."""
    told = fact.value
    amount = told.get("value", told.get("amount")) if isinstance(told, Mapping) else told
    return float(amount) if isinstance(amount, int | float) else None


def _named_back(scene: TextScene, span: Span, brief: Mapping[str, Any], earlier: Sequence[Told]) -> list[Change]:
    """The channels, days of the week, languages and places that a sentence names, as they were before the change."""
    named: dict[str, tuple[int, int]] = {}
    for channel, place in scene.channels_within(span):
        named.setdefault(f"channels.{channel}", (scene.words[place.first].start, scene.words[place.last].end))
    for fact in scene.facts_within(span):
        path = _WEEK if fact.kind == "days" else _LISTS.get(fact.kind)
        if path:
            named.setdefault(path, (fact.start, fact.end))
    found = []
    for path, (start, end) in named.items():
        was = next((told.brief for told in earlier if value_at(told.brief, path) != value_at(brief, path)), None)
        if was:  # of a case that was known already
            known = value_at(was, path)
            if known is None and path == _WEEK:
                continue
            words = (start, end, scene.text[start:end])
            if path.startswith("channels."):
                found.append(Change("set", path, {} if known is not None else None, *words))
            else:
                found.append(Change("remove" if known is None else "set", path, known, *words))
    return found
