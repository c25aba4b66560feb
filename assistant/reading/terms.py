"""From sums, durations and percentages to terms: pay, budget, quotes, contract, service levels, growth, rates."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.money import words as money_words
from assistant.reading.number_words import words as number_words
from assistant.reading.result import Change
from assistant.reading.roles import Role, Roles, middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.typos import is_english
from assistant.reading.volumes import TIME_UNITS
from assistant.reading.volumes import words as per_words
from assistant.reading.word_lists import clause_starters, first_person, function_words, turns, within_words
from assistant.reading.workload import CHANNELS, scaled, tidy

YEAR_FROM = 15_000  # in dollars: pay named without a period and larger than this is a year's
PAID_HOURS = 2080 / 12
DAY = 86_400
MONTH_SECONDS = 365 / 12 * DAY
_ROUGH_DOLLARS = {
    "USD": 1,
    "EUR": 1.1,
    "GBP": 1.3,
    "RUB": 0.012,
    "KZT": 0.002,
    "UAH": 0.025,
    "BYN": 0.3,
    "PLN": 0.27,
    "INR": 0.012,
    "PHP": 0.018,
}
_QUOTE_UNITS = {
    "hour": "per_hour",
    "minute": "per_minute",
    "agent": "per_agent",
    "seat": "per_agent",
    "fte": "per_agent",
    "operator": "per_agent",
    "person": "per_agent",
    "contact": "per_contact",
    "call": "per_contact",
    "ticket": "per_contact",
    "email": "per_contact",
    "chat": "per_contact",
    "message": "per_contact",
    "request": "per_contact",
    "case": "per_contact",
    "resolution": "per_resolution",
    "month": "per_month",
}


def read_terms(scene: TextScene, roles: Roles, brief: Mapping[str, Any]) -> list[Change]:
    """Changes of every field that is not workload, coverage or a named entity."""
    changes = [_count(role) for role in roles.of("agents", "in_house.agents")]
    changes += _handle_times(scene, roles, brief)
    changes += _service_levels(scene, roles, brief)
    terms = roles.of("contract_months")
    surest = min(terms, key=lambda role: role.cost + (0.0 if role is terms[0] else 0.5), default=None)
    for role in terms:
        months = _months(role.fact)
        if months >= 1 and (role is surest or _said_again(scene, role)):
            changes.append(_set("contract_months", months, role.fact))
    changes += _trends(scene, roles)
    changes += _multiplied(scene, changes)
    changes += [change for role in roles.of("wage", "hourly_wage") if (change := _wage(scene, role, brief)) is not None]
    changes += [
        _set("budget_per_month", _monthly(scene, role.fact, brief), role.fact) for role in roles.of("budget_per_month")
    ]
    changes += _quotes(scene, roles, brief)
    changes += _exchange(scene, roles, brief)
    changes += read_currency(scene) if not any(c.path.startswith("exchange_rates") for c in changes) else []
    return changes


def _set(path: str, value: Any, fact: Fact, detail: Mapping[str, Any] | None = None) -> Change:
    return Change("set", path, value, fact.start, fact.end, fact.text, detail or {})


def _count(role: Role) -> Change:
    value, detail = scaled(role.fact, 1)
    return _set(role.field, value, role.fact, detail)


def _months(fact: Fact) -> int:
    return round(middle(fact.value) / MONTH_SECONDS)


def _handle_times(scene: TextScene, roles: Roles, brief: Mapping[str, Any]) -> list[Change]:
    """Handle times by channel: of the channel named, else of every channel the message or the brief wants."""
    found: list[Change] = []
    named = sorted([*scene.channels, *_talks(scene)], key=lambda pair: pair[1].first)
    specific: dict[str, tuple[Any, Fact, dict[str, Any]]] = {}
    general: tuple[Any, Fact, dict[str, Any]] | None = None
    taken: set[int] = set()
    alike: dict[str, tuple[Any, Fact, dict[str, Any]]] = {}
    ordered = _in_order(scene, roles.of("aht"), named)
    for role in roles.of("aht"):
        value, detail = scaled(role.fact, 1)
        channel = ordered.get(id(role.fact))
        if channel is None and not _at_large(scene, role, roles):
            channel = _channel_of(scene, role, named, taken)
        by_name = (
            role.cue is not None and role.cue.family == "aht_name"
        )  # the whole, where parts of it were told before
        if channel is None and specific and _said_again(scene, role):
            specific[list(specific)[-1]] = (value, role.fact, detail)  # "over four minutes, let us say 4:15"
        elif channel is None:
            general = (value, role.fact, detail) if by_name or general is None or _said_again(scene, role) else general
        elif by_name or channel not in specific or _said_again(scene, role):
            specific[channel] = (value, role.fact, detail)
            alike.update(dict.fromkeys(_listed_with(scene, channel, role, named), (value, role.fact, detail)))
    for channel, shared in alike.items():
        specific.setdefault(channel, shared)
    if general is not None:
        wanted = {c for c, _ in scene.channels} or _wanted(brief)
        if not wanted and not roles.of("contacts") and not _of_contacts(scene, general[1]):
            wanted = {"phone"}
        for channel in CHANNELS:
            if channel in wanted and channel not in specific:
                specific[channel] = general
    for channel, (value, fact, detail) in specific.items():
        found.append(_set(f"channels.{channel}.aht_seconds", value, fact, detail))
    return found


def _in_order(scene: TextScene, times: list[Role], named: list[tuple[str, Span]]) -> dict[int, str]:
    """ "Calls and e-mails take 4 and 8 minutes respectively": the times go to the channels in their order."""
    found: dict[int, str] = {}
    for mark in (m for m in scene.mentions if m.family == "respectively"):
        sentence = scene.sentence_of(mark.first)
        own = [r for r in times if r.span.first in sentence and r.span.first < mark.first]
        before = [c for c, place in named if own and place.last < own[0].span.first]
        channels = list(dict.fromkeys(before[-len(own) :])) if own else []
        if len(own) > 1 and len(channels) == len(own):
            found.update({id(r.fact): c for r, c in zip(own, channels, strict=True)})
    return found


def _listed_with(scene: TextScene, channel: str, role: Role, named: list[tuple[str, Span]]) -> set[str]:
    """ "Chat and email take 7.5 minutes": the other channel of a list of two, nothing else between."""
    found = set()
    for (one, left), (other, right) in pairwise(named):
        pair = {one, other}
        if channel not in pair or len(pair) < 2 or right.first - left.last != 2:
            continue
        joined = scene.words[left.last + 1].lower in _JOINS
        near = min(_gap(scene, left, role.span), _gap(scene, right, role.span)) <= 1.0
        after = scene.fact_at[right.last + 1] if right.last + 1 < len(scene.words) else None
        own = after is not None and after is not role.fact and after.kind in ("number", "duration")
        if joined and near and not own:
            found |= pair - {channel}
    return found


def _at_large(scene: TextScene, role: Role, roles: Roles) -> bool:
    """«Обращение — 7 минут, для звонков — 4»: the first names no channel before it, and the next time has its own."""
    sentence = scene.sentence_of(role.span.first)
    later = [r for r in roles.of("aht") if r.span.first > role.span.last and r.span.first in sentence]
    before = Span(sentence.first, role.span.first)
    named = any(place.first in before for _, place in scene.channels)
    if named or not later or not any(m.concept == "contact._" for m in scene.inside(before, ("contact",))):
        return False
    return any(role.span.last < place.first < later[0].span.first for _, place in scene.channels)


def _talks(scene: TextScene) -> list[tuple[str, Span]]:
    """Words for talking, «разговор три минуты», where no channel is named beside: calls are meant."""
    found = []
    whole = any(m.family == "aht_name" for m in scene.mentions)  # then talking is but a part
    for mention in [] if whole else scene.mentions:
        place = Span(mention.first, mention.last)
        beside = any(_gap(scene, place, other) <= 0.5 for _, other in scene.channels)
        if mention.family == "talk" and not beside:
            found.append(("phone", place))
    return found


def _of_contacts(scene: TextScene, fact: Fact) -> bool:
    """ "A ticket takes 15 minutes": of contacts whose channel nobody named."""
    sentence = scene.sentence_of(scene.span(fact).first)
    return any(m.concept == "contact._" for m in scene.inside(sentence, ("contact",)))


def _said_again(scene: TextScene, role: Role) -> bool:
    """ "A little over four minutes, let us say 4:15": the later one is meant."""
    return any(m.last < role.span.first for _, m in scene.around(role.span, ("afresh",), 0.6))


def _wanted(brief: Mapping[str, Any]) -> set[str]:
    channels = brief.get("channels")
    return {c for c, v in channels.items() if v is not None} if isinstance(channels, Mapping) else set()


def _channel_of(scene: TextScene, role: Role, named: list[tuple[str, Span]], taken: set[int]) -> str | None:
    """The channel a duration belongs to: the nearest one in its sentence, what stands before it preferred."""
    per = {"call": "phone", "email": "email", "chat": "chat"}.get(role.fact.per or "")
    if per:
        return per
    best: tuple[float, str, int] | None = None
    for channel, span in named:
        after = span.first > role.span.last
        gap = scene.distance(role.span.last, span.first) + 0.25 if after else scene.distance(span.last, role.span.first)
        gap += 0.9 if span.first in taken else 0.0
        if gap > 3.6:
            continue
        gap += 2.0 if _apart(scene, span, role.span) else 0.0
        if after and any(scene.words[at].lower in turns() for at in range(role.span.last + 1, span.first)):
            gap += 2.0  # «…, а звонок»: that is another matter
        if gap <= (2.6 if after else 3.6) and (best is None or gap < best[0]):
            best = (gap, channel, span.first)
    if best is None:
        return None
    taken.add(best[2])
    return best[1]


def _apart(scene: TextScene, channel: Span, duration: Span) -> bool:
    """A channel outside the brackets of a duration, or in a clause that begins after it: "…, there is the chat"."""
    if channel.first < duration.first:
        return False
    between = range(duration.last + 1, channel.first)
    closed = any(scene.words[at].text == ")" for at in between) and not any(
        scene.words[at].text == "(" for at in between
    )
    afresh = any(
        scene.words[at].text == "," and scene.words[at + 1].lower in clause_starters()
        for at in between
        if at + 1 in between
    )
    return closed or afresh


def _service_levels(scene: TextScene, roles: Roles, brief: Mapping[str, Any]) -> list[Change]:
    """Pairs of a percentage and a time; a time alone makes no service level."""
    found = _slashed(scene, brief)
    percents = roles.of("service_level.percent")
    named = scene.channels
    taken: set[int] = set()
    given = {c.path.split(".")[1] for c in found}
    for role in roles.of("service_level.seconds"):
        near = [p for p in percents if _gap(scene, p.span, role.span) <= 3.0]
        percent = min(near, key=lambda p: _pairing(scene, p.span, role.span), default=None)
        seconds = tidy(middle(role.fact.value))
        channel = _channel_of(scene, role, named, taken) or _usual_channel(float(seconds), named, brief)
        if channel in given and not _aimed_at(scene, percent):
            continue
        value = middle(percent.fact.value) if percent else _stated_percent(brief, channel)
        if value is None:
            continue  # a time alone leaves open how many are answered in it
        given.add(channel)
        value = tidy(value)
        first, last = (
            (percent.fact, role.fact)
            if percent and percent.fact.start < role.fact.start
            else (role.fact, percent.fact if percent else role.fact)
        )
        start, end = min(first.start, last.start), max(first.end, last.end)
        level = {"percent": 99.9 if value == 100 else value, "seconds": seconds}
        found.append(Change("set", f"service_level.{channel}", level, start, end, scene.text[start:end]))
    return found


def _aimed_at(scene: TextScene, percent: Role | None) -> bool:
    """ "70% in a minute today, we want 85% in 20 seconds": what is wanted, not what is."""
    near = scene.around(percent.span, ("wanted",), 0.6) if percent else []
    return any(percent is not None and m.last < percent.span.first for _, m in near)


def _pairing(scene: TextScene, percent: Span, seconds: Span) -> float:
    """Distance from a percentage to its time; the one said before it is meant rather than the next one."""
    return _gap(scene, percent, seconds) + (1.5 if percent.first > seconds.last else 0.0)


_SLASHED = re.compile(r"([5-9]\d)/(\d{1,3})")


def slashed_levels(scene: TextScene) -> list[tuple[int, int, int]]:
    """Places of service levels written 80/20: (word, percent, seconds)."""
    found = []
    for at, word in enumerate(scene.words):
        match = _SLASHED.fullmatch(word.text)
        if (
            match
            and int(match[2]) >= 5
            and (scene.around(Span(at, at), ("answer",), 2.2) or _level_of_channel(scene, at, int(match[1])))
        ):
            found.append((at, int(match[1]), int(match[2])))
    return found


def _in_seconds(scene: TextScene) -> list[tuple[int, int, int]]:
    """ "TSF is 75% in 30": a bare number of seconds after the percentage of a service level."""
    found = []
    for one, other in pairwise(scene.facts):
        here, there = scene.span(one), scene.span(other)
        seconds = middle(other.value)
        share = one.kind == "percent" or _bare_level(scene, one)
        pair = share and other.kind == "number" and other.unit is None and 5 <= seconds <= 120
        if not pair or there.first - here.last != 2 or not scene.around(here, ("answer", "attend"), 2.0):
            continue
        joined = scene.around(here, ("within",), 0.5)
        if one.kind == "number" or any(m.first <= there.first - 1 <= m.last for _, m in joined):
            found.append((here.first, round(middle(one.value)), round(seconds)))
    return found


def bare_seconds(scene: TextScene) -> list[Fact]:
    """The bare numbers that are seconds of a service level: the 20 of "80% in 20"."""
    places = {at for at, _, _ in _in_seconds(scene)}
    return [other for one, other in pairwise(scene.facts) if scene.span(one).first in places]


def _bare_level(scene: TextScene, fact: Fact) -> bool:
    """ "SLA 80 in 20": a bare percentage right after the name of a service level."""
    named = fact.kind == "number" and fact.unit is None and 50 <= middle(fact.value) < 100
    here = scene.span(fact)
    after = scene.words[here.last + 1].lower if here.last + 1 < len(scene.words) else ""
    near = [m for _, m in scene.around(here, ("answer",), 0.3) if m.last < here.first]
    return named and after in within_words() and bool(near)


def _level_of_channel(scene: TextScene, at: int, percent: int) -> bool:
    """ "80/20 phone": one channel beside it and no second one to share with."""
    sentence = scene.sentence_of(at)
    near = {channel for channel, place in scene.channels if place.first in sentence}
    beside = any(_gap(scene, Span(at, at), place) <= 1.2 for _, place in scene.channels)
    named = beside or bool(scene.inside(sentence, ("aht_name",)))
    return percent >= 70 and len(near) == 1 and named


def _slashed(scene: TextScene, brief: Mapping[str, Any]) -> list[Change]:
    found = []
    named = scene.channels
    for at, percent, seconds in [*slashed_levels(scene), *_in_seconds(scene)]:
        word = scene.words[at]
        here = Span(at, at)
        near = sorted((_gap(scene, here, s), c) for c, s in named if _gap(scene, here, s) <= 1.5)
        channel = near[0][1] if near else _usual_channel(seconds, named, brief)
        found.append(
            Change(
                "set",
                f"service_level.{channel}",
                {"percent": percent, "seconds": seconds},
                word.start,
                word.end,
                word.text,
            )
        )
    return found


def _gap(scene: TextScene, a: Span, b: Span) -> float:
    return scene.distance(a.last, b.first) if a.first < b.first else scene.distance(b.last, a.first)


def _stated_percent(brief: Mapping[str, Any], channel: str) -> float | None:
    levels = brief.get("service_level")
    level = levels.get(channel) if isinstance(levels, Mapping) else None
    percent = level.get("percent") if isinstance(level, Mapping) else None
    return float(percent) if isinstance(percent, int | float) else None


def _usual_channel(seconds: float, named: list[tuple[str, Span]], brief: Mapping[str, Any]) -> str:
    """Seconds are said of calls, minutes of chats, hours of e-mails, among the channels there are."""
    order = (
        ["phone", "chat", "social", "email"]
        if seconds <= 120
        else ["chat", "phone", "email", "social"]
        if seconds <= 1200
        else ["email", "social", "chat", "phone"]
    )
    wanted = {c for c, _ in named} or _wanted(brief)
    return next((c for c in order if c in wanted), "phone" if seconds <= 1200 else "email")


def _trends(scene: TextScene, roles: Roles) -> list[Change]:
    found = []
    growth = roles.of("growth_percent", "growth_times")
    ahead = [r for r in growth if not _of_past_year(scene, r)]
    for role in (ahead or growth)[-1:]:
        value = middle(role.fact.value)
        percent = (value - 1) * 100 if role.field == "growth_times" else value
        sign = -1 if role.cue is not None and role.field == "growth_percent" and _falling(scene, role) else 1
        found.append(_set("growth_percent", tidy(sign * percent), role.fact))
    for role in roles.of("peak_factor", "peak_percent"):
        value = middle(role.fact.value)
        factor = (
            value
            if role.field == "peak_factor"
            else 1 + value / 100
            if value < 100
            else value / 100 + (1 if value == 100 else 0)
        )
        found.append(_set("peak_factor", tidy(factor), role.fact))
    return found


def _of_past_year(scene: TextScene, role: Role) -> bool:
    """ "Volumes fell 10% last year": what was, where another growth is expected."""
    return any(m.first > role.span.last for _, m in scene.around(role.span, ("past_year",), 0.5))


def _multiplied(scene: TextScene, changes: list[Change]) -> list[Change]:
    """Growth and peaks said by a verb: "Black Friday triples our volume", «к лету удвоимся»."""
    found = []
    done = {c.path for c in changes}
    for mention in scene.mentions:
        if mention.family != "multiply":
            continue
        span = Span(mention.first, mention.last)
        sentence = scene.sentence_of(mention.first)
        path = "peak_factor" if any(m.family == "peak" for m in scene.inside(sentence, ("peak",))) else "growth_percent"
        near = scene.around(span, ("growth", "contact", "possess", "total", "driver", "support"), 2.0) or scene.has(
            sentence, "wanted"
        )
        longer = _lasts_longer(scene, span, sentence)
        if path in done or longer or (path == "growth_percent" and not near):
            continue
        factor = float(mention.concept.partition(".")[2])
        start, end = scene.words[mention.first].start, scene.words[mention.last].end
        value = tidy(factor if path == "peak_factor" else (factor - 1) * 100)
        found.append(Change("set", path, value, start, end, scene.text[start:end]))
        done.add(path)
    return found


def _lasts_longer(scene: TextScene, span: Span, sentence: Span) -> bool:
    """ "A call lasts 300 seconds and an e-mail takes double that": a time is multiplied, no volume."""
    lasts = any(
        f.kind == "duration" and f.unit in ("second", "minute") and sentence.first <= scene.span(f).first < span.first
        for f in scene.facts
    )
    return lasts and any(m.last < span.first for _, m in scene.around(span, ("handle",), 0.3))


def _falling(scene: TextScene, role: Role) -> bool:
    """A minus, or a verb of falling before the percentage: "volume declines by 10%"."""
    verbs = scene.around(role.span, ("falling",), 1.0)
    return role.fact.text.startswith(("-", "−")) or any(m.last < role.span.first for _, m in verbs)


def money_amount(fact: Fact) -> tuple[float, str]:
    """The amount and the currency of a sum; of a range the middle, and "" where no currency is said."""
    value = fact.value
    if isinstance(value, dict) and "currency" in value:
        return middle(value), str(value["currency"])
    if isinstance(value, dict) and isinstance(value.get("low"), dict):
        low, high = value["low"], value["high"]
        return (middle(low) + middle(high)) / 2, str(low.get("currency") or high.get("currency"))
    return middle(value), ""


def _money(amount: float, currency: str) -> dict[str, Any]:
    return {"amount": tidy(amount), "currency": currency}


def _wage(scene: TextScene, role: Role, brief: Mapping[str, Any]) -> Change | None:
    """Pay per hour stays per hour; per year, week or day becomes per month; unnamed, the size tells month from year."""
    amount, currency = money_amount(role.fact)
    currency, detail = _currency(scene, currency, brief)
    per = role.fact.per or _period_named(scene, role.span)
    dollars = amount * _ROUGH_DOLLARS.get(currency, 1)
    if (
        per in ("hour",)
        or (per not in ("month", "year", "week", "day", "shift") and dollars < 60)
        or role.field == "hourly_wage"
    ):
        return _set("in_house.hourly_wage", _money(amount, currency), role.fact, detail)
    if per not in ("month", "year", "week", "day", "shift"):
        per = "year" if dollars > YEAR_FROM else "month"
    factor = {"year": 1 / 12, "week": 52 / 12, "day": 5 * 52 / 12, "shift": 15}.get(per, 1.0)
    return _set("in_house.salary_per_month", _money(amount * factor, currency), role.fact, detail)


def currency_assumed(scene: TextScene, brief: Mapping[str, Any]) -> str:
    """The currency of a sum said without one."""
    return _currency(scene, "", brief)[0]


def _currency(scene: TextScene, stated: str, brief: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The currency stated; else that of the brief or of other sums, else the language's, marked as assumed."""
    if stated:
        return stated, {}
    if isinstance(brief.get("currency"), str):
        return str(brief["currency"]), {}
    others = [money_amount(f)[1] for f in scene.facts if f.kind == "money"]
    return (others[0] if others and others[0] else "RUB" if scene.language == "ru" else "USD"), {"assumed": "currency"}


