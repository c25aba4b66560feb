"""Options named in one message, side by side: the answer about just those, the present case as a row, what decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.builtin.differences import supposed_case
from assistant.builtin.prose import Prose, capital, lowered
from assistant.builtin.talk import Talk
from assistant.reading import read
from tools.wording import wording

_HARDLY = 0.01  # of the dearer of two: less of a difference decides nothing
_PLACES = ("country", "location", "present")
_FAR, _RARE, _BARRED = 1, 2, 3  # doubts about a place, the least first
_LATELY = 4  # messages back to which "and what is best for us?" may go

Row = Mapping[str, Any]


def options_of(talk: Talk) -> list[dict[str, Any]]:
    """The options that the message sets side by side."""
    if talk.command:
        return []
    return next((list(act.detail["options"]) for act in talk.reading.acts if act.detail.get("options")), [])


def options_before(talk: Talk) -> list[dict[str, Any]]:
    """The options that one of the last messages set side by side, the latest first."""
    for told in list(talk.told)[:_LATELY]:
        reading = read(str(told["text"]), brief=told.get("brief") or {}, language=talk.language)
        for act in reading.acts:
            if act.detail.get("options"):
                return list(act.detail["options"])
    return []


def side_by_side(talk: Talk, result: Mapping[str, Any]) -> list[str]:
    """The answer about the options, the table of them, and what to look out for in each."""
    prose = Prose(talk.language)
    rows = list(result["options"])
    named = [row for row in rows if row["option"]["kind"] != "present"]
    if not named:
        return [talk.words.say("beside.nothing")]
    blocks = [_lead(talk, prose, named, rows, result["currency"]), _table(talk, prose, rows, result["currency"])]
    blocks += [_notes(talk, prose, rows, result)]
    return [block for block in blocks if block]


def chosen(talk: Talk, result: Mapping[str, Any]) -> list[str]:
    """Which of the options to take, and why."""
    prose = Prose(talk.language)
    rows = list(result["options"])
    currency = result["currency"]
    best = min(rows, key=lambda row: (_doubt(row), _month(row)))
    cheapest = min(rows, key=_month)
    others = [row for row in rows if row is not best]
    lead = talk.words.say(
        "beside.choice", label=_label(talk, prose, best, rows), amount=prose.money(_month(best), currency)
    )
    if best is not cheapest:
        label = _label(talk, prose, cheapest, rows)
        saved = prose.money(_month(best) - _month(cheapest), currency)
        key = "beside.because_law" if _doubt(cheapest) == _BARRED else "beside.because_language"
        why = talk.words.say(key, label=label, saved=saved)
    elif others:
        following = min(others, key=_month)
        why = talk.words.say(
            "beside.because_price",
            label=_label(talk, prose, following, rows),
            saved=prose.money(_month(following) - _month(best), currency),
        )
    else:
        why = ""
    return [f"{lead} {why}".strip(), _notes(talk, prose, [best, cheapest], {"currency": currency})]


def _doubt(row: Row) -> int:
    """How doubtful a place is beside its price: the law bars it, a language is rare there, or uncommon and far off."""
    if row["option"]["kind"] not in _PLACES:
        return 0
    if "data-localisation" in row.get("warnings", ()):
        return _BARRED
    kinds = set(row.get("scarce", {}).values())
    far = "gdpr-transfer" in row.get("warnings", ())
    return _RARE if "rare" in kinds else _FAR if kinds and far else 0


def _month(row: Row) -> float:
    return float(row["monthly"]["typical"])


def _lead(talk: Talk, prose: Prose, named: Sequence[Row], rows: Sequence[Row], currency: str) -> str:
    """First what was asked: of two which is cheaper and by how much, of more the ends; then the present case."""
    ranked = sorted(named, key=_month)
    cheap, dear = ranked[0], ranked[-1]
    values = {
        "cheap": _label(talk, prose, cheap, rows),
        "dear": _label(talk, prose, dear, rows),
        "low": prose.money(_month(cheap), currency),
        "high": prose.money(_month(dear), currency),
        "difference": prose.money(_month(dear) - _month(cheap), currency),
    }
    if len(named) == 1:
        key = "one"
    elif _month(dear) - _month(cheap) < _HARDLY * _month(dear):
        key = "same"
    else:
        key = "two" if len(named) == 2 else "many"
    values["dear"] = capital(values["dear"]) if key == "two" and talk.language == "en" else values["dear"]
    text = capital(talk.words.say(f"beside.{key}", **values))
    present = next((row for row in rows if row["option"]["kind"] == "present"), None)
    if present is not None and _month(present) < (1 - _HARDLY) * _month(cheap) and present.get("country"):
        lead = talk.words.say(
            "beside.present_first",
            label=prose.country(present["country"]),
            amount=prose.money(_month(present), currency),
            difference=prose.money(_month(cheap) - _month(present), currency),
        )
        return f"{lead} {text}" if len(named) > 1 else lead
    if present is not None:
        gap = _month(present) - _month(cheap)
        side = "same" if abs(gap) < _HARDLY * _month(present) else "dearer"
        country = prose.country(present["country"]) if present.get("country") else ""
        text += " " + talk.words.say(f"beside.present_{side}", difference=prose.money(gap, currency), country=country)
    return text


def _table(talk: Talk, prose: Prose, rows: Sequence[Row], currency: str) -> str:
    told = [
        f"| {capital(_label(talk, prose, row, rows))} | {prose.money(_month(row), currency)} "
        f"| {prose.spread(row['monthly'], currency)} |"
        for row in sorted(rows, key=_month)
    ]
    return "\n".join([talk.words.say("options.head"), "|---|---|---|", *told])


def _notes(talk: Talk, prose: Prose, rows: Sequence[Row], result: Mapping[str, Any]) -> str:
    """What the table cannot show: parts of a shared job, ways of buying, languages, laws, what could not be priced."""
    said = []
    for row in rows:
        if parts := row.get("parts"):
            amounts = {name: prose.money(amount, result["currency"]) for name, amount in parts.items()}
            said.append(talk.words.say("beside.parts", label=_label(talk, prose, row, rows), **amounts))
    for row in (row for row in rows if row.get("people")):
        amount = prose.money(row["of_people"], result["currency"])
        said.append(talk.words.say("beside.too_few", people=row["people"], needed=row["needed"], amount=amount))
    if _bought_unlike(rows):
        said.append(talk.words.say("beside.footing"))
    places = [row for row in rows if row["option"]["kind"] in _PLACES]
    if any(row["option"]["kind"] != "present" for row in places) or "left_out" not in result:
        said += [*_languages(talk, prose, places), *_assumed(talk, prose, result), *_laws(talk, prose, places)]
    cheapest, surest = min(rows, key=_month), min(rows, key=lambda row: (_doubt(row), _month(row)))
    if _doubt(surest) < _doubt(cheapest) and "left_out" in result:
        said.append(talk.words.say("beside.mind_language", label=_label(talk, prose, surest, rows)))
    if any(row["option"]["kind"] == "people" for row in rows):
        said.append(talk.words.say("beside.regions"))
    for option in result.get("left_out", ()):
        said.append(talk.words.say("beside.left_out", label=_name(talk, prose, option)))
    return " ".join(dict.fromkeys(said))


def _languages(talk: Talk, prose: Prose, rows: Sequence[Row]) -> list[str]:
    """Which languages are uncommon or rare where, a sentence for each."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        for code, kind in row.get("scarce", {}).items():
            found.setdefault((code, kind), []).append(prose.country(row["country"]))
    return [
        talk.words.say(f"beside.{kind}", language=capital(prose.tongue(code)), places=prose.listed(_once(places)))
        for (code, kind), places in found.items()
    ]


