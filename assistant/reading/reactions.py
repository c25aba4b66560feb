"""What people do with a post besides writing: «37 лайков под отзывом», "the reel got 2,000 views".

Likes, views and shares are no contacts, and a post that they are counted of asks for no channel.
"""

from assistant.reading.facts import Fact
from assistant.reading.positions import PlacedText
from assistant.reading.sentences import Span
from assistant.reading.word_lists import listed
from assistant.reading.words import is_clause_sign

_NEAR = 5  # words between a post and what it got


def counts_reactions(scene: PlacedText, fact: Fact) -> bool:
    """Whether a number counts likes, views or shares."""
    span = scene.span(fact)
    last = min(span.last + 1, len(scene.words) - 1)
    return fact.kind in ("number", "volume") and any(
        scene.words[at].forms & listed("reactions") for at in range(span.first, last + 1)
    )


def got_reactions(scene: PlacedText, first: int) -> bool:
    """Whether the post, review or comment at a word is only what likes are counted of, in its clause."""
    if not scene.words[first].forms & listed("posts"):
        return False
    clause = scene.clause_of(Span(first, first), is_clause_sign)
    near = range(max(clause.first, first - _NEAR), min(clause.last, first + _NEAR) + 1)
    return any(scene.words[at].forms & listed("reactions") and _number_before(scene, at) for at in near)


def _number_before(scene: PlacedText, at: int) -> bool:
    """A number, as it was found before any was left out, stands right before the word or takes it in."""
    first, word = scene.words[max(0, at - 1)], scene.words[at]
    return any(f.kind in ("number", "volume") and f.start < word.end and first.start < f.end for f in scene.found)
