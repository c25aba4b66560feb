"""Paragraphs of a paper told before, named by their numbers: "Correction to 2.1: 45,000", "3.4 stays as it is".

The number that heads a paragraph of an earlier message is no quantity: where a figure follows it, it gives way to what
the paragraph is about, and else it is left out.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from assistant.reading.reworded import Told
from assistant.reading.word_lists import listed

_NUMBER = r"[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}"
_HEADS = re.compile(rf"(?m)^[ \t>«\"]*(?:[^\W\d_]{{1,9}}\.? )?({_NUMBER})\.?[ \t:)]+(\S.*)$")
_TITLE = re.compile(r"[^0-9:—–=«»\"(]+")  # of a paragraph: what stands before its figures
_UP_TO_FIGURE = re.compile(r"[^0-9,.;?!\n]*(?=[0-9])")
_GONE = 3  # words behind a number among which it is said to go: "has been deleted"
_SIGNS = ',;:.?!)»"'


def with_paragraphs_named(text: str, earlier: Sequence[Told]) -> str:
    """The text with the numbers of such paragraphs replaced by what they are about, or left out."""
    if not earlier or not re.search(_NUMBER, text):
        return text
    heads = dict(_paragraphs(earlier))
    return _named().sub(lambda found: _put(found, text, heads), text) if heads else text


def _put(found: re.Match[str], text: str, heads: dict[str, str]) -> str:
    lead, number = found.group(1), found.group(2)
    about, behind = heads.get(number), text[found.end() :]
    title = _TITLE.match(about.lstrip('«„“" ')) if about is not None else None
    if about is None or not _spoken_of(behind):
        return found.group()
    figure = _UP_TO_FIGURE.match(behind)
    plain = figure is not None and all(
        w in listed("figure_is") for w in re.findall(r"\w+|[:=]", figure.group().lower())
    )
    words = [word.lower() for word in re.findall(r"\w+|[.;?!]", behind)[:_GONE]]
    plain = plain or ("?" not in words and bool({*words} & listed("paragraph_gone")))
    named = f"{title.group().strip(' ,.;')}" if plain and title is not None else ""
    return f"{lead}{named}" if named or not lead.split() else f"{lead.rstrip()}"


def _spoken_of(behind: str) -> bool:
    """Whether what follows speaks of the number as of a thing, and counts nothing with it."""
    word = re.match(r"\s*(\w+)", behind)
    sign = behind.lstrip()[:1]
    return (
        not sign
        or sign in _SIGNS
        or sign in "—–-"
        or (word is not None and word.group(1).lower() in listed("paragraph_behind") | listed("paragraph_gone"))
    )


@cache
def _named() -> re.Pattern[str]:
    leads = "|".join(re.escape(words) for words in sorted(listed("paragraph_leads"), key=len, reverse=True))
    return re.compile(
        rf"(?i)((?:^|(?<=[.!?\n] )|(?<![\w.,])(?:{leads})\.?[ ]+)[ ]*)({_NUMBER})(?![\w%:]*[\w%]|[.,][0-9])"
    )


def _paragraphs(earlier: Sequence[Told]) -> Iterator[tuple[str, str]]:
    """The numbered paragraphs of the messages before, each with its words; of two alike the latest holds."""
    for told in reversed(earlier):
        yield from _HEADS.findall(told.text)
