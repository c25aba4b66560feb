"""What becomes of known offers, offer by offer: another price, so much more or less, another unit, gone, mixed up.

A message is cut into parts, each with the offer it points at; a part is read only where every figure of it has a place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from assistant.reading.concepts import Mention
from assistant.reading.facts import Fact
from assistant.reading.moments import denied
from assistant.reading.money import currency_at
from assistant.reading.number_words import words as number_words
from assistant.reading.offer_moved import term_left_out
from assistant.reading.offer_units import unit_named, unit_told
from assistant.reading.offers_mixed_up import mixed_up
from assistant.reading.offers_pointed_at import Pointed, Quote, amounts, is_price_of, pointed_at, said, with_all_numbers
from assistant.reading.quotes import QUOTE_UNITS
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.sums import money, money_amount
from assistant.reading.word_lists import conjunctions, listed
from assistant.reading.words import parts_of_speech
from assistant.reading.workload import tidy

_LEAST, _MOST = 0.5, 1.6  # of the known price: within it a number is another price of the offer
_STEP = 0.5  # of the known price: within it a number may be what it went up or down by
_THOUSANDS = 10_000  # from here on a price may be told in thousands
_SPELT = 20  # from here on a number in words is a figure, and no "one" of "the second one"
_LEAD = 3  # words from a conjunction to the offer that begins a part
_FIGURES = ("number", "money", "volume", "percent")
_TIMED = ("per_hour", "per_minute", "per_contact", "per_agent", "per_resolution")
_NOT_OF_OFFERS = ("contacts_per_month", "agents", "pricing_model", "aht_seconds", "peak_factor", "growth_percent",
                  "budget_per_month")  # fmt: skip


@dataclass(frozen=True)
class _Part:
    """Words of a message about the offers they point at; `pointed` is None where they point at none."""

    span: Span
    pointed: Pointed | None


def with_offers_anew(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> Sequence[Change]:
    """The changes with what becomes of the known offers that the message points at."""
    known = [q for q in brief.get("quotes") or () if isinstance(q, Mapping) and isinstance(q.get("price"), Mapping)]
    if not known or len(known) != len(brief["quotes"]):
        return changes
    vendors = {quote.get("vendor") for quote in known}
    fresh = [c for c in changes if isinstance(c.value, Mapping) and c.value.get("vendor", None) not in (None, *vendors)]
    told = [c for c in _told(with_all_numbers(scene), known) if not any(_over(c, new) for new in fresh)]
    if not told:
        return changes
    mine = {change.path for change in told}
    kept = [c for c in changes if not _of_same(c, mine, told, len(known))]
    ordered = sorted(told, key=lambda c: (c.op == "remove", -int(c.path.split(".")[1])))
    return [*kept, *ordered]


def _of_same(change: Change, mine: set[str], told: Sequence[Change], known: int) -> bool:
    """Another reader's change of the same offers, or what it took the words of one for."""
    path = [*change.path.split("."), ""]
    if path[0] == "quotes":
        new = path[1].isdigit() and int(path[1]) >= known
        if change.op == "remove" and len(path) <= 3 and any(c.op == "remove" for c in told):
            return True  # which go is read offer by offer
        return ".".join(path[:2]) in mine or (new and any(_over(change, c) for c in told))
    return path[-2] in _NOT_OF_OFFERS and any(_over(change, c) for c in told)


def _over(one: Change, other: Change) -> bool:
    return one.start < other.end and other.start < one.end


def _told(scene: TextScene, known: Sequence[Quote]) -> list[Change]:
    pointed = pointed_at(scene, known)
    if pair := mixed_up(scene, len(known), pointed):
        whole = Span(0, len(scene.words) - 1)
        return [
            _change(scene, whole, to, {**known[to], "price": dict(known[of]["price"]), "unit": known[of]["unit"]})
            for to, of in (pair, pair[::-1])
        ]
    found: dict[int, Change] = {}
    for part in _parts(scene, known, pointed):
        if part.pointed is None or _in_question(scene, part.span):
            continue
        for change in _of_part(scene, known, part, pointed):
            at = int(change.path.split(".")[1])
            if at in found and found[at].value != change.value:
                return []  # of one offer two things: neither is sure
            found[at] = change
    return list(found.values())


# --- parts


def _parts(scene: TextScene, known: Sequence[Quote], pointed: Sequence[Pointed]) -> list[_Part]:
    """The parts in order: what points at nothing goes on about the offer before it in its sentence."""
    found: list[_Part] = []
    for clause in _clauses(scene, pointed):
        here = _pointing(clause, pointed)
        counted = _counts(scene, clause, here)
        before = found[-1] if found else None
        if here is not None or counted or before is None:
            found.append(_Part(clause, here if not counted else None))
            continue
        same = scene.sentence_of(before.span.first) == scene.sentence_of(clause.first)
        pending = before.pointed is not None and not _of_part(scene, known, before, pointed)
        if before.pointed is not None and (same or pending):
            found[-1] = _Part(Span(before.span.first, clause.last), before.pointed)
        else:
            found.append(_Part(clause, None))
    return _led(scene, known, found, pointed)


