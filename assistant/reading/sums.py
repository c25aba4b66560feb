"""Sums of money as fields: amount and currency, pay by the hour or month, the budget of a month."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from assistant.reading.changes import set_field
from assistant.reading.concepts import Mention
from assistant.reading.facts import Fact
from assistant.reading.money import currency_at
from assistant.reading.money import words as money_words
from assistant.reading.places import of_own_business
from assistant.reading.rate_words import TIME_UNITS
from assistant.reading.rate_words import words as per_words
from assistant.reading.result import Change
from assistant.reading.roles import Role, middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed
from assistant.reading.workload import tidy
from tools.parameter import Parameters
from tools.places import currency_of

_DAY = 86_400
MONTH_SECONDS = 365 / 12 * _DAY
_LASTS_REACH = 10  # words between a sum and the time it is to last
_WHOLE_REACH = 2.5
_LEADERS_REACH = 4  # words from those who lead to what they are paid
_BESIDE_PEOPLE = 3  # words from people to the place where they work
_BESIDE = 5  # words between a sum and the name of its currency
YEAR_FROM = 15_000  # in dollars: pay named without a period and larger than this is a year's
_LEAST_PAID, _MOST_PAID = 15, 400  # thousands of roubles a month
MONTHLY = {"year": 1 / 12, "half_year": 1 / 6, "quarter": 1 / 3, "week": 52 / 12, "day": 5 * 52 / 12, "shift": 15}


def money_amount(fact: Fact) -> tuple[float, str]:
    """The amount and the currency of a sum; of a range the middle, and "" where no currency is said."""
    value = fact.value
    if isinstance(value, dict) and "currency" in value:
        return middle(value), str(value["currency"])
    if isinstance(value, dict) and isinstance(value.get("low"), dict):
        low, high = value["low"], value["high"]
        return (middle(low) + middle(high)) / 2, str(low.get("currency") or high.get("currency"))
    return middle(value), ""


def money(amount: float, currency: str) -> dict[str, Any]:
    """A sum as the brief holds it."""
    return {"amount": tidy(amount), "currency": currency}


@cache
def dollars(currency: str) -> float:
    """What one unit of a currency is worth, roughly; as much as a dollar where no rate is known."""
    rate = Parameters.load().get(f"fx.{currency}")
    return 1 / rate.typical if rate is not None else 1.0


def wage(scene: TextScene, role: Role, brief: Mapping[str, Any]) -> Change | None:
    """Pay per hour stays per hour; per year, week or day becomes per month; unnamed, the size tells month from year."""
    amount, currency = money_amount(role.fact)
    currency, detail = _currency(scene, currency, _in_known_pay(brief), role.span)
    place = str(brief.get("home_country") or "") or place_of_people(scene, role.span)
    if detail and place and not (brief.get("currency") or _in_known_pay(brief).get("currency")):
        currency = currency_of(place) or currency  # «9 операторов в Астане по 300 тысяч» are paid in tenge
    if (place or _only_country(scene)) == "BY" and currency == "RUB" and "₽" not in scene.text:
        currency = "BYN"  # the rouble there is the Belarusian one
    if _in_thousands(scene, role, currency, amount):
        amount *= 1000
    if role.cue is not None and role.fact.per != "hour" and _of_all(scene, role.cue, role.span):
        if not (people := _paid_together(scene, brief)):
            return None
        amount /= people
    per = role.fact.per or period_named(scene, role.span)
    size = amount * dollars(currency)
    if (
        per in ("hour",)
        or (per not in ("month", "year", "week", "day", "shift") and size < 60)
        or role.field == "hourly_wage"
    ):
        return set_field("in_house.hourly_wage", money(amount, currency), role.fact, detail)
    if per not in ("month", "year", "week", "day", "shift"):
        per = "year" if size > YEAR_FROM else "month"
    return set_field("in_house.salary_per_month", money(amount * MONTHLY.get(per, 1.0), currency), role.fact, detail)


def _only_country(scene: TextScene) -> str:
    """The one country a message names, where it is not said to be a provider's."""
    named = [fact for fact in scene.facts if fact.kind == "country"]
    of_others = any(scene.has(scene.sentence_of(scene.span(f).first), "vendor", "outsourced") for f in named)
    alone = len({str(fact.value) for fact in named}) == 1 and not of_others
    return str(named[0].value) if alone else ""


