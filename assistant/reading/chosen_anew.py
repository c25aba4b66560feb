"""A known choice given up for another of its kind: "scrap per-minute, per contact is simpler", «не рубли, а евро»."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assistant.reading.billing import billed_facts
from assistant.reading.concepts import Mention
from assistant.reading.money import currency_at
from assistant.reading.refusals import declined, taken_back
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed

Allowed = Callable[[int], bool]

_FAMILIES = {
    "pricing_model": ("unit", "pricing"),
    "support_level": ("level",),
    "location": ("location",),
    "currency": ("currency",),
}
_ANEW = ("afresh", "swap", "untrue", "said_wrongly", "put_back")  # what says that something known changes


def chosen_anew(
    scene: TextScene, brief: Mapping[str, Any], changes: Sequence[Change], allowed: Allowed
) -> list[Change]:
    """Changes of the fields of choice that the brief holds and the message gives another value.

    The other value must be the only one besides the known, which the message names too, or be led by words that change
    something; what it says of quantities is no choice. `allowed` tells of a word whether it states anything.
    """
    found = []
    rates = any(
        c.path.startswith("exchange_rates.") for c in changes
    )  # "93 to the dollar" names no currency to count in
    for path in _FAMILIES if not rates else [path for path in _FAMILIES if path != "currency"]:
        known = brief.get(path)
        told = {c.value for c in changes if c.path == path}
        if not isinstance(known, str) or told - {known}:
            continue
        named = [(value, span) for value, span in _named(scene, path) if allowed(span.first)]
        others = [(value, span) for value, span in named if value != known]
        if len({value for value, _ in others}) != 1 or any(_refused(scene, span) for _, span in others):
            continue
        value, span = others[0]
        contrasted = any(v == known for v, _ in named)
        if any(v == known and _kept(scene, place) for v, place in named):
            continue
        if contrasted or scene.has(scene.sentence_of(span.first), *_ANEW) or _agreed(scene, span):
            start, end = scene.words[span.first].start, scene.words[span.last].end
            found.append(Change("set", path, value, start, end, scene.text[start:end]))
    return found


def _named(scene: TextScene, path: str) -> list[tuple[str, Span]]:
    """Values of a field of choice that the text names, each with its words."""
    if path == "currency":
        return _currencies(scene)
    places = [m for m in scene.labels if m.family in _FAMILIES[path]]
    if path == "pricing_model":
        places = [m for m in places if not _of_quantity(scene, m)]
    elif path == "support_level":  # known already, it needs no word for support beside it
        places += [m for m in scene.mentions if m.family == "level_word"]
    return [(m.value, Span(m.first, m.last)) for m in places]


def _of_quantity(scene: TextScene, mention: Mention) -> bool:
    """ "€12 per hour", "40 calls per hour": a price or a rate, no way of paying."""
    own = billed_facts(scene, None)
    facts = [scene.fact_at[at] for at in range(max(0, mention.first - 1), mention.last + 1)]
    return any(f is not None and f.kind in ("money", "volume", "number", "percent") and f not in own for f in facts)


def _currencies(scene: TextScene) -> list[tuple[str, Span]]:
    """Names of currencies that stand beside no sum."""
    found = []
    for at, token in enumerate(scene.tokens):
        named = currency_at(scene.tokens, at)
        if named is None or token.kind != "word":
            continue
        start, end = token.start, scene.tokens[named[1] - 1].end
        inside = [k for k, word in enumerate(scene.words) if word.start < end and start < word.end]
        if inside and all(scene.fact_at[k] is None for k in inside):
            found.append((named[0], Span(inside[0], inside[-1])))
    return found


def _refused(scene: TextScene, span: Span) -> bool:
    return taken_back(scene, span) or (declined(scene, span) and not _put_in(scene, span))


def _kept(scene: TextScene, span: Span) -> bool:
    """ "Keep dollars, euros are for our office", «остаёмся на оплате за минуту»."""
    before = range(max(scene.sentence_of(span.first).first, span.first - 3), span.first)
    return any(scene.words[at].forms & listed("kept_by") for at in before) or any(
        m.last < span.first for _, m in scene.around(span, ("stays",), 0.5)
    )


def _put_in(scene: TextScene, span: Span) -> bool:
    """What stands after "with", "to" or «на» comes in the place of what is refused before it."""
    before = range(max(0, span.first - 2), span.first)
    return any(scene.words[at].lower in listed("put_in") | listed("moved_into") for at in before)


def _agreed(scene: TextScene, span: Span) -> bool:
    """ "Technical it is then": nothing but consent stands beside it in its clause."""
    sentence = scene.sentence_of(span.first)
    beside = []
    for at in range(sentence.first, sentence.last + 1):
        word = scene.words[at]
        if at > span.last and word.text in ",;:—–-":
            break
        if word.is_word and not span.first <= at <= span.last:
            beside.append(word.lower)
    return bool(beside) and all(word in listed("consents") for word in beside)
