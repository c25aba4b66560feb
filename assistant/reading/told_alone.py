"""What is told beside a question is read as if it had been told alone: "telegram is more like 40. and who is liable?".

The readers of short messages look at a message whole, and a question beside it hides from them how short it is.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from assistant.reading.result import Reading
from assistant.reading.scene import Span, TextScene

ReadAlone = Callable[[str], Reading]


def with_told_alone(scene: TextScene, asked: tuple[Span, ...], reading: Reading, alone: ReadAlone) -> Reading:
    """The reading with what its telling sentences say by themselves, where the message as a whole told nothing there.

    `asked` are the words that ask; `alone` reads a text in the place of the message.
    """
    telling = [s for s in scene.sentences if not _asks(scene, s, asked)]
    if reading.what_if or not telling or len(telling) == len(scene.sentences):
        return reading
    places = [range(scene.words[s.first].start, scene.words[s.last].end) for s in telling]
    if any(change.start in place for change in reading.changes for place in places):
        return reading
    said = alone("".join(_only(scene.text, places)))
    if not said.changes:
        return reading
    kept = [act for act in reading.acts if not any(act.start in place for place in places)]
    acts = tuple(sorted((*kept, *said.acts), key=lambda act: act.start))
    return replace(reading, changes=(*reading.changes, *said.changes), acts=acts, ambiguities=said.ambiguities)


def _asks(scene: TextScene, sentence: Span, asked: tuple[Span, ...]) -> bool:
    return scene.words[sentence.last].text == "?" or any(span.first in sentence for span in asked)


def _only(text: str, places: list[range]) -> Iterator[str]:
    """The text with all but these places blank, so that every word stands where it stood."""
    for at, sign in enumerate(text):
        yield sign if any(at in place for place in places) else " "
