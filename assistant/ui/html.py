"""Small pieces of HTML the page is put together from. Text is escaped here; nothing else on the page escapes it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from html import escape


def panel(parts: Iterable[str]) -> str:
    """The contents of a tab."""
    return f'<div class="smeta-panel">{"".join(parts)}</div>'


def empty(text: str) -> str:
    """A tab that has nothing to show yet."""
    return panel([f'<p class="smeta-empty">{escape(text)}</p>'])


def link(url: str, text: str) -> str:
    """A link that opens beside the page; an address that is not of the web stays text."""
    if not url.startswith(("https://", "http://")):
        return escape(text)
    return f'<a href="{escape(url, quote=True)}" target="_blank" rel="noopener noreferrer">{escape(text)}</a>'


def section(title: str, body: str, name: str = "") -> str:
    """A titled part of a panel; ``body`` is HTML."""
    return f'<section class="smeta-{name or "part"}"><h3>{escape(title)}</h3>{body}</section>'


def fold(title: str, body: str) -> str:
    """A part that is folded until it is asked for; ``body`` is HTML."""
    return f'<details class="smeta-fold"><summary>{escape(title)}</summary>{body}</details>'


def bullets(texts: Iterable[str]) -> str:
    """A list; ``texts`` are HTML."""
    return f"<ul>{''.join(f'<li>{text}</li>' for text in texts)}</ul>"


def stacked(text: str, below: str) -> str:
    """A text with a smaller one under it; both plain."""
    return f"{escape(text)}<small>{escape(below)}</small>" if below else escape(text)


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    numeric: Collection[int] = (),
    heads: Collection[int] = (),
    totals: Collection[int] = (),
    name: str = "",
) -> str:
    """A table; cells of ``rows`` are HTML already, ``head`` is plain text.

    Args:
        numeric: columns set to the right.
        heads: rows of one cell that name the group below.
        totals: rows that are sums.
        name: a class for the table's own look.
    """

    def cells(tag: str, row: Sequence[str]) -> str:
        return "".join(
            f"<{tag}{' scope=col' if tag == 'th' else ''}{' class=num' if i in numeric else ''}>{cell}</{tag}>"
            for i, cell in enumerate(row)
        )

    body = []
    for index, row in enumerate(rows):
        if index in heads:
            body.append(f'<tr class="group"><th scope="colgroup" colspan="{len(head)}">{row[0]}</th></tr>')
        else:
            body.append(f"<tr{' class=total' if index in totals else ''}>{cells('td', row)}</tr>")
    header = f"<thead><tr>{cells('th', [escape(h) for h in head])}</tr></thead>" if any(head) else ""
    # The frame scrolls sideways on a narrow screen, so it must be reachable with the keyboard.
    whole = f'<table class="{name}">{header}<tbody>{"".join(body)}</tbody></table>'
    return f'<div class="smeta-scroll" tabindex="0">{whole}</div>'


def track(left: float, right: float, point: float) -> str:
    """A bar from ``left`` to ``right`` percent of its track, with a tick at ``point``."""
    return (
        '<div class="smeta-track" aria-hidden="true">'
        f'<b style="left:{left:.1f}%;width:{max(right - left, 0.5):.1f}%"></b><i style="left:{point:.1f}%"></i></div>'
    )


def bar(label: str, left: float, right: float, text: str, point: float) -> str:
    """A row of a chart: what it is, its bar, its figures."""
    drawn = track(left, right, point)
    return f'<div class="smeta-row"><span>{escape(label)}</span>{drawn}<span>{escape(text)}</span></div>'


def option(label: str, figure: str, drawn: str, below: str, note: str) -> str:
    """One of several ways to do it: its name and figure, its bar, its range, what it means."""
    return (
        f'<div class="smeta-option"><div><b>{escape(label)}</b><b>{escape(figure)}</b></div>{drawn}'
        f"<small>{escape(below)}</small><small>{escape(note)}</small></div>"
    )


def shares(parts: Sequence[tuple[str, float, str]]) -> str:
    """One bar cut into parts, with a legend: label, fraction of the whole, amount as text."""
    cuts = "".join(f'<b class="s{i}" style="width:{100 * part:.2f}%"></b>' for i, (_, part, _) in enumerate(parts))
    legend = "".join(
        f'<li><i class="s{i}"></i>{escape(label)}<span>{escape(text)}</span></li>'
        for i, (label, _, text) in enumerate(parts)
    )
    return f'<div class="smeta-shares" aria-hidden="true">{cuts}</div><ul class="smeta-legend">{legend}</ul>'