def _led(scene: TextScene, known: Sequence[Quote], parts: Sequence[_Part], pointed: Sequence[Pointed]) -> list[_Part]:
    """«Скинули до 585, это тот, который 610»: what is told before the offer it is of; of one offer nothing points."""
    found = list(parts)
    for at, (part, after) in enumerate(pairwise(parts)):
        if part.pointed is None and after.pointed is not None and not _counts(scene, part.span, None):
            same = scene.sentence_of(part.span.first) == scene.sentence_of(after.span.first)
            if same and not _of_part(scene, known, after, pointed):
                found[at + 1] = _Part(Span(part.span.first, after.span.last), after.pointed)
    if len(known) == 1 and not pointed and len(found) == 1 and _theirs(scene, found[0].span):
        whole = found[0].span
        found = [_Part(whole, Pointed(whole.first, whole.first, frozenset({0})))]
    return found


def _theirs(scene: TextScene, span: Span) -> bool:
    """ "They knocked 5% off", «подняли на 20 рублей»: nobody but the one vendor is spoken of."""
    words = scene.words[span.first : span.last + 1]
    return any(w.lower in listed("offer_theirs") for w in words) and not any(
        w.lower in listed("first_person_doing") for w in words
    )


def _pointing(clause: Span, pointed: Sequence[Pointed]) -> Pointed | None:
    """What a clause points at: a name or a kind before a price."""
    here = [each for each in pointed if clause.first <= each.first <= clause.last]
    return next((each for each in here if each.price is None), here[0] if here else None)


def _clauses(scene: TextScene, pointed: Sequence[Pointed]) -> list[Span]:
    found, first = list[Span](), 0
    starts = {each.first for each in pointed}
    inside = {at for each in pointed for at in range(each.first, each.last + 1)}
    for at, word in enumerate(scene.words):
        sign = word.text in ",;:.—–!?\n" and scene.fact_at[at] is None and at not in inside
        join = word.lower in conjunctions() | listed("clause_joins")
        leads = join and at not in inside and any(k in starts for k in range(at + 1, at + 1 + _LEAD))
        if sign or leads:
            if at > first:
                found.append(Span(first, at - 1))
            first = at + 1
    return [*found, Span(first, len(scene.words) - 1)] if first < len(scene.words) else found


def _in_question(scene: TextScene, span: Span) -> bool:
    """The part is asked or only supposed."""
    words = {scene.words[at].lower for at in range(max(0, span.first - 2), span.last + 1)}
    after = scene.words[span.last + 1].text if span.last + 1 < len(scene.words) else ""
    return bool(words & listed("if_words")) or after == "?"


# --- figures


def _figures(scene: TextScene, span: Span, pointed: Pointed | None) -> list[Fact]:
    """The figures of a part but the price that points at its offer."""
    found = []
    for fact in scene.facts_within(span):
        digits = fact.kind == "money" or any(s.isdigit() for s in fact.text) or max([*amounts(fact), 0]) >= _SPELT
        if fact.kind in _FIGURES and digits and not (pointed and fact is pointed.price):
            found.append(fact)
    return found or _one_unit(scene, span)


def _one_unit(scene: TextScene, span: Span) -> list[Fact]:
    """ "Knocked a dollar off": one of a currency, which is no sum where nothing is paid for it."""
    tokens, start = scene.tokens, scene.words[span.first].start
    for k, token in enumerate(tokens[:-1]):
        if not start <= token.start < scene.words[span.last].end or token.low not in number_words().articles:
            continue
        currency = currency_at(tokens, k + 1)
        at = next((n for n in range(span.first, span.last + 1) if scene.words[n].start == token.start), None)
        if currency is not None and at is not None:
            end = tokens[currency[1] - 1].end
            fact = Fact("money", money(1, currency[0]), token.start, end, scene.text[token.start : end])
            scene.span_of[id(fact)] = Span(at, at + 1)
            return [fact]
    return []


def _counts(scene: TextScene, span: Span, pointed: Pointed | None) -> bool:
    """The part tells of contacts, people or pay of the buyer's own."""
    if scene.has(span, "budget_named", "wage", "own") and scene.has(span, "own"):
        return True
    return any(_counted(scene, fact) for fact in _figures(scene, span, pointed))


