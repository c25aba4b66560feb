"""Settings: frozen, checked once, and the only place that reads the environment."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

BUILT_IN = "built-in"


class SettingsError(ValueError):
    """A setting that cannot be used: which one, what is wrong, and what to write instead."""

    def __init__(self, name: str, message: str, hint: str) -> None:
        super().__init__(f"{name}: {message}. hint: {hint}")
        self.name = name
        self.hint = hint


@dataclass(frozen=True)
class Settings:
    """How one Smeta runs. Everything has a default that works offline and without a key.

    `model` is "built-in" or a LangChain "provider:name"; `embedder` a sentence-transformers model in place of the
    shipped one; `store` a SQLite file for conversations (memory of the process when absent); times are in seconds.
    """

    model: str = BUILT_IN
    embedder: str | None = None
    data_dir: Path | None = None
    store: Path | None = None
    database_url: str | None = None
    chroma_url: str | None = None
    language: str = "en"
    host: str = "127.0.0.1"
    port: int = 7860
    max_message_chars: int = 20_000
    max_model_calls: int = 12
    max_tool_calls: int = 24
    max_history_messages: int = 40
    model_timeout_seconds: float = 60.0
    turn_timeout_seconds: float = 120.0

    def __post_init__(self) -> None:
        if self.model != BUILT_IN and not all(part.strip() for part in _halves(self.model)):
            raise SettingsError("SMETA_MODEL", f"{self.model!r} is not a model", '"built-in" or "provider:name"')
        if self.language not in ("en", "ru"):
            raise SettingsError("SMETA_LANGUAGE", f"{self.language!r} is not a language of Smeta", '"en" or "ru"')
        if not 0 <= self.port <= 65535:
            raise SettingsError("SMETA_PORT", f"{self.port} is not a port", "a number from 0 to 65535")
        for name in ("max_message_chars", "max_model_calls", "max_tool_calls", "max_history_messages"):
            if getattr(self, name) < 2:
                raise SettingsError(_variable(name), f"{getattr(self, name)} is too little", "a whole number above 1")
        for name in ("model_timeout_seconds", "turn_timeout_seconds"):
            if getattr(self, name) <= 0:
                raise SettingsError(_variable(name), f"{getattr(self, name)} is not a time", "seconds, above zero")
        if self.store is not None and self.database_url:
            raise SettingsError(
                "SMETA_STORE", "two places for conversations are set", "SMETA_STORE or SMETA_DATABASE_URL, not both"
            )
        if self.database_url and not self.database_url.startswith(("postgres://", "postgresql://")):
            raise SettingsError("SMETA_DATABASE_URL", "not a PostgreSQL address", "postgresql://user@host:5432/smeta")
        if self.chroma_url and not self.chroma_url.startswith(("http://", "https://")):
            raise SettingsError("SMETA_CHROMA_URL", f"{self.chroma_url!r} is not an address", "http://host:8000")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None, **overrides: object) -> Self:
        """Settings from SMETA_… variables; `overrides` that are not None win over them.

        Raises SettingsError naming the first variable that cannot be read.
        """
        env = os.environ if environment is None else environment
        values: dict[str, Any] = {}
        for field, read in _READERS.items():
            text = env.get(_variable(field), "").strip()
            if text:
                values[field] = _read(field, text, read)
        values.update({name: value for name, value in overrides.items() if value is not None})
        return cls(**values)

    def at_home(self) -> Self:
        """The same settings with a place on this machine for the index and the conversations, where none is named."""
        from knowledge import default_data_dir

        home = self.data_dir or default_data_dir()
        kept_elsewhere = self.store is not None or self.database_url is not None
        return self.with_(data_dir=home, store=self.store if kept_elsewhere else home / "conversations.sqlite")

    def with_index(self) -> Self:
        """The same settings with the index that was built on this machine, where there is one and no place is named."""
        from knowledge import default_data_dir, has_index

        home = default_data_dir()
        if self.data_dir is not None or self.chroma_url or not has_index(home, self.embedder):
            return self
        return self.with_(data_dir=home)

    def with_(self, **changes: Any) -> Self:
        """The same settings with some replaced, checked again."""
        return replace(self, **changes)


def has_screen(environment: Mapping[str, str] | None = None) -> bool:
    """Whether a browser can be opened where this program runs."""
    env = os.environ if environment is None else environment
    return sys.platform in ("darwin", "win32") or bool(env.get("DISPLAY") or env.get("WAYLAND_DISPLAY"))


def _halves(model: str) -> tuple[str, str]:
    provider, _, name = model.partition(":")
    return provider, name


def _path(text: str) -> Path:
    return Path(text).expanduser()


_READERS: dict[str, Callable[[str], Any]] = {
    "model": str,
    "embedder": str,
    "data_dir": _path,
    "store": _path,
    "database_url": str,
    "chroma_url": str,
    "language": str.lower,
    "host": str,
    "port": int,
    "max_message_chars": int,
    "max_model_calls": int,
    "max_tool_calls": int,
    "max_history_messages": int,
    "model_timeout_seconds": float,
    "turn_timeout_seconds": float,
}


def _variable(field: str) -> str:
    return "SMETA_DATA" if field == "data_dir" else f"SMETA_{field.removesuffix('_seconds').upper()}"


def _read(field: str, text: str, read: Callable[[str], Any]) -> Any:
    try:
        return read(text)
    except ValueError:
        raise SettingsError(_variable(field), f"{text!r} is not a number", "digits only, e.g. 60") from None
