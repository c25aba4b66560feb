"""What is said of an offer beside its price: its fixed fee, its tax, which hour, which channel, its launch.

Of offers already told it may be said later: "both are per productive hour", «это цена с НДС», "£35k setup for the
second one". Such words say nothing of how the buyer wants to pay.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from assistant.reading.concepts import Mention
from assistant.reading.facts import Fact
from assistant.reading.number_words import words as number_words
from assistant.reading.offers_complete import is_quote, region_of
from assistant.reading.offers_known import named_at
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.sums import money, money_amount
from assistant.reading.word_lists import listed

_FEE_APART = 12  # words between a fee and the price of a unit that comes with it
_LAUNCH_BESIDE = 4  # words between a sum and the launch it is for
_OF_PAYING = ("pricing_model", "coverage.hours_per_day", "coverage.open", "coverage.close")


def with_offers_qualified(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with the fee, the tax, the hour, the channel and the launch of each offer put into it."""
    found = _with_fees(scene, list(changes), brief)
    told = sorted((c for c in found if is_quote(c)), key=lambda c: c.start)
    for change in told:
        more = {**_said_of(scene, region_of(scene, told, change)), **_channel(scene, change, found, brief)}
        if more:
            found = [_with(c, more) if c.path == change.path and is_quote(c) else c for c in found]
    return found if told else _of_known(scene, found, brief)


def _with(change: Change, more: Mapping[str, Any]) -> Change:
    value = {**change.value, **more}
    return Change(change.op, change.path, value, change.start, change.end, change.text, change.detail)


def _with_fees(scene: TextScene, changes: list[Change], brief: Mapping[str, Any]) -> list[Change]:
    """A fee a month and the price of a unit that comes with it are one offer: "$500 a month plus $1.10 a minute"."""
    changes = _fee_alone(scene, changes, brief)
    told = sorted((c for c in changes if is_quote(c)), key=lambda c: c.start)
    for first, second in pairwise(told):
        units = {first.value["unit"], second.value["unit"]}
        if "per_month" not in units or len(units) != 2 or not _comes_with(scene, first, second):
            continue
        fee, unit = (first, second) if first.value["unit"] == "per_month" else (second, first)
        vendor = first.value.get("vendor") or second.value.get("vendor")
        rest = {key: value for key, value in unit.value.items() if key != "vendor"}
        value = {**({"vendor": vendor} if vendor else {}), **rest, "fee_per_month": fee.value["price"]}
        one = Change("set", first.path, value, first.start, second.end, scene.text[first.start : second.end])
        kept = [one if c is first else c for c in changes if c is not second]
        return _closed_up(kept, second)
    return changes


def _closed_up(changes: Sequence[Change], gone: Change) -> list[Change]:
    """The numbers of later offers moved up into the place of one that has become part of another."""
    at = int(gone.path.split(".")[1])

    def path(change: Change) -> str:
        parts = change.path.split(".")
        later = parts[0] == "quotes" and len(parts) > 1 and parts[1].isdigit() and int(parts[1]) > at
        return ".".join([parts[0], str(int(parts[1]) - 1), *parts[2:]]) if later else change.path

    return [Change(c.op, path(c), c.value, c.start, c.end, c.text, c.detail) for c in changes]


def _comes_with(scene: TextScene, first: Change, second: Change) -> bool:
    """A plus or an "and" joins the two prices, and no other vendor, package or full stop stands between them."""
    between = [at for at, word in enumerate(scene.words) if first.end <= word.start and word.end <= second.start]
    words = {scene.words[at].lower for at in between}
    if not between or len(between) > _FEE_APART or not words & listed("comes_with") or words & {".", ";", "\n"}:
        return False
    if "vendor" in second.value and "vendor" in first.value and second.value["vendor"] != first.value["vendor"]:
        return False
    if any(m.family == "another_vendor" and m.first in between for m in scene.mentions):
        return False
    return "contacts_included" not in first.value


