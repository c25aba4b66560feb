"""Countries: where the customers are, where a provider may be, and where the team of today sits."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.in_brief import listed_in
from assistant.reading.moments import denied
from assistant.reading.places import of_own_business, people_named, replaced, visited, who_call
from assistant.reading.places_listed import beside_known, customers_there
from assistant.reading.places_of_case import (
    across_signs,
    agents_asked,
    alternatives,
    behind_volume,
    case_told,
    need_not,
    of_workload,
    set_apart,
    within_longer,
)
from assistant.reading.refusals import declined, same_list, taken_back
from assistant.reading.result import Ambiguity, Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.swaps import swapped
from assistant.reading.word_lists import first_person, listed
from tools.places import markets

Allowed = Callable[[int], bool]
_PROVIDERS = "provider_countries"
_WEAK = 0.9
_RIGHT_BEFORE = 0.4
_CHOSEN = 3  # words before a place among which stands the verb that chooses it
_PASSED = "visited"
_SOUGHT_BY = ("wish", "wanted", "may_be")  # what is sought or chosen
_SHORT = 9  # words of a question to oneself, and of its answer
_OPENING = 2  # words at the head of a sentence among which its subject stands
_PAIR = 2  # countries of a list that may be of the customers
_TEAM_REACH = 1.6  # from the heads of a team to its place


def of_team(scene: TextScene, place: Span, team: Sequence[Span]) -> bool:
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


def read_countries(
    scene: TextScene, brief: Mapping[str, Any], question: str | None, allowed: Allowed, supposed: Allowed
) -> tuple[list[Change], list[Ambiguity]]:
    """Changes of the customers' country and the providers', and a bare country that may be either."""
    by_role: dict[str, list[Fact]] = {"home": [], "office": [], "provider": [], "": []}
    dropped: list[str] = []
    role, previous = "", None
    named = [scene.span(f) for f in scene.facts if f.kind == "country"]
    known = listed_in(brief, _PROVIDERS)
    others = _choices(scene)
    for fact in scene.facts:
        if fact.kind != "country" or not allowed(scene.span(fact).first):
            continue
        span = scene.span(fact)
        if need_not(scene, span):
            dropped += [str(fact.value)] if fact.value in known else []
            continue
        listed = previous is not None and same_list(scene, previous.last + 1, span.first)
        if visited(scene, span) or (listed and role == _PASSED):
            role, previous = _PASSED, span
            continue  # «возим людей в Турцию и Египет»
        role = "" if role == _PASSED else role
        chosen = supposed(span.first) or (bool(known) and _put_afresh(scene, span))
        asked = "" if chosen else _asked_role(brief, question, fact)
        own_words = id(fact) in others or _placed_in_words(scene, span)
        inherited = role if listed and not own_words else ""
        free = not asked and not chosen and id(fact) not in others
        bare = free and not brief.get("home_country") and _bare(scene, fact)
        role = inherited or ("home" if bare else _country_role(scene, span, asked, supposed(span.first)))
        if people_named(fact) and not brief.get("home_country") and who_call(scene, span):
            role = "home"
        if people_named(fact) and role != "home":
            continue  # "and then some Germans turned up"
        previous = span
        exchanged = swapped(scene, span, named)
        put_in_place = exchanged or replaced(scene, span)
        forgets = [m for _, m in scene.around(span, ("forget",), _RIGHT_BEFORE) if not denied(scene, m)]
        forgotten = fact.value in known and bool(forgets)
        if (
            put_in_place == "out"
            or forgotten
            or (exchanged != "in" and (declined(scene, span) or taken_back(scene, span)))
        ):
            dropped.append(str(fact.value))
        elif put_in_place == "in" and not brief.get("home_country"):
            by_role["provider"].append(fact)
        else:
            by_role[role or ("provider" if supposed(span.first) else "")].append(fact)
    told_home = {f.value for f in by_role["home"]}
    by_role["provider"] = [f for f in by_role["provider"] if f.value not in told_home or _provider_said(scene, f)]
    by_role["home"] += by_role["office"] if not by_role["home"] and not brief.get("home_country") else []
    unclear = [f for f in by_role[""] if f.value not in known]  # "stay with the Philippines"
    afresh = [f for f in (*by_role["provider"], *unclear) if known and _put_afresh(scene, scene.span(f))]
    by_role["provider"] += [f for f in afresh if f in unclear]
    unclear = [f for f in unclear if f not in afresh]
    if unclear and dropped and brief.get("home_country") in dropped:
        by_role["home"] += unclear
        unclear = []
    told = [f for f in by_role["provider"] if not supposed(scene.span(f).first)]
    beside = {scene.sentence_of(scene.span(f).first) for f in told}
    by_role["provider"] += [f for f in unclear if scene.sentence_of(scene.span(f).first) in beside]
    unclear = [f for f in unclear if f not in by_role["provider"]]
    if unclear and (by_role["home"] or brief.get("home_country") or set(dropped) & set(listed_in(brief, _PROVIDERS))):
        by_role["provider"] += unclear
        unclear = []
    if unclear and agents_asked(scene) and all(set_apart(scene, scene.span(f)) for f in unclear):
        by_role["provider"], unclear = [*by_role["provider"], *unclear], []
    if unclear and _of_case_told(scene, brief, unclear):
        by_role["home"], unclear = unclear, []
    if not brief and not by_role["home"] and _place_of_buyer(scene, by_role["provider"], supposed):
        by_role["home"], by_role["provider"] = by_role["provider"], []
    told_home = {f.value for f in by_role["home"]}
    by_role["provider"] = [f for f in by_role["provider"] if f.value not in told_home or _kept_at_home(scene, f)]
    # A place told of a known provider stands instead of those before, unless it is added to them or one is given up.
    new = [f for f in by_role["provider"] if f in afresh or supposed(scene.span(f).first)]
    new = new if set(dropped) & set(known) else by_role["provider"]
    instead = question == _PROVIDERS or any(not _added(scene, scene.span(f)) for f in new)
    instead = instead and not beside_known(scene, by_role["provider"], [f for f in by_role[""] if f.value in known])
    of_customers = {id(f) for f in by_role["home"] if customers_there(scene, scene.span(f))}
    changes = _country_changes(brief, by_role["home"], by_role["provider"], dropped, instead, of_customers)
    return changes, [_unclear(f) for f in unclear[:1]]


def _of_case_told(scene: TextScene, brief: Mapping[str, Any], bare: Sequence[Fact]) -> bool:
    """ "400 calls a day, UK": a country set off by signs beside a workload is the customers', unless it is one that is
    chosen for its price the world over.
    """
    if len(bare) != 1 or bare[0].value in markets()["rest"]["offshore"]:
        return False
    span = scene.span(bare[0])
    told = bool(brief) or case_told(scene)
    return told and (set_apart(scene, span) or behind_volume(scene, span) or _one_alone(scene, bare[0]))


def _place_of_buyer(scene: TextScene, placed: Sequence[Fact], supposed: Allowed) -> bool:
    """ "The contact centre of Moscow takes 2,500,000 requests": the one country of a message, beside a word for those
    who answer, and nothing sought, chosen or priced there: it is where the service is, and its callers.
    """
    if not placed or len({f.value for f in scene.facts if f.kind == "country"}) > 1:
        return False
    for fact in placed:
        span = scene.span(fact)
        sentence = scene.sentence_of(span.first)
        if supposed(span.first) or _nearest(scene, span, "provider", "") < 50:
            return False
        clause = scene.clause_of(span, lambda word: word.text in ":;")
        vendors = {m.first for m in scene.inside(sentence, ("vendor",))}
        sought = any(m.first not in vendors for m in scene.inside(sentence, _SOUGHT_BY))
        sought |= scene.has(clause, "vendor") or any(m.family == "location" for m in scene.labels)
        if fact.value in markets()["rest"]["offshore"] or sought or _priced(scene, sentence):
            return False
        if span.last - span.first == sentence.last - sentence.first:
            return False  # nothing but the place is said
        if scene.words[max(0, span.first - 1)].lower in listed("seated") and scene.has(sentence, "agent", "vendor"):
            return False  # "agents in Texas"
    return True


def _priced(scene: TextScene, sentence: Span) -> bool:
    """ "Acme of Poland quotes 12": a word for an offer and a figure; «Подмосковье просит воды» offers nothing."""
    figured = any(f.kind in ("money", "number") for f in scene.facts_within(sentence))
    return scene.has(sentence, "quote") and (figured or scene.has(sentence, "vendor", "agent", "person"))


def _one_alone(scene: TextScene, fact: Fact) -> bool:
    """The only country of a message, with no word before it that places anything: "uk, shoes, 3k emails", «россия»."""
    before = scene.span(fact).first - 1
    after = scene.words[scene.span(fact).last + 1 :]
    at_an_end = before < 0 or not any(word.is_word for word in after)
    led = before >= 0 and scene.words[before].lower in listed("seated")
    return at_an_end and not led and all(other.value == fact.value for other in scene.facts if other.kind == "country")


def _bare(scene: TextScene, fact: Fact) -> bool:
    """The place of a workload; one of those chosen for their price the world over only where another is named too."""
    named = {str(other.value) for other in scene.facts if other.kind == "country"}
    far = fact.value in markets()["rest"]["offshore"] and len(named) < 2
    span = scene.span(fact)
    chosen = any(fact in row for row in alternatives(scene))
    rows = [row for row in _rows(scene) if fact in row and not chosen]
    several = any(len({f.value for f in row}) > _PAIR for row in rows)
    return not far and not several and not _placed_in_words(scene, span) and of_workload(scene, span)


def _rows(scene: TextScene) -> list[list[Fact]]:
    """Countries that stand in one list."""
    rows: list[list[Fact]] = []
    for fact in scene.facts:
        if fact.kind == "country":
            last = scene.span(rows[-1][-1]).last if rows else -1
            if rows and same_list(scene, last + 1, scene.span(fact).first):
                rows[-1].append(fact)
            else:
                rows.append([fact])
    return rows


def _placed_in_words(scene: TextScene, span: Span) -> bool:
    """Words for where a provider is stand beside a place, with no sign between: "agents in Poland"."""
    for _, mention in scene.around(span, ("provider",), _RIGHT_BEFORE):
        if across_signs(scene, span, mention) or mention.first > span.last:
            continue  # "3000 calls in France outsourced to Morocco"
        between = range(min(mention.last, span.last) + 1, max(mention.first, span.first))
        if not any(scene.words[at].text in ",;." for at in between):
            return True
    return False


def _choices(scene: TextScene) -> set[int]:
    """Countries a choice is made among, by their facts: not the first of "2,000 calls, UK, Poland or Egypt"."""
    found: set[int] = set()
    for row in alternatives(scene):
        first = scene.span(row[0])
        apart = len(row) > 2 and scene.words[first.last + 1].text == "," and first.first > 0
        apart = apart and of_workload(scene, first)
        found |= {id(fact) for fact in (row[1:] if apart else row)}
    return found


def _put_afresh(scene: TextScene, span: Span) -> bool:
    """ "Switch to Mexico", «берём Армению»: a word of correction or of choice stands right before the place."""
    before = scene.words[max(scene.sentence_of(span.first).first, span.first - _CHOSEN) : span.first]
    if any(word.forms & listed("chosen_by") for word in before):
        return True
    return any(m.last < span.first for _, m in scene.around(span, ("afresh",), _RIGHT_BEFORE))


def _provider_said(scene: TextScene, fact: Fact) -> bool:
    """ "Agents in the UK" say it; "three sites: Leeds, Hull and York" do not, where the customers are in the UK."""
    span = scene.span(fact)
    named = scene.has(scene.sentence_of(span.first), "agent", "vendor", "wanted")
    return named or _nearest(scene, span, "provider", "") < 50


def _kept_at_home(scene: TextScene, fact: Fact) -> bool:
    """ "Must stay in the US", "in France itself": the customers' country once more, as a place where work is done."""
    at = scene.span(fact).first - 1
    while at > 0 and scene.words[at].lower in listed("definite"):
        at -= 1
    return _provider_said(scene, fact) or (at >= 0 and scene.words[at].lower in listed("seated"))