def place_of_people(scene: TextScene, span: Span) -> str:
    """The country where those work who are paid the sum, told right beside them; none of a provider or of a wish."""
    sentence = scene.sentence_of(span.first)
    if scene.has(Span(sentence.first, span.last), "vendor", "quote_from", "outsourced", "wanted"):
        return ""
    people = [m for m in scene.nouns if m.family in ("agent", "person") and sentence.first <= m.first < span.first]
    told = [f for f in scene.facts if f.kind == "country" and scene.span(f).first in sentence]
    beside = [f for f in told if any(0 < scene.span(f).first - m.last <= _BESIDE_PEOPLE for m in people)]
    return str(beside[-1].value) if beside else ""


def of_leaders(scene: TextScene, span: Span) -> bool:
    """ "Plus 3 team leaders at 36k", «3 супервайзера по 95»: the pay of those who lead is no agent's."""
    before = range(max(scene.sentence_of(span.first).first, span.first - _LEADERS_REACH), span.first)
    led = [
        at for at in before if scene.words[at].lower in listed("leaders") or scene.words[at].forms & listed("leaders")
    ]
    agents = [m for m in scene.mentions if m.family == "agent" and m.first in before]
    return bool(led) and not any(m.first > led[-1] for m in agents)


def _in_known_pay(brief: Mapping[str, Any]) -> Mapping[str, Any]:
    """The brief with the currency in which pay was told before, unless it names one."""
    own = brief.get("in_house")
    sums = [own.get(key) for key in ("salary_per_month", "hourly_wage")] if isinstance(own, Mapping) else []
    told = [pay["currency"] for pay in sums if isinstance(pay, Mapping) and pay.get("currency")]
    return {"currency": told[0], **brief} if told else brief


def _of_all(scene: TextScene, cue: Mention, span: Span) -> bool:
    """A payroll, and not «ФОТ на одного»."""
    between = scene.words[cue.last + 1 : span.first]
    return bool(scene.words[cue.first].forms & listed("payroll")) and not any(
        w.lower in listed("per_head") for w in between
    )


def _paid_together(scene: TextScene, brief: Mapping[str, Any]) -> float:
    """How many share a payroll: those the text counts, else the team of the brief; 0 where nobody is counted."""
    counted = [f for f in scene.facts if f.kind == "number" and not f.unit]
    people = [f for f in counted if (head := scene.head(f)[0]) is not None and head.family in ("agent", "person")]
    team = brief.get("in_house")
    known = team.get("agents") if isinstance(team, Mapping) else None
    return middle(people[-1].value) if people else float(known) if isinstance(known, int | float) else 0.0


def _in_thousands(scene: TextScene, role: Role, currency: str, amount: float) -> bool:
    """«Оклад 48», «зарплата у всех по 60»: roubles a month are told in thousands where nothing names them."""
    bare = role.fact.kind == "number" and role.fact.per is None and currency == "RUB"
    return bare and _LEAST_PAID <= amount <= _MOST_PAID and not role.fact.unit


def currency_assumed(scene: TextScene, brief: Mapping[str, Any]) -> str:
    """The currency of a sum said without one."""
    return _currency(scene, "", brief)[0]


def currency_named(scene: TextScene, places: Iterable[int]) -> str:
    """The first currency named at these places, or an empty string."""
    currencies = money_words().currencies.single()
    token_at = {token.start: i for i, token in enumerate(scene.tokens)}
    for at in places:
        whole = currency_at(scene.tokens, token_at.get(scene.words[at].start, len(scene.tokens)))
        if whole and whole[1] - token_at[scene.words[at].start] > 1:
            return whole[0]  # «белорусские рубли»
        for form in sorted(scene.words[at].forms):
            if form in currencies:
                return currencies[form]
    return ""


def _currency(
    scene: TextScene, stated: str, brief: Mapping[str, Any], span: Span | None = None
) -> tuple[str, dict[str, Any]]:
    """The currency stated or named beside; else of the brief, other sums or the country; else assumed."""
    if stated:
        return stated, {}
    if span is not None and (beside := _named_beside(scene, span)):
        return beside, {}
    if isinstance(brief.get("currency"), str):
        return str(brief["currency"]), {}
    others = [money_amount(f)[1] for f in scene.facts if f.kind == "money"]
    if not others and span is not None:  # "thirty thousand a month is what the board gave me, euros that is"
        sentence = scene.sentence_of(span.first)
        others.append(currency_named(scene, range(span.last + 1, sentence.last + 1)))
    others += [m.value for m in scene.labels if m.family == "currency"]
    others += [currency_of(home)] if (home := _home(scene, brief)) else []
    others = [code for code in others if code]
    return (others[0] if others else "RUB" if scene.language == "ru" else "USD"), {"assumed": "currency"}


