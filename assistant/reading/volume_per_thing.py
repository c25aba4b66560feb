"""Contacts told for each of whatever is counted: "nine mails for each stand; 150 stands a month", «на два ремонта три
звонка».

What is counted may be anything, and may be counted before the rate or after it; so many contacts come of one of them,
or of every so many, and all of them make the volume.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.reading.channel_shares import fraction
from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.how_often import by_customers
from assistant.reading.number_words import words as number_words
from assistant.reading.rate_words import TIME_UNITS, period_forms
from assistant.reading.roles import find_roles
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import function_words, listed
from assistant.reading.words import Word, noun_cases, parts_of_speech

_MOST = 200  # contacts of one thing, or of so many of them
_TIMES = 12  # times a customer is in touch in a day or a month, and no more
_RARE = ("month", "quarter", "year")  # in which each of them is in touch once or a few times
_BEFORE, _AFTER = 12, 5  # words between the thing and its contacts, whichever comes first
_NOUN = 3  # words between "each" and the thing: "each of our trade stands"
_COUNTED = (4, 3)  # words before and after a number among which stands what it counts
_OTHER = ("contact",)
_NO_THING = ("contact", "agent", "person", "shift")  # what somebody takes does not come of him
_SENTENCES = 3  # over which what was counted is still spoken of
_SHORT = 2  # letters of a word too short to tell a noun by
_STEM = 5  # letters by which "returned" and "return" are one
_FIGURES = ("number", "volume", "percent", "money")
_LINKS = ":—–-("
_HEAD = 2  # words from a number to the contacts it counts


@dataclass(frozen=True)
class _Rate:
    contacts: Fact
    of: Fact | None  # every so many
    thing: frozenset[str]
    at: int  # where the thing stands


def with_things_multiplied(scene: TextScene) -> TextScene:
    """The scene with such contacts, and what they come of, read as one volume."""
    rates = list(_rates(scene))
    if not rates:
        return _with_customers_multiplied(scene)
    roles = find_roles(scene)
    if roles.of("driver") and roles.of("contact_rate"):
        return scene  # orders or customers, with a rate of their own
    found: dict[int, Fact] = {}
    spent: set[int] = set()
    for rate in rates:
        base = _base(scene, rate)
        if base is None:
            continue
        fact, many = base
        per = fact.per if fact.kind == "volume" else _period(scene, rate.contacts) or _named_period(scene, fact)
        if per not in TIME_UNITS:
            continue
        each = middle(rate.contacts.value) / (middle(rate.of.value) if rate.of else 1)
        value = {"value": many * each, "per": per}
        found[id(rate.contacts)] = replace(rate.contacts, kind="volume", value=value, per=per, unit="times", each=None)
        spent |= {id(fact)} | ({id(rate.of)} if rate.of else set())
    spent -= found.keys()
    return scene.with_facts([found.get(id(f), f) for f in scene.facts if id(f) not in spent]) if found else scene


def _with_customers_multiplied(scene: TextScene) -> TextScene:
    """The scene with calls told as so many times of each of some customers: «400 семей, звонят по два раза в месяц».

    Where nobody counts them, so few contacts a month are no volume.
    """
    told = list(by_customers(scene))
    if told and not any(f.kind == "percent" for f in scene.facts_within(_around(scene, told[0]))):
        over = [f for f in scene.facts if f.kind == "duration" and any(t.start < f.end <= t.end for t in told)]
        facts = sorted([*(f for f in scene.facts if f not in over), *told], key=lambda f: (f.start, -f.end))
        with_told = _multiplied(scene.with_facts(facts))
        if any(f.kind == "volume" and f.start == told[0].start and f not in told for f in with_told.facts):
            return with_told
    return _multiplied(scene)


def _around(scene: TextScene, told: Fact) -> Span:
    """The sentence in which a phrase stands that is no fact of the scene."""
    return scene.sentence_of(next(at for at, word in enumerate(scene.words) if word.start >= told.start))


def _multiplied(scene: TextScene) -> TextScene:
    often = [f for f in scene.facts if f.kind == "volume" and f.per in TIME_UNITS and _times_in_touch(scene, f)]
    often = [f for f in often if (_by_each(scene, f) or _too_few(f)) and middle(f.value) <= _TIMES]
    if len(often) != 1:
        return scene
    each, sentence = often[0], scene.sentence_of(scene.span(often[0]).first)
    near = Span(scene.sentences_before(sentence, 1)[-1].first, sentence.last)
    counts = [r.fact for r in find_roles(scene).of("driver") if r.fact.kind == "number" and r.span.first in near]
    counts = counts or _so_many_of_them(scene, each)
    if not counts and _too_few(each) and not _by_each(scene, each):
        return scene
    if len(counts) > 1 or (not counts and each.per in ("day", "workday", "hour")):
        return scene
    spent = {id(each)} if not counts else {id(counts[0])}
    value = {"value": middle(each.value) * middle(counts[0].value), "per": each.per} if counts else {}
    product = replace(each, value=value)
    return scene.with_facts([product if f is each else f for f in scene.facts if id(f) not in spent])


def _too_few(fact: Fact) -> bool:
    """ "Our customers call 1.5 times a year": no volume of a business, but what each of them does."""
    return fact.per in _RARE and middle(fact.value) <= _TIMES


def _so_many_of_them(scene: TextScene, each: Fact) -> list[Fact]:
    """ "There are 48,000 of them", in the sentence of the contacts or right behind it."""
    sentence = scene.sentence_of(scene.span(each).first)
    last = scene.sentence_of(min(sentence.last + 2, len(scene.words) - 1)).last
    others = [f for f in scene.facts_within(Span(sentence.first, last)) if f is not each and _countable(scene, f)]
    others = [f for f in others if f.kind == "number" and middle(f.value) > _TIMES]
    return others if len(others) == 1 else []


def _by_each(scene: TextScene, fact: Fact) -> bool:
    """«По два раза»: so often by each of them."""
    first = scene.span(fact).first
    return first > 0 and scene.words[first - 1].lower in listed("by_each")


def _rates(scene: TextScene) -> Iterator[_Rate]:
    for fact in scene.facts:
        if fact.kind not in ("number", "volume") or not 0 < middle(fact.value) <= _MOST:
            continue
        if not _of_contacts(scene, fact) and not _times_in_touch(scene, fact):
            continue
        sentence, span = scene.sentence_of(scene.span(fact).first), scene.span(fact)
        before = range(span.first - 1, max(sentence.first, span.first - _BEFORE) - 1, -1)
        after = range(span.first + 1, min(sentence.last, span.last + _AFTER) + 1)
        for at in (*after, *before):
            if rate := _thing(scene, fact, at):
                yield rate
                break


def _thing(scene: TextScene, contacts: Fact, at: int) -> _Rate | None:
    """What "each", "per" or "for every hundred" at a word is of, unless it is a time, a contact or a person's share."""
    if scene.words[at].lower not in _each() | listed("of_every"):
        return None
    if _other_contacts_between(scene, contacts, at):
        return None
    every = next((f for f in scene.fact_at[at + 1 : at + 2] if f is not None and f is not contacts), None)
    if every is not None and (every.kind != "number" or every.unit or middle(every.value) <= 1):
        every = None
    if scene.words[at].lower not in _each() and every is None:
        return None
    first = scene.span(every).last + 1 if every else at + 1
    for place in range(first, min(len(scene.words), first + _NOUN)):
        word = scene.words[place]
        if not word.is_word or (scene.fact_at[place] is not None and scene.fact_at[place] is not contacts):
            return None
        if any(m.family in _NO_THING for m in scene.starting_at(place)):
            return None
        if any(w.forms & period_forms().keys() for w in scene.words[place : place + 2]):
            return None  # «за прошлый год»
        if word.lower not in function_words() | listed("of_words") | _each():
            if _where(scene, at, place):
                return None
            beside = {f for w in _noun_words(scene, place) for f in w.forms if len(f) > _SHORT}
            return _Rate(contacts, every, frozenset(beside - function_words() - _each() - period_forms().keys()), place)
    return None


