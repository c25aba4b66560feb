"""What a question means that leaves its subject to the turn before: "what is quality like there?", "what's the catch?".

The place, the way of paying or the bot that was told or supposed is put into the question as the library names it
(`meant.yaml` of the language folders): "anything bad about that model?" is asked of the per-resolution model.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.following import listed_words
from assistant.reading.concepts import LANGUAGES, Mention, load_yaml, vocabulary
from assistant.reading.scene import TextScene, look
from assistant.reading.word_lists import listed
from assistant.reading.words import dictionary_forms
from assistant.state import Desk
from knowledge.lexical import is_stopword

_FILE = "meant"
_PLACES = ("provider_countries", "location")
_BILLING = "pricing_model"
_KEEP = "yes_no:keep"
_PLACE, _BOT = "place", "bot"
_ARTICLES = {
    "per_hour": "faq-pricing-models",
    "per_agent": "faq-agent-month",
    "per_contact": "faq-per-contact",
    "per_minute": "faq-per-minute",
    "per_resolution": "faq-per-resolution",
    _BOT: "faq-ai-quality",
}
_HEAD = 3  # words of a question's own clause
_FEWEST = 2  # words of a question that is left when what is no part of it is taken away


@dataclass(frozen=True)
class Meant:
    """A question with what it means of the turn before, in the words of the library, and the article on just that."""

    query: str
    article: str | None = None


def meant(query: str, desk: Desk) -> Meant | None:
    """What a question means of the turn before; None where it names its subject itself."""
    scene = look(query, desk.language)
    found = vocabulary(_FILE).overlapping(scene.scene)
    if any(fact.kind == "country" for fact in scene.facts):
        return None
    there = [m for m in _of("there", found) if not any(_meet(m, other) for other in _of("no_place", found))]
    if there and _place_of(desk):
        return _put(scene, [*there, *_of("aside", found)], _PLACE, desk.language)
    if not _of("merits", found) or not _bare(scene, found):
        return None
    pointed = bool(_of("that_way", found))
    thing = _thing_of_last(desk, pointed) or (desk.brief.get(_BILLING) if pointed else None)
    return _put(scene, [*_of("that_way", found), *_of("aside", found)], thing, desk.language) if thing else None


def asks_merits(query: str, language: str) -> bool:
    """Whether a question names nothing but what is good or bad about something."""
    scene = look(query, language)
    found = vocabulary(_FILE).overlapping(scene.scene)
    return bool(_of("merits", found)) and _bare(scene, found)


def in_plain_words(query: str, language: str) -> str:
    """A question of how long something takes with the words that say so: «за сколько набирают людей?» asks no price."""
    scene = look(query, language)
    found = vocabulary(_FILE).overlapping(scene.scene)
    # "Any upside besides lower cost?", "when do I see my money again?": the library's own words for the same.
    for concept, plain in dict(_texts()[language].get("plainly", {})).items():
        if _of(concept, found):
            return str(plain)
    how_long = _texts()[language].get("how_long")
    for mention in _of("takes_time", found):
        start, end = scene.words[mention.first].start, scene.words[mention.first + 1].end
        return f"{query[:start]}{how_long}{query[end:]}" if how_long else query
    return query


def without_asides(query: str, language: str) -> str:
    """A question without what is no part of it: "be honest", "my boss will want to know"; an accent is anybody's."""
    scene = look(query, language)
    found = vocabulary(_FILE).overlapping(scene.scene)
    spoken = str(_texts()[language]["spoken"])
    bare = _cut(scene, [*((m, "") for m in _of("aside", found)), *((m, spoken) for m in _of("speech", found))])
    return bare if len(bare.split()) >= _FEWEST else query


def head_alone(query: str, language: str) -> str:
    """A question without the clause of time or reason behind it and the asker's lead before it, for where the whole
    finds nothing: "how do I stop quality falling when it leaves the building?", "can I make them do a pilot first?".
    """
    scene = look(query, language)
    first, last = 0, len(scene.words) - 1
    behind = [at for at in range(_HEAD, last) if scene.words[at].lower in listed("clause_behind")]
    last = behind[0] - 1 if behind else last
    led = [m for m in _of("lead", vocabulary(_FILE).overlapping(scene.scene)) if m.first <= 1]
    first = max((m.last + 1 for m in led), default=0)
    while last > first and not scene.words[last].is_word:
        last -= 1
    if last - first + 1 < _HEAD:
        return query
    return query[scene.words[first].start : scene.words[last].end]


