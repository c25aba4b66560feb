"""The level of support said in a word or two, whatever was asked: "mostly technical", «да, простые»."""

from collections.abc import Sequence

from assistant.reading.concepts import Mention, vocabulary
from assistant.reading.known_left_out import clause_of
from assistant.reading.levels import kept_home, level_wanted
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed

_LEVEL = "support_level"


def with_level_named(scene: TextScene, changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes with the level, where a sentence that asks nothing says it and hardly anything else.

    A second line that stays with the buyer leaves the first one to be handed over.
    """
    kept = [m for m in scene.labels if m.family == "level" and kept_home(scene, m)]
    told = [c for c in changes if c.path == _LEVEL]
    only = all(scene.words[m.first].start <= c.start < scene.words[m.last].end for c in told for m in kept[:1])
    if kept and only and not any(scene.words[scene.sentence_of(m.first).last].text == "?" for m in kept):
        start, end = scene.words[kept[0].first].start, scene.words[kept[0].last].end
        others = [c for c in changes if c.path != _LEVEL]
        return (*others, Change("set", _LEVEL, "basic", start, end, scene.text[start:end]))
    named = [m for m in vocabulary("answers", "choices").mentions(scene.scene) if m.family == "level_named"]
    if told:
        return _instead(scene, changes, told, named)
    for sentence in scene.sentences if named else ():
        alone = not changes or len(scene.sentences) > 1
        asks = scene.words[sentence.last].text == "?"
        if alone and not asks and (found := _level(scene, sentence, named)) is not None:
            start, end = scene.words[found.first].start, scene.words[found.last].end
            return (*changes, Change("set", _LEVEL, found.value, start, end, scene.text[start:end]))
    return tuple(changes)


def _instead(
    scene: TextScene, changes: Sequence[Change], told: Sequence[Change], named: Sequence[Mention]
) -> tuple[Change, ...]:
    """The changes without a level that is said to be too much: "experts are overkill, plain first line"."""
    levels = [*(m for m in scene.labels if m.family == "level"), *named]
    over = {m.value for m in levels if scene.has(clause_of(scene, Span(m.first, m.last)), "overmuch")}
    if not over & {c.value for c in told}:
        return tuple(changes)
    others = [c for c in changes if c.path != _LEVEL]
    left = [m for m in levels if m.value not in over and level_wanted(scene, m)]
    if len({m.value for m in left}) != 1:
        return tuple(others)
    start, end = scene.words[left[0].first].start, scene.words[left[0].last].end
    return (*others, Change("set", _LEVEL, left[0].value, start, end, scene.text[start:end]))


def _level(scene: TextScene, sentence: Span, named: Sequence[Mention]) -> Mention | None:
    said = [m for m in named if m.first in sentence]
    if len({m.value for m in said}) != 1 or any(scene.fact_at[at] is not None for at in _places(sentence)):
        return None
    inside = {at for m in said for at in range(m.first, m.last + 1)}
    beside = [scene.words[at].lower for at in _places(sentence) if scene.words[at].is_word and at not in inside]
    free = listed("level_beside") | (listed("put_right_by") | listed("fillers") if _refused(scene, sentence) else set())
    bare = all(word in free for word in beside)
    return said[0] if bare and level_wanted(scene, said[0]) else None


def _refused(scene: TextScene, sentence: Span) -> bool:
    """ "Hmm no, technical": a "no" with a sign behind it turns down what was there."""
    return any(
        scene.words[at].lower in listed("refusals") and not scene.words[at + 1].is_word for at in _places(sentence)[:-1]
    )


def _places(sentence: Span) -> range:
    return range(sentence.first, sentence.last + 1)
