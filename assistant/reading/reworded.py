"""Corrections of wording: an earlier message read again with the new words in the place of the old.

"8 salons, not 6" puts right a number the brief does not hold, for it went into a product; "calls, not e-mails" moves
all that was said of e-mails. Putting the words into the message they correct keeps its periods, sums and units.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.reading.concepts import Mention
from assistant.reading.facts import Fact, find_facts
from assistant.reading.in_brief import present
from assistant.reading.positions import ENTITIES
from assistant.reading.result import Change, Reading, apply
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene, look
from assistant.reading.word_lists import listed, only_words
from assistant.reading.words import Word, words
from assistant.reading.workload import tidy

Reread = Callable[["Told"], Reading]

_AMOUNTS = ("number", "volume", "money", "duration", "percent")
_SCALES = (1, 1000, 1_000_000)
_UNITS = {"second": 1, "minute": 60, "hour": 3600}
_LONGEST_PIECE = 3  # words of what stands in another's place
_ADDED = ("more", "fewer", "growth", "decline", "multiply")  # what moves a figure and puts none in its place
_SHORT_WORD = 3  # letters of a word that hardly names a thing
_NEAR = 4  # words between a figure and the name it was told under


@dataclass(frozen=True)
class Told:
    """An earlier message, with the field it was asked for and the brief as it was before it."""

    text: str
    question: str | None
    brief: Mapping[str, Any]


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


@dataclass(frozen=True)
class _Edit:
    """New text for a stretch of an earlier message."""

    start: int
    end: int
    text: str

    def made(self, text: str) -> str:
        return text[: self.start] + self.text + text[self.end :]


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
    if not earlier or not corrects:
        return None
    for finder in (_figures, _names, _one_figure, _one_name, *(() if understood else (_figure_of_the_same,))):
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
            alike = [f for f in there.facts if f.kind in _AMOUNTS and _scale(gone, f) is not None]
            counted = _counted(scene, new) or _counted(scene, gone)
            of_same = [f for f in alike if counted and _counted(there, f) & counted]
            if (counted and not of_same and any(_counted(there, f) for f in alike)) or len(of_same or alike) != 1:
                break
            edit = _put(there, (of_same or alike)[0], new, gone)
            if edit is None:
                break
            text = edit.made(text)
        else:
            spans = tuple(scene.span(f) for pair in replaced for f in pair)
            return told, replace(told, text=text), spans
    return None


def _names(scene: TextScene, _: Sequence[tuple[Fact, Fact]], earlier: Sequence[Told]) -> _Found | None:
    """ "Calls, not e-mails", «не в день, а в неделю»: words taken back that stand in an earlier message."""
    for gone, new in _pairs_of_words(scene):
        for told in earlier:
            there = words(told.text)
            places = _standing(gone, there)
            if len(places) == 1:
                edited = _Edit(*places[0], scene.text[new[0].start : new[-1].end]).made(told.text)
                spans = tuple(Span(scene.words.index(piece[0]), scene.words.index(piece[-1])) for piece in (gone, new))
                return told, replace(told, text=edited), spans
    return None


def _one_figure(scene: TextScene, _: Sequence[tuple[Fact, Fact]], earlier: Sequence[Told]) -> _Found | None:
    """ "Oops, 5": the one figure of the message just before it is another."""
    new = _only_figure(scene)
    places = [at for at in range(len(scene.words)) if _content(scene, at)]
    if new is None or any(at not in scene.span(new) for at in places) or scene.names_any(_ADDED):
        return None
    for told, there in _just_before(scene, earlier):
        alike = [f for f in there.facts if f.kind in _AMOUNTS and (f.kind == new.kind or new.kind == "number")]
        if alike and not _of_other_channels(scene, there):
            return _edited(told, _put(there, alike[0], new, None), (scene.span(new),)) if len(alike) == 1 else None
    return None


def _one_name(scene: TextScene, _: Sequence[tuple[Fact, Fact]], earlier: Sequence[Told]) -> _Found | None:
    """ "Sorry, Portugal", «виноват, в месяц»: the one country, language, channel or period of the message before."""
    places = [at for at, word in enumerate(scene.words) if _content(scene, at)]
    if not places or len(places) > _LONGEST_PIECE:
        return None
    span = Span(places[0], places[-1])
    named = [f for f in scene.facts if f.kind in ENTITIES and scene.span(f) == span]
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
            return _edited(told, _Edit(*alike[0], new), (span,)) if len(alike) == 1 else None
    return None


def _just_before(scene: TextScene, earlier: Sequence[Told]) -> Iterator[tuple[Told, TextScene]]:
    """The message before, and those before it as long as what follows them only puts something right."""
    for told in earlier:
        there = look(told.text, scene.language)
        yield told, there
        if not _marks(there):
            return


def _figure_of_the_same(scene: TextScene, _: Sequence[tuple[Fact, Fact]], earlier: Sequence[Told]) -> _Found | None:
    """ "Oops, 8 salons", «постобработка на самом деле минута»: the figure an earlier message told of the same."""
    new = _only_figure(scene)
    named = (_counted(scene, new) or _said_of(scene)) if new is not None else frozenset()
    if new is None or not named:
        return None
    for told in earlier:
        there = look(told.text, scene.language)
        alike = [f for f in there.facts if f.kind == new.kind and _beside(there, f, named)]
        if len(alike) == 1 and not _of_other_channels(scene, there):
            return _edited(told, _put(there, alike[0], new, None), (scene.span(new),))
    return None


def _of_other_channels(scene: TextScene, there: TextScene) -> bool:
    """ "Let's say 200 chats" tells the chats, and puts no number of e-mails right."""
    here, before = ({channel for channel, _ in each.channels} for each in (scene, there))
    return bool(here and before) and not here & before


def _edited(told: Told, edit: _Edit | None, spans: tuple[Span, ...]) -> _Found | None:
    return (told, replace(told, text=edit.made(told.text)), spans) if edit is not None else None


def _only_figure(scene: TextScene) -> Fact | None:
    figures = [f for f in scene.facts if f.kind in _AMOUNTS]
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
    first, last = scene.words[spans[-1].first], scene.words[spans[-1].last]
    place = (first.start, last.end, scene.text[first.start : last.end])
    found: list[Change] = []
    for change in after.changes:
        if _at(now, change.path) == _at(was, change.path) or (change.value == {} and present(brief, change.path)):
            continue
        value = change.value
        if _at(brief, change.path) != _at(was, change.path):  # put right before: this correction comes on top of that
            value = _moved_alike(_at(brief, change.path), _at(was, change.path), value)
            if value is None:
                continue
        found.append(Change(change.op, change.path, value, *place, change.detail))
    told_after = {change.path for change in after.changes}
    if figure and any(change.path not in told_after for change in before.changes):
        return []  # another number is still of the same thing
    for change in before.changes:
        if change.path in told_after or _at(brief, change.path) != _at(was, change.path):
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
        return Change("set", path, _at(brief, path), *place)
    return Change("remove", path, None, *place)


def _at(brief: Mapping[str, Any], path: str) -> Any:
    place: Any = brief
    for key in path.split("."):
        if not isinstance(place, Mapping) or key not in place:
            return None
        place = place[key]
    return place


# Figures


def _scale(gone: Fact, told: Fact) -> int | None:
    """By what the number said to be wrong is to be multiplied to make the one told; None where it is another."""
    if gone.kind == told.kind and gone.kind not in ("number", "volume"):
        return 1 if gone.value == told.value or _amount(gone) == _amount(told) is not None else None
    said, was = _amount(gone), _amount(told)
    if said is None or was is None or gone.kind not in ("number", "volume"):
        return None
    return next((scale for scale in _SCALES if abs(said * scale - was) < 1e-6 * max(1.0, was)), None)


def _amount(fact: Fact) -> float | None:
    """The number of a quantity, in the unit it was told in."""
    if fact.kind == "duration":
        return middle(fact.value) / _UNITS[fact.unit] if fact.unit in _UNITS else None
    value = fact.value.get("amount") if fact.kind == "money" else fact.value
    return middle(value) if fact.kind in _AMOUNTS else None


def _put(there: TextScene, told: Fact, new: Fact, gone: Fact | None) -> _Edit | None:
    """The new quantity in the place of the one told: all of it, or the number alone with the unit kept."""
    inside = [f for f in there.facts if f is not told and told.start <= f.start < told.end]
    whole = new.kind == told.kind != "number" and (new.kind not in ("money", "volume") or new.per or not told.per)
    if whole and (not inside or new.per != told.per):
        return None if inside else _Edit(told.start, told.end, new.text)
    length = _number_length(told.text)
    value = _amount(new)
    if not length or value is None or new.kind not in ("number", "volume", "money"):
        return None
    scale = (_scale(gone, told) or 1) if gone is not None else 1
    was = _amount(told) or 0
    if scale == 1 and was >= _SCALES[1] and was % (_SCALES[1] / 2) == 0 and value < _SCALES[1] / 10:
        scale = _SCALES[1]  # «не две тысячи, а три с половиной»
    number = value * scale if value < _SCALES[1] or scale == 1 else value
    return _Edit(told.start, told.start + length, f"{number:.10g}")


def _number_length(text: str) -> int:
    """How long the number is with which a quantity begins; 0 where it begins with something else."""
    ends = [word.end for word in words(text)]
    for end in reversed(ends):
        facts = find_facts(text[:end])
        if len(facts) == 1 and facts[0].kind == "number" and (facts[0].start, facts[0].end) == (0, end):
            return end
    return 0


# Names


def _counted(scene: TextScene, fact: Fact) -> frozenset[str]:
    """Dictionary forms of the noun a number counts, "salons" of "8 salons"; none where a sign or nothing follows it."""
    at = scene.span(fact).last + 1
    if fact.kind != "number" or at >= len(scene.words) or not scene.words[at].is_word:
        return frozenset()
    word = scene.words[at]
    return frozenset() if _grammar(word) or scene.fact_at[at] is not None else word.forms


def _said_of(scene: TextScene) -> frozenset[str]:
    """Dictionary forms of the words of a message that name something."""
    return frozenset(
        form
        for at, word in enumerate(scene.words)
        if _content(scene, at) and scene.fact_at[at] is None and len(word.text) > _SHORT_WORD
        for form in word.forms
    )


def _content(scene: TextScene, at: int) -> bool:
    """Whether a word or number says more than that something is put right."""
    word = scene.words[at]
    if not word.text[0].isalnum() or _grammar(word):
        return False
    return not any(m.first <= at <= m.last for m in _marks(scene))


def _beside(scene: TextScene, fact: Fact, named: frozenset[str]) -> bool:
    span = scene.span(fact)
    near = [*range(max(0, span.first - _NEAR), span.first), *range(span.last + 1, min(span.last + 2, len(scene.words)))]
    return any(scene.words[at].is_word and scene.words[at].forms & named for at in near)


def _span(scene: TextScene, piece: Sequence[Word]) -> Span:
    return Span(scene.words.index(piece[0]), scene.words.index(piece[-1]))


def _pairs_of_words(scene: TextScene) -> list[tuple[list[Word], list[Word]]]:
    """What is taken back by word and what stands in its place: ([«писем»], [«звонков»])."""
    found = []
    for mention in scene.mentions:
        said = {scene.words[at].lower for at in range(mention.first, mention.last + 1)}
        at = mention.last + 1
        if not said & listed("taken_back") or (at < len(scene.words) and scene.words[at].lower in only_words()):
            continue
        gone = _piece(scene, mention.last + 1, 1)
        if not gone:
            continue
        after = scene.words.index(gone[-1]) + 1
        turned = after
        while turned < len(scene.words) and (
            scene.words[turned].text in ",—–-" or scene.words[turned].lower in listed("put_instead")
        ):
            turned += 1
        new = _piece(scene, turned, 1) if turned > after else _piece(scene, mention.first - 1, -1)
        if new and new != gone:
            found.append((gone, new))
    return found


def _piece(scene: TextScene, at: int, step: int) -> list[Word]:
    """Up to three words from a place on, or back from it, without words of grammar; none where a number is among
    them."""
    while 0 <= at < len(scene.words) and (_grammar(scene.words[at]) or (step < 0 and scene.words[at].text in ",—–-")):
        at += step
    taken: list[Word] = []
    while 0 <= at < len(scene.words) and len(taken) < _LONGEST_PIECE:
        word = scene.words[at]
        if not word.is_word or not _content(scene, at):
            break
        taken.append(word)
        at += step
    fact = scene.fact_at[at] if 0 <= at < len(scene.words) else None
    if fact is not None and fact.kind in _AMOUNTS:
        return []
    return taken if step > 0 else taken[::-1]


def _marks(scene: TextScene) -> list[Mention]:
    return [m for m in scene.mentions if m.family in ("afresh", "slip", "negation")]


def _grammar(word: Word) -> bool:
    """A word that only joins: a preposition, an article, a conjunction."""
    return word.is_word and word.lower in listed("joining_words")


def _standing(gone: Sequence[Word], there: Sequence[Word]) -> list[tuple[int, int]]:
    """Where the words stand in another text one after the other, in any of their forms."""
    found = []
    for at in range(len(there) - len(gone) + 1):
        run = there[at : at + len(gone)]
        if all(word.is_word and word.forms & other.forms for word, other in zip(run, gone, strict=True)):
            found.append((run[0].start, run[-1].end))
    return found
