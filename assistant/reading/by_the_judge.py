"""All that the judge changes in what the rules found in one message, in the order in which it has to be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.acts import Acts
from assistant.reading.beside_the_judge import with_worked_out
from assistant.reading.exchange import with_rates_of_a_unit
from assistant.reading.facts import Fact
from assistant.reading.judged import Opinion, before_the_case, has_case, judged
from assistant.reading.judged_dropped import with_dropped
from assistant.reading.judged_left_out import with_left_out
from assistant.reading.judged_sums import with_parts_added
from assistant.reading.put_right import own_people_first
from assistant.reading.result import Ambiguity, Change
from assistant.reading.scene import TextScene
from assistant.reading.sentences import Span
from assistant.reading.talk_time import with_talk_time


def by_the_judge(
    plain: TextScene,
    scene: TextScene,
    opinion: Opinion,
    acts: Acts,
    told: tuple[Change, ...],
    doubts: Sequence[Ambiguity],
    withdrawn: Sequence[Fact],
    brief: Mapping[str, Any],
    question: str | None,
) -> tuple[tuple[Change, ...], list[Ambiguity]]:
    """What is stated and what is open, once the judge has looked at it.

    `plain` is the message as it is written, which the judge is asked of, and `scene` as the rules have worked it out;
    `withdrawn` are facts that the message itself takes back.
    """
    early = before_the_case(plain, told, brief)
    guessed, asked = positions(acts.supposed) - early, positions(acts.asked) - early
    guessed |= asked if has_case(brief) else frozenset()  # "could Romanians do it?" of a case told is no wish yet
    stated, open_questions = judged(plain, opinion, told, doubts, brief, question, lambda at: at not in guessed, asked)
    stated = tuple(with_rates_of_a_unit(scene, told, own_people_first(plain, stated, brief), brief))
    stated = with_worked_out(plain, scene, told, stated)
    unsaid = guessed | asked | positions(tuple(scene.span(fact) for fact in withdrawn))
    stated = tuple(with_dropped(plain, opinion, stated, brief, lambda at: at not in unsaid))
    stated = with_left_out(plain, opinion, stated, brief, lambda at: at not in unsaid)
    stated = with_parts_added(plain, opinion, stated, brief, lambda at: at not in unsaid)
    return with_talk_time(plain, stated, brief), open_questions


def positions(spans: tuple[Span, ...]) -> frozenset[int]:
    """The words of some spans."""
    return frozenset(at for span in spans for at in range(span.first, span.last + 1))
