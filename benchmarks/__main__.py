"""Measurements by what they answer: `python -m benchmarks speed` and `python -m benchmarks quality`.

A name after it runs one of them alone: `python -m benchmarks speed queueing`. Each is also a program of its own, with
options of its own: `python -m benchmarks.knowledge 100 10000 100000`.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

TABLES = {
    "speed": {
        "estimate": "an estimate and its draws, against the same sum as a plain loop",
        "messages": "a message read, short, middling and of 10 kB, against pymorphy parsing its words",
        "queueing": "staffing of a week, against plain Python and pyworkforce",
        "knowledge": "indexing and searching at 100, 10,000 and 100,000 passages",
    },
    "quality": {
        "reading": "fields and messages read right",
        "dialogues": "conversations and turns right",
        "retrieval": "questions answered by the right article, and refused when there is none",
        "amid_case": "questions of the library put amid a case that are answered from the right article",
        "passages": "questions that find the right one of a person's own files, in one language and across",
    },
}


def main(arguments: Sequence[str]) -> int:
    """Run one group of measurements, or the named ones of it; 2 for a name there is not."""
    group, *names = arguments or [""]
    if group not in TABLES or not set(names) <= set(TABLES[group]):
        for known, tables in TABLES.items():
            print(f"python -m benchmarks {known} [{' '.join(tables)}]", file=sys.stderr)
        return 2
    worst = 0
    for name, what in TABLES[group].items():
        if not names or name in names:
            print(f"\n== {name}: {what}", flush=True)
            # A process of its own: what one measurement loads must not slow the next.
            worst = max(worst, subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode)
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
