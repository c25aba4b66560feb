"""Signs said as words by those who dictate: «двести писем запятая сто чатов точка», "500 calls comma 5 minutes".

Only a message that has no sign typed in it is taken for dictated, since a comma and a stop have other senses in a text.
"""

import re
from functools import cache

from assistant.reading.word_lists import listed

_SIGNS = {"comma": ",", "stop": ".", "colon": ":", "question": "?", "line": "\n"}
_TYPED = re.compile(r"[,;:!?\n]|\.(?!\d)")


def with_dictated_signs(text: str) -> str:
    """The text with each of them as the sign, the length kept."""
    if _TYPED.search(text) or not _said().search(text):
        return text
    found = [each for each in _said().finditer(text) if not _is_thing(text, each)]
    for each in found:
        sign = next(_SIGNS[name] for name in _SIGNS if each.group(1).lower() in listed(f"dictated_{name}"))
        text = text[: each.start()] + sign.ljust(len(each.group())) + text[each.end() :]
    return text


def _is_thing(text: str, said: re.Match[str]) -> bool:
    """«Одна точка», «точка самовывоза», or the comma of a number."""
    before, behind = text[: said.start()].lower().split(), text[said.end() :].lower().split()
    word, between = said.group(1).lower(), bool(before) and bool(behind)
    if word in listed("dictated_stop"):
        last, first = (before or [""])[-1], (behind or [""])[0]
        return last in listed("stop_is_place_before") or first in listed("stop_is_place_behind")
    return word in listed("dictated_comma") and between and before[-1].isdigit() and behind[0].isdigit()


@cache
def _said() -> re.Pattern[str]:
    """A sign said behind a word, with the space before it."""
    words = sorted(
        {word for name in _SIGNS for word in listed(f"dictated_{name}")}, key=lambda word: (-len(word), word)
    )
    return re.compile(rf"(?i) ({'|'.join(map(re.escape, words))})(?=\s|$)")
