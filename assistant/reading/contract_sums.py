"""What a contract of public papers comes to, and for how long: "worth €63 million over seven years", «96 000 BYN на 12
месяцев», "the option year costs $318,000". The sum is spread over the months it is told for.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.reading.contract_terms_told import Term, stated_term, terms_told
from assistant.reading.facts import Fact
from assistant.reading.period_totals import periods_named
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.sums import dollars, money, money_amount
from assistant.reading.word_lists import first_person, listed

BUDGET, TERM = "budget_per_month", "contract_months"
_YEAR = 12
_WHOLE = 0.15  # of a month
_LEAST = 200  # dollars a month that support may cost
_RICHEST = 2_500_000  # …and the most
_LED = 6  # words from what leads to a sum to it
_NEAR = 4  # words between a sum and the word that leads to its term
_YEARLY = 250_000  # dollars a month that a budget told for no period seldom is
_BEHIND = 8  # words from a sum to what it is the cost of
_BESIDE = 9  # words from a word for what a contract comes to
_NOT_OURS = ("wage", "software", "sales", "own_price", "stock")
_PAIRED = 4.0  # how sure a sum is that has its term beside it
_PEOPLE = ("agent", "person")
_PATHS = ("in_house.salary_per_month", "in_house.hourly_wage")


def with_contract_sums(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with the term of the contract and its sum a month; a known budget stays where none is told anew."""
    term = stated_term(scene, changes)
    told = [c for c in changes if c.path != TERM or term is None]
    found = [*told, *([term.change] if term is not None else [])]
    found = [c for c in found if not (_times_prolonged(scene, c) or _too_rich(scene, c))]
    if BUDGET in brief and not any(c.path == BUDGET for c in changes):
        return found
    best = max(_sums(scene, found, term), key=lambda s: s[0], default=None)
    if best is None:
        return found
    sure, fact, months = best
    if sure >= _PAIRED and term is None and not any(c.path == BUDGET for c in changes):
        found += [t.change for t in terms_told(scene) if t.months == months][:1]
    months = float(round(months)) if abs(months - round(months)) < _WHOLE else months
    amount, currency = money_amount(fact)
    budget = Change("set", BUDGET, money(amount / months, currency), fact.start, fact.end, fact.text)
    return [*(c for c in found if c.path != BUDGET and not _over(c, fact)), budget]


def _times_prolonged(scene: TextScene, change: Change) -> bool:
    """«Один год (возможно возобновление три раза)»: how often a contract may be prolonged, no growth."""
    if change.path not in ("growth_percent", "peak_factor"):
        return False
    at = next((k for k, word in enumerate(scene.words) if word.end > change.start), 0)
    before = Span(max(scene.sentence_of(at).first, at - _NEAR), at)
    return scene.has(before, "prolongs")


def _too_rich(scene: TextScene, change: Change) -> bool:
    """A sum told for no period that nobody spends on support in a month: it is of a term that is not told."""
    if change.path != BUDGET or not isinstance(change.value, Mapping):
        return False
    fact = next((f for f in scene.facts if f.kind == "money" and f.start < change.end and change.start < f.end), None)
    amount, currency = change.value.get("amount"), str(change.value.get("currency") or "USD")
    if fact is None or fact.per is not None or not isinstance(amount, int | float):
        return False
    return amount == money_amount(fact)[0] and amount * dollars(currency) > _RICHEST


def _over(change: Change, fact: Fact) -> bool:
    """What else was made of the sum: pay, or the offer of somebody who only seems to make one."""
    same = change.start < fact.end and fact.start < change.end
    return same and (change.path in _PATHS or change.path.startswith("quotes."))


def _sums(scene: TextScene, changes: Sequence[Change], term: Term | None) -> Iterator[tuple[float, Fact, float]]:
    """Sums of money with how sure each is the contract's, and how many months it is for."""
    for fact in scene.facts:
        told = fact.kind == "money" and not fact.each and fact.per in (None, "year") and fact.bound != "at_least"
        if not told or not money_amount(fact)[1]:
            continue
        span = scene.span(fact)
        sentence = scene.sentence_of(span.first)
        near = Span(max(sentence.first, span.first - _BESIDE), min(sentence.last, span.last + _NEAR))
        taken = [c for c in changes if c.start < fact.end and fact.start < c.end]
        paid = any(c.path in _PATHS for c in taken) and scene.has(sentence, *_PEOPLE)
        if paid or scene.has(near, *_NOT_OURS) or any(_of_others(c, scene) for c in taken):
            continue
        months = _told_for(scene, fact, sentence, term, any(c.path == BUDGET for c in taken))
        if months and money_amount(fact)[0] * dollars(money_amount(fact)[1]) / months[1] >= _LEAST:
            yield months[0] + 0.5 * _for_the_centre(scene, span), fact, months[1]


def _of_others(change: Change, scene: TextScene) -> bool:
    """An offer of somebody named who asks for it, or a rate."""
    quoted = change.path.startswith("quotes.") and scene.has(Span(0, len(scene.words) - 1), "offer_said", "quote_from")
    return quoted or change.path.startswith("exchange_rates")


def _for_the_centre(scene: TextScene, span: Span) -> bool:
    """ "$2 million is for the call center"."""
    sentence = scene.sentence_of(span.first)
    after = Span(span.last + 1, min(sentence.last, span.last + _LED))
    led = after.first <= after.last and any(
        scene.words[at].lower in listed("lasting") for at in range(after.first, after.last + 1)
    )
    return led and bool({w.lower for w in scene.words[after.first : after.last + 1]} & listed("centre_words"))


