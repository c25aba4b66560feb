"""Channels a text names: those to be served, not those of a price, an address, a firm's name or a phrase."""

from assistant.reading.concepts import Mention
from assistant.reading.facts import Fact
from assistant.reading.flat_refusals import refused_flatly
from assistant.reading.improbable import counted_reviews
from assistant.reading.positions import PlacedText
from assistant.reading.reactions import got_reactions
from assistant.reading.sentences import Span
from assistant.reading.word_lists import listed
from assistant.reading.words import noun_cases


def channels_named(scene: PlacedText) -> list[tuple[str, Span]]:
    """Channels named, in order: by facts and by the nouns that count contacts.

    A name inside a word group with a meaning of its own ("phone number", "call centre", "ticket") names none.
    """
    nouns = [m for m in scene.nouns if m.family in ("contact", "support", "other_number", "paper")]
    nouns = [
        m
        for m in nouns
        if m.concept != "contact.social" or not (counted_reviews(scene, m.first) or got_reactions(scene, m.first))
    ]
    spoken = {at for m in nouns if m.family == "paper" for at in range(m.first, m.last + 1)}
    noun_at = {at: m for m in nouns for at in range(m.first, m.last + 1)}  # nouns do not overlap
    found: dict[int, tuple[str, Span]] = {}
    for fact in scene.facts:
        if fact.kind == "channel":
            place = scene.span(fact)
            over = [noun_at[at] for at in range(place.first, place.last + 1) if at in noun_at]
            if (
                not _priced(scene, place)
                and not scene.of_address(place)
                and not scene.in_name(place)
                and not (quoted_name(scene, place) and place.last == place.first)
                and place.first not in spoken
                and not _said_as_name(scene, place)
                and not _of_compound(scene, fact, place)
                and not (fact.value == "social" and counted_reviews(scene, place.first))
                and not (fact.value == "social" and got_reactions(scene, place.first))
                and not any(
                    (m.concept == "contact._" and m.first <= place.first and m.last >= place.last)
                    or (m.family != "contact" and m.last - m.first > place.last - place.first)
                    for m in over
                )
            ):
                found[place.first] = (str(fact.value), place)
    parts = {m.last for m in scene.mentions if m.family == "volume_part"}  # "the shop's emails", "branch calls"
    parts |= {at for at, word in enumerate(scene.words) if word.forms & listed("contact_topics")}  # "invoice e-mails"
    lost = {m.last + 1 for m in nouns if m.family == "other_number" and m.last not in parts}
    lost |= {at for f in scene.facts if f.each == "agent" for at in range(scene.span(f).first, scene.span(f).last + 1)}
    found = {at: pair for at, pair in found.items() if at not in lost}  # "abandoned calls" ask for no phone
    inert = {at for m in scene.mentions if m.family == "inert" for at in range(m.first, m.last + 1)}
    idle = [m.last + 1 for m in scene.mentions if m.family == "nobody"]  # "hardly anybody rings"
    inert |= {at for at in idle if at < len(scene.words) and not refused_flatly(scene, Span(at, at))}
    found = {at: pair for at, pair in found.items() if at not in inert}  # "it sits in my inbox"
    units = [m for m in scene.labels if m.family in ("unit", "pricing") and _billing(scene, m)]
    found = {at: pair for at, pair in found.items() if not any(m.first < at <= m.last for m in units)}  # "per call"
    covered = {at for _, place in found.values() for at in range(place.first, place.last + 1)}
    for mention in nouns:
        named = mention.family == "contact" and mention.value != "_"
        spot = Span(mention.first, mention.last)
        named = named and not scene.of_address(spot) and not _priced(scene, spot)
        named = named and not scene.in_name(spot) and mention.first not in spoken
        named = named and not any(m.first < mention.first <= m.last for m in units) and not _naming(scene, mention)
        named = named and not quoted_name(scene, spot) and not written_there(scene, mention)
        if named and mention.first not in lost | inert and not covered & set(range(mention.first, mention.last + 1)):
            found[mention.first] = (mention.value, Span(mention.first, mention.last))
    return [found[at] for at in sorted(found) if not _either_way(scene, found[at][1], len(found))]


