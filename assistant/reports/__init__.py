"""Reports of an estimate: one tree, many renderers.

``render(estimate, brief, language, format) -> bytes``; a format is a module of this package with its own ``render``.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

FORMATS: Mapping[str, str] = {"pdf": "pdf", "xlsx": "xlsx", "markdown": "md", "json": "json"}
"""Format → file extension; each format is the module of that name."""


def render(estimate: Mapping[str, Any], brief: Mapping[str, Any], language: str, report_format: str) -> bytes:
    """An estimate and the brief it answers as a file.

    Args:
        estimate: the estimate as in the public JSON.
        brief: what the buyer stated, as in the public JSON.
        language: language of the report's own words; the estimate's labels keep the language they were made in.
        report_format: a key of ``FORMATS``.

    Raises:
        KeyError: the format is not known.
    """
    if report_format not in FORMATS:
        raise KeyError(report_format)
    module = import_module(f"assistant.reports.{report_format}")
    content: bytes = module.render(estimate, brief, language)
    return content
