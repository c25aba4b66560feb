"""What is set right when a whole message has been read: one pass after another over what it states.

Each knows a shape of message that the readers of single fields cannot see; a new one is a line of `_PASSES`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.reading.as_another import as_another
from assistant.reading.as_it_was import as_it_was
from assistant.reading.asked_only import without_asked
from assistant.reading.billing import without_prices_asked
from assistant.reading.bots import without_bots_share
from assistant.reading.channel_in_place import channel_in_place
from assistant.reading.channels_back import with_channels_back
from assistant.reading.channels_kept import without_kept_channels
from assistant.reading.contacts_of_each import contacts_of_each
from assistant.reading.contacts_of_share import contacts_of_share
from assistant.reading.contents_of_known import without_contents
from assistant.reading.contract_sums import with_contract_sums
from assistant.reading.ends_wanted import ends_wanted
from assistant.reading.few_contacts import few_contacts
from assistant.reading.figure_anew import figure_anew
from assistant.reading.figure_of_period import figure_of_period
from assistant.reading.figure_that_holds import figure_that_holds
from assistant.reading.handle_time_of_now import handle_time_of_now
from assistant.reading.headed_prices import without_heading
from assistant.reading.home_money import with_home_dollars, with_home_money, with_sums_of_new_home
from assistant.reading.hours_alone import hours_alone
from assistant.reading.judged import has_case
from assistant.reading.judged_nothing import without_stories
from assistant.reading.kept_by_own import kept_by_own
from assistant.reading.known_left_out import without_terms_aside
from assistant.reading.known_number_put_right import known_number_put_right
from assistant.reading.level_named import with_level_named
from assistant.reading.level_of_share import level_of_share
from assistant.reading.levels_told import levels_told
from assistant.reading.minute_volumes import with_minute_volumes
from assistant.reading.moved import moved
from assistant.reading.moves_with_result import with_results_of_moves
from assistant.reading.nights_told import nights_told
from assistant.reading.not_support import with_ours_beside, without_other_people
from assistant.reading.number_of_added import number_of_added
from assistant.reading.number_of_another import number_of_another
from assistant.reading.number_of_known import number_of_known
from assistant.reading.number_of_one import number_of_one
from assistant.reading.offer_tables import with_offers_of_tables
from assistant.reading.offer_terms import with_offer_terms
from assistant.reading.offers_anew import with_offers_anew
from assistant.reading.offers_complete import with_all_offers
from assistant.reading.offers_in_form import offers_in_form
from assistant.reading.offers_in_rows import without_currency_of_rows
from assistant.reading.offers_known import with_known_offers_told_of
from assistant.reading.offers_qualified import with_offers_qualified
from assistant.reading.one_person import with_one_person
from assistant.reading.one_without_volume import with_the_one_without
from assistant.reading.outbound import without_outbound
from assistant.reading.own_heads import with_own_heads
from assistant.reading.own_team import with_own_team
from assistant.reading.pace import with_pace
from assistant.reading.paper_answers import with_questions_answered
from assistant.reading.parted_whole import parted_whole
from assistant.reading.people_named import with_people_named
from assistant.reading.period_kept import with_periods_kept
from assistant.reading.places_in_passing import without_places_in_passing
from assistant.reading.places_in_talk import with_place_picked, with_side_told
from assistant.reading.places_sure import places_sure
from assistant.reading.price_lists import with_price_list
from assistant.reading.priorities import without_priorities
from assistant.reading.put_right import total_divided
from assistant.reading.question_named import budget_in_thousands
from assistant.reading.quotes_revised import of_price_alone, without_currency_of_sum
from assistant.reading.rates_of_things import rates_of_things
from assistant.reading.remembered_base import with_remembered_base
from assistant.reading.result import Change
from assistant.reading.reworded import Reread, Told
from assistant.reading.said_of_channels import said_of_channels
from assistant.reading.scene import TextScene
from assistant.reading.shares_told_anew import shares_told_anew
from assistant.reading.short_answers import told_shortly
from assistant.reading.so_many_of_those import so_many_of_those
from assistant.reading.staff_tables import with_staff_of_tables
from assistant.reading.stray_volumes import without_stray_volumes
from assistant.reading.taken_for_each_other import taken_for_each_other
from assistant.reading.team_changed import team_changed
from assistant.reading.team_put_right import team_put_right
from assistant.reading.tickets import tickets_written
from assistant.reading.times_another import times_another
from assistant.reading.times_in_order import times_in_order
from assistant.reading.times_in_row import known_time_corrected, times_in_row
from assistant.reading.times_of_another import times_of_another
from assistant.reading.to_know import without_asked_quotes
from assistant.reading.total_in_parts import total_in_parts
from assistant.reading.total_shared import total_shared
from assistant.reading.trends_named import trends_named
from assistant.reading.two_seasons import two_seasons
from assistant.reading.uneven_weeks import with_weekend_of_its_own, without_days_left_out
from assistant.reading.usual_and_busy import usual_and_busy
from assistant.reading.vendor_named import without_vendor_names
from assistant.reading.vendors_in_row import vendors_in_row
from assistant.reading.volumes_by_hours import with_volumes_by_hours
from assistant.reading.week_known import with_known_week
from assistant.reading.weekend_volumes import weekend_volumes
from assistant.reading.whole_and_part import whole_and_part


@dataclass(frozen=True)
class ReadThrough:
    """A message as the passes see it: `scene` as it was read, `plain` with all that a reader may have hidden.

    `supposes` says that something of the message is only supposed; `reread` reads an earlier message as it was then.
    """

    scene: TextScene
    plain: TextScene
    brief: Mapping[str, Any]
    question: str | None
    earlier: Sequence[Told]
    reread: Reread
    supposes: bool


_OfNumbers = Callable[[TextScene, Sequence[Change], Mapping[str, Any]], Sequence[Change]]
_OfTalk = Callable[[TextScene, Sequence[Change], Mapping[str, Any], Sequence[Told], Reread], Sequence[Change]]
_Pass = Callable[[ReadThrough, tuple[Change, ...]], Sequence[Change]]


def passed(heard: ReadThrough, stated: Sequence[Change]) -> tuple[Change, ...]:
    """The changes after all the passes, in their order."""
    changes = tuple(stated)
    for each in _PASSES:
        changes = tuple(each(heard, changes))
    return changes


def _heads(heard: ReadThrough, changes: tuple[Change, ...]) -> Sequence[Change]:
    if not changes and heard.supposes:
        return changes
    return with_own_heads(heard.scene, total_divided(changes, heard.brief), heard.brief)


def _times(heard: ReadThrough, changes: tuple[Change, ...]) -> Sequence[Change]:
    if heard.supposes:
        return changes
    changes = tuple(known_time_corrected(heard.plain, changes, heard.brief))
    return times_in_order(heard.plain, times_in_row(heard.plain, changes, heard.brief, heard.question))


def _short(heard: ReadThrough, changes: tuple[Change, ...]) -> Sequence[Change]:
    before = heard.reread(heard.earlier[0]) if heard.earlier and len(heard.scene.words) <= _SHORT else None
    return told_shortly(heard.scene, changes, heard.brief, heard.question, before)


def _only_new(heard: ReadThrough, changes: tuple[Change, ...], put_right: _OfNumbers) -> Sequence[Change]:
    """The changes with a number put right, unless it is a word like "one", spoken for, or of a channel given up."""
    if heard.supposes:
        return changes
    after = tuple(put_right(heard.plain, changes, heard.brief))
    new = [change for change in after if change not in changes and change.path.endswith("contacts_per_month")]
    kept = [change for change in after if change not in new]
    refused = {change.path for change in kept if change.value is None}
    for each in new:
        few = isinstance(each.value, int | float) and each.value < _FEWEST
        spoken_for = any(c.start < each.end and each.start < c.end for c in kept if c.value not in ({}, None))
        if few or spoken_for or each.path.rpartition(".")[0] in refused:
            return changes
    return after


def _shared(scene: TextScene) -> bool:
    """ "Split of those 6,000: two thirds are phone": the number is divided and not moved."""
    return any(fact.kind == "percent" for fact in scene.facts)


def _asked_volume(heard: ReadThrough) -> bool:
    """ "How many contacts a month": the number that answers is of the period asked about."""
    return bool(heard.question) and str(heard.question).endswith("contacts_per_month")


_FEWEST = 10  # contacts a month that a number alone is taken for
_SHORT = 14  # words and signs of a message that may lean on the one before


def _of_brief(put_right: _OfNumbers) -> _Pass:
    """A pass that needs the message and the brief alone."""
    return lambda heard, changes: put_right(heard.plain, changes, heard.brief)


def _of_talk(put_right: _OfTalk) -> _Pass:
    """A pass that needs what was said before as well."""
    return lambda heard, changes: put_right(heard.plain, changes, heard.brief, heard.earlier, heard.reread)


def _told(each: _Pass) -> _Pass:
    """A pass over what is told: it changes nothing where something of the message is only supposed."""
    return lambda heard, changes: changes if heard.supposes else each(heard, changes)


_PASSES: tuple[_Pass, ...] = (
    lambda heard, changes: without_places_in_passing(heard.plain, changes, heard.brief, heard.question),
    _times,
    lambda heard, changes: without_priorities(heard.plain, changes),
    _told(lambda heard, changes: level_of_share(heard.scene, changes, heard.brief)),
    _told(lambda heard, changes: levels_told(heard.plain, changes, heard.question)),
    _told(_of_brief(nights_told)),
    lambda heard, changes: without_prices_asked(heard.plain, changes) if has_case(heard.brief) else changes,
    lambda heard, changes: weekend_volumes(heard.scene, changes, heard.brief),
    lambda heard, changes: without_stray_volumes(heard.scene, changes, heard.brief),
    _of_brief(with_pace),
    _of_brief(two_seasons),
    _told(lambda heard, changes: contacts_of_each(heard.plain, changes, heard.brief, heard.earlier)),
    _told(_of_brief(contacts_of_share)),
    lambda heard, changes: _only_new(heard, changes, figure_that_holds),
    lambda heard, changes: changes if _shared(heard.plain) else _only_new(heard, changes, number_of_another),
    lambda heard, changes: _only_new(heard, changes, known_number_put_right),
    _told(_of_brief(channel_in_place)),
    _told(_of_talk(number_of_added)),
    _told(_of_talk(times_of_another)),
    _told(_of_brief(with_results_of_moves)),
    _told(_of_brief(usual_and_busy)),
    _told(_of_brief(trends_named)),
    _told(_of_brief(whole_and_part)),
    _heads,
    lambda heard, changes: with_weekend_of_its_own(heard.scene, changes, heard.brief),
    _told(_of_talk(with_known_week)),
    lambda heard, changes: without_days_left_out(changes, heard.brief, heard.earlier, heard.reread),
    lambda heard, changes: (
        changes
        if _asked_volume(heard)
        else with_periods_kept(heard.plain, changes, heard.brief, heard.earlier, heard.reread)
    ),
    lambda heard, changes: with_volumes_by_hours(changes, heard.brief, heard.earlier, heard.reread),
    lambda heard, changes: without_heading(heard.plain, changes),
    _of_brief(with_all_offers),
    _told(_of_brief(with_offers_of_tables)),
    _told(_of_brief(vendors_in_row)),
    lambda heard, changes: without_vendor_names(
        heard.plain, without_currency_of_rows(heard.plain, changes), heard.brief
    ),
    lambda heard, changes: without_asked_quotes(heard.scene, changes),
    _of_brief(with_offer_terms),
    _of_brief(with_offers_qualified),
    _of_brief(with_known_offers_told_of),
    _told(_of_brief(with_offers_anew)),
    _told(_of_brief(offers_in_form)),
    lambda heard, changes: without_currency_of_sum(of_price_alone(changes)),
    _told(_of_brief(with_price_list)),
    _told(_of_brief(with_contract_sums)),
    _told(_of_brief(places_sure)),
    _of_brief(with_home_dollars),
    _of_brief(with_home_money),
    _told(_of_talk(with_sums_of_new_home)),
    lambda heard, changes: with_side_told(
        heard.scene, changes, heard.brief, heard.question, heard.earlier, heard.reread
    ),
    _of_brief(without_kept_channels),
    _told(_of_talk(as_it_was)),
    _told(_of_brief(kept_by_own)),
    lambda heard, changes: with_channels_back(heard.plain, changes, heard.brief, heard.earlier),
    _told(lambda heard, changes: with_place_picked(heard.plain, changes, heard.earlier, heard.reread)),
    _told(_of_talk(total_shared)),
    _told(_of_talk(total_in_parts)),
    _told(_of_brief(parted_whole)),
    _told(_of_brief(rates_of_things)),
    lambda heard, changes: shares_told_anew(heard.plain, changes, heard.brief, heard.earlier),
    lambda heard, changes: with_remembered_base(heard.scene, changes, heard.brief, heard.earlier, heard.reread),
    _of_brief(without_outbound),
    lambda heard, changes: with_minute_volumes(heard.plain, changes, heard.brief, heard.earlier),
    lambda heard, changes: tickets_written(heard.plain, changes, heard.brief, heard.earlier),
    lambda heard, changes: with_the_one_without(changes, heard.brief),
    _told(_of_brief(without_bots_share)),
    _told(_of_brief(without_contents)),
    _told(_of_brief(times_another)),
    _told(_of_brief(as_another)),
    lambda heard, changes: few_contacts(heard.plain, changes, heard.brief, heard.question),
    lambda heard, changes: with_own_team(
        heard.plain, changes, heard.brief, heard.question, heard.reread, heard.scene.opinion
    ),
    _told(_of_brief(with_people_named)),
    _told(_of_brief(with_staff_of_tables)),
    _told(lambda heard, changes: number_of_one(heard.plain, changes, heard.brief, heard.earlier)),
    _told(_of_brief(with_one_person)),
    _told(lambda heard, changes: hours_alone(heard.plain, changes, heard.question)),
    _short,
    _told(_of_talk(number_of_known)),
    _told(_of_brief(handle_time_of_now)),
    _told(_of_brief(figure_anew)),
    _told(_of_brief(said_of_channels)),
    _told(_of_brief(taken_for_each_other)),
    _told(_of_brief(ends_wanted)),
    _told(_of_brief(moved)),
    _told(_of_brief(figure_of_period)),
    _told(
        lambda heard, changes: (
            changes if heard.question == "agents" else team_put_right(heard.plain, changes, heard.brief)
        )
    ),
    _of_brief(team_changed),
    lambda heard, changes: so_many_of_those(heard.plain, changes, heard.brief, heard.earlier),
    _told(lambda heard, changes: with_ours_beside(heard.plain, changes, heard.brief, heard.question, heard.reread)),
    _told(_of_brief(without_other_people)),
    lambda heard, changes: with_level_named(heard.scene, changes),
    lambda heard, changes: without_terms_aside(heard.plain, changes),
    lambda heard, changes: without_stories(heard.plain, changes, heard.brief, heard.question),
    lambda heard, changes: without_asked(heard.plain, changes, heard.brief, heard.scene.judged),
    _told(_of_brief(with_questions_answered)),
    _of_brief(budget_in_thousands),
)
