"""Contacts that stay with the buyer, told beside those to be served: «первая линия у нас, там 19 000 звонков».

What is said to stay, or not to be counted, is told to set it apart: its numbers are nobody's of the case where others
are told besides. "First line stays with us, that's 19,000 calls; second line, 1,300 a month".
"""

from collections.abc import Iterator, Mapping
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.judged import has_case
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import contrasts, listed, turns
from assistant.reading.words import is_clause_sign

_FEWEST = 30  # contacts of a month that a bare number tells
_BEFORE = 7  # words before "stays with us" among which stands what does
_SAID = ("kept_aside", "not_counted")


def without_kept_aside(scene: TextScene, known: Mapping[str, Any]) -> TextScene:
    """The scene without the numbers of what stays; as it is where no others are told, and for a known case."""
    if has_case(known) or not any(m.family in _SAID for m in scene.mentions):
        return scene
    apart = list(_apart(scene))
    counted = [f for f in scene.facts if _counts(scene, f)]
    gone = [f for f in counted if any(scene.span(f).first in span for span in apart)]
    others = [f for f in scene.facts if f not in gone and (f.kind == "volume" or _of_contacts(scene, f))]
    if not gone or not others:
        return scene
    return scene.with_facts([f for f in scene.facts if f not in gone])


def _apart(scene: TextScene) -> Iterator[Span]:
    """From what stays to the end of its sentence, or to where it turns to something else."""
    for said in (m for m in scene.mentions if m.family in _SAID):
        sentence = scene.sentence_of(said.first)
        clause = scene.clause_of(Span(said.first, said.last), is_clause_sign)
        named = _served(scene, Span(clause.first, said.last))  # "chat 7,500 a month, voice stays with us"
        first = max(sentence.first, clause.first if named else min(clause.first, said.first - _BEFORE))
        if not _served(scene, Span(first, said.last)) or scene.has(clause, "agent", "person", "wage"):
            continue
        last = next((at - 1 for at in range(said.last + 1, sentence.last + 1) if _turns(scene, at)), sentence.last)
        yield Span(_opening(scene, first, said.first), last)


def _opening(scene: TextScene, first: int, last: int) -> int:
    """The first word after what was told before it: «900 писем ваши, а письма опту не считаем»."""
    turned = [at for at in range(first, last) if _turns(scene, at)]
    return turned[-1] if turned else first


def _turns(scene: TextScene, at: int) -> bool:
    word = scene.words[at]
    given = word.forms & listed("handed_over") or word.lower in listed("given_over")
    return bool(given) or word.lower in turns() or word.lower in contrasts() or word.text == ";"


def _served(scene: TextScene, span: Span) -> bool:
    """Contacts, a channel or a line of support is named."""
    named = scene.has(span, "contact") or bool(scene.channels_within(span))
    return named or any(scene.words[at].forms & listed("support_lines") for at in range(span.first, span.last + 1))


def _counts(scene: TextScene, fact: Fact) -> bool:
    if fact.kind not in ("number", "volume") or fact.unit not in (None, "times"):
        return False
    head, _ = scene.head(fact)
    if head is not None and head.family != "contact":
        return False
    return fact.kind == "volume" or middle(fact.value) >= _FEWEST


def _of_contacts(scene: TextScene, fact: Fact) -> bool:
    head, _ = scene.head(fact)
    return fact.kind == "number" and head is not None and head.family == "contact"
