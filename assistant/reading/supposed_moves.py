"""What a question of a known case moves by name: one language, evenings and weekends given out, the missed calls alone.

"What does German add?", «отдать только вечера и выходные», "if they only took the missed ones, 20 a day".
"""

from collections.abc import Mapping
from typing import Any

from assistant.reading.bots import said_of
from assistant.reading.contents import is_question
from assistant.reading.coverage import clock_hours
from assistant.reading.facts import Fact
from assistant.reading.in_brief import listed_in, value_at, volumes_in
from assistant.reading.outbound import outbound_told
from assistant.reading.pieces import Piece, pieces
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed, only_words
from assistant.reading.workload import per_month, tidy
from tools.places import languages_of

_PRICED = frozenset({"cost_word", "estimate_order", "estimate_word"})
_ASKED_BY = frozenset({"lower_asked", "saves_by", "would_be", "price_gap", "what_if"})  # whatever the order of words
_NOT = frozenset({"generic_price", "how_to", "why_word", "quotes", "merits", "order", "takes_over_none"})
_WEEKEND, _WEEK, _WORKING = frozenset({6, 7}), 7, 5
_DAY = ("08:00", "22:00")  # a day whose hours nobody told
_PARTS: Mapping[str, tuple[str, str]] = {
    "mornings_said": ("08:00", "12:00"),
    "evenings_said": ("18:00", "22:00"),
    "nights": ("22:00", "08:00"),
}
_FEW = 10  # words of a sentence that asks for the sum alone
_NEAR = 3  # words between a language and what is done with it
_PHONE = "channels.phone.contacts_per_month"


def moves_by_name(scene: TextScene, piece: Piece, brief: Mapping[str, Any]) -> bool:
    """Whether a piece asks what the known case comes to with one of these moves."""
    sentence = scene.sentence_of(piece.span.first)
    beside = {kind for each in pieces(scene) if each.span.first in sentence for kind in each.kinds}
    if not volumes_in(brief) or piece.kinds & _NOT or "drop" in beside:
        return False  # «не, пишут вечером, оставь как было»
    asked = is_question(scene, piece) or piece.asked or scene.words[sentence.last].text == "?"
    priced = piece.kinds & _ASKED_BY or (asked and piece.kinds & _PRICED)
    if priced and language_moved(scene, piece.span, brief):
        return True
    supposed = any(scene.words[at].lower in listed("if_words") for at in range(sentence.first, sentence.last + 1))
    if not asked and not supposed and not piece.kinds & {"estimate_order", "what_if", "estimate_word", "ask_request"}:
        return False
    if {"takes_over", "whole_service"} <= piece.kinds and not priced and "what_if" not in piece.kinds:
        return False  # "can one give out only nights and weekends?" asks whether it is done
    return any(shape(scene, sentence, brief) for shape in (week_parted, part_alone, calls_made))


def moved_by_name(scene: TextScene, sentence: Span, brief: Mapping[str, Any]) -> list[Change]:
    """What such a move comes to; nothing where a sentence names none."""
    shapes = (language_moved, week_parted, part_alone, calls_made)
    return next((changes for shape in shapes if (changes := shape(scene, sentence, brief))), [])


def language_moved(scene: TextScene, span: Span, brief: Mapping[str, Any]) -> list[Change]:
    """The languages of the case without one it has, or with one more; "what does German add?" is of one it has."""
    facts = scene.facts_within(span)
    named = [f for f in facts if f.kind == "language"]
    if scene.has(span, "agent", "person", "wage"):
        return []  # "what does an agent with German cost?"
    if len(named) != 1 or any(f.kind in ("percent", "money", "number", "volume", "duration") for f in facts):
        return []
    fact, code = named[0], str(named[0].value)
    home = value_at(brief, "home_country")
    known = listed_in(brief, "languages") or ([languages_of(str(home))[0]] if home else [scene.language])
    at = scene.span(fact)
    near = range(max(span.first, at.first - _NEAR), min(span.last, at.last + _NEAR) + 1)
    words = {form for k in near for form in (scene.words[k].lower, *scene.words[k].forms)}
    dropped, added = words & listed("language_dropped"), words & listed("language_added")
    if code in known and (dropped or added):
        left = [each for each in known if each != code]
    elif code not in known and added and not dropped:
        left = [*known, code]
    elif code not in known and dropped:
        left = known  # it is not counted: the case is the same without it
    else:
        return []
    return [Change("set", "languages", left, fact.start, fact.end, fact.text)] if left else []


