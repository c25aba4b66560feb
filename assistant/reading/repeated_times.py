"""A known handle time said once more by its bare number: "No, they have to log it. 170.", «нет, остаётся 170».

Such a number confirms what is known and is no volume.
"""

from collections.abc import Mapping
from typing import Any

from assistant.reading.in_brief import value_at, volumes_in, wanted_in
from assistant.reading.scene import TextScene
from assistant.reading.word_lists import listed

_MINUTE = 60.0
_LONGEST_CLAUSE = 4  # words of the clause that repeats a number


def without_repeated_times(scene: TextScene, brief: Mapping[str, Any], question: str | None) -> TextScene:
    """The scene without a number that stands alone at the end and is a handle time known already."""
    numbers = [f for f in scene.facts if f.kind not in ("channel", "language", "country")]
    if len(numbers) != 1 or (question is not None and question.endswith("contacts_per_month")):
        return scene
    fact = numbers[0]
    if fact.kind != "number" or fact.unit or not isinstance(fact.value, int | float):
        return scene
    times = {value_at(brief, f"channels.{channel}.aht_seconds") for channel in wanted_in(brief)} - {None}
    held = fact.value in times or fact.value in {time / _MINUTE for time in times}
    if not held or fact.value in volumes_in(brief).values():
        return scene
    span = scene.span(fact)
    first = span.first
    while first and scene.words[first - 1].text not in _ENDS:
        first -= 1
    behind = [word for word in scene.words[span.last + 1 :] if word.is_word]
    clause = [word.lower for word in scene.words[first : span.first] if word.is_word]
    stays = listed("time_stays") | listed("put_right_by") | listed("guessing") | listed("refusals")
    alone = not behind and len(clause) <= _LONGEST_CLAUSE and all(word in stays for word in clause)
    return scene.with_facts([f for f in scene.facts if f is not fact]) if alone and "?" not in scene.text else scene


_ENDS = frozenset(",;.:!?—–")
