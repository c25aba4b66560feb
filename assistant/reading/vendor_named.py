"""The vendor of a price named after it: in brackets, by what he "is called", by who "says" so, or who signs."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from assistant.reading.concepts import Mention
from assistant.reading.firm_names import NAME, is_name, name_end
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.typos import is_english
from assistant.reading.word_lists import clause_starters, firms, function_words, listed
from assistant.reading.words import is_known, is_past, nominative, parts_of_speech

_QUOTED = re.compile(r"[«“„\"]([A-ZА-ЯЁ0-9][^«»“”„\"\n]{0,60})[»”“\"]")
_SIGNS = ",:—–-"
_MARKS = frozenset("«»“”„\"'")
_REACH = 12  # words between a price and the name that follows it
_LED = 4  # words between what tells of a name and the name
_SIGNED = 7  # words of a signature
_SPOKEN = 3  # words of a name in dictation, its word for a firm counted


def vendor_after(scene: TextScene, span: Span) -> str | None:
    """The vendor of the price at `span`, which stands behind it or ends the message; None for nobody."""
    return _in_brackets(scene, span) or _told_behind(scene, span) or _signed(scene, span) or _offer_before(scene, span)


def solved_only(scene: TextScene, span: Span) -> bool:
    """ "$4.20 per resolved case", «за решённый кейс — 3 доллара»: the price at `span` is of what is solved."""
    sentence = scene.sentence_of(span.first)
    beside = [*range(span.last + 1, min(sentence.last, span.last + _LED) + 1)]
    beside += range(max(sentence.first, span.first - _LED), span.first)
    told = (at for at in beside if {scene.words[at].lower, *scene.words[at].forms} & listed("solved_words"))
    return any(_beside_unit(scene, at) for at in told)


def _beside_unit(scene: TextScene, at: int) -> bool:
    near = range(max(0, at - 2), min(len(scene.words), at + 2))
    return any(scene.words[k].lower in listed("priced_per") for k in near)


def _name_at(scene: TextScene, at: int) -> str:
    """The name that begins at a word, in quotation marks or with capital letters; "" for none."""
    while at < len(scene.words) and scene.words[at].text in _SIGNS:
        at += 1
    if at >= len(scene.words):
        return ""
    quoted = _QUOTED.match(scene.text, scene.words[at].start)
    if quoted:
        return quoted[1].strip()
    word = scene.words[at]
    within = Span(max(0, at - 1), at)  # whatever begins a name here stands within its sentence
    place = scene.kind_at(at) == "country" and _of_more(scene, at)  # "Osh Connect"
    if not NAME.fullmatch(word.text) or len(word.text) < 2 or (scene.fact_at[at] is not None and not place):
        return ""
    if not (is_name(scene, at, within) or _of_more(scene, at)) or _is_price(scene, at + 1):
        return ""
    return scene.text[word.start : scene.words[name_end(scene, at)].end]


def _of_more(scene: TextScene, at: int) -> bool:
    """Two words with capital letters beside each other: "Contact Baltic"."""
    return name_end(scene, at) > at


def _is_price(scene: TextScene, at: int) -> bool:
    fact = scene.fact_at[at] if at < len(scene.words) else None
    return fact is not None and fact.kind in ("money", "number")


def _until(scene: TextScene, span: Span) -> int:
    """The last word before the next price, within reach and within the sentence."""
    last = min(scene.sentence_of(span.last).last, span.last + _REACH)
    later = [scene.span(f).first for f in scene.facts if f.kind == "money" and scene.span(f).first > span.last]
    return min([last, *(at - 1 for at in later)])


def _in_brackets(scene: TextScene, span: Span) -> str:
    """ "27 AUD per hour (Wattle CX)", "$950 a seat (quote of Nile Contact)"."""
    until = _until(scene, span)
    opened = next((at for at in range(span.last + 1, until + 1) if scene.words[at].text == "("), None)
    if opened is None or any(scene.words[at].text in ",;." for at in range(span.last + 1, opened)):
        return ""
    closed = next((at for at in range(opened, len(scene.words)) if scene.words[at].text == ")"), opened)
    for at in range(opened + 1, min(closed, opened + _LED)):
        name = _name_at(scene, at)
        led = all(scene.words[k].lower in firms() | listed("offer_led") for k in range(opened + 1, at))
        if name and led and scene.text.find(")", scene.words[at].start) - scene.words[at].start - len(name) <= 2:
            return name
    return ""


def _told_behind(scene: TextScene, span: Span) -> str:
    """ "…, from a firm called Voxa", "as Voxa proposes", "says Voxa", "Voxa it's called", «контора „Вектор“»."""
    until = _until(scene, span)
    if any(m.family == "another_vendor" for m in scene.inside(Span(span.last, until), ("another_vendor",))):
        return ""
    for at in range(span.last + 1, until + 1):
        name = _name_at(scene, at)
        if not name:
            continue
        before = scene.words[at - 1 - (scene.words[at - 1].text in _MARKS or scene.words[at - 1].text in ":—–-")]
        after = next((k for k in range(at, len(scene.words)) if scene.words[k].start >= _end(scene, at, name)), at)
        if any(scene.kind_at(k) == "money" for k in range(after, min(len(scene.words), after + _LED))):
            return ""  # "the dearest, by a firm called Harrow, is £23"
        behind = [word.lower for word in scene.words[after : after + _LED]]
        said = listed("offer_asked") | listed("offer_said_by")
        calls = listed("called") | listed("is_called")
        as_said = before.lower in listed("as_said") and set(behind[:3]) & said
        if before.lower in calls | firms() or (before.lower in said and not _is_price(scene, at - 1)) or as_said:
            return name
        if set(behind[:3]) & listed("is_called") and not (set(behind) & _ENDS):
            return name
    return ""


_ENDS = frozenset({".", ";", "?"})


def _end(scene: TextScene, at: int, name: str) -> int:
    """Where the name ends in the text, with the mark that closes it."""
    end = scene.text.index(name, scene.words[at].start) + len(name)
    return end + (scene.text[end : end + 1] in _MARKS)


def _signed(scene: TextScene, span: Span) -> str:
    """Who signs the message: "Yours, Cebu Reach Inc.", «Подпись: …», "— NovaVoz S.A.S."; alone with a legal form."""
    form = _legal_form().search(scene.text)
    if form and form.start() >= scene.words[span.last].end:
        return form[1] + "." * ("." in form[1].rsplit(" ", 1)[-1] and not form[1].endswith("."))
    words = [at for at, word in enumerate(scene.words) if word.lower in listed("signed_by")]
    if not words or len(scene.words) - words[-1] > _SIGNED:
        return ""
    return _name_at(scene, words[-1] + 1)


@cache
def _legal_form() -> re.Pattern[str]:
    """A name with its legal form at the end of a message."""
    forms = "|".join(re.escape(form) for form in sorted(listed("legal_forms"), key=len, reverse=True))
    word = r"[A-ZА-ЯЁ][\w’'-]*"
    return re.compile(rf"({word}(?: (?:{word}|&|de|y))*,? (?i:{forms}))[^\w]*$")


def _offer_before(scene: TextScene, span: Span) -> str | None:
    """The one offer told of in an earlier sentence: "I attach the offer from Voxa. In short: 13 dollars an hour"."""
    if sum(f.kind == "money" and bool(f.per) for f in scene.facts) != 1:
        return None
    sentence = scene.sentence_of(span.first)
    names = {name for m in _offers_told(scene) if m.last < sentence.first and (name := _name_at(scene, m.last + 1))}
    if len(names) != 1:
        return None
    name = names.pop()
    return nominative(name) if scene.language == "ru" and name not in scene.text.upper() else name


def _offers_told(scene: TextScene) -> list[Mention]:
    return [m for m in scene.mentions if m.family == "offer_told_from"]


def spoken_name(scene: TextScene, span: Span) -> str | None:
    """In dictation, where nothing has a capital letter: the words between a word for a firm and the price."""
    if scene.text != scene.text.lower():
        return None
    if strange := _strange_asker(scene, span):
        return strange
    if led := _led_name(scene, span):
        return led
    for at in range(span.first - 2, max(-1, span.first - 2 - _SPOKEN), -1):
        if scene.words[at].lower in firms():
            said = (k for k in range(at + 1, span.first) if _verb(scene, k))
            inner = scene.words[at + 1 : next(said, span.first)]
            plain = all(word.is_word and word.lower not in function_words() for word in inner)
            free = all(scene.fact_at[k] is None for k in range(at + 1, span.first))
            named = plain and free and 0 < len(inner) < _SPOKEN
            return scene.text[inner[0].start : inner[-1].end] if named else None
    return None


def _led_name(scene: TextScene, span: Span) -> str:
    """The one word of "one from callpoint at 14 dollars an hour", "quote we got: callpoint 2.9 eur"."""
    at = span.first - 1
    at -= at > 0 and scene.words[at].lower in listed("price_led")
    if at < 1 or not scene.words[at].is_word or scene.fact_at[at] is not None or len(scene.words[at].text) < _NAME:
        return ""
    known = any(m.first <= at <= m.last for m in scene.in_order) or scene.words[at].lower in function_words()
    lead = scene.words[at - 1]
    colon = next((k for k in range(at - 1, scene.sentence_of(at).first, -1) if scene.words[k].text == ":"), -1)
    quoted = any(0 < colon - m.last <= _HEADED and m.family == "quote" for m in scene.mentions)
    headed = lead.text in (":", ",") and quoted
    if not known and _named_after_offer(scene, at):
        return scene.words[at].text
    led = headed or (lead.lower in listed("name_led") and scene.names_any(("quote", "offer_said", "quote_from")))
    return scene.words[at].text if led and not known else ""


def _named_after_offer(scene: TextScene, at: int) -> bool:
    """ "Offer 1 petalcare 19 eur/h", "first offer petalcare 19": a name right behind a word for an offer or its number.

    With no number between, the name must be no word of the language: "the offer stands at 19".
    """
    word, numbered = scene.words[at].lower, scene.words[at - 1].is_digits
    last = at - 2 if numbered else at - 1
    if last < 0 or not any(m.last == last and m.family == "quote" for m in scene.mentions):
        return False
    if word in listed("offer_asked") or _verb(scene, at) or is_past(word):
        return False
    return numbered or not (is_english(word) or is_known(word))


def _strange_asker(scene: TextScene, span: Span) -> str:
    """The "answerfast" of "answerfast wants 1.35 a min": no word of the language, and a verb of asking behind it."""
    verbs = range(span.first - 1, max(-1, span.first - 2 - _SPOKEN), -1)
    verb = next((at for at in verbs if scene.words[at].lower in listed("offer_asked")), 0)
    first = verb
    while first > 0 and verb - first < _SPOKEN and scene.words[first - 1].is_word and scene.fact_at[first - 1] is None:
        first -= 1
        word = scene.words[first].lower
        if word in function_words() | clause_starters() | listed("offer_asked"):
            return ""
        if len(word) >= _NAME and not (is_english(word) or is_known(word)):
            return scene.text[scene.words[first].start : scene.words[verb - 1].end]
    return ""


_NAME = 4  # letters of such a name
_HEADED = 5  # words from "quote" to a name behind a colon


def _verb(scene: TextScene, at: int) -> bool:
    """The word says that a price is named, and is no part of the name: «подрядчик просит 25 рублей за минуту»."""
    said = any(m.family in ("offer_said", "quote") for m in scene.starting_at(at))
    return said or parts_of_speech(scene.words[at].lower) == {"VERB"}


def without_vendor_names(
    scene: TextScene, changes: list[Change], brief: Mapping[str, Any] | None = None
) -> list[Change]:
    """The changes but those read out of the name of a vendor: the voice of "Baltic Voice" is no channel.

    Nor is what a known vendor is called, in his capital letters: «„Голос“ вычеркните».
    """
    quoted = [c.value for c in changes if c.path.startswith("quotes.") and isinstance(c.value, Mapping)]
    names = {quote["vendor"] for quote in quoted if "vendor" in quote}
    places = [found.span() for name in names for found in re.finditer(re.escape(name), scene.text, re.IGNORECASE)]
    known = {str(q.get("vendor") or "") for q in (brief or {}).get("quotes") or () if isinstance(q, Mapping)}
    known -= {name for name in known if not name[:1].isupper()}
    places += [found.span() for name in known for found in re.finditer(rf"\b{re.escape(name)}\w{{0,3}}\b", scene.text)]
    return [
        c
        for c in changes
        if c.path.startswith("quotes") or not any(start <= c.start < c.end <= end for start, end in places)
    ]
