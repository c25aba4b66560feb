"""Smeta's public door: `from assistant import Assistant, Turn, Settings`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.settings import Settings
    from assistant.turn import Turn

__all__ = ["Assistant", "Settings", "Turn"]

# Loaded on first use: reading a text or a setting must not cost the start of the whole agent.
_HOMES = {"Assistant": "assistant.assistant", "Settings": "assistant.settings", "Turn": "assistant.turn"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
