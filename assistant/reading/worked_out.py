"""Figures of a centre that the estimate works out or assumes by itself: "our shrinkage is 32% and occupancy 82%"."""

from assistant.reading.pieces import Piece
from assistant.reading.scene import TextScene


def worked_out_told(scene: TextScene, piece: Piece) -> list[str]:
    """An answer is due to a figure told that no field of the brief takes: what the estimate has in its place."""
    told = any(fact.kind in ("percent", "number") for fact in scene.facts_within(piece.span))
    return ["ask"] if told and "worked_out" in piece.kinds else []
