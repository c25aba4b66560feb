"""Whether a number can answer the question that is open: what has a thing of its own to count, or corrects, cannot.

«На одно письмо уходит 12 минут» is no one hour a day, "no, 150 in total" no 150 hours: of what was asked they tell
nothing.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.in_brief import volumes_in
from assistant.reading.pieces import pieces
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.team_counts import of_people
from assistant.reading.volumes_corrected import likely_factor
from assistant.reading.word_lists import conjunctions, function_words, listed, suppositions
from assistant.reading.words import Word, noun_cases, parts_of_speech
from assistant.reading.workload import tidy

_COUNTS = ("contact", "agent", "person", "vendor", "driver", "outside_people")  # none of which a length is told in
_MEASURES = ("aht_seconds", "coverage", "hours_per_day", "contract_months", "peak_factor", "growth_percent")
_UNITS: Mapping[str, tuple[str, ...]] = {
    "aht_seconds": ("second", "minute", "hour"),
    "coverage": ("hour",),
    "hours_per_day": ("hour",),
    "contract_months": ("day", "week", "month", "quarter", "half_year", "year"),
}
_LONGEST = 7200  # seconds one contact may take when told by a bare number
_NEAR = 12  # words around a percentage among which it is said what it is of
_LIKE = 2.5  # times a known volume that a number put in its place is
_ONE, _FEWEST = 1, 10
_OF_MONEY = ("wage", "budget", "quote", "quote_from")
_PHRASE = 3  # words behind a number among which the noun it counts stands
_BARELY = 1  # words of its own that a question has beside a number which it only guesses
_ASKING = frozenset({"what_if", "question", "aux_question"})
_IDLE = frozenset(
    {"what_if", "dont_know", "yes_word", "no_word", "bare_no", "assume", "skip", "greet", "thank", "topic"}
)
_HIGHEST_PEAK = 20  # times busier than usual a period may be
_BEFORE = 3  # words before a number among which it is put right


def fits(scene: TextScene, fact: Fact, question: str, brief: Mapping[str, Any], coverage: Mapping[str, Any]) -> bool:
    """Whether a bare number or percentage may be what was asked for, as far as its own words and its size say."""
    if not question.endswith(_MEASURES) and not question.startswith("service_level"):
        return True
    if fact.kind == "percent":
        return not owned(scene, fact) and not _only_part(scene, fact)
    if fact.kind == "duration":
        return _in_its_unit(fact, question)
    if fact.kind != "number" or fact.unit:
        return True
    if middle(fact.value) == _ONE and not fact.text.isdecimal() and (_one_of(scene, fact) or _one_alone(fact)):
        return False
    if counts_another(scene, fact) or asked_beside(scene, fact) or _pointed_back(scene, fact):
        return False
    if question == "peak_factor" and middle(fact.value) > _HIGHEST_PEAK and (scene.channels or _multiplied(scene)):
        return False  # "double the e-mails, so 16k", asked about the peak
    first = scene.span(fact).first
    first -= first > 0 and "be" in scene.words[first - 1].forms
    if not question.endswith("aht_seconds") and any(place.last == first - 1 for _, place in scene.channels):
        return False  # «чат 8», "chats are 5" are of the chat
    if question.endswith("aht_seconds") and _of_other_channels(scene, fact, question):
        return False  # «телеграма скорее сорок», asked about the minutes of a call
    head, _ = scene.head(fact)
    if head is not None and head.family in _COUNTS:
        return False
    if question.endswith("aht_seconds") and middle(fact.value) > _LONGEST:
        return False
    return not (corrects(scene) and like_known_volume(fact, brief, coverage))


def _pointed_back(scene: TextScene, fact: Fact) -> bool:
    """ "The 10 was with waiting", "two of them": a number of what was told before, and no answer."""
    span = scene.span(fact)
    before = scene.words[span.first - 1].lower if span.first else ""
    after = [word.lower for word in scene.words[span.last + 1 : span.last + 3]]
    told_of = len(after) == 2 and after[0] in listed("out_of") and after[1] in listed("told_of_before")
    return before in listed("definite") or told_of


def _multiplied(scene: TextScene) -> bool:
    return any(m.family == "multiply" for m in scene.mentions)


def _of_other_channels(scene: TextScene, fact: Fact, question: str) -> bool:
    """Whether the sentence of a number names channels, and none of them is the one that was asked about."""
    sentence = scene.sentence_of(scene.span(fact).first)
    named = {channel for channel, place in scene.channels if place.first in sentence}
    return bool(named) and not named & set(question.split("."))


def _in_its_unit(fact: Fact, question: str) -> bool:
    """Whether a length is told in a unit that the field asked for is told in: five years are no hours of a day."""
    units = next((units for field, units in _UNITS.items() if question.endswith(field)), None)
    return units is None or fact.unit is None or fact.unit in units


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


def _one_alone(fact: Fact) -> bool:
    """ "A single vendor", «на одном»: a word for one that is no answer to how many."""
    word = fact.text.lower()
    return word in listed("one_alone") or (word.isalpha() and word not in listed("ones_counted"))


def counts_another(scene: TextScene, fact: Fact) -> bool:
    """ "Three vendors", "keep 6 of our people", "one vendor or two": a noun of no field stands behind the number.

    The last of several numbers shares the noun of the first.
    """
    sentence = scene.sentence_of(scene.span(fact).first)
    others = [f for f in scene.facts_within(sentence) if f.kind == "number" and not f.unit and f.start < fact.start]
    said = {word.lower for word in scene.words[sentence.first : sentence.last + 1]}
    shared = bool(said & (listed("or_words") | listed("set_against") | listed("than_words")))
    return _noun_behind(scene, fact) or (shared and any(_noun_behind(scene, other) for other in others))


def _noun_behind(scene: TextScene, fact: Fact) -> bool:
    at = scene.span(fact).last + 1
    if at < len(scene.words) and scene.words[at].lower in listed("out_of"):
        at += 1
        while at < len(scene.words) and scene.words[at].lower in listed("possessives"):
            at += 1
    for word in scene.words[at : at + _PHRASE]:
        if not word.is_word or scene.fact_at[at] is not None:
            return False
        if word.lower in listed("counts_nothing"):
            return False
        if _plural(word):
            return True
    return False


def _plural(word: Word) -> bool:
    """A noun in a form that follows a number."""
    cases = noun_cases(word.lower)
    if cases:
        return "gent" in cases and "NOUN" in parts_of_speech(word.lower)
    return word.lower in listed("plurals") or (
        word.lower.endswith("s") and not word.lower.endswith("ss") and word.lower[:-1] in word.forms
    )


def asked_beside(scene: TextScene, fact: Fact) -> bool:
    """Whether a number stands in a question or a supposition that says more than a number: it is of that.

    "Maybe 300?" and "what if 3,500?" say no more; "what are the risks of a single vendor versus two?" does.
    """
    at = scene.span(fact).first
    piece = next((piece for piece in pieces(scene) if at in piece.span), None)
    if piece is None or not (piece.asked or piece.kinds & _ASKING):
        return False
    marked = {k for m in piece.marks if m.concept in _IDLE for k in range(m.first, m.last + 1)}
    own = [
        word
        for k, word in enumerate(scene.words[piece.span.first : piece.span.last + 1], piece.span.first)
        if word.is_word and k not in marked and scene.fact_at[k] is None
    ]
    idle = function_words() | listed("guessing") | suppositions() | conjunctions() | listed("fillers")
    said = {word.lower for word in scene.words[piece.span.first : piece.span.last + 1]}
    either = bool(said & (listed("or_words") | listed("set_against")))
    return either or sum(word.lower not in idle for word in own) > _BARELY


def supposable(scene: TextScene, fact: Fact) -> bool:
    """Whether a number of a supposition that names no topic may be of a field: it counts nothing, and is no money."""
    if of_people(scene, fact):
        return False
    if fact.kind != "number" or fact.unit:
        return True
    sentence = scene.sentence_of(scene.span(fact).first)
    return not (counts_another(scene, fact) or scene.has(sentence, *_OF_MONEY) or at_price(scene, fact))


def at_price(scene: TextScene, fact: Fact) -> bool:
    """«А по 46?», "and at 46?": so much for each."""
    at = scene.span(fact).first - 1
    return at >= 0 and scene.words[at].lower in listed("priced_at")


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
