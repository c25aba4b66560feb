"""A part of the sum, by its name: what of the month goes to management, to software, to the agents, to the buyer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.builtin.prose import Prose, capital, lowered
from assistant.builtin.talk import Talk
from assistant.reading.word_lists import listed
from assistant.reading.words import words
from tools.ledger import CATEGORIES

_OWN_SIDE = "client_side"
_MOST_LINES = 4


def part(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    """What the parts that the message names take of the month, and of what is paid once."""
    said = {form for word in words(talk.text) if word.is_word for form in (word.lower, *word.forms)}
    named = [name for name in CATEGORIES if said & listed(f"part_{name}")]
    if len(named) > 1 and "labour" in named and said & listed("part_wage") == set():
        named.remove("labour")  # "how much of it is management, not the agents?"
    return "\n".join(text for name in named if (text := _category(talk, prose, estimate, name)))


def _category(talk: Talk, prose: Prose, estimate: Mapping[str, Any], name: str) -> str:
    currency, month = estimate["currency"], estimate["monthly"]["typical"]
    amount = float((estimate.get("monthly_by_category") or {}).get(name) or 0.0)
    lines = _priced(estimate, name, "monthly")
    if not amount or not month:
        return ""
    text = talk.words.say(
        "own.part.lead",
        category=capital(talk.words.say(f"category.{name}")),
        amount=prose.money(amount, currency),
        share=prose.percent(amount / month),
        month=prose.money(month, currency),
    )
    if len(lines) > 1:
        text += " " + talk.words.say("own.part.made_of", items=_items(prose, lines, currency))
    once = _priced(estimate, name, "one_time")
    if once:
        total = sum(line["amount"]["typical"] for line in once)
        text += " " + talk.words.say("own.part.once", amount=prose.money(total, currency))
    return text


def ours(talk: Talk, prose: Prose, estimate: Mapping[str, Any]) -> str:
    """What the buyer pays beside the provider's bill: lines of its own in the month, the launch, what has no line."""
    currency, month = estimate["currency"], estimate["monthly"]["typical"]
    lines = _priced(estimate, _OWN_SIDE, "monthly")
    if not lines or not month:
        return ""
    total = sum(line["amount"]["typical"] for line in lines)
    blocks = [
        talk.words.say(
            "own.ours.lead",
            amount=prose.money(total, currency),
            share=prose.percent(total / month),
            month=prose.money(month, currency),
            items=_items(prose, lines, currency),
            one_time=prose.money(estimate["one_time"]["typical"], currency),
        )
    ]
    left = [item.get("label") or item["reason"] for item in estimate.get("not_priced", ())][:_MOST_LINES]
    if left:
        blocks.append(talk.words.say("summary.not_priced", items="; ".join(map(lowered, left))))
    return " ".join(blocks).replace("..", ".")


def _priced(estimate: Mapping[str, Any], name: str, period: str) -> list[Mapping[str, Any]]:
    lines = [line for line in estimate["lines"] if line["category"] == name and line["period"] == period]
    return sorted((line for line in lines if line["amount"]["typical"]), key=lambda line: -line["amount"]["typical"])


def _items(prose: Prose, lines: Sequence[Mapping[str, Any]], currency: str) -> str:
    told = [f"{lowered(line['label'])} — {prose.money(line['amount']['typical'], currency)}" for line in lines]
    return "; ".join(told[:_MOST_LINES])
