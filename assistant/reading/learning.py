"""Teach the judge from labelled messages: `python -m assistant.reading.learning FILE_OR_FOLDER…`.

The messages are those of tests/cases/reading and tests/cases/learning: a text and the brief it should give. Which words
of a text made which field is found by reading it with the rules alone; what they got wrong or left out is taught by the
label.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import yaml

from assistant.reading.aspects import features
from assistant.reading.facts import Fact
from assistant.reading.hints import hints, lines
from assistant.reading.judge import NOTHING, WEIGHTS
from assistant.reading.judged import LABELS, LISTS, aspect_of, mention_of
from assistant.reading.judged_sums import parts_of
from assistant.reading.language import detect_language
from assistant.reading.meanings import QUANTITIES, meanings
from assistant.reading.opinion import ALONE, DROPPED
from assistant.reading.reading import read
from assistant.reading.result import Change, apply
from assistant.reading.scene import Span, TextScene, look
from assistant.reading.surroundings import names_of_words, surroundings
from assistant.reading.teaching import Example, teach

_NAMES = ("country", "language")
_ONE_OF = ("industry", "pricing_model", "location", "support_level", "currency")
# Chosen on passages of other sources than those learned from: how often an example is shown beside one written for it.
_TIMES_OF_PAPERS = 3  # passages of real papers are few, and the nearest to what is pasted
_TIMES_OF_CASES = 2  # cases that the readers are held to
_TO_LEARN_FROM = "learning"  # the folder of messages to learn from alone
_PAPERS = "real-"  # how the names of the files begin that hold passages of real papers


def examples(paths: Sequence[Path]) -> Iterator[Example]:
    """Mentions of all messages of the case files, in their order; the files are read on all processors."""
    with ProcessPoolExecutor() as pool:
        for found in pool.map(_of_file, paths):
            yield from found


def _of_file(path: Path) -> list[Example]:
    told = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    cases = [case for case in told if case.keys() & {"brief", "after"} and not case.keys() & {"question", "what_if"}]
    return [example for case in cases for example in _of_case(case, path.name)]


def case_files(places: Iterable[Path]) -> list[Path]:
    """The files of whole messages among files and folders."""
    found = [path for place in places for path in ([place] if place.is_file() else sorted(place.rglob("*.yaml")))]
    return [path for path in found if path.parent.name not in ("facts", "acts")]


def weighed(known: Sequence[Example], cases: Collection[str]) -> list[Example]:
    """Examples, those of real papers and of the files named `cases` as often as they are worth."""
    papers = [example for example in known if example.source.startswith(_PAPERS)]
    held = [example for example in known if example.source in cases]
    return [*known, *papers * (_TIMES_OF_PAPERS - 1), *held * (_TIMES_OF_CASES - 1)]


def _of_case(case: Mapping[str, Any], source: str) -> Iterator[Example]:
    given: Mapping[str, Any] = case.get("given") or {}
    expected = _fields(case["brief"] or {} if "brief" in case else case["after"] or {})
    before = _fields(given)
    language = detect_language(case["text"])
    reading = read(case["text"], brief=given or None, by_rules=True)
    if reading.what_if and expected == before:
        return  # what is only supposed says nothing of whose it is
    scene = look(case["text"], language)
    found = _fields(reading.brief if "brief" in case else apply(given, reading.changes))
    missed = {path: value for path, value in expected.items() if not _same(found.get(path), value)}
    names = names_of_words(scene)

    def example(span: Span, aspect: str) -> Example:
        return Example(features(scene, span, given), aspect, source, surroundings(scene, names, span))

    days = {leaf: expected.get(f"coverage.{leaf}") for leaf in ("days_per_week", "hours_per_day")}
    volumes = [float(value) for path, value in missed.items() if path.endswith("contacts_per_month")]
    parts = parts_of(scene.facts, volumes, days)
    covered: list[Span] = []
    for change in reading.changes:
        span = mention_of(scene, change)
        if span is None or change.op != "set" or change.path in ("home_country", "provider_countries", *LISTS):
            continue
        covered.append(span)
        if any(fact.start in parts for fact in scene.facts_within(span)):
            yield example(span, "volume")
            continue
        aspect = _told_rightly(change, expected) or _refused_or_wanted(change, expected) or _meant(change.value, missed)
        yield example(span, aspect)
    for span, kind, value in _mentions(scene, str(given.get("home_country", ""))):
        if any(span.first <= other.last and other.first <= span.last for other in covered):
            continue
        for aspect in _left_out(kind, value, expected, before, missed):
            yield example(span, aspect)
    for fact in scene.facts:
        span = scene.span(fact)
        if fact.start in parts and span not in covered:
            yield example(span, "volume")
            continue
        free = not any(span.first <= other.last and other.first <= span.last for other in covered)
        if free and fact.kind in QUANTITIES and (aspect := _of_quantity(fact, days, missed)):
            yield example(span, aspect)


def _fields(brief: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of a brief by dotted path; lists and sums of money whole."""
    found: dict[str, Any] = {}
    for key, value in brief.items():
        nested = isinstance(value, Mapping) and value and "amount" not in value
        inner = _fields(value) if nested else {}
        found.update({f"{key}.{path}": one for path, one in inner.items()} if nested else {str(key): value})
    return found


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= 0.005 * max(abs(other), 1)
    return bool(one == other)


