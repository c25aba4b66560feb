"""All that the judge changes in what the rules found in one message, in the order in which it has to be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.reading.acts import Acts
from assistant.reading.beside_the_judge import with_worked_out
from assistant.reading.corrections_kept import with_corrections_kept
from assistant.reading.exchange import with_rates_of_a_unit
from assistant.reading.facts import Fact
from assistant.reading.judged import before_the_case, has_case, judged
from assistant.reading.judged_billing import with_billing
from assistant.reading.judged_channels import with_channels_heard
from assistant.reading.judged_dropped import with_dropped
from assistant.reading.judged_left_out import with_left_out
from assistant.reading.judged_levels import with_levels_completed
from assistant.reading.judged_sums import with_parts_added
from assistant.reading.judged_trade import with_trade
from assistant.reading.kept_volumes import with_volumes_kept
from assistant.reading.opinion import Opinion
from assistant.reading.put_right import own_people_first
from assistant.reading.result import Ambiguity, Change
from assistant.reading.scene import TextScene
from assistant.reading.sentences import Span
from assistant.reading.talk_time import with_talk_time


@dataclass(frozen=True)
class Heard:
    """A message as the judge is asked of it.

    Attributes:
        plain: The message as it is written, which the judge is asked of.
        scene: The same as the rules have worked it out.
        opinion: What the judge says of its mentions.
        acts: What is asked and supposed in it.
        brief: What was known before.
        question: The field just asked about, if any.
    """

    plain: TextScene
    scene: TextScene
    opinion: Opinion
    acts: Acts
    brief: Mapping[str, Any]
    question: str | None


def by_the_judge(
    heard: Heard, told: tuple[Change, ...], doubts: Sequence[Ambiguity], withdrawn: Sequence[Fact]
) -> tuple[tuple[Change, ...], list[Ambiguity]]:
    """What is stated and what is open, once the judge has looked at what the rules `told` and left in `doubts`.

    `withdrawn` are facts that the message itself takes back.
    """
    if any(act.kind == "order" for act in heard.acts.acts):
        return told, list(doubts)  # of what tries to give orders nothing is taken that the rules do not know
    plain, scene, opinion, brief = heard.plain, heard.scene, heard.opinion, heard.brief
    supposed, asked_of = positions(heard.acts.supposed), positions(heard.acts.asked)
    early = before_the_case(plain, told, brief)
    guessed, asked = supposed - early, asked_of - early
    guessed |= asked if has_case(brief) else frozenset()  # "could Romanians do it?" of a case told is no wish yet
    stated, open_questions = judged(
        plain, opinion, told, doubts, brief, heard.question, lambda at: at not in guessed, asked
    )
    stated = tuple(with_rates_of_a_unit(scene, told, own_people_first(plain, stated, brief), brief))
    stated = with_worked_out(plain, scene, told, stated)
    unsaid = guessed | asked | positions(tuple(scene.span(fact) for fact in withdrawn))
    stated = tuple(with_dropped(plain, opinion, stated, brief, lambda at: at not in unsaid))
    silent = unsaid if "?" in plain.text else unsaid - asked  # "bring the chat back, please" asks nothing
    stated = with_channels_heard(plain, opinion, stated, brief, lambda at: at not in silent)
    for step in (with_left_out, with_levels_completed, with_parts_added):
        stated = tuple(step(plain, opinion, stated, brief, lambda at: at not in unsaid))
    stated = with_trade(plain, with_volumes_kept(plain, opinion, told, stated, brief), brief)
    stated = with_billing(plain, stated, brief, supposed | asked_of)
    stated = with_corrections_kept(scene, told, with_talk_time(plain, stated, brief), brief)
    return stated, open_questions


def positions(spans: tuple[Span, ...]) -> frozenset[int]:
    """The words of some spans."""
    return frozenset(at for span in spans for at in range(span.first, span.last + 1))
