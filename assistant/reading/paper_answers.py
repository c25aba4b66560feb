"""Questions of bidders with their answers: "Q15. How many calls did you take last fiscal year? A15. 186,204."

The number that is all of the answer is told for the period that the question names.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.period_totals import periods_named
from assistant.reading.rate_words import TIME_UNITS, period_forms
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed
from assistant.reading.workload import per_month, tidy

_LEAD = 3  # words and signs of "A15." or "Answer:"
_LONGEST = 8  # words of an answer that is a number
_FEWEST = 10
_BRIEF = "contacts_per_month"


def with_questions_answered(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with the volumes of such answers where nothing else told them."""
    found = list(changes)
    for at, sentence in enumerate(scene.sentences[:-1]):
        words = {word.lower for word in scene.words[sentence.first : sentence.last + 1]}
        if scene.words[sentence.last].text != "?" or not words & listed("asked_amounts"):
            continue
        named = scene.inside(sentence, ("contact",))
        share = _share(scene, sentence)
        number = _answer(scene, at + 1)
        if not named or scene.has(sentence, "agent", "person") or share is None or number is None:
            continue
        channel = str(named[-1].value or "")
        path = _BRIEF if channel in ("", "_") else f"channels.{channel}.{_BRIEF}"
        told = [c for c in found if c.path.endswith(_BRIEF)]
        if all(c.start < number.end and number.start < c.end for c in told):
            value = tidy(middle(number.value) * share)
            found = [c for c in found if c not in told and c.path != path.rpartition(".")[0]]
            found.append(Change("set", path, value, number.start, number.end, number.text))
    return found


def _share(scene: TextScene, question: Span) -> float | None:
    """How much of the period that a question names one month is; None where it names none."""
    periods = [p for p in periods_named(scene) if p.span.first in question]
    if periods:
        return 1 / periods[-1].months
    named = [
        period_forms()[f] for w in scene.words[question.first : question.last] for f in w.forms if f in period_forms()
    ]
    return per_month(named[-1], {}) if named and named[-1] in TIME_UNITS else None


def _answer(scene: TextScene, first: int) -> Fact | None:
    """The one number that is all of the next sentence, but for what leads to it."""
    for sentence in scene.sentences[first : first + 2]:
        facts = [f for f in scene.facts_within(sentence) if f.kind not in ("channel",)]
        counted = [f for f in facts if f.kind == "number" and not f.unit and middle(f.value) >= _FEWEST]
        length = sentence.last - sentence.first + 1
        if len(counted) == 1 and len(facts) == 1 and length <= _LONGEST and scene.head(counted[0]) == (None, False):
            return counted[0]
        if counted or length > _LEAD:
            return None
    return None
