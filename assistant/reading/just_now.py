"""An "only" that says when something became known and not what is served: "Ann just told me the e-mails are 1,900"."""

from assistant.reading.concepts import Mention
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed
from assistant.reading.words import is_past


def just_now(scene: TextScene, only: Mention, named: Span) -> bool:
    """Whether between the "only" and what is named behind it stands a verb of learning or telling, or what joins a
    clause of its own: «только сейчас узнал: писем 1900», "it's just that e-mails are 1,900".
    """
    if only.first > named.first:
        return False
    lately = {m.first for m in scene.mentions if m.family == "lately"}  # "we just opened a chat"
    if only.first in lately:
        return True
    between = [word.lower for word in scene.words[only.last + 1 : named.first]]
    return any(word in listed("made_known") or is_past(word) for word in between)
