"""Exchange rates, and the currency to report in."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from assistant.reading.changes import set_field
from assistant.reading.concepts import Mention
from assistant.reading.currency_names import codes
from assistant.reading.facts import Fact
from assistant.reading.hints import currencies
from assistant.reading.result import Change
from assistant.reading.roles import Role, Roles, middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.sums import currency_named, money_amount
from assistant.reading.word_lists import listed
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
_LONGEST_WISH = 12  # words that ask for a currency and for nothing else
_IN = frozenset({"в", "in", "во"})


def exchange(scene: TextScene, roles: Roles, brief: Mapping[str, Any]) -> list[Change]:
    """«доллар по 90»: the unit currency is the one named, the other the rouble unless the sum says otherwise."""
    found = [*_pairs(scene), *_equations(scene)]
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
    return found or _of_a_unit(scene, brief)


def with_rates_of_a_unit(
    scene: TextScene, told: Sequence[Change], kept: Sequence[Change], brief: Mapping[str, Any]
) -> list[Change]:
    """The changes kept with the rates told by a unit of a currency: "84 to the dollar" can be nothing else.

    Nor can what is told of a currency itself: "a dollar costs 94 roubles", «евро стоит сто рублей».
    """
    sure = [(c.path, c.value) for c in (*_of_a_unit(scene, brief), *_pairs(scene))]
    sure += [(c.path, c.value) for c in told if c.path.startswith(_RATES) and _priced_currency(scene, c)]
    back = [*kept, *(c for c in told if (c.path, c.value) in sure and c not in kept)]
    for fact in scene.facts:  # "could you work it out at 83 rupees to the dollar?" tells it too
        rate = _sum_for_a_unit(scene, fact) if fact.kind == "money" and not fact.per else None
        if rate and all(c.path != rate[0] for c in back):
            back.append(set_field(*rate, fact))
    return back


def _priced_currency(scene: TextScene, change: Change) -> bool:
    """A currency stands before the sum that is told in another, no more than a word of being between them."""
    first = next((at for at, word in enumerate(scene.words) if word.end > change.start), 0)
    at = first - 1
    while at > 0 and scene.words[at].lower in _EQUAL:
        at -= 1
    base = change.path.removeprefix(_RATES).split("/")[0]
    return 0 <= at < first - 1 and currency_named(scene, [at]) == base


_RATES = "exchange_rates."
_SUM_BESIDE = 4  # words between a sum and a currency told after it, which is its own
_LINKS = 3  # words between a rate and the currency it is of: "84 to the dollar", "3.67 to the US dollar"


def _of_a_unit(scene: TextScene, brief: Mapping[str, Any]) -> list[Change]:
    """ "In rupees, at 84 to the dollar", "rubles per dollar: 92": a number by a unit of one currency, in another."""
    found = []
    for fact in scene.facts:
        if fact.kind == "money" and not fact.per and (told := _sum_for_a_unit(scene, fact)):
            found.append(set_field(*told, fact))
        if fact.kind != "number" or fact.unit or scene.head(fact)[0]:
            continue
        span, amount = scene.span(fact), middle(fact.value)
        base, at = _unit_after(scene, span.last)
        if not base:
            base, at = _unit_before(scene, span.first)
        quoted = _other_currency(scene, base, at, brief) if base else ""
        if quoted and amount > 0 and amount != 1:
            found.append(set_field(f"exchange_rates.{base}/{quoted}", tidy(amount), fact))
    return found


def _sum_for_a_unit(scene: TextScene, fact: Fact) -> tuple[str, float] | None:
    """ "83 rupees to the dollar", «450 тенге за доллар»: a sum in one currency for a unit of another."""
    base, _ = _unit_after(scene, scene.span(fact).last)
    amount, quoted = money_amount(fact)
    if not base or not quoted or base == quoted or amount <= 0 or amount == 1:
        return None
    return f"{_RATES}{base}/{quoted}", tidy(amount) if amount >= 0.01 else amount


def _unit_after(scene: TextScene, last: int) -> tuple[str, int]:
    """The currency after "to the" or «за»: 88 for a dollar."""
    led = False
    for at in range(last + 1, min(len(scene.words), last + 2 + _LINKS)):
        word = scene.words[at].lower
        if led and (code := currency_named(scene, [at])):
            return code, at
        if word not in listed("rate_links") | listed("definite") | listed("indefinite") | listed("of_the_us"):
            break
        led = led or word in listed("rate_links")
    return "", 0


def _unit_before(scene: TextScene, first: int) -> tuple[str, int]:
    """The last of "rubles per dollar" right before the number."""
    at = first - 1
    while at > 0 and not scene.words[at].is_word:
        at -= 1
    pair = at > 1 and scene.words[at - 1].lower in listed("rate_links") and currency_named(scene, [at - 2])
    if pair:
        return currency_named(scene, [at]), at
    equal = at
    while equal > 0 and scene.words[equal].lower in _EQUAL:
        equal -= 1
    set_equal = equal < at and scene.fact_at[equal] is None and currency_named(scene, [equal])
    return (set_equal, equal) if set_equal else ("", 0)  # "the dollar is 92 for us"


def _other_currency(scene: TextScene, base: str, at: int, brief: Mapping[str, Any]) -> str:
    """The currency a rate is told in: the nearest other one of the text, else the brief's where a rate is named."""
    places = sorted(range(len(scene.words)), key=lambda place: abs(place - at))
    named = [code for place in places if (code := currency_named(scene, [place])) and code != base]
    known = str(brief.get("currency") or "")
    rates = any(m.family == "rate" for m in scene.mentions)
    return named[0] if named else known if rates and known != base else ""


