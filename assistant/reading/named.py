"""From names to fields: channels wanted or not, languages, countries, industry, level, billing, rules, currency."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assistant.reading.billing import billing_units
from assistant.reading.concepts import Mention
from assistant.reading.countries import Allowed, of_team, read_countries
from assistant.reading.facts import Fact
from assistant.reading.flat_refusals import nobody_does
from assistant.reading.in_brief import listed_in
from assistant.reading.just_now import just_now
from assistant.reading.languages_joined import comes_beside, joined_on
from assistant.reading.levels import level_wanted, of_lines
from assistant.reading.places_of_case import not_needed
from assistant.reading.refusals import WITHOUT, declined, refused_with, taken_back
from assistant.reading.refused_lists import declined_alike
from assistant.reading.result import Ambiguity, Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.swaps import swapped
from assistant.reading.trades import founded_by_buyer, own_trade
from assistant.reading.word_lists import first_person, listed, relatives, turns
from assistant.reading.words import is_past
from tools.places import languages_of

_LEVELS = ("basic", "technical", "expert")
_SINGLE = {"pricing": "pricing_model", "location": "location", "currency": "currency"}
_SAME_NAME = 0.6
_WRITTEN = frozenset({"email", "chat", "social"})  # «только переписка» gives up none of them
_BESIDE = 5  # words around a channel in which hours or days limit its refusal
_TWICE = 12  # words between the two negations of "will not sign with one that isn't compliant"


def read_names(
    scene: TextScene,
    brief: Mapping[str, Any],
    question: str | None,
    allowed: Allowed,
    supposed: Allowed,
    team: Sequence[Span] = (),
) -> tuple[list[Change], list[Ambiguity]]:
    """Changes that names make, and countries that may be meant in two ways.

    A name counts where `allowed` says so; in a supposition (`supposed`) a bare country is a provider's. `team` is where
    the heads of the present team stand: its place is neither the customers' nor a provider's.
    """
    changes = _channels(scene, brief, allowed)
    changes += _languages(scene, brief, allowed)
    team = [*team, *(Span(m.first, m.last) for m in scene.mentions if m.family == "own_team")]
    placed = {f.start for f in scene.facts if f.kind == "country" and of_team(scene, scene.span(f), team)}
    starts = {scene.span(f).first for f in scene.facts if f.start in placed}
    countries, open_questions = read_countries(
        scene, brief, question, lambda at: allowed(at) and at not in starts, supposed
    )
    countries += _home_of_team(
        scene, brief, [f for f in scene.facts if f.start in placed and allowed(scene.span(f).first)], countries
    )
    return [*changes, *countries, *_labels(scene, brief, question, allowed)], open_questions


def _home_of_team(
    scene: TextScene, brief: Mapping[str, Any], placed: Sequence[Fact], countries: Sequence[Change]
) -> list[Change]:
    """ "8 agents in house in London": the place of one's own people is where the customers are, unless it is told."""
    if not placed or brief.get("home_country") or countries or len({f.value for f in placed}) > 1:
        return []
    if any(f.kind == "country" and f.value != placed[0].value for f in scene.facts):
        return []
    return [Change("set", "home_country", placed[0].value, placed[0].start, placed[0].end, placed[0].text)]


def _place(scene: TextScene, span: Span) -> tuple[int, int, str]:
    start, end = scene.words[span.first].start, scene.words[span.last].end
    return start, end, scene.text[start:end]


def _channels(scene: TextScene, brief: Mapping[str, Any], allowed: Allowed) -> list[Change]:
    wanted: dict[str, Change] = {}
    unwanted: dict[str, Change] = {}
    plainly: set[str] = set()  # channels named by a noun, not only by «звонят»
    places: dict[str, Span] = {}
    limited = False
    named = [span for _, span in scene.channels]
    told = brief.get("channels")
    known = told if isinstance(told, Mapping) else {}
    for channel, span in scene.channels:
        if not allowed(span.first):
            continue
        if known.get(channel) and nobody_does(scene, span):
            continue  # of contacts told before "nobody calls" says something else
        place = _place(scene, span)
        exchanged = swapped(scene, span, named)
        if (
            exchanged == "out"
            or (
                not exchanged
                and not _only_then(scene, span)
                and (declined(scene, span) or refused_with(scene, span, named))
            )
            or (not exchanged and declined_alike(scene, span, named))
        ):
            if scene.around(span, ("outbound",), 0.05):
                continue  # outgoing calls refused say nothing of those that come in
            unwanted[channel] = Change("set", f"channels.{channel}", None, *place)
            if channel in plainly and channel in places and not _told_of(scene, places[channel]):
                plainly.discard(channel)  # «есть почта, туда пишут редко, … почту передавать не будем»
            if channel in wanted and scene.distance(places[channel].last, span.first) < _SAME_NAME:
                del wanted[channel]  # «комментарии в соцсетях не нужны»: named twice, refused once
                plainly.discard(channel)
        else:
            wanted.setdefault(channel, Change("set", f"channels.{channel}", {}, *place))
            plainly |= set() if scene.inside(span, ("writes",)) else {channel}
            places[channel] = span
            only = [m for _, m in scene.around(span, ("only",), 0.5) if not just_now(scene, m, span)]
            limited = limited or any(not _of_amount(scene, m) for m in only)
    unwanted = {name: change for name, change in unwanted.items() if name not in plainly or name in known}
    changes = [c for name, c in wanted.items() if name not in unwanted and not known.get(name)]
    changes += unwanted.values()
    if wanted and limited:
        place = _span_of(next(iter(wanted.values())))
        written = any(scene.words[at].forms & listed("writing") for c in wanted for at in _within(places[c]))
        spared = _WRITTEN if written else frozenset()
        others = [n for n, v in known.items() if v is not None and n not in {*wanted, *unwanted, *spared}]
        changes += [Change("set", f"channels.{name}", None, *place) for name in others]
    return changes


