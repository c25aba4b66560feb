"""Two known offers whose prices were mixed up: said so, or each told with the price of the other."""

from collections.abc import Sequence

from assistant.reading.offers_pointed_at import Pointed, said
from assistant.reading.scene import TextScene
from assistant.reading.word_lists import listed


def mixed_up(scene: TextScene, known: int, pointed: Sequence[Pointed]) -> list[int]:
    """The numbers of the two offers to exchange; nothing where none are: "swap those two", «всё наоборот»."""
    pair = _crossed(pointed)
    figures = [f for f in scene.facts if f.kind in ("number", "money", "volume") and any(s.isdigit() for s in f.text)]
    asked = scene.text.rstrip().endswith("?") or any(word.lower in listed("if_words") for word in scene.words)
    if pair or figures or asked or not said(scene, "swapped"):
        return pair
    meant = sorted({i for each in pointed for i in each.offers} or set(range(known)))
    return meant if len(meant) == _PAIR and (pointed or _of_prices(scene)) else []


_PAIR = 2


def _of_prices(scene: TextScene) -> bool:
    """Offers or prices are spoken of, or nothing else that could be exchanged is."""
    spoken = any(w.forms & (listed("offer_nouns") | listed("offer_words")) for w in scene.words)
    return spoken or not (scene.channels or scene.facts)


def _crossed(pointed: Sequence[Pointed]) -> list[int]:
    """ "Acorn is the one at 2.80 and Birchline at 3.15": each of two named stands beside the price of the other."""
    named = [each for each in pointed if each.named and len(each.offers) == 1]
    prices = [each for each in pointed if each.price is not None]
    if len(named) != _PAIR or len(prices) != _PAIR:
        return []
    (one, first), (other, second) = zip(named, prices, strict=True)
    ordered = one.first < first.first < other.first < second.first
    crossed = one.offers == second.offers and other.offers == first.offers and one.offers != other.offers
    return [*one.offers, *other.offers] if ordered and crossed else []
