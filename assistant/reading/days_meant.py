"""Which of the days named are meant: those told by their number, and those that alone are wanted."""

from collections.abc import Sequence

from assistant.reading.facts import Fact
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.uneven_weeks import Part
from assistant.reading.word_lists import only_words

_DAY = 86_400
_FEWEST, _WEEK = 5, 7  # days of a week that are told by their number
_FEW = 2  # days named beside their number
_BESIDE = 5  # words and signs between the number of days and the days named
_LED = 2  # words before days among which "only" may stand


def days_by_number(scene: TextScene) -> Fact | None:
    """«6 дней, пятницу забыл», "six days, Sunday off": the number of days, whatever single ones are named beside it."""
    days = [f for f in scene.facts if f.kind == "days"]
    if not days or any(f.unit != "except" and (f.unit == "count" or len(f.value) > _FEW) for f in days):
        return None
    counts = [f for f in scene.facts if f.kind == "duration" and f.unit == "day" and f.per in (None, "week")]
    if len(counts) != 1 or counts[0].vague or not _FEWEST * _DAY <= middle(counts[0].value) <= _WEEK * _DAY:
        return None
    here = scene.span(counts[0])
    places = [scene.span(f) for f in days]
    near = all(max(p.first - here.last, here.first - p.last) <= _BESIDE for p in places)
    return counts[0] if near and scene.sentence_of(here.first) == scene.sentence_of(places[0].first) else None


def only_days(scene: TextScene, days: list[Fact]) -> list[Fact]:
    """ "No days off, well, weekdays only": a working week that alone is wanted, told after other days."""
    alone = [f for f in days if len(f.value) >= _FEWEST and _alone(scene, f) and f is not days[0]]
    return alone[-1:] or days


def only_part(scene: TextScene, days: Sequence[Fact], parts: Sequence[Part]) -> Part | None:
    """«По будням 9–20, в выходные 10–18. Считай только будни»: the part of the week that is wanted after all."""
    if not parts or len(days) < len(parts) + 1:
        return None
    last = max(days, key=lambda f: f.start)
    told_later = all(part.fact.end <= last.start for part in parts)
    same = [part for part in parts if part.days == set(last.value)]
    return same[0] if told_later and same and _alone(scene, last) else None


def _alone(scene: TextScene, fact: Fact) -> bool:
    span = scene.span(fact)
    near = Span(max(0, span.first - _LED), min(len(scene.words) - 1, span.last + 1))
    said = {scene.words[at].lower for at in range(near.first, near.last + 1)}
    return bool(said & only_words())