def _added(scene: TextScene, span: Span) -> bool:
    return scene.has(scene.sentence_of(span.first), "addition")


def _asked_role(brief: Mapping[str, Any], question: str | None, fact: Fact) -> str:
    """Whose country the last question asked for; one of the low-priced ones is the provider's where such are wanted."""
    far = brief.get("location") in ("offshore", "nearshore") and fact.value in markets()["rest"]["offshore"]
    if far and question == "home_country":
        return "provider"
    return {"home_country": "home", "provider_countries": "provider", "location": "provider"}.get(question or "", "")


def _country_role(scene: TextScene, span: Span, asked: str, supposed: bool) -> str:
    # "What if we moved it to the Philippines?": only a word for customers makes a supposed country theirs.
    if of_own_business(scene, span):
        return "home"
    if under_topic := _topic(scene, span):
        return under_topic
    if _of_the_vendors(scene, span):
        return "provider"
    if _customers_live(scene, span):
        return "home"
    at_home = min(_nearest(scene, span, "home", "" if supposed else "home_weak"), _nearest(scene, span, "", "driver"))
    away = _nearest(scene, span, "provider", "provider_weak")
    if _nearest(scene, span, "home", "") > 50 and _priced(scene, scene.sentence_of(span.first)):
        return "provider"  # where the vendor who quotes a price is
    if (subject := _who_sits(scene, span)) is not None:
        return subject
    if at_home > 50 and away > 50:
        if any(m.family == "location" and m.first in scene.sentence_of(span.first) for m in scene.labels):
            return "provider"
        return asked
    return "home" if at_home <= away or within_longer(scene, span) else "provider"


