"""Short questions that go on from an offer just told: "good?", «норм?», "is that ok?", «дорого?».

They ask for the verdict on that offer, and neither for a definition nor for the price of the estimate.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.acts import Acts
from assistant.reading.result import Act
from assistant.reading.reworded import Told
from assistant.reading.scene import TextScene
from assistant.reading.word_lists import listed

_LONGEST = 6  # words of such a question
_LAST = 3  # messages it may go back over


def verdict_asked(scene: TextScene, acts: Acts, brief: Mapping[str, Any], earlier: Sequence[Told]) -> Acts:
    """The acts, or nothing but the question of the offer told last."""
    if not brief.get("quotes") or scene.facts or not _asks_verdict(scene) or not _of_offers(brief, earlier):
        return acts
    verdict = Act("quotes", scene.words[0].start, scene.words[-1].end, {"verdict": True})
    return Acts((verdict,), (), ())


def _asks_verdict(scene: TextScene) -> bool:
    words = [word.lower for word in scene.words if word.is_word]
    said = set(words) & listed("verdict_words")
    asks = scene.text.rstrip().endswith("?") or set(words[:2]) & listed("verdict_led")
    beside = set(words) - listed("verdict_words") - listed("verdict_beside")
    return bool(said) and bool(asks) and not beside and len(words) <= _LONGEST


def _of_offers(brief: Mapping[str, Any], earlier: Sequence[Told]) -> bool:
    """The last message told an offer, or asked about one told just before."""
    now: Mapping[str, Any] = brief
    for told in list(earlier)[:_LAST]:
        if now.get("quotes") != told.brief.get("quotes"):
            return True
        if len(told.text.split()) > _LONGEST:
            return False
        now = told.brief
    return False