def _fee_alone(scene: TextScene, changes: list[Change], brief: Mapping[str, Any]) -> list[Change]:
    """ "35 thousand a month fee + 25 a minute" is an offer though nobody is named who makes it."""
    if any(is_quote(c) for c in changes):
        return changes
    fees = [
        f for f in scene.facts if f.kind == "money" and f.per == "month" and f.each is None and _fee_named(scene, f)
    ]
    units = [f for f in scene.facts if f.kind == "money" and f.per in _UNITS]
    if len(fees) != 1 or len(units) != 1:
        return changes
    parts = sorted([fees[0], units[0]], key=lambda f: f.start)
    count = len(brief.get("quotes") or ())
    quotes = [{"price": money(*money_amount(f)), "unit": _UNITS.get(f.per or "", "per_month")} for f in parts]
    made = [
        Change("set", f"quotes.{count + at}", quote, f.start, f.end, f.text)
        for at, (quote, f) in enumerate(zip(quotes, parts, strict=True))
    ]
    if not _comes_with(scene, made[0], made[1]):
        return changes
    return [c for c in changes if not any(c.start < f.end and f.start < c.end for f in parts)] + made


_UNITS = {"minute": "per_minute", "hour": "per_hour", "contact": "per_contact", "call": "per_contact"}


def _fee_named(scene: TextScene, fact: Fact) -> bool:
    span = scene.span(fact)
    beside = range(max(0, span.first - 3), min(len(scene.words), span.last + 5))
    return any(scene.words[at].lower in listed("fixed_fee") for at in beside)


def _said_of(scene: TextScene, region: Span) -> dict[str, Any]:
    """Whether tax is in a price and which hour it is for, by the words of its region."""
    tax, hour = _told(scene, "tax_in_price", region), _told(scene, "hour_basis", region)
    return {**({"tax": tax} if tax else {}), **({"hour": hour} if hour else {})}


def _told(scene: TextScene, family: str, region: Span) -> str:
    """The value of a family in a part of the message; of two at one place the longer, "not included"."""
    inside = [m for m in scene.mentions if m.family == family and region.first <= m.first <= region.last]
    if family == "hour_basis":
        inside = [m for m in inside if not _in_question(scene, m)]
    longest = max(inside, key=lambda m: (-m.first, m.last - m.first), default=None)
    overlapping = [m for m in inside if longest is not None and m.first <= longest.last and longest.first <= m.last]
    kept = max(overlapping, key=lambda m: m.last - m.first, default=None)
    return str(kept.value) if kept is not None else ""


def _in_question(scene: TextScene, mention: Mention) -> bool:
    sentence = scene.sentence_of(mention.first)
    return scene.words[min(sentence.last, len(scene.words) - 1)].text == "?"


def _ticket(scene: TextScene, fact: Fact) -> bool:
    span = scene.span(fact)
    said = {form for at in range(span.first, span.last + 1) for form in (*scene.words[at].forms, scene.words[at].lower)}
    return bool(said & listed("tickets"))


def _channel(scene: TextScene, change: Change, changes: Sequence[Change], brief: Mapping[str, Any]) -> dict[str, Any]:
    """The one channel a price per contact is told for, where the buyer has others too: "per telephone contact"."""
    if change.value.get("unit") != "per_contact" or change.value.get("channel"):
        return {}
    wanted = {name for name, value in (brief.get("channels") or {}).items() if value is not None}
    wanted |= {c.path.split(".")[1] for c in changes if c.path.startswith("channels.") and c.value is not None}
    at = next((k for k, word in enumerate(scene.words) if word.start >= change.end), None)
    if at is None or len(wanted) < 2 or scene.words[at].lower not in listed("priced_per"):
        return {}
    near = scene.facts_within(Span(at, min(at + 2, len(scene.words) - 1)))
    # A price per ticket is for whatever comes in, though tickets alone are e-mail.
    named = [str(f.value) for f in near if f.kind == "channel" and not _ticket(scene, f)]
    others = [c for c in changes if is_quote(c) and c is not change]
    return {"channel": named[0]} if named and named[0] in wanted and not _listed_with(change, others) else {}


def _listed_with(change: Change, others: Sequence[Change]) -> bool:
    """The vendor has prices for several channels, which are told apart already."""
    return any(o.value.get("vendor") == change.value.get("vendor") and o.value.get("channel") for o in others)


