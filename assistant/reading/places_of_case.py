"""Whose a place is that no word of customers or of providers stands beside: by the volume it follows, by the signs that
set it off, by the other places of its list.
"""

from assistant.reading.concepts import Mention
from assistant.reading.facts import Fact
from assistant.reading.refusals import same_list
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed, only_words

_OPENS, _CLOSES = frozenset(",.;(!?"), frozenset(",.;)!?")
_PAST_COMMA = 2  # words back from a place to the trade before the comma
_ALONE = 3  # words of a sentence that names a place and little else: "Amsterdam. Dutch."
_TWO = 2  # countries of a message, one of the customers and one of the provider
_HEADS = ("agent", "person", "own_team")


def of_workload(scene: TextScene, span: Span) -> bool:
    """ "20,000 calls a month in the UK", "calls, 6 min, UK, provider in …": the place of a workload is its customers'.

    A place set off by signs on both sides speaks for itself: a word for a provider beyond a sign is of another place.
    """
    if behind_volume(scene, span) and not _goes_on(scene, span.last + 1):
        return True
    if not set_off(scene, span):
        return False
    if any(m.family == "industry" and m.sure and m.last == span.first - _PAST_COMMA for m in scene.labels):
        return True  # "Furniture chain, New Jersey"
    if not case_told(scene):
        return False
    sentence = scene.sentence_of(span.first)
    alone = sum(scene.words[at].is_word for at in range(sentence.first, sentence.last + 1)) <= _ALONE
    return alone or _counts(scene, sentence)  # "…, all that was my previous career. Today: 130 e-mails"


def behind_volume(scene: TextScene, span: Span) -> bool:
    """ "3000 emails a month uk", «300 звонков в день в России»: right behind what is counted, or right before it."""
    at = _before_articles(scene, span)
    at -= at >= 0 and scene.words[at].lower in listed("seated")
    counted = [_counted(scene, fact) for fact in scene.facts]
    if any(place is not None and place.last == at for place in counted):
        return True
    opens = at < 0 or not scene.words[at].is_word or any(m.last == at for m in scene.labels if m.family == "industry")
    return opens and any(place is not None and place.first == span.last + 1 for place in counted)


def named_last(scene: TextScene, home: str) -> Fact | None:
    """The Poland of "shop in Germany, 3000 calls a month, Poland": a second place, bare and last, behind the workload.

    Where the customers are was told before the workload, and nothing else is left that a place could be of.
    """
    places = [fact for fact in scene.facts if fact.kind == "country"]
    if len({fact.value for fact in places}) != _TWO or places[-1].value == home:
        return None
    last, before = scene.span(places[-1]), scene.span(places[-2])
    ends = not any(word.is_word for word in scene.words[last.last + 1 :]) and "?" not in scene.text
    bare = last.first > 0 and scene.words[last.first - 1].text in _OPENS and set_off(scene, last)
    if not (ends and bare):
        return None
    counted = [place for fact in scene.facts if (place := _counted(scene, fact)) is not None]
    return places[-1] if any(before.last < place.first and place.last < last.first for place in counted) else None


def set_off(scene: TextScene, span: Span) -> bool:
    """ "…, 6 min, UK, …": a place between signs, or at an end of the text, with "only" beside it or not."""
    before, after = _before_articles(scene, span), span.last + 1
    after += after < len(scene.words) and scene.words[after].lower in only_words()
    opens = before < 0 or scene.words[before].text in _OPENS
    return opens and (after >= len(scene.words) or scene.words[after].text in _CLOSES)


def set_apart(scene: TextScene, span: Span) -> bool:
    """A place with no word right beside it, of whatever signs: "1) Kazakhstan. 2) …", "- UK only"."""
    before, after = _before_articles(scene, span), span.last + 1
    after += after < len(scene.words) and scene.words[after].lower in only_words()
    return not any(scene.words[at].is_word for at in (before, after) if 0 <= at < len(scene.words))


def case_told(scene: TextScene) -> bool:
    """Whether a message tells how much there is to do, or how many people of its own do it."""
    return _counts(scene, Span(0, len(scene.words) - 1))


def agents_asked(scene: TextScene) -> bool:
    """ "Need 15 FTE, tier 2, Poland": people are asked for, and no contacts are told that would have customers."""
    heads = [scene.head(fact)[0] for fact in scene.facts if fact.kind == "number"]
    return not case_told(scene) and any(head is not None and head.family == "agent" for head in heads)


def _counts(scene: TextScene, span: Span) -> bool:
    facts = scene.facts_within(span)
    if any(_counted(scene, fact) is not None for fact in facts):
        return True
    heads = [scene.head(fact)[0] for fact in facts if fact.kind == "number"]
    own = scene.has(span, "wage", "own_team")  # "15 agents, Poland" are asked for there
    return own and any(head is not None and head.family in _HEADS for head in heads)


