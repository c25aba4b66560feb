"""Hours that answer no question of a handle time: "and if 12 hours?" is of the day, whatever was asked last."""

from assistant.reading.roles import middle
from assistant.reading.scene import TextScene

_LONGEST = 2 * 3600  # seconds of work on a contact


def no_time_in_hours(scene: TextScene, question: str | None) -> str | None:
    """The question, or none where it asks for a handle time and the message tells hours that no contact takes."""
    if not question or not question.endswith("aht_seconds"):
        return question
    told = [middle(f.value) for f in scene.facts if f.kind == "duration"]
    return None if told and min(told) > _LONGEST else question
