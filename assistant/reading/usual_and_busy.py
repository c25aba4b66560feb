"""The volume of an ordinary month and of a busy one told side by side: "a usual week is 400 e-mails, in May 1,000".

The ordinary one is the volume, and the busy one says how many times that a peak is.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.coverage import known_coverage
from assistant.reading.result import Change
from assistant.reading.scene import TextScene
from assistant.reading.season_peaks import with_season_beside
from assistant.reading.told_figures import Figure, monthly, told_figures
from assistant.reading.workload import tidy

_SEVERAL = 3  # numbers of one thing: of a quiet time, a busy one and the mean
_LEAST, _MOST = 1.05, 20.0  # times the ordinary volume that a busy one may be


def usual_and_busy(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with such a pair read as a volume and a peak; as they are where there is none."""
    figures = told_figures(scene)
    channels = {f.channel for f in figures}
    usual = [f for f in figures if f.has(scene, "usual") and not f.has(scene, "busy")]
    busy = [f for f in figures if f.has(scene, "busy") and not f.has(scene, "usual")]
    quiet = [f for f in figures if f.has(scene, "quiet") and f not in usual and f not in busy]
    if len(channels) != 1 or not 1 < len(figures) <= _SEVERAL or len(usual) > 1 or not (busy or quiet):
        return with_season_beside(scene, changes, brief)
    coverage = known_coverage(brief, list(changes))
    volumes = {id(f): monthly(f, coverage) for f in figures}
    if not usual:
        return _between(changes, figures, volumes) if quiet and len(figures) == 2 else list(changes)
    volume = volumes[id(usual[0])]
    if not busy:
        return with_volume(changes, figures, usual[0], tidy(volume))
    busiest = max(busy, key=lambda f: volumes[id(f)])
    times = volumes[id(busiest)] / volume if volume else 0.0
    if not _LEAST <= times <= _MOST:
        return list(changes)
    return with_volume(changes, figures, usual[0], tidy(volume), tidy(round(times, 2)))


def _between(changes: Sequence[Change], figures: Sequence[Figure], volumes: Mapping[int, float]) -> list[Change]:
    """ "20 chats on a slow day, 40 on a good one": an ordinary day lies between the two."""
    return with_volume(changes, figures, figures[0], tidy(sum(volumes.values()) / len(volumes)))


def with_volume(
    changes: Sequence[Change], figures: Sequence[Figure], holds: Figure, volume: float, peak: float | None = None
) -> list[Change]:
    """The changes with one volume in the place of all that the figures told."""
    path = f"channels.{holds.channel}.contacts_per_month" if holds.channel else "contacts_per_month"
    starts = {f.fact.start for f in figures}
    gone = ("peak_factor", "growth_percent") if peak is not None else ()
    kept = [
        c
        for c in changes
        if c.path not in gone
        and not (c.path.endswith("contacts_per_month") and (c.path == path or c.start in starts))
        and not (c.path == f"channels.{holds.channel}" and c.value == {})
    ]
    place = (holds.fact.start, holds.fact.end, holds.fact.text)
    found = [*kept, Change("set", path, volume, *place)]
    return found if peak is None else [*found, Change("set", "peak_factor", peak, *place)]
