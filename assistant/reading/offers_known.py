"""What is said later of offers known: which are given up, and what each asks for its launch or at least.

"Drop the second offer", "forget all of them, here is a new one", «у первого минимум 10 операторов, у второго запуск
350 тысяч».
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.moments import denied
from assistant.reading.number_words import words as number_words
from assistant.reading.offer_moved import term_left_out
from assistant.reading.offer_people import people_without_price
from assistant.reading.offers_complete import is_quote
from assistant.reading.offers_lettered import lettered_at
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.sums import money, money_amount
from assistant.reading.word_lists import firms, listed

_GONE = ("offer_gone", "forget", "let_go")
_BESIDE = 4  # words between a figure and what it is for
_PEOPLE = ("agent", "person")
_BY_PEOPLE = ("per_agent", "per_hour", "per_month")


def with_known_offers_told_of(
    scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]
) -> Sequence[Change]:
    """The changes with the known offers given up that the message names, and with the terms told of each."""
    known = [q for q in brief.get("quotes") or () if isinstance(q, Mapping)]
    changes = _with_people(scene, changes, known) if known else changes
    if not known or scene.text.rstrip().endswith("?"):
        return changes
    gone = _given_up(scene, known, changes)
    if gone:
        kept = [c for c in changes if not (c.op == "remove" and c.path.split(".")[0] == "quotes")]
        kept = [c for c in kept if not any(c.path.startswith(f"quotes.{i}") for i in gone)]
        return [*kept, *(Change("remove", f"quotes.{i}", None, 0, len(scene.text)) for i in sorted(gone, reverse=True))]
    return [*_with_terms(scene, changes, known), *_terms_gone(scene, known)]


def _terms_gone(scene: TextScene, known: Sequence[Mapping[str, Any]]) -> list[Change]:
    """The launch or the fewest people that a known offer asks for no longer."""
    named = {i for _, i in named_at(scene, known)}
    found = []
    for mention in [m for m in scene.mentions if m.family in (*_GONE, "decline") and not denied(scene, m)]:
        term = term_left_out(scene, mention)
        meant = [i for i, quote in enumerate(known) if term in quote and (not named or i in named)]
        start, end = scene.words[mention.first].start, scene.words[mention.last].end
        if len(meant) == 1 and not any(f.kind == "money" for f in scene.facts):
            found = [Change("remove", f"quotes.{meant[0]}.{term}", None, start, end, scene.text[start:end])]
    return found


def _with_people(scene: TextScene, changes: Sequence[Change], known: Sequence[Mapping[str, Any]]) -> Sequence[Change]:
    """How many people a known offer is for, told without its price: "they give us 6 agents for that"."""
    places = named_at(scene, known)
    told = people_without_price(scene, [at for at, _ in places])
    named = {i for _, i in places} or ({0} if len(known) == 1 else set())
    if len(told) != 1 or len(named) != 1 or any(is_quote(c) for c in changes):
        return changes
    fact, at = told[0], named.pop()
    if known[at].get("unit") not in _BY_PEOPLE:
        return changes
    kept = [c for c in changes if not (c.start < fact.end and fact.start < c.end)]
    return [*kept, Change("set", f"quotes.{at}.agents", int(middle(fact.value)), fact.start, fact.end, fact.text)]


def named_at(scene: TextScene, known: Sequence[Mapping[str, Any]]) -> list[tuple[int, int]]:
    """Where the known offers are named, by their vendors or their numbers: the word and the number of the offer."""
    vendors = [str(quote.get("vendor") or "").lower().split() for quote in known]
    found = []
    for at in range(len(scene.words)):
        for i, vendor in enumerate(vendors):
            if vendor and _named(scene, at, vendor, vendors):
                found.append((at, i))
        number = _number(scene, at)
        if number is not None and number < len(known):
            found.append((at, number))
    return sorted([*found, *lettered_at(scene, known)])


def _named(scene: TextScene, at: int, vendor: Sequence[str], vendors: Sequence[Sequence[str]]) -> bool:
    """By the whole name, or by its first word where nothing else begins with it: of "Vendor B" the first is no name."""
    alone = vendor[0] not in firms() | listed("offer_nouns") and sum(v[:1] == [vendor[0]] for v in vendors) == 1
    parts = vendor[:1] if alone else vendor
    words = scene.words[at : at + len(parts)]
    told = len(words) == len(parts) and all(p in {w.lower, *w.forms} for p, w in zip(parts, words, strict=True))
    return told and (len(parts[0]) > 1 or scene.words[at].text.isupper())


def _number(scene: TextScene, at: int) -> int | None:
    """The offer an ordinal stands for: «первый», "the second vendor", and not "the second year"."""
    word = scene.words[at].lower
    value = 1 if word in listed("first_of") else number_words().ordinal_values.get(word)
    if value is None or scene.fact_at[at] is not None:
        return None
    after = scene.words[at + 1] if at + 1 < len(scene.words) else None
    noun = after is not None and after.is_word and after.lower in firms() | listed("offer_nouns")
    before = scene.words[at - 1].lower if at else ""
    led = before in listed("at_whose") | listed("definite") or (scene.language == "ru" and at == 0)
    counts = after is not None and at + 1 < len(scene.words) and scene.kind_at(at + 1) == "duration"
    return int(value) - 1 if (noun or led) and not counts else None


def _given_up(scene: TextScene, known: Sequence[Mapping[str, Any]], changes: Sequence[Change]) -> set[int]:
    """The numbers of the offers given up; all of them where they are named together."""
    places = named_at(scene, known)
    gone: set[int] = set()
    for mention in [m for m in scene.mentions if m.family in _GONE and not denied(scene, m)]:
        sentence = scene.sentence_of(mention.first)
        clause = _clause(scene, mention.first, sentence)
        if any(f.kind in ("money", "number", "volume") and f.text[:1].isdigit() for f in scene.facts_within(clause)):
            continue  # "Vendor B dropped to 22" is still there
        if term_left_out(scene, mention):
            continue  # "Golden waived the set-up fee"
        here = {i for at, i in places if at in clause}
        words = {scene.words[at].lower for at in range(clause.first, clause.last + 1)}
        together = bool(words & listed("all_offers")) and bool(words & listed("offers_together"))
        new = any(is_quote(c) for c in changes)
        gone |= here if here else set(range(len(known))) if together and new else set()
    return gone


def _clause(scene: TextScene, at: int, sentence: Span) -> Span:
    first, last = at, at
    while first > sentence.first and scene.words[first - 1].text not in ",;:—–":
        first -= 1
    while last < sentence.last and scene.words[last + 1].text not in ",;:—–":
        last += 1
    return Span(first, last)


def _with_terms(scene: TextScene, changes: Sequence[Change], known: Sequence[Mapping[str, Any]]) -> Sequence[Change]:
    """The launch and the fewest people of each offer named, by the words up to the next one named."""
    places = sorted(named_at(scene, known))
    found = list(changes)
    for nth, (at, i) in enumerate(places):
        last = places[nth + 1][0] - 1 if nth + 1 < len(places) else scene.sentence_of(at).last
        for fact in scene.facts_within(Span(at, max(at, last))):
            told = _term(scene, fact, known[i])
            if told is not None:
                field, value = told
                found = [c for c in found if not (c.start < fact.end and fact.start < c.end)]
                found.append(Change("set", f"quotes.{i}.{field}", value, fact.start, fact.end, fact.text))
    return found


def _term(scene: TextScene, fact: Fact, quote: Mapping[str, Any]) -> tuple[str, Any] | None:
    span = scene.span(fact)
    beside = range(max(0, span.first - _BESIDE), min(len(scene.words), span.last + _BESIDE + 1))
    words = {form for at in beside for form in (scene.words[at].lower, *scene.words[at].forms)}
    if fact.kind in ("money", "number") and not fact.per and not fact.unit and words & listed("offer_launch"):
        amount, currency = money_amount(fact) if fact.kind == "money" else (middle(fact.value), "")
        return "setup", money(amount, currency or str(quote["price"]["currency"]))
    before = {scene.words[at].lower for at in range(max(0, span.first - 2), span.first)}
    people = any(m.family in _PEOPLE and span.last <= m.first <= span.last + 2 for m in scene.mentions)
    if fact.kind == "number" and not fact.per and before & listed("offer_least") and people:
        return "agents_least", int(middle(fact.value))
    return None
