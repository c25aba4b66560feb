"""Terms of contracts as papers tell them: "for a five year period", "3 years with the right to extend", two dates."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.sums import MONTH_SECONDS
from assistant.reading.terms_between import dates_joined
from assistant.reading.word_lists import listed

_TERM = "contract_months"
_UNITS = ("month", "quarter", "year")
_MOST = 240  # months
_SKIPPED = 3  # words between what leads to a term and its number
_OPTION = 8  # words from a word for prolonging to the time it is for


@dataclass(frozen=True)
class Term:
    """How many months a contract runs and where that is told: by words for a term, for sure, or by a bare length."""

    months: float
    span: Span
    named: bool
    change: Change
    sure: bool = False
    length: bool = False


def terms_told(scene: TextScene) -> list[Term]:
    """Lengths of time that may be a contract's, options to prolong it left out."""
    return [*_lengths(scene), *_dated(scene), *_by_unit(scene)]


def stated_term(scene: TextScene, changes: Sequence[Change]) -> Term | None:
    """The term that the message tells for sure, or the one read already; None where neither is."""
    told = terms_told(scene)
    read = next((c for c in changes if c.path == _TERM and c.op == "set"), None)
    if read is not None and not _optional(scene, read):
        at = [k for k, word in enumerate(scene.words) if word.start < read.end and read.start < word.end]
        return Term(float(read.value), Span(at[0], at[-1]), True, read) if at else None
    return next((t for t in told if t.sure or (t.named and _of_contract(scene, t))), None)


def _of_contract(scene: TextScene, term: Term) -> bool:
    """The sentence tells of a contract, of what is bought or of what is run for somebody, and of nothing past.

    A length of time without dates beside a contract may be that of anything, as of records that are to be kept.
    """
    sentence = scene.sentence_of(term.span.first)
    families = (
        ("services_run", "outsourced") if term.length else ("contract", "whole_sum", "services_run", "outsourced")
    )
    return scene.has(sentence, *families) and not scene.has(sentence, "former", "tried_for")


def _optional(scene: TextScene, change: Change) -> bool:
    """The time read is only that of an option: «продлить можно на четыре месяца»."""
    facts = [f for f in scene.facts if f.kind == "duration" and change.start < f.end and f.start < change.end]
    return bool(facts) and _prolongs(scene, scene.span(facts[0]))


def _prolongs(scene: TextScene, span: Span) -> bool:
    """Words for prolonging stand right before a time, or it is the size of options: "two one-year options"."""
    sentence = scene.sentence_of(span.first)
    before = Span(max(sentence.first, span.first - _OPTION), max(sentence.first, span.first - 1))
    after = Span(span.last + 1, min(sentence.last, span.last + 2))
    led = span.first > sentence.first and _nearest(scene, before)
    return led or (after.first <= after.last and scene.has(after, "prolongs"))


def _nearest(scene: TextScene, before: Span) -> bool:
    """No other time stands between the word for prolonging and the one after it."""
    marks = scene.inside(before, ("prolongs",))
    return bool(marks) and not any(f.kind == "duration" for f in scene.facts_within(Span(marks[-1].last, before.last)))


def _lengths(scene: TextScene) -> Iterator[Term]:
    for fact in scene.facts:
        if fact.kind != "duration" or fact.unit not in _UNITS or fact.per or isinstance(fact.value, dict):
            continue
        span = scene.span(fact)
        looked_back = span.first > 0 and scene.words[span.first - 1].lower in listed("lately_past")
        after = scene.words[span.last + 1].lower if span.last + 1 < len(scene.words) else ""
        if not looked_back and after not in listed("behind_no_term") and not _prolongs(scene, span):
            option = _with_option(scene, span) or _whole_told(scene)
            yield _term(fact, middle(fact.value) / MONTH_SECONDS, span, option or _named(scene, span), option, True)


def _term(fact: Fact, months: float, span: Span, named: bool, sure: bool = False, length: bool = False) -> Term:
    change = Change("set", _TERM, round(months), fact.start, fact.end, fact.text)
    return Term(months, span, named, change, sure, length)


def _whole_told(scene: TextScene) -> bool:
    """ "Support for 8 months, 16,000 e-mails over the whole term": the one length told is that of the term."""
    lengths = [f for f in scene.facts if f.kind == "duration" and f.unit in _UNITS and not f.per]
    return len(lengths) == 1 and any(m.family == "whole_term" for m in scene.mentions)


def _with_option(scene: TextScene, span: Span) -> bool:
    """«3 года с правом продлить ещё на 2 года», "two years plus one optional year"."""
    sentence = scene.sentence_of(span.first)
    if span.last >= sentence.last or scene.words[span.last + 1].lower not in listed("with_options"):
        return False
    return scene.has(Span(span.last + 1, min(sentence.last, span.last + _OPTION)), "prolongs")


def _named(scene: TextScene, span: Span) -> bool:
    """ "For a five year period", "five years of services", «на три года»."""
    words, sentence = scene.words, scene.sentence_of(span.first)
    at = span.first - 1
    while at >= sentence.first and span.first - at <= _SKIPPED and words[at].lower in listed("before_terms"):
        at -= 1
    led = at >= sentence.first and words[at].lower in listed("term_led")
    after = words[span.last + 1 : span.last + 2] if span.last < sentence.last else []
    return led or any(word.lower in listed("term_nouns") for word in after)


def _dated(scene: TextScene) -> Iterator[Term]:
    """Two dates that bound the time of a contract or of services bought."""
    for sentence, start, end, months, dated in dates_joined(scene):
        if not dated or not 1 <= round(months) <= _MOST or scene.has(sentence, "former", "growth"):
            continue
        at = [k for k, word in enumerate(scene.words) if word.start < end and start < word.end]
        fact = Fact("duration", months, start, end, scene.text[start:end])
        yield _term(fact, months, Span(at[0], at[-1]), True)


def _by_unit(scene: TextScene) -> Iterator[Term]:
    """ "Term: 24 (in months)", «Срок договора: 12 (в месяцах)»: the unit stands behind the number."""
    for fact in scene.facts:
        if fact.kind != "number" or fact.unit or not isinstance(fact.value, int) or not 0 < fact.value <= _MOST:
            continue
        span = scene.span(fact)
        after = scene.words[span.last + 1 : span.last + 4]
        if len(after) == len("(in") and after[0].text == "(" and after[2].lower in listed("months_in"):
            yield _term(fact, fact.value, span, scene.has(scene.sentence_of(span.first), "contract"))
