"""Teach where sentences end: `python -m assistant.reading.ends_learning tests/cases`.

Messages are what people might write with their marks: those the readers are made with and learn from, what is said in
the labelled talks, and speech written down (`spoken`), which is shown more often. What stands between two words is
taught with all marks taken away, or those that end a sentence and some of the pauses. Needs torch, which comes with
sentence-transformers; the program itself listens with numpy.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import yaml

from assistant.reading.sentence_ends import (
    GAPS,
    PLACES,
    WEIGHTS,
    WIDENINGS,
    SentenceEnds,
    parted,
    places,
    places_of_mark,
)
from assistant.reading.taught_arrays import arrays_of
from assistant.reading.words import words

if TYPE_CHECKING:
    from torch import Tensor

Taught = tuple[
    list[list[int]], list[int]
]  # places of what stands at each word; number of what stands behind it in GAPS

# Chosen with whole files left out.
_UNITS = 64
_HEARS = 5  # words a convolution hears
_ROUNDS = 6
_WORDS_LEFT_OUT = 0.2  # share of the words that lose most of their names in each round
_NAMES_LEFT_OUT = 0.7
_UNITS_LEFT_OUT = 0.2
_SPEED = 2e-3  # of learning, rising at first and then falling to nothing
_WARMING = 200  # steps
_DECAY = 0.01
_TOGETHER = 64
_SEED = 3
_FEWEST, _MOST = 5, 120  # words of a message that teaches
_A_MARK = 12  # words for which there must be a mark, else its writer sets none
_JOINED = 30  # words up to which a message is shown once more before another, so that an end stands within
_PAUSES_SHOWN = (0.0, 0.0, 0.0, 0.5, 1.0)  # shares, one of which is drawn for each message
_SPOKEN = 3  # times that speech is shown in a round
_UNTOLD = -1  # a gap that is not asked about
_PADDING = 0


def texts(cases: Path) -> Iterator[str]:
    """Messages of the labelled cases, each once."""
    seen: set[str] = set()
    for folder in ("reading", "learning", "dialogues"):
        for path in sorted((cases / folder).rglob("*.yaml")):
            told = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
            for case in told if isinstance(told, list) else ():
                found = [case["text"]] if "text" in case else [turn["say"] for turn in case.get("turns", ())]
                yield from (text for text in found if text not in seen)
                seen.update(found)


def spoken(cases: Path) -> Iterator[str]:
    """Speech as an editor would mark it: the lists of `spoken/`."""
    for path in sorted((cases / "spoken").glob("*.yaml")):
        yield from yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)


def examples(told: Iterable[str]) -> list[Taught]:
    """What teaches: messages with marks enough, and pairs of short ones as one."""
    known = [found for text in told if (found := _example(text)) is not None]
    short = [each for each in known if len(each[0]) < _JOINED]
    random.Random(_SEED).shuffle(short)
    pairs = zip(short[::2], short[1::2], strict=False)
    return known + [(one[0] + other[0], one[1] + other[1]) for one, other in pairs]


def _example(text: str) -> Taught | None:
    spoken, marks = parted(words(text))
    if "|" in text or not _FEWEST <= len(spoken) <= _MOST or _A_MARK * sum(map(bool, marks)) < len(spoken):
        return None
    marks[-1] = marks[-1] if marks[-1] in (".", "?") else "."
    return [places(word) for word in spoken], [GAPS.index(mark) for mark in marks]


def teach(known: Sequence[Taught]) -> SentenceEnds:
    """Weights fitted to examples."""
    import torch
    from torch import nn

    torch.manual_seed(_SEED)
    chance = random.Random(_SEED)
    net = _net()
    steps = torch.optim.AdamW(net.parameters(), lr=_SPEED, weight_decay=_DECAY)
    whole, done = _ROUNDS * -(-len(known) // _TOGETHER), 0
    for _ in range(_ROUNDS):
        for heard, aims in _batches(known, chance):
            for group in steps.param_groups:
                group["lr"] = _SPEED * min(1.0, (done + 1) / _WARMING) * (1 - done / whole)
            scores = net(torch.from_numpy(heard)).view(-1, len(GAPS))
            loss = nn.functional.cross_entropy(scores, torch.from_numpy(aims).view(-1), ignore_index=_UNTOLD)
            steps.zero_grad()
            loss.backward()
            steps.step()
            done += 1
    return SentenceEnds(net.arrays())


def _batches(known: Sequence[Taught], chance: random.Random) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Examples of like length together, filled up with nothing, in an order of its own each time."""
    order = sorted(range(len(known)), key=lambda at: len(known[at][0]) + chance.random() * 6)
    parts = [order[at : at + _TOGETHER] for at in range(0, len(order), _TOGETHER)]
    chance.shuffle(parts)
    for part in parts:
        yield _filled([_with_some_marks(known[at], chance) for at in part])


