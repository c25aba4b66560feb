"""The thread that makes vectors while words are searched already, and its end when the process ends.

A process that leaves while such a thread computes is aborted by the libraries it computes with, so the thread is told
and waited for; it stops between two batches, of which each is kept.
"""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable

_LONGEST_BATCH_SECONDS = 30.0


class LeavingError(Exception):
    """The process is about to end."""


def for_the_end(error: Exception) -> bool:
    """Whether something failed because Python is ending, which it does before it tells those who asked to be told."""
    return isinstance(error, RuntimeError) and "interpreter shutdown" in str(error)


class Loading:
    """Work done in a thread until it is over or the process ends."""

    def __init__(self) -> None:
        self._leaving = threading.Event()

    def start(self, work: Callable[[], None]) -> None:
        """Do the work in a thread of its own."""
        thread = threading.Thread(target=work, name="knowledge-meaning", daemon=True)
        thread.start()
        atexit.register(self._leave, thread)

    @property
    def ends(self) -> bool:
        """Whether the process is about to end: what fails now fails because of that."""
        return self._leaving.is_set()

    def go_on(self, _done: int = 0, _all: int = 0) -> None:
        """Called between two batches; raises `LeavingError` if the process is about to end."""
        if self.ends:
            raise LeavingError

    def _leave(self, thread: threading.Thread) -> None:
        self._leaving.set()
        thread.join(_LONGEST_BATCH_SECONDS)
