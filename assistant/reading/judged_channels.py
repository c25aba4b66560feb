"""Channels as the judge hears them: kept in house, wanted after all, or wanted where the rules took nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assistant.reading.hints import lines
from assistant.reading.in_brief import present, value_at
from assistant.reading.judged import has_case
from assistant.reading.known_left_out import left_unsaid
from assistant.reading.none_of_them import denied_of
from assistant.reading.opinion import Opinion
from assistant.reading.refusals import same_list
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import first_person, listed, turns

Allowed = Callable[[int], bool]

_REFUSED = 0.7  # above it a channel is kept in house…
_REFUSED_BESIDE = 0.5  # …and above this, where a word of refusing or of keeping stands with it
_REFUSED_BY_REST = 0.2  # …and above this, where another is said to be all that is handed over
_BEFORE = 3  # words between "only" and the channel
_NEAR = 60  # characters behind a channel within which another is given up
_SIGNS = ",;:.—–("
_KEEPING = ("decline", "stays", "negation", "nobody", "changed_mind", "lifted")
_WANTED = 0.6  # above it a later mention of the channel takes it back
_SURE = 0.9  # above it one refused before is wanted after all
_NAMED = 0.75  # above it a channel that the rules left out is wanted…
_LINE = 0.5  # …and above this one meant by who answers, where no channel is named at all


def with_channels_heard(
    scene: TextScene, opinion: Opinion, changes: Sequence[Change], brief: Mapping[str, Any], allowed: Allowed
) -> tuple[Change, ...]:
    """Changes with the channels of which only the judge is sure; `allowed` tells of a word whether it is stated."""
    unsaid = 1.0 if has_case(brief) else _SURE  # before there is a case nothing is supposed of it
    found = _without_kept(scene, opinion, changes, allowed, unsaid)
    found += _taken_back(scene, opinion, found, brief, allowed)
    found += _left_out(scene, opinion, found, brief, allowed)
    return tuple(found)


def _without_kept(
    scene: TextScene, opinion: Opinion, changes: Sequence[Change], allowed: Allowed, unsaid: float
) -> list[Change]:
    """Changes with the channels refused that are said to stay where they are: "the calls would stay with us"."""
    found = list(changes)
    for channel, span in scene.channels:
        path = f"channels.{channel}"
        told = [c for c in found if _of(c, path)]
        beside = _beside_keeping(scene, span) and not _counted(scene, span, told)
        beside = beside and not (told and any(_gives_up(c, path) for c in changes))
        least = _REFUSED_BESIDE if beside else _REFUSED
        if not _counted(scene, span, told) and _only_another(scene, channel, span):
            least = _REFUSED_BY_REST
        refused = opinion.of(span).get("refused", 0.0)
        if refused <= (least if allowed(span.first) else max(least, unsaid)) or spared(scene, span):
            continue
        if _goes_on(scene, span, [c for c in changes if c.path != path]):
            continue
        if _wanted_later(scene, opinion, channel, span) or _given(scene, span) or _all_there_is(scene, span):
            continue
        if any(m.family == "done_in" for m in scene.starting_at(span.last + 1)):
            continue  # «чат закрываем за восемь минут»
        heard = next((c for c in told if c.path == path and c.value is None), None)
        found = [c for c in found if c not in told]
        found.append(heard or _change(scene, path, None, span))
    return found


def _only_another(scene: TextScene, channel: str, span: Span) -> bool:
    """ "The bot does the chat, so only e-mail is left", «звонки ваши»: another channel is all a provider is to get.

    "Mail and phone only" is said of both.
    """
    return any(
        name != channel and _handed_over(scene, place) and not _joined(scene, span, place)
        for name, place in scene.channels
    )


def _all_there_is(scene: TextScene, span: Span) -> bool:
    """«Телефон и почта только, чат не надо»: just these are to be served; not «только чат, звонки сами»."""
    alone = [place for _, place in scene.channels if _only(scene, place) and _joined(scene, span, place)]
    return bool(alone) and not any(_kept_by_buyer(scene, place) for place in (span, *alone))


def _joined(scene: TextScene, one: Span, other: Span) -> bool:
    first, second = sorted((one, other), key=lambda span: span.first)
    return same_list(scene, first.last + 1, second.first)


def _handed_over(scene: TextScene, place: Span) -> bool:
    if _kept_by_buyer(scene, place):
        return False  # «оставить внутри только соцсети»
    clause = _clause(scene, place)
    told = {form for word in scene.words[clause.first : clause.last + 1] for form in (word.lower, *word.forms)}
    return _only(scene, place) or bool(told & listed("given_over"))


def _kept_by_buyer(scene: TextScene, place: Span) -> bool:
    clause = _clause(scene, place)
    told = {form for word in scene.words[clause.first : clause.last + 1] for form in (word.lower, *word.forms)}
    return bool(told & (listed("by_oneself") | listed("to_oneself")))


def _only(scene: TextScene, place: Span) -> bool:
    """Whether "only" stands at the channel, and not at the next one or before a "no"."""
    sentence = scene.sentence_of(place.first)
    ahead = Span(max(sentence.first, place.first - _BEFORE), place.first)
    before = [m for m in scene.inside(ahead, ("only",)) if m.last < place.first]
    if any(not scene.has(Span(m.last + 1, place.first), "decline", "negation") for m in before):
        return True
    after = next((m for m in scene.starting_at(place.last + 1) if m.family == "only"), None)
    return after is not None and all(other.first != after.last + 1 for _, other in scene.channels)


def _given(scene: TextScene, span: Span) -> bool:
    """ "The phone is yours, our own girls do the mail": said of it before the next sign."""
    clause, last = _clause(scene, span), span.last
    while last < clause.last and scene.words[last + 1].text not in _SIGNS:
        last += 1
    said = scene.words[clause.first : last + 1]
    return any(word.lower in listed("given_over") for word in said) and not scene.has(
        Span(clause.first, last), "decline", "negation"
    )


def _gives_up(change: Change, path: str) -> bool:
    """«Вместо телефона чат»: the rules have heard already which of the channels goes."""
    return change.value is None and change.path.startswith("channels.") and not _of(change, path)


def _counted(scene: TextScene, span: Span, told: Sequence[Change]) -> bool:
    """«Чат на сайте оставим, туда обращается по двести человек в неделю»: its volume is told in the same sentence."""
    sentence = scene.sentence_of(span.first)
    start, end = scene.words[sentence.first].start, scene.words[sentence.last].end
    return any(c.path.endswith("contacts_per_month") and start <= c.start < end for c in told)


def _beside_keeping(scene: TextScene, span: Span) -> bool:
    """Whether the clause of a channel, as far as the next one named, speaks of the buyer's own or of refusing."""
    clause = _clause(scene, span)
    own = listed("by_oneself") | listed("keepers") | first_person()
    kept = any({word.lower, *word.forms} & own for word in scene.words[clause.first : clause.last + 1])
    return kept or scene.has(clause, *_KEEPING)


