"""What the rules found, looked over by the judge: what is no field of the buyer's is left out, what was given the wrong
field is moved, and names that the rules could not place are placed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.billing import only_priced
from assistant.reading.concepts import Mention
from assistant.reading.flat_refusals import refused_flatly
from assistant.reading.hints import hints
from assistant.reading.in_brief import listed_in, present
from assistant.reading.judge import NOTHING
from assistant.reading.judged_heads import OURS, WANTED, meant_heads, with_heads
from assistant.reading.judged_places import COUNTRIES, HOME, with_places
from assistant.reading.known_left_out import left_unsaid
from assistant.reading.levels import beside_first_line, of_part
from assistant.reading.none_of_them import denied_of
from assistant.reading.onshore_home import with_home_of_onshore
from assistant.reading.opinion import Opinion
from assistant.reading.result import Ambiguity, Change
from assistant.reading.scene import Span, TextScene

Allowed = Callable[[int], bool]

_UNLIKELY = 0.4  # below it what the rules found is left out…
_RARELY_WRONG = {
    "coverage": 0.25,
    "service_level": 0.3,
    "channel": 0.5,
    "currency": 0.1,
}  # …the same of what the rules seldom mistake…
_ELSE = 0.5  # …where the judge has something else to say that is likelier than not
_SURE = 0.6  # above it a mention is moved to another field
_SURE_OF_WISH = 0.9  # above it a channel that the rules refused is wanted
_LIKELY = 0.5  # above it a name that the rules left out is taken…
_LIKELY_OPEN = 0.62  # …and a place where the rules know that one is meant, and not whose…
_LIKELY_ASKED = 0.75  # …and where it stands in a question, which may be about the market…
_SURE_ANEW = 0.85  # how sure the judge must be of a value that takes the place of a known one
_CERTAIN = {"pricing_model": 0.8, "location": 0.95}  # …and of what questions of the market mostly name
_VETO = 0.2  # below it what the rules change of a known value is left out
_RIVAL = 0.1  # how much surer of a name than of the one the rules took the judge must be to take it instead
LABELS = {
    "pricing": "pricing_model",
    "compliance": "compliance",
    "location": "location",
    "industry": "industry",
    "level": "support_level",
    "currency": "currency",
}
_ASKED_OF_ANY = ("pricing_model", "location")
LISTS = ("compliance", "languages")
_CASE = ("channels", "contacts_per_month", "agents", "in_house")  # fields that make a case
_LONG = 14  # words of a message that says more than what it puts right
_SHORT = 8  # words of an answer to a question, which says by itself what it is about


def aspect_of(path: str, value: Any = 0) -> str:
    """What a change of a field is about, as the judge knows it: volumes of all channels are one aspect."""
    first, *rest = path.split(".")
    if first == "channels" and len(rest) == 1:
        return "refused" if value is None else "channel"
    if first == "channels":
        return "aht" if rest[-1] == "aht_seconds" else "volume"
    if first == "in_house":
        return path if rest == ["agents"] else "pay"
    return "volume" if path == "contacts_per_month" else first


def judged(
    scene: TextScene,
    opinion: Opinion,
    changes: Sequence[Change],
    doubts: Sequence[Ambiguity],
    brief: Mapping[str, Any],
    question: str | None,
    allowed: Allowed,
    asked: frozenset[int] = frozenset(),
) -> tuple[tuple[Change, ...], list[Ambiguity]]:
    """Changes and open questions as they stand after the judge has looked at them.

    `allowed` tells of a word whether names there may be taken: not where something is only supposed. Places named in a
    question, at the words `asked`, must be surer.
    """
    kept = [change for found in changes for change in _looked_over(scene, opinion, found, changes, brief, question)]
    doubtful = any(doubt.path in COUNTRIES for doubt in doubts)
    told_of_case = has_case(brief) or any(change.path.split(".")[0] in _CASE for change in kept)
    general = frozenset() if told_of_case else asked
    least = _LIKELY_OPEN if doubtful else _LIKELY
    kept = with_places(
        scene, opinion, kept, brief, allowed, lambda at: _LIKELY_ASKED if at in asked else least, general
    )
    kept = with_home_of_onshore(scene, _names(scene, opinion, kept, brief, allowed, asked), brief)
    kept += with_heads(scene, opinion, kept, allowed, asked)
    settled = {change.path for change in kept} & set(COUNTRIES)
    return tuple(kept), [doubt for doubt in doubts if not (doubt.path in COUNTRIES and settled)]


def short_answer(scene: TextScene, question: str | None) -> bool:
    """Whether a message is a short answer to a question, which says by itself what it is about."""
    return question is not None and len(scene.words) <= _SHORT


def has_case(brief: Mapping[str, Any]) -> bool:
    """Whether a brief holds a workload or heads, so that something can be supposed or asked of it."""
    return any(brief.get(path) for path in _CASE)


def before_the_case(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> frozenset[int]:
    """Words said before there is a case to suppose or ask anything of: "How about Bulgaria? We get 200 calls a day"."""
    if has_case(brief):
        return frozenset()
    starts = [c.start for c in changes if c.path.split(".")[0] in _CASE and c.end > c.start]
    first = min(starts, default=0)
    return frozenset(at for at, word in enumerate(scene.words) if word.start < first)


def mention_of(scene: TextScene, change: Change) -> Span | None:
    """Where in the message a change was found; None for one that follows from the whole of it."""
    if change.end <= change.start:
        return None
    places = [at for at, word in enumerate(scene.words) if word.start < change.end and change.start < word.end]
    return Span(places[0], places[-1]) if places else None


def _looked_over(
    scene: TextScene,
    opinion: Opinion,
    change: Change,
    told: Sequence[Change],
    brief: Mapping[str, Any],
    question: str | None,
) -> list[Change]:
    """The change as it is, moved, or none. What puts a known field right, and a share of a total, is the rules' own."""
    span = mention_of(scene, change)
    aspect = aspect_of(change.path, change.value)
    if span is None or change.op != "set" or aspect in (*COUNTRIES, *LISTS) or change.path == question:
        return [change]
    if present(brief, change.path):
        likely = opinion.of(span)
        mistaken = likely.get(aspect, 1.0) < _VETO and likely.get(NOTHING, 0.0) > 1 - _VETO
        mistaken = mistaken and aspect != "coverage" and len(scene.words) > _LONG  # "not 60, 80" says nothing else
        return [] if mistaken and not _is_share(scene, span, aspect) else [change]
    if _is_share(scene, span, aspect) or _days_left(scene, span, change) or _pattern_of_week(scene, change):
        return [change]
    if change.path in (OURS, WANTED):
        span = _surest_part(scene, opinion, span)
    likely = _level_told(scene, opinion, span) if aspect == "service_level" else opinion.of(span)
    if aspect == "refused" and likely.get("channel", 0.0) > _SURE_OF_WISH and not refused_flatly(scene, span):
        return [replace(change, value={})]  # "pick up the phone when we're closed"
    if change.path == WANTED and meant_heads(scene, opinion.of, span) == OURS and all(c.path != OURS for c in told):
        return [replace(change, path=OURS)]
    least = _RARELY_WRONG.get(aspect, _UNLIKELY)
    if likely.get(aspect, 1.0) >= least or max(likely.values()) < _ELSE:
        return [change]
    if aspect == "channel" and likely.get(aspect, 0.0) >= _UNLIKELY and likely.get(NOTHING, 0.0) < _ELSE:
        return [change]  # "calls may go": whether it is wanted or refused, it is told of
    if aspect == "peak_factor" and likely.get("volume", 0.0) >= _ELSE:
        return [change]  # a peak is often told as a volume: "1,200 calls a day in summer"
    if change.path == OURS and likely.get(WANTED, 0.0) > _SURE:
        return [replace(change, path=WANTED)]
    if aspect == "channel" and likely.get("refused", 0.0) > _SURE:
        if denied_of(scene, span) or left_unsaid(scene, span):
            return [change]  # "no call is lost", «забыла про почту, там 1600»
        sentence = scene.sentence_of(span.first)
        refused = [mention_of(scene, c) for c in told if aspect_of(c.path, c.value) == "refused"]
        beside = any(other is not None and other.first in sentence for other in refused)
        return [change] if beside else [replace(change, value=None)]  # "just calls, we don't want chat"
    return []


