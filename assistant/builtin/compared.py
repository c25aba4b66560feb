"""What a message sets side by side: countries, and the options it names or has compared before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from assistant.builtin.beside import options_before, options_of
from assistant.builtin.decisions import SETS_SIDE_BY_SIDE
from assistant.builtin.own_figures import priceable
from assistant.builtin.talk import Talk
from assistant.reading import read
from assistant.reading.intents import LIBRARY, likely_intents
from assistant.reading.word_lists import listed
from assistant.reading.words import words

_WAYS = frozenset({"shared", "dedicated"})
_LATELY = 6  # messages back to which "which of those?" may go
_LIKELY = 0.5  # above it a question asks the library
_BRIEFLY = 2  # words between two places that are set side by side; twice as many with an "or" among them


def places_compared(talk: Talk) -> list[str]:
    """The countries a question sets side by side: "is it cheaper in Poland or in India?"."""
    if talk.command or not priceable(talk.known) or not talk.acts & SETS_SIDE_BY_SIDE:
        return []
    if talk.reading.changes:
        return _told_to_choose(talk)
    alone = not _put_beside(talk) and any(
        c.path == "provider_countries" and len(c.value or ()) < 2 for c in talk.reading.what_if
    )
    if alone and not _at_home(talk):
        return []  # «а если не Индия, а Филиппины?» supposes one country in the place of another
    places = [fact for fact in talk.reading.facts if fact.kind == "country"]
    named = list(dict.fromkeys(str(fact.value) for fact in places))
    if len(named) == 1 and (before := _place_before(talk)) and before not in named:
        return [before, *named]  # "next to India"
    if "compare" in talk.acts and (home := _at_home(talk)) and home not in named:
        named = [home, *named]  # "onshore vs Mexico"
    weighed = bool(talk.acts & {"compare", "what_if", "estimate"})
    if not weighed and not all(_beside(talk.text[one.end : other.start]) for one, other in pairwise(places)):
        return []  # "what visa do agents in Manila need to travel to Hobart?"
    return named if len(named) > 1 else []


def _put_beside(talk: Talk) -> bool:
    """Whether a place is put beside the one before it: "and next to Romania?", «а рядом Узбекистан»."""
    return any(word.lower in listed("beside_words") for word in words(talk.text))


def _place_before(talk: Talk) -> str | None:
    """The place last supposed, where another is to stand beside it: the one that is open still, or of the brief."""
    if not _put_beside(talk):
        return None
    pending = talk.situation.get("pending_before") or {}
    supposed = [c["value"] for c in pending.get("changes", ()) if c["path"] == "provider_countries"]
    chosen: Sequence[str] = (supposed[-1] or ()) if supposed else ()
    return chosen[0] if len(chosen) == 1 else None


def _at_home(talk: Talk) -> str | None:
    """The customers' own country, where a provider at home is named as one of the places."""
    told = [change.value for change in talk.reading.what_if if change.path == "location"]
    return talk.known.get("home_country") if told == ["onshore"] else None


def _told_to_choose(talk: Talk) -> list[str]:
    """The countries of a provider told along with the case where the message asks which: "UK, Poland or Egypt, which is
    cheaper?".
    """
    told = [change.value for change in talk.reading.changes if change.path == "provider_countries"]
    chosen = [str(country) for value in told for country in value or ()]
    weighed = "compare" in talk.acts or any(act.kind == "ask" and act.detail.get("places") for act in talk.reading.acts)
    return chosen if len(chosen) > 1 and weighed else []


def options_asked(talk: Talk) -> list[dict[str, Any]]:
    """The options to price side by side: those the message names, or those compared last that it asks a choice of."""
    if not priceable(talk.known):
        return []
    if options := options_of(talk):
        return options
    # "Which of them is cheaper" asks of the places where no offer is known.
    of_those = "quotes" in talk.acts and not talk.reading.changes
    of_those = of_those or any(act.detail.get("of_those") for act in talk.reading.acts) or asks_which_alone(talk)
    if of_those and not talk.known.get("quotes") and not any(fact.kind == "money" for fact in talk.reading.facts):
        tried = places_tried(talk)
        tried = tried if len(tried) > 1 else [str(place) for place in talk.known.get("provider_countries") or ()]
        if len(tried) > 1 and not any(fact.kind == "country" for fact in talk.reading.facts):
            return [{"kind": "country", "country": place} for place in tried]
    return options_before(talk) if talk.acts & {"advise"} and not talk.reading.what_if else []


def asks_which_alone(talk: Talk) -> bool:
    """Whether a message is nothing but "which is cheaper?", right after one that set several places side by side."""
    said = [word.lower for word in words(talk.text) if word.is_word]
    if not said or not set(said) <= listed("which_alone") or not set(said) & listed("compared_degrees"):
        return False
    last = next(iter(talk.told), None)
    if last is None:
        return False
    reading = read(str(last["text"]), brief=last.get("brief") or {}, language=talk.language)
    return len({str(fact.value) for fact in reading.facts if fact.kind == "country"}) > 1


def places_tried(talk: Talk) -> list[str]:
    """The places of a provider that the last messages supposed or compared, the earliest first."""
    found: list[str] = []
    for told in list(talk.told)[:_LATELY]:
        reading = read(str(told["text"]), brief=told.get("brief") or {}, language=talk.language)
        supposed = [change.value for change in reading.what_if if change.path == "provider_countries"]
        found = [*(str(each) for value in supposed for each in value or ()), *found]
    return list(dict.fromkeys(found))


def asks_what_they_are(talk: Talk, options: Sequence[Mapping[str, Any]]) -> bool:
    """Whether ways of buying are asked about themselves too: "what's a shared agent vs a dedicated one?"."""
    if {str(option["kind"]) for option in options} != _WAYS:
        return False
    return likely_intents(talk.text, talk.language)[LIBRARY] >= _LIKELY


def _beside(between: str) -> bool:
    """Whether the words between two places of a question set one beside the other: "Kenya or Egypt", "cheaper than"."""
    said = [word.lower for word in words(between) if word.is_word]
    return len(said) <= _BRIEFLY or (len(said) <= 2 * _BRIEFLY and bool(set(said) & listed("alternatives")))


def own_beside(talk: Talk) -> bool:
    """Whether the own team is named beside the places: "to keep everything in house, and in Mexico?"."""
    return any(word.lower in listed("kept_at_home") for word in words(talk.text))
