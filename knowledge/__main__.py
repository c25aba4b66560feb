"""``python -m knowledge``: search the guidance or your own documents, add documents, check the library, index it."""

from __future__ import annotations

import argparse
import json
import logging
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

BATCH = 256


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 done, 2 the input is wrong, 1 anything else."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(
        level=logging.INFO if options.verbose else logging.ERROR, stream=sys.stderr, format="%(message)s"
    )
    try:
        return int(options.run(options))
    except (ValueError, KeyError) as error:
        print(_message(error), file=sys.stderr)
        return 2
    except (RuntimeError, OSError) as error:
        print(_message(error), file=sys.stderr)
        return 2 if type(error).__name__ == "IndexMismatchError" else 1
    except KeyboardInterrupt:
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m knowledge", description=__doc__)
    parser.add_argument("--verbose", action="store_true", help="say on standard error what is being done")
    commands = parser.add_subparsers(dest="command", required=True)

    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--data", type=Path, help="the data folder (by default this user's)")
    shared.add_argument("--embedder", help="a sentence-transformers model in place of the built-in one")

    search = commands.add_parser("search", parents=[shared], help="find what answers a question")
    search.add_argument("query", nargs="?", help="the question")
    search.add_argument("--json", action="store_true", help="print one JSON list")
    search.add_argument("--top", type=int, default=5, help="the most articles to show")
    search.add_argument("--language", choices=["en", "ru"], help="the language of the passages (the question's)")
    search.add_argument("--library", action="append", help="a library of added documents (may be repeated)")
    search.add_argument("--context", help="what was said before, for a question that leans on it")
    search.add_argument("--batch", action="store_true", help="one question a line in, one JSON list a line out")
    search.add_argument("--words-only", action="store_true", help="do not load the embedder")
    search.set_defaults(run=_search)

    add = commands.add_parser("add", parents=[shared], help="index your own files or folders of them")
    add.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    add.add_argument("--library", default="documents", help="the library they belong to (documents)")
    add.add_argument("--language", choices=["en", "ru"], default="en", help="the language of messages")
    add.add_argument("--json", action="store_true", help="print one JSON object")
    add.set_defaults(run=_add)

    check = commands.add_parser("check", help="load the library strictly and say what is wrong in it")
    check.add_argument("only", nargs="*", help="say only what is wrong in these files")
    check.set_defaults(run=_check)

    index = commands.add_parser("index", parents=[shared], help="bring the vectors of every library up to date")
    index.add_argument("--rebuild", action="store_true", help="throw the vectors away first")
    index.set_defaults(run=_index)

    ship = commands.add_parser("ship", help="make the vectors that are shipped with the guidance")
    ship.set_defaults(run=_ship)

    calibrate = commands.add_parser("calibrate", parents=[shared], help="fit refusal to labelled questions")
    calibrate.add_argument("cases", nargs="+", type=Path, help="YAML files of {question, articles}")
    calibrate.set_defaults(run=_calibrate)

    weigh = commands.add_parser("weigh", parents=[shared], help="fit the ranking to labelled questions")
    weigh.add_argument("cases", nargs="+", type=Path, help="YAML files of {question, articles}")
    weigh.set_defaults(run=_weigh)
    return parser


def _message(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"library: there is no library {error.args[0]!r}. hint: add it with python -m knowledge add"
    return str(error)


def _open(options: argparse.Namespace, words_only: bool = False, background: bool = False) -> Any:
    from knowledge import Knowledge, default_data_dir

    data = options.data or default_data_dir()
    return Knowledge.open(data, options.embedder, background=background, words_only=words_only)


def _search(options: argparse.Namespace) -> int:
    if options.batch == (options.query is not None):
        raise ValueError("query: give one question, or --batch and questions on standard input. hint: see --help")
    if options.top < 1:
        raise ValueError("top: less than one article was asked for. hint: --top 5")
    libraries = tuple(options.library or ("guidance",))
    _refuse_unknown(libraries, options.data)
    knowledge = _open(options, options.words_only)
    asked = {
        "language": options.language,
        "top": options.top,
        "libraries": libraries,
        "context": options.context,
    }
    if not options.batch:
        hits = knowledge.search(options.query, **asked)
        print(_json(hits) if options.json else _readable(hits))
        return 0
    lines = [line.rstrip("\n") for line in sys.stdin]
    for first in range(0, len(lines), BATCH):
        for hits in knowledge.search_many(lines[first : first + BATCH], **asked):
            print(_json(hits))
        sys.stdout.flush()
    return 0


def _refuse_unknown(libraries: Sequence[str], data: Path | None) -> None:
    """Raise KeyError for a library there is not, before seconds are spent on opening those there are."""
    from knowledge import default_data_dir
    from knowledge.store import Documents

    stored = Documents(data or default_data_dir()).names()
    for name in libraries:
        if name != "guidance" and name not in stored:
            raise KeyError(name)


def _json(hits: Sequence[Any]) -> str:
    return json.dumps([_as_object(hit) for hit in hits], ensure_ascii=False)


def _as_object(hit: Any) -> dict[str, Any]:
    return {
        "article": hit.article,
        "title": hit.title,
        "passage": hit.passage,
        "score": hit.score,
        "language": hit.language,
        "kind": hit.kind,
        "heading": hit.heading,
        "page": hit.page,
        "url": hit.url,
        "library": hit.library,
        "sources": list(hit.sources),
    }


def _readable(hits: Sequence[Any]) -> str:
    if not hits:
        return "Nothing relevant was found."
    parts = []
    for number, hit in enumerate(hits, 1):
        page = f", p. {hit.page}" if hit.page else ""
        parts.append(f"{number}. {hit.title} ({hit.article}{page}, {hit.score:.2f})\n\n{hit.passage}\n")
    return "\n".join(parts)


def _add(options: argparse.Namespace) -> int:
    knowledge = _open(options, background=True)  # files are read while the embedder loads
    started = time.monotonic()
    report = knowledge.add(options.paths, options.library, _progress)
    for failure in report.failed:
        print(f"{failure.path}: {failure.reason.message(options.language)}", file=sys.stderr)
    counts = {name: len(getattr(report, name)) for name in ("added", "changed", "unchanged", "removed", "failed")}
    if options.json:
        failed = [{"path": str(each.path), "reason": each.reason.message(options.language)} for each in report.failed]
        print(json.dumps({**counts, "library": report.library, "passages": report.passages, "failed": failed}))
    else:
        told = ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "nothing to do"
        seconds = time.monotonic() - started
        print(f"{report.library}: {told}; {report.passages} passages in all; {seconds:.1f} s")
    if knowledge.problem:
        print(knowledge.problem, file=sys.stderr)
        return 1
    read = counts["added"] + counts["changed"] + counts["unchanged"] + counts["removed"]
    return 2 if report.failed and not read else 0


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        print(f"\rembedding {done} of {total}", end="\n" if done == total else "", file=sys.stderr, flush=True)


def _index(options: argparse.Namespace) -> int:
    from knowledge import Knowledge, default_data_dir
    from knowledge.data_folder import forget_vectors

    data = options.data or default_data_dir()
    if options.rebuild:
        forget_vectors(data)
    knowledge = Knowledge.open(data, options.embedder, background=False)
    for name, size in knowledge.index(_progress).items():
        print(f"{name}: {size} passages, titles and wordings")
    if knowledge.problem:
        print(knowledge.problem, file=sys.stderr)
        return 1
    return 0


def _ship(_: argparse.Namespace) -> int:
    from knowledge.shipping import ship_guidance

    new, size = ship_guidance()
    print(f"{size} vectors, {new} of them new")
    return 0


def _calibrate(options: argparse.Namespace) -> int:
    from knowledge.calibrate import calibrate

    print(calibrate(_open(options), options.cases))
    return 0


def _weigh(options: argparse.Namespace) -> int:
    from knowledge.weighing import weigh

    print(weigh(_open(options), options.cases))
    return 0


def _check(options: argparse.Namespace) -> int:
    from knowledge.library import LIBRARY_FOLDER, read_library

    try:
        library, problems = read_library(LIBRARY_FOLDER)
    except ValueError as error:  # the bibliography is unsound: say so, and check the articles against its ids
        print(error, file=sys.stderr)
        text = (LIBRARY_FOLDER / "sources.yaml").read_text(encoding="utf-8")
        library, problems = read_library(LIBRARY_FOLDER, set(re.findall(r"^\s*- id: (\S+)", text, re.MULTILINE)))
    names = {f"{Path(each).parent.name}/{Path(each).name}" for each in options.only}
    shown = [problem for problem in problems if not names or problem.file in names]
    for problem in shown:
        print(problem, file=sys.stderr)
    if not shown:
        passages = sum(len(article.passages) for article in library)
        print(f"{len(library.ids)} articles, {len(library)} files, {passages} passages: all sound")
    return 2 if shown else 0


if __name__ == "__main__":
    sys.exit(main())
