"""What the rules worked out and the judge cannot see in one mention, which stands beside what it takes."""

from collections.abc import Sequence

from assistant.reading.flat_refusals import refused_flatly
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.volumes_by_turns import listed_by_turns


def with_worked_out(
    plain: TextScene, scene: TextScene, before: Sequence[Change], after: Sequence[Change]
) -> tuple[Change, ...]:
    """What the judge left `after`, with refusals and products that it dropped from `before`.

    A channel refused flatly is refused where another channel is told. A volume multiplied out of two numbers, which is
    neither of them in the message `plain` but stands in the `scene`, is told where its channel is. Of a list without a
    sign in it each number stands as near to the next channel as to its own.
    """
    turns = {fact.start for pairs in listed_by_turns(plain) for _, fact in pairs}
    kept = [c for c in before if c.start in turns and c.path.endswith("contacts_per_month") and c.op == "set"]
    if kept and any(c.start in turns for c in after):
        paths = {c.path for c in kept}
        after = [c for c in after if c.path not in paths and not (c.start in turns and c.path.endswith("per_month"))]
        after = [*after, *kept]
    told = {c.path for c in after}
    channels = {c.path for c in after if c.path.startswith("channels.") and c.value is not None}
    if not channels:
        return tuple(after)
    seen = {(f.start, str(f.value)) for f in plain.facts}
    products = {f.start for f in scene.facts if f.kind == "volume" and (f.start, str(f.value)) not in seen}
    lost = [c for c in before if c.op == "set" and c.path not in told and c.path.startswith("channels.")]
    refused = [c for c in lost if c.value is None and c.end > c.start and refused_flatly(plain, _place(plain, c))]
    volumes = [c for c in lost if c.path.endswith(".contacts_per_month") and c.start in products]
    return (*after, *refused, *(c for c in volumes if c.path.rpartition(".")[0] in channels))


def _place(scene: TextScene, change: Change) -> Span:
    places = [at for at, word in enumerate(scene.words) if word.start < change.end and change.start < word.end]
    return Span(places[0], places[-1])