@cache
def _periods() -> dict[str, str]:
    """Words for periods in all languages with the period each names."""
    spoken = {**per_words().units.single(), **per_words().adverbs.single()}
    return {form: unit for form, unit in spoken.items() if unit in TIME_UNITS and len(form) > 1}


def _period_named(scene: TextScene, span: Span) -> str | None:
    """A period said by an adverb beside the sum: "annually", «в месяц»."""
    for at in range(span.last + 1, min(span.last + 4, len(scene.words))):
        for form in scene.words[at].forms:
            if form in _periods():
                return _periods()[form]
    return None


def _monthly(scene: TextScene, fact: Fact, brief: Mapping[str, Any]) -> dict[str, Any]:
    amount, stated = money_amount(fact)
    currency, _ = _currency(scene, stated, brief)
    if fact.bound == "at_most" and isinstance(fact.value, dict) and isinstance(fact.value.get("high"), int | float):
        amount = float(fact.value["high"])
    factor = {"year": 1 / 12, "week": 52 / 12, "quarter": 1 / 3, "day": 30.4}.get(
        fact.per or _period_named(scene, scene.span(fact)) or "", 1.0
    )
    return _money(amount * factor, currency)


def _quotes(scene: TextScene, roles: Roles, brief: Mapping[str, Any]) -> list[Change]:
    known = brief.get("quotes")
    count = len(known) if isinstance(known, list) else 0
    found: list[Change] = []
    equal = [f for pair in _equated(scene) for f in pair]
    for role in (*roles.of("quotes"), *_named_prices(scene, roles)):
        if role.fact in equal:
            continue  # "1 GBP = 1.25 USD" is a rate
        amount, currency = money_amount(role.fact)
        if not currency:
            continue
        unit = _quote_unit(scene, role)
        if role.fact.per is None and found:
            unit = found[-1].value["unit"]  # "$3.50 per ticket, the second one $4.10"
        quote: dict[str, Any] = {"price": _money(amount, currency), "unit": unit}
        vendor = _vendor(scene, role)
        index = count + len(found)
        if vendor:
            quote = {"vendor": vendor, **quote}
            names = [q.get("vendor") for q in known if isinstance(q, Mapping)] if isinstance(known, list) else []
            index = names.index(vendor) if vendor in names else index
        found.append(_set(f"quotes.{index}", quote, role.fact))
    return found


