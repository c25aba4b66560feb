"""What is told and taken back in one breath: "Saturdays too… no, forget I said that", «и письма. Хотя нет, не надо»."""

from collections.abc import Sequence

from assistant.reading.concepts import Mention
from assistant.reading.result import Act, Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed

_AFTER_NO = "retract_after_no"
_NEAR = 3  # words and signs from the "no" to what takes back
_TAKES_BACK = frozenset({"undo", "drop", "no", "keep", "skip"})


def retraction(scene: TextScene) -> tuple[int, Mention] | None:
    """From which character of the text on what was told is withdrawn, and the words that do it; None where none do.

    They stand apart, behind what they withdraw, and nothing is told after them.
    """
    said = [m for m in scene.mentions if m.family == "retract" or (m.family == _AFTER_NO and _refused(scene, m))]
    if not said:
        return None
    mark = min(said, key=lambda m: m.first)
    start = scene.words[mark.first].start
    before = [f for f in scene.facts if f.end <= start]
    if not before or any(f.start >= start for f in scene.facts):
        return None
    between = scene.words[scene.span(before[-1]).last + 1 : mark.first]
    if not any(not word.is_word for word in between):
        return None
    sentence = scene.sentence_of(scene.span(before[-1]).first)
    return scene.words[sentence.first].start, mark


def without_retracted(
    scene: TextScene, changes: Sequence[Change], acts: Sequence[Act]
) -> tuple[tuple[Change, ...], tuple[Act, ...]]:
    """The changes and acts that stand; where nothing does, an act that says so."""
    back = retraction(scene)
    if back is None:
        return tuple(changes), tuple(acts)
    start, mark = back
    if any(c.start >= start and c.value is None and c.path.startswith("channels.") for c in changes):
        return tuple(changes), tuple(acts)  # «на почту ничего не остаётся — её вычеркните»: only that is refused
    at = next(k for k, word in enumerate(scene.words) if word.start >= start)
    if changes and mark.first > at and scene.has(Span(at, mark.first - 1), "needless"):
        return tuple(changes), tuple(acts)  # «русский не обязательно, вычеркни»: what is known, and not what was told
    kept = tuple(c for c in changes if c.start < start)
    standing = tuple(a for a in acts if a.start < start and a.kind not in _TAKES_BACK)
    if kept or len(kept) == len(changes):
        return kept, standing if kept else tuple(acts)
    first, last = scene.words[mark.first].start, scene.words[mark.last].end
    return (), (Act("drop", first, last, {"retracted": True}),)


def _refused(scene: TextScene, mention: Mention) -> bool:
    """A "no" stands apart right before the words."""
    before = range(max(1, mention.first - _NEAR), mention.first)
    refusals = [at for at in before if scene.words[at].lower in listed("refusals")]
    return any(not scene.words[at + 1].is_word for at in refusals)
