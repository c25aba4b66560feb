"""The values of a message that goes on with a supposition, and the words it is left with without them."""

import re

from assistant.reading.facts import Fact
from assistant.reading.scene import TextScene
from assistant.reading.word_lists import listed, turns

AMOUNTS = frozenset({"number", "percent", "volume", "duration", "money", "time_range", "multiply"})
_FIGURES, _THOUSAND = "0123456789.,\u00a0 ", 1000
_DIGITS = re.compile(r"\d[\d.,\u00a0 ]*\d|\d")
NAMES = frozenset({"country", "language", "days"})


def told_values(scene: TextScene) -> list[Fact]:
    """The amounts and names of a message, "twice" and "double" among them."""
    found = [f for f in scene.facts if f.kind in AMOUNTS | NAMES]
    for mention in (m for m in scene.mentions if m.family == "multiply"):
        start, end = scene.words[mention.first].start, scene.words[mention.last].end
        if not any(start < f.end and f.start < end for f in found):
            found.append(Fact("multiply", float(mention.value), start, end, scene.text[start:end]))
    return sorted(found, key=lambda fact: fact.start)


def values_wanted(scene: TextScene) -> list[Fact]:
    """The values of a message but those it turns down: the 20 of "not 40, 20 at least"."""
    negated = turned_down_values(scene)
    return [f for f in told_values(scene) if f not in negated]


def turned_down_values(scene: TextScene) -> list[Fact]:
    """Values with a "not" before them."""
    heads = {word.start: at for at, word in enumerate(scene.words)}
    at_head = [(fact, heads.get(fact.start, 0)) for fact in told_values(scene)]
    return [fact for fact, at in at_head if at > 0 and scene.words[at - 1].lower in listed("denials")]


def core_of(text: str) -> str:
    """The words without what opens or ends them and tells nothing: "ok and … then?"."""
    said = text.strip(" ,.;:!?—–-").split()
    idle = listed("fillers") | listed("joins_supposed") | listed("goes_on_words") | turns() | listed("same_but")
    while said and said[0].lower().strip(",") in idle:
        said = said[1:]
    while said and said[-1].lower().strip(",?!.") in idle:
        said = said[:-1]
    return " ".join(said)


def without_value(scene: TextScene, fact: Fact) -> str:
    """The words of a message without a value, and without those it turns down; empty where hardly anything is left."""
    gone = [fact, *turned_down_values(scene)]
    left = [word for word in scene.words if not any(word.start < f.end and f.start < word.end for f in gone)]
    telling = [w for w in left if w.is_word or any(c.isdecimal() for c in w.text)]
    idle = listed("fillers") | listed("joins_supposed") | listed("goes_on_words") | turns()
    idle |= listed("guessing") | listed("denials") | listed("or_words")
    if not [w for w in telling if w.lower not in idle]:
        return ""
    return " ".join(word.text for word in left)


def verdict_behind(scene: TextScene) -> bool:
    """Whether a "yes" or a "no" closes a clause that names something: "nights yes, German no"."""
    said = listed("refusals") | listed("agreements")
    for at in range(1, len(scene.words)):
        after = scene.words[at + 1] if at + 1 < len(scene.words) else None
        closes = after is None or not (after.is_word or after.is_digits)
        if scene.words[at].lower in said and closes and scene.words[at - 1].is_word:
            return True
    return False


def digits_of(fact: Fact) -> tuple[str, int]:
    """The digits of an amount and where they stand: those of "$3,000" or "16h" without their sign, as of "30%"."""
    amount = _DIGITS.search(fact.text) if fact.kind in ("money", "duration") else None
    return (amount[0], fact.start + amount.start()) if amount else (fact.text.split()[0].rstrip("%"), fact.start)


def in_its_scale(fact: Fact, before: Fact) -> str:
    """The words of a number, of thousands or times where that before it was: "8" after "10k", "1.8" after "2 times"."""
    scale = before.text.lstrip(_FIGURES)
    if scale == before.text and " " in scale and isinstance(fact.value, int) and fact.value < _THOUSAND:
        name = scale.rpartition(" ")[2]  # "and three" after "five thousand"
        return f"{fact.text} {name}" if name.lower() in listed("thousands") and not fact.unit else fact.text
    whole = fact.text.isdecimal() or (before.unit == "times" and not fact.unit)
    small = whole and isinstance(fact.value, int | float) and fact.value < _THOUSAND
    return (
        fact.text + before.text[len(before.text) - len(scale) :]
        if small and scale and before.kind == "number"
        else fact.text
    )
