"""Volumes told for one of several: "each of our three branches takes 20 calls a day", «на каждого по 200 писем».

What one takes is taken by all of them: twenty calls a day by three branches are sixty.
"""

from dataclasses import replace

from assistant.reading.concepts import Mention
from assistant.reading.facts import Fact
from assistant.reading.frames import ALL, middle
from assistant.reading.nouns_counted import nouns_counted
from assistant.reading.rate_words import TIME_UNITS, period_forms
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import conjunctions, function_words, listed
from assistant.reading.words import noun_cases, parts_of_speech

_AFTER_COUNT = 4  # words between so many things and what each of them takes
_AFTER = 9  # words between "each" and what each takes
_JUST = 4  # words between what each takes and an "each" that follows it
_BEFORE = 20  # words between how many there are and "each", whichever comes first
_MOST = 100_000_000
_FAR = 60  # words after a count in which one of those counted is spoken of
_SHORT = 2  # letters of a word too short to tell a noun by
_AT_ONCE = 4  # words between "each" and what each takes where nothing says what is counted
_PAID = 5  # words between pay and the "each" it is for


def with_each_multiplied(scene: TextScene) -> TextScene:
    """The scene with the volume of each of several read as the volume of all of them."""
    for mark in [*(m for m in scene.mentions if m.family == "apiece"), *_by_each(scene), *_one_of_counted(scene)]:
        if mark.last + 1 < len(scene.words) and scene.words[mark.last + 1].forms & listed("period_nouns"):
            continue  # "each month", «каждый день»
        if mark.first and scene.words[mark.first - 1].lower in listed("each_time_after"):
            continue  # "after each storm"
        if any(scene.kind_at(at) == "duration" for at in range(mark.last + 1, min(mark.last + 4, len(scene.words)))):
            continue  # "450 e-mails a month, each eats a quarter of an hour"
        inside = scene.fact_at[mark.first]
        if inside is not None and inside.kind == "percent":
            continue  # «каждый шестой»
        if _of_pay_or_time(scene, mark) or _paid_so(scene, mark):
            continue  # "at 3,000 dollars a month each", "five minutes each", «9 операторов по 60 тысяч каждому»
        many = _counted_before(scene, mark) or _counted_after(scene, mark) or _told_after(scene, mark)
        if many is None and mark.family == "apiece":
            many = _how_many(scene, mark) or _any_counted(scene, mark) or _counted_behind(scene, mark)
        taken = (_taken(scene, mark, many) or _once(scene, mark)) if many is not None else None
        if many is None or taken is None or taken is many:
            continue
        counted = Span(scene.span(many).first, min(scene.span(many).last + 3, len(scene.words) - 1))
        if taken.kind == "volume" and taken.value["per"] == "shift" and scene.has(counted, "shift"):
            continue  # "two shifts, and each takes 75 calls": how many a day is told by the shifts
        parts = [taken, *_listed_with(scene, taken, many)]
        per = next((f.value["per"] for f in parts if f.kind == "volume"), None)
        whole = [_times(part, middle(many.value), per) for part in parts]
        kept = [f for f in scene.facts if not any(f is part or part.start <= f.start < part.end for part in parts)]
        kept = [f for f in kept if f is not many or not (_of_contacts(scene, f) or f.kind == "volume")]
        return scene.with_facts(sorted([*kept, *whole], key=lambda f: (f.start, -f.end)))
    return scene


def _paid_so(scene: TextScene, mark: Mention) -> bool:
    """A bare number of what each gets stands right before "each", led by "at" or «по»: their pay."""
    told = scene.fact_at[mark.first - 1] if mark.first else None
    if told is None or told.kind != "number" or _of_contacts(scene, told) or not scene.span(told).first:
        return False
    return scene.words[scene.span(told).first - 1].lower in listed("by_each") | listed("paid_at")


def _of_pay_or_time(scene: TextScene, mark: Mention) -> bool:
    """Whether the last figure right before "each" is a sum or the length of a contact, which it then belongs to."""
    for at in range(mark.first, max(scene.sentence_of(mark.first).first, mark.first - _PAID) - 1, -1):
        fact = scene.fact_at[at]
        if fact is not None and fact.kind in ("money", "duration"):
            return fact.kind == "money" or at >= mark.first - 1
        if scene.words[at].text in ",;:" or (fact is not None and fact.kind in ("number", "volume", "percent")):
            return False
    return False