_AMOUNTS = ("number", "volume", "duration", "percent", "money")


def _of_amount(scene: TextScene, only: Mention) -> bool:
    """ "E-mails: only 600": the word says how few there are, not that nothing else is wanted."""
    after = only.last + 1
    while after < len(scene.words) and scene.words[after].lower in listed("guessing"):
        after += 1
    return scene.kind_at(after) in _AMOUNTS if after < len(scene.words) else False


def _told_of(scene: TextScene, span: Span) -> bool:
    """A figure or hours are told of a channel where it was named, or it was asked for there."""
    sentence = scene.sentence_of(span.first)
    near = Span(max(sentence.first, span.first - _BESIDE), min(sentence.last, span.last + _BESIDE))
    kinds = {scene.kind_at(at) for at in _within(near)}
    told = bool(kinds & {"volume", "number", "duration", "percent", "time_range"})
    return told or any(not _once_wished(scene, m.first) for m in scene.inside(near, ("wish", "wanted", "only")))


def _once_wished(scene: TextScene, at: int) -> bool:
    """ "At first we wanted phone and chat", «сначала хотели»: a wish of the past, which may have been given up."""
    word = scene.words[at].lower
    told = at > 0 and scene.words[at - 1].lower in first_person() and word.endswith("ed")
    return told or is_past(word)


def _of_writer(scene: TextScene, span: Span) -> bool:
    """ "Excuse my English", "my english no good": how the writer writes; "my English agents" speak of others."""
    before = scene.words[span.first - 1].lower if span.first else ""
    after = scene.starting_at(span.last + 1)
    named = any(m.family in ("agent", "person", "driver", "contact", "support", "team_of") for m in after)
    return before in listed("writers_own") and not named


def _only_then(scene: TextScene, span: Span) -> bool:
    """«Ночью с 22 до 6 звонки принимать не надо»: refused at some hours or on some days, and not at all times."""
    sentence = scene.sentence_of(span.first)
    first, last = span.first, span.last
    while first > max(sentence.first, span.first - _BESIDE) and scene.words[first - 1].text not in ",;:—":
        first -= 1
    while last < min(sentence.last, span.last + _BESIDE) and scene.words[last + 1].text not in ",;:—":
        last += 1
    clause = Span(first, last)
    hours = [f for f in scene.facts_within(clause) if f.kind == "time_range" and f.value["close"] != "24:00"]
    days = [f for f in scene.facts_within(clause) if f.kind == "days" and len(f.value) < 7]
    return bool(hours or days) or scene.has(clause, "part_of_day")


def _within(span: Span) -> range:
    return range(span.first, span.last + 1)


def _span_of(change: Change) -> tuple[int, int, str]:
    return change.start, change.end, change.text


def _languages(scene: TextScene, brief: Mapping[str, Any], allowed: Allowed) -> list[Change]:
    found: dict[str, Fact] = {}
    dropped: set[str] = set()
    named = [scene.span(f) for f in scene.facts if f.kind == "language"]
    for fact in scene.facts:
        span = scene.span(fact)
        if fact.kind != "language" or not allowed(span.first) or _of_papers(scene, span) or _taught(scene, span):
            continue
        if _of_writer(scene, span):
            continue
        exchanged = swapped(scene, span, named)
        if exchanged == "out" or (not exchanged and (declined(scene, span) or taken_back(scene, span))):
            dropped.add(str(fact.value))
        else:
            found.setdefault(str(fact.value), fact)
    known = listed_in(brief, "languages")
    if not found and not dropped & set(known):
        return []
    found = _only_after_turn(scene, found)
    replacing = any(scene.around(scene.span(f), ("only", "afresh"), 0.8) for f in found.values())
    replacing = replacing and not dropped & set(known)  # "change English to German" leaves the Spanish
    merged = [*([] if replacing else known or _spoken_already(scene, brief, found)), *found]
    merged = [c for c in dict.fromkeys(merged) if c not in dropped]
    if merged == known:
        return []
    if not merged:
        return [Change("remove", "languages", None, 0, len(scene.text), scene.text)]
    start = min((f.start for f in found.values()), default=0)
    end = max((f.end for f in found.values()), default=len(scene.text))
    return [Change("set", "languages", merged, start, end, scene.text[start:end])]


