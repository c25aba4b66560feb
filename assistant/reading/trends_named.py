"""Growth and peaks told by their names and a number: "growth 15, peak 1.8", «рост поставьте ноль», "next year +12".

Between the name and the number stand only words that say nothing of their own: "peak? maybe 1.3x".
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed
from assistant.reading.workload import tidy

_GROWTH, _PEAK = "growth_percent", "peak_factor"
_MOST_GROWTH = 100
_LEAST_PEAK, _MOST_PEAK = 1.05, 10.0
_BETWEEN = 5  # words from a name to its number
_BESIDE = 2  # words from "no" to the growth there is none of
_SIGNS = frozenset(',?:-–—=~()"«»')
_PLUS, _MINUS = frozenset({"+"}), frozenset({"-", "−", "–"})


def trends_named(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with growth and peak told so; what else was read of such a number is left out."""
    found = [*_named(scene, brief), *_forecast(scene, brief)]
    told: dict[str, Change] = {}
    for change in found:
        told.setdefault(change.path, change)
    if _GROWTH not in told and (none := _none(scene, changes, brief)):
        told[_GROWTH] = none
    kept = [
        c
        for c in changes
        if c.path not in told and not any(c.start < t.end and t.start < c.end and t.end for t in told.values())
    ]
    return [*kept, *told.values()] if told else list(changes)


def _named(scene: TextScene, brief: Mapping[str, Any]) -> Iterator[Change]:
    for path, names in ((_GROWTH, "growth_named"), (_PEAK, "peak_named")):
        for at, word in enumerate(scene.words):
            if not {word.lower, *word.forms} & listed(names):
                continue
            fact = _led_to(scene, at)
            value = _value(scene, path, fact, brief) if fact is not None else None
            if (
                fact is not None
                and value is not None
                and not _over(scene, fact)
                and not _goes(scene, path, fact, brief)
            ):
                yield _change(path, value, fact)


def _over(scene: TextScene, fact: Fact) -> bool:
    """ "Growth 40 was last year's": what is over."""
    after = scene.span(fact).last + 1
    return after < len(scene.words) and scene.words[after].lower in listed("trend_over")


def _goes(scene: TextScene, path: str, fact: Fact, brief: Mapping[str, Any]) -> bool:
    """ "Growth of 60 is fantasy, use 25": the known figure is named beside another, to be put right by it."""
    others = [f for f in scene.facts if f.kind in ("number", "percent") and f.start > fact.end]
    return bool(others) and brief.get(path) == middle(fact.value)


def _led_to(scene: TextScene, name: int) -> Fact | None:
    """The quantity a name leads to, with nothing but fillers and signs between."""
    for at in range(name + 1, min(len(scene.words), name + _BETWEEN + 2)):
        fact = scene.fact_at[at]
        if fact is not None and fact.kind in ("number", "percent", "volume"):
            return fact
        word = scene.words[at]
        signed = word.text in _PLUS or word.lower in listed("signs_said")
        if not (signed or word.text in _SIGNS or word.lower in listed("trend_fillers")):
            return None
    return None


def _value(scene: TextScene, path: str, fact: Fact, brief: Mapping[str, Any]) -> float | None:
    """What the number makes of the field; None where it counts something or is out of all likelihood."""
    if fact.kind == "volume" or (fact.kind == "number" and fact.unit is None and scene.head(fact)[1]):
        return None
    said, sign = middle(fact.value), _sign(scene, fact)
    if path == _GROWTH:
        bare = fact.kind == "percent" or (fact.unit is None and said == int(said) and not _times(scene, fact))
        zero = said == 0 and _GROWTH not in brief
        return (sign or 1) * said if bare and said <= _MOST_GROWTH and not zero else None
    if sign and fact.unit is None and said <= _MOST_GROWTH:
        return 1 + sign * said / 100 if sign > 0 else None
    if fact.kind == "percent" or not _LEAST_PEAK <= said <= _MOST_PEAK:
        return None
    return said if fact.unit == "times" or said != int(said) or _times(scene, fact) else None


def _times(scene: TextScene, fact: Fact) -> bool:
    after = scene.span(fact).last + 1
    return after < len(scene.words) and scene.words[after].lower in listed("times_said")


def _sign(scene: TextScene, fact: Fact) -> int:
    """1 and -1 for a plus and a minus before a number or in it, 0 where there is none."""
    first = scene.span(fact).first
    before = scene.words[first - 1] if first else None
    if fact.text.startswith("+") or (before is not None and before.text in _PLUS):
        return 1
    if fact.text[:1] in _MINUS:
        return -1
    if before is None or before.lower not in listed("signs_said"):
        return 0
    return -1 if before.lower in listed("minus_said") else 1


def _forecast(scene: TextScene, brief: Mapping[str, Any]) -> Iterator[Change]:
    """ "Next year the plan says +12", «прогноз минус 5% к этому году»: a signed number of the time to come."""
    for fact in scene.facts:
        yearly = fact.kind == "volume" and fact.value.get("per") == "year" and not fact.each
        if fact.kind not in ("number", "percent") and not yearly:
            continue
        sign, said = _sign(scene, fact), middle(fact.value)
        counts = not yearly and fact.kind == "number" and (scene.head(fact)[1] or fact.unit is not None)
        if not sign or counts or not 0 < said <= _MOST_GROWTH:
            continue
        span = scene.span(fact)
        clause = _clause(scene, span)
        here = [{w.lower, *w.forms} for w in scene.words[clause.first : span.first]]
        ahead = any(w & listed("forecast_said") for w in here)
        other = any(w & (listed("peak_named") | listed("growth_named")) for w in here)
        if ahead and not other and not scene.has(clause, "own_people", "salary", "budget"):
            yield _change(_GROWTH, sign * said, fact)


def _clause(scene: TextScene, span: Span) -> Span:
    first = span.first
    while first > 0 and scene.words[first - 1].text not in ",;.!?()\n":
        first -= 1
    return Span(first, span.last)


def _none(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> Change | None:
    """The known growth put right by "the board cut it to 6 percent", or done away with by «роста не будет»."""
    if not isinstance(brief.get(_GROWTH), int | float):
        return None
    names = [at for at, w in enumerate(scene.words) if {w.lower, *w.forms} & listed("growth_named")]
    if not names:
        return None
    sentence = scene.sentence_of(names[0])
    shares = [f for f in scene.facts if f.kind == "percent"]
    led = [f for f in shares if scene.words[scene.span(f).first - 1].lower in listed("trend_moved_to")]
    if len(shares) == len(led) == 1 and scene.span(led[0]).first in sentence and scene.span(led[0]).first > names[0]:
        return _change(_GROWTH, middle(led[0].value), led[0])
    near = scene.words[max(0, names[0] - _BESIDE) : names[0] + _BESIDE + 1]
    denied = next((w for w in near if w.lower in listed("none_said")), None)
    if denied is None or shares or any(c.path == _GROWTH for c in changes) or "?" in scene.text:
        return None
    return Change("set", _GROWTH, 0, denied.start, denied.end, scene.text[denied.start : denied.end])


def _change(path: str, value: float, fact: Fact) -> Change:
    return Change("set", path, tidy(round(value, 2)), fact.start, fact.end, fact.text)