def _named_prices(scene: TextScene, roles: Roles) -> list[Role]:
    """ "Concentrix 13.5 USD/hour vs Alorica 12.90": a price by the unit with a name right before it is an offer."""
    found = []
    for fact in roles.free:
        span = scene.span(fact)
        if fact.kind == "money" and _QUOTE_UNITS.get(fact.per or "") and _quoted_beside(scene, span):
            found.append(Role("quotes", fact, span, None, 0.0))
            continue
        software = scene.around(span, ("software",), 1.0)
        if fact.kind != "money" or _QUOTE_UNITS.get(fact.per or "") is None or software:
            continue
        sentence = scene.sentence_of(span.first)
        at = span.first - 1
        steps = 0
        while at > sentence.first and steps < _NAME_REACH and not _NAME.fullmatch(scene.words[at].text):
            if scene.fact_at[at] is not None or scene.words[at].text in ",;.":
                break
            at, steps = at - 1, steps + 1
        word = scene.words[at] if at >= sentence.first else None
        if word is None or not _NAME.fullmatch(word.text) or scene.fact_at[at] is not None:
            continue
        if _is_name(scene, at, sentence) and not is_english(word.lower):
            found.append(Role("quotes", fact, span, None, 0.0))
    return found


def _quoted_beside(scene: TextScene, span: Span) -> bool:
    """A name in quotation marks right before the price: «Диалог» — 105 000 руб. за оператора."""
    beside = range(max(0, span.first - _NAME_REACH), span.first)
    return any(scene.in_name(Span(at, at)) for at in beside) and _quoted_before(scene, span) is not None


