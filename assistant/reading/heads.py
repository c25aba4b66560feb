"""What a quantity counts: the head of the noun phrase around it, "calls" in "300 customer calls"."""

from assistant.reading.concepts import Mention
from assistant.reading.facts import Fact
from assistant.reading.positions import ENTITIES, PlacedText
from assistant.reading.rate_words import TIME_UNITS
from assistant.reading.sentences import Span
from assistant.reading.word_lists import function_words, listed
from assistant.reading.words import Word, noun_cases, parts_of_speech

_POINTED = 8  # words from what a pronoun stands for to it
_IN_BRACKETS = 7  # words that only say more of what is counted
_LINKS = 4  # words that may stand between what is counted and its number
_BACK = frozenset({"contact", "agent", "person", "driver"})
_COUNTED = frozenset({"contact", "driver", "agent", "person", "other_number"})
_COUNTABLE = frozenset({"contact", "driver", "agent", "person", "other_number", "contract", "schedule"})


def head(scene: PlacedText, fact: Fact) -> tuple[Mention | None, bool]:
    """What a quantity counts: the concept that is the head of its noun phrase, and whether there is a head at all.

    In «300 обращений клиентов» the head comes first, in "300 customer calls" last.
    """
    span = scene.span(fact)
    found = _adjoining(scene.inside(span, _COUNTED))
    if not found and scene.inside(Span(span.first, min(span.last + 1, len(scene.words) - 1)), ("of_them",)):
        before = [m for m in scene.nouns if m.family in _BACK and m.last < span.first]
        held = [m for m in before if m.family in ("agent", "person")] if _held(scene, span) else []
        if (
            fact.kind == "volume" and fact.per in TIME_UNITS
        ):  # "comments are where our players live, 5,000 a month of them"
            held = [m for m in before if m.family == "contact" and m.first in scene.sentence_of(span.first)]
        return ((held or before)[-1], True) if before else (None, False)
    if not found and (meant := _pronoun(scene, span)) is not None:
        return meant, True
    if not found:
        pointed = _pointed_back(scene, span, fact.kind == "percent")
        if pointed is not None:
            return pointed, True
    content = False
    if not found and fact.kind == "volume" and scene.words[span.last].forms & listed("period_nouns"):
        return None, False  # «раз сто за неделю звонки…»: what follows the period is the next thing
    at = span.last + 1
    if at + 1 < len(scene.words) and scene.words[at].text == "-" and scene.words[at + 1].is_word:
        at += 1  # "a 35-seat floor"
        if not any(m.family in ("agent", "person", "contact") for m in scene.starting_at(at)):
            return None, True  # "40-point letters" are no forty letters
    at = _past_or_so(scene, _past_owner(scene, span, at))
    stop = min(len(scene.words), at + 5)
    while not found and at < stop:
        if content and (past := _past_brackets(scene, at)):
            at, stop = past, min(len(scene.words), past + stop - at)  # "five bilingual (English, Hindi) agents"
            continue
        word = scene.words[at]
        within = scene.fact_at[at]
        if not word.is_word or (within is not None and within.kind not in ENTITIES):
            break
        if within is not None and within.kind != "channel":
            at += 1  # "5 Polish-speaking agents"
            continue
        if not _countable_by(word, fact):
            break
        mentions = [m for m in scene.starting_at(at) if m.family in _COUNTABLE]
        if mentions:
            found += _phrase_heads(scene, at, stop)
            break
        if _ends_noun_phrase(word) or any(m.family == "afresh" for m in scene.starting_at(at)):
            break  # "6 after all", "6 on second thought"
        content = content or _is_content(word)
        at += 1
    if not found and not content:
        said = scene.ending_at(_past_links(scene, span.first))
        counted = [m for m in said if m.family in ("person", "agent") and not of_pay(scene, m)]
        if counted and any(m.family == "of_them" for m in said):
            before = [m for m in scene.nouns if m.family in _BACK and m.last < counted[0].first]
            return (before[-1], True) if before else (counted[0], True)  # «звонки, их сорок»
        if counted and not isinstance(fact.value, dict) and _free_of_number(scene, counted[0].first - 1):
            return counted[0], True  # «человек шесть», «операторов десять»
    if not found:
        return None, content
    if found[0].family == "agent" and scene.words[found[0].last].lower in listed("measures_of_people"):
        found = found[:1]  # "120 FTE voice"
    if not scene.inside(span, _COUNTABLE) and _labelled(scene, span, found[-1]):
        return None, False
    russian = "а" <= scene.words[found[0].first].lower[0] <= "я" or fact.unit == "per_driver"
    return (found[0] if russian else found[-1]), True


def _pronoun(scene: PlacedText, span: Span) -> Mention | None:
    """«Звонков меньше не стало. Их 540 тысяч в год»: a sentence that opens with the pronoun for the contacts."""
    at = span.first - 1
    if (
        at < 1
        or at != scene.sentence_of(span.first).first
        or not any(m.family == "of_them" for m in scene.ending_at(at))
    ):
        return None
    before = [m for m in scene.nouns if m.family in _BACK and m.last < at and at - m.last <= _POINTED]
    return before[-1] if before and before[-1].family == "contact" else None


def _held(scene: PlacedText, span: Span) -> bool:
    """ "We have seven of them": people rather than what they do."""
    before = Span(max(0, span.first - 2), max(0, span.first - 1))
    return any(word.lower in listed("holding_words") for word in scene.words[before.first : before.last + 1])


