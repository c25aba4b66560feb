"""Labelled questions: what was asked, and which articles are a right answer (none, when it cannot be answered)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Case:
    """One labelled question; ``articles`` are empty when the library must refuse. ``file`` is where it stands."""

    question: str
    articles: tuple[str, ...]
    file: str = ""
    context: str | None = None


class CaseError(ValueError):
    """A file of cases is wrong; one line per problem."""


def read_cases(paths: Iterable[Path]) -> list[Case]:
    """Cases of YAML files: a list of ``{question: text, articles: [ids]}`` with an optional ``context``.

    Raises:
        CaseError: an entry is of another form, or a question that stands twice has two answers.
    """
    cases: list[Case] = []
    problems: list[str] = []
    seen: dict[str, tuple[str, ...]] = {}
    for path in paths:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) or []
        for number, entry in enumerate(content, 1):
            case = _case(entry, path.name)
            if case is None:
                problems.append(
                    f"{path.name}: entry {number}: not {{question, articles}}. hint: articles is a list of ids"
                )
            elif seen.get(case.question.casefold(), case.articles) != case.articles:
                problems.append(f"{path.name}: entry {number}: {case.question!r} has two answers. hint: take one out")
            elif case.question.casefold() not in seen:
                seen[case.question.casefold()] = case.articles
                cases.append(case)
    if problems:
        raise CaseError("\n".join(problems))
    return cases


def _case(entry: object, file: str) -> Case | None:
    if not isinstance(entry, dict) or not set(entry) <= {"question", "articles", "context"}:
        return None
    question, articles, context = entry.get("question"), entry.get("articles"), entry.get("context")
    if not isinstance(question, str) or not question.strip() or not isinstance(articles, list):
        return None
    if not all(isinstance(each, str) for each in articles) or not isinstance(context, (str, type(None))):
        return None
    return Case(question.strip(), tuple(articles), file, context)
