"""Figures a message states that the estimate has no place for, in the person's own words: shrinkage 32%, the rent."""

from __future__ import annotations

from assistant.builtin.talk import Talk
from assistant.reading.facts import Fact
from assistant.reading.no_place import without_place
from assistant.reading.scene import Span, TextScene, look

_MOST_ITEMS = 4
_MOST_WORDS = 7  # between the ends of an item, the figure left aside
_SIGNS = ("%", "₽", "€", "£", "$")


def no_place(talk: Talk) -> list[str]:
    """What was stated and has no place in the estimate; nothing that was counted, asked or supposed."""
    if talk.reading.what_if or ("?" in talk.text and not talk.reading.changes):
        return []
    scene = look(talk.text, talk.language)
    found: list[str] = []
    for each in without_place(scene):
        if _asked(talk, scene, each.named.first) or _counted(talk, each.fact):
            continue
        words = _quoted(scene, each.named, scene.span(each.fact))
        if words and not any(words in told or told in words for told in found):
            found.append(words)
    return found[:_MOST_ITEMS]


def _asked(talk: Talk, scene: TextScene, at: int) -> bool:
    start = scene.words[at].start
    return any(act.kind in ("ask", "why_expensive") and act.start <= start < act.end for act in talk.reading.acts)


def _counted(talk: Talk, fact: Fact) -> bool:
    return any(c.start < fact.end and fact.start < c.end for c in (*talk.reading.changes, *talk.reading.what_if))


def _quoted(scene: TextScene, named: Span, figure: Span) -> str:
    """The words from the one to the other, with the number of things before them and the sign behind them."""
    first, last = min(named.first, figure.first), max(named.last, figure.last)
    if last - first >= _MOST_WORDS + figure.last - figure.first:
        return ""
    counted = scene.fact_at[first - 1] if first > 0 else None
    if counted is not None and counted.kind == "number" and first == named.first:
        first = scene.span(counted).first
    end = scene.words[last].end
    end += 1 if scene.text[end : end + 1] in _SIGNS else 0
    return scene.text[scene.words[first].start : end].strip()
