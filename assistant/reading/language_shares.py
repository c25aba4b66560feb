"""Shares of a language: "10% of the calls are in French", «каждый пятый чат на английском».

Such a share divides no volume: it tells that another language is served, beside the one most contacts are in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reading.facts import Fact
from assistant.reading.result import Change
from assistant.reading.roles import middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed
from tools.places import languages_of

_NEAR = 5  # words between a share and its language
_HALF, _WHOLE = 50.0, 100.0
_BETWEEN = frozenset({None, "channel"})
_SIGNS = "—–-:~≈"


def language_shares(scene: TextScene) -> list[tuple[Fact, Fact]]:
    """Each share with its language, where every share of the sentence has one and no total is divided in it."""
    found = []
    tongues = [f for f in scene.facts if f.kind == "language"]
    shares = [f for f in scene.facts if f.kind == "percent" and 0 < middle(f.value) < _WHOLE] if tongues else []
    for share in shares:
        sentence = scene.sentence_of(scene.span(share).first)
        ahead = [f for f in tongues if f.start > share.end and _joined(scene, scene.span(share), scene.span(f))]
        signs = _SIGNS if _split(scene, sentence) else f"{_SIGNS},"  # "English speakers, 10% of calls"
        behind = [f for f in tongues if f.end < share.start and _joined(scene, scene.span(f), scene.span(share), signs)]
        near = [*ahead[:1], *behind[-1:]]
        alone = sum(scene.span(f).first in sentence for f in shares) == 1
        divides = alone and _split(scene, sentence) and not _of(scene, share)
        if near and not (divides and not _right_before(scene, share, ahead, tongues)):
            found.append((share, near[0]))
    paired = {id(share) for share, _ in found}
    sentences = {scene.sentence_of(scene.span(f).first) for f in shares if id(f) not in paired}
    return [pair for pair in found if scene.sentence_of(scene.span(pair[0]).first) not in sentences]


def with_main_language(scene: TextScene, changes: Sequence[Change], brief: Mapping[str, Any]) -> list[Change]:
    """The changes with the language most contacts are in at the head of those served: told first, or the market's."""
    told = {str(tongue.value): middle(share.value) for share, tongue in language_shares(scene)}
    if not told or brief.get("languages"):
        return list(changes)
    return [replace(c, value=_ranked(scene, c.value, told, brief)) if c.path == "languages" else c for c in changes]


def _ranked(scene: TextScene, languages: Any, told: Mapping[str, float], brief: Mapping[str, Any]) -> Any:
    if not isinstance(languages, list):
        return languages
    ranked = sorted(languages, key=lambda code: -told.get(code, _WHOLE - sum(told.values())))
    if sum(told.values()) > _HALF or set(languages) - set(told):
        return ranked
    home = brief.get("home_country")
    main = languages_of(str(home))[0] if home else scene.language
    return list(dict.fromkeys([main, *ranked]))


def _joined(scene: TextScene, before: Span, after: Span, signs: str = _SIGNS) -> bool:
    between = range(before.last + 1, after.first)
    return (
        len(between) <= _NEAR
        and all(scene.words[at].is_word or scene.words[at].text in signs for at in between)
        and {scene.kind_at(at) for at in between} <= _BETWEEN
    )


def _split(scene: TextScene, sentence: Span) -> bool:
    """A volume in the sentence may be what the share divides: "5,000 contacts, 60% calls in English"."""
    return any(f.kind in ("number", "volume") and scene.span(f).first in sentence for f in scene.facts)


def _right_before(scene: TextScene, share: Fact, ahead: Sequence[Fact], tongues: Sequence[Fact]) -> bool:
    """ "English and French, maybe ten percent French": right before its language, told already or with another."""
    beside = bool(ahead) and scene.span(ahead[0]).first == scene.span(share).last + 1
    return beside and len({f.value for f in tongues}) > 1


def _of(scene: TextScene, share: Fact) -> bool:
    """ "10% of them", «10 % из них»: of a channel named, and no part of all contacts."""
    at = scene.span(share).last + 1
    return at < len(scene.words) and scene.words[at].lower in listed("of_words")
