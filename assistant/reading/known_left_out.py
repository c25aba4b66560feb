"""Known members of lists given up: "Spanish can go", «соцсети отбой», "PCI isn't needed any longer"."""

from collections.abc import Callable, Mapping, Sequence

from assistant.reading.concepts import Mention
from assistant.reading.in_brief import listed_in, wanted_in
from assistant.reading.moments import denied
from assistant.reading.refusals import declined
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed, turns
from assistant.reading.words import Word

Allowed = Callable[[int], bool]

LISTS = {"languages": "language", "provider_countries": "country", "compliance": "compliance"}
_AMOUNTS = ("number", "volume", "money", "percent", "duration", "time_range")
_CHANNEL = "channel"
_OF_TERMS = ("contract_months",)  # what a "term" of something else may seem to name
_POINTS_BACK = 9  # words behind a clause within which "it" is what the clause names
_NEAR = 2


def known_left_out(
    scene: TextScene, brief: Mapping[str, object], changes: Sequence[Change], allowed: Allowed
) -> list[Change]:
    """The changes without the known languages, countries, rules and channels that a clause of the message gives up.

    A clause that tells a quantity, or is denied ("don't drop German"), gives up nothing. `allowed` tells of a word
    whether it states anything.
    """
    found = list(changes)
    for path, kind in LISTS.items():
        known = listed_in(brief, path)
        gone = [(value, span) for value, span in named_of(scene, kind) if value in known and allowed(span.first)]
        gone = [(value, span) for value, span in gone if _given_up(scene, span, kind)]
        told = next((c for c in found if c.path == path), None)
        current = list(told.value) if told is not None and told.op == "set" else known
        left = [value for value in current if value not in {v for v, _ in gone}]
        if not gone or left == current or (told is not None and told.op == "remove"):
            continue
        found = [c for c in found if c is not told]
        found.append(_change("set" if left else "remove", path, left or None, scene, gone[0][1]))
    for channel, span in scene.channels:
        path = f"channels.{channel}"
        told_of_it = any(c.path.startswith(f"{path}.") for c in found)
        said = allowed(span.first) or ("?" not in scene.text and _out(scene, span, clause_of(scene, span)))
        if channel in wanted_in(brief) and said and not told_of_it and _given_up(scene, span, _CHANNEL):
            found = [c for c in found if c.path != path]
            found.append(_change("set", path, None, scene, span))
    return found


def named_of(scene: TextScene, kind: str) -> list[tuple[str, Span]]:
    """Members of a list of a kind that the text names, each with its words."""
    if kind == "compliance":
        return [(m.value, Span(m.first, m.last)) for m in scene.labels if m.family == kind]
    return [(str(f.value), scene.span(f)) for f in scene.facts if f.kind == kind]


def _change(op: str, path: str, value: object, scene: TextScene, span: Span) -> Change:
    start, end = scene.words[span.first].start, scene.words[span.last].end
    return Change("remove" if op == "remove" else "set", path, value, start, end, scene.text[start:end])


def _given_up(scene: TextScene, span: Span, kind: str) -> bool:
    """Whether the clause says that what it names is wanted no longer, and names no other of its kind behind it."""
    clause = clause_of(scene, span)
    if any(f.kind in _AMOUNTS for f in scene.facts_within(clause)) or scene.has(clause, "stays"):
        return False
    said = [m for m in scene.inside(clause, ("let_go", "forget")) if not denied(scene, m) and _beside(m, span)]
    said = [m for m in said if scene.words[m.first].lower not in listed("left_unsaid")]
    if not said and _out(scene, span, clause):
        return True
    others = [
        place for _, place in _places(scene, kind) if place != span and clause.first <= place.first <= clause.last
    ]
    refused = any(scene.words[at].lower in listed("denials") for at in range(clause.first, clause.last + 1))
    said = said or (_gone_by_pronoun(scene, clause) if kind == _CHANNEL else [])
    plain = bool(said) and not others and not refused and not scene.has(clause, "negation")
    return plain or (kind == "compliance" and declined(scene, span) and not others)


def left_unsaid(scene: TextScene, span: Span) -> bool:
    """«Забыла про почту, там 1600»: not told before, which gives up nothing, and no other word of the clause does."""
    said = scene.inside(clause_of(scene, span), ("decline", "negation", "nobody", "changed_mind", "lifted", "let_go"))
    unsaid = [scene.words[m.first].lower in listed("left_unsaid") for m in said]
    return bool(unsaid) and all(unsaid)


def _out(scene: TextScene, span: Span, clause: Span) -> bool:
    """ "Chat out", "e-mails yes, chat no", "so WhatsApp out then": the channel is led by hardly a word, and is out."""
    words = [scene.words[at].lower for at in range(span.last + 1, clause.last + 1) if scene.words[at].is_word]
    before = [scene.words[at].lower for at in range(clause.first, span.first) if scene.words[at].is_word]
    led = all(word in listed("figure_led_by") | listed("goes_on_words") for word in before)
    behind = all(word in listed("goes_on_words") for word in words[1:])
    return bool(words) and words[0] in listed("out_words") and led and behind


def _gone_by_pronoun(scene: TextScene, clause: Span) -> list[Mention]:
    """ "Chat is dying out, so drop it": the next clause of the sentence says that "it" is to go, and names nothing."""
    last = scene.sentence_of(clause.first).last
    ahead = Span(clause.last + 1, min(last, clause.last + _POINTS_BACK))
    if ahead.first > last or scene.channels_within(ahead) or scene.facts_within(ahead):
        return []
    return [m for m in scene.inside(ahead, ("let_it_go",)) if not denied(scene, m)]


def without_terms_aside(scene: TextScene, changes: Sequence[Change]) -> list[Change]:
    """The changes without a contract given up by an "it" that is the channel given up.

    "Chat's being discontinued next term, so drop it" speaks of no term of a contract.
    """
    gone = [c for c in changes if c.path.startswith("channels.") and c.op == "set" and c.value is None]
    if not gone or not scene.names_any(("let_it_go",)):
        return list(changes)
    return [c for c in changes if not (c.op == "remove" and c.path in _OF_TERMS)]


def _beside(mention: Mention, span: Span) -> bool:
    """At most one word between: calls "about deleted accounts" are not deleted."""
    return span.last < mention.first <= span.last + _NEAR or mention.last < span.first <= mention.last + _NEAR


def _places(scene: TextScene, kind: str) -> list[tuple[str, Span]]:
    return scene.channels if kind == _CHANNEL else named_of(scene, kind)


def clause_of(scene: TextScene, span: Span) -> Span:
    """The words around `span` between signs and words that turn to something else."""
    return scene.clause_of(span, _parts)


def _parts(word: Word) -> bool:
    return word.text in ",;:()—–.!?\n" or word.lower in turns()
