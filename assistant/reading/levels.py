"""Whether a name of a level of support, or of a profession, says who is to answer."""

from collections.abc import Sequence

from assistant.reading.concepts import Mention
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import first_person, listed
from assistant.reading.words import parts_of_speech

_PART, _HALF = 7, 50.0  # words from a share to the level it needs; per cent
_BOTH = 3  # words from one line to the other where both are told
_BREAKS = ",;:()—–"
_BARE = 4  # words of a message that only names them
_SHORT = 20  # words of a message that tells no story
_REST = 3  # words between "the rest" and what it is
_LINE_BESIDE = 3  # words between a profession and the line it is of
_NEAR = 1.3  # from a profession to the word that wants its people
_ANSWERING = ("wanted", "must", "wish", "answer", "attend", "support", "agent")
_SERVED = ("contact", "support", "agent", "person", "answer", "attend")


def level_wanted(scene: TextScene, mention: Mention) -> bool:
    """True where the level is that of the service: not of a certificate, a paper or somebody in a story."""
    span = Span(mention.first, mention.last)
    if mention.family == "profession":
        return not _own_people(scene, span) and _to_answer(scene, span)
    if of_part(scene, span) or beside_first_line(scene, mention) or kept_home(scene, mention):
        return False
    return not (_own_people(scene, span) or _of_something_else(scene, span) or _handed_on(scene, span))


def of_lines(levels: Sequence[Mention]) -> list[Mention]:
    """The levels without professions beside a line: "second-line engineers" are of the second line."""
    lines = [m for m in levels if m.family == "level" and m.value != "basic"]
    return [
        m
        for m in levels
        if m.family == "level" or not any(max(m.first - o.last, o.first - m.last) <= _LINE_BESIDE for o in lines)
    ]


def beside_first_line(scene: TextScene, mention: Mention) -> bool:
    """ "First-line technical support", «техподдержка первой линии»: the line says who answers, whatever the subject."""
    lines = [m for m in scene.labels if m.family == "level" and m.value == "basic"]
    return mention.value != "basic" and any(m.first - mention.last == 1 or mention.first - m.last == 1 for m in lines)


def kept_home(scene: TextScene, mention: Mention) -> bool:
    """ "We do tier 2 ourselves", «вторая линия у нас своя»: a higher line that is not handed over.

    «Первую ведём сами, отдаём вторую» says of both whose they are.
    """
    if mention.value == "basic" or mention.last - mention.first >= _BOTH:
        return False
    clause = _clause(scene, Span(mention.first, mention.last))
    said = [scene.words[at] for at in range(clause.first, clause.last + 1)]
    kept = any(word.lower in listed("line_kept") or word.forms & listed("line_kept") for word in said)
    line = any(word.forms & listed("lines_of_support") for word in scene.words[mention.first : mention.last + 1])
    return kept and line


def of_part(scene: TextScene, span: Span) -> bool:
    """ "30% of them need tier two": what the smaller part needs is not the level of all."""
    sentence = scene.sentence_of(span.first)
    shares = [f for f in scene.facts if f.kind == "percent" and scene.span(f).first in sentence]
    before = [f for f in shares if 0 < span.first - scene.span(f).last <= _PART]
    rest = {scene.words[at].lower for at in range(max(sentence.first, span.first - _REST), span.first)}
    if before and rest & listed("rest_of_year"):
        return middle(before[-1].value) > _HALF  # "70% typical questions, the rest technical"
    return bool(before) and middle(before[-1].value) < _HALF


def _handed_on(scene: TextScene, span: Span) -> bool:
    """ "The rest goes to our own second tier", «сложное уходит на вторую линию»: who answers then is not sought."""
    sentence = scene.sentence_of(span.first)
    near = [m for _, m in scene.around(span, ("handed_on",), _NEAR) if m.last < span.first]
    return any(m.first in sentence for m in near)


def _own_people(scene: TextScene, span: Span) -> bool:
    """ "A clinic with 14 doctors": counted, and nobody asks for them."""
    before = scene.fact_at[span.first - 1] if span.first else None
    word = scene.words[span.first - 1] if span.first else None
    whole = word is not None and before is not None and word.end == before.end and word.start >= before.start
    counted = whole and before is not None and before.kind == "number"  # not the "two" of "tier-two"
    return counted and not any(m.last < span.first for _, m in scene.around(span, ("wanted", "must"), 1.2))


def _to_answer(scene: TextScene, span: Span) -> bool:
    """ "Nurses must take the calls", «нужны врачи на линии»; not "our lawyer says", «врачи ворчат»."""
    before = {scene.words[at].lower for at in range(max(0, span.first - 1), span.first)}
    if before & (first_person() | listed("said_by")):
        return False
    sentence = scene.sentence_of(span.first)
    if _busy_otherwise(scene, span):
        return False
    told = sum(word.is_word for word in scene.words)
    if told <= _BARE or (told <= _SHORT and not scene.has(sentence, "reports", "writes")):
        return True
    if scene.has(sentence, "distracted"):
        return False  # «медсестра отвлекается на телефон»: that is what shall end
    near = [m for _, m in scene.around(span, _ANSWERING, _NEAR) if m.first in sentence]
    return any(m.last < span.first or m.first > span.last for m in near)


def _busy_otherwise(scene: TextScene, span: Span) -> bool:
    """«Юристы до сих пор делят платёж», «врачей звать нельзя»: a verb of their clause, and none of answering in it."""
    clause = _clause(scene, span)
    if scene.has(clause, "forbidden"):
        return True
    acts = any(parts_of_speech(scene.words[at].lower) == {"VERB"} for at in range(clause.first, clause.last + 1))
    answering = [m for m in scene.inside(clause, _ANSWERING) if len(scene.words[m.first].text) > 1]
    return acts and not answering


def _clause(scene: TextScene, span: Span) -> Span:
    """The words around a place up to the next sign."""
    return scene.clause_of(span, lambda word: word.text in _BREAKS)


def _of_something_else(scene: TextScene, span: Span) -> bool:
    """ "PCI DSS Level 1" is a certificate's, «технического предложения» and «базового показателя» are papers."""
    rules = [m for m in scene.labels if m.family == "compliance" and m.last < span.first]
    if rules and span.first - rules[-1].last <= 4 and scene.distance(rules[-1].last, span.first) < 0.6:
        return True
    after = span.last + 1
    if span.last > span.first or after >= len(scene.words) or not scene.words[after].is_word:
        return False
    if parts_of_speech(scene.words[span.first].lower) != {"ADJF"}:
        return False
    noun = "NOUN" in parts_of_speech(scene.words[after].lower)
    if not noun and scene.has(Span(max(0, span.first - 2), span.first - 1), "held_for"):
        return True  # «объём признан типовым для планирования»
    return noun and not any(m.family in _SERVED for m in scene.starting_at(after))
