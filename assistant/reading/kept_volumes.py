"""Volumes the judge doubts though all else speaks for them: "12 agents of our own on £25k, 9,500 calls a month".

So does a clause of its own, ahead of an offer or of a question: "UK, 5,000 calls, the vendor asks 28 pence a minute".
"""

from collections.abc import Mapping
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.in_brief import volumes_in
from assistant.reading.opinion import Opinion
from assistant.reading.result import Change
from assistant.reading.scene import TextScene
from assistant.reading.told_ahead import told_ahead
from assistant.reading.word_lists import first_person
from assistant.reading.words import Word

_VOLUME = "contacts_per_month"
_OFFERED = ("vendor", "quote", "quote_from", "another_vendor")
_DOUBTED = 0.25  # how likely a volume must be to the judge that is left where the message tells of the own team
_DOUBTED_AHEAD = 0.1  # …the same of one told ahead of a question, or in another clause than an offer


def with_volumes_kept(
    scene: TextScene,
    opinion: Opinion,
    told: tuple[Change, ...],
    stated: tuple[Change, ...],
    brief: Mapping[str, Any],
) -> tuple[Change, ...]:
    """The changes with the one volume of the rules, told ahead of all else, beside the buyer's own team or an offer.

    Whoever tells both tells of one desk: of his own agents, and of what they handle; or of his work and its price.
    """
    own = any(c.path.startswith("in_house.") for c in stated)
    volumes = [c for c in told if c.path.endswith(_VOLUME) and c.op == "set"]
    known = volumes_in(brief) or _VOLUME in brief or any(c.path.endswith(_VOLUME) for c in stated)
    if known or len(volumes) != 1:
        return stated
    volume = volumes[0]
    fact = next((f for f in scene.facts if f.start == volume.start and f.kind in ("number", "volume")), None)
    if fact is None or not _of_contacts(scene, fact):
        return stated
    ahead = told_ahead(scene, fact)
    offered = any(c.path.startswith("quotes.") for c in stated)  # the price alone is what makes the judge doubt
    clause = scene.clause_of(scene.span(fact), _parts)
    apart = offered and not scene.has(clause, *_OFFERED)  # not "they handle 5,000 calls"
    least = _DOUBTED if own else 0.0 if offered and ahead else _DOUBTED_AHEAD
    likely = opinion.of(scene.span(fact)).get("volume", 0.0) >= least
    ours = offered and scene.words[max(0, scene.span(fact).first - 1)].lower in first_person()  # "our 13,000 calls"
    kept = likely and (ahead or ((own or apart or ours) and volume.path != _VOLUME))
    return (*stated, volume) if kept else stated


def _parts(word: Word) -> bool:
    """A sign between clauses."""
    return word.text in ",;:—–"


def _of_contacts(scene: TextScene, fact: Fact) -> bool:
    """Contacts are what the number counts, or the word right before it: «звонков 31 тысяча»."""
    head = scene.head(fact)[0]
    before = scene.ending_at(scene.span(fact).first - 1)
    return (head is not None and head.family == "contact") or any(m.family == "contact" for m in before)
