"""How many questions of the library are answered amid a case: `python -m benchmarks.amid_case [SIZE]`.

The search alone may find the right article and the question yet be taken for something else: for a fact, a supposition,
a figure of the case. So a case is told first, and then a labelled question is put as the second message of the
conversation. `cited` counts the replies that cite an article which may answer, `kept` those after which the case is as
it was told. The sample is the same every time; it is drawn from the questions the search is fitted to, and from none of
those kept aside.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant import Assistant, Settings
from benchmarks.retrieval import CASES_FOLDER
from knowledge import Knowledge
from knowledge.cases import Case, read_cases

SIZE = 100  # questions a language
CASES_TOLD = {
    "en": "Online shop in Germany, 9000 calls a month, 5 minutes each",
    "ru": "Интернет-магазин в России, 9000 звонков в месяц по 5 минут",
}
_MOST_MISSES = 8
_LONGEST = 90  # characters of a question shown


@dataclass(frozen=True)
class Asked:
    """A question put amid a case, and what came of it."""

    question: str
    right: Sequence[str]
    cited: Sequence[str]
    kept: bool

    @property
    def answered(self) -> bool:
        """Whether an article is cited that may answer."""
        return bool({*self.right} & {*self.cited})


def sample(language: str, size: int) -> list[Case]:
    """Answerable questions of a language, the same ones every time."""
    found = [case for case in read_cases(sorted(CASES_FOLDER.glob(f"*.{language}.yaml"))) if case.articles]
    return sorted(found, key=lambda case: zlib.crc32(case.question.encode()))[:size]


def ask(assistant: Assistant, language: str, cases: Sequence[Case]) -> Iterator[Asked]:
    """Each question as the second message of a conversation of its own."""
    for at, case in enumerate(cases):
        conversation = f"{language}-{at}"
        told = assistant.ask(CASES_TOLD[language], conversation).brief
        turn = assistant.ask(case.question, conversation)
        cited = [citation.article for citation in turn.citations]
        yield Asked(case.question, case.articles, cited, turn.brief == told)


def main(arguments: Sequence[str]) -> int:
    """Print the table and the worst misses."""
    size = int(arguments[0]) if arguments else SIZE
    print(f"{'language':<10} {'n':>5} {'cited':>7} {'kept':>7}")
    misses: list[Asked] = []
    with Assistant(Settings(), Knowledge.open()) as assistant:
        for language in CASES_TOLD:
            asked = list(ask(assistant, language, sample(language, size)))
            cited = sum(each.answered for each in asked) / len(asked)
            kept = sum(each.kept for each in asked) / len(asked)
            print(f"{language:<10} {len(asked):>5} {cited:>7.3f} {kept:>7.3f}", flush=True)
            # The worst: nothing is cited that may answer, and what was told is no longer as it was.
            misses += sorted((each for each in asked if not each.answered), key=lambda each: each.kept)[:_MOST_MISSES]
    print("\nmissed, those first that changed the case:")
    for each in misses:
        changed = "" if each.kept else "  (case changed)"
        print(f"  {each.question[:_LONGEST]!r}: {', '.join(each.cited) or 'nothing'}, not {each.right[0]}{changed}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
