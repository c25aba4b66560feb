"""What a person's own documents state, shown before anything of it is taken into the brief."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from assistant.builtin.figures import amounts
from assistant.builtin.prose import Prose, capital
from assistant.builtin.talk import Talk

_INNER_QUOTES = str.maketrans("«»", "„“")  # the phrase has the outer ones


def proposed(talk: Talk, result: Mapping[str, Any]) -> list[str]:
    """The blocks of a proposal: each fact with the words it stands in, and what the month comes to with all of them."""
    if not result["documents"]:
        return [talk.say("documents.none")]
    if not result["applied"]:
        return [talk.say("documents.nothing")]
    prose = Prose(talk.language)
    blocks = []
    for title, facts in groupby(result["facts"], key=lambda fact: fact["title"]):
        rows = [
            "- "
            + talk.words.say(
                "documents.row", fact=capital(prose.fact(fact["path"], fact["value"])), words=fact["words"]
            )
            + f" [{fact['passage']}]"
            for fact in facts
        ]
        blocks.append("\n".join([talk.words.say("documents.found", title=title.translate(_INNER_QUOTES)), *rows]))
    if estimate := result.get("estimate"):
        blocks.append(talk.words.say("documents.comes_to", **amounts(prose, estimate["monthly"], estimate["currency"])))
    return blocks
