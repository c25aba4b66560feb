"""What a quantity can hardly be about, though its words would allow it: the doubts that keep a role from being taken.

A long message tells much besides: seats of an arena, reviews on a map, prices of breakfasts, a call that lasted forty
minutes. A figure that nothing ties to a field is none there, while in a short message the same would be plain.
"""

import re
from itertools import pairwise

from assistant.reading.concepts import Mention
from assistant.reading.facts import Fact
from assistant.reading.frames import Role, middle
from assistant.reading.heads import head
from assistant.reading.labelled import of_another_label
from assistant.reading.positions import PlacedText
from assistant.reading.sentences import Span
from assistant.reading.word_lists import listed
from assistant.reading.words import is_past

_MOST_PEOPLE = 1000  # of whom nothing but "people" is said
_MOST_TOGETHER = 15  # of "us", all in support
_FEWEST = 15
_TEN = 10  # "two requests came in": fewer than so many, and of no period, are no workload
_YEAR = re.compile(r"19[5-9]\d|20(?:0[1-9]|[1-4]\d)")  # 2000 is rather a round number
_FEW_ASKED = 100  # "questions" fewer than these, and of no period, are what somebody asks
_LIST = 6  # words between reviews and a neighbour of their list
_STORY = 25  # words of a message that tells something besides
_NO_CONTEXT = 1.0  # cost of a role that none of its contexts stands by
_LOOSE = 0.6  # cost of a role whose cue stands some way off
_SMALL_MONEY = ("UZS", "VND", "IDR", "KRW", "IRR", "LBP", "COP", "KHR", "MMK")  # thousands to a dollar
_RICHEST_BUDGET, _POOREST_BUDGET = 40_000_000, 20  # dollars that support may cost in a year, and in a month
_WHOLE = 100
_RICHEST = 250_000  # dollars a year that nobody who answers customers is paid
_LABEL = 3  # words of a label before a dash
_SERVING = ("answer", "attend", "copes", "support", "contact", "wanted", "wish", "talk")
_PRICED = (
    "budget",
    "budget_label",
    "budget_weak",
    "wage",
    "quote",
    "vendor",
    "offer_unit",
    "offer_month",
    "agent",
    "pricing_cue",
    "firm_named",
    "another_vendor",
)


def improbable(scene: PlacedText, role: Role) -> bool:
    """True where a quantity is rather about nothing known than about the field of its role."""
    return _FIELDS[role.field](scene, role) if role.field in _FIELDS else False


def counted_reviews(scene: PlacedText, first: int) -> bool:
    """ "More than two thousand reviews", «3160 отзывов»: so many there are by now, none are to be answered.

    `first` is where the word for reviews stands; with a period, "40 reviews a week", they come in.
    """
    before = scene.fact_at[first - 1] if first else None
    before = before or (scene.fact_at[first - 2] if first > 1 else None)  # "92 percent positive reviews"
    before = before or _told_after(scene, first)
    if not scene.words[first].forms & listed("reviews") or before is None or before.kind not in ("number", "percent"):
        return False
    sentence = scene.sentence_of(first)
    beside = Span(max(sentence.first, first - _LIST), min(sentence.last, first + _LIST))
    coming = any(fact.kind == "volume" for fact in scene.facts_within(beside))
    headed = scene.has(Span(beside.first, first), "period_head", "year_head")
    return not coming and not headed and not scene.has(sentence, "answer", "attend")


def _told_after(scene: PlacedText, first: int) -> Fact | None:
    """«Отзывов на площадках больше 12 тысяч»: the number behind the word, no sign between."""
    for at in range(first + 1, min(scene.sentence_of(first).last, first + _LIST) + 1):
        if scene.fact_at[at] is not None or not scene.words[at].is_word:
            return scene.fact_at[at]
    return None


def _contacts(scene: PlacedText, role: Role) -> bool:
    """A small number that only stands near a name of contacts is no volume of them, nor is the one of "one message"."""
    fact = role.fact
    if fact.kind == "volume" and fact.value["per"] in ("hour", "minute"):
        return _borne(scene, role)
    if fact.kind == "volume" and fact.value["per"] == "year" and fact.value["value"] == 1:
        return True  # "twice the current one next year"
    if fact.kind != "number":
        return False
    if _band(scene, role):
        return True
    if middle(fact.value) < _FEW_ASKED and _asks(scene, role):
        return True  # "they have 29 questions about saddles"
    if role.cue is not None and role.cue.value == "social" and counted_reviews(scene, role.cue.first):
        return True
    if role.cost > 0.1 and _YEAR.fullmatch(fact.text):
        return True  # "the workload for 2026"
    few = fact.per is None and role.cue is not None and role.cue.concept == "contact._" and middle(fact.value) < _TEN
    return middle(fact.value) == 1 or few or (role.cost > 0.1 and middle(fact.value) < _FEWEST)


