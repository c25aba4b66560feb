"""More of a list of volumes, each number only beside the name of its channel: "2,000 phone and 900 chats a month".

«Чат, 2 300 в месяц, и почта, 700»: the list has one volume told in full, whose period is that of the others.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.rate_words import TIME_UNITS
from assistant.reading.result import Change
from assistant.reading.roles import Roles
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import function_words, listed
from assistant.reading.workload import per_month, scaled

_FEWEST = 20  # contacts of which a bare number beside a channel may tell
_APART = 25  # words from the volume told in full to a number of its list
_SIGNS = ",:—–-"


def with_labelled(
    scene: TextScene, changes: Sequence[Change], roles: Roles, coverage: Mapping[str, Any]
) -> list[Change]:
    """The changes with the volumes of such lists."""
    told = {change.path for change in changes}
    full = [role for role in roles.of("contacts") if role.fact.kind == "volume" and role.fact.per]
    # «Обращения покупателей: телефон — 6 800 в месяц» counts no buyers, and "phone orders: 450 a week" are calls.
    customers = [] if roles.of("contact_rate") else [r.fact for r in roles.of("driver") if r.fact.kind == "volume"]
    found: list[Change] = []
    for fact in (*roles.free, *customers):
        channel = _beside(scene, fact)
        path = f"channels.{channel}.contacts_per_month"
        near = [r for r in full if abs(r.span.first - scene.span(fact).first) <= _APART]
        if channel is None or path in told or not (near or fact.kind == "volume"):
            continue
        nearest = min(near, key=lambda r: abs(r.span.first - scene.span(fact).first), default=None)
        per = fact.per if fact.kind == "volume" or nearest is None else nearest.fact.per
        value, detail = scaled(fact, per_month(per, coverage))
        found.append(Change("set", path, value, fact.start, fact.end, fact.text, detail))
        told.add(path)
    return [*changes, *found]


def _beside(scene: TextScene, fact: Fact) -> str | None:
    """The channel right before a bare number and a sign, or right after it; None where the number counts something."""
    if fact.kind not in ("number", "volume") or fact.unit or middle(fact.value) < _FEWEST:
        return None
    span = scene.span(fact)
    counts = scene.head(fact)[0] is not None or scene.has(span, "driver")
    if fact.kind == "volume" and (fact.per not in TIME_UNITS or counts):
        return None
    joined = span.last + 1 < len(scene.words) and scene.words[span.last + 1].is_word
    joined = joined and scene.words[span.last + 1].lower in function_words()
    first = span.last + 2 if fact.kind == "volume" and joined else span.last + 1
    after = [(c, place) for c, place in scene.channels if place.first == first]
    if after:
        return after[0][0] if _closed(scene, after[0][1].last + 1) else None
    if not _closed(scene, span.last + 1) or span.first < 2 or scene.words[span.first - 1].text not in _SIGNS:
        return None
    return next((c for c, place in scene.channels if place.last == span.first - 2), None)


def _closed(scene: TextScene, at: int) -> bool:
    """Whether nothing more is counted at a place: a sign, a joining word, a noun of contacts or pieces, the end."""
    if at >= len(scene.words):
        return True
    word = scene.words[at]
    return not word.is_word or word.lower in listed("list_joins") or scene.has(Span(at, at), "contact", "piece")
