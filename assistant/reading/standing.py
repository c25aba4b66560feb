"""Which of several figures for one thing holds: what is, what is planned or put right before what was."""

import re

from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import conjunctions, subordinators, turns
from assistant.reading.words import is_past

_YEAR = re.compile(r"20[0-4]\d")
_NEAR = 5  # words before a figure among which "of which" may stand
Standing = tuple[int, int]  # how well a figure stands; of figures of the past, their year


def standing(scene: TextScene, span: Span, figures: frozenset[int]) -> Standing:
    """How a figure stands among others: 2 now, planned or true; 1 plain; 0 past; -1 of a peak or another part.

    `figures` are the positions of all the figures there are.
    """
    stretch = _stretch(scene, span, figures)
    clause = _stretch(scene, span, figures, ",")
    partly = any(m.family == "of_them" for m in scene.starting_at(span.last + 1))  # "usually 300 of them argue"
    holds = ("now", "forecast", "truth", *(() if partly else ("average_of",)))
    if _of_part(scene, span, clause if scene.has(clause, *holds) else stretch):
        return -1, 0
    if scene.has(stretch, *holds):
        return 2, 0
    years = [int(w.text) for w in scene.words[stretch.first : stretch.last + 1] if _YEAR.fullmatch(w.text)]
    past = scene.has(stretch, "past", "past_year") or any(
        is_past(w.lower) for at, w in enumerate(scene.words[stretch.first : stretch.last + 1], stretch.first)
    )
    return (0, max(years, default=0)) if past or years else (1, 0)


def retold(scene: TextScene, before: Span, after: Span) -> bool:
    """True when between two figures the first is taken back: "sorry", "no, hang on", «это неправда»."""
    if after.first <= before.last:
        return False
    between = Span(before.last + 1, after.first - 1)
    if between.first > between.last:
        return False
    sentence = scene.sentence_of(after.first)
    beside = Span(max(between.first, sentence.first), between.last)
    return (beside.first <= beside.last and scene.has(beside, "afresh")) or scene.has(between, "untrue")


def _of_part(scene: TextScene, span: Span, stretch: Span) -> bool:
    """A figure of a part only: of a peak, of Mondays, of those just counted."""
    few = any(f.kind == "days" and len(f.value) <= 2 for f in scene.facts_within(stretch))
    before = Span(max(stretch.first, span.first - _NEAR), span.last)
    return few or scene.has(stretch, "peak") or scene.has(before, "of_them", "of_which")


def _stretch(scene: TextScene, span: Span, figures: frozenset[int], signs: str = "") -> Span:
    """The words that speak of a figure: its sentence, cut at turns, at the figures beside it and before it at signs."""
    sentence = scene.sentence_of(span.first)
    first, last = span.first, span.last
    while first > sentence.first and first - 1 not in figures and not _parts(scene, first - 1, signs, dashes=False):
        first -= 1
    while (
        last < sentence.last
        and last + 1 not in figures
        and not _parts(scene, last + 1, ",")
        and scene.words[last + 1].lower not in conjunctions() | subordinators()
    ):
        last += 1
    return Span(first, last)


def _parts(scene: TextScene, at: int, signs: str = "", dashes: bool = True) -> bool:
    word = scene.words[at]
    return word.text in ";()" + signs + ("—–" if dashes else "") or word.lower in turns()
