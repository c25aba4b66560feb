"""What a sentence is for: to ask about outsourcing in general, to ask for a figure of one's own case, or to tell of it.

The rules of the dialogue acts go by the words they know; this has been taught by thousands of questions of the library
and of labelled messages (`intent_learning`) and weighs all the words of a sentence at once (`whole`). A question
without a question mark, «языковой барьер», is none to the rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from assistant.reading.whole import Whole

WEIGHTS = Path(__file__).with_name("intents.npz")
LIBRARY, FIGURE, TELLS = "library", "figure", "tells"
INTENTS = (LIBRARY, FIGURE, TELLS)


@cache
def _taught() -> Whole:
    return Whole.load(WEIGHTS, INTENTS)


@lru_cache(maxsize=4096)
def likely_intents(text: str, language: str) -> Mapping[str, float]:
    """How likely it is that a sentence asks the library, asks for a figure, or tells."""
    return _taught().likely(text, language)
