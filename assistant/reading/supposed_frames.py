"""A change in a frame that asks what it would come to: "calc it with 12", "any extra with GDPR?", «без чата сколько».

Whatever is put into such a frame is supposed and not told. The words of the frame are taken off both ends of the
message, and what is left is read as if "what if" stood before it; where that supposes nothing, the message stays as
it was read.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from assistant.reading.bots import said_of
from assistant.reading.concepts import LANGUAGES, load_yaml, vocabulary
from assistant.reading.in_brief import counted_in, value_at
from assistant.reading.pieces import pieces
from assistant.reading.restated import MOVABLE
from assistant.reading.result import Act, Change, Reading
from assistant.reading.scene import Span, TextScene
from assistant.reading.supposed_shapes import level_alone
from assistant.reading.supposed_whole import if_said, is_known, joined_parts, told_whole
from assistant.reading.supposing_frames import tells
from assistant.reading.unit_alone import unit_alone
from assistant.reading.word_lists import listed, only_words
from assistant.reading.words import Word, is_past

ReadInFrame = Callable[[str], Reading]  # of a text in the place of the message, with no frame taken off

_MOST = 14  # words of what stands in a frame
_FEW = 10  # words of a message that asks by its question mark alone
_ELSEWHERE = frozenset({"how_to", "generic_price", "why_word", "merits", "others_case", "quotes",
                        "explain_line", "takes_over_none", "advise"})  # fmt: skip
_PRICE_ASKED = "generic_price"
_WHEN = ("days", "time_range")
_DECIDED = frozenset({"yes", "no", "drop", "keep", "undo", "restart"})
_NO_VALUE = frozenset({"estimate", "skip", "summary"})  # what is asked for without a value: "enough, just the sum"
_BY_NAME = frozenset({"peak_factor", "budget_per_month", "compliance", "contract_months", "support_level",
                      "pricing_model", "service_level"})  # fmt: skip
_MOVES = ("multiply", "growth", "falling", "more", "fewer")
_COUNTED = ("agent", "person", "contact")
_OF_OTHERS = frozenset({"quotes", "in_house", "exchange_rates"})  # what is told of offers and of the team there is


@dataclass(frozen=True)
class Framed:
    """What stands in a frame, with the little words before it that may belong to either, and how surely it supposes."""

    slot: Span
    led: Span
    surely: bool
    priced: bool  # asks what it costs, and orders no estimate that the change may be told for


def with_frame(
    scene: TextScene, brief: Mapping[str, Any], question: str | None, reading: Reading, read: ReadInFrame
) -> Reading:
    """The reading with the change of a frame supposed, of a message that is hardly more than the two."""
    agreed = [act for act in reading.acts if _only_leads(scene, act)]
    if not counted_in(brief) or any(_settled(act) for act in reading.acts if act not in agreed):
        return reading
    others = [change for change in reading.changes if change.path.split(".")[0] in _OF_OTHERS]
    if others and not (if_said(scene) and all(is_known(change, brief) for change in others)):
        return reading
    if reading.what_if and {c.path for c in reading.changes} - {c.path for c in reading.what_if}:
        return reading  # "show it in dirhams, and what if it was done in India": parted already
    if any(change.path == "budget_per_month" for change in reading.changes) and reading.has("ask"):
        return reading  # «а 900 тысяч в месяц на всё хватит?»: a sum that is there, and a question of it
    framed = None if _lightly(scene) else _framed(scene)
    if framed is None or _told(scene, framed):
        return reading
    if any(act.kind in _NO_VALUE for act in reading.acts) and not _says(scene, framed.slot):
        return reading
    lead = str(load_yaml(LANGUAGES / scene.language / "fields.yaml")["supposing_lead"][0])
    if (joined := joined_parts(scene, framed.slot, lead, reading, brief, read)) is not None:
        return replace(joined, acts=(*agreed, *joined.acts))
    understood = bool(reading.what_if and not reading.changes)
    if understood and not all(change.path.endswith("contacts_per_month") for change in reading.what_if):
        return reading
    found = _supposed(scene, framed, brief, read, by_name=understood)
    found = told_whole(scene, framed.slot, found or reading, brief, read) or found
    if found is None or (not framed.priced and _answers(found.what_if, brief, question)):
        return reading
    return replace(reading, changes=(), what_if=found.what_if, acts=(*agreed, *found.acts), ambiguities=())


def _lightly(scene: TextScene) -> bool:
    """ "Worth a try. 18 agents": what is said of an attempt before tries no change."""
    return any(m.concept == "said_lightly" for m in vocabulary("decided").overlapping(scene.scene))


def _only_leads(scene: TextScene, act: Act) -> bool:
    """The "ok" of "ok, and with Romania?", which leads to a supposition."""
    first = scene.words[0]
    return (
        act.kind == "yes"
        and act.start == first.start
        and act.end <= first.end
        and (scene.words[-1].text == "?" or if_said(scene))
    )


def _settled(act: Act) -> bool:
    """Whether an act decides, compares cases of its own, or supposes more than values, as a bot."""
    return act.kind in _DECIDED or "options" in act.detail or (act.kind == "what_if" and bool(act.detail))


def _says(scene: TextScene, slot: Span) -> bool:
    """Whether a value stands in a frame: a fact, a number, a channel, a way of paying by name."""
    named = any(m.first in slot and m.family in ("pricing", "unit") for m in scene.labels)
    return named or any(tells(scene, at) for at in range(slot.first, slot.last + 1))


def _answers(changes: Iterable[Change], brief: Mapping[str, Any], question: str | None) -> bool:
    """Whether what stands in a frame is the answer to what was just asked, which nothing is known of."""
    return question is not None and all(
        c.path.startswith(question) and value_at(brief, question) is None for c in changes
    )


def _supposed(
    scene: TextScene, framed: Framed, brief: Mapping[str, Any], read: ReadInFrame, by_name: bool
) -> Reading | None:
    """What stands in a frame, read as supposed; `by_name` only where it names a field that is no volume."""
    start, end = scene.words[framed.slot.first].start, scene.words[framed.slot.last].end
    if level := level_alone(scene, framed.slot, brief):
        return Reading(scene.language, (), (), tuple(level), (Act("what_if", start, end),), ())
    bot = any("automation" in piece.kinds for piece in pieces(scene))
    for said in _wordings(scene, framed):
        if by_name and not said.told:
            return None
        supposed = read(said.text)
        moved = (None if bot else _by_name(supposed, brief)) if said.told else _moved(supposed, brief, said.added)
        if moved is not None:
            acts = tuple(replace(a, start=start, end=end) for a in supposed.acts if a.kind == "what_if")
            placed = tuple(said.placed(c, start, end) for c in moved)
            return replace(supposed, what_if=placed, acts=acts or (Act("what_if", start, end),))
    return None


@dataclass(frozen=True)
class _Wording:
    """A text to be read in the place of the message, and where in the message its words stand."""

    text: str
    shift: int
    told: bool = False
    added: bool = False

    def placed(self, change: Change, start: int, end: int) -> Change:
        first, last = change.start + self.shift, change.end + self.shift
        return replace(change, start=min(max(first, start), end), end=min(max(last, start), end))


def _wordings(scene: TextScene, framed: Framed) -> Iterator[_Wording]:
    """The change as it would be told, for what is told by name, and as a supposition: with the preposition before it,
    without, and with the word of the frame that adds it, «Пятницу добавить сколько стоит?».
    """
    lead = str(load_yaml(LANGUAGES / scene.language / "fields.yaml")["supposing_lead"][0])
    start, end = scene.words[framed.slot.first].start, scene.words[framed.slot.last].end
    yield _Wording(scene.text[start:end], start, told=True)
    for span in dict.fromkeys((framed.led, framed.slot)):
        start, end = scene.words[span.first].start, scene.words[span.last].end
        yield _Wording(f"{lead} {scene.text[start:end]}?", start - len(lead) - 1)
    for mention in scene.inside(Span(0, len(scene.words) - 1), ("addition",))[:1]:
        lead = f"{lead} {scene.text[scene.words[mention.first].start : scene.words[mention.last].end]}"
        yield _Wording(f"{lead} {scene.text[start:end]}?", start - len(lead) - 1, added=True)


def _moved(supposed: Reading, brief: Mapping[str, Any], added: bool = False) -> list[Change] | None:
    """What a wording supposes; None where it tells, or moves nothing of the case. A channel `added` needs no volume."""
    if supposed.changes or any(act.kind in _DECIDED for act in supposed.acts):
        return None
    if any(act.kind == "what_if" and act.detail.get("automation") for act in supposed.acts):
        return list(supposed.what_if)
    moved = [c for c in supposed.what_if if c.path.split(".")[0] in MOVABLE]
    old: tuple[Any, ...] = () if added else ({},)
    news = [c for c in moved if c.op == "remove" or c.value not in (value_at(brief, c.path), *old)]
    return moved if news else None


def _by_name(told: Reading, brief: Mapping[str, Any]) -> list[Change] | None:
    """What is told of fields that a message names, a peak, a law, a contract; None where it tells of others as well."""
    named = [c for c in told.changes if c.path.split(".")[0] in _BY_NAME]
    if not named or len(named) < len(told.changes) or told.what_if:
        return None
    return named if any(c.op != "set" or c.value != value_at(brief, c.path) for c in named) else None


def _framed(scene: TextScene) -> Framed | None:
    """The frame of a message and what stands in it; None where it has none."""
    words = scene.words
    ahead, behind = _length(scene, range(len(words))), _length(scene, range(len(words) - 1, -1, -1))
    if ahead + behind >= len(words):
        return None
    head, tail = Span(0, ahead - 1), Span(len(words) - behind, len(words) - 1)
    asks_first, asks_last = _keys(scene, head, "frame_orders"), _keys(scene, tail)
    if not asks_first and not asks_last and not _ellipsis(scene, head):
        return None
    first, last = ahead, len(words) - 1 - behind
    if not asks_last:  # "20 more", "for me"
        last = len(words) - 1 - _length(scene, range(len(words) - 1, -1, -1), "frame_polite")
    while last + 1 < len(words) and words[last + 1].lower in only_words():
        last += 1  # "phone only, how much?"
    inside = range(first, last + 1)
    if not 0 < sum(words[at].is_word or tells(scene, at) for at in inside) <= _MOST or _turned(scene, inside):
        return None
    if first and words[first - 1].lower in listed("frame_counts") and scene.has(Span(first, first), *_COUNTED):
        return None  # «сколько операторов будет ночью?» asks for people and no price
    if first and scene.has(Span(first, first), *_MOVES) and scene.has(Span(first - 1, first - 1), "relation_of"):
        return None  # "what if the price doubles?": the price is what moves
    figures = [f for f in scene.facts_within(Span(first, last)) if f.kind == "number"]
    if figures and all(f.value == 1 for f in figures) and scene.has(Span(first, last), *_COUNTED):
        return None  # «сколько выходит за одно обращение?»: the price of each
    if unit_alone(scene, Span(first, last)) and not if_said(scene):
        return None  # «сколько просят за час работы оператора?»: what one costs
    if last > scene.sentence_of(first).last:
        return None  # "what if they double? right now it is 15 a day": the second sentence tells
    led = first
    while led > 0 and words[led - 1].lower in listed("frame_prepositions"):
        led -= 1
    asks = asks_first | asks_last
    return Framed(Span(first, last), Span(led, last), "frame_surely" in asks, bool(asks - {"frame_orders"}))


def _ellipsis(scene: TextScene, head: Span) -> bool:
    """Whether a message is a change with no more before it than "and with" and a question mark behind."""
    said = [word.lower for word in scene.words[head.first : head.last + 1] if word.is_word]
    short = sum(word.is_word or tells(scene, at) for at, word in enumerate(scene.words)) <= _FEW
    led = scene.words[0].lower in listed("without_words") if not said else set(said) <= listed("frame_joins")
    return led and short and scene.words[-1].text == "?"  # "without chat and with Saturdays?"


def _length(scene: TextScene, places: Iterable[int], allowed: str = "frame_words") -> int:
    """How many words and signs from one end on belong to a frame."""
    count = 0
    for at in places:
        word = scene.words[at]
        if tells(scene, at) or (word.is_word and not _allowed(word, allowed)):
            break
        if not word.is_word and word.text in "/%$€£₽":
            break
        if allowed == "frame_words" and is_past(word.lower) and word.lower not in listed("frame_wished"):
            break  # «бухгалтерия пересчитала»
        count += 1
    return count


def _allowed(word: Word, list_name: str) -> bool:
    if word.lower in listed(list_name) or word.text.lower() in listed(list_name):
        return True  # "calc" is taken for a slip of "call" as well
    return bool(word.forms & listed("frame_lemmas") and list_name == "frame_words")


def _keys(scene: TextScene, span: Span, *more: str) -> set[str]:
    """By what a part of a message asks or orders: "what then", "calc it", "for comparison"."""
    if span.last < span.first:
        return set()
    idle = {at for m in scene.mentions if m.family == "parenthetical" for at in range(m.first, m.last + 1)}
    said = {name: said_of(scene, name, span) for name in ("frame_keys", "frame_surely", *more)}
    return {name for name, mentions in said.items() if any(m.first not in idle for m in mentions)}  # «если что»


def _turned(scene: TextScene, inside: range) -> bool:
    """Whether what stands in the frame asks something else or is long since a sentence of its own."""
    kinds = {kind for piece in pieces(scene) for kind in piece.kinds}
    asked = sum(scene.words[at].text == "?" for at in inside)
    elsewhere = kinds & _ELSEWHERE
    return (bool(elsewhere) and not (elsewhere == {_PRICE_ASKED} and _of_change(scene, inside))) or asked > 1


def _of_change(scene: TextScene, inside: range) -> bool:
    """Whether a price asked for is that of a change: of a day opened, «сколько стоит суббота?», "… to add a chat?"."""
    slot = Span(inside[0], inside[-1])
    if any(fact.kind in _WHEN for fact in scene.facts_within(slot)):
        return True
    return scene.has(Span(0, len(scene.words) - 1), "addition") and bool(
        scene.facts_within(slot) or scene.channels_within(slot)
    )


def _told(scene: TextScene, framed: Framed) -> bool:
    """Whether what stands in the frame is told by its words: "we have 12, how much?", and no "if" is said."""
    if any(word.lower in listed("only_if") | listed("supposing_openers") for word in scene.words):
        return False
    said = {scene.words[at].lower for at in range(framed.slot.first, framed.slot.last + 1)}
    if not framed.surely and scene.words[framed.slot.first].lower in listed("frame_not"):
        return True  # "not 800 but 1,600, count again"
    return bool(said & (listed("told_as_fact") | listed("decides_words") | listed("frame_telling")))
