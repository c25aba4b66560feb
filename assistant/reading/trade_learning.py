"""Teach the judge of trades from labelled messages: `python -m assistant.reading.trade_learning FILE_OR_FOLDER…`.

The messages are those the judge of mentions learns from; what is taught is the trade that a message tells, or none.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import yaml

from assistant.reading.judge import NOTHING
from assistant.reading.judged_trade import WEIGHTS
from assistant.reading.language import detect_language
from assistant.reading.learning import case_files
from assistant.reading.scene import look
from assistant.reading.teaching import Example, teach
from assistant.reading.trade_aspects import trade_features

# Chosen with a part of the messages left out: there are fewer of them than of mentions, and many words are seldom said.
_ROUNDS = 12
_LEFT_OUT = 0.5
_PENALTY = 0.05


def examples(paths: Iterable[Path]) -> Iterator[Example]:
    """Messages of the case files that come before any trade is known, each with the trade it tells."""
    for path in paths:
        for case in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader):
            given = case.get("given") or {}
            if not case.keys() & {"brief", "after"} or case.keys() & {"question", "what_if"} or given.get("industry"):
                continue
            trade = (case.get("brief") or case.get("after") or {}).get("industry", NOTHING)
            scene = look(case["text"], detect_language(case["text"]))
            yield Example(trade_features(scene, given), trade, path.name)


def main(places: Sequence[str]) -> None:
    """Teach the judge of trades and write its weights."""
    known = list(examples(case_files(Path(place) for place in places)))
    teach(known, _ROUNDS, _LEFT_OUT, _PENALTY).save(WEIGHTS)
    print(f"{len(known)} messages, {WEIGHTS.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
