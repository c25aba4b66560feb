"""Figures of a centre that the estimate works out or assumes by itself: "our shrinkage is 32% and occupancy 82%"."""

from assistant.reading.pieces import Piece
from assistant.reading.scene import TextScene


def worked_out_told(scene: TextScene, piece: Piece) -> list[str]:
    """An answer is due to a figure told that no field of the brief takes: what the estimate has in its place.

    Not where the piece tells other things as well: "130 agents, 15 euros an hour, shrinkage 33%" states a case.
    """
    told = scene.facts_within(piece.span)
    alone = bool(told) and all(fact.kind == "percent" for fact in told)
    return ["ask"] if alone and "worked_out" in piece.kinds else []