def _equations(scene: TextScene) -> list[Change]:
    """ "1 euro = 1.08 dollars": two sums set equal, the first a unit of its currency."""
    found = []
    for one, other in equated(scene):
        (unit, base), (amount, quoted) = money_amount(one), money_amount(other)
        rate = tidy(amount / unit) if amount >= unit else amount / unit
        found.append(set_field(f"exchange_rates.{base}/{quoted}", rate, other))
    return found


def _pairs(scene: TextScene) -> list[Change]:
    """ "GBP/USD 1.27", "USD/KZT = 480", «EUR-RUB: 92,5»: two codes and how many of the second one of the first is."""
    found, words = [], scene.words
    for at in range(len(words) - 3):
        base, quoted = words[at].text, words[at + 2].text
        if words[at + 1].text not in _PAIRED or not {base, quoted} <= codes() or base == quoted:
            continue
        first = at + 3 + (words[at + 3].text in _EQUATES)
        fact = scene.fact_at[first] if first < len(words) and words[first].is_digits else None
        if fact is None or fact.kind not in ("number", "money") or fact.per:
            continue
        amount = money_amount(fact)[0]
        if amount > 0 and amount != 1:
            found.append(set_field(f"{_RATES}{base}/{quoted}", tidy(amount) if amount >= 0.01 else amount, fact))
    return found


_PAIRED = frozenset("/-–")
_EQUATES = frozenset("=:–—-")


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


def read_currency(scene: TextScene, brief: Mapping[str, Any]) -> list[Change]:
    """The currency to report in: "the currency is tenge", «считай в $»; a sum of money does not say it."""
    home = "" if brief.get("currency") else str(brief.get("home_country") or "")  # «в рублях» after Belarusian ones
    rates = [m for m in scene.mentions if m.family == "rate"]
    # "What rate to the dollar did you take?" wishes for no dollars.
    named = [m for m in currencies(scene, home) if not any(r.first <= m.first <= r.last for r in rates)]
    for mention in scene.mentions:
        if mention.family == "currency_cue":
            sentence = scene.sentence_of(mention.first)
            code = next((m.value for m in named if mention.first <= m.first <= sentence.last), "")
            code = code or next((m.value for m in named if m.first in sentence and _only_wished(scene, m)), "")
            if code:
                start, end = scene.words[mention.first].start, scene.words[sentence.last].end
                return [Change("set", "currency", code, start, end, scene.text[start:end])]
    for mention in named:
        if _asked_for(scene, mention):
            start, end = scene.words[mention.first].start, scene.words[mention.last].end
            return [Change("set", "currency", mention.value, start, end, scene.text[start:end])]
    for at, word in enumerate(scene.words):
        digits_follow = at + 1 < len(scene.words) and scene.words[at + 1].is_digits
        if word.text in _SIGNS and at and scene.words[at - 1].lower in _IN and not digits_follow:
            start, end = scene.words[at - 1].start, word.end
            return [Change("set", "currency", _SIGNS[word.text], start, end, scene.text[start:end])]
    return []


def wishes_currency(scene: TextScene, span: Span) -> bool:
    """Whether the words ask for nothing but a currency to report in: "can you do dollars?", «а драмами можете?»."""
    words = [scene.words[at].lower for at in range(span.first, span.last + 1)]
    if len(words) > _LONGEST_WISH or not set(words) & listed("currency_wishes"):
        return False
    return any(m.first in span and _only_wished(scene, m) for m in currencies(scene, ""))


def _only_wished(scene: TextScene, mention: Mention) -> bool:
    """Nothing but a wish for it stands beside a currency in its clause: "use US dollars please", «сом как валюта»."""
    sentence = scene.sentence_of(mention.first)
    first, last = mention.first, mention.last
    while first > sentence.first and _said(scene, first - 1):
        first -= 1
    while last < sentence.last and _said(scene, last + 1):
        last += 1
    beside = [at for at in range(first, last + 1) if at not in Span(mention.first, mention.last)]
    return bool(beside) and all(_of_wish(scene, at) for at in beside)


def _said(scene: TextScene, at: int) -> bool:
    """A word or a number, and no sign at which a clause ends: "the dollar is 95 roubles" wishes for nothing."""
    return scene.words[at].is_word or scene.words[at].is_digits


def _of_wish(scene: TextScene, at: int) -> bool:
    word = scene.words[at]
    cue = any(m.family == "currency_cue" and m.first <= at <= m.last for m in scene.mentions)
    return cue or (scene.fact_at[at] is None and word.lower in listed("currency_wishes"))


def _asked_for(scene: TextScene, mention: Mention) -> bool:
    """A currency of no sum that is led to, "in Czech crowns", «в тугриках», told by itself, "…, EUR.", or wished."""
    if _only_wished(scene, mention):
        return True
    sentence = scene.sentence_of(mention.first)
    before = mention.first - 1
    if before >= sentence.first and scene.words[before].lower in _IN:
        return True
    after = mention.last + 1
    begins = before < sentence.first or scene.words[before].text in ",;:"
    ends = after > sentence.last or scene.words[after].text in ",;."
    told = any(scene.kind_at(at) == "money" for at in range(max(0, before - _SUM_BESIDE), before + 1))
    return begins and ends and not told  # "40k a month, dollars"


def _named_currency(scene: TextScene, role: Role, quoted: str) -> str:
    """The nearest currency named beside a rate that is not the one it is told in."""
    near = range(max(0, role.span.first - 8), min(len(scene.words), role.span.last + 6))
    outside = [at for at in near if at not in role.span]
    nearest = sorted(outside, key=lambda at: min(abs(at - role.span.first), abs(at - role.span.last)))
    named = [currency_named(scene, [at]) for at in nearest]
    return next((code for code in named if code and code != quoted), "")
