"""Countries named in passing while a known case is talked of: "French too please, Québec would skin us alive",
«добавьте английский, дистрибьюторы из Дубая стали писать».

A known country of the customers gives way to another only where the message speaks of the customers, of the buyer's own
market or puts something right; and who adds a language or a rule has named no provider with the reason for it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.in_brief import listed_in
from assistant.reading.known_left_out import clause_of
from assistant.reading.places import people_named
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed

_HOME, _PROVIDERS, _LOCATION = "home_country", "provider_countries", "location"
_PUT_RIGHT = ("afresh", "swap", "untrue", "said_wrongly", "put_back", "retract")
_RIGHT_BEFORE = 0.4  # from words for a provider's place to the place
_BEHIND = 2  # words from the place to the customers behind it
_BARE = 4  # words of a message beside the place of which it tells
_FEW = 3  # words before customers among which stands how many of them there are


def without_places_in_passing(
    scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any], question: str | None
) -> tuple[Change, ...]:
    """The changes without a country that the message names in passing only, where the brief has the customers'."""
    home = brief.get(_HOME)
    if not home or question in (_HOME, _PROVIDERS, _LOCATION):
        return tuple(changes)
    told = {change.path: change for change in changes}
    countries = [fact for fact in scene.facts if fact.kind == "country"]
    moved = told.get(_HOME)
    if moved is not None and moved.op == "set" and moved.value != home and not any(f.value == home for f in countries):
        named = [fact for fact in countries if fact.value == moved.value]
        if named and not any(_of_own_market(scene, fact) for fact in named):
            changes = [change for change in changes if change is not moved]
    providers = told.get(_PROVIDERS)
    if providers is not None and providers.op == "set" and "languages" in told:
        new = [fact for fact in countries if fact.value == home and home not in listed_in(brief, _PROVIDERS)]
        beside = all(_of_language(scene, scene.sentence_of(scene.span(fact).first)) for fact in new)
        if new and beside and not any(_of_provider(scene, fact) for fact in new):
            changes = _without(changes, providers, home, brief)
    return tuple(changes)


def _without(changes: Sequence[Change], providers: Change, home: str, brief: Mapping[str, Any]) -> list[Change]:
    """The changes without the customers' own country as a provider's."""
    left = [value for value in providers.value if value != home]
    if left and left != listed_in(brief, _PROVIDERS):
        return list(changes)
    return [change for change in changes if change is not providers]


def _of_provider(scene: TextScene, fact: Fact) -> bool:
    """ "Add French, with agents in Canada": words for a provider or for its place stand there."""
    span = scene.span(fact)
    led = any(m.last < span.first for _, m in scene.around(span, ("provider",), _RIGHT_BEFORE))
    return led or scene.has(scene.sentence_of(span.first), "agent", "vendor", "outsourced", "quote")


def _of_own_market(scene: TextScene, fact: Fact) -> bool:
    """Whether a country is said to be where the customers are, or told in so few words that nothing else is meant."""
    span = scene.span(fact)
    clause, sentence = clause_of(scene, span), scene.sentence_of(span.first)
    bare = sum(word.is_word for word in scene.words) - (span.last - span.first + 1) <= _BARE
    if (bare or scene.has(sentence, *_PUT_RIGHT)) and not _of_language(scene, sentence):
        return True
    customers = scene.inside(Span(clause.first, span.last + _BEHIND), ("driver", "home"))
    return any(not _few(scene, m.first) for m in customers) or _we(scene, clause, fact)


def _of_language(scene: TextScene, sentence: Span) -> bool:
    """ "Add Polish as well" puts a list right, not a place, though the words are those of a correction."""
    return any(fact.kind == "language" for fact in scene.facts_within(sentence))


def _few(scene: TextScene, at: int) -> bool:
    """ "Two Dutch customers", "half our drivers": some of them only."""
    before = range(max(0, at - _FEW), at)
    return any(scene.kind_at(k) in ("number", "volume") or scene.words[k].lower in listed("some_only") for k in before)


def _we(scene: TextScene, clause: Span, fact: Fact) -> bool:
    """ "We moved to Prague": the buyer stands before the place, "we pulled out of Canada" tells of no market."""
    before = [scene.words[at].lower for at in range(clause.first, scene.span(fact).first)]
    left = any(word in listed("gone_from") for word in before)
    return not people_named(fact) and not left and any(word in listed("we_ourselves") for word in before)