def _home(scene: TextScene, brief: Mapping[str, Any]) -> str:
    """The country of the customers, told before or with the buyer's own trade: "a dental clinic in Leeds"."""
    told = [str(f.value) for f in scene.facts if f.kind == "country" and of_own_business(scene, scene.span(f))]
    return str(brief.get("home_country") or (told[0] if told else ""))


def _named_beside(scene: TextScene, span: Span) -> str:
    """«Бюджет в евро: 18 500», "40k a month, dollars": a currency of the sentence that is of no other sum."""
    sentence = scene.sentence_of(span.first)
    near = range(max(sentence.first, span.first - _BESIDE), min(sentence.last, span.last + _BESIDE) + 1)
    free = [at for at in near if scene.fact_at[at] is None]
    return currency_named(scene, sorted(free, key=lambda at: min(abs(at - span.first), abs(at - span.last))))


@cache
def _periods() -> dict[str, str]:
    """Words for periods in all languages with the period each names."""
    spoken = {**per_words().units.single(), **per_words().adverbs.single()}
    return {form: unit for form, unit in spoken.items() if unit in TIME_UNITS and len(form) > 1}


def period_named(scene: TextScene, span: Span) -> str | None:
    """A period said by an adverb beside the sum: "annually", «в месяц»."""
    sentence = scene.sentence_of(span.first)
    ahead = range(span.last + 1, min(span.last + 4, sentence.last + 1))
    behind = (at for at in range(sentence.first, span.first) if scene.words[at].lower in listed("yearly_adjectives"))
    for at in (*ahead, *behind):
        if at < span.first:
            return "year"
        for form in scene.words[at].forms:
            if form in _periods():
                return _periods()[form]
    return None


def monthly(scene: TextScene, fact: Fact, brief: Mapping[str, Any], term: float | None = None) -> dict[str, Any] | None:
    """A budget per month; one "up to" a sum is that sum.

    `term` is how many months the contract runs: the price of the whole contract is spread over them, and None where
    nobody told them.
    """
    amount, stated = money_amount(fact)
    known = brief.get("budget_per_month")
    spoken = {"currency": known["currency"], **brief} if isinstance(known, Mapping) and "currency" in known else brief
    currency, _ = _currency(scene, stated, spoken, scene.span(fact))
    if fact.bound == "at_most" and isinstance(fact.value, dict) and isinstance(fact.value.get("high"), int | float):
        amount = float(fact.value["high"])
    span = scene.span(fact)
    if fact.per is None and (months := _months_covered(scene, span)):
        return money(amount / months, currency)
    if fact.per is None and period_named(scene, span) is None and _of_whole_contract(scene, span):
        return money(amount / term, currency) if term else None
    period = fact.per or period_named(scene, span) or _year_before(scene, span)
    factor = {"year": 1 / 12, "week": 52 / 12, "quarter": 1 / 3, "half_year": 1 / 6, "day": 30.4}.get(period or "", 1.0)
    return money(amount * factor, currency)


def _year_before(scene: TextScene, span: Span) -> str | None:
    """ "The budget for the first contract year is capped at 1,320,000": a year named between the budget and the sum."""
    sentence = scene.sentence_of(span.first)
    first = max(sentence.first, span.first - _LASTS_REACH)
    return "year" if scene.has(Span(first, span.first), "contract_year") else None


def _of_whole_contract(scene: TextScene, span: Span) -> bool:
    """ "Contract value: 2,160,000", «цена договора»: what all the months of the contract come to."""
    sentence = scene.sentence_of(span.first)
    return any(m.first in sentence for _, m in scene.around(span, ("whole_sum",), _WHOLE_REACH))


def limit_agreed(scene: TextScene, change: Change) -> bool:
    """ "If it fits into $9,000 a month, I can sign": the condition names a limit that is meant, and asks nothing."""
    at = next((k for k, word in enumerate(scene.words) if word.start <= change.start < word.end), None)
    if change.path != "budget_per_month" or at is None or scene.text.rstrip().endswith("?"):
        return False
    return any(m.family == "limit" and m.first <= at <= m.last for m in scene.mentions)


def _months_covered(scene: TextScene, span: Span) -> float:
    """ "1,080,000 over a contract of 24 months": how long the sum is to last, in months; 0 where it is not said."""
    sentence = scene.sentence_of(span.first)
    for fact in scene.facts:
        at = scene.span(fact).first
        if fact.kind == "duration" and fact.unit in ("month", "year") and at in sentence and at > span.last:
            between = [scene.words[k] for k in range(span.last + 1, at)]
            led = any(word.lower in listed("lasting") for word in between)
            if led and len(between) <= _LASTS_REACH and all(word.is_word for word in between):
                return middle(fact.value) / MONTH_SECONDS
    return 0.0
