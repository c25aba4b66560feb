"""The value of digits by their shape: 1,200.50 and 1.200,50, 1 000, 1,23,456."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"[0-9]+")


_SHAPES = (
    (re.compile(r"[0-9]{1,3}(?:[,'’][0-9]{3})+(?:\.[0-9]+)?"), ",'’", "."),
    (re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?"), ".", ","),
    (re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?"), ",", "."),
    (re.compile(r"[0-9]+\.[0-9]+"), "", "."),
    (re.compile(r"[0-9]+,[0-9]+"), "", ","),
)


def parse_shape(raw: str) -> float | None:
    """Return the value of one digit group, or None if it is no number (a date, a version, a list).

    Exactly three digits after the only separator are thousands, unless the number begins with zero.
    """
    if len(raw) > 18:
        return None
    if _PLAIN.fullmatch(raw):
        return float(raw)
    shapes = _SHAPES[3:] if raw[0] == "0" else _SHAPES
    for shape, separators, point in shapes:
        if shape.fullmatch(raw):
            cleaned = raw
            for separator in separators:
                cleaned = cleaned.replace(separator, "")
            return float(cleaned.replace(point, "."))
    return None
