"""The Python door: conversations apart, kept across restarts, edited, undone; and input that makes no sense."""

from __future__ import annotations

import io
import json
import sys

import pytest

from assistant import Assistant, Settings, Turn
from assistant.__main__ import main
from tools.brief import Brief
from tools.errors import InputError
from tools.estimate import estimate

CALLS = "5000 calls a month, 4 minutes each, 24/7, English. Cost?"


def test_the_door_has_three_names():
    import assistant

    assert sorted(assistant.__all__) == ["Assistant", "Settings", "Turn"]
    with pytest.raises(AttributeError):
        assistant.Nothing  # noqa: B018


def test_conversations_do_not_see_each_other(assistant):
    assistant.ask(CALLS, "a")
    assert assistant.ask("300 chats a month", "b").brief == {"channels": {"chat": {"contacts_per_month": 300}}}


def test_the_figures_are_those_of_the_calculator(assistant):
    turn = assistant.ask(CALLS, "a")
    assert turn.estimate == estimate(Brief.parse(dict(turn.brief)), language="en").to_json()


def test_a_stream_is_the_reply_in_pieces_and_then_the_turn(assistant):
    *pieces, turn = assistant.stream(CALLS, "a")
    assert isinstance(turn, Turn)
    assert "".join(pieces) == turn.reply
    assert len(pieces) > 20


def test_a_conversation_survives_a_restart(tmp_path, library):
    settings = Settings(store=tmp_path / "deep" / "talk.db")
    with Assistant(settings, library) as first:
        said = first.ask(CALLS, "a")
    with Assistant(settings, library) as second:
        assert second.history("a") == [("user", CALLS, None), ("assistant", said.reply, second.history("a")[1][2])]
        turn = second.ask("and 300 chats a month", "a")
        assert turn.brief["channels"]["phone"]["contacts_per_month"] == 5000
        assert second.history("b") == []


def test_the_file_does_not_grow_with_every_turn(tmp_path, library):
    path = tmp_path / "talk.db"
    with Assistant(Settings(store=path), library) as opened:
        for number in range(6):
            opened.ask(f"{1000 + 100 * number} calls a month", "a")
        rows = opened._memory.conn.execute("SELECT count(*) FROM checkpoints").fetchone()[0]
    assert rows == 1


def test_an_edit_of_the_page_is_a_turn(assistant):
    assistant.ask(CALLS, "a")
    turn = assistant.edit("a", "coverage.hours_per_day", 12)
    assert turn.brief["coverage"]["hours_per_day"] == 12
    assert turn.estimate is not None
    assert turn.comparison["monthly"]["difference"] < 0
    assert "languages" not in assistant.edit("a", "languages", None).brief


def test_an_edit_that_cannot_be_is_refused(assistant):
    assistant.ask(CALLS, "a")
    with pytest.raises(InputError, match="contacts_per_month"):
        assistant.edit("a", "channels.phone.contacts_per_month", -5)
    assert assistant.history("a")[-1][2].brief["channels"]["phone"]["contacts_per_month"] == 5000


def test_undo_takes_the_last_turn_back(assistant):
    first = assistant.ask(CALLS, "a")
    assistant.ask("no phone please, 900 chats a month", "a")
    now = assistant.undo("a")
    assert now.brief == first.brief
    assert len(assistant.history("a")) == 2
    assert assistant.ask("300 emails a month too", "a").brief["channels"]["phone"]["contacts_per_month"] == 5000
    assert assistant.undo("nobody") is None


def test_no_question_is_asked_twice(assistant):
    assistant.ask(CALLS, "a")
    asked = [assistant.ask("skip", "a").question for _ in range(12)]
    fields = [question["field"] for question in asked if question]
    assert len(fields) == len(set(fields))
    assert len(fields) > 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "x" * 100_000,
        "\u0000\ud83d\ude00",
        "[1] [2] [99]",
        "{name} {0} %s",
        "<script>1</script>",
        "٣٤٥ звонков",
        "1e999 calls",
    ],
)
def test_nothing_breaks_a_conversation(assistant, text):
    assistant.ask(CALLS, "a")
    turn = assistant.ask(text, "a")
    assert turn.reply
    assert turn.brief["channels"]["phone"]["contacts_per_month"] == 5000
    assert assistant.ask("300 chats a month", "a").estimate is not None


def test_a_long_message_is_read_in_part_and_the_reply_says_so(assistant):
    turn = assistant.ask("5000 calls a month. " + "blah " * 20_000, "a")
    assert "100,020" in turn.reply
    assert turn.brief["channels"]["phone"]["contacts_per_month"] == 5000


def run(monkeypatch, capsys, argv, lines=""):
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
    status = main(argv)
    return status, capsys.readouterr()


def test_chat_json_is_a_line_for_a_line(monkeypatch, capsys):
    lines = "\n".join(
        [
            json.dumps({"conversation": "a", "message": CALLS}),
            "not json",
            '{"message": 5}',
            '["a"]',
            json.dumps({"conversation": "a", "message": ""}),
        ]
    )
    status, out = run(monkeypatch, capsys, ["chat", "--json"], lines + "\n")
    answers = [json.loads(line) for line in out.out.splitlines()]
    assert status == 0
    assert [("error" in answer) for answer in answers] == [False, True, True, True, False]
    assert all(set(answer["error"]) == {"message", "hint"} for answer in answers[1:4])
    first = answers[0]
    assert set(first) >= {
        "conversation",
        "language",
        "model",
        "reply",
        "citations",
        "brief",
        "estimate",
        "question",
        "elapsed_ms",
    }
    assert first["citations"]
    assert set(first["citations"][0]) == {"mark", "article", "title", "quote", "url", "page"}


def test_read_json(monkeypatch, capsys):
    status, out = run(monkeypatch, capsys, ["read", "--json"], "We pay $1,200 a month\n\n")
    first, second = (json.loads(line) for line in out.out.splitlines())
    assert status == 0
    assert set(first) == {"facts", "brief", "acts"}
    assert {
        "kind": "money",
        "value": {"amount": 1200, "currency": "USD"},
        "start": 7,
        "end": 13,
        "text": "$1,200",
    } in first["facts"]
    assert second == {"facts": [], "brief": {}, "acts": []}


def test_a_wrong_setting_is_exit_status_two(monkeypatch, capsys):
    status, out = run(monkeypatch, capsys, ["ask", "hello", "--model", "nonsense"])
    assert status == 2
    assert out.out == ""
    assert out.err.startswith("SMETA_MODEL: ")
    assert "hint:" in out.err
