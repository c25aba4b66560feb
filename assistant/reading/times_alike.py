"""Handle times of which only the first has its unit: "4 min a call, 6 an email", «900 чатов по 10 минут, писем по 5».

A bare number is a length of time where it stands as the one before it does: led by the same word, or followed by the
same word and contacts.
"""

from collections.abc import Iterator

from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import conjunctions, listed
from assistant.reading.words import noun_cases

_UNITS = {"minute": 60, "second": 1}
_MOST = {"minute": 60, "second": 1800}
_UNLIKE = 6  # times the one before that a time of the same list may be, or the other way about
_FIGURES = ("duration", "percent", "money", "time_range", "days")
_CLOSED = frozenset(",.;)!\n")
_SIGNS = frozenset("@×~")


def with_units_shared(scene: TextScene) -> TextScene:
    """The scene with such numbers as lengths of time."""
    found: list[tuple[Span, Fact]] = []
    for told in [f for f in scene.facts if f.kind == "duration" and f.unit in _UNITS]:
        span = scene.span(told)
        for at in _numbers(scene, span.last + 1, scene.sentence_of(span.first).last):
            if not _like(told, float(scene.words[at].text)):
                continue
            if any(alike(scene, span, at) for alike in (_led_alike, _each_alike, _named_alike)):
                found.append((Span(at, at), _as_long(scene, at, str(told.unit))))
    if not found:
        return scene
    taken = {place.first for place, _ in found}
    kept = [f for f in scene.facts if f.kind == "channel" or scene.span(f).first not in taken]
    return scene.with_facts(sorted([*kept, *(f for _, f in found)], key=lambda f: (f.start, -f.end)))


def _numbers(scene: TextScene, first: int, last: int) -> Iterator[int]:
    """Bare numbers from a word on, as far as no figure of another kind stands."""
    for at in range(first, last + 1):
        fact = scene.fact_at[at]
        if fact is not None and fact.kind in _FIGURES:
            return
        if scene.words[at].text.isdecimal() and (fact is None or fact.kind in ("number", "volume")):
            yield at


def _like(told: Fact, number: float) -> bool:
    size = middle(told.value) / _UNITS[str(told.unit)]
    return 0 < number <= _MOST[str(told.unit)] and 1 / _UNLIKE < number / (size or 1) < _UNLIKE


def _led_alike(scene: TextScene, told: Span, at: int) -> bool:
    """ "2,000 calls at 4 min, 900 emails at 7", «писем 4 тыс по 8»: contacts since, and the same word before."""
    lead = scene.words[told.first - 1].lower if told.first else ""
    if lead not in listed("times_led") | _SIGNS or scene.words[at - 1].lower != lead:
        return False
    between = Span(told.last + 1, at - 1)
    return _contacts_in(scene, between) and (_ends(scene, at + 1) or scene.words[at + 1].lower in listed("times_all"))


def _each_alike(scene: TextScene, told: Span, at: int) -> bool:
    """ "6 minutes a call, 4 an email and 10 a chat": one of other contacts follows as one of some did."""
    one, other = _one_of(scene, told.last + 1), _one_of(scene, at + 1)
    before = scene.words[at - 1]
    joined = before.text in ",;" or before.lower in conjunctions() | listed("list_joins")
    return joined and one is not None and other is not None and one[0] == other[0] and one[1] != other[1]


def _named_alike(scene: TextScene, told: Span, at: int) -> bool:
    """«Звонок 4 минуты, письмо 9»: each right behind its contact in the nominative, and no «писем 9»."""
    one, other = (_channel_ending_at(scene, k - 1) for k in (told.first, at))
    named = bool(one and other) and one != other and _ends(scene, at + 1)
    return named and "nomn" in noun_cases(scene.words[at - 1].lower)


def _channel_ending_at(scene: TextScene, at: int) -> str:
    return next((channel for channel, place in scene.channels if place.last == at), "")


def _one_of(scene: TextScene, at: int) -> tuple[str, str] | None:
    """The word that joins a time to one contact, and the channel of that: ("a", "phone") of "a call"."""
    bare = [channel for channel, place in scene.channels if place.first == at]
    if bare and "а" <= scene.words[at].lower[0] <= "я":
        return "", bare[0]  # «5 мин звонок, 8 письмо»
    if at + 1 >= len(scene.words) or scene.words[at].lower not in listed("times_each"):
        return None
    lead = "a" if scene.words[at].lower in listed("articles_and_ours") else scene.words[at].lower
    at += 1 + (scene.words[at + 1].lower in listed("articles_and_ours"))
    named = [channel for channel, place in scene.channels if place.first == at]
    return (lead, named[0]) if named else None


def _contacts_in(scene: TextScene, span: Span) -> bool:
    return scene.has(span, "contact") or any(place.first in span for _, place in scene.channels)


def _ends(scene: TextScene, at: int) -> bool:
    return at >= len(scene.words) or scene.words[at].text in _CLOSED or scene.words[at].lower in conjunctions()


def _as_long(scene: TextScene, at: int, unit: str) -> Fact:
    word = scene.words[at]
    return Fact("duration", float(word.text) * _UNITS[unit], word.start, word.end, word.text, unit=unit)
