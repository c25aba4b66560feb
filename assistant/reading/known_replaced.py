"""A known value named beside the one in its place: "18 months then, 12 was a draft", «шесть мало, пусть девять»."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.answers import answer_spec, as_value
from assistant.reading.corrections import holding, known_leaves
from assistant.reading.durations import UNIT_SECONDS
from assistant.reading.facts import Fact
from assistant.reading.refusals import taken_back
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import TextScene
from assistant.reading.word_lists import listed
from assistant.reading.workload import tidy

_QUANTITIES = ("number", "duration", "money", "volume", "percent")
_TERMS = frozenset({"month", "quarter", "half_year", "year"})
_PERCENT = "percent"  # of a service level, of growth
_THOUSAND = 1000
_FEWEST = 20  # contacts of a volume told by a bare number
_APART = 10.0  # how many times a value may change
_MOST: Mapping[str, float] = {"coverage.days_per_week": 7, "coverage.hours_per_day": 24}
_MANY = 12  # quantities of a message that tells its case anew, and puts no single value right
_ANEW = ("afresh", "negation", "decline", "forget", "move", "swap", "untrue", "said_wrongly", "overmuch", "past")


def known_replaced(
    scene: TextScene, brief: Mapping[str, Any], changes: Sequence[Change], silent: frozenset[int]
) -> list[Change]:
    """The changes with a field set to the value that stands beside the one it holds.

    Only where one field holds the value named, one other quantity may be of it, and no change gives the field another;
    a range that begins or ends with the known value is a change to its other end. `silent` are the words that state
    nothing.
    """
    changes = [_end_of_range(scene, change, brief) for change in changes]
    told = [f for f in scene.facts if f.kind in _QUANTITIES and scene.span(f).first not in silent]
    leaves = known_leaves(brief)
    if not leaves or len(told) > _MANY:
        return changes
    taken = {c.path for c in changes if c.path in leaves and c.value != leaves[c.path]}
    found: dict[str, list[tuple[Fact, Fact, Any]]] = {}
    news = [c for c in changes if c.path in taken]
    for gone in told:
        if any(c.start < gone.end and gone.start < c.end for c in news):
            continue  # "9,000 calls, not 7,000": the 9,000 is news, and no value known
        for new in (f for f in told if f is not gone and not _spoken_for(scene, f, gone, changes, leaves)):
            for path, value in _replaced(scene, gone, new, brief, leaves):
                found.setdefault(path, []).append((gone, new, value))
    # "80 in 40" is a level told anew, and no 40 per cent.
    whole = tuple(f"{c.path}." for c in changes if c.path.startswith("service_level."))
    found = {p: pairs for p, pairs in found.items() if p not in taken and not p.startswith(whole)}
    if len(found) != 1 or len(next(iter(found.values()))) > 1:
        return changes
    path, ((gone, new, value),) = found.popitem()
    elliptic = len(told) == 2 and "number" in (gone.kind, new.kind)  # "six is short. Nine then" says nothing else
    apart = len({channel for channel, _ in scene.channels}) > 1  # "chats take 8, calls 5": each of a channel of its own
    elliptic = elliptic and (path.startswith("channels.") or not apart)
    if not elliptic and not scene.has(scene.sentence_of(scene.span(gone).first), *_ANEW):
        return changes
    kept = [c for c in changes if c.path != path and not (c.start < new.end and new.start < c.end)]
    return [*kept, Change("set", path, value, new.start, new.end, new.text)]


def _spoken_for(scene: TextScene, fact: Fact, gone: Fact, changes: Sequence[Change], leaves: Mapping[str, Any]) -> bool:
    """Whether a quantity is denied, or a change of another field is made of it: one that a correction has guessed at.

    "8 of the 12" is a part of what is known.
    """
    told = any(c.path not in leaves for c in changes if c.start < fact.end and fact.start < c.end)
    told = told and not taken_back(scene, scene.span(gone))
    told = told or any(_of_named_channel(scene, c) for c in changes if c.start < fact.end and fact.start < c.end)
    between = {word.lower for word in scene.words[scene.span(fact).last + 1 : scene.span(gone).first] if word.is_word}
    part = bool(between) and between <= listed("of_words") | listed("definite")
    return told or part or taken_back(scene, scene.span(fact))


def _of_named_channel(scene: TextScene, change: Change) -> bool:
    """Whether a change is of the volume of a channel that is named: "calls 4000, chats 700" puts no calls right."""
    named = len({channel for channel, _ in scene.channels}) > 1
    return named and any(change.path == f"channels.{channel}.contacts_per_month" for channel, _ in scene.channels)


def _replaced(
    scene: TextScene, gone: Fact, new: Fact, brief: Mapping[str, Any], leaves: Mapping[str, Any]
) -> list[tuple[str, Any]]:
    """Fields whose known value the first quantity names, each with the value the second gives it."""
    was, now = _in_unit_of(scene, gone, new), _in_unit_of(scene, new, gone)
    now = _in_thousands(now, was)
    if was.kind != now.kind:
        return []
    found = []
    for path in _fields(was, brief, leaves):
        if any(f.kind == "number" and not _may_count(scene, f, path) for f in (gone, new)):
            continue
        if path.endswith((".seconds", _PERCENT)):
            value: Any = tidy(middle(now.value))
        else:
            value, _ = as_value(path, now, _in_money(leaves[path], brief), {}, answer_spec(path))
        before, after = _size(leaves[path]), _size(value)
        likely = before and after and 1 / _APART <= after / before <= _APART
        if likely and before != after and after <= _MOST.get(path, after):
            found.append((path, value))
    return found


def _may_count(scene: TextScene, fact: Fact, path: str) -> bool:
    """A bare number may be of any field unless it counts something: then of people or contacts, as its head says."""
    counted, counts = scene.head(fact)
    if not counts:
        return True
    if counted is None:
        return False
    field = {"agents": ("agent", "person"), "contacts_per_month": ("contact",)}.get(path.rsplit(".", 1)[-1], ())
    return counted.family in field


def _fields(fact: Fact, brief: Mapping[str, Any], leaves: Mapping[str, Any]) -> list[str]:
    """Fields of the brief that hold the value of a quantity; a length of time only where it is of that field's kind."""
    coverage = brief.get("coverage")
    paths = [path for path, _ in holding(fact, leaves, coverage if isinstance(coverage, Mapping) else {})]
    if fact.kind == "duration":
        paths = [p for p in paths if (p == "contract_months") == (fact.unit in _TERMS)]
        paths += [p for p, known in leaves.items() if p.endswith(".seconds") and known == middle(fact.value)]
    if fact.kind in ("number", "percent"):
        paths += [p for p, known in leaves.items() if p.endswith(_PERCENT) and known == middle(fact.value)]
    return paths


