"""Fit the judge's convolutions to examples: the words around each mention in their order, some left out at random.

Needs torch, which comes with sentence-transformers; the program itself listens with numpy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.reading.convolutions import WIDENINGS, Convolutions
from assistant.reading.surroundings import REACH, Surroundings
from assistant.reading.taught_arrays import arrays_of

if TYPE_CHECKING:
    from torch import Tensor

# Chosen with whole files left out.
_SELDOM = 3  # times a name must have been seen
_UNITS = 64
_HEARS = 5  # words a convolution hears
_ROUNDS = 6
_WORDS_LEFT_OUT = 0.25  # share of the words that lose about half of their names in each round
_UNITS_LEFT_OUT = 0.2
_SPEED = 2e-3  # of learning, rising at first and then falling to nothing
_WARMING = 200  # steps
_DECAY = 0.01
_TOGETHER = 128
_SEED = 11
_PADDING, _UNKNOWN = 0, 1


def teach_order(known: Sequence[tuple[Surroundings, int]], aspects: int) -> Convolutions:
    """Convolutions fitted to what surrounds each mention and the number of its aspect, of so many."""
    import torch
    from torch import nn

    torch.manual_seed(_SEED)
    names = _names(around for around, _ in known)
    batches = _Batches(known, names)
    net = _net(len(names), aspects)
    steps = torch.optim.AdamW(net.parameters(), lr=_SPEED, weight_decay=_DECAY)
    whole, done = _ROUNDS * batches.count, 0
    for round_ in range(_ROUNDS):
        for words, far, inside, there, on, aims in batches.of(round_):
            for group in steps.param_groups:
                group["lr"] = _SPEED * min(1.0, (done + 1) / _WARMING) * (1 - done / whole)
            loss = nn.functional.cross_entropy(net(words, far, inside, there, on), aims)
            steps.zero_grad()
            loss.backward()
            steps.step()
            done += 1
    return Convolutions(names, net.arrays())


def _names(all_around: Iterator[Surroundings]) -> list[str]:
    """What stands at a word often enough, each message counted once."""
    messages = {id(around.names): around.names for around in all_around}
    seen = Counter(name for words in messages.values() for names in words for name in names)
    return sorted(name for name, times in seen.items() if times >= _SELDOM)


class _Batches:
    """Examples of like length together, as tensors filled up with nothing."""

    def __init__(self, known: Sequence[tuple[Surroundings, int]], names: Sequence[str]) -> None:
        self._known = known
        self._at = {name: at for at, name in enumerate(names, _UNKNOWN + 1)}
        self._lengths = np.array([around.length for around, _ in known])
        self.count = -(-len(known) // _TOGETHER)

    def of(self, round_: int) -> Iterator[tuple[Tensor, ...]]:
        """The batches of one round, in an order of its own."""
        chance = np.random.default_rng(round_)
        order = np.argsort(self._lengths + chance.random(len(self._lengths)) * 8)
        parts = np.array_split(order, self.count)
        chance.shuffle(parts)
        for part in parts:
            yield self._tensors([self._known[at] for at in part])

    def _tensors(self, part: Sequence[tuple[Surroundings, int]]) -> tuple[Tensor, ...]:
        import torch

        longest = max(around.length for around, _ in part)
        widest = max(len(names) for around, _ in part for names in around.within_reach())
        words = np.full((len(part), longest, widest), _PADDING)
        far = np.zeros((len(part), longest), dtype=np.int64)
        inside, there, on = (np.zeros((len(part), longest), dtype=bool) for _ in range(3))
        for row, (around, _) in enumerate(part):
            for at, names in enumerate(around.within_reach()):
                words[row, at, : len(names)] = [self._at.get(name, _UNKNOWN) for name in names]
            far[row, : around.length] = np.clip(around.steps(), -REACH, REACH) + REACH
            inside[row, around.sentence.first : around.sentence.last + 1] = True
            on[row, around.mention.first : around.mention.last + 1] = True
            there[row, : around.length] = True
        aims = np.array([aspect for _, aspect in part])
        return tuple(torch.from_numpy(each) for each in (words, far, inside, there, on, aims))


def _net(names: int, aspects: int) -> Any:
    """The same sums as `Convolutions`, with what torch needs to learn them."""
    import torch
    from torch import nn

    class Net(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.words = nn.EmbeddingBag(names + 2, _UNITS, mode="sum", padding_idx=_PADDING)
            self.steps, self.sentence = nn.Embedding(2 * REACH + 1, _UNITS), nn.Embedding(2, _UNITS)
            for each in (self.words, self.steps, self.sentence):
                nn.init.normal_(each.weight, std=0.1)
            self.words.weight.data[_PADDING] = 0
            self.filters = [
                nn.Conv1d(_UNITS, _UNITS, _HEARS, padding=_HEARS // 2 * wide, dilation=wide) for wide in WIDENINGS
            ]
            self.learned = nn.ModuleList(self.filters)
            self.inner, self.outer = nn.Linear(3 * _UNITS, _UNITS), nn.Linear(_UNITS, aspects)
            self.dropped = nn.Dropout(_UNITS_LEFT_OUT)

        def forward(self, words: Tensor, far: Tensor, inside: Tensor, there: Tensor, on: Tensor) -> Tensor:
            rows, longest, widest = words.shape
            kept = (torch.rand(rows, longest, 1) > _WORDS_LEFT_OUT) | (torch.rand(words.shape) > 0.5)
            words = torch.where(kept | (words == _PADDING), words, _UNKNOWN)
            heard = self.words(words.view(rows * longest, widest)).view(rows, longest, -1)
            heard = self.dropped(heard + self.steps(far) + self.sentence(inside.long()))
            for each in self.filters:
                told = each((heard * there[..., None]).transpose(1, 2)).transpose(1, 2)
                heard = heard + torch.relu(told)
            best = heard.masked_fill(~there[..., None], -1e4).max(1).values
            parts = torch.cat([_mean(heard, on), best, _mean(heard, inside)], 1)
            scores: Tensor = self.outer(self.dropped(torch.relu(self.inner(parts))))
            return scores

        def arrays(self) -> dict[str, np.ndarray]:
            """The weights as `Convolutions` has them."""
            return arrays_of(self, _UNKNOWN, steps=self.steps.weight, sentence=self.sentence.weight)

    def _mean(heard: Tensor, where: Tensor) -> Tensor:
        chosen = where[..., None]
        mean: Tensor = (heard * chosen).sum(1) / chosen.sum(1).clamp_min(1)
        return mean

    return Net()
