"""Times told by the priority of a request: "P1 15 min response, P2 1 hour", «критичный — 15 минут, высокий — 1 час».

How fast each kind of fault is taken up is no time to answer a channel in, no handling time and no opening hours.
"""

from collections.abc import Sequence

from assistant.reading.result import Change
from assistant.reading.scene import TextScene
from assistant.reading.word_lists import listed

_FIELDS = ("service_level.", "coverage.")
_LABELS = 2  # labels of priorities that make a table of them
_GAP = 14  # words from one label to the next
_LAST = 10  # words after the last label that are still told of it


def without_priorities(scene: TextScene, changes: Sequence[Change]) -> Sequence[Change]:
    """The changes but those made of the times of a table of priorities."""
    labels = [at for at in range(len(scene.words)) if _label(scene, at)]
    labels = [at for at in labels if any(0 < abs(at - other) <= _GAP for other in labels)]
    times = [f for f in scene.facts if f.kind == "duration"]
    if len(labels) < _LABELS or len(times) < _LABELS:
        return changes
    end = min(labels[-1] + _LAST, scene.sentence_of(labels[-1]).last)
    start, stop = scene.words[labels[0]].start, scene.words[end].end
    of_them = [f for f in times if start <= f.start < stop]
    if len(of_them) < _LABELS:
        return changes
    return [c for c in changes if not (_of_time(c) and c.start < stop and start < c.end)]


def _label(scene: TextScene, at: int) -> bool:
    """ "P1", "Severity 2", "High", «критичный» beside a time: the name of a priority."""
    word = scene.words[at]
    if word.lower in listed("priority_codes"):
        return True
    numbered = at + 1 < len(scene.words) and scene.words[at + 1].text.isdigit() and len(scene.words[at + 1].text) == 1
    if {word.lower, *word.forms} & listed("priority_nouns"):
        return numbered
    return bool({word.lower, *word.forms} & listed("priority_names"))


def _of_time(change: Change) -> bool:
    return change.path.startswith(_FIELDS) or change.path.endswith("aht_seconds")
