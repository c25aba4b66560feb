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
    has_pronoun,
    line_about,
    listed_words,
    member_asked,
    only_channels,
    own_subject,
    places_named,
    points_at_thing,
    points_back,
    sides_asked,
    sides_named,
    with_channel,
    without_opening,
)
from assistant.jurisdictions import country_page
from assistant.passages import PassageHit
from assistant.quoting import likeness, stems
from assistant.reading.words import words
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
_OWN_WORDS = 3  # stems of a subject that needs no other, whoever "they" are
_WHOLE = 5  # words and signs of a question that says all by itself
_TOLD_CHARS = 60
_OF_WORDS, _PER_PLACE = 3.0, 0.05
_LAST = 1.0  # what the article of the last answer itself is worth
_KNOWN_NEIGHBOUR = 0.4  # what an article is worth that the answer's own article names as related
_OPENING = 1.5  # of the direct answer of an article that was not spoken of yet
_PLAIN, _HEADED, _ANY_SIGN = 1.5, 2.0, 0.01  # how plainly a side is told
_PREFERRED_PLACE = 2.0
_RATES = frozenset({"faq-hourly-rates", "faq-agent-month", "factor-location", "faq-nearshore", "faq-offshore-benefits"})
_WHY = "reason"
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
    if sides:  # "and how much does a pilot cost?" of pilots: no other subject than that of the answer
        own -= stems(f"{desk.turns[-1]['text']} {knowledge.article(last, desk.language).title}", desk.language)
    goes_on = continues(query, desk.language) or bool(sides and points_back(query, desk.language))
    sure = bool(alone) and alone[0].score >= _SURE_ALONE
    if places and goes_on:
        there = _elsewhere(knowledge, query, desk, last)
        return list(alone) or None if there is None else there
    if not goes_on and (own or not sides or sure):
        return None
    if sure and alone[0].article != last and len(words(query)) >= _WHOLE and not has_pronoun(query, desk.language):
        return None  # «а сколько обычно стоит час такой поддержки?» of what support is
    if sure and len(own) >= _OWN_WORDS and not points_at_thing(query, desk.language) and alone[0].article != last:
        return None  # "how long from signing till they pick up the first call?": "they" are the provider's people
    if not own and (sides or not sure):
        return _of_side(knowledge, query, desk, last, sides) or (list(alone) if sure and not sides else [])
    pointing = points_back(query, desk.language) and bool(sides)
    if pointing and _bears(knowledge, last, own, desk.language):
        return _ranked(knowledge, query, desk, {last: 1.0}, sides, own) or list(alone)
    return _of_subject(knowledge, query, desk, alone, last)


def _of_side(knowledge: Knowledge, query: str, desk: Desk, last: str, sides: Sequence[Side]) -> list[Any]:
    """The hits for a side of what was just answered: passages of the same article that tell it, else such passages of
    its neighbours on the same subject, else whatever the article has to add.
    """
    here = {last: 1.0}
    if not sides:
        return _ranked(knowledge, query, desk, here, sides)
    found = _ranked(knowledge, query, desk, here, sides, least=_PLAIN)
    bare = all(side.is_next or side.name == _WHY for side in sides)
    if found or bare:
        return found or _ranked(knowledge, query, desk, here, sides)
    near = _near(knowledge, query, desk, last)
    found = _ranked(knowledge, query, desk, near, sides, least=_HEADED)
    found = found or _ranked(knowledge, query, desk, here, sides, least=_ANY_SIGN)
    found = found or _ranked(knowledge, query, desk, near, sides, least=_ANY_SIGN)
    return found or _ranked(knowledge, query, desk, here, sides)


def _near(knowledge: Knowledge, query: str, desk: Desk, last: str, sure: bool = True) -> dict[str, float]:
    """Neighbours of the last answer on the same subject: by their title or, where that is `sure` enough, because the
    question alone finds them.
    """
    around = _around(knowledge, query, desk, last)
    title = knowledge.article(last, desk.language).title
    subject = own_subject(f"{desk.turns[-1]['text']} {title}", desk.language) - _generic(desk.language)
    alone = knowledge.search(query, language=desk.language, top=_WIDER, libraries=[GUIDANCE])
    found = {hit.article for hit in alone if sure and hit.score >= _SURE_ALONE}
    return {
        name: score
        for name, score in around.items()
        if name != last
        and (name in found or subject & stems(knowledge.article(name, desk.language).title, desk.language))
    }


def _generic(language: str) -> frozenset[str]:
    """The stems of words that any article of the library is about."""
    return frozenset(stems(" ".join(listed_words("generic")), language))


