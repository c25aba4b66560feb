"""What a clause says of a known channel in bare words: "calls will be 135,000 after the merger", «чат 10, а письмо 8».

The clause names the channel, then the figure, with nothing between but "is", "now" or a cause; the figure is that of
the known field it is like. "The emails have halved since" tells of the known volume as well.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.reading.constructions import of_class
from assistant.reading.coverage import known_coverage
from assistant.reading.facts import Fact
from assistant.reading.in_brief import value_at, volumes_in
from assistant.reading.known_fields import AHT, VOLUME, Fit, fit, known_fields, unlike
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.told_figures import said
from assistant.reading.word_lists import listed, turns
from assistant.reading.words import Word
from assistant.reading.workload import per_month, tidy

_SAME = 1.001
_BEFORE = 5  # words of a clause before the channel it tells of
_BETWEEN = 8  # words between the channel and its figure
_FEW = 10  # contacts so few that a large volume does not become them by the way
_LARGE = 50  # times as large as what is taken for its new value
_BACK = 2  # clauses back in which the channel of a figure may stand alone
_ORDER = 5  # words of an order to take a figure
_THOSE = 2  # words from a number to "those"
_MOVES = 3  # words between the channel and "have halved"
_AMOUNTS = ("number", "volume", "money", "percent", "duration", "time_range")
_TEAM = "team"
_TEAMS = ("in_house.agents", "agents")
_SIGNS = frozenset(',;.!?()\n"«»')


def said_of_channels(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with what is said so of the channels known; as they are where nothing is."""
    known = volumes_in(brief)
    if not known:
        return list(changes)
    coverage = known_coverage(brief, [])
    found = {fact.start: (fact, put) for fact, put in _told(scene, brief, coverage)}
    kept = _without_away(scene, _without_few(scene, changes, known, list(found)))
    for fact, put in found.values():
        kept = _with(scene, kept, fact, put)
    kept = _of_those(scene, kept, brief)
    return [*kept, *_multiplied(scene, kept, known)]


def _with(scene: TextScene, changes: Sequence[Change], fact: Fact, put: Fit) -> list[Change]:
    """The changes with a figure in its field, unless the field or the figure is spoken for."""
    of_figure = [c for c in changes if c.start < fact.end and fact.start < c.end and c.value != {}]
    if any(c.path == put.field.path for c in of_figure):
        return list(changes)
    refused = {c.path for c in changes if c.value is None}
    if put.field.path.rpartition(".")[0] in refused and not _counted(scene, fact):
        return list(changes)
    if any(not (c.path.endswith(VOLUME) or (c.path == "peak_factor" and _ordered(scene))) for c in of_figure):
        return list(changes)
    channel = put.field.path.rpartition(".")[0]
    gone = (put.field.path, channel)
    return [*(c for c in changes if c.path not in gone and c not in of_figure), put.change(fact)]


