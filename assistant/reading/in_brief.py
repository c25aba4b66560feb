"""What the brief already holds: channels wanted, and values of a list."""

from collections.abc import Mapping
from typing import Any

_ABSENT = object()


def wanted_in(brief: Mapping[str, Any]) -> set[str]:
    """Channels the brief holds and has not refused."""
    channels = brief.get("channels")
    return {c for c, v in channels.items() if v is not None} if isinstance(channels, Mapping) else set()


def listed_in(brief: Mapping[str, Any], path: str) -> list[str]:
    """The strings of a list of the brief; none where the field is empty."""
    value = brief.get(path)
    return [item for item in value if isinstance(item, str)] if isinstance(value, list | tuple) else []


def present(brief: Mapping[str, Any], path: str) -> bool:
    """True when the brief says something of the field at a dotted path."""
    return value_at(brief, path, _ABSENT) is not _ABSENT


def value_at(brief: Mapping[str, Any], path: str, default: Any = None) -> Any:
    """What the brief holds at a dotted path; of a list, at the number of an item ("quotes.0")."""
    place: Any = brief
    for key in path.split("."):
        if isinstance(place, list) and key.isdecimal() and int(key) < len(place):
            place = place[int(key)]
            continue
        if not isinstance(place, Mapping) or key not in place:
            return default
        place = place[key]
    return place


def volumes_in(brief: Mapping[str, Any]) -> dict[str, float]:
    """Contacts a month the brief holds, by the dotted path of their field."""
    channels = brief.get("channels")
    volumes = {
        f"channels.{name}.contacts_per_month": each.get("contacts_per_month")
        for name, each in (channels.items() if isinstance(channels, Mapping) else ())
        if isinstance(each, Mapping)
    }
    volumes["contacts_per_month"] = brief.get("contacts_per_month")
    return {path: float(amount) for path, amount in volumes.items() if isinstance(amount, int | float)}


def counted_in(brief: Mapping[str, Any]) -> dict[str, float]:
    """What a case is counted by: contacts a month, or the provider's agents where no contacts are known."""
    agents = brief.get("agents")
    heads = {"agents": float(agents)} if isinstance(agents, int | float) and agents > 0 else {}
    return volumes_in(brief) or heads
