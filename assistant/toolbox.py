"""The tools of the agent: text for the model, the object itself for the program.

Every tool works on the desk, the working copy of the conversation for one turn, under its lock; nothing is kept unless
the turn ends well.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated, Any

from langchain.tools import InjectedToolArg, ToolRuntime, tool
from langchain_core.tools import BaseTool
from pydantic import PlainSerializer

from assistant.beside import offers_with, priced_beside
from assistant.bot_kept import pending_with_bot
from assistant.digest import comparison_text, estimate_text, quotes_text
from assistant.document_lines import Asked
from assistant.explaining import figure_named, line_called
from assistant.facts import FactChange, note
from assistant.levers import priced_levers
from assistant.market import difference_of, price
from assistant.origins import origin_of
from assistant.over_term import budget_beside, kept_beside, over_term, own_as_many, taken_by
from assistant.own_documents import names_document, own_libraries
from assistant.proposals import MOST_READ, chosen, stated_in
from assistant.questions import next_question
from assistant.retrieval import PassageHit, passages_of, relevant, sure_of
from assistant.state import Desk
from assistant.tried import tried_in
from knowledge import Knowledge
from knowledge.door import GUIDANCE
from tools.automated import automated, usual_shares
from tools.brief import Brief
from tools.brief_fields import CHANNELS
from tools.errors import InputError
from tools.estimate import NeedMore
from tools.places import DEFAULT_HOME
from tools.quotes import check_quotes as check
from tools.stakes import stakes


@dataclass
class TurnContext:
    """What the tools of one turn work with; `libraries` are those of the knowledge that are searched in it."""

    desk: Desk
    knowledge: Knowledge
    libraries: tuple[str, ...] = (GUIDANCE,)


# Arguments are copied deep before they are looked at, and this one holds the whole conversation: no copy is made.
Runtime = Annotated[ToolRuntime[Any, Any], InjectedToolArg, PlainSerializer(lambda _: None)]
Outcome = tuple[str, dict[str, Any]]


@tool(response_format="content_and_artifact")
def note_facts(changes: list[FactChange], runtime: Runtime) -> Outcome:
    """Write down what the person states about their business. Only what was said, never a guess.

    A correction is a "set" and replaces; a further item of a list (languages, countries, compliance) is an "add"; a
    negation is a "remove", and a channel the person does not want is set to null ("channels.phone": null).
    """
    desk = runtime.context.desk
    with desk.lock:
        noted = note(Brief.parse(desk.brief, desk.language), [change.model_dump() for change in changes])
        if noted.applied:
            desk.remember_brief()
            desk.brief = noted.brief.to_json()
            desk.changes += noted.applied
            desk.estimate = None
            desk.pending = None
        artifact = noted.to_json()
    lines = [f"noted: {change['path']} = {change['after']!r}" for change in noted.applied]
    lines += [f"refused: {problem}" for problem in noted.problems]
    lines += [f"ask which is meant: {conflict['path']} is {conflict['values']}" for conflict in noted.conflicts]
    return "\n".join(lines) or "nothing new", artifact


@tool(response_format="content_and_artifact")
def search_knowledge(query: str, runtime: Runtime, article: str | None = None) -> Outcome:
    """Find passages of the guidance that answer a question; cite one with its number in brackets, like [1].

    With `article`, only the passages of that article are given, those nearest the query first.
    """
    context = runtime.context
    language = context.desk.language
    if article is None:
        hits = relevant(context.knowledge, query, context.desk, context.libraries)
        context.desk.answering += [hit.article for hit in hits[:1]]
    else:
        hits = passages_of(context.knowledge, article, language, query)
    passages = [context.desk.passages.add(hit) for hit in hits]
    text = "\n\n".join(f"[{p.number}] {p.title}\n{p.text}" for p in passages)
    sure = article is not None or sure_of(hits, query, language)
    found: dict[str, Any] = {
        "passages": [p.to_json() for p in passages],
        "query": query,
        "within": article,
        "sure": sure,
    }
    if article is not None:
        found["origins"] = {str(p.number): origin_of(hit, language) for p, hit in zip(passages, hits, strict=True)}
    own = own_libraries(context.libraries)
    # The question names a document, or nothing else has an answer, and none of the person's own says anything about it.
    about_own = names_document(query) or (not hits and Asked.of(query, language).of_a_figure)
    found["silent"] = bool(own) and about_own and not any(hit.library in own for hit in hits)
    return text or "Nothing relevant in the guidance.", found


@tool(response_format="content_and_artifact")
def estimate_cost(runtime: Runtime) -> Outcome:
    """Work out the estimate for the brief as it stands. All figures of a reply come from here."""
    desk = runtime.context.desk
    with desk.lock:
        return _estimate(desk)


@tool(response_format="content_and_artifact")
def compare(what_if: list[FactChange], runtime: Runtime) -> Outcome:
    """Show what the estimate and the offers would be if something were different, without changing the brief.

    Afterwards ask whether to keep the change; `decide_what_if` does it."""
    desk = runtime.context.desk
    with desk.lock:
        base = Brief.parse(desk.brief, desk.language)
        noted = note(base, [change.model_dump() for change in what_if])
        try:
            before, after, difference = difference_of(base, noted.brief, desk.language, desk.market)
        except NeedMore as need:
            return "There is nothing to compare with yet.", {"need": list(need.next_questions), **noted.to_json()}
        except InputError as error:
            return str(error), {**noted.to_json(), "problems": _problems(error)}
        desk.estimate = before.to_json()
        desk.shown = after.to_json()
        desk.comparison = difference
        if noted.applied:
            desk.pending = {"changes": [change.model_dump() for change in what_if], "brief": noted.brief.to_json()}
        artifact = {**noted.to_json(), "comparison": difference, "before": desk.estimate, "estimate": desk.shown}
        artifact |= offers_with(noted.brief, desk.language, desk.market)
    return comparison_text(difference, artifact["estimate"], desk.language), artifact


@tool(response_format="content_and_artifact")
def price_options(options: list[dict[str, Any]], runtime: Runtime) -> Outcome:
    """Price options that the person names, side by side with the brief as it stands; nothing is changed.

    Each has a `kind`: country (with `country`), location (`location`), channels (`channels`), split (`share` of the
    provider), own, provider, shared, dedicated, bot, people, all.
    """
    desk = runtime.context.desk
    with desk.lock:
        if desk.estimate is None:
            _estimate(desk)
    found = priced_beside(desk.brief, options, desk.language, desk.market)
    if found is None:
        return "There is no workload to price the options for yet.", {}
    desk.tried = tried_in(found["options"])
    rows = [f"{row['option']}: {row['monthly']['typical']} {found['currency']} a month" for row in found["options"]]
    return "\n".join(rows), found


@tool(response_format="content_and_artifact")
def price_with_bot(
    share_percent: float | None, channels: list[str], runtime: Runtime, what_if: list[FactChange] | None = None
) -> Outcome:
    """Price the brief as it stands with a bot (an AI agent) that resolves a share of the contacts before people do.

    `share_percent` is the share the person named, None for the usual one; `channels` those it is for, none for all;
    `what_if` what else would be different along with the bot. Nothing is changed; `decide_what_if` keeps it.
    """
    desk = runtime.context.desk
    named = dict.fromkeys(channels or CHANNELS, (share_percent or 0.0) / 100)
    shares = usual_shares(channels) if share_percent is None else named
    try:
        noted = note(Brief.parse(desk.brief, desk.language), [change.model_dump() for change in what_if or ()])
        result = automated(noted.brief, shares, language=desk.language, default_home=desk.market)
    except InputError as error:
        return str(error), {"problems": _problems(error)}
    if result is None:
        return "There is no workload a bot could take over.", {}
    told = {**result.to_json(), "share_percent": share_percent, "channels": channels, **noted.to_json()}
    desk.comparison = result.comparison()
    desk.pending = pending_with_bot(desk.brief, desk.language, what_if or (), told, shares) or desk.pending
    return "\n".join(f"{name}: {value}" for name, value in told.items()), told


@tool(response_format="content_and_artifact")
def price_levers(runtime: Runtime) -> Outcome:
    """Price what would lower the bill: shorter hours, no weekends, one language, shorter contacts, calls moved to chat.

    Each is a change of the brief by itself, the strongest first; nothing is changed.
    """
    desk = runtime.context.desk
    with desk.lock:
        if desk.estimate is None:
            _estimate(desk)
    if desk.estimate is None:
        return "There is no estimate to lower yet.", {"levers": []}
    found = priced_levers(desk.brief, desk.estimate, desk.language, desk.market)
    rows = [f"{each['lever']}: {each['month']} a month, {each['saved']} less" for each in found]
    return "\n".join(rows) or "Nothing lowers the bill much.", {"levers": found}


@tool(response_format="content_and_artifact")
def work_out_term(
    months: int | None, yearly_rise_percent: float, people: float | None, runtime: Runtime, kept: float | None = None
) -> Outcome:  # fmt: skip
    """Work out what the brief costs over `months` with a yearly rise, how many contacts `people` agents take, and what
    it comes to where `kept` of the own people stay.
    """
    desk = runtime.context.desk
    with desk.lock:
        if desk.estimate is None:
            _estimate(desk)
    if desk.estimate is None:
        return "There is no estimate yet.", {}
    term = over_term(desk.estimate, months, yearly_rise_percent / 100) if months else None
    found = {"term": term, "taken": taken_by(desk.estimate, people) if people else None}
    found["kept"] = kept_beside(desk.brief, desk.estimate, desk.shown, kept) if kept else None
    return str(found), found


@tool(response_format="content_and_artifact")
def read_documents(words: str, runtime: Runtime) -> Outcome:
    """Read what the person's own documents (an RFP, an offer) state about their case, as a proposal.

    Nothing is taken into the brief yet: show what was found and ask; `decide_what_if` takes it in. `words` name the
    document, if the person named one.
    """
    context = runtime.context
    desk = context.desk
    own = [library for library in context.libraries if library != GUIDANCE]
    documents = [article for library in own for article in context.knowledge.articles(library)]
    with desk.lock:
        base = Brief.parse(desk.brief, desk.language)
        found = stated_in(chosen(documents, words, desk.language), base, words)
        changes = [{"op": "set", "path": each.change.path, "value": each.change.value} for each in found]
        noted = note(base, changes)
        if noted.applied:
            desk.pending = {"changes": changes, "brief": noted.brief.to_json(), "of_documents": True}
        facts: list[dict[str, Any]] = []
        for each in found:
            path = "coverage" if each.change.path.startswith("coverage.") else each.change.path
            if path in {fact["path"] for fact in facts}:
                continue
            number = desk.passages.add(PassageHit(each.article, each.passage)).number
            fact = {"path": path, "value": noted.brief.get(path), "words": each.words}
            facts.append({**fact, "passage": number, "title": each.article.title})
        artifact: dict[str, Any] = {"documents": [each.title for each in documents], "facts": facts, **noted.to_json()}
        artifact["begun"] = [each.title for each in documents if len(each.passages) > MOST_READ]
        with suppress(InputError):
            after = price(noted.brief, desk.language, desk.market)
            artifact["estimate"] = desk.shown = after.to_json()
    text = "\n".join(f"{fact['path']} = {fact['value']!r}: «{fact['words']}» [{fact['passage']}]" for fact in facts)
    return text or "Nothing about the case was found in the documents.", artifact


@tool(response_format="content_and_artifact")
def decide_what_if(keep: bool, runtime: Runtime) -> Outcome:
    """Keep the last what-if as the new brief, or drop it."""
    desk = runtime.context.desk
    with desk.lock:
        pending, desk.pending = desk.pending, None
        if pending is None:
            return "There is no what-if to decide on.", {"decided": None, "brief": desk.brief}
        if keep:
            desk.remember_brief()
            before, desk.brief = desk.brief, pending["brief"]
            desk.changes += note(Brief.parse(before, desk.language), pending["changes"]).applied
            desk.estimate = None
        done = {"decided": keep, "brief": desk.brief, "applied": list(desk.changes)}
        return ("kept" if keep else "dropped"), {**done, "bot": pending.get("bot"), "changes": pending["changes"]}


@tool(response_format="content_and_artifact")
def check_quotes(runtime: Runtime, months: int | None = None, tried: dict[str, Any] | None = None) -> Outcome:
    """Bring the vendors' quotes in the brief to one basis and say what each leaves out.

    `months`: the term their sums are to be added up for, where the person names one. `tried`: a price that is no offer
    to the person ("a friend pays 45p a minute"), checked alone in the place of the quotes and not kept.
    """
    desk = runtime.context.desk
    try:
        brief = Brief.parse({**desk.brief, "quotes": [tried]} if tried else desk.brief, desk.language)
        report = check(brief, desk.language, default_home=desk.market, months=months).to_json()
    except NeedMore as need:
        return "There is no quote or no workload to check it on yet.", {"need": list(need.next_questions)}
    except InputError as error:
        return str(error), {"problems": _problems(error)}
    return quotes_text(report, desk.language), {"quotes": report}


@tool(response_format="content_and_artifact")
def explain_line(line_id: str, runtime: Runtime) -> Outcome:
    """Explain one line of the estimate: its formula with the numbers, where each comes from, the article behind it.

    `line_id` is the line's id, or the words or the amount the person called it by.
    """
    context = runtime.context
    desk = context.desk
    with desk.lock:
        if desk.estimate is None:
            _estimate(desk)
    lines = (desk.estimate or {}).get("lines", [])
    figure = figure_named(line_id, desk.estimate) if desk.estimate else None
    line = figure.get("line") if figure else line_called(line_id, lines, desk.language)
    if line is None:
        text = "There is no such line. Lines: " + ", ".join(line["id"] for line in lines)
        return text, {"line": None, "figure": figure}
    hits = passages_of(context.knowledge, line.get("article"), desk.language, line["label"])
    passages = [desk.passages.add(hit) for hit in hits[:2]]
    text = f"{line['label']}: {line['formula']}\n" + "\n".join(f"[{p.number}] {p.text}" for p in passages)
    artifact = {"line": line, "figure": figure, "currency": (desk.estimate or {})["currency"]}
    artifact["passages"] = [p.to_json() for p in passages]
    return text, artifact


@tool(response_format="content_and_artifact")
def skip_question(runtime: Runtime) -> Outcome:
    """The person cannot or will not answer the last question: keep the assumption and do not ask again."""
    desk = runtime.context.desk
    with desk.lock:
        field = (desk.question or {}).get("field")
        if field and field not in desk.declined:
            desk.declined = [*desk.declined, field]
    return f"skipped: {field}", {"skipped": field}


@tool(response_format="content_and_artifact")
def undo_last(runtime: Runtime) -> Outcome:
    """Take back the last change to the brief."""
    desk = runtime.context.desk
    with desk.lock:
        desk.pending = None
        if not desk.undo:
            return "There is nothing to take back.", {"undone": False, "brief": desk.brief}
        before = desk.brief
        desk.brief, desk.undo = desk.undo[-1], desk.undo[:-1]
        desk.estimate = None
        return "taken back", {"undone": True, "brief": desk.brief, "before": before}


@tool(response_format="content_and_artifact")
def start_over(runtime: Runtime) -> Outcome:
    """Forget the brief and begin again. It can be taken back."""
    desk = runtime.context.desk
    with desk.lock:
        if desk.brief:
            desk.remember_brief()
        desk.brief, desk.estimate, desk.pending = {}, None, None
        desk.asked, desk.declined = [], []
        desk.begin_again()
    return "forgotten", {"brief": {}}


# fmt: off
TOOLS: tuple[BaseTool, ...] = (
    note_facts, search_knowledge, estimate_cost, compare, price_options, price_with_bot, price_levers,
    read_documents, decide_what_if, check_quotes, explain_line, skip_question, work_out_term, undo_last, start_over,
)
# fmt: on


def _estimate(desk: Desk) -> Outcome:
    """The estimate of the brief, and how it differs from the one the turn began with."""
    language = desk.language
    try:
        result = price(Brief.parse(desk.brief, language), language, desk.market)
    except NeedMore as need:
        field = next_question(list(need.next_questions), desk)
        return f"Not enough is known for an estimate. Ask about: {field}", {"need": list(need.next_questions)}
    except InputError as error:
        return str(error), {"problems": _problems(error)}
    desk.estimate = desk.shown = result.to_json()
    artifact: dict[str, Any] = {"estimate": desk.estimate, "told": False, "stakes": stakes(desk.estimate)}
    artifact |= {**budget_beside(desk.brief, desk.estimate, language), "own_as_many": own_as_many(desk.estimate)}
    if desk.market != DEFAULT_HOME and "home-unknown" in {warning.id for warning in result.warnings}:
        artifact["likely_home"] = {"country": desk.market}
    if desk.base["estimated"]:
        artifact["told"] = desk.base["brief"] == desk.brief
        if not artifact["told"]:
            base = Brief.parse(desk.base["brief"], language)
            was = price(base, language, desk.market)
            artifact["arrangement_was"] = was.extras.get("arrangement")
            if was.currency != result.currency:
                artifact["was"] = {"currency": was.currency, "monthly": was.monthly.to_json()}
            desk.comparison = artifact["comparison"] = difference_of(
                base, Brief.parse(desk.brief, language), language, desk.market
            )[2]
    return estimate_text(desk.estimate, language, next_question(desk.estimate["next_questions"], desk)), artifact


def _problems(error: InputError) -> list[Mapping[str, str]]:
    return [{"path": p.path, "message": p.message, "hint": p.hint} for p in error.problems]
