"""Contacts told for a time that dates bound or name: "January to October: 70,000 calls", «за декабрь было 900»."""

from collections.abc import Iterator

from assistant.reading.scene import Span, TextScene
from assistant.reading.terms_between import dates_joined, month_names
from assistant.reading.word_lists import listed
from assistant.reading.words import is_past

_DAYS = 0.15  # of a month: "1 July to 30 June" are twelve
_AHEAD = ("wish", "wanted", "peak", "growth", "contract", "supposed")  # what else a time may be told of


def dated_lengths(scene: TextScene) -> Iterator[tuple[Span, float]]:
    """Times that are over, by their place in the text, and how many months each is."""
    taken: set[int] = set()
    for sentence, start, end, months, dated in dates_joined(scene):
        place = _place(scene, start, end)
        taken |= set(range(place.first, place.last + 1))
        if months >= 1 and _over(scene, sentence, dated):
            whole = round(months)
            yield place, float(whole) if abs(months - whole) < _DAYS else months
    for at, word in enumerate(scene.words):
        if at not in taken and word.lower in month_names() and _told_of_month(scene, at):
            yield Span(at, at), 1.0


def _place(scene: TextScene, start: int, end: int) -> Span:
    inside = [at for at, word in enumerate(scene.words) if word.start < end and start < word.end]
    return Span(inside[0], inside[-1])


def _told_of_month(scene: TextScene, at: int) -> bool:
    """«За декабрь 2023 года поступило …», "in June it took …": one month that is over, and the only one named."""
    sentence = scene.sentence_of(at)
    lead = scene.words[at - 1].lower if at > sentence.first else ""
    others = [k for k in range(sentence.first, sentence.last + 1) if scene.words[k].lower in month_names()]
    after = scene.words[at + 1] if at < sentence.last else None
    dated = after is not None and after.text.isdigit() and len(after.text) < len("2024")  # "in June 12 calls"
    return lead in listed("looking_back") and len(others) == 1 and not dated and _over(scene, sentence, False)


def _over(scene: TextScene, sentence: Span, dated: bool) -> bool:
    """What was is told: by a verb, or as a line of a report with its year; nothing wanted, expected or at its peak."""
    if any(len(scene.words[m.last].lower) > 1 for m in scene.inside(sentence, _AHEAD)):
        return False  # a preposition by itself, «с января», wants nothing
    return told_as_past(scene, sentence, dated)


def told_as_past(scene: TextScene, sentence: Span, dated: bool) -> bool:
    """What was is told by a verb, or as a line of a report with its year: "H1 2024: 60,000 tickets"."""
    words = scene.words[sentence.first : sentence.last + 1]
    if any(is_past(word.lower) or word.lower in listed("told_of_past") for word in words):
        return True
    headed = any(word.text in ":—–|" for word in words)
    return dated and (headed or words[0].lower in listed("looking_back"))
