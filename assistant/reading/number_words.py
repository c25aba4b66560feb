"""The number words of all languages, ready for look-up."""

from __future__ import annotations

from functools import cache
from typing import Any

from assistant.reading.tokens import Token
from assistant.reading.vocabulary import Lexicon, Schema, is_cyrillic, merged, morphology

SCHEMA: Schema = {
    "small": (float, list),
    "multipliers": (int, list),
    "plural_multipliers": (int, list),
    "attached_multipliers": (int, list),
    "rough": (int, list),
    "shares": (float, list),
    "ordinal_values": (int, list),
    **dict.fromkeys(
        [
            "half_of",
            "quarter_of",
            "and_half",
            "and_quarter",
            "and_three_quarters",
            "point",
            "and_words",
            "of",
            "articles",
            "vague",
            "approximate_before",
            "approximate_after",
            "at_least_before",
            "at_most_before",
            "at_least_after",
            "at_most_after",
            "range_from",
            "range_to",
            "range_and",
            "changed_from",
            "between_words",
            "range_or",
            "heading_hours",
            "times_after",
            "ordinary",
            "thousands_before_hundreds",
            "not_one_after",
            "not_one_before",
            "name_before",
            "weak_name_before",
            "part_before",
            "numbered_names",
            "name_goes_on",
            "ordinal_endings",
            "ordinals",
            "exclamations",
            "percent",
            "even_shares",
            "share_after",
            "share_before",
            "service_level",
            "not_share_before",
            "out_of",
            "one_in",
            "ratio_joined_by",
            "ratio_lead",
            "telephone_labels",
            "extension_labels",
            "times",
            "times_first",
            "times_in",
            "rough_by",
        ],
        list,
    ),
}


class Words:
    """The number words of all languages, ready for look-up."""

    def __init__(self) -> None:
        def take(section: str) -> Any:
            return merged("numbers.yaml", SCHEMA, section)

        def words(section: str) -> Lexicon[bool]:
            return Lexicon.words(take(section))

        self.small = Lexicon.of(take("small")).single()
        self.multipliers = Lexicon.of(take("multipliers")).single()
        self.plurals = Lexicon.of(take("plural_multipliers")).single()
        self.attached = Lexicon.of(take("attached_multipliers")).single()
        self.rough = Lexicon.of(take("rough")).single()
        self.shares = Lexicon.of(take("shares"))
        self.ordinal_values = Lexicon.of(take("ordinal_values")).single()
        bases = {word for words_of in take("multipliers").values() for word in words_of}
        self.plural_only = {
            form for form in self.multipliers if is_cyrillic(form) and not _may_stand_alone(form, bases)
        }
        self.fused = self._fused(take("half_of"))
        self.sections = {name: words(name) for name, kind in SCHEMA.items() if kind is list}

    def __getattr__(self, name: str) -> Lexicon[bool]:
        try:
            return self.__dict__["sections"][name]
        except KeyError:
            raise AttributeError(name) from None

    def _fused(self, halves: list[str]) -> dict[str, float]:
        """Words such as «полмиллиона» and «полсотни»: half of a multiplier written as one word."""
        prefixes = [half.lstrip("=") for half in halves if half.lstrip("=") in {"пол", "полу"}]
        whole = [(form, value) for form, value in self.multipliers.items() if is_cyrillic(form) and len(form) > 3]
        return {prefix + form: value / 2 for prefix in prefixes for form, value in whole}


def _may_stand_alone(form: str, bases: set[str]) -> bool:
    """«тысяча звонков» is a thousand; «тысячи звонков» is just many."""
    tags = [parse.tag for parse in morphology().parse(form) if parse.normal_form in bases]
    return len(form) > 3 and any("sing" in tag and tag.case in {"nomn", "accs", "datv", "ablt"} for tag in tags)


@cache
def words() -> Words:
    """Return the number words (built once)."""
    return Words()


def match_any(lexicon: Lexicon[bool], tokens: list[Token], i: int) -> int:
    """Return the token after the phrase of ``lexicon`` at ``i``, or 0."""
    found = lexicon.match(tokens, i)
    return found[1] if found else 0
