"""``python -m knowledge``: check · search · add · index."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 done, 2 the input is wrong, 1 anything else."""
    parser = argparse.ArgumentParser(prog="python -m knowledge", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="load the library strictly and say what is wrong in it")
    check.add_argument("only", nargs="*", help="say only what is wrong in these files")
    options = parser.parse_args(arguments)
    return _check(options.only)


def _check(only: Sequence[str]) -> int:
    from knowledge.library import LIBRARY_FOLDER, read_library

    try:
        library, problems = read_library(LIBRARY_FOLDER)
    except ValueError as error:  # the bibliography is unsound: say so, and check the articles against its ids
        print(error, file=sys.stderr)
        text = (LIBRARY_FOLDER / "sources.yaml").read_text(encoding="utf-8")
        library, problems = read_library(LIBRARY_FOLDER, set(re.findall(r"^\s*- id: (\S+)", text, re.MULTILINE)))
    names = {f"{Path(each).parent.name}/{Path(each).name}" for each in only}
    shown = [problem for problem in problems if not names or problem.file in names]
    for problem in shown:
        print(problem, file=sys.stderr)
    if not shown:
        passages = sum(len(article.passages) for article in library)
        print(f"{len(library.ids)} articles, {len(library)} files, {passages} passages: all sound")
    return 2 if shown else 0


if __name__ == "__main__":
    sys.exit(main())
