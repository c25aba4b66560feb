"""The chat model: the built-in one, or any LangChain model named "provider:name"."""

from __future__ import annotations

from typing import Any

from langchain_core.language_models import BaseChatModel

from assistant.settings import BUILT_IN, Settings, SettingsError


def open_model(settings: Settings) -> BaseChatModel:
    """The model of the settings.

    Raises SettingsError when its package is not installed or its key is missing.
    """
    if settings.model == BUILT_IN:
        return built_in_model()
    from langchain.chat_models import init_chat_model

    provider, _, name = settings.model.partition(":")
    options: dict[str, Any] = {"timeout": settings.model_timeout_seconds, "max_retries": 1, "temperature": 0}
    try:
        return init_chat_model(name, model_provider=provider, **options)
    except ImportError as error:
        hint = f"pip install langchain-{provider.replace('_', '-')}"
        raise SettingsError("SMETA_MODEL", f"{settings.model!r} needs a package that is missing", hint) from error
    except Exception as error:  # each provider's client has its own way to say that a key is missing
        hint = "set the key the provider asks for, or leave SMETA_MODEL out for the built-in model"
        raise SettingsError("SMETA_MODEL", f"{settings.model!r} cannot be used ({_first_line(error)})", hint) from error


def built_in_model() -> BaseChatModel:
    """The model that needs no network."""
    from assistant.builtin.model import BuiltInModel

    return BuiltInModel()


def is_built_in(model: BaseChatModel) -> bool:
    """Whether a model is the built-in one."""
    return getattr(model, "_llm_type", "") == "smeta-built-in"


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n", 1)[0][:200]
