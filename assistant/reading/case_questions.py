"""Questions about the person's own case: whether the budget will do, whether a team of one's own is dearer, whether the
people will do, what it comes to over the contract (acts.yaml, `case_questions`).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.bots import self_served
from assistant.reading.concepts import vocabulary
from assistant.reading.contents import content
from assistant.reading.facts import Fact
from assistant.reading.in_brief import volumes_in
from assistant.reading.pieces import Piece
from assistant.reading.result import Act, Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.sums import monthly
from assistant.reading.supposed_moves import moves_by_name
from assistant.reading.topics import in_general
from assistant.reading.word_lists import listed

_A_SUM = 1000  # a number below it is no budget
_TWO_MONTHS_SECONDS = 2 * 30 * 86400
_BRIEF = 8  # words of a question that asks no more than whether something will do
_SUMS = ("money", "volume", "number")
_COUNTED = ("contact", "agent", "person")
# What a question is about where several are read in it, the first of these first.
_ORDER = ("budget", "own_team", "term", "capacity", "enough", "in_paid_time", "at_peak", "staffing")


def case_questions(scene: TextScene, piece: Piece, brief: Mapping[str, Any]) -> list[str]:
    """Which of the questions of one's own case a piece of the message puts, at most one; none of the market's."""
    if moves_by_name(scene, piece, brief) or self_served(scene, piece, brief):
        return []  # "how much do we save without German?": what is named is worked out
    found = {m.concept for m in vocabulary("acts", "case_questions").overlapping(scene.scene, *_ends(piece))}
    found = {name for name in found if name in _ORDER or name in ("will_do", "will_fit")}
    if "budget" in found and not (_budget_known(scene, brief) or sums_in(scene, piece.span)):
        found -= {"budget"}
    if found & {"will_fit"} and brief.get("budget_per_month"):
        found = {"budget"}  # "does it fit?" where the budget is known
    if "enough" in found and not scene.has(piece.span, "agent", "person") and scene.has(piece.span, "contract"):
        found -= {"enough"}  # "do we need a two-year contract, or is one enough?"
    if "will_do" in found and len(content(scene, piece)) > _BRIEF:
        found -= {"will_do"}
    if "will_do" in found:
        money = _budget_known(scene, brief) or bool(sums_in(scene, piece.span))
        people = any(_head(scene, fact) in ("agent", "person") for fact in scene.facts_within(piece.span))
        found = (found - {"will_do"}) | ({"enough"} if people or not money else {"budget"})
        if not people and not money:
            found -= {"enough"}
    if "staffing" in found and not (volumes_in(brief) or _tells_volume(scene)):
        found -= {"staffing"}
    if "term" in found and not (_long(scene, piece) or _forms(scene, piece) & listed("whole_term")):
        found -= {"term"}  # "what goes into the contract?"
    if "of_contract" in piece.kinds:
        found -= {"term"}  # "how do I write indexation into the contract?" asks for no sum
    if "at_peak" in found and not scene.has(piece.span, "agent", "person"):
        found -= {"at_peak"}
    if _forms(scene, piece) & listed("persons_asked") and not piece.kinds & {"better", "choice"}:
        found -= {"own_team"}  # "who is liable for a leak, we or they?" weighs no cost
    if in_general(scene, piece.span) and scene.has(piece.span, "at_once"):
        found -= {"capacity"}  # "how many chats can one agent take at once?"
    elsewhere = any(fact.kind == "country" for fact in scene.facts_within(piece.span))
    if found == {"own_team"} and (elsewhere or _forms(scene, piece) & listed("other_ways")):
        found = set()  # "is it better to go to Poland?", "a team of the provider's or an answering service?"
    return [name for name in _ORDER if name in found][:1]


def _long(scene: TextScene, piece: Piece) -> bool:
    """Whether a time of two months or more is named, as contracts last."""
    return any(f.kind == "duration" and middle(f.value) >= _TWO_MONTHS_SECONDS for f in scene.facts_within(piece.span))


def _forms(scene: TextScene, piece: Piece) -> set[str]:
    words = scene.words[piece.span.first : piece.span.last + 1]
    return {form for word in words for form in (word.lower, *word.forms)}


def leaves_told(name: Sequence[str]) -> bool:
    """Whether what stands in such a question is told: the sum of a budget is."""
    return "budget" in name


def with_budget_told(
    scene: TextScene, acts: Sequence[Act], stated: tuple[Change, ...], brief: Mapping[str, Any]
) -> tuple[Change, ...]:
    """The changes with the sum a question sets against the figure, "would £3,000 be enough?", as the budget."""
    for act in acts:
        if "budget" not in act.detail.get("figures", ()):
            continue
        inside = [at for at, word in enumerate(scene.words) if act.start <= word.start < act.end]
        sums = sums_in(scene, Span(inside[0], inside[-1])) if inside else []
        told = [c for c in stated if c.path == "budget_per_month" and act.start <= c.start < act.end]
        if len(sums) != 1 or told:
            continue
        fact = sums[0]
        value = monthly(scene, fact, brief)
        if value is None:
            continue
        about = Change(
            "set",
            "budget_per_month",
            value,
            fact.start,
            fact.end,
            scene.text[fact.start : fact.end],
        )
        stated = (*(c for c in stated if not (c.start < fact.end and fact.start < c.end)), about)
    return stated


def sums_in(scene: TextScene, span: Span) -> list[Fact]:
    """Sums a budget may be of: money, and large numbers that count neither contacts nor people."""
    found = []
    for fact in scene.facts_within(span):
        if fact.kind not in _SUMS or _head(scene, fact) in _COUNTED:
            continue
        value = fact.value if isinstance(fact.value, Mapping) else {"value": fact.value}
        if fact.kind == "money" or middle(value["value"]) >= _A_SUM:
            found.append(fact)
    return found


def _head(scene: TextScene, fact: Fact) -> str | None:
    head, _ = scene.head(fact) if fact.kind in ("number", "volume") else (None, None)
    return head.family if head is not None else None


def _ends(piece: Piece) -> tuple[int, int]:
    return piece.span.first, piece.span.last


def _said(scene: TextScene) -> set[str]:
    return {m.family for m in scene.mentions}


def _budget_known(scene: TextScene, brief: Mapping[str, Any]) -> bool:
    return (
        bool(brief.get("budget_per_month"))
        or "budget" in _said(scene)
        or any(fact.kind == "money" for fact in scene.facts)
    )


def _tells_volume(scene: TextScene) -> bool:
    return any(fact.kind == "volume" for fact in scene.facts)
