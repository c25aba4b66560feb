"""What one turn of a conversation gives back: the reply, what it rests on, and what is known now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Citation:
    """One mark `[n]` of a reply: the article it leads to and the words it rests on.

    `quote` stands verbatim in the indexed text of the article; `url` and `page` are set for a person's own documents.
    """

    mark: int
    article: str
    title: str
    quote: str
    url: str | None = None
    page: int | None = None

    def to_json(self) -> dict[str, Any]:
        """The citation as a JSON object."""
        return asdict(self)


@dataclass(frozen=True)
class Turn:
    """The outcome of one message. `estimate` is None in a turn that shows none; `elapsed_ms` is milliseconds.

    `brief` is everything the person has stated so far; `changes` what this message changed in it;
    `comparison` is present in a turn that compares two estimates.
    """

    conversation: str
    language: str
    model: str
    reply: str
    citations: tuple[Citation, ...] = ()
    brief: Mapping[str, Any] = field(default_factory=dict)
    estimate: Mapping[str, Any] | None = None
    question: Mapping[str, Any] | None = None
    elapsed_ms: int = 0
    comparison: Mapping[str, Any] | None = None
    changes: tuple[Mapping[str, Any], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The turn as one JSON object, as `python -m assistant chat --json` prints it."""
        out: dict[str, Any] = {
            "conversation": self.conversation,
            "language": self.language,
            "model": self.model,
            "reply": self.reply,
            "citations": [citation.to_json() for citation in self.citations],
            "brief": dict(self.brief),
            "estimate": None if self.estimate is None else dict(self.estimate),
            "question": None if self.question is None else dict(self.question),
            "elapsed_ms": self.elapsed_ms,
        }
        if self.comparison is not None:
            out["comparison"] = dict(self.comparison)
        if self.changes:
            out["changes"] = [dict(change) for change in self.changes]
        return out

    @classmethod
    def from_json(cls, obj: Mapping[str, Any]) -> Turn:
        """A turn read back from what `to_json` wrote."""
        known = {key: obj[key] for key in cls.__dataclass_fields__ if key in obj}
        known["citations"] = tuple(Citation(**citation) for citation in obj.get("citations", ()))
        known["changes"] = tuple(obj.get("changes", ()))
        return cls(**known)
