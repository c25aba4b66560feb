"""One of the options that were priced is picked: "the cheaper one, obviously", "last one, our buyers are here",
«берём второй вариант», "both, then".

The options are those set side by side last, or the suppositions tried one after another since the case was changed, in
the order tried. One is picked by its place in that order, by its price, by its size, by a value of its
own; the clause that picks holds nothing else of weight, and what follows it is a reason.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.reading.concepts import Mention, vocabulary
from assistant.reading.in_brief import value_at
from assistant.reading.ordinals import ordinal, ordinals_in_figures
from assistant.reading.restated import of_one_field
from assistant.reading.result import Act, Change
from assistant.reading.reworded import Told
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.supposed_again import ANOTHER, KEEP, Alone
from assistant.reading.word_lists import listed, turns

Option = Mapping[str, Any]
Picked = tuple[tuple[Change, ...], tuple[Act, ...]]

_LATELY = 5  # messages back to which the options may have been tried
_LONGEST = 12  # words of a clause that picks
_SIGNS = frozenset(",;:—–-()")
_HOME, _PROVIDERS, _LOCATION = "home_country", "provider_countries", "location"
_ASIDE = frozenset({"ask", "thank", "compare", "estimate", "advise", "summary"})
_BY_MONTH = {"cheap_one": min, "dear_one": max}
_BY_SIZE = {"small_one": min, "big_one": max}


@dataclass(frozen=True)
class _Pointer:
    """The words that point at options, and the options."""

    first: int
    last: int
    options: tuple[Option, ...]


def option_picked(alone: Alone, brief: Mapping[str, Any], earlier: Sequence[Told]) -> Picked | None:
    """What a message that picks one of the options tried states, and its acts; None where it picks none."""
    options = _tried(brief, earlier)
    if len(options) < 2 or alone.question == _HOME:
        return None
    for clause, closing in _clauses(alone.scene):
        if closing == "?" or _asks_or_tries(alone.scene, clause):
            continue
        if (pointer := _pointer(alone.scene, clause, options)) is None:
            continue
        if not _only_picks(alone.scene, clause, pointer, options) or _names_other(alone.scene, pointer, options):
            return None
        return _taken(alone, clause, _merged(pointer.options), brief, earlier)
    return None


def _asks_or_tries(scene: TextScene, clause: Span) -> bool:
    """ "Which of the two is cheaper" asks, "do both together" tries."""
    said = [scene.words[at].lower for at in range(clause.first, clause.last + 1) if scene.words[at].is_word]
    return bool(said) and (said[0] in listed("question_words") or said[-1] in listed("tried_together"))


def _tried(brief: Mapping[str, Any], earlier: Sequence[Told]) -> list[Option]:
    """The options of the last messages, the earliest first; none from before the case was changed."""
    found: list[Option] = []
    for told in earlier[:_LATELY]:
        if told.brief != brief:
            break
        fresh = [each for each in told.tried if not any(each["changes"] == other["changes"] for other in found)]
        found = [*fresh, *found]
        if len(told.tried) > 1:
            break
    return found


def _clauses(scene: TextScene) -> Iterator[tuple[Span, str]]:
    """The clauses of a message between commas, dashes and reasons, each with the sign its sentence closes with."""
    for sentence in scene.sentences:
        closing, first = scene.words[sentence.last].text, sentence.first
        for at in range(sentence.first, sentence.last + 2):
            word = scene.words[at] if at <= sentence.last else None
            reason = word is not None and at > first and word.lower in listed("opens_reason")
            if word is None or word.text in _SIGNS or reason:
                if first < at:
                    yield Span(first, at - 1), closing
                first = at + (word is not None and not reason)


def _pointer(scene: TextScene, clause: Span, options: Sequence[Option]) -> _Pointer | None:
    """What the clause points at; None where nothing, or at several at once."""
    said: list[Mention] = vocabulary("decided").overlapping(scene.scene, clause.first, clause.last)
    found = [
        _Pointer(m.first, m.last, tuple(meant))
        for m in said
        if m.first in clause and m.last in clause and (meant := _of_words(m.concept, options))
    ]
    if not found:
        found = [*_by_order(scene, clause, options), *_by_value(scene, clause, options)]
    picked = {id(option) for each in found for option in each.options}
    every = [each for each in found if len(each.options) > 1]
    return every[0] if every else found[0] if len(picked) == 1 else None


def _of_words(concept: str, options: Sequence[Option]) -> list[Option]:
    if concept == "every_one":
        return list(options[-2:])
    if concept in _BY_MONTH:
        edge = _BY_MONTH[concept](float(option["month"]) for option in options)
        meant = [option for option in options if float(option["month"]) == edge]
    elif concept in _BY_SIZE:
        sizes = [size for option in options if (size := _size(option)) is not None]
        if len(sizes) < len(options):
            sizes = [float(option["month"]) for option in options]
        edge = _BY_SIZE[concept](sizes)
        meant = [option for option, size in zip(options, sizes, strict=True) if size == edge]
    else:
        return []
    return meant if len(meant) == 1 else []


def _size(option: Option) -> float | None:
    """The one number that an option would set: "the smaller" of 700 and 5,000 calls, the shorter of two days."""
    values = {c["path"]: c["value"] for c in option["changes"]}
    values = {p: v for p, v in values.items() if p not in ("coverage.open", "coverage.close")}
    value = next(iter(values.values())) if len(values) == 1 else None
    return float(value) if isinstance(value, int | float) else None


def _by_order(scene: TextScene, clause: Span, options: Sequence[Option]) -> list[_Pointer]:
    """ "The first", "option 2", "2nd", «последний», «вариант два»."""
    at = [(i, n) for i in range(clause.first, clause.last + 1) if (n := ordinal(scene.words[i])) is not None]
    at += [(i, n) for i, n in ordinals_in_figures(scene, clause)]
    for i in range(clause.first + 1, clause.last + 1):
        before = scene.words[i - 1]
        if scene.words[i].text.isdecimal() and {before.lower, *before.forms} & listed("numbered_option"):
            at.append((i, int(scene.words[i].text)))
    return [_Pointer(i, i, (options[n - (n > 0)],)) for i, n in at if n == -1 or 0 < n <= len(options)]


def _by_value(scene: TextScene, clause: Span, options: Sequence[Option]) -> list[_Pointer]:
    """ "Let us proceed on the basis of Portugal", "700 it is then": a place or a number of one of the options."""
    found = []
    for fact in scene.facts_within(clause):
        span = scene.span(fact)
        meant = [option for option in options if fact.kind == "country" and _sets(option, _PROVIDERS) == [fact.value]]
        if fact.kind in ("number", "volume") and _settles(scene, clause):
            meant = [option for option in options if _size(option) == middle(fact.value)]
        found += [_Pointer(span.first, span.last, (option,)) for option in meant]
    return found


def _settles(scene: TextScene, clause: Span) -> bool:
    """Whether a clause decides, and tries no more: "700 it is then", "back to 700"."""
    said = {scene.words[at].lower for at in range(clause.first, clause.last + 1)}
    found = vocabulary("decided").overlapping(scene.scene, clause.first, clause.last)
    return bool(said & listed("decides_on_place")) or any(m.concept == "settles" and m.last in clause for m in found)


def _sets(option: Option, path: str) -> Any:
    return next((c["value"] for c in option["changes"] if c["path"] == path), None)


def _only_picks(scene: TextScene, clause: Span, pointer: _Pointer, options: Sequence[Option]) -> bool:
    """Whether the words around the pointer are those that settle, agree or fill, or a value of the options."""
    settled = vocabulary("decided").overlapping(scene.scene, clause.first, clause.last)
    free = {at for m in settled if m.concept in ("settles", "agrees") for at in range(m.first, m.last + 1)}
    free |= set(range(pointer.first, pointer.last + 1))
    values = {
        str(v) for o in options for c in o["changes"] for v in (c["value"] if isinstance(c["value"], list) else ())
    }
    idle = listed("fillers") | turns() | listed("goes_on_words") | listed("definite") | listed("refusals")
    idle |= listed("decides_on_place") | listed("picks_words") | listed("both_named") | listed("numbered_option")
    said = 0
    for at in range(clause.first, clause.last + 1):
        word = scene.words[at]
        if not word.is_word:
            continue
        said += 1
        fact = scene.fact_at[at]
        if fact is not None and fact.text.isalpha() and word.lower in idle:
            continue  # the "one" of "the cheaper one"
        if fact is not None and at not in free and str(fact.value) not in values:
            return False
        if at not in free and fact is None and not {word.lower, *word.forms} & idle:
            return False
    return said <= _LONGEST


def _names_other(scene: TextScene, pointer: _Pointer, options: Sequence[Option]) -> bool:
    """Whether another of the places compared is named: "the first. I mean Poland" is not for us to settle."""
    meant = {str(_sets(option, _PROVIDERS)) for option in pointer.options}
    others = {str(_sets(option, _PROVIDERS)) for option in options} - meant
    return any(fact.kind == "country" and str([fact.value]) in others for fact in scene.facts)


def _merged(options: Sequence[Option]) -> list[dict[str, Any]]:
    """What the options set, lists joined: German tried and French tried are both, where both are taken."""
    found: dict[str, dict[str, Any]] = {}
    for option in options:
        for change in option["changes"]:
            before = found.get(change["path"])
            if before and isinstance(before["value"], list) and isinstance(change["value"], list):
                change = {**change, "value": list(dict.fromkeys([*before["value"], *change["value"]]))}
            found[change["path"]] = dict(change)
    return list(found.values())


def _taken(
    alone: Alone, clause: Span, changes: Sequence[Mapping[str, Any]], brief: Mapping[str, Any], earlier: Sequence[Told]
) -> Picked:
    scene = alone.scene
    start, end = scene.words[clause.first].start, scene.words[clause.last].end
    place = (start, end, scene.text[start:end])
    told = [Change(c["op"], c["path"], c["value"], *place) for c in changes]
    rest = [c for c in alone.stated if c.start >= end or c.end <= start]
    rest = [c for c in rest if not any(of_one_field(c.path, each.path) for each in told) and c.path != _HOME]
    for path, other in ((_PROVIDERS, _LOCATION), (_LOCATION, _PROVIDERS)):
        rest = [c for c in rest if not (c.path == other and any(each.path == path for each in told))]
        if any(c.path == path for c in told) and value_at(brief, other):
            told.append(Change("remove", other, None, *place))
    aside = tuple(act for act in alone.acts if act.start >= end and act.kind in _ASIDE)
    if alone.question != KEEP:
        return (*rest, *told), aside
    pending = earlier[0].tried[0]["changes"] if len(earlier[0].tried) == 1 else []
    same = [(c["path"], c["value"]) for c in pending] == [(c["path"], c["value"]) for c in changes]
    return (*rest, *told), (Act("keep", start, end, {} if same else {ANOTHER: True}), *aside)
