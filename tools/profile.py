"""When contacts arrive over an ordinary week, and when the desk is open. Arrays have 168 hours from Monday midnight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

Array = npt.NDArray[np.float64]

HOURS = 168
_HOUR = np.arange(HOURS) % 24
_DAY = np.arange(HOURS) // 24
WEEKEND = _DAY >= 5


class ProfileError(ValueError):
    """profiles.yaml is wrong; one line per problem."""


@dataclass(frozen=True)
class Profile:
    """Weights of the 24 hours of a day and of the seven days, Monday first."""

    hour_of_day: tuple[float, ...]
    day_of_week: tuple[float, ...]

    def week(self) -> Array:
        """Return the weight of each of the 168 hours."""
        return np.outer(self.day_of_week, self.hour_of_day).ravel()


FLAT = Profile((1.0,) * 24, (1.0,) * 7)


def parse_profiles(document: Any, name: str = "profiles.yaml") -> Mapping[str, Profile]:
    """Return the profiles of a parsed document; ProfileError lists everything wrong."""
    problems: list[str] = []
    known = {"checked_on", "basis", "sources", "profiles"}
    if not isinstance(document, Mapping) or not isinstance(document.get("profiles"), Mapping):
        raise ProfileError(f"{name}: profiles: must be an object. hint: channel to hour_of_day and day_of_week")
    problems += [f"{name}: {key}: there is no such field" for key in document if key not in known]
    for channel, entry in document["profiles"].items():
        if not isinstance(entry, Mapping) or set(entry) != {"hour_of_day", "day_of_week"}:
            problems.append(f"{name}: profiles.{channel}: must have hour_of_day and day_of_week and nothing else")
            continue
        for field, length in (("hour_of_day", 24), ("day_of_week", 7)):
            problems += _weight_problems(f"{name}: profiles.{channel}.{field}", entry[field], length)
    if problems:
        raise ProfileError("\n".join(problems))
    return {
        channel: Profile(tuple(map(float, entry["hour_of_day"])), tuple(map(float, entry["day_of_week"])))
        for channel, entry in document["profiles"].items()
    }


def _weight_problems(where: str, weights: Any, length: int) -> list[str]:
    if not isinstance(weights, list) or len(weights) != length:
        return [f"{where}: must be a list of {length} numbers"]
    wrong = [w for w in weights if isinstance(w, bool) or not isinstance(w, (int, float)) or not 0 < w < 1e6]
    return [f"{where}: {wrong[0]!r} is not a weight. hint: a number above 0"] if wrong else []


@cache
def load_profiles() -> Mapping[str, Profile]:
    """Return the shipped profiles by channel."""
    path = Path(__file__).with_name("profiles.yaml")
    return parse_profiles(yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader))


def usual_opening(hours_per_day: Array) -> Array:
    """Return the opening hour usual for a day so long: 9 up to twelve hours, earlier beyond, midnight at 24."""
    return np.where(hours_per_day <= 12, 9.0, np.round((9 - 0.75 * (hours_per_day - 12)) * 2) / 2)


def open_share(hours_per_day: Array, days_per_week: Array, open_hour: Array) -> Array:
    """Return the open part (0 to 1) of each of the 168 hours; arguments of shape (draws, 1).

    Days open are counted from Monday; a shift past midnight runs into the next day, Sunday's into Monday.
    """
    # Of thousands of draws few weeks differ.
    weeks, which = np.unique(np.hstack([hours_per_day, days_per_week, open_hour]), axis=0, return_inverse=True)
    return _open_share(*np.hsplit(weeks, 3))[which.ravel()]


def _open_share(hours_per_day: Array, days_per_week: Array, open_hour: Array) -> Array:
    hour = np.arange(HOURS)[None, :].astype(float)
    total = np.zeros((hours_per_day.shape[0], HOURS))
    for day in range(7):
        start = day * 24 + open_hour
        end = start + hours_per_day
        overlap = np.zeros_like(total)
        for turn in (0, HOURS):  # what runs over the end of the week comes back at its beginning
            overlap += np.clip(np.minimum(end, hour + turn + 1) - np.maximum(start, hour + turn), 0, 1)
        total += overlap * (np.round(days_per_week) > day)
    return np.clip(total, 0, 1)


def share_open(channel: str, hours_per_day: float, days_per_week: float, open_hour: float | None = None) -> float:
    """Return the share of a channel's contacts that arrive while a desk is open so long, by the usual week."""
    weights = load_profiles()[channel].week()
    hours, days = np.array([[float(hours_per_day)]]), np.array([[float(days_per_week)]])
    opening = usual_opening(hours) if open_hour is None else np.array([[float(open_hour)]])
    return float((open_share(hours, days, opening)[0] * weights).sum() / weights.sum())


def night_part(start: float, end: float) -> Array:
    """Return the part of each of 168 hours that lies between `start` and `end` o'clock, past midnight if need be."""
    span = (end - start) % 24
    offset = np.arange(24) - start
    part = sum(np.clip(np.minimum(span, offset + turn + 1) - np.maximum(0, offset + turn), 0, 1) for turn in (0, 24))
    return np.tile(np.asarray(part, dtype=float), 7)


def reweighted(weights: Array, part: Array, share: Array | None) -> Array:
    """Return the weights changed so that `part` of the week (0 to 1 an hour) gets `share` of the contacts."""
    if share is None:
        return weights
    share = np.clip(share, 1e-6, 1 - 1e-6)
    inside = np.sum(weights * part, axis=-1, keepdims=True)
    outside = np.sum(weights, axis=-1, keepdims=True) - inside
    factor = share * outside / (inside * (1 - share))
    return weights * (part * factor + (1 - part))
