"""A person's own documents: one library a conversation, searched beside the guidance in that conversation alone."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from knowledge import AddReport, Article, Knowledge
from knowledge.door import GUIDANCE
from knowledge.vectors import Progress


class Documents:
    """The documents of conversations. Names of conversations are anybody's text, so libraries are named by a digest."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def add(self, conversation: str, paths: Sequence[Path], progress: Progress | None = None) -> AddReport:
        """Read files and index them; what cannot be read is named in the report and the rest is added.

        Args:
            progress: called with the number of passages embedded and the number there are.
        """
        return self._knowledge.add(paths, _library(conversation), progress)

    def titles(self, conversation: str) -> tuple[str, ...]:
        """Titles of the conversation's documents."""
        library = _library(conversation)
        if library not in self._knowledge.libraries():
            return ()
        return self._knowledge.titles(library)

    def libraries(self, conversation: str) -> tuple[str, ...]:
        """Where to search in a conversation: its own documents, if there are any, and the guidance."""
        own = _library(conversation)
        return (own, GUIDANCE) if own in self._knowledge.libraries() else (GUIDANCE,)

    def article(self, conversation: str, article: str, language: str) -> Article | None:
        """An article of the guidance or a document of the conversation; None when there is neither."""
        for library in reversed(self.libraries(conversation)):
            try:
                return self._knowledge.article(article, language, library)
            except KeyError:
                continue
        return None

    def forget(self, conversation: str) -> None:
        """Forget the conversation's documents."""
        library = _library(conversation)
        if library in self._knowledge.libraries():
            self._knowledge.remove(library)


def _library(conversation: str) -> str:
    return f"conversation-{hashlib.sha256(conversation.encode()).hexdigest()[:20]}"