def _of_the_vendors(scene: TextScene, span: Span) -> bool:
    """ "The providers we are talking to are in Poland": the subject of the sentence are vendors."""
    first = scene.sentence_of(span.first).first
    opening = Span(first, min(first + _OPENING, span.first))
    return scene.has(opening, "vendor") and not scene.has(Span(first, span.first), "driver")


def _customers_live(scene: TextScene, span: Span) -> bool:
    """ "The customers of the operator are located throughout Norway": the subject of the sentence are customers."""
    first = scene.sentence_of(span.first).first
    opening = Span(first, min(first + _OPENING, span.first))
    between = Span(first, span.first)
    subject = scene.inside(opening, ("driver",))
    if not subject or scene.has(opening, "vendor", "agent"):
        return False
    beside = {word.lower for word in scene.words[subject[-1].last + 1 : span.first] if word.is_word}
    apposed = beside <= listed("apposed_words") and bool(beside & (listed("in_part") | listed("whole_of_it")))
    return apposed or scene.has(between, "sits")  # "our customers, all in Canada, are polite"


def _topic(scene: TextScene, span: Span) -> str:
    """ "Our client base? New Zealand, all of it": whose place a short answer to a question of one's own names."""
    sentence = scene.sentence_of(span.first)
    if sentence.first == 0 or scene.words[sentence.first - 1].text not in "?:":
        return ""
    opening = scene.sentence_of(sentence.first - 1)
    if opening.last - opening.first > _SHORT or sentence.last - sentence.first > _SHORT:
        return ""
    if scene.has(sentence, "driver", "agent", "vendor"):
        return ""
    if scene.has(opening, "driver"):
        return "home"
    return "provider" if scene.has(opening, "agent", "vendor", "support", "provider_weak") else ""


