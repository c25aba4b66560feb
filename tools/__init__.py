"""Everything that is computed: briefs, staffing, prices. No network, no model, no page.

`Brief` is what is known about the buyer, `estimate` turns it into a bill, `InputError` says what is wrong with it.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from tools.errors import InputError, Problem

if TYPE_CHECKING:
    from tools.brief import Brief
    from tools.estimate import estimate

__all__ = ["Brief", "InputError", "Problem", "estimate"]


class _Door(ModuleType):
    """The package as a module whose heavier names are fetched when first asked for: importing it costs nothing."""

    @property
    def Brief(self) -> Any:  # noqa: N802
        from tools.brief import Brief

        return Brief

    @property
    def estimate(self) -> Any:
        from tools.estimate import estimate

        return estimate

    @estimate.setter
    def estimate(self, module: ModuleType) -> None:
        """Keep the function: on import, Python offers the module of the same name in its place."""


sys.modules[__name__].__class__ = _Door
