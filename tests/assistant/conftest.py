"""One library for all conversations of the tests, and hosted models played by a small server on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from assistant import Assistant, Settings
from knowledge import Knowledge
from knowledge.kept_stems import KeptStems


@pytest.fixture(scope="session")
def library(pytestconfig: pytest.Config) -> Knowledge:
    """The guidance by words; stems are kept from run to run, and made anew where the rules have changed."""
    kept = KeptStems(pytestconfig.cache.mkdir("stems"))
    opened = Knowledge.open(words_only=True)
    kept.keep()
    return opened


@pytest.fixture
def assistant(library: Knowledge) -> Iterator[Assistant]:
    with Assistant(Settings(), library) as opened:
        yield opened


@pytest.fixture
def with_document(assistant, tmp_path):
    def add(name, text):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        assistant.documents.add("d", [path])
        return assistant

    yield add
    assistant.forget("d")


Script = Callable[[dict[str, Any]], Any]


class HostedModel:
    """A server that speaks OpenAI's chat completions; `play` decides what the model says to each request.

    What it returns is a text, a list of tool calls (name, arguments) or a number (an HTTP status).
    """

    def __init__(self, play: Script) -> None:
        self.play = play
        self.requests: list[dict[str, Any]] = []
        model = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                model.requests.append(body)
                said = model.play(body)
                if isinstance(said, int):
                    self.send_response(said)
                    self.end_headers()
                    self.wfile.write(b'{"error": {"message": "out of order"}}')
                elif body.get("stream"):
                    self._events(said)
                else:
                    self._whole(said)

            def _whole(self, said: Any) -> None:
                message = _message(said)
                finish = "tool_calls" if message.get("tool_calls") else "stop"
                payload = {
                    "id": "c1",
                    "object": "chat.completion",
                    "created": 1,
                    "model": "played",
                    "choices": [{"index": 0, "message": message, "finish_reason": finish}],
                    "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
                }
                self._send("application/json", json.dumps(payload).encode())

            def _events(self, said: Any) -> None:
                message = _message(said)
                deltas: list[dict[str, Any]] = [{"role": "assistant"}]
                if message.get("tool_calls"):
                    deltas.append(
                        {"tool_calls": [{**call, "index": i} for i, call in enumerate(message["tool_calls"])]}
                    )
                else:
                    deltas += [{"content": word + " "} for word in str(message["content"]).split(" ")]
                events = [
                    {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "played",
                     "choices": [{"index": 0, "delta": delta, "finish_reason": None}]}
                    for delta in deltas
                ]  # fmt: skip
                text = "".join(f"data: {json.dumps(event)}\n\n" for event in events) + "data: [DONE]\n\n"
                self._send("text/event-stream", text.encode())

            def _send(self, kind: str, body: bytes) -> None:
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/v1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def _message(said: Any) -> dict[str, Any]:
    if isinstance(said, str):
        return {"role": "assistant", "content": said}
    calls = [
        {"id": f"call_{i}", "type": "function", "function": {"name": name, "arguments": json.dumps(args)}}
        for i, (name, args) in enumerate(said)
    ]
    return {"role": "assistant", "content": None, "tool_calls": calls}


@pytest.fixture
def hosted(
    monkeypatch: pytest.MonkeyPatch, library: Knowledge
) -> Iterator[Callable[..., tuple[Assistant, HostedModel]]]:
    """Opens an assistant whose model is played: `hosted(play, **settings)`."""
    opened: list[Any] = []

    def start(play: Script, **settings: Any) -> tuple[Assistant, HostedModel]:
        model = HostedModel(play)
        monkeypatch.setenv("OPENAI_API_KEY", "not-a-key")
        monkeypatch.setenv("OPENAI_BASE_URL", model.address)
        assistant = Assistant(Settings(model="openai:played", **settings), library)
        opened.extend([assistant, model])
        return assistant, model

    yield start
    for each in opened:
        each.close()
