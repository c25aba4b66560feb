"""Going back to what was known before: "no, 1,200 was right", «вернёмся в Беларусь», a bot that was kept and is not
wanted any longer.

What the brief held when an earlier message was said is taken from there, and nothing else of the brief is touched.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.builtin.decided_parts import clauses_told
from assistant.builtin.talk import Talk
from assistant.builtin.values_named import hours_said, renderings, values_said
from assistant.reading import Change, read
from assistant.reading.bots import said_of
from assistant.reading.concepts import Mention, vocabulary
from assistant.reading.facts import Fact
from assistant.reading.in_brief import value_at, volumes_in
from assistant.reading.scene import Span, TextScene, look
from assistant.reading.word_lists import listed

# What each field is named by (decided.yaml, supposed.yaml): "cancel the growth after all", «пик верни как раньше».
_NAMED: Mapping[str, tuple[str, str]] = {
    "coverage": ("supposed", "decided_hours"),
    "service_level": ("supposed", "decided_levels"),
    "languages": ("supposed", "decided_languages"),
    "contract_months": ("supposed", "decided_contract"),
    "provider_countries": ("supposed", "decided_provider"),
    "aht_seconds": ("supposed", "decided_times"),
    "contacts_per_month": ("decided", "of_volume"),
    "location": ("decided", "of_location"),
    "agents": ("decided", "of_agents"),
    "pricing_model": ("decided", "of_pricing"),
    "support_level": ("decided", "of_level"),
    "peak_factor": ("decided", "of_peak"),
    "growth_percent": ("decided", "of_growth"),
    "budget_per_month": ("decided", "of_budget"),
    "compliance": ("decided", "of_compliance"),
}
_LABELS = {"compliance": "compliance", "location": "location", "level": "support_level", "pricing": "pricing_model"}
_ALWAYS_TOLD = ("coverage", "contacts_per_month", "channels")  # what no case goes back to knowing nothing of
_FEW = 14  # words of a message that takes something back
_NEVER = object()


def gone_back(talk: Talk) -> list[dict[str, Any]]:
    """The changes that bring back what a message goes back to; none where it does not, or a supposition is open."""
    aside = talk.command or talk.reading.what_if or "restart" in talk.acts
    if aside or talk.situation.get("pending_before") or not talk.told:
        return []
    scene = look(talk.text, talk.reading.language)
    told = clauses_told(scene)
    if changes := _without_bot(talk, scene, told):
        return changes
    if changes := _of_removed(talk):
        return changes
    back = [span for span in told if said_of(scene, "goes_back", scene.sentence_of(span.first))]
    itself = [span for span in told if said_of(scene, "goes_back", span)]
    if itself != told and len(_values(scene, told)) > len(_values(scene, itself)) > 0:
        return _of_values(talk, scene, itself)  # "back to 12 months, legal won't sign three years"
    if back and _values(scene, told):
        return _of_values(talk, scene, told)
    taken = back or "undo" in talk.acts or _says(scene, told, "decided", "takes_back")
    return _of_field(talk, scene, told, surely=bool(back) or "undo" in talk.acts) if taken else []


def undoes(talk: Talk) -> bool:
    """Whether a refusal with nothing open takes the last change back: "scrap that, the old figure stands"."""
    pending, now = talk.situation.get("pending_before"), talk.situation.get("brief_before") or {}
    if "drop" not in talk.acts or pending or talk.reading.changes or talk.reading.what_if or not talk.told:
        return False
    if (talk.told[0].get("brief") or {}) == now or talk.text.rstrip().endswith("?"):
        return False
    scene = look(talk.text, talk.reading.language)
    told = clauses_told(scene)
    back = any(said_of(scene, "goes_back", span) or said_of(scene, "decided_refused", span) for span in told)
    judged = any(said_of(scene, "decided_declined", span) for span in told)
    old = _says(scene, told, "supposed", "at_first") or _says(scene, told, "decided", "takes_back")
    return back and (judged or old) and not _values(scene, told) and not gone_back(talk)


def _of_removed(talk: Talk) -> list[dict[str, Any]]:
    """What the fields held before that a message says to undo by name: «срок договора отмени»."""
    removed = [c for c in talk.reading.changes if c.op == "remove" and c.value is None]
    if "undo" not in talk.acts or not removed or len(removed) < len(talk.reading.changes):
        return []
    now, found = talk.situation.get("brief_before") or {}, []
    for path in dict.fromkeys(change.path for change in removed):
        earlier = [value_at(message.get("brief") or {}, path) for message in talk.told]
        was = next((value for value in earlier if value != value_at(now, path)), None)
        found.append({"op": "remove" if was is None else "set", "path": path, "value": was})
    return found


def _of_values(talk: Talk, scene: TextScene, told: list[Span]) -> list[dict[str, Any]]:
    """The field that held all the values named when an earlier message was said, as it was then."""
    named, values = _named(scene, told), _values(scene, told)
    now = talk.situation.get("brief_before") or {}
    home, abroad = now.get("home_country"), now.get("provider_countries")
    if (
        values == {home}
        and abroad
        and not _obliged(scene, told)
        and any("provider_countries" not in (m.get("brief") or {}) for m in talk.told)
    ):
        return [{"op": "remove", "path": "provider_countries", "value": None}]  # «верни Россию»: at home, as at first
    for message in talk.told if values else ():
        was = message.get("brief") or {}
        found = [path for path in _fields(was) if value_at(was, path) != value_at(now, path)]
        meant = [path for path in found if values <= renderings(path, value_at(was, path))]
        meant = [path for path in meant if not named or (path.startswith("channels.") and path.split(".")[1] in named)]
        if len(meant) == 1:
            return [_as_it_was(meant[0], was, now)]
    return []


def _obliged(scene: TextScene, told: list[Span]) -> bool:
    """ "Scrap that, they have to sit in Ireland": a place told anew, where the provider must be."""
    said = {scene.words[at].lower for span in told for at in range(span.first, span.last + 1)}
    return bool(said & listed("obliged_by"))


def _named(scene: TextScene, told: list[Span]) -> set[str]:
    return {name for span in told for name, _ in scene.channels_within(span)}


def _values(scene: TextScene, told: list[Span]) -> set[Any]:
    said = {value for span in told for value in values_said(scene, span) | hours_said(scene, span)}
    if said == {1.0} and not _facts(scene, told):
        return set()  # "the old one was right"
    return said - _named(scene, told)


def _facts(scene: TextScene, told: list[Span]) -> list[Fact]:
    """The facts of a message but the "one" of "the old one was right"."""
    taken = [m for span in told for m in _mentions(scene, span, "decided", "takes_back")]
    idle = {at for m in taken for at in range(m.first, m.last + 1)}
    facts = [fact for span in told for fact in scene.facts_within(span)]
    return [f for f in facts if f.text[:1].isdecimal() or scene.span(f).first not in idle]


def _of_field(talk: Talk, scene: TextScene, told: list[Span], surely: bool) -> list[dict[str, Any]]:
    """What the fields named held before: their first value, or the one before this: "back to the original hours"."""
    fields = _fields_named(scene, told)
    counts = any(fact.kind in _AMOUNTS for fact in _facts(scene, told))
    if not fields or counts or len(scene.words) > _FEW or _others_told(talk, scene, told):
        return []
    now = talk.situation.get("brief_before") or {}
    briefs = [message.get("brief") or {} for message in talk.told]
    first = _says(scene, told, "supposed", "at_first")
    found = []
    for field in fields:
        for path in _paths(field, now, briefs, _named(scene, told)):
            held = [value_at(each, path) for each in briefs]
            known = [value for value in held if value] if first else []
            was = known[-1] if known else next((value for value in held if value != value_at(now, path)), _NEVER)
            bare = was is None and (field in _ALWAYS_TOLD or not surely)
            if was is not _NEVER and was != value_at(now, path) and not bare:
                found.append({"op": "remove" if was is None else "set", "path": path, "value": was})
    return found


_AMOUNTS = frozenset({"number", "percent", "volume", "duration", "money", "time_range"})


def _fields_named(scene: TextScene, told: list[Span]) -> list[str]:
    """The fields a message names; a channel by itself is one."""
    found = [field for field, words in _NAMED.items() if _says(scene, told, *words)]
    found += [_LABELS[m.family] for m in scene.labels if m.family in _LABELS and any(m.first in s for s in told)]
    facts = [fact for span in told for fact in scene.facts_within(span)]
    found += ["languages" for fact in facts if fact.kind == "language"]
    found += ["provider_countries" for fact in facts if fact.kind == "country"]
    if "aht_seconds" in found and "coverage" in found:
        found.remove("coverage")  # "undo that last change to the handle time" is of no hours
    if "support_level" in found and "service_level" in found:
        found.remove("service_level")
    return list(dict.fromkeys(found)) or (["channels"] if _named(scene, told) else [])


def _others_told(talk: Talk, scene: TextScene, told: list[Span]) -> bool:
    """Whether a message tells a value of its own: "bring Saturday back" was read; what is taken away is none."""
    return any(change.op != "remove" and not _inside(change, scene, told) for change in talk.reading.changes)


def _inside(change: Change, scene: TextScene, told: list[Span]) -> bool:
    """Whether a change was read from the words that take something back: the "one" of "the old one was right"."""
    found = [m for span in told for m in _mentions(scene, span, "decided", "takes_back")]
    return any(scene.words[m.first].start <= change.start < scene.words[m.last].end for m in found)


def _paths(field: str, now: Mapping[str, Any], briefs: list[Mapping[str, Any]], channels: set[str]) -> list[str]:
    """Where a field stands in a brief: of every channel that has it, or of those named."""
    if field not in ("contacts_per_month", "aht_seconds", "channels"):
        return [field]
    known = {name for each in (now, *briefs) for name in each.get("channels") or {}}
    known &= channels or known
    if field == "channels":
        return [f"channels.{name}" for name in sorted(known)]
    total = [field] if field == "contacts_per_month" and field in now and not channels else []
    return [*total, *(f"channels.{name}.{field}" for name in sorted(known) if value_at(now, f"channels.{name}"))]


def _says(scene: TextScene, told: list[Span], layer: str, concept: str) -> bool:
    """Whether a part of a message says one of the things of supposed.yaml or decided.yaml."""
    return any(_mentions(scene, span, layer, concept) for span in told)


def _mentions(scene: TextScene, span: Span, layer: str, concept: str) -> list[Mention]:
    found = vocabulary(layer).overlapping(scene.scene, span.first, span.last)
    return [m for m in found if m.concept == concept and m.last in span]


def _as_it_was(path: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """The change that brings a field back; a channel given up since comes back with all that was known of it."""
    channel = ".".join(path.split(".")[:2])
    if path.startswith("channels.") and value_at(now, channel) is None:
        path = channel
    return {"op": "set", "path": path, "value": value_at(was, path)}


def _fields(brief: Mapping[str, Any]) -> list[str]:
    """The paths of the fields of a brief that are told by themselves: those of a channel one by one."""
    fields = [name for name in brief if name not in ("channels", "quotes")]
    channels = brief.get("channels") or {}
    return [*fields, *(f"channels.{name}.{key}" for name, told in channels.items() for key in told or {})]


def _without_bot(talk: Talk, scene: TextScene, told: list[Span]) -> list[dict[str, Any]]:
    """The volumes from before a bot was kept, where a message wants none after all."""
    if talk.reading.changes or not any(_refuses_bot(scene, span) for span in told):
        return []
    now = volumes_in(talk.situation.get("brief_before") or {})
    for message in talk.told:
        was = volumes_in(message.get("brief") or {})
        fewer = {path: volume for path, volume in was.items() if path in now and now[path] < volume}
        if fewer and _supposes_bot(message, talk.language):
            return [{"op": "set", "path": path, "value": volume} for path, volume in fewer.items()]
    return []


def _supposes_bot(message: Mapping[str, Any], language: str) -> bool:
    said = read(str(message["text"]), brief=message.get("brief") or {}, language=language)
    return any(act.detail.get("automation") for act in said.acts)


def _refuses_bot(scene: TextScene, span: Span) -> bool:
    places = range(span.first, span.last + 1)
    said = {form for at in places for form in (scene.words[at].lower, *scene.words[at].forms)}
    without = any(scene.words[at].lower in listed("without_words") for at in places)
    return bool(said & listed("bot_names")) and (without or bool(said_of(scene, "decided_refused", span)))