def _surest_part(scene: TextScene, opinion: Opinion, span: Span) -> Span:
    """The surest of the numbers that make one team: "seven people on chat and three on the phone"."""
    parts = [scene.span(fact) for fact in scene.facts_within(span) if fact.kind == "number"]
    return min(parts, key=lambda part: opinion.of(part).get(NOTHING, 0.0)) if len(parts) > 1 else span


def _level_told(scene: TextScene, opinion: Opinion, span: Span) -> Mapping[str, float]:
    """What the surer of the two figures of a service level is said to be; nothing of bare ones: "90/15", "80 in 20"."""
    facts = scene.facts_within(span)
    unknown = all(f.kind == "number" or f.text.isdigit() for f in facts)
    in_days = any(f.unit == "business_day" for f in facts)
    unknown |= in_days and bool(scene.channels_within(scene.sentence_of(span.first)))
    told = [] if unknown else [opinion.of(scene.span(fact)) for fact in facts]
    return max(told, key=lambda each: each.get("service_level", 0.0), default={})


def _is_share(scene: TextScene, span: Span, aspect: str) -> bool:
    """Whether a value came of a share: "60% of them call", «вдвое больше», "mail and calls, half and half"."""
    if aspect == "service_level":
        return False
    sentence = scene.sentence_of(span.first)
    first, last = (sentence.first, sentence.last) if aspect == "volume" else (span.first, span.last)
    facts = [fact for fact in scene.fact_at[first : last + 1] if fact is not None]
    told = any(fact.kind in ("number", "volume") for fact in scene.fact_at[span.first : span.last + 1] if fact)
    return any(f.kind == "percent" or f.unit == "times" for f in facts) or (aspect == "volume" and not told)


