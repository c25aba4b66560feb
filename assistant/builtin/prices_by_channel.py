"""What a provider asks for one contact of each channel: "a call — €3.20, an e-mail — €3.72"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_BY_CONTACT = "labour.contacts."  # the lines of work that is bought by the contact


def prices_by_channel(estimate: Mapping[str, Any]) -> list[tuple[str, float]]:
    """What the provider asks for one contact of each channel, where the work is bought by the contact."""
    return [
        (str(line["id"]).removeprefix(_BY_CONTACT), float(item["value"]))
        for line in estimate.get("lines", ())
        if str(line["id"]).startswith(_BY_CONTACT)
        for item in line["inputs"]
        if item["name"] == "contact_price"
    ]
