"""The estimate as data: exactly the public JSON, with the brief beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def render(estimate: Mapping[str, Any], brief: Mapping[str, Any], language: str) -> bytes:
    """The brief and the estimate as indented JSON."""
    document = {"language": language, "brief": brief, "estimate": estimate}
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
