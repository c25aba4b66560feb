"""What the tools tell the model in words: the figures of their objects, written as the person will read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tools.formatting import money, money_range

MOST_LINES = 8


def estimate_text(estimate: Mapping[str, Any], language: str, question: str | None) -> str:
    """An estimate in a screenful: the ranges, the biggest lines, what was assumed, warnings, and what to ask next."""
    currency = estimate["currency"]
    rows = [
        f"{name}: {_range(estimate[name], currency, language)}"
        for name in ("monthly", "one_time", "first_year", "per_contact")
    ]
    for line in biggest(estimate["lines"])[:MOST_LINES]:
        rows.append(
            f"line {line['id']} ({line['period']}): {line['label']} = {line['formula']} = "
            f"{_range(line['amount'], currency, language)}"
        )
    for staff in estimate.get("staffing", []):
        rows.append("staffing: " + ", ".join(f"{key} {value}" for key, value in staff.items()))
    for item in estimate["assumptions"][:MOST_LINES]:
        rows.append(f"assumed: {item['label']}: {item['low']} – {item['typical']} – {item['high']} {item['unit']}")
    for scenario in estimate.get("scenarios", []):
        rows.append(
            f"option {scenario['id']}: {scenario['label']}: {_range(scenario['monthly'], currency, language)} a month"
        )
    rows += [f"warning: {warning['text']}" for warning in estimate.get("warnings", [])]
    rows += [f"not priced: {item['reason']}" for item in estimate.get("not_priced", [])]
    rows.append(f"next question: {question or 'none'}")
    return "\n".join(rows)


def comparison_text(comparison: Mapping[str, Any], after: Mapping[str, Any], language: str) -> str:
    """A comparison in words: the totals, the lines that moved and why."""
    currency = after["currency"]
    monthly = comparison["monthly"]
    rows = [
        f"{name}: {money(monthly[name], currency, language, 0)} a month" for name in ("before", "after", "difference")
    ]
    for line in comparison["lines"][:MOST_LINES]:
        rows.append(f"{line['label']}: {money(line['difference'], currency, language, 0)}; {line.get('reason', '')}")
    rows += [f"because: {reason}" for reason in comparison.get("reasons", [])]
    return "\n".join(rows)


def quotes_text(report: Mapping[str, Any], language: str) -> str:
    """A report on quotes as plain rows."""
    import json

    return json.dumps(report, ensure_ascii=False, indent=1)[:8000]


def biggest(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Lines of an estimate, the largest typical amount first."""
    return sorted(lines, key=lambda line: -abs(line["amount"]["typical"]))


def _range(amount: Mapping[str, float] | None, currency: str, language: str) -> str:
    if not amount:
        return "unknown"
    spread = money_range(amount["low"], amount["high"], currency, language)
    return f"{money(amount['typical'], currency, language)} ({spread})"
