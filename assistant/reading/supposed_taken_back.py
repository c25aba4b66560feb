"""A supposition turned down by naming what it would have changed: "no, we need the phone", «воскресенье не нужно».

What was to go is needed after all, or what was to come is not; what the message says behind that is told of the case.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.bots import said_of
from assistant.reading.in_brief import value_at, wanted_in
from assistant.reading.pieces import pieces
from assistant.reading.result import Act, Change, Reading
from assistant.reading.reworded import Reread, Told
from assistant.reading.scene import Span, TextScene
from assistant.reading.supposed_again import KEEP, supposition_before
from assistant.reading.word_lists import first_person, listed, only_words

ReadAlone = Callable[[str, Mapping[str, Any], bool], Reading]  # the last is whether what was said before is known

TURNED_DOWN = "turned_down"  # the detail of an act that turns down all that is supposed

_FEW = 10  # words of what turns a supposition down
_HOURS = "hours"  # the part of the week that a supposition takes away or adds
_LANGUAGES = "languages"
_MORE_TOLD = ("number", "volume", "money", "percent", "duration", "time_range", "country")
_WEEK = ("coverage.days_per_week", "coverage.hours_per_day")


def taken_back(
    scene: TextScene,
    brief: Mapping[str, Any],
    question: str | None,
    earlier: Sequence[Told],
    reread: Reread,
    read: ReadAlone,
) -> Reading | None:
    """The message as such a refusal with what is told behind it; None where it refuses nothing supposed."""
    if question not in (KEEP, None) or not earlier or earlier[0].brief != brief or not scene.sentences:
        return None
    span = scene.sentences[0]
    automated = any("automation" in piece.kinds for piece in pieces(scene))  # «ночью нужен хотя бы бот»
    if automated or not _short(scene, span) or not _about_need(scene, span):
        return None
    before = supposition_before(brief, earlier, reread)
    if before is None or before.bot or not _refused(scene, span, before.changes, brief):
        return None
    start, end = scene.words[span.first].start, scene.words[span.last].end
    drop = Act("drop", start, end, {TURNED_DOWN: True})
    rest = scene.text[end:]
    if not rest.strip():
        return Reading(scene.language, tuple(scene.found), (), (), (drop,), ())
    told = read(" " * end + rest, brief, False)
    return replace(told, acts=(drop, *told.acts))


def _short(scene: TextScene, span: Span) -> bool:
    words = sum(scene.words[at].is_word for at in range(span.first, span.last + 1))
    told = any(fact.kind in _MORE_TOLD for fact in scene.facts_within(span))
    return words <= _FEW and not told and scene.words[span.last].text != "?"


def _about_need(scene: TextScene, span: Span) -> bool:
    said = {form for at in range(span.first, span.last + 1) for form in (scene.words[at].lower, *scene.words[at].forms)}
    if said & (listed("by_oneself") | listed("to_oneself")) or (said & first_person() and said & listed("kept_by")):
        return False  # «да: чаты остаются у нас»: who does it, and not whether it is done
    return bool(_needed(scene, span)) or scene.has(span, "needless", "decline")


def _needed(scene: TextScene, span: Span) -> list[int]:
    """Where the words say that something is needed; nowhere if one of them has a "not" before it, or if they say so
    of something else than is named: «мессенджеры исключаем, уровень оставляем».
    """
    again = {m.first for m in scene.inside(span, ("wanted_again",))}  # «нет, верни чаты»
    said = [
        at
        for at in range(span.first, span.last + 1)
        if scene.words[at].lower in listed("needed_after_all") or at in again
    ]
    denied = any(at > span.first and scene.words[at - 1].lower in listed("denials") for at in said)
    signs = [at for at in range(span.first, span.last + 1) if scene.words[at].text in ",;—–"]
    named = [place.first for _, place in scene.channels_within(span) if place is not None]
    apart = [at for at in said if named and not any(_together(at, other, signs) for other in named)]
    if denied or scene.has(span, "needless") or (apart == said and _refuses_too(scene, span)):
        return []
    return said


def _together(one: int, other: int, signs: Sequence[int]) -> bool:
    return not any(min(one, other) < sign < max(one, other) for sign in signs)


def _refused(scene: TextScene, span: Span, supposed: Sequence[Change], brief: Mapping[str, Any]) -> bool:
    """Whether all that the words name was to go and is needed, or was to come and is not."""
    named = {channel for channel, _ in scene.channels_within(span)}
    named |= {f"{_LANGUAGES}.{f.value}" for f in scene.facts_within(span) if f.kind == "language"}
    hours = any(f.kind == "days" for f in scene.facts_within(span))
    hours = hours or any(scene.words[at].lower in listed("parts_of_week") for at in range(span.first, span.last + 1))
    named |= {_HOURS} if hours else set()
    gone, come, more = _changed(supposed, brief)
    if not named or more or (len(named) > 1 and _needed(scene, span) and _refuses_too(scene, span)):
        return False  # "drop the e-mail, but weekends stay" decides on the two apart
    contrasts = any(scene.words[at].lower in listed("contrasts") for at in range(span.first, span.last + 1))
    if contrasts and said_of(scene, "decided_kept", span):
        return False  # "we adopt the 18:00 close but not the Saturday"
    if len(named) > 1 and {scene.words[at].lower for at in range(span.first, span.last + 1)} & only_words():
        return False  # "only the Saturday, no chat"
    return named <= gone if _needed(scene, span) else named <= come


def _refuses_too(scene: TextScene, span: Span) -> bool:
    """Whether a part of the words behind the first one turns something down or leaves it out."""
    denied = any(scene.words[at].lower in listed("denials_plain") for at in range(span.first + 1, span.last + 1))
    return denied or scene.has(span, "decline", "let_go")


def _changed(supposed: Sequence[Change], brief: Mapping[str, Any]) -> tuple[set[str], set[str], bool]:
    """What a supposition takes away, what it adds: channels, languages, hours of the week; whether it changes more."""
    gone: set[str] = set()
    come: set[str] = set()
    more = False
    wanted = wanted_in(brief)
    for change in supposed:
        known = value_at(brief, change.path, None)
        part, _, rest = change.path.partition(".")
        if part == "channels":
            channel = rest.split(".")[0]
            if change.value is None:
                gone.add(channel)
            elif channel not in wanted:
                come.add(channel)
        elif change.path == _LANGUAGES and isinstance(change.value, list | tuple):
            spoken = set(known or ())
            gone |= {f"{_LANGUAGES}.{each}" for each in spoken - set(change.value)}
            come |= {f"{_LANGUAGES}.{each}" for each in set(change.value) - spoken}
        elif change.path in _WEEK and isinstance(change.value, int | float) and isinstance(known, int | float):
            (gone if change.value < known else come).add(_HOURS)
        else:
            more = more or not change.path.startswith("coverage.")
    return gone, come, more