def _of_compound(scene: PlacedText, fact: Fact, place: Span) -> bool:
    """«Пост-обработка»: the beginning of a word for the work after a contact."""
    word = scene.words[place.first]
    return fact.end < word.end and any(m.first == place.first for m in scene.mentions if m.family == "after_work")


def _either_way(scene: PlacedText, place: Span, named: int) -> bool:
    """ "One in six writes or rings us", «пишет или звонит»: people get in touch, by no channel more than by another."""
    if named > 1:
        return False
    before, after = place.first - 1, place.last + 1
    return any(
        0 <= other < len(scene.words)
        and scene.words[joint].lower in listed("either_words")
        and bool(scene.words[other].forms & listed("writing_verbs"))
        for joint, other in ((before, before - 1), (after, after + 1))
    )


def _priced(scene: PlacedText, place: Span) -> bool:
    """The channel is what a price is for: «55 ₽ за звонок»."""
    for at in range(max(0, place.first - 3), place.first):
        fact = scene.fact_at[at]
        if fact is not None and fact.kind == "money" and fact.per:
            return True
    return False


def _naming(scene: PlacedText, mention: Mention) -> bool:
    """ "A firm called Transcom", "as you call it": the verb gives a name."""
    after = mention.last + 1
    if mention.first in scene.names_given:
        return True
    named = after < len(scene.words) and scene.words[after].text[:1].isupper() and scene.fact_at[after] is None
    return named and scene.words[mention.last].lower.endswith("ed")


def _said_as_name(scene: PlacedText, place: Span) -> bool:
    """ "What he calls second-line support"; but "what they call about"."""
    given = any(m.family == "naming" and m.first < place.first <= m.last for m in scene.mentions)
    before, after = scene.words[place.first - 1].lower, place.last + 1
    given = given and before in listed("name_givers")
    return given and after < len(scene.words) and scene.words[after].lower not in listed("of_what") | listed("for_whom")


def _billing(scene: PlacedText, mention: Mention) -> bool:
    """True when the sentence speaks of paying and of no handle time: "we'd pay per call"."""
    sentence = scene.sentence_of(mention.first)
    return scene.has(sentence, "pricing_cue") and not scene.has(sentence, "aht_name", "contract")


def written_there(scene: PlacedText, mention: Mention) -> bool:
    """«Директ и комментарии дают 190 сообщений в день»: messages where people comment, and no chat besides."""
    word = scene.words[mention.first]
    if mention.value != "chat" or mention.last > mention.first or not word.forms & listed("writing"):
        return False
    if _of_item(scene, mention):
        return True
    sentence = scene.sentence_of(mention.first)
    last = mention.last
    while last < sentence.last and scene.kind_at(last + 1) not in ("number", "volume"):
        last += 1
    near = scene.facts_within(Span(sentence.first, last))
    return {str(f.value) for f in near if f.kind == "channel" and not f.start <= word.start < f.end} == {"social"}


def _of_item(scene: PlacedText, mention: Mention) -> bool:
    """«Электронная почта — 2 750 сообщений»: messages of the channel at the head of the item of a list."""
    at = mention.first - 1
    while at > 0 and scene.kind_at(at) in ("number", "volume"):
        at -= 1
    if at < 1 or at == mention.first - 1 or scene.words[at].text not in "—–-:":
        return False
    head = scene.fact_at[at - 1]
    return head is not None and head.kind == "channel" and head.value != "chat"


def quoted_name(scene: PlacedText, place: Span) -> bool:
    """«Диалог Плюс», у «Диалога»: a firm's name in quotation marks, though its word is one for contacts."""
    word = scene.words[place.first]
    if not word.text[:1].isupper() or scene.text[max(0, word.start - 1) : word.start] not in _OPENING:
        return False
    after = scene.words[place.last + 1] if place.last + 1 < len(scene.words) else None
    if after is not None and after.text[:1].isupper() and scene.text[after.start - 1] in " -":
        return True
    cases = noun_cases(word.lower)
    return place.first == place.last and bool(cases) and "nomn" not in cases


_OPENING = frozenset({"«", "„", "“", '"'})
