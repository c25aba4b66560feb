"""Parts of a message that do one thing each: where a question, a supposition or an order to calculate begins."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from assistant.reading.concepts import Mention, vocabulary
from assistant.reading.once import once_a_text
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import (
    conjunctions,
    first_person,
    indefinites,
    listed,
    relative_after,
    subordinators,
    time_conjunctions,
    turns,
)
from assistant.reading.words import asks_to_do, is_past, parts_of_speech

QUANTITIES = frozenset({"number", "percent", "money", "duration", "volume", "time_range", "days"})
_LEAD = 4  # words after "if" among which the infinitive of an introduction stands
_WORTH_DOING = 4  # words after the verb among which stands what is worth doing
_OPENERS = frozenset({"question", "ask_request", "what_if", "estimate_order"})


@dataclass
class Piece:
    """A part of the message that does one thing, with the concepts of acts.yaml found in it."""

    span: Span
    marks: list[Mention]
    asked: bool  # a question mark ends it

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Families of acts.yaml present."""
        return frozenset(m.concept for m in self.marks)


@once_a_text
def pieces(scene: TextScene) -> list[Piece]:
    """Cut sentences where a question, a supposition or an order to calculate begins; not to be changed."""
    marks = vocabulary("acts").overlapping(scene.scene)
    by_sentence: dict[int, list[Mention]] = {}
    for mark in marks:
        by_sentence.setdefault(scene.sentence_of(mark.first).first, []).append(mark)
    found: list[Piece] = []
    for sentence in scene.sentences:
        own = [mark for mark in by_sentence.get(sentence.first, []) if not _reported(scene, mark)]
        own = [mark for mark in own if not (_subordinate(scene, sentence, mark, own) or _worth_doing(scene, mark))]
        own = [mark for mark in own if not _done_by_some(scene, sentence, mark)]
        cuts = _cuts(scene, sentence, own)
        for first, last in zip(cuts, [*(c - 1 for c in cuts[1:]), sentence.last], strict=True):
            span = trimmed(scene, Span(first, last))
            if span is None:
                continue
            inside = own[bisect_left(own, first, key=_first) : bisect_right(own, last, key=_first)]
            final = scene.words[last].text
            found.append(
                Piece(span, inside, final == "?" or (last == sentence.last and _question_mark(scene, sentence)))
            )
    return found


def _subordinate(scene: TextScene, sentence: Span, mark: Mention, marks: list[Mention]) -> bool:
    """A word that looks like a question or a supposition and is none.

    «Я думаю, что хватит восьми», «нас устроит, если примут за минуту»: the conjunction after a comma asks nothing,
    unless something else of the sentence does. «Где-то 300» asks nothing either, nor does what answers a question.
    """
    within = mark.last in scene.parenthetical and mark.concept != "what_if"  # "and, as statistics show, …"
    aside = mark.first in scene.parenthetical or within
    if mark.concept in ("question", "what_if", "dont_know") and aside:
        return True
    if mark.concept == "question" and _helped(scene, mark, marks):
        return True
    vague = [at for at in (mark.first + 1, mark.last + 1) if at <= sentence.last]
    if mark.concept == "question" and any(scene.words[at].lower in indefinites() for at in vague):
        return True
    if _question_mark(scene, sentence):
        return False
    if mark.concept == "what_if" and _only_leads(scene, sentence, mark):
        return True
    if mark.concept == "question" and _dates(scene, sentence, mark):
        return True
    if mark.concept == "question" and _opens_statement(scene, sentence, mark, marks):
        return True
    noted = scene.ending_at(mark.first - 2) if mark.first > 1 and scene.words[mark.first - 1].text == "," else []
    if mark.concept == "question" and any(m.family == "told_on" for m in noted):
        return True  # «имейте в виду, что больше 900 тысяч не дадим»
    if mark.concept == "question" and mark.first and scene.words[mark.first - 1].lower in listed("echoes"):
        return True  # "…, and so does the other line"
    if mark.concept == "question" and mark.first not in scene.scene.starts and scene.words[sentence.last].text == ".":
        return True  # within a sentence that ends as a statement: "we are there from nine"
    asking = ("question", "ask_request", "estimate_word", "estimate_order")
    if mark.concept in asking and any(m.concept == "answering" for m in marks):
        return True
    turned = mark.concept == "what_if" and scene.words[mark.first].lower in turns() and mark.last > mark.first
    if (mark.concept == "question" or turned) and _within_statement(scene, sentence, mark, marks):
        return True
    if not _joins(scene, sentence, mark):
        return False
    if mark.concept == "what_if" and mark.last > mark.first:
        return False  # "if we took…" supposes by itself
    answered = any(m.concept == "answering" for m in marks)
    asks = ("estimate_order", "compare") if answered else ("ask_request", "estimate_order", "compare", "question")
    others = [
        m
        for m in marks
        if m.concept in asks
        and m is not mark
        and m.first not in scene.parenthetical
        and not _opens_statement(scene, sentence, m, marks)
    ]
    if scene.words[sentence.last].text == ".":  # «думал, какую модель выбрать, и пришёл к тому, что …»
        others = [m for m in others if not (m.concept == "question" and _inner(scene, sentence, m))]
    return mark.concept in ("question", "what_if") and all(_joins(scene, sentence, m) for m in others)