def _place_of(desk: Desk) -> bool:
    """Whether a provider elsewhere was told, or supposed and not decided on."""
    home = str(desk.brief.get("home_country") or desk.market)
    values = [change.get("value") for change in _pending(desk) if change["path"] in _PLACES]
    values += [desk.brief.get(path) for path in _PLACES]
    return any(value and value not in ("onshore", [home], home) for value in values)


def _thing_of_last(desk: Desk, pointed: bool) -> str | None:
    """The thing that the last turn told or supposed: a way of paying, a bot, a place.

    A place counts where it is pointed at: the risks of outsourcing are those of any place.
    """
    if answered_last(desk):
        return None  # what goes on from an answer goes on from its subject
    paths = [str(change["path"]) for change in _told_last(desk)]
    for change in reversed(_pending(desk) if supposed_last(desk) else []):
        if change["path"] == _BILLING:
            return str(change.get("value"))
        paths.append(str(change["path"]))
    if _BILLING in paths and desk.brief.get(_BILLING):
        return str(desk.brief[_BILLING])
    if supposed_last(desk) and (desk.base.get("pending") or {}).get("bot"):
        return _BOT
    return _PLACE if pointed and {*_PLACES} & {*paths} and _place_of(desk) else None


def answered_last(desk: Desk) -> bool:
    """Whether the last turn answered a question from the library, and was no supposition worked out."""
    turn: Mapping[str, Any] = desk.turns[-1]["turn"] if desk.turns else {}
    cited = {citation["article"] for citation in turn.get("citations") or ()}
    return bool(cited & {*desk.answered}) and not supposed_last(desk)


def supposed_last(desk: Desk) -> bool:
    """Whether the last turn worked out a supposition and asked whether to keep it."""
    turn: Mapping[str, Any] = desk.turns[-1]["turn"] if desk.turns else {}
    return (turn.get("question") or {}).get("field") == _KEEP


def _told_last(desk: Desk) -> list[Mapping[str, Any]]:
    turn: Mapping[str, Any] = desk.turns[-1]["turn"] if desk.turns else {}
    return list(turn.get("changes") or ())


def _pending(desk: Desk) -> list[Mapping[str, Any]]:
    return list((desk.base.get("pending") or {}).get("changes") or ())


def _bare(scene: TextScene, found: list[Mention]) -> bool:
    """Whether a question names nothing but the good or bad of something, and points at that or leaves it out."""
    said = {at for mention in found for at in range(mention.first, mention.last + 1)}
    rest = [word for at, word in enumerate(scene.words) if word.is_word and at not in said]
    light = listed_words("neutral")
    return all(is_stopword(word.lower) or dictionary_forms(word.lower) & light for word in rest)


def _of(concept: str, found: list[Mention]) -> list[Mention]:
    return [mention for mention in found if mention.concept == concept]


def _meet(one: Mention, other: Mention) -> bool:
    return one.first <= other.last and other.first <= one.last


def _put(scene: TextScene, left_out: list[Mention], thing: str, language: str) -> Meant:
    named = str(_texts()[language]["names"][thing])
    return Meant(f"{_cut(scene, [(mention, '') for mention in left_out])} {named}", _ARTICLES.get(thing))


def _cut(scene: TextScene, mentions: list[tuple[Mention, str]]) -> str:
    """The text with other words, or none, in the place of what is mentioned."""
    text = scene.text
    for mention, put in sorted(mentions, key=lambda each: -each[0].first):
        text = f"{text[: scene.words[mention.first].start]} {put} {text[scene.words[mention.last].end :]}"
    return " ".join(text.split()).strip(" ?!.,;:—–-")


@cache
def _texts() -> Mapping[str, Mapping[str, Any]]:
    folders = sorted(path for path in LANGUAGES.iterdir() if (path / f"{_FILE}.yaml").is_file())
    return {folder.name: load_yaml(folder / f"{_FILE}.yaml") for folder in folders}