def _where(scene: TextScene, at: int, noun: int) -> bool:
    """«Заявки на сайте» come there, and «на сайт» would be of one: the case tells where from what for."""
    cases = noun_cases(scene.words[noun].lower)
    return scene.words[at].lower in listed("of_or_where") and bool(cases) and "accs" not in cases


def _noun_words(scene: TextScene, at: int) -> list[Word]:
    """A noun, or an adjective and its noun."""
    after = scene.words[at + 1 : at + 2]
    plain = (word for word in after if word.is_word and "VERB" not in parts_of_speech(word.lower))
    return [scene.words[at], *plain]


def _other_contacts_between(scene: TextScene, contacts: Fact, at: int) -> bool:
    """«Звонков 60 и заявок с сайта штук 20»: what comes of the site are the other contacts of the list."""
    first = scene.span(contacts).last + 1
    joints = [n for n in range(first, at) if scene.words[n].lower in listed("list_words") or scene.words[n].text == ","]
    return any(m.family == "contact" and joints and m.first > joints[0] for m in scene.inside(Span(first, at), _OTHER))


def _each() -> frozenset[str]:
    return listed("one_of_words") | listed("per_words")


def _of_contacts(scene: TextScene, fact: Fact) -> bool:
    """ "Nine mails", "0.3 contacts", or "chats per order: 0.6", with nothing else counted."""
    span = scene.span(fact)
    ahead = Span(span.first, min(span.last + _HEAD, len(scene.words) - 1))
    if scene.has(ahead, "contact") or scene.channels_within(ahead):
        return True
    first = max(scene.sentence_of(span.first).first, span.first - _COUNTED[0] - 1)
    return (
        fact.kind == "number" and scene.has(Span(first, span.first), "contact") and _ends_clause(scene, span.last + 1)
    )


