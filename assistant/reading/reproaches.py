"""Known facts held up against a price: "why so dear, it is only 60 calls a day", «почему столько, нас всего двое».

They are told before and only say why the sum surprises; a roundly said one changes nothing and supposes nothing.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.reading.in_brief import volumes_in
from assistant.reading.pieces import pieces
from assistant.reading.result import Act, Change
from assistant.reading.scene import TextScene
from assistant.reading.team_supposed import Supposed
from assistant.reading.word_lists import listed

_FACTS = ("channels.", "contacts_per_month", "coverage.", "agents", "in_house.agents")
_TAKEN = frozenset({"what_if", "why_expensive", "estimate", "ask", "compare", "state"})


def without_reproach(scene: TextScene, known: Mapping[str, Any], read: Supposed) -> Supposed:
    """The message without the facts that only stress how little it is for so much."""
    if not volumes_in(known) or not (read.stated or read.supposed):
        return read
    why = [piece for piece in pieces(scene) if piece.kinds & {"why_expensive", "price_gap"} and _reason(piece.kinds)]
    if not why or not any(word.lower in listed("belittling") for word in scene.words):
        return read
    if any(not _small_fact(scene, change) for change in (*read.stated, *read.supposed)):
        return read
    start, end = scene.words[0].start, scene.words[-1].end
    acts = tuple(act for act in read.acts if act.kind not in _TAKEN)
    return replace(read, stated=(), supposed=(), acts=(*acts, Act("why_expensive", start, end, {})))


def _reason(kinds: frozenset[str] | set[str]) -> bool:
    return bool(kinds & {"why_word", "question"})


def _small_fact(scene: TextScene, change: Change) -> bool:
    """A count of the case with a word right before it that makes little of it."""
    if not change.path.startswith(_FACTS) or change.op != "set":
        return False
    sentence = next(
        (s for s in scene.sentences if scene.words[s.first].start <= change.start <= scene.words[s.last].end), None
    )
    if sentence is None:
        return False
    return any(scene.words[at].lower in listed("belittling") for at in range(sentence.first, sentence.last + 1))
