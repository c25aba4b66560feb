"""Sentences that are nothing but an order what to do with what is known: "drop the chat, keep the phone".

Every word of such a sentence is a channel, a language or a country, a word of ordering or a filler, so that it can be
understood whole. One with any other word in it, with a number or a question is none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.reading.concepts import Mention, vocabulary
from assistant.reading.in_brief import listed_in, wanted_in
from assistant.reading.result import Act, Change, Reading
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import conjunctions, listed, turns

STAYS = "stays"  # of an act: the paths of channels that an order keeps
_KEPT = ("keep", "drop", "no")
_LAYER = "orders"  # its words in the language folders
_ENDS = frozenset(",;:.!?—–")
_LONGEST = 24  # words of a sentence that is an order and nothing else
_CHANNEL, _THING, _END, _OWN, _OUT = "channel", "thing", "end", "own", "out"
_REST, _TOO, _OTHER = "rest", "too", "other"
_BOTH_SIDES, _PAIR = 3, 2  # runs of an order, two things and another order
_LISTS = {"language": "languages", "country": "provider_countries"}  # what facts name, and where the brief lists it


@dataclass(frozen=True)
class _Piece:
    """Something named, an order ("drop", "keep", "out", "only", "but_for", "own"), "the rest", "too", or an end."""

    kind: str
    span: Span
    name: str = ""


@dataclass(frozen=True)
class _Order:
    """One order and what it is of, with the words of each; nothing where it is of the rest."""

    kind: str
    named: Mapping[str, Span]
    rest: bool = False


def with_orders_alone(scene: TextScene, brief: Mapping[str, Any], reading: Reading) -> Reading:
    """The reading with what such sentences order; what the others say stays as it was read."""
    if not reading.what_if and not reading.changes and _only_supposes(reading):
        return _orders_supposed(scene, brief, reading)
    if reading.what_if and _of_channels_out(reading):
        return _supposed(scene, brief, reading)
    of_supposed = any(act.kind == "what_if" and act.detail for act in reading.acts)  # «только чаты» of a bot tried
    if reading.what_if or of_supposed or "?" in scene.text:
        return reading
    for kind in (_CHANNEL, *_LISTS):
        orders = _orders_of(scene, kind)
        if kind == "country" and (home := _home_now(orders, brief)) is not None:
            reading = _with_home(scene, reading, *home)
            continue
        if kind == "country" and brief.get("home_country") in {name for name, _ in _named(scene, kind).values()}:
            continue  # what is said of the customers' country is no order about providers
        if kind == _CHANNEL and any(scene.words[at].forms & listed("writing") for at in _named(scene, kind)):
            continue  # «только переписка» is of every channel in writing
        if orders and (gone := _gone(orders, _known(brief, kind))) is not None:
            reading = _without_channels(scene, reading, gone, orders) if kind == _CHANNEL else reading
            reading = _without_members(scene, brief, reading, kind, gone) if kind != _CHANNEL else reading
    return reading


def _home_now(orders: Sequence[_Order], brief: Mapping[str, Any]) -> tuple[str, Span] | None:
    """Where the customers are from now on: "only the USA now, Germany stops" of customers in Germany."""
    home = brief.get("home_country")
    if not home or listed_in(brief, _LISTS["country"]):
        return None
    gone = {name for order in orders if order.kind == "drop" for name in order.named}
    stay = {name: span for order in orders if order.kind in ("only", "keep") for name, span in order.named.items()}
    return next(iter(stay.items())) if home in gone and len(stay) == 1 and home not in stay else None


def _with_home(scene: TextScene, reading: Reading, country: str, span: Span) -> Reading:
    changes = [c for c in reading.changes if c.path not in ("home_country", _LISTS["country"])]
    told = replace(reading, changes=(*changes, _set(scene, "home_country", country, span)))
    return _telling(scene, told, "home_country")


def _only_supposes(reading: Reading) -> bool:
    return bool(reading.acts) and all(act.kind == "what_if" and not act.detail for act in reading.acts)


def _orders_supposed(scene: TextScene, brief: Mapping[str, Any], reading: Reading) -> Reading:
    """The reading with an order that is only supposed: "what would it be if we took Italian away?"."""
    told = replace(reading, acts=())
    for kind in (_CHANNEL, *_LISTS):
        orders = _orders_of(scene, kind, listed("supposing", _LAYER))
        if not orders or not (gone := _gone(orders, _known(brief, kind))):
            continue
        if kind == _CHANNEL:
            told = _without_channels(scene, told, gone, orders)
        else:
            told = _without_members(scene, brief, told, kind, gone)
    return replace(reading, what_if=told.changes)


def _of_channels_out(reading: Reading) -> bool:
    return all(c.value is None and c.path.startswith("channels.") for c in (*(reading.what_if or ()), *reading.changes))


def _supposed(scene: TextScene, brief: Mapping[str, Any], reading: Reading) -> Reading:
    """ "And if she keeps the chat and only the calls go outside?": only what the order takes out is supposed gone."""
    orders = _orders_of(scene, _CHANNEL, listed("supposing_fillers", _LAYER))
    if len(reading.what_if or ()) < 2 or not (gone := _gone(orders, _known(brief, _CHANNEL))):
        return reading
    return replace(reading, what_if=tuple(c for c in reading.what_if or () if c.path.split(".")[1] in gone))


def _known(brief: Mapping[str, Any], kind: str) -> set[str]:
    return set(wanted_in(brief) if kind == _CHANNEL else listed_in(brief, _LISTS[kind]))


def _without_channels(
    scene: TextScene, reading: Reading, gone: Mapping[str, Span], orders: Sequence[_Order]
) -> Reading:
    changes = [c for c in reading.changes if not c.path.startswith(("channels.", "contacts_per_month"))]
    changes += [_set(scene, f"channels.{channel}", None, span) for channel, span in gone.items()]
    acts = [act for act in reading.acts if act.kind != "negate"]
    if gone:
        acts.append(Act("negate", 0, len(scene.text), {"paths": [f"channels.{channel}" for channel in gone]}))
    else:  # "no, keep the chat" lets go of a variant without it
        paths = [f"channels.{channel}" for order in orders if order.kind == "keep" for channel in order.named]
        acts = [replace(act, detail={**act.detail, STAYS: paths}) if act.kind in _KEPT else act for act in acts]
    return replace(reading, changes=tuple(changes), acts=tuple(acts))


def _without_members(
    scene: TextScene, brief: Mapping[str, Any], reading: Reading, kind: str, gone: Mapping[str, Span]
) -> Reading:
    path = _LISTS[kind]
    spoken = [fact for fact in scene.facts if fact.kind == kind]
    changes = [c for c in reading.changes if c.path != path and not _of_facts(c, spoken)]
    before = listed_in(brief, path)
    left = [name for name in before if name not in gone]
    if left == before:
        return replace(reading, changes=tuple(changes))
    changes.append(_set(scene, path, left, next(iter(gone.values()))))
    return _telling(scene, replace(reading, changes=tuple(changes)), path)


def _telling(scene: TextScene, reading: Reading, path: str) -> Reading:
    """The reading with an act that tells of a field, where none does."""
    if any(act.kind in ("state", "correct", "negate") for act in reading.acts):
        return reading
    return replace(reading, acts=(*reading.acts, Act("state", 0, len(scene.text), {"paths": [path]})))


def _of_facts(change: Change, facts: Sequence[Any]) -> bool:
    """Whether a change of where the customers are was made of what is only ordered out or in."""
    return change.path == "home_country" and any(f.start <= change.start < f.end for f in facts)


def _set(scene: TextScene, path: str, value: Any, span: Span) -> Change:
    start, end = scene.words[span.first].start, scene.words[span.last].end
    return Change("set", path, value, start, end, scene.text[start:end])


def _gone(orders: Sequence[_Order], known: set[str]) -> dict[str, Span] | None:
    """What the orders take out, each with its words; None where they say nothing certain of what is known."""
    named = {name for order in orders for name in order.named}
    gone: dict[str, Span] = {}
    stay: set[str] = set()
    for order in orders:
        here = next(iter(order.named.values()), Span(0, 0))
        if order.kind in ("only", "but_for"):
            others = dict.fromkeys(sorted(known - set(order.named)), here)
            gone |= others if order.kind == "only" else order.named
            stay |= set(order.named) if order.kind == "only" else set(others)
        else:
            told = dict.fromkeys(sorted(known - named), here) if order.rest else order.named
            gone |= told if order.kind == "drop" else {}
            stay |= set(told) if order.kind == "keep" else set()
    all_gone = bool(known) and set(gone) >= known  # "no phone" of a case that has nothing else is no such order
    return None if not named or all_gone or stay & set(gone) or not stay <= known else gone


def _orders_of(scene: TextScene, kind: str, more: frozenset[str] = frozenset()) -> list[_Order]:
    """The orders of the message about things of a kind; none where another sentence names one of them.

    `more` are words that say nothing beside them.
    """
    found: list[_Order] = []
    names = _named(scene, kind)
    first = 0
    while first < len(scene.words):
        sentence = scene.sentence_of(first)
        last = max(sentence.last, first)
        if any(first <= at <= last for at in names):
            if not (orders := _orders(scene, kind, Span(first, last), more)):
                return []
            found += orders
        first = last + 1
    return found


def _named(scene: TextScene, kind: str) -> dict[int, tuple[str, Span]]:
    """Things of a kind by their first word, each with its name in the brief and its words."""
    if kind == _CHANNEL:
        return {span.first: (channel, span) for channel, span in scene.channels}
    spans = [(str(fact.value), scene.span(fact)) for fact in scene.facts if fact.kind == kind]
    return {span.first: (name, span) for name, span in spans}


def _orders(scene: TextScene, kind: str, sentence: Span, more: frozenset[str]) -> list[_Order]:
    """The orders of a sentence; none where a word is left over or an order has nothing it is of."""
    ordered = {m.first for m in vocabulary(_LAYER).overlapping(scene.scene, sentence.first, sentence.last)}
    spoken = scene.facts_within(sentence)
    others = [f for f in spoken if f.kind not in (kind, *_LISTS) and scene.span(f).first not in ordered]
    if sentence.last - sentence.first >= _LONGEST or others or not (pieces := _pieces(scene, kind, sentence, more)):
        return []
    found: list[_Order] = []
    last = ""  # the order before, of whatever kind of thing
    for at, clause in enumerate(_clauses(pieces)):
        if any(piece.kind == _OTHER for piece in clause):
            if any(piece.kind == _THING for piece in clause):
                return []
            said = {piece.kind for piece in clause} - {_OTHER, _REST}
            last = next(iter(said)) if len(said) == 1 else last if not said else ""
            continue  # "Germany stop, German not needed": each clause orders things of one kind
        too = any(piece.kind == _TOO for piece in clause)
        clause = [piece for piece in clause if piece.kind != _TOO]
        kinds = {piece.kind for piece in clause} - {_THING, _REST}
        named = [piece for piece in clause if piece.kind in (_THING, _REST)]
        if not named and (at == 0 or not found):
            continue  # "no, keep the chat", «не, не надо, чат оставь»
        if not kinds and (last or found):
            if not (too or last):
                return []  # "not the UK, Ireland"
            found.append(_order(last or found[-1].kind, named))  # «чат не нужен, телефон тоже»
        elif not kinds or not (parted := _parted(clause)):
            return []  # "e-mail and chat, no calls": what of the first is told by no order
        else:
            found, last = [*found, *parted], ""
    return found


def _without_refusal(scene: TextScene, pieces: list[_Piece]) -> list[_Piece]:
    """The pieces without the refusal of «не надо, оставь чат»: it is of what was suggested, and what stays follows."""
    alone = listed("refusal_alone", _LAYER)
    return [
        piece
        for piece, then in zip(pieces, [*pieces[1:], None], strict=True)
        if not (
            piece.kind == "drop"
            and then is not None
            and then.kind == "keep"
            and scene.words[piece.span.last].lower in alone
            and piece is pieces[0]
        )
    ]


def _pieces(scene: TextScene, kind: str, sentence: Span, more: frozenset[str]) -> list[_Piece]:
    """The sentence as a row of things, orders and ends; none where a word of it is nothing of all that."""
    named = _named(scene, kind)
    said = vocabulary(_LAYER).overlapping(scene.scene, sentence.first, sentence.last)
    orders, parted_off = _longest(said, set(named)), _parted_off(said, named)
    fillers = listed("fillers", _LAYER) | conjunctions() | more
    found: list[_Piece] = []
    at = sentence.first
    while at <= sentence.last:
        word, last = scene.words[at], at
        if at in named:
            name, span = named[at]
            found, last = [*found, _Piece(_THING, span, name)], span.last
        elif at in orders:
            found, last = [*found, _Piece(orders[at].family, Span(at, orders[at].last))], orders[at].last
        elif scene.fact_at[at] is not None:
            found.append(_Piece(_OTHER, Span(at, at)))
        elif word.text in _ENDS or word.lower in turns() or (word.lower in conjunctions() and at + 1 in orders):
            found.append(_Piece(_END, Span(at, at)))
        elif word.is_word and word.lower not in fillers and at not in parted_off and not _opens(scene, sentence, at):
            return []
        at = last + 1
    return _without_refusal(scene, found)


def _opens(scene: TextScene, sentence: Span, at: int) -> bool:
    """The first "no" of «не, не надо, чат оставь»."""
    return (
        at == sentence.first < sentence.last
        and scene.words[at].lower in listed("opening_no", _LAYER)
        and (scene.words[at + 1].text in _ENDS or scene.words[at + 1].lower == scene.words[at].lower)
    )


def _longest(mentions: Sequence[Mention], named: set[int]) -> dict[int, Mention]:
    """At each place the longest order, up to what is named inside it: the "take" of "take Italian away"."""
    best: dict[int, Mention] = {}
    for mention in mentions:
        inside = sorted(named & set(range(mention.first, mention.last + 1)))
        whole = replace(mention, last=inside[0] - 1) if inside else mention
        longer = mention.first not in best or best[mention.first].last < whole.last
        if longer and whole.last >= mention.first:
            best[mention.first] = whole
    return best


def _parted_off(mentions: Sequence[Mention], named: Mapping[int, tuple[str, Span]]) -> set[int]:
    """The words of orders behind what is named inside them: the "away" of "take Italian away"."""
    found: set[int] = set()
    for mention in mentions:
        inside = [span.last for _, span in named.values() if mention.first < span.first and span.last < mention.last]
        found |= set(range(max(inside) + 1, mention.last + 1)) if inside else set()
    return found


def _clauses(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    found: list[list[_Piece]] = [[]]
    for piece in pieces:
        if piece.kind == _END:
            found.append([])
        else:
            found[-1].append(piece)
    return [clause for clause in found if clause]


def _parted(clause: Sequence[_Piece]) -> list[_Order]:
    """The orders of one clause: one of all it names, or each of those behind it, before it, or beside it."""
    kinds = [_THING if piece.kind == _REST else piece.kind for piece in clause]
    said = {kind for kind in kinds if kind != _THING}
    if len(said) == 1 or (meant := _together(said)):
        kind = "drop" if _OWN in said else next(iter(said)) if len(said) == 1 else str(meant)
        return [_order(kind, named)] if (named := [p for p in clause if p.kind in (_THING, _REST)]) else []
    runs: list[list[_Piece]] = []
    for at, piece in enumerate(clause):
        if at and (kinds[at] == _THING) == (kinds[at - 1] == _THING):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    if len(runs) == _BOTH_SIDES and len(runs[1]) == _PAIR and {runs[0][0].kind, runs[-1][0].kind} == {_OWN, _OUT}:
        runs = [runs[0], runs[1][:1], runs[1][1:], runs[2]]  # "she keeps the e-mail and the phone goes to you"
    found = []
    while len(runs) > 1:
        first, second = runs[0], runs[1]
        orders, named = (second, first) if first[0].kind in (_THING, _REST) else (first, second)
        if len(orders) > 1 and len({piece.kind for piece in orders}) > 1:
            return []
        found.append(_order("drop" if orders[0].kind == _OWN else orders[0].kind, named))
        runs = runs[2:]
    return [] if runs else found


def _together(said: set[str]) -> str | None:
    """What two words of one order come to: "keep … only", "keep … in-house", «не надо … убирать»."""
    if said in ({"drop", "spared"}, {"keep", _OUT}):
        return "keep"
    if said in ({"keep", "only"}, {_OUT, "only"}) or said == {"drop", "but_for"}:
        return "only" if "only" in said else "but_for"
    return "drop" if _OWN in said and said <= {"keep", "drop", _OWN} else None


def _order(kind: str, named: Sequence[_Piece]) -> _Order:
    named_ = {piece.name: piece.span for piece in named if piece.kind == _THING}
    return _Order("keep" if kind == _OUT else kind, named_, any(piece.kind == _REST for piece in named))
