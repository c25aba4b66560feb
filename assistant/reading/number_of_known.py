"""Which known field a number told in few words puts right: "no, 25" after a growth, "scratch the 450, it's 4 min".

The field is the one whose value is said to go, else the one named beside the number, else the one told last; the number
has to fit it by unit and scale. Where two fit alike none is taken.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.answers import table
from assistant.reading.corrections import withdrawn
from assistant.reading.coverage import known_coverage
from assistant.reading.facts import Fact
from assistant.reading.in_brief import value_at
from assistant.reading.known_by_deed import of_deed, people_behind
from assistant.reading.known_fields import (
    AHT,
    ALIKE,
    VOLUME,
    Field,
    Fit,
    fit,
    in_period_told,
    known_fields,
    repeats,
    unlike,
)
from assistant.reading.result import Change, Reading
from assistant.reading.reworded import Reread, Told
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed
from assistant.reading.workload import tidy

_QUANTITIES = ("number", "volume", "money", "percent", "duration")
_OTHERS = ("time_range", "days", "country", "language")
_WORDS, _BACK = 14, 6  # of the sentence that puts a number right; messages back in which that number was told
_MESSAGE = 24  # words and signs of a message that leans on those before it
_FEW = 7  # words of one that says hardly more than the number
_FAR = 30  # times the number told last that the one put right may be: a zero more or less
_SAME = 1.001  # times another that a number is when it is the same
_DROPPED = 3  # words between a number and that it is to go
_GOING = ("forget", "decline", "swap", "retract", "untrue", "said_wrongly", "overdone")
_NAMED = ("growth", "peak", "budget", "contract", "wage", "factor_named")


def number_of_known(
    scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any], earlier: Sequence[Told], reread: Reread
) -> list[Change]:
    """The changes with that field set; as they are where no number of the message is of a known field."""
    coverage = known_coverage(brief, [])
    before = [reread(told) for told in earlier[:_BACK]] if len(scene.words) <= _MESSAGE else []
    fields = in_period_told(known_fields(brief), [c for message in before for c in message.changes])
    numbers = [f for f in scene.facts if f.kind in _QUANTITIES and not _left(scene, f)]
    figures = [f for f in numbers if _told(scene, f) and not _counts_other(scene, f)]
    told = len(numbers)
    others = [f for f in scene.facts if f.kind in _OTHERS]
    if told == 1 and len(figures) == 1 and others and not _same_sentence(scene, figures[0], others):
        moved = _moved_it(scene, figures[0], fields, coverage)  # "the CFO just cut it to 32k. Mexico it is"
        return _put(changes, figures, figures[0], moved) if moved is not None else list(changes)
    if not fields or len(figures) != told or not 0 < told <= 2 or others:
        return list(changes)
    found: tuple[Fact, Fit] | None = None
    if told == 1 and (after := _after_denied(scene, figures[0], fields, brief, coverage)) is not None:
        return _put(changes, figures, figures[0], after)
    if told == 2:
        found = _instead(scene, figures, fields, brief, coverage)
        if found is None and (lone := _lone(scene, figures)) is not None:  # "24 then, and 3 min for a phone call"
            last = _of_last(scene, lone, fields, coverage, before, beside=True)
            found = (lone, last[0]) if len(last) == 1 else None
            figures = [lone] if found else figures
    elif (of_named := _of_named(scene, figures[0], fields, coverage)) is not None:
        found = figures[0], of_named
    elif last := _of_last(scene, figures[0], fields, coverage, before):
        if len(last) > 1:  # "no, 530" of two offers: it is the price of either, and no volume
            return [c for c in changes if not (c.start < figures[0].end and figures[0].start < c.end)]
        found = figures[0], last[0]
    if found is None and told == 1 and (moved := _moved_it(scene, figures[0], fields, coverage)) is not None:
        found = figures[0], moved
    if found is None and told == 1 and (timed := _of_untimed(scene, figures[0], changes, brief)) is not None:
        return [*changes, timed]
    if found is None:
        return _without_repeated(figures, changes, fields, brief, coverage)
    fact, put = found
    if any(c.start <= fact.start < c.end and _told_of_another(scene, c, brief) for c in changes):
        return list(changes)
    if put.unlike <= _SAME or any(c.path == put.field.path and _likely(c, put.field) for c in changes):
        return list(changes)  # read as it should be
    return _put(changes, figures, fact, put)


def _told_of_another(scene: TextScene, change: Change, brief: Mapping[str, Any]) -> bool:
    """«В пик доходит до 12 400 звонков», "Borealis quotes £13/hour": of a peak, a channel or a vendor not known yet."""
    if isinstance(change.value, Mapping) and change.value.get("vendor") and change.path.startswith("quotes."):
        first = str(change.value["vendor"]).lower().split()[0]
        return value_at(brief, change.path) is None or first in {word.lower for word in scene.words}
    fresh = change.path.endswith(".contacts_per_month") and value_at(brief, change.path) is None
    named = {f"channels.{channel}.contacts_per_month" for channel, _ in scene.channels}
    return change.path == "peak_factor" or (fresh and change.path in named)


def _put(changes: Sequence[Change], figures: Sequence[Fact], fact: Fact, put: Fit) -> list[Change]:
    start, end = figures[0].start, figures[-1].end
    kept = [c for c in changes if c.path != put.field.path and not (c.start < end and start < c.end)]
    return [*kept, put.change(fact)]


def _likely(change: Change, field: Field, same: bool = False) -> bool:
    """Whether a change gives a field a number of the order of the one known, and another unless `same` is allowed."""
    value = change.value.get("amount") if isinstance(change.value, Mapping) else change.value
    if not isinstance(value, int | float):
        return True
    return (0 if same else _SAME) < unlike(float(value), field.number) <= ALIKE[field.kind]


def _without_repeated(
    figures: Sequence[Fact],
    changes: Sequence[Change],
    fields: Sequence[Field],
    brief: Mapping[str, Any],
    coverage: Mapping[str, Any],
) -> list[Change]:
    """The changes without a known number told once more and taken for another: "back to 55" of 55,000 calls."""
    fact = figures[0]
    if len(figures) > 1 or fact.kind != "number" or not any(repeats(fact, f, brief, coverage) for f in fields):
        return list(changes)
    known = {field.path: field for field in fields}
    return [c for c in changes if c.start != fact.start or c.path not in known or _likely(c, known[c.path], same=True)]


def _told(scene: TextScene, fact: Fact) -> bool:
    """The number stands in a short sentence that asks nothing."""
    sentence = _sentence(scene, fact)
    return scene.words[sentence.last].text != "?" and _length(scene, sentence) <= _WORDS


def _sentence(scene: TextScene, fact: Fact) -> Span:
    """The sentence of a number; one ends behind "20 min." too."""
    span = scene.span(fact)
    whole = scene.sentence_of(span.first)
    after = span.last + 1
    return Span(whole.first, after) if after < whole.last and scene.words[after].text == "." else whole


def _length(scene: TextScene, span: Span) -> int:
    return sum(scene.words[at].is_word for at in range(span.first, span.last + 1))


def _counts_other(scene: TextScene, fact: Fact) -> bool:
    head, content = scene.head(fact)
    after = scene.span(fact).last + 1
    apart = after < len(scene.words) and scene.words[after].lower in listed("figure_apart")  # "3,400 since January"
    return fact.kind == "number" and content and not apart and (head is None or head.family == "other_number")


def _left(scene: TextScene, fact: Fact) -> bool:
    """ "…, forgot the two part-timers": a number of what was left out of the one put right."""
    at = scene.span(fact).first
    before = scene.words[max(scene.sentence_of(at).first, at - _LEFT) : at]
    return any(word.lower in listed("left_out_before") for word in before)


_LEFT = 3  # words between one of leaving out and the number of what was left out


def _instead(
    scene: TextScene,
    figures: Sequence[Fact],
    fields: Sequence[Field],
    brief: Mapping[str, Any],
    coverage: Mapping[str, Any],
) -> tuple[Fact, Fit] | None:
    """The number in the place of a known one that is said to go."""
    going = [f for f in figures if f in withdrawn(scene) or _dropped(scene, f)]
    if len(going) != 1:
        return None
    gone = going[0]
    new = figures[1] if figures[0] is gone else figures[0]
    people = any((head := scene.head(f)[0]) is not None and head.family in ("agent", "person") for f in figures)
    open_to = [f for f in _of_channels(scene, fields) if not people or f.kind == "agents"]
    held = [field for field in open_to if repeats(gone, field, brief, coverage)]
    fits = [found for field in held if (found := fit(new, field, coverage)) is not None and found.likely]
    fits = [found for found in fits if found.unlike > _SAME]
    return (new, fits[0]) if len(fits) == 1 else None


def _after_denied(
    scene: TextScene, fact: Fact, fields: Sequence[Field], brief: Mapping[str, Any], coverage: Mapping[str, Any]
) -> Fit | None:
    """«Не восемь девять», "not eight nine": no range, but a known number and the one that holds."""
    first = scene.span(fact).first
    ends = fact.value if fact.kind == "number" and isinstance(fact.value, Mapping) else {}
    if not first or scene.words[first - 1].lower not in listed("denials") or not {"low", "high"} <= ends.keys():
        return None
    low, high = (replace(fact, value=ends[end]) for end in ("low", "high"))
    held = [field for field in _of_channels(scene, fields) if repeats(low, field, brief, coverage)]
    fits = [found for field in held if (found := fit(high, field, coverage)) is not None and found.likely]
    return fits[0] if len(fits) == 1 else None


def _dropped(scene: TextScene, fact: Fact) -> bool:
    """ "Scratch the 450", «700 забудьте»."""
    span = scene.span(fact)
    near = Span(max(0, span.first - _DROPPED), min(len(scene.words) - 1, span.last + _DROPPED))
    apart = {at for at in range(near.first, near.last + 1) if not scene.words[at].is_word and at not in span}
    for mention in (m for m in scene.mentions if m.family in _GOING):
        beside = range(min(mention.last, span.last) + 1, max(mention.first, span.first))
        if near.first <= mention.first and mention.last <= near.last and not apart & set(beside):
            return True
    return False


def _of_channels(scene: TextScene, fields: Sequence[Field]) -> list[Field]:
    """The fields without those of channels other than the ones named."""
    named = {channel for channel, _ in scene.channels}
    other = [f for f in fields if f.path.startswith("channels.") and f.path.split(".")[1] not in named]
    return [f for f in fields if not named or f not in other]


def _of_named(scene: TextScene, fact: Fact, fields: Sequence[Field], coverage: Mapping[str, Any]) -> Fit | None:
    """ "Growth is more like 6", «бюджет всё-таки 800»: the one field named, and hardly another word."""
    sentence = _sentence(scene, fact)
    paths = {path for name in _NAMED if scene.has(sentence, name) for path in table("removal")[name]}
    head = scene.head(fact)[0]
    if scene.has(sentence, "aht_name"):
        return _of_handle_time(scene, fact, fields, coverage)
    if (told := of_deed(scene, sentence, fact, fields, coverage)) is not None:
        return told
    if any(f.kind == "channel" for f in scene.facts) or scene.channels or (head and head.family == "contact"):
        return _of_channel(scene, fact, fields, coverage)
    if any(scene.words[at].forms & listed("peak_names") for at in range(sentence.first, sentence.last + 1)):
        paths.add("peak_factor")
    named = [field for field in fields if field.path in paths]
    words = _length(scene, sentence)
    counted = scene.head(fact)[0] is not None and _counts_other(scene, fact)
    counted = counted or people_behind(scene, fact)
    if len(named) != 1 or fact.kind != "number" or counted or words > _FEW + 3:
        return None
    found = fit(fact, named[0], coverage)
    return found if found is not None and found.likely else None


def _of_handle_time(scene: TextScene, fact: Fact, fields: Sequence[Field], coverage: Mapping[str, Any]) -> Fit | None:
    """ "Chat AHT is wrong, 420": the handle time of the channel named with it, or the only one known."""
    times = [f for f in _of_channels(scene, fields) if f.kind == AHT]
    bare = fact.kind == "number" and not _counts_other(scene, fact) and _length(scene, _sentence(scene, fact)) <= _FEW
    found = fit(fact, times[0], coverage) if bare and len(times) == 1 else None
    return found if found is not None and found.likely else None


def _of_channel(scene: TextScene, fact: Fact, fields: Sequence[Field], coverage: Mapping[str, Any]) -> Fit | None:
    """ "Oops no, 500 reviews", «чаты ближе к 26»: the volume of the channel named, where something is put right."""
    words = {w.lower for w in scene.words[:_OPENING]} | {scene.words[-1].lower}
    named = [*scene.channels, *((str(f.value), scene.span(f)) for f in scene.facts if f.kind == "channel")]
    head, span = scene.head(fact)[0], scene.span(fact)
    beside = [(c, place) for c, place in named if max(place.first - span.last, span.first - place.last) <= 1]
    named = beside or named  # "chat wait time aside, add email 6,000" is of the e-mails
    counted = bool(beside) or (head is not None and head.family == "contact")
    own = [f for f in fields if f.path in {f"channels.{channel}.{VOLUME}" for channel, _ in named}]
    right = words & listed("put_right_by") or scene.names_any(("afresh", "slip", "truth"))
    if len(own) != 1 or not counted or not right or fact.kind not in ("number", "volume"):
        return None
    found = fit(fact, own[0], coverage)
    return found if found is not None and found.likely else None


_OPENING = 2  # words with which a message begins to put right


def _of_untimed(scene: TextScene, fact: Fact, changes: Sequence[Change], brief: Mapping[str, Any]) -> Change | None:
    """ "The chats are long btw, 20 min. How…": the handle time, not known so far, of the channel named with it."""
    sentence = _sentence(scene, fact)
    named = {channel for channel, _ in scene.channels_within(sentence)}
    words = _length(scene, sentence)
    if len(named) != 1 or fact.kind != "duration" or fact.unit not in ("minute", "second") or fact.per or words > _FEW:
        return None
    own = f"channels.{named.pop()}"
    taken = any(c.path.startswith(own) or (c.start < fact.end and fact.start < c.end) for c in changes)
    if taken or not value_at(brief, own) or value_at(brief, f"{own}.{AHT}") is not None:
        return None
    if scene.has(sentence, "answer", "wait_limit", "negation", "multiply", "more", "fewer", "longer", "shorter"):
        return None
    return Change("set", f"{own}.{AHT}", tidy(middle(fact.value)), fact.start, fact.end, fact.text)


def _same_sentence(scene: TextScene, fact: Fact, others: Sequence[Fact]) -> bool:
    sentence = scene.sentence_of(scene.span(fact).first)
    return any(scene.span(f).first in sentence for f in others)


def _moved_it(scene: TextScene, fact: Fact, fields: Sequence[Field], coverage: Mapping[str, Any]) -> Fit | None:
    """ "The CFO just cut it to 32k": of all that is known the one number that is by far the likest."""
    first, sentence = scene.span(fact).first, _sentence(scene, fact)
    before = [w.lower for w in scene.words[max(sentence.first, first - 2) : first]]
    if len(before) < 2 or before[1] not in listed("moved_on_to") or before[0] not in listed("moved_it"):
        return None
    fits = [found for field in fields if (found := fit(fact, field, coverage)) is not None and found.unlike > _SAME]
    likely = sorted(fits, key=lambda found: found.unlike)
    clear = len(likely) == 1 or (len(likely) > 1 and likely[1].unlike / likely[0].unlike >= _CLOSE)
    return likely[0] if likely and likely[0].likely and clear and not scene.channels_within(sentence) else None


def _lone(scene: TextScene, figures: Sequence[Fact]) -> Fact | None:
    """The number that opens a message alone in its clause, before another of a unit of its own."""
    first, other = figures
    between = {scene.words[at].text for at in range(scene.span(first).last + 1, scene.span(other).first)}
    plain = first.kind == "number" and not first.unit and other.kind == "duration"
    return first if plain and between & set(",;.") and _bare(scene, first) else None


def _of_last(
    scene: TextScene,
    fact: Fact,
    fields: Sequence[Field],
    coverage: Mapping[str, Any],
    messages: Sequence[Reading],
    beside: bool = False,
) -> list[Fit]:
    """ "No, 25", «ой, 8», "30 it is": the one of the fields told last, or supposed, that the number fits.

    Of prices that it fits alike all.
    """
    words = [w.lower for w in scene.words if w.is_word or w.text == "*"]
    if beside:
        words = [w.lower for w in scene.words[: scene.span(fact).last + 1 + _OPENING] if w.is_word]
    ends = {*words[:_OPENING], *words[-_OPENING:]}
    right = ends & listed("put_right_by") or set(words) & listed("left_out_before")
    goes_on = not right and ends & listed("goes_on_words")  # "12 then" is of what was just asked about
    if (
        not messages
        or not (right or goes_on)
        or (not (peak := _of_peak(fact, len(words))) and not _short(scene, fact, words))
    ):
        return []
    for before, message in enumerate(messages[:1] if goes_on else messages):
        changes = (*message.changes, *(message.what_if or ())) if not (goes_on and message.changes) else ()
        paths = {c.path for c in changes if c.op == "set" and c.value is not None}
        told = [f for f in fields if f.path in paths or (_is_price(f) and f.path.removesuffix(".price") in paths)]
        told = told or ([] if before else _asked_of(message, fields, coverage))
        told = [f for f in told if not peak or f.kind == "peak_factor"]
        told = [f for f in told if f.kind != "hours_per_day" or "open" not in coverage]  # two ends put those right
        fits = [found for field in told if (found := fit(fact, field, coverage)) is not None]
        likely = sorted((found for found in fits if found.likely), key=lambda found: found.unlike)
        if len(told) == 1 and not before and not _is_price(told[0]):
            return fits if fits and fits[0].unlike <= _FAR else []
        if likely:
            close = len(likely) > 1 and likely[1].unlike / likely[0].unlike < _CLOSE
            if close and not all(_is_price(found.field) for found in likely):
                return []
            return likely if close else likely[:1]
        if not before and told:
            return []
    return []


def _asked_of(message: Reading, fields: Sequence[Field], coverage: Mapping[str, Any]) -> list[Field]:
    """The field whose value a question named: "is a term of 36 months usual?", and then "24 then"."""
    named = [f for f in message.facts if f.kind in _QUANTITIES and f.unit]
    held = [field for field in fields for f in named if (found := fit(f, field, coverage)) and found.unlike <= _SAME]
    return held if len(held) == 1 and not message.changes else []


def _is_price(field: Field) -> bool:
    return field.path.startswith("quotes.")


def _of_peak(fact: Fact, words: int) -> bool:
    """«Ой, это про заявки, по звонкам в 1,6 раза»: a multiple puts right the one told before, whatever is named."""
    return fact.kind == "number" and fact.unit == "times" and not fact.per and words <= _WORDS


def _short(scene: TextScene, fact: Fact, words: Sequence[str]) -> bool:
    return len(words) <= _FEW and _bare(scene, fact)


_CLOSE = 2  # times as far from what it holds as the nearest field a second one is, to leave no doubt


def _bare(scene: TextScene, fact: Fact) -> bool:
    """Nothing stands beside the number, up to a comma, but what joins it, puts it right or says how sure it is."""
    span = scene.span(fact)
    commas = [at for at, w in enumerate(scene.words) if w.text in ",;–—.!" and at not in span]
    first = max((at for at in commas if at < span.first), default=-1)
    last = min((at for at in commas if at > span.last), default=len(scene.words))
    frame = listed("guessing") | listed("conjunctions") | listed("put_right_by") | listed("joining_words")
    frame |= listed("goes_on_words")
    unit = _unit_after(scene, fact)
    aside = [at for at in range(len(scene.words)) if at in span or at in unit]
    beside = [w.lower for at, w in enumerate(scene.words) if first < at < last and w.is_word and at not in aside]
    single = sum(f.kind in _QUANTITIES for f in scene.facts) == 1  # «верни чат, но 500» tells of the chat
    channels = [place for _, place in scene.channels if single or first < place.first < last]
    return not channels and all(word in frame for word in beside)


def _unit_after(scene: TextScene, fact: Fact) -> range:
    """The words of what a price is for: the "a call" of "it's £2.80 a call"."""
    at = scene.span(fact).last + 1
    told = fact.kind == "money" and fact.per and at < len(scene.words) and scene.words[at].lower in listed("priced_per")
    return range(at, at + 2) if told else range(0)
