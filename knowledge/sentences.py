"""The sentences of a library's passages, by whose meaning a passage is found more surely than by its own alone.

The meaning of a passage is that of all it says at once; a question is mostly answered by one sentence of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from knowledge.lexical import Floats
from knowledge.passages import sentences_of
from knowledge.text_ids import text_id
from knowledge.vectors import stacked

_SHARE = 0.5  # of a passage's best sentence, beside the passage as a whole
_FEWEST_WORDS = 3
_NOWHERE = -2.0


@dataclass
class Sentences:
    """Sentences of a side's entries, those of an entry together: ``texts`` and ``entry_of``, its number."""

    texts: list[str] = field(default_factory=list)
    entry_of: npt.NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, dtype=np.int32))
    vectors: Floats | None = None
    present: npt.NDArray[np.bool_] | None = None

    @classmethod
    def of(cls, passages: Iterable[tuple[int, str]]) -> Sentences:
        """The sentences of passages, given with the numbers of their entries; a passage of one has none."""
        texts: list[str] = []
        entry_of: list[int] = []
        for entry, text in passages:
            found = [each for each in sentences_of(text) if len(each.split()) >= _FEWEST_WORDS]
            if len(found) > 1:
                texts.extend(found)
                entry_of.extend([entry] * len(found))
        return cls(texts, np.asarray(entry_of, dtype=np.int32))

    def of_entries(self, entries: Sequence[bool]) -> list[str]:
        """The sentences of the entries that are true."""
        return [text for text, entry in zip(self.texts, self.entry_of, strict=True) if entries[entry]]

    def attach(self, vectors: dict[str, Floats]) -> None:
        """Take the vectors, by text id, that there are."""
        if self.texts:
            self.vectors, self.present = stacked([text_id(text) for text in self.texts], vectors)

    def joined(self, cosines: Floats, vector: Floats) -> Floats:
        """Cosines of the entries, each with that of its nearest sentence."""
        if self.vectors is None or self.present is None or not self.present.any():
            return cosines
        mine = np.where(self.present, self.vectors @ vector, np.float32(_NOWHERE))
        firsts = np.flatnonzero(np.diff(self.entry_of, prepend=-1))
        best = np.full(len(cosines), _NOWHERE, dtype=np.float32)
        best[self.entry_of[firsts]] = np.maximum.reduceat(mine, firsts)
        both = (best > _NOWHERE) & (cosines > _NOWHERE)
        return np.where(both, (1 - _SHARE) * cosines + _SHARE * best, cosines).astype(np.float32)
