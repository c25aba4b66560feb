"""What is supposed, read as if it were told: whatever can be stated of a case can be supposed of it.

"What if they only kept the mornings, 8 to 13?" supposes what "they only keep the mornings, 8 to 13" states. The words
that make a supposition or a question of it are left out, and the rest is read by the readers of statements in the
light of the known case.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.acts import Acts
from assistant.reading.in_brief import counted_in, value_at
from assistant.reading.moments import clock_text, minutes_of
from assistant.reading.pieces import Piece, pieces
from assistant.reading.result import Act, Change, Reading
from assistant.reading.scene import Span, TextScene
from assistant.reading.statements import within
from assistant.reading.supposing_frames import (
    asks_effect,
    asks_saving,
    asks_what_it_does,
    opened,
    ordered,
    reported,
    tells,
    topic_first,
)
from assistant.reading.topics import figures_asked
from assistant.reading.typos import is_english
from assistant.reading.unit_alone import unit_alone
from assistant.reading.word_lists import listed, only_words, turns
from assistant.reading.words import is_past

Stated = Callable[[str], Sequence[Change]]

# Concepts of acts.yaml whose words ask and tell nothing of the case.
_ASKING = frozenset({"question", "aux_question", "estimate_order", "would_be", "ask_request", "tag", "price_gap"})
_PRICED = frozenset({"cost_word", "estimate_word", "estimate_order", "would_be", "saves_by"})
# What a supposition may move: what the case is, and not who the buyer is or what others offer.
MOVABLE = (
    "channels", "coverage", "languages", "provider_countries", "location", "service_level", "pricing_model", "agents",
    "peak_factor", "growth_percent", "contacts_per_month", "support_level", "contract_months", "compliance", "tax",
    "in_house", "home_country", "budget_per_month",
)  # fmt: skip
_ELSEWHERE = frozenset({"how_to", "generic_price", "why_word", "merits", "others_case", "quotes", "order",
                        "dont_know", "takes_over_none", "explain_line", "advise", "compare"})  # fmt: skip
_TOLD_FIRST = ("coverage", "channels")
_ELLIPTIC = frozenset({"provider_countries", "languages", "coverage", "pricing_model", "service_level"})
_NOON = 720  # minutes
_WITHOUT = re.compile(r"\bw/o\b", re.IGNORECASE)
_JUDGED = frozenset({"compare", "advise"})  # "… would that be cheaper?"
_FRAMED = _JUDGED | {"order"}  # "simulate 90/10"
_MEANT_SO = frozenset({"payback", "shift"})  # what "how much will Saturdays add" is not asked of
_TELLING = frozenset({"state", "correct", "negate"})
_FEW = 7  # words that carry something in a question that supposes without an "if"


def with_restated(
    scene: TextScene, acts: Acts, supposed: Sequence[Change], brief: Mapping[str, Any], stated: Stated
) -> list[Change]:
    """What is supposed, with what the sentences of suppositions come to where they are read as statements.

    Hours and workload are better told by the readers of statements; of other fields the readers of suppositions know
    that one value stands in the place of another, as a country does.
    """
    plain = any(act.kind == "what_if" and not act.detail for act in acts.acts)
    if not counted_in(brief) or not plain or any("one_channel" in c.detail or "parts" in c.detail for c in supposed):
        return list(supposed)
    sentences = dict.fromkeys(scene.sentence_of(span.first) for span in acts.supposed)
    parts = [piece for piece in pieces(scene) if any(piece.span.first in sentence for sentence in sentences)]
    framed = any(_framed(scene, sentence) is not None for sentence in sentences)
    if not framed and any(_asks_else(scene, piece) for piece in parts):
        return list(supposed)
    told = [change for sentence in sentences for change in restated(scene, sentence, brief, stated)]
    first = [t for t in told if t.path.split(".")[0] in _TOLD_FIRST]
    left = [c for c in supposed if not _replaced(c, first)]
    rest = [t for t in told if t not in first and not any(of_one_field(c.path, t.path) or _meets(c, t) for c in left)]
    named = ("languages", "provider_countries")
    first = [t for t in first if not any(_meets(c, t) and c.path not in (t.path, *named) for c in left)]
    return [*left, *first, *rest]


def _replaced(change: Change, told: Sequence[Change]) -> bool:
    """Whether a change is of a field, or made of words, that a statement says something else of."""
    group = change.path.split(".")[0]
    if any(of_one_field(change.path, t.path) for t in told):
        return True
    alike = [t for t in told if t.path.split(".")[0] == group]
    if group == "coverage" and alike:
        return change.op == "remove"
    return group in _TOLD_FIRST and any(_meets(change, t) for t in told)


def only_told(scene: TextScene, acts: Acts, before: Sequence[Change], after: Sequence[Change]) -> tuple[Change, ...]:
    """The changes of a message without those that only a pass over the whole of it made of what is supposed."""
    whole = len(scene.sentences) == 1 and {act.kind for act in acts.acts} == {"what_if"}
    return tuple(c for c in after if c in before or not (whole or within(scene, c, acts.supposed)))


def without_asked_too(scene: TextScene, reading: Reading) -> Reading:
    """The reading without what it tells where a question supposes it: "Too dear. Without Mandarin?" drops nothing."""
    asked = [s for s in scene.sentences if scene.words[s.last].text == "?"]
    places = [(scene.words[s.first].start, scene.words[s.last].end) for s in asked]
    both = [(c.path, str(c.value)) for c in reading.what_if]
    doubly = [c for c in reading.changes if (c.path, str(c.value)) in both]
    doubly = [c for c in doubly if any(start < c.end <= end for start, end in places)]
    if not doubly or len(doubly) < len(reading.changes):
        return reading
    return replace(reading, changes=(), acts=tuple(a for a in reading.acts if a.kind not in _TELLING))


def _meets(one: Change, other: Change) -> bool:
    return one.start < other.end and other.start < one.end


def with_suppositions(scene: TextScene, acts: Acts, brief: Mapping[str, Any], stated: Stated) -> Acts:
    """The acts with all of a sentence supposed that opens as a supposition, "suppose we cut the night: only 7 to 23".

    A price asked along with a change supposes it as well, "only weekdays, how much is that?", and so do a few words
    that are a change and end in a question mark: "and without Polish?", «звонков на треть меньше?».
    """
    if not counted_in(brief):
        return acts
    inside: dict[Span, list[Piece]] = {}
    for piece in pieces(scene):
        inside.setdefault(scene.sentence_of(piece.span.first), []).append(piece)
    for sentence, parts in inside.items():
        if any(span.first in sentence for span in acts.supposed):
            acts = _with_rest(scene, acts, sentence)
        elif not (_declines(scene, acts, sentence) or unit_alone(scene, sentence)) and _asks_what_it_comes_to(
            scene, sentence, parts
        ):
            changes = restated(scene, sentence, brief, stated)
            surely = opened(scene, sentence) or asks_what_it_does(scene, sentence)
            surely = surely or _framed(scene, sentence) is not None
            if changes and (surely or all(_elliptic(scene, change) for change in changes)):
                acts = _supposing(scene, acts, sentence)
    return replace(acts, acts=tuple(sorted(acts.acts, key=lambda a: (a.start, a.end))))


def _declines(scene: TextScene, acts: Acts, sentence: Span) -> bool:
    """«Не стоит, воскресенье у нас пустое»: a sentence that turns something down asks for no price."""
    start, end = scene.words[sentence.first].start, scene.words[sentence.last].end
    return any(act.kind in ("no", "drop") and start <= act.start < end for act in acts.acts)


def _with_rest(scene: TextScene, acts: Acts, sentence: Span) -> Acts:
    """The acts with the rest of a sentence supposed as well, where the supposition opens it."""
    span = next(span for span in acts.supposed if span.first in sentence)
    start, end = scene.words[sentence.first].start, scene.words[sentence.last].end
    kinds = {act.kind for act in acts.acts if start <= act.start < end}
    if kinds != {"what_if"} or not (opened(scene, sentence) or _framed(scene, sentence) is not None):
        return acts
    return replace(acts, supposed=(*(s for s in acts.supposed if s != span), Span(sentence.first, sentence.last)))


def _elliptic(scene: TextScene, change: Change) -> bool:
    """Whether a change that nothing marks as supposed can be none that is told: a place, hours, a language less.

    Volumes are told by their number, and supposed as a part of those known.
    """
    if change.path.endswith("contacts_per_month"):
        numbers = [f for f in scene.facts if f.kind in ("number", "volume")]
        return scene.text.rstrip().endswith("?") or not any(
            f.start < change.end and change.start < f.end for f in numbers
        )
    return change.path.split(".")[0] in _ELLIPTIC


def _supposing(scene: TextScene, acts: Acts, sentence: Span) -> Acts:
    start, end = scene.words[sentence.first].start, scene.words[sentence.last].end
    asking = ("ask", "estimate", "why_expensive", "compare", "advise", "order")
    others = tuple(a for a in acts.acts if not (a.kind in asking and start <= a.start < end))
    asked = tuple(span for span in acts.asked if span.first not in sentence)
    return Acts((*others, Act("what_if", start, end)), asked, (*acts.supposed, sentence))


def _asks_what_it_comes_to(scene: TextScene, sentence: Span, parts: Sequence[Piece]) -> bool:
    """Whether a sentence asks for a price beside a change, or is hardly more than a change with a question mark."""
    kinds = {kind for piece in parts for kind in piece.kinds}
    framed = _framed(scene, sentence) is not None
    supposes = framed or opened(scene, sentence)
    said_all = {scene.words[at].lower for at in range(sentence.first, sentence.last + 1)}
    cheaper = "lower_asked" in kinds or bool(said_all & listed("helps_words"))
    saving = cheaper and bool(kinds & {"aux_question", "question"} or asks_saving(scene, sentence))
    effect = asks_effect(scene, sentence) or asks_what_it_does(scene, sentence)
    figures = set(figures_asked(scene, sentence)) - {"saving"}
    if (framed or asks_what_it_does(scene, sentence)) and not scene.has(sentence, "agent", "person"):
        figures -= _MEANT_SO
    if (
        kinds & (_ELSEWHERE - (_FRAMED if framed else _JUDGED if supposes else frozenset()))
        or "automation" in kinds
        or figures
    ):
        return False
    if framed:
        return True
    if not effect and any(_asks_else(scene, piece) for piece in parts):
        return False
    said = [scene.words[at].lower for at in range(sentence.first, sentence.last + 1) if scene.words[at].is_word]
    short = len([w for w in said if w not in listed("supposing_words")]) <= _FEW or supposes
    asked = scene.words[sentence.last].text == "?"
    if short and (saving or effect or topic_first(scene, sentence)):
        return True
    if (kinds & _PRICED or supposes) and short:
        return asked or bool(set(said) & listed("price_asked"))
    leads = listed("joins_supposed") | turns() | listed("language_dropped") | only_words() | {"w"}
    first = next((word for word in said if word not in listed("supposing_words") - leads), "")
    return asked and short and first in leads and not kinds & {"question", "aux_question"}


def _framed(scene: TextScene, sentence: Span) -> int | None:
    """Where begins what a sentence orders to be tried, or tells that somebody asks for."""
    start = ordered(scene, sentence)
    return reported(scene, sentence) if start is None else start


def _asks_else(scene: TextScene, piece: Piece) -> bool:
    """Whether a piece asks something of its own: "if I sign for a year, can I leave early?"."""
    if not piece.kinds & {"question", "aux_question", "ask_request"} or piece.kinds & (
        _PRICED | {"what_if", "compare"}
    ):
        return False
    inside = range(piece.span.first, piece.span.last + 1)
    said = [scene.words[at].lower for at in inside if scene.words[at].is_word and not tells(scene, at)]
    own = [w for w in said if w not in listed("supposing_words") | listed("price_asked") | listed("consequence_words")]
    return len(own) > 1 and not any(scene.fact_at[at] is not None for at in inside)


def restated(scene: TextScene, sentence: Span, brief: Mapping[str, Any], stated: Stated) -> list[Change]:
    """The changes that a sentence would make if it told what it only supposes."""
    left = _left(scene, sentence)
    if not left or len(left) == sentence.last - sentence.first + 1:
        return []
    text, places = _joined(scene, left)
    found = []
    for change in in_the_evening(scene, sentence, stated(_WITHOUT.sub("without", text))):
        start, end = _back(change.start, places), _back(change.end, places)
        moved = replace(change, start=start, end=max(end, start))
        if moved.path == "home_country":
            moved = replace(moved, path="provider_countries", value=[moved.value])
        if moved.path == "contract_months" and not scene.has(sentence, "contract"):
            continue  # "if I sign for a year, can I leave early?"
        if moved.path.split(".")[0] in MOVABLE:
            found.append(moved)
    moves = [c for c in found if c.op == "remove" or c.value not in (value_at(brief, c.path), {})]
    return found if moves else []


def in_the_evening(scene: TextScene, sentence: Span, changes: Sequence[Change]) -> Sequence[Change]:
    """The changes with bare hours of an evening told as such: «вечерние часы, с пяти до семи», "evenings, 5 to 9"."""
    said = {
        f for at in range(sentence.first, sentence.last + 1) for f in (scene.words[at].lower, *scene.words[at].forms)
    }
    ends = {c.path: c.value for c in changes if c.path in ("coverage.open", "coverage.close") and c.op == "set"}
    bare = len(ends) == 2 and all(isinstance(end, str) and end <= "12:00" for end in ends.values())
    if not bare or not said & listed("evening_names") or said & (listed("mornings_said") | {"am"}):
        return changes
    late = {path: clock_text(minutes_of(str(end)) + _NOON) for path, end in ends.items()}
    return [replace(c, value=late[c.path]) if c.path in late else c for c in changes]


def _left(scene: TextScene, sentence: Span) -> list[int]:
    """The words of a sentence but those that suppose or ask for a price."""
    gone: set[int] = set()
    for piece in (p for p in pieces(scene) if p.span.first in sentence):
        inside = range(piece.span.first, piece.span.last + 1)
        if piece.kinds & (_ASKING | _PRICED) and not any(tells(scene, at) for at in inside):
            gone.update(inside)
            continue
        for mark in piece.marks:
            places = range(mark.first, mark.last + 1)
            if mark.concept in _ASKING:
                gone.update(at for at in places if not tells(scene, at))
    words = range(sentence.first, sentence.last + 1)
    if asks_effect(scene, sentence):
        gone.update([at for at in words if scene.words[at].is_word][-2:])
    if asks_what_it_does(scene, sentence):
        asking = listed("effect_asked") | listed("effect_would") | listed("effect_done") | listed("effect_beside")
        gone.update(at for at in words if scene.words[at].lower in asking and not tells(scene, at))
    if asks_saving(scene, sentence):
        gone.update(at for at in words if scene.words[at].lower in listed("how_far") | listed("consequence_words"))
    gone.update(at for at in words if scene.words[at].lower in listed("if_said") and not tells(scene, at))
    if (start := _framed(scene, sentence)) is not None:
        gone.update(range(sentence.first, start))
    for at in words:
        if at in gone:
            continue
        if tells(scene, at) or (scene.words[at].is_word and scene.words[at].lower not in listed("supposing_words")):
            break  # a number is no word, and what is told all the same
        gone.add(at)
    return [at for at in words if at not in gone and scene.words[at].text != "?"]


def _joined(scene: TextScene, left: Sequence[int]) -> tuple[str, list[tuple[int, int]]]:
    """The words as one text, and where each stands in it and in the message."""
    text = ""
    places: list[tuple[int, int]] = []
    for before, at in zip((None, *left), left, strict=False):
        word = scene.words[at]
        if before is not None:
            adjoins = before + 1 == at
            text += scene.text[scene.words[before].end : word.start] if adjoins else " "
        places.append((len(text), word.start))
        text += _as_it_is(scene, at)
    return text, places


def _as_it_is(scene: TextScene, at: int) -> str:
    """A word as a statement has it: "if we opened later" is of what is not so, and of no past."""
    word = scene.words[at]
    before = scene.words[at - 1].lower if at else ""
    if word.lower == "didn't":
        return "don't"
    if before not in listed("subjects_supposed") or scene.fact_at[at] is not None:
        return word.text
    base = [form for form in word.forms if form not in (word.lower, "be") and is_english(form)]
    ended = word.lower.endswith("ed") or (word.lower not in base and is_past(word.lower))
    return min(base, key=len) if base and ended else word.text


def _back(offset: int, places: Sequence[tuple[int, int]]) -> int:
    """A place of the joined text as one of the message."""
    before = [(new, old) for new, old in places if new <= offset]
    new, old = before[-1] if before else (0, places[0][1])
    return old + offset - new


def of_one_field(path: str, other: str) -> bool:
    """Whether two paths are of one field, or a part of it and the whole."""
    total = {path, other} & {"contacts_per_month", "growth_percent"}
    volumes = path.endswith("contacts_per_month") and other.endswith("contacts_per_month")
    return path == other or path.startswith(f"{other}.") or other.startswith(f"{path}.") or bool(total and volumes)
