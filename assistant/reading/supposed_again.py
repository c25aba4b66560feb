"""An open supposition goes on: "what if a bot takes 30%?", and then "ok only 20", "just off the chats", "12?".

A short message that decides nothing, and tells nothing as a fact, is of the supposition before it: a value stands in
the place of the one supposed, a channel confines or widens it, and the rest is read as if "what if" stood before it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.reading.concepts import LANGUAGES, load_yaml
from assistant.reading.facts import Fact
from assistant.reading.in_brief import value_at, volumes_in
from assistant.reading.pieces import pieces
from assistant.reading.restated import of_one_field
from assistant.reading.result import Act, Change, Reading, apply
from assistant.reading.reworded import Reread, Told
from assistant.reading.roles import middle
from assistant.reading.scene import TextScene, look
from assistant.reading.supposed_scope import Scope, scoped
from assistant.reading.values_told_again import (
    AMOUNTS,
    core_of,
    digits_of,
    in_its_scale,
    told_values,
    turned_down_values,
    values_wanted,
    verdict_behind,
    without_value,
)
from assistant.reading.word_lists import listed, only_words, turns
from assistant.reading.workload import tidy

_DAYS, _WORKING = "coverage.days_per_week", 5
KEEP = "yes_no:keep"  # the question that stands while a supposition is open
ANOTHER = "another"  # the detail of an act that keeps what was supposed with another value

_FEW = 12  # words of a message that goes on supposing
_ALL = 100.0  # per cent
_HALVES = frozenset({"am", "pm"})  # of a day
_DEEPEST = 4  # messages that go on one after another
_NOT = frozenset({"how_to", "why_word", "generic_price", "quotes", "explain_line", "dont_know"})
TELLING = frozenset({"state", "correct", "negate"})
_OPEN = frozenset({"what_if", "ask", "estimate", "compare", "yes", "no", "drop", "advise"})


@dataclass(frozen=True)
class Supposition:
    """A supposition nobody has decided on: the message that put it, with the values put in since, and what it sets."""

    told: Told
    changes: tuple[Change, ...]
    bot: Mapping[str, Any] | None = None
    instead: bool = False  # of other channels: nothing of what was supposed before stays beside it


@dataclass(frozen=True)
class Alone:
    """A message as it was read by itself: its acts, and what it states and supposes."""

    scene: TextScene
    acts: tuple[Act, ...]
    stated: tuple[Change, ...]
    supposed: tuple[Change, ...]
    question: str | None


def supposed_again(
    alone: Alone, brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread
) -> tuple[tuple[Change, ...], tuple[Act, ...]] | None:
    """What the open supposition comes to with a short message that goes on with it, and the acts of the message."""
    found = _goes_on(alone, brief, earlier, reread)
    if found is None:
        return None
    start, end = alone.scene.words[0].start, alone.scene.words[-1].end
    detail = {**(found.bot or {}), "again": True, **({"instead": True} if found.instead else {})}
    return tuple(replace(c, start=start, end=end) for c in found.changes), (Act("what_if", start, end, detail),)


def _goes_on(
    alone: Alone, brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread, depth: int = 0
) -> Supposition | None:
    """What a message supposes where it goes on with the supposition before it."""
    if not earlier or not (volumes_in(brief) or brief.get("agents")) or not _may_go_on(alone):
        return None
    before = supposition_before(brief, earlier, reread, depth)
    if before is None or (turned_down_values(alone.scene) and not _turned_down(alone.scene, before)):
        return None
    if _days_again(alone.scene, before):
        return None
    plain = not alone.supposed and not alone.stated
    if not _asked_open(alone):  # only a value put anew, or a few words that suppose by themselves
        return _put_in(alone, before, brief, reread) if plain and _opened(alone.scene) else None
    scope = scoped(alone.scene, before.changes, before.bot, brief) if not alone.supposed else None
    placed = bool({word.lower for word in alone.scene.words} & listed("in_its_place"))
    found = _of_scope(before, scope) if scope else _in_place(alone.scene, before) if placed else None
    found = found or _bot_of_others(alone, before) or _put_in(alone, before, brief, reread)
    if found is None and (not alone.supposed or _one_more(alone, before, brief)):
        found = _joined(alone, before, brief, reread)
    if found is None or (not found.bot and all(_known(c, brief) for c in found.changes)):
        return None  # back to what is known: a decision
    asked = alone.scene.text.rstrip().endswith("?")
    return None if _same_again(found, before, whole=scope is not None) and not asked else found


def going_on(alone: Alone, brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread) -> Supposition | None:
    """What the open supposition comes to with a message that goes on with it; None where it does not."""
    return _goes_on(alone, brief, earlier, reread)


def _may_go_on(alone: Alone) -> bool:
    """Whether a message is short, decides nothing, asks nothing of its own and tells nothing as a fact."""
    scene = alone.scene
    said = [word.lower for word in scene.words if word.is_word]
    kinds = {kind for piece in pieces(scene) for kind in piece.kinds}
    acts = {act.kind for act in alone.acts}
    if len(said) > _FEW or kinds & _NOT or not acts <= _OPEN:
        return False
    if "yes" in acts and not (values_wanted(scene) or scene.channels):
        return False
    if any(act.kind in ("no", "drop") and not _says_more(scene, act) for act in alone.acts):
        return False  # "drop that. Add chat too, 5,000 a month": a decision, and a fact after it
    if any(act.detail.get("automation") or act.detail.get("night_bot") for act in alone.acts):
        return False
    if "yes" in acts and not set(said) & (only_words() | turns() | listed("goes_on_words")):
        return False  # "yes, 20": the answer, with a value of its own
    asked = scene.text.rstrip().endswith("?")
    if not asked and said and said[0] in listed("orders_bounded"):
        return False  # "remove French": an order, as it is where nothing is supposed
    told = {
        w.lower for s in scene.sentences if scene.words[s.last].text != "?" for w in scene.words[s.first : s.last + 1]
    }
    if not asked and verdict_behind(scene):
        return False
    if told & listed("decides_words") or asked:
        return asked and not told & listed("decides_words")
    return bool(set(said) & listed("goes_on_words") - only_words()) or not set(said) & listed("told_as_fact")


def _asked_open(alone: Alone) -> bool:
    """Whether the question of keeping it was the last one asked, or none was."""
    return alone.question in (KEEP, None)


def _says_more(scene: TextScene, act: Act) -> bool:
    """Whether the sentence of an act names a value or a channel."""
    sentence = scene.sentence_of(next((k for k, word in enumerate(scene.words) if word.end > act.start), 0))
    start, end = scene.words[sentence.first].start, scene.words[sentence.last].end
    return bool(scene.channels_within(sentence)) or any(start <= fact.start < end for fact in values_wanted(scene))


def _opened(scene: TextScene) -> bool:
    """Whether a message supposes or joins by its words: "if", "and …?"."""
    said = [word.lower for word in scene.words if word.is_word]
    opened = any(word in listed("supposing_openers") for word in said)
    joins = bool(said) and said[0] in listed("joins_supposed") | turns()
    return opened or (joins and scene.text.rstrip().endswith("?"))


def supposition_before(
    brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread, depth: int = 0
) -> Supposition | None:
    """The supposition of the message before, which told nothing; of one that went on itself, the whole of it."""
    last = earlier[0]
    if depth > _DEEPEST or last.brief != brief:
        return None
    read = reread(last)
    bot = next((a.detail for a in read.acts if a.kind == "what_if" and a.detail.get("automation")), None)
    own = Supposition(last, tuple(read.what_if), bot) if read.what_if or bot else None
    there = look(last.text, read.language)
    acts = tuple(act for act in read.acts if act.kind not in TELLING)
    on = _goes_on(Alone(there, acts, read.changes, read.what_if, last.question), brief, earlier[1:], reread, depth + 1)
    if on is not None:
        return on
    return own if own and not read.changes else None


def _turned_down(scene: TextScene, before: Supposition) -> bool:
    """Whether the values with a "not" before them are those supposed; others put a fact right."""
    supposed = {_plain(f.value) for f in told_values(look(before.told.text, scene.language))}
    return all(_plain(fact.value) in supposed for fact in turned_down_values(scene))


def _plain(value: Any) -> Any:
    """A value as it can be compared: a volume by its number, whatever its period."""
    amount = value.get("value", value) if isinstance(value, Mapping) else value
    return float(amount) if isinstance(amount, int | float) else str(amount)


def _put_in(alone: Alone, before: Supposition, brief: Mapping[str, Any], reread: Reread) -> Supposition | None:
    """The supposition with a value of the message in the place of its only one of the kind, and what else is told."""
    scene = alone.scene
    for fact in values_wanted(scene):
        read = [c for c in alone.supposed if c.start < fact.end and fact.start < c.end]
        spread = len(read) > 1 == len(before.changes) and all(c.path in volumes_in(brief) for c in read)
        alike = any(of_one_field(c.path, each.path) for c in read for each in before.changes)
        if (alike and not spread) or _on_top(scene, fact):
            continue  # spread: a bare number shared out over the channels, though it is of the one supposed
        if _of_others(scene, fact, before):
            continue
        edited = _with_value(scene, fact, before.told)
        if edited is None:
            moved = _scaled(scene, fact, before.changes, brief)
            found = Supposition(before.told, moved) if moved and not before.bot else None
        else:
            found = _supposition(replace(edited, brief=brief), reread, before.bot)
            there = look(before.told.text, scene.language)
            if _with_result(there) and (moved := _scaled(scene, fact, before.changes, brief)):
                found = Supposition(before.told, moved)
        if found is None:
            continue
        rest = without_value(scene, fact)
        more = _said_alone(scene, rest, alone, brief, before, reread) if rest else ()
        paths = [c.path for c in more]
        return replace(found, changes=(*(c for c in found.changes if not _among(c.path, paths)), *more))
    return None


def _with_result(scene: TextScene) -> bool:
    """ "10% off the calls, so 36k": a share told with what is left by it, which another share does not leave."""
    kinds = [f.kind for f in scene.facts if f.kind in ("percent", "number", "volume")]
    return len(kinds) == 2 and kinds[0] == "percent" != kinds[1]


def _first(scene: TextScene) -> str:
    return next((word.lower for word in scene.words if word.is_word), "")


def _joins(scene: TextScene) -> bool:
    """Whether a message comes on top of what is supposed: "and Sunday", "Spanish too"."""
    return _first(scene) in listed("joins_supposed") or bool({w.lower for w in scene.words} & listed("added_too"))


def _on_top(scene: TextScene, fact: Fact) -> bool:
    """Whether a day or a language is one more, and stands in no other's place."""
    return fact.kind in ("language", "days") and _joins(scene)


