"""A hosted model over the real wire protocol: one that keeps the rules, and every way of breaking them."""

from __future__ import annotations

import re
import time

import pytest

MESSAGE = "5000 calls a month, 4 minutes each, 24/7, English. Cost?"
FACTS = [
    {"op": "set", "path": "channels.phone.contacts_per_month", "value": 5000},
    {"op": "set", "path": "channels.phone.aht_seconds", "value": 240},
    {"op": "set", "path": "coverage", "value": {"hours_per_day": 24, "days_per_week": 7}},
    {"op": "set", "path": "languages", "value": ["en"]},
]


def results(body):
    """Texts of the tools called since the person's last message."""
    last = max(i for i, message in enumerate(body["messages"]) if message["role"] == "user")
    return [message["content"] for message in body["messages"][last:] if message["role"] == "tool"]


def working(reply):
    """A model that notes, computes and looks up as told, and then says what `reply` makes of the tools' texts."""

    def play(body):
        found = results(body)
        if not found:
            return [("note_facts", {"changes": FACTS})]
        if len(found) == 1:
            return [("estimate_cost", {}), ("search_knowledge", {"query": "what does round-the-clock support cost"})]
        return reply(found)

    return play


def monthly(found):
    return re.search(r"monthly: (\S+) \((.+?)\)", "\n".join(found))


def good(found):
    match = monthly(found)
    return f"About {match[1]} a month ({match[2]}). Round-the-clock cover costs more [1].\n\nWhere are your customers?"


def test_a_model_that_keeps_the_rules_is_heard(hosted):
    assistant, model = hosted(working(good))
    turn = assistant.ask(MESSAGE, "c")
    assert turn.model == "openai:played"
    assert turn.reply.startswith("About $")
    assert [citation.mark for citation in turn.citations] == [1]
    assert turn.brief["channels"]["phone"] == {"contacts_per_month": 5000, "aht_seconds": 240}
    assert turn.estimate["monthly"]["typical"] > 0
    assert turn.question is not None
    assert {tool["function"]["name"] for tool in model.requests[0]["tools"]} >= {
        "note_facts",
        "estimate_cost",
        "compare",
    }


def test_its_estimate_is_that_of_the_built_in_model(hosted, assistant):
    other, _ = hosted(working(good))
    assert other.ask(MESSAGE, "c").estimate == assistant.ask(MESSAGE, "c").estimate


@pytest.mark.parametrize(
    "bad",
    [
        lambda found: "It costs $1,234,567 a month.",
        lambda found: good(found) + " This is well known [99].",
        lambda found: good(found).replace("About", "At 7,341 agents, about"),
        lambda found: "",
    ],
    ids=["changed number", "mark of nothing", "number of its own", "nothing said"],
)
def test_a_reply_without_origin_is_repaired_once(hosted, bad):
    said = []

    def reply(found):
        said.append(found)
        return bad(found) if len(said) == 1 else good(found)

    assistant, _ = hosted(working(reply))
    turn = assistant.ask(MESSAGE, "c")
    assert len(said) == 2
    assert turn.model == "openai:played"
    assert "1,234,567" not in turn.reply
    assert "[99]" not in turn.reply


def test_a_reply_that_stays_without_origin_is_replaced_and_the_reply_says_so(hosted, assistant):
    other, _ = hosted(working(lambda found: "It costs $1,234,567 a month [7]."))
    turn = other.ask(MESSAGE, "c")
    plain = assistant.ask(MESSAGE, "c")
    assert turn.model == "built-in"
    assert "built-in" in turn.reply.split("\n")[0]
    assert "1,234,567" not in turn.reply
    assert turn.reply.endswith(plain.reply)
    assert turn.estimate == plain.estimate


@pytest.mark.parametrize("status", [500, 401, 429])
def test_a_model_that_fails_is_replaced(hosted, status):
    assistant, _ = hosted(lambda body: status)
    turn = assistant.ask(MESSAGE, "c")
    assert turn.model == "built-in"
    assert turn.estimate is not None


def test_a_model_that_is_slow_is_replaced(hosted):
    def play(body):
        time.sleep(3)
        return "too late"

    assistant, _ = hosted(play, model_timeout_seconds=0.3)
    turn = assistant.ask(MESSAGE, "c")
    assert turn.model == "built-in"
    assert turn.estimate is not None


def test_a_model_that_never_ends_is_replaced(hosted):
    assistant, model = hosted(lambda body: [("estimate_cost", {})], max_model_calls=4)
    turn = assistant.ask(MESSAGE, "c")
    assert turn.model == "built-in"
    assert len(model.requests) == 4


def test_wrong_facts_of_a_replaced_model_are_forgotten(hosted):
    def play(body):
        if not results(body):
            return [("note_facts", {"changes": [{"op": "set", "path": "languages", "value": ["ja"]}]})]
        return "It costs $7,654,321."

    assistant, _ = hosted(play)
    assert assistant.ask(MESSAGE, "c").brief["languages"] == ["en"]


def test_arguments_that_break_the_schema_are_told_to_the_model(hosted):
    def reply(found):
        return good(found)

    def play(body):
        found = results(body)
        if not found:
            return [("note_facts", {"changes": [{"op": "change", "path": 3}]})]
        return (
            working(reply)(
                {"messages": [body["messages"][0], {"role": "user"}, *body["messages"][-(len(found) - 1) :]]}
            )
            if len(found) > 1
            else [("note_facts", {"changes": FACTS})]
        )

    assistant, _ = hosted(play)
    assert assistant.ask(MESSAGE, "c").estimate is not None


def test_the_key_never_reaches_a_reply_or_the_state(hosted):
    assistant, _ = hosted(lambda body: 401)
    turn = assistant.ask(MESSAGE, "c")
    assert "not-a-key" not in str(turn.to_json())
