"""The teaching of sentence ends learns from messages with their marks, and from lists of speech."""

from pathlib import Path

import numpy as np
import pytest

from assistant.reading import ends_learning
from assistant.reading.ends_learning import examples, spoken, teach, texts
from assistant.reading.sentence_ends import GAPS, parted, places
from assistant.reading.words import words

_FIRST = ("we sell shoes", "they repair boats", "you rent flats", "she grows flowers")
_THEN = ("calls come daily", "mails arrive weekly", "chats start early", "people write often")


def test_an_end_is_learned_where_sentences_meet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ends_learning, "_ROUNDS", 6)
    monkeypatch.setattr(ends_learning, "_SPEED", 2e-2)
    monkeypatch.setattr(ends_learning, "_WARMING", 5)
    told = [f"{one}. {then}." for one in _FIRST for then in _THEN if (one, then) != (_FIRST[0], _THEN[0])]
    net = teach(examples(told * 10))
    unseen, _ = parted(words(f"{_FIRST[0]} {_THEN[0]}"))
    ends = net.likely([places(word) for word in unseen])[:-1, GAPS.index(".")]
    assert int(np.argmax(ends)) == 2
    assert ends[2] > 0.5 > max(np.delete(ends, 2))


def test_what_teaches_is_read_from_the_folder(tmp_path: Path) -> None:
    for folder in ("reading", "learning", "dialogues", "spoken"):
        (tmp_path / folder).mkdir()
    (tmp_path / "reading" / "one.en.yaml").write_text('- text: "We sell. They buy."\n  brief: {}\n', encoding="utf-8")
    (tmp_path / "dialogues" / "one.en.yaml").write_text(
        '- name: a\n  turns:\n    - say: "Hi. Yes."\n', encoding="utf-8"
    )
    (tmp_path / "spoken" / "one.en.yaml").write_text('- "Um, we sell. They buy."\n', encoding="utf-8")
    assert set(texts(tmp_path)) == {
        "Hi. Yes.",
        "We sell. They buy.",
    }
    assert list(spoken(tmp_path)) == ["Um, we sell. They buy."]