def _times_in_touch(scene: TextScene, fact: Fact) -> bool:
    """ "Three times per order they ring": how often those of a thing call or write, and not "3x that when it rains"."""
    sentence, after = scene.sentence_of(scene.span(fact).first), scene.span(fact).last + 1
    compared = after < len(scene.words) and scene.words[after].lower in number_words().times_after
    return fact.unit == "times" and not compared and scene.has(sentence, "contact", "writes")


def _ends_clause(scene: TextScene, at: int) -> bool:
    return at >= len(scene.words) or not scene.words[at].is_word


def _base(scene: TextScene, rate: _Rate) -> tuple[Fact, float] | None:
    """The count of the things, and how many of them there are: those counted, or a share of what was counted."""
    sentence = scene.sentence_of(rate.at)
    near = scene.sentences_before(sentence, _SENTENCES)
    last = scene.sentence_of(min(sentence.last + 2, len(scene.words) - 1)).last
    facts = scene.facts_within(Span(near[-1].first, last))
    counts = [f for f in facts if f not in (rate.contacts, rate.of) and _counts(scene, f, rate)]
    if counts:
        best = min(counts, key=lambda f: abs(scene.span(f).first - rate.at))
        return best, middle(best.value)
    before = [f for f in facts if f.start < rate.contacts.start]
    for share in (f for f in before if f.kind == "percent" and _shares_thing(scene, f, rate)):
        whole = [f for f in before if f.start < share.start and _countable(scene, f)]
        if whole:
            return whole[-1], middle(whole[-1].value) * fraction(middle(share.value))
    return None


def _countable(scene: TextScene, fact: Fact) -> bool:
    if fact.kind not in ("number", "volume") or fact.unit == "times" or middle(fact.value) <= 1:
        return False
    span = scene.span(fact)
    inside = scene.inside(Span(span.first, min(span.last + 1, len(scene.words) - 1)), ("contact",))
    return not inside


