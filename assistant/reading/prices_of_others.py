"""A price that somebody else pays or was told, and the question what it would be here: "a mate pays 45p a minute".

It is no offer to the buyer, so that nothing is taken into the brief: it is only set against the known workload.
"""

from collections.abc import Mapping
from typing import Any

from assistant.reading.acts import Acts
from assistant.reading.asides import asides
from assistant.reading.facts import Fact
from assistant.reading.in_brief import volumes_in
from assistant.reading.offer_units import quote_of, unit_told
from assistant.reading.result import Act
from assistant.reading.scene import TextScene
from assistant.reading.word_lists import listed

_REPLACED = frozenset({"ask", "estimate", "compare", "why_expensive", "quotes", "what_if", "advise", "off_topic"})
_UNITS = ("hour", "minute", "contact", "agent", "call", "ticket", "email", "chat", "message")


def price_of_another(scene: TextScene, acts: Acts, brief: Mapping[str, Any]) -> Acts | None:
    """The acts with the question of what such a price comes to here, or None where nothing like it is told."""
    if not (volumes_in(brief) or brief.get("agents") or (brief.get("in_house") or {}).get("agents")):
        return None
    prices = [fact for fact in scene.facts if _by_unit(scene, fact)]
    if len(prices) != 1 or not _of_another(scene, prices[0]):
        return None
    asked = "?" in scene.text or any(act.kind in _REPLACED for act in acts.acts)
    if not asked:
        return None
    start = scene.words[scene.sentence_of(scene.span(prices[0]).first).first].start
    kept = [act for act in acts.acts if act.kind not in _REPLACED or act.end <= start]
    detail = {"tried": quote_of(scene, prices[0])}
    return Acts((*kept, Act("quotes", start, scene.words[-1].end, detail)), acts.asked, acts.supposed)


def _by_unit(scene: TextScene, fact: Fact) -> bool:
    return fact.kind == "money" and (fact.each is not None or fact.per in _UNITS or bool(unit_told(scene, fact)))


def _of_another(scene: TextScene, price: Fact) -> bool:
    """Somebody else is spoken of before the price in its sentence, and what he pays or was told."""
    first = scene.span(price).first
    if any(first in span for span in asides(scene)):
        return True
    before = scene.words[scene.sentence_of(first).first : first]
    others = any(word.forms & (listed("acquaintances") | listed("others_who_pay")) for word in before)
    return others and any(word.lower in listed("pays_others") for word in before)
