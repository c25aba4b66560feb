"""What a message tells that the estimate cannot hold: further countries of the customers, shares of languages, days of
the week that are not alike."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.builtin.no_place import no_place
from assistant.builtin.prose import Prose
from assistant.builtin.talk import Talk
from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.outbound import outbound_told
from assistant.reading.scene import look
from assistant.reading.word_lists import listed
from assistant.reading.words import words

_NEAR = 40  # characters between a share and its language
_JOINED = 3  # words between two countries of one list
_ENDS = frozenset(".!?;\n")


def left_out(talk: Talk) -> list[str]:
    """Sentences on what was told and is not counted, so that nobody takes it for counted."""
    if talk.command:
        return []
    if talk.one("note_facts") is None:
        shares = [talk.words.say("left_out.language_shares")] if _shares_of_languages(talk) else []
        return [*shares, *([_not_counted(talk, items)] if (items := no_place(talk)) else [])]
    said = []
    if others := _other_homes(talk):
        prose = Prose(talk.language)
        named = prose.joined([prose.country(code) for code in others])
        said.append(talk.words.say("left_out.countries", taken=prose.country(talk.known["home_country"]), others=named))
    if _shares_of_languages(talk):
        said.append(talk.words.say("left_out.language_shares"))
    if week := _uneven_week(talk):
        said.append(week)
    if out := _outbound(talk):
        said.append(out)
    if items := no_place(talk):
        said.append(_not_counted(talk, items))
    return said


def _uneven_week(talk: Talk) -> str:
    """Hours that differ by the day: what the average day of the estimate is made of."""
    told = [change for change in talk.reading.changes if change.path == "coverage.hours_per_day"]
    parts = told[-1].detail.get("week") if told else None
    if not parts:
        return ""
    prose = Prose(talk.language)
    days = "; ".join(prose.days_with_hours(part) for part in parts)
    total = sum(len(part["days"]) * part["hours"] for part in parts)
    number = sum(len(part["days"]) for part in parts)
    return talk.words.say("left_out.uneven_week", days=days, total=round(total, 1), hours=told[-1].value, count=number)


def _outbound(talk: Talk) -> str:
    """What becomes of calls that go out: beside those that come in they are left out, alone they are counted."""
    if not any({word.lower, *word.forms} & listed("outbound_words") for word in words(talk.text)):
        return ""
    scene = look(talk.text, talk.language)
    out = outbound_told(scene)
    volume = next((c for c in talk.reading.changes if c.path == "channels.phone.contacts_per_month"), None)
    if not out or (volume is None and not talk.known.get("channels")):
        return ""
    alone = volume is not None and volume.start <= out[0].start < max(volume.end, volume.start + 1)
    alone = alone and sum(f.kind in ("number", "volume") and not f.unit for f in scene.facts) == len(out)
    count = Prose(talk.language).number(round(sum(middle(f.value) for f in out)))
    return talk.words.say("left_out.outbound_alone" if alone else "left_out.outbound", count=count)


def _not_counted(talk: Talk, items: Sequence[str]) -> str:
    quoted = [talk.words.say("left_out.own_words", words=each) for each in items]
    return talk.words.say("left_out.no_place", items="; ".join(quoted))


def _other_homes(talk: Talk) -> list[str]:
    """Countries named in one list with that of the customers, none of them a provider's."""
    home = talk.known.get("home_country")
    if not any(change.path == "home_country" for change in talk.reading.changes):
        return []
    providers = set(talk.known.get("provider_countries") or ())
    places = [fact for fact in talk.reading.facts if fact.kind == "country"]
    row: list[Fact] = []
    for at, fact in enumerate(places):
        beside = at > 0 and _one_list(talk.text[places[at - 1].end : fact.start])
        if not beside and any(each.value == home for each in row):
            break
        row = [*row, fact] if beside else [fact]
    if not any(each.value == home for each in row):
        return []
    return [code for code in dict.fromkeys(str(f.value) for f in row) if code != home and code not in providers]


def _one_list(between: str) -> bool:
    told = [word for word in words(between) if word.text.strip()]
    known = listed("definite") | listed("seated") | listed("list_words")
    return len(told) <= _JOINED and all(word.lower in known or word.text in ",/+&" for word in told)


def _shares_of_languages(talk: Talk) -> bool:
    """ "Dutch 70%, French 30%", "10% in German": the estimate parts the work between languages by itself."""
    facts = talk.reading.facts
    shares = [fact for fact in facts if fact.kind == "percent"]
    tongues = [fact for fact in facts if fact.kind == "language"]
    languages = talk.known.get("languages") or ()
    return len(languages) > 1 and any(_near(talk.text, share, tongues) for share in shares)


def _near(text: str, share: Fact, tongues: Sequence[Fact]) -> bool:
    for tongue in tongues:
        between = text[min(share.end, tongue.end) : max(share.start, tongue.start)]
        if len(between) <= _NEAR and not _ENDS & set(between):
            return True
    return False
