"""Figures worked out once: the ways of one estimate, and the estimates of one conversation, rest on the same ones."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from tools.parameter import Parameters

Value = TypeVar("Value")


class Same:
    """Parameters compared by identity, to be part of a key of what was worked out with them."""

    def __init__(self, parameters: Parameters) -> None:
        self.parameters = parameters

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.parameters is other.parameters

    def __hash__(self) -> int:
        return id(self.parameters)


class Remembered(Generic[Value]):
    """Values by a key that settles each of them; unlike with `lru_cache`, what they are made of need not be the key."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._found: dict[Hashable, Value] = {}

    def of(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value of a key, made when it is first asked for."""
        found = self._found.get(key)
        if found is None:
            found = make()
            if len(self._found) >= self.most:
                self._found.clear()
            self._found[key] = found
        return found
