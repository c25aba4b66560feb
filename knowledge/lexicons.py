"""Which lexicon the questions to a library are glossed with."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from functools import cached_property

from knowledge.embedding import Lexicon
from knowledge.index import LibraryIndex
from knowledge.kept_stems import KeptStems


@dataclass
class Lexicons:
    """The shipped articles' lexicon, and one that has learned more for each library that has two languages itself.

    What other libraries there are, and which of them have been opened, changes no answer.
    """

    kept: KeptStems
    _shipped: Lexicon | None = None
    _shipped_index: LibraryIndex | None = None
    _own: dict[str, tuple[LibraryIndex, Lexicon]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def shipped(self) -> Lexicon:
        """The shipped articles' lexicon; until it is learned the written glossary does alone."""
        return self._written if self._shipped is None else self._shipped

    @cached_property
    def _written(self) -> Lexicon:
        return Lexicon.learn(())

    def learn(self, shipped: LibraryIndex) -> None:
        """Learn the shipped lexicon."""
        self._shipped, self._shipped_index = Lexicon.learn(shipped.parallel_texts()), shipped
        self.kept.keep()  # these are the last stems the guidance needs

    def of(self, index: LibraryIndex) -> Lexicon:
        """The lexicon for questions to a library, learned when it is first asked for."""
        shipped = self._shipped_index
        if shipped is None or index is shipped or not index.twins:
            return self.shipped
        with self._lock:
            learned_of, lexicon = self._own.get(index.name, (None, self.shipped))
            if learned_of is not index:
                lexicon = Lexicon.learn([*shipped.parallel_texts(), *index.parallel_texts()])
                self._own[index.name] = (index, lexicon)
            return lexicon
