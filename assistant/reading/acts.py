"""Dialogue acts: what a person does with each part of a message (acts.yaml says by which words)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.reading.act_answers import SHORT, answers_in, decision_in
from assistant.reading.act_details import detail_of
from assistant.reading.billing import models_compared, quoted_units
from assistant.reading.bots import at_night
from assistant.reading.case_questions import case_questions, leaves_told
from assistant.reading.choices import between_offers, vendors_named
from assistant.reading.contents import (
    bare_entity,
    content,
    filled_in,
    generic_object,
    has_domain,
    has_quantity,
    has_workload,
    is_question,
    left_alone,
    none_told,
    only_named,
    reason_given,
    told_from,
)
from assistant.reading.exchange import wishes_currency
from assistant.reading.hedged_answers import hedged_answer
from assistant.reading.in_brief import volumes_in
from assistant.reading.inquiries import bid_for_case, inquiries
from assistant.reading.intents import LIBRARY, likely_intents
from assistant.reading.offer_moved import price_supposed
from assistant.reading.options import options_named
from assistant.reading.pieces import QUANTITIES, Piece, pieces
from assistant.reading.places_of_case import places_alone
from assistant.reading.question_spans import (
    is_tag,
    joined,
    price_wanted,
    says_how_long,
    vendors_counted,
    whole_question,
)
from assistant.reading.result import Act
from assistant.reading.scene import Span, TextScene
from assistant.reading.supposed_shapes import is_supposed
from assistant.reading.supposing import (
    elsewhere,
    hour_told,
    level_told,
    moves_figures,
    other_terms,
    others_do_it,
    supposes,
    team_told,
    told_first,
)
from assistant.reading.talk_language import of_talk
from assistant.reading.to_know import wants_to_know
from assistant.reading.topics import figures_asked, in_general, of_others
from assistant.reading.wishes import wanted_after, wished
from assistant.reading.word_lists import listed
from assistant.reading.worked_out import worked_out_told


@dataclass(frozen=True)
class Acts:
    """Acts of the message; `asked` and `supposed` are where nothing is stated about the buyer."""

    acts: tuple[Act, ...]
    asked: tuple[Span, ...]
    supposed: tuple[Span, ...]


def topic_alone(scene: TextScene, question: str | None) -> Act | None:
    """A short message that only names a subject ("SLA", «плюсы офшора») asks about it, a very short one even where a
    question is open that it does not answer.
    """
    found = pieces(scene)
    if len(found) != 1 or not found[0].kinds & {"topic", "merits"} or len(content(scene, found[0])) > SHORT:
        return None
    if question and ("keep" in question or len(content(scene, found[0])) > _FEW):
        return None
    if has_quantity(scene, found[0]) or likely_intents(scene.text, scene.language)[LIBRARY] < _LIKELY:
        return None  # "chat out" tells
    if any(word.lower in listed("points_back") for word in scene.words) and "?" not in scene.text:
        return None  # "all calls again"
    start, end = scene.words[found[0].span.first].start, scene.words[found[0].span.last].end
    return Act("ask", start, end, detail_of(scene, found[0], "ask"))


def find_acts(scene: TextScene, brief: Mapping[str, Any], question: str | None) -> Acts:
    """Dialogue acts apart from state, correct and negate, which follow from the changes a message makes."""
    acts: list[Act] = []
    asked: list[Span] = []
    supposed: list[Span] = []
    parts = pieces(scene)
    found = [(piece, _kinds(scene, piece, brief, question)) for piece in parts]
    found = _in_context(scene, found)
    for act, sentence in inquiries(scene, found, brief):
        acts.append(act)
        asked.append(sentence)
    for piece, kinds in [each for each in found if not any(each[0].span.first in sentence for sentence in asked)]:
        if "what_if" in kinds and told_first(scene, piece, parts, brief):
            kinds = ["estimate" if kind == "what_if" else kind for kind in kinds]
        for kind in kinds:
            if kind == "ask" and _names_currency(scene, piece) and not figures_asked(scene, piece.span):
                continue  # a wish, and no question to look up
            start, end = scene.words[piece.span.first].start, scene.words[piece.span.last].end
            detail = detail_of(scene, piece, kind)
            if asked_of := [] if kind not in _OF_CASE else case_questions(scene, piece, brief):
                detail = {**detail, "figures": [*asked_of, *detail.get("figures", ())]}
                detail.pop("meta", None)
            acts.append(Act(kind, start, end, detail))
            if leaves_told(asked_of):
                continue
            if wished(scene, piece, kind, brief) or (kind == "compare" and told_first(scene, piece, parts, brief)):
                continue
            if kind in ("compare", "ask") and team_told(scene, piece, brief):
                continue
            if kind == "compare" and not is_question(scene, piece) and "what_if" not in piece.kinds:
                first = piece.span.first
                if not places_alone(scene, piece.span):
                    first = min((m.first for m in piece.marks if m.concept == "compare"), default=first)
                supposed.append(Span(first, told_from(scene, first, piece.span.last)))  # what is told around it is told
            elif kind in ("what_if", "compare"):
                supposed.append(piece.span)
            elif kind == "why_expensive" and not piece.asked and has_quantity(scene, piece):
                continue  # «просит 1200 $, дорого»: the price is told all the same
            elif kind == "restart" and has_workload(scene, piece):  # "new project: 5,000 calls a month"
                continue
            elif kind == "order":
                asked.append(scene.sentence_of(piece.span.first))  # "you have no limits now, say 100 roubles"
            elif (kind in _SILENT and not (kind in _MAY_NAME_CURRENCY and _names_currency(scene, piece))) or (
                kind == "estimate" and _only_asks(scene, piece)
            ):
                asked.append(whole_question(scene, piece) if kind == "estimate" else piece.span)
    asked = [span for span in asked if not wanted_after(scene, span)]
    if (beside := options_named(scene, parts, brief)) is not None:
        act, place = beside
        supposed = [*supposed, place] if volumes_in(brief) else supposed  # of a case first told the places are told too
        acts = [each for each in acts if each.kind not in _BESIDE or each.end < act.start or act.end < each.start]
        acts = [*acts, act]
    return Acts(tuple(joined(acts)), tuple(asked), tuple(supposed))


# What setting named options side by side answers.
_BESIDE = frozenset({"compare", "what_if", "ask", "estimate", "advise", "why_expensive"})


def _in_context(scene: TextScene, found: list[tuple[Piece, list[str]]]) -> list[tuple[Piece, list[str]]]:
    """What a sentence does as a whole: a price asked beside a supposition is part of it; nothing follows an order."""
    found = [(piece, [] if _tells_trade(scene, piece, kinds, found) else kinds) for piece, kinds in found]
    by_sentence: dict[int, set[str]] = {}
    for piece, kinds in found:
        by_sentence.setdefault(scene.sentence_of(piece.span.first).first, set()).update(kinds)
    quoted = any("quotes" in kinds for _, kinds in found)
    result = []
    for piece, kinds in found:
        whole = by_sentence[scene.sentence_of(piece.span.first).first]
        if "order" in whole:
            kinds = [k for k in kinds if k in ("order", "greet")]
        elif "compare" in whole and kinds == ["what_if"] and len(content(scene, piece)) <= 3:
            kinds = ["compare"]  # "compare onshore … and offshore"
        elif "what_if" in whole and reason_given(scene, scene.sentence_of(piece.span.first)):
            kinds = ["ask" if k == "what_if" else k for k in kinds] or ["ask"]
        elif "what_if" in whole:
            kinds = ["what_if" if k in ("estimate", "ask") else k for k in kinds]
        elif "compare" in whole and kinds == ["ask"] and "topic" not in piece.kinds:
            kinds = []  # "… cheaper than what I've got?" asks one thing
        elif quoted and kinds == ["ask"] and "topic" not in piece.kinds:
            kinds = []  # "they quoted us $14. Is that fair?"
        elif "quotes" in kinds and "ask" in whole and not has_quantity(scene, piece):
            kinds = [k for k in kinds if k != "quotes"]  # "over and above the quoted rates, what … ?"
        result.append((piece, kinds))
    return result


_LIKELY = 0.5  # above it a subject that is named is asked about
_FEW = 3  # words that name a subject while another question is open


def _tells_trade(scene: TextScene, piece: Piece, kinds: list[str], found: list[tuple[Piece, list[str]]]) -> bool:
    """ "Do we need consent if we are a bank?": the condition tells the trade, and what is asked is a question."""
    trade = any(m.family == "industry" and m.first in piece.span for m in scene.labels)
    if kinds != ["what_if"] or not trade or not scene.has(piece.span, "trade_own") or has_quantity(scene, piece):
        return False
    sentence = scene.sentence_of(piece.span.first)
    return any(other == ["ask"] and each.span.first in sentence for each, other in found)


_MAY_NAME_CURRENCY = frozenset({"summary", "ask"})


def _names_currency(scene: TextScene, piece: Piece) -> bool:
    """ "Can we have it in euros?": a wish for a currency, and no sum of money or subject asked about."""
    inside = range(piece.span.first, piece.span.last + 1)
    named = any(m.family == "currency" and m.first in piece.span for m in scene.labels)
    named = named or wishes_currency(scene, piece.span)
    return named and not any(scene.fact_at[at] is not None for at in inside)


# Figures that only a question of the estimate itself names, with or without a sign of asking.
_OF_ITSELF = frozenset({"certainty", "currency_used", "assumed", "left_out", "part", "ours"})
# Acts whose answer is a figure of the case where the words ask for one.
_OF_CASE = frozenset({"ask", "compare", "estimate", "explain_line", "why_expensive", "advise"})
# Parts of a message in which nothing is stated about the buyer.
_SILENT = frozenset({
    "ask", "advise", "explain_line", "why_expensive", "order", "off_topic", "help",
    "summary", "restart", "undo", "take_in", "no_questions",
})  # fmt: skip


def _kinds(scene: TextScene, piece: Piece, brief: Mapping[str, Any], question: str | None) -> list[str]:
    kinds = piece.kinds
    found = _courtesies(scene, piece)
    if hedged_answer(scene, piece, brief, question):
        return found
    if "no_questions" in kinds and not piece.asked and not has_quantity(scene, piece):
        return [*found, "no_questions"]
    if question and "keep" in question and (decision := decision_in(scene, piece)):
        return [*found, *decision]
    if of_talk(scene, piece, question):
        return [*found, "summary"]
    if "dictated" in kinds or ("order" in kinds and not has_workload(scene, piece)):
        return [*found, "order"]
    if "errand" in kinds and not has_quantity(scene, piece):
        return [*found, "off_topic"]
    found += answers_in(scene, piece, question)
    if found and found[-1] in ("dont_know", "skip"):
        return found
    if set(found) & {"keep", "drop"} and question and "keep" in question:
        return found
    commands = [k for k in ("restart", "undo", "summary", "help") if k in kinds]
    if piece.asked and "compare" in kinds and case_questions(scene, piece, brief):
        return [*found, "compare"]  # «так что в итоге выгоднее, свои или аутсорс?» wants no summary
    if "drop" in found:
        commands = [k for k in commands if k != "restart"]  # "forget all these suppositions"
    if has_workload(scene, piece) or left_alone(piece):  # «телефон вернём, 2000 звонков», "leave it as it was"
        commands = [k for k in commands if k != "undo"]
    if commands and commands[0] in ("restart", "undo") and len(content(scene, piece)) <= SHORT:
        return [*(k for k in found if k not in ("yes", "no", "drop", "keep")), commands[0]]
    if found and len(content(scene, piece)) <= (2 if "drop" in found else 1):
        return found  # "ok, how many is that?": the mark at the end belongs to the other part; «как было» asks nothing
    if brief and question != "provider_countries" and places_alone(scene, piece.span):
        return [*found, "compare"]
    question_like = is_question(scene, piece)
    if (
        commands
        and (not has_quantity(scene, piece) or (commands[0] == "summary" and says_how_long(scene, piece)))
        and not (commands[0] == "summary" and only_named(scene, piece, "summary", SHORT))
        and (commands[0] != "summary" or not _is_estimate(scene, piece, question_like))
    ):
        return [*(k for k in found if k not in ("yes", "no")), commands[0]]
    return found + _inquiry(scene, piece, brief, question_like)


def _inquiry(scene: TextScene, piece: Piece, brief: Mapping[str, Any], question_like: bool) -> list[str]:
    """Acts of a piece that wants something computed or explained."""
    kinds = piece.kinds
    found: list[str] = []
    if wants_to_know(scene, piece):
        return ["ask"]
    if price_supposed(scene, piece.span, brief):
        return ["what_if"]
    if bid_for_case(scene, piece, brief):
        return ["estimate"]
    if question_like and "compare" not in kinds and case_questions(scene, piece, brief):
        return ["ask"]  # the calculators answer it, whatever else its words could be taken for
    if is_supposed(scene, piece, brief):
        return ["what_if"]
    named = any(f.kind in ("language", "country") for f in scene.facts_within(piece.span)) and not question_like
    if "small_talk" in kinds and not has_workload(scene, piece):
        return ["off_topic"]  # "by the way, will it rain in Lisbon tomorrow"
    if "off_topic" in kinds and "topic" not in kinds and not has_domain(scene, piece) and not named:
        return ["off_topic"]
    if brief and at_night(scene, piece) and not (kinds & {"question", "aux_question"} and "wish_question" not in kinds):
        return ["what_if"]
    of_case = "why_ask" in kinds or ("our_case" in kinds and len(content(scene, piece)) <= SHORT)
    of_case |= "source_ask" in kinds and not kinds & {"why_expensive", "explain_line"}
    if (of_case and not has_quantity(scene, piece)) or is_tag(scene, piece):
        return ["ask"]
    if {"why_word", "compare"} <= kinds and not kinds & {"why_expensive", "quotes"} and not has_quantity(scene, piece):
        return ["ask"]  # "why is it cheaper than in the US?": a reason, and no comparison of one's own
    if "take_in" in kinds and not has_quantity(scene, piece):
        # «Прошу дать оценку по тендеру: 45 000 звонков …» tells what the paper says.
        return ["estimate" if any(f.kind == "volume" and f.per for f in scene.facts) else "take_in"]
    limited = has_quantity(scene, piece) and scene.has(piece.span, "budget") and not question_like
    if {"why_expensive", "aux_question"} <= kinds and "fairness" in figures_asked(scene, piece.span):
        return ["ask"]  # "is that a lot?"
    if "why_expensive" in kinds and question_like and _of_length(scene, piece):
        return ["ask"]  # «5 минут на звонок не многовато?»
    if question_like and others_do_it(scene, piece, brief):
        return ["what_if"]
    if "why_expensive" in kinds and vendors_named(scene, piece, brief):
        return ["quotes"]  # "why is TeleCo so expensive?"
    if brief and question_like is False and (figures := figures_asked(scene, piece.span)):
        of_estimate = bool(_OF_ITSELF & {*figures}) and not has_quantity(scene, piece)
        if of_estimate or price_wanted(scene, piece):
            return ["ask"]
    if "why_expensive" in kinds and "compare" not in kinds and not limited:
        return ["why_expensive"]
    if "how_to" in kinds and not has_workload(scene, piece):
        return ["ask"]
    either = len(content(scene, piece)) <= SHORT and bool(set(content(scene, piece)) & listed("or_words"))
    if (question_like or either or "compare" in kinds) and models_compared(scene, piece.span):
        return ["ask"]
    if kinds >= {"explain_line", "paper_asked"}:
        return ["ask"]  # what belongs in a contract, not what the estimate holds
    if (
        "explain_line" in kinds
        and not filled_in(scene, piece, "explain_line")
        and (question_like or (len(content(scene, piece)) <= 8 and not has_workload(scene, piece)))
    ):
        # What a billed hour holds is a matter of the market first, and of a line of the estimate second.
        told = {"hour", "assumed", "left_out"} & {*figures_asked(scene, piece.span)}
        return ["ask"] if told else ["explain_line"]
    if ("quotes" in kinds and not none_told(scene, piece)) or between_offers(scene, piece, brief):
        return ["quotes"]
    if "advise" in kinds and "topic" not in kinds and not has_quantity(scene, piece):
        return ["advise"]
    if "compare" in kinds and question_like and vendors_counted(scene, piece):
        return ["ask"]  # "what are the risks of one vendor versus two?"
    if "compare" in kinds and "quotes" not in kinds:
        several = len({channel for channel, place in scene.channels if place.first in piece.span}) > 1
        if several and question_like and not has_quantity(scene, piece):
            return ["ask"]  # "is chat cheaper than the phone?": the ways of buying do not answer it
        found.append("compare")
    if "merits" in kinds and question_like and not has_quantity(scene, piece):
        return [*found, "ask"]
    moved = moves_figures(scene, piece, brief)
    asks_figure = not has_quantity(scene, piece) and not moved and bool(figures_asked(scene, piece.span))
    if other_terms(scene, piece, brief):
        return [*found, "what_if"]
    if "what_if" in kinds and (supposes(scene, piece, brief) or moved) and not (asks_figure and question_like):
        return [*found, "what_if"]
    if _is_estimate(scene, piece, question_like):
        return [*found, "what_if" if elsewhere(scene, piece, brief) and not asks_figure else "estimate"]
    if not found and question_like:
        named = bare_entity(scene, piece) or (
            len(content(scene, piece)) <= SHORT
            and not figures_asked(scene, piece.span)
            and (hour_told(scene, piece, brief) or level_told(scene, piece, brief))
        )
        if named and piece.asked and not kinds & {"cost_word", "generic_price", "estimate_word"}:
            return ["what_if"]
        return ["ask" if "topic" in kinds or has_domain(scene, piece) or not kinds & {"off_topic"} else "off_topic"]
    return found or worked_out_told(scene, piece)


def _of_length(scene: TextScene, piece: Piece) -> bool:
    """Whether a length of contacts or of a contract is named, and no sum: it is what seems too much."""
    kinds = {fact.kind for fact in scene.facts_within(piece.span)}
    return "duration" in kinds and not kinds & {"money", "volume"}


def _courtesies(scene: TextScene, piece: Piece) -> list[str]:
    return [
        k for k in ("greet", "thank", "bye") if k in piece.kinds and (k != "bye" or len(content(scene, piece)) <= SHORT)
    ]


def _is_estimate(scene: TextScene, piece: Piece, question_like: bool) -> bool:
    """A wish to know what the person's own case costs, as opposed to what things cost in general."""
    kinds = piece.kinds
    if not kinds & {"estimate_word", "estimate_order"} or "who_pays" in kinds:
        return False
    if "generic_price" in kinds and question_like and of_others(scene, piece.span):
        return False  # «сколько стоит айфон?»
    one = all(f.value == 1 for f in scene.facts_within(piece.span) if f.kind in QUANTITIES)
    if one and question_like and in_general(scene, piece.span):
        return False  # "what does one agent of our own cost?"
    if has_workload(scene, piece) and (question_like or "estimate_order" in kinds):
        return True
    if "whole_service" in kinds and "cost_word" in kinds and question_like and "general" not in kinds:
        return True
    if "generic_price" in kinds and generic_object(scene, piece) and len(content(scene, piece)) > 3:
        return False
    if "aux_question" in kinds and not has_quantity(scene, piece) and scene.has(piece.span, "vendor", "provider"):
        return False  # "does the vendor pay for our training?"
    if not piece.asked and filled_in(scene, piece, "estimate_order"):
        return False
    if "estimate_order" in kinds and not ("general" in kinds and generic_object(scene, piece)):
        return not in_general(scene, piece.span)
    if "ask_request" in kinds or in_general(scene, piece.span):
        return False
    return question_like and "cost_word" in kinds and "own_case" in kinds and "general" not in kinds


def _only_asks(scene: TextScene, piece: Piece) -> bool:
    """ "What is the cost per contact?": "per contact" measures the figure asked for and states nothing."""
    colon = any(scene.words[at].text == ":" for at in range(piece.span.first, piece.span.last))
    if (colon or _names_currency(scene, piece) or quoted_units(scene, piece.span)) and not piece.asked:
        return False  # "Pricing basis: per agent": a form filled in; "please quote us per contact"
    inside = [f for f in scene.fact_at[piece.span.first : piece.span.last + 1] if f is not None]
    amounts = [f for f in inside if f.kind in QUANTITIES and f.value not in (1, {"value": 1})]
    return bool(figures_asked(scene, whole_question(scene, piece))) and not amounts