def _quote_unit(scene: TextScene, role: Role) -> str:
    if not role.fact.per:
        sentence = scene.sentence_of(role.span.first)
        named = scene.inside(Span(sentence.first, role.span.first), ("price_of",))
        if named:
            return named[-1].value
    if role.fact.each == "agent":
        return "per_agent"
    if role.fact.per == "month":
        agent = scene.around(role.span, ("agent", "person"), 0.8)
        return "per_agent" if agent and agent[0][1].first > role.span.first - 1 else "per_month"
    return _QUOTE_UNITS.get(role.fact.per or "", "per_hour" if money_amount(role.fact)[0] < 100 else "per_month")


_JOINS = frozenset({"and", "&", "/", "и", "or", "или"})
_NAME_REACH = 3  # words between a name and its price
_NAME = re.compile(r"(?:[A-ZА-ЯЁ]|[a-z][A-Z])[\w&.\-]*")


def _vendor(scene: TextScene, role: Role) -> str | None:
    """The name nearest before the price: quoted, or with a capital letter and no known word, or "vendor A"."""
    after = _vendor_after(scene, role.span) or _quoted_before(scene, role.span)
    if after:
        return after
    sentence = scene.sentence_of(role.span.first)
    busy = {at for m in scene.mentions if m.family != "quote" for at in range(m.first, m.last + 1)}
    words = scene.words
    at = role.span.first - 1
    while at >= max(sentence.first, role.span.first - 12):
        fact = scene.fact_at[at]
        if fact is not None and fact.kind == "money":
            break
        word = words[at]
        if (
            word.is_word
            and fact is None
            and at not in busy
            and _NAME.fullmatch(word.text)
            and _is_name(scene, at, sentence)
        ):
            first = at
            while (
                first - 1 >= sentence.first
                and _NAME.fullmatch(words[first - 1].text)
                and _is_name(scene, first - 1, sentence)
            ):
                first -= 1
            return scene.text[words[first].start : word.end]
        at -= 1
    return None


