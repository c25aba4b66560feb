"""What an estimate rests on, in the words of the guidance: which passages to look up for which case."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.builtin.talk import Talk
from assistant.jurisdictions import country_page
from assistant.quoting import likeness, sentences

MOST = 3
# A sentence that begins so leans on the one before it and cannot be quoted alone.
_LEANS = re.compile(
    r"(?:[-*•]\s+)?(?:this|that|these|those|it|they|he|she|both|another|"
    r"the (?:larger|smaller|same|other|former|latter|second|first)|"
    r"such|another|by another|but|and|so|then|there|here|"
    r"это|этот|эта|эти|он|она|они|оно|тот|та|те|такой|такая|такие|больш(?:ая|ий)|меньш(?:ая|ий)|"
    r"второй|первый|(?:по )?друг(?:ой|ая|ие|ой)|при этом|поэтому|но|и|зато|там|тогда|кроме (?:того|этого))\b",
    re.IGNORECASE,
)
# Nor one whose subject is a pronoun.
_POINTS = re.compile(r"(?:\S+\s+){0,3}(?:it|they|он|она|оно|они)\b", re.IGNORECASE)
_FIGURES = re.compile(r"\d")
_MARKUP = re.compile(r"^\s*(?:[-*+•]|\d+[.)])\s+|\*\*|__|`")


MARKET = "faq-hourly-rates"


def wants_market(talk: Talk) -> bool:
    """Whether a price was asked for and nothing is known to price: then the market's rates are the answer so far."""
    return "estimate" in talk.acts and not talk.known


@dataclass(frozen=True)
class Support:
    """A driver of the cost: the article that explains it, and when it matters.

    Its words are the phrases under `support.<key>`.
    """

    key: str
    article: str
    matters: Callable[[Mapping[str, Any]], bool]
    fields: tuple[str, ...]


SUPPORTS = (
    Support("round_the_clock", "factor-coverage-languages", lambda b: _hours(b) >= 20, ("coverage",)),
    Support("languages", "factor-coverage-languages", lambda b: len(b.get("languages", ())) > 1, ("languages",)),
    Support(
        "expertise", "factor-expertise", lambda b: b.get("support_level") in ("technical", "expert"), ("support_level",)
    ),
    Support("offshore", "factor-location", lambda b: b.get("location") in ("offshore", "nearshore"), ("location",)),
    Support("compliance", "practice-compliance", lambda b: bool(b.get("compliance")), ("compliance",)),
    Support("country", "factor-location", lambda b: bool(b.get("provider_countries")), ("provider_countries",)),
    Support("rate", MARKET, lambda _: True, ("provider_countries", "location", "agents")),
    Support("labour", "cost-labour", lambda _: True, ()),
    Support("coverage", "factor-coverage-languages", lambda b: 0 < _hours(b) < 20, ("coverage",)),
)


# What the rate and the rules cost is in the figures of the guidance; of the other drivers it tells the principle.
_WITH_FIGURES = frozenset({"rate", "compliance", "labour"})
# The article on each set of rules.
_RULES: Mapping[str, str] = {
    "hipaa": "faq-hipaa",
    "gdpr": "faq-gdpr",
    "pci_dss": "faq-pci-dss",
    "soc2": "faq-soc2-iso",
    "iso27001": "faq-soc2-iso",
    "ru_152fz": "faq-russia-personal-data",
}


def _hours(brief: Mapping[str, Any]) -> float:
    return float((brief.get("coverage") or {}).get("hours_per_day") or 0)


def relevant(talk: Talk) -> list[Support]:
    """The supports of this reply: for a first estimate the drivers of the case, later only those of what changed."""
    if (what_if := talk.one("compare")) and what_if.get("comparison"):
        return _for_fields(what_if["brief"], {change["path"].split(".")[0] for change in what_if["applied"]})[:1]
    result = talk.one("estimate_cost") or {}
    if not result.get("estimate"):
        return []
    if result.get("comparison"):
        return _for_fields(talk.known, {path.split(".")[0] for path in changed_paths(talk)})[:1]
    if result.get("told"):
        return []
    return [support for support in SUPPORTS if support.matters(talk.known)][:MOST]


def changed_paths(talk: Talk) -> list[str]:
    """The fields this turn has changed."""
    results = [*talk.results.get("note_facts", []), *talk.results.get("decide_what_if", [])]
    return [change["path"] for result in results for change in result.get("applied", [])]


def _for_fields(brief: Mapping[str, Any], fields: set[str]) -> list[Support]:
    return [support for support in SUPPORTS if fields & set(support.fields) and support.matters(brief)]


def article_of(support: Support, talk: Talk) -> str:
    """The article to quote: of the rate, the page of the provider's country, which gives the rate there."""
    if support.key == "compliance":
        return next((_RULES[rule] for rule in talk.known.get("compliance", ()) if rule in _RULES), support.article)
    if support.key != "rate":
        return support.article
    shown = (talk.one("compare") or {}).get("estimate") or talk.estimate or {}
    return country_page(shown.get("provider_country")) or support.article


def query_of(support: Support, talk: Talk) -> str:
    """What the sentence to quote should say."""
    there = support.key == "rate" and article_of(support, talk) != support.article
    key = "rate_there" if there else support.key
    return talk.words.say(f"support.{key}.query")


def support_calls(talk: Talk) -> list[tuple[str, dict[str, Any]]]:
    """The look-ups for what the estimate rests on."""
    return [
        ("search_knowledge", {"query": query_of(support, talk), "article": article_of(support, talk)})
        for support in relevant(talk)
    ]


def support_lines(talk: Talk) -> list[str]:
    """What the estimate rests on, each with its mark; nothing that an earlier reply has quoted."""
    lines, used = [], set()
    for support in relevant(talk):
        query = query_of(support, talk)
        found = bearing_sentence(talk.passages(query), query, talk.language, figures=support.key in _WITH_FIGURES)
        if found is None or found[0] in used or talk.said(found[0]):
            continue
        used.add(found[0])
        lines.append(f"- **{talk.words.say(f'support.{support.key}.label')}.** {found[0]} [{found[1]}]")
    return lines


def bearing_sentence(
    passages: list[Mapping[str, Any]], query: str, language: str, principles: bool = False, figures: bool = True
) -> tuple[str, int] | None:
    """The sentence among the passages that says most about the query, and the number of its passage.

    Without `figures`, none with figures: examples of other cases would stand beside the person's own. With
    `principles`, none either, and what an article begins with is preferred.
    """
    best: tuple[float, str, int] | None = None
    for rank, passage in enumerate(passages[:4]):
        for sentence in sentences(passage["text"]):
            if (
                "|" in sentence
                or _LEANS.match(sentence)
                or _POINTS.match(sentence)
                or len(sentence) < 40
                or sentence.endswith((":", "?"))
                or len(sentence) > 330
                or ((principles or not figures) and _FIGURES.search(sentence))
            ):
                continue
            score = likeness(query, sentence, language) - 0.05 * rank
            if principles and not passage.get("heading"):
                score += 0.3  # what an article begins with is its answer
            if best is None or score > best[0]:
                best = (score, plain(sentence), passage["number"])
    return (best[1], best[2]) if best else None


def plain(sentence: str) -> str:
    """A sentence of an article without its list marker and emphasis, closed with a full stop."""
    text = _MARKUP.sub("", sentence).strip().rstrip(";")
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "…")) else text + "."
