"""What stands beside a question and decides what of it is looked up: a verdict that answers it, words that go on."""

from __future__ import annotations

import re

from assistant.builtin.going_on import LONGEST_QUERY
from assistant.builtin.talk import Talk
from assistant.reading import Act
from assistant.reading.word_lists import listed
from assistant.reading.words import words
from knowledge.lexical import is_stopword

_MOST_OF_JUDGING, _MOST_TRAILING = 8, 7  # words
_TOLD = frozenset({"state"})
_NAMED = frozenset({"industry", "compliance"})  # fields that say what a question is about
_SENTENCE = re.compile(r"[^.?!;\n]+[.?!;\n]*")


def judges_offer(talk: Talk, act: Act) -> bool:
    """Whether a question only asks what to think of an offer that the reply checks: "good or bad?", «стоит ли?»."""
    told = any(change.path.startswith("quotes.") for change in talk.reading.changes)
    if not told and not ("quotes" in talk.acts and talk.known.get("quotes")):
        return False
    said = [word for word in words(talk.text[act.start : act.end]) if word.is_word]
    if len(said) > _MOST_OF_JUDGING:
        return False
    judging = [bool({word.lower, *word.forms} & listed("judging_words")) for word in said]
    rest = [word for word, judges in zip(said, judging, strict=True) if not judges]
    return any(judging) and all(is_stopword(word.lower) for word in rest)


def with_sentence_after(query: str, act: Act, talk: Talk) -> str:
    """A question with the few words after it that say what it is about: "Can we send it abroad? It's bank data"."""
    following = _SENTENCE.match(talk.text, _end_of_sentence(talk.text, act.end))
    if following is None or len(query) + len(following[0]) > LONGEST_QUERY:
        return query
    after = following[0].strip(" .?!;\n")
    said = [word for word in words(after) if word.is_word]
    if not said or len(said) > _MOST_TRAILING or any(word.text[0].isdigit() for word in words(after)):
        return query
    start, end = following.start(), following.end()
    if any(start <= each.start < end for each in talk.reading.acts if each.kind not in _TOLD):
        return query  # it does something of its own
    figures = [c for c in talk.reading.changes if start <= c.start < end and c.path not in _NAMED]
    return query if figures else f"{query}? {after}"


def _end_of_sentence(text: str, at: int) -> int:
    while at < len(text) and text[at] in " .?!;\n":
        at += 1
    return at
