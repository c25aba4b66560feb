"""Changes of the case set side by side: "compare without chat / without e-mail", «сравни без субботы и без чата».

Each part is read as if it were told alone and priced beside the others; nothing of it is told. What stands as it is,
"as is / without chat", is an option as well, and changes nothing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from assistant.reading.acts import Acts
from assistant.reading.in_brief import value_at, volumes_in
from assistant.reading.pieces import pieces
from assistant.reading.result import Act, Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed

Stated = Callable[[str], Sequence[Change]]

_MOST = 4  # options of one message
_FEW = 9  # words of one of them
_FIELDS = ("channels", "coverage", "languages", "compliance", "agents", "contract_months", "support_level")
_SIGNS = frozenset("/,;|:")


def with_changes_beside(scene: TextScene, acts: Acts, brief: Mapping[str, Any], stated: Stated) -> Acts:
    """The acts with the changes of a comparison as options, where each of its parts is a change of its own."""
    if not (volumes_in(brief) or brief.get("agents")) or any(act.detail.get("options") for act in acts.acts):
        return acts
    for sentence in scene.sentences:
        marks = [m for p in pieces(scene) if p.span.first in sentence for m in p.marks if m.concept == "compare"]
        if not marks:
            continue
        gone = {at for m in marks if scene.words[m.first].lower not in listed("without_words") for at in (m.first,)}
        said = list(_parts(scene, sentence, gone))
        if not 2 <= len(said) <= _MOST:
            continue
        parts = [(part, _changes(part, brief, stated)) for part in said]
        told = [changes for _, changes in parts if changes]
        if len(told) < 2 or any(changes is None for _, changes in parts):
            continue
        cases = [
            {"kind": "case", "changes": changes, "said": part.lower(), "named": part.lower()} for part, changes in parts
        ]
        start, end = scene.words[sentence.first].start, scene.words[sentence.last].end
        others = tuple(a for a in acts.acts if not start <= a.start < end)
        asked = tuple(span for span in acts.asked if span.first not in sentence)
        return Acts((*others, Act("compare", start, end, {"options": cases})), asked, (*acts.supposed, sentence))
    return acts


def _parts(scene: TextScene, sentence: Span, gone: set[int]) -> Iterator[str]:
    """The parts of a sentence between its signs and joining words, without the words that compare."""
    first = sentence.first
    for at in range(sentence.first, sentence.last + 2):
        word = scene.words[at] if at <= sentence.last else None
        cuts = word is None or word.text in _SIGNS or word.lower in listed("beside_joins")
        if not cuts:
            continue
        inside = [k for k in range(first, at) if k not in gone and scene.words[k].text not in ".?!"]
        idle = listed("fillers") | listed("beside_idle")
        while inside and scene.words[inside[0]].lower in idle:
            inside = inside[1:]
        if inside:
            yield scene.text[scene.words[inside[0]].start : scene.words[inside[-1]].end]
        first = at + 1


def _changes(part: str, brief: Mapping[str, Any], stated: Stated) -> list[dict[str, Any]] | None:
    """What a part would change; nothing of what stands as it is, None of what is no change of the case."""
    if part.lower() in listed("as_it_stands"):
        return []
    if len(part.split()) > _FEW:
        return None
    changes = [c for c in stated(part) if c.value != value_at(brief, c.path, "")]
    if not changes or any(c.path.split(".")[0] not in _FIELDS for c in changes):
        return None
    return [{"op": c.op, "path": c.path, "value": c.value} for c in changes]
