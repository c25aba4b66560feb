"""What a bot or self-service takes over, supposed or at work: "what if a bot handled 40% of the chats?"."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.concepts import Mention, vocabulary
from assistant.reading.contents import is_question
from assistant.reading.in_brief import volumes_in
from assistant.reading.pieces import Piece, pieces
from assistant.reading.result import Act, Change, apply
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed, turns
from assistant.reading.workload import tidy

_ROUNDED = 0.01  # of a volume told that a share has left of it
_ALL = 100
_PRICED = frozenset({"estimate_order", "estimate_word", "cost_word", "what_if", "would_be"})
_CHEAPER = frozenset({"lower_asked", "better", "price_gap", "why_expensive", "compare"})
_NO_PRICE = frozenset(
    {"generic_price", "how_to", "why_word", "quotes", "merits", "goes_wrong", "others_case", "hands_over"}
)


def said_of(scene: TextScene, concept: str, span: Span) -> list[Mention]:
    """Where a part of a message says one of the things of supposed.yaml."""
    found: list[Mention] = vocabulary("supposed").overlapping(scene.scene, span.first, span.last)
    return [mention for mention in found if mention.concept == concept and mention.last in span]


def share_said(scene: TextScene, span: Span) -> tuple[float, int, int] | None:
    """The only share of a part of a message in per cent, with its place: "40%", "a third of them", «треть»."""
    shares = [
        (float(middle(f.value)), f.start, f.end)
        for f in scene.facts_within(span)
        if f.kind == "percent" and 0 < middle(f.value) <= _ALL
    ]
    for mention in scene.mentions:
        if mention.family != "fraction" or mention.first not in span:
            continue
        start, end = scene.words[mention.first].start, scene.words[mention.last].end
        if not any(s < end and start < e for _, s, e in shares):
            shares.append((float(mention.value), start, end))
    return shares[0] if len(shares) == 1 else None


def at_night(scene: TextScene, piece: Piece) -> bool:
    """ "A bot at night": what answers while people sleep, with no hours told."""
    inside = range(piece.span.first, piece.span.last + 1)
    told = any(f.kind in ("time_range", "percent", "number", "volume", "money") for f in scene.facts_within(piece.span))
    return "automation" in piece.kinds and not told and any(scene.words[at].lower in listed("nights") for at in inside)


def _machine_beside_hours(scene: TextScene, piece: Piece) -> bool:
    """«Ночью автоответчик, работать с 8 до 24»: the machine only takes messages, and the hours are what changes."""
    sentence = scene.sentence_of(piece.span.first)
    said = {form for at in range(sentence.first, sentence.last + 1) for form in scene.words[at].forms}
    return bool(said & listed("answering_machines")) and any(
        f.kind == "time_range" for f in scene.facts_within(sentence)
    )


def bot_priced(scene: TextScene, piece: Piece, brief: Mapping[str, Any]) -> bool:
    """Whether a piece wants the case priced with a bot, at any share: «посчитай с ботом», "would a bot be cheaper?".

    The case is the known one, or the one the message tells.
    """
    if along_with_bot(scene, piece, brief) or bot_planned(scene, piece, brief):
        return True
    if not _case(scene, brief) or "automation" not in piece.kinds or piece.kinds & _NO_PRICE:
        return False
    return bool(piece.kinds & _CHEAPER) and is_question(scene, piece) and bool(said_of(scene, "bot", piece.span))


def bot_planned(scene: TextScene, piece: Piece, brief: Mapping[str, Any]) -> bool:
    """«Боту отдадим треть», "and a bot for 40%?": the share a bot is to take of a known case, and no bot at work."""
    if not volumes_in(brief) or "automation" not in piece.kinds or piece.kinds & (_NO_PRICE | _CHEAPER):
        return False
    sentence = scene.sentence_of(piece.span.first)
    if scene.has(sentence, "fewer", "falling", "more", "growth"):
        return False  # «стало на треть меньше: бот часть снял»
    opened = scene.words[sentence.first].lower in listed("joins_supposed") | turns()
    asks = piece.asked and bool(piece.kinds & {"question", "aux_question"})
    share = share_said(scene, sentence) if opened or not asks else None
    return share is not None and not said_of(scene, "bot_at_work", sentence)


def along_with_bot(scene: TextScene, piece: Piece, brief: Mapping[str, Any]) -> bool:
    """Whether a piece asks or orders the price of the case with a bot beside: «посчитай с ботом», "and with AI?"."""
    if not _case(scene, brief) or "automation" not in piece.kinds or piece.kinds & _NO_PRICE:
        return False
    wants = is_question(scene, piece) or piece.asked or bool(piece.kinds & {"estimate_order", "what_if"})
    return wants and bool(piece.kinds & _PRICED) and bool(said_of(scene, "with_bot", piece.span))


def _case(scene: TextScene, brief: Mapping[str, Any]) -> bool:
    """A workload is known, or told by the message itself."""
    return bool(volumes_in(brief)) or any(f.kind in ("volume", "channel") for f in scene.facts)


def self_served(scene: TextScene, piece: Piece, brief: Mapping[str, Any]) -> bool:
    """Whether a piece supposes that a share of the contacts never comes: "if a third moved to self-service"."""
    sentence = scene.sentence_of(piece.span.first)
    supposed = any({scene.words[at].lower} & listed("if_words") for at in range(sentence.first, sentence.last + 1))
    asked = "?" in scene.text or supposed or "what_if" in piece.kinds
    return (
        asked and bool(volumes_in(brief)) and _self_service(scene, sentence) and share_said(scene, sentence) is not None
    )


def _self_service(scene: TextScene, sentence: Span) -> bool:
    return bool(said_of(scene, "self_service", sentence)) and not said_of(scene, "bot", sentence)


def left_by_self_service(scene: TextScene, sentence: Span, brief: Mapping[str, Any]) -> list[Change]:
    """The volumes that are left where a share of them is answered by self-service."""
    share = share_said(scene, sentence) if _self_service(scene, sentence) else None
    return _less(scene, sentence, share, volumes_in(brief)) if share else []


def _less(
    scene: TextScene, sentence: Span, share: tuple[float, int, int], volumes: Mapping[str, float]
) -> list[Change]:
    """Volumes less a share: of the channels the sentence names, else of all."""
    named = {f"channels.{channel}.contacts_per_month" for channel, place in scene.channels if place.first in sentence}
    percent, start, end = share
    chosen = {path: amount for path, amount in volumes.items() if path in named} or volumes
    place = (start, end, scene.text[start:end])
    return [
        Change("set", path, _part(amount, percent), *place, {"left_percent": _ALL - percent, "of": amount})
        for path, amount in chosen.items()
        if percent < _ALL
    ]


def _part(amount: float, percent: float) -> int | float:
    return tidy(round(amount * (1 - percent / _ALL)))


def without_bots_share(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with a bot's share taken from the volumes: "40% of the chats are handled by our bot already".

    What people are paid for is the rest.
    """
    for sentence in scene.sentences:
        if scene.words[sentence.last].text == "?" or not said_of(scene, "bot_at_work", sentence):
            continue
        if any(scene.words[at].lower in listed("if_words") for at in range(sentence.first, sentence.last + 1)):
            continue
        supposed = any(p.kinds & {"what_if", "estimate_order"} for p in pieces(scene) if p.span.first in sentence)
        share = None if supposed or _left_told(scene, sentence, changes) else share_said(scene, sentence)
        if share is None:
            continue
        if _is_left(changes, brief, share[0]):
            return list(changes)  # "takes 45% already, count 4,840 chats" of 8,800
        kept = [
            c
            for c in changes
            if not (c.path.endswith("contacts_per_month") and c.start < share[2] and share[1] < c.end)
        ]
        kept = [c for c in kept if not (c.path.endswith("contacts_per_month") and "share" in c.detail)]
        less = _less(scene, sentence, share, volumes_in(apply(brief, kept)))
        paths = {change.path for change in less}
        return [*(c for c in kept if c.path not in paths), *less] if less else list(changes)
    return list(changes)