def _told_for(
    scene: TextScene, fact: Fact, sentence: Span, term: Term | None, budget: bool
) -> tuple[float, float] | None:
    """How sure a sum is what the contract comes to, and the months it is for."""
    span = scene.span(fact)
    inside = [t for t in terms_told(scene) if t.span.first in sentence]
    summed = budget or _summed(scene, span)
    for told in inside if summed or _labelled(scene, span, sentence) else ():
        pair = fact.per is None and _after(scene, span, told.span)
        year = fact.per == "year" and round(told.months) == _YEAR  # "for one year at $24,200"
        if pair or ((fact.per is None or year) and _before(scene, span, told)):
            return _PAIRED, told.months
    if fact.per == "year" and (budget or _costs(scene, span, sentence)):
        return 3.0, _YEAR
    costs = budget or _costs(scene, span, sentence) or _for_the_centre(scene, span)
    if fact.per is None and costs and _of_a_year(scene, span, sentence):
        return 3.5, _YEAR
    if fact.per is None and not inside and _of_service_a_year(scene, fact, span, sentence):
        return 2.2, _YEAR
    if fact.per is None and summed and term is not None and _of_contract(scene, span, sentence):
        return 2.0, term.months
    return None


def _summed(scene: TextScene, span: Span) -> bool:
    """A word for what something comes to stands by the sum: worth, amount, cost, «стоимость», «на сумму»."""
    beside = {scene.words[at].lower for at in _beside(scene, span)}
    sentence = scene.sentence_of(span.first)
    served = scene.has(sentence, "contract", "services_run", "contact", "support") or scene.channels_within(sentence)
    of_services = {w.lower for w in scene.words[sentence.first : span.first]} & listed("served_words")
    return bool(beside & listed("sum_words")) or (bool(served or of_services) and _led(scene, span))


def _labelled(scene: TextScene, span: Span, sentence: Span) -> bool:
    """ "Cost of the call centre tender, for a 6 month period: R29 497 500": the sum of a line that is named so."""
    return scene.words[span.first - 1].text == ":" and any(
        word.lower in listed("sum_words") for word in scene.words[sentence.first : span.first]
    )


def _beside(scene: TextScene, span: Span) -> range:
    sentence = scene.sentence_of(span.first)
    return range(max(sentence.first, span.first - _BESIDE), min(sentence.last, span.last + _NEAR) + 1)


def _led(scene: TextScene, span: Span) -> bool:
    """ "At $24,200", «за 7,2 млн»."""
    return span.first > 0 and scene.words[span.first - 1].lower in listed("sum_led")


def _after(scene: TextScene, money_: Span, term: Span) -> bool:
    """ "€63 million over seven years", «96 000 BYN на 12 месяцев»: the term right behind the sum."""
    between = scene.words[money_.last + 1 : term.first]
    led = [at for at, word in enumerate(between) if word.lower in listed("lasting")]
    return money_.last < term.first and len(between) <= _BESIDE and bool(led) and led[0] <= _NEAR


def _before(scene: TextScene, money_: Span, term: Term) -> bool:
    """ "For a period of three years, in an amount not to exceed $281,460": the term led to or named, then the sum."""
    if term.span.last >= money_.first or not term.named:
        return False
    between = range(max(term.span.last + 1, money_.first - _LED), money_.first)
    led = {scene.words[at].lower for at in between} & (listed("sum_led") | listed("sum_words") | {":"})
    return bool(led)


def _costs(scene: TextScene, span: Span, sentence: Span) -> bool:
    """The service, and no person, costs the sum: "operating cost", "was budgeted", «лимит», «бюджет»."""
    last = min(sentence.last, span.last + _BEHIND)
    beside = {scene.words[at].lower for at in range(_beside(scene, span).start, last + 1)}
    if beside & listed("no_cost_words") or scene.has(Span(max(sentence.first, span.first - _LED), span.last), *_PEOPLE):
        return False
    of_centre = {scene.words[at].lower for at in range(sentence.first, span.first)} & listed("centre_words")
    return bool(beside & listed("service_costs")) or bool(of_centre and beside & listed("cost_verbs"))


def _of_a_year(scene: TextScene, span: Span, sentence: Span) -> bool:
    """The one year that the sentence names: "the option year", "for FY 2025", «на 2026 год», «по годам: … — …»."""
    if scene.has(sentence, "contract_year", "option_year"):
        return True
    inside = [p for p in periods_named(scene) if p.span.first in sentence]
    return bool(inside) and all(p.months == _YEAR for p in inside)


def _of_service_a_year(scene: TextScene, fact: Fact, span: Span, sentence: Span) -> bool:
    """ "The operating budget of the call center is $2.8 million": a budget of a public service is that of its year.

    A buyer who speaks of a budget of one's own speaks of a month.
    """
    beside = {scene.words[at].lower for at in _beside(scene, span)}
    said = {word.lower.replace("'s", "").replace("’s", "") for word in scene.words[sentence.first : sentence.last + 1]}
    amount, currency = money_amount(fact)
    rich = amount * dollars(currency) >= _YEARLY
    if not rich or not beside & listed("budget_names") or said & first_person() or beside & listed("no_cost_words"):
        return False
    return bool(said & (listed("centre_words") | listed("public_bodies")) or beside & listed("yearly_budgets"))


def _of_contract(scene: TextScene, span: Span, sentence: Span) -> bool:
    """The sum is named as that of the contract, in a sentence that speaks of it or in a line of its own; or as the
    amount that is not to be exceeded.
    """
    named = any(m.first in sentence for m in scene.inside(sentence, ("whole_sum", "contract")))
    label = scene.words[span.first - 1].text == ":" if span.first else False
    beside = {scene.words[at].lower for at in _beside(scene, span)}
    capped = bool(beside & listed("capped_words")) and bool(beside & listed("capped_sums"))
    return named or label or capped