def week_parted(scene: TextScene, sentence: Span, brief: Mapping[str, Any]) -> list[Change]:
    """Hours of an average day of the parts of a week that are given out; the change remembers which they are."""
    words = {form for at in range(sentence.first, sentence.last + 1) for form in _forms(scene, at)}
    apart = words & (only_words() | listed("part_words") | listed("kept_words"))
    if not apart or any(f.kind in ("time_range", "percent", "number", "volume") for f in scene.facts_within(sentence)):
        return []
    places = _parts_given(scene, sentence)
    if not places or (len(places) == 1 and not words & (listed("kept_words") | listed("kept_home"))):
        return []  # one part alone is read by the readers of hours
    at = min(places.values())
    word = scene.words[at]
    hours = {part: _hours(part, brief) for part in places if part != "weekends"}
    day = _known_day(brief)
    whole = 24.0 if "nights" in places else clock_hours(*day)
    working = sum(clock_hours(*each) for each in hours.values())
    total = _WORKING * working + 2 * (whole if "weekends" in places else working)
    days = _WEEK if hours else len(_WEEKEND)
    detail = {
        "parts": {**hours, **({"weekends": day if whole < 24 else ("00:00", "24:00")} if "weekends" in places else {})}
    }
    place = (word.start, word.end, word.text, detail)
    ends = [each for each in ("open", "close") if value_at(brief, f"coverage.{each}") is not None]
    return [
        *(Change("remove", f"coverage.{each}", None, *place) for each in ends),  # they are of the whole day
        Change("set", "coverage.hours_per_day", tidy(round(total / days, 1)), *place),
        Change("set", "coverage.days_per_week", days, *place),
    ]


def _parts_given(scene: TextScene, sentence: Span) -> dict[str, int]:
    """Parts of the week that are given out, by their places; those of a clause that keeps them are left out."""
    found: dict[str, int] = {}
    clause: dict[str, int] = {}
    kept = False
    for at in range(sentence.first, sentence.last + 1):
        word, fact = scene.words[at], scene.fact_at[at]
        if word.text in ",;:—–-" or word.lower in listed("clause_joins"):
            if not kept:
                found = {**clause, **found}
            clause, kept = {}, False
            continue
        kept = kept or bool(_forms(scene, at) & (listed("kept_words") | listed("kept_home")))
        for part in _PARTS:
            if word.lower in listed(part):
                clause[part] = at
        if word.lower in listed("weekend_words") or (fact and fact.kind == "days" and set(fact.value) <= _WEEKEND):
            clause["weekends"] = at
    return found if kept else {**clause, **found}


def _known_day(brief: Mapping[str, Any]) -> tuple[str, str]:
    opening, closing = value_at(brief, "coverage.open"), value_at(brief, "coverage.close")
    told = isinstance(opening, str) and isinstance(closing, str) and opening < closing
    return (str(opening), str(closing)) if told else _DAY


def _hours(part: str, brief: Mapping[str, Any]) -> tuple[str, str]:
    opening, closing = _PARTS[part]
    end = _known_day(brief)[1]
    return (opening, end) if part == "evenings_said" and opening < end < "24:00" else (opening, closing)


def part_alone(scene: TextScene, sentence: Span, brief: Mapping[str, Any]) -> list[Change]:
    """Only the missed calls, told by their number: so many are left of the one volume known."""
    words = {form for at in range(sentence.first, sentence.last + 1) for form in _forms(scene, at)}
    volumes = volumes_in(brief)
    if not words & only_words() or not words & listed("handed_over_part") or len(volumes) != 1:
        return []
    told = _counted(scene, sentence)
    path, known = next(iter(volumes.items()))
    amount = _monthly(told[0], brief) if len(told) == 1 else 0
    if not 0 < amount < known:
        return []
    return [Change("set", path, tidy(amount), told[0].start, told[0].end, told[0].text)]


def calls_made(scene: TextScene, sentence: Span, brief: Mapping[str, Any]) -> list[Change]:
    """Calls that go out, on top of what comes in: "if we also phoned 1,000 leads", «ещё обзвон 600 клиентов»."""
    words = {form for at in range(sentence.first, sentence.last + 1) for form in _forms(scene, at)}
    told = [f for f in outbound_told(scene) if scene.span(f).first in sentence]
    told = told or [f for f in _counted(scene, sentence) if _called(scene, scene.span(f).first, sentence)]
    known = volumes_in(brief).get(_PHONE)
    if len(told) != 1 or known is None or words & only_words():
        return []
    fact = told[0]
    return [Change("set", _PHONE, tidy(known + _monthly(fact, brief)), fact.start, fact.end, fact.text)]


def _called(scene: TextScene, number: int, sentence: Span) -> bool:
    """ "Phoned 400 customers": those who are called are counted, right after the verb."""
    verbs = any(_forms(scene, at) & listed("calls_out") for at in range(max(sentence.first, number - 2), number))
    whom = range(number + 1, min(sentence.last, number + _NEAR) + 1)
    return verbs and any(_forms(scene, at) & listed("called_people") for at in whom)


def _counted(scene: TextScene, sentence: Span) -> list[Fact]:
    return [f for f in scene.facts_within(sentence) if f.kind in ("number", "volume") and not f.unit and not f.each]


def _monthly(fact: Fact, brief: Mapping[str, Any]) -> float:
    coverage = value_at(brief, "coverage")
    return middle(fact.value) * (
        per_month(fact.per, coverage if isinstance(coverage, Mapping) else {}) if fact.per else 1
    )


def _forms(scene: TextScene, at: int) -> set[str]:
    return {scene.words[at].lower, *scene.words[at].forms}


def whole_wanted(scene: TextScene, sentence: Span) -> bool:
    """ "And if we outsource everything instead?", «ну итого что выходит»: the case as it is known, and its sum."""
    short = sum(scene.words[at].is_word for at in range(sentence.first, sentence.last + 1)) <= _FEW
    return bool(said_of(scene, "whole_again", sentence) or (short and said_of(scene, "total_wanted", sentence)))
