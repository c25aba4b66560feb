"""A condition in a question of the budget: "do we fit if it is weekdays only?", «впишемся если только будни 10-19?».

What stands behind the "if" is supposed, whether or not a comma parts it from the question.
"""

from dataclasses import replace

from assistant.reading.acts import Acts
from assistant.reading.result import Act
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed


def with_condition(scene: TextScene, acts: Acts) -> Acts:
    """The acts with the condition of such a question supposed; as they are where it has none."""
    asked = [a for a in acts.acts if a.kind == "ask" and "budget" in a.detail.get("figures", ())]
    if len(asked) != 1 or acts.supposed or not scene.text.rstrip().endswith("?"):
        return acts
    last = len(scene.words) - 1
    first = scene.sentence_of(last).first
    opened = [at for at in range(first + 1, last) if scene.words[at].lower in listed("condition_words")]
    if not opened or not scene.facts_within(Span(opened[0], last)):
        return acts
    start, end = scene.words[opened[0]].start, scene.words[last].end
    supposed = Act("what_if", start, end)
    return replace(acts, acts=(*(a for a in acts.acts if a not in asked), supposed), supposed=(Span(opened[0], last),))
