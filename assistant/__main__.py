"""Smeta on the command line: `python -m assistant chat | ask | read | doctor`."""

from __future__ import annotations

import argparse
import contextlib
import json
import logging
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn, TextIO

from assistant.settings import Settings, SettingsError

EXIT_DONE, EXIT_OTHER, EXIT_INPUT = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status: 0 done, 2 wrong input, 1 anything else."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    _speak_utf8()
    options = _parser().parse_args(argv)
    try:
        settings = Settings.from_environment(store=options.store, model=options.model, language=options.language)
        return int(options.run(options, settings))
    except SettingsError as error:
        print(error, file=sys.stderr)
        return EXIT_INPUT
    except KeyboardInterrupt:
        return EXIT_OTHER
    except BrokenPipeError:
        sys.stderr.close()
        return EXIT_OTHER
    except Exception as error:  # a person is never shown a traceback
        logging.getLogger(__name__).debug("failed", exc_info=True)
        print(f"smeta: {type(error).__name__}: {error}", file=sys.stderr)
        return EXIT_OTHER


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--store", type=Path, help="keep conversations in this SQLite file")
    common.add_argument("--model", help='"built-in" or "provider:name"')
    common.add_argument("--language", help="en or ru, until a message shows the language")
    parser = argparse.ArgumentParser(prog="python -m assistant", description="What outsourcing customer support costs.")
    commands = parser.add_subparsers(dest="command", required=True)
    chat = commands.add_parser("chat", parents=[common], help="talk; with --json a line in, a line out")
    chat.add_argument("--json", action="store_true", help="JSON lines on standard input and output")
    chat.set_defaults(run=_chat)
    ask = commands.add_parser("ask", parents=[common], help="one question, one answer")
    ask.add_argument("text", nargs="+")
    ask.add_argument("--conversation", default="default")
    ask.add_argument("--json", action="store_true", help="the whole turn as JSON")
    ask.set_defaults(run=_ask)
    read = commands.add_parser("read", parents=[common], help="what the reader alone finds in a text")
    read.add_argument("--json", action="store_true", help="JSON lines on standard output (always so)")
    read.set_defaults(run=_read)
    doctor = commands.add_parser("doctor", parents=[common], help="check that everything Smeta needs is here")
    doctor.set_defaults(run=_doctor)
    return parser


def _chat(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.assistant import Assistant

    with Assistant(settings.with_index()) as assistant:
        return _chat_json(assistant) if options.json else _chat_plain(assistant, settings)


def _chat_json(assistant: Any) -> int:
    for number, line in _lines(sys.stdin):
        if not line.strip():
            continue
        try:
            conversation, message = _request(line)
        except ValueError as error:
            _print_json({"error": {"message": f"line {number}: {error}", "hint": _REQUEST_HINT}})
            continue
        try:
            _print_json(assistant.ask(message, conversation).to_json())
        except Exception as error:  # one turn that fails must not end the others
            logging.getLogger(__name__).debug("line %d failed", number, exc_info=True)
            hint = "send the message again; nothing of the conversation is lost"
            _print_json({"conversation": conversation, "error": {"message": f"line {number}: {error}", "hint": hint}})
    return EXIT_DONE


_REQUEST_HINT = 'one JSON object a line: {"conversation": "c1", "message": "…"}'


def _request(line: str) -> tuple[str, str]:
    """The conversation and the message of one line. Raises ValueError saying what is wrong with it."""
    try:
        request = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"this is not JSON ({error})") from None
    if not isinstance(request, dict):
        raise ValueError("a JSON object is expected")
    message, conversation = request.get("message"), request.get("conversation", "default")
    if not isinstance(message, str):
        raise ValueError('"message" must be a text')
    if not isinstance(conversation, str) or not conversation:
        raise ValueError('"conversation" must be a text that is not empty')
    return conversation, message


def _chat_plain(assistant: Any, settings: Settings) -> int:
    from assistant.phrases import phrases

    words = phrases(settings.language)
    if sys.stdin.isatty():
        print(words.say("greet.first"), "\n")
    while True:
        try:
            text = input("> " if sys.stdin.isatty() else "")
        except EOFError:
            return EXIT_DONE
        for piece in assistant.stream(text):
            if isinstance(piece, str):
                print(piece, end="", flush=True)
            else:
                print(_footnotes(piece), "\n")


def _footnotes(turn: Any) -> str:
    notes = [f"[{c.mark}] {c.title}: «{c.quote}»" for c in turn.citations]
    return "\n\n" + "\n".join(notes) if notes else ""


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.assistant import Assistant

    with Assistant(settings.with_index()) as assistant:
        turn = assistant.ask(" ".join(options.text), options.conversation)
    if options.json:
        _print_json(turn.to_json())
    else:
        print(turn.reply + _footnotes(turn))
    return EXIT_DONE


def _read(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.reading import read

    for _, line in _lines(sys.stdin):
        text = line.rstrip("\n")
        reading = read(text, language=options.language)
        facts = [
            {"kind": f.kind, "value": f.value, "start": f.start, "end": f.end, "text": f.text} for f in reading.facts
        ]
        acts = list(dict.fromkeys(act.kind for act in reading.acts))
        _print_json({"facts": facts, "brief": reading.brief, "acts": acts})
    return EXIT_DONE


def _doctor(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.doctor import examine

    healthy = True
    for check in examine(settings):
        healthy = healthy and check.ok
        print(f"{'ok  ' if check.ok else 'FAIL'}  {check.name}: {check.finding}")
    return EXIT_DONE if healthy else EXIT_OTHER


def _lines(stream: TextIO) -> Iterator[tuple[int, str]]:
    """Lines with their numbers; bytes that are no text are replaced and left to the reader of the line."""
    yield from enumerate(stream, start=1)


def _print_json(obj: dict[str, Any]) -> None:
    print(json.dumps(obj, ensure_ascii=False), flush=True)


def _speak_utf8() -> None:
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _leave(status: int) -> NoReturn:
    """End the process. Everything of our own is closed by now; native threads of the embedder and of the index may
    still run, and tearing the interpreter down under them can abort it, which would hide the status.
    """
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(status)


if __name__ == "__main__":
    _leave(main())