def _spoken_already(scene: TextScene, brief: Mapping[str, Any], found: Mapping[str, Fact]) -> list[str]:
    """ "Add German": to the language of the customers' country, which nobody had to name."""
    added = [
        f
        for f in found.values()
        if comes_beside(scene, scene.sentence_of(scene.span(f).first)) or joined_on(scene, scene.span(f))
    ]
    if not added or not brief or scene.around(scene.span(added[0]), ("only",), 0.8):
        return []
    home = brief.get("home_country")
    return list(languages_of(str(home))[:1]) if home else [scene.language]


def _only_after_turn(scene: TextScene, found: dict[str, Fact]) -> dict[str, Fact]:
    """ "The app is in German and French, but support only in English": what stands before the turn is not served."""
    for fact in (f for f in scene.facts if f.kind == "language" and str(f.value) in found):
        span = scene.span(fact)
        near = [m for _, m in scene.around(span, ("only",), 0.5) if m.last < span.first]
        since = scene.sentence_of(span.first).first if near else span.first
        before = scene.words[max(since, near[0].first - 4) : near[0].first] if near else []
        if any(word.lower in turns() for word in before):
            return {c: f for c, f in found.items() if c == fact.value or f.start >= fact.start}
    return found


def _taught(scene: TextScene, span: Span) -> bool:
    """«Школа преподаёт английский, испанский и китайский»: what is taught, with nobody said to answer in it."""
    sentence = scene.sentence_of(span.first)
    before = scene.inside(Span(sentence.first, span.first), ("taught",))
    served = ("support", "answer", "wanted", "wish", "contact", "must", "agent")
    return bool(before) and not scene.has(Span(before[-1].last + 1, sentence.last), *served)


def _of_papers(scene: TextScene, span: Span) -> bool:
    """ "Proposals shall be submitted in English": the language of the papers, not of the service."""
    before = Span(scene.sentence_of(span.first).first, span.first)
    return scene.has(before, "paperwork")


def _labels(scene: TextScene, brief: Mapping[str, Any], question: str | None, allowed: Allowed) -> list[Change]:
    found: dict[str, Change] = {}
    levels: list[Mention] = []
    rules: list[Mention] = []
    lifted: set[str] = set()
    trades: list[Mention] = []
    others: list[Mention] = []
    billed = billing_units(scene, question)
    empty = [m for m in scene.labels if m.family == "none"]
    for mention in scene.labels:
        span = Span(mention.first, mention.last)
        told = (
            allowed(mention.first)
            or _on_terms(scene, mention)
            or (mention.family == "industry" and founded_by_buyer(scene, mention))
        )
        if not told or _within_quantity(scene, span):
            continue
        if mention.family not in ("unit", "pricing") and declined(scene, span):
            continue
        if mention.family == "compliance" and _lifted(scene, span):
            lifted.add(mention.value)
            continue
        if any(m.first <= mention.first <= m.last for m in empty) or _denied(scene, mention):
            continue
        if mention.family == "currency" and (_of_next_sum(scene, span) or _of_sum_before(scene, span)):
            continue
        if mention.family in ("level", "profession"):
            if level_wanted(scene, mention):
                levels.append(mention)
        elif mention.family in ("unit", "pricing"):
            if mention in billed and not _others_prefer(scene, mention, billed):
                change = Change("set", "pricing_model", mention.value, *_place(scene, span))
                before = found.setdefault("pricing_model", change)
                if change.start < before.end and mention.value == "per_resolution":
                    found["pricing_model"] = change  # «одно решённое обращение» says more than «одно обращение»
        elif mention.family == "compliance":
            rules.append(mention)
        elif mention.family == "industry":
            trades.append(mention)
        elif mention.family == "location" and not_needed(scene, mention.first):
            continue  # "it doesn't have to be onshore"
        elif mention.family == "location" and not _spoken_of_self(scene, mention):
            others.append(mention)
        else:
            path = _SINGLE[mention.family]
            found.setdefault(path, Change("set", path, mention.value, *_place(scene, span)))
    for mention in others:  # where nobody says "we want", the first place named stands
        span = Span(mention.first, mention.last)
        found.setdefault("location", Change("set", "location", mention.value, *_place(scene, span)))
    changes = list(found.values())
    if (own := own_trade(scene, trades)) is not None:
        changes.append(_label_change(scene, "industry", own.value, [own]))
    if levels:
        highest = max(of_lines(levels), key=lambda m: _LEVELS.index(m.value))
        changes.append(_label_change(scene, "support_level", highest.value, [highest]))
    known = listed_in(brief, "compliance")
    fresh = [m for m in rules if m.value not in known]
    if lifted & set(known):
        place = (0, len(scene.text), scene.text)
        left = [rule for rule in known if rule not in lifted]
        change = Change("set", "compliance", left, *place) if left else Change("remove", "compliance", None, *place)
        changes.append(change)
    elif fresh:
        changes.append(_label_change(scene, "compliance", [*known, *dict.fromkeys(m.value for m in fresh)], fresh))
    return changes