def _clause(scene: TextScene, span: Span) -> Span:
    """The words told of a channel: not those of the next one, unless both stand in one list, "not bought: A, B"."""
    sentence = scene.sentence_of(span.first)
    others = {place.last: place.first for _, place in scene.channels if place != span}
    first, last = span.first, span.last
    while first > sentence.first:
        before = first - 1
        nearest = max((at for at in others if at < first), default=-1)
        if nearest >= sentence.first and _listed(scene, nearest + 1, first):
            first = others[nearest]
        elif before in others or (scene.words[before].text in _SIGNS and not _heads(scene, before)):
            break
        else:
            first = before
    starts = set(others.values())
    while last < sentence.last and last + 1 not in starts and scene.words[last + 1].lower not in turns():
        last += 1
    return Span(first, last)


def _listed(scene: TextScene, first: int, last: int) -> bool:
    return last - first <= 1 and all(
        scene.words[at].text in ",;/" or same_list(scene, at, at + 1) for at in range(first, last)
    )


def _heads(scene: TextScene, at: int) -> bool:
    """The colon of "Not included: e-mail": what heads a list is said of all of it."""
    return scene.words[at].text == ":"


def _goes_on(scene: TextScene, span: Span, others: Sequence[Change]) -> bool:
    """ "Telephone is removed and chat remains": beside another given up, what stays with nobody named stays served."""
    clause = _clause(scene, span)
    own = listed("by_oneself") | listed("to_oneself") | first_person()
    kept = any({word.lower, *word.forms} & own for word in scene.words[clause.first : clause.last + 1])
    start, end = scene.words[scene.sentence_of(span.first).first].start, scene.words[clause.last].end
    gone = any(c.value is None and c.path.count(".") == 1 and start <= c.start <= end + _NEAR for c in others)
    return gone and not kept and scene.has(clause, "stays")


