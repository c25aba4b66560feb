"""The facts of a message as they are told together: lists, moves, products, parts and shares of one another."""

from collections.abc import Mapping
from typing import Any

from assistant.reading.bare_periods import with_bare_periods, with_products
from assistant.reading.figures_by_period import with_figures_by_period
from assistant.reading.language_splits import with_language_splits
from assistant.reading.learners_periods import with_learners_periods
from assistant.reading.odd_periods import with_odd_periods
from assistant.reading.people_in_touch import with_people_in_touch
from assistant.reading.period_of_all import with_period_of_all
from assistant.reading.periods_apart import with_periods_apart
from assistant.reading.put_right import bare_level, with_bare_handle_times
from assistant.reading.ratios import with_ratios_to_usual
from assistant.reading.scene import TextScene
from assistant.reading.slips import with_end_put_right, with_slips_put_right
from assistant.reading.splits import with_moves, with_parts, with_shares
from assistant.reading.team_counts import with_joined
from assistant.reading.times_alike import with_units_shared
from assistant.reading.tongues import in_own_tongues
from assistant.reading.volume_as_that import with_volumes_as_that
from assistant.reading.volume_each import with_each_multiplied
from assistant.reading.volume_of_share import with_volumes_of_shares
from assistant.reading.volume_parts import with_parts_added
from assistant.reading.volume_per_thing import with_things_multiplied
from assistant.reading.years_compared import with_years_compared


def told_together(scene: TextScene, known: Mapping[str, Any]) -> TextScene:
    """The scene with its quantities joined, shared out, multiplied and placed, in the order each hangs on the last."""
    scene = with_units_shared(scene)
    scene = with_parts(with_joined(with_moves(with_language_splits(in_own_tongues(with_end_put_right(scene))))))
    level = bare_level(scene, known)
    apart = scene.with_facts([f for f in scene.facts if scene.span(f).first != level[0]]) if level else scene
    scene = apart if level else with_shares(scene, known)
    scene = with_figures_by_period(scene)
    scene = with_people_in_touch(with_years_compared(scene))
    scene = with_bare_periods(with_learners_periods(with_ratios_to_usual(with_slips_put_right(scene))))
    scene = with_products(scene)
    scene = with_volumes_as_that(with_odd_periods(with_periods_apart(with_period_of_all(scene))))
    parts = with_parts_added(scene, known)
    things = with_things_multiplied(parts)
    scene = things if things is not parts else with_each_multiplied(parts)
    scene = with_volumes_of_shares(scene)
    scene = with_bare_handle_times(scene)
    return scene