def _on_terms(scene: TextScene, mention: Mention) -> bool:
    """«Во что обойдётся подрядчик при оплате за обращение?»: the terms of one's own case, told in a question."""
    led = mention.first > 0 and scene.words[mention.first - 1].lower in listed("on_terms")
    return led and mention.family in ("pricing", "unit") and any(f.kind == "volume" for f in scene.facts)


def _spoken_of_self(scene: TextScene, mention: Mention) -> bool:
    """ "Onshore is the union's choice. Mine is offshore": whose wish a place is."""
    sentence = scene.sentence_of(mention.first)
    return any(scene.words[at].lower in first_person() for at in range(sentence.first, sentence.last + 1))


def _others_prefer(scene: TextScene, mention: Mention, billed: Sequence[Mention]) -> bool:
    """ "Some charge by the minute, some by the ticket. The ticket suits us": another way of paying is preferred."""
    preferred = [m for m in billed if scene.has(scene.sentence_of(m.first), "prefers")]
    return bool(preferred) and mention not in preferred


def _of_next_sum(scene: TextScene, span: Span) -> bool:
    """«Бюджет в евро: 18 500»: the currency of the sum that follows."""
    after = span.last + 1
    if after + 1 >= len(scene.words) or scene.words[after].text != ":":
        return False
    fact = scene.fact_at[after + 1]
    counted = fact is not None and scene.head(fact)[0] is not None  # "quote in pounds: 2,400 calls a month"
    return fact is not None and fact.kind in ("number", "volume") and not counted


def _of_sum_before(scene: TextScene, span: Span) -> bool:
    """ "Budget is 90k a year in pounds": the currency of the sum right before it, which has none of its own."""
    fact = scene.fact_at[span.first - 1] if span.first else None
    return fact is not None and fact.kind in ("number", "volume") and not scene.head(fact)[1]


def _lifted(scene: TextScene, span: Span) -> bool:
    """«Требование по ISO 27001 снимаем»: it held before and holds no more."""
    near = scene.around(span, ("lifted",), 0.8)
    if any(m.first > span.last or scene.distance(m.last, span.first) < 0.8 for _, m in near):
        return True
    relative = span.last + 2 < len(scene.words) and scene.words[span.last + 1].text == ","
    if not relative or scene.words[span.last + 2].lower not in relatives():
        return False  # "SOC 2, which we used to ask for, we have dropped"
    rest = Span(span.last + 2, scene.sentence_of(span.first).last)
    return scene.has(rest, "lifted") and not any(m.family == "compliance" and m.first in rest for m in scene.labels)


def _denied(scene: TextScene, label: Mention) -> bool:
    """«Мы не банк»: the word right before says that it is not so; two negations make a rule a condition."""
    at = label.first - 1
    while at > 0 and scene.words[at].lower in listed("indefinite") | listed("degree_words"):
        at -= 1  # "I am not a very technical person"
    before = [m for m in scene.ending_at(at) if m.family == "negation"]
    said = [m for m in before if scene.words[m.first].lower not in WITHOUT]
    if not said or label.family != "compliance":
        return bool(said)
    sentence = scene.sentence_of(label.first)
    others = scene.inside(Span(max(sentence.first, said[0].first - _TWICE), said[0].first), ("negation",))
    return not any(m.last < said[0].first for m in others)


def _label_change(scene: TextScene, path: str, value: Any, mentions: Iterable[Mention]) -> Change:
    places = list(mentions)
    return Change("set", path, value, *_place(scene, Span(places[0].first, places[-1].last)))


def _within_quantity(scene: TextScene, span: Span) -> bool:
    fact = scene.fact_at[span.first]
    return fact is not None and fact.kind in ("money", "duration", "volume", "percent")
