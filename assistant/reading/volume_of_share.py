"""Volumes told as a share of whatever was counted: "every fourth of our 9,600 bookings causes a call".

«Участников 2 300, каждый десятый пишет в чат» counts those who write as well.

What is counted may be anything but contacts and the people who answer them: how many of it get in touch is the volume.
"""

from dataclasses import replace

from assistant.reading.channel_shares import fraction
from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.nouns_counted import nouns_counted
from assistant.reading.rate_words import TIME_UNITS, period_forms
from assistant.reading.roles import find_roles
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import function_words, listed
from assistant.reading.words import parts_of_speech

_ONE_IN = ("one_in", "ratio")  # "every fourth", "one resident in fifty"
_ALL = 100.0  # per cent
_ROUNDED = 1.0  # per cent that parts of a whole may miss
_OF = 4  # words between a share and the number it is of
_AHEAD = 10  # words between a share and what those do: they write, they call
_VERB = 3  # words between what they do and a share told after it
_SENTENCES = 3  # over which what was counted is still spoken of
_FEWEST = 30  # of whom a share is told though others stand between


def with_volumes_of_shares(scene: TextScene) -> TextScene:
    """The scene with such shares, and what they are of, read as volumes."""
    shares = [f for f in scene.facts if f.kind == "percent" and f.unit in (None, *_ONE_IN)]
    replaced: dict[int, Fact] = {}
    dropped: set[int] = set()
    for share in shares:
        if not 0 < middle(share.value) < _ALL or not _get_in_touch(scene, share):
            continue
        base = _named_base(scene, share) or _counted_elsewhere(scene, share)
        if base is None or _counted_between(scene, base, share):
            continue
        per = base.value["per"] if base.kind == "volume" else _period(scene, share)
        value = middle(base.value) * fraction(middle(share.value))
        volume = {"value": value, "per": per}
        replaced[id(share)] = replace(share, kind="volume", value=volume, per=per, unit="times")
        dropped.add(id(base))
    whole = sum(middle(share.value) for share in shares)
    if not replaced or _told_as_rates(scene) or abs(whole - _ALL) < _ROUNDED:
        return scene  # "two thirds are calls, one third is mail" parts what is told
    return scene.with_facts([replaced.get(id(f), f) for f in scene.facts if id(f) not in dropped])


def _told_as_rates(scene: TextScene) -> bool:
    """Whether rates are found as such, with the customers they are of."""
    roles = find_roles(scene)
    return bool(roles.of("driver") and roles.of("contact_rate"))


def _get_in_touch(scene: TextScene, share: Fact) -> bool:
    """Whether those of the share call or write, in the same clause: after it, or right before it."""
    span = scene.span(share)
    if scene.has(span, "contact", "writes"):
        return False  # "one call in ten"
    sentence = scene.sentence_of(span.first)
    first = span.last + 1
    first += first < len(scene.words) and scene.words[first].lower in listed("of_words")
    starting = {m.family for m in scene.starting_at(first)}
    verb = first < len(scene.words) and scene.words[first].lower in listed("bare_verbs")
    if "contact" in starting and "writes" not in starting and not verb:
        return False  # "70% of questions come by mail", «80% звонков»
    last = span.last
    while last < min(sentence.last, span.last + _AHEAD) and scene.words[last + 1].text not in ",;:()—–":
        last += 1
        fact = scene.fact_at[last]
        if fact is not None and fact is not share and fact.kind in ("percent", "money"):
            break
    ahead = Span(min(span.last + 1, last), last)
    verbs = scene.inside(ahead, ("writes", "contact"))
    # "5% of our 9,000 deliveries a month end up with a call": two words or more are a verb, and count nothing
    own = [m for m in verbs if (m.family == "writes" and m.last > m.first) or not _counted(scene, m.first)]
    named = any(place.first in ahead and not _counted(scene, place.first) for _, place in scene.channels)
    first = max(sentence.first, span.first - _VERB)
    while first < span.first and any(w.text in ",;:." for w in scene.words[first : span.first]):
        first += 1
    before = Span(first, max(first, span.first - 1))
    calls = (m for m in scene.inside(before, ("contact",)) if "VERB" in parts_of_speech(scene.words[m.first].lower))
    return bool(own) or named or scene.has(before, "writes") or any(calls)


def _counted(scene: TextScene, at: int) -> bool:
    """A word right after a number is what is counted: "5% of the 900 calls"."""
    before = scene.fact_at[at - 1] if at else None
    inside = scene.fact_at[at]
    return any(f is not None and f.kind in ("number", "volume") for f in (before, inside))


