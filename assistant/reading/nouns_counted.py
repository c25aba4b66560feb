"""The nouns a number counts: clinics in "seven clinics", "our clinics – seven of them now", «клиентов 18 000»."""

from assistant.reading.rate_words import period_forms
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import function_words, listed
from assistant.reading.words import noun_cases, parts_of_speech

_SHORT = 2  # letters of a word too short to tell a noun by


def _nouns_after(scene: TextScene, last: int) -> frozenset[str]:
    """The forms of the nouns a number counts, within two words; not of people who work, nor of contacts."""
    found: set[str] = set()
    for at in range(last + 1, min(len(scene.words), last + 3)):
        word = scene.words[at]
        if not word.is_word or scene.fact_at[at] is not None or word.lower in function_words():
            break
        if any(m.family in ("agent", "person", "contact") for m in scene.starting_at(at)):
            return frozenset()
        found |= {form for form in word.forms if len(form) > _SHORT}
    return frozenset(found - period_forms().keys())


def nouns_counted(scene: TextScene, span: Span) -> frozenset[str]:
    """The forms of the nouns a number counts, after it or, where they are only pointed at, before it.

    "Our clinics – seven of them now": a sign at most stands between.
    """
    pointed = any(m.family == "of_them" for m in scene.starting_at(span.last + 1))
    apart = span.first - (0 if pointed else 1)  # «отели в Сочи и Анапе, их три»
    led = pointed or any(m.family == "of_them" for m in scene.ending_at(apart))
    if led and _sign(scene, apart - 1) and (named := _named_before(scene, apart - 1)):
        return named
    at = span.first - 1
    while pointed and at > 0 and span.first - at <= 2 and not scene.words[at].is_word:
        at -= 1
    if pointed and at >= 0 and scene.words[at].is_word and scene.fact_at[at] is None:
        known = any(m.family in ("agent", "person", "contact") for m in scene.ending_at(at))
        known = known or any(
            fact is not None for fact in scene.fact_at[max(0, at - 2) : at]
        )  # "9,400 dishes, 71 of them"
        return frozenset() if known else frozenset(f for f in scene.words[at].forms if len(f) > _SHORT)
    return _nouns_after(scene, span.last) or _nouns_before(scene, span.first)


def _sign(scene: TextScene, at: int) -> bool:
    return at >= 0 and scene.words[at].text in ",—–-"


def _named_before(scene: TextScene, end: int) -> frozenset[str]:
    """The words of a sentence before a sign: "hotels in Zadar and Split, three of them" counts one of those named."""
    first = scene.sentence_of(end).first
    if any(fact is not None and fact.kind in ("number", "volume", "money") for fact in scene.fact_at[first:end]):
        return frozenset()
    if scene.has(Span(first, end), "agent", "person", "contact"):
        return frozenset()
    words = [w for w in scene.words[first:end] if w.is_word and w.lower not in function_words()]
    return frozenset(f for word in words for f in word.forms if len(f) > _SHORT) - period_forms().keys()


def _nouns_before(scene: TextScene, first: int) -> frozenset[str]:
    """The forms of the noun in the genitive right before a number: «клиентов 18 000», «карт раздали 57 тысяч»."""
    at = first - 1
    while at >= 0 and (scene.words[at].text in "—–-:" or scene.words[at].lower in listed("count_links")):
        at -= 1
    if at > 0 and parts_of_speech(scene.words[at].lower) == {"VERB"}:
        at -= 1
    if at < 0 or scene.fact_at[at] is not None or "gent" not in noun_cases(scene.words[at].lower):
        return frozenset()
    if any(m.family in ("agent", "person", "contact") for m in scene.ending_at(at)):
        return frozenset()
    return frozenset(form for form in scene.words[at].forms if len(form) > _SHORT) - period_forms().keys()
