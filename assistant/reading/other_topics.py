"""Words that look like the topic of a number and are not: part of a phrase, of a trade's name, of a date."""

from assistant.reading.concepts import Mention
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import dating, listed


def of_another(scene: TextScene, mention: Mention) -> bool:
    """The word belongs to a phrase about something else: the «срок» of «гарантийный срок»."""
    size = mention.last - mention.first
    return any(
        m.family == "other_number" and m.last >= mention.last and m.last - m.first > size
        for at in range(max(0, mention.first - 2), mention.first + 1)
        for m in scene.starting_at(at)
    )


def _of_label(scene: TextScene, mention: Mention) -> bool:
    """The word is part of what names a trade: the «город» of «администрация города»."""
    return any(
        m.family == "industry" and m.first <= mention.first and mention.last <= m.last and m.last > m.first
        for m in scene.labels
    )


def of_contacts(scene: TextScene, mention: Mention) -> bool:
    """The word is part of a phrase for contacts: the «номер» of «звонки на многоканальный номер», the «сайте» of
    «чат на сайте».
    """
    size = mention.last - mention.first
    if any(place.first < mention.first and mention.last <= place.last for _, place in scene.channels):
        return True
    way = mention.first - 1
    way -= way > 0 and scene.words[way].lower in listed("determiners")  # "chats from the site"
    if way > 0 and scene.words[way].lower in listed("comes_by"):
        return any(m.family == "contact" for m in scene.ending_at(way - 1))  # «чатов с сайта 400»
    return any(
        m.family == "contact" and m.last >= mention.last and m.last - m.first > size
        for at in range(max(0, mention.first - 3), mention.first + 1)
        for m in scene.starting_at(at)
    )


def aside_topic(scene: TextScene, mention: Mention, span: Span) -> bool:
    """The word is of a trade's name, of what only introduces or dates the statement: "after the launch of the app"."""
    dated = any(w.lower in dating() for w in scene.words[max(0, mention.first - 2) : mention.first])
    return dated or _of_label(scene, mention) or _before_colon(scene, mention, span)


def _before_colon(scene: TextScene, mention: Mention, span: Span) -> bool:
    """The word stands in what introduces a statement and labels nothing: «качество добавляет своё: 85 % …»."""
    colons = [at for at in range(mention.last + 1, span.first) if scene.words[at].text == ":"]
    return bool(colons) and colons[0] > mention.last + 2
