"""Finding passages for a question in the light of the conversation: what was asked before, and whose rules apply."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from assistant import follow_ups
from assistant.data_abroad import of_data_abroad
from assistant.document_lines import Asked
from assistant.document_topics import asks_own_terms
from assistant.following import places_named
from assistant.jurisdictions import country_of_page, country_page, for_country
from assistant.meant import answered_last, asks_merits, head_alone, in_plain_words, meant, without_asides
from assistant.own_documents import (
    asks_cost,
    bears,
    found_in_documents,
    names_all,
    names_document,
    own_libraries,
    points_at_others,
    without_document,
)
from assistant.passages import PassageHit
from assistant.quoting import likeness
from assistant.reading import find_facts, read
from assistant.reading.inquiries import rates_asked
from assistant.state import Desk
from knowledge import Knowledge
from knowledge.door import GUIDANCE
from knowledge.lexical import stems
from knowledge.questions import continues

MOST = 5
_WHATS = re.compile(r"\b([Ww]hat|[Ww]here|[Hh]ow|[Ww]ho)s\b")
_WIDER = 8
_SURE = 0.6
_SURE_ALONE = 0.9  # above it a question that points at a place is answered by its other words
_OWN_TOPICS = 1
_AHEAD, _ALIKE = 0.05, 0.5
_STAYS = 0.4
_MOST_PAGES = 3  # of countries that one question sets side by side


def relevant(knowledge: Knowledge, query: str, desk: Desk, libraries: Sequence[str]) -> list[Any]:
    """Hits for a question, best first: a person's own documents, and the guidance with its direct answer in front."""
    if own := _of_documents(knowledge, query, desk.language, libraries):
        return own
    asked = Asked.of(query, desk.language)
    if names_document(query) or points_at_others(query) or asked.of_a_figure:
        if own_libraries(libraries) and names_document(query):
            if asks_own_terms(query) or asked.of_a_count:
                return []  # nobody else knows who their supplier is, nor how many calls they have
            query = without_document(query)  # the document is silent, so the guidance is asked about the thing itself
        libraries = [GUIDANCE]  # the documents have been looked through
    if (of_data := of_data_abroad(knowledge, query, desk)) is not None:
        return of_data[:MOST]
    found = _searched(knowledge, query, desk, libraries)
    if (of_thing := _of_thing_meant(knowledge, query, desk, found)) is not None:
        return of_thing
    if found and found[0].score < _SURE and follow_ups.beside(knowledge, query, desk.language, found[0]):
        found = []
    if reason := _why_there(knowledge, query, desk):
        return reason
    if _answered_last(desk) and (followed := follow_ups.followed(knowledge, query, desk, found)) is not None:
        if not followed or isinstance(followed[0], PassageHit):
            return followed[:MOST]
        return _afresh(knowledge, query, desk, with_direct_answer(knowledge, for_country(followed, query, desk)[:MOST]))
    if _answered_last(desk) and ((goes_on := leans(query, desk.language)) or not found or found[0].score < _SURE):
        # The question may lean on what was said before («а в России?», "which is better for us?").
        said = str(desk.turns[-1]["text"])
        leaning = _searched(knowledge, query, desk, libraries, context=said)
        if leaning and (not found or goes_on or leaning[0].score > found[0].score):
            found = staying(leaning, desk.answered) if goes_on else leaning
    hits = for_country(found, query, desk)[:MOST]
    # What an article answers first has been told already when the question goes on from it.
    hits = hits if hits and hits[0].article in desk.answered else with_direct_answer(knowledge, hits)
    return _afresh(knowledge, query, desk, hits)


def _of_thing_meant(knowledge: Knowledge, query: str, desk: Desk, alone: Sequence[Any]) -> list[Any] | None:
    """The hits for a question that leaves the place or the way of paying it is about to the turn before, where naming
    that finds them; None where it stands on its own feet.
    """
    thing = meant(query, desk)
    if thing is None or (answered_last(desk) and leans(query, desk.language)):
        return None
    if thing.article:
        first = passages_of(knowledge, thing.article, desk.language, "")[:1]  # the direct answer
        rest = passages_of(knowledge, thing.article, desk.language, thing.query)
        return [*first, *(hit for hit in rest if hit.passage != first[0].passage)][:MOST]
    found = knowledge.search(thing.query, language=desk.language, top=_WIDER, libraries=[GUIDANCE])
    if not found or found[0].score < _SURE:
        return None
    sure_alone = bool(alone) and alone[0].score >= _SURE_ALONE and not asks_merits(query, desk.language)
    return list(alone[:MOST]) if sure_alone else with_direct_answer(knowledge, found[:MOST])


def _afresh(knowledge: Knowledge, query: str, desk: Desk, hits: list[Any]) -> list[Any]:
    """The hits without what the last reply has told already, where it is not the same question that is put again."""
    if not hits or hits[0].library != GUIDANCE or not follow_ups.told_last(desk, hits[0].passage):
        return hits
    if follow_ups.asked_again(desk, query):
        return hits
    others = follow_ups.other_passages(knowledge, query, desk, hits[0])
    return [*others, *(hit for hit in hits if not follow_ups.told_last(desk, hit.passage))] or hits