def _of_known(scene: TextScene, changes: list[Change], brief: Mapping[str, Any]) -> list[Change]:
    """What is said of offers known: to the one named, else to all that it can be said of."""
    known = [(i, q) for i, q in enumerate(brief.get("quotes") or ()) if isinstance(q, Mapping)]
    if not known:
        return changes
    whole = Span(0, len(scene.words) - 1)
    asked = scene.text.rstrip().endswith("?") and not _put_right(scene)
    found = list(changes)
    tax = "" if asked else _told(scene, "tax_in_price", whole)
    hour = _told(scene, "hour_basis", whole)
    if not asked or _put_right(scene):
        found += _taxes_apart(scene, known)
    parted = len(found) > len(changes)
    for field, value, unit in (("tax", "" if parted else tax, None), ("hour", hour, "per_hour")):
        for i, quote in _meant(scene, known) if value else []:
            if unit in (None, quote.get("unit")) and quote.get(field) != value:
                found.append(Change("set", f"quotes.{i}.{field}", value, 0, len(scene.text), scene.text))
    launch = _launch(scene)
    if launch is not None and len(meant := _meant(scene, known)) == 1:
        amount, currency = money_amount(launch)
        sum_ = money(amount, currency or str(meant[0][1]["price"]["currency"]))
        place = (launch.start, launch.end, launch.text)
        found = [c for c in found if not (c.start < launch.end and launch.start < c.end)]
        found.append(Change("set", f"quotes.{meant[0][0]}.setup", sum_, *place))
    terms = [f for f in scene.facts if f.kind == "duration" and f.unit in ("month", "year")]
    found = [c for c in found if not (c.path.startswith("coverage.") and any(_over(c, f) for f in terms))]
    if len(found) > len(changes) or (hour and any(q.get("unit") == "per_hour" for _, q in known)):
        found = [c for c in found if c.path not in _OF_PAYING]
    return found


def _taxes_apart(scene: TextScene, known: Sequence[tuple[int, Mapping[str, Any]]]) -> list[Change]:
    """ "Golden is without VAT, the others with it": each said of the offer named before it, or of those not named."""
    told = [m for m in scene.mentions if m.family == "tax_in_price"]
    told = [
        m
        for m in told
        if not any(o.first <= m.first and m.last <= o.last and o is not m and _longer(o, m) for o in told)
    ]
    named = named_at(scene, [quote for _, quote in known])
    if len({m.value for m in told}) < 2 or not named:
        return []
    found, since = [], 0
    for mention in sorted(told, key=lambda m: m.first):
        here = {i for at, i in named if since <= at < mention.first}
        others = any(word.lower in listed("other_offers") for word in scene.words[since : mention.first])
        meant = here or ({i for i, _ in known} - {i for _, i in named} if others else set())
        start, end = scene.words[mention.first].start, scene.words[mention.last].end
        found += [
            Change("set", f"quotes.{i}.tax", mention.value, start, end, scene.text[start:end]) for i in sorted(meant)
        ]
        since = mention.last + 1
    return found


def _longer(one: Mention, other: Mention) -> bool:
    return one.last - one.first > other.last - other.first


def _over(change: Change, fact: Fact) -> bool:
    return change.start < fact.end and fact.start < change.end


def _put_right(scene: TextScene) -> bool:
    """The message tells, and asks for the sum anew: "these are with VAT, can you redo it?"."""
    sentences = [scene.sentence_of(m.first) for m in scene.mentions if m.family == "tax_in_price"]
    return any(scene.words[s.last].text != "?" for s in sentences)


def _meant(scene: TextScene, known: Sequence[tuple[int, Mapping[str, Any]]]) -> list[tuple[int, Mapping[str, Any]]]:
    """The offers a message names by vendor or number; all where it names none."""
    ordinals = number_words().ordinal_values
    named = []
    for i, quote in known:
        vendor = str(quote.get("vendor") or "")
        first = vendor.split()[0].lower() if vendor else ""
        by_name = first and any(
            (word.text == vendor if len(vendor) <= 2 else first in {word.lower, *word.forms}) for word in scene.words
        )
        first_told = i == 0 and any(word.lower in listed("first_of") for word in scene.words)
        if by_name or first_told or any(ordinals.get(word.lower) == i + 1 for word in scene.words):
            named.append((i, quote))
    return named or list(known)


def _launch(scene: TextScene) -> Fact | None:
    """A sum told for the launch."""
    for fact in scene.facts:
        if fact.kind != "money" or fact.per:
            continue
        span = scene.span(fact)
        around = range(max(0, span.first - _LAUNCH_BESIDE), min(span.last + _LAUNCH_BESIDE, len(scene.words) - 1) + 1)
        if any(scene.words[at].forms & listed("offer_launch") for at in around):
            return fact
    return None