def _helped(scene: TextScene, mark: Mention, marks: list[Mention]) -> bool:
    """ "Could Romanians do it for less?": the verb of a question that another word opens begins none of its own.

    Neither does one right behind those who do it: "if they only did the evenings"; nor the verb of "which hours did you
    take?".
    """
    subject = scene.words[mark.first - 1].lower if mark.first else ""
    if scene.words[mark.first].lower in ("do", "did", "does") and subject in listed("subjects_supposed") - {"people"}:
        return mark.first > 1 or subject != "it"
    counted = any(m.family in ("person", "agent") for m in scene.nouns if m.last == mark.first - 1)
    if scene.words[mark.first].lower == "do" and counted and not scene.text.rstrip().endswith("?"):
        return True  # "two girls do it now"
    opening = [m for m in marks if m.concept == "question" and m.first < mark.first and m.first in scene.scene.starts]
    if opening and scene.words[mark.first].lower in ("do", "did", "does", "have"):
        named = scene.words[opening[-1].last + 1 : mark.first]
        return len(named) <= _LEAD and all(w.is_word and w.lower not in conjunctions() for w in named)
    opened = [m.last for m in marks if m.concept == "aux_question" and m.first < mark.first]
    between = scene.words[max(opened, default=mark.first) + 1 : mark.first]
    verb = scene.words[mark.first].lower == "do" and bool(opened) and len(between) <= _LEAD
    return verb and all(word.is_word and word.lower not in conjunctions() for word in between)


def _within_statement(scene: TextScene, sentence: Span, mark: Mention, marks: list[Mention]) -> bool:
    """«Тех, кто звонит, набирается 5200 в неделю.»: a clause after a comma, where nothing asks before it."""
    if scene.words[sentence.last].text != "." or not _inner(scene, sentence, mark):
        return False
    asking = ["ask_request", "estimate_order", "estimate_word", "compare", "question", "dont_know", "how_to"]
    goes_on = any(m.concept == "aux_question" and m.first == mark.first for m in marks)  # "…, and is run by"
    if not goes_on and scene.words[mark.first].lower not in time_conjunctions():
        asking.append("topic")
    before = [m for m in marks if m.concept in asking and m.first < mark.first - 1]
    idle = [m for m in before if m.concept == "question" and (_inner(scene, sentence, m) or _dates(scene, sentence, m))]
    asked = len(idle) < len(before)
    return not asked and not any(m.concept == "ask_request" for m in marks)


def _done_by_some(scene: TextScene, sentence: Span, mark: Mention) -> bool:
    """ "Only two do the phones": what so many people do, and no question."""
    inner = mark.concept == "question" and mark.first > sentence.first
    return (
        inner and scene.words[mark.first].lower in listed("done_or_asked") and scene.kind_at(mark.first - 1) == "number"
    )


