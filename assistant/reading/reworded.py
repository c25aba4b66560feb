"""Corrections of wording: an earlier message read again with the new words in the place of the old.

"8 salons, not 6" puts right a number the brief does not hold, for it went into a product; "calls, not e-mails" moves
all that was said of e-mails. Putting the words into the message they correct keeps its periods, sums and units.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.reading.exchanged import (
    AMOUNTS,
    LONGEST_PIECE,
    Edit,
    counted,
    marks,
    put,
    said_of,
    says_more,
    scale_of,
    standing,
    told_beside,
    words_exchanged,
)
from assistant.reading.facts import Fact
from assistant.reading.in_brief import present, value_at
from assistant.reading.positions import ENTITIES
from assistant.reading.result import Change, Reading, apply
from assistant.reading.scene import Span, TextScene, look
from assistant.reading.word_lists import listed
from assistant.reading.words import Word, words
from assistant.reading.workload import tidy

Reread = Callable[["Told"], Reading]

_REFUSING = frozenset({"no", "without", "ни", "без"})
_FEWEST_DIGITS = 2  # of a number whose digits may have been swapped
_ADDED = ("more", "fewer", "growth", "decline", "multiply")  # what moves a figure and puts none in its place


@dataclass(frozen=True)
class Told:
    """An earlier message, with the field it was asked for and the brief as it was before it.

    `tried` is what was priced in answer to it without changing the case: `{"changes": […], "month": 1200.0}` each.
    """

    text: str
    question: str | None
    brief: Mapping[str, Any]
    tried: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True)
class Reworded:
    """What a correction of wording comes to: the changes, and the words of the message that told it."""

    changes: tuple[Change, ...]
    spans: tuple[Span, ...]

    def joined(self, others: Sequence[Change], scene: TextScene) -> list[Change]:
        """The changes with the others a message makes elsewhere and of other fields."""
        paths = {change.path for change in self.changes}
        places = [(scene.words[s.first].start, scene.words[s.last].end) for s in self.spans]
        apart = [c for c in others if not any(start < c.end and c.start < end for start, end in places)]
        return [*(c for c in apart if not _of_these(c.path, paths)), *self.changes]


def _of_these(path: str, paths: set[str]) -> bool:
    return any(path == other or path.startswith(f"{other}.") or other.startswith(f"{path}.") for other in paths)


def reworded(
    scene: TextScene,
    replaced: Sequence[tuple[Fact, Fact]],
    understood: bool,
    brief: Mapping[str, Any],
    earlier: Sequence[Told],
    reread: Reread,
) -> Reworded | None:
    """The changes a correction makes in what an earlier message told; None where it corrects no wording.

    `replaced` are the quantities of the message taken back, each with the one in its place; `understood` says that the
    message tells something by itself; `earlier` are the messages before it, the latest first.
    """
    corrects = any(m.family in ("afresh", "slip", "negation") for m in scene.mentions)
    if not earlier or not (corrects or replaced):
        return None
    alone = () if understood else (_figure_of_the_same,)
    for finder in (_figures, _names, _same_digits, _one_figure, _one_name, *alone):
        if (found := finder(scene, replaced, earlier)) is None:
            continue
        told, edited, spans = found
        figure = finder not in (_names, _one_name)
        if changes := _differences(scene, spans, told, edited, brief, reread, figure):
            return Reworded(tuple(changes), spans)
    return None


_Found = tuple[Told, Told, tuple[Span, ...]]


def _figures(scene: TextScene, replaced: Sequence[tuple[Fact, Fact]], earlier: Sequence[Told]) -> _Found | None:
    """ "8 salons, not 6", «зарплата не 45, а 55»: the number taken back is one of an earlier message."""
    if not replaced:
        return None
    for told in earlier:
        text = told.text
        for gone, new in replaced:
            there = look(text, scene.language)
            alike = [f for f in there.facts if f.kind in AMOUNTS and scale_of(gone, f) is not None]
            noun = counted(scene, new) or counted(scene, gone)
            of_same = [f for f in alike if noun and counted(there, f) & noun]
            if (noun and not of_same and any(counted(there, f) for f in alike)) or len(of_same or alike) != 1:
                break
            edit = put(there, (of_same or alike)[0], new, gone)
            if edit is None:
                break
            text = edit.made(text)
        else:
            spans = tuple(scene.span(f) for pair in replaced for f in pair)
            return told, replace(told, text=text), spans
    return None


def _names(scene: TextScene, _: Sequence[tuple[Fact, Fact]], earlier: Sequence[Told]) -> _Found | None:
    """ "Calls, not e-mails", «не в день, а в неделю»: words taken back that stand in an earlier message."""
    for gone, new in words_exchanged(scene):
        period = any(word.forms & listed("period_nouns") for word in gone)
        for told in earlier:
            there = words(told.text)
            places = standing(gone, there)
            if period and _of_other_channels(scene, look(told.text, scene.language)):
                continue  # "the e-mails are per quarter, not per month" says nothing of the calls
            if len(places) == 1:
                edited = Edit(*places[0], scene.text[new[0].start : new[-1].end]).made(told.text)
                spans = tuple(Span(scene.words.index(piece[0]), scene.words.index(piece[-1])) for piece in (gone, new))
                return told, replace(told, text=edited), spans
    return None


def _one_figure(scene: TextScene, _: Sequence[tuple[Fact, Fact]], earlier: Sequence[Told]) -> _Found | None:
    """ "Oops, 5", "sorry, 35 times a day": the one figure of the message just before it is another, or the one told so.

    What is said in other sentences, "oops, 5. And who signs the contract?", says nothing more of it.
    """
    new = _only_figure(scene)
    if new is None or scene.names_any(_ADDED):
        return None
    sentence = next(s for s in scene.sentences if scene.span(new).first in s)
    places = [at for at in range(sentence.first, sentence.last + 1) if says_more(scene, at)]
    if any(at not in scene.span(new) for at in places) or not any(m.first in sentence for m in marks(scene)):
        return None
    for told, there in _just_before(scene, earlier):
        alike = [f for f in there.facts if f.kind in AMOUNTS and (f.kind == new.kind or new.kind == "number")]
        if len(alike) > 1 and new.per:
            alike = [f for f in alike if (f.per, f.unit) == (new.per, new.unit)]
        if alike and not _of_other_channels(scene, there):
            return _edited(told, put(there, alike[0], new, None), (scene.span(new),)) if len(alike) == 1 else None
    return None


def _one_name(scene: TextScene, _: Sequence[tuple[Fact, Fact]], earlier: Sequence[Told]) -> _Found | None:
    """ "Sorry, Portugal", «виноват, в месяц»: the one country, language, channel or period of the message before."""
    places = [at for at, word in enumerate(scene.words) if says_more(scene, at)]
    if not places or len(places) > LONGEST_PIECE:
        return None
    span = Span(places[0], places[-1])
    named = [f for f in scene.facts if f.kind in ENTITIES and scene.span(f) == span]
    if named and span.first and scene.words[span.first - 1].lower in _REFUSING:
        return None  # "and no chat" leaves it out, "no, chat" puts it in
    period = len(places) == 1 and bool(scene.words[places[0]].forms & listed("period_nouns"))
    if not named and not period:
        return None
    new = scene.text[scene.words[span.first].start : scene.words[span.last].end]
    for told, there in _just_before(scene, earlier):
        if named:
            alike = [(f.start, f.end) for f in there.facts if f.kind == named[0].kind]
        else:
            alike = [(w.start, w.end) for w in there.words if w.forms & listed("period_nouns")]
        if alike:
            return _edited(told, Edit(*alike[0], new), (span,)) if len(alike) == 1 else None
    return None


def _span(scene: TextScene, piece: Sequence[Word]) -> Span:
    return Span(scene.words.index(piece[0]), scene.words.index(piece[-1]))


def _just_before(scene: TextScene, earlier: Sequence[Told]) -> Iterator[tuple[Told, TextScene]]:
    """The message before, and those before it as long as what follows them only puts something right."""
    for told in earlier:
        there = look(told.text, scene.language)
        yield told, there
        if not marks(there):
            return


def _figure_of_the_same(scene: TextScene, _: Sequence[tuple[Fact, Fact]], earlier: Sequence[Told]) -> _Found | None:
    """ "Oops, 8 salons", «постобработка на самом деле минута»: the figure an earlier message told of the same."""
    new = _only_figure(scene)
    named = (counted(scene, new) or said_of(scene)) if new is not None else frozenset()
    if new is None or not named:
        return None
    for told in earlier:
        there = look(told.text, scene.language)
        alike = [f for f in there.facts if f.kind == new.kind and told_beside(there, f, named)]
        if len(alike) == 1 and not _of_other_channels(scene, there):
            return _edited(told, put(there, alike[0], new, None), (scene.span(new),))
    return None


def _same_digits(scene: TextScene, _: Sequence[tuple[Fact, Fact]], earlier: Sequence[Told]) -> _Found | None:
    """ "It's 41, I mixed up the digits": the one figure told before that is written with the same digits."""
    new = _only_figure(scene)
    if new is None or new.kind not in ("number", "volume") or len(_digits(new)) < _FEWEST_DIGITS:
        return None
    for told in earlier:
        there = look(told.text, scene.language)
        alike = [f for f in there.facts if f.kind in AMOUNTS and _digits(f) == _digits(new) and f.text != new.text]
        alike = [f for f in alike if not (noun := counted(scene, new)) or told_beside(there, f, noun)]
        if len(alike) == 1 and not _of_other_channels(scene, there):
            return _edited(told, put(there, alike[0], new, None), (scene.span(new),))
    return None


def _digits(fact: Fact) -> list[str]:
    """The digits of a whole number in order of size; none of "2.5 million" or of a range."""
    grouped = re.sub(r"(?<=\d)[\s,.\u00a0](?=\d{3}(?!\d))", "", fact.text)  # "2,400", «2 400»
    numbers = re.findall(r"\d+(?:[.,]\d+)?", grouped)
    return sorted(numbers[0]) if len(numbers) == 1 and numbers[0].isdecimal() else []


def _of_other_channels(scene: TextScene, there: TextScene) -> bool:
    """ "Let's say 200 chats" tells the chats, and puts no number of e-mails right."""
    here, before = ({channel for channel, _ in each.channels} for each in (scene, there))
    return bool(here and before) and not here & before


def _edited(told: Told, edit: Edit | None, spans: tuple[Span, ...]) -> _Found | None:
    return (told, replace(told, text=edit.made(told.text)), spans) if edit is not None else None


def _only_figure(scene: TextScene) -> Fact | None:
    figures = [f for f in scene.facts if f.kind in AMOUNTS]
    return figures[0] if len(figures) == 1 else None


def _differences(
    scene: TextScene,
    spans: Sequence[Span],
    told: Told,
    edited: Told,
    brief: Mapping[str, Any],
    reread: Reread,
    figure: bool,
) -> list[Change]:
    """What the brief holds from the message as it was told, changed to what it tells as edited.

    `figure` says that only a number of it is another.
    """
    before, after = reread(told), reread(edited)
    if not after.changes or len(after.ambiguities) > len(before.ambiguities):
        return []
    was, now = apply(told.brief, before.changes), apply(told.brief, after.changes)
    start, end = scene.words[spans[-1].first].start, scene.words[spans[-1].last].end
    place = (start, end, scene.text[start:end])
    found: list[Change] = []
    for change in after.changes:
        held, first = value_at(brief, change.path), value_at(was, change.path)
        if value_at(now, change.path) == first or (change.value == {} and present(brief, change.path)):
            continue
        # Put right since, so this correction comes on top of that.
        value = change.value if held == first else _moved_alike(held, first, change.value)
        if value is None and change.value is not None:
            continue
        found.append(Change(change.op, change.path, value, *place, change.detail))
    told_after = {change.path for change in after.changes}
    if figure and any(change.path not in told_after for change in before.changes):
        return []  # another number is still of the same thing
    for change in before.changes:
        if change.path in told_after or value_at(brief, change.path) != value_at(was, change.path):
            continue  # told again since, or put right already
        found.append(_restored(change.path, told.brief, now, place))
    return list({change.path: change for change in found}.values())


def _moved_alike(known: Any, was: Any, now: Any) -> Any:
    """The known value changed as the one first told changes to the new one; None where it is no amount."""
    if isinstance(known, Mapping) and isinstance(was, Mapping) and isinstance(now, Mapping):
        amount = _moved_alike(known.get("amount"), was.get("amount"), now.get("amount"))
        return None if amount is None else {**now, "amount": amount}
    amounts = [known, was, now]
    if not all(isinstance(each, int | float) and not isinstance(each, bool) for each in amounts) or not was:
        return None
    return tidy(known * now / was)


def _restored(path: str, brief: Mapping[str, Any], now: Mapping[str, Any], place: tuple[int, int, str]) -> Change:
    """A field as it was before the message; a channel the message alone spoke of is gone as a whole."""
    parent = path.rsplit(".", 1)[0]
    if parent.startswith("channels.") and not present(brief, parent) and not present(now, parent):
        return Change("remove", parent, None, *place)
    if present(brief, path):
        return Change("set", path, value_at(brief, path), *place)
    return Change("remove", path, None, *place)
