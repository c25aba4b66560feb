"""What stands around the point of a message and says nothing of the case: a cry, a reason for what is supposed.

"Oh dear, what would it be without the Welsh", "suppose they did 5 pm to 8 am because my own girls do the day".

It is put out of sight and the rest keeps its place in the text.
"""

import re

from assistant.reading.concepts import LANGUAGES, load_yaml
from assistant.reading.word_lists import listed, suppositions, turns
from assistant.reading.words import words

_SIGNS = re.compile(r"[\s,.!…–—-]*")
_FEWEST = 3  # words that a message is left with


def only_the_point(text: str, language: str) -> str:
    """The text with such words blank; as it is where hardly anything else would be left."""
    calm = _without_cry(text, language)
    said = [word for word in words(calm) if word.is_word or word.is_digits]
    calm = calm if len(said) > 1 or any(word.is_digits for word in said) else text  # "wow, thanks" stays whole
    plain = _without_slip(_without_reason(_without_courtesy(calm)), language)
    return plain if sum(word.is_word for word in words(plain)) >= _FEWEST else calm


def _without_cry(text: str, language: str) -> str:
    lowered, at = text.lower(), len(text) - len(text.lstrip())
    cries = sorted(map(str, load_yaml(LANGUAGES / language / "fields.yaml")["cries"]), key=len, reverse=True)
    while cry := next((c for c in cries if re.match(rf"{re.escape(c)}\b", lowered[at:])), None):
        signs = _SIGNS.match(text, at + len(cry))
        at = signs.end() if signs else at + len(cry)
    return " " * at + text[at:] if text[:at].strip() else text


def _without_slip(text: str, language: str) -> str:
    """Without the slip that an amount is put right for: "e-mails are 2,000 - I'd counted the newsletters"."""
    slips = "|".join(re.escape(str(each)) for each in load_yaml(LANGUAGES / language / "fields.yaml")["slip_told"])
    found = re.search(rf"(?<=\d)[^\d.?!]{{0,3}}\s*[,;(–—-]\s*((?:{slips})\b[^.?!\n\d]*)", text, re.IGNORECASE)
    return text[: found.start(1)] + " " * (found.end(1) - found.start(1)) + text[found.end(1) :] if found else text


def _without_courtesy(text: str) -> str:
    """Without thanks that run on into the point, with no sign between: «поняла спасибо а воскресенье если включить»."""
    said = words(text)
    first = next((i for i, word in enumerate(said) if word.lower not in listed("courtesies_ahead")), 0)
    if not first or not said[first].is_word or said[first].lower not in turns() | listed("conjunctions"):
        return text
    return " " * said[first].start + text[said[first].start :]


def _without_reason(text: str) -> str:
    """Without what follows "because" up to the end of a sentence that supposes."""
    said = words(text)
    supposing = next((i for i, w in enumerate(said) if w.lower in suppositions() | listed("supposing_openers")), None)
    if supposing is None:
        return text
    for i, word in enumerate(said[supposing:], supposing):
        if word.text in ".?!\n":
            return text
        if word.lower in listed("gives_reason"):
            end = next((w.start for w in said[i:] if w.text in ".?!\n"), len(text))
            return text[: word.start] + " " * (end - word.start) + text[end:]
    return text
