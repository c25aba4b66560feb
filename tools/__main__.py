"""The calculators as a program: python -m tools estimate FILE | staffing FILE | list; - for standard input."""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Sequence
from typing import Any

from tools.errors import InputError
from tools.messages import LANGUAGES
from tools.reading_json import read_json


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one calculator; the exit status is 0 done, 2 the input is wrong, 1 anything else."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        answer = options.run(options)
        print(json.dumps(answer, ensure_ascii=False, indent=2, allow_nan=False), flush=True)
    except InputError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader has seen enough
        sys.stderr.close()
        return 1
    except KeyboardInterrupt:
        return 1
    except Exception as error:  # a traceback never reaches a user
        print(f"internal error: {type(error).__name__}: {error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools", description="The calculators of Smeta, without the chat.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, run, text in (
        ("estimate", _estimate, "a brief to an estimate"),
        ("staffing", _staffing, "contacts of one hour to agents"),
    ):
        command = commands.add_parser(name, help=text, description=text)
        command.add_argument("file", help="a JSON file, or - for standard input")
        command.add_argument("--language", choices=LANGUAGES, default="en", help="language of texts and errors")
        command.set_defaults(run=run)
    commands.choices["estimate"].add_argument(
        "--default-home",
        metavar="CODE",
        help="country taken for the customers' where the brief hints at none, as a talk in Russian takes RU",
    )
    listing = commands.add_parser("list", help="every calculator with its JSON Schema")
    listing.add_argument("--language", choices=LANGUAGES, default="en", help="language of the descriptions")
    listing.set_defaults(run=_list)
    return parser


def _estimate(options: argparse.Namespace) -> dict[str, Any]:
    from tools.brief import Brief

    brief = Brief.parse(read_json(options.file, options.language), options.language)
    from tools.estimate import estimate  # slow to import; a wrong brief is refused before

    if options.default_home is None:
        return estimate(brief, language=options.language).to_json()
    home = Brief.parse({"home_country": options.default_home}, options.language).get("home_country")
    return estimate(brief, language=options.language, default_home=str(home)).to_json()


def _staffing(options: argparse.Namespace) -> dict[str, Any]:
    from tools.queue_request import staff_hour

    return staff_hour(read_json(options.file, options.language), options.language)


def _list(options: argparse.Namespace) -> list[dict[str, Any]]:
    from tools.catalogue import listing

    return listing(options.language)


if __name__ == "__main__":
    sys.exit(main())
