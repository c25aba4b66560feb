"""What is handed over for a part of the day only: so many of the contacts as usually arrive in those hours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.builtin.prose import Prose
from assistant.builtin.talk import Talk
from assistant.reading.in_brief import volumes_in
from assistant.reading.word_lists import only_words
from assistant.reading.words import words
from tools.profile import share_open

_MOST = 0.6  # of the contacts: hours that hold more of them are the day itself, cut a little shorter
_ALL_DAY, _ALL_WEEK, _WORKING = 24.0, 7.0, 5.0
_LEAST = 1.0  # contacts a month

Change = dict[str, Any]


def with_part_of_week(talk: Talk, what_if: Sequence[Change]) -> list[Change]:
    """The supposition with the volumes of "only the night": nobody hands over the whole work for a few hours.

    Volumes are left alone where the message names some, and where most contacts arrive in the hours supposed.
    """
    if parts := _parts(talk):
        return [*what_if, *_of_parts(talk, parts)]
    of_hours = all(str(change["path"]).startswith("coverage.") for change in what_if)
    only = any(word.lower in only_words() for word in words(talk.text)) or _part_before(talk)
    return [*what_if, *(_of_hours(talk, what_if) if what_if and of_hours and only else ())]


def _of_hours(talk: Talk, hours: Sequence[Change]) -> list[Change]:
    """The contacts that usually arrive in the hours supposed; none where they are most of the day known."""
    told = {str(change["path"]).split(".")[-1]: change["value"] for change in hours}
    known = talk.known.get("coverage") or {}
    found = []
    for path, volume in volumes_in(talk.known).items():
        channel = path.split(".")[1] if path.startswith("channels.") else "phone"
        before, after = _open(known, channel), _open({**known, **told}, channel)
        part = after / before if before else 1.0
        if part > _MOST:
            return []
        found.append({"op": "set", "path": path, "value": round(max(volume * part, _LEAST))})
    return found


def _part_before(talk: Talk) -> bool:
    """Whether the message goes on with a supposition of a part of the day: "just evenings, 5 to 9", "5 to 8 then"."""
    changes = (talk.situation.get("pending_before") or {}).get("changes", ())
    hours = [change for change in changes if str(change["path"]).startswith("coverage.")]
    volumes = {str(c["path"]): c.get("value") for c in changes if str(c["path"]).endswith("contacts_per_month")}
    again = any(act.detail.get("again") for act in talk.reading.acts)
    return bool(again and hours and volumes) and volumes == {c["path"]: c["value"] for c in _of_hours(talk, hours)}


def _parts(talk: Talk) -> Mapping[str, Sequence[str]]:
    """The parts of a week that are supposed, each with its hours: {"evenings_said": ("18:00", "22:00"), …}."""
    told = (change.detail["parts"] for change in talk.reading.what_if if "parts" in change.detail)
    parts: Mapping[str, Sequence[str]] = next(told, {})
    return parts


def _of_parts(talk: Talk, parts: Mapping[str, Sequence[str]]) -> list[Change]:
    """The contacts that usually arrive in these parts of a week, channel by channel."""
    known = talk.known.get("coverage") or {}
    days = _WORKING if "weekends" in parts else _ALL_WEEK
    found = []
    for path, volume in volumes_in(talk.known).items():
        channel = path.split(".")[1] if path.startswith("channels.") else "phone"
        share = 0.0
        for part, (opening, closing) in parts.items():
            start, hours = _clock(opening) or 0.0, _length(opening, closing)
            if part == "weekends":
                share += share_open(channel, hours, _ALL_WEEK, start) - share_open(channel, hours, _WORKING, start)
            else:
                share += share_open(channel, hours, days, start)
        part_of_all = min(share / (_open(known, channel) or 1.0), 1.0)
        found.append({"op": "set", "path": path, "value": round(max(volume * part_of_all, _LEAST))})
    return found


def _length(opening: str, closing: str) -> float:
    return ((_clock(closing) or 0.0) - (_clock(opening) or 0.0)) % _ALL_DAY or _ALL_DAY


def _open(coverage: Mapping[str, Any], channel: str) -> float:
    """The share of a channel's contacts in these hours; all of them where no hours are known."""
    hours = float(coverage.get("hours_per_day") or _ALL_DAY)
    days = float(coverage.get("days_per_week") or _ALL_WEEK)
    return share_open(channel, hours, days, _clock(coverage.get("open")))


def _clock(told: Any) -> float | None:
    if not isinstance(told, str):
        return None
    hour, _, minute = told.partition(":")
    return int(hour) + int(minute or 0) / 60


def part_told(talk: Talk, result: Mapping[str, Any]) -> str:
    """That the contacts of a supposition are those usual for its hours, and that the person may know better."""
    changed = {str(change["path"]) for change in result.get("applied", ())}
    volumes = {path for path in changed if path.endswith("contacts_per_month")}
    told = {change.path for change in talk.reading.what_if}
    if not _part_before(talk):  # what was supposed of the volumes before is joined as it was told
        told |= {str(c["path"]) for c in (talk.situation.get("pending_before") or {}).get("changes", ())}
    if not volumes or volumes & told or not any(path.startswith("coverage.") for path in changed):
        return ""
    prose, parts = Prose(talk.language), _parts(talk)
    named = [talk.words.say(f"what_if.part.{part}", open=start, close=end) for part, (start, end) in parts.items()]
    taken = talk.words.say("what_if.parts", parts=prose.joined(named)) + " " if named else ""
    before, after = (result[side].get("contacts_per_month") for side in ("before", "estimate"))
    return taken + talk.words.say("what_if.part_of_week", part=round(after), of=prose.number(round(before)))
