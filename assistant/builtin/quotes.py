"""Vendors' quotes as the reply shows them: on one basis, against the market, and what each leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.builtin.talk import Talk


def quotes_checked(talk: Talk, result: Mapping[str, Any]) -> list[str]:
    """The blocks of a check of quotes."""
    report = result.get("quotes")
    if not report:
        return [talk.say("quotes.none")]
    rows = [f"- {text}" for text in _texts(report)]
    return [talk.say("quotes.lead") + "\n" + "\n".join(rows)] if rows else [talk.say("quotes.none")]


def _texts(report: Mapping[str, Any]) -> list[str]:
    return [str(quote.get("summary") or quote.get("text") or quote.get("vendor")) for quote in report.get("quotes", ())]
