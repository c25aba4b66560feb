"""Answers from the guidance: the passages that bear them, and what they come to in the person's own case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.builtin.bearing import bearing_part
from assistant.builtin.going_on import halves
from assistant.builtin.library_asked import asks_library
from assistant.builtin.own_case import own_case
from assistant.builtin.supports import bearing_sentence, plain
from assistant.builtin.talk import Talk
from assistant.following import own_subject, sides_asked
from assistant.quoting import likeness, sentences, stems
from assistant.reading.word_lists import listed
from assistant.reading.words import words

LONGEST_ANSWER = 700
# Whatever passage answers what a bot would change, the case is that of the option with one.
_OF_BOTS = "faq-ai-hybrid"
_OWN = "document"
_OF_A_COUNTRY, _REASON = "country-", "factor-location"
FEWEST_STEMS = 3
_SURE_SCORE = 0.9
_FEW_WORDS = 6
_SIGNS = " ?.,!"
SECOND_LIKENESS, MORE_LIKENESS = 0.75, 0.34


def answered_all(talk: Talk, queries: Sequence[str]) -> list[str]:
    """The blocks that answer all questions of a message; of several, one without an answer is named and no more."""
    queries = [query for query in dict.fromkeys(queries) if not _halved(query, queries)]
    found = [query for query in queries if talk.passages(query)]
    # Looked up anew without the sentence before it, a question is the same question.
    queries = [query for query in queries if query in found or not any(_ends(query, other) for other in found)]
    known = [query for query in queries if talk.passages(query)]
    blocks: list[str] = []
    for query in queries:
        if query in known[1:] and not _surely(talk, query):
            if not _told_with(talk, query, known[0]):
                blocks.append(talk.words.say("no_answer_part", part=query.strip(_SIGNS)))
        elif known and query not in known and not _told_not_asked(talk, query):
            blocks.append(talk.words.say("no_answer_part", part=query.strip(_SIGNS)))
        else:
            blocks += answer(talk, query)
    return blocks


def _ends(query: str, other: str) -> bool:
    return query.strip(_SIGNS).endswith(other.strip(_SIGNS))


def _surely(talk: Talk, query: str) -> bool:
    """Whether a further question of a message was found to the word, and not only something near it."""
    first = talk.passages(query)[0]
    if first["kind"] == _OWN:
        return True
    if query.isupper():  # a term is answered by what has it
        return query in f"{first['title']} {first['text']}"
    words_shared = likeness(query, f"{first['title']} {first['heading']} {first['text']}", talk.language)
    return bool(first["score"] >= _SURE_SCORE or words_shared >= MORE_LIKENESS)


def _told_with(talk: Talk, query: str, other: str) -> bool:
    """Whether what answers another question of the message has the subject of this one."""
    said = " ".join(f"{each['title']} {each['text']}" for each in talk.passages(other))
    return likeness(query, said, talk.language) >= MORE_LIKENESS


def _halved(query: str, queries: Sequence[str]) -> bool:
    """Whether the halves of a question were looked up in its place."""
    parts = halves(query)
    return len(parts) > 1 and all(part in queries for part in parts)


def answer(talk: Talk, query: str) -> list[str]:
    """The blocks that answer one question; a plain "I do not know" when nothing relevant was found."""
    passages = talk.passages(query)
    silent = any(r["silent"] for r in talk.results.get("search_knowledge", ()) if r.get("query") == query)
    if silent:
        return [talk.say("documents.silent"), *(_answered(talk, query, passages) if passages else ())]
    if not passages and _told_not_asked(talk, query):
        return []
    if not passages and asks_library(talk) and "?" not in talk.text:
        return []  # it may have told something that was not understood
    if not passages and _all_told(talk, query):
        return [talk.say("told_already")]
    if not passages:
        # The reply goes on with what can be varied: a supposition is no question that has an answer somewhere.
        return [talk.say("what_if.unknown" if "what_if" in talk.acts else "no_answer")]
    return _answered(talk, query, passages)


def _all_told(talk: Talk, query: str) -> bool:
    """Whether a question only asks on about what was just answered, "why?", and nothing of that is left to tell."""
    return bool(talk.situation.get("last_cited")) and bool(sides_asked(query)) and not own_subject(query, talk.language)


def _told_not_asked(talk: Talk, query: str) -> bool:
    """Whether the words looked up ask nothing of us: what customers ask, told in one breath with the case, or the
    price, which the estimate of this reply is the answer to.
    """
    if talk.one("note_facts") is None or not talk.estimate:
        return False
    at = talk.text.find(query)
    asked = "?" in query or talk.text[at + len(query) :].lstrip()[:1] == "?" if at >= 0 else True
    return not asked or "estimate" in talk.acts or _asks_price(query)


def _asks_price(query: str) -> bool:
    """ "Cost to outsource?", «цена вопроса?»: few words, one of them the price."""
    said = [word for word in words(query) if word.is_word]
    return len(said) <= _FEW_WORDS and any(word.forms & listed("priced_words") for word in said)


def _answered(talk: Talk, query: str, passages: Sequence[Mapping[str, Any]]) -> list[str]:
    """The passage that answers, one more sentence that bears on the question, and the person's own case."""
    if places := _places(passages):
        return [" ".join(_first_sentence(passage) for passage in places)]
    first = _fresh(talk, passages)
    if _told_last(talk, first):
        return [talk.say("told_already")]
    if first["kind"] == _OWN:
        first = {**first, "text": bearing_part(first["text"], query, talk.language)}
    blocks = [_told(first, LONGEST_ANSWER)]
    for other in [passage for passage in passages if passage["number"] != first["number"]][:2]:
        # More of the same article; another article only if it is plainly about the question too.
        same = other["article"] == first["article"]
        if not same and len(stems(query, talk.language)) < FEWEST_STEMS:
            continue
        if likeness(query, other["text"], talk.language) < (MORE_LIKENESS if same else SECOND_LIKENESS):
            continue
        found = bearing_sentence([other], query, talk.language)
        if found and likeness(query, found[0], talk.language) >= MORE_LIKENESS and found[0] not in blocks[0]:
            blocks.append(f"{found[0]} [{found[1]}]")
            break
    bot = any(act.detail.get("automation") for act in talk.reading.acts)
    # An answered question is found by its wordings, and seldom wrong; a passage of a guide may only share words.
    sure = first["article"].startswith("faq-") or any(
        r["sure"] for r in talk.results.get("search_knowledge", ()) if r.get("query") == query
    )
    priced = talk.one("price_with_bot") is not None
    case = own_case(talk, [_OF_BOTS if bot else first["article"]]) if (sure or bot) and not priced else ""
    return [block for block in (*blocks, "" if talk.said(case) else case) if block]


