"""Shares of languages told by bare numbers: «русский 60, казахский 40», "English 70 French 30"."""

from dataclasses import replace

from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.scene import TextScene

_WHOLE = 100.0
_ROUNDED = 1.0
_APART = 2  # words between a language and its share


def with_language_splits(scene: TextScene) -> TextScene:
    """The scene with numbers beside two languages or more that make a whole read as percentages."""
    tongues = [scene.span(f).first for f in scene.facts if f.kind == "language"]
    bare = [f for f in scene.facts if f.kind == "number" and not f.unit and scene.head(f)[0] is None]
    numbers = [f for f in bare if 0 < middle(f.value) < _WHOLE]
    if len(tongues) < 2 or len(numbers) < 2:
        return scene
    for side in (_before, _after):
        pairs = [n for n in numbers if any(side(scene.span(n).first, scene.span(n).last, at) for at in tongues)]
        if len(pairs) >= 2 and abs(sum(middle(n.value) for n in pairs) - _WHOLE) < _ROUNDED:
            shares = {id(n): _share(n) for n in pairs}
            return scene.with_facts([shares.get(id(f), f) for f in scene.facts])
    return scene


def _before(first: int, last: int, tongue: int) -> bool:
    return 0 < first - tongue <= _APART


def _after(first: int, last: int, tongue: int) -> bool:
    return 0 < tongue - last <= _APART


def _share(number: Fact) -> Fact:
    return replace(number, kind="percent", value=middle(number.value), per=None)
