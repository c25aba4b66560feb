"""Channels refused flatly, by no verb: "Phone: God no", "nothing on WhatsApp", "nobody phones us", «писем 0»."""

from assistant.reading.facts import Fact
from assistant.reading.positions import PlacedText
from assistant.reading.sentences import Span
from assistant.reading.word_lists import anaphors, listed, only_words, turns

_ANSWER = 7  # words of a flat answer at most: "no thanks, not for us either"
_LEAD = 3  # words before a name that a sentence asks about: "and what about chat?"
_BACK = 4  # words between "nobody" and what nobody does
_HEAD_SIGNS = ";,.(|•·*/-–—"  # what stands before a heading within a line
_JOINING = ",/&+"
_LABEL_SIGNS = ":—–-"
_YEAR_DIGITS = 4
_ENDS = ".,;!?()\n"


def refused_flatly(scene: PlacedText, span: Span) -> bool:
    """True when a channel is named beside a bare "no", "none", "nobody" or nought, and nothing more is said there."""
    return (
        _answered_no(scene, span)
        or asked_and_refused(scene, span)
        or _none_before(scene, span)
        or _none_after(scene, span)
        or nobody_does(scene, span)
        or _nought(scene, span)
        or _shut_down(scene, span)
        or _under_a_no(scene, span)
    )


def asked_and_refused(scene: PlacedText, span: Span) -> bool:
    """ "Chat? No way", "Calls? Hardly ever, leave those out": the buyer asks himself, and refuses."""
    words, sentence = scene.words, scene.sentence_of(span.first)
    mark = _after_noun(scene, span)
    if mark >= len(words) or words[mark].text != "?" or mark + 1 >= len(words):
        return False
    lead = words[sentence.first : span.first]
    if len(lead) > _LEAD or any(word.is_word and word.lower not in _light() for word in lead):
        return False
    if _flat(scene, mark + 1):
        return True
    answer = scene.sentence_of(mark + 1)
    named = any(f.kind == "channel" for f in scene.facts_within(answer)) or scene.has(answer, "contact")
    told = [m for m in scene.inside(answer, ("decline",)) if _stands_for_it(scene, m.first - 2, m.last + 1)]
    return bool(told) and not named


def nobody_does(scene: PlacedText, span: Span) -> bool:
    """ "Nobody phones us any more", "no one writes mails", «никто не звонит»."""
    nobody = [m for m in scene.mentions if m.family == "nobody" and 0 < span.first - m.last <= _BACK]
    if not nobody or scene.words[nobody[-1].first].lower not in listed("nobody_at_all"):
        return False
    between = scene.words[nobody[-1].last + 1 : span.first]
    if any(not (w.lower in _light() or w.forms & listed("writing_verbs")) for w in between):
        return False
    return _nothing_more(scene, span.last + 1)


def _stands_for_it(scene: PlacedText, first: int, last: int) -> bool:
    return any(word.lower in anaphors() for word in scene.words[max(0, first) : last + 1])


def _answered_no(scene: PlacedText, span: Span) -> bool:
    """ "Phone: God no", "mail – no thanks": the name, a sign, and a flat no."""
    sign = _after_noun(scene, span)
    return sign < len(scene.words) and scene.words[sign].text in _LABEL_SIGNS and _flat(scene, sign + 1)


def _under_a_no(scene: PlacedText, span: Span) -> bool:
    """ "OUT: phone, social", «Нет: телефон»: the list a channel is of has a heading that refuses."""
    words, at = scene.words, span.first - 1
    while at > 0 and _of_list(scene, at):
        at -= 1
    if at < 1 or words[at].text not in ":=" or words[at - 1].lower not in listed("refusing_heads"):
        return False
    after = _after_noun(scene, span)
    if after < len(words) and words[after].lower in only_words():
        return False  # "no: e-mail only"
    return at - 1 == scene.sentence_of(span.first).first or words[at - 2].text in _HEAD_SIGNS


def _of_list(scene: PlacedText, at: int) -> bool:
    """A channel, what contacts come by, or what joins two of them."""
    named = scene.kind_at(at) == "channel" or any(m.first <= at <= m.last for m in scene.nouns if m.family == "contact")
    return named or scene.words[at].text in _JOINING or scene.words[at].lower in listed("conjunctions")


def _none_before(scene: PlacedText, span: Span) -> bool:
    """ "None on phone", "nothing by mail", "never on WhatsApp", and nothing more in the clause."""
    at, led = span.first - 1, scene.words[span.first].lower in listed("ways_in")
    while at >= 0 and scene.words[at].lower in listed("ways_in") | listed("articles_and_ours"):
        led = led or scene.words[at].lower in listed("ways_in")
        at -= 1
    if at < 0 or not (scene.words[at].lower in listed("none_words") or (led and scene.words[at].lower in _never())):
        return False
    return led and _nothing_more(scene, _after_noun(scene, span))


