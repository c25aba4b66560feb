"""Text to facts, changes of the brief and dialogue acts, in Russian and English, without a network.

read("5000 calls a month, 24/7").brief
"""

from assistant.reading.facts import Fact, find_facts
from assistant.reading.language import detect_language
from assistant.reading.reading import read
from assistant.reading.result import Act, Ambiguity, Change, Reading, apply
from assistant.reading.reworded import Told

__all__ = ["Act", "Ambiguity", "Change", "Fact", "Reading", "Told", "apply", "detect_language", "find_facts", "read"]
