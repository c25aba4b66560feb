"""What surrounds the model in one turn: its situation, its limits, the check of its reply, the closing of the turn."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from langchain.agents.middleware import AgentMiddleware, ModelRequest, ModelResponse
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, RemoveMessage, SystemMessage, ToolMessage

from assistant.grounding import Evidence, Flaw, afternoons, flaws
from assistant.models import is_built_in
from assistant.phrases import phrases
from assistant.questions import next_question
from assistant.quoting import cite
from assistant.settings import Settings
from assistant.state import ConversationState, Desk
from assistant.toolbox import TurnContext
from assistant.turn import Citation
from tools.brief import FIELDS

log = logging.getLogger(__name__)

REMEMBERED = 8  # messages a correction may go back to

Request = ModelRequest[TurnContext]
Handler = Callable[[Request], ModelResponse[Any]]


@dataclass
class Closed(TurnContext):
    """The context of a turn, with what its closing leaves for the caller.

    `fallback` says why the built-in model took over: "failed", "slow", "calls" or "ungrounded"; `dismissed` holds the
    messages of the model it took over from.
    """

    settings: Settings = field(default_factory=Settings)
    started: float = field(default_factory=time.monotonic)
    model_calls: int = 0
    fallback: str | None = None
    dismissed: frozenset[str] = frozenset()
    citations: tuple[Citation, ...] = ()
    reply: str = ""


def _context(request: Request) -> Closed:
    return request.runtime.context  # type: ignore[return-value]


class Situation(AgentMiddleware[ConversationState, TurnContext, Any]):
    """Tells the model where the conversation stands: in words for any model, as an object for a program."""

    state_schema = ConversationState

    def wrap_model_call(self, request: Request, handler: Handler) -> ModelResponse[Any]:
        """Add the situation to the system message and leave out the workings of earlier turns."""
        context = _context(request)
        prompt = request.system_message.text if request.system_message else ""
        system = described(context.desk, prompt)
        return handler(request.override(system_message=system, messages=recent(request.messages, context)))


def described(desk: Desk, prompt: str = "") -> SystemMessage:
    """A system message that says where the conversation stands: in its text, and as an object beside it."""
    situation = situation_of(desk)
    text = f"{prompt}\n\n# Where the conversation stands\n{json.dumps(situation, ensure_ascii=False)}"
    text += f"\n\n# Fields of the brief\n{json.dumps(dict(FIELDS), ensure_ascii=False)}"
    return SystemMessage(text, additional_kwargs={"situation": situation, "told": told_before(desk)})


def situation_of(desk: Desk) -> dict[str, Any]:
    """Where a conversation stands, as JSON."""
    candidates = (desk.estimate or {}).get("next_questions", [])
    return {
        "language": desk.language,
        "brief": desk.brief,
        "brief_before": desk.base["brief"],
        "pending_before": desk.base["pending"],
        "last_question": desk.question,
        "what_if_pending": desk.pending,
        "asked": desk.asked,
        "declined": desk.declined,
        "can_undo": bool(desk.undo),
        "estimated": desk.base["estimated"],
        "last_articles": desk.answered,
        "last_cited": cited_last(desk),
        "documents": list(desk.documents),
        "next_question": next_question(candidates, desk),
    }


def cited_last(desk: Desk) -> list[dict[str, str]]:
    """What the last reply quoted, if it answered a question and showed no estimate."""
    last = desk.turns[-1]["turn"] if desk.turns else {}
    if last.get("estimate"):
        return []
    return [{"article": each["article"], "quote": each["quote"]} for each in last.get("citations", ())]


def told_before(desk: Desk) -> list[dict[str, Any]]:
    """The person's last messages, the latest first, each with the field it was asked for, the brief before it
    and what was tried in answer to it.
    """
    return [
        {
            "text": record["text"],
            "question": (record["before"]["question"] or {}).get("field"),
            "brief": record["before"]["brief"],
            "tried": record.get("tried", []),
        }
        for record in desk.turns[: -REMEMBERED - 1 : -1]
    ]


def recent(messages: Sequence[AnyMessage], context: Closed) -> list[AnyMessage]:
    """The last messages of the conversation, beginning with a person's."""
    kept = list(messages)[-context.settings.max_history_messages :]
    while kept and not isinstance(kept[0], HumanMessage):
        kept.pop(0)
    return kept or list(messages)[-1:]