def _worth_doing(scene: TextScene, mark: Mention) -> bool:
    """«Стоит ли отдавать поддержку»: the verb that else asks for a price asks whether to do something."""
    if mark.concept not in ("cost_word", "estimate_word") or mark.last > mark.first:
        return False
    if not scene.words[mark.first].forms & listed("worth"):
        return False
    if mark.first and scene.words[mark.first - 1].lower in listed("how_much"):
        return False
    ahead = scene.words[mark.first + 1 : mark.first + 1 + _WORTH_DOING]
    return any("INFN" in parts_of_speech(word.lower) for word in ahead if word.is_word)


def _only_leads(scene: TextScene, sentence: Span, mark: Mention) -> bool:
    """«Если разложить по полочкам, то …»: a clause with an infinitive that names nothing of the case."""
    if scene.words[mark.first].lower not in listed("conditionals"):
        return False
    last = mark.first + 1
    while last < sentence.last and scene.words[last].text not in ",—–":
        last += 1
    ahead = scene.words[mark.first + 1 : min(last, mark.first + _LEAD)]
    told = any(scene.fact_at[at] is not None for at in range(mark.first, last))
    return last < sentence.last and not told and any("INFN" in parts_of_speech(word.lower) for word in ahead)


def _dates(scene: TextScene, sentence: Span, mark: Mention) -> bool:
    """ "When my father ran the place, there were ten calls a day.": the clause dates what follows the comma."""
    opens = mark.first == sentence.first and scene.words[mark.first].lower in time_conjunctions()
    between = scene.words[mark.last + 1 : sentence.last]
    return opens and scene.words[sentence.last].text == "." and any(word.text == "," for word in between)


_REQUESTS = frozenset({"ask_request", "what_if", "estimate_order", "order", "summary", "compare", "explain_line"})


def _reported(scene: TextScene, mark: Mention) -> bool:
    """«Бухгалтер сказала, что…», "he told us why", "as described below": what was said, and no request to say it.

    «Исполнитель представляет отчёт», «расскажу о нас»: what somebody does is no request to do it either.
    """
    word = scene.words[mark.first]
    if mark.concept in _REQUESTS and mark.first == mark.last and not asks_to_do(word.lower):
        return True
    before = scene.words[mark.first - 1] if mark.first else None
    if (
        mark.concept == "ask_request"
        and before is not None
        and not _question_mark(scene, scene.sentence_of(mark.first))
    ):
        if before.forms & listed("speech"):
            return not asks_to_do(before.lower)  # «расскажу подробнее»
        if word.forms & listed("speech") and before.lower in listed("speaks_for_self"):
            return True  # «забыла сказать, что есть ещё чат»
    if mark.concept in ("ask_request", "summary") and mark.first == mark.last and word.lower.endswith("ed"):
        return word.lower not in listed("speech") and len(word.forms) > 1
    return mark.concept == "ask_request" and bool(word.forms & listed("speech")) and is_past(word.lower)


def _inner(scene: TextScene, sentence: Span, mark: Mention) -> bool:
    """A sign stands before the mark, or before the word that turns to it: «…, а когда начинается сезон, …»."""
    at = mark.first - 1
    while at > sentence.first and scene.words[at].lower in turns() | conjunctions():
        at -= 1
    return at >= sentence.first and scene.words[at].text in ",:;—–"


def _opens_statement(scene: TextScene, sentence: Span, mark: Mention, marks: list[Mention]) -> bool:
    """ "What we seek is a partner who …": a clause that opens like a question and is the subject of a statement."""
    if not any(m.concept == "cleft" and m.first == mark.first for m in marks):
        return False
    return any("be" in word.forms for word in scene.words[mark.last + 1 : sentence.last + 1])


def _joins(scene: TextScene, sentence: Span, mark: Mention) -> bool:
    """A conjunction after a comma: «…, что», «…, так что»."""
    before = scene.words[mark.first - 1] if mark.first > sentence.first else None
    inner = before is not None and (before.text == "," or before.lower in relative_after())
    return inner and any(scene.words[at].lower in subordinators() for at in (mark.first, mark.last))


def _first(mention: Mention) -> int:
    return mention.first


def _question_mark(scene: TextScene, sentence: Span) -> bool:
    return scene.words[sentence.last].text == "?"