def _one_more(alone: Alone, before: Supposition, brief: Mapping[str, Any]) -> bool:
    """Whether one language more is left out, or one more taken in: "and what if we leave out German too?".

    So is another day: "what if we opened Saturdays?", and then "and Sundays too?".
    """
    both = (*alone.supposed, *before.changes)
    if {c.path for c in both} == {_DAYS}:
        days = [fact for fact in alone.scene.facts if fact.kind == "days" and not fact.unit]
        known = value_at(brief, _DAYS, _WORKING)
        return len(days) == len(alone.scene.facts) and all(c.value > known for c in both) and _joins(alone.scene)
    if {c.path for c in both} != {"languages"} or not all(isinstance(c.value, list) for c in both):
        return False
    fewer = {set(c.value) <= set(brief.get("languages") or ()) for c in both}
    return len(fewer) == 1 and bool({word.lower for word in alone.scene.words} & listed("added_too"))


def _days_again(scene: TextScene, before: Supposition) -> bool:
    """Whether only the days supposed are named again: "ok, add Saturdays" takes them, and adds no more."""
    days = [fact.value for fact in scene.facts if fact.kind == "days"]
    told = [fact.value for fact in look(before.told.text, scene.language).facts if fact.kind == "days"]
    return bool(days) and len(days) == len(scene.facts) and all(each in told for each in days) and "?" not in scene.text