_QUOTED = re.compile(r"[«“„\"]([A-ZА-ЯЁ0-9][^«»“”„\"\n]{0,60})[»”“\"]")


def _quoted_before(scene: TextScene, span: Span) -> str | None:
    """The name in quotation marks nearest before a price: «Открытая линия» берёт 95 рублей."""
    sentence = scene.sentence_of(span.first)
    since = max(
        [scene.span(f).last + 1 for f in scene.facts if f.kind == "money" and scene.span(f).last < span.first],
        default=0,
    )
    first = max(sentence.first, since, span.first - 14)
    if first >= span.first:
        return None
    names = _QUOTED.findall(scene.text[scene.words[first].start : scene.words[span.first].start])
    return names[-1].strip() if names else None


_BY = frozenset({"by", "from", "от", "у", "with"})


def _vendor_after(scene: TextScene, span: Span) -> str | None:
    """ "$14 an hour by TeleWorks": a name after the price and its unit."""
    for at in range(span.last + 1, min(span.last + 6, len(scene.words) - 1)):
        word = scene.words[at]
        if not (word.is_word or word.text in "/") or scene.fact_at[at] is not None:
            return None
        if word.lower in _BY and _NAME.fullmatch(scene.words[at + 1].text) and scene.fact_at[at + 1] is None:
            last = at + 1
            while last + 1 < len(scene.words) and _NAME.fullmatch(scene.words[last + 1].text):
                last += 1
            return scene.text[scene.words[at + 1].start : scene.words[last].end]
    return None


