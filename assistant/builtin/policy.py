"""What the built-in model does next: note, compute, look up, and then reply.

A turn goes through phases, and each is a list of tool calls that follows from the message and from what earlier phases
gave back. Calls already made are not made again; when none is left, the reply is composed.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Collection, Sequence
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage

from assistant.builtin import documents, quotes_against
from assistant.builtin.assumed import night_bot_beside, supposed_of, supposes_assumed
from assistant.builtin.beside import options_before
from assistant.builtin.beside_question import judges_offer, with_sentence_after
from assistant.builtin.building_on import bot_before, built_on
from assistant.builtin.compared import asks_what_they_are, options_asked, own_beside, places_compared
from assistant.builtin.decisions import decision_of, names_value, only_decides, parts_kept, supposed_before
from assistant.builtin.going_back import gone_back, undoes
from assistant.builtin.going_on import (
    LONGEST_QUERY,
    follows_up,
    halves,
    points_at_before,
    terms_unanswered,
    two_subjects,
    whole_sentence,
    why_so_much,
    with_first_halves,
    with_sentence_before,
    with_topic_before,
)
from assistant.builtin.library_asked import asks_library, asks_of_fact, may_ask_of_fact
from assistant.builtin.own_figures import ANSWERED_WHOLE, ARTICLES, figure_of, figures_wanted, priceable, query_of
from assistant.builtin.part_of_week import with_part_of_week
from assistant.builtin.reply import compose
from assistant.builtin.supports import MARKET, support_calls, wants_market
from assistant.builtin.talk import Talk, signature
from assistant.builtin.verdicts import worked_out_with
from assistant.origins import cited_articles
from assistant.reading import Act, Change
from assistant.reading.in_brief import value_at
from assistant.reading.short_answers import GUESS
from assistant.reading.supposed_again import ANOTHER
from assistant.retrieval import leans
from tools.brief_fields import CHANNELS

Call = tuple[str, dict[str, Any]]

_SENTENCE_END = re.compile(r"[.?!;\n]")
# A sign that touches its number, or the word; a dash with a space after it only sets the number off («чат — 7000»).
_MINUS = re.compile(r"(?:^|(?<=[\s(:,]))(?:[-−]|(?:минус|minus|negative)\s)$", re.IGNORECASE)
_WORKLOADS = frozenset({"agents", "contacts_per_month", *(f"channels.{name}.contacts_per_month" for name in CHANNELS)})
_YEAR = 12  # months
_MONTH = 365 / 12 * 86_400  # seconds
_WANTS_FIGURES = frozenset(
    {
        "estimate",
        "compare",
        "why_expensive",
        "advise",
        "summary",
        "explain_line",
        "skip",
        "dont_know",
        "ask",
        "keep",
        "drop",
        "yes",
        "no",
    }
)


def respond(messages: Sequence[BaseMessage], tools: Collection[str] | None) -> AIMessage:
    """The next message of the model: tool calls, or the reply."""
    talk = Talk.of(messages)
    if talk.text.strip() or talk.command:
        for phase in PHASES:
            calls = [
                call
                for call in phase(talk)
                if signature(*call) not in talk.done and (tools is None or call[0] in tools)
            ]
            if calls:
                return AIMessage("", tool_calls=[_tool_call(*call) for call in calls])
    return compose(talk)


def note(talk: Talk) -> list[Call]:
    """First: what the message changes."""
    if talk.command:
        changes = talk.command.get("changes")
        return [("note_facts", {"changes": changes})] if changes else []
    calls: list[Call] = []
    if talk.refuses_supposed:
        return []
    if may_ask_of_fact(talk) and talk.one("search_knowledge") is None:
        return [("search_knowledge", {"query": talk.text})]  # whether it tells or asks, the library says
    if asks_of_fact(talk):
        return []
    if "restart" in talk.acts and talk.one("start_over") is None:
        return [("start_over", {})]  # what the message tells is noted afterwards, of the new case
    back = gone_back(talk)
    undone = undoes(talk)
    if undone or ("undo" in talk.acts and not talk.situation.get("pending_before") and not back):
        calls.append(("undo_last", {}))
    decision = decision_of(talk)
    if decision is not None:
        calls.append(("decide_what_if", {"keep": decision}))
    changes = [] if documents.asked(talk) else signed([op_of(change) for change in talk.reading.changes], talk)
    if first_case(talk):
        changes += [op_of(change) for change in talk.reading.what_if]
    changes = [change for change in changes if not _decided_already(change, decision, talk)]
    changes += [dict(change) for change in parts_kept(talk)] if decision is False else []
    changes = back or changes  # an undo of one field is no undo of the last change
    if changes:
        calls.append(("note_facts", {"changes": changes}))
    elif (
        talk.asked_field
        and not talk.asked_field.startswith(GUESS)
        and decision is None
        and (talk.acts & {"skip", "dont_know"} or talk.acts == {"no"})
    ):
        calls.append(("skip_question", {}))
    return calls


def _taken(talk: Talk) -> list[str]:
    """The paths that the message changes: what it tells, and what was proposed and is kept with it."""
    kept = (talk.situation.get("pending_before") or {}).get("changes", ()) if decision_of(talk) else ()
    return [*(change.path for change in talk.reading.changes), *(str(change["path"]) for change in kept)]


def _decided_already(change: dict[str, Any], decision: bool | None, talk: Talk) -> bool:
    """A change that only names what is kept, dropped or taken back: "keep Russia", "undo the contract term"."""
    if "undo" in talk.acts and change["op"] == "remove":
        return True
    if decision is None or any(act.detail.get(ANOTHER) for act in talk.reading.acts):
        return False
    supposed = supposed_before(talk)
    if change["path"] == "home_country" and value_at(talk.situation.get("brief_before") or {}, "home_country"):
        return True  # "keep South Africa" of a supposed provider there says nothing of the customers
    if names_value(talk, change):
        return True  # "keep the 20" of a bot for 20%
    if change["path"] not in supposed or change["op"] == "remove":
        return any(path == change["path"] or path.startswith(f"{change['path']}.") for path in supposed)
    # "No, Monday to Saturday it is": a third value, neither what was supposed nor what is known.
    before = talk.situation.get("brief_before") or {}
    return change["value"] in (supposed[change["path"]], value_at(before, change["path"]))


def compute(talk: Talk) -> list[Call]:
    """Then: the figures and the passages the message asks for."""
    if talk.asks_source:
        cited = cited_articles(talk.situation["last_cited"])
        return [("search_knowledge", {"query": talk.text, "article": article}) for article in cited[:2]]
    calls: list[Call] = []
    if "summary" in talk.acts and priceable(talk.known) and (compared := options_before(talk)):
        calls.append(("price_options", {"options": compared}))  # what was compared belongs to what is summed up
    supposed = [change for change in talk.reading.what_if if not only_decides(talk, change)]
    what_if = [] if talk.command or first_case(talk) else [op_of(change) for change in supposed]
    shown = {"location"} if "what_if" not in talk.acts else {"quotes"} if "compare" in talk.acts else set()
    if all(change["path"] in shown for change in what_if):
        what_if = []  # "compare onshore and offshore", "or our own people": the options show every way
    if talk.refuses_supposed:
        return [("estimate_cost", {})] if priceable(talk.known) else []
    if options := options_asked(talk):
        told_apart = [("search_knowledge", {"query": talk.text})] if asks_what_they_are(talk, options) else []
        return [*told_apart, ("price_options", {"options": options})]
    if places := places_compared(talk):
        options = [{"kind": "country", "country": place} for place in places]
        options += [{"kind": "own"}] if own_beside(talk) else []
        first: list[Call] = [("estimate_cost", {})] if talk.reading.changes else []
        return [*first, ("price_options", {"options": options})]
    if talk.missing and not what_if:
        return []
    if unpriced_what_if(talk):
        what_if = []
        calls += [("estimate_cost", {})] if priceable(talk.known) else []
    bot = bot_supposed(talk)
    if what_if and not (bot and bot.get("what_if")):
        what_if = with_part_of_week(talk, what_if)
        calls.append(("compare", {"what_if": [*built_on(talk, what_if), *what_if]}))
    calls += [("price_with_bot", bot)] if bot is not None else []
    if (words := documents.wanted(talk)) is not None and decision_of(talk) is None:
        return [("read_documents", {"words": words})]
    quoted = any(path.startswith("quotes") for path in _taken(talk)) or quotes_against.moved(talk)
    if ("quotes" in talk.acts and not what_if and not documents.asked(talk)) or quoted:
        calls.append(("check_quotes", {"months": term} if (term := term_told(talk)) else quotes_against.tried(talk)))
    if "explain_line" in talk.acts and priced(talk) and not talk.asks_meta("source_ask"):
        calls.append(("explain_line", {"line_id": talk.text[:200]}))
    if (talk.acts & {"why_expensive", "advise"} or "budget" in figures_wanted(talk)) and priced(talk):
        calls.append(("price_levers", {}))
    own = figures_wanted(talk)
    if (wants_figures(talk) or own) and not what_if:
        calls.append(("estimate_cost", {}))
    if (needed := worked_out_with(talk, own)) is not None:
        calls.append(("work_out_term", needed))
    for figure in own:
        if (article := ARTICLES.get(figure)) and (query := query_of(talk, figure)):
            calls.append(("search_knowledge", {"query": query, "article": article}))
    if wants_market(talk) and not follows_up(talk):
        calls.append(("search_knowledge", {"query": talk.words.say("support.rate.query"), "article": MARKET}))
    calls += [("search_knowledge", {"query": query}) for query in queries(talk)]
    return calls


def term_told(talk: Talk) -> int | None:
    """The months that offers are to be added up for: "over two years, which is cheaper?"."""
    lengths = {"month": 1, "year": _YEAR}
    terms = [f for f in talk.reading.facts if f.kind == "duration" and f.unit in lengths and _amount(f.value) >= _MONTH]
    return round(_amount(terms[-1].value) / _MONTH) if terms else None


def _amount(value: Any) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def compute_assumed(talk: Talk) -> list[Call]:
    """Then, with the estimate at hand: what a supposition about a value it only assumes comes to."""
    if talk.one("compare") is not None or not talk.estimate or not supposes_assumed(talk):
        return []
    what_if = [op_of(change) for change in supposed_of(talk, talk.estimate)]
    return [("compare", {"what_if": what_if})] if what_if else []


def compute_halves(talk: Talk) -> list[Call]:
    """Then: the halves of a double question of which as a whole nothing was found."""
    found = talk.results.get("search_knowledge", ())
    silent = [r for r in found if not r.get("within") and not r["passages"] and not r["silent"]]
    parts = [half for result in silent for half in halves(str(result["query"]))[:2]]
    looked_up = {str(result["query"]) for result in found}
    if silent:  # what was put before a question to say what it is about may have led away from it
        alone = [str(act.detail.get("query") or "") for act in talk.reading.acts if act.kind == "ask"]
        parts += [query for query in alone if query and any(q.endswith(query) and q != query for q in looked_up)]
    if len(silent) == len(found) == 1 and not talk.reading.changes and len(talk.text) <= LONGEST_QUERY:
        parts.append(talk.text)  # "We change providers in autumn. How do we avoid chaos?"
    parts += [part for result in found if not result.get("within") for part in terms_unanswered(result)]
    return [("search_knowledge", {"query": part}) for part in parts]


PHASES: tuple[Callable[[Talk], list[Call]], ...] = (note, compute, compute_assumed, compute_halves, support_calls)


def signed(changes: list[dict[str, Any]], talk: Talk) -> list[dict[str, Any]]:
    """The changes with the minus signs the reader passes over: a volume below zero is refused and not turned round."""
    below = [
        fact
        for fact in talk.reading.facts
        if fact.kind in ("number", "volume") and _MINUS.search(talk.text[: fact.start])
    ]
    for fact in below:
        amount = fact.value["value"] if isinstance(fact.value, dict) and "value" in fact.value else fact.value
        if not isinstance(amount, (int, float)):
            continue
        for change, read in zip(changes, talk.reading.changes, strict=True):
            if read.start < fact.end and fact.start < read.end and isinstance(read.value, (int, float)):
                change["value"] = -abs(read.value)
            elif read.value is None and read.op == "set" and 0 <= read.start - fact.end < 3:
                change.update(path=f"{read.path}.contacts_per_month", value=-abs(amount))
    return changes


def wants_figures(talk: Talk) -> bool:
    """Whether the turn shows figures of the brief as it stands."""
    if talk.command or documents.asked(talk):
        return bool(talk.command)
    if follows_up(talk):
        return False
    if asks_of_fact(talk):
        return True
    changed = talk.results.get("note_facts") or talk.results.get("undo_last")
    if changed and (priceable(talk.known) or talk.situation.get("estimated")):
        return True
    if talk.results.get("decide_what_if") or talk.results.get("skip_question"):
        return True
    if priceable(talk.known) or talk.situation.get("estimated"):
        return bool(talk.acts & _WANTS_FIGURES)
    return "estimate" in talk.acts or bool(talk.known and talk.acts & {"compare", "why_expensive", "summary"})


def queries(talk: Talk) -> list[str]:
    """What to look up: the parts of the message that ask about the subject, and a supposition nothing came of."""
    if talk.command:
        return []
    if documents.asked(talk) or follows_up(talk):
        return [talk.text]
    if why_so_much(talk):
        return []
    if asks_library(talk) or asks_of_fact(talk):
        return [talk.text]
    spans: list[tuple[int, int]] = []
    texts: list[str] = []
    bot = bot_supposed(talk) or {}
    unpriced = (
        unpriced_what_if(talk) and not bot.get("what_if") and not supposes_assumed(talk) and not night_bot_beside(talk)
    )
    kinds = {"ask", "what_if"} if unpriced else {"ask"}
    # "What goes into the price?", "what would you do?" of no estimate is a question.
    kinds |= set() if priced(talk) else {"explain_line", "advise"}
    asking = [act for act in talk.reading.acts if act.kind in kinds or act.detail.get("usual")]
    for act in sorted(asking, key=lambda act: act.start):
        meta = act.detail.get("meta")
        meta = meta if meta != "tag" or talk.reading.changes or priceable(talk.known) else None
        if (
            act.detail.get("again")
            or figure_of(act, talk.known)
            or meta
            or _beside_verdict(act, talk)
            or judges_offer(talk, act)
            or only_decides(talk, act)
        ):
            continue  # the estimate answers it
        if any(act.start <= place.start and place.end <= act.end for place in talk.places_unknown):
            continue  # "and in Narnia?": the reply says that there is no such place
        text = whole_sentence(act, talk) or str(act.detail.get("query") or talk.text[act.start : act.end])
        if act.start and (leans(text, talk.language) or points_at_before(text, talk.language)):
            text = with_sentence_before(talk.text, act)  # "They urge us to go offshore. What is good in it?"
        else:
            text = with_sentence_after(with_topic_before(text, act, talk), act, talk)
        if spans and not _SENTENCE_END.search(talk.text[spans[-1][1] : act.start]):
            spans[-1] = (spans[-1][0], max(act.end, spans[-1][1]))
            texts[-1] += f" {text}"
        else:
            spans.append((act.start, act.end))
            texts.append(text)
    texts = with_first_halves(texts, talk)
    parts = [part for text in texts for part in (halves(text) if two_subjects(text, talk.language) else [text])]
    return list(dict.fromkeys(_of_any_vendor(talk, part.strip()) for part in parts))[:3]


def _of_any_vendor(talk: Talk, text: str) -> str:
    """A question with a vendor's name is looked up as one about any: "what would you negotiate with Alfa?"."""
    for offer in talk.known.get("quotes") or ():
        name = str(offer.get("vendor") or "")
        if len(name) > len("AB"):
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", talk.words.say("quotes.any_vendor"), text)
    return text


