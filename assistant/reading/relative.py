"""Changes told as a relation: "twice as many", «на треть больше», «вдвое больше обычного».

The same words may mean three things. Against the usual or the average they give the busiest period; against a volume
known by now, of the text or of the brief, they give another volume; else they are growth per year.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.reading.in_brief import volumes_in
from assistant.reading.rate_words import period_forms
from assistant.reading.result import Change
from assistant.reading.scaled_fields import scaled_subject, shortened
from assistant.reading.scene import Span, TextScene
from assistant.reading.time_words import words
from assistant.reading.word_lists import anaphors, listed
from assistant.reading.words import is_past
from assistant.reading.workload import tidy

_NEAR = 1.6
_COMPARED = 5  # words after "more" among which what it is more than is named


def relate(scene: TextScene, changes: list[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with growth told against something else put right."""
    growth = next((c for c in changes if c.path == "growth_percent" and c.end > c.start), None)
    if growth is None or not isinstance(growth.value, int | float):
        return changes
    place = _place(scene, growth)
    sentence = scene.sentence_of(place.first)
    factor = _factor(scene, place, float(growth.value))
    others = [c for c in changes if c is not growth]
    peaked = any(c.path == "peak_factor" for c in others)
    yearly = bool(scene.around(place, ("yearly",), 0.5))  # "+12% YoY, Q4 index 1.35"
    if not peaked and not yearly and scene.has(sentence, "usual", "peak") and factor > 1:
        return [*others, replace(growth, path="peak_factor", value=tidy(factor))]
    a_year = any(f.per == "year" for f in scene.facts_within(place))  # "volumes grow 4% p.a."
    a_year = a_year or scene.has(sentence, "yearly") or _of_a_year_to_come(scene, sentence)
    if peaked or a_year or ("growth_percent" in brief and _of_growth(scene, sentence)):
        return [*others, replace(growth, value=tidy((factor - 1) * 100))]
    if (often := _times_a_year(scene, place)) and scene.has(sentence, "growth", "falling"):
        return [*others, replace(growth, value=round((factor**often - 1) * 100, 1))]
    if (scaled := scaled_subject(scene, place, factor, brief)) is not None:
        return [*others, *scaled]
    target = _target(scene, place, sentence, others, brief)
    if target is None:
        return [*others, replace(growth, value=tidy((factor - 1) * 100))]
    path, base = target
    return [*(c for c in others if c.path != path), replace(growth, path=path, value=tidy(base * factor))]


def _times_a_year(scene: TextScene, place: Span) -> int:
    """ "Growing 5% a month" grows twelve times a year, on top of what has grown; 0 where no such period is said."""
    sentence = scene.sentence_of(place.first)
    said = [word.lower for word in scene.words[sentence.first : sentence.last + 1]]
    if set(said) & listed("grown_already") or any(is_past(word) for word in said):
        return 0  # "calls grew 5% this month"
    return next((_PERIODS[f.per] for f in scene.facts_within(place) if f.per in _PERIODS), 0)


_PERIODS: Mapping[str | None, int] = {"month": 12, "quarter": 4}
_AS_MANY = frozenset({"as", "many", "much"})
_BECOMES = frozenset({"be", "become", "get", "grow", "стать", "быть", "расти", "вырасти", "становиться"})


def multiplied(scene: TextScene, brief: Mapping[str, Any], supposed: frozenset[int]) -> list[Change]:
    """ "What if it doubles?", «а если станет вдвое больше?»: with no subject named, the volumes known are meant."""
    said = [m for m in scene.mentions if m.family == "multiply" and m.first in supposed]
    if len(said) != 1:
        return []
    sentence = scene.sentence_of(said[0].first)
    if any(scene.span(f).first in sentence for f in scene.facts):
        return []
    place = Span(said[0].first, said[0].last)
    factor = _factor(scene, place, (float(said[0].value) - 1) * 100)
    if (scaled := scaled_subject(scene, place, factor, brief)) is not None:
        return scaled
    counted = {at for m in scene.inside(sentence, ("more", "fewer", "now")) for at in range(m.first, m.last + 1)}
    after = [at for at in range(said[0].last + 1, sentence.last + 1) if scene.words[at].is_word and at not in counted]
    before = [at for at in range(sentence.first, said[0].first) if scene.words[at].is_word and at not in counted]
    subject = {*words().moment_frame.all_forms(), *anaphors(), "they"}
    if any(scene.words[at].lower not in _AS_MANY for at in after) or any(
        scene.words[at].lower not in subject and not scene.words[at].forms & _BECOMES for at in before
    ):
        return []  # «вдвое быстрее», "twice as long", "what if the price doubles"
    start, end = scene.words[place.first].start, scene.words[place.last].end
    return [
        Change("set", path, tidy(amount * factor), start, end, scene.text[start:end])
        for path, amount in volumes_in(brief).items()
    ]