def of_pay(scene: PlacedText, mention: Mention) -> bool:
    """«Оклад оператора 50 000»: whose pay it is, no count of people."""
    return any(m.family == "wage" for m in scene.ending_at(mention.first - 1))


def _past_links(scene: PlacedText, first: int) -> int:
    """The word before a number, those left out that only say whose or when: «операторов у нас было семь»."""
    at = first - 1
    while at > 0 and first - at <= _LINKS and scene.words[at].lower in listed("count_links"):
        at -= 1
    return at


def _past_owner(scene: PlacedText, span: Span, at: int) -> int:
    """ "It is six of my own people", "we want ten of your agents": what is counted follows its owner."""
    if at + 2 >= len(scene.words) or scene.words[at].lower != "of" or not span.first:
        return at
    owned = scene.words[at + 1].lower in listed("possessives")
    told = bool(scene.words[span.first - 1].forms & listed("said_to_be"))
    return at + 2 if owned and told else at


def _past_brackets(scene: PlacedText, at: int) -> int:
    """The word behind short brackets that open here, as in "five bilingual (English, Hindi) agents"; else 0."""
    if scene.words[at].text != "(":
        return 0
    inside = range(at + 1, min(len(scene.words) - 1, at + 2 + _IN_BRACKETS))
    return next((end + 1 for end in inside if scene.words[end].text == ")"), 0)


def _past_or_so(scene: PlacedText, at: int) -> int:
    """ "2,000 or so telephone calls": what is counted follows the remark."""
    after = at + 1
    if after >= len(scene.words) or scene.words[at].lower not in listed("or_words"):
        return at
    while after < len(scene.words) and scene.words[after].lower in listed("or_so"):
        after += 1
    return after if after > at + 1 else at


def _adjoining(mentions: list[Mention]) -> list[Mention]:
    """The first mention and those that follow without a gap: of "800 orders leave the warehouse" the orders."""
    found = mentions[:1]
    for mention in mentions[1:]:
        if mention.first > found[-1].last + 1:
            break
        found.append(mention)
    return found


def _pointed_back(scene: PlacedText, span: Span, of_number: bool) -> Mention | None:
    """ "E-mail, of which there are 1,150 a month": the noun before "of which" without a number of its own."""
    marks = [m for d, m in scene.around(span, ("of_which",), 1.3) if m.last < span.first]
    if not marks:
        return None
    nouns = [m for m in scene.nouns if m.family in _BACK and m.last < marks[0].first]
    if not nouns:
        return None
    before = scene.fact_at[nouns[-1].first - 1] if nouns[-1].first else None
    counted = before is not None and before.kind in ("number", "volume")
    inside = scene.fact_at[nouns[-1].first]
    counted = counted or (inside is not None and inside.kind in ("number", "volume"))
    return nouns[-1] if of_number or not counted else None


def _free_of_number(scene: PlacedText, position: int) -> bool:
    return position < 0 or scene.fact_at[position] is None


def _labelled(scene: PlacedText, span: Span, head: Mention) -> bool:
    """In a list of names with numbers, "calls 3000 e-mails 2000", the noun after belongs to the next number."""
    after = head.last + 1
    number = scene.fact_at[after] if after < len(scene.words) else None
    follows = number is not None and number.kind in ("number", "volume", "percent")
    before = [m for m in scene.ending_at(span.first - 1) if m.family == "contact"]
    if not before or head.family != "contact":
        return False
    first = before[0].first - 1
    return (follows or _labels_seen(scene, first)) and (
        first < 0 or scene.fact_at[first] is None or _labels_seen(scene, first)
    )


def _labels_seen(scene: PlacedText, position: int) -> bool:
    """True when the number at a position itself stands right after a name of contacts."""
    fact = scene.fact_at[position] if position >= 0 else None
    return fact is not None and any(m.family == "contact" for m in scene.ending_at(scene.span(fact).first - 1))


def _verbal(scene: PlacedText, mention: Mention) -> bool:
    """ "1,100 parents ringing": what they do, not what is counted."""
    return mention.family == "contact" and scene.words[mention.last].lower.endswith("ing")


def _phrase_heads(scene: PlacedText, at: int, stop: int) -> list[Mention]:
    found: list[Mention] = []
    while at < stop and scene.words[at].is_word:
        if found and scene.words[at].lower.endswith("ing"):
            break  # "agents working shifts"
        mentions = [m for m in scene.starting_at(at) if m.family in _COUNTABLE and not _verbal(scene, m)]
        if mentions:
            found += mentions
            at = max(m.last for m in mentions) + 1
        elif _ends_noun_phrase(scene.words[at]):
            break
        else:
            at += 1
    return found


def _ends_noun_phrase(word: Word) -> bool:
    if word.lower in function_words():
        return True
    parts = parts_of_speech(word.lower)
    return bool(parts) and not parts & {"NOUN", "ADJF", "PRTF"}


def _countable_by(word: Word, fact: Fact) -> bool:
    """After a number other than one a Russian noun stands in the genitive: «150, операторы» are two things."""
    cases = noun_cases(word.lower)
    return not cases or "gent" in cases or fact.value in (1, 21, 31) or fact.kind == "percent"


def _is_content(word: Word) -> bool:
    parts = parts_of_speech(word.lower)
    return len(word.text) > 1 and (not parts or "NOUN" in parts)
