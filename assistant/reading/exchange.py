"""Exchange rates, and the currency to report in."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from assistant.reading.changes import set_field
from assistant.reading.facts import Fact
from assistant.reading.result import Change
from assistant.reading.roles import Role, Roles
from assistant.reading.scene import TextScene
from assistant.reading.sums import currency_named, money_amount
from assistant.reading.workload import tidy

_EQUAL = frozenset(
    {
        "=",
        "is",
        "equals",
        "worth",
        "as",
        "at",
        "equivalent",
        "makes",
        "gives",
        "buys",
        "costs",
        "equal",
        "are",
        "это",
        "равен",
        "равно",
        "—",
        "-",
        "to",
        "for",
        "per",
        "за",
        "стоит",
        "по",
        "about",
        "примерно",
        "около",
    }
)
_SIGNS = {"$": "USD", "€": "EUR", "₽": "RUB", "£": "GBP", "₸": "KZT", "₴": "UAH"}
_IN = frozenset({"в", "in", "во"})


def exchange(scene: TextScene, roles: Roles, brief: Mapping[str, Any]) -> list[Change]:
    """«доллар по 90»: the unit currency is the one named, the other the rouble unless the sum says otherwise."""
    found = _equations(scene)
    if found:
        return found
    for role in roles.of("exchange_rates"):
        amount, quoted = money_amount(role.fact)
        base = _named_currency(scene, role, quoted)
        quoted = quoted or ("RUB" if base != "RUB" and scene.language == "ru" else "")
        if base and quoted and base != quoted and amount > 0 and amount != 1:
            found.append(
                set_field(f"exchange_rates.{base}/{quoted}", tidy(amount) if amount >= 0.01 else amount, role.fact)
            )
    return found


def _equations(scene: TextScene) -> list[Change]:
    """ "1 euro = 1.08 dollars": two sums set equal, the first a unit of its currency."""
    found = []
    for one, other in equated(scene):
        (unit, base), (amount, quoted) = money_amount(one), money_amount(other)
        rate = tidy(amount / unit) if amount >= unit else amount / unit
        found.append(set_field(f"exchange_rates.{base}/{quoted}", rate, other))
    return found


def equated(scene: TextScene) -> list[tuple[Fact, Fact]]:
    """Pairs of sums in two currencies set equal."""
    found = []
    for one, other in pairwise([f for f in scene.facts if f.kind == "money"]):
        between = {w.lower for w in scene.words if one.end <= w.start and w.end <= other.start}
        (unit, base), (amount, quoted) = money_amount(one), money_amount(other)
        if base == quoted or not between or not between <= _EQUAL:
            continue
        if unit in (1, 100):
            found.append((one, other))
        elif amount in (1, 100):
            found.append((other, one))  # "18.20 pesos to one dollar"
    return found


def read_currency(scene: TextScene) -> list[Change]:
    """The currency to report in: "the currency is tenge", «считай в $»; a sum of money does not say it."""
    for mention in scene.mentions:
        if mention.family == "currency_cue":
            sentence = scene.sentence_of(mention.first)
            places = [at for at in range(mention.first, sentence.last + 1) if scene.fact_at[at] is None]
            code = currency_named(scene, places)
            if code:
                start, end = scene.words[mention.first].start, scene.words[sentence.last].end
                return [Change("set", "currency", code, start, end, scene.text[start:end])]
    for at, word in enumerate(scene.words):
        digits_follow = at + 1 < len(scene.words) and scene.words[at + 1].is_digits
        if word.text in _SIGNS and at and scene.words[at - 1].lower in _IN and not digits_follow:
            start, end = scene.words[at - 1].start, word.end
            return [Change("set", "currency", _SIGNS[word.text], start, end, scene.text[start:end])]
    return []


def _named_currency(scene: TextScene, role: Role, quoted: str) -> str:
    """The nearest currency named beside a rate that is not the one it is told in."""
    near = range(max(0, role.span.first - 8), min(len(scene.words), role.span.last + 6))
    outside = [at for at in near if at not in role.span]
    nearest = sorted(outside, key=lambda at: min(abs(at - role.span.first), abs(at - role.span.last)))
    named = [currency_named(scene, [at]) for at in nearest]
    return next((code for code in named if code and code != quoted), "")
