"""What changed and why: a what-if, a correction, a kept or dropped variant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.builtin.asking import field_name
from assistant.builtin.assumed import assumption_of, supposes_assumed
from assistant.builtin.building_on import left_aside
from assistant.builtin.figures import (
    amounts,
    assumed,
    assumption_value,
    likely_home,
    warnings,
)
from assistant.builtin.part_of_week import part_told
from assistant.builtin.prose import Prose, capital, lowered
from assistant.builtin.supports import changed_paths, support_lines
from assistant.builtin.talk import Talk
from assistant.reading import Change, apply
from assistant.reading.in_brief import value_at, volumes_in
from assistant.reading.word_lists import listed
from assistant.reading.words import words
from tools.comparison import LEADING

MOST_REASONS = LEADING
_OF_TRADE = "aht.industry."
_VOLUME = "contacts_per_month"
_ANOTHER_CASE = 2.0  # times by which a month differs from the one before when it is another case


def what_if(talk: Talk, result: Mapping[str, Any]) -> list[str]:
    """The blocks of a what-if: the new figure, the difference, what changed and why."""
    comparison = result.get("comparison")
    if not comparison:
        return [talk.say("what_if.nothing")]
    prose = Prose(talk.language)
    after = result["estimate"]
    if not result.get("applied"):
        return [talk.say("what_if.same", **amounts(prose, after["monthly"], after["currency"]))]
    case = prose.listed([changed(prose, change, result["brief"]) for change in _telling(merged(result["applied"]))])
    values = amounts(prose, after["monthly"], after["currency"])
    if moved(comparison):
        values["difference"] = difference(talk, comparison, after["currency"])
    lead = talk.words.say("what_if.headline" if "difference" in values else "what_if.unmoved", case=case, **values)
    if any("one_channel" in act.detail for act in talk.reading.acts) and "difference" in values:
        ends = sorted(comparison["monthly"][side] for side in ("before", "after"))
        low, high = (prose.money(end, after["currency"]) for end in ends)
        lead += " " + talk.words.say("what_if.one_channel", low=low, high=high)
    if any(act.detail.get("night_bot") for act in talk.reading.acts):
        lead += " " + talk.words.say("what_if.night_bot")
    if switch := _switched(talk, result["before"].get("arrangement"), after.get("arrangement")):
        lead = f"{switch} {lead}"
    if part := part_told(talk, result):
        lead += " " + part
    paths = [change["path"] for change in result["applied"]]
    lead += "" if moved(comparison) else _no_matter(talk, after, paths)
    lead += _saving(talk, result["before"], after)
    lead += base_told(talk, result["applied"])
    if all(path.startswith("in_house.") for path in paths):
        lead += _own_team(talk, result["before"], after)
    blocks = [
        _assumed_before(talk, result["before"], paths),
        lead,
        reasons(talk, comparison, after["currency"]),
        _support(talk),
        warnings(talk, _like_with_like(after, paths)),
    ]
    return [block for block in blocks if block]


def _like_with_like(after: Mapping[str, Any], paths: Sequence[str]) -> Mapping[str, Any]:
    """The estimate of a part of the work without what it says of the whole team of today."""
    if not any(path.endswith(_VOLUME) for path in paths):
        return after
    return {**after, "warnings": [each for each in after.get("warnings", ()) if each["id"] != "own-team-larger"]}


def _assumed_before(talk: Talk, before: Mapping[str, Any], paths: Sequence[str]) -> str:
    """What the estimate assumes of a field the person never told, and now supposes to be another."""
    if not supposes_assumed(talk):
        return ""
    prose = Prose(talk.language)
    items = [item for path in paths if (item := assumption_of(path, before)) is not None]
    told = [f"{lowered(item['label'])} — {assumption_value(prose, item)}" for item in items]
    return talk.words.say("what_if.assumed", items="; ".join(told)) if told else ""


def _own_team(talk: Talk, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """What a change of one's own pay or people comes to: the cost of a team of one's own, not the provider's bill."""
    was, now = ((each.get("in_house") or {}).get("monthly", {}).get("typical") for each in (before, after))
    if not was or not now or round(was) == round(now):
        return ""
    prose, currency = Prose(talk.language), after["currency"]
    values = {"before": prose.money(was, before["currency"]), "after": prose.money(now, currency)}
    agents = next((each["quantity"] for each in after["in_house"]["lines"] if each["id"] == "in_house.wages"), 0)
    if agents and "agents" not in (talk.known.get("in_house") or {}) and not _counts_people(talk):
        return " " + talk.words.say("what_if.own_team_whole", needed=agents, **values)
    return " " + talk.words.say("what_if.own_team", **values)


