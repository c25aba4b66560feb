"""Everything that is computed: briefs, staffing, prices. No network, no model, no page.

`Brief` is what is known about the buyer, `estimate` turns it into a bill, `InputError` says what is wrong with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tools.errors import InputError, Problem

if TYPE_CHECKING:
    from tools.brief import Brief
    from tools.estimate import estimate

__all__ = ["Brief", "InputError", "Problem", "estimate"]


def __getattr__(name: str) -> Any:  # importing the package costs nothing until a calculator is asked for
    if name == "Brief":
        from tools.brief import Brief

        return Brief
    if name == "estimate":
        from tools.estimate import estimate

        return estimate
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
