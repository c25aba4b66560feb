"""Known members of a list kept, replaced or given up by what the message says of them, after all else is read.

"Greece too" keeps Cyprus, "Malaysia is too dear, go with Sri Lanka" does not keep Malaysia, «английского достаточно»
keeps no other language; and a known country of the customers that is denied gives way to the one named in its place.
"""

from collections.abc import Callable, Mapping, Sequence

from assistant.reading.concepts import Mention
from assistant.reading.in_brief import listed_in
from assistant.reading.known_left_out import LISTS, clause_of, named_of
from assistant.reading.moments import denied
from assistant.reading.places_of_case import need_not
from assistant.reading.refusals import declined, same_list, taken_back
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed

Allowed = Callable[[int], bool]

_HOME, _PROVIDERS = "home_country", "provider_countries"
_GONE = ("let_go", "forget", "overmuch", "said_wrongly")
_DASHES = frozenset("-–—")
_POINTS_BACK = 9  # words behind a clause within which "it" is what the clause names
_REACH = 3  # words between a name and what gives it up
_DENIED = 5  # words before a country of customers among which it is denied


def lists_revised(
    scene: TextScene, brief: Mapping[str, object], changes: Sequence[Change], allowed: Allowed
) -> list[Change]:
    """The changes with the lists of the brief as the message leaves them.

    `allowed` tells of a word whether it states anything.
    """
    found = _home_put_right(scene, brief, changes, allowed)
    for path, kind in LISTS.items():
        known = listed_in(brief, path)
        named = [(value, span) for value, span in named_of(scene, kind) if allowed(span.first)]
        told = next((c for c in found if c.path == path), None)
        if not known or not named or (told is not None and told.op != "set"):
            continue
        current = list(told.value) if told is not None else known
        revised = _revised(scene, known, current, named, _homes(brief, found) if path == _PROVIDERS else set())
        if revised and revised != current:
            found = [c for c in found if c is not told]
            if revised != known:
                found.append(_change(scene, path, revised, named[-1][1]))
    return found


def _revised(
    scene: TextScene,
    known: Sequence[str],
    current: Sequence[str],
    named: Sequence[tuple[str, Span]],
    elsewhere: set[str],
) -> list[str]:
    """The list after the message; empty where nothing would be left of it."""
    gone = {value for value, span in named if value in known and _given_up(scene, span, named)}
    gone -= {value for value, span in named if _kept(scene, span)}
    put_in = [v for v, span in named if v not in (*known, *elsewhere) and not _given_up(scene, span, named)]
    if not gone and _added(scene):
        refused = {value for value, span in named if declined(scene, span)}
        return [*(v for v in known if v not in refused), *(v for v in current if v not in known)]
    alone = {value for value, span in named if value not in elsewhere and _alone(scene, span)}
    if alone - {*known} and {value for value, _ in named} - gone <= {*alone, *elsewhere}:
        return list(dict.fromkeys(value for value, _ in named if value in alone))
    if alone and {value for value, _ in named} - gone <= {*alone, *elsewhere}:
        return [value for value in known if value in alone]
    only = any(m.family == "only" for m in scene.mentions)
    base = current if only else [*known, *(value for value in current if value not in known)]
    left = [value for value in base if value not in gone]  # "I said German by mistake, it's Dutch" keeps the English
    return [*left, *(dict.fromkeys(value for value in put_in if value not in left))] if gone else list(current)


def _given_up(scene: TextScene, span: Span, named: Sequence[tuple[str, Span]]) -> bool:
    """Whether the clause says that what it names goes: "Peru is out", "Peru withdrew", "not Peru"."""
    clause = clause_of(scene, span)
    if scene.has(clause, "stays") or _kept(scene, span):
        return False
    before = scene.words[span.first - 1].lower if span.first > clause.first else ""
    if _gone_after(scene, span) or before in listed("replacing") or taken_back(scene, span):
        return True
    if _set_below(scene, span, named) or _gone_by_pronoun(scene, span, clause, named):
        return True
    said = [m for m in scene.inside(clause, _GONE) if not _apart(scene, m, span, named)]
    said = [m for m in said if not denied(scene, m)]
    refused = any(scene.words[at].lower in listed("denials") for at in range(clause.first, clause.last + 1))
    return bool(said) and not refused


def _gone_after(scene: TextScene, span: Span) -> bool:
    """ "Peru out", "Kyiv no, too risky", «Литву — вон»: the word of leave stands right after the name."""
    at = span.last + 1
    at += at < len(scene.words) and scene.words[at].text in _DASHES
    if at >= len(scene.words) or at > scene.sentence_of(span.first).last:
        return False
    word, ends = scene.words[at].lower, at + 1 >= len(scene.words) or not scene.words[at + 1].is_word
    return word in listed("gone_after") or (ends and word in listed("gone_at_end"))