def _times(taken: Fact, many: float, per: str | None) -> Fact:
    """What one of so many takes, as what all of them take in the period told with it or with its list."""
    per = taken.value["per"] if taken.kind == "volume" else per
    total = many * middle(taken.value)
    whole = replace(taken, kind="volume" if per else "number", value={"value": total, "per": per} if per else total)
    return replace(whole, per=per or taken.per, unit=taken.unit or ALL, each=None)


def _listed_with(scene: TextScene, taken: Fact, many: Fact) -> list[Fact]:
    """More that each takes, in one list with the first: "130 e-mails a month and 90 calls"."""
    found = []
    for step in (1, -1):
        at = next(k for k, f in enumerate(scene.facts) if f is taken) if taken in scene.facts else -1
        before = taken
        while at >= 0 and 0 <= at + step < len(scene.facts):
            at += step
            fact = scene.facts[at]
            if fact.kind == "channel":
                continue
            left, right = (before, fact) if step > 0 else (fact, before)
            counted = _volume(scene, fact) or (fact.kind == "number" and not fact.unit and _of_contacts(scene, fact))
            if fact is many or not counted or not _one_list(scene, left, right):
                break
            found.append(fact)
            before = fact
    return found


def _one_list(scene: TextScene, left: Fact, right: Fact) -> bool:
    """Whether nothing but the noun of the first, a comma and a joining word stands between two quantities."""
    between = range(scene.span(left).last + 1, scene.span(right).first)
    named = {at for _, place in scene.channels for at in range(place.first, place.last + 1)}
    joined = False
    for at in between:
        word = scene.words[at]
        if word.text == "," or word.lower in listed("list_joins"):
            joined = True
        elif word.is_word and at not in named and word.lower not in listed("roughly"):
            if not scene.has(Span(at, at), "contact", "period_head"):
                return False
        elif not word.is_word:
            return False
    return joined


def _by_each(scene: TextScene) -> list[Mention]:
    """«Пять магазинов, по 30 звонков в день»: the preposition before what each of them takes."""
    found = []
    for fact in scene.facts:
        before = scene.span(fact).first - 1
        if before > 0 and scene.words[before].lower in listed("by_each") and not fact.unit and _volume(scene, fact):
            counted = [f for f in scene.facts_within(Span(scene.sentence_of(before).first, before)) if f is not fact]
            near = [
                f
                for f in counted
                if before - scene.span(f).last <= _AFTER_COUNT and not _channel_between(scene, f, before)
            ]
            if any(f.kind == "number" and _counts_things(scene, f) for f in near):
                found.append(Mention("apiece", before, before))
    return found


def _channel_between(scene: TextScene, counted: Fact, at: int) -> bool:
    """«1 400 позиций, а в мессенджеры падает по 2 700 обращений»: the volume is of another thing than was counted."""
    return any(scene.span(counted).last < place.first < at for _, place in scene.channels)


def _counted_behind(scene: TextScene, mark: Mention) -> Fact | None:
    """ "40 calls a day each, 6 clinics": those each of whom takes so many, counted right behind."""
    ahead = scene.facts_within(Span(mark.last + 1, scene.sentence_of(mark.first).last))
    after = [f for f in ahead if f.kind != "channel"]
    if _right_before(scene, mark) is None or not after or scene.span(after[0]).first - mark.last > _AT_ONCE:
        return None
    told = after[0].kind == "number" and not after[0].unit and not isinstance(after[0].value, dict)
    return after[0] if told and after[0].value > 1 and _counts_things(scene, after[0]) else None


def _one_of_counted(scene: TextScene) -> list[Mention]:
    """ "Each clinic", "a salon", "per shop", «на магазин»: one of those that a number counted before."""
    found = []
    for fact in scene.facts if any(_volume(scene, f) for f in scene.facts) or _once_told(scene) else ():
        if fact.kind != "number" or fact.unit or isinstance(fact.value, dict) or not 1 < fact.value <= _MOST:
            continue
        nouns = nouns_counted(scene, scene.span(fact))
        end = min(len(scene.words), scene.span(fact).last + _FAR)
        first = max(scene.sentence_of(scene.span(fact).first).first, scene.span(fact).first - _BEFORE)
        before = range(first, scene.span(fact).first)  # "30 e-mails a day per brand, and we have four brands"
        for at in (*before, *range(scene.span(fact).last + 2, end)) if nouns else ():
            if scene.words[at].forms & nouns and (led := _determined(scene, at)) is not None:
                found.append(Mention("one_of_counted", led, at))
    return sorted(found, key=lambda m: m.first)


