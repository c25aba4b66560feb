"""The numbered passages of one turn: what a mark `[n]` may stand for."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Any

from knowledge.door import GUIDANCE


@dataclass(frozen=True)
class Numbered:
    """A passage under its number; `text` stands verbatim in the index."""

    number: int
    article: str
    title: str
    text: str
    heading: str = ""
    url: str | None = None
    page: int | None = None
    kind: str = "guidance"
    score: float = 1.0

    def to_json(self) -> dict[str, Any]:
        """The passage as a JSON object, for tool artifacts."""
        return dict(self.__dict__)


@dataclass
class Register:
    """Gives each passage one number for the turn, however often and in whatever order it is found."""

    _by_text: dict[tuple[str, str], Numbered] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def add(self, hit: Any) -> Numbered:
        """The number of a search hit (anything with the attributes of `knowledge.Hit`), a new one if it is new."""
        with self._lock:
            key = (hit.article, hit.passage)
            if key not in self._by_text:
                self._by_text[key] = Numbered(
                    number=len(self._by_text) + 1,
                    article=hit.article,
                    title=hit.title,
                    text=hit.passage,
                    heading=getattr(hit, "heading", "") or "",
                    url=getattr(hit, "url", None),
                    page=getattr(hit, "page", None),
                    kind=getattr(hit, "kind", "guidance"),
                    score=float(getattr(hit, "score", 1.0)),
                )
            return self._by_text[key]

    def get(self, number: int) -> Numbered | None:
        """The passage with that number, if there is one."""
        return next((passage for passage in self._by_text.values() if passage.number == number), None)

    def all(self) -> list[Numbered]:
        """Every passage, by number."""
        return list(self._by_text.values())


class PassageHit:
    """A passage of a known article in the shape of a search hit."""

    def __init__(self, article: Any, passage: Any, library: str = GUIDANCE) -> None:
        self.article, self.title, self.kind = article.id, article.title, article.kind
        self.passage, self.heading, self.page = passage.text, passage.heading, getattr(passage, "page", None)
        self.library, self.url = library, None
        self.sources, self.reviewed = passage.sources, article.reviewed
        self.score = 1.0