def _who_sits(scene: TextScene, span: Span) -> str | None:
    """«Наши клиенты …, сидят в США»: whose place it is follows from whom the verb speaks of."""
    sentence = scene.sentence_of(span.first)
    verbs = [m for _, m in scene.around(span, ("sits",), 0.5) if m.last <= span.first]
    if not verbs:
        return None
    before = Span(sentence.first, verbs[0].first)
    verb = scene.words[verbs[0].first].lower
    if verb in listed("we_sit"):
        return "office"  # «сидим в Тбилиси, клиенты из России»
    said = scene.inside(before, ("driver", "agent", "person", "vendor", "support", "provider_weak"))
    if said:
        return "home" if said[-1].family == "driver" else None
    ours = any(scene.words[at].lower in first_person() for at in range(before.first, before.last))
    return "office" if ours and not scene.has(before, "home") else None


def _nearest(scene: TextScene, span: Span, strong: str, weak: str) -> float:
    sentence = scene.sentence_of(span.first)
    best = 99.0
    for family, extra in ((strong, 0.0), (weak, _WEAK)):
        for distance, mention in scene.around(span, (family,), 3.0):
            broken = family.startswith("provider") and across_signs(scene, span, mention)
            if mention.first in sentence and not broken:
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
    known = listed_in(brief, _PROVIDERS)
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
