"""Words of refusing that refuse nothing: "we cannot sign without ISO 27001", «сами отвечают на 50 писем в день»."""

from assistant.reading.concepts import Mention
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed

WITHOUT = frozenset({"без", "without"})
_NUMBER = 3  # words from "answer themselves" to what a number counts


def work_of_today(scene: TextScene, mention: Mention, span: Span) -> bool:
    """«Менеджеры сами отвечают на 50 писем в день»: how many they answer now is told, and nothing refused."""
    told = [f for f in scene.facts_within(Span(mention.last + 1, span.first)) if f.kind in ("number", "volume")]
    return (
        bool(told)
        and scene.words[mention.last + 1].lower in listed("level_joints")
        and span.first - mention.last <= _NUMBER
    )


def one_besides(scene: TextScene, mention: Mention, sentence: Span) -> bool:
    """«Английский ещё нужен, кроме русского»: both are served, unless all others or none are spoken of."""
    said = {scene.words[at].lower for at in range(sentence.first, sentence.last + 1)}
    spoken = {fact.value for fact in scene.facts_within(sentence) if fact.kind == "language"}
    beside = scene.words[mention.first].lower in listed("besides_words") and not said & listed("all_or_none")
    return beside and len(spoken) > 1


def double_negation(scene: TextScene, mention: Mention, span: Span, sentence: Span) -> bool:
    """«Без PCI DSS нельзя», "we cannot sign without ISO 27001": what must not be missing is wanted."""
    if scene.words[mention.first].lower not in WITHOUT:
        return False
    last = span.last
    while last < min(sentence.last, span.last + 8) and (
        scene.words[last + 1].text not in ",;—" or last + 1 in scene.parenthetical
    ):
        last += 1
    around = Span(max(sentence.first, mention.first - 8), last)
    return any(
        not mention.first <= m.first <= mention.last and not scene.fact_at[m.first]
        for m in scene.inside(around, ("negation", "must"))
        if scene.words[m.first].lower not in WITHOUT
    )
