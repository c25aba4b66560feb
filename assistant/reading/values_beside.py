"""Values of one field set side by side: "show 50, 60 and 70 agents", "9 to 5 vs 24/7, what does each cost?".

Each is read as if it were told alone, and priced beside the others; nothing of it is told.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from assistant.reading.acts import Acts
from assistant.reading.facts import Fact
from assistant.reading.in_brief import value_at, volumes_in
from assistant.reading.pieces import pieces
from assistant.reading.result import Act, Change
from assistant.reading.reworded import Reread, Told
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed

Stated = Callable[[str], Sequence[Change]]

_SIDE_BY_SIDE = (("number", "volume"), ("time_range",), ("duration",))
_FIELDS = ("agents", "channels", "contacts_per_month", "coverage", "contract_months", "service_level")
_SIGNS = frozenset("/,;:—–-()")
_MOST = 4  # options of one message
_SHORT = 6  # words of a message that only picks one of them


def with_values_beside(scene: TextScene, acts: Acts, brief: Mapping[str, Any], stated: Stated) -> Acts:
    """The acts with the values of a list set side by side as options, where a message compares them."""
    if not (volumes_in(brief) or brief.get("agents")) or any(act.detail.get("options") for act in acts.acts):
        return acts
    for sentence in scene.sentences:
        marks = [m for p in pieces(scene) if p.span.first in sentence for m in p.marks if m.concept == "compare"]
        for kinds in _SIDE_BY_SIDE:
            facts = _alike(scene, sentence, kinds)
            if not 2 <= len(facts) <= _MOST or not (marks or _weighed(scene, sentence, facts)):
                continue
            options = [_option(scene, sentence, facts, fact, {m.first for m in marks}, stated) for fact in facts]
            fields = {tuple(sorted({_field(change["path"]) for change in each})) for each in options}
            if len(fields) != 1 or not all(options):
                continue
            cases = [
                {"kind": "case", "changes": each, "said": fact.text.lower(), "named": _named(fact)}
                for each, fact in zip(options, facts, strict=True)
            ]
            start, end = scene.words[sentence.first].start, scene.words[sentence.last].end
            others = tuple(a for a in acts.acts if not start <= a.start < end)
            asked = tuple(span for span in acts.asked if span.first not in sentence)
            beside = Act("compare", start, end, {"options": cases})
            return Acts((*others, beside), asked, (*acts.supposed, sentence))
    return acts


def picked(scene: TextScene, brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread) -> list[Change] | None:
    """The changes of the one value of the last comparison that a short message picks; none where it is the known one.

    None where the message picks nothing.
    """
    facts = [f for f in scene.facts if f.kind in ("number", "volume", "time_range", "duration")]
    said = [word for word in scene.words if word.is_word]
    if not earlier or len(facts) != 1 or len(said) > _SHORT or scene.text.rstrip().endswith("?"):
        return None
    options = [o for act in reread(earlier[0]).acts for o in act.detail.get("options", ()) if o["kind"] == "case"]
    for option in options:
        if option["named"] == _named(facts[0]) or facts[0].text.lower() == option["said"]:
            place = (facts[0].start, facts[0].end, facts[0].text)
            changes = [Change(c["op"], c["path"], c["value"], *place) for c in option["changes"]]
            return [c for c in changes if c.value != value_at(brief, c.path)]
    return None


def _field(path: str) -> str:
    return "coverage" if path.startswith("coverage") else path


def _named(fact: Fact) -> Any:
    return middle(fact.value) if fact.kind in ("number", "volume") else str(fact.value)


def _alike(scene: TextScene, sentence: Span, kinds: Sequence[str]) -> list[Fact]:
    """Facts of one kind that stand one after another with nothing but an "or" between them."""
    facts = [f for f in scene.facts_within(sentence) if f.kind in kinds and not f.bound]
    apart = [
        {scene.words[at].lower for at in range(scene.span(a).last + 1, scene.span(b).first)} for a, b in pairwise(facts)
    ]
    return facts if all(said <= _SIGNS | listed("alternatives") for said in apart) else []


def _weighed(scene: TextScene, sentence: Span, facts: Sequence[Fact]) -> bool:
    """An "or" or a "versus" between the values of a question."""
    between = range(scene.span(facts[0]).last + 1, scene.span(facts[-1]).first)
    said = {scene.words[at].lower for at in between}
    return bool(said & listed("option_turns")) or (
        bool(said & listed("or_words")) and scene.words[sentence.last].text == "?"
    )


def _option(
    scene: TextScene, sentence: Span, facts: Sequence[Fact], fact: Fact, marked: set[int], stated: Stated
) -> list[dict[str, Any]]:
    """The changes of a sentence with only one of its values, as a program takes them."""
    first, last = scene.span(facts[0]).first, scene.span(facts[-1]).last
    head = [scene.words[at].text for at in range(sentence.first, first) if at not in marked]
    tail = [w.text for w in scene.words[last + 1 : sentence.last + 1] if w.text != "?"]
    changes = stated(" ".join([*head, fact.text, *tail]))
    if not all(c.path.split(".")[0] in _FIELDS for c in changes):
        return []
    return [{"op": c.op, "path": c.path, "value": c.value} for c in changes]