def _left_told(scene: TextScene, sentence: Span, changes: Sequence[Change]) -> bool:
    """Whether what a bot leaves is told by itself: "the other 15,000 reach a human", «людям остаётся 75 000».

    Volumes told far from the bot are no whole of its share either: it may be another firm's.
    """
    places = list(scene.sentences)
    at = places.index(scene.sentence_of(sentence.first))
    near = Span(places[max(0, at - 1)].first, places[min(at + 1, len(places) - 1)].last)
    volumes = [c for c in changes if c.path.endswith("contacts_per_month")]
    if any(not scene.words[near.first].start <= c.start <= scene.words[near.last].end for c in volumes):
        return True
    left = said_of(scene, "left_for_people", Span(sentence.first, near.last))
    return bool(volumes and left) or scene.has(Span(sentence.first, near.last), "rest", "stays")


def _is_left(changes: Sequence[Change], brief: Mapping[str, Any], percent: float) -> bool:
    """Whether a volume told is what the share leaves of the one known."""
    known = volumes_in(brief)
    told = [(known[c.path], c.value) for c in changes if c.path in known and isinstance(c.value, int | float)]
    return any(abs(_part(was, percent) - value) <= _ROUNDED * was for was, value in told)


def without_taken_over(acts: Sequence[Act], supposed: Sequence[Change]) -> tuple[Change, ...]:
    """The suppositions without the channels of which a bot takes a share: one that closes half of the chats gives up
    no chat, and half of them is not all that come.
    """
    shared = {
        path
        for act in acts
        if act.kind == "what_if" and act.detail.get("automation") and "share_percent" in act.detail
        for name in act.detail.get("channels", ())
        for path in (f"channels.{name}", f"channels.{name}.contacts_per_month")
    }
    return tuple(c for c in supposed if c.path not in shared or c.value == {})


def taken_over(scene: TextScene, piece: Piece) -> dict[str, Any]:
    """The detail of a supposition with a bot: the share it is told to resolve, in per cent, and of which channels."""
    if at_night(scene, piece):
        return {"night_bot": True}
    sentence = scene.sentence_of(piece.span.first)
    share = share_said(scene, sentence)
    if _machine_beside_hours(scene, piece) or (share and _self_service(scene, sentence)):
        return {}
    detail: dict[str, Any] = {"automation": True}
    shares = [f for f in scene.facts_within(sentence) if f.kind == "percent" and 0 < middle(f.value) <= _ALL]
    named = list(dict.fromkeys(channel for channel, place in scene.channels if place.first in piece.span))
    if share:
        detail["share_percent"] = share[0]
        detail["channels"] = named
    elif named and not shares:
        detail["channels"] = named  # "a bot for the chats": at the usual share, for those alone
    return detail
