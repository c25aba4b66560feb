"""How long the contract is to run: of the terms told, the one that is meant now."""

from assistant.reading.changes import said_again, set_field
from assistant.reading.result import Change
from assistant.reading.roles import Role, Roles, middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.sums import MONTH_SECONDS
from assistant.reading.terms_between import months_between_dates
from assistant.reading.word_lists import listed
from assistant.reading.words import is_clause_sign, is_past

_LATER = 0.5  # handicap of a term told after another
_NEAR = 0.6  # from the word for the contract to its bare number
_MOST = 60
_LONG = ("year", "month")
_PAST = 2.0  # handicap of a term of the past


def contract_terms(scene: TextScene, roles: Roles) -> list[Change]:
    """Changes of `contract_months`."""
    told = [role for role in roles.of("contract_months") if not _of_something_past(scene, role)]
    told = [role for role in told if len(told) < 2 or not _prolongs(scene, role)]
    surest = min(told, key=lambda role: _doubt(scene, role, role is told[0]), default=None)
    changes = []
    for role in told:
        months = round(middle(role.fact.value) / MONTH_SECONDS * _base_of_options(scene, role))
        if months >= 1 and (role is surest or said_again(scene, role)):
            changes.append(set_field("contract_months", months, role.fact))
    return changes or months_between_dates(scene) or _by_adjective(scene) or _of_same_unit(scene, roles)


def _base_of_options(scene: TextScene, role: Role) -> float:
    """ "3+1+1 years": three years, which may be prolonged twice; the base as so many times the last option."""
    at = role.span.first
    while at >= 2 and scene.words[at - 1].text == "+" and scene.words[at - 2].text.isdecimal():
        at -= 2
    count = int(scene.words[role.span.first].text) if scene.words[role.span.first].text.isdecimal() else 0
    return int(scene.words[at].text) / count if count and at < role.span.first else 1.0


def _of_same_unit(scene: TextScene, roles: Roles) -> list[Change]:
    """ "Stuck for five years, I won't sign for more than one": a bare number after a word for the contract."""
    for fact in (f for f in roles.free if f.kind == "number" and isinstance(f.value, int) and 0 < f.value <= _MOST):
        span = scene.span(fact)
        sentence = scene.sentence_of(span.first)
        named = any(m.last < span.first for _, m in scene.around(span, ("contract",), _NEAR))
        told = [f for f in scene.facts_within(Span(sentence.first, span.first)) if f.unit in _LONG]
        ends = span.last + 1 > sentence.last or not scene.words[span.last + 1].is_word
        if named and told and ends:
            months = fact.value * (12 if told[-1].unit == "year" else 1)
            return [set_field("contract_months", months, fact)]
    return []


def _by_adjective(scene: TextScene) -> list[Change]:
    """ "An annual contract", «договор квартальный»: the term is said by no number."""
    said = [m for m in scene.mentions if m.family == "contract_of"]
    known = [m for m in said if m.value != "0" and not any(o.value == "0" and o.first == m.first for o in said)]
    if len({m.value for m in known}) != 1 or scene.has(
        scene.clause_of(Span(known[0].first, known[0].last), is_clause_sign), "former"
    ):
        return []
    start, end = scene.words[known[0].first].start, scene.words[known[0].last].end
    return [Change("set", "contract_months", int(known[0].value), start, end, scene.text[start:end])]


def _prolongs(scene: TextScene, role: Role) -> bool:
    """«Два года с возможностью продления ещё на шесть месяцев»: the term that may follow."""
    return any(m.last < role.span.first for _, m in scene.around(role.span, ("prolongs",), 0.7))


def _doubt(scene: TextScene, role: Role, first: bool) -> float:
    clause = scene.clause_of(role.span, is_clause_sign)
    former = scene.has(clause, "former") or (_past_verb(scene, clause) and not scene.has(clause, "wish", "wanted"))
    trial = role.cue is not None and any(
        word.forms & listed("trials") for word in scene.words[role.cue.first : role.cue.last + 1]
    )
    return role.cost + (_PAST if trial else 0.0) + (0.0 if first else _LATER) + (_PAST if former else 0.0)


def _of_something_past(scene: TextScene, role: Role) -> bool:
    """ "The present one has annoyed us for three years, and the contract ends": the years are not the contract's."""
    clause = scene.clause_of(role.span, is_clause_sign)
    if scene.has(clause, "former") and not scene.has(clause, "wish", "wanted"):
        return True
    outside = role.cue is None or role.cue.first not in clause
    return outside and _past_verb(scene, clause) and not scene.has(clause, "wish", "wanted")


def _past_verb(scene: TextScene, clause: Span) -> bool:
    words = scene.words[clause.first : clause.last + 1]
    return any(is_past(word.lower) or word.lower in ("has", "had", "have") for word in words)
