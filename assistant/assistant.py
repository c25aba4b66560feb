"""The assistant: one object that holds conversations and answers in them."""

from __future__ import annotations

import gc
import re
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from typing import Any, Self

from langchain_core.messages import HumanMessage, RemoveMessage
from langchain_core.runnables import RunnableConfig

from assistant.agent import build_agent
from assistant.documents import Documents
from assistant.memory import open_memory
from assistant.middleware import Closed
from assistant.phrases import phrases
from assistant.reading import read
from assistant.reading.language import detect_language
from assistant.settings import BUILT_IN, Settings
from assistant.state import Desk
from assistant.texts import languages
from assistant.tried import tried_of
from assistant.turn import Turn
from knowledge import Article, Knowledge
from tools.brief import Brief
from tools.estimate import estimate

DEFAULT_CONVERSATION = "default"
_PIECES = re.compile(r"\s*\S+\s*")


class Assistant:
    """Answers messages, each in a conversation of its own name. Conversations never see each other.

    Safe to use from several threads: messages of one conversation wait for each other. Close it, or use it as a context
    manager, when it keeps conversations in a file or a database.
    """

    def __init__(self, settings: Settings | None = None, knowledge: Knowledge | None = None) -> None:
        self.settings = settings or Settings.from_environment()
        self._stack = ExitStack()
        self._memory = open_memory(self.settings, self._stack)
        self._agent = build_agent(self.settings, self._memory)
        self.knowledge = knowledge or Knowledge.open(
            self.settings.data_dir, self.settings.embedder, chroma_url=self.settings.chroma_url
        )
        self.documents = Documents(self.knowledge)
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    def warm_up(self) -> None:
        """Load, in the background, what the first message would otherwise wait for."""

        def load() -> None:
            for language in languages():
                read("1", language=language)
            work = {channel: {"contacts_per_month": 1000} for channel in ("phone", "chat", "email")}
            estimate(Brief.parse({"channels": work}))
            # What is loaded by now is kept to the end: no turn need look through it for garbage.
            gc.collect()
            gc.freeze()

        threading.Thread(target=load, name="warm-up", daemon=True).start()

    def ask(self, text: str, conversation: str = DEFAULT_CONVERSATION) -> Turn:
        """Answer one message."""
        return self._turn(self._message(text), conversation)

    def stream(self, text: str, conversation: str = DEFAULT_CONVERSATION) -> Iterator[str | Turn]:
        """Answer one message: the pieces of the reply in order, and at last the Turn.

        A piece is given out only when the whole reply has been checked: nothing shown is taken back.
        """
        turn = self._turn(self._message(text), conversation)
        yield from _PIECES.findall(turn.reply)
        yield turn

    def edit(self, conversation: str, path: str, value: Any) -> Turn:
        """Change one field of the brief as if the person had said so; a value of None removes it.

        Raises tools.errors.InputError when the brief cannot hold the value.
        """
        state = self._state(conversation)
        brief = Brief.parse(state.get("brief") or {}, self._language(state))
        brief.remove(path) if value is None else brief.set(path, value)
        change = {"op": "remove"} if value is None else {"op": "set", "value": value}
        words = phrases(brief.language).say("command.edit", field=path, value="—" if value is None else value)
        return self._command(conversation, {"changes": [{"path": path, **change}]}, words)

    def read_added(self, conversation: str, titles: Sequence[str], language: str) -> Turn:
        """Say what documents that were just added state about the case, as a proposal that waits for the person's word.

        `titles` are theirs, `language` that of the page.
        """
        words = phrases(language).say("command.added", names=", ".join(titles))
        return self._command(conversation, {"documents": list(titles), "language": language}, words)

    def undo(self, conversation: str = DEFAULT_CONVERSATION) -> Turn | None:
        """Take the last turn back, with everything it changed; the turn that is now the last, if there is one."""
        with self._locks[conversation]:
            state = self._state(conversation)
            turns = list(state.get("turns") or [])
            if not turns:
                return None
            gone = turns.pop()
            messages = state["messages"]
            last = max((i for i, message in enumerate(messages) if isinstance(message, HumanMessage)), default=0)
            update = {
                **gone["before"],
                "turns": turns,
                "messages": [RemoveMessage(id=message.id) for message in messages[last:] if message.id],
            }
            self._agent.update_state(_config(conversation), update, as_node="model")
        return Turn.from_json(turns[-1]["turn"]) if turns else None

    def history(self, conversation: str = DEFAULT_CONVERSATION) -> list[tuple[str, str, Turn | None]]:
        """What was said, oldest first: ("user" or "assistant", text, the Turn of a reply).

        Only the last turn that showed an estimate still carries it.
        """
        said: list[tuple[str, str, Turn | None]] = []
        for record in self._state(conversation).get("turns") or []:
            turn = Turn.from_json(record["turn"])
            said += [("user", record["text"], None), ("assistant", turn.reply, turn)]
        return said

    def estimate(self, conversation: str = DEFAULT_CONVERSATION) -> Mapping[str, Any] | None:
        """The estimate for the brief as it stands; None before there is one."""
        return self._state(conversation).get("estimate")

    def article(self, article: str, language: str, conversation: str = DEFAULT_CONVERSATION) -> Article | None:
        """An article of the guidance, or a document of the conversation; None when there is neither."""
        return self.documents.article(conversation, article, language)

    def forget(self, conversation: str = DEFAULT_CONVERSATION) -> None:
        """Delete a conversation and everything known from it."""
        self._memory.delete_thread(conversation)
        self.documents.forget(conversation)

    def close(self) -> None:
        """Close the file or the connection conversations are kept in."""
        self._stack.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _command(self, conversation: str, command: dict[str, Any], words: str) -> Turn:
        """A turn that came from a control, not from words: nothing is read from it."""
        return self._turn(HumanMessage(words, additional_kwargs={"command": command}), conversation)

    def _message(self, text: str) -> HumanMessage:
        limit = self.settings.max_message_chars
        if len(text) <= limit:
            return HumanMessage(text)
        return HumanMessage(text[:limit], additional_kwargs={"cut_from": len(text)})

    def _turn(self, message: HumanMessage, conversation: str) -> Turn:
        with self._locks[conversation]:
            started = time.monotonic()
            state = self._state(conversation)
            desk = Desk.of(state, self.settings.language)
            before = {
                key: value for key, value in Desk.of(state, self.settings.language).commit().items() if key != "turns"
            }
            command = message.additional_kwargs.get("command", {})
            desk.language = command.get("language") or desk.language
            if not command:
                desk.language = detect_language(message.text, desk.language)
            desk.documents = self.documents.titles(conversation)
            libraries = self.documents.libraries(conversation)
            context = Closed(desk=desk, knowledge=self.knowledge, libraries=libraries, settings=self.settings)
            self._agent.invoke({"messages": [message]}, _config(conversation), context=context, durability="exit")
            turn = self._closed(context, conversation, started)
            record = {"text": message.text, "turn": turn.to_json(), "before": before, "tried": tried_of(desk)}
            self._agent.update_state(_config(conversation), {"turns": kept([*desk.turns, record])}, as_node="model")
        return turn

    def _closed(self, context: Closed, conversation: str, started: float) -> Turn:
        desk = context.desk
        model = BUILT_IN if context.fallback else self.settings.model
        return Turn(
            conversation=conversation,
            language=desk.language,
            model=model,
            reply=context.reply,
            citations=context.citations,
            brief=desk.brief,
            estimate=desk.shown,
            question=desk.question,
            elapsed_ms=round((time.monotonic() - started) * 1000),
            comparison=desk.comparison,
            changes=tuple(desk.changes),
        )

    def _state(self, conversation: str) -> Mapping[str, Any]:
        return self._agent.get_state(_config(conversation)).values or {}

    def _language(self, state: Mapping[str, Any]) -> str:
        return state.get("language") or self.settings.language


def kept(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Records of turns with what is worth keeping: estimates with the latest that shows one, ways back for a few.

    An estimate is the brief worked out again, so an earlier one is not lost.
    """
    shown = max((i for i, record in enumerate(records) if record["turn"]["estimate"] is not None), default=-1)
    slim = []
    for index, record in enumerate(records):
        turn, before = record["turn"], {**record["before"], "estimate": None}
        if index != shown:
            turn = {**turn, "estimate": None}
        slim.append({**record, "turn": turn, "before": before})
    return slim


def _config(conversation: str) -> RunnableConfig:
    # One tool at a time: facts are noted in the order the model gave them.
    return {"configurable": {"thread_id": conversation}, "max_concurrency": 1, "recursion_limit": 120}