def _of_others(scene: TextScene, fact: Fact, before: Supposition) -> bool:
    """Whether an amount is of channels that the supposition is not of: "and calls 10% less" of chats supposed."""
    named = {channel for channel, _ in scene.channels}
    of = {c.path.split(".")[1] for c in before.changes if c.path.startswith("channels.")}
    of |= set((before.bot or {}).get("channels", ()))
    return fact.kind in ("number", "percent", "multiply") and bool(named and of) and not named & of


def _bot_of_others(alone: Alone, before: Supposition) -> Supposition | None:
    """The bot for other channels, where a share of them is told: "and 10% of the calls"."""
    shares = [f for f in values_wanted(alone.scene) if f.kind == "percent"]
    if not before.bot or len(shares) != 1 or not _of_others(alone.scene, shares[0], before):
        return None
    named = list(dict.fromkeys(channel for channel, _ in alone.scene.channels))
    return replace(before, bot={**before.bot, "share_percent": float(middle(shares[0].value)), "channels": named})


def _in_place(scene: TextScene, before: Supposition) -> Supposition | None:
    """Languages in the place of those a supposition left out: "and Spanish instead?"."""
    kept = next((c for c in before.changes if c.path == "languages" and isinstance(c.value, list)), None)
    named = [str(f.value) for f in scene.facts if f.kind == "language"]
    if kept is None or not named:
        return None
    return replace(before, changes=(replace(kept, value=list(dict.fromkeys([*kept.value, *named]))),))


