"""Handle times told channel by channel in few words: «звонок 4 мин, чат 8, почта 6», "7 min on phone, 9 on email".

The unit is told once or not at all, and each number stands as near to the next channel as to its own: whose it is shows
only in the order of the whole row.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.coverage import known_coverage
from assistant.reading.facts import Fact
from assistant.reading.in_brief import volumes_in
from assistant.reading.known_fields import fit, known_fields
from assistant.reading.rate_words import TIME_UNITS
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed
from assistant.reading.workload import tidy

_UNITS = {"minute": 60, "second": 1}
_MOST: Mapping[str, float] = {"minute": 90, "second": 3600}
_APART = 4  # words between a channel and its time
_UNLIKE = 50  # times a known volume is more than a number that can be no volume in its place
_AHT = ".aht_seconds"
_VOLUME = ".contacts_per_month"

_Item = tuple[Span, str, Fact | None]  # where it stands, the channel (or nothing), the time (or nothing)


def times_in_row(
    scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any], question: str | None
) -> Sequence[Change]:
    """The changes with the handle times of a row of channels, each given to its own.

    A time before the first channel answers the question of another: "5 minutes I suppose, calls a bit longer, maybe 8".
    """
    if any(c.path.startswith("service_level") for c in changes):
        return changes
    asked = question.split(".")[1] if question and question.endswith(_AHT) and question.count(".") == 2 else ""
    pairs = _longest_row(scene, asked)
    unit = next((fact.unit for _, fact in pairs if fact.kind == "duration"), None)
    if not pairs or not (unit or asked or _too_few(pairs, brief)):
        return changes
    unit = unit or "minute"
    if any(fact.kind == "number" and middle(fact.value) > _MOST[unit] for _, fact in pairs):
        return changes
    places = {fact.start for _, fact in pairs}
    if volumes := _volumes_put_right(scene, pairs, brief):
        return [*(c for c in changes if c.start not in places), *volumes]
    if not any(c.start in places for c in changes) and not _nothing_else(scene, pairs):
        return changes  # asked about, or told of others
    kept = [c for c in changes if not (c.start in places and c.path.endswith((_AHT, _VOLUME)))]
    kept = [c for c in kept if c.path not in {f"channels.{channel}{_AHT}" for channel, _ in pairs}]
    return [*kept, *(_change(channel, fact, unit) for channel, fact in pairs)]


def _change(channel: str, fact: Fact, unit: str) -> Change:
    seconds = middle(fact.value) * (1 if fact.kind == "duration" else _UNITS[unit])
    return Change("set", f"channels.{channel}{_AHT}", tidy(seconds), fact.start, fact.end, fact.text)


def _volumes_put_right(scene: TextScene, pairs: Sequence[tuple[str, Fact]], brief: Mapping[str, Any]) -> list[Change]:
    """ "No, 3 e-mail, 12 calls" of 5,000 and 10,000: volumes told in thousands, as the known ones are round in them."""
    fields, coverage = {field.path: field for field in known_fields(brief)}, known_coverage(brief, [])
    opening = {word.lower for word in scene.words[:_OPENING]}
    right = opening & listed("put_right_by") or scene.names_any(("slip", "afresh")) or _counts_all(scene, pairs)
    found: list[Change] = []
    for channel, fact in pairs if right else ():
        known, timed = fields.get(f"channels.{channel}{_VOLUME}"), fields.get(f"channels.{channel}{_AHT}")
        put = fit(fact, known, coverage) if known is not None and fact.kind == "number" else None
        as_time = fit(fact, timed, coverage) if timed is not None else None
        if put is None or put.unlike > _ALIKE or (as_time is not None and as_time.unlike <= put.unlike):
            return []
        found.append(put.change(fact))
    return found


def _nothing_else(scene: TextScene, pairs: Sequence[tuple[str, Fact]]) -> bool:
    """ "Calls 4, e-mails 9" is all that a message says."""
    row = {at for _, place in scene.channels for at in range(place.first, place.last + 1)}
    row |= {at for _, fact in pairs for at in range(scene.span(fact).first, scene.span(fact).last + 1)}
    beside = [w.lower for at, w in enumerate(scene.words) if w.is_word and at not in row]
    return not scene.text.rstrip().endswith("?") and set(beside) <= listed("guessing") | listed("conjunctions")


def _counts_all(scene: TextScene, pairs: Sequence[tuple[str, Fact]]) -> bool:
    """«Писем 4, звонков 11»: each number counts the contacts named beside it."""
    words = [scene.words[place.first].lower for _, place in scene.channels]
    return bool(words) and all(word.endswith(tuple(listed("counted_endings"))) for word in words) and len(pairs) > 1


_OPENING = 2  # words with which a message begins to put right
_ALIKE = 2.5  # times the known volume that one put right in thousands may be


def _too_few(pairs: Sequence[tuple[str, Fact]], brief: Mapping[str, Any]) -> bool:
    """ "Calls 8, chats 12" of thousands of both: no volumes."""
    known = [volumes_in(brief).get(f"channels.{channel}{_VOLUME}") for channel, _ in pairs]
    return all(
        volume is not None and volume > _UNLIKE * middle(fact.value)
        for volume, (_, fact) in zip(known, pairs, strict=True)
    )


def _longest_row(scene: TextScene, asked: str) -> list[tuple[str, Fact]]:
    """Channels with their times: the longest row of one after the other, of two or more times."""
    best: list[tuple[str, Fact]] = []
    for row in _rows(scene):
        pairs = _pairs(row, asked)
        if len(pairs) > max(1, len(best)) and len({channel for channel, _ in pairs}) == len(pairs):
            best = pairs
    return best


def _pairs(row: Sequence[_Item], asked: str) -> list[tuple[str, Fact]]:
    opens_with_time = bool(row) and row[0][2] is not None
    if opens_with_time and len(row) % 2:
        rest = _pairs(row[1:], asked)
        fact = row[0][2]
        return [(asked, fact), *rest] if asked and fact is not None and all(c != asked for c, _ in rest) else rest
    found = []
    for at in range(0, len(row) - 1, 2):
        (_, left, one), (_, right, other) = row[at], row[at + 1]
        fact = one or other
        if fact is not None:
            found.append((left or right, fact))
    return found


def _rows(scene: TextScene) -> list[list[_Item]]:
    """Runs of channels and times that take turns, with but a few words between them."""
    items: list[_Item] = [(place, channel, None) for channel, place in _channels(scene)]
    items += [(scene.span(fact), "", fact) for fact in scene.facts if _may_be_time(scene, fact)]
    items.sort(key=lambda item: item[0].first)
    rows: list[list[_Item]] = []
    for item in items:
        last = rows[-1][-1] if rows else None
        if last is not None and (last[2] is None) != (item[2] is None) and _follows(scene, last[0], item[0]):
            rows[-1].append(item)
        else:
            rows.append([item])
    return rows


def _channels(scene: TextScene) -> list[tuple[str, Span]]:
    """The channels named, and e-mail where only "written" stands before a time."""
    named = list(scene.channels)
    taken = {at for _, place in named for at in range(place.first, place.last + 1)}
    for at, word in enumerate(scene.words[:-1]):
        ahead = [scene.fact_at[k] for k in (at + 1, at + 2) if k < len(scene.words)]
        timed = any(fact is not None and _may_be_time(scene, fact) for fact in ahead)
        opens = at == 0 or not scene.words[at - 1].is_word or scene.words[at - 1].lower in listed("list_joins")
        if word.lower in listed("written_contacts") and at not in taken and timed and opens:
            named.append(("email", Span(at, at)))
    return named


def _may_be_time(scene: TextScene, fact: Fact) -> bool:
    if fact.kind == "duration":
        return fact.unit in _UNITS and fact.per not in TIME_UNITS  # but "6 minutes a call"
    head = scene.head(fact)[0] if fact.kind == "number" else None
    if fact.kind != "number" or (middle(fact.value) == 1 and not fact.text.isdecimal()):
        return False  # «обработка одного звонка 3 минуты 10 секунд»
    return not fact.unit and not fact.per and (head is None or head.family == "contact")


def _follows(scene: TextScene, before: Span, after: Span) -> bool:
    """Few words between two items, no other figure among them and no end of a sentence but that of a list."""
    between = range(before.last + 1, after.first)
    if sum(scene.words[at].is_word for at in between) > _APART:
        return False
    if any(scene.kind_at(at) is not None for at in between):
        return False
    return not any(scene.words[at].text in ".!?\n" for at in between)


def known_time_corrected(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> Sequence[Change]:
    """The handle time put right is that of the channel that had one: "AHT corrected: 4:50, and chats are 11k".

    A channel that only has a volume of its own behind the time is not the one meant.
    """
    timed = [c for c in changes if c.path.endswith(_AHT) and c.op == "set"]
    places = {c.start for c in timed}
    known = _known_times(brief)
    told = {c.path.split(".")[1] for c in timed}
    if len(places) != 1 or not known or told <= set(known) or not _corrects(scene, timed[0].start):
        return changes
    volumes = {c.path.split(".")[1]: c.start for c in changes if c.path.endswith(_VOLUME)}
    if len(told) == 1 and volumes.get(next(iter(told)), -1) < timed[0].end:
        return changes
    fresh = [
        Change("set", f"channels.{channel}{_AHT}", timed[0].value, timed[0].start, timed[0].end, timed[0].text)
        for channel in known
    ]
    return [*(c for c in changes if c not in timed), *fresh]


def _known_times(brief: Mapping[str, Any]) -> list[str]:
    channels = brief.get("channels")
    each = channels.items() if isinstance(channels, Mapping) else ()
    return [name for name, value in each if isinstance(value, Mapping) and value.get("aht_seconds") is not None]


def _corrects(scene: TextScene, start: int) -> bool:
    """The time is named as the handle time and said to be put right."""
    at = next((k for k, word in enumerate(scene.words) if word.end > start), 0)
    named = any(m.family == "aht_name" and m.first < at for m in scene.mentions)
    return named and scene.names_any(("afresh", "slip"))
