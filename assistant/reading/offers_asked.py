"""Questions of an offer: "good?", «норм?» right after it, "is it cheaper than your figure?", «сколько выйдет у них?».

They ask for the verdict on the offer and its sum, and neither for a definition nor for the price of the estimate.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from assistant.reading.acts import Acts
from assistant.reading.facts import Fact
from assistant.reading.offer_people import prices_of_people
from assistant.reading.offers_known import named_at
from assistant.reading.offers_told import price_told
from assistant.reading.prices_of_others import price_of_another
from assistant.reading.quotes_revised import quotes_revised
from assistant.reading.result import Act
from assistant.reading.reworded import Told
from assistant.reading.scene import TextScene
from assistant.reading.word_lists import listed

_SHORT = 6  # words of a message that goes on from an offer
_LONGEST = 20  # words of a question of an offer
_GOING_ON = 12  # words of a message that may still be of the offer told before it
_LAST = 3  # messages it may go back over
_ASKING = frozenset({"ask", "estimate", "compare", "advise", "why_expensive", "quotes", "what_if"})
_OF_TIME = ("duration", "days")


def verdict_asked(scene: TextScene, acts: Acts, brief: Mapping[str, Any], earlier: Sequence[Told]) -> Acts:
    """The acts, or nothing but the question of the offer told along with it or before."""
    if (tried := price_of_another(scene, acts, brief)) is not None:
        return tried
    told = [fact for fact in scene.facts if price_told(scene, fact)] or prices_of_people(scene)
    if not any(act.kind == "what_if" for act in acts.acts):
        told = told or _prices_revised(scene, brief)
    if told:
        return _beside_offer(scene, acts, told, _vendor_words(brief))
    if brief.get("quotes") and (all_ways := _all_ways(scene, acts)) is not None:
        return Acts((*acts.acts, all_ways), acts.asked, acts.supposed)
    offers = len(brief.get("quotes") or ())
    if not offers or any(_of_more(scene, fact, offers, brief) for fact in scene.facts):
        return acts  # "which of the two?" of two offers counts them
    recent = _of_offers(brief, earlier)
    if offers > 1 and _ranked(scene, acts):
        ranked = {"sum": True, "table": True}
        return Acts((Act("quotes", scene.words[0].start, scene.words[-1].end, ranked),), (), ())
    if not (_asks_verdict(scene) and recent) and not _asks_sum(scene, acts, brief, recent):
        return acts
    detail: dict[str, Any] = {"verdict": True} if recent and _asks_verdict(scene) else {"sum": True}
    known = [quote for quote in brief.get("quotes") or () if isinstance(quote, Mapping)]
    named = sorted({i for _, i in named_at(scene, known)})
    if "sum" in detail and 0 < len(named) < offers:
        detail["offers"] = named
    return Acts((Act("quotes", scene.words[0].start, scene.words[-1].end, detail),), (), ())


def _ranked(scene: TextScene, acts: Acts) -> bool:
    """ "Rank all three again by cost per month", «сведите все три в таблицу»: an order to line them up."""
    words = {form for word in scene.words for form in (word.lower, *word.forms)}
    if len(scene.words) > _GOING_ON or any(act.kind in ("what_if", "advise") for act in acts.acts):
        return False
    together = words & (listed("all_offers") | listed("offers_together") | listed("of_several") | listed("offer_meant"))
    return bool(words & listed("set_in_order")) and bool(together)


def _of_more(scene: TextScene, fact: Fact, offers: int, brief: Mapping[str, Any]) -> bool:
    """A figure or a name of anything but time, the number of the offers, and the Riga of "Riga CX"."""
    if fact.kind in _OF_TIME or fact.value in (1, offers):
        return False
    known = [quote for quote in brief.get("quotes") or () if isinstance(quote, Mapping)]
    inside = {at for at, _ in named_at(scene, known)}
    return not (fact.kind in ("country", "channel") and any(at in scene.span(fact) for at in inside))


def _all_ways(scene: TextScene, acts: Acts) -> Act | None:
    """The offers too are to be compared: "and hiring five ourselves? compare all three"."""
    compared = [act for act in acts.acts if act.kind == "compare"]
    if not compared or any(act.kind == "quotes" for act in acts.acts):
        return None
    act = compared[-1]
    words = {word.lower for word in scene.words if act.start <= word.start < act.end}
    places = any(f.kind in ("country", "language", "channel") and act.start <= f.start < act.end for f in scene.facts)
    return Act("quotes", act.start, act.end, {"sum": True}) if words & listed("all_ways") and not places else None


def _prices_revised(scene: TextScene, brief: Mapping[str, Any]) -> list[Fact]:
    """The prices of known offers that the message tells anew: "Azul dropped to 10.40, is that better than Orion?"."""
    anew = quotes_revised(scene, brief, (), lambda at: True)
    places = [(change.start, change.end) for change in anew if change.op == "set"]
    return [fact for fact in scene.facts if (fact.start, fact.end) in places]


def _vendor_words(brief: Mapping[str, Any]) -> set[str]:
    """The words of which the names of the known vendors are made."""
    known = [quote for quote in brief.get("quotes") or () if isinstance(quote, Mapping)]
    return {part for quote in known for part in str(quote.get("vendor") or "").lower().split()}


def _beside_offer(scene: TextScene, acts: Acts, told: Sequence[Fact], vendors: set[str]) -> Acts:
    """The acts without the questions that only want to know what to think of the offers told in the message."""
    gone = []
    named = vendors | listed("offer_meant") | listed("offer_pointed_at") | listed("your_figure")
    for act in acts.acts:
        if act.kind not in _ASKING or act.kind == "quotes" or act.end < told[0].start:
            continue
        after = [fact.end for fact in told if act.start <= fact.start < act.end]
        words = [w for w in scene.words if max([act.start, *after]) <= w.start < act.end]
        if all(_of_verdict(scene, at) or w.lower in named for at, w in enumerate(scene.words) if w in words):
            gone.append(act)
    if not gone:
        return acts
    starts = {scene.sentence_of(_at(scene, act.start)).first for act in gone}
    kept = [act for act in acts.acts if act not in gone]
    if not any(act.kind == "quotes" for act in kept):
        kept.append(Act("quotes", told[0].start, told[-1].end, {}))
    asked, supposed = (
        tuple(span for span in spans if scene.sentence_of(span.first).first not in starts)
        for spans in (acts.asked, acts.supposed)
    )
    return Acts(tuple(sorted(kept, key=lambda act: act.start)), asked, supposed)


def _at(scene: TextScene, offset: int) -> int:
    return next((at for at, word in enumerate(scene.words) if word.end > offset), len(scene.words) - 1)


def _of_verdict(scene: TextScene, at: int) -> bool:
    """A word that may stand in a question of what to think of an offer, or in the unit of its price."""
    word = scene.words[at]
    plain = not word.is_word or word.lower in (
        listed("verdict_words") | listed("verdict_beside") | listed("offer_sums") | listed("offer_taken")
    )
    unit = any(
        m.family in ("offer_unit", "month_term", "offer_month") and m.first <= at <= m.last for m in scene.mentions
    )
    return plain or unit or scene.kind_at(at) in _OF_TIME


def _asks_verdict(scene: TextScene) -> bool:
    words = [word.lower for word in scene.words if word.is_word]
    said = set(words) & listed("verdict_words")
    asks = scene.text.rstrip().endswith("?") or set(words[:2]) & listed("verdict_led")
    beside = set(words) - listed("verdict_words") - listed("verdict_beside")
    return bool(said) and bool(asks) and not beside and len(words) <= _SHORT


def _asks_sum(scene: TextScene, acts: Acts, brief: Mapping[str, Any], recent: bool) -> bool:
    """A question of what a known offer comes to, or how it stands to the estimate, in such words and no others.

    It names the offer, its vendor or what it is set against; right after the offer it need not.
    """
    words = [word.lower for word in scene.words if word.is_word]
    if len(words) > _LONGEST or not any(act.kind in _ASKING for act in acts.acts):
        return False
    known = [quote for quote in brief.get("quotes") or () if isinstance(quote, Mapping)]
    named = {at for at, _ in named_at(scene, known)}
    vendors = _vendor_words(brief)
    named |= {at for at, word in enumerate(scene.words) if named and word.lower in vendors}
    said = set(words) - {own for before, own in pairwise(words) if before in listed("your_figure")}  # "your own figure"
    sums, against = said & listed("offer_sums_asked"), said & listed("your_figure")
    of_offer = bool(named) or bool(said & listed("offer_meant")) or bool(len(known) > 1 and said & listed("of_several"))
    if not sums or not (of_offer or (recent and (against or said & listed("offer_pointed_at")))):
        return False
    own = said & listed("own_side")
    if own and (not brief.get("in_house") or not (named or said & listed("offer_itself"))):
        return False
    more = (
        own
        | listed("of_several")
        | listed("your_own")
        | listed("offer_meant")
        | listed("your_figure")
        | listed("offer_pointed_at")
        | listed("offer_sums_asked")
    )
    return all(at in named or _of_verdict(scene, at) or word.lower in more for at, word in enumerate(scene.words))


def _of_offers(brief: Mapping[str, Any], earlier: Sequence[Told]) -> bool:
    """The last message told an offer, or asked about one told just before."""
    now: Mapping[str, Any] = brief
    for told in list(earlier)[:_LAST]:
        if now.get("quotes") != told.brief.get("quotes"):
            return True
        if len(told.text.split()) > _GOING_ON:
            return False
        now = told.brief
    return False
