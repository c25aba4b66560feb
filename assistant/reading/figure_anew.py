"""A known figure told anew in whatever words: "the projection was updated: 2,700", «письма сократили до 14к».

The one number of a message that tells something anew is the volume of the channel it names, or the only volume known;
it must be of the order of the one it replaces. "Over the year they fell to 2,300" tells no yearly figure.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.constructions import of_class
from assistant.reading.coverage import known_coverage
from assistant.reading.facts import Fact
from assistant.reading.in_brief import volumes_in
from assistant.reading.known_fields import VOLUME, Fit, fit, known_fields
from assistant.reading.rate_words import period_forms
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed

_FIGURES = ("number", "volume", "money", "percent", "duration", "time_range")
_WORDS = 16  # of a message that tells one figure anew
_SAME = 1.001
_LEAST = 10  # contacts a month
_LONG = ("year", "half_year", "quarter")
_AVERAGE = 3  # words around a figure among which it is called an average
_MOVES = ("growth", "falling", "fewer", "more")
_YEARS = range(1990, 2100)
# The most that each of these fields can hold.
_MOST: Mapping[str, float] = {"peak_factor": 20, "hours_per_day": 24, "days_per_week": 7, "contract_months": 240}


def figure_anew(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with the known volume that the message tells anew; as they are where it tells none surely."""
    known = volumes_in(brief)
    if not known or scene.text.rstrip().endswith("?"):
        return list(changes)
    coverage = known_coverage(brief, [])
    changes = _told_plainly(scene, changes, brief, coverage)
    figures = [f for f in scene.facts if f.kind in _FIGURES]
    words = sum(word.is_word for word in scene.words)
    if len(figures) != 1 or words > _WORDS or not _a_volume(scene, figures[0]):
        return changes
    fact = figures[0]
    averaged = _averaged(scene, fact)
    found = _meant(scene, fact, brief, coverage, averaged)
    if found is None or any(c.path == found.field.path and not averaged for c in changes):
        return changes
    beside = [c for c in changes if c.start < fact.end and fact.start < c.end and c.path != found.field.path]
    if any(not (averaged or _impossible(c)) for c in beside):
        return changes  # the number is of something else
    kept = [c for c in changes if c not in beside and c.path != found.field.path]
    channel = found.field.path.removesuffix(f".{VOLUME}")
    kept = [c for c in kept if not (c.path == channel and c.value == {})]
    return [*kept, found.change(fact)]


def _meant(
    scene: TextScene, fact: Fact, brief: Mapping[str, Any], coverage: Mapping[str, Any], averaged: bool
) -> Fit | None:
    """The volume of the one channel named, or the only one known where no other field would hold the number."""
    fits = [found for field in known_fields(brief) if (found := fit(fact, field, coverage)) is not None]
    fits = [found for found in fits if found.likely and found.number >= _LEAST]
    volumes = [found for found in fits if found.field.kind == VOLUME]
    named = {channel for channel, _ in _beside(scene, fact)}
    others: list[Fit] = []
    if named:
        marked = _anew(scene) or averaged or _said(scene, "figure_left") or _moves(scene, fact)
        volumes = [found for found in volumes if found.field.path.split(".")[1:2] == list(named)]
    else:
        marked = _anew(scene) or averaged
        others = [found for found in fits if found.field.kind != VOLUME]
        if len(volumes_in(brief)) > 1:
            return None
    if not marked or others or len(volumes) != 1 or volumes[0].unlike <= _SAME:
        return None
    return volumes[0]


def _beside(scene: TextScene, fact: Fact) -> list[tuple[str, Span]]:
    """The channels of the clause of a number; of its sentence where the clause names none."""
    span = scene.span(fact)
    clause = scene.clause_of(span, lambda word: word.text in ",;:—–()")
    sentence = scene.sentence_of(span.first)
    return list(scene.channels_within(clause)) or list(scene.channels_within(sentence))


def _a_volume(scene: TextScene, fact: Fact) -> bool:
    """A number that counts nothing else, and is no year and no house number."""
    if fact.kind not in ("number", "volume") or fact.unit or fact.per or fact.each:
        return False
    if isinstance(fact.value, int) and fact.value in _YEARS and fact.text.isdecimal():
        return False
    head, content = scene.head(fact)
    if head is not None and head.family == "contact":
        return True
    after = scene.span(fact).last + 1
    ends = after >= len(scene.words) or not scene.words[after].is_word
    apart = ends or scene.words[after].lower in listed("counts_nothing") | listed("figure_apart")
    return apart or (head is None and not content)


def _anew(scene: TextScene) -> bool:
    """Whether the message says that something was reckoned anew, or orders the figure to be taken."""
    at = range(len(scene.words))
    return any(of_class(scene, k, "figure_redone") for k in at)


def _averaged(scene: TextScene, fact: Fact) -> bool:
    span = scene.span(fact)
    near = scene.words[max(0, span.first - _AVERAGE) : span.last + 1 + _AVERAGE]
    ordered = any(of_class(scene, k, "figure_taken") for k in range(max(0, span.first - _AVERAGE), span.first))
    return ordered and any(word.lower in listed("figure_average") for word in near)


def _said(scene: TextScene, section: str) -> bool:
    return any(word.lower in listed(section) for word in scene.words)


def _moves(scene: TextScene, fact: Fact) -> bool:
    """Whether a verb of change leads to the number: "drops to 30k", «режем до 60к»."""
    first = scene.span(fact).first
    led = first > 0 and scene.words[first - 1].lower in listed("moved_on_to")
    before = Span(scene.sentence_of(first).first, max(first - 1, 0))
    verbs = any(of_class(scene, at, "figure_moved") for at in range(before.first, before.last + 1))
    return led and (verbs or scene.has(before, *_MOVES))


def _impossible(change: Change) -> bool:
    """Whether no field but a volume or a sum can hold a number: 60,000 is no peak."""
    most = _MOST.get(change.path.rpartition(".")[2])
    return most is not None and isinstance(change.value, int | float) and change.value > most


def _told_plainly(
    scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any], coverage: Mapping[str, Any]
) -> list[Change]:
    """The changes with what a volume became over a year taken as it is, and without what it was long since."""
    return list(_plain(scene, changes, volumes_in(brief), coverage, brief))


def _plain(
    scene: TextScene,
    changes: Sequence[Change],
    known: Mapping[str, float],
    coverage: Mapping[str, Any],
    brief: Mapping[str, Any],
) -> Iterator[Change]:
    for change in changes:
        fact = next((f for f in scene.facts if f.kind == "volume" and f.start == change.start), None)
        long = fact is not None and fact.per in _LONG and change.path in known
        over = long and fact is not None and _led_year(scene, fact, "period_over")
        if fact is None or not long or not (over or _moves(scene, fact) or _led_year(scene, fact, "period_ahead")):
            yield change
            continue
        plain = replace(fact, kind="number", value=middle(fact.value.get("value", 0)), per=None)
        fields = [f for f in known_fields(brief) if f.path == change.path]
        found = fit(plain, fields[0], coverage) if fields else None
        if found is None or not found.likely:
            yield change
        elif not over:  # "last year it was 3,900" tells nothing of now
            yield found.change(plain)


def _led_year(scene: TextScene, fact: Fact, section: str) -> bool:
    """Whether the sentence of a yearly figure speaks of a year to come, or of one that is over."""
    sentence = scene.sentence_of(scene.span(fact).first)
    led = [at for at in range(sentence.first, sentence.last) if scene.words[at].lower in listed(section)]
    return any(period_forms().get(form) in _LONG for at in led for form in scene.words[at + 1].forms)
