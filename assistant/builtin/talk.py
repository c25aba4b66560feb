"""One turn as the built-in model sees it: what was said, how it reads, and what the tools have found so far."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolMessage

from assistant.phrases import Phrases, phrases
from assistant.reading import Act, Reading, Told, read
from assistant.texts import languages


@dataclass
class Talk:
    """The turn so far. `situation` is where the conversation stood when the turn began, with the language of the reply.

    `done` are the calls already made, as (tool, arguments); `results` what each tool gave back, in order.
    """

    situation: Mapping[str, Any]
    text: str
    command: Mapping[str, Any] = field(default_factory=dict)
    cut_from: int | None = None
    done: set[tuple[str, str]] = field(default_factory=set)
    results: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)
    earlier: tuple[str, ...] = ()
    before: str = ""  # the person's message before this one
    told: Sequence[Mapping[str, Any]] = ()

    @classmethod
    def of(cls, messages: Sequence[BaseMessage]) -> Talk:
        """The turn that the last message of a person began."""
        last = max((i for i, m in enumerate(messages) if isinstance(m, HumanMessage)), default=None)
        if last is None:
            return cls({}, "")
        human = messages[last]
        extra = human.additional_kwargs
        talk = cls(
            situation=_beside_the_prompt(messages, "situation", {}),
            text=human.text,
            command=extra.get("command", {}),
            cut_from=extra.get("cut_from"),
            earlier=tuple(m.text for m in messages[:last] if isinstance(m, AIMessage) and m.text),
            before=next((m.text for m in reversed(messages[:last]) if isinstance(m, HumanMessage)), ""),
            told=_beside_the_prompt(messages, "told", ()),
        )
        for message in messages[last + 1 :]:
            if isinstance(message, AIMessage):
                talk.done.update(signature(call["name"], call["args"]) for call in message.tool_calls)
            elif isinstance(message, ToolMessage) and message.artifact is not None:
                talk.results.setdefault(str(message.name), []).append(message.artifact)
        return talk

    @cached_property
    def language(self) -> str:
        """The language of the reply: that of the message, or the one it asks for."""
        spoken = str(self.situation.get("language", "en"))
        wanted = [act.detail["reply_in"] for act in self.reading.acts if act.detail.get("reply_in")]
        return wanted[0] if wanted and wanted[0] in languages() else spoken

    @cached_property
    def words(self) -> Phrases:
        """The phrases of the reply's language."""
        return phrases(self.language)

    @cached_property
    def asked_field(self) -> str | None:
        """The field the last question was about."""
        return (self.situation.get("last_question") or {}).get("field")

    @cached_property
    def reading(self) -> Reading:
        """The message, read in the light of the last question and of what is known."""
        before = json.dumps([self.situation.get("brief_before") or {}, list(self.told)], sort_keys=True)
        return _read(self.text, self.asked_field, before, str(self.situation.get("language", "en")))

    @cached_property
    def acts(self) -> frozenset[str]:
        """Kinds of dialogue acts in the message; a command of the page is none."""
        return frozenset() if self.command else frozenset(act.kind for act in self.reading.acts)

    @cached_property
    def refuses_supposed(self) -> bool:
        """Whether the message says no to what the last one supposed and nothing was priced for: nothing was changed."""
        if any(act.detail.get("retracted") for act in self.reading.acts):
            return True
        if self.situation.get("pending_before") or not self.acts & {"no", "drop", "undo"} or not self.before:
            return False
        more = self.acts - {"no", "drop", "undo", "ask", "thank"} or self.reading.changes or self.reading.what_if
        if more or (self.acts == {"no"} and len(self.text.split()) < 2):
            return False  # a bare "no" answers the question asked
        last = read(self.before, brief=self.situation.get("brief_before") or {}, language=self.language)
        return last.has("what_if", "compare") and not last.changes

    @cached_property
    def keeps_bot(self) -> bool:
        """Whether the message agrees to the bot that the last one supposed, which stands beside the brief."""
        if self.situation.get("pending_before") or not self.acts & {"keep", "yes"} or not self.before:
            return False
        if self.reading.changes or self.reading.what_if or self.acts & {"ask", "drop", "no"}:
            return False
        last = read(self.before, brief=self.situation.get("brief_before") or {}, language=self.language)
        return any(act.detail.get("automation") for act in last.acts)

    @property
    def places_unknown(self) -> list[Act]:
        """Places the message names that are on no list of countries."""
        return [] if self.command else [act for act in self.reading.acts if act.kind == "unknown_place"]

    @property
    def place_left_open(self) -> Act | None:
        """Where the message says that a provider may be there and need not be."""
        return None if self.command else next((act for act in self.reading.acts if act.kind == "place_open"), None)

    def asks_meta(self, kind: str) -> bool:
        """Whether the message asks about the talk itself: "why_ask", "our_case", "source_ask"."""
        return not self.command and any(act.detail.get("meta") == kind for act in self.reading.acts)

    @property
    def asks_source(self) -> bool:
        """Whether the message asks where the last answer comes from, and that one quoted something."""
        return bool(self.situation.get("last_cited")) and self.asks_meta("source_ask")

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """Channels whose volume a supposition multiplies though the brief has none of them."""
        found = [channel for act in self.reading.acts for channel in act.detail.get("missing", ())]
        return () if self.command else tuple(found)

    @property
    def documents(self) -> Sequence[str]:
        """Titles of the person's own documents."""
        return self.situation.get("documents") or ()

    @cached_property
    def known(self) -> Mapping[str, Any]:
        """The brief as it stands now."""
        return self.situation.get("brief") or {}

    @cached_property
    def turn_number(self) -> int:
        """How many replies were given before: chooses among wordings."""
        return len(self.earlier)

    def one(self, tool: str) -> Mapping[str, Any] | None:
        """The latest result of a tool in this turn."""
        found = self.results.get(tool)
        return found[-1] if found else None

    @property
    def estimate(self) -> Mapping[str, Any] | None:
        """The estimate of the brief as it stands, if this turn worked it out."""
        return (self.one("estimate_cost") or {}).get("estimate")

    def passages(self, query: str | None = None) -> list[Mapping[str, Any]]:
        """Passages found in this turn, for one query or for all."""
        found = [r for r in self.results.get("search_knowledge", []) if query is None or r.get("query") == query]
        return [passage for result in found for passage in result["passages"]]

    def said(self, text: str) -> bool:
        """Whether an earlier reply has said this already."""
        return any(text in reply for reply in self.earlier)

    def say(self, key: str, /, **values: Any) -> str:
        """A phrase in the language of the reply; where it has several wordings, not the same one every turn."""
        return self.words.say(key, self.turn_number, **values)


@lru_cache(maxsize=32)
def _read(text: str, question: str | None, before: str, language: str) -> Reading:
    """A message is looked at in every phase of its turn, and read once."""
    brief, told = json.loads(before)
    earlier = tuple(Told(**message) for message in told)
    return read(text, question=question, brief=brief, language=language, earlier=earlier)


def signature(name: str, args: Mapping[str, Any]) -> tuple[str, str]:
    """A tool call as a value that can be compared."""
    return name, json.dumps(args, sort_keys=True, ensure_ascii=False, default=str)


def _beside_the_prompt(messages: Sequence[BaseMessage], name: str, default: Any) -> Any:
    """What the program laid beside the words of the system message."""
    for message in messages:
        if isinstance(message, SystemMessage) and name in message.additional_kwargs:
            return message.additional_kwargs[name]
    return default