def spared(scene: TextScene, span: Span) -> bool:
    """ "I wouldn't drop the phone", «письма не выкидывайте»: what is refused is to give the channel up."""
    if denied_of(scene, span) or _alone_handed_over(scene, span):
        return True  # "no call is lost"
    clause = _clause(scene, span)
    before = scene.words[span.first - 1] if span.first else None
    if before is not None and {before.lower, *before.forms} & listed("other_ones"):
        return True  # «других писем нет»
    if any(word.lower in listed("short_of_people") for word in scene.words[clause.first : clause.last + 1]):
        return True  # «трубку снять некому»
    if left_unsaid(scene, span):
        return True
    return any(
        m.first > clause.first and scene.words[m.first - 1].lower in listed("undoing")
        for m in scene.inside(clause, ("decline",))
    )


def _alone_handed_over(scene: TextScene, span: Span) -> bool:
    """«Чаты оставить себе и отдать только телефон», "outsource just the phone"."""
    at = span.first - 1
    while at > 0 and scene.words[at].lower in listed("definite"):
        at -= 1
    only = next((m for m in scene.ending_at(at) if m.family == "only"), None)
    before = scene.words[max(0, only.first - _BEFORE) : only.first] if only is not None else []
    return any({word.lower, *word.forms} & listed("handed_over") for word in before)


def _taken_back(
    scene: TextScene, opinion: Opinion, changes: Sequence[Change], brief: Mapping[str, Any], allowed: Allowed
) -> list[Change]:
    """Channels refused before that are wanted after all: "put the phone back", «почту я же не отменяла»."""
    found: dict[str, Change] = {}
    for channel, span in scene.channels:
        path = f"channels.{channel}"
        refused = present(brief, path) and value_at(brief, path, None) is None
        told = any(_of(c, path) for c in changes)
        if refused and not told and allowed(span.first) and opinion.of(span).get("channel", 0.0) > _SURE:
            found.setdefault(path, _change(scene, path, {}, span))
    return list(found.values())


def _left_out(
    scene: TextScene, opinion: Opinion, changes: Sequence[Change], brief: Mapping[str, Any], allowed: Allowed
) -> list[Change]:
    """Channels that the rules took for the unit of a price or the work of an agent: "from Easter the phone rings".

    Those not named at all, too: "operating a call centre".
    """
    found: dict[str, Change] = {}
    meant = [] if scene.channels else lines(scene)
    for channel, span in (*scene.channels, *meant):
        path = f"channels.{channel}"
        if present(brief, path) or any(_of(c, path) for c in changes):
            continue
        if allowed(span.first) and opinion.of(span).get("channel", 0.0) > (_LINE if meant else _NAMED):
            found.setdefault(path, _change(scene, path, {}, span))
    return list(found.values())


def _of(change: Change, path: str) -> bool:
    return change.path == path or change.path.startswith(f"{path}.")


def _change(scene: TextScene, path: str, value: Any, span: Span) -> Change:
    start, end = scene.words[span.first].start, scene.words[span.last].end
    return Change("set", path, value, start, end, scene.text[start:end])


def _wanted_later(scene: TextScene, opinion: Opinion, channel: str, span: Span) -> bool:
    later = [opinion.of(place) for name, place in scene.channels if name == channel and place.first > span.last]
    return any(each.get("channel", 0.0) + each.get("volume", 0.0) > _WANTED for each in later)
