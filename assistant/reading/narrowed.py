"""One of several known places kept: "only Romania" of Romania or Bulgaria, «оставьте только Сербию»."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.in_brief import listed_in
from assistant.reading.result import Change
from assistant.reading.scene import TextScene
from assistant.reading.word_lists import only_words

_PLACES = "provider_countries"
_LONGEST = 6  # words of a message that says nothing else
_NEAR = 2


def one_of_known(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with the countries of the provider narrowed to the known ones a short message names with "only"."""
    known = listed_in(brief, _PLACES)
    named = [f for f in scene.facts if f.kind == "country"]
    told = len(scene.facts) > len(named) or any(c.path == _PLACES for c in changes)
    if told or not named or {str(f.value) for f in named} >= set(known) or not all(f.value in known for f in named):
        return list(changes)
    first, last = scene.span(named[0]).first, scene.span(named[-1]).last
    near = range(max(0, first - _NEAR), min(len(scene.words), last + 1 + _NEAR))
    alone = any(scene.words[at].lower in only_words() for at in near)
    if not alone or sum(word.is_word for word in scene.words) > _LONGEST:
        return list(changes)
    place = (named[0].start, named[-1].end, scene.text[named[0].start : named[-1].end])
    return [*changes, Change("set", _PLACES, list(dict.fromkeys(str(f.value) for f in named)), *place)]