def _is_name(scene: TextScene, at: int, sentence: Span) -> bool:
    word = scene.words[at]
    if word.lower in number_words().small or word.lower in first_person():
        return False  # «Один из подрядчиков»
    mention = any(m.first <= at <= m.last for m in scene.mentions)
    if mention and len(word.text) > 1 and "-" not in word.text:
        return False
    if at > sentence.first:
        return True
    return word.lower not in function_words() and word.lower not in clause_starters() and len(word.text) > 1


def _exchange(scene: TextScene, roles: Roles, brief: Mapping[str, Any]) -> list[Change]:
    """«доллар по 90»: the unit currency is the one named, the other the rouble unless the sum says otherwise."""
    found = _equations(scene)
    if found:
        return found
    for role in roles.of("exchange_rates"):
        amount, quoted = money_amount(role.fact)
        base = _named_currency(scene, role)
        quoted = quoted or ("RUB" if base != "RUB" else "")
        if base and quoted and base != quoted and amount > 0:
            found.append(_set(f"exchange_rates.{base}/{quoted}", tidy(amount) if amount >= 0.01 else amount, role.fact))
    return found


def _equations(scene: TextScene) -> list[Change]:
    """ "1 euro = 1.08 dollars": two sums set equal, the first a unit of its currency."""
    found = []
    for one, other in _equated(scene):
        (unit, base), (amount, quoted) = money_amount(one), money_amount(other)
        rate = tidy(amount / unit) if amount >= unit else amount / unit
        found.append(_set(f"exchange_rates.{base}/{quoted}", rate, other))
    return found