def _counted(scene: TextScene, fact: Fact) -> bool:
    if fact.kind not in ("number", "volume") or fact.unit:
        return bool(fact.unit)
    last = scene.span(fact).last
    near = [m for m in scene.mentions if m.family in ("contact", "agent", "person") and last <= m.first <= last + 2]
    near_channel = [place.first for _, place in scene.channels if last < place.first <= last + 2]
    heads = [m.first for m in near] + near_channel
    return bool(heads) and all(
        scene.words[at].lower not in listed("priced_per") for at in range(scene.span(fact).first, min(heads))
    )


def _of_part(scene: TextScene, known: Sequence[Quote], part: _Part, pointed: Sequence[Pointed]) -> list[Change]:
    """What becomes of the offers of a part; nothing where a figure of it has no place."""
    meant = part.pointed
    if meant is None or not meant.offers:
        return []
    others = [p for p in pointed if p.first in part.span and p is not meant and not p.every and p.price is None]
    figures = _figures(scene, part.span, meant)
    fresh = [f for f in figures if not any(_old(f, known[i]) for i in meant.offers)]
    if not fresh:
        if same := _as_another(scene, known, part, pointed):
            return same
        return _gone(scene, part, meant) if not [f for f in figures if f.kind == "percent"] else []
    if len(fresh) != 1 or others or _refused(scene, part.span, figures, fresh):
        return []
    values = {i: _price_anew(scene, fresh[0], known[i], part, meant) for i in meant.offers}
    if any(value is None for value in values.values()):
        return []
    if len(values) > 1 and len({str(v) for v in values.values()}) == 1 and not _all_meant(scene, part.span):
        return []
    return [_change(scene, part.span, i, value) for i, value in values.items()]


def _all_meant(scene: TextScene, span: Span) -> bool:
    return any(m.family == "all_of_them" and m.first in span for m in said(scene, "all_of_them"))


def _change(scene: TextScene, span: Span, at: int, value: Any) -> Change:
    start, end = scene.words[span.first].start, scene.words[span.last].end
    told = scene.text[start:end]
    if value is None:
        return Change("remove", f"quotes.{at}", None, start, end, told)
    return Change("set", f"quotes.{at}", value, start, end, told)


def _old(fact: Fact, quote: Quote) -> bool:
    told = amounts(fact)
    return len(told) == 1 and fact.kind != "percent" and is_price_of(told[0], quote)


def _refused(scene: TextScene, span: Span, figures: Sequence[Fact], fresh: Sequence[Fact]) -> bool:
    """ "Ardent won't go below 15": nothing moves, but where the old price is put right: «не 610, а 590»."""
    first = scene.span(fresh[0]).first
    no = [at for at in range(span.first, first) if scene.words[at].lower in listed("denials") | listed("denials_plain")]
    return (
        bool(no)
        and len(figures) == len(fresh)
        and unit_named(scene, span.first) is None
        and not _cleared(scene, no[-1], first)
    )


def _cleared(scene: TextScene, since: int, until: int) -> bool:
    """A sign between the refusal and the figure ends what is refused."""
    return any(scene.words[at].text in ",;:.—–" for at in range(since, until))


# --- what becomes of an offer


def _price_anew(scene: TextScene, fact: Fact, quote: Quote, part: _Part, meant: Pointed) -> dict[str, Any] | None:
    """The offer with its new price, moved by so much or told outright, by its new unit."""
    was, currency = middle(quote["price"]), str(quote["price"]["currency"])
    step = _direction(scene, fact, part)
    if fact.kind == "percent":
        share = amounts(fact)
        return _priced(quote, was * (1 + step * share[0] / 100)) if step and len(share) == 1 else None
    told = amounts(fact)
    unit = _unit(scene, fact, part.span, quote)
    if len(told) == 2 and unit == quote.get("unit"):
        old = [each for each in told if is_price_of(each, quote)]
        told = [each for each in told if each not in old] if len(old) == 1 else told
    if len(told) != 1 or told[0] <= 0:
        return None
    other = money_amount(fact)[1] if fact.kind == "money" else ""
    if unit != quote.get("unit"):
        if unit not in _TIMED:
            return None
        return {**quote, "price": money(told[0], other or currency), "unit": unit}
    if other and other != currency:
        return None
    by = any(m.first <= scene.span(fact).last and scene.span(fact).first <= m.last for m in said(scene, "by_so_much"))
    scaled = _scaled(told[0], was)
    alike = _LEAST <= scaled / was <= _MOST
    if alike and (not by or not step or scaled / was > _STEP):
        near = meant.named and 1 / _CLOSE <= scaled / was <= _CLOSE
        moved = step or near or meant.price is not None or _now(scene, part.span)
        return _priced(quote, scaled) if moved else None
    small = told[0] * (1000 if fact.kind == "number" and was >= _THOUSANDS and told[0] < _FEW else 1)
    return _priced(quote, was + step * small) if step and small / was < _STEP else None


