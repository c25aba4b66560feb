"""Where sentences end that were typed or dictated with no marks: «звонят 100 раз в день работаем с 9 до 18».

What is decided within a sentence goes astray in a message that is one sentence to its end. A small network has seen
thousands of messages with their marks taken away (`ends_learning`): it hears the words in their order, each a sum of
learned vectors of what stands there, through three convolutions, and says of every gap between two words what most
likely stood in it. It is weighed with numpy in about a millisecond.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.reading import number_words, rate_words
from assistant.reading.convolutions import convolved
from assistant.reading.sentences import LONGEST, ends_sentence
from assistant.reading.word_lists import listed
from assistant.reading.words import Word, parts_of_speech, words

WEIGHTS = Path(__file__).with_name("sentence_ends.npz")
GAPS = ("", ",", ".", "?")  # what may stand between two words; the first is nothing
WIDENINGS = (1, 2, 3)  # steps between the words that a convolution hears
PLACES = 1 << 15  # of learned vectors; two names that fall on one place share it
ARRAYS = ("words", "word_scales", "filters", "filter_offsets", "inner", "inner_offsets", "outer", "offsets")

Floats = npt.NDArray[np.float32]

_END_SIGN = ";"  # ends a sentence for the reader, and begins no decimals as a full stop between digits would
_LIKELY_END, _LIKELY_QUESTION, _LIKELY_PAUSE = 0.45, 0.8, 0.8  # chosen on files left out
_SHORTEST = 18  # words of a message without ends that may hold two sentences
_ENDED = frozenset(".!")  # at the end of a message; a question mark alone is set by anybody
_BEGINNING, _ENDING = 4, 3  # letters by which a word is known beside its forms
_FORMS = 3  # dictionary forms that count
_DIGITS = 5  # from which on a number is just long
_PAUSES = frozenset(',:—–-()"«»')


class SentenceEnds:
    """Probabilities of what stands in the gaps between words.

    Args:
        arrays: As learned, by name (`ARRAYS`): `words` (one row a place, whole numbers to 127) with `word_scales`;
            `filters` (one a widening: 5 × units × units) with `filter_offsets`; `inner` (a word and the next one),
            `inner_offsets`, `outer` (one column a member of `GAPS`), `offsets`.
    """

    def __init__(self, arrays: Mapping[str, np.ndarray]) -> None:
        self._arrays = arrays

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> SentenceEnds:
        """Read the weights that `save` wrote."""
        with np.load(path) as kept:
            return cls({name: kept[name] for name in ARRAYS})

    def save(self, path: Path = WEIGHTS) -> None:
        """Write the weights."""
        arrays = {name: self._arrays[name] for name in ARRAYS}
        np.savez_compressed(path, **arrays)  # type: ignore[arg-type]

    def likely(self, at_words: Sequence[Sequence[int]]) -> Floats:
        """One row a gap behind a word, one column a member of `GAPS`; a row adds up to 1.

        `at_words` holds for each word the places of what stands there (`places`).
        """
        arrays = self._arrays
        rows = [place for at_word in at_words for place in at_word]
        lengths = np.array([len(at_word) for at_word in at_words])
        heard = np.add.reduceat(arrays["words"][rows].astype(np.float32), np.cumsum(lengths) - lengths, axis=0)
        heard *= arrays["word_scales"]
        for number, wide in enumerate(WIDENINGS):
            heard = heard + convolved(heard, arrays["filters"][number], arrays["filter_offsets"][number], wide)
        following = np.concatenate([heard[1:], np.zeros_like(heard[:1])])
        units = np.concatenate([heard, following], axis=1) @ arrays["inner"] + arrays["inner_offsets"]
        scores = np.maximum(units, 0.0) @ arrays["outer"] + arrays["offsets"]
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        found: Floats = powers / powers.sum(axis=1, keepdims=True)
        return found


@cache
def sentence_ends() -> SentenceEnds:
    """The network as it was taught (loaded once)."""
    return SentenceEnds.load()


@lru_cache(maxsize=1024)
def ends_put_in(text: str) -> str:
    """The text, as long as before, with marks where they most likely belong, if its writer has ended no sentence.

    «звонят 100 раз в день;работаем с 9 до 18»
    """
    marked = list(text)
    told = words(text)
    spoken, marks = parted(told)
    ends = sum(ends_sentence(told, at) for at in range(len(told) - 1))
    if ends or not _SHORTEST <= len(spoken) <= LONGEST or told[-1].text in _ENDED:
        return text
    for at, sign in _signs(spoken, marks):
        if text[at : at + 1] == " " and text[at + 1 : at + 2].strip():
            marked[at] = sign
    return "".join(marked)


def _signs(spoken: Sequence[Word], marks: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Signs to be put in, each with its place in the text: behind words that have no mark."""
    likely = sentence_ends().likely([places(w) + places_of_mark(m) for w, m in zip(spoken, marks, strict=True)])
    numbers_alone = True  # since the last sign
    for at, (before, after) in enumerate(pairwise(spoken)):
        mark, gap = marks[at], likely[at]
        numbers_alone = numbers_alone and (before.is_digits or _is_number(before))
        one = _one_number(before, after) or _told_for(before, after) or _told_of(spoken, at)
        one = one or _counts_on(spoken, marks, at)
        sign = "" if mark or numbers_alone or one else _put_in(gap)
        if sign == "," and (after.is_digits or _is_number(after)):
            sign = ""  # «звонки две тысячи, писем триста»: what is counted stands before its number
        if marks[at + 1] and after.lower in listed("of_each_words"):
            sign = ""  # "£2,000 a month each - inbox gets 120 messages a day"
        if sign:
            yield before.end, sign
        numbers_alone = numbers_alone or bool(mark or sign)