def _beside_verdict(act: Act, talk: Talk) -> bool:
    """Whether a part of a message is of one sentence with a question that the calculators answer with a verdict."""
    judged = [each for each in talk.reading.acts if figure_of(each, talk.known) in ANSWERED_WHOLE and each is not act]
    between = [talk.text[min(act.end, each.end) : max(act.start, each.start)] for each in judged]
    return any(not _SENTENCE_END.search(text) for text in between)


def priced(talk: Talk) -> bool:
    """Whether there is an estimate to explain, or one can be made."""
    return bool(talk.situation.get("estimated")) or priceable(talk.known)


def first_case(talk: Talk) -> bool:
    """Whether a supposition tells the first workload ("what if it's 500 calls?"): with nothing to compare it to, it is
    the case.
    """
    before = talk.situation.get("brief_before") or {}
    return not priceable(before) and any(change.path in _WORKLOADS for change in talk.reading.what_if)


def unpriced_what_if(talk: Talk) -> bool:
    """Whether a supposition is for the guidance: it changes no field ("what if a bot took half of it?"), or goes on
    from an answer while there is nothing to price yet («а в Казахстане?»).
    """
    if "what_if" not in talk.acts or talk.reading.changes:
        return False
    if any(act.detail.get("automation") for act in talk.reading.acts):
        return True  # what a bot takes over is priced by the option with one, and not by taking contacts away
    supposed = talk.reading.what_if
    return not supposed or not (priceable(talk.known) or first_case(talk))


def bot_supposed(talk: Talk) -> dict[str, Any] | None:
    """What a bot is supposed to take over of a case that can be priced, as `price_with_bot` takes it."""
    if talk.command or not priceable(talk.known):
        return None
    supposed = (act.detail for act in talk.reading.acts if act.kind == "what_if" and act.detail.get("automation"))
    detail = next(supposed, None) or bot_before(talk)
    if detail is None:
        return None
    bot: dict[str, Any] = {"share_percent": detail.get("share_percent"), "channels": list(detail.get("channels", ()))}
    # "AHT of three minutes, and a bot takes a third": both count.
    beside = [op_of(change) for change in talk.reading.what_if if not change.path.endswith("contacts_per_month")]
    beside = [*built_on(talk, beside), *beside]
    return {**bot, "what_if": beside} if beside else bot


def op_of(change: Change) -> dict[str, Any]:
    """A change as `note_facts` takes it; the reader has put new items of a list to those known."""
    return {"op": change.op, "path": change.path, "value": change.value}


def _tool_call(name: str, args: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "args": args, "id": f"call_{uuid.uuid4().hex[:12]}", "type": "tool_call"}
