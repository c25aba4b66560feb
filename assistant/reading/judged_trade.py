"""The buyer's trade as a judge of whole messages takes it, where the rules found none or another.

No list holds all that people sell, mend and carry. A network taught by labelled messages weighs all the words of one at
once, and which trade the rules take for the buyer's own among them: it tells the trade of "our patients", of "we press
plums" and of an undertaker whom no list has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from assistant.reading.judge import NOTHING, Judge
from assistant.reading.result import Change
from assistant.reading.scene import TextScene
from assistant.reading.trade_aspects import trade_features

WEIGHTS = Path(__file__).with_name("trades.npz")
_PATH = "industry"
_LEFT_OUT = 0.35  # above it a trade that the rules left out is taken
_ANOTHER = 0.45  # above it a trade takes the place of the one the rules took
_NONE = 0.99  # above it the trade the rules took is not the buyer's
_SURE = 0.8  # how sure it must be where the message was read otherwise than the judge was told


def with_trade(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> tuple[Change, ...]:
    """Changes with the trade of the buyer, where none is known yet."""
    if brief.get(_PATH):
        return tuple(changes)
    features = trade_features(scene, brief)
    likely = judge_of_trades().probabilities(features)
    trade = max((each for each in likely if each != NOTHING), key=lambda each: likely[each])
    told = next((change for change in changes if change.path == _PATH), None)
    # What the judge of mentions left out or asides took away, the features still call the buyer's own.
    heard = f"own {told.value if told else NOTHING}" in features
    if told is None:
        found = [Change("set", _PATH, trade)] if likely[trade] > (_LEFT_OUT if heard else _SURE) else []
        return (*changes, *found)
    if likely[NOTHING] > _NONE:
        return tuple(change for change in changes if change is not told)
    if trade != told.value and likely[trade] > (_ANOTHER if heard else _SURE):
        return tuple(replace(change, value=trade) if change is told else change for change in changes)
    return tuple(changes)


@cache
def judge_of_trades() -> Judge:
    """The judge of trades as it was taught (loaded once)."""
    return Judge.load(WEIGHTS)
