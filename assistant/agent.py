"""The agent, as a table of contents: its tools, what surrounds its model, and one call that puts them together."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from langchain.agents import create_agent
from langchain.agents.middleware import AgentMiddleware, ToolCallLimitMiddleware
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph.state import CompiledStateGraph

from assistant.middleware import Closing, Situation, Steady
from assistant.models import built_in_model, open_model
from assistant.settings import Settings
from assistant.state import ConversationState
from assistant.toolbox import TOOLS, TurnContext


def middleware(settings: Settings) -> list[AgentMiddleware[Any, Any, Any]]:
    """What surrounds the model, outermost first."""
    return [
        Closing(),
        ToolCallLimitMiddleware(run_limit=settings.max_tool_calls, exit_behavior="continue"),
        Situation(),
        Steady(built_in_model()),
    ]


def build_agent(settings: Settings, memory: BaseCheckpointSaver[Any]) -> CompiledStateGraph[Any, Any, Any, Any]:
    """The one agent that runs every turn, whatever the model."""
    return create_agent(
        model=open_model(settings),
        tools=list(TOOLS),
        system_prompt=prompt(),
        middleware=middleware(settings),
        state_schema=ConversationState,
        context_schema=TurnContext,
        checkpointer=memory,
    )


@cache
def prompt() -> str:
    """The standing orders of a hosted model."""
    return (Path(__file__).parent / "prompt.md").read_text(encoding="utf-8").strip()