def _place(scene: TextScene, change: Change) -> Span:
    at = [k for k, w in enumerate(scene.words) if change.start <= w.start < change.end]
    return Span(at[0], at[-1]) if at else Span(0, 0)


def _factor(scene: TextScene, place: Span, percent: float) -> float:
    """«Вдвое меньше» is a half, «на треть меньше» two thirds; a word of more or less stands right after."""
    after = [m for d, m in scene.around(place, ("more", "fewer"), 0.4) if m.first >= place.first]
    if percent > 0 and shortened(scene, place):
        return 1 / (1 + percent / 100) if scene.inside(place, ("multiply",)) else 1 - percent / 100
    falling = bool(after) and after[0].family == "fewer" and percent > 0
    falling = falling or (percent > 0 and any(m.last < place.first for _, m in scene.around(place, ("falling",), 1.0)))
    led = scene.words[place.first - 1].lower if place.first else ""
    if not (falling or (percent > 0 and led in listed("less_by"))):
        return 1 + percent / 100
    ratio = any(m.family == "multiply" for m in scene.inside(place, ("multiply",))) or any(
        f.unit == "times" and scene.span(f).first in place for f in scene.facts
    )
    return 1 / (1 + percent / 100) if ratio else 1 - percent / 100


def _of_a_year_to_come(scene: TextScene, sentence: Span) -> bool:
    """«В этом году плюс 20% ожидаем рост»: growth that is named and expected, and a year."""
    words = scene.words[sentence.first : sentence.last + 1]
    year = any(period_forms().get(form) == "year" for word in words for form in word.forms)
    grown = any(word.lower in listed("grown_already") for word in words)
    return year and not grown and scene.has(sentence, "growth") and not scene.has(sentence, "more", "fewer")


def _of_growth(scene: TextScene, sentence: Span) -> bool:
    """The growth itself is named and nothing compared: "growth is more like 15%", «рост всё-таки 15 %»."""
    again = list(scene.inside(sentence, ("afresh",)))
    compared = scene.inside(sentence, ("more", "fewer"))
    free = [m for m in compared if not any(a.first <= m.first <= a.last for a in again)]
    return scene.has(sentence, "growth") and not free and not any(p.first in sentence for _, p in scene.channels)


def _target(
    scene: TextScene, place: Span, sentence: Span, changes: list[Change], brief: Mapping[str, Any]
) -> tuple[str, float] | None:
    """The volume the relation is about, and what it is counted from."""
    compared = bool(scene.around(place, ("more", "fewer"), 0.4))
    told = [c for c in changes if c.path.endswith("contacts_per_month") and isinstance(c.value, int | float)]
    near = [(_gap(scene, place, span), channel) for channel, span in scene.channels if span.first in sentence]
    channel = min((pair for pair in near if pair[0] <= _NEAR), default=(0.0, None))[1]
    path = f"channels.{channel}.contacts_per_month" if channel else "contacts_per_month"
    if compared and channel and not any(c.path == path for c in told):
        here = [
            c for c in told if c.start >= scene.words[sentence.first].start and c.end <= scene.words[place.first].start
        ]
        if here:
            return path, float(here[-1].value)
        after = [c for c in told if c.start >= scene.words[place.last].end]
        if len(after) == 1 and after[0].path != path and _than(scene, place, after[0].path):
            return path, float(after[0].value)
    if told and not any(c.path == path for c in told):
        return None
    known = _known(brief, path)
    if known is None and channel is None:
        path = _only(brief) or path
        known = _known(brief, path)
    return (path, known) if known else None


def _than(scene: TextScene, place: Span, path: str) -> bool:
    """«Чатов втрое больше, чем звонков»: the channel right after the comparison is the one the volume is of."""
    ahead = Span(place.last + 1, min(place.last + _COMPARED, len(scene.words) - 1))
    return any(
        span.first in ahead and path == f"channels.{channel}.contacts_per_month" for channel, span in scene.channels
    )


def _gap(scene: TextScene, a: Span, b: Span) -> float:
    if b.first in a or a.first in b:
        return 0.0
    return scene.distance(b.last, a.first) if b.first < a.first else scene.distance(a.last, b.first) + 0.5


def _known(brief: Mapping[str, Any], path: str) -> float | None:
    value: Any = brief
    for key in path.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return float(value) if isinstance(value, int | float) else None


def _only(brief: Mapping[str, Any]) -> str | None:
    channels = brief.get("channels")
    wanted = [c for c, v in channels.items() if v is not None] if isinstance(channels, Mapping) else []
    return f"channels.{wanted[0]}.contacts_per_month" if len(wanted) == 1 else None
