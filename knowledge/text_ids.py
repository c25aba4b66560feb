"""Texts by their hash."""

from __future__ import annotations

import hashlib


def text_id(text: str) -> str:
    """The id of a text's vector."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]
