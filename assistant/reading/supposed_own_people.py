"""Channels that one's own people would serve: "what if our girls do the e-mails?", «если чат ведут мои люди, сколько?».

What the buyer's people do is not bought, so the channel is supposed away; one that is said to be the provider's stays.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from assistant.reading.in_brief import wanted_in
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import first_person, listed

_AMOUNTS = frozenset({"number", "volume", "percent", "money", "duration", "time_range"})
_SIGNS = frozenset(",;.?!")


def channels_of_own_people(scene: TextScene, supposed: Iterable[Span], brief: Mapping[str, Any]) -> list[Change]:
    """The known channels that a supposition gives to the buyer's people; none if it gives them all of them."""
    known, found = wanted_in(brief), dict[str, Change]()
    for span in supposed:
        if any(fact.kind in _AMOUNTS for fact in scene.facts_within(span)):
            return []  # "if our people took half of the calls"
        for clause in _clauses(scene, span):
            if _of_own_people(scene, clause):
                start, end = scene.words[clause.first].start, scene.words[clause.last].end
                for channel, place in scene.channels_within(clause):
                    if channel in known and place is not None:
                        change = Change("set", f"channels.{channel}", None, start, end, scene.text[start:end])
                        found.setdefault(channel, change)
    return list(found.values()) if len(found) < len(known) else []


def _clauses(scene: TextScene, span: Span) -> Iterator[Span]:
    first = span.first
    for at in range(span.first, span.last + 2):
        over = at > span.last or scene.words[at].text in _SIGNS or scene.words[at].lower in listed("parts_clauses")
        if over:
            if first < at:
                yield Span(first, min(at, span.last + 1) - 1)
            first = at + 1


def _of_own_people(scene: TextScene, clause: Span) -> bool:
    """Whether a clause says that the buyer's own people do what it names."""
    words = [scene.words[at] for at in range(clause.first, clause.last + 1)]
    said = {form for word in words for form in (word.lower, *word.forms)}
    if said & listed("not_own") or scene.has(clause, "provider"):
        return False
    if said & listed("own_alone"):
        return True  # «почта и телефон – наши»
    own = said & (first_person() | listed("by_oneself") | listed("to_oneself") | listed("themselves"))
    people = scene.has(clause, "person", "agent", "support") or bool(said & listed("themselves"))
    return bool(own) and people and bool(said & (listed("serves") | listed("kept_by") | listed("done_by")))
