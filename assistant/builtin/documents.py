"""What a person's own documents state, shown before anything of it is taken into the brief."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from assistant.builtin.figures import amounts
from assistant.builtin.own_figures import priceable
from assistant.builtin.prose import Prose, capital
from assistant.builtin.talk import Talk
from assistant.own_documents import names_document, points_at_others, takes_from, things_asked

_NAMES_CHARS = 200
_INNER_QUOTES = str.maketrans("«»", "„“")  # the phrase has the outer ones


def wanted(talk: Talk) -> str | None:
    """What names the documents whose statements are to be proposed; None where nobody wants that."""
    if talk.command:
        return " ".join(talk.command.get("documents", ())) or None
    takes = "take_in" in talk.acts or takes_from(talk.text, talk.documents, talk.language)
    # "Which of the offers is better?", "so how much is it?" of a talk that has nothing but its documents.
    quotes = "quotes" in talk.acts and not talk.known.get("quotes") and not _names_a_line(talk)
    takes |= bool(talk.documents) and quotes
    takes |= _only_documents(talk) and not things_asked(talk.text)
    return talk.text[:_NAMES_CHARS] if takes else None


def _only_documents(talk: Talk) -> bool:
    """Whether a price is asked for while all that is known stands in the documents."""
    return bool(talk.documents) and "estimate" in talk.acts and not talk.reading.changes and not priceable(talk.known)


def _names_a_line(talk: Talk) -> bool:
    """Whether a channel is named and nothing told: "what do they charge for a chat?"."""
    named = any(fact.kind == "channel" for fact in talk.reading.facts)
    changes = talk.reading.changes
    return named and all(change.path.startswith("channels.") and change.value == {} for change in changes)


def asked(talk: Talk) -> bool:
    """Whether the message asks what an own document says, though it sounds like a wish for an estimate or like a fact:
    "what's the price in their offer?", «сколько звонков в ТЗ?», «сколько стоит настройка?» where nothing else is known.
    """
    if not talk.documents or wanted(talk) is not None:
        return False
    of_a_line = points_at_others(talk.text) and _names_a_line(talk)
    if not names_document(talk.text) and not _only_documents(talk) and not of_a_line:
        return False
    tells = any(isinstance(change.value, (int, float)) for change in talk.reading.changes)
    return not tells and bool(talk.acts & {"ask", "estimate", *(("quotes",) if of_a_line else ())})


def proposed(talk: Talk, result: Mapping[str, Any]) -> list[str]:
    """The blocks of a proposal: each fact with the words it stands in, and what the month comes to with all of them."""
    if not result["documents"]:
        return [talk.say("documents.none")]
    begun = [talk.say("documents.begun", titles=", ".join(result["begun"]))] if result.get("begun") else []
    if not result["applied"] and talk.command:
        return [talk.say("documents.read", titles=", ".join(talk.command["documents"])), *begun]
    if not result["applied"]:
        return [talk.say("documents.nothing"), *begun]
    prose = Prose(talk.language)
    blocks = begun
    for title, facts in groupby(result["facts"], key=lambda fact: fact["title"]):
        rows = [
            "- "
            + talk.words.say(
                "documents.row",
                fact=capital(prose.fact(fact["path"], fact["value"])),
                words=_shown(talk, fact["words"]),
            )
            + f" [{fact['passage']}]"
            for fact in facts
        ]
        blocks.append("\n".join([talk.words.say("documents.found", title=title.translate(_INNER_QUOTES)), *rows]))
    estimate = result.get("estimate")
    if estimate and estimate.get("basis") != "reference_seat":  # the price of a seat says nothing of an offer
        blocks.append(talk.words.say("documents.comes_to", **amounts(prose, estimate["monthly"], estimate["currency"])))
    return blocks


def _shown(talk: Talk, quoted: str) -> str:
    """Quoted words as they are read: of the row of a table each cell by itself."""
    cells = [cell.strip() for cell in quoted.split("|") if cell.strip()]
    return talk.words.say("documents.cells").join(cells)
