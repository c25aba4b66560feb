"""Lengths of time said by one Russian adjective: «двухлетний», «восемнадцатимесячный», «полугодовой»."""

import re
from collections.abc import Mapping

from assistant.reading.number_words import words as number_words

_ENDING = re.compile("[ыио]й|[ая]я|[ое]е|[ое]го|[ое]му|[ыио]м|[ую]ю|[ыи][ех]|[ыи]ми")


def count_and_unit(word: str, stems: Mapping[str, str]) -> tuple[float, str] | None:
    """How many of which unit of time an adjective says; None where it says no number. `stems` are stem to unit."""
    for stem, unit in stems.items():
        number, found, ending = word.rpartition(stem)
        if found and number and _ENDING.fullmatch(ending):
            count = _count(number)
            return (count, unit) if count else None
    return None


def _count(said: str) -> float:
    """The number of «двадцатичетырех»: a ten and a unit, or one word; 0 where it is none."""
    small = number_words().small
    if said in number_words().half_of:
        return 0.5
    if said in small:
        return float(small[said])
    for cut in range(3, len(said) - 2):
        tens, unit = float(small.get(said[:cut], 0)), float(small.get(said[cut:], 0))
        if tens >= 20 and tens % 10 == 0 and 1 <= unit <= 9:
            return tens + unit
    return 0.0