def _set_below(scene: TextScene, span: Span, named: Sequence[tuple[str, Span]]) -> bool:
    """The Bosnia of "Serbia rather than in Bosnia", the India of "we prefer Fiji to India"."""
    at, first = span.first - 1, clause_of(scene, span).first
    while at > first and scene.words[at].lower in listed("seated") | listed("definite"):
        if scene.words[at].lower in listed("set_below"):
            break
        at -= 1
    if at <= first or scene.words[at].lower not in listed("set_below"):
        return False
    better = any(first <= place.first < at for _, place in named)
    preferred = any(word.forms & listed("preferring") for word in scene.words[first:at])
    return better and preferred


def _gone_by_pronoun(scene: TextScene, span: Span, clause: Span, named: Sequence[tuple[str, Span]]) -> bool:
    """ "Croatia has got too dear, so off it comes", «Болгария подорожала? Тогда её долой»: the last one named."""
    if any(span.last < place.first <= clause.last for _, place in named):
        return False
    later = [place.first for _, place in named if place.first > clause.last]
    end = min([clause.last + _POINTS_BACK, len(scene.words) - 1, *(first - 1 for first in later)])
    said = scene.inside(Span(clause.last + 1, end), ("let_it_go",)) if end > clause.last else ()
    return any(not denied(scene, mention) for mention in said)


def _apart(scene: TextScene, mention: Mention, span: Span, named: Sequence[tuple[str, Span]]) -> bool:
    """Whether a word stands too far from a name, or nearer to another one that is not of the same list."""
    places = sorted((place for _, place in named), key=lambda place: place.first)
    if mention.last < span.first:
        between = any(mention.last < place.first < span.first for place in places)
        return span.first - mention.last - 1 > _REACH or between
    end = span
    for place in (place for place in places if span.last < place.first < mention.first):
        if not same_list(scene, end.last + 1, place.first):
            return True
        end = place
    return mention.first - end.last - 1 > _REACH


def _kept(scene: TextScene, span: Span) -> bool:
    """ "Keep German", «немецкий оставьте»: a word of keeping stands beside it."""
    places = [*range(max(0, span.first - 2), span.first), *range(span.last + 1, min(len(scene.words), span.last + 3))]
    return any(scene.words[at].forms & listed("kept_by") for at in places if at in clause_of(scene, span))


def _added(scene: TextScene) -> bool:
    """Whether something is said to come beside what is known: "Greece too", and not "too dear"."""
    dear = {at for m in scene.mentions if m.family == "overmuch" for at in range(m.first, m.last + 1)}
    return any(m.family in ("addition", "next_to") and m.first not in dear for m in scene.mentions)


def _alone(scene: TextScene, span: Span) -> bool:
    """ "English is enough", «оставь один английский»: it is the only one wanted."""
    clause = clause_of(scene, span)
    said = [m for m in scene.inside(clause, ("sole",)) if m.last == span.first - 1 or m.first == span.last + 1]
    return any(m.last >= clause.last or scene.words[m.last + 1].lower not in listed("of_words") for m in said)


def _homes(brief: Mapping[str, object], changes: Sequence[Change]) -> set[str]:
    told = [c.value for c in changes if c.path == _HOME and c.op == "set"]
    return {str(value) for value in (*told, brief.get(_HOME)) if value}


def _home_put_right(
    scene: TextScene, brief: Mapping[str, object], changes: Sequence[Change], allowed: Allowed
) -> list[Change]:
    """The changes with the country of the customers set to the one named where the known one is denied."""
    known = brief.get(_HOME)
    named = [(value, span) for value, span in named_of(scene, "country") if allowed(span.first)]
    places = [span for value, span in named if value == known]
    others = list(dict.fromkeys(value for value, _ in named if value != known))
    if not places or len(others) != 1 or not all(_home_denied(scene, span) for span in places):
        return list(changes)
    if others[0] in listed_in(brief, _PROVIDERS) or any(c.path == _HOME and c.value == others[0] for c in changes):
        return list(changes)
    span = next(span for value, span in named if value == others[0])
    found = [c for c in changes if c.path != _HOME]
    providers = next((c for c in found if c.path == _PROVIDERS and c.op == "set"), None)
    if providers is not None and not set(providers.value) - {known, *others, *listed_in(brief, _PROVIDERS)}:
        found.remove(providers)
    return [*found, _change(scene, _HOME, others[0], span)]


def _home_denied(scene: TextScene, span: Span) -> bool:
    """ "Not in Austria", "aren't in Austria", "somebody has typed Austria"."""
    sentence = scene.sentence_of(span.first)
    lead = Span(sentence.first, span.first)
    if need_not(scene, span) or (scene.has(lead, "agent", "vendor") and not scene.has(lead, "driver")):
        return False  # "the agents don't have to be in Germany, Poland would be fine"
    before = range(max(sentence.first, span.first - _DENIED), span.first)
    told = taken_back(scene, span) or any(m.first in before for m in scene.inside(sentence, ("negation",)))
    return told or scene.has(Span(sentence.first, span.first), "said_wrongly", "miswritten")


def _change(scene: TextScene, path: str, value: object, span: Span) -> Change:
    start, end = scene.words[span.first].start, scene.words[span.last].end
    return Change("set", path, value, start, end, scene.text[start:end])
