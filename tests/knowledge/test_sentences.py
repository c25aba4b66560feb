"""Passages compared by their sentences as well."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.index import LibraryIndex
from knowledge.library import Article, Library, load_library, passages_of
from knowledge.passages import sentences_of
from knowledge.sentences import Sentences
from knowledge.text_ids import text_id


def unit(*numbers: float) -> np.ndarray:
    vector = np.asarray(numbers, dtype=np.float32)
    return vector / np.linalg.norm(vector)


def test_a_text_is_cut_where_sentences_and_lines_end() -> None:
    assert sentences_of("It is 1.5 km deep. One river leaves it.\nSeals live there!") == [
        "It is 1.5 km deep.",
        "One river leaves it.",
        "Seals live there!",
    ]


def test_a_passage_is_as_near_as_itself_and_its_nearest_sentence_together() -> None:
    sentences = Sentences.of([(0, "One river leaves the lake. It is very deep."), (1, "One sentence alone.")])
    assert [int(each) for each in sentences.entry_of] == [0, 0]
    cosines = np.asarray([0.2, 0.6], dtype=np.float32)
    assert sentences.joined(cosines, unit(1, 0)) is cosines  # no vectors yet
    sentences.attach({text_id("One river leaves the lake."): unit(1, 0), text_id("It is very deep."): unit(0, 1)})
    assert np.allclose(sentences.joined(cosines, unit(1, 0)), [0.6, 0.6])
    assert np.allclose(sentences.joined(np.asarray([-2.0, 0.6], dtype=np.float32), unit(1, 0)), [-2.0, 0.6])


def test_only_libraries_without_wordings_and_not_too_large_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "A lost card is blocked in the app. A new one comes in five days."
    article = Article("a", "document", "en", "", text, None, (), (), (), passages_of("a", "en", text))
    plain = LibraryIndex.build("plain", Library({("a", "en"): article}))
    assert len(plain.sides["en"].sentences.texts) == 2
    monkeypatch.setattr("knowledge.index.EXACT_UP_TO", 2)  # a passage and its two sentences are too many
    assert not LibraryIndex.build("plain", Library({("a", "en"): article})).sides["en"].sentences.texts
    monkeypatch.undo()
    shipped = LibraryIndex.build("guidance", load_library())
    assert not any(side.sentences.texts for side in shipped.sides.values())
