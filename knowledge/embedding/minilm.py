"""all-MiniLM-L6-v2 in plain PyTorch: six layers of BERT (Devlin et al., 2019) and a mean over the tokens.

The model is one, and known to the last weight, so the libraries that can open any model are not needed for it: loading
them takes several times as long as loading the model. Texts of as many tokens go together, so nothing is filled up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from torch import Tensor

_LAYERS = 6
_HEADS = 12
_MOST_TOKENS = 256
_EPSILON = 1e-12
_BATCH_TOKENS = 1_024  # what a batch works on then stays in the processor's cache


class MiniLM:
    """The model read from its folder (``model.safetensors``, ``tokenizer.json``) onto the processor."""

    def __init__(self, folder: Path) -> None:
        from safetensors.torch import load_file
        from tokenizers import Tokenizer

        self._weights: dict[str, Tensor] = load_file(folder / "model.safetensors")
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_MOST_TOKENS)

    @property
    def size(self) -> int:
        """Numbers in a vector."""
        return len(self._weights["embeddings.LayerNorm.bias"])

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of length one, one row a text."""
        import torch

        tokens = [each.ids for each in self._tokenizer.encode_batch(list(texts))]
        rows_of: defaultdict[int, list[int]] = defaultdict(list)
        for row, ids in enumerate(tokens):
            rows_of[len(ids)].append(row)
        vectors = np.zeros((len(texts), self.size), dtype=np.float32)
        with torch.inference_mode():
            for length, rows in rows_of.items():
                together = max(_BATCH_TOKENS // length, 1)
                for first in range(0, len(rows), together):
                    part = rows[first : first + together]
                    vectors[part] = self._vectors(torch.tensor([tokens[row] for row in part])).numpy()
        return vectors

    def _vectors(self, ids: Tensor) -> Tensor:
        from torch.nn import functional

        weights = self._weights
        state = weights["embeddings.word_embeddings.weight"][ids]
        state = state + weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
        state = self._normal(state + weights["embeddings.token_type_embeddings.weight"][0], "embeddings")
        for layer in range(_LAYERS):
            state = self._layer(state, f"encoder.layer.{layer}")
        return functional.normalize(state.mean(1), dim=1)

    def _layer(self, state: Tensor, name: str) -> Tensor:
        from torch.nn import functional

        texts, length, size = state.shape

        def heads(part: str) -> Tensor:
            found = self._linear(state, f"{name}.attention.self.{part}")
            return found.view(texts, length, _HEADS, size // _HEADS).transpose(1, 2)

        attended = functional.scaled_dot_product_attention(heads("query"), heads("key"), heads("value"))
        attended = self._linear(attended.transpose(1, 2).reshape(texts, length, size), f"{name}.attention.output.dense")
        state = self._normal(state + attended, f"{name}.attention.output")
        inner = functional.gelu(self._linear(state, f"{name}.intermediate.dense"))
        return self._normal(state + self._linear(inner, f"{name}.output.dense"), f"{name}.output")

    def _linear(self, state: Tensor, name: str) -> Tensor:
        from torch.nn import functional

        return functional.linear(state, self._weights[f"{name}.weight"], self._weights[f"{name}.bias"])

    def _normal(self, state: Tensor, name: str) -> Tensor:
        from torch.nn import functional

        weight, bias = self._weights[f"{name}.LayerNorm.weight"], self._weights[f"{name}.LayerNorm.bias"]
        return functional.layer_norm(state, weight.shape, weight, bias, _EPSILON)