def _equated(scene: TextScene) -> list[tuple[Fact, Fact]]:
    """Pairs of sums in two currencies set equal."""
    found = []
    for one, other in pairwise([f for f in scene.facts if f.kind == "money"]):
        between = {w.lower for w in scene.words if one.end <= w.start and w.end <= other.start}
        (unit, base), (_, quoted) = money_amount(one), money_amount(other)
        if unit in (1, 100) and base != quoted and between and between <= _EQUAL:
            found.append((one, other))
    return found


_EQUAL = frozenset(
    {
        "=",
        "is",
        "equals",
        "worth",
        "equal",
        "are",
        "это",
        "равен",
        "равно",
        "—",
        "-",
        "to",
        "стоит",
        "по",
        "about",
        "примерно",
        "около",
    }
)


_SIGNS = {"$": "USD", "€": "EUR", "₽": "RUB", "£": "GBP", "₸": "KZT", "₴": "UAH"}
_IN = frozenset({"в", "in", "во"})


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


def _named_currency(scene: TextScene, role: Role) -> str:
    near = range(max(0, role.span.first - 8), min(len(scene.words), role.span.last + 6))
    outside = [at for at in near if at not in role.span]
    return currency_named(
        scene, sorted(outside, key=lambda at: min(abs(at - role.span.first), abs(at - role.span.last)))
    )


def currency_named(scene: TextScene, places: Iterable[int]) -> str:
    """The first currency named at these places, or an empty string."""
    currencies = money_words().currencies.single()
    for at in places:
        for form in sorted(scene.words[at].forms):
            if form in currencies:
                return currencies[form]
    return ""
