"""Languages told by their speakers: "Poles and Czechs, each in their own tongue", «сербы, на родном языке»."""

from functools import cache

from babel.languages import get_official_languages

from assistant.reading.facts import Fact
from assistant.reading.places import people_named
from assistant.reading.scene import TextScene

_SEVERAL = frozenset({"BE", "CA", "CH"})  # no one language is that of the whole people
_CALLED = {"nb": "no", "nn": "no", "fil": "tl"}
# Languages of a former empire come after a people's own, whichever is spoken more.
_LENT = frozenset({"en", "ru"})


def in_own_tongues(scene: TextScene) -> TextScene:
    """The scene with peoples who are to be answered in their own language read as languages."""
    if not any(m.family == "own_tongue" for m in scene.mentions):
        return scene
    facts = [_spoken(scene, fact) for fact in scene.facts]
    return scene if facts == list(scene.facts) else scene.with_facts(facts)


def _spoken(scene: TextScene, fact: Fact) -> Fact:
    if fact.kind != "country" or not people_named(fact):
        return fact
    language = tongue(str(fact.value))
    if language is None:
        return fact
    spoken = Fact("language", language, fact.start, fact.end, fact.text)
    scene.span_of[id(spoken)] = scene.span(fact)
    return spoken


@cache
def tongue(country: str) -> str | None:
    """Code of the language a people calls its own; None where it has several or none is known."""
    if country in _SEVERAL:
        return None
    official = [_CALLED.get(code, code) for code in get_official_languages(country, de_facto=True)]
    plain = [code for code in official if len(code) == 2]
    return next((code for code in plain if code not in _LENT), plain[0] if plain else None)
