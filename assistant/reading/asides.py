"""What a message tells of others and of the past: a competitor, a former job, the team of old.

None of it is the case now.
"""

from assistant.reading.concepts import Mention
from assistant.reading.facts import Fact
from assistant.reading.opinions_of_others import opinions_asked
from assistant.reading.scene import Span, TextScene
from assistant.reading.time_words import words
from assistant.reading.word_lists import conjunctions, contrasts, first_person, listed, relatives, third_person, turns
from assistant.reading.words import is_past, parts_of_speech

_TELLS = 5  # words after a name of somebody among which the verb stands that reports
_FIGURES = ("volume", "money", "duration", "percent")
_NEAR = 3  # words after a comma in which the buyer is spoken of again


def asides(scene: TextScene) -> tuple[Span, ...]:
    """Stretches that speak of somebody else: from the clause that names them to where the buyer returns."""
    recent = {at for m in scene.mentions if m.family == "recent" for at in range(m.first, m.last + 1)}
    told = [m for m in scene.mentions if m.family in ("not_ours", "past")]
    told = [m for m in told if m.family != "past" or not ({m.first, m.last} & recent or _attribute(scene, m))]
    told = [m for m in told if m.family != "past" or not (_last_known(scene, m) or _sooner(scene, m))]
    told = [m for m in told if m.family != "not_ours" or not (_reports_ours(scene, m) or _bought(scene, m))]
    told = [m for m in told if m.family != "not_ours" or not (_another_of_ours(scene, m) or _likened(scene, m))]
    if told and _on_behalf(scene, told):
        return ()
    return (*(_stretch(scene, m) for m in told), *opinions_asked(scene))


def _last_known(scene: TextScene, mention: Mention) -> bool:
    """«В прошлом году принято 312 тысяч вызовов»: no other volume is told, so last year's is the one there is."""
    if not scene.words[mention.last].forms & listed("period_nouns"):
        return False
    sentence = scene.sentence_of(mention.first)
    counted = [f for f in scene.facts if f.kind in ("number", "volume") and _of_contacts(scene, f)]
    return bool(counted) and all(scene.span(f).first in sentence for f in counted)


def _sooner(scene: TextScene, mention: Mention) -> bool:
    """«Закрываемся раньше, в восемь»: earlier in the day than before, and nothing of the past."""
    before = scene.words[max(0, mention.first - 2) : mention.first]
    moved = any(word.lower in words().opening or word.lower in words().closing for word in before)
    return moved and not any(is_past(word.lower) for word in before)


def _of_contacts(scene: TextScene, fact: Fact) -> bool:
    head, _ = scene.head(fact)
    return head is not None and head.family == "contact"


def _reports_ours(scene: TextScene, mention: Mention) -> bool:
    """ "My niece counts 640 calls a week": kin and staff who report tell of the buyer, unless they tell of others.

    Of anybody else the report is about the buyer only where the buyer is named in it: "a friend says we get 90".
    """
    sentence = scene.sentence_of(mention.first)
    ahead = Span(mention.first, min(sentence.last, mention.last + _TELLS))
    verbs = scene.inside(ahead, ("reports",))
    if not verbs:
        return False
    said = {scene.words[at].lower for at in range(verbs[-1].last + 1, sentence.last + 1)}
    if said & third_person() or scene.has(Span(verbs[-1].last, sentence.last), "others"):
        return False
    return bool(said & first_person()) or scene.has(Span(mention.first, mention.last), "kin")


def _likened(scene: TextScene, mention: Mention) -> bool:
    """ "Calls from people like my mother": somebody named for comparison only."""
    if mention.last + 1 < len(scene.words) and scene.words[mention.last + 1].lower in listed("own_papers"):
        return True  # "my predecessor's notes" are about the buyer
    return mention.first > 0 and scene.words[mention.first - 1].lower in listed("aside_by")


def _another_of_ours(scene: TextScene, mention: Mention) -> bool:
    """ "For my other company", "another firm of ours": a second business of the buyer."""
    sentence = scene.sentence_of(mention.first)
    if scene.words[mention.first].lower not in listed("another"):
        return False
    ahead = scene.words[mention.last + 1 : min(mention.last + 3, sentence.last + 1)]
    before = scene.words[max(sentence.first, mention.first - 1) : mention.first]
    return any(word.lower in first_person() for word in (*before, *ahead))


def _on_behalf(scene: TextScene, told: list[Mention]) -> bool:
    """ "My mum's shop gets 15 calls a day, is it worth it?": asked for somebody near, with nothing said of oneself."""
    near = [m for m in told if scene.has(Span(m.first, m.last), "kin") or _acquaintance(scene, m)]
    if len(near) < len(told):
        return False
    named = {at for m in told for at in range(m.first, m.last + 1)}
    spoken = (word.lower for at, word in enumerate(scene.words) if at not in named)
    counted = any(fact.kind == "volume" and fact.per for fact in scene.facts)
    led = any(m.first and scene.words[m.first - 1].lower in listed("on_behalf") for m in told)
    asked = led or any(word.text == "?" for word in scene.words)
    return counted and asked and not any(word in first_person() for word in spoken)


def _acquaintance(scene: TextScene, mention: Mention) -> bool:
    return any(scene.words[at].forms & listed("acquaintances") for at in range(mention.first, mention.last + 1))