def _of_those(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """ "Patients want text chat. 1500 of those": the volume of the new channel named right before."""
    wanted = {c.path for c in changes if c.path.startswith("channels.") and c.value == {}}
    for fact in (f for f in scene.facts if _plain(f) and middle(f.value) >= _FEW):
        span = scene.span(fact)
        behind = [w.lower for w in scene.words[span.last + 1 : span.last + 1 + _THOSE]]
        before = [(c, place) for c, place in scene.channels if place.last < span.first]
        if not before or not set(behind) & listed("of_those") or f"channels.{before[-1][0]}" not in wanted:
            continue
        path = f"channels.{before[-1][0]}"
        told = [c for c in changes if c.path.startswith(f"{path}.")]
        if told or value_at(brief, path):
            continue
        volume = tidy(middle(fact.value) * per_month(fact.per, known_coverage(brief, [])))
        gone = [c for c in changes if c.path == path or (c.path.endswith(VOLUME) and c.start >= fact.start - 1)]
        own = Change("set", f"{path}.{VOLUME}", volume, fact.start, fact.end, fact.text)
        changes = [*(c for c in changes if c not in gone), own]
    return list(changes)


_MOVED = 3  # words behind a figure among which it is "more" or "fewer"


def _ordered(scene: TextScene) -> bool:
    """ "Use this", «считаем от этого»: what was just told is what the estimate takes."""
    return scene.has(Span(0, len(scene.words) - 1), "takes_that")


def _told(scene: TextScene, brief: Mapping[str, Any], coverage: Mapping[str, Any]) -> Iterator[tuple[Fact, Fit]]:
    for fact in scene.facts:
        if not _plain(fact) or _by_so_much(scene, fact) or (channel := _channel_of(scene, fact)) is None:
            continue
        paths = _TEAMS if channel == _TEAM else (f"channels.{channel}.{VOLUME}", f"channels.{channel}.{AHT}")
        own = [f for f in known_fields(brief) if f.path in paths]
        fits = [found for field in own if (found := fit(fact, field, coverage)) is not None and found.likely]
        if len(fits) > 1 and scene.names_any(("wrong_way_round",)):
            fits = [found for found in fits if _of_another(brief, found)]
        if len(fits) == 1 and fits[0].unlike > _SAME:
            yield fact, fits[0]


def _by_so_much(scene: TextScene, fact: Fact) -> bool:
    """«Звонков на пятьсот меньше», "500 fewer calls": by how much the known figure moves."""
    span = scene.span(fact)
    sentence = scene.sentence_of(span.first)
    behind = Span(span.last + 1, min(span.last + _MOVED, sentence.last))
    if scene.has(behind, "more", "fewer", "longer", "shorter"):
        return True
    at = span.first - 1
    led = at > sentence.first and scene.words[at].lower in listed("differs_by")
    return led and scene.has(Span(at - 1, at), "more", "fewer")  # «звонков больше на 500»


def _of_another(brief: Mapping[str, Any], found: Fit) -> bool:
    """Whether another channel has the number by now: the two were taken for each other."""
    alike = [f for f in known_fields(brief) if f.kind == found.field.kind and f.path != found.field.path]
    return any(unlike(f.number, found.number) <= _SAME for f in alike)


def _plain(fact: Fact) -> bool:
    dialled = fact.text.startswith("0") and fact.text.isdecimal()
    if fact.kind not in ("number", "volume") or fact.unit or fact.each or dialled:
        return False
    value = fact.value.get("value") if fact.kind == "volume" and isinstance(fact.value, Mapping) else fact.value
    return isinstance(value, int | float)


def _channel_of(scene: TextScene, fact: Fact) -> str | None:
    """The channel that a clause names before a figure, or counts with it, where it says hardly more."""
    span = scene.span(fact)
    clause = _clause(scene, span)
    head = scene.head(fact)[0]
    if head is not None and head.concept.startswith("contact."):
        return _counted(scene, fact)
    if scene.words[scene.sentence_of(span.first).last].text == "?":
        return None
    if not _free_behind(scene, span, clause):
        return _right_behind(scene, clause, span)
    if said(scene, clause, "busy", "then", "quiet", "rare") and not _ordered(scene):
        return None
    begin = max((scene.span(f).last + 1 for f in scene.facts if f.kind in _AMOUNTS and f.end <= fact.start), default=0)
    begin = max(begin, clause.first)
    named = _named(scene, Span(begin, span.first - 1))
    if not named and (heading := _heading(scene, clause, span)) is not None:
        return heading
    if len({channel for channel, _ in named}) != 1:
        return _counted(scene, fact)
    channel, place = named[-1]
    before = scene.words[begin : named[0][1].first]
    if sum(w.is_word for w in before) > _BEFORE or any(not _led(w.lower) for w in before):
        return None
    between = Span(place.last + 1, span.first - 1)
    words = scene.words[between.first : between.last + 1]
    if len(words) > _BETWEEN or any(f is not fact for f in scene.facts_within(between)):
        return None
    if all(w.lower in listed("figure_is") for w in words):
        return channel
    cause = words[0].lower in listed("figure_cause")
    inside = any({w.lower, *w.forms} & listed("figure_no_cause") for w in words)
    return channel if cause and not inside and _ends(scene, span, clause) else None


def _named(scene: TextScene, within: Span) -> list[tuple[str, Span]]:
    """The channels named within a span, in order, or else the people; "inbound" is of the calls."""
    named = list(scene.channels_within(within))
    calls = [at for at in range(within.first, within.last + 1) if scene.words[at].lower in listed("calls_said")]
    people = [(_TEAM, Span(m.first, m.last)) for m in scene.inside(within, ("agent",)) if m.last < within.last]
    return named or [("phone", Span(at, at)) for at in calls] or people


def _right_behind(scene: TextScene, clause: Span, span: Span) -> str | None:
    """«Надо 600 телефон»: the channel ends the clause behind the figure, and hardly a word leads it."""
    named = scene.channels_within(Span(span.last + 1, clause.last))
    before = [w.lower for w in scene.words[clause.first : span.first] if w.is_word]
    alone = len(named) == 1 and named[0][1].first == span.last + 1 and _ends(scene, named[0][1], clause)
    return named[0][0] if alone and before and all(w in listed("figure_led_by") for w in before) else None


def _heading(scene: TextScene, clause: Span, span: Span) -> str | None:
    """The channel that the clause before names and says nothing of but that it was revised: "inbound revised, 95k".

    An order may stand between: "emails. take the upper end, 4,000".
    """
    own = [w.lower for at, w in enumerate(scene.words) if clause.first <= at <= clause.last and at not in span]
    if not all(w in listed("figure_is") | listed("figure_led_by") | listed("figure_left") for w in own):
        return None
    end, back = clause.first - 1, _BACK
    while end >= 0 and back:
        if not scene.words[end].is_word:
            end -= 1
            continue
        before = _clause(scene, Span(end, end))
        words = [(at, scene.words[at].lower) for at in range(before.first, before.last + 1)]
        named = _named(scene, before)
        aside = {at for _, place in named for at in range(place.first, place.last + 1)}
        plain = listed("figure_is") | listed("figure_led_by")
        if named:
            bare = all(w in plain or at in aside or of_class(scene, at, "figure_redone") for at, w in words)
            return named[-1][0] if bare and len({channel for channel, _ in named}) == 1 else None
        ordered = of_class(scene, before.first, "figure_taken") and len(words) <= _ORDER
        if not ordered or scene.facts_within(before):
            return None
        end, back = before.first - 1, back - 1
    return None


def _counted(scene: TextScene, fact: Fact) -> str | None:
    """ "That's thirty calls and twenty emails": told once more, with a word of having said it wrongly."""
    head = scene.head(fact)[0]
    if head is None or not head.concept.startswith("contact.") or not scene.names_any(("wrong_way_round",)):
        return None
    return head.concept.removeprefix("contact.")


def _led(word: str) -> bool:
    return word in listed("figure_led_by") or word in ("-", "–", "—", ">")


def _clause(scene: TextScene, span: Span) -> Span:
    """The words around a figure between signs and words that turn; a colon and a dash part nothing."""
    return scene.clause_of(span, _parts)


def _parts(word: Word) -> bool:
    return word.text in _SIGNS or word.lower in turns()


def _ends(scene: TextScene, span: Span, clause: Span) -> bool:
    return all(not scene.words[at].is_word for at in range(span.last + 1, clause.last + 1))


def _free_behind(scene: TextScene, span: Span, clause: Span) -> bool:
    """The figure counts nothing named behind it but contacts: "11,000 sessions", "135,000 after the merger"."""
    after = span.last + 1
    if after > clause.last or not (scene.words[after].is_word or scene.words[after].is_digits):
        return True
    word = scene.words[after]
    if word.lower in listed("conjunctions"):
        return True
    if scene.fact_at[after] is not None:
        return False
    things = {word.lower, *word.forms} & listed("contact_things")
    return (
        bool(things)
        or word.lower in listed("figure_apart") | listed("figure_left") | listed("figure_is")
        or _told_of(scene, after)
    )


def _told_of(scene: TextScene, at: int) -> bool:
    return any(m.first <= at <= m.last and m.family == "contact" for m in scene.mentions)


def _without_few(
    scene: TextScene, changes: Sequence[Change], known: Mapping[str, float], told: Sequence[int]
) -> list[Change]:
    """The changes without a large volume become next to nothing by the way: "we lost two last week", «три калеки»."""
    kept = []
    for change in changes:
        fact = next((f for f in scene.facts if f.start == change.start and f.kind in ("number", "volume")), None)
        few = fact is not None and change.path in known and isinstance(change.value, int | float)
        few = few and change.start not in told and fact is not None and middle(fact.value) < _FEW
        if few and known[change.path] >= _LARGE * float(change.value) and not _named_before(scene, fact):
            continue
        kept.append(change)
    return kept


def _without_away(scene: TextScene, changes: Sequence[Change]) -> list[Change]:
    """The changes without a team or its pay made of those who are away: "two of the girls are on holiday"."""
    away = {at for at, word in enumerate(scene.words) if {word.lower, *word.forms} & listed("away_words")}
    kept = []
    for change in changes:
        fact = next((f for f in scene.facts if f.start == change.start and f.kind == "number"), None)
        if fact is None or not away or not change.path.startswith("in_house.") or middle(fact.value) >= _FEW:
            kept.append(change)
            continue
        clause = _clause(scene, scene.span(fact))
        if not any(at in clause for at in away):
            kept.append(change)
    return kept


def _named_before(scene: TextScene, fact: Fact | None) -> bool:
    if fact is None:
        return False
    span = scene.span(fact)
    return bool(scene.channels_within(Span(_clause(scene, span).first, span.first - 1)))


def _multiplied(scene: TextScene, changes: Sequence[Change], known: Mapping[str, float]) -> Iterator[Change]:
    """ "The emails have halved since": the known volume of the channel that the clause begins with."""
    moves = [m for m in scene.mentions if m.family == "multiply" and isinstance(m.value, int | float | str)]
    if len(moves) != 1 or scene.text.rstrip().endswith("?"):
        return
    move, sentence = moves[0], scene.sentence_of(moves[0].first)
    before = [(c, place) for c, place in scene.channels_within(Span(sentence.first, move.first - 1))]
    if len(before) != 1 or any(f.kind != "channel" for f in scene.facts_within(sentence)):
        return
    channel, place = before[0]
    path = f"channels.{channel}.{VOLUME}"
    words = scene.words[place.last + 1 : move.first]
    led = all(_led(w.lower) for w in scene.words[sentence.first : place.first])
    moved = len(words) <= _MOVES and all(w.lower in listed("figure_is") for w in words)
    tense = of_class(scene, move.first, "has_moved")
    if (
        path not in known
        or any(c.path.startswith(f"channels.{channel}") for c in changes)
        or not (led and moved and tense)
    ):
        return
    if said(scene, sentence, "busy", "quiet", "rare") or scene.has(sentence, "as_long"):
        return  # «звонок будет вдвое короче» tells of its time
    times = float(move.value)
    fallen = times > 1 and any(m.family in ("falling", "fewer") and m.first in sentence for m in scene.mentions)
    start, end = scene.words[place.first].start, scene.words[move.last].end
    yield Change(
        "set", path, tidy(known[path] / times if fallen else known[path] * times), start, end, scene.text[start:end]
    )
