"""Reading a message: its facts, what they change in the brief, and what the person does with it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

from assistant.reading.acts import Acts, find_acts, topic_alone
from assistant.reading.answers import read_answer
from assistant.reading.asides import asides
from assistant.reading.billing import billed_facts, denominators
from assistant.reading.billing_refused import with_billing_refused
from assistant.reading.bots import without_taken_over
from assistant.reading.by_the_judge import Heard, by_the_judge, positions
from assistant.reading.case_questions import with_budget_told
from assistant.reading.changes_beside import with_changes_beside
from assistant.reading.channels_back import without_refused_named, without_undo
from assistant.reading.choice_answers import choice_answered
from assistant.reading.chosen_anew import chosen_anew
from assistant.reading.confirmed_after import with_confirmed
from assistant.reading.corrections import (
    read_corrections,
    read_removals,
    read_supposed,
    replacements,
    scaled_volumes,
    withdrawn,
)
from assistant.reading.coverage import known_coverage, read_coverage
from assistant.reading.day_parts import days_told_over, part_of_day
from assistant.reading.decided_then_told import decided_then_told
from assistant.reading.decided_value import went_on
from assistant.reading.ends_told_anew import ends_told_anew
from assistant.reading.fits_if import with_condition
from assistant.reading.hours_moved import hours_moved
from assistant.reading.hours_no_time import no_time_in_hours
from assistant.reading.hours_of_channels import hours_of_channels, without_hours_of_channels
from assistant.reading.hours_refused import hours_dropped, refused_hours
from assistant.reading.in_brief import present
from assistant.reading.inquiries import without_rates_asked
from assistant.reading.judge import judge
from assistant.reading.judged import has_case, short_answer
from assistant.reading.known_left_out import known_left_out
from assistant.reading.known_replaced import known_replaced
from assistant.reading.known_sums import sums_told_anew
from assistant.reading.language import detect_language
from assistant.reading.language_shares import language_shares, with_main_language
from assistant.reading.last_passes import ReadThrough, passed
from assistant.reading.layout import typed_right
from assistant.reading.left_out_before import with_pronoun_left_out
from assistant.reading.level_in_time import levels_in_time, read_levels_in_time
from assistant.reading.lists_revised import lists_revised
from assistant.reading.looked_over import looked_over
from assistant.reading.moments import read_moments, without_old_ends
from assistant.reading.named import read_names
from assistant.reading.narrowed import one_of_known
from assistant.reading.offer_people import prices_of_people
from assistant.reading.offers_asked import verdict_asked
from assistant.reading.offers_told import with_offers_too
from assistant.reading.only_shown import only_shown
from assistant.reading.opinion import Opinion
from assistant.reading.opinions_of_others import without_opinions
from assistant.reading.orders_alone import with_orders_alone
from assistant.reading.own_case import own_case_in_question
from assistant.reading.own_hire import without_own_hire
from assistant.reading.partly_outsourced import with_part_outsourced
from assistant.reading.pay_corrected import besides, pay_corrected
from assistant.reading.period_of_known import period_of_known
from assistant.reading.period_told import read_period
from assistant.reading.places import place_of_own_case
from assistant.reading.places_in_talk import open_places, place_question
from assistant.reading.put_right import all_of_one_channel, own_people_first, put_right
from assistant.reading.question_named import question_named
from assistant.reading.quotes import offered
from assistant.reading.quotes_revised import of_price_alone, quotes_revised
from assistant.reading.refused_as_well import refused_as_well, without_refused_acts
from assistant.reading.refused_lists import without_refused
from assistant.reading.relative import multiplied, relate
from assistant.reading.reproaches import without_reproach
from assistant.reading.restated import only_told, with_restated, with_suppositions, without_asked_too
from assistant.reading.result import Ambiguity, Change, Reading, apply
from assistant.reading.retractions import without_retracted
from assistant.reading.reworded import Told, reworded
from assistant.reading.roles import find_roles
from assistant.reading.scaled_fields import handle_times_moved
from assistant.reading.scene import TextScene
from assistant.reading.season_peaks import season_peak
from assistant.reading.service_levels import bare_seconds, slashed_levels
from assistant.reading.side_let_go import side_let_go
from assistant.reading.statements import inside, with_statements, within
from assistant.reading.sums import limit_agreed
from assistant.reading.supposed import (
    hours_of_one_channel,
    moved_between,
    nothing_to_multiply,
    people_by_day,
    people_elsewhere,
    with_weekends,
    without_channels,
    without_kept_days,
)
from assistant.reading.supposed_again import Alone
from assistant.reading.supposed_frames import with_frame
from assistant.reading.supposed_own_people import channels_of_own_people
from assistant.reading.supposed_parts import parts_of_channels
from assistant.reading.supposed_shapes import at_once, supposed_by_shape
from assistant.reading.team_pay import confirmed, team_pay
from assistant.reading.team_supposed import Supposed, with_team_supposed
from assistant.reading.terms import read_terms
from assistant.reading.told_alone import with_told_alone
from assistant.reading.told_plainly import told_plainly
from assistant.reading.told_then_supposed import told_then_supposed
from assistant.reading.told_together import told_together
from assistant.reading.totals_told import unlike_total, with_totals_divided
from assistant.reading.uneven_weeks import without_days_left_out
from assistant.reading.unknown_places import unknown_places
from assistant.reading.values_beside import picked, with_values_beside
from assistant.reading.vendor_named import without_vendor_names
from assistant.reading.volume_supposed import with_volume_supposed
from assistant.reading.volumes_added import with_added, with_differences
from assistant.reading.volumes_by_hours import supposed_by_hours
from assistant.reading.volumes_corrected import impossible, in_the_old_period, volume_chosen, volume_meant
from assistant.reading.volumes_placed import placed
from assistant.reading.workload import Workload


def read(
    text: str,
    *,
    question: str | None = None,
    brief: Mapping[str, Any] | None = None,
    language: str | None = None,
    earlier: Sequence[Told] = (),
    by_rules: bool = False,
    framed: bool = True,
) -> Reading:
    """Read a message of a buyer.

    `question` is the brief field just asked about ("coverage", "channels.phone.aht_seconds", "yes_no:keep"); `brief` is
    the brief so far as JSON; `earlier` are the messages before, the latest first, which a correction may put right. All
    only help to understand; any text can be read. `by_rules` asks no judge; not `framed`, no frame is taken off.
    """
    known: Mapping[str, Any] = brief if isinstance(brief, Mapping) else {}
    reread = partial(_told, by_rules=by_rules)
    spoken = language or detect_language(typed_right(text))
    text = told_plainly(text, spoken, known, earlier)
    plain = scene = looked_over(text, spoken, known, earlier, question)
    if not scene.words:
        return Reading(spoken)

    def read_part(said: str, of: Mapping[str, Any], answers: bool) -> Reading:
        asked, before = (question, earlier) if answers else (None, ())
        return read(said, question=asked, brief=of, language=spoken, earlier=before, by_rules=by_rules)

    if (apart := told_then_supposed(scene, known, read_part)) is not None:
        return apart
    if (parted := decided_then_told(scene, known, question, read_part, earlier, reread)) is not None:
        return parted
    question = question_named(scene, no_time_in_hours(scene, place_question(scene, question, earlier, reread)))
    opinion = None if by_rules or short_answer(scene, question) else Opinion(judge(), plain, known)
    scene.judged = opinion.of if opinion else None
    scene.opinion = None if has_case(known) else scene.judged  # a known case has ways of its own
    scene = told_together(scene, known)
    acts = without_refused_acts(scene, find_acts(scene, known, question))
    acts = with_condition(scene, verdict_asked(scene, acts, known, earlier))

    def in_frame(said: str) -> Reading:
        return read(said, brief=known, language=spoken, by_rules=by_rules, framed=False)

    if framed and (shown := only_shown(scene, known, in_frame)) is not None:
        return shown

    def as_told(said: str) -> Sequence[Change]:
        return in_frame(said).changes

    def alone(said: str) -> Reading:
        return read(said, question=question, brief=known, language=spoken, earlier=earlier, by_rules=by_rules)

    if {act.kind for act in acts.acts} != {"off_topic"}:
        acts = with_values_beside(scene, acts, known, as_told)
        acts = with_changes_beside(scene, acts, known, as_told) if framed else acts
        acts = with_suppositions(scene, acts, known, as_told)
    if known and any(act.kind == "restart" for act in acts.acts):
        return read(text, language=spoken, by_rules=by_rules)  # what is told along with it is told of a new case
    unwanted = refused_hours(scene, known)
    old = [*(gone := withdrawn(scene)), *(fact for fact in unwanted if fact not in gone)]
    changes, open_questions = _changes(scene, acts, old, known, question)
    changes = without_kept_days(scene, changes, known)
    changes += hours_dropped(scene, unwanted, known, changes)
    understood = not all(unlike_total(c, known) for c in changes)
    corrected = reworded(scene, replacements(scene, old), understood, known, earlier, reread)
    if corrected is not None:
        changes, open_questions = corrected.joined(changes, scene), []
    if chosen := choice_answered(scene, question, changes):
        changes = [*(c for c in changes if not c.start < chosen[0].end or not chosen[0].start < c.end), *chosen]
        acts = Acts(tuple(a for a in acts.acts if a.kind not in _NOT_ANSWERED), (), ())
    if_only = [
        c for c in changes if within(scene, c, acts.supposed) and not (_certain(c, known) or limit_agreed(scene, c))
    ]
    stated = tuple(c for c in changes if c not in if_only)
    if opinion:
        heard = Heard(plain, scene, opinion, acts, known, question)
        told = stated
        stated, open_questions = by_the_judge(heard, stated, open_questions, old)
        stated = confirmed(stated, told, with_offers_too(scene, told, team_pay(scene, known, positions(asides(scene)))))
    stated = with_budget_told(scene, acts.acts, stated, known)
    open_at = positions((*acts.supposed, *(acts.asked if "?" in text else ())))  # "Malaysia is too dear" asks nothing
    stated = tuple(lists_revised(plain, known, stated, lambda at: at not in open_at))
    missing = nothing_to_multiply(scene, if_only, known)
    if_only = without_channels(with_weekends(scene, if_only, acts.supposed, known), missing)
    beside, one_channel = hours_of_one_channel(scene, acts.supposed, known)
    if_only = beside if beside and all(c.path.startswith(("coverage.", "channels.")) for c in if_only) else if_only
    if_only = [c for c in if_only if not at_once(scene, c)]
    if not [c for c in if_only if c.path != "industry"] and (shaped := supposed_by_shape(scene, acts.supposed, known)):
        if_only, stated = shaped, tuple(c for c in stated if c.path not in ("industry", *(s.path for s in shaped)))
    if_only = with_volume_supposed(scene, if_only, acts.supposed, known)
    if any(act.detail.get("night_bot") for act in acts.acts):
        if_only = people_by_day(scene, known)
    if not (if_only or stated) and has_case(known):
        if_only = people_elsewhere(scene, acts.supposed) or channels_of_own_people(scene, acts.supposed, known)
    if_only = [c for c in if_only if (c.path, c.value) not in [(told.path, told.value) for told in stated]]
    stated, part = with_part_outsourced(plain, old, stated, known)
    if_only += [c for c in part if within(scene, c, acts.supposed)]
    given_away = [c for c in part if not within(scene, c, (*acts.supposed, *acts.asked))]
    stated = (*(c for c in stated if c.path not in [each.path for each in given_away]), *given_away)
    told_so_far = apply(known, stated := tuple(with_totals_divided(scene, stated, known)))
    supposed = tuple(with_totals_divided(scene, scaled_volumes(scene, if_only, told_so_far), told_so_far))
    supposed = without_days_left_out(supposed, known, earlier, reread)
    if not (missing or one_channel):
        supposed = tuple(parts_of_channels(scene, with_restated(scene, acts, supposed, known, as_told), known))
    stated, told_acts = without_retracted(scene, stated, acts.acts)
    acts = replace(acts, acts=told_acts)
    after = passed(ReadThrough(scene, plain, known, question, earlier, reread, bool(if_only)), stated)
    stated = only_told(scene, acts, stated, after)
    if earlier and (chosen_value := picked(scene, known, earlier, reread)) is not None:
        stated, open_questions = tuple(chosen_value), []
    if (as_well := refused_as_well(plain, known, earlier, reread)) is not None:
        stated, supposed, acts = tuple(as_well), (), Acts((), (), ())
    acts = replace(acts, acts=without_undo(plain, stated, acts.acts, known, earlier, reread))
    if (on := went_on(Alone(plain, tuple(acts.acts), stated, supposed, question), known, earlier, reread)) is not None:
        stated, supposed, acts = on.stated, on.supposed, Acts(on.acts, (), acts.supposed if on.supposed else ())
        open_questions = []  # what is decided on leaves nothing open
    said = with_billing_refused(plain, known, without_reproach(plain, known, Supposed(stated, supposed, acts.acts)))
    team = with_team_supposed(plain, known, said)
    supposed, acts = team.supposed, replace(acts, acts=team.acts)
    stated = without_opinions(scene, without_rates_asked(scene, team.stated, known))
    found = with_statements(scene, acts, stated, supposed, old, known, question)
    found = (*found, *unknown_places(scene), *open_places(scene, known, question))
    if not found and not supposed and (topic := topic_alone(scene, question)):
        found = (topic,)
    supposed = tuple(without_refused_named(plain, without_taken_over(found, supposed), known))
    if missing or one_channel:
        more = {"missing": missing} if missing else {"one_channel": one_channel}
        found = tuple(replace(a, detail={**a.detail, **more}) if a.kind == "what_if" else a for a in found)
    ambiguities = tuple(a for a in open_questions if not inside(scene, a.start, (*acts.supposed, *acts.asked)))
    whole = with_confirmed(plain, Reading(spoken, tuple(scene.found), stated, supposed, found, ambiguities), alone)
    whole = with_told_alone(plain, acts, whole, alone) if has_case(known) else whole
    whole = without_own_hire(plain, without_asked_too(plain, whole))
    whole = with_orders_alone(plain, known, with_pronoun_left_out(plain, known, earlier, whole))
    whole = with_frame(plain, known, question, whole, in_frame) if framed else whole
    return supposed_by_hours(whole, known, earlier, reread)


def _told(told: Told, by_rules: bool) -> Reading:
    """An earlier message, as it was read then; turn after turn asks for the same ones."""
    return _read_again(told.text, told.question, json.dumps(told.brief, sort_keys=True), by_rules)


@lru_cache(maxsize=256)
def _read_again(text: str, question: str | None, brief: str, by_rules: bool) -> Reading:
    return read(text, question=question, brief=json.loads(brief), by_rules=by_rules)


_NOT_ANSWERED = ("ask", "skip", "what_if", "estimate")  # what a short answer to a question of choice only looks like


def _certain(change: Change, brief: Mapping[str, Any]) -> bool:
    """An offer to compare is a fact, as is a rate; so is the trade of "imagine a small bank…" where none was named.

    "What if Northline asked 11?" of an offer known is none.
    """
    told_once = change.path in ("industry", "currency") and change.path not in brief
    offer = change.path.startswith("quotes.") and not present(brief, change.path)
    return told_once or offer or change.path.startswith("exchange_rates.")


def _changes(
    scene: TextScene, acts: Acts, old: list[Any], brief: Mapping[str, Any], question: str | None
) -> tuple[list[Change], list[Ambiguity]]:
    silent_places = positions((*acts.asked, *asides(scene)))
    silent_places -= own_case_in_question(scene, acts.asked)
    silent = [f for f in scene.facts if scene.span(f).first in silent_places]
    silent = [f for f in silent if scene.span(f).first not in positions(acts.asked) or not offered(scene, f)]
    levels = {at for at, _, _ in slashed_levels(scene)}
    spoken = bare_seconds(scene)
    shares = [f for f in scene.facts if f.kind in ("percent", "number") and f not in spoken]
    paired = [f for f in shares if scene.span(f).first in levels]
    shifted, differences = hours_moved(scene, brief)
    lengthened, longer = handle_times_moved(scene, brief)
    shifted, differences = [*shifted, *lengthened], [*differences, *longer]
    silent_spans = (*acts.asked, *asides(scene))
    moments = [c for c in read_moments(scene, brief, question) if not inside(scene, c.start, silent_spans)]
    moments += [c for c in part_of_day(scene, brief) if not inside(scene, c.start, silent_spans)]
    clocks = [f for f in scene.facts if f.kind == "number" and any(c.start <= f.start < c.end for c in moments)]
    paired += [f for pair in levels_in_time(scene) for f in pair]
    paired += [*(share for share, _ in language_shares(scene)), *days_told_over(scene)]
    paid = team_pay(scene, brief, positions(asides(scene)))
    paired += [f for f in scene.facts if f.kind == "volume" and any(c.start <= f.start < c.end for c in paid)]
    known = (*old, *silent, *paired, *clocks, *differences, *denominators(scene), *billed_facts(scene, question))
    skipped = {id(f) for f in known}
    roles = find_roles(scene, [*(f for f in scene.facts if id(f) in skipped), *spoken, *prices_of_people(scene)])
    asked_places = {at for at in positions(acts.asked) if place_of_own_case(scene, roles, at)}
    heard = _without(scene, skipped - {id(scene.fact_at[at]) for at in asked_places})
    moments += [c for c in shifted if not inside(scene, c.start, acts.asked)]
    coverage_changes = read_coverage(heard, roles) + moments
    coverage = known_coverage(brief, coverage_changes)
    corrections = read_corrections(scene, roles, old, brief, question, coverage)
    corrections = with_differences(scene, corrections, brief, coverage)
    answer = [] if corrections else read_answer(scene, roles, question, brief, coverage)
    answer += read_supposed(scene, roles, positions(acts.supposed), brief, coverage)
    supposed_places = positions(acts.supposed)
    entities, open_questions = read_names(
        heard,
        brief,
        question,
        lambda at: at not in silent_places or at in asked_places,
        lambda at: at in supposed_places,
        [role.span for role in roles.of("in_house.agents")],
    )
    changes = one_of_known(scene, with_main_language(scene, entities, brief), brief) + coverage_changes
    volumes = in_the_old_period(scene, Workload(heard, roles, brief, coverage).read(), old, brief, coverage)
    volumes = without_refused(scene, entities, volumes)
    changes += volumes if old or corrections else with_added(scene, volumes, brief, coverage)
    changes = moved_between(scene, changes, brief)
    changes += read_terms(heard, roles, brief)
    changes += [c for c in read_levels_in_time(scene, brief) if not inside(scene, c.start, silent_spans)]
    changes = without_vendor_names(scene, changes, brief)
    changes = relate(heard, changes, brief)
    changes = all_of_one_channel(scene, own_people_first(scene, changes, brief), brief)
    changes = placed(heard, changes, roles, brief, coverage, question)
    if not changes and not answer:
        changes = multiplied(scene, brief, supposed_places)
    if not changes and not corrections and (not answer or impossible(answer)):
        meant, doubts = volume_meant(scene, roles, brief)
        open_questions = [*open_questions, *doubts]
        answer = meant if meant or doubts else answer or put_right(heard, brief, coverage)
        answer = answer if old else with_added(scene, answer, brief, coverage)
    surer = pay_corrected(scene, brief) or season_peak(heard, brief, coverage)
    paid = [c for c in paid if not _told_later(c, changes)]
    surer = [*surer, *besides(paid, surer)]
    corrections, answer, changes = (besides(part, surer) for part in (corrections, answer, changes))
    changes += surer
    changes = [c for c in changes if c in lengthened or not any(c.start == moved.start for moved in lengthened)]
    removals = (
        []
        if changes
        else [*read_removals(scene, brief), *side_let_go(scene, brief), *read_period(scene, brief, question)]
    )
    # «Нет, чатов не десять тысяч, а семь»: a channel whose volume is put right is not declined.
    corrected = {c.path.rsplit(".", 1)[0] for c in [*corrections, *(changes if old else ())]}
    # «Четыреста в месяц, ой нет, в неделю четыреста»: nor is one whose volume is told after the "no".
    told = {c.path.rsplit(".", 1)[0]: c.start for c in changes if c.path.endswith("contacts_per_month")}
    corrected |= {c.path for c in changes if c.value is None and told.get(c.path, 0) > c.end > 0}
    changes = [c for c in changes if not (c.value is None and c.op == "set" and c.path in corrected)]
    unsaid = silent_places | supposed_places
    # "Euros will do, the parent reports in nothing else" asks for no report.
    untold = unsaid if "?" in scene.text else supposed_places | positions(asides(scene))
    changes += chosen_anew(scene, brief, [*changes, *answer, *corrections], lambda at: at not in untold)
    changes = quotes_revised(scene, brief, changes, lambda at: at not in silent_places)
    changes = known_left_out(scene, brief, changes, lambda at: at not in unsaid)
    settled = _settled(of_price_alone([*changes, *answer, *corrections, *removals, *volume_chosen(scene, question)]))
    settled = without_old_ends(known_replaced(scene, brief, settled, unsaid), brief)
    settled = sums_told_anew(scene, brief, settled, lambda at: at not in unsaid)
    settled = ends_told_anew(scene, brief, settled, lambda at: at not in unsaid)
    settled = period_of_known(scene, brief, settled, lambda at: at not in unsaid)
    apart = hours_of_channels(scene, brief)
    return without_hours_of_channels(scene, settled, apart, supposed_places), open_questions


def _told_later(change: Change, changes: Sequence[Change]) -> bool:
    """Whether the same field is told once more: "they got 3,100, no wait, today it is 4,300 each"."""
    return any(c.path == change.path and c.start > change.end for c in changes)


def _without(scene: TextScene, skipped: set[int]) -> TextScene:
    """The scene without the facts spoken for already; words and concepts stay."""
    return scene.hearing([f for f in scene.facts if id(f) not in skipped]) if skipped else scene


def _settled(changes: list[Change]) -> list[Change]:
    """One change a field: the last word on it; a volume makes "this channel is wanted" needless only if it follows."""
    last: dict[str, Change] = {}
    for change in changes:
        if change.path in last and change.path.count(".") == 1 and change.value == {}:
            continue
        last.pop(change.path, None)
        last[change.path] = change
    unwanted = {p for p, c in last.items() if p.startswith("channels.") and p.count(".") == 1 and c.value is None}
    return [c for p, c in last.items() if p in unwanted or not any(p.startswith(f"{u}.") for u in unwanted)]
