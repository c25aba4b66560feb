"""A known number that is said to be of another channel: "the 2,000 you show under mail are the calls".

«Тикеты в почту — это 1700, а не общий объём»: the number goes to the channel now named, and leaves where it stood.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.reading.coverage import known_coverage
from assistant.reading.in_brief import volumes_in
from assistant.reading.result import Change
from assistant.reading.scene import Span, TextScene
from assistant.reading.told_figures import Figure, monthly, told_figures
from assistant.reading.word_lists import listed
from assistant.reading.workload import tidy

_SAME = 0.005
_BESIDE = 3  # words from a number to "that is"
_TOTAL = "contacts_per_month"


def number_of_another(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with such numbers moved; as they are where every known number stays what it is."""
    known = dict(volumes_in(brief))
    if isinstance(total := brief.get(_TOTAL), int | float) and not known:
        known[_TOTAL] = total
    if not known:
        return list(changes)
    coverage = known_coverage(brief, list(changes))
    figures = told_figures(scene)
    refused = {c.path.split(".")[1] for c in changes if c.path.startswith("channels.") and c.value is None}
    found: list[Change] = []
    for figure in figures:
        value = next((v for v in (monthly(figure, coverage), figure.value) if _holders(known, v)), None)
        holders = _holders(known, value) if value is not None else []
        if len(holders) != 1 or not (holders[0] == _TOTAL or _pointed(scene, figure)):
            continue
        named = {c for c, _ in scene.channels_within(figure.about)} | ({figure.channel} if figure.named else set())
        others = [c for c in sorted(named - refused) if c and f"channels.{c}.{_TOTAL}" != holders[0]]
        path = f"channels.{others[0]}.{_TOTAL}" if len(others) == 1 else ""
        if not path or _alike(known.get(path, 0), known[holders[0]]):
            continue
        place = (figure.fact.start, figure.fact.end, figure.fact.text)
        found.append(Change("set", path, tidy(known[holders[0]]), *place))
        told = [f for f in figures if f is not figure and f.named and f"channels.{f.channel}.{_TOTAL}" == holders[0]]
        if not told:
            gone = holders[0] if holders[0] == _TOTAL else holders[0].rpartition(".")[0]
            found.append(Change("remove" if gone == _TOTAL else "set", gone, None, *place))
    paths = {c.path for c in found} | {f"{c.path}.{_TOTAL}" for c in found if c.value is None}
    paths |= {c.path.rpartition(".")[0] for c in found if c.path.endswith(f".{_TOTAL}")}
    return [*(c for c in changes if c.path not in paths), *found]


def _holders(known: Mapping[str, float], value: float) -> list[str]:
    return [path for path, volume in known.items() if _alike(volume, value)]


def _alike(one: float, other: float) -> bool:
    return abs(one - other) <= _SAME * max(one, 1.0)


def _pointed(scene: TextScene, figure: Figure) -> bool:
    """ "The 2,000 …", "that 400 is e-mails", «500 — это чат», "in fact": said of a number that was told before."""
    span = figure.span
    before = [w.lower for w in scene.words[max(0, span.first - 1) : span.first]]
    after = [w.lower for w in scene.words[span.last + 1 : span.last + 1 + _BESIDE]]
    afresh = scene.has(Span(figure.about.first, figure.about.last), "afresh", "truth", "negation")
    return bool({*before} & listed("number_pointed_at") or {*after} & listed("number_explained")) or afresh
