"""Changes made of facts: a field set to a value, and a value said once more to put the first one right."""

from collections.abc import Mapping
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.result import Change
from assistant.reading.roles import Role
from assistant.reading.scene import TextScene


def set_field(path: str, value: Any, fact: Fact, detail: Mapping[str, Any] | None = None) -> Change:
    """The change that sets the field at `path` to a value found at the place of a fact."""
    return Change("set", path, value, fact.start, fact.end, fact.text, detail or {})


def said_again(scene: TextScene, role: Role) -> bool:
    """ "A little over four minutes, let us say 4:15": the later one is meant."""
    return any(m.last < role.span.first for _, m in scene.around(role.span, ("afresh",), 0.6))
