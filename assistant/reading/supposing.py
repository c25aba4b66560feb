"""Suppositions: what a question or an "if" would change in the case that is told."""

from collections.abc import Iterable, Mapping
from typing import Any

from assistant.reading.billing import billing_units
from assistant.reading.concepts import Mention
from assistant.reading.contents import adds_limit, content, goes_on, has_entity, has_quantity, has_workload, is_question
from assistant.reading.day_parts import part_of_day
from assistant.reading.facts import Fact
from assistant.reading.in_brief import counted_in, volumes_in
from assistant.reading.moments import read_moments
from assistant.reading.pieces import QUANTITIES, Piece
from assistant.reading.put_right import bare_level
from assistant.reading.scaled_fields import handle_times_moved
from assistant.reading.scene import Span, TextScene
from assistant.reading.topics import figures_asked
from assistant.reading.word_lists import listed, suppositions

_BESIDE_ALONE = 6  # words by which a place is put beside the one before it
_SHORT = 5  # words of a question that supposes a bot


def elsewhere(scene: TextScene, piece: Piece, brief: Mapping[str, Any]) -> bool:
    """«Посчитай на Филиппинах»: calculating for another place is a supposition unless the case is being told."""
    place = any(fact.kind == "country" for fact in scene.facts_within(piece.span))
    place = place or any(m.first in piece.span and m.family == "location" for m in scene.labels)
    place = place or (bool(brief) and "instead" in content(scene, piece)) or (bool(brief) and "what_if" in piece.kinds)
    if not place or not brief:
        return False  # nothing is known yet that it could differ from
    if "hands_over" in piece.kinds and not has_entity(scene, piece) and "automation" not in piece.kinds:
        return False  # "what would it be if we outsourced all of it?": that is what the estimate is of
    told = any(f.kind in QUANTITIES for f in scene.facts if scene.span(f).first not in piece.span)
    return (not told and not has_workload(scene, piece)) or (bool(brief) and not told)


def supposes(scene: TextScene, piece: Piece, brief: Mapping[str, Any]) -> bool:
    """A supposition changes something; "if" alone in a request does not make one."""
    marks = [m for m in piece.marks if m.concept == "what_if" and not _corrects(scene, m)]
    if not piece.asked:
        marks = [m for m in marks if not goes_on(scene, m)]
    if not is_question(scene, piece):
        marks = [m for m in marks if not put_instead(scene, m) and not adds_limit(scene, m)]
    if not brief and "assume" in piece.kinds and not is_question(scene, piece):
        return False  # "assume a 4% increase" with nothing known yet tells what to reckon with
    if not brief and not is_question(scene, piece) and _level_met(scene, piece):
        return False  # «если девять из десяти звонков возьмут за полминуты, будем счастливы»
    if not brief and scene.language == "ru" and not is_question(scene, piece):
        marks = [m for m in marks if m.last > m.first or scene.words[m.first].lower in suppositions()]
    if not brief and any(fact.kind == "volume" for fact in scene.facts_within(piece.span)):
        # "How much would it come to with 400 chats a week?" asks what a case first told comes to
        marks = [m for m in marks if _says_if(scene, m)]
    # "And with a bot?", «а если часть отдать боту»
    takes = "takes_over" in piece.kinds
    bot = "automation" in piece.kinds and "goes_wrong" not in piece.kinds
    bot = bot and (takes or (piece.asked and len(content(scene, piece)) <= _SHORT))
    if bool(marks) and (has_quantity(scene, piece) or has_entity(scene, piece) or bot):
        return True
    supposed = any(_says_if(scene, m) for m in marks)
    return (supposed or (piece.asked and bool(marks))) and hour_told(scene, piece, brief)


def _says_if(scene: TextScene, mark: Mention) -> bool:
    return any(scene.words[at].lower in suppositions() for at in range(mark.first, mark.last + 1))


def _level_met(scene: TextScene, piece: Piece) -> bool:
    """A share answered in time stands in the piece: what would please is what is wanted."""
    kinds = {fact.kind for fact in scene.facts_within(piece.span)}
    return {"percent", "duration"} <= kinds and scene.has(piece.span, "answer", "attend", "within")


_ORDERS = frozenset({"estimate_order", "ask_request", "compare"})


def told_first(scene: TextScene, piece: Piece, found: Iterable[Piece], brief: Mapping[str, Any]) -> bool:
    """ "Give me the cost if it were staffed in Romania": ordered along with a first case, it tells of that case.

    `found` are the pieces of the message.
    """
    sentence = scene.sentence_of(piece.span.first)
    if "automation" in piece.kinds:
        return False  # «посчитайте с ботом»: the bot is no part of the case
    if brief or piece.asked or not any(p.kinds & _ORDERS for p in found if p.span.first in sentence):
        return False
    if any(f.kind == "volume" and f.per for f in scene.facts):
        return True
    # "Compare: we have nine people on £2,100 now, and outsourcing": the people there are now, told to be compared
    kinds = {f.kind for f in scene.facts_within(sentence)}
    return "compare" in piece.kinds and {"number", "money"} <= kinds and scene.has(sentence, "possess", "at_present")


def team_told(scene: TextScene, piece: Piece, brief: Mapping[str, Any]) -> bool:
    """ "Please compare: 14 of our own people at 280,000 each, and a provider": what is so today is told."""
    if brief.get("in_house") or "what_if" in piece.kinds:
        return False
    counted = [f for f in scene.facts_within(piece.span) if f.kind == "number" and _counts_people(scene, f)]
    paid = scene.has(piece.span, "wage", "each_paid") or any(f.kind == "money" for f in scene.facts_within(piece.span))
    held = scene.has(piece.span, "own", "possess") and "compare" in piece.kinds
    return len(counted) == 1 and (paid or held)  # "would our four agents be enough?" tells of nobody's pay


