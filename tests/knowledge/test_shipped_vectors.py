"""The vectors that are shipped with the guidance: all there, those of the texts, and used for just these."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge import Knowledge
from knowledge.embedding import BUILT_IN, open_embedder
from knowledge.shipped_vectors import MADE_BY, VECTORS_FILE, ShippedVectors, shipped_vectors
from knowledge.shipping import ship_vectors, shipped_texts
from knowledge.text_ids import text_id
from knowledge.vectors import VectorStore

ROUNDING = 0.002  # a step is a 127th of the largest number of a vector, which is seldom above 0.25
SAMPLE = 40


class Counting:
    """An embedder that remembers what it was asked for; its vectors have length one."""

    def __init__(self):
        self.asked = []

    def encode(self, texts, *, query=False):
        self.asked.extend(texts)
        made = np.asarray([[len(text), 3.0, 4.0] for text in texts], dtype=np.float32)
        return made / np.linalg.norm(made, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def texts(knowledge: Knowledge) -> list[str]:
    return shipped_texts(knowledge.index_of("guidance"), knowledge._contrast, knowledge._lexicons.shipped)


def test_every_text_of_the_guidance_has_its_vector_and_no_other_has(texts):
    shipped = shipped_vectors(BUILT_IN)
    missing = [text for text in texts if text not in shipped]
    assert not missing, f"{len(missing)} texts have no vector, {missing[0]!r} among them; hint: {MADE_BY}"
    stale = shipped.rows.keys() - set(map(text_id, texts))
    assert not stale, f"{len(stale)} vectors are of no text of the guidance; hint: {MADE_BY}"


def test_the_vectors_are_what_the_embedder_gives(texts):
    sample = texts[:: len(texts) // SAMPLE]
    made, shipped = open_embedder().encode(sample), shipped_vectors(BUILT_IN).of(sample)
    apart = np.abs(made - shipped).max(axis=1)
    off = [text for text, far in zip(sample, apart, strict=True) if far > ROUNDING]
    assert not off, (
        f"{len(off)} of {len(sample)} vectors are not the embedder's; hint: rm {VECTORS_FILE.name}; {MADE_BY}"
    )
    assert np.allclose(np.linalg.norm(shipped, axis=1), 1.0, atol=1e-6)


def test_another_embedder_gets_none_of_them():
    assert not shipped_vectors("some/model").rows


def test_only_what_is_not_shipped_is_embedded(texts):
    """Shipped and other texts in one batch, each with its own vector, under the built-in embedder's name alone."""
    store, embedder = VectorStore(None, BUILT_IN), open_embedder()
    own = "A sentence that stands in no article, of lorikeets and their customer desk."
    asked = [texts[0], own, texts[-1]]
    assert store.write("own", asked, embedder) == 3
    found = store.read("own", list(map(text_id, asked)))
    assert np.allclose(found[text_id(own)], embedder.encode([own])[0], atol=1e-6)
    for text in (texts[0], texts[-1]):
        assert np.allclose(found[text_id(text)], shipped_vectors(BUILT_IN).of([text])[0], atol=1e-6)
    counting = Counting()
    assert VectorStore(None, "counting").write("own", asked, counting) == 3
    assert set(counting.asked) == set(asked)


def test_making_them_again_embeds_only_what_is_new(tmp_path):
    path, embedder = tmp_path / "vectors.npz", Counting()
    assert ship_vectors(["a", "bb"], embedder, path) == 2
    first = path.read_bytes()
    assert ship_vectors(["a", "bb"], embedder, path) == 0
    assert path.read_bytes() == first
    assert ship_vectors(["bb", "ccc"], embedder, path) == 1
    assert embedder.asked == ["a", "bb", "ccc"]
    kept = ShippedVectors.read(path)
    assert ("a" in kept, "bb" in kept, "ccc" in kept) == (False, True, True)
    assert np.abs(kept.of(["ccc", "bb"]) - embedder.encode(["ccc", "bb"])).max() < 0.01


@pytest.mark.parametrize("damaged", [b"", b"no archive", "half"])
def test_a_damaged_file_is_as_none(tmp_path, damaged):
    path = tmp_path / "vectors.npz"
    ship_vectors(["a", "bb"], Counting(), path)
    path.write_bytes(path.read_bytes()[:300] if damaged == "half" else damaged)
    assert not ShippedVectors.read(path).rows
    assert not ShippedVectors.read(tmp_path / "none.npz").rows
    again = ShippedVectors.read(path).encode(["a"], Counting())
    assert again.shape == (1, 3)


def test_vectors_of_other_weights_are_left_aside(tmp_path, monkeypatch):
    path = tmp_path / "vectors.npz"
    ship_vectors(["a"], Counting(), path)
    assert "a" in ShippedVectors.read(path)
    monkeypatch.setattr("knowledge.shipped_vectors.BUILT_IN_SHA256", "00" * 32)
    assert not ShippedVectors.read(path).rows
