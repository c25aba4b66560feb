"""Levels of support told by what the questions mostly are: "mostly everyday", "technical questions mostly no"."""

from collections.abc import Sequence

from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed

_LEVEL = "support_level"
_BEHIND = 4  # words behind a level among which it is denied
_SIGNS = frozenset(",;:()—–.!?\n")
_BESIDE = 2  # words between "mostly" and what the questions are


def levels_told(scene: TextScene, changes: Sequence[Change], question: str | None = None) -> Sequence[Change]:
    """The changes with the level of everyday questions, where they are said to be most, or others are denied.

    "Everyday" alone is the level where the level was asked for, and not the days the line is open.
    """
    if question == _LEVEL and (at := _everyday(scene)) is not None:
        word = scene.words[at]
        kept = [c for c in changes if c.path != _LEVEL and not (c.start < word.end and word.start < c.end)]
        return [*kept, _basic(scene, Span(at, at))]
    level = next((c for c in changes if c.path == _LEVEL and c.op == "set"), None)
    if level is None:
        at = _mostly_everyday(scene)
        return changes if at is None else [*changes, _basic(scene, Span(at, at))]
    if level.value == "basic" or level.end <= level.start:
        return changes
    inside = [at for at, word in enumerate(scene.words) if word.start < level.end and level.start < word.end]
    span = Span(inside[0], inside[-1])
    if not _denied_behind(scene, span):
        return changes
    return [*(c for c in changes if c is not level), _basic(scene, span)]


def _everyday(scene: TextScene) -> int | None:
    """The one word "everyday" that an answer begins with."""
    said = [at for at, word in enumerate(scene.words[:2]) if word.lower in listed("everyday_words")]
    return said[0] if said else None


def said_of_questions(scene: TextScene, at: int) -> bool:
    """ "Mostly everyday", "everyday questions": what the questions are, and not the days the line is open."""
    if scene.words[at].lower not in listed("everyday_words"):
        return False
    first, last = at - 1, at + 1
    beside = [scene.words[k] for k in (first, last) if 0 <= k < len(scene.words)]
    mostly = any(word.lower in listed("most_words") for word in beside)
    asked = last < len(scene.words) and scene.words[last].lower in listed("question_nouns")
    return mostly or asked


def _mostly_everyday(scene: TextScene) -> int | None:
    """Where the questions are said to be everyday ones, of a message that asks nothing."""
    for at in range(len(scene.words)):
        sentence = scene.sentence_of(at)
        asks = scene.words[sentence.last].text == "?" or scene.words[sentence.first].lower in listed("interrogatives")
        if said_of_questions(scene, at) and not asks and not _denied_before(scene, at):
            return at
    return None


def _denied_before(scene: TextScene, at: int) -> bool:
    before = [word.lower for word in scene.words[max(0, at - _BESIDE) : at]]
    return bool(set(before) & (listed("denials") | listed("refusals")))


def _denied_behind(scene: TextScene, span: Span) -> bool:
    """ "Technical questions mostly no", «технических почти нет»: the clause ends in a denial of what it names."""
    last = span.last + 1
    words: list[str] = []
    while last < len(scene.words) and scene.words[last].text not in _SIGNS and len(words) <= _BEHIND:
        words.append(scene.words[last].lower)
        last += 1
    if len(words) > _BEHIND or not words:
        return False
    ends = words[-1] in listed("refusals") | listed("rare_words")
    unneeded = len(words) > 1 and words[-2] in listed("denials") and words[-1] in listed("needed_words")
    return ends or unneeded


def _basic(scene: TextScene, span: Span) -> Change:
    start, end = scene.words[span.first].start, scene.words[span.last].end
    return Change("set", _LEVEL, "basic", start, end, scene.text[start:end])
