"""What the judge says of the mentions of one message, given what was known before it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.reading.aspects import features
from assistant.reading.judge import Judge
from assistant.reading.scene import Span, TextScene
from assistant.reading.surroundings import Names, names_of_words, surroundings

DROPPED = "dropped"  # of a known member of a list: it is given up
ALONE = "alone"  # of a member of a list: it comes in the place of all that was known
_LIST_OF = {"country": "provider_countries", "language": "languages"}


class Opinion:
    """What the judge says of the mentions of one message, given the brief known before it.

    What is to stand alone in a list is a member of it too.
    """

    def __init__(self, judge: Judge, scene: TextScene, brief: Mapping[str, Any] | None = None) -> None:
        self._judge = judge
        self._scene = scene
        self._brief = brief or {}
        self._known: dict[tuple[int, int], dict[str, float]] = {}
        self._names: list[Names] | None = None

    def of(self, span: Span) -> Mapping[str, float]:
        """Probabilities of the aspects of the mention at `span`."""
        place = (span.first, span.last)
        if place not in self._known:
            self._names = self._names or names_of_words(self._scene)
            around = surroundings(self._scene, self._names, span)
            self._known[place] = self._judge.probabilities(features(self._scene, span, self._brief), around)
            self._add_alone(span, self._known[place])
        return self._known[place]

    def _add_alone(self, span: Span, likely: dict[str, float]) -> None:
        fact = self._scene.fact_at[span.first]
        path = _LIST_OF.get(fact.kind if fact is not None else "")
        if path in likely:
            likely[path] += likely.get(ALONE, 0.0)