def _places(passages: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """Pages of some countries and the reason they differ, where that was asked and found; else nothing."""
    *pages, reason = passages or [{"article": ""}]
    of_places = {each["article"] for each in pages if each["article"].startswith(_OF_A_COUNTRY)}
    several = len(of_places) == len(pages) > 1 and reason["article"] == _REASON
    return passages if several else []


def _first_sentence(passage: Mapping[str, Any]) -> str:
    return f"{sentences(passage['text'])[0]} [{passage['number']}]"


def _told_last(talk: Talk, passage: Mapping[str, Any]) -> bool:
    """Whether the last reply told a passage, to another question than this one."""
    if not talk.earlier or passage["kind"] == _OWN or talk.text.strip() == talk.before.strip():
        return False
    return _told(passage, LONGEST_ANSWER).split(" [")[0] in talk.earlier[-1]


def _fresh(talk: Talk, passages: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The passage to answer with: the first, or the next one of its article if an earlier reply has told it."""
    told = [passage for passage in passages if passage["article"] == passages[0]["article"]]
    return next((passage for passage in told if not talk.said(_told(passage, LONGEST_ANSWER).split(" [")[0])), told[0])


def _told(passage: Mapping[str, Any], most: int) -> str:
    """A passage as a reply gives it, with its mark: its beginning up to a length."""
    text = passage["text"].strip()
    mark = f"[{passage['number']}]"
    if len(text) <= most:
        return _marked(text, mark)
    pieces = sentences(text)
    if "|" in text or not pieces:
        return _marked(text, mark)
    taken: list[str] = []
    for piece in pieces:
        if taken and sum(map(len, taken)) + len(piece) > most:
            break
        taken.append(piece)
    cut = text[text.index(taken[0]) : text.index(taken[-1]) + len(taken[-1])]
    return _marked(plain(cut) if "\n" not in cut else cut, mark)


def _marked(text: str, mark: str) -> str:
    """The text with its mark where a reader looks for it: after the paragraph, or under a table or a list."""
    lines = text.split("\n")
    if lines[-1].lstrip().startswith("|"):
        return f"{text}\n\n{mark}"
    return f"{text.rstrip()} {mark}"