def _assumed(talk: Talk, prose: Prose, result: Mapping[str, Any]) -> list[str]:
    """That the language which makes some places dear is only assumed, and what they cost in another of the country."""
    spoken = result.get("language_assumed")
    if not spoken:
        return []
    text = talk.words.say("beside.language_assumed", language=capital(prose.tongue(spoken["code"])))
    if "other" not in spoken:
        return [text]
    ranked = sorted(spoken["months"].items(), key=lambda item: item[1])
    listed = "; ".join(f"{prose.country(code)} — {prose.money(month, result['currency'])}" for code, month in ranked)
    return [text + " " + talk.words.say("beside.language_other", language=prose.tongue(spoken["other"]), places=listed)]


def _laws(talk: Talk, prose: Prose, rows: Sequence[Row]) -> list[str]:
    """What the law asks of providers in these places, all places of one law together."""
    found: dict[str, list[str]] = {}
    for row in rows:
        for name in row.get("warnings", ()):
            found.setdefault(name, []).append(prose.country(row["country"]))
    return [
        wording("warnings", name).say(talk.language, provider=prose.listed(_once(places)))
        for name, places in found.items()
    ]


def _once(names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _bought_unlike(rows: Sequence[Row]) -> bool:
    ways = {
        row["arrangement"] for row in rows if row["option"]["kind"] in ("country", "location", "present", "channels")
    }
    return len(ways - {None}) > 1


def _label(talk: Talk, prose: Prose, row: Row, rows: Sequence[Row]) -> str:
    """The name of an option, with how it is bought where the rows differ in that."""
    option = row["option"]
    name = _name(talk, prose, {**option, "country": row.get("country") or option.get("country")})
    way = row.get("arrangement")
    if way and _bought_unlike(rows) and option["kind"] in (*_PLACES, "channels"):
        return f"{name} ({talk.words.say(f'beside.way.{way}')})"
    return name


def _name(talk: Talk, prose: Prose, option: Mapping[str, Any]) -> str:
    kind = str(option["kind"])
    country = prose.country(option["country"]) if option.get("country") else ""
    if kind == "country":
        return country
    if kind == "offer":
        return str(option["vendor"])
    if kind == "location":
        return talk.words.say(f"beside.name.{option['location']}", country=country)
    if kind == "split":
        theirs = float(option["share"])
        return talk.words.say("beside.name.split", own=prose.percent(1 - theirs), theirs=prose.percent(theirs))
    if kind == "channels":
        named = [lowered(talk.words.say(f"channel.{channel}")) for channel in option["channels"]]
        return talk.words.say("beside.name.channels", channels=prose.listed(named))
    if kind == "case" and not option["changes"]:
        return talk.words.say("beside.name.present", country=country)  # "as is / without chat"
    if kind == "case":
        return supposed_case(talk, option["changes"])
    return talk.words.say(f"beside.name.{kind}", country=country)