def _counts_people(scene: TextScene, fact: Fact) -> bool:
    head, _ = scene.head(fact)
    return head is not None and head.family in ("agent", "person")


def put_instead(scene: TextScene, mark: Mention) -> bool:
    """ "Let's take per hour instead": told without a question, the word puts one thing in the place of another."""
    return scene.words[mark.first].lower == "instead"


def hour_told(scene: TextScene, piece: Piece, brief: Mapping[str, Any]) -> bool:
    """ "And what about until eight?": an end of the day stands in the piece."""
    first, last = scene.words[piece.span.first].start, scene.words[piece.span.last].end
    told = (*read_moments(scene, brief), *part_of_day(scene, brief, piece.span))
    return any(first <= change.start < last for change in told)


def others_do_it(scene: TextScene, piece: Piece, brief: Mapping[str, Any]) -> bool:
    """ "Could Romanians do it for less?" of a case known by now: other people than those it is priced for."""
    if not volumes_in(brief) or ("question" in piece.kinds and "aux_question" not in piece.kinds):
        return False  # "why are Filipinos cheaper?"
    cheaper = "lower_asked" in piece.kinds or scene.has(piece.span, "fewer")
    at_work = piece.kinds >= {"takes_over", "own_case"} or cheaper
    return at_work and [fact.kind for fact in scene.facts_within(piece.span)] == ["country"]


def place_priced(scene: TextScene, piece: Piece, brief: Mapping[str, Any]) -> bool:
    """ "What does Poland come out at?", «как выглядело бы из Минска?», "next to Romania": a place in which the known
    case is wanted, and no word that asks anything else.
    """
    places = [fact for fact in scene.facts_within(piece.span) if fact.kind == "country"]
    if not places or not counted_in(brief) or piece.kinds & {"why_word", "merits", "order"}:
        return False
    named = {at for fact in places for at in range(scene.span(fact).first, scene.span(fact).last + 1)}
    named |= {at for m in scene.labels if m.family == "location" for at in range(m.first, m.last + 1)}
    inside = range(piece.span.first, piece.span.last + 1)
    rest = [scene.words[at].lower for at in inside if at not in named and scene.words[at].is_word]
    free = listed("outcome_words") | listed("set_against") | listed("beside_words") | listed("seated")
    if not set(rest) <= free | listed("definite"):
        return False
    if len(rest) <= _BESIDE_ALONE and set(rest) & listed("beside_words"):
        return True
    return bool(set(rest) & listed("outcome_asked")) and bool(set(rest) & listed("outcome_verbs"))


def level_told(scene: TextScene, piece: Piece, brief: Mapping[str, Any]) -> bool:
    """ "What about 90/10?": another service level than the one known stands in the piece."""
    level = bare_level(scene, brief)
    return level is not None and level[0] in range(piece.span.first, piece.span.last + 1)


def _corrects(scene: TextScene, mark: Mention) -> bool:
    """«не 12 часов, а круглосуточно»: the second half of a correction is no supposition."""
    opens = scene.words[mark.first].lower in ("а", "and", "but", "и")
    if any(scene.words[at].lower in listed("conditionals") for at in range(mark.first, mark.last + 1)):
        return False  # «не поймите превратно: а если бы …»
    before = Span(scene.sentence_of(mark.first).first, mark.first)
    said = [at for at in range(mark.first, mark.last + 1) if scene.fact_at[at] is None]
    return (
        opens
        and len(said) <= 3
        and any(scene.words[m.first].lower in ("не", "not") for m in scene.inside(before, ("negation",)))
    )


def other_terms(scene: TextScene, piece: Piece, brief: Mapping[str, Any]) -> bool:
    """ "How much would it be without weekends?", "what would I save by dropping the calls?" of a case known by now."""
    asked = piece.kinds & {"would_be", "saves_by"} and is_question(scene, piece)
    if piece.kinds & {"would_be", "cost_word"} and bool(brief) and part_of_day(scene, brief, piece.span):
        return True  # «а только вечера сколько»
    if "tax" in figures_asked(scene, piece.span):
        return False  # "how much is it without VAT?"
    return bool(brief) and bool(asked) and (has_quantity(scene, piece) or has_entity(scene, piece))


def moves_figures(scene: TextScene, piece: Piece, brief: Mapping[str, Any]) -> bool:
    """What is supposed of hours, times, levels of service or the way of paying, whatever figure is asked for."""
    marks = [m for m in piece.marks if m.concept == "what_if"]
    if marks and not is_question(scene, piece) and all(put_instead(scene, m) for m in marks):
        return False
    if (
        level_told(scene, piece, brief)
        or scene.has(piece.span, "hours_moved")
        or part_of_day(scene, brief, piece.span)
        or any(m.first in piece.span for m in billing_units(scene, None))
    ):
        return True
    said = any(f.kind in ("percent", "duration") for f in scene.facts_within(piece.span))
    minute = any(w.lower in listed("one_minute") for w in scene.words[piece.span.first : piece.span.last + 2])
    if not (said or minute or scene.has(piece.span, "multiply")):
        return False  # nothing in it by which a length could move
    first, last = scene.words[piece.span.first].start, scene.words[piece.span.last].end
    return any(first <= change.start < last for change in handle_times_moved(scene, brief)[0])
