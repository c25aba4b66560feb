"""Whether a first message tells anything of a case, as a judge of whole messages takes it: stories, jokes, goods.

"Last year marketing burned 1.2 million on billboards in Atlanta" tells of no customers in the United States. Labelled
messages have taught how likely one of such words tells nothing; where that is all but sure, a place, a trade, a team or
a volume found in it is none of the buyer's. What is told by a phrase of its own, as a certificate or a budget, stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from assistant.reading.judge import NOTHING
from assistant.reading.result import Change
from assistant.reading.scene import TextScene
from assistant.reading.whole import LONGEST, Whole
from assistant.reading.word_lists import first_person

WEIGHTS = Path(__file__).with_name("nothing.npz")
SOMETHING = "something"
LABELS = (NOTHING, SOMETHING)
_SURELY = 0.85  # above it a message tells nothing of a case
_FEWEST = 6  # words: fewer are an answer or a question of the chat
_OF_BUYER = ("industry", "home_country")
_WEAK = (*_OF_BUYER, "in_house.", "channels.", "contacts_per_month")


def without_stories(
    scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any], question: str | None
) -> tuple[Change, ...]:
    """The changes without what only a story told of; of a known case and of an answer all stays."""
    if brief or question or not changes or not _FEWEST <= sum(word.is_word for word in scene.words) <= LONGEST:
        return tuple(changes)
    if {"in_house.agents", "in_house.salary_per_month"} <= {change.path for change in changes}:
        return tuple(changes)  # so many people at so much are nobody's story
    if not any(change.path.startswith(_WEAK) for change in changes):
        return tuple(changes)
    if _taught().likely(scene.text, scene.language)[NOTHING] <= _SURELY:
        return tuple(changes)
    weak = tuple(path for path in _WEAK if path not in _OF_BUYER) if _asks_of_itself(scene) else _WEAK
    return tuple(change for change in changes if not change.path.startswith(weak))


def _asks_of_itself(scene: TextScene) -> bool:
    """ "Do we need consent if we are an insurer in Leeds?": no case is told, but who asks is."""
    asked = any(word.text == "?" for word in scene.words)
    return asked and any(word.lower in first_person() for word in scene.words)


@cache
def _taught() -> Whole:
    return Whole.load(WEIGHTS, LABELS)