def _told_rightly(change: Change, expected: Mapping[str, Any]) -> str:
    """The aspect of a change that the label confirms, else nothing."""
    aspect = aspect_of(change.path, change.value)
    if aspect in ("quotes", "exchange_rates"):
        return aspect if any(path.startswith(aspect) for path in expected) else ""
    if aspect == "channel":
        wanted = [v for p, v in expected.items() if p == change.path or p.startswith(f"{change.path}.")]
        return aspect if any(value is not None for value in wanted) else ""
    for path, value in _fields(apply({}, [change])).items():
        if path not in expected or not _same(expected[path], value):
            return ""
    return aspect


def _refused_or_wanted(change: Change, expected: Mapping[str, Any]) -> str:
    """The aspect of a channel that the rules took and the label refuses, or the other way about; else nothing."""
    if not change.path.startswith("channels."):
        return ""
    channel = ".".join(change.path.split(".")[:2])
    if channel in expected and expected[channel] is None:
        return "refused" if change.path == channel else ""
    wanted = any(path == channel or path.startswith(f"{channel}.") for path in expected)
    return "channel" if wanted and change.path == channel and change.value is None else ""


def _meant(value: Any, missed: Mapping[str, Any]) -> str:
    """The aspect of a field that was missed and has this value; nothing where there is none."""
    return next((aspect_of(path, v) for path, v in missed.items() if _same(v, value)), NOTHING)


def _mentions(scene: TextScene, home: str) -> Iterator[tuple[Span, str, Any]]:
    """Names, labels and channels of a text, each with its kind and value."""
    yield from ((scene.span(f), f.kind, f.value) for f in scene.facts if f.kind in _NAMES)
    named = (m for m in (*scene.labels, *hints(scene, home)) if m.family in LABELS)
    yield from dict.fromkeys((Span(m.first, m.last), LABELS[m.family], m.value) for m in named)
    yield from ((span, "channel", channel) for channel, span in (*scene.channels, *lines(scene)))


def _left_out(
    kind: str, value: Any, expected: Mapping[str, Any], before: Mapping[str, Any], missed: Mapping[str, Any]
) -> Iterator[str]:
    """What a mention that made no change is about; nothing at all where the label cannot tell."""
    if kind in ("country", "language") and (told := _of_known(kind, value, expected, before)):
        yield told
    elif kind == "country":
        roles = [path for path in ("home_country", "provider_countries") if value in _listed(expected.get(path))]
        if not any(value in _listed(before.get(path)) for path in ("home_country", "provider_countries")):
            yield from roles[:1] if len(roles) < 2 else []
            if not roles:
                yield NOTHING
    elif kind in ("language", *LISTS):
        path = "languages" if kind == "language" else kind
        if value not in _listed(before.get(path)):
            yield path if value in _listed(expected.get(path)) else NOTHING
    elif kind in _ONE_OF:
        if expected.get(kind) != value:
            yield NOTHING
        elif kind in missed:
            yield kind
    elif kind == "channel":
        path = f"channels.{value}"
        known = any(p == path or p.startswith(f"{path}.") for p in before)
        if not known and not any(p == path or p.startswith(f"{path}.") for p in expected):
            yield NOTHING
        elif path in missed:
            yield aspect_of(path, missed[path])
        elif known and expected.get(path, {}) is not None:
            yield "channel"


def _of_known(kind: str, value: str, expected: Mapping[str, Any], before: Mapping[str, Any]) -> str:
    """Whether a member of a known list is given up or kept, or a member comes in the place of all that was known."""
    path = "languages" if kind == "language" else "provider_countries"
    known, after = before.get(path) or [], expected.get(path) or []
    if not known or (value not in known and value not in after):
        return ""
    if value not in after:
        return DROPPED
    return ALONE if set(known) - set(after) and not set(known) & set(after) - {value} else path


def _of_quantity(fact: Fact, coverage: Mapping[str, Any], missed: Mapping[str, Any]) -> str:
    """What a quantity that made no change is about; empty where the label cannot tell."""
    possible = list(meanings(fact, coverage))
    for aspect, ending, value in possible:
        if any(path.endswith(ending) and _same(_amount(told), value) for path, told in missed.items()):
            return aspect
    for offer in missed.get("quotes") or ():
        if any(aspect == "quotes" and _same(_amount(offer.get("price")), value) for aspect, _, value in possible):
            return "quotes"
    # Where a field was missed that this could have been and is not, two numbers may have made it together.
    unclear = {aspect_of(path, told) for path, told in missed.items()} & {aspect for aspect, _, _ in possible}
    return "" if unclear else NOTHING


def _amount(value: Any) -> Any:
    return value.get("amount") if isinstance(value, Mapping) else value


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else [value]


def main(places: Sequence[str]) -> None:
    """Teach the judge and write its weights."""
    files = case_files(Path(place) for place in places)
    cases = {path.name for path in files if path.parent.name != _TO_LEARN_FROM}
    known = weighed(list(examples(files)), cases)
    taught = teach(known)
    taught.save(WEIGHTS)
    print(f"{len(known)} mentions, {len(taught.aspects)} aspects, {WEIGHTS.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
