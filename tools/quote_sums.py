"""What the offers of vendors come to, a month and over a term, so that they can be set against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol


class _Checked(Protocol):
    """A quote that has been brought to a month."""

    @property
    def vendor(self) -> str: ...
    @property
    def channel(self) -> str | None: ...
    @property
    def monthly(self) -> float | None: ...
    @property
    def monthly_whole(self) -> float | None: ...
    @property
    def short_of(self) -> float | None: ...
    @property
    def setup(self) -> float: ...


@dataclass(frozen=True)
class Offer:
    """What one vendor asks a month, all its prices together, and the channels they are for; none for all channels.

    `whole`: the sum is of all the contacts, so offers can be set against each other; where the people of an offer are
    too few, it is the sum of as many as are needed, and `short`. `total`: the months of a term and the launch.
    """

    vendor: str
    monthly: float
    channels: frozenset[str]
    whole: bool
    setup: float = 0.0
    total: float | None = None
    short: bool = False

    def to_json(self) -> dict[str, Any]:
        """The offer as JSON."""
        return {
            "vendor": self.vendor,
            "monthly": round(self.monthly, 2),
            "channels": sorted(self.channels),
            "whole": self.whole,
            **({"setup": round(self.setup, 2)} if self.setup else {}),
            **({"total": round(self.total, 2)} if self.total is not None else {}),
            **({"short": True} if self.short else {}),
        }


def offers_of(quotes: Sequence[_Checked], wanted: Sequence[str], months: int | None) -> tuple[Offer, ...]:
    """The offers that the quotes make: a vendor's prices for several channels are parts of one, others stand for all.

    Quotes that come to no known sum are left out.
    """
    parts: dict[object, list[_Checked]] = {}
    for at, quote in enumerate(quotes):
        if quote.monthly is not None:
            parts.setdefault(quote.vendor if quote.channel else at, []).append(quote)
    found = []
    for part in parts.values():
        channels = frozenset(quote.channel for quote in part if quote.channel)
        monthly = sum(quote.monthly_whole or quote.monthly or 0.0 for quote in part)
        setup = sum(quote.setup for quote in part)
        found.append(
            Offer(
                part[0].vendor, monthly, channels, not channels or set(wanted) <= channels, setup,
                None if months is None else monthly * months + setup, any(quote.short_of for quote in part),
            )
        )  # fmt: skip
    return tuple(found)