def _borne(scene: PlacedText, role: Role) -> bool:
    """ "Must be able to handle up to 50 calls per hour": what a line is to withstand, where its hours are rare."""
    sentence = scene.sentence_of(role.span.first)
    before = Span(max(sentence.first, role.span.first - 2 * _LIST), min(sentence.last, role.span.last + 2))
    return scene.has(before, "capacity")


def _band(scene: PlacedText, role: Role) -> bool:
    """ "Up to 5,000 contacts – EUR 3.90": a step of a price list."""
    last = max(role.span.last, role.cue.last if role.cue is not None else 0)
    ahead = range(last + 1, min(len(scene.words), last + 4))
    at = next((k for k in ahead if scene.kind_at(k) == "money"), None)
    return at is not None and any(scene.words[k].text in "—–-:=" for k in range(last + 1, at))


def _asks(scene: PlacedText, role: Role) -> bool:
    named = role.cue is not None and role.cue.concept == "contact._"
    return named and bool(role.cue and scene.words[role.cue.last].forms & listed("asked_things"))


def _agents(scene: PlacedText, role: Role) -> bool:
    """ "Stands with 960 seats", «на каждые 15 операторов»: in a story people wanted have a word of wanting by them."""
    if (
        role.cue is not None
        and role.cue.family == "person"
        and role.cue.first in role.span
        and _of_vendors(scene, role)
    ):
        return True
    last = max(role.span.last, role.cue.last if role.cue is not None else 0)
    if _too_many(role):
        return True  # «учатся семь с половиной тысяч человек»
    if _for_so_many(scene, role) or _of_others(scene, role):
        return True
    led = scene.words[role.span.first - 1].lower if role.span.first else ""
    if middle(role.fact.value) == 1 and led in listed("of_words") | listed("year_joiners"):
        return True  # "the cost of one adviser", «ставка за одного оператора»
    start, end = role.fact.start, role.fact.end
    if scene.text[max(0, start - 1) : start] == "/" or scene.text[end : end + 1] == "/":
        return True  # «1/300 ключевой ставки»
    if role.cue is not None and role.cue.family == "team_of" and _once(scene, role.cue):
        return True
    return role.cost >= _NO_CONTEXT and _story(scene) and not scene.stands_alone(Span(role.span.first, last))


def _too_many(role: Role) -> bool:
    return role.cue is not None and role.cue.family == "person" and middle(role.fact.value) > _MOST_PEOPLE


def _for_so_many(scene: PlacedText, role: Role) -> bool:
    """«Путёвка стоит 184 тысячи на двоих»: no people wanted."""
    before = scene.fact_at[role.span.first - 2] if role.span.first > 1 else None
    by = scene.words[role.span.first - 1].lower if role.span.first else ""
    return by in listed("per_head") and before is not None and before.kind == "money"


def _of_others(scene: PlacedText, role: Role) -> bool:
    """«У неё там уже 600 рабочих мест»: somebody else has them."""
    first = max(scene.sentence_of(role.span.first).first, role.span.first - _LIST)
    inside = [scene.words[at].lower for at in range(first, role.span.first)]
    return any(a in listed("at_whose") and b in listed("of_others") for a, b in pairwise(inside))


def _once(scene: PlacedText, cue: Mention) -> bool:
    """ "There were four of us in 2015": what was."""
    said = scene.words[cue.first : cue.last + 1]
    dated = any(_YEAR.fullmatch(word.text) for word in scene.words[slice(*_bounds(scene.sentence_of(cue.first)))])
    return dated and any(is_past(word.lower) for word in said)


def _bounds(span: Span) -> tuple[int, int]:
    return span.first, span.last + 1


def _of_vendors(scene: PlacedText, role: Role) -> bool:
    """«Звали девять подрядчиков, ответили четверо»: some of the vendors just counted."""
    sentence = scene.sentence_of(role.span.first)
    before = [f for f in scene.facts_within(Span(sentence.first, role.span.first - 1)) if f.kind == "number"]
    after = [scene.starting_at(scene.span(f).last + 1) for f in before]
    return any(m.family == "vendor" for mentions in after for m in mentions)


def _handle_time(scene: PlacedText, role: Role) -> bool:
    """A length of time by which something is done or given, or one told where nobody speaks of contacts."""
    before = Span(max(0, role.span.first - 2), role.span.first)
    if role.cost > _LOOSE and any(m.last < role.span.first for m in scene.inside(before, ("deadline",))):
        return True
    if _till_answer(scene, role):
        return True
    if role.cue is not None or not _story(scene):
        return False
    sentence = scene.sentence_of(role.span.first)
    return not any(_of_contacts(scene, one) for one in scene.sentences_before(sentence, 1))