_CLOSE = 1.35  # how far apart two prices of a vendor named alone may be
_FEW = 100  # below it a step of a price of thousands is told in thousands


def _now(scene: TextScene, span: Span) -> bool:
    """ "Is 575 now", «пусть будет 470», "should be 16.80"."""
    words = [scene.words[at] for at in range(span.first, span.last + 1)]
    return any(
        word.lower in listed("offer_now") or word.forms & (listed("offer_now") | listed("offer_asks_anew"))
        for word in words
    )


def _direction(scene: TextScene, fact: Fact, part: _Part) -> int:
    """Up or down by the word for it nearest to the figure, and not by "the cheaper one"; 0 for neither."""
    at, pointed = scene.span(fact), part.pointed
    told = [
        (min(abs(m.last - at.first), abs(m.first - at.last)), m.family)
        for m in said(scene, "raised", "lowered")
        if m.first in part.span and not denied(scene, m)
        and not (pointed and pointed.first <= m.first <= pointed.last)
    ]  # fmt: skip
    return 0 if not told else 1 if min(told)[1] == "raised" else -1


def _scaled(amount: float, was: float) -> float:
    """The amount, in thousands or hundredths where the known price says so."""
    scale = 1000 if was >= _THOUSANDS else 1
    return amount * scale if scale > 1 and _LEAST <= amount * scale / was <= _MOST else amount


def _priced(quote: Quote, amount: float) -> dict[str, Any]:
    return {**quote, "price": money(tidy(round(amount, 4)), str(quote["price"]["currency"]))}


def _unit(scene: TextScene, fact: Fact, span: Span, quote: Quote) -> str:
    """What the new price is for: by the words right after it, else by those of the part that are not refused.

    A unit told apart from the figure is another one only if the old is refused or the figure is no price by the old.
    """
    known = str(quote.get("unit"))
    per = fact.value.get("per") if fact.kind == "volume" else fact.per
    beside = unit_told(scene, fact) or ("per_agent" if fact.each == "agent" else QUOTE_UNITS.get(str(per or "")))
    if beside and not (beside == "per_month" and known == "per_agent"):
        return beside
    named = unit_named(scene, span.first)
    within = any(str(m.value) == named and m.first in span for m in scene.mentions if m.family == "offer_unit")
    refused = any(scene.words[at].lower in listed("denials_plain") for at in range(span.first, span.last + 1))
    told, was = amounts(fact), middle(quote["price"])
    unlike = bool(told) and not _LEAST <= _scaled(told[0], was) / was <= _MOST
    step = _direction(scene, fact, _Part(span, None))
    return named if named and within and (refused or (unlike and not step)) else known


def _gone(scene: TextScene, part: _Part, meant: Pointed) -> list[Change]:
    told = [m for m in said(scene, "gone", "given_up") if part.span.first <= m.first <= part.span.last]
    told = [m for m in told if not denied(scene, m) and not term_left_out(scene, m)]
    if not any(m.family == "gone" or _given_up(scene, m, meant) for m in told) or _others_beside(scene, part.span):
        return []
    return [_change(scene, part.span, i, None) for i in sorted(meant.offers)]


def _given_up(scene: TextScene, mention: Mention, meant: Pointed) -> bool:
    """ "Strike Ardent", "strike it", «Кедр вычёркиваем»; and not "Ardent cut the fee", «Кедр убрал наценку»."""
    at = mention.last + 1
    if mention.first < meant.first:
        return True
    after = scene.words[at] if at < len(scene.words) else None
    if after is not None and after.lower in listed("offers_again"):
        return True
    parts = parts_of_speech(after.lower) if after is not None and after.is_word else set()
    return scene.language == "ru" and not parts & {"NOUN", "ADJF"}


def _others_beside(scene: TextScene, span: Span) -> bool:
    """A channel, a language or a term is spoken of in the part: that may be what goes."""
    facts = scene.facts_within(span)
    return bool(scene.channels_within(span)) or any(f.kind in ("language", "days", "time_range") for f in facts)


def _as_another(scene: TextScene, known: Sequence[Quote], part: _Part, pointed: Sequence[Pointed]) -> list[Change]:
    """ "Bolwick matched Ardent's price", «у второго столько же, сколько у первого»."""
    here = [each for each in pointed if part.span.first <= each.first <= part.span.last]
    cue = [m for m in said(scene, "same_as") if part.span.first <= m.first <= part.span.last]
    if len(here) != 2 or not cue or any(len(each.offers) != 1 for each in here):
        return []
    (to,), (of,) = here[0].offers, here[1].offers
    if to == of or known[to].get("unit") != known[of].get("unit"):
        return []
    return [_change(scene, part.span, to, {**known[to], "price": dict(known[of]["price"])})]
