"""Sentences that ask the library, whatever their words look like to the rules of the acts.

"Supervisors and quality analysts, do I pay for them?" asks for no estimate, "what do vendors charge when a bot
answers?" has no offer to check. What a sentence is for is weighed (`intents`); how sure that must be depends on what
else it would be taken for.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.act_details import of_those
from assistant.reading.bots import along_with_bot, bot_planned, self_served
from assistant.reading.case_questions import case_questions
from assistant.reading.choices import between_offers
from assistant.reading.concepts import vocabulary
from assistant.reading.contents import has_entity, has_quantity, has_workload, is_question, spelt
from assistant.reading.in_brief import volumes_in
from assistant.reading.intents import LIBRARY, likely_intents
from assistant.reading.pieces import Piece, trimmed
from assistant.reading.result import Act, Change
from assistant.reading.scene import Span, TextScene, look
from assistant.reading.supposed_moves import moves_by_name, whole_wanted
from assistant.reading.supposed_shapes import other_contacts
from assistant.reading.supposing import place_priced
from assistant.reading.topics import figures_asked, figures_named
from assistant.reading.unit_alone import unit_alone
from assistant.reading.volume_supposed import supposes_volume
from assistant.reading.word_lists import listed
from knowledge.lexical import is_stopword

_LIKELY = 0.5  # above it a sentence that does nothing else asks
_SURE = 0.9  # above it one that would ask for another thing asks the library
_SURER = 0.97  # above it one that would suppose something
_QUERY_CHARS = 400
# Words by which the price of the whole service is wanted.
_OF_WHOLE = frozenset({
    "estimate_word", "estimate_order", "cost_word", "hands_over", "whole_service", "takes_over", "own_case", "question",
    "generic_price",
})  # fmt: skip
_HEAD = 4  # words before a colon that only announce a sentence
_FEWEST, _FEWEST_OF_CASE = 2, 4  # words of a question; of one that would else ask for something of the case
# What a sentence that asks the library is often taken for.
_MISTAKEN = frozenset({
    "ask", "estimate", "quotes", "what_if", "why_expensive", "explain_line", "advise",
})  # fmt: skip
# Prices of the market that a place has.
_RATES = frozenset({"hour", "agent", "minute"})
# What a question of rates names without telling it.
_OF_RATES = frozenset({"location", "provider_countries", "home_country", "pricing_model"})
# What makes a case that can be priced.
_CASE = ("agents", "channels.", "contacts_per_month", "in_house")
# What is asked of the estimate, where there is one.
_OF_ESTIMATE = frozenset({"why_expensive", "explain_line", "advise"})


def inquiries(
    scene: TextScene, found: Sequence[tuple[Piece, list[str]]], brief: Mapping[str, Any]
) -> list[tuple[Act, Span]]:
    """The sentences that ask the library, each with its act, of pieces with the acts that the rules found in them."""
    by_sentence: dict[int, list[tuple[Piece, list[str]]]] = {}
    for piece, kinds in found:
        by_sentence.setdefault(scene.sentence_of(piece.span.first).first, []).append((piece, kinds))
    asking = []
    for inside in by_sentence.values():
        sentence = scene.sentence_of(inside[0][0].span.first)
        if _asks(scene, sentence, inside, brief):
            span = trimmed(scene, sentence) or sentence
            start, end = scene.words[span.first].start, scene.words[span.last].end
            detail = {"query": spelt(scene, span)[:_QUERY_CHARS]}
            drawn = {"of_those": True} if any(of_those(scene, piece) for piece, _ in inside) else {}
            asking.append((Act("ask", start, end, detail | drawn), sentence))
        elif {kind for _, kinds in inside for kind in kinds} == {"ask"} and _prices_case(scene, inside, brief):
            start, end = scene.words[sentence.first].start, scene.words[sentence.last].end
            asking.append((Act("estimate", start, end, {}), sentence))
    return asking


def _headless(scene: TextScene, sentence: Span) -> Span:
    """A sentence without the few words that announce it: "next test: what if the provider sits in Poland?"."""
    heads = [
        at
        for at in range(sentence.first, min(sentence.first + _HEAD + 1, sentence.last))
        if scene.words[at].text == ":"
    ]
    return Span(heads[0] + 1, sentence.last) if heads else sentence


def _asks(
    scene: TextScene, sentence: Span, inside: Sequence[tuple[Piece, list[str]]], brief: Mapping[str, Any]
) -> bool:
    kinds = {kind for _, found in inside for kind in found}
    if not volumes_in(brief) and rates_of_places(scene, sentence):
        return True
    if any(bid_for_case(scene, piece, brief) for piece, _ in inside):
        return False
    words = sum(scene.words[at].is_word for at in range(sentence.first, sentence.last + 1))
    if words < _FEWEST or kinds == {"ask"} or not kinds <= _MISTAKEN | {"compare"}:
        return False
    if "compare" in kinds and not all(_told_apart(scene, piece, brief) for piece, _ in inside):
        return False
    if volumes_in(brief) and (kinds & _OF_ESTIMATE or any(_asks_figure(scene, piece) for piece, _ in inside)):
        return False
    if "estimate" in kinds and _prices_case(scene, inside, brief):
        return False
    if kinds & {"what_if", "estimate"} and any(_worked_out(scene, piece, brief) for piece, _ in inside):
        return False
    likely = likely_intents(_text(scene, _headless(scene, sentence)), scene.language)[LIBRARY]
    if likely < _LIKELY:
        return False
    if _days_told(scene, inside):
        return False  # "every day, no breaks"
    if any(has_workload(scene, piece) for piece, _ in inside) or "what_if" in kinds:
        return likely >= _SURER and words >= _FEWEST_OF_CASE
    if "quotes" in kinds and not any(is_question(scene, piece) for piece, _ in inside):
        return False  # "compare the two offers"
    if any(between_offers(scene, piece, brief) for piece, _ in inside):
        return False  # "so which of the two is cheaper for us?"
    if kinds:
        return likely >= _SURE and words >= _FEWEST_OF_CASE
    return any(piece.asked for piece, _ in inside)  # what is not understood is looked up at the end of the turn


def bid_for_case(scene: TextScene, piece: Piece, brief: Mapping[str, Any]) -> bool:
    """ "So what would a vendor bid on this?" of a case that can be priced: what it comes to, and no matter of bids."""
    known = volumes_in(brief) or "agents" in brief
    return bool(known) and "bid_for_case" in piece.kinds and not has_quantity(scene, piece)


def rates_asked(text: str, language: str) -> bool:
    """Whether a text asks what an hour, a minute or an agent costs in the places it names."""
    scene = look(text, language)
    return any(rates_of_places(scene, sentence) for sentence in scene.sentences)


def rates_of_places(scene: TextScene, sentence: Span) -> bool:
    """ "What do agents cost an hour in Egypt versus Poland?": a price of the market in several places.

    With nothing to price, the library has the rates; of a case such places are set side by side.
    """
    places = {str(fact.value) for fact in scene.facts_within(sentence) if fact.kind == "country"}
    told = any(fact.kind in ("volume", "money", "time_range") for fact in scene.facts)
    named = vocabulary("acts", "regions").overlapping(scene.scene, sentence.first, sentence.last)
    rates = bool(_RATES & {*figures_named(scene, sentence)}) or any(m.concept == "rates" for m in named)
    return len(places) + len(_parts_of_world(scene, sentence)) > 1 and not told and rates


def _parts_of_world(scene: TextScene, sentence: Span) -> set[str]:
    """ "Eastern Europe", "nearshore": places in a sentence that are no country."""
    named = vocabulary("acts", "regions").overlapping(scene.scene, sentence.first, sentence.last)
    spans = [scene.span(f) for f in scene.facts_within(sentence) if f.kind == "country"]
    facts = {at for span in spans for at in range(span.first, span.last + 1)}
    found = {m.concept for m in scene.labels if m.family == "location" and m.first in sentence}
    return found | {str(m.first) for m in named if m.concept == "region" and m.first not in facts}


def _rates_alone(scene: TextScene, sentence: Span) -> bool:
    """ "Typical hourly rate of agents?", or that of parts of the world, which can be no wish yet."""
    if _parts_of_world(scene, sentence):
        return rates_of_places(scene, sentence)
    question = scene.words[sentence.last].text == "?"
    usual = any(w.forms & listed("usual_words") for w in scene.words[sentence.first : sentence.last + 1])
    return question and usual and bool(_RATES & {*figures_named(scene, sentence)})


def without_rates_asked(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> tuple[Change, ...]:
    """The changes without the places and the way of paying that a question of rates names, where there is no case.

    "Hourly rates in India versus Eastern Europe?" wants neither; "10 agents in Peru or Chile, by the hour" both.
    """
    changes = [c for c in changes if not (c.path == "pricing_model" and _of_unit_asked(scene, c))]
    if volumes_in(brief) or any(c.path.startswith(_CASE) for c in changes):
        return tuple(changes)
    asked = [s for s in scene.sentences if _rates_alone(scene, s)]
    ends = [(scene.words[span.first].start, scene.words[span.last].end) for span in asked]
    return tuple(
        c for c in changes if c.path not in _OF_RATES or not any(start <= c.start < end for start, end in ends)
    )


def _of_unit_asked(scene: TextScene, change: Change) -> bool:
    """«Сколько платят за месяц работы оператора?»: the price of a unit is asked, and no way of paying is chosen."""
    for sentence in scene.sentences:
        if scene.words[sentence.first].start <= change.start < scene.words[sentence.last].end:
            words = {scene.words[at].lower for at in range(sentence.first, sentence.last + 1)}
            return bool(words & listed("question_words")) and unit_alone(scene, sentence)
    return False


def _days_told(scene: TextScene, inside: Sequence[tuple[Piece, list[str]]]) -> bool:
    """Whether a sentence that opens with days does not have the form of a question: it tells of the days."""
    first = scene.fact_at[inside[0][0].span.first]
    return first is not None and first.kind == "days" and not any(kinds or is_question(scene, p) for p, kinds in inside)


def _told_apart(scene: TextScene, piece: Piece, brief: Mapping[str, Any]) -> bool:
    """ "What's an SLA vs a KPI?": two terms of the trade are set side by side, and nothing of the case is."""
    if not is_question(scene, piece) or "topic" not in piece.kinds or piece.kinds & {"own_case", "choice", "better"}:
        return False
    return not has_entity(scene, piece) and not case_questions(scene, piece, brief)


def _prices_case(scene: TextScene, inside: Sequence[tuple[Piece, list[str]]], brief: Mapping[str, Any]) -> bool:
    """Whether a sentence wants the price of the whole work where a case, or the wish to hand it over, is told too."""
    told = volumes_in(brief) or any(fact.kind == "volume" for fact in scene.facts)
    wish = len(scene.sentences) > 1 and not any(piece.asked for piece, _ in inside)
    return bool(told or wish) and all(_wants_whole(scene, piece) for piece, _ in inside)


def _wants_whole(scene: TextScene, piece: Piece) -> bool:
    """Whether a piece wants the price of handing the work over, and names nothing else: "cost to outsource this?"."""
    said = {at for mark in piece.marks if mark.concept in _OF_WHOLE for at in range(mark.first, mark.last + 1)}
    rest = [at for at in range(piece.span.first, piece.span.last + 1) if at not in said and scene.words[at].is_word]
    facts = any(scene.fact_at[at] is not None for at in rest)
    priced = piece.kinds & {"estimate_word", "estimate_order", "cost_word"}
    if figures_asked(scene, piece.span) or "how_to" in piece.kinds:
        return False  # "what does an agent cost?", "how is it billed?"
    return (
        bool(priced) and not facts and "general" not in piece.kinds and all(_carries_nothing(scene, at) for at in rest)
    )


def _carries_nothing(scene: TextScene, at: int) -> bool:
    word = scene.words[at]
    return is_stopword(word.lower) or bool({word.lower, *word.forms} & listed("outsourcing_words"))


def _worked_out(scene: TextScene, piece: Piece, brief: Mapping[str, Any]) -> bool:
    """Whether what a piece supposes can be worked out of the known case, whatever the library says of such things."""
    shapes = (supposes_volume, self_served, along_with_bot, bot_planned, moves_by_name, other_contacts, place_priced)
    shaped = any(shape(scene, piece, brief) for shape in shapes)
    return bool(volumes_in(brief)) and (shaped or whole_wanted(scene, scene.sentence_of(piece.span.first)))


def _asks_figure(scene: TextScene, piece: Piece) -> bool:
    """Whether a piece asks for a figure that the estimate has: people, hours, what a contact costs."""
    return bool(figures_asked(scene, piece.span))


def _text(scene: TextScene, span: Span) -> str:
    return scene.text[scene.words[span.first].start : scene.words[span.last].end]
