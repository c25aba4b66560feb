"""Checks that everything Smeta needs is in its place, each with what to do if it is not."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

from assistant.settings import Settings


@dataclass(frozen=True)
class Check:
    """One thing checked: whether it is well, and what was found."""

    name: str
    ok: bool
    finding: str


def examine(settings: Settings) -> Iterator[Check]:
    """The checks, one by one, as they are done."""
    yield Check("Python", sys.version_info >= (3, 11), sys.version.split()[0])
    for name, look in (
        ("phrases", _phrases),
        ("parameters", _parameters),
        ("library", _library),
        ("search by meaning", _meaning),
        ("model", _model),
        ("conversations", _memory),
        ("one turn", _turn),
    ):
        yield _checked(name, look, settings)


def _checked(name: str, look: Callable[[Settings], str], settings: Settings) -> Check:
    try:
        return Check(name, True, look(settings))
    except Exception as error:  # whatever is wrong is what the check is for
        return Check(name, False, f"{type(error).__name__}: {error}")


def _phrases(settings: Settings) -> str:
    from assistant.phrases import LANGUAGES, phrases

    return ", ".join(f"{code}: {len(phrases(code).keys())}" for code in LANGUAGES)


def _parameters(settings: Settings) -> str:
    from tools.parameter import Parameters

    return f"{len(list(Parameters.load()))} figures"


def _library(settings: Settings) -> str:
    from knowledge.library import load_library

    return f"{len(load_library())} articles"


def _meaning(settings: Settings) -> str:
    from knowledge import Knowledge

    knowledge = Knowledge.open(settings.data_dir, settings.embedder, background=False, chroma_url=settings.chroma_url)
    if not knowledge.ready:
        raise RuntimeError(f"only words are searched ({knowledge.problem}); reinstall with make run")
    return str(settings.embedder or "the shipped model")


def _model(settings: Settings) -> str:
    from assistant.models import open_model

    open_model(settings)
    return settings.model


def _memory(settings: Settings) -> str:
    from assistant.memory import open_memory

    with ExitStack() as stack:
        open_memory(settings, stack)
    if settings.database_url:
        return "PostgreSQL"
    return str(settings.store or "in this process only")


def _turn(settings: Settings) -> str:
    from assistant.assistant import Assistant

    with Assistant(Settings(data_dir=settings.data_dir)) as assistant:
        turn = assistant.ask("3000 calls a month, 4 minutes each, English. Cost?", "doctor")
    if turn.estimate is None:
        raise RuntimeError("the built-in model gave no estimate")
    return f"{turn.elapsed_ms} ms"
