"""Questions that go on from an answer and hold nothing of their own: "how much is that?", "give me an example"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.builtin.own_figures import priceable
from assistant.builtin.talk import Talk
from assistant.following import own_subject, points_back, sides_asked
from assistant.reading import Act
from assistant.reading.word_lists import listed
from assistant.reading.words import words

# Acts that may be all there is to such a question when there is no case to price.
_OF_A_SIDE = frozenset({"ask", "estimate", "compare", "why_expensive", "explain_line", "advise"})
_TOLD = ("volume", "money", "country")
_FEWEST_WORDS = 2
_MOST_OF_TOPIC = 5  # words, with the dash or comma after them
LONGEST_QUERY = 300  # characters
_TERM = re.compile(r"\b[A-Z]{3,5}\b")
_SENTENCE = re.compile(r"[^.?!;\n]+[.?!;\n]*")
_OPENING = {"en": "and", "ru": "а"}
_JOINED = re.compile(r",?\s+(?:and|и|а)(?:\s+(?:also|then|ещё|еще|также))?\s+", re.IGNORECASE)


def follows_up(talk: Talk) -> bool:
    """Whether the message asks, of what was just answered, for no more than a side of it: "which is cheaper?".

    With a case to price, such words ask for figures of it.
    """
    if talk.command or not talk.situation.get("last_cited") or priceable(talk.known):
        return False
    if talk.reading.changes or not talk.acts <= _OF_A_SIDE:
        return False
    told = any(fact.kind in _TOLD for fact in talk.reading.facts)
    return not told and bool(sides_asked(talk.text)) and not own_subject(talk.text, talk.language)


def halves(query: str) -> list[str]:
    """The two questions one sentence puts: "what does it take, and how long is it?"; one where it is one."""
    for joint in _JOINED.finditer(query):
        first, second = query[: joint.start()], query[joint.end() :]
        said = [word for word in words(second) if word.is_word]
        opened = said and said[0].lower in listed("question_words") - listed("reason_words")
        if opened and min(len(said), len(first.split())) > _FEWEST_WORDS:
            return [first, second]
    return [query]


def two_subjects(query: str, language: str) -> bool:
    """Whether the second half of a double question stands by itself: it names its own subject and points at nothing."""
    parts = halves(query)
    if len(parts) == 1 or not own_subject(parts[0], language):
        return False
    return bool(own_subject(parts[1], language)) and not points_back(f"{_OPENING[language]} {parts[1]}", language)


def points_at_before(query: str, language: str) -> bool:
    """Whether a question takes what it is about from the sentence before it: "how do providers deal with that?"."""
    return not own_subject(query, language) and points_back(f"{_OPENING[language]} {query}", language)


def with_sentence_before(text: str, act: Act) -> str:
    """A part of a message with the sentence before it."""
    before = [found for found in _SENTENCE.finditer(text[: act.start]) if found[0].strip(" .?!;\n")]
    start = before[-1].start() if before else 0
    return text[max(start, act.end - LONGEST_QUERY) : act.end].strip()


def whole_sentence(act: Act, talk: Talk) -> str:
    """The sentence of a question that began with what it is about: "leaving our provider, how do we avoid chaos?".

    Empty where something in it is told or done besides.
    """
    found = next((f for f in _SENTENCE.finditer(talk.text) if f.start() <= act.start < f.end()), None)
    if found is None or len(found[0]) > LONGEST_QUERY:
        return ""
    others = [each.start for each in talk.reading.acts if each is not act]
    told = [change.start for change in (*talk.reading.changes, *talk.reading.what_if) if change.end > change.start]
    if any(found.start() <= start < found.end() for start in (*others, *told)):
        return ""
    query = str(act.detail.get("query") or talk.text[act.start : act.end])
    before, after = talk.text[found.start() : act.start], talk.text[act.end : found.end()]
    return f"{before}{query}{after}".strip(" ?.!;\n")


def with_first_halves(texts: Sequence[str], talk: Talk) -> list[str]:
    """The questions of a message, and before the second half of a double one its first, where that was not read."""
    found: list[str] = []
    for text in texts:
        for sentence in _SENTENCE.findall(talk.text):
            parts = [part.strip(" ?.!") for part in halves(sentence)]
            if len(parts) > 1 and parts[1] == text.strip(" ?.!") and not any(parts[0] in other for other in texts):
                found.append(parts[0])
        found.append(text)
    return found


def terms_unanswered(result: Mapping[str, Any]) -> list[str]:
    """Terms like FCR or CSAT that a question names together and the passage found for it does not have."""
    query, passages = str(result["query"]), result["passages"]
    terms = list(dict.fromkeys(_TERM.findall(query)))
    if len(terms) < _FEWEST_WORDS or not passages:
        return []
    said = " ".join(f"{each['title']} {each['text']}" for each in passages[:1])
    return [term for term in terms if term not in said]


def why_so_much(talk: Talk) -> bool:
    """Whether a bare "why?" is asked of a figure: the last reply quoted nothing and there is an estimate."""
    if talk.command or talk.situation.get("last_cited") or not talk.situation.get("estimated"):
        return False
    bare = [act for act in talk.reading.acts if act.kind == "ask" and act.detail.get("reason")]
    return len(talk.reading.acts) == len(bare) == 1 and len(words(talk.text.strip(" ?.!"))) <= _FEWEST_WORDS


def with_topic_before(text: str, act: Act, talk: Talk) -> str:
    """A question with the subject that its sentence begins with: «FCR и CSAT — какие закладывать в SLA?»."""
    before = next((f for f in _SENTENCE.finditer(talk.text) if f.start() < act.start < f.end()), None)
    topic = talk.text[before.start() : act.start].strip() if before else ""
    starts = [each.start for each in talk.reading.acts if each is not act]
    told = any(start < act.start for start in (*starts, *(change.start for change in talk.reading.changes)))
    if not topic or told or len(words(topic)) > _MOST_OF_TOPIC or topic in text:
        return text
    return f"{topic} {text}"