class Steady(AgentMiddleware[ConversationState, TurnContext, Any]):
    """Sees to it that a turn ends with a reply that rests on something, whatever the model does.

    A model that fails, takes too long, calls without end or cannot ground its reply after one repair is replaced by the
    built-in one for the rest of the turn.
    """

    def __init__(self, built_in: BaseChatModel) -> None:
        super().__init__()
        self.built_in = built_in

    def wrap_model_call(self, request: Request, handler: Handler) -> ModelResponse[Any]:
        """Call the model; check a reply; repair once; else let the built-in model finish."""
        context = _context(request)
        if is_built_in(request.model):
            return handler(request)
        context.model_calls += 1
        if context.fallback is None:
            response, reason = self._attempt(request, handler, context)
            if response is not None:
                return response
            self._take_over(request, context, reason)
        left = [message for message in request.messages if message.id not in context.dismissed]
        return handler(request.override(model=self.built_in, messages=left, system_message=described(context.desk)))

    def _attempt(self, request: Request, handler: Handler, context: Closed) -> tuple[ModelResponse[Any] | None, str]:
        """A response that may stand, or None and the reason why there is none."""
        if exhausted := self._exhausted(context):
            return None, exhausted
        try:
            response = handler(request)
            if not _finished(response) or not (found := self._flaws(request, response)):
                return response, ""
            response = handler(_with_repair(request, response, found))
        except Exception as error:  # whatever a provider's client may raise
            return None, "slow" if "timeout" in type(error).__name__.lower() else "failed"
        return (None, "ungrounded") if _finished(response) and self._flaws(request, response) else (response, "")

    def _take_over(self, request: Request, context: Closed, reason: str) -> None:
        """Begin the turn again for the built-in model, as if the other had done nothing."""
        context.fallback = reason
        last = max(index for index, message in enumerate(request.messages) if isinstance(message, HumanMessage))
        context.dismissed = frozenset(message.id for message in request.messages[last + 1 :] if message.id)
        context.desk.reset(request.state)

    def _exhausted(self, context: Closed) -> str | None:
        if time.monotonic() - context.started > context.settings.turn_timeout_seconds:
            return "slow"
        return "calls" if context.model_calls > context.settings.max_model_calls else None

    def _flaws(self, request: Request, response: ModelResponse[Any]) -> list[Flaw]:
        return flaws(_text(response), evidence_of(request.messages, request.runtime.context.desk))


def _finished(response: ModelResponse[Any]) -> bool:
    message = response.result[-1]
    return isinstance(message, AIMessage) and not message.tool_calls


def _text(response: ModelResponse[Any]) -> str:
    return response.result[-1].text


def _with_repair(request: Request, response: ModelResponse[Any], found: Sequence[Flaw]) -> Request:
    listed = "\n".join(f"- {flaw}" for flaw in found)
    order = (
        "Your reply cannot be sent. These have no origin:\n" + listed + "\nWrite the reply again with figures from the "
        "tools only, copied as they are, and marks of passages you were given. Call a tool if you need one."
    )
    return request.override(messages=[*request.messages, *_spoken(response), HumanMessage(order)])


def _spoken(response: ModelResponse[Any]) -> list[AnyMessage]:
    return [message for message in response.result if isinstance(message, AIMessage)]


_HALF_A_DAY = 12


def evidence_of(messages: Sequence[AnyMessage], desk: Desk) -> Evidence:
    """What a reply may rest on: this turn's tools, the brief and estimate, and everything the person has said."""
    evidence = Evidence(passages=desk.passages.all())
    evidence.add([desk.brief, desk.base["brief"], desk.changes, desk.pending, desk.base["pending"]])
    for estimate in (desk.estimate, desk.shown):
        evidence.add_estimate(estimate)
    evidence.add_comparison(desk.comparison)
    channels = [channel or {} for channel in (desk.brief.get("channels") or {}).values()]
    evidence.add(sum(channel.get("contacts_per_month", 0) for channel in channels))
    coverage = desk.brief.get("coverage") or {}
    evidence.add(round((coverage.get("hours_per_day") or 0) * (coverage.get("days_per_week") or 0), 1))  # of a week
    for message in messages:
        if isinstance(message, HumanMessage):
            evidence.add([message.text, len(message.text), message.additional_kwargs.get("cut_from")])
            evidence.add([hour + _HALF_A_DAY for hour in afternoons(message.text)])
        elif isinstance(message, ToolMessage):
            evidence.add(message.artifact)
    return evidence


def _shows_figures(reply: str, desk: Desk) -> bool:
    """Whether a reply from the guidance also says something of the estimate: a number that no passage holds."""
    return bool(flaws(reply, Evidence(passages=desk.passages.all())))


class Closing(AgentMiddleware[ConversationState, TurnContext, Any]):
    """Ends a turn: numbers the marks, notes the question asked, and commits the desk to the conversation."""

    def after_agent(self, state: ConversationState, runtime: Any) -> dict[str, Any] | None:
        """The state update that ends the turn; the workings of the turn are not kept."""
        context: Closed = runtime.context
        desk = context.desk
        messages = state["messages"]
        final = messages[-1]
        text, context.citations = cite(final.text, desk.passages.all(), desk.language)
        if context.fallback:
            text = phrases(desk.language).say(f"fallback.{context.fallback}") + "\n\n" + text
        context.reply = text
        if found := flaws(final.text, evidence_of(messages, desk)):
            log.warning("a reply says what has no origin: %s", "; ".join(map(str, found)))
        if context.citations and not desk.changes and desk.comparison is None and not _shows_figures(final.text, desk):
            desk.shown = None
        desk.question = self._question(final, desk)
        if desk.question and desk.question["field"] not in desk.asked:
            desk.asked = [*desk.asked, desk.question["field"]]
        workings = [m for m in messages if isinstance(m, ToolMessage) or (isinstance(m, AIMessage) and m.tool_calls)]
        limit = context.settings.max_history_messages * 2
        spoken = [m for m in messages if m not in workings]
        gone = [*workings, *spoken[:-limit]]
        update: list[Any] = [RemoveMessage(id=m.id) for m in gone if m.id]
        return {"messages": [*update, AIMessage(text, id=final.id)], **desk.commit()}

    def _question(self, final: AnyMessage, desk: Desk) -> dict[str, Any] | None:
        if "question" in final.additional_kwargs:
            return final.additional_kwargs["question"]
        # Another model was told which question comes next; it asked it if its reply ends with a question.
        candidate = next_question((desk.estimate or {}).get("next_questions", []), desk)
        asks = "?" in final.text.strip().rsplit("\n", 1)[-1]
        return {"field": candidate} if candidate and asks else None
