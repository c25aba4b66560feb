"""What is set right when a whole message has been read: one pass after another over what it states.

Each knows a shape of message that the readers of single fields cannot see; a new one is a line of `_PASSES`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.reading.channels_back import with_channels_back
from assistant.reading.few_contacts import few_contacts
from assistant.reading.minute_volumes import with_minute_volumes
from assistant.reading.offer_terms import with_offer_terms
from assistant.reading.outbound import without_outbound
from assistant.reading.own_heads import with_own_heads
from assistant.reading.put_right import total_divided
from assistant.reading.remembered_base import with_remembered_base
from assistant.reading.result import Change
from assistant.reading.reworded import Reread, Told
from assistant.reading.scene import TextScene
from assistant.reading.shares_told_anew import shares_told_anew
from assistant.reading.stray_volumes import without_stray_volumes
from assistant.reading.tickets import tickets_written
from assistant.reading.two_seasons import two_seasons
from assistant.reading.volumes_by_hours import with_volumes_by_hours
from assistant.reading.weekend_volumes import weekend_volumes


@dataclass(frozen=True)
class ReadThrough:
    """A message as the passes see it: `scene` as it was read, `plain` with all that a reader may have hidden.

    `supposes` says that something of the message is only supposed; `reread` reads an earlier message as it was then.
    """

    scene: TextScene
    plain: TextScene
    brief: Mapping[str, Any]
    question: str | None
    earlier: Sequence[Told]
    reread: Reread
    supposes: bool


_Pass = Callable[[ReadThrough, tuple[Change, ...]], Sequence[Change]]


def passed(heard: ReadThrough, stated: Sequence[Change]) -> tuple[Change, ...]:
    """The changes after all the passes, in their order."""
    changes = tuple(stated)
    for each in _PASSES:
        changes = tuple(each(heard, changes))
    return changes


def _heads(heard: ReadThrough, changes: tuple[Change, ...]) -> Sequence[Change]:
    if not changes and heard.supposes:
        return changes
    return with_own_heads(heard.scene, total_divided(changes, heard.brief), heard.brief)


_PASSES: tuple[_Pass, ...] = (
    lambda heard, changes: weekend_volumes(heard.scene, changes, heard.brief),
    lambda heard, changes: without_stray_volumes(heard.scene, changes, heard.brief),
    lambda heard, changes: two_seasons(heard.plain, changes, heard.brief),
    _heads,
    lambda heard, changes: with_volumes_by_hours(changes, heard.brief, heard.earlier, heard.reread),
    lambda heard, changes: with_offer_terms(heard.plain, changes, heard.brief),
    lambda heard, changes: with_channels_back(changes, heard.brief, heard.earlier),
    lambda heard, changes: shares_told_anew(heard.plain, changes, heard.brief, heard.earlier),
    lambda heard, changes: with_remembered_base(heard.scene, changes, heard.brief, heard.earlier, heard.reread),
    lambda heard, changes: without_outbound(heard.plain, changes, heard.brief),
    lambda heard, changes: with_minute_volumes(heard.plain, changes, heard.brief, heard.earlier),
    lambda heard, changes: tickets_written(heard.plain, changes, heard.brief, heard.earlier),
    lambda heard, changes: few_contacts(heard.plain, changes, heard.brief, heard.question),
)
