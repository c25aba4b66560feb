"""A cited passage in its article, as HTML for the overlay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from markdown_it import MarkdownIt

from assistant.texts import texts
from assistant.ui import html

# Characters no text has, which pass through Markdown untouched and become the highlight afterwards.
_OPEN, _CLOSE = "\ue000", "\ue001"
_LINE_START = re.compile(r"^(\s*(?:[-*+>]|#{1,6}|\d+[.)])\s+)?(.*?)(\s*)$")
_RULE_OF_TABLE = re.compile(r"^[\s|:-]+$")

Source = tuple[str, str | None]


def passage_view(
    title: str,
    body: str,
    quote: str,
    language: str,
    *,
    is_markdown: bool = True,
    reviewed: str = "",
    page: int | None = None,
    url: str | None = None,
    sources: Sequence[Source] = (),
) -> str:
    """An article with the quoted passage highlighted, and where its statements come from.

    Args:
        quote: the cited words; shown alone where ``body`` does not hold them.
        is_markdown: a person's own document is shown as the text it is, but for the bars of its tables.
        sources: publications behind the passage: text, address.
    """
    words = texts("page", language)
    before, found, after = body.partition(quote)
    if not found:
        before, found, after = "", quote, ""
    article = _markdown(before, found, after) if is_markdown else _plain(before, found, after)
    facts = [escape(words["panel.reviewed"].format(date=reviewed))] if reviewed else []
    if page:
        facts.append(escape(words["panel.page"].format(page=page)))
    if url:
        facts.append(html.link(url, words["panel.open_source"]))
    listed = html.bullets(html.link(address or "", text) for text, address in sources)
    origin = f"<footer><h3>{escape(words['panel.sources_of_passage'])}</h3>{listed}</footer>" if sources else ""
    return (
        f'<div class="smeta-overlay" role="dialog" aria-modal="true" aria-labelledby="smeta-passage-title">'
        f'<div class="smeta-sheet" tabindex="-1">'
        f'<button class="smeta-close" aria-label="{escape(words["panel.close"], quote=True)}">×</button>'
        f'<h2 id="smeta-passage-title">{escape(title)}</h2><p class="smeta-note">{" · ".join(facts)}</p>'
        f'<div class="smeta-article{"" if is_markdown else " plain"}">{article}</div>{origin}</div></div>'
    )


def _plain(before: str, found: str, after: str) -> str:
    before, found, after = map(_without_bars, (before, found, after))
    return f"{escape(before)}<mark>{escape(found)}</mark>{escape(after)}"


def _without_bars(text: str) -> str:
    """The rows of tables as they are read, their cells parted by dots."""
    return "\n".join(_row(line) for line in text.split("\n") if not (line.strip() and _RULE_OF_TABLE.match(line)))


def _row(line: str) -> str:
    """A row, or what stands of one before or after the cell that is quoted."""
    begins, ends = line.startswith("|"), line.endswith("|")
    if not begins and not line.rstrip().endswith("|"):
        return line
    row = re.sub(r"^\|\s*", "", line) if begins else line
    row = re.sub(r"\s*\|$", "", row) if ends else row
    return re.sub(r"\s*\|\s*", " · ", row)


def _markdown(before: str, found: str, after: str) -> str:
    marked = "\n".join(_highlighted(line) for line in found.split("\n"))
    rendered: str = MarkdownIt("commonmark", {"html": False}).enable("table").render(before + marked + after)
    return rendered.replace(_OPEN, "<mark>").replace(_CLOSE, "</mark>")


def _highlighted(line: str) -> str:
    """A line whose text, without its list mark or heading mark, stands between the highlight's ends."""
    if not line.strip() or _RULE_OF_TABLE.match(line):
        return line
    if line.lstrip().startswith("|"):
        cells = line.split("|")
        return "|".join(f" {_OPEN}{cell.strip()}{_CLOSE} " if cell.strip() else cell for cell in cells)
    start, text, end = _LINE_START.match(line).groups()  # type: ignore[union-attr]  # it matches any line
    return f"{start or ''}{_OPEN}{text}{_CLOSE}{end}"
