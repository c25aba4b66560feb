"""Options named in one message, priced side by side on the same work: places, ways of buying, parts of the work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import combinations
from typing import Any

from assistant.facts import note
from assistant.market import price
from tools.automated import automated
from tools.brief import Brief
from tools.errors import InputError
from tools.estimate import Estimate, NeedMore
from tools.places import language_class, languages_of
from tools.quotes import check_quotes

Option = Mapping[str, Any]

# What the law asks of a provider may decide between places.
_TOLD_OF_PLACES = ("data-localisation", "gdpr-transfer")


def priced_beside(
    brief: Mapping[str, Any], options: Sequence[Option], language: str, market: str
) -> dict[str, Any] | None:
    """The options in the order named, each with its month, how it is bought and what to look out for; then the present.

    All are in the currency of the present estimate. None where the brief cannot be priced; an option that cannot be is
    listed under `left_out`.
    """
    try:
        now = price(Brief.parse(dict(brief), language), language, market)
    except InputError:
        return None
    known = {**brief, "currency": now.currency}
    rows: list[dict[str, Any]] = []
    left_out = []
    for option in options:
        if option["kind"] == "offers":
            rows += _offers(known, language, market)
            continue
        row = None
        with suppress(InputError):
            row = _row(known, option, now, language, market)
        if row is None:
            left_out.append(dict(option))
        else:
            rows.append({"option": dict(option), **row})
    present = _of_estimate(now)
    if not any(_same(row, present) for row in rows):
        rows.append({"option": {"kind": "present"}, **present})
    found: dict[str, Any] = {"options": rows, "left_out": left_out, "currency": now.currency}
    if "languages" not in brief and (spoken := _language_assumed(known, rows, language, market)):
        found["language_assumed"] = spoken
    return {**found, "differences": _differences(rows)}


def _row(known: Mapping[str, Any], option: Option, now: Estimate, language: str, market: str) -> dict[str, Any] | None:
    kind = option["kind"]
    if kind in ("all", "people", "provider"):
        return _of_estimate(now)
    if kind in ("country", "location"):
        there = {key: value for key, value in known.items() if key not in ("location", "provider_countries")}
        there |= {"provider_countries": [option["country"]]} if kind == "country" else {"location": option["location"]}
        return _of_estimate(_priced(there, language, market))
    if kind == "channels":
        kept = {name: each for name, each in (known.get("channels") or {}).items() if name in option["channels"]}
        if not any((each or {}).get("contacts_per_month") for each in kept.values()):
            return None
        return _of_estimate(_priced({**known, "channels": kept}, language, market))
    if kind == "case":
        noted = note(Brief.parse(dict(known), language), [dict(change) for change in option["changes"]])
        return _of_estimate(price(noted.brief, language, market)) if noted.applied else _of_estimate(now)
    if kind == "own":
        return _of_own(now) if "pay" not in option else _of_hired(known, option, language, market)
    if kind == "split":
        return _of_split(known, float(option["share"]), language, market)
    if kind == "bot":
        result = automated(Brief.parse(dict(known), language), {}, language=language, default_home=market)
        return None if result is None else {"monthly": result.with_agent.monthly.to_json()}
    return _bought(known, kind, now, language, market)


def _bought(known: Mapping[str, Any], kind: str, now: Estimate, language: str, market: str) -> dict[str, Any] | None:
    """A shared desk or a team of one's own at the provider, in the place of the present estimate."""
    if kind == now.to_json().get("arrangement"):
        return _of_estimate(now)
    if kind == "shared":
        way = next((each for each in now.scenarios if each.id == "shared"), None)
        return None if way is None else {"monthly": way.monthly.to_json(), "arrangement": "shared"}
    return _of_estimate(_priced({**known, "pricing_model": "per_hour"}, language, market))


def _of_own(estimate: Estimate) -> dict[str, Any] | None:
    own = estimate.to_json().get("in_house")
    return {"monthly": own["monthly"]} if own else None


def _of_hired(known: Mapping[str, Any], option: Option, language: str, market: str) -> dict[str, Any] | None:
    """People to be hired at the pay named: as many as the work takes, as offers are set side by side on all of it."""
    there = {key: value for key, value in known.items() if key != "in_house"}
    whole = _priced({**there, "in_house": dict(option["pay"])}, language, market).to_json()
    people, needed = option.get("people"), float(whole.get("fte") or 0)
    row = {"monthly": whole["in_house"]["monthly"], "needed": needed}
    if not people:
        return row
    named = _of_own(_priced({**there, "in_house": {**option["pay"], "agents": people}}, language, market))
    if named is None or people >= needed:
        return named
    return {**row, "people": people, "of_people": named["monthly"]["typical"]}


