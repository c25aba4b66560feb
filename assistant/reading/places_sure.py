"""Places whose part a construction leaves no doubt of, whatever else speaks for another.

"Nearshore from France" is near the customers there, "Portuguese (Brazil)" a kind of a language, and «Клиенты —
Беларусь» says nothing of where those are who made the offers before it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.concepts import Mention
from assistant.reading.facts import Fact
from assistant.reading.places import kind_of_language, near_whom
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed

_HOME, _PROVIDERS = "home_country", "provider_countries"
_LED = 5  # words before a place among which a court is named
_OPENING = 4  # words of a sentence among which the provider of today is named


def places_sure(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with such places put where they belong."""
    countries = [fact for fact in scene.facts if fact.kind == "country"]
    found = list(changes)
    for fact in countries:
        if near_whom(scene, scene.span(fact)) and _HOME not in brief:
            found = [*(c for c in found if not _only(c, fact) and c.path != _HOME), _home(fact)]
        if _here(scene, fact) and _HOME not in brief and not any(c.path == _HOME for c in found):
            found = [*(c for c in found if not _only(c, fact)), _home(fact)]
        if _for_agents(scene, fact) and not any(_names(c) for c in found):
            kept = [c for c in found if not (c.path == _HOME and c.start == fact.start)]
            found = [*kept, Change("set", _PROVIDERS, [fact.value], fact.start, fact.end, fact.text)]
    of_nobody = [f for f in countries if _of_nobody(scene, f)]
    elsewhere = {f.value for f in countries if f not in of_nobody}
    for fact in of_nobody:
        if fact.value not in elsewhere and fact.value not in (brief.get(_HOME), *(brief.get(_PROVIDERS) or ())):
            found = [each for c in found if (each := _without(c, fact)) is not None]
    return _without_customers_place(_without_incumbents_people(scene, found), countries)


def _here(scene: TextScene, fact: Fact) -> bool:
    """ "My office here in Leeds": where the buyer is; not "I want the agents here in Leeds"."""
    at = scene.span(fact).first
    if scene.has(Span(max(scene.sentence_of(at).first, at - _LED), at - 1), "agent"):
        return False
    said = [scene.words[k].lower for k in (at - 2, at - 1) if k >= 0]
    return len(said) > 1 and said[0] in listed("here_said") and said[1] in listed("seated")


def _of_nobody(scene: TextScene, fact: Fact) -> bool:
    """A kind of a language, a court, or where the provider of today sits: no place of what is asked for."""
    span = scene.span(fact)
    return kind_of_language(scene, span) or _at_court(scene, span) or _incumbent(scene, span.first)


def _at_court(scene: TextScene, span: Span) -> bool:
    """ "The place of jurisdiction is Zurich", «в арбитражном суде Минска»."""
    first = max(scene.sentence_of(span.first).first, span.first - _LED)
    before = scene.words[first : span.first]
    return any({word.lower, *word.forms} & listed("court_words") for word in before)


def _incumbent(scene: TextScene, at: int) -> bool:
    """ "Incumbent: 9 seats in Sofia", «нынешний подрядчик сидит в Минске»: the sentence opens with who does it now."""
    sentence = scene.sentence_of(at)
    opening = scene.words[sentence.first : min(sentence.first + _OPENING, at)]
    said = [{word.lower, *word.forms} for word in opening]
    if any(forms & listed("incumbents") for forms in said):
        return True
    now = any(forms & listed("of_today") for forms in said)
    return now and any(
        m.first < at and m.first - sentence.first < _OPENING for m in scene.inside(sentence, ("vendor",))
    )


def _without_incumbents_people(scene: TextScene, changes: list[Change]) -> list[Change]:
    """The changes without the people of the provider of today: nobody asks for so many."""
    starts = {c.start: next((k for k, word in enumerate(scene.words) if word.end > c.start), 0) for c in changes}
    return [c for c in changes if not (c.path == "agents" and c.op == "set" and _incumbent(scene, starts[c.start]))]


def _without(change: Change, fact: Fact) -> Change | None:
    """A change without a place; None where nothing is left of it."""
    if change.path == _HOME and change.value == fact.value:
        return None
    if change.path != _PROVIDERS or change.op != "set" or not isinstance(change.value, list):
        return change
    left = [value for value in change.value if value != fact.value]
    return replace(change, value=left) if left else None


def _home(fact: Fact) -> Change:
    return Change("set", _HOME, fact.value, fact.start, fact.end, fact.text)


def _only(change: Change, fact: Fact) -> bool:
    return change.path == _PROVIDERS and change.value == [fact.value]


def _for_agents(scene: TextScene, fact: Fact) -> bool:
    """«Операторы пусть будут в Беларуси», "the team should sit in Kenya": where the work is to be done."""
    span = scene.span(fact)
    told = [m for m in scene.mentions if m.first < span.first <= m.last]
    return any(m.family == "agents_there" or (m.family == "agents_place" and _item(scene, m)) for m in told)


def _item(scene: TextScene, mention: Mention) -> bool:
    """ "300 calls a week, call centre in Manila": all that a later part of a list tells.

    At the head of a message it may be the buyer himself.
    """
    part = scene.part_of(mention.first)
    return 0 < mention.first == part.first and mention.last >= part.last - 1


def _names(change: Change) -> bool:
    """Whether the change tells where the provider is."""
    return change.path == _PROVIDERS and isinstance(change.value, list) and bool(change.value)


def _without_customers_place(changes: list[Change], countries: Sequence[Fact]) -> list[Change]:
    """Offers without the country of the customers, told once and of them; a town may name a vendor."""
    home = next((c for c in changes if c.path == _HOME and c.op == "set"), None)
    names = [
        str(c.value.get("vendor")) for c in changes if c.path.startswith("quotes") and isinstance(c.value, Mapping)
    ]
    named = [fact for fact in countries if any(fact.text in name for name in names)]  # «Минск-Колл»
    told = [f for f in countries if home is not None and f.value == home.value and f not in named]
    if home is None or len(told) != 1 or not told[0].start <= home.start < told[0].end:
        return changes
    return [_elsewhere(c, home) if c.path.startswith("quotes") and isinstance(c.value, Mapping) else c for c in changes]


def _elsewhere(quote: Change, home: Change) -> Change:
    if quote.value.get("country") != home.value or quote.start <= home.start < quote.end:
        return quote
    return replace(quote, value={key: value for key, value in quote.value.items() if key != "country"})