def _pattern_of_week(scene: TextScene, change: Change) -> bool:
    """ "12x7" between two signs tells hours and days in one, whatever stands around it: "SL 80/20, 12x7"."""
    kinds = {fact.kind for fact in scene.found if (fact.start, fact.end) == (change.start, change.end)}
    if not change.path.startswith("coverage.") or "days" not in kinds or len(kinds) == 1:
        return False
    beside = scene.text[: change.start].rstrip()[-1:], scene.text[change.end :].lstrip()[:1]
    return all(sign in ",;.:" for sign in beside)


def _days_left(scene: TextScene, span: Span, change: Change) -> bool:
    """Whether days are those that are left: "no weekends" are five days."""
    fact = scene.fact_at[span.first]
    return fact is not None and fact.kind == "days" and len(fact.value) != change.value


def _names(
    scene: TextScene,
    opinion: Opinion,
    changes: list[Change],
    brief: Mapping[str, Any],
    allowed: Allowed,
    asked: frozenset[int],
) -> list[Change]:
    """Changes with the names that the rules left out and the judge takes, and without those it does not."""
    named = [(scene.span(f), "languages", f.value) for f in scene.facts if f.kind == "language"]
    hinted = hints(scene, brief.get(HOME, ""))
    labels = [m for m in (*scene.labels, *hinted) if m.family in LABELS]
    labels = [m for m in labels if m.family != "level" or not _of_some(scene, m)]
    labels = [m for m in labels if m.family != "pricing" or not only_priced(scene, m, opinion)]
    named += [(Span(m.first, m.last), LABELS[m.family], m.value) for m in labels]
    told = {change.path: change for change in changes}
    for path in dict.fromkeys(path for _, path, _ in named):
        mentions = [(value, span, opinion.of(span)) for span, p, value in named if p == path]
        if path in LISTS:
            spoken = [each for each in mentions if path != "languages" or _stated(path, *each[1:], brief, asked)]
            told.update(_listed(scene, path, spoken, told.get(path), listed_in(brief, path), allowed, asked))
        else:
            named_so = [(likely.get(path, 0.0), value, span) for value, span, likely in mentions]
            taken = [each for each in named_so if each[0] > _least(each[2], asked) and allowed(each[2].first)]
            # "What is a typical hourly rate?" wishes for no way of paying, "who is cheap in English?" for no language.
            taken = [one for one in taken if path not in _ASKED_OF_ANY or _stated(path, one[2], one[0], brief, asked)]
            if path in brief:  # known already, it is changed only by what is certain
                taken = [one for one in taken if one[0] > _SURE_ANEW and one[1] != brief[path]]
            likeliest = max(taken, key=lambda one: one[0], default=None)
            if likeliest is not None and likeliest[0] > _told_with(named_so, told.get(path)):
                told[path] = _change(scene, path, likeliest[1], likeliest[2])
    return [change for change in told.values() if change.value != [] or change.op != "set"]