def _of_subject(knowledge: Knowledge, query: str, desk: Desk, alone: Sequence[Any], last: str) -> list[Any]:
    """The hits for a question that goes on and names a subject: of what was found for it alone and in the light of the
    last answer, what both speak for; an empty list where nothing of it has the subject's words.
    """
    own, sides = own_subject(query, desk.language), sides_asked(query)
    if not own:
        return list(alone)
    if not alone and (bare := without_opening(query, desk.language)) != query:  # «а FCR?» asks "FCR?"
        alone = knowledge.search(bare, language=desk.language, top=_WIDER, libraries=[GUIDANCE])
    if only_channels(query, own, desk.language):  # "and for e-mail?" changes what was asked, and asks nothing else
        changed = with_channel(str(desk.turns[-1]["text"]), query, desk.language)
        alone = knowledge.search(changed, language=desk.language, top=_WIDER, libraries=[GUIDANCE]) or alone
    around = _around(knowledge, query, desk, last)
    scores = {hit.article: hit.score for hit in alone}
    titled = _titled_so(knowledge, own, desk.language)
    worth = {
        name: scores.get(name, 0.0) + around.get(name, 0.0) + titled.get(name, 0.0)
        for name in {*scores, *around, *titled}
    }
    if has_pronoun(query, desk.language):  # "and if they refuse?": of what was spoken of, and nothing farther
        near = {last, *_near(knowledge, query, desk, last, sure=False)}
        worth = {name: score for name, score in worth.items() if name in near or titled.get(name, 0.0) >= _HALF}
    sure = {name for name, score in scores.items() if score >= _SURE_ALONE}
    bearing = [name for name in worth if name in sure or _bears(knowledge, name, own, desk.language)]
    if not bearing:
        if not alone or alone[0].score < _ENOUGH or has_pronoun(query, desk.language):
            return []
        bearing = [name for name in scores if name in around] or [alone[0].article]
    best = max(sorted(bearing), key=lambda name: worth[name])
    here = [hit for hit in alone if hit.article == best]
    if here and best not in desk.answered and not told_last(desk, here[0].passage):
        return [*here, *(hit for hit in alone if hit.article != best)]
    return _ranked(knowledge, query, desk, {best: 1.0}, sides, own) or list(alone)


def _titled_so(knowledge: Knowledge, own: frozenset[str], language: str) -> dict[str, float]:
    """Articles that have a subject's words in their titles, with the share of them."""
    shares = {
        article.id: len(own & stems(knowledge.article(article.id, language).title, language)) / len(own)
        for article in knowledge.articles(GUIDANCE)
    }
    return {name: share for name, share in shares.items() if share}


def other_passages(knowledge: Knowledge, query: str, desk: Desk, hit: Any) -> list[Any]:
    """Other passages of an article whose best one was told already, those that bear the question first."""
    sides = sides_asked(query)
    own = own_subject(query, desk.language)
    return _ranked(knowledge, query, desk, {hit.article: hit.score}, sides, own)


def beside(knowledge: Knowledge, query: str, language: str, hit: Any) -> bool:
    """Whether an article that is no sure find has none of the words a question names its subject by."""
    own = own_subject(query, language) - _generic(language)
    return bool(own) and hit.library == GUIDANCE and not own & _said(knowledge, hit.article, language)


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
    return len(own & _said(knowledge, name, language)) >= _HALF * len(own)


def _said(knowledge: Knowledge, name: str, language: str) -> set[str]:
    article = knowledge.article(name, language)
    return stems(" ".join([article.title, article.body, *article.wordings]), language)


def _ranked(
    knowledge: Knowledge,
    query: str,
    desk: Desk,
    around: Mapping[str, float],
    sides: Sequence[Side],
    own: frozenset[str] = frozenset(),
    least: float = 0.0,
) -> list[Any]:
    """Passages of these articles that were not told yet, best first; only those that tell what is asked as plainly as
    `least`, and with some sign of what must be told.
    """
    if sides and all(side.must for side in sides) and not own:
        least = max(least, _ANY_SIGN)
    found: list[tuple[float, Any]] = []
    for name, prior in around.items():
        article = knowledge.article(name, desk.language)
        for place, passage in enumerate(article.passages):
            if _told(desk, passage.text):
                continue
            shown = fit(passage.heading, passage.text, sides)
            if shown < least:
                continue
            text = f"{passage.heading} {passage.text}"
            bears = len(own & stems(text, desk.language)) / len(own) if own else 0.0
            worth = 2 * prior + shown * (bears if own else 1.0) + _OF_WORDS * bears - _PER_PLACE * place
            worth += _OPENING if own and not place and name not in desk.answered else 0.0
            worth += _OF_WORDS if own and not place and own & stems(article.title, desk.language) else 0.0
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
    named = own_subject(query, desk.language)
    if asks_of_data(f"{said} {article.title}"):
        sides = sides_named("abroad")
        return _ranked(knowledge, query, desk, {_GDPR_PAGE: 1.0, last: 0.7}, sides, least=_ANY_SIGN) or None
    sides = sides_asked(said)
    pages = [page for place in places_named(query, desk.language) if (page := country_page(place))]
    there = _ranked(knowledge, said, desk, dict.fromkeys(pages, 1.0), sides, least=_ANY_SIGN if sides else 0.0)
    here = _ranked(knowledge, said, desk, {last: 1.0, **dict.fromkeys(article.related, 0.5)}, sides, named)
    here = [hit for hit in here if named & stems(hit.passage, desk.language)]
    return [*there, *here][:_MOST] or None
