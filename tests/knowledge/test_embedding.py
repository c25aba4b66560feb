"""The embedders: the built-in model against the library it was published with, and batches of any other."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge import load_library
from knowledge.embedding import Embedder, describe, open_embedder
from knowledge.embedding.models import _any_model, _built_in_folder


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Texts of every length, longer than the model reads too, and what is hardly text."""
    passages = [passage.text for article in load_library() if article.language == "en" for passage in article.passages]
    return [*passages[::40], "fee", "", "?!", "🙂 ночь", "Überstunden, déjà vu", "x" * 5000, "a word " * 400]


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return open_embedder()


@pytest.fixture(scope="module")
def published() -> Embedder:
    """The same weights as sentence-transformers opens them."""
    return Embedder(describe(None), _any_model(str(_built_in_folder())))


def test_the_built_in_model_gives_the_published_vectors(embedder: Embedder, published: Embedder, texts) -> None:
    assert embedder.size == published.size == 384
    assert np.abs(embedder.encode(texts) - published.encode(texts)).max() < 1e-5


@pytest.mark.parametrize("which", ["embedder", "published"])
def test_the_company_and_the_order_of_a_text_do_not_matter(request, texts, which: str) -> None:
    model = request.getfixturevalue(which)
    together = model.encode(texts)
    assert np.abs(np.linalg.norm(together, axis=1) - 1).max() < 1e-5
    assert np.abs(model.encode(texts[::-1])[::-1] - together).max() < 1e-5
    assert np.abs(np.vstack([model.encode([text]) for text in texts[-9:]]) - together[-9:]).max() < 1e-5
    assert model.encode([]).shape == (0, 384)