def _of_some(scene: TextScene, mention: Mention) -> bool:
    """Whether a level is that of a smaller part of the contacts, or of the subject and not of who answers."""
    denied = any(m.family == "negation" and 0 < mention.first - m.last <= 2 for m in scene.mentions)
    return denied or of_part(scene, Span(mention.first, mention.last)) or beside_first_line(scene, mention)


def _stated(
    path: str, span: Span, likely: float | Mapping[str, float], brief: Mapping[str, Any], asked: frozenset[int]
) -> bool:
    """Whether a name stands in no question, or in one along with a first case, and the judge is certain."""
    told = likely if isinstance(likely, float) else likely.get(path, 0.0)
    return span.first not in asked or (not has_case(brief) and told > _CERTAIN.get(path, 0.95))


def _told_with(named: Sequence[tuple[float, Any, Span]], told: Change | None) -> float:
    """How likely another value must be to come before the one the rules `told`; any where they told none."""
    if told is None:
        return 0.0
    same = [likely for likely, value, _ in named if value == told.value]
    return max(same) + _RIVAL if same else 1.0  # what the rules worked out of no name stands


def _least(span: Span, asked: frozenset[int]) -> float:
    """How likely a name that the rules left out must be to be taken."""
    return _LIKELY_ASKED if span.first in asked else _LIKELY


def _listed(
    scene: TextScene,
    path: str,
    mentions: Sequence[tuple[Any, Span, Mapping[str, float]]],
    told: Change | None,
    known: Sequence[Any],
    allowed: Allowed,
    asked: frozenset[int],
) -> dict[str, Change]:
    """The change of a list, by what the judge says of each of its members named; none where nothing is new."""
    if told is not None and told.op != "set":
        return {}
    before = list(told.value) if told else list(known)
    after = list(before)
    for value, span, likely in mentions:
        every = [each for v, _, each in mentions if v == value]
        nowhere = all(each.get(path, 0.0) < _UNLIKELY and each.get(NOTHING, 0.0) > _SURE for each in every)
        if value in after and value not in known and nowhere:
            after.remove(value)
        elif value not in (*after, *known) and likely.get(path, 0.0) > _least(span, asked) and allowed(span.first):
            after.append(value)
    if after == before:
        return {}
    if told:
        return {path: replace(told, value=[] if after == list(known) else after)}
    return {path: _change(scene, path, after, mentions[-1][1])} if mentions else {}


def _change(scene: TextScene, path: str, value: Any, span: Span) -> Change:
    start, end = scene.words[span.first].start, scene.words[span.last].end
    return Change("set", path, value, start, end, scene.text[start:end])
