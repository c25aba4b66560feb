"""Growth and peaks of the volume."""

from assistant.reading.changes import set_field
from assistant.reading.concepts import Mention
from assistant.reading.likened import compared_with_past, likened_to_channel
from assistant.reading.number_words import words as number_words
from assistant.reading.result import Change
from assistant.reading.roles import Role, Roles, middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import perfects, suppositions
from assistant.reading.words import is_clause_sign, is_past, noun_cases
from assistant.reading.workload import tidy

_HEADING = 7  # words of a sentence that only says what follows is about peaks
_NOUN = 0.5  # from a percentage to the noun for a fall
_COMPARED = 0.5  # from "four times" to the usual it is compared with


def trends(scene: TextScene, roles: Roles) -> list[Change]:
    """Growth in percent and the factor of a peak, said in figures."""
    found = []
    growth = roles.of("growth_percent", "growth_times")
    ahead = [r for r in growth if not _of_past_year(scene, r)]
    for role in (ahead or growth)[-1:]:
        value = middle(role.fact.value)
        if role.field == "growth_times" and value == 1:
            continue  # «не реже одного раза в 24 часа»
        if role.field == "growth_times" and scene.kind_at(min(role.span.last + 1, len(scene.words) - 1)) == "duration":
            continue  # "3 years + 2x1 year option" prolongs a contract
        if compared_with_past(scene, role.span) or (
            role.field == "growth_times" and likened_to_channel(scene, role.span)
        ):
            continue
        percent = (value - 1) * 100 if role.field == "growth_times" else value
        sign = -1 if role.cue is not None and role.field == "growth_percent" and _falling(scene, role) else 1
        found.append(set_field("growth_percent", tidy(sign * percent), role.fact))
    for role in roles.of("peak_factor", "peak_percent"):
        if role.cue is not None and scene.kind_at(role.cue.first) == "country":
            continue  # «ростов», where the town looks like growth
        if role.field == "peak_percent" and _falling(scene, role):
            continue  # "volumes shrink by half in July"
        if role.field == "peak_percent" and _part_of_something(scene, role):
            continue  # "a ferry terminal in July, half of Europe in the queue"
        value = middle(role.fact.value)
        factor = (
            value
            if role.field == "peak_factor"
            else 1 + value / 100
            if value < 100
            else value / 100 + (1 if value == 100 else 0)
        )
        found.append(set_field("peak_factor", tidy(factor), role.fact))
    return found


def _part_of_something(scene: TextScene, role: Role) -> bool:
    """ "Half of Europe", «половина города»: a share said by a word, of what follows it, and no rise."""
    after = role.span.last + 1
    if after >= len(scene.words) or any(sign.isdigit() for sign in role.fact.text):
        return False
    of = number_words().of
    joined = any(scene.words[at].lower in of for at in (role.span.last, after))
    return joined or "gent" in noun_cases(scene.words[after].lower)


def _of_past_year(scene: TextScene, role: Role) -> bool:
    """ "Volumes fell 10% last year": what was, where another growth is expected."""
    return any(m.first > role.span.last for _, m in scene.around(role.span, ("past_year",), 0.5))


def multiplied(scene: TextScene, changes: list[Change]) -> list[Change]:
    """Growth and peaks said by a verb: "Black Friday triples our volume", «к лету удвоимся»."""
    found = []
    done = {c.path for c in changes}
    idle = [m for m in scene.mentions if m.family == "no_multiple"]
    for mention in scene.mentions:
        told = scene.fact_at[mention.first]
        likened = told is not None and told.kind in ("number", "volume")  # "twice as many e-mails": read as a volume
        if (
            mention.family != "multiply"
            or likened
            or any(m.first <= mention.first and m.last >= mention.last and not _of_usual(scene, m) for m in idle)
        ):
            continue
        span = Span(mention.first, mention.last)
        sentence = scene.sentence_of(mention.first)
        compared = any(m.last > mention.last for _, m in scene.around(span, ("usual",), _COMPARED))
        headed = _headed(scene, sentence)
        path = "peak_factor" if compared or headed or scene.has(sentence, "peak", "month_named") else "growth_percent"
        by_month = path == "peak_factor" and not (compared or headed or scene.has(sentence, "peak"))
        if (by_month or path == "growth_percent") and _over(scene, mention):
            continue
        near = scene.around(span, ("growth", "contact", "possess", "total", "driver", "support"), 2.0) or scene.has(
            sentence, "wanted"
        )
        longer = _lasts_longer(scene, span, sentence) or _costs_more(scene, span, sentence)
        if path == "growth_percent" and any(
            f.kind == "days" for f in scene.facts_within(scene.clause_of(span, is_clause_sign))
        ):
            continue  # «640 вызовов в сутки, в выходные вдвое меньше»
        if path == "growth_percent" and likened_to_channel(scene, span):
            continue
        if path in done or longer or (path == "growth_percent" and not near):
            continue
        factor = float(mention.concept.partition(".")[2])
        start, end = scene.words[mention.first].start, scene.words[mention.last].end
        value = tidy(factor if path == "peak_factor" else (factor - 1) * 100)
        found.append(Change("set", path, value, start, end, scene.text[start:end]))
        done.add(path)
    return found


def _of_usual(scene: TextScene, idle: Mention) -> bool:
    """ "Twice a normal month": what looks like how often is how many times the usual."""
    return any(m.family == "usual" and m.first <= idle.last < m.last for m in scene.mentions)


def _headed(scene: TextScene, sentence: Span) -> bool:
    """ "A word about peaks. In January everything trebles": the sentence before says what this one is about."""
    before = scene.sentences_before(sentence, 1)[1:]
    return bool(before) and before[0].last - before[0].first <= _HEADING and scene.has(before[0], "peak")


def _over(scene: TextScene, mention: Mention) -> bool:
    """ "Complaints have doubled", «обращений стало вдвое больше»: what came about already is no growth to come."""
    sentence = scene.sentence_of(mention.first)
    before = scene.words[max(sentence.first, mention.first - 3) : mention.last + 1]
    supposed = any(word.lower in suppositions() for word in scene.words[sentence.first : mention.first])
    perfect = any(word.lower in perfects() for word in before[:-1])
    return not supposed and (perfect or any(is_past(word.lower) for word in before))


def _lasts_longer(scene: TextScene, span: Span, sentence: Span) -> bool:
    """ "A call lasts 300 seconds and an e-mail takes double that": a time is multiplied, no volume."""
    lasts = any(
        f.kind == "duration" and f.unit in ("second", "minute") and sentence.first <= scene.span(f).first < span.first
        for f in scene.facts
    )
    return lasts and any(m.last < span.first for _, m in scene.around(span, ("handle",), 0.3))


def _costs_more(scene: TextScene, span: Span, sentence: Span) -> bool:
    """«Первая стоила 2 400 рублей за место, вторая — вдвое больше»: a price is multiplied, no volume."""
    before = Span(sentence.first, span.first)
    priced = any(f.kind == "money" and f.start < scene.words[span.first].start for f in scene.facts_within(before))
    return priced and not scene.has(before, "contact", "growth", "total", "driver")


def _falling(scene: TextScene, role: Role) -> bool:
    """A minus, or a verb of falling before the percentage: "volume declines by 10%"."""
    verbs = scene.around(role.span, ("falling",), 1.0)
    if any(d <= _NOUN and m.first > role.span.last for d, m in verbs) and not scene.has(role.span, "growth"):
        return True  # "a 7% year-on-year reduction"
    return role.fact.text.startswith(("-", "−")) or any(m.last < role.span.first for _, m in verbs)
