"""What reading a message gives: changes of the brief, dialogue acts and open questions, each with its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.reading.facts import Fact


@dataclass(frozen=True)
class Change:
    """A change of one field of the brief; `path` is dotted as in "channels.phone.contacts_per_month".

    `detail` keeps what a single number cannot: {"low", "high"} of a range, the "per" a volume was given in,
    "approximate", and "assumed" for a part of the value that convention supplied.
    """

    op: Literal["set", "remove"]
    path: str
    value: Any = None
    start: int = 0
    end: int = 0
    text: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Act:
    """A dialogue act, such as "ask" or "estimate", from `start` to `end` of the text."""

    kind: str
    start: int = 0
    end: int = 0
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Ambiguity:
    """Two readings that differ in cost: `options` are (label key, the changes that reading would make)."""

    path: str
    options: tuple[tuple[str, tuple[Change, ...]], ...]
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Reading:
    """A message, read."""

    language: str
    facts: tuple[Fact, ...] = ()
    changes: tuple[Change, ...] = ()
    what_if: tuple[Change, ...] = ()  # stated as a supposition; not in `changes`
    acts: tuple[Act, ...] = ()
    ambiguities: tuple[Ambiguity, ...] = ()

    @property
    def brief(self) -> dict[str, Any]:
        """The changes applied to nothing: what this message alone says about the buyer."""
        return apply({}, self.changes)

    def has(self, *kinds: str) -> bool:
        """True when the message holds one of these acts."""
        return any(act.kind in kinds for act in self.acts)


def apply(brief: Mapping[str, Any], changes: tuple[Change, ...] | list[Change]) -> dict[str, Any]:
    """Brief with the changes applied in order, unvalidated; the brief given is left as it is."""
    result = _copied(brief)
    for change in changes:
        *parents, last = change.path.split(".")
        place: Any = result
        for key, following in zip(parents, change.path.split(".")[1:], strict=True):
            if isinstance(place, list):
                place = place[int(key)] if key.isdecimal() and int(key) < len(place) else {}
                continue
            if not isinstance(place.get(key), dict | list):
                if change.op == "remove":
                    place = None
                    break
                place[key] = [] if following.isdecimal() else {}
            place = place[key]
        if isinstance(place, list) and last.isdecimal():
            _in_list(place, int(last), change)
        elif isinstance(place, dict):
            if change.op == "remove":
                place.pop(last, None)
            elif not (change.value == {} and isinstance(place.get(last), dict)):
                place[last] = _copied(change.value)
    return result


def _in_list(place: list[Any], index: int, change: Change) -> None:
    if change.op == "remove":
        del place[index : index + 1]
    elif index < len(place):
        place[index] = _copied(change.value)
    else:
        place.append(_copied(change.value))


def _copied(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _copied(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_copied(item) for item in value]
    return value
