"""How often somebody gets in touch, told in a word: "twice a month", «раз в неделю», «раз в четыре месяца»."""

from collections.abc import Iterator

from assistant.reading.concepts import Mention
from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.rate_words import TIME_UNITS, period_forms
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed
from assistant.reading.words import parts_of_speech

_MONTH = 365 / 12 * 86_400.0  # seconds
_VERB = 4  # words from what they do to how often: "writes to us about once a year"


def how_often(scene: TextScene) -> Iterator[Fact]:
    """Each such phrase as a volume of times, where no fact is made of it yet."""
    for mention in (m for m in scene.mentions if m.family == "how_often"):
        after = mention.last + 1
        if scene.kind_at(mention.first) is not None or after >= len(scene.words):
            continue
        length = scene.fact_at[after]
        if length is not None and length.kind == "duration" and not isinstance(length.value, dict):
            times = float(mention.value) / (middle(length.value) / _MONTH)
            yield _volume(scene, mention, times, "month", length.end)
            continue
        word = scene.words[after]
        per = next((period_forms()[form] for form in sorted(word.forms) if form in period_forms()), None)
        if per in TIME_UNITS:
            yield _volume(scene, mention, float(mention.value), str(per), word.end)


def by_customers(scene: TextScene) -> Iterator[Fact]:
    """Those that a verb of theirs stands right before: "they call once a year", «клиент пишет раз в полгода»."""
    for fact in (*how_often(scene), *_every(scene)):
        at = next(at for at, word in enumerate(scene.words) if word.start >= fact.start)
        before = Span(max(scene.sentence_of(at).first, at - _VERB), max(0, at - 1))
        words = scene.words[before.first : before.last + 1]
        told = any(word.forms & listed("done_by_some") or word.lower in listed("in_touch_words") for word in words)
        if told and not any(_by_us(word.lower) for word in words):
            yield fact


def _every(scene: TextScene) -> Iterator[Fact]:
    """ "A tenant rings every two months", «каждые полгода»."""
    for mention in (m for m in scene.mentions if m.family == "frequency"):
        length = scene.fact_at[mention.last]
        if length is None or length.kind != "duration" or isinstance(length.value, dict):
            continue
        if middle(length.value) >= _MONTH and scene.words[mention.first].lower in listed("every_so_long"):
            yield _volume(scene, mention, 1 / (middle(length.value) / _MONTH), "month", length.end)


def _by_us(word: str) -> bool:
    """«Звоним раз в месяц», "we call them every two months" is done by the buyer."""
    return word in listed("we_words") or (word.endswith("м") and "VERB" in parts_of_speech(word))


def _volume(scene: TextScene, mention: Mention, times: float, per: str, end: int) -> Fact:
    start = scene.words[mention.first].start
    return Fact("volume", {"value": times, "per": per}, start, end, scene.text[start:end], per=per, unit="times")
