"""What a part of the buyer's own team costs when the rest of the work goes to a provider."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class KeptTeam:
    """Sums a month: the whole team of today, those who stay, with the provider's bill, and what is saved by it."""

    own: float
    retained: float
    together: float

    @property
    def saving(self) -> float:
        """Positive where the two together cost less than the team of today."""
        return self.own - self.together


def share_of_team(own: float, provider: float, people: float, kept: float) -> KeptTeam:
    """The team of `people` costs `own`; `kept` of them stay, with their share of it, beside a bill of `provider`."""
    retained = own * kept / people if people > 0 else 0.0
    return KeptTeam(own, retained, provider + retained)
