"""Hours and days that no line can be open: "open 9 days a week", "25 hours a day"."""

from assistant.reading.facts import Fact
from assistant.reading.scene import TextScene
from assistant.reading.workload import tidy

_DAY = 86_400
# The field told by a length of time in a longer one, the seconds of one, and the most that is possible.
_RATES = {("day", "week"): ("days_per_week", _DAY, 7), ("hour", "day"): ("hours_per_day", 3600, 24)}


def impossible_hours(scene: TextScene) -> list[tuple[str, float, Fact]]:
    """ "Open 9 days a week", "25 hours a day": said as told, to be refused with a reason rather than passed over.

    The key of the coverage, the impossible value, and where it was told.
    """
    found = []
    for fact in (f for f in scene.facts if f.kind == "duration" and (f.unit, f.per) in _RATES):
        key, seconds, most = _RATES[str(fact.unit), str(fact.per)]
        sentence = scene.sentence_of(scene.span(fact).first)
        ours = scene.has(sentence, "schedule") and not scene.has(sentence, "agent", "person")
        if ours and not isinstance(fact.value, dict) and fact.value > most * seconds:
            found.append((key, tidy(fact.value / seconds), fact))
    return found
