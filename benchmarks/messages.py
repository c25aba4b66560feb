"""How fast messages are read: a short one, a middling one and a letter of 10 kB, against pymorphy parsing their words.

The letters are cases of tests/cases/reading one after another, which name a figure in nearly every line.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

import pymorphy3
import yaml

from assistant.reading import read
from benchmarks.reading import files

LENGTHS = {"short": 100, "middling": 1_000, "letter": 10_000}
_WORD = re.compile(r"[^\W\d_]+")


def letter(language: str, length: int) -> str:
    """The texts of every case in a language, a line each, cut to a length."""
    named = [path for path in files() if path.stem.endswith(f".{language}")]
    cases = [case for path in named for case in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)]
    return "\n".join(" ".join(str(case["text"]).split()) for case in cases)[:length]


def run() -> list[dict[str, Any]]:
    """Return a row per language and length: seconds, and how many times what pymorphy takes for the same words."""
    parse = pymorphy3.MorphAnalyzer().parse
    rows = []
    for language in ("en", "ru"):
        for name, length in LENGTHS.items():
            text = letter(language, length)
            seconds = _best(lambda text=text: read(text))
            parsing = _best(lambda text=text: [parse(word) for word in _WORD.findall(text)])
            rows.append({"name": f"{name} {language}", "characters": len(text), "seconds": round(seconds, 4),
                         "times_pymorphy": round(seconds / parsing, 1)})  # fmt: skip
    return rows


def _best(work: Callable[[], object], repeat: int = 5) -> float:
    """Seconds of the processor, which others use too; the first run, which loads, is left out."""
    work()
    times = []
    for _ in range(repeat):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


if __name__ == "__main__":
    for row in run():
        print(row)
