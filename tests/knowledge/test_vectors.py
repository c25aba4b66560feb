"""The store of vectors: what is kept, what is read back."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge import Knowledge
from knowledge.text_ids import text_id
from knowledge.vectors import VectorStore


class Lengths:
    """Texts by their length: a vector tells nothing else here."""

    def encode(self, texts, *, query=False):
        return np.asarray([[len(text), 1.0] for text in texts], dtype=np.float32)


def test_an_id_may_be_asked_for_twice_of_a_store_small_or_large():
    store = VectorStore(None, "lengths")
    texts = ["a", "bb", "ccc", "dddd", "eeeee"]
    assert store.write("own", texts, Lengths()) == 5
    asked = [text_id("bb")] * 2
    for ids in (asked, asked * 3):
        found = store.read("own", ids)
        assert found[text_id("bb")][0] == 2


@pytest.mark.parametrize(
    ("why", "kept"), [("cannot schedule new futures after interpreter shutdown", True), ("no", False)]
)
def test_vectors_are_damaged_when_they_cannot_be_read_and_not_when_python_ends(tmp_path, monkeypatch, why, kept):
    vectors = tmp_path / "data" / "vectors"
    vectors.mkdir(parents=True)
    (vectors / "mine").write_text("vectors", encoding="utf-8")

    class Ended(VectorStore):
        def __init__(self, *_: object) -> None:
            raise RuntimeError(why)

    monkeypatch.setattr("knowledge.door.VectorStore", Ended)
    opened = Knowledge(tmp_path / "data", None, None)
    with pytest.raises(RuntimeError, match=why):
        opened._open_vectors()
    assert (vectors / "mine").exists() == kept
