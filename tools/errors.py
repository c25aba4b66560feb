"""What is wrong with an input, as values: collected, shown together, never one at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing wrong: where (dotted path, "" for the whole input), what, and what to do about it."""

    path: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        text = f"{self.path or 'input'}: {self.message}."
        return f"{text} hint: {self.hint}" if self.hint else text


class InputError(ValueError):
    """The input is wrong. Holds every problem found, in the order of the input.

    InputError
    ├─ problems   one `Problem` per mistake
    └─ language   the language the problems are written in
    """

    def __init__(self, problems: Iterable[Problem], language: str = "en") -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        self.language = language
        super().__init__("\n".join(str(problem) for problem in self.problems))
