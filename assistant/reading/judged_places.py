"""Countries as the judge has them, and those of which it alone says too little: asked about in general, of a vendor of
today, in a list.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.codes_in_row import GLUE
from assistant.reading.facts import Fact
from assistant.reading.in_brief import listed_in
from assistant.reading.judge import NOTHING
from assistant.reading.opinion import Opinion
from assistant.reading.places import visited
from assistant.reading.places_listed import customers_there
from assistant.reading.places_of_case import named_last, need_not, of_workload
from assistant.reading.refusals import declined, same_list
from assistant.reading.result import Change
from assistant.reading.scene import TextScene
from assistant.reading.word_lists import listed
from tools.places import markets

Allowed = Callable[[int], bool]

HOME, PROVIDERS = "home_country", "provider_countries"
COUNTRIES = (HOME, PROVIDERS)
_BOTH = 0.6  # above it one mention is of the customers and another of a provider…
_SURE = 0.6  # …and all of nobody…
_MOVED = 0.65  # …and a country is of the customers and not of the provider, or the other way about
_SURE_ABROAD = 0.93  # above it a place where somebody only is, to the rules, is one where a provider is sought
_SOUGHT = 0.88  # above it a place is one where a provider is sought, in a question or a supposition too
_NO_PROVIDER = 0.15  # below it a country the rules gave a provider is none…
_HOME_SOUGHT = 0.6  # …and the known country of the customers, which is seldom told anew for a provider, below this
_ASKED = 0.75  # above it a place named in a question of the market is taken
_AHEAD = 0.05  # how much surer of one country than of another the judge must be to change it
_HARDLY = 0.05  # below it a country the rules gave a provider is not even likely one
_ADDED = ("addition", "next_to")
_OFFICE = 4  # words from "we sit" to the place


def with_places(
    scene: TextScene,
    opinion: Opinion,
    changes: list[Change],
    brief: Mapping[str, Any],
    allowed: Allowed,
    least: Callable[[int], float],
    asked: frozenset[int],
) -> list[Change]:
    """Changes with each country named at home, with a provider, or nowhere, as the judge has it where it is sure.

    One that the rules could not place is placed where it is likelier than is the `least` of its word.
    """
    told = {c.path: c for c in changes if c.path in COUNTRIES and c.op == "set"}
    before = {HOME: [told[HOME].value] if HOME in told else [], PROVIDERS: list(_value(told.get(PROVIDERS)))}
    known = listed_in(brief, PROVIDERS)
    home, providers = list(before[HOME]), list(before[PROVIDERS])
    first_told = bool(changes) and not brief  # of a known case, or of none, a place is only supposed
    places: dict[str, Fact] = {}
    named: dict[str, list[Fact]] = {}
    for fact in scene.facts:
        if fact.kind != "country" or need_not(scene, scene.span(fact)):
            continue
        sought = first_told and opinion.of(scene.span(fact)).get(PROVIDERS, 0.0) > _SOUGHT
        if sought or allowed(scene.span(fact).first):
            named.setdefault(str(fact.value), []).append(fact)
    for country, facts in named.items():
        role = HOME if country in home else PROVIDERS if country in providers else NOTHING
        likely = [opinion.of(scene.span(fact)) for fact in facts]
        abroad = max(each.get(PROVIDERS, 0.0) for each in likely)
        surest = max(abroad, *(each.get(HOME, 0.0) for each in likely))
        if role == NOTHING and (of_office(scene, facts) or (surest < _ASKED and only_asked(scene, facts, asked))):
            continue
        if country in providers and country not in known and _no_provider(country, abroad, home, brief):
            providers.remove(country)
            role = HOME if country in home else NOTHING
        if role == NOTHING and all(_refused(scene, fact) for fact in facts):
            continue  # "no agents in India"
        meant = _roles(likely, role, max(least(scene.span(fact).first) for fact in facts))
        if role == HOME not in meant and any(of_workload(scene, scene.span(fact)) for fact in facts):
            continue  # "20,000 calls a month in the UK"
        if role == NOTHING and abroad < _SURE_ABROAD and of_today(scene, facts):
            meant = tuple(each for each in meant if each != PROVIDERS)
        if meant == (role,) or (role == NOTHING and country in (*known, brief.get(HOME))):
            continue
        if HOME in meant and home and country not in home and not _surer(scene, opinion, country, home[0], brief):
            if role == NOTHING and not providers and far_provider(scene, facts[0], home[0]):
                providers, places[country] = [country], facts[0]
            continue  # customers live in one country; a second one leaves what the rules said
        if HOME in meant:
            home = [c for c in home if c == country]
        places[country] = facts[0]
        home = [c for c in home if c != country] + ([country] if HOME in meant else [])
        providers = [c for c in providers if c != country] + ([country] if PROVIDERS in meant else [])
    if home and not (providers or known) and (last := named_last(scene, home[0])) is not None:
        providers, places[str(last.value)] = [str(last.value)], last
    if PROVIDERS not in told and providers and _beside_known(scene, opinion, named, known):
        providers = [*known, *(country for country in providers if country not in known)]
    if home == before[HOME] and providers == before[PROVIDERS]:
        return changes
    kept = [c for c in changes if c.path not in told]
    if home:
        kept.append(_set(HOME, home[0], told.get(HOME), places.get(home[0])))
    if providers and providers != known:
        kept.append(_set(PROVIDERS, providers, told.get(PROVIDERS), places.get(providers[-1])))
    return kept


def _refused(scene: TextScene, fact: Fact) -> bool:
    """Whether nobody is wanted in a place, by words that stand right before it."""
    span = scene.span(fact)
    refusals = [m for m in scene.mentions if m.family == "decline" and m.last < span.first]
    between = range(refusals[-1].last + 1, span.first) if refusals else range(0)
    listed = all(scene.kind_at(at) == "country" or scene.words[at].lower in GLUE for at in between)
    return bool(refusals) and listed and declined(scene, span)


def _no_provider(country: str, abroad: float, home: Sequence[str], brief: Mapping[str, Any]) -> bool:
    """Whether no mention of a country is of a provider, who is `abroad` so likely, whatever the rules make of it."""
    if abroad < _NO_PROVIDER:
        return bool(home or brief.get(HOME))
    return country == brief.get(HOME) and abroad < _HOME_SOUGHT


def _beside_known(
    scene: TextScene, opinion: Opinion, named: Mapping[str, Sequence[Fact]], known: Sequence[str]
) -> bool:
    """ "Add Serbia to Armenia", "and what of Morocco as well?": places that come beside those known."""
    if any(mention.family in _ADDED for mention in scene.mentions):
        return True
    again = [opinion.of(scene.span(fact)) for country in known for fact in named.get(country, ())]
    return any(each.get(PROVIDERS, 0.0) > _SURE for each in again)


def _surer(scene: TextScene, opinion: Opinion, country: str, before: str, brief: Mapping[str, Any]) -> bool:
    """Whether customers live in `country` and not `before`: "a Tbilisi firm that sells to Israel"."""
    if brief.get(HOME):
        return False
    named = {value: [f for f in scene.facts if f.kind == "country" and f.value == value] for value in (country, before)}
    if any(beside(scene, one, other) for one in named[country] for other in named[before]):
        return False  # of several countries in a row the first stands
    told = {value: any(customers_there(scene, scene.span(f)) for f in named[value]) for value in named}
    likely = dict.fromkeys((country, before), 0.0)
    for fact in scene.facts:
        if fact.kind == "country" and fact.value in likely:
            likely[fact.value] = max(likely[fact.value], opinion.of(scene.span(fact)).get(HOME, 0.0))
    if told[before] and not told[country] and likely[before] > _SURE:
        return False  # "a toy box startup in Toronto, customers live in the USA"
    return likely[country] > _SURE and likely[country] > likely[before] + _AHEAD


def _roles(mentions: Sequence[Mapping[str, float]], role: str, least: float) -> tuple[str, ...]:
    """What a country is: both where one mention is surely of the customers and another of the provider."""
    sure = [{aspect for aspect in COUNTRIES if each.get(aspect, 0.0) > _BOTH} for each in mentions]
    both = {aspect for aspects in sure for aspect in aspects}
    return COUNTRIES if len(both) > 1 else (_role(mentions, role, least),)


def _role(mentions: Sequence[Mapping[str, float]], role: str, least: float) -> str:
    """What a country is, by all that name it, where the rules say `role`; nothing only if each of them says so."""
    likely = {aspect: max(each.get(aspect, 0.0) for each in mentions) for aspect in COUNTRIES}
    best = max(likely, key=lambda aspect: likely[aspect])
    if likely[best] > (least if role == NOTHING else _MOVED):
        return best
    nothing = min(each.get(NOTHING, 0.0) for each in mentions)
    hardly = role == PROVIDERS and likely[PROVIDERS] < _HARDLY  # "20 in Dundee and 12 in Cork"
    return NOTHING if nothing > (_BOTH / 2 if hardly else _SURE) else role


def _value(change: Change | None) -> Iterable[Any]:
    return change.value if change is not None else ()


def _set(path: str, value: Any, told: Change | None, fact: Fact | None) -> Change:
    """A change to `value`, in the words of the fact or of the change that said it before."""
    if fact is not None:
        return Change("set", path, value, fact.start, fact.end, fact.text)
    assert told is not None  # what stands in no fact of the message comes from a change of it
    return replace(told, value=value)


def only_asked(scene: TextScene, facts: Sequence[Fact], asked: Collection[int]) -> bool:
    """ "Do agents in India count as a data transfer?": a question that names a country and asks no price of it."""
    return bool(facts) and all(scene.span(fact).first in asked and not _price_asked(scene, fact) for fact in facts)


def _price_asked(scene: TextScene, fact: Fact) -> bool:
    sentence = scene.sentence_of(scene.span(fact).first)
    return any(word.forms & listed("priced_words") for word in scene.words[sentence.first : sentence.last + 1])


def of_today(scene: TextScene, facts: Sequence[Fact]) -> bool:
    """ "Our present vendor is in Suriname", «спрашивают, сколько стоит Турция»: no place where a provider is sought."""
    return bool(facts) and all(visited(scene, scene.span(fact)) or _we_sit(scene, fact) for fact in facts)


def of_office(scene: TextScene, facts: Sequence[Fact]) -> bool:
    """ "We sit in Tbilisi, our customers are in Russia": no place of customers."""
    return bool(facts) and all(_we_sit(scene, fact) for fact in facts)


def _we_sit(scene: TextScene, fact: Fact) -> bool:
    """«Сидим в Тбилиси, клиенты из России»: the buyer's own office, where somebody else's country is named for the
    customers; alone the rules take it for theirs.
    """
    first = scene.span(fact).first
    opening = max(scene.sentence_of(first).first, first - _OFFICE)
    words = scene.words[opening:first]
    within = bool(words) and words[-1].lower in listed("seated")  # not "I'm curious about Morocco and Tunisia"
    ours = within and any(word.lower in listed("we_sit") for word in words) and not any(w.text in ",;" for w in words)
    others = any(other.kind == "country" and other.value != fact.value for other in scene.facts)
    after = {word.lower for word in scene.words[scene.span(fact).last + 1 : scene.span(fact).last + 3]}
    return (ours or bool(after & listed("we_sit"))) and others


def far_provider(scene: TextScene, fact: Fact, home: str) -> bool:
    """ "Shop in the US, 2,500 chats, Philippines": set off behind the case, a country chosen for its price."""
    if fact.value not in markets()["rest"]["offshore"] or fact.value == home:
        return False
    span = scene.span(fact)
    apart = span.first > 0 and not scene.words[span.first - 1].is_word
    return apart and not any(beside(scene, other, fact) for other in scene.facts if other.value == home)


def beside(scene: TextScene, one: Fact, other: Fact) -> bool:
    """Whether two countries stand in one list: "the UK and Ireland", «в России, Беларуси и Казахстане»."""
    first, second = sorted((scene.span(one), scene.span(other)), key=lambda span: span.first)
    between = range(first.last + 1, second.first)
    words = listed("definite") | listed("seated")
    if not all(scene.words[at].lower in words or same_list(scene, at, at + 1) for at in between):
        return False
    return bool(between)
