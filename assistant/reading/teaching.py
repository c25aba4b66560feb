"""Fit the judge to examples: a network of one hidden layer, taught with features left out at random, beside one that
hears the words in their order (`teaching_order`).

Needs torch, which comes with sentence-transformers; the program itself weighs mentions with numpy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.reading.aspects import Features
from assistant.reading.judge import Judge
from assistant.reading.surroundings import Surroundings
from assistant.reading.teaching_order import teach_order

if TYPE_CHECKING:
    from torch import Tensor

# Chosen with whole files left out.
_SELDOM = 4  # times a feature must have been seen
_UNITS = 48  # of the hidden layer
_ROUNDS = 6  # times all examples are gone through
_LEFT_OUT = 0.4  # share of an example's features left out in each round, so that no single word decides
_UNITS_LEFT_OUT = 0.25
_SPEED = 3e-3  # of learning, falling to nothing
_TOGETHER = 256  # examples a step
_PENALTY = 1.0  # on the squares of the weights
_SEED = 7


@dataclass(frozen=True)
class Example:
    """A mention with what it is about, and the file it comes from."""

    features: Features
    aspect: str
    source: str
    around: Surroundings | None = None


def teach(
    known: Sequence[Example], rounds: int = _ROUNDS, left_out: float = _LEFT_OUT, penalty: float = _PENALTY
) -> Judge:
    """A judge fitted to examples; the same examples give the same judge on the same machine.

    All examples are gone through `rounds` times, each with the share `left_out` of its features left out; `penalty` is
    on the squares of the weights.
    """
    import torch
    from torch import nn

    torch.manual_seed(_SEED)
    seen = Counter(name for example in known for name in example.features)
    names = sorted(name for name, times in seen.items() if times >= _SELDOM)
    aspects = sorted({example.aspect for example in known})
    rows = _Rows(known, names)
    aims = torch.tensor([aspects.index(example.aspect) for example in known])
    inner = nn.EmbeddingBag(len(names), _UNITS, mode="sum")
    nn.init.normal_(inner.weight, std=0.05)
    bias, outer = nn.Parameter(torch.zeros(_UNITS)), nn.Linear(_UNITS, len(aspects))
    dropped = nn.Dropout(_UNITS_LEFT_OUT)
    steps = torch.optim.Adam([inner.weight, bias, *outer.parameters()], lr=_SPEED)
    for round_ in range(rounds):
        for group in steps.param_groups:
            group["lr"] = _SPEED * (1 - round_ / rounds)
        for part in torch.randperm(len(known)).split(_TOGETHER):
            places, starts, values = rows.of(part)
            kept = values * (torch.rand(len(values)) > left_out) / (1 - left_out)
            units = torch.relu(inner(places, starts, per_sample_weights=kept) + bias)
            loss = nn.functional.cross_entropy(outer(dropped(units)), aims[part])
            loss = loss + penalty * inner.weight.square().sum() / len(known)
            steps.zero_grad()
            loss.backward()
            steps.step()
    first, second, third, fourth = (each.detach().numpy() for each in (inner.weight, bias, outer.weight.T, outer.bias))
    in_order = [(each.around, aspects.index(each.aspect)) for each in known if each.around is not None]
    convolutions = teach_order(in_order, len(aspects)) if in_order else None
    return Judge.of(names, aspects, first, second, third, fourth, convolutions)


class _Rows:
    """Examples as places and values of their known features."""

    def __init__(self, known: Sequence[Example], names: Sequence[str]) -> None:
        at = {name: place for place, name in enumerate(names)}
        rows = [[(at[name], value) for name, value in each.features.items() if name in at] for each in known]
        self._ends = np.cumsum([len(row) for row in rows])
        self._starts = self._ends - [len(row) for row in rows]
        self._places = np.array([place for row in rows for place, _ in row], dtype=np.int64)
        self._values = np.array([value for row in rows for _, value in row], dtype=np.float32)

    def of(self, part: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Places, first of each example, and values of the examples at `part`."""
        import torch

        chosen = part.numpy()
        taken = np.concatenate([np.arange(self._starts[at], self._ends[at]) for at in chosen])
        lengths = self._ends[chosen] - self._starts[chosen]
        starts = np.cumsum(lengths) - lengths
        return torch.from_numpy(self._places[taken]), torch.from_numpy(starts), torch.from_numpy(self._values[taken])