def _counts_people(talk: Talk) -> bool:
    return any(change.path == "in_house.agents" for change in talk.reading.what_if)


def _switched(talk: Talk, before: str | None, after: str | None) -> str:
    """That the work is bought in another way than before: more of the difference comes of it than of what changed."""
    if not before or not after or before == after:
        return ""
    ways = {side: talk.words.say(f"beside.way.{way}") for side, way in (("before", before), ("after", after))}
    return talk.words.say("difference.switched", **ways)


def _saving(talk: Talk, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """What becomes of the saving against one's own team, where the message asks for it and a team is known."""
    asked = any(word.lower in listed("savings_said") for word in words(talk.text))
    was, now = ((each.get("savings") or {}).get("monthly") for each in (before, after))
    if not asked or was is None or now is None or not (talk.known.get("in_house") or {}).get("agents"):
        return ""
    prose, currency = Prose(talk.language), after["currency"]
    ends = {"before": prose.money(abs(was), currency), "after": prose.money(abs(now), currency)}
    key = "loss" if now <= 0 else "saving" if was > 0 else "turned"
    return " " + talk.words.say(f"what_if.{key}", **ends)


def nothing_to_multiply(talk: Talk) -> str:
    """That a channel whose growth is supposed is not in the brief, and what is."""
    prose = Prose(talk.language)
    named = prose.joined([talk.words.say(f"many_of.{channel}") for channel in talk.missing])
    return talk.words.say("what_if.missing", named=named, known=(prose.brief(talk.known) or [""])[0])


def left_open(talk: Talk) -> str:
    """That a supposition is not kept which nobody decided on, now that something else was told."""
    pending = talk.situation.get("pending_before") or {}
    if not pending.get("changes") or pending.get("of_documents") or talk.one("decide_what_if"):
        return ""
    told = {change.path for change in talk.reading.changes}
    if not talk.one("note_facts") or all(change["path"] in told for change in pending["changes"]):
        return ""
    return talk.words.say("guess.left", case=supposed_case(talk, pending["changes"]))


def supposed_case(talk: Talk, supposed: Sequence[Mapping[str, Any]]) -> str:
    """What was supposed, in words."""
    prose = Prose(talk.language)
    changes: list[Mapping[str, Any]] = [{**change, "after": change.get("value")} for change in supposed]
    meant = apply(talk.known, [Change(c["op"], c["path"], c["value"], 0, 0, "") for c in changes])
    return prose.listed([changed(prose, change, meant) for change in _telling(merged(changes))])


def base_told(talk: Talk, supposed: Sequence[Mapping[str, Any]]) -> str:
    """That a supposition is of the main estimate, where another one is still open and not counted along with it."""
    aside = left_aside(talk, [dict(change) for change in supposed])
    return " " + talk.words.say("what_if.base", case=supposed_case(talk, aside)) if aside else ""


def updated(talk: Talk, estimate: Mapping[str, Any], comparison: Mapping[str, Any]) -> list[str]:
    """The blocks of an estimate worked out anew after something was stated."""
    currency = estimate["currency"]
    values = amounts(Prose(talk.language), estimate["monthly"], currency)
    shifted = moved(comparison)
    if (was := (talk.one("estimate_cost") or {}).get("was")) and "currency" not in talk.known:
        before = Prose(talk.language).money(was["monthly"]["typical"], was["currency"])
        lead = talk.words.say("figure.other_currency", before=before, currency=currency, **values)
    elif shifted:
        lead = talk.say("figure.updated", difference=difference(talk, comparison, currency), **values)
    else:
        lead = talk.say("figure.unmoved", **values) + _no_matter(talk, estimate, changed_paths(talk))
    was_bought = (talk.one("estimate_cost") or {}).get("arrangement_was")
    if shifted and (switch := _switched(talk, was_bought, estimate.get("arrangement"))):
        lead = f"{switch} {lead}"
    narrower = _narrowed(talk, comparison, estimate)
    blocks = [
        left_open(talk),
        " ".join(
            part
            for part in (
                noted(talk),
                lead,
                narrower,
                likely_home(talk),
                _unasked(talk, comparison),
                _less_for_more(talk, estimate, comparison),
            )
            if part
        ),
        reasons(talk, comparison, currency) if shifted else "",
        _support(talk),
        assumed(talk, estimate, 1),
        warnings(talk, estimate),
    ]
    return [block for block in blocks if block]


def _unasked(talk: Talk, comparison: Mapping[str, Any]) -> str:
    """What a change of the data requirements has done beside what was told: another country, an allowance gone."""
    if not any(path.split(".")[0] == "compliance" for path in changed_paths(talk)):
        return ""
    places = comparison.get("provider_countries") or {}
    if places and places["before"] != places["after"] and not talk.known.get("provider_countries"):
        prose = Prose(talk.language)
        ends = {side: prose.country(code) for side, code in places.items()}
        return talk.words.say("figure.provider_changed", **ends)
    return talk.words.say("figure.allowance_gone") if moved(comparison) and _cheaper(comparison) else ""


def _less_for_more(talk: Talk, estimate: Mapping[str, Any], comparison: Mapping[str, Any]) -> str:
    """Why more work costs less: along with it the trade was told, in which a contact takes less time."""
    before, after = (sum(volumes_in(each).values()) for each in (talk.situation.get("brief_before") or {}, talk.known))
    if not (before and after > before and _cheaper(comparison) and moved(comparison)):
        return ""
    factor = next((i for i in estimate["assumptions"] if str(i["parameter"]).startswith(_OF_TRADE)), None)
    if factor is None or "industry" not in changed_paths(talk):
        return ""
    shown = f"{lowered(factor['label'])} — {assumption_value(Prose(talk.language), factor)}"
    return talk.words.say("figure.less_for_more", factor=shown)


def _cheaper(comparison: Mapping[str, Any]) -> bool:
    return bool(comparison["monthly"]["difference"] < 0)


def moved(comparison: Mapping[str, Any]) -> bool:
    """Whether the month differs by more than half a per cent."""
    monthly = comparison["monthly"]
    return abs(monthly["difference"]) >= 0.005 * max(abs(monthly["before"]), 1)


def _no_matter(talk: Talk, estimate: Mapping[str, Any], paths: Sequence[str]) -> str:
    """Why a change leaves the bill as it is: a shared desk is paid by what it handles, whatever the hours, and a
    dedicated team answers letters between calls, in hours paid for already. Once, except to a supposition.
    """
    shared = estimate.get("arrangement") == "shared"
    if shared and any(path.split(".")[0] == "coverage" for path in paths):
        said = talk.words.say("figure.hours_of_shared")
    elif not shared and paths and all(_of_letters(path) for path in paths) and "phone" in _channels(talk):
        said = talk.words.say("figure.letters_between_calls")
    else:
        return ""
    known = talk.said(said) and "what_if" not in talk.acts  # what is supposed and moves nothing always says why
    return "" if known else f" {said}"


def _of_letters(path: str) -> bool:
    parts = path.split(".")
    return parts[0] == "channels" and parts[1] in ("email", "social") and parts[2:] in ([], ["contacts_per_month"])


def _channels(talk: Talk) -> Mapping[str, Any]:
    known = talk.known.get("channels")
    return known if isinstance(known, Mapping) else {}


def _support(talk: Talk) -> str:
    """What the guidance says of the thing that changed, as a sentence of its own."""
    return " ".join(line.split(".** ", 1)[-1] for line in support_lines(talk))


def noted(talk: Talk) -> str:
    """What the message changed, said back in a few words."""
    results = [*talk.results.get("note_facts", []), *talk.results.get("decide_what_if", [])]
    changes = [change for result in results for change in result.get("applied", [])]
    if not changes:
        return ""
    prose = Prose(talk.language)
    said = [changed(prose, change, talk.known) for change in _telling(merged(changes))]
    return talk.say("noted", changes=prose.listed([piece for piece in said if piece]))


def _telling(changes: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The changes worth saying back: not a trade without a name, nor "far away" beside the country itself."""
    places = any(change["path"] == "provider_countries" and change.get("after") for change in changes)
    vague = [
        change
        for change in changes
        if (change["path"] == "industry" and change.get("after") == "other")
        or (places and change["path"] == "location" and change.get("after"))
    ]
    return [change for change in changes if change not in vague] or changes


def merged(changes: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Changes of one thing as one: hours and days are coverage; a channel wanted and its volume are the volume."""
    paths = [change["path"] for change in changes]
    if any(path.startswith("channels.") and path.endswith(_VOLUME) for path in paths):
        changes = [
            c for c in changes if c["path"] != _VOLUME or c.get("after") is not None
        ]  # the total is of a channel
    out: list[Mapping[str, Any]] = []
    for change in changes:
        if change["path"].startswith("coverage."):
            if not any(known["path"] == "coverage" for known in out):
                out.append({**change, "path": "coverage"})
        elif change["path"].startswith("service_level.") and change["path"].count(".") > 1:
            target = change["path"].rpartition(".")[0]  # the share or the time alone is said as the whole target
            if not any(known["path"] == target for known in out):
                out.append({**change, "path": target})
        elif not (change["after"] == {} and any(path.startswith(change["path"] + ".") for path in paths)):
            out.append(change)
    return sorted(out, key=lambda change: change.get("after") is None)  # what is wanted, then what is not


def changed(prose: Prose, change: Mapping[str, Any], brief: Mapping[str, Any]) -> str:
    """A change of the brief in a few words."""
    path, value = change["path"], change.get("after")
    if path == "coverage" or (path.startswith("service_level.") and value is not None):
        value = value_at(brief, path)
    if value is None and not (path.startswith("channels.") and path.count(".") == 1):
        return prose.words.say("change.removed", field=field_name(prose, path))
    return prose.fact(path, value)


def difference(talk: Talk, comparison: Mapping[str, Any], currency: str) -> str:
    """ "$1,200 less", with the share of what it was."""
    prose = Prose(talk.language)
    monthly = comparison["monthly"]
    amount = monthly["difference"]
    share = prose.percent(abs(amount) / monthly["before"]) if monthly["before"] else ""
    key = "difference.less" if amount < 0 else "difference.more"
    if monthly["before"] and abs(amount) > monthly["before"]:
        key = "difference.much_more"
    return talk.words.say(key, amount=prose.money(abs(amount), currency), share=share)


def reasons(talk: Talk, comparison: Mapping[str, Any], currency: str) -> str:
    """Why the total moved, and the lines that moved most."""
    prose = Prose(talk.language)
    moved = [
        line for line in comparison.get("lines", ()) if abs(line["difference"]) >= 1 and line.get("period") == "monthly"
    ]
    moved.sort(key=lambda line: -abs(line["difference"]))
    rows = []
    given: set[str] = set()
    for line in moved[:MOST_REASONS]:
        why = line.get("reason") or ""
        why = "" if why in given else why  # hours and rate are the same of every part of the rate
        given.add(why)
        amount = _signed(prose, line["difference"], currency)
        rows.append(
            f"- {line['label']}: {amount}"
            + (f" — {_tidy(why)}" if why else "")
            + ("." if not why.endswith(".") else "")
        )
    rest = comparison.get("rest") or 0
    if rows and len(moved) > MOST_REASONS and abs(rest) >= 1:
        rows.append(f"- {talk.words.say('difference.rest', amount=_signed(prose, rest, currency))}")
    general = [_tidy(reason) for reason in comparison.get("reasons", ())][:2]
    lead = talk.words.say("difference.because")
    if general:
        lead += " " + " ".join(capital(reason if reason.endswith(".") else reason + ".") for reason in general)
    return "\n".join([lead, *rows]) if rows or general else ""


def _signed(prose: Prose, amount: float, currency: str) -> str:
    return f"{'+' if amount > 0 else '−'}{prose.money(abs(amount), currency)}"


def _narrowed(talk: Talk, comparison: Mapping[str, Any], estimate: Mapping[str, Any]) -> str:
    before, was = comparison.get("spread_before"), comparison["monthly"]["before"]
    month = estimate["monthly"]
    if not before or not was or not month["typical"]:
        return ""
    if not 1 / _ANOTHER_CASE < month["typical"] / was < _ANOTHER_CASE:
        return ""  # another bill altogether is no surer one
    # Beside the amount: a smaller bill has a smaller range without being surer. And a range that has grown in money is
    # none that anybody sees narrowed.
    width = month["high"] - month["low"]
    narrower = width / month["typical"] < 0.9 * before / was and width <= before
    return talk.say("figure.narrower") if narrower else ""


def _tidy(text: str) -> str:
    return text.strip()
