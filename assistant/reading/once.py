"""What is read off a whole text, found once: the pieces of a text are asked about one after another."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from assistant.reading.scene import TextScene

Given = ParamSpec("Given")
Found = TypeVar("Found")


def once_a_text(
    work: Callable[Concatenate[TextScene, Given], Found],
) -> Callable[Concatenate[TextScene, Given], Found]:
    """Keep what a function finds in a scene for the very same brief and question; what it gives is not to be changed.

    Without it a letter of many pieces takes time that grows with the square of its length.
    """

    @wraps(work)
    def found(scene: TextScene, *args: Given.args, **kwargs: Given.kwargs) -> Found:
        given = (*args, *kwargs.items())
        key = (work, *map(id, args), *((name, id(value)) for name, value in kwargs.items()))
        if key not in scene.kept:
            # With what it was asked with, so that nothing else takes that one's place in memory meanwhile.
            scene.kept[key] = (given, work(scene, *args, **kwargs))
        return scene.kept[key][1]

    return found
