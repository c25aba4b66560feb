"""A number alone in a supposition or an order to calculate is of contacts: "what about 600 a day?", «посчитай на 6000».

Read of a known case alone: the volumes known move alike to the number told, and the case itself stays as it is.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.bots import left_by_self_service, said_of
from assistant.reading.contents import is_question
from assistant.reading.coverage import known_coverage
from assistant.reading.facts import Fact
from assistant.reading.in_brief import counted_in, volumes_in, wanted_in
from assistant.reading.pieces import Piece
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.supposed_moves import moved_by_name
from assistant.reading.supposing_frames import asks_what_it_does
from assistant.reading.totals_told import TOTAL, channels_known
from assistant.reading.volumes_corrected import likely_factor
from assistant.reading.word_lists import listed, turns
from assistant.reading.workload import per_month, tidy

_UNLIKE = 8.0  # so many times the known volume is hardly another value of it
_FEWEST = 20  # contacts a month that a bare number is taken for
_COUNTED = ("contacts_per_month", "growth_percent")
_YEARS = range(2020, 2050)
_REACH = 4  # words between the verb of an order and the number
_OTHER_KINDS = frozenset({"percent", "money", "duration"})
_WANTS = frozenset({"what_if", "estimate_order", "would_be"})
# Of a question, whose number is of something else or is asked about itself.
_NOT = frozenset({
    "how_to", "explain_line", "why_word", "sizing", "others_case", "generic_price", "quotes", "takes_over",
    "automation", "hands_over", "order", "merits",
})  # fmt: skip
_NO_HEADS = ("own", "possess", "contact", "wage", "vendor", "budget_named")
_NO_VOLUME = ("agent", "person", "driver", "sales", "wage", "vendor", "budget_named", "peak_name")


def supposes_volume(scene: TextScene, piece: Piece, brief: Mapping[str, Any]) -> bool:
    """Whether a piece asks what the known case comes to at a number of contacts, and names nothing else it counts."""
    sentence = scene.sentence_of(piece.span.first)
    if volume_supposed(scene, sentence, brief) is None or piece.kinds & _NOT:
        return False
    if not piece.asked and said_of(scene, "total_wanted", sentence):
        return False  # «итого получается 4500 в месяц» tells the total
    if not piece.asked and _now_told(scene, sentence):
        return False  # «пересчитайте, теперь 3000»
    goes_on = (
        scene.words[sentence.first].lower in (listed("joins_supposed") | turns()) and "aux_question" not in piece.kinds
    )
    about = piece.asked and ("ask_request" in piece.kinds or goes_on) and _short(scene, piece.span)
    wanted = bool(piece.kinds & _WANTS) or asks_what_it_does(scene, sentence)
    return wanted or about or _alternative(scene) or _ordered(scene, piece) or _priced(scene, piece)


def volume_supposed(scene: TextScene, sentence: Span, brief: Mapping[str, Any]) -> Change | None:
    """The volume of the only number of a sentence, as a change of the known total or of the only volume known."""
    volumes = volumes_in(brief)
    facts = scene.facts_within(sentence)
    told = [f for f in facts if f.kind in ("number", "volume") and not f.each]
    if not volumes:
        return _heads_supposed(scene, sentence, told, brief)
    if len(told) != 1 or not volumes or any(f.kind in _OTHER_KINDS for f in facts):
        return None
    fact = told[0]
    if (fact.unit and fact.kind == "number") or scene.has(sentence, *_NO_VOLUME):
        return None
    named = {f"channels.{channel}.contacts_per_month" for channel, _ in scene.channels_within(sentence)}
    if len(named) > 1 or not named <= volumes.keys():
        return None
    volumes = {path: volumes[path] for path in named} or volumes  # "and what about 40 calls a day?"
    if fact.kind == "number" and fact.text.isdecimal() and int(fact.text) in _YEARS:
        return None  # "what about 2027?"
    if (first := scene.span(fact).first) and scene.words[first - 1].lower in listed("until_words"):
        return None  # "only till 6"
    head, counts = scene.head(fact)
    if counts and (head is None or head.family != "contact"):
        return None
    path = TOTAL if len(volumes) > 1 or TOTAL in volumes else next(iter(volumes))
    if len(volumes) > 1 and (TOTAL in volumes or not channels_known(brief)):
        return None
    if path != TOTAL and len(wanted_in(brief)) > 1 and not named:
        return None  # of several channels one alone has a volume: nobody can say which is meant
    known, amount = sum(volumes.values()), _monthly(fact, sum(volumes.values()), brief)
    if amount < _FEWEST or not known / _UNLIKE <= amount <= known * _UNLIKE:
        return None
    return Change("set", path, tidy(amount), fact.start, fact.end, fact.text)


def _heads_supposed(scene: TextScene, sentence: Span, told: Sequence[Fact], brief: Mapping[str, Any]) -> Change | None:
    """The number of the provider's agents, of a case counted by them alone: "what would 10 be", «а 8 сколько?»."""
    known = counted_in(brief).get("agents", 0.0)
    others = [f for f in scene.facts_within(sentence) if f not in told]
    if len(told) != 1 or others or told[0].kind != "number" or told[0].unit or scene.has(sentence, *_NO_HEADS):
        return None
    head, counts = scene.head(told[0])
    amount = middle(told[0].value)
    if (counts and (head is None or head.family not in ("agent", "person"))) or amount != int(amount):
        return None
    if not known / _UNLIKE <= amount <= known * _UNLIKE:
        return None
    return Change("set", "agents", int(amount), told[0].start, told[0].end, told[0].text)