def parted(told: Sequence[Word]) -> tuple[list[Word], list[str]]:
    """Words and numbers of a text, and what stands behind each: one of `GAPS`."""
    spoken: list[Word] = []
    marks: list[str] = []
    for at, word in enumerate(told):
        if word.is_word or word.is_digits:
            spoken.append(word)
            marks.append("")
        elif marks and ends_sentence(told, at):
            marks[-1] = "?" if "?" in (word.text, marks[-1]) else "."
        elif marks and word.text in _PAUSES and not marks[-1]:
            marks[-1] = ","
    return spoken, marks


def places(word: Word) -> list[int]:
    """Rows of the learned vectors of what stands at a word."""
    return [_place(name) for name in _names(word)]


def places_of_mark(mark: str) -> list[int]:
    """Rows of the learned vectors of a mark behind a word; none where there is none."""
    return [_place(f"m{mark}")] if mark else []


def _place(name: str) -> int:
    return zlib.crc32(name.encode()) % PLACES


def _names(word: Word) -> Iterator[str]:
    if word.is_digits:
        yield "number"
        yield f"digits{min(len(word.text), _DIGITS)}"
        return
    if _is_number(word):
        yield "number"
    else:
        yield f"e{word.lower[-_ENDING:]}"
        yield f"b{word.lower[:_BEGINNING]}"
    yield from (f"w{form}" for form in sorted(word.forms)[:_FORMS])
    yield from (f"p{part}" for part in sorted(parts_of_speech(word.lower)))


def _is_number(word: Word) -> bool:
    known = number_words.words()
    return word.lower in known.small or word.lower in known.multipliers


def _one_number(before: Word, after: Word) -> bool:
    """ "Two thousand three", «5 тысяч»: nothing ends within a number told in words."""
    return _is_number(after) and (before.is_digits or _is_number(before))


def _told_for(before: Word, after: Word) -> bool:
    """ "Daily 2,400 calls", «ежемесячно 300 писем»: nothing ends between a period and the number told for it."""
    return before.lower in rate_words.words().adverbs.single() and (after.is_digits or _is_number(after))


def _counts_on(spoken: Sequence[Word], marks: Sequence[str], at: int) -> bool:
    """ "…, around 150 web chats": a number that opens what follows a mark counts what stands behind it."""
    if at < 2 or not spoken[at].is_digits or not marks[at - 2]:
        return False
    return spoken[at - 1].lower in listed("about_so_much")


def _told_of(spoken: Sequence[Word], at: int) -> bool:
    """«На почту 150 писем», «вконтакте человек триста»: nothing ends between a channel and the number of its contacts,
    the people who count them included.
    """
    after, behind = spoken[at + 1], spoken[min(at + 2, len(spoken) - 1)]
    if after.lower in listed("people_before"):
        return behind.is_digits or _is_number(behind)
    if at > 2 and _one_in(spoken[at - 2], spoken[at - 1]) and spoken[at - 3].lower in listed("ratio_led"):
        return True  # «и по каждой двадцатой посылке клиент пишет»
    led = at > 0 and spoken[at - 1].lower in listed("by_channel")
    return led and spoken[at].lower in listed("channel_places") and (after.is_digits or _is_number(after))


def _one_in(each: Word, which: Word) -> bool:
    """ "Every twentieth", «каждой двадцатой»."""
    known = number_words.words()
    return each.lower in listed("of_each_words") and which.lower in known.ordinal_values


def _put_in(gap: Floats) -> str:
    _, pause, end, question = gap.tolist()
    if question > _LIKELY_QUESTION:
        return "?"
    if end + question > _LIKELY_END:
        return _END_SIGN
    return "," if pause + end + question > _LIKELY_PAUSE else ""
