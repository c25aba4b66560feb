"""A LangChain chat model like any other, whose thinking is the policy and the composers of this package."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import BaseTool
from langchain_core.utils.function_calling import convert_to_openai_tool

from assistant.builtin.policy import respond

_PIECE = re.compile(r"\s*\S+\s*")


class BuiltInModel(BaseChatModel):
    """Answers from the messages alone: the system message holds the situation, the rest is what was said and found."""

    @property
    def _llm_type(self) -> str:
        return "smeta-built-in"

    def bind_tools(
        self,
        tools: Sequence[dict[str, Any] | type | Callable[..., Any] | BaseTool],
        *,
        tool_choice: str | None = None,
        **kwargs: Any,
    ) -> Runnable[LanguageModelInput, AIMessage]:
        """Bind the tools it may call; it never calls another."""
        names = frozenset(
            tool.name if isinstance(tool, BaseTool) else convert_to_openai_tool(tool)["function"]["name"]
            for tool in tools
        )
        return self.bind(tools=names, **kwargs)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        message = respond(messages, kwargs.get("tools"))
        return ChatResult(generations=[ChatGeneration(message=message)])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        message = respond(messages, kwargs.get("tools"))
        pieces = _PIECE.findall(message.text)
        first = AIMessageChunk(
            content=pieces[0] if pieces else "",
            additional_kwargs=message.additional_kwargs,
            tool_call_chunks=[
                {"name": call["name"], "args": _json(call["args"]), "id": call["id"], "index": index}
                for index, call in enumerate(message.tool_calls)
            ],
        )
        for chunk in (first, *(AIMessageChunk(content=piece) for piece in pieces[1:])):
            if run_manager:
                run_manager.on_llm_new_token(chunk.text, chunk=ChatGenerationChunk(message=chunk))
            yield ChatGenerationChunk(message=chunk)


def _json(obj: Any) -> str:
    import json

    return json.dumps(obj, ensure_ascii=False)