def _till_answer(scene: PlacedText, role: Role) -> bool:
    """ "Response time by e-mail or ticket is at most an hour": no length of the contact named on the way."""
    cue, sentence = role.cue, scene.sentence_of(role.span.first)
    named = scene.inside(Span(sentence.first, max(sentence.first, role.span.first - 1)), ("answer_name",))
    if not named or (cue is not None and not (named[-1].last < cue.first and _of_a_contact(scene, cue))):
        return False
    told = [f for f in scene.facts_within(Span(named[-1].last, role.span.first)) if f is not role.fact]
    return not any(f.kind in ("duration", "percent") for f in told)


def _of_a_contact(scene: PlacedText, cue: Mention) -> bool:
    """The cue names a contact and says nothing of its length."""
    place = Span(cue.first, cue.last)
    return scene.has(place, "contact") or any(f.kind == "channel" for f in scene.facts_within(place))


def _of_contacts(scene: PlacedText, sentence: Span) -> bool:
    named = scene.has(sentence, "contact", "handle", "aht_name", "talk", "after_work")
    return named or any(f.kind == "channel" for f in scene.facts_within(sentence))


def _quote(scene: PlacedText, role: Role) -> bool:
    """A rate that was raised, or a price of what the buyer sells, by its label: «завтрак — 350 рублей»."""
    if any(m.last < role.span.first for m in scene.inside(scene.sentence_of(role.span.first), ("former_vendor",))):
        return True  # "the previous agency charged us 27 dollars an hour"
    sentence = scene.sentence_of(role.span.first)
    if _dated(scene, Span(sentence.first, role.span.first)):
        return True  # «в 2020 году нам выставили счёт на 38 тысяч долларов»
    if role.fact.per is None and scene.has(sentence, "one_off"):
        return True  # "set-up is charged once at EUR 9,500"
    lead = Span(max(scene.sentence_of(role.span.first).first, role.span.first - _LABEL - 1), role.span.first)
    if _ranged(role) and scene.has(lead, "move", "growth", "falling"):
        return True
    dash = role.span.first - 1
    if (
        role.fact.per not in (None, "month", "year")
        or role.fact.each
        or dash < 1
        or scene.words[dash].text not in "—–-:"
    ):
        return False
    first = dash
    while first and dash - first < _LABEL and scene.words[first - 1].is_word:
        first -= 1
    label = scene.words[first:dash]
    named = any(word.text[:1].isupper() for word in label) and first != scene.sentence_of(first).first
    return bool(label) and not named and not scene.has(Span(first, dash), *_PRICED)


def _dated(scene: PlacedText, span: Span) -> bool:
    """A year and a verb in the past stand in a span: what was then, and is none of now."""
    said = scene.words[slice(*_bounds(span))]
    return any(_YEAR.fullmatch(word.text) for word in said) and any(is_past(word.lower) for word in said)


def _ranged(role: Role) -> bool:
    value = role.fact.value
    return isinstance(value, dict) and ("low" in value or isinstance(value.get("amount"), dict))


def _wage(scene: PlacedText, role: Role) -> bool:
    """«Оклад 50 000 + премия до 15 000»: what comes on top of the pay."""
    sentence = scene.sentence_of(role.span.first)
    before = Span(max(sentence.first, role.span.first - 2), role.span.first)
    if any(m.last < role.span.first for m in scene.inside(before, ("bonus",))):
        return True
    value = role.fact.value
    dollars = value.get("currency") in ("USD", "EUR", "GBP") if isinstance(value, dict) else False
    loose = role.cue is None or role.cue.family != "wage" or role.cost > _LOOSE
    return dollars and loose and middle(value) > _RICHEST  # "a game that made 700,000 dollars"


def _peak(scene: PlacedText, role: Role) -> bool:
    """«Загрузка в высокий сезон — 91 %», «в час пик 38 % суточного трафика»: no figure of how much more there is."""
    if scene.has(Span(role.span.first, min(len(scene.words) - 1, role.span.last + 5)), "of_year"):
        return True  # "December carries 14% of the annual volume"
    if isinstance(role.fact.value, dict) and middle(role.fact.value) < _FEWEST:
        return True  # "all other months between 7% and 8.5%"
    counted, _ = head(scene, role.fact)
    before = scene.words[role.span.first - 1].lower if role.span.first else ""
    compared = scene.has(Span(role.span.first, min(len(scene.words) - 1, role.span.last + 5)), "more", "fewer")
    if counted is not None and counted.family == "contact" and before not in listed("year_joiners") and not compared:
        return middle(role.fact.value) < _WHOLE and not role.fact.text.startswith(("+", "-"))
    if not compared and before not in listed("year_joiners") and not any(c.isdecimal() for c in role.fact.text):
        after = scene.words[role.span.last + 1].lower if role.span.last + 1 < len(scene.words) else ""
        if after in listed("anaphors") | listed("of_words") | listed("definite"):
            return True  # "in the season it is 9,000, otherwise half of that"; "a storm took down half the grid"
    dash = role.span.first - 1
    if dash < 1 or scene.words[dash].text not in "—–-:":
        return False
    first = dash
    while first and dash - first < _LABEL + 2 and scene.words[first - 1].is_word:
        first -= 1
    return scene.has(Span(first, dash), "other_number", "other_money")


