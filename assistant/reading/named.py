"""From names to fields: channels wanted or not, languages, countries, industry, level, billing, rules, currency."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from assistant.reading.billing import billing_units
from assistant.reading.concepts import Mention
from assistant.reading.facts import Fact
from assistant.reading.result import Ambiguity, Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import anaphors, first_person, turns

Allowed = Callable[[int], bool]
_LEVELS = ("basic", "technical", "expert")
_SINGLE = {"industry": "industry", "pricing": "pricing_model", "location": "location", "currency": "currency"}
_PROVIDERS = "provider_countries"
_WEAK = 0.9
_TEAM_REACH = 1.6  # from the heads of a team to its place
_SAME_NAME = 0.6
_DECLINE_BEFORE, _DECLINE_AFTER, _DECLINE_PHRASE = 0.7, 0.45, 3.0
_FORWARD = frozenset(
    {
        "без",
        "without",
        "no",
        "кроме",
        "except",
        "excluding",
        "исключая",
        "minus",
        "минус",
        "nor",
        "ни",
        "drop",
        "exclude",
    }
)
_LIST_WORDS = frozenset(
    {
        ",",
        "and",
        "or",
        "и",
        "или",
        "/",
        "nor",
        "ни",
        "in",
        "on",
        "by",
        "на",
        "по",
        "в",
        "the",
        "any",
        "support",
        "поддержка",
    }
)
_INSTEAD = frozenset({"instead", "rather", "вместо"})
_PRONOUNS = frozenset({"i", "we", "they", "it", "i'll", "we'll", "я", "мы", "они", "его", "их", "это"})
_CONTRAST = frozenset({"but", "но", "а", "just", "only", "только", "instead"})


def read_names(
    scene: TextScene,
    brief: Mapping[str, Any],
    question: str | None,
    allowed: Allowed,
    supposed: Allowed,
    team: Sequence[Span] = (),
) -> tuple[list[Change], list[Ambiguity]]:
    """Changes that names make, and countries that may be meant in two ways.

    A name counts where `allowed` says so; in a supposition (`supposed`) a bare country is a provider's. `team` is where
    the heads of the present team stand: its place is neither the customers' nor a provider's.
    """
    changes = _channels(scene, brief, allowed)
    changes += _languages(scene, brief, allowed)
    team = [*team, *(Span(m.first, m.last) for m in scene.mentions if m.family == "own_team")]
    placed = {f.start for f in scene.facts if f.kind == "country" and _of_team(scene, scene.span(f), team)}
    starts = {scene.span(f).first for f in scene.facts if f.start in placed}
    countries, open_questions = _countries(
        scene, brief, question, lambda at: allowed(at) and at not in starts, supposed
    )
    return [*changes, *countries, *_labels(scene, brief, question, allowed)], open_questions


def declined(scene: TextScene, span: Span) -> bool:
    """True when what stands at `span` is said not to be wanted: "no phone", «телефон не нужен»."""
    sentence = scene.sentence_of(span.first)
    if any(m.last < span.first for _, m in scene.around(span, ("outside",), 0.3)):
        return False  # «за пределами России не допускается»: there and nowhere else
    for distance, mention in scene.around(span, ("decline",), 3.0):
        if mention.first not in sentence or _answers_no(scene, mention, span):
            continue
        if mention.first > span.last and _about_next(scene, mention):
            continue
        if mention.last < span.first:
            if _form_answer(scene, mention):
                continue
            if _double_negation(scene, mention, span, sentence) or _refuses_before(scene, mention, span):
                continue
            if distance <= _DECLINE_BEFORE or _same_list(scene, mention.last + 1, span.first):
                between = {scene.words[at].lower for at in range(mention.last + 1, span.first)}
                wished = any(
                    scene.words[m.first].is_word
                    for m in scene.inside(Span(mention.last + 1, span.first - 1), ("wish",))
                )
                return not between & _CONTRAST and not wished
        elif (_form_answer(scene, mention) and distance <= _DECLINE_BEFORE) or (
            (
                distance <= _DECLINE_AFTER
                or _only_pronouns(scene, span.last + 1, mention.first)
                or (distance <= _DECLINE_PHRASE and _nothing_named(scene, span, mention))
            )
            and not _forward(scene, mention)
        ):
            return True
    return False


def _about_next(scene: TextScene, mention: Mention) -> bool:
    """ "Phone and chat, we don't want e-mail": it declines the name that follows it."""
    after = mention.last + 1
    fact = scene.fact_at[after] if after < len(scene.words) else None
    return mention.last > mention.first and fact is not None and fact.kind in ("channel", "country", "language")


def _form_answer(scene: TextScene, mention: Mention) -> bool:
    """The "No" of "Chat support: No." belongs to what stands before it."""
    first, after = mention.first, mention.last + 1
    opened = first > 0 and scene.words[first - 1].text in ":|"
    return opened and (after >= len(scene.words) or not scene.words[after].is_word)


def _forward(scene: TextScene, mention: Mention) -> bool:
    """What it declines comes after it: "without …", "instead of …"."""
    first = scene.words[mention.first].lower
    return first in _INSTEAD or (mention.first == mention.last and first in _FORWARD)


def _only_pronouns(scene: TextScene, first: int, last: int) -> bool:
    """«Письма мы вернём себе»: whoever does it stands between."""
    return all(scene.words[at].lower in _PRONOUNS for at in range(first, last))


def _answers_no(scene: TextScene, mention: Mention, span: Span) -> bool:
    """«Нет — оставьте Россию», "no let's stay in Germany": the word answers a question, it declines no name."""
    if mention.first != mention.last:
        return False
    after = scene.fact_at[mention.last + 1] if mention.last + 1 < len(scene.words) else None
    if after is not None and after.kind in ("number", "volume"):
        return True  # «минус сто звонков»: a number below nothing
    if scene.words[mention.first].lower not in ("no", "нет"):
        return False
    between = [scene.words[at] for at in range(mention.last + 1, span.first)]
    near = len(between) <= 1 and all(word.is_word for word in between)
    return mention.last < span.first and not near and not _same_list(scene, mention.last + 1, span.first)


def _taken_back(scene: TextScene, span: Span) -> bool:
    """ "Not the Philippines but India": only an article or a preposition stands between "not" and the name."""
    before = [scene.words[at].lower for at in range(max(0, span.first - 3), span.first)]
    while before and before[-1] in _LIST_WORDS and before[-1] != ",":
        before.pop()
    return bool(before) and before[-1] in ("not", "не")


def _refuses_before(scene: TextScene, mention: Mention, span: Span) -> bool:
    """«Звонки не нужны, чаты да»: what is refused stands before the word, and a comma after it."""
    if scene.words[mention.first].lower in _FORWARD or scene.words[mention.last + 1].text not in ",;":
        return False
    before = mention.first - 1
    fact = scene.fact_at[before] if before >= 0 else None
    named = fact is not None and fact.kind in ("channel", "country", "language")
    return named or any(m.family == "contact" for m in scene.ending_at(before))


def _double_negation(scene: TextScene, mention: Mention, span: Span, sentence: Span) -> bool:
    """«Без PCI DSS нельзя», "we cannot sign without ISO 27001": what must not be missing is wanted."""
    if scene.words[mention.first].lower not in _WITHOUT:
        return False
    last = span.last
    while last < min(sentence.last, span.last + 8) and scene.words[last + 1].text not in ",;—":
        last += 1
    around = Span(max(sentence.first, mention.first - 5), last)
    return any(
        not mention.first <= m.first <= mention.last and not scene.fact_at[m.first]
        for m in scene.inside(around, ("negation", "must"))
        if scene.words[m.first].lower not in _WITHOUT
    )


_WITHOUT = frozenset({"без", "without"})


def _nothing_named(scene: TextScene, span: Span, mention: Mention) -> bool:
    """One clause and no other name between: «социальные сети нам от вас не нужны»."""
    between = [scene.words[at] for at in range(span.last + 1, mention.first)]
    signs = [word.text for word in between if not word.is_word]
    if signs and (signs not in ([","], ["—"], ["-"]) or not any(word.lower in anaphors() for word in between)):
        return False
    return not any(
        scene.words[at].lower in turns()
        or scene.fact_at[at] is not None
        or any(m.family in _NAMED for m in scene.starting_at(at))
        for at in range(span.last + 1, mention.first)
    )


_NAMED = frozenset({"contact", "agent", "support", "driver"})


def _same_list(scene: TextScene, first: int, last: int) -> bool:
    """Only names of channels, languages or countries and signs of a list stand between."""
    for at in range(first, last):
        fact = scene.fact_at[at]
        if fact is not None and fact.kind in ("channel", "country", "language"):
            continue
        if scene.words[at].lower not in _LIST_WORDS and not any(m.family == "contact" for m in scene.starting_at(at)):
            return False
    return True


def _place(scene: TextScene, span: Span) -> tuple[int, int, str]:
    start, end = scene.words[span.first].start, scene.words[span.last].end
    return start, end, scene.text[start:end]


def _channels(scene: TextScene, brief: Mapping[str, Any], allowed: Allowed) -> list[Change]:
    wanted: dict[str, Change] = {}
    unwanted: dict[str, Change] = {}
    places: dict[str, Span] = {}
    limited = False
    for channel, span in scene.channels:
        if not allowed(span.first):
            continue
        place = _place(scene, span)
        if declined(scene, span):
            if scene.around(span, ("outbound",), 0.05):
                continue  # outgoing calls refused say nothing of those that come in
            unwanted[channel] = Change("set", f"channels.{channel}", None, *place)
            if channel in wanted and scene.distance(places[channel].last, span.first) < _SAME_NAME:
                del wanted[channel]  # «комментарии в соцсетях не нужны»: named twice, refused once
        else:
            wanted.setdefault(channel, Change("set", f"channels.{channel}", {}, *place))
            places[channel] = span
            limited = limited or bool(scene.around(span, ("only",), 0.5))
    known = brief.get("channels")
    known = known if isinstance(known, Mapping) else {}
    unwanted = {name: change for name, change in unwanted.items() if name not in wanted or name in known}
    changes = [c for name, c in wanted.items() if name not in unwanted and not known.get(name)]
    changes += unwanted.values()
    if wanted and limited:
        place = _span_of(next(iter(wanted.values())))
        others = [n for n, v in known.items() if v is not None and n not in wanted and n not in unwanted]
        changes += [Change("set", f"channels.{name}", None, *place) for name in others]
    return changes


def _span_of(change: Change) -> tuple[int, int, str]:
    return change.start, change.end, change.text


def _languages(scene: TextScene, brief: Mapping[str, Any], allowed: Allowed) -> list[Change]:
    found: dict[str, Fact] = {}
    dropped: set[str] = set()
    for fact in scene.facts:
        if fact.kind != "language" or not allowed(scene.span(fact).first) or _of_papers(scene, scene.span(fact)):
            continue
        if declined(scene, scene.span(fact)):
            dropped.add(str(fact.value))
        else:
            found.setdefault(str(fact.value), fact)
    known = _listed(brief, "languages")
    if not found and not dropped & set(known):
        return []
    found = _only_after_turn(scene, found)
    replacing = any(scene.around(scene.span(f), ("only", "afresh"), 0.8) for f in found.values())
    merged = [*([] if replacing else known), *found]
    merged = [c for c in dict.fromkeys(merged) if c not in dropped]
    if merged == known:
        return []
    if not merged:
        return [Change("remove", "languages", None, 0, len(scene.text), scene.text)]
    start = min((f.start for f in found.values()), default=0)
    end = max((f.end for f in found.values()), default=len(scene.text))
    return [Change("set", "languages", merged, start, end, scene.text[start:end])]


def _only_after_turn(scene: TextScene, found: dict[str, Fact]) -> dict[str, Fact]:
    """ "The app is in German and French, but support only in English": what stands before the turn is not served."""
    for fact in (f for f in scene.facts if f.kind == "language" and str(f.value) in found):
        span = scene.span(fact)
        near = [m for _, m in scene.around(span, ("only",), 0.5) if m.last < span.first]
        since = scene.sentence_of(span.first).first if near else span.first
        before = scene.words[max(since, near[0].first - 4) : near[0].first] if near else []
        if any(word.lower in turns() for word in before):
            return {c: f for c, f in found.items() if c == fact.value or f.start >= fact.start}
    return found


def _of_papers(scene: TextScene, span: Span) -> bool:
    """ "Proposals shall be submitted in English": the language of the papers, not of the service."""
    before = Span(scene.sentence_of(span.first).first, span.first)
    return scene.has(before, "paperwork")


def _listed(brief: Mapping[str, Any], path: str) -> list[str]:
    value = brief.get(path)
    return [item for item in value if isinstance(item, str)] if isinstance(value, list | tuple) else []


def _of_team(scene: TextScene, place: Span, team: Sequence[Span]) -> bool:
    """ "12 people in support in Austin", "they sit in Tampa": the place of the team of today."""
    sentence = scene.sentence_of(place.first)
    for own in team:
        if own.first not in sentence or own.last > place.first:
            continue
        between = range(own.last + 1, place.first)
        apart = any(scene.words[at].text in ",;:" or scene.words[at].lower in first_person() for at in between)
        if not apart and scene.distance(own.last, place.first) <= _TEAM_REACH:
            return True
        if any(m.last < place.first for _, m in scene.around(place, ("team_place",), 0.3)):
            return True
    return False


def _countries(
    scene: TextScene, brief: Mapping[str, Any], question: str | None, allowed: Allowed, supposed: Allowed
) -> tuple[list[Change], list[Ambiguity]]:
    by_role: dict[str, list[Fact]] = {"home": [], "provider": [], "": []}
    dropped: list[str] = []
    role, previous = "", None
    for fact in scene.facts:
        if fact.kind != "country" or not allowed(scene.span(fact).first):
            continue
        span = scene.span(fact)
        listed = previous is not None and _same_list(scene, previous.last + 1, span.first)
        role = role if listed and role else _country_role(scene, span, question, supposed(span.first))
        previous = span
        if declined(scene, span) or _taken_back(scene, span):
            dropped.append(str(fact.value))
        else:
            by_role[role or ("provider" if supposed(span.first) else "")].append(fact)
    unclear = by_role[""]
    if unclear and dropped and brief.get("home_country") in dropped:
        by_role["home"] += unclear
        unclear = []
    if unclear and (by_role["home"] or brief.get("home_country") or set(dropped) & set(_listed(brief, _PROVIDERS))):
        by_role["provider"] += unclear
        unclear = []
    # A supposition puts one place instead of another, unless it adds to it.
    instead = any(supposed(scene.span(f).first) and not _added(scene, scene.span(f)) for f in by_role["provider"])
    of_customers = {id(f) for f in by_role["home"] if _customers_there(scene, scene.span(f))}
    changes = _country_changes(brief, by_role["home"], by_role["provider"], dropped, instead, of_customers)
    return changes, [_unclear(f) for f in unclear[:1]]


def _customers_there(scene: TextScene, span: Span) -> bool:
    """ "I'm in Kenya but our clients are in the UK": where the customers are."""
    return any(m.last < span.first for _, m in scene.around(span, ("driver",), 0.8))


def _added(scene: TextScene, span: Span) -> bool:
    return scene.has(scene.sentence_of(span.first), "addition")


def _country_role(scene: TextScene, span: Span, question: str | None, supposed: bool) -> str:
    # "What if we moved it to the Philippines?": only a word for customers makes a supposed country theirs.
    at_home = min(_nearest(scene, span, "home", "" if supposed else "home_weak"), _nearest(scene, span, "", "driver"))
    away = _nearest(scene, span, "provider", "provider_weak")
    if _nearest(scene, span, "home", "") > 50 and scene.has(scene.sentence_of(span.first), "quote"):
        return "provider"  # where the vendor who quotes a price is
    if (subject := _who_sits(scene, span)) is not None:
        return subject
    if at_home > 50 and away > 50:
        if any(m.family == "location" and m.first in scene.sentence_of(span.first) for m in scene.labels):
            return "provider"
        return {"home_country": "home", "provider_countries": "provider", "location": "provider"}.get(
            question or "", ""
        )
    return "home" if at_home <= away else "provider"


def _who_sits(scene: TextScene, span: Span) -> str | None:
    """«Наши клиенты …, сидят в США»: whose place it is follows from whom the verb speaks of."""
    sentence = scene.sentence_of(span.first)
    verbs = [m for _, m in scene.around(span, ("sits",), 0.5) if m.last <= span.first]
    if not verbs:
        return None
    before = Span(sentence.first, verbs[0].first)
    said = scene.inside(before, ("driver", "agent", "person", "vendor", "support", "provider_weak"))
    return "home" if said and said[-1].family == "driver" else None


def _nearest(scene: TextScene, span: Span, strong: str, weak: str) -> float:
    sentence = scene.sentence_of(span.first)
    best = 99.0
    for family, extra in ((strong, 0.0), (weak, _WEAK)):
        for distance, mention in scene.around(span, (family,), 3.0):
            if mention.first in sentence:
                # Of two phrases as near, the longer one says more.
                size = 0.02 * (mention.last - mention.first)
                best = min(best, distance + extra + (0.3 if mention.first > span.last else 0.0) - size)
    return best


def _country_changes(
    brief: Mapping[str, Any],
    home: list[Fact],
    providers: list[Fact],
    dropped: list[str],
    instead: bool,
    of_customers: set[int],
) -> list[Change]:
    changes = []
    if home:
        fact = next((f for f in home if id(f) in of_customers), home[0])
        changes.append(Change("set", "home_country", fact.value, fact.start, fact.end, fact.text))
    known = _listed(brief, _PROVIDERS)
    named = [str(f.value) for f in providers]
    merged = [c for c in dict.fromkeys([*([] if instead else known), *named]) if c not in dropped]
    if merged != known:
        start = min((f.start for f in providers), default=0)
        end = max((f.end for f in providers), default=0)
        text = providers[0].text if providers else ""
        changes.append(Change("set", _PROVIDERS, merged, start, end, text) if merged else Change("remove", _PROVIDERS))
    return changes


def _unclear(fact: Fact) -> Ambiguity:
    """A bare country: where the customers are, or where the provider is."""
    at_home = Change("set", "home_country", fact.value, fact.start, fact.end, fact.text)
    away = Change("set", "provider_countries", [fact.value], fact.start, fact.end, fact.text)
    return Ambiguity(
        "home_country", (("home_country", (at_home,)), ("provider_countries", (away,))), fact.start, fact.end
    )


def _labels(scene: TextScene, brief: Mapping[str, Any], question: str | None, allowed: Allowed) -> list[Change]:
    found: dict[str, Change] = {}
    levels: list[Mention] = []
    rules: list[Mention] = []
    lifted: set[str] = set()
    in_names: set[str] = set()
    billed = billing_units(scene, question)
    empty = [m for m in scene.labels if m.family == "none"]
    for mention in scene.labels:
        span = Span(mention.first, mention.last)
        if not allowed(mention.first) or _within_quantity(scene, span):
            continue
        if mention.family not in ("unit", "pricing") and declined(scene, span):
            continue
        if mention.family == "compliance" and _lifted(scene, span):
            lifted.add(mention.value)
            continue
        if any(m.first <= mention.first <= m.last for m in empty) or _denied(scene, span):
            continue
        if mention.family == "level" and _own_people(scene, span):
            continue  # "a clinic with 14 doctors"
        if mention.family == "level":
            levels.append(mention)
        elif mention.family in ("unit", "pricing"):
            if mention in billed:
                found.setdefault("pricing_model", Change("set", "pricing_model", mention.value, *_place(scene, span)))
        elif mention.family == "compliance":
            rules.append(mention)
        else:
            path = _SINGLE[mention.family]
            change = Change("set", path, mention.value, *_place(scene, span))
            named = mention.family == "industry" and _in_a_name(scene, span)
            if path not in found or (path in in_names and not named):
                found[path] = change
                in_names = (in_names | {path}) if named else (in_names - {path})
    changes = list(found.values())
    if levels:
        highest = max(levels, key=lambda m: _LEVELS.index(m.value))
        changes.append(_label_change(scene, "support_level", highest.value, [highest]))
    known = _listed(brief, "compliance")
    fresh = [m for m in rules if m.value not in known]
    if lifted & set(known):
        place = (0, len(scene.text), scene.text)
        left = [rule for rule in known if rule not in lifted]
        change = Change("set", "compliance", left, *place) if left else Change("remove", "compliance", None, *place)
        changes.append(change)
    elif fresh:
        changes.append(_label_change(scene, "compliance", [*known, *dict.fromkeys(m.value for m in fresh)], fresh))
    return changes


def _own_people(scene: TextScene, span: Span) -> bool:
    """ "A clinic with 14 doctors": counted, and nobody asks for them."""
    before = scene.fact_at[span.first - 1] if span.first else None
    counted = before is not None and before.kind == "number" and scene.words[span.first - 1].end == before.end
    return counted and not any(m.last < span.first for _, m in scene.around(span, ("wanted", "must"), 1.2))


def _in_a_name(scene: TextScene, span: Span) -> bool:
    """The "Utilities" of "Orange Utilities": a word with a capital letter beside another one, within a sentence."""
    sentence = scene.sentence_of(span.first)
    if not scene.words[span.first].text[:1].isupper():
        return False
    beside = [at for at in (span.first - 1, span.last + 1) if sentence.first <= at <= sentence.last]
    return any(scene.words[at].is_word and scene.words[at].text[:1].isupper() for at in beside)


def _lifted(scene: TextScene, span: Span) -> bool:
    """«Требование по ISO 27001 снимаем»: it held before and holds no more."""
    return any(
        m.first > span.last or scene.distance(m.last, span.first) < 0.8 for _, m in scene.around(span, ("lifted",), 0.8)
    )


def _denied(scene: TextScene, span: Span) -> bool:
    """«Мы не банк»: the word right before says that it is not so."""
    before = [m for m in scene.ending_at(span.first - 1) if m.family == "negation"]
    return any(scene.words[m.first].lower not in _WITHOUT for m in before)


def _label_change(scene: TextScene, path: str, value: Any, mentions: Iterable[Mention]) -> Change:
    places = list(mentions)
    return Change("set", path, value, *_place(scene, Span(places[0].first, places[-1].last)))


def _within_quantity(scene: TextScene, span: Span) -> bool:
    fact = scene.fact_at[span.first]
    return fact is not None and fact.kind in ("money", "duration", "volume", "percent")
