"""Teach how buyers want to be billed: `python -m assistant.reading.billing_learning FILE_OR_FOLDER…`.

The messages are those the judge of mentions learns from; what is taught is the pricing model that one tells, or none.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import yaml

from assistant.reading.judge import NOTHING
from assistant.reading.judged_billing import MODELS, PATH, WEIGHTS
from assistant.reading.language import detect_language
from assistant.reading.learning import case_files
from assistant.reading.whole_learning import Taught, teach

_STRENGTH = 30.0  # chosen with whole files left out


def examples(paths: Iterable[Path]) -> Iterator[Taught]:
    """Messages of the case files that come before any pricing model is known, each with the one it tells."""
    for path in paths:
        for case in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader):
            asked = case.keys() & {"question", "what_if"}
            if not case.keys() & {"brief", "after"} or asked or (case.get("given") or {}).get(PATH):
                continue
            told = (case.get("brief") or case.get("after") or {}).get(PATH, NOTHING)
            yield case["text"], detect_language(case["text"]), told


def main(places: Sequence[str]) -> None:
    """Teach from the case files and write the weights."""
    known = list(examples(case_files(Path(place) for place in places)))
    teach(known, MODELS, _STRENGTH).save(WEIGHTS)
    print(f"{len(known)} messages, {WEIGHTS.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