def _with_some_marks(example: Taught, chance: random.Random) -> Taught:
    """The example with none of its marks, with its pauses, or with some of them; what is shown is not asked about."""
    heard, aims = list(example[0]), list(example[1])
    shown = chance.choice(_PAUSES_SHOWN)
    for at, aim in enumerate(aims[:-1]):
        if GAPS[aim] == "," and chance.random() < shown:
            heard[at], aims[at] = [*heard[at], *places_of_mark(GAPS[aim])], _UNTOLD
    aims[-1] = _UNTOLD
    return heard, aims


def _filled(part: Sequence[Taught]) -> tuple[np.ndarray, np.ndarray]:
    longest = max(len(heard) for heard, _ in part)
    widest = max(len(names) for heard, _ in part for names in heard)
    names = np.full((len(part), longest, widest), _PADDING)
    aims = np.full((len(part), longest), _UNTOLD)
    for row, (heard, told) in enumerate(part):
        aims[row, : len(told)] = told
        for at, places_there in enumerate(heard):
            names[row, at, : len(places_there)] = np.add(places_there, 1)
    return names, aims


def _net() -> Any:
    """The same sums as `SentenceEnds`, with what torch needs to learn them."""
    import torch
    from torch import nn

    class Net(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.words = nn.EmbeddingBag(PLACES + 1, _UNITS, mode="sum", padding_idx=_PADDING)
            nn.init.normal_(self.words.weight, std=0.1)
            self.words.weight.data[_PADDING] = 0
            self.filters = [
                nn.Conv1d(_UNITS, _UNITS, _HEARS, padding=_HEARS // 2 * wide, dilation=wide) for wide in WIDENINGS
            ]
            self.learned = nn.ModuleList(self.filters)
            self.inner, self.outer = nn.Linear(2 * _UNITS, _UNITS), nn.Linear(_UNITS, len(GAPS))
            self.dropped = nn.Dropout(_UNITS_LEFT_OUT)

        def forward(self, names: Tensor) -> Tensor:
            rows, longest, widest = names.shape
            there = (names[..., :1] != _PADDING).float()
            lost = (torch.rand(rows, longest, 1) < _WORDS_LEFT_OUT) & (torch.rand(names.shape) < _NAMES_LEFT_OUT)
            known = torch.where(lost, _PADDING, names)
            heard = self.dropped(self.words(known.view(rows * longest, widest)).view(rows, longest, -1))
            for each in self.filters:
                heard = heard + torch.relu(each((heard * there).transpose(1, 2)).transpose(1, 2))
            following = torch.cat([heard[:, 1:], torch.zeros_like(heard[:, :1])], 1)
            units = torch.relu(self.inner(torch.cat([heard, following], -1)))
            scores: Tensor = self.outer(self.dropped(units))
            return scores

        def arrays(self) -> dict[str, np.ndarray]:
            """The weights as `SentenceEnds` has them."""
            return arrays_of(self, _PADDING + 1)

    return Net()


def main(cases: str) -> None:
    """Teach from the folder of the cases and write the weights."""
    known = examples(texts(Path(cases))) + examples(spoken(Path(cases))) * _SPOKEN
    teach(known).save()
    print(f"{len(known)} messages, {WEIGHTS.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