def _supposition(told: Told, reread: Reread, bot: Mapping[str, Any] | None) -> Supposition | None:
    again = reread(told)
    if again.changes:
        return None
    detail = _bot_of(again)
    if detail and bot and not detail.get("channels"):
        detail = {**detail, "channels": list(bot.get("channels", ()))}
    return Supposition(told, tuple(again.what_if), detail) if again.what_if or detail else None


def _bot_of(read: Reading) -> Mapping[str, Any] | None:
    return next((a.detail for a in read.acts if a.kind == "what_if" and a.detail.get("automation")), None)


def _joined(alone: Alone, before: Supposition, brief: Mapping[str, Any], reread: Reread) -> Supposition | None:
    """What a message without a value to put in place supposes: the same fields anew, or others joined to them."""
    scene = alone.scene
    more = _said_alone(scene, scene.text, alone, brief, before, reread)
    said = {word.lower for word in scene.words}
    joins = _joins(scene) or bool(said & (listed("together_supposed") | listed("goes_on_words")))
    asked = scene.text.rstrip().endswith("?")
    same = any(of_one_field(c.path, each.path) for c in more for each in before.changes)
    return Supposition(before.told, more) if more and (joins or asked or same) else None


def _said_alone(
    scene: TextScene, text: str, alone: Alone, brief: Mapping[str, Any], before: Supposition, reread: Reread
) -> tuple[Change, ...]:
    """What words of a message suppose by themselves: read as a supposition, else as they are."""
    lists = [c for c in before.changes if c.path in ("languages", _DAYS)] if _joins(scene) else []
    lead = str(load_yaml(LANGUAGES / scene.language / "fields.yaml")["supposing_lead"][0])
    core = core_of(text)
    read = reread(Told(f"{lead} {core}", None, apply(brief, lists)))
    if read.changes or _bot_of(read):
        return ()
    return tuple(read.what_if) or tuple(c for c in alone.stated if c.text and c.text in text)