def _once_told(scene: TextScene) -> bool:
    return any(word.lower in listed(name) for word in scene.words for name in _ONCE)


def _determined(scene: TextScene, at: int) -> int | None:
    """Where "each", "every", "a", "per" and an adjective at most stand before a noun; None where they do not."""
    for first in (at - 1, at - 2):
        if first < 0 or not scene.words[first].is_word or scene.kind_at(first) not in (None, "volume"):
            return None
        if scene.words[first].lower in listed("one_of_words"):
            return None if _where(scene, first, at) else first
        if first == at - 1 and scene.words[first].lower in listed("by_each") and _one_dative(scene.words[at].lower):
            return first  # «300 банкоматов, по банкомату 4 звонка»
    return None


def _where(scene: TextScene, first: int, noun: int) -> bool:
    """«На сайте» is where something comes, and «на сайт» would be what it is for."""
    cases = noun_cases(scene.words[noun].lower)
    return scene.words[first].lower in listed("of_or_where") and bool(cases) and "accs" not in cases


def _one_dative(noun: str) -> bool:
    """One Russian thing in the dative; the dative of several ends in «м»."""
    return "datv" in noun_cases(noun) and not noun.endswith("м")


def _counted_before(scene: TextScene, mark: Mention) -> Fact | None:
    """The number that counted the noun of the mark, in the same text and before it; the last one."""
    forms = scene.words[mark.last].forms
    before = [
        f
        for f in scene.facts_within(Span(max(0, mark.first - _FAR), mark.first))
        if f.kind == "number"
        and not f.unit
        and not isinstance(f.value, dict)
        and 1 < f.value <= _MOST
        and scene.span(f).last < mark.first
        and forms & nouns_counted(scene, scene.span(f))
    ]
    return before[-1] if before else None


def _counted_after(scene: TextScene, mark: Mention) -> Fact | None:
    """ "30 e-mails a day per brand, and we have four brands": how many there are, told in the same sentence after."""
    forms = frozenset(f for f in scene.words[mark.last].forms if len(f) > _SHORT)
    sentence = scene.sentence_of(mark.last)
    after = scene.facts_within(Span(mark.last + 1, min(sentence.last, mark.last + _BEFORE)))
    counts = [f for f in after if f.kind == "number" and not f.unit and not isinstance(f.value, dict) and f.value > 1]
    return next((f for f in counts if forms & nouns_counted(scene, scene.span(f))), None)


def _told_after(scene: TextScene, mark: Mention) -> Fact | None:
    """ "Parents ring twice a month each, there are 2,100 parents": those who do so, counted right after."""
    if mark.family != "apiece" or _right_before(scene, mark) is None:
        return None
    sentence = scene.sentence_of(mark.first)
    plain = function_words() | period_forms().keys()
    named = [w for w in scene.words[sentence.first : mark.first] if w.is_word and w.lower not in plain]
    who = {form for word in named for form in word.forms if len(form) > _SHORT} - period_forms().keys()
    for fact in scene.facts_within(Span(mark.last + 1, min(sentence.last, mark.last + _BEFORE))):
        if fact.kind != "channel":
            beside = scene.words[mark.last + 1 : min(sentence.last, scene.span(fact).last + 2) + 1]
            counts = fact.kind == "number" and not fact.unit and not isinstance(fact.value, dict) and fact.value > 1
            told = counts and any(word.forms & who for word in beside) and not _of_contacts(scene, fact)
            return fact if told else None
    return None


