"""Service levels told by two bare numbers: "80 in 30 on the phone", «чат 85 за 60», "85/30", "Voice: 80 / 30"."""

from itertools import pairwise

from assistant.reading.facts import Fact
from assistant.reading.frames import middle
from assistant.reading.nearest_channel import gap
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed, within_words

_NAMED = ("answer_name", "level_goal")
_PERCENTS = (50, 99)  # that are likely a service level
_SECONDS = (5, 300)
_STEP = 5  # seconds, and nearly always percents, are round
_FROM = 90  # percents above which any are told
_BESIDE = 1.3  # from a pair to the channel it is told of
_WHOLE = 100  # of two shares, which are no service level
_UNITS = ("second", "minute", "hour")


def bare_levels(scene: TextScene) -> list[tuple[Fact, Fact]]:
    """The share and the time of each level of two numbers of which the first, or neither, has a unit."""
    likely = [pair for pair in pairwise(scene.facts) if _pair(scene, *pair)]
    led = [pair for pair in likely if _named(scene, *pair)]
    return likely if led else []  # "Phones: 85 in 15. Everything else 80 in 60"


def _pair(scene: TextScene, share: Fact, time: Fact) -> bool:
    if share.kind != "number" or share.unit or isinstance(share.value, dict) or isinstance(time.value, dict):
        return False
    here, there = scene.span(share), scene.span(time)
    if there.first - here.last != 2 or here.first != here.last:
        return False
    joint = scene.words[here.last + 1].lower
    if joint not in (*within_words(), *listed("level_joints"), "/"):
        return False
    percent = middle(share.value)
    round_ = percent == int(percent) and (percent % _STEP == 0 or percent > _FROM)
    if not round_ or not _PERCENTS[0] <= percent <= _PERCENTS[1]:
        return False
    if time.kind == "duration":
        return time.unit in _UNITS and not time.per
    seconds = middle(time.value)
    counted = scene.head(time)[1] or (scene.head(share)[1] and joint != "/")
    bare = time.kind == "number" and not time.unit and not counted
    return bare and _SECONDS[0] <= seconds <= _SECONDS[1] and seconds % _STEP == 0


def _named(scene: TextScene, share: Fact, time: Fact) -> bool:
    """A level of service is spoken of, or the pair is told of a channel right beside it."""
    here, there = scene.span(share), scene.span(time)
    sentence = scene.sentence_of(here.first)
    if scene.has(sentence, *_NAMED) or _nothing_else(scene, Span(here.first, there.last), sentence):
        return True
    if time.kind != "number" or (
        middle(share.value) + middle(time.value) == _WHOLE and scene.words[here.last + 1].text == "/"
    ):
        return False
    pair = Span(here.first, there.last)
    return any(gap(scene, pair, place) <= _BESIDE for _, place in scene.channels_within(sentence))


def _nothing_else(scene: TextScene, pair: Span, sentence: Span) -> bool:
    """ "Mistake, 90 in 30", «нет, 70 за 60»: beside the pair the sentence only says that it puts something right."""
    if scene.words[pair.first + 1].lower not in within_words():
        return False  # "70/30", «70 на 30» may divide something
    beside = [scene.words[at] for at in range(sentence.first, sentence.last + 1) if at not in pair]
    frame = listed("put_right_by") | listed("guessing")
    return all(word.lower in frame for word in beside if word.is_word)
