"""Contacts of one year compared with those of another: "1.6 million calls in 2019 compared to 2.1 million in 2022".

«24 тыс. звонков в 2021 году против 30 тыс. в 2023-м»: the latest year counts, as in a list of years.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.period_of_all import counts_contacts
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed, year_joiners

_YEAR = re.compile(r"((?:19|20)\d\d)(?:-?[а-я]{1,2})?")
_NOUN = 3  # words between a number and the "in" of its year: "calls"
_APART = 6  # words from one year to the next number


def with_years_compared(scene: TextScene) -> TextScene:
    """The scene with the contacts of the latest year alone, of those a sentence compares."""
    scene = _without_brackets(scene)
    for sentence in scene.sentences:
        run = list(_of_years(scene, sentence))
        if len(run) <= 1 or not counts_contacts(scene, run[0][0]) or not _compared(scene, run):
            continue
        latest = max(run, key=lambda one: one[1])[0]
        value = {"value": middle(latest.value), "per": "year"}
        first = scene.head(latest)[0] is None and latest is not run[0][0]
        start = scene.span(run[0][0]).last + 1 if first else scene.span(latest).first
        place = min(scene.words[start].start, latest.start)
        text = scene.text[place : latest.end]
        volume = replace(latest, kind="volume", value=value, per="year", start=place, text=text)
        years = {at for _, _, at in run}
        gone = {id(fact) for fact, _, _ in run}
        kept = [f for f in scene.facts if id(f) not in gone]
        kept = [f for f in kept if f.kind not in ("number", "volume") or scene.span(f).first not in years]
        return scene.with_facts(sorted([*kept, volume], key=lambda f: (f.start, -f.end)))
    return scene


def _without_brackets(scene: TextScene) -> TextScene:
    """The scene without the numbers of another time in brackets: «21 600 звонков (за II — 18 900)»."""
    gone: set[int] = set()
    opened: int | None = None
    for at, word in enumerate(scene.words):
        if word.text == "(":
            opened = at
        elif word.text == ")" and opened is not None and at - opened > 1:
            inside = Span(opened + 1, at - 1)
            facts = [f for f in scene.facts_within(inside) if f.kind in ("number", "volume")]
            told = [f for f in scene.facts_within(scene.sentence_of(opened)) if scene.span(f).last < opened]
            words = {w.lower for w in scene.words[inside.first : inside.last + 1]}
            named = words & listed("other_time") and not scene.has(inside, "contact")
            if named and any(counts_contacts(scene, f) or f.kind == "volume" for f in told):
                gone |= {id(f) for f in facts}
            opened = None
    return scene.with_facts([f for f in scene.facts if id(f) not in gone]) if gone else scene


def _of_years(scene: TextScene, sentence: Span) -> Iterator[tuple[Fact, int, int]]:
    """The numbers of a sentence that a year stands right behind, with the year and its place."""
    for fact in scene.facts_within(sentence):
        if fact.kind != "number" or fact.unit or _YEAR.fullmatch(fact.text):
            continue
        after = scene.span(fact).last + 1
        for at in range(after, min(sentence.last, after + _NOUN)):
            year = _YEAR.fullmatch(scene.words[at + 1].text)
            if year and scene.words[at].lower in year_joiners():
                yield fact, int(year[1]), at + 1
                break
            if not scene.words[at].is_word or scene.kind_at(at) in ("number", "volume", "money", "percent"):
                break


def _compared(scene: TextScene, run: list[tuple[Fact, int, int]]) -> bool:
    """Words of comparison, and nothing of another kind, stand between one year and the next number."""
    for (_, one, at), (fact, other, _) in pairwise(run):
        between = scene.words[at + 1 : scene.span(fact).first]
        said = {word.lower for word in between}
        if one == other or len(between) > _APART or not said & listed("years_compared"):
            return False
        if _counts_its_own(scene, fact):
            return False
    return True


def _counts_its_own(scene: TextScene, fact: Fact) -> bool:
    """ "900 calls in 2021 and 400 emails in 2022": the later number counts things of its own."""
    after = scene.span(fact).last + 1
    return scene.words[after].lower not in year_joiners()