def _how_many(scene: TextScene, mark: Mention) -> Fact | None:
    """How many there are: told before "each", or within "each of our three branches"."""
    sentence = scene.sentence_of(mark.first)
    inside = range(mark.first, min(sentence.last, mark.last + 4) + 1)
    ahead = [scene.fact_at[at] for at in inside if scene.fact_at[at] is not None]
    of_them = any(scene.words[at].lower in listed("of_words") for at in inside)
    if of_them and ahead and ahead[0] is not None and _of_so_many(scene, ahead[0]):
        return ahead[0]
    opens = scene.words[sentence.first : mark.first]
    if all(word.lower in function_words() for word in opens) and sentence.first:
        sentence = scene.sentence_of(sentence.first - 1)  # "We have nine shops. Each gets …"
    first = max(sentence.first, mark.first - _BEFORE)
    before = [f for f in scene.facts if first <= scene.span(f).first < mark.first and _countable(scene, f)]
    return before[-1] if before else None


def _of_so_many(scene: TextScene, fact: Fact) -> bool:
    """The nine of "each of the nine centres", whatever they are, and where a period follows it; no contacts."""
    plain = fact.kind in ("number", "volume") and not fact.unit and 1 < middle(fact.value) <= _MOST
    return plain and (_countable(scene, fact) or not _of_contacts(scene, fact))


def _any_counted(scene: TextScene, mark: Mention) -> Fact | None:
    """«Девять стоматологий, в каждую …»: whatever a number of the sentence counts, where "each" is followed at once by
    what each takes and by no noun of its own.
    """
    sentence = scene.sentence_of(mark.first)
    next_volume = next((f for f in scene.facts if scene.span(f).first > mark.last and _volume(scene, f)), None)
    often = next_volume is not None and next_volume.unit == "times"  # "each of them rings us some three times a month"
    reach = _AFTER if often else _AT_ONCE
    if next_volume is None or scene.span(next_volume).first - mark.last > reach:
        if _once(scene, mark) is None and _right_before(scene, mark) is None:
            return None
    elif not often and _noun_between(scene, mark.last + 1, scene.span(next_volume).first):
        return None
    opens = all(word.lower in function_words() for word in scene.words[sentence.first : mark.first])
    opens = opens or next_volume is None or scene.span(next_volume).first < mark.first
    before = scene.sentence_of(max(0, sentence.first - 1))  # "Thirty branches. Each gets 20 calls a day"
    for part in (sentence, before) if opens else (sentence,):
        counted = [
            f
            for f in scene.facts_within(Span(part.first, min(part.last, mark.first)))
            if f.kind == "number" and not f.unit and not isinstance(f.value, dict) and 1 < f.value <= _MOST
        ]
        if told := next((f for f in reversed(counted) if _counts_things(scene, f)), None):
            return told
    return None


def _counts_things(scene: TextScene, fact: Fact) -> bool:
    """A number that counts a noun, or what a pronoun stands for: «дилеры пишут в чат, их 85»."""
    span = scene.span(fact)
    pointed = any(m.family == "of_them" for m in scene.ending_at(span.first - 1))
    return pointed or (bool(nouns_counted(scene, span)) and not _of_contacts(scene, fact))


def _right_before(scene: TextScene, mark: Mention) -> Fact | None:
    """«Звонят по 22 раза в день на точку»: what each takes, told right before "each"."""
    before = scene.facts_within(Span(max(scene.sentence_of(mark.first).first, mark.first - _JUST), mark.first))
    return next((f for f in before if _volume(scene, f) and scene.span(f).last < mark.first), None)


def _noun_between(scene: TextScene, first: int, end: int) -> bool:
    """Whether anything but verbs, small words and "about" stands between two places."""
    plain = function_words() | listed("roughly")
    said = [word for word in scene.words[first:end] if word.is_word and word.lower not in plain]
    return any("VERB" not in parts_of_speech(word.lower) for word in said)


def _countable(scene: TextScene, fact: Fact) -> bool:
    """A count of people, places or customers: no volume, and no count of contacts."""
    if fact.kind != "number" or fact.unit or not 1 < middle(fact.value) <= _MOST:
        return False
    head, _ = scene.head(fact)
    span = scene.span(fact)
    beside = Span(max(0, span.first - 1), min(span.last + 2, len(scene.words) - 1))
    people = scene.inside(beside, ("agent", "person", "driver", "volume_part", "us_together", "shift"))
    counted = any(m.first == span.last + 1 and m.family != "volume_part" for m in people)  # "500 clients e-mail us"
    return bool(people) and (head is None or head.family != "contact" or counted)


