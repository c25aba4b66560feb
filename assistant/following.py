"""What a question asks that goes on from an answer: which side of its subject, which member of the list just given.

"How do we reduce them?" asks for a side of what was just answered, the remedies; "and penalties?" names a subject of
its own. The sides and the words they are asked and told by are data (following.yaml of the language folders).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.quoting import sentences, stems
from assistant.reading import find_facts
from assistant.reading.concepts import LANGUAGES, load_yaml
from assistant.reading.words import dictionary_forms, words
from knowledge.lexical import is_stopword, language_data

_FILE = "following.yaml"
_SHOWS = {
    "money": re.compile(r"[$€£₽]|\b(?:dollars?|euros?|pounds?|roubles?)\b|доллар|евро\b|рубл|%", re.IGNORECASE),
    "duration": re.compile(r"\d[\d–-]*\s*(?:days?|weeks?|months?|hours?|years?|дн|день|недел|месяц|час|лет|год)"),
    "figure": re.compile(r"\d"),
}
_ITEM = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+(.+)$")
_ROW = re.compile(r"^\s*\|\s*(?!-)([^|]+?)\s*\|")
_RULE = re.compile(r"^\s*\|[\s:|-]+\|\s*$")
_MARK = re.compile(r"\s*\[\d+\]")
_LABEL = re.compile(r"\*\*(.+?)\*\*")
_LAST_OF_SENTENCE = re.compile(r"^(?:and|or|и|или|а также)\s+", re.IGNORECASE)
_IN_HEADING, _IN_TEXT, _SHOWN, _MOST_IN_TEXT = 2.0, 0.35, 1.0, 3
_BOLD_SHARE = 0.5  # of the words of a list's member that its label has
_FEWEST_MEMBERS = 2

Groups = tuple[tuple[frozenset[str], ...], ...]


@dataclass(frozen=True)
class Side:
    """A side of a subject: the words that ask for it, the words and the kind of figure that tell it.

    A passage that shows no sign of it is no answer where it `must` have one.
    """

    name: str
    asked: Groups
    headed: Groups
    told: Groups
    shows: str | None
    must: bool

    def told_by(self, heading: str, text: str) -> float:
        """How plainly a passage tells this side, 0 for not at all."""
        above, inside = _forms(heading), _forms(text)
        worth = _IN_HEADING if any(_holds(groups, above) for groups in (*self.asked, *self.headed)) else 0.0
        worth += _IN_TEXT * min(sum(_holds(groups, inside) for groups in self.told), _MOST_IN_TEXT)
        if self.shows:
            worth += _SHOWN if _SHOWS[self.shows].search(text) else -_SHOWN / 2
        return max(worth, 0.0)

    @property
    def is_next(self) -> bool:
        """Whether whatever comes next tells it: "tell me more"."""
        return not (self.told or self.shows)


def sides_asked(query: str) -> tuple[Side, ...]:
    """Which sides of a subject a question asks for, in the order of the language files."""
    forms = _forms(query)
    return tuple(side for side in _sides() if any(_holds(groups, forms) for groups in side.asked))


def without_opening(query: str, language: str) -> str:
    """A question without the word that only joins it to what was said: "and FCR?"."""
    opens = {str(each).split()[0] for each in language_data(language).get("elliptic_openings", ())}
    first, _, rest = query.partition(" ")
    return rest if rest and first.lower() in opens else query


def has_pronoun(query: str, language: str) -> bool:
    """Whether a question has a word that stands for something said before."""
    return bool(_pronouns_in(query, language))


def _pronouns_in(query: str, language: str) -> set[str]:
    pronouns = {str(word) for word in language_data(language).get("pronouns", ())} - listed_words("no_pronouns")
    return {word.lower for word in words(query) if word.is_word} & pronouns


def points_at_thing(query: str, language: str) -> bool:
    """Whether a question has a word that stands for a thing said before, and not for the people of the provider."""
    return bool(_pronouns_in(query, language) - listed_words("people"))


def sides_named(*names: str) -> tuple[Side, ...]:
    """The sides of these names."""
    return tuple(side for side in _sides() if side.name in names)


def own_subject(query: str, language: str) -> frozenset[str]:
    """The stems of the words by which a question names a subject of its own, apart from what it asks about it."""
    asking = {word for side in sides_asked(query) for groups in side.asked for group in groups for word in group}
    asking |= listed_words("neutral") | set(_ordinals())
    named = [
        word.lower
        for word in words(query)
        if word.is_word and not is_stopword(word.lower) and not dictionary_forms(word.lower) & asking
    ]
    return frozenset(stems(" ".join(named), language))


def only_channels(query: str, own: frozenset[str], language: str) -> bool:
    """Whether the subject a question names is a channel and nothing else."""
    named = [query[fact.start : fact.end] for fact in find_facts(query, language) if fact.kind == "channel"]
    return bool(named) and not own - stems(" ".join(named), language)


def with_channel(said: str, query: str, language: str) -> str:
    """An earlier question put of the channel that a later one names: "a typical SLA for chat", "and for e-mail?"."""
    new = next((query[f.start : f.end] for f in find_facts(query, language) if f.kind == "channel"), "")
    for fact in reversed([f for f in find_facts(said, language) if f.kind == "channel"]):
        said = f"{said[: fact.start]}{new}{said[fact.end :]}"
    return said if new in said else f"{said} {new}"


def places_named(query: str, language: str) -> tuple[str, ...]:
    """The countries a question names."""
    return tuple(dict.fromkeys(str(fact.value) for fact in find_facts(query, language) if fact.kind == "country"))


def asks_of_data(query: str) -> bool:
    """Whether a question is about data and the law, whatever country it names."""
    return bool(_forms(query) & listed_words("data"))


def points_back(query: str, language: str) -> bool:
    """Whether a question opens as one that goes on and points back: "and which of them", «а какая из них»."""
    said = [word.lower for word in words(query) if word.is_word]
    pronouns = {str(word) for word in language_data(language).get("pronouns", ())}
    opens = {str(each).split()[0] for each in language_data(language).get("elliptic_openings", ())}
    return bool(said) and said[0] in opens and bool({*said} & pronouns)


def member_asked(query: str, reply: str) -> str | None:
    """The member of the list in the last reply that a question names by its place: "the second one"."""
    said = [word for word in words(query) if word.is_word]
    ordinals, other = _ordinals(), listed_words("not_of_list")
    for at, word in enumerate(said):
        place = next((ordinals[form] for form in (word.lower, *word.forms) if form in ordinals), None)
        after = said[at + 1] if at + 1 < len(said) else None
        if place is None or (after is not None and {after.lower, *after.forms} & other):
            continue
        members = members_of(reply)
        if len(members) >= max(place, _FEWEST_MEMBERS):
            return members[place - 1 if place > 0 else place]
    return None


def members_of(reply: str) -> list[str]:
    """The members of the first list in a reply: its items, the rows of its table, or what a colon introduces."""
    lines = [_MARK.sub("", line) for line in reply.split("\n")]
    if len(items := [found[1] for line in lines if (found := _ITEM.match(line))]) >= _FEWEST_MEMBERS:
        return items
    rows = [found[1] for line in lines if not _RULE.match(line) and (found := _ROW.match(line))]
    if len(rows) > _FEWEST_MEMBERS:
        return rows[1:]
    for line in lines:
        for sentence in sentences(line):
            members = _enumerated(sentence.partition(":")[2])
            if len(members) >= _FEWEST_MEMBERS:
                return members
    return []


def _enumerated(text: str) -> list[str]:
    parts = [part.strip(" .;") for part in re.split(r"[,;]\s+", text) if part.strip(" .;")]
    if len(parts) == 1 or not parts:
        return []
    *before, last = parts
    if found := _LAST_OF_SENTENCE.match(last):
        return [*before, last[found.end() :]]
    closing = re.split(r"\s+(?:and|or|и|или)\s+", last, maxsplit=1)
    return [*before, *closing] if len(before) else parts


def line_about(member: str, passages: Iterable[str], language: str) -> str | None:
    """The line of a list, among passages, that is about a member: its label has the words of the member."""
    wanted = stems(member, language)
    best: tuple[float, str] | None = None
    for passage in passages:
        for line in passage.split("\n"):
            label = _LABEL.search(line) if _ITEM.match(line) else None
            said = stems(label[1], language) if label else set()
            share = len(said & wanted) / len(said) if said else 0.0
            if share >= _BOLD_SHARE and (best is None or share > best[0]):
                best = share, line.strip()
    return best[1] if best else None


def fit(heading: str, text: str, sides: Sequence[Side]) -> float:
    """How plainly a passage tells the sides a question asks for."""
    return max((side.told_by(heading, text) for side in sides), default=0.0)


def listed_words(section: str) -> frozenset[str]:
    """A list of words of the language files, of every language together."""
    return _listed(section)


@cache
def _listed(section: str) -> frozenset[str]:
    return frozenset(str(word).replace("ё", "е") for content in _contents() for word in content[section])


@cache
def _ordinals() -> Mapping[str, int]:
    return {str(word): int(place) for content in _contents() for word, place in content["ordinals"].items()}


@cache
def _sides() -> tuple[Side, ...]:
    contents = [content["sides"] for content in _contents()]
    return tuple(
        Side(
            name,
            _groups(each[name].get("asked", ()) for each in contents),
            _groups(each[name].get("headed", ()) for each in contents),
            _groups(each[name].get("told", ()) for each in contents),
            one.get("shows"),
            bool(one.get("must")),
        )
        for name, one in contents[0].items()
    )


def _groups(lists: Iterable[Sequence[Any]]) -> Groups:
    entries = [str(entry).replace("ё", "е").split() for listed in lists for entry in listed]
    return tuple(tuple(frozenset(group.split("|")) for group in entry) for entry in entries)


def _forms(text: str) -> set[str]:
    return {form for word in words(text) if word.is_word or word.text.isdecimal() for form in _all_forms(word.lower)}


def _all_forms(word: str) -> frozenset[str]:
    return dictionary_forms(word) | {word.replace("ё", "е")}


def _holds(groups: Sequence[frozenset[str]], forms: set[str]) -> bool:
    return all(group & forms for group in groups)


@cache
def _contents() -> tuple[Mapping[str, Any], ...]:
    return tuple(load_yaml(path) for path in sorted(LANGUAGES.glob(f"*/{_FILE}")))