def offers_with(brief: Brief, language: str, market: str) -> dict[str, Any]:
    """What the vendors' offers come to in a case that is only supposed; nothing where none are known."""
    if not brief.get("quotes"):
        return {}
    with suppress(NeedMore, InputError):
        return {"quotes": check_quotes(brief, language, default_home=market).to_json()}
    return {}


def _offers(known: Mapping[str, Any], language: str, market: str) -> list[dict[str, Any]]:
    """The vendors' offers, each with what it comes to on all of the work."""
    found = check_quotes(Brief.parse(dict(known), language), language, default_home=market).to_json()
    return [
        {
            "option": {"kind": "offer", "vendor": offer["vendor"]},
            "monthly": dict.fromkeys(("low", "typical", "high"), offer["monthly"]),
        }
        for offer in found["offers"]
        if offer["whole"]
    ]


def _of_split(known: Mapping[str, Any], share: float, language: str, market: str) -> dict[str, Any] | None:
    """A part of the work with one's own people and a part with a provider, each priced at its own volume."""
    theirs = _of_estimate(_priced(_scaled(known, share), language, market))
    kept = _scaled(known, 1 - share)
    team = known.get("in_house")
    if team and team.get("agents"):
        kept = {**kept, "in_house": {**team, "agents": max(1, round(float(team["agents"]) * (1 - share)))}}
    mine = _of_own(_priced(kept, language, market))
    if mine is None:
        return None
    monthly = {end: round(mine["monthly"][end] + theirs["monthly"][end], 2) for end in ("low", "typical", "high")}
    parts = {"own": mine["monthly"]["typical"], "provider": theirs["monthly"]["typical"]}
    return {**theirs, "monthly": monthly, "parts": parts}


def _scaled(known: Mapping[str, Any], factor: float) -> dict[str, Any]:
    """The case with so much of every volume."""
    channels = {
        name: {**each, "contacts_per_month": each["contacts_per_month"] * factor}
        if each and each.get("contacts_per_month")
        else each
        for name, each in (known.get("channels") or {}).items()
    }
    found = {**known, "channels": channels} if channels else dict(known)
    if total := known.get("contacts_per_month"):
        found["contacts_per_month"] = total * factor
    return found


def _priced(brief: Mapping[str, Any], language: str, market: str) -> Estimate:
    return price(Brief.parse(dict(brief), language), language, market)


def _of_estimate(estimate: Estimate) -> dict[str, Any]:
    found = estimate.to_json()
    country = str(found.get("provider_country"))
    told = [each["id"] for each in found["warnings"]]
    return {
        "monthly": found["monthly"],
        "arrangement": found.get("arrangement"),
        "country": country,
        "warnings": [name for name in told if name in _TOLD_OF_PLACES],
        "scarce": _scarce(estimate, country),
    }


def _scarce(estimate: Estimate, country: str) -> dict[str, str]:
    """The languages of the work that are no everyday ones at providers of a country: uncommon or rare."""
    spoken = {str(pool.get("language")) for pool in estimate.to_json()["staffing"]} - {"None"}
    classes = {code: language_class(country, code) for code in sorted(spoken)}
    return {code: kind for code, kind in classes.items() if kind in ("uncommon", "rare")}


def _language_assumed(
    known: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], language: str, market: str
) -> dict[str, Any] | None:
    """A language nobody named that is hard to staff in some of the places, and what the places cost in another of the
    customers' country that all of them have; None where no such language decides.
    """
    places = [row for row in rows if row["option"]["kind"] in ("country", "location", "present")]
    codes = sorted({code for row in places for code in row["scarce"]})
    if not codes:
        return None
    home = str(known.get("home_country") or "")
    shared = [
        code
        for code in (languages_of(home) if home else ())
        if code not in codes and all(language_class(row["country"], code) is None for row in places)
    ]
    if not shared:
        return {"code": codes[0]}
    months = {}
    for row in places:
        there = {key: value for key, value in known.items() if key != "location"}
        there |= {"provider_countries": [row["country"]], "languages": shared[:1]}
        months[row["country"]] = _priced(there, language, market).to_json()["monthly"]["typical"]
    return {"code": codes[0], "other": shared[0], "months": months}


def _differences(rows: Sequence[Mapping[str, Any]]) -> list[float]:
    """What each two of the options differ by, a month."""
    months = [float(row["monthly"]["typical"]) for row in rows]
    return [round(abs(one - other), 2) for one, other in combinations(months, 2)]


def _same(row: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    keys = ("country", "arrangement")
    month = row["monthly"]["typical"] == other["monthly"]["typical"]
    return month and all(row.get(key) == other.get(key) for key in keys)
