"""The wording of a message that is read: what stands around its point blanked, a row of wants parted, and paragraphs
named by what they held.

Every offset stays as it was, save that of a paragraph named by its number alone.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.around_the_point import only_the_point
from assistant.reading.dictated_signs import with_dictated_signs
from assistant.reading.judged import has_case
from assistant.reading.only_of_orders import without_only_of_orders
from assistant.reading.paragraphs_named import with_paragraphs_named
from assistant.reading.reworded import Told
from assistant.reading.wants_in_row import with_wants_parted


def told_plainly(text: str, language: str, brief: Mapping[str, Any], earlier: Sequence[Told]) -> str:
    """The text without manners around a change of a known case, and with what the paragraphs it names are about."""
    text = with_dictated_signs(text)
    pointed = only_the_point(text, language) if has_case(brief) else text
    parted = with_wants_parted(without_only_of_orders(pointed), language)
    return with_paragraphs_named(parted, earlier)
