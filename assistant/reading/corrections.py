"""What a message changes in the brief already told: values taken back, corrected, supposed otherwise or forgotten."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from itertools import pairwise
from typing import Any

from assistant.reading.answer_fits import supposable
from assistant.reading.answers import UNIT_SECONDS, answer_spec, as_value, release, table
from assistant.reading.facts import Fact
from assistant.reading.in_brief import present
from assistant.reading.nearest_channel import of_named
from assistant.reading.result import Change
from assistant.reading.roles import Role, Roles, middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.slips import refused_to, thought_better
from assistant.reading.volumes_added import with_added
from assistant.reading.volumes_corrected import likely_factor
from assistant.reading.word_lists import bounds, listed
from assistant.reading.workload import per_month, tidy

_NEGATION_REACH = 0.4
_CALLED = 3  # words from a figure to those that call it a mistake
_SHORT = 5  # words and signs of a message that is a refusal and a number: "no, 1500 calls"


def withdrawn(scene: TextScene) -> list[Fact]:
    """Quantities taken back: "3500, not 2000", «не две тысячи, а три», "instead of 5"."""
    found = []
    for fact in scene.facts:
        if fact.kind not in _QUANTITIES:
            continue
        span = scene.span(fact)
        before = [
            m
            for d, m in scene.around(span, ("negation", "afresh"), _NEGATION_REACH)
            if m.last < span.first and d <= _NEGATION_REACH
        ]
        if any(_takes_back(scene, m.first, m.last, span.first) for m in before):
            found.append(fact)
    found += _left_behind(scene) + _swapped(scene) + _said_wrongly(scene) + thought_better(scene) + refused_to(scene)
    gone = {(f.kind, str(f.value)) for f in found}
    found = [f for f in scene.facts if f in found or (f.kind, str(f.value)) in gone]
    return found if len(found) < sum(f.kind in _QUANTITIES for f in scene.facts) else []


def replacements(scene: TextScene, old: list[Fact]) -> list[tuple[Fact, Fact]]:
    """Quantities taken back, each with the one in its place."""
    pairs = [(gone, _replaced_by(scene, gone, old)) for gone in old]
    return [(gone, new) for gone, new in pairs if new is not None]


_FROM, _TO = frozenset({"from", "с", "со"}), frozenset({"to", "до", "на"})


_ARROW = frozenset({"-", "–", "—", "=", ">", "→"})
_MOVED = ("number", "volume", "money", "percent", "duration")


def _left_behind(scene: TextScene) -> list[Fact]:
    """ "Cut the team from nine agents to six": of two numbers between which something moved, the first is past."""
    found = []
    for before, after in pairwise(f for f in scene.facts if f.kind in _MOVED):
        first, last = scene.span(before), scene.span(after)
        between = [scene.words[at].lower for at in range(first.last + 1, last.first)]
        sentence = scene.sentence_of(first.first)
        moved = scene.has(Span(sentence.first, first.first), "growth", "decline", "afresh", "forget", "move")
        leads = first.first > 0 and scene.words[first.first - 1].lower in _FROM
        arrow = bool(between) and set(between) <= _ARROW and bool(set(between) & {">", "→"})  # "3,000 -> 2,500"
        if arrow or (moved and leads and last.first in sentence and 0 < len(between) <= 4 and between[-1] in _TO):
            found.append(before)
    return found


def _said_wrongly(scene: TextScene) -> list[Fact]:
    """ "The 1,120 calls were a slip, it should read 1,210": the first of two figures, called a mistake."""
    found = []
    for before, after in pairwise(f for f in scene.facts if f.kind in _MOVED):
        between = Span(scene.span(before).last + 1, scene.span(after).first - 1)
        if between.first <= between.last and any(
            m.first - between.first <= _CALLED for m in scene.inside(between, ("said_wrongly",))
        ):
            found.append(before)
    return found


def _swapped(scene: TextScene) -> list[Fact]:
    """ "Replace the 40 seats with 32", "for 78 read 96", «слова „до 18:00“ заменить на „до 21:00“»: the first goes."""
    found = []
    for mention in (m for m in scene.mentions if m.family == "swap"):
        sentence = scene.sentence_of(mention.first)
        for kind in _QUANTITIES:
            alike = [f for f in scene.facts if f.kind == kind and scene.span(f).first in sentence]
            if len(alike) != 2 or scene.span(alike[1]).first < mention.last:
                continue
            put = range(scene.span(alike[0]).last + 1, scene.span(alike[1]).first)
            if any(scene.words[at].lower in listed("put_in") and at >= mention.last for at in put):
                found.append(alike[0])
    return found


_QUANTITIES = ("number", "volume", "money", "duration", "percent", "time_range", "days")
_INSTEAD = frozenset({"instead", "rather", "place"})
_BACK = frozenset({"not", "не", "вместо", *_INSTEAD})


def _takes_back(scene: TextScene, first: int, last: int, until: int) -> bool:
    said = {scene.words[at].lower for at in range(first, last + 1)}
    between = {scene.words[at].lower for at in range(last + 1, until)}
    if said & _INSTEAD and between:
        between -= {"than", "of"}
    return bool(said & _BACK) and not between & bounds() and not between & {",", "-", "—", "–", ":", ";", "("}


def read_corrections(
    scene: TextScene,
    roles: Roles,
    old: list[Fact],
    brief: Mapping[str, Any],
    question: str | None,
    coverage: Mapping[str, Any],
) -> list[Change]:
    """Changes by values that name no topic but correct one: of the field with the old value, or the only one."""
    if not old and not any(m.family == "afresh" for m in scene.mentions) and not _refused_first(scene, question):
        return []
    changes: list[Change] = []
    leaves = dict(_leaves(brief))
    loose = roles.free + [r.fact for r in roles.taken if _vague_role(r)]
    replacing = [_replaced_by(scene, fact, old) for fact in old]
    targets = [
        held
        for fact, new in zip(old, replacing, strict=True)
        if new in loose
        for held in holding(fact, leaves, coverage)
    ]
    if old:  # another number beside them is about something else: «не 25, а 35, и только до 18»
        places = {id(new) for new in replacing}
        loose = [fact for fact in loose if id(fact) in places]
    for fact in sorted(loose, key=lambda f: f.start):
        alone = sum(f.kind in _QUANTITIES for f in scene.facts) == 1
        path, per = targets[0] if targets else (of_named(scene, fact, _by_kind(fact, leaves, question, alone)), None)
        if path is None:
            changes += _all_alike(scene, fact, leaves, coverage)
            continue
        pair = [fact, *(gone for gone, new in zip(old, replacing, strict=True) if new is fact)]
        if not path.endswith("contacts_per_month") and any(_counts_another(scene, each) for each in pair):
            continue  # "8 salons, not 6" are not the six days of the week
        said = _per(_same_scale(fact, old), per)
        value, detail = as_value(path, said, _in_known_money(path, brief), coverage, answer_spec(path))
        if path.endswith("contacts_per_month") and said.kind == "number" and not old and path in leaves:
            value = tidy(value * likely_factor(middle(said.value), leaves[path], coverage))
        if value is not None:
            targets = targets[1:]
            release(roles, fact)
            changes.append(Change("set", path, value, fact.start, fact.end, fact.text, detail))
    return changes


def _refused_first(scene: TextScene, question: str | None) -> bool:
    """ "No, 1500": a number right after a refusal, where no number was asked for."""
    first = scene.words[0].lower if scene.words else ""
    return first in listed("refusals") and len(scene.words) <= _SHORT and answer_spec(question) is None


def _all_alike(scene: TextScene, fact: Fact, leaves: Mapping[str, Any], coverage: Mapping[str, Any]) -> list[Change]:
    """A rate that corrects no channel in particular is the total of those among which it was divided equally."""
    volumes = {path: v for path, v in leaves.items() if path.startswith("channels.") and path.endswith("per_month")}
    known = list(volumes.values())
    if fact.kind != "volume" or scene.channels or len(known) < 2 or any(not _same(known[0], v) for v in known[1:]):
        return []
    total, _ = as_value("contacts_per_month", fact, {}, coverage)
    share = tidy(total / len(known))
    return [Change("set", path, share, fact.start, fact.end, fact.text) for path in volumes]


def _per(fact: Fact, per: str | None) -> Fact:
    """The number as a volume of the period the one it replaces was told in, unless it names its own."""
    if per is None or fact.kind != "number":
        return fact
    return replace(fact, kind="volume", value={"value": fact.value, "per": per}, per=per)


def _replaced_by(scene: TextScene, gone: Fact, old: list[Fact]) -> Fact | None:
    """The quantity that stands in the place of one taken back: the nearest of its kind."""
    alike = ("number", "volume", "money") if gone.kind in ("number", "volume") else (gone.kind,)
    # «Не двести, а триста тысяч рублей»: money may replace a bare number.
    taken_back = {id(f) for f in old}
    kinds = {*alike, "duration", "number"}
    standing = [f for f in scene.facts if f.kind in kinds and id(f) not in taken_back]
    return min(standing, key=lambda f: max(f.start - gone.end, gone.start - f.end), default=None)


def _counts_another(scene: TextScene, fact: Fact) -> bool:
    """Whether a number counts a thing that no field of the brief is about."""
    head, counts = scene.head(fact)
    return fact.kind == "number" and counts and (head is None or head.family == "other_number")


def _vague_role(role: Role) -> bool:
    return role.cue is None or (role.field == "contacts" and role.cue.value in ("", "_") and role.cost > 0.1)


def _leaves(brief: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in brief.items():
        path = f"{prefix}{key}"
        if isinstance(value, Mapping) and "amount" not in value:
            yield from _leaves(value, f"{path}.")
        else:
            yield path, value


def known_leaves(brief: Mapping[str, Any]) -> dict[str, Any]:
    """Every single value of a brief by its dotted path; a sum of money is one."""
    return dict(_leaves(brief))


def _candidates(fact: Fact, leaves: Mapping[str, Any]) -> list[str]:
    patterns = table("correctable").get(fact.kind, [])
    return [path for pattern in patterns for path in leaves if fnmatchcase(path, pattern)]


_SAID_PER = ("day", "week", "workday", "year", "quarter", "hour", "shift")  # the likeliest first


def holding(fact: Fact, leaves: Mapping[str, Any], coverage: Mapping[str, Any]) -> list[tuple[str, str | None]]:
    """Fields of the brief whose value the fact repeats, in any unit it may have been said in.

    With each comes the period it was told in: the brief keeps the month's 760 of «25 звонков в день».
    """
    found: list[tuple[str, str | None]] = []
    for path in _candidates(fact, leaves):
        known = leaves[path]
        known = known.get("amount") if isinstance(known, Mapping) else known
        if not isinstance(known, int | float):
            continue
        value, _ = as_value(path, fact, {"currency": "USD"}, coverage, answer_spec(path))
        value = value.get("amount") if isinstance(value, Mapping) else value
        plain = middle(fact.value)
        per = fact.value.get("per") if isinstance(fact.value, Mapping) else None
        worth = value * 1000 if per and isinstance(value, int | float) else None  # «за квартал не 9, а 12 тысяч»
        if any(_same(known, v) for v in (value, plain, plain * 1000, worth)):
            found.append((path, per))
        elif path.endswith("contacts_per_month"):
            # the days of the week may have been told after the volume
            said = [p for p in _SAID_PER for c in (coverage, {}) if _same(known, plain * per_month(p, c))]
            found += [(path, said[0])] if said else []
    return found


def _same(known: float, value: Any) -> bool:
    return isinstance(value, int | float) and abs(known - value) <= 0.01 * abs(known)


def _in_known_money(path: str, brief: Mapping[str, Any]) -> Mapping[str, Any]:
    """The brief with the currency in which the sum at a path was told: a bare number put in its place is of it."""
    known = dict(_leaves(brief)).get(path)
    return {**brief, "currency": known["currency"]} if isinstance(known, Mapping) and "currency" in known else brief


_PUT_RIGHT = 1.35  # a number put right is seldom farther from the old one than so many times


def _like_money(fact: Fact, leaves: Mapping[str, Any]) -> str | None:
    """The sum a bare number puts right: "sorry, 2,900" of a salary of 2,800, if nothing else is so like it."""
    if fact.kind != "number" or fact.unit:
        return None
    said = middle(fact.value)
    like = []
    for path, known in leaves.items():
        amount = known.get("amount") if isinstance(known, Mapping) else known
        if isinstance(amount, int | float) and not isinstance(amount, bool) and amount > 0 and said > 0:
            like += [path] if max(said / amount, amount / said) <= _PUT_RIGHT else []
    return like[0] if len(like) == 1 and isinstance(leaves[like[0]], Mapping) else None


# What a length of time alone is of, by its unit; no field is told in days or weeks but the contract.
_LENGTHS_OF = {"hour": "hours_per_day", "minute": "aht_seconds", "second": "aht_seconds"}
_COUNTED = ("contacts_per_month", "agents")  # what a number without a unit is of, before hours, days and terms


def _by_kind(fact: Fact, leaves: Mapping[str, Any], question: str | None, alone: bool = True) -> str | None:
    if money := _like_money(fact, leaves):
        return money
    paths = [p for p in _candidates(fact, leaves) if not _too_small(p, fact, leaves)]
    if fact.kind == "duration":
        hours = fact.unit == "hour"
        paths = [p for p in paths if p.endswith(_LENGTHS_OF.get(fact.unit or "", "contract_months"))]
        if not paths and hours:
            return "coverage.hours_per_day"
    if question in paths:
        return question
    if fact.kind == "number" and not fact.unit:
        if middle(fact.value) == 1 and not fact.text.isdecimal():
            return None  # "one left in May"
        paths = [p for p in paths if alone and p.endswith(_COUNTED)] or paths
    volumes = [p for p in paths if p.endswith("contacts_per_month")]
    if len(volumes) == 1 and fact.kind in ("number", "volume") and middle(fact.value) >= 50:
        return volumes[0]
    return paths[0] if len(paths) == 1 else None


def _too_small(path: str, fact: Fact, leaves: Mapping[str, Any]) -> bool:
    """A few against hundreds: no other volume of the month."""
    known = leaves.get(path)
    if not path.endswith("contacts_per_month") or fact.kind != "number" or not isinstance(known, int | float):
        return False
    return middle(fact.value) * 50 < known


def _same_scale(fact: Fact, old: list[Fact]) -> Fact:
    """«Не две тысячи, а три с половиной», "not a year but two": the new number is meant in what the old was told in."""
    if not old or fact.kind not in ("number", "volume") or isinstance(fact.value, dict):
        return fact
    was, now, unit = middle(old[0].value), middle(fact.value), old[0].unit or ""
    if old[0].kind == "duration" and fact.kind == "number" and unit in UNIT_SECONDS:
        return Fact("duration", now * UNIT_SECONDS[unit], fact.start, fact.end, fact.text, fact.approximate, unit=unit)
    if was >= 1000 and was % 500 == 0 and 0 < now < 100:
        return Fact(fact.kind, now * 1000, fact.start, fact.end, fact.text, fact.approximate)
    return fact


def read_supposed(
    scene: TextScene, roles: Roles, supposed: frozenset[int], brief: Mapping[str, Any], coverage: Mapping[str, Any]
) -> list[Change]:
    """Values of a supposition that name no topic, as the only field of their kind: «а если 4 минуты?»."""
    changes: list[Change] = []
    leaves = dict(_leaves(brief))
    channels = brief.get("channels")
    served = [name for name, each in channels.items() if each is not None] if isinstance(channels, Mapping) else []
    if len(served) == 1:
        leaves.setdefault(f"channels.{served[0]}.aht_seconds", 0)
    for fact in [f for f in roles.free if scene.span(f).first in supposed and supposable(scene, f)]:
        if path := _by_kind(fact, leaves, None):
            value, detail = as_value(path, fact, brief, coverage, answer_spec(path))
            if path.endswith("contacts_per_month") and fact.kind == "number" and leaves.get(path):
                value = tidy(value * likely_factor(middle(fact.value), leaves[path], coverage))
            if value is not None:
                release(roles, fact)
                changes.append(Change("set", path, value, fact.start, fact.end, fact.text, detail))
    return with_added(scene, changes, brief, coverage)


def scaled_volumes(scene: TextScene, changes: list[Change], brief: Mapping[str, Any]) -> list[Change]:
    """A supposed growth as the volumes it comes to: "what if calls doubled?" is about the month, not the year's growth.

    The volumes of the channels named, or of all; a growth of a brief without volumes stays what it is.
    """
    named = {channel for channel, _ in scene.channels}
    volumes = {
        path: amount
        for path, amount in _leaves({key: brief[key] for key in ("channels", "contacts_per_month") if key in brief})
        if path.endswith("contacts_per_month") and isinstance(amount, int | float)
    }
    of_named = {
        path: amount for path, amount in volumes.items() if path.split(".")[1:2] and path.split(".")[1] in named
    }
    found: list[Change] = []
    for change in changes:
        if change.path != "growth_percent" or not volumes or not isinstance(change.value, int | float):
            found.append(change)
            continue
        place = (change.start, change.end, change.text)
        found += [
            Change("set", path, tidy(amount * (1 + change.value / 100)), *place)
            for path, amount in (of_named or volumes).items()
        ]
    return found


def read_removals(scene: TextScene, brief: Mapping[str, Any]) -> list[Change]:
    """Topics to forget: «забудь про бюджет», "remove the growth"."""
    changes = []
    removable = table("removal")
    for mention in scene.mentions:
        if mention.family not in ("forget", "decline"):
            continue
        sentence = scene.sentence_of(mention.first)
        place = Span(mention.first, mention.last)
        after = [m for _, m in scene.around(place, removable, 0.7) if m.first > mention.last and m.first in sentence]
        if not after and mention.family == "forget":  # «бюджет забудьте»
            after = [
                m for _, m in scene.around(place, removable, 0.4) if m.last < mention.first and m.first in sentence
            ]
        for topic in after[:1]:
            if (topic.first > mention.last and scene.distance(mention.last, topic.first) > 0.7) or any(
                scene.span(f).first in sentence and f.kind in ("number", "money", "duration", "volume", "percent")
                for f in scene.facts
            ):
                continue
            if mention.family == "decline" and topic.family not in ("budget", "quote", "contract", "growth", "peak"):
                continue
            start = scene.words[min(mention.first, topic.first)].start
            end = scene.words[max(mention.last, topic.last)].end
            for path in removable[topic.family]:
                if path == removable[topic.family][0] or present(brief, path):
                    if len(removable[topic.family]) > 1 and not present(brief, path):
                        continue
                    changes.append(Change("remove", path, None, start, end, scene.text[start:end]))
    return changes
