"""A known sum told anew by what is done with it: "they get 19.50 now", «60 тысяч найдём», "says 680 if we take ten".

What people do with pay, a budget and a price is told by words of its own; where just one known sum goes with such a
word and the number is of its order, the number is what it is now.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.known_fields import Field, Fit, fit
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed

_SUMS = {
    "deeds_of_pay": ("in_house.salary_per_month", "in_house.hourly_wage"),
    "deeds_of_budget": ("budget_per_month",),
    "deeds_of_offers": ("quotes.",),
}
_COUNTED = ("contact", "agent", "person", "driver")
_BEHIND = 3  # words behind a number among which people or contacts are counted
_WORDS = 12  # of the sentence that tells a sum anew
_LIKE = 2.0  # times the known sum, or a part of it, that the new one may be


def of_deed(
    scene: TextScene, sentence: Span, fact: Fact, fields: Sequence[Field], coverage: Mapping[str, Any]
) -> Fit | None:
    """The known sum that a number of a short sentence tells anew; None for several, or where contacts are named."""
    words = [scene.words[at] for at in range(sentence.first, sentence.last + 1) if scene.words[at].is_word]
    head = scene.head(fact)[0]
    counts = (head is not None and head.family in _COUNTED) or people_behind(scene, fact)
    if scene.channels_within(sentence) or counts or len(words) > _WORDS or scene.has(sentence, "negation"):
        return None
    said = {form for word in words for form in (word.lower, *word.forms)}
    starts = tuple(path for name, paths in _SUMS.items() if said & listed(name) for path in paths)
    sums = [field for field in fields if starts and field.path.startswith(starts)]
    if len(sums) != 1:
        return None
    found = fit(fact, sums[0], coverage)
    return found if found is not None and found.unlike <= _LIKE else None


def people_behind(scene: TextScene, fact: Fact) -> bool:
    """ "Two more agents": a number is followed by people or contacts, whatever stands between."""
    last = scene.span(fact).last
    behind = Span(last + 1, min(last + _BEHIND, scene.sentence_of(last).last))
    return scene.has(behind, *_COUNTED)
