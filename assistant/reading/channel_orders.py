"""Messages that are nothing but an order what to do with the channels known: "drop the chat, keep the phone".

Every word of such a message is a channel, a word of ordering or a filler, so that it can be understood whole. A message
with any other word in it, with a number or a question is none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.reading.concepts import Mention, vocabulary
from assistant.reading.in_brief import wanted_in
from assistant.reading.result import Act, Change, Reading
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import conjunctions, listed, turns

_LAYER = "channel_orders"  # its words in the language folders
_ENDS = frozenset(",;:.!—–")
_LONGEST = 24  # words of a message that is an order and nothing else
_LEAST = 2  # channels known of which an order may leave one
_CHANNEL, _END, _OWN, _REST = "channel", "end", "own", "rest"


@dataclass(frozen=True)
class _Piece:
    """A channel, an order ("drop", "keep", "only", "but_for", "own"), "the rest", or an end between two clauses."""

    kind: str
    span: Span
    channel: str = ""


@dataclass(frozen=True)
class _Order:
    """One order and the channels it is of, with their words; none where it is of the rest."""

    kind: str
    channels: Mapping[str, Span]
    rest: bool = False


def with_channel_orders(scene: TextScene, brief: Mapping[str, Any], reading: Reading) -> Reading:
    """The reading with the changes of channels that the message orders, where it is nothing but such an order."""
    if reading.what_if or len(wanted_in(brief)) < _LEAST or (gone := ordered_away(scene, brief)) is None:
        return reading
    changes = [c for c in reading.changes if not c.path.startswith(("channels.", "contacts_per_month"))]
    for channel, span in gone.items():
        start, end = scene.words[span.first].start, scene.words[span.last].end
        changes.append(Change("set", f"channels.{channel}", None, start, end, scene.text[start:end]))
    acts = [act for act in reading.acts if act.kind != "negate"]
    if gone:
        acts.append(Act("negate", 0, len(scene.text), {"paths": [f"channels.{channel}" for channel in gone]}))
    return replace(reading, changes=tuple(changes), acts=tuple(acts))


def ordered_away(scene: TextScene, brief: Mapping[str, Any]) -> dict[str, Span] | None:
    """The channels a message of orders alone takes out, each with its words; None where it is no such message."""
    orders = _orders(scene)
    known = set(wanted_in(brief))
    named = {channel for order in orders for channel in order.channels}
    if not orders or not named or not named <= known:
        return None
    gone: dict[str, Span] = {}
    stay: set[str] = set()
    for order in orders:
        here = next(iter(order.channels.values()), Span(0, 0))
        if order.kind in ("only", "but_for"):
            others = dict.fromkeys(sorted(known - set(order.channels)), here)
            gone |= others if order.kind == "only" else order.channels
            stay |= set(order.channels) if order.kind == "only" else set(others)
        else:
            told = dict.fromkeys(sorted(known - named), here) if order.rest else order.channels
            gone |= told if order.kind == "drop" else {}
            stay |= set(told) if order.kind == "keep" else set()
    return None if stay & set(gone) or set(gone) == known else gone


def _orders(scene: TextScene) -> list[_Order]:
    """The orders of a message; none where a word is left over or an order has nothing it is of."""
    if len(scene.words) > _LONGEST or "?" in scene.text or any(f.kind != "channel" for f in scene.facts):
        return []
    pieces = _pieces(scene)
    if not pieces:
        return []
    found: list[_Order] = []
    waiting: list[_Piece] = []  # channels told before any order: "phone, chat: not needed"
    for at, clause in enumerate(_clauses(pieces)):
        kinds = {piece.kind for piece in clause} - {_CHANNEL, _REST}
        named = [piece for piece in clause if piece.kind in (_CHANNEL, _REST)]
        if not named and at == 0:
            continue  # "no, keep the chat"
        if not kinds and found:
            found.append(_order(found[-1].kind, named))  # "no phone, chat", «чат не нужен, телефон тоже»
        elif not kinds:
            waiting += named
        elif not (parted := _parted([*waiting, *clause])):
            return []
        else:
            found, waiting = [*found, *parted], []
    return [] if waiting else found


def _pieces(scene: TextScene) -> list[_Piece]:
    """The message as a row of channels, orders and ends; none where a word of it is nothing of all that."""
    channels = {span.first: (channel, span) for channel, span in scene.channels}
    orders = _longest(vocabulary(_LAYER).overlapping(scene.scene), set(channels))
    fillers = listed("fillers", _LAYER) | conjunctions()
    found: list[_Piece] = []
    at = 0
    while at < len(scene.words):
        word, last = scene.words[at], at
        if at in channels:
            channel, span = channels[at]
            found, last = [*found, _Piece(_CHANNEL, span, channel)], span.last
        elif at in orders:
            found, last = [*found, _Piece(orders[at].family, Span(at, orders[at].last))], orders[at].last
        elif word.text in _ENDS or word.lower in turns() or (word.lower in conjunctions() and at + 1 in orders):
            found.append(_Piece(_END, Span(at, at)))
        elif word.is_word and word.lower not in fillers:
            return []
        at = last + 1
    return found


def _longest(mentions: Sequence[Mention], channels: set[int]) -> dict[int, Mention]:
    """At each place the longest order that holds no channel."""
    best: dict[int, Mention] = {}
    for mention in mentions:
        longer = mention.first not in best or best[mention.first].last < mention.last
        if longer and not channels & set(range(mention.first, mention.last + 1)):
            best[mention.first] = mention
    return best


def _clauses(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    found: list[list[_Piece]] = [[]]
    for piece in pieces:
        if piece.kind == _END:
            found.append([])
        else:
            found[-1].append(piece)
    return [clause for clause in found if clause]


def _parted(clause: Sequence[_Piece]) -> list[_Order]:
    """The orders of one clause: one of all its channels, or each of those behind it, before it, or beside it."""
    kinds = [_CHANNEL if piece.kind == _REST else piece.kind for piece in clause]
    said = {kind for kind in kinds if kind != _CHANNEL}
    if len(said) == 1 or (meant := _together(said)):
        kind = "drop" if _OWN in said else next(iter(said)) if len(said) == 1 else str(meant)
        return [_order(kind, named)] if (named := [p for p in clause if p.kind in (_CHANNEL, _REST)]) else []
    runs: list[list[_Piece]] = []
    for at, piece in enumerate(clause):
        if at and (kinds[at] == _CHANNEL) == (kinds[at - 1] == _CHANNEL):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    found = []
    while len(runs) > 1:
        first, second = runs[0], runs[1]
        orders, named = (second, first) if first[0].kind in (_CHANNEL, _REST) else (first, second)
        if len(orders) > 1 and len({piece.kind for piece in orders}) > 1:
            return []
        found.append(_order("drop" if orders[0].kind == _OWN else orders[0].kind, named))
        runs = runs[2:]
    return [] if runs else found


def _together(said: set[str]) -> str | None:
    """What two words of one order come to: "keep … only", "keep … in-house", «не надо … убирать»."""
    if said == {"drop", "spared"}:
        return "keep"
    if said == {"keep", "only"} or said == {"drop", "but_for"}:
        return "only" if "only" in said else "but_for"
    return "drop" if _OWN in said and said <= {"keep", "drop", _OWN} else None


def _order(kind: str, named: Sequence[_Piece]) -> _Order:
    channels = {piece.channel: piece.span for piece in named if piece.kind == _CHANNEL}
    return _Order(kind, channels, any(piece.kind == _REST for piece in named))