def _bought(scene: TextScene, mention: Mention) -> bool:
    """ "We bought a competitor": what the buyer owns now, and no tale of somebody else."""
    before = scene.inside(Span(max(0, mention.first - _TELLS), mention.first), ("bought",))
    return any(scene.words[at].lower in first_person() for m in before for at in range(m.first, m.last + 1))


def _attribute(scene: TextScene, mention: Mention) -> bool:
    """«Вместо ранее установленных 12 месяцев», «предложения, поступившие ранее: …»: only the noun is of the past."""
    after = mention.last + 1
    if mention.first and "PRTF" in parts_of_speech(scene.words[mention.first - 1].lower):
        return after >= len(scene.words) or not scene.words[after].is_word
    return after < len(scene.words) and bool({"PRTF", "ADJF"} & parts_of_speech(scene.words[after].lower))


def _stretch(scene: TextScene, mention: Mention) -> Span:
    sentence = scene.sentence_of(mention.first)
    first = mention.first
    while first > sentence.first and not _breaks(scene, first - 1):
        first -= 1
        if first > sentence.first and scene.words[first].lower in relatives():
            return _relative(scene, first, sentence)
    last = mention.last
    returns = _returns if mention.family == "not_ours" else _passes
    while last < sentence.last and not (
        (_breaks(scene, last + 1) and returns(scene, last + 1))
        or (mention.family == "not_ours" and _list_goes_on(scene, Span(first, last)))
        or _concludes(scene, last + 1)
        or (mention.family == "not_ours" and _buyer_joined(scene, last + 1))
        or (mention.family == "past" and _present(scene, last + 1))
    ):
        last += 1
    return Span(first, _gone_on(scene, last) if mention.family == "not_ours" and last == sentence.last else last)


def _relative(scene: TextScene, first: int, sentence: Span) -> Span:
    """ "The number that my daughter set up and on which …": only the clause speaks of her."""
    last = first
    while last < sentence.last and not _breaks(scene, last + 1) and scene.words[last + 1].lower not in conjunctions():
        last += 1
    return Span(first, last)


def _gone_on(scene: TextScene, last: int) -> int:
    """Where the sentences end that go on about him: "He pays them 8 dollars an hour. He has 45 seats."""
    while last + 1 < len(scene.words):
        following = scene.sentence_of(last + 1)
        said = [scene.words[at].lower for at in range(following.first, following.last + 1)]
        if not set(said[:2]) & third_person() or set(said) & first_person():
            break
        last = following.last
    return last


def _breaks(scene: TextScene, at: int) -> bool:
    word = scene.words[at]
    return word.text in ",;:()—–" or word.lower in turns()


def _list_goes_on(scene: TextScene, told: Span) -> bool:
    """ "300 calls a week, two competitors already outsource, 40 chats a day": a remark with no figure of its own among
    the buyer's; what follows it is one of them again.
    """
    if not _breaks(scene, told.last + 1) or any(f.kind in _FIGURES for f in scene.facts_within(told)):
        return False
    sentence = scene.sentence_of(told.first)
    ours = Span(sentence.first, told.first - 1)
    if ours.last < ours.first or not any(f.kind in _FIGURES for f in scene.facts_within(ours)):
        return False
    end = told.last + 2
    while end <= sentence.last and not _breaks(scene, end):
        end += 1
    part = Span(told.last + 2, end - 1)
    said = {scene.words[at].lower for at in range(part.first, part.last + 1)}
    if said & third_person() or scene.has(part, "others") or scene.has(part, "not_ours"):
        return False
    return any(f.kind == "volume" for f in scene.facts_within(part))


def _returns(scene: TextScene, at: int) -> bool:
    ahead = range(at + 1, min(len(scene.words), at + 1 + _NEAR))
    return any(scene.words[k].lower in first_person() for k in ahead)


def _buyer_joined(scene: TextScene, at: int) -> bool:
    """ "My dad started this in 1982 and now I run it", dictated without a comma: a clause of the buyer is joined."""
    if scene.words[at].lower not in listed("conjunctions"):
        return False
    ahead = at + 1
    while ahead < len(scene.words) and _present(scene, ahead):
        ahead += 1
    return ahead < len(scene.words) and scene.words[ahead].lower in listed("first_person_doing")


def _concludes(scene: TextScene, at: int) -> bool:
    """«Советовались со знакомыми и пришли к выводу»: what follows is the buyer's own."""
    return any(m.family == "conclude" for m in scene.starting_at(at))


def _present(scene: TextScene, at: int) -> bool:
    """ "What used to be said across a counter now arrives by chat": the present begins without a comma."""
    return any(m.family in ("now", "by_now") and m.last == m.first for m in scene.starting_at(at))


def _passes(scene: TextScene, at: int) -> bool:
    """What once was is over where a word for now stands, or what is set against it: "…, but since then"."""
    if any(scene.words[k].lower in contrasts() for k in range(at, min(len(scene.words), at + 2))):
        return True
    ahead = range(at + 1, min(len(scene.words), at + 1 + _NEAR))
    return any(m.family in ("now", "by_now", "growth") for k in ahead for m in scene.starting_at(k))