def with_volume_supposed(
    scene: TextScene, supposed: Sequence[Change], spans: Sequence[Span], brief: Mapping[str, Any]
) -> list[Change]:
    """What is supposed, with the bare volume of its sentences for whatever else its number was read as."""
    for span in spans:
        if left := left_by_self_service(scene, scene.sentence_of(span.first), brief):
            return left
        if moved := moved_by_name(scene, scene.sentence_of(span.first), brief):
            paths = {change.path for change in moved}
            lost = paths | ({"coverage.open", "coverage.close"} if any("parts" in c.detail for c in moved) else set())
            return [*(c for c in supposed if c.path not in lost), *moved]
        found = volume_supposed(scene, scene.sentence_of(span.first), brief)
        if found is None or any(c.path.endswith(_COUNTED) for c in supposed):
            continue
        return [*(c for c in supposed if not (c.start < found.end and found.start < c.end)), found]
    return list(supposed)


def _alternative(scene: TextScene) -> bool:
    """ "Or 15k": a message of nothing but another number than the one spoken of."""
    said = {word.lower for at, word in enumerate(scene.words) if word.is_word and scene.fact_at[at] is None}
    return bool(said & listed("or_words")) and said <= listed("or_words") | listed("fillers") | turns()


def _monthly(fact: Fact, known: float, brief: Mapping[str, Any]) -> float:
    coverage = known_coverage(brief, [])
    said = middle(fact.value)
    return said * (per_month(fact.per, coverage) if fact.per else likely_factor(said, known, coverage))


def _now_told(scene: TextScene, sentence: Span) -> bool:
    """The number stands right behind "now": it is how things are."""
    numbers = [at for at in range(sentence.first, sentence.last + 1) if scene.kind_at(at) in ("number", "volume")]
    return bool(numbers) and numbers[0] > sentence.first and scene.words[numbers[0] - 1].lower in listed("right_now")


def _short(scene: TextScene, span: Span) -> bool:
    return sum(scene.words[at].is_word for at in range(span.first, span.last + 1)) <= _FEW


_FEW = 8  # words of a question that names nothing but a number


def _ordered(scene: TextScene, piece: Piece) -> bool:
    """ "Ok now run it for 4000": a verb of calculating opens the piece, and the number follows."""
    if piece.asked:
        return False
    numbers = [at for at in range(piece.span.first, piece.span.last + 1) if scene.kind_at(at) in ("number", "volume")]
    before = range(piece.span.first, numbers[0]) if numbers else range(0)
    verbs = [at for at in before if scene.words[at].lower in listed("recounts")]
    leads = all(scene.words[at].lower in listed("recount_leads") for at in before if verbs and at < verbs[0])
    return bool(verbs) and leads and numbers[0] - verbs[0] <= _REACH


def _priced(scene: TextScene, piece: Piece) -> bool:
    """ "What would 6,000 in total cost?": the price of the number told."""
    return is_question(scene, piece) and {"cost_word", "question"} <= piece.kinds and _short(scene, piece.span)
