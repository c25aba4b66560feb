"""Questions that must not be answered from the library, for telling a near miss from a hit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from knowledge.lexical import Floats, stems
from knowledge.questions import Question

CONTRAST_FILE = Path(__file__).parent / "off_topic.yaml"


@cache
def load_off_topic() -> Mapping[str, tuple[str, ...]]:
    """Off-topic questions by language."""
    content = yaml.safe_load(CONTRAST_FILE.read_text(encoding="utf-8"))
    return {language: tuple(str(each) for each in questions) for language, questions in content.items()}


@dataclass
class Contrast:
    """Off-topic questions by their words and, once the embedder is there, by their meaning."""

    words: Mapping[str, list[frozenset[str]]]
    texts: list[str]
    vectors: Floats | None = None

    @classmethod
    def build(cls, questions: Mapping[str, tuple[str, ...]], embedded_languages: tuple[str, ...] | None) -> Contrast:
        """Lay the questions out; those in a language the embedder reads are to be embedded."""
        words = {language: [frozenset(stems(each)) for each in texts] for language, texts in questions.items()}
        texts = [
            each
            for language, of_language in questions.items()
            if embedded_languages is None or language in embedded_languages
            for each in of_language
        ]
        return cls(words, texts)

    def likeness(self, question: Question, worth: Mapping[str, float]) -> float:
        """Share of the question's informative words in the off-topic question most like it."""
        total = sum(worth.values())
        if not total:
            return 0.0
        best = 0.0
        for words in self.words.get(question.language, ()):
            common = words & worth.keys()
            if common:
                best = max(best, sum(worth[each] for each in common) / (total + 2.0 * len(words - common)))
        return best

    def cosine(self, question: Question) -> float:
        """Cosine to the off-topic question nearest in meaning."""
        if self.vectors is None or question.vector is None or not len(self.vectors):
            return 0.0
        return float((self.vectors @ question.vector).max())