def _cuts(scene: TextScene, sentence: Span, marks: Iterable[Mention]) -> list[int]:
    """Where new pieces begin: at openers that do not lean on what stands just before them."""
    cuts = [sentence.first]
    reach, opened = sentence.first, False
    for mention in sorted(marks, key=lambda m: (m.first, -m.last)):
        if mention.concept in ("dont_know", "skip", *_OPENERS) and not _closes(mention, sentence):
            leans = opened and _adjoins(scene, reach, mention.first)
            if mention.first > sentence.first and not leans and mention.first > cuts[-1] + 1:
                cuts.append(mention.first)
            reach = max(reach, mention.last)
            opened = True
        elif mention.concept in ("greet", "thank", "yes_word", "no_word") and mention.first == cuts[-1]:
            after = mention.last + 1
            if after < sentence.last and scene.words[after].text in ",-—–:":
                cuts.append(after + 1)
                reach = after + 1
        elif mention.concept == "tag" and not opened and _tags(scene, sentence, mention):
            cuts.append(mention.first)
    told = _told_after_colon(scene, sentence, cuts[-1]) if opened else None
    if told is None and opened and not any(m.concept == "what_if" for m in marks):
        told = _told_after_comma(scene, sentence, cuts[-1])
    return [*cuts, told] if told is not None else cuts


def _tags(scene: TextScene, sentence: Span, mention: Mention) -> bool:
    """A short question that ends a statement after a comma: "the budget is 20k, is that enough?"."""
    ends = all(not scene.words[at].is_word for at in range(mention.last + 1, sentence.last + 1))
    told = range(sentence.first, mention.first)
    single = mention.first == mention.last and any(scene.kind_at(at) in QUANTITIES for at in told)  # "half a year ok?"
    return ends and mention.first > sentence.first and (scene.words[mention.first - 1].text == "," or single)


def _told_after_colon(scene: TextScene, sentence: Span, first: int) -> int | None:
    """Where after a colon figures are told, though something was asked before it: «выгодно ли: сейчас нас двое…»."""
    if _question_mark(scene, sentence):
        return None
    for at in range(first + 1, sentence.last):
        if scene.words[at].text == ":" and scene.fact_at[at] is None:
            ahead = range(at + 1, sentence.last + 1)
            told = any(scene.kind_at(k) in QUANTITIES for k in ahead)
            return at + 1 if told else None
    return None


def _told_after_comma(scene: TextScene, sentence: Span, first: int) -> int | None:
    """Where an order to tell goes on as a statement: "tell me the price, and keep in mind that I won't go above 9k"."""
    if _question_mark(scene, sentence):
        return None
    for at in range(first + 1, sentence.last):
        if scene.words[at].text not in ",;—–" or scene.fact_at[at] is not None:
            continue
        start = at + 1 + (scene.words[at + 1].lower in conjunctions() | turns())
        if start > sentence.last:
            break
        told = any(scene.kind_at(k) in QUANTITIES for k in range(start, sentence.last + 1))
        opened = scene.words[start].lower in first_person() or any(
            m.family == "told_on" for m in scene.starting_at(start)
        )
        if told and opened and scene.words[at - 1].is_word:
            return at + 1
    return None


def _closes(mention: Mention, sentence: Span) -> bool:
    """A single word at the very end ("… instead?") belongs to what precedes it."""
    return mention.first == mention.last >= sentence.last - 1 and mention.first > sentence.first + 1


_FILLERS = frozenset(
    {"пожалуйста", "please", "мне", "me", "us", "нам", "вот", "бы", "то", "to", "you", "about", "про", "а", "so", "ли"}
)


def _adjoins(scene: TextScene, before: int, after: int) -> bool:
    """Only signs and fillers stand between, so that one opener leans on the other: "tell me, please, how…"."""
    between = range(before + 1, after)
    return len(between) <= 1 or all(not scene.words[at].is_word or scene.words[at].lower in _FILLERS for at in between)


def trimmed(scene: TextScene, span: Span) -> Span | None:
    """A stretch without the signs at its ends; None where it is nothing but signs."""
    first, last = span.first, span.last
    while first <= last and not scene.words[first].text[0].isalnum() and scene.fact_at[first] is None:
        first += 1
    while last >= first and not scene.words[last].text[0].isalnum() and scene.fact_at[last] is None:
        last -= 1
    return Span(first, last) if first <= last else None