def _in_thousands(new: Fact, old: Fact) -> Fact:
    """«1,9 тыс. было, нынче 2,6»: the new number is meant in the thousands of the old."""
    if new.kind != "number" or old.kind != "number" or isinstance(new.value, Mapping):
        return new
    short = middle(old.value) >= _THOUSAND and middle(new.value) * _APART * _APART < middle(old.value)
    return replace(new, value=middle(new.value) * _THOUSAND) if short else new


def _in_unit_of(scene: TextScene, fact: Fact, other: Fact) -> Fact:
    """A bare number in the unit of what stands beside it: the 8 of "4 hours, not 8", "500 a week, in autumn 300"."""
    bare = fact.kind == "number" and not fact.unit and not scene.head(fact)[1]
    many = bare and middle(fact.value) >= _FEWEST  # "Addendum 1" tells no volume
    if many and other.kind == "volume" and isinstance(other.value, Mapping) and isinstance(other.value.get("per"), str):
        return replace(fact, kind="volume", value={"value": middle(fact.value), "per": other.per}, per=other.per)
    if bare and other.kind == "percent":
        return replace(fact, kind="percent")
    if fact.kind != "number" or other.kind != "duration" or other.unit not in UNIT_SECONDS or scene.head(fact)[1]:
        return fact
    return replace(fact, kind="duration", value=middle(fact.value) * UNIT_SECONDS[other.unit], unit=other.unit)


def _in_money(known: Any, brief: Mapping[str, Any]) -> Mapping[str, Any]:
    """The brief with the currency of the sum known: a bare number in its place is of it."""
    return {**brief, "currency": known["currency"]} if isinstance(known, Mapping) and "currency" in known else brief


def _size(value: Any) -> float:
    value = value.get("amount") if isinstance(value, Mapping) else value
    return float(value) if isinstance(value, int | float) else 0.0


def _end_of_range(scene: TextScene, change: Change, brief: Mapping[str, Any]) -> Change:
    """ "Lengthened from 24 to 36 months": of a range with the known value at one end, the other end is the new one."""
    known = known_leaves(brief).get(change.path)
    fact = next(
        (f for f in scene.facts if f.start <= change.start and change.end <= f.end and f.kind == "duration"), None
    )
    if change.path != "contract_months" or fact is None or not isinstance(fact.value, Mapping):
        return change
    ends = [as_value(change.path, replace(fact, value=fact.value[end]), brief, {})[0] for end in ("low", "high")]
    others = [end for end in ends if end != known]
    return replace(change, value=others[0], detail={}) if len(others) == 1 else change