def _counts(scene: TextScene, fact: Fact, rate: _Rate) -> bool:
    """Whether a number counts the things of a rate: their noun beside it, or a pronoun for them."""
    if not _countable(scene, fact):
        return False
    span, sentence = scene.span(fact), scene.sentence_of(scene.span(fact).first)
    after = any(m.family == "of_them" for m in scene.starting_at(span.last + 1))
    plain = span.first > 0 and scene.words[span.first - 1].is_word
    if (after and plain) or any(m.family == "of_them" for m in scene.ending_at(span.first - 1)):
        return span.first > rate.at  # "there are 40,000 of them", not "the dentists, fifty-two of them"
    return _noun_after(scene, fact, rate.thing, sentence.last) or _noun_before(scene, fact, rate, sentence.first)


def _noun_after(scene: TextScene, fact: Fact, thing: frozenset[str], last: int) -> bool:
    """ "150 trade stands a month": the noun within a few words, with nothing else between."""
    span = scene.span(fact)
    for at in range(span.first, min(last, max(span.first, span.last) + _COUNTED[1]) + 1):
        if scene.fact_at[at] not in (None, fact) or (at > span.last and not scene.words[at].is_word):
            return False
        word = scene.words[at]
        if word.forms & thing:
            return True
        if at > span.last and word.lower in function_words() - listed("of_words") - listed("articles_and_ours"):
            return False  # "450 on a loud one"
    return False


def _noun_before(scene: TextScene, fact: Fact, rate: _Rate, first: int) -> bool:
    """«Прокатов за месяц 45 000», "orders: 5,000", "every order we post (6,000 a month)": the noun before a number."""
    start = scene.span(fact).first
    for at in range(start - 1, max(first, start - _COUNTED[0] - 1) - 1, -1):
        word = scene.words[at]
        if scene.kind_at(at) in _FIGURES or (not word.is_word and word.text not in _LINKS):
            return False
        timed = any(w.forms & period_forms().keys() for w in scene.words[at : at + 3])
        if not timed and word.lower in function_words() - listed("first_person") - listed("count_links"):
            return False  # "a wholesaler in Derby for three agents"
        if word.forms & rate.thing:
            # «чатов с сайта 40 в день» is no rate of the site, whatever is counted before
            led = scene.words[at - 1].lower in listed("comes_by") if at else False
            own = at == rate.at and (fact.kind != "volume" or led)
            return not own and scene.kind_at(at - 1 if at else at) not in _FIGURES
    return False


def _shares_thing(scene: TextScene, share: Fact, rate: _Rate) -> bool:
    """ "One in ten is returned … every return": the share is of those that the rate is of."""
    span = scene.span(share)
    stems = {form[:_STEM] for form in rate.thing if len(form) >= _STEM}
    after = scene.words[span.first : span.last + _COUNTED[0] + 1]
    return any(form[:_STEM] in stems for word in after if word.is_word for form in word.forms)


def _period(scene: TextScene, contacts: Fact) -> str | None:
    """The period of the contacts, or the one their sentence tells."""
    if contacts.kind == "volume":
        return str(contacts.value["per"])
    sentence = scene.sentence_of(scene.span(contacts).first)
    told = [str(f.unit) for f in scene.facts_within(sentence) if f.kind == "duration" and f.unit in TIME_UNITS]
    return told[0] if told else next((m.value for m in scene.inside(sentence, ("period_head",)) if m.value), None)


def _named_period(scene: TextScene, base: Fact) -> str | None:
    """The one period named beside what was counted: «прокатов за сезонный месяц 45 000»."""
    sentence = scene.sentence_of(scene.span(base).first)
    named = {period_forms()[f] for at in _within(sentence) for f in scene.words[at].forms if f in period_forms()}
    return named.pop() if len(named) == 1 else None


def _within(span: Span) -> range:
    return range(span.first, span.last + 1)
