"""Whether a number can answer the question that is open: what has a thing of its own to count, or corrects, cannot.

«На одно письмо уходит 12 минут» is no one hour a day, "no, 150 in total" no 150 hours: of what was asked they tell
nothing.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.in_brief import volumes_in
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.volumes_corrected import likely_factor
from assistant.reading.word_lists import listed
from assistant.reading.workload import tidy

_COUNTS = ("contact", "agent", "person", "vendor", "driver", "outside_people")  # none of which a length is told in
_MEASURES = ("aht_seconds", "coverage", "hours_per_day", "contract_months", "peak_factor", "growth_percent")
_LONGEST = 7200  # seconds one contact may take when told by a bare number
_NEAR = 12  # words around a percentage among which it is said what it is of
_LIKE = 2.5  # times a known volume that a number put in its place is
_ONE, _FEWEST = 1, 10
_BEFORE = 3  # words before a number among which it is put right


def fits(scene: TextScene, fact: Fact, question: str, brief: Mapping[str, Any], coverage: Mapping[str, Any]) -> bool:
    """Whether a bare number or percentage may be what was asked for, as far as its own words and its size say."""
    if not question.endswith(_MEASURES) and not question.startswith("service_level"):
        return True
    if fact.kind == "percent":
        return not owned(scene, fact) and not _only_part(scene, fact)
    if fact.kind != "number" or fact.unit:
        return True
    if middle(fact.value) == _ONE and not fact.text.isdecimal() and _one_of(scene, fact):
        return False
    head, _ = scene.head(fact)
    if head is not None and head.family in _COUNTS:
        return False
    if question.endswith("aht_seconds") and middle(fact.value) > _LONGEST:
        return False
    return not (corrects(scene) and like_known_volume(fact, brief, coverage))


def corrects(scene: TextScene) -> bool:
    """Whether a message opens by putting something right: "no, …", "sorry, …", «ой, …», "actually …"."""
    opening = Span(0, min(_BEFORE, len(scene.words) - 1))
    first = scene.words[0].lower if scene.words else ""
    return first in listed("refusals") or any(m.first == 0 for m in scene.inside(opening, ("afresh", "slip")))


def volume_put_right(
    scene: TextScene, facts: Sequence[Fact], brief: Mapping[str, Any], coverage: Mapping[str, Any]
) -> list[Change]:
    """ "No, 150 in total" after 200 a day, whatever was asked: the one volume known, or that of the channel named."""
    known = volumes_in(brief)
    named = {f"channels.{channel}.contacts_per_month" for channel, _ in scene.channels}
    plain = [f for f in facts if f.kind == "number" and not f.unit and scene.head(f)[0] is None]
    like = [f for f in plain if middle(f.value) >= _FEWEST and like_known_volume(f, brief, coverage)]
    paths = [path for path in known if not named or path in named]
    others = any(f.kind in ("money", "percent", "duration", "time_range", "volume") for f in scene.facts)
    if not corrects(scene) or len(like) != 1 or len(paths) != 1 or others:
        return []
    fact, path = like[0], paths[0]
    value = tidy(middle(fact.value) * likely_factor(middle(fact.value), known[path], coverage))
    return [Change("set", path, value, fact.start, fact.end, fact.text)]


def like_known_volume(fact: Fact, brief: Mapping[str, Any], coverage: Mapping[str, Any]) -> bool:
    """Whether a number is like a volume the brief holds, in the period that one was told in."""
    said = middle(fact.value)
    for known in volumes_in(brief).values():
        told = known / likely_factor(said, known, coverage) if known > 0 else 0.0
        if said > 0 and told > 0 and max(said / told, told / said) <= _LIKE:
            return True
    return False


def _one_of(scene: TextScene, fact: Fact) -> bool:
    """ "One vendor", «на одно письмо»: a word for one with the noun right behind it."""
    after = scene.span(fact).last + 1
    return after < len(scene.words) and scene.words[after].is_word


def owned(scene: TextScene, fact: Fact) -> bool:
    """Whether a percentage is of something that is no peak and no growth: a language, what is lost, a forecast."""
    span = scene.span(fact)
    sentence = scene.sentence_of(span.first)
    tongue = any(f.kind == "language" and scene.span(f).first in sentence for f in scene.facts)
    first, last = max(sentence.first, span.first - _NEAR), min(sentence.last, span.last + _NEAR)
    words = [scene.words[at] for at in range(first, last + 1)]
    return tongue or any({word.lower, *word.forms} & listed("percent_owners") for word in words)


def _only_part(scene: TextScene, fact: Fact) -> bool:
    """ "Only 85% of the volume": a part of it, and no more of it than usual."""
    span = scene.span(fact)
    return bool(span.first) and scene.words[span.first - 1].lower in listed("only_words")
