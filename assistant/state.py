"""The state of a conversation, as the checkpointer keeps it, and the working copy one turn writes on."""

from __future__ import annotations

import copy
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, NotRequired

from langchain.agents import AgentState

from assistant.market import market_of
from assistant.passages import Register


def _latest(_: Any, new: Any) -> Any:
    return new


class ConversationState(AgentState[Any]):
    """Everything one conversation remembers, as plain JSON beside the messages.

    `pending` is a what-if, or what own documents state, that is neither kept nor dropped: `{"changes": […], "brief":
    {…}, "of_documents": bool}`; `undo` the earlier
    briefs, oldest first; `asked` and `declined` the fields of questions already put and those the person would not
    answer; `answered` the articles that the last question asked was answered from; `turns` what was said.
    """

    brief: NotRequired[Annotated[dict[str, Any], _latest]]
    estimate: NotRequired[Annotated[dict[str, Any] | None, _latest]]
    question: NotRequired[Annotated[dict[str, Any] | None, _latest]]
    pending: NotRequired[Annotated[dict[str, Any] | None, _latest]]
    asked: NotRequired[Annotated[list[str], _latest]]
    declined: NotRequired[Annotated[list[str], _latest]]
    answered: NotRequired[Annotated[list[str], _latest]]
    undo: NotRequired[Annotated[list[dict[str, Any]], _latest]]
    language: NotRequired[Annotated[str, _latest]]
    turns: NotRequired[Annotated[list[dict[str, Any]], _latest]]


KEPT = ("brief", "estimate", "question", "pending", "asked", "declined", "answered", "undo", "language", "turns")
UNDO_DEPTH = 20


@dataclass
class Desk:
    """The working copy of a conversation for the length of one turn.

    Tools write here, one at a time, and the turn commits it as a whole at its end: a turn that fails changes nothing.
    `base` is the brief and the open what-if as the turn found them; `shown` the estimate the reply is about.
    """

    brief: dict[str, Any] = field(default_factory=dict)
    estimate: dict[str, Any] | None = None
    question: dict[str, Any] | None = None
    pending: dict[str, Any] | None = None
    asked: list[str] = field(default_factory=list)
    declined: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    undo: list[dict[str, Any]] = field(default_factory=list)
    language: str = "en"
    base: dict[str, Any] = field(default_factory=lambda: {"brief": {}, "pending": None, "estimated": False})
    turns: list[dict[str, Any]] = field(default_factory=list)
    passages: Register = field(default_factory=Register)
    comparison: dict[str, Any] | None = None
    shown: dict[str, Any] | None = None
    changes: list[dict[str, Any]] = field(default_factory=list)
    answering: list[str] = field(default_factory=list)
    tried: list[dict[str, Any]] = field(default_factory=list)  # what was set side by side in this turn
    documents: tuple[str, ...] = ()  # titles of the person's own
    lock: threading.RLock = field(default_factory=threading.RLock, repr=False)

    @property
    def market(self) -> str:
        """The country the talk is priced for while nothing says where the customers are."""
        told = ((str(each["turn"]["language"]), each["turn"].get("brief") or {}) for each in self.turns)
        return market_of(told, self.language)

    @classmethod
    def of(cls, state: Mapping[str, Any], language: str) -> Desk:
        """A working copy of what the checkpointer holds; an empty one for a conversation that has not begun."""
        # Estimates and turns are large and only ever replaced whole.
        known = {
            key: state[key] if key in ("estimate", "turns") else copy.deepcopy(state[key])
            for key in KEPT
            if state.get(key) is not None
        }
        base = {
            "brief": copy.deepcopy(known.get("brief", {})),
            "pending": known.get("pending"),
            "estimated": known.get("estimate") is not None,
        }
        return cls(**{"language": language, **known, "base": base})

    def reset(self, state: Mapping[str, Any]) -> None:
        """Forget everything this turn has done."""
        fresh = Desk.of(state, self.language)
        fresh.language = self.language
        for name in (*KEPT, "passages", "comparison", "shown", "changes", "answering", "tried"):
            setattr(self, name, getattr(fresh, name))

    def remember_brief(self) -> None:
        """Put the brief as it stands on the undo stack, before it is changed; not the empty one of a turn that began
        again, whose facts are taken back along with that.
        """
        if self.base.get("anew") and self.undo and not self.brief:
            return
        self.undo = [*self.undo, copy.deepcopy(self.brief)][-UNDO_DEPTH:]

    def begin_again(self) -> None:
        """Let the turn count as one that found nothing: what it tells is no change of what was forgotten."""
        self.base = {"brief": {}, "pending": None, "estimated": False, "anew": True}

    def commit(self) -> dict[str, Any]:
        """The state update that ends the turn."""
        self.answered = self.answering or self.answered
        return {key: getattr(self, key) for key in KEPT}