def _why_there(knowledge: Knowledge, query: str, desk: Desk) -> list[Any]:
    """Why a country costs what the last answer said, or more than another: pay follows the place."""
    last = [country_of_page(article) for article in desk.answered] if _answered_last(desk) else []
    named = places_named(query, desk.language)
    places = list(dict.fromkeys([*named, *(last if len(named) == 1 else ())]))
    pages = [page for place in places if (page := country_page(place))]
    reason = passages_of(knowledge, "factor-location", desk.language, "")[:1]
    # "What is an hour in India against the USA?" asks for both rates, as does "why is Poland dearer than Georgia?".
    rates = len(named) > 1 and rates_asked(query, desk.language)
    if len(pages) > 1 and (rates or tells_gap(query, desk.language)):
        return [*(passages_of(knowledge, page, desk.language, "")[0] for page in pages[:_MOST_PAGES]), *reason]
    return reason if any(last) and asks_why(query, desk.language) else []


def tells_gap(query: str, language: str) -> bool:
    """Whether a question asks why a place is cheaper or dearer than another."""
    return any(act.detail.get("reason") for act in read(query, language=language).acts)


def asks_why(query: str, language: str) -> bool:
    """Whether a question is a bare "why?", or why something is cheaper or dearer."""
    acts = read(query, language=language).acts
    return len(acts) == 1 and bool(acts[0].detail.get("reason"))


def _of_documents(knowledge: Knowledge, query: str, language: str, libraries: Sequence[str]) -> list[Any]:
    """What the person's own documents say, where the question points at them."""
    if names_document(query) or points_at_others(query) or asks_own_terms(query):
        return found_in_documents(knowledge, query, language, libraries, MOST)
    # "How much is the set-up?" of a price list that was added: the row that names the thing.
    if not own_libraries(libraries) or not asks_cost(query):
        return []
    found = found_in_documents(knowledge, query, language, libraries, MOST)
    return found if found and names_all(query, found[0].passage) else []


def _searched(
    knowledge: Knowledge, query: str, desk: Desk, libraries: Sequence[str], context: str | None = None
) -> list[Any]:
    """Hits of all libraries; those of own documents only if they bear the question."""
    query = in_plain_words(_WHATS.sub(r"\1's", query), desk.language)
    hits = knowledge.search(query, language=desk.language, top=_WIDER, libraries=libraries, context=context)
    for bare_of in (_without_quantities, without_asides):
        if (not hits or (bare_of is without_asides and hits[0].score < _SURE)) and (
            bare := bare_of(query, desk.language)
        ) != query:
            found = knowledge.search(bare, language=desk.language, top=_WIDER, libraries=libraries, context=context)
            hits = found if not hits or (found and found[0].score > hits[0].score) else hits
    if not hits and (head := head_alone(without_asides(query, desk.language), desk.language)) != query:
        found = knowledge.search(head, language=desk.language, top=_WIDER, libraries=libraries, context=context)
        hits = found if found and found[0].score >= _SURE else hits
    return [hit for hit in hits if bears(query, hit)]


def _without_quantities(query: str, language: str) -> str:
    """A question without its lengths of time: "how do I deal with indexation over a 3 year term?"."""
    for fact in reversed([fact for fact in find_facts(query, language) if fact.kind == "duration"]):
        query = query[: fact.start].rstrip()
    return query


def sure_of(hits: Sequence[Any], query: str, language: str) -> bool:
    """Whether the first hit is plainly what the question is about: no other article comes near it, or its words do.

    Several articles that bear a question equally well may each miss it: enough to quote, not to price a case by.
    """
    if not hits:
        return False
    first = hits[0]
    rival = max((hit.score for hit in hits if hit.article != first.article), default=0.0)
    words = likeness(query, f"{first.title} {first.heading} {first.passage}", language)
    return bool(first.score - rival >= _AHEAD or words >= _ALIKE)


def _answered_last(desk: Desk) -> bool:
    """Whether the last turn answered a question: a question leans on such a one, not on a description of the case."""
    cited = {citation["article"] for citation in desk.turns[-1]["turn"]["citations"]} if desk.turns else set()
    return bool(cited & set(desk.answered))


def leans(query: str, language: str) -> bool:
    """Whether a question says too little of its own to be looked up alone: "which is better?", «а как их избежать?»."""
    return continues(query, language) and len(set(stems(query))) <= _OWN_TOPICS


def staying(hits: Sequence[Any], before: Sequence[str]) -> list[Any]:
    """The hits for a question that goes on: what was just spoken of leads unless something else is far likelier."""
    best = max((hit.score for hit in hits), default=0.0)
    here = [hit for hit in hits if hit.article in before and hit.score >= _STAYS * best]
    return [*here, *(hit for hit in hits if hit not in here)]


def passages_of(knowledge: Knowledge, article: str | None, language: str, query: str) -> list[Any]:
    """The passages of one article as hits, those that share most words with the query first."""
    if not article:
        return []
    try:
        found = knowledge.article(article, language)
    except KeyError:
        return []
    ranked = sorted(found.passages, key=lambda passage: -likeness(query, f"{passage.heading} {passage.text}", language))
    return [PassageHit(found, passage) for passage in ranked]


def with_direct_answer(knowledge: Knowledge, hits: Sequence[Any]) -> list[Any]:
    """The hits, and before an answered question's detail its direct answer, which such an article begins with: an FAQ's
    answer, a country's rate.
    """
    if not hits or hits[0].library != GUIDANCE:
        return list(hits)
    if hits[0].kind != "faq" and not hits[0].article.startswith("country-"):
        return list(hits)
    article = knowledge.article(hits[0].article, hits[0].language)
    direct = PassageHit(article, article.passages[0])
    direct.score = hits[0].score
    return [direct, *hits] if direct.passage != hits[0].passage else list(hits)