def _taken(scene: TextScene, mark: Mention, many: Fact) -> Fact | None:
    """What each takes: the next volume of contacts, or the one that ends right before "each"."""
    sentence = scene.sentence_of(mark.first)
    inside = [f for f in scene.facts if scene.span(f).first in sentence and _volume(scene, f)]
    after = [f for f in inside if mark.last < scene.span(f).first <= mark.last + _AFTER]
    told = scene.fact_at[mark.first - 1] if mark.first else None
    if after and told is not None and told is not many and told.kind == "number" and not _of_contacts(scene, told):
        return None  # "four people on 26k each, 60 tickets a day": each gets another thing
    if after and _of_all(scene, mark.last + 1, scene.span(after[0]).first):
        return None
    if after:
        first = max(mark.last, scene.span(many).last) + 1
        return None if _something_else(scene, first, scene.span(after[0]).first) else after[0]
    inside += [
        f for f in scene.facts if f.kind == "number" and scene.span(f).first in sentence and _of_contacts(scene, f)
    ]
    before = [f for f in inside if 0 <= mark.first - scene.span(f).last - 1 <= _JUST]
    within = [f for f in inside if scene.span(f).first < mark.first <= scene.span(f).last]
    return next(reversed([*before, *within]), None)


def _of_all(scene: TextScene, first: int, end: int) -> bool:
    """ "28 people at 42k each, they take 30,000 calls a month": another clause begins, of what all of them take."""
    signs = [
        at for at in range(first, end) if scene.words[at].text in ",;:—–-" or scene.words[at].lower in conjunctions()
    ]
    return any(
        scene.words[at].lower in listed("they_people") for sign in signs for at in range(sign + 1, min(end, sign + 3))
    )


def _once(scene: TextScene, mark: Mention) -> Fact | None:
    """ "Each calls about once a quarter", «каждый пишет раз в два месяца»: a contact of each in so much time."""
    sentence = scene.sentence_of(mark.first)
    ahead = Span(mark.last, sentence.last)
    if not scene.has(ahead, "contact", "writes") and not any(place.first in ahead for _, place in scene.channels):
        return None
    for at in range(mark.last + 1, min(sentence.last, mark.last + _AFTER) + 1):
        times = next((n for n, name in enumerate(_ONCE, 1) if scene.words[at].lower in listed(name)), 0)
        for end in range(at + 1, min(sentence.last, at + 3) + 1) if times else ():
            fact = scene.fact_at[end]
            length = middle(fact.value) / _MONTH if fact is not None and fact.kind == "duration" else None
            unit = next((period_forms()[f] for f in sorted(scene.words[end].forms) if f in period_forms()), None)
            if length or unit:
                start, stop = (
                    scene.words[at].start,
                    scene.words[end].end if fact is None else max(fact.end, scene.words[end].end),
                )
                value = {"value": times / length, "per": "month"} if length else {"value": times, "per": unit}
                return Fact("volume", value, start, stop, scene.text[start:stop], per=str(value["per"]), unit="times")
    return None


_ONCE = ("once_words", "twice_words", "thrice_words")
_MONTH = 365 / 12 * 86_400


def _something_else(scene: TextScene, first: int, end: int) -> bool:
    """ "Each paid 2,000 dollars, 300 calls a day": another quantity stands between."""
    between = (scene.fact_at[at] for at in range(first, end))
    other = any(fact is not None and fact.kind in ("money", "duration", "percent", "number") for fact in between)
    return other or scene.has(Span(first, end), "total")


def _of_contacts(scene: TextScene, fact: Fact) -> bool:
    head, _ = scene.head(fact)
    return head is not None and head.family == "contact"


def _volume(scene: TextScene, fact: Fact) -> bool:
    if fact.kind != "volume" or fact.value.get("per") not in TIME_UNITS:
        return False
    head, _ = scene.head(fact)
    if head is not None:
        return head.family == "contact"
    span = scene.span(fact)
    near = Span(max(scene.sentence_of(span.first).first, span.first - _AFTER), span.last)
    return scene.has(near, "contact", "writes") or any(place.first in near for _, place in scene.channels)