def _named_base(scene: TextScene, share: Fact) -> Fact | None:
    """The number in "a quarter of the 6,400 buyers", "of 9,600 bookings, every fourth"."""
    span = scene.span(share)
    sentence = scene.sentence_of(span.first)
    for at in range(span.last + 1, min(sentence.last, span.last + _OF) + 1):
        fact = scene.fact_at[at]
        if fact is not None and fact.kind != "channel":
            led = {w.lower for w in scene.words[span.last + 1 : at]} & listed("of_words")
            return fact if led and _things(scene, fact) else None
    opening = any(word.lower in listed("of_words") for word in scene.words[sentence.first : sentence.first + 2])
    first = scene.facts_within(Span(sentence.first, span.first - 1)) if opening and span.first else []
    return next((f for f in first if _things(scene, f)), None)


def _counted_elsewhere(scene: TextScene, share: Fact) -> Fact | None:
    """What was counted in the sentences before, or in the one after, where a share of it is told by itself."""
    span = scene.span(share)
    following = span.last + 1
    of_them = any(m.family in ("of_them", "of_which") for m in scene.starting_at(following))
    told = [role.fact for role in find_roles(scene).of("contacts") if not _other_noun(scene, role.fact)]
    if not of_them and share.unit not in _ONE_IN and (told or not _verb_after(scene, span)):
        return None  # "3,000 contacts a month, 70% call" divides those
    sentence = scene.sentence_of(span.first)
    near = scene.sentences_before(sentence, _SENTENCES)
    told_before = scene.facts_within(Span(near[-1].first, span.first - 1)) if span.first else []
    before = [f for f in told_before if _many(scene, f)]
    if before:
        return before[-1] if before[-1] not in told else None
    if sentence.last + 1 >= len(scene.words):
        return None
    after = [f for f in scene.facts_within(scene.sentence_of(sentence.last + 1)) if _many(scene, f)]
    return after[0] if len(after) == 1 else None


def _other_noun(scene: TextScene, fact: Fact) -> bool:
    """ "12,000 pallets monthly": a noun that names no contacts is counted, whatever the number is taken for."""
    span = scene.span(fact)
    inside = (
        w for w in scene.words[span.first + 1 : span.last + 1] if w.is_word and not w.forms & period_forms().keys()
    )
    counted = any(w.lower not in function_words() for w in inside) or bool(nouns_counted(scene, span))
    return counted and scene.head(fact)[0] is None


def _verb_after(scene: TextScene, span: Span) -> bool:
    """ "2% write a mail", «5% звонят»: a verb right after a share says what those of it do."""
    at = min(span.last + 1, len(scene.words) - 1)
    verbs = listed("writing_verbs") | listed("bare_verbs")
    return bool(scene.words[at].forms & verbs) or any(m.family == "writes" for m in scene.starting_at(at))


def _counted_between(scene: TextScene, base: Fact, share: Fact) -> bool:
    """ "Of 9,000 subscribers some 300 write, two thirds by e-mail": the share is of what is told last."""
    if base.start > share.start:
        return False
    between = scene.facts_within(Span(scene.span(base).last + 1, max(scene.span(share).first - 1, 0)))
    return any(f.kind in ("number", "volume") for f in between)


def _things(scene: TextScene, fact: Fact) -> bool:
    """A count of anything but contacts and people who work."""
    if fact.kind not in ("number", "volume") or fact.unit or middle(fact.value) <= 1:
        return False
    if fact.kind == "volume" and fact.value.get("per") not in TIME_UNITS:
        return False
    head, _ = scene.head(fact)
    if head is not None and head.family == "contact":
        after = Span(scene.span(fact).last + 1, min(scene.span(fact).last + 2, len(scene.words) - 1))
        return after.first <= after.last and scene.has(after, "driver")  # "15% of our 5,000 customers call"
    return head is None or head.family != "agent"


def _many(scene: TextScene, fact: Fact) -> bool:
    span = scene.span(fact)
    beside = Span(max(0, span.first - _VERB), min(len(scene.words) - 1, span.last + 2))
    named = fact.kind == "volume" or bool(nouns_counted(scene, span)) or scene.has(beside, "driver")
    return named and _things(scene, fact) and middle(fact.value) >= _FEWEST


def _period(scene: TextScene, share: Fact) -> str:
    """The period told in the sentence of a share: "in a given month"; a month where none is."""
    sentence = scene.sentence_of(scene.span(share).first)
    if share.per in TIME_UNITS:
        return str(share.per)
    for fact in scene.facts_within(sentence):
        if fact.kind == "duration" and fact.unit in TIME_UNITS:
            return str(fact.unit)
    told = scene.inside(sentence, ("period_head", "year_head"))
    return (told[0].value or "year") if told else "month"