def _none_after(scene: PlacedText, span: Span) -> bool:
    """«По телефону ничего», «в вотсап никто не пишет»."""
    after = span.last + 1
    if after >= len(scene.words) or scene.words[after].lower not in listed("none_words"):
        return False
    return _nothing_more(scene, after + 1)


def _nought(scene: PlacedText, span: Span) -> bool:
    """ "0 chats", "calls: zero", «писем ноль»: none come."""
    inside = scene.fact_at[span.first]
    if _zero(inside) or (span.first and _zero(scene.fact_at[span.first - 1])):
        return True
    after = span.last + 1
    after += after < len(scene.words) and scene.words[after].text in _LABEL_SIGNS
    if after >= len(scene.words) or not _zero(scene.fact_at[after]):
        return False
    return _nothing_more(scene, after + 1)


def _shut_down(scene: PlacedText, span: Span) -> bool:
    """ "Chat gets switched off in May", «телефон с июля закрываем»: the whole channel, and no contact of it.

    What is closed at an hour, in so many minutes or by somebody goes on: «почту закрываем сами», "closes at six".
    """
    first, last = span.first, span.last
    words = scene.words[first : last + 1]
    if not any(word.forms & listed("closable") for word in words):
        return False
    whole = any(word.lower in listed("closed_whole") for word in words)  # "1,200 chats were closed last month"
    sentence = scene.sentence_of(first)
    for mention in scene.inside(sentence, ("shut_down", *(("was_shut",) if whole else ()))):
        between = range(min(last, mention.last) + 1, max(first, mention.first))
        behind = range(max(last, mention.last) + 1, sentence.last + 1)
        if all(_closing_word(scene, at) for at in between) and _closed_for_good(scene, behind):
            return True
    return False


def _closing_word(scene: PlacedText, at: int) -> bool:
    """A small word, a month or a year, or how long ago it was: no name, no other figure and no sign."""
    dated = any(m.family == "month_named" and m.first <= at <= m.last for m in scene.mentions)
    word, fact = scene.words[at], scene.fact_at[at]
    past = word.text.isdecimal() and word.text[:2] in ("19", "20") and len(word.text) == _YEAR_DIGITS
    ago = fact is not None and fact.kind == "duration" and _ago(scene, fact)
    return dated or past or ago or word.lower in listed("closing_light")


def _ago(scene: PlacedText, fact: Fact) -> bool:
    """ "Two years ago", «два года назад»."""
    after = scene.span(fact).last + 1
    return after < len(scene.words) and scene.words[after].lower in listed("ago_words")


def _closed_for_good(scene: PlacedText, behind: range) -> bool:
    """Whether the clause goes on with nothing but when."""
    for at in behind:
        if scene.words[at].text in _ENDS or scene.words[at].lower in turns() | listed("conjunctions"):
            return True
        if not _closing_word(scene, at):
            return False
    return True


def _zero(fact: Fact | None) -> bool:
    if fact is None or fact.kind not in ("number", "volume"):
        return False
    value = fact.value["value"] if isinstance(fact.value, dict) and "value" in fact.value else fact.value
    return value == 0


def _flat(scene: PlacedText, first: int) -> bool:
    """Whether a flat no, and nothing more, stands from a word to the end of its clause."""
    said = []
    for word in scene.words[first : first + _ANSWER]:
        if word.text in _ENDS:
            break
        said.append(word.lower)
    flat = listed("flat_no")
    return len(said) < _ANSWER and any(w in flat for w in said) and all(w in flat or w in _light() for w in said)


def _nothing_more(scene: PlacedText, first: int) -> bool:
    """Whether the clause ends at a word, but for small words: "ever", "these days", «и не будет»."""
    for word in scene.words[first : first + _ANSWER]:
        if word.text in _ENDS or word.lower in turns() or word.lower in listed("conjunctions"):
            return True
        if word.lower not in _light() and not word.forms & listed("writing_verbs"):
            return False
    return first + _ANSWER >= len(scene.words)


def _after_noun(scene: PlacedText, span: Span) -> int:
    """The word after a channel and the noun it is of: "phone support", "mail handling"."""
    after = span.last + 1
    noun = next((m for m in scene.starting_at(after) if m.family in ("support", "contact")), None)
    return noun.last + 1 if noun else after


def _never() -> frozenset[str]:
    return listed("never_words")


def _light() -> frozenset[str]:
    return listed("beside_a_no")
