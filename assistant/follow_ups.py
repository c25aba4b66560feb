"""Finding what answers a question that goes on from the last answer.

A question that names a subject of its own is looked up alone first; one that names none asks for a side of what was
just answered, and the passages of that article and of its neighbours are weighed by how plainly they tell that side.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.following import (
    Side,
    asks_of_data,
    fit,
    line_about,
    member_asked,
    own_subject,
    places_named,
    points_back,
    sides_asked,
)
from assistant.passages import PassageHit
from assistant.quoting import likeness, stems
from assistant.state import Desk
from knowledge import Knowledge
from knowledge.door import GUIDANCE
from knowledge.questions import continues

_WIDER = 8
_SURE_ALONE = 0.9
_ENOUGH = 0.6
_NEIGHBOUR = 0.5  # of a hit in the light of what was said before: below it an article is about something else
_HALF = 0.5  # of a subject's words an article has to have
_MOST = 5
_TOLD_CHARS = 60
_OF_WORDS, _PER_PLACE = 1.5, 0.05
_LAST = 1.5  # what the article of the last answer itself is worth
_KNOWN_NEIGHBOUR = 0.4  # what an article is worth that the answer's own article names as related
_OPENING = 0.2
_PREFERRED_PLACE = 2.0
_RATES = frozenset({"faq-hourly-rates", "faq-agent-month", "factor-location", "faq-nearshore", "faq-offshore-benefits"})
_GDPR_PAGE = "faq-gdpr"


def followed(knowledge: Knowledge, query: str, desk: Desk, alone: Sequence[Any]) -> list[Any] | None:
    """The hits for a question in the light of the last answer; None where it stands on its own feet.

    An empty list where it goes on from the answer and nothing of what surrounds that bears it.
    """
    last = next(iter(desk.answered), None)
    if last is None or (alone and alone[0].library != GUIDANCE):
        return None
    reply = str(desk.turns[-1]["turn"]["reply"])
    sides = sides_asked(query)
    if (member := member_asked(query, reply)) is not None:
        return _of_member(knowledge, query, desk, member, last)
    places = places_named(query, desk.language)
    own = own_subject(query, desk.language)
    goes_on = continues(query, desk.language) or bool(sides and points_back(query, desk.language))
    sure = bool(alone) and alone[0].score >= _SURE_ALONE
    if places and goes_on:
        there = _elsewhere(knowledge, query, desk, last)
        return list(alone) or None if there is None else there
    if not goes_on and (own or not sides or sure):
        return None
    around = _around(knowledge, query, desk, last)
    if not own and (sides or not sure):
        return _ranked(knowledge, query, desk, around, sides, own)
    pointing = points_back(query, desk.language) and bool(sides)
    if pointing and own and _bears(knowledge, last, own, desk.language):
        return _ranked(knowledge, query, desk, {last: 1.0}, sides, own)
    return _of_subject(knowledge, query, desk, alone, around)


def _of_subject(
    knowledge: Knowledge, query: str, desk: Desk, alone: Sequence[Any], around: Mapping[str, float]
) -> list[Any] | None:
    """The hits for a question that goes on and names a subject: of what was found for it alone and in the light of the
    last answer, what both speak for; an empty list where nothing of it has the subject's words.
    """
    own, sides = own_subject(query, desk.language), sides_asked(query)
    scores = {hit.article: hit.score for hit in alone}
    worth = {name: scores.get(name, 0.0) + around.get(name, 0.0) for name in {*scores, *around}}
    bearing = [name for name in worth if _bears(knowledge, name, own, desk.language)]
    if not bearing:
        return list(alone) if alone and alone[0].score >= _ENOUGH else []
    best = max(sorted(bearing), key=lambda name: worth[name])
    here = [hit for hit in alone if hit.article == best]
    if here and best not in desk.answered and not told_last(desk, here[0].passage):
        return [*here, *(hit for hit in alone if hit.article != best)]
    return _ranked(knowledge, query, desk, {best: 1.0}, sides, own) or list(alone)


def other_passages(knowledge: Knowledge, query: str, desk: Desk, hit: Any) -> list[Any]:
    """Other passages of an article whose best one the last reply has told already, those that bear the question first."""
    sides = sides_asked(query)
    own = own_subject(query, desk.language)
    return _ranked(knowledge, query, desk, {hit.article: hit.score}, sides, own)


def told_last(desk: Desk, text: str) -> bool:
    """Whether the last reply told a passage."""
    return bool(desk.turns) and _beginning(text) in _plain(str(desk.turns[-1]["turn"]["reply"]))


def asked_again(desk: Desk, query: str) -> bool:
    """Whether the very same question was put before: it is answered again."""
    return bool(desk.turns) and _plain(query) in _plain(str(desk.turns[-1]["text"]))


def _told(desk: Desk, text: str) -> bool:
    beginning = _beginning(text)
    return any(beginning in _plain(str(record["turn"]["reply"])) for record in desk.turns)


def _beginning(text: str) -> str:
    return _plain(text)[:_TOLD_CHARS]


def _plain(text: str) -> str:
    return "".join(re.findall(r"\w+", re.sub(r"\[\d+\]", "", text.lower())))


def _around(knowledge: Knowledge, query: str, desk: Desk, last: str) -> dict[str, float]:
    """Articles a question may mean that leans on the last answer, with what each is worth: that one, and neighbours."""
    article = knowledge.article(last, desk.language)
    said = str(desk.turns[-1]["text"])
    found: dict[str, float] = {last: _LAST}
    for context in (said, article.title):
        for hit in knowledge.search(f"{context} {query}", language=desk.language, top=_WIDER, libraries=[GUIDANCE]):
            if hit.score >= _NEIGHBOUR:
                found[hit.article] = max(found.get(hit.article, 0.0), hit.score)
    for name in article.related:
        found.setdefault(name, _KNOWN_NEIGHBOUR)
    return found


def _bears(knowledge: Knowledge, name: str, own: frozenset[str], language: str) -> bool:
    """Whether an article has the words of a subject."""
    article = knowledge.article(name, language)
    said = stems(" ".join([article.title, article.body, *article.wordings]), language)
    return len(own & said) >= _HALF * len(own)


def _ranked(
    knowledge: Knowledge,
    query: str,
    desk: Desk,
    around: Mapping[str, float],
    sides: Sequence[Side],
    own: frozenset[str],
) -> list[Any]:
    """Passages of these articles that were not told yet, best first; only those with a sign of what must be told."""
    must = bool(sides) and all(side.must for side in sides) and not own
    found: list[tuple[float, Any]] = []
    for name, prior in around.items():
        article = knowledge.article(name, desk.language)
        for place, passage in enumerate(article.passages):
            if _told(desk, passage.text):
                continue
            shown = fit(passage.heading, passage.text, sides)
            if must and shown <= 0:
                continue
            text = f"{passage.heading} {passage.text}"
            bears = len(own & stems(text, desk.language)) / len(own) if own else 0.0
            worth = 2 * prior + shown + _OF_WORDS * bears - _PER_PLACE * place
            worth += _OPENING if own and not place else 0.0
            worth += likeness(query, text, desk.language)
            found.append((worth, _hit(article, passage, prior)))
    found.sort(key=lambda each: -each[0])
    return [hit for _, hit in found[:_MOST]]


def _hit(article: Any, passage: Any, score: float) -> PassageHit:
    hit = PassageHit(article, passage)
    hit.score = score
    return hit


def _of_member(knowledge: Knowledge, query: str, desk: Desk, member: str, last: str) -> list[Any]:
    """Hits for a member of the list just given: the line on it in the same article, then what its words find."""
    article = knowledge.article(last, desk.language)
    hits: list[Any] = []
    line = line_about(member, [passage.text for passage in article.passages], desk.language)
    if line is not None and not _told(desk, line):
        passage = next(passage for passage in article.passages if line in passage.text)
        told = copy.copy(_hit(article, passage, 1.0))
        told.passage = line
        hits.append(told)
    found = knowledge.search(f"{query} {member}", language=desk.language, top=_WIDER, libraries=[GUIDANCE])
    hits += [hit for hit in found if not _told(desk, hit.passage)]
    return hits[:_MOST]


def _elsewhere(knowledge: Knowledge, query: str, desk: Desk, last: str) -> list[Any] | None:
    """Hits for "and in Poland?": the same question of another country; None where the country's own page answers it."""
    if last in _RATES or last.startswith("country-"):
        return None
    article = knowledge.article(last, desk.language)
    said = str(desk.turns[-1]["text"])
    own = frozenset(stems(query, desk.language))
    if asks_of_data(f"{said} {article.title}"):
        return _ranked(knowledge, f"{said} {query}", desk, {_GDPR_PAGE: 1.0, last: 0.5}, (), own)
    found = knowledge.search(f"{said} {query}", language=desk.language, top=_WIDER, libraries=[GUIDANCE])
    around = {hit.article: hit.score for hit in found if hit.score >= _NEIGHBOUR} | {last: 1.0}
    around |= {name: around.get(name, _KNOWN_NEIGHBOUR) for name in article.related}
    hits = _ranked(knowledge, said, desk, around, (), own)
    named = own_subject(query, desk.language)
    return [hit for hit in hits if named & stems(hit.passage, desk.language)] or None
