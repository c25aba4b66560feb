"""The weights of a network that torch has fitted, as arrays for numpy: word vectors, convolutions and two layers."""

from typing import Any

import numpy as np

from assistant.reading.judge import in_eight_bits


def arrays_of(net: Any, first: int, **others: Any) -> dict[str, np.ndarray]:
    """Weights by name: vectors in eight bits from the row `first` on, filters, layers, and others as they are."""
    import torch

    rounded, scales = in_eight_bits(net.words.weight.detach().numpy()[first:])
    found = {
        **others,
        "filters": torch.stack([each.weight.permute(2, 1, 0) for each in net.filters]),
        "filter_offsets": torch.stack([each.bias for each in net.filters if each.bias is not None]),
        "inner": net.inner.weight.T,
        "inner_offsets": net.inner.bias,
        "outer": net.outer.weight.T,
        "offsets": net.outer.bias,
    }
    exact = {name: each.detach().numpy().astype(np.float32) for name, each in found.items()}
    return {"words": rounded, "word_scales": scales, **exact}