def _of_scope(before: Supposition, scope: Scope) -> Supposition:
    return Supposition(before.told, scope.changes, scope.bot, instead=bool(scope.changes))


def _known(change: Change, brief: Mapping[str, Any]) -> bool:
    known = value_at(brief, change.path)
    if change.path == "provider_countries" and not known:
        known = [brief.get("home_country")]  # the provider is taken to be at home
    if change.path == "location" and not known:
        return change.value == "onshore"
    return change.op == "set" and change.value == known


def _same_again(found: Supposition, before: Supposition, whole: bool) -> bool:
    """Whether the message only names what is supposed: the answer to whether it is to be kept."""
    one, other = ({(c.path, str(c.value)) for c in each.changes} for each in (found, before))
    bots = [(each.bot or {}).get("share_percent") for each in (found, before)]
    channels = [sorted((each.bot or {}).get("channels", ())) for each in (found, before)]
    return (one == other if whole else one <= other) and bots[0] == bots[1] and channels[0] == channels[1]


def _among(path: str, paths: Iterable[str]) -> bool:
    return any(of_one_field(path, other) for other in paths)


def _with_value(scene: TextScene, fact: Fact, told: Told) -> Told | None:
    """The earlier message with the value in the place of its only one of the kind."""
    there = look(told.text, scene.language)
    alike = [f for f in told_values(there) if f.kind == fact.kind]
    text = in_its_scale(fact, alike[0]) if alike else fact.text
    if len({_plain(f.value) for f in alike}) == 1:
        return replace(told, text=told.text[: alike[0].start] + text + told.text[alike[0].end :])
    if alike or fact.kind != "number" or fact.unit or scene.head(fact)[0]:
        return None
    alike = [f for f in there.facts if f.kind in AMOUNTS and (f.text[:1].isdecimal() or f.kind == "money")]
    hours = [f for f in there.facts if f.kind == "time_range"]
    if isinstance(fact.value, Mapping | tuple | list) and len(hours) == 1:
        half = hours[0].text[-2:] if hours[0].text[-2:].lower() in _HALVES else ""
        return replace(told, text=told.text[: hours[0].start] + fact.text + half + told.text[hours[0].end :])
    if not alike:
        hour = [w for w in there.words if w.text.isdecimal()]  # of "we closed at 6", which is no quantity
        return (
            replace(told, text=told.text[: hour[0].start] + fact.text + told.text[hour[0].end :])
            if len(hour) == 1
            else None
        )
    if len(alike) != 1 or alike[0].kind == "time_range":
        return None
    digits, at = digits_of(alike[0])
    return replace(told, text=told.text[:at] + fact.text + told.text[at + len(digits) :])


def _scaled(scene: TextScene, fact: Fact, before: Sequence[Change], brief: Mapping[str, Any]) -> tuple[Change, ...]:
    """The volumes that were doubled before, moved by the share told now: "and if only by 50%?"."""
    volumes = {c.path: c for c in before if c.path.endswith("contacts_per_month")}
    known = {path: value_at(brief, path) for path in volumes}
    if (
        fact.kind != "percent"
        or not volumes
        or len(volumes) != len(before)
        or not all(isinstance(v, int | float) for v in known.values())
    ):
        return ()
    grew = all(float(c.value or 0) >= float(known[path]) for path, c in volumes.items())
    sentence = scene.sentence_of(scene.span(fact).first)
    falls = scene.has(sentence, "fewer", "falling") or scene.text[max(0, fact.start - 1) : fact.start] in (
        "-",
        "−",
        "–",
    )
    sign = -1 if falls else 1 if grew or scene.has(sentence, "more", "growth") else -1
    factor = 1 + sign * middle(fact.value) / _ALL
    place = (fact.start, fact.end, fact.text)
    return tuple(Change("set", path, tidy(round(float(v) * factor)), *place) for path, v in known.items())