def alternatives(scene: TextScene) -> list[list[Fact]]:
    """Countries set one against another: "India or the Philippines", "Poland vs Romania", «Казань или Минск»."""
    rows: list[list[Fact]] = []
    turned = False
    row: list[Fact] = []
    for fact in scene.facts:
        if fact.kind != "country":
            continue
        between = range(scene.span(row[-1]).last + 1, scene.span(fact).first) if row else range(0)
        joined = bool(between) and _one_row(scene, between)
        if not joined:
            rows += [row] if turned and len(row) > 1 else []
            row, turned = [], False
        turned = turned or any(scene.words[at].lower in listed("set_against") for at in between)
        row = [*row, fact]
    return [*rows, *([row] if turned and len(row) > 1 else [])]


def places_alone(scene: TextScene, span: Span) -> bool:
    """ "India or the Philippines", "so Poland vs Romania?", "onshore vs Mexico": places set against one another."""
    places = [fact for fact in scene.facts_within(span) if fact.kind == "country"]
    at_home = [m for m in scene.labels if m.family == "location" and m.first in span]
    turned = [at for at in range(span.first, span.last + 1) if scene.words[at].lower in listed("set_against")]
    if len({str(fact.value) for fact in places}) + len({m.value for m in at_home}) < 2 or not places or not turned:
        return False
    if scene.has(span, "vendor", "provider"):
        return False  # "providers in Romania or Bulgaria" tells where they may be
    named = {at for fact in places for at in range(scene.span(fact).first, scene.span(fact).last + 1)}
    named |= {at for m in at_home for at in range(m.first, m.last + 1)}
    if not min(named) < turned[0] < max(named):
        return False
    free = listed("set_against") | listed("seated") | listed("definite") | listed("compared_words")
    rest = [at for at in range(span.first, span.last + 1) if at not in named and scene.words[at].is_word]
    return all(scene.words[at].lower in free for at in rest)


def need_not(scene: TextScene, span: Span) -> bool:
    """ "It doesn't have to be in Germany", «не обязательно в России»: a place where a provider may be or not be."""
    if any(span.first == scene.span(fact).first for row in alternatives(scene) for fact in row):
        return False  # "I don't care if they sit in Benin or in Togo"
    within = [m for m in scene.mentions if m.family == "place_free" and m.first <= span.first <= m.last]
    if within:
        return True
    sentence = scene.sentence_of(span.first)
    for _, mention in scene.around(span, ("place_free",), 1.0):
        between = range(min(mention.last, span.last) + 1, max(mention.first, span.first))
        named = any(scene.kind_at(at) == "country" or scene.words[at].text in ",;:" for at in between)
        if mention.first in sentence and not named:
            return True
    return False


def not_needed(scene: TextScene, at: int) -> bool:
    """ "It doesn't have to be local": a word that something may be and need not be stands before it in its clause."""
    before = [m for m in scene.inside(scene.sentence_of(at), ("needless",)) if m.last < at]
    return any(not any(scene.words[k].text in ",;:" for k in range(m.last + 1, at)) for m in before)


def across_signs(scene: TextScene, span: Span, mention: Mention) -> bool:
    """ "UK, provider in Egypt" is no UK provider: a phrase that a place is part of goes over a sign beside it."""
    before, after = span.first - 1, span.last + 1
    return (mention.first < before and scene.words[before].text in _OPENS) or (
        mention.first <= span.first and mention.last > after and scene.words[after].text in _CLOSES
    )


def _one_row(scene: TextScene, between: range) -> bool:
    words = listed("set_against") | listed("seated") | listed("definite")
    return all(
        scene.words[at].lower in words or scene.words[at].text in ",./" or same_list(scene, at, at + 1)
        for at in between
    )


def _counted(scene: TextScene, fact: Fact) -> Span | None:
    """The words of a volume, with what it counts: "2000 calls", "1,200 tickets a month"."""
    span = scene.span(fact)
    if fact.kind == "volume":
        return span
    head = scene.head(fact)[0] if fact.kind == "number" else None
    if head is None or head.family != "contact":
        return None
    return Span(span.first, max(span.last, head.last))


def _goes_on(scene: TextScene, at: int) -> bool:
    """Whether a word follows that may make the place another's: "calls a month Poland team", "India or Egypt"."""
    if at >= len(scene.words) or not scene.words[at].is_word or scene.words[at].lower in only_words():
        return False
    return bool({m.family for m in scene.starting_at(at)} & {"vendor", "agent", "team_of", "support"}) or (
        scene.words[at].lower in listed("set_against")
    )


def _before_articles(scene: TextScene, span: Span) -> int:
    at = span.first - 1
    while at >= 0 and scene.words[at].lower in listed("definite"):
        at -= 1
    return at


def within_longer(scene: TextScene, span: Span) -> bool:
    """ "Takes calls from anybody in Utah": the shorter phrase about the place, of customers, within the longer one."""
    around = [m for m in scene.mentions if m.family in ("home", "provider") and m.first <= span.first <= m.last]
    away = [m for m in around if m.family == "provider"]
    if any(scene.has(Span(m.first, span.first), "agent", "vendor") for m in away):
        return False  # "propose staff located in Cyprus"
    return any(m.family == "home" and all(other.first < m.first <= span.first for other in away) for m in around)