def _contract(scene: PlacedText, role: Role) -> bool:
    """«Взял отпуск на три месяца»: a life, and no contract."""
    sentence = scene.sentence_of(role.span.first)
    before = Span(max(sentence.first, role.span.first - _LIST), role.span.first)
    if role.cue is not None and any(m.last < role.span.first for m in scene.inside(before, ("other_contract",))):
        return True  # "a software contract for 48 months"
    return role.cue is not None and scene.has(before, "home_life") and not scene.has(sentence, "vendor", "agent")


def _own_people(scene: PlacedText, role: Role) -> bool:
    """«Нас 29», «в команде 47, и ни один не хочет отвечать»: all of a firm, and none of its support."""
    sentence = scene.sentence_of(role.span.first)
    idle = [m for m in scene.inside(sentence, ("nobody",)) if m.first > role.span.last]
    if _too_many(role) or any(scene.has(Span(m.last, min(sentence.last, m.last + _LIST)), *_SERVING) for m in idle):
        return True
    each = any(m.family == "apiece" and m.first == role.span.last + 1 for m in scene.mentions)
    if each and role.fact.text[-1:].lower() in ("k", "к"):
        return True  # "four people on 26k each": what they are paid
    together = role.cue is not None and role.cue.family == "us_together"
    if together and middle(role.fact.value) == 1:
        return True  # «канал у нас один»
    return (
        together and middle(role.fact.value) > _MOST_TOGETHER and not scene.has(sentence, "copes", "support", "agent")
    )


def _budget(scene: PlacedText, role: Role) -> bool:
    """ "The city has a budget of 890 million": a sum far above what anybody's support costs, or a player's spend."""
    amount, value = middle(role.fact.value), role.fact.value
    currency = value.get("currency") if isinstance(value, dict) else None
    if currency in ("USD", "EUR", "GBP", "CHF", "CAD", "AUD"):
        return amount > _RICHEST_BUDGET or amount < _POOREST_BUDGET
    return amount > _RICHEST_BUDGET * ((20_000 if currency in _SMALL_MONEY else 500) if currency else 5)


def _growth_in_general(scene: PlacedText, role: Role) -> bool:
    """«Текучесть 46 % за год»: growth of something else."""
    if _of_a_share(scene, role) or scene.has(scene.sentence_of(role.span.first), "than_month"):
        return True
    return of_another_label(
        scene, role, "growth", "falling", "contact", "total", "support", "driver", "forecast", "peak"
    )


def _of_a_share(scene: PlacedText, role: Role) -> bool:
    """«Доля звонков выросла до 60 %»: a share has grown, not what it is of."""
    sentence = scene.sentence_of(role.span.first)
    inside = range(sentence.first, role.span.first)
    shares = [at for at in inside if scene.words[at].forms & listed("share_nouns")]
    if not shares:
        return False
    ahead = [m for m in scene.inside(Span(shares[-1], role.span.first), ("contact", "total")) if m.first > shares[-1]]
    return not ahead or ahead[-1].first <= shares[-1] + 2


def _level(scene: PlacedText, role: Role) -> bool:
    """«Оккупанси 82 %, среднее ожидание 35 секунд»: no share of what is answered."""
    return of_another_label(
        scene, role, "answer", "answer_name", "attend", "contact", "level_goal", "within", "of_them"
    )


def _story(scene: PlacedText) -> bool:
    return sum(word.is_word for word in scene.words) > _STORY


def _growth(scene: PlacedText, role: Role) -> bool:
    """Growth, and no move told by its figures as well: "dropped by half, from 3,000 a month to 1,500"."""
    sentence = scene.sentence_of(role.span.first)
    behind = Span(min(role.span.last + 1, sentence.last), sentence.last)
    figures = [f for f in scene.facts_within(behind) if f.kind in ("volume", "number")]
    starts = [f for f in figures if scene.words[scene.span(f).first - 1].lower in listed("fallen_from")]
    return (bool(starts) and len(figures) > 1) or _growth_in_general(scene, role)


_FIELDS = {
    "contacts": _contacts,
    "agents": _agents,
    "in_house.agents": _own_people,
    "aht": _handle_time,
    "quotes": _quote,
    "peak_percent": _peak,
    "wage": _wage,
    "contract_months": _contract,
    "budget_per_month": _budget,
    "growth_percent": _growth,
    "service_level.percent": _level,
}
