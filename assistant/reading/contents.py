"""What a piece of a message holds: words, quantities, names, a question, the person's own case."""

from assistant.reading.concepts import Mention
from assistant.reading.pieces import QUANTITIES, Piece
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import conjunctions, first_person, listed, only_words
from assistant.reading.words import is_imperative


def content(scene: TextScene, piece: Piece) -> list[str]:
    """The words of the piece, in lower case and without signs."""
    return [scene.words[at].lower for at in range(piece.span.first, piece.span.last + 1) if scene.words[at].is_word]


def has_quantity(scene: TextScene, piece: Piece) -> bool:
    """The piece tells a quantity."""
    inside = scene.fact_at[piece.span.first : piece.span.last + 1]
    return any(fact is not None and fact.kind in QUANTITIES for fact in inside)


def has_domain(scene: TextScene, piece: Piece) -> bool:
    """The piece speaks of support and its outsourcing: channels, agents, money, providers."""
    families = ("contact", "agent", "support", "wage", "quote", "contract", "handle", "answer", "provider", "budget")
    inside = scene.fact_at[piece.span.first : piece.span.last + 1]
    facts = any(f is not None and f.kind in ("channel", "money", "time_range") for f in inside)
    return facts or scene.has(piece.span, *families) or any(m.first in piece.span for m in scene.labels)


def none_told(scene: TextScene, piece: Piece) -> bool:
    """ "I haven't got any quotes yet": denied, with nothing told and nothing asked."""
    denied = scene.has(piece.span, "negation", "nobody")
    return denied and not has_quantity(scene, piece) and not is_question(scene, piece)


def generic_object(scene: TextScene, piece: Piece) -> bool:
    """The price asked for is of a thing in general: an hour, an agent, training."""
    own = [m for m in piece.marks if m.concept == "own_case"]
    return not any(scene.words[m.first].lower in _OWN for m in own)


_OWN = frozenset(
    {
        "it",
        "this",
        "us",
        "our",
        "my",
        "me",
        "i",
        "we",
        "нам",
        "мне",
        "нас",
        "наш",
        "это",
        "все",
        "мы",
        "я",
        "всё",
        "наша",
        "наше",
        "наши",
    }
)


def has_workload(scene: TextScene, piece: Piece) -> bool:
    """The piece names a number of its own: a volume, agents, hours, times."""
    for at in range(piece.span.first, piece.span.last + 1):
        fact = scene.fact_at[at]
        if fact is not None and fact.kind in ("volume", "time_range", "days"):
            return True
        if fact is not None and fact.kind == "number":
            head, _ = scene.head(fact)
            if head is not None and head.family in ("contact", "agent", "person"):
                return True
    return False


def has_entity(scene: TextScene, piece: Piece) -> bool:
    """The piece names something an estimate depends on: a fact, a change, a place."""
    inside = range(piece.span.first, piece.span.last + 1)
    facts = any(scene.fact_at[at] is not None for at in inside)
    facts = facts or bool(
        scene.inside(piece.span, ("multiply", "growth", "decline", "schedule", "agent", "contract", "contact"))
    )
    return facts or any(m.first in piece.span for m in scene.labels)


def is_question(scene: TextScene, piece: Piece) -> bool:
    """The piece asks: by its sign, its order of words or a word of asking."""
    inverted = any(m.concept == "aux_question" and m.first == scene.sentence_of(m.first).first for m in piece.marks)
    inverted = inverted and "wish_told" not in piece.kinds  # "would also like a chat"
    inverted = inverted and not any(_does_it(scene, m.last) for m in piece.marks if m.concept == "aux_question")
    if "change_request" in piece.kinds and has_quantity(scene, piece) and not _priced(scene, piece):
        return False  # "could you add 6k emails a month?"
    if piece.asked or inverted or "ask_request" in piece.kinds:
        return True
    if any(_does_it(scene, m.last) for m in piece.marks if m.concept in ("aux_question", "question")):
        return False
    return "question" in piece.kinds and not _cleft(scene, piece)


def _does_it(scene: TextScene, at: int) -> bool:
    """ "Do it", "OK do so, chat out", "do that then": an order, though it opens as a question would."""
    after = scene.words[at + 1].lower if at + 1 < len(scene.words) else ""
    return scene.words[at].lower in listed("order_to_do") and after in listed("what_is_done")


def _priced(scene: TextScene, piece: Piece) -> bool:
    """A sum of money stands in the piece: what is asked of it is whether it will do."""
    return any(fact.kind == "money" for fact in scene.facts_within(piece.span))


def _cleft(scene: TextScene, piece: Piece) -> bool:
    """ "What we pay them is no secret": the clause that opens like a question is the subject of a statement."""
    opens = next((m for m in piece.marks if m.concept == "cleft"), None)
    if opens is None:
        return False
    rest = scene.words[opens.last + 1 : scene.sentence_of(opens.first).last + 1]
    return any("be" in word.forms for word in rest)


def bare_entity(scene: TextScene, piece: Piece) -> bool:
    """ "Offshore?", «На Филиппинах?»: a name and next to nothing else."""
    return (
        len(content(scene, piece)) <= 4 and has_entity(scene, piece) and not piece.kinds & {"question", "ask_request"}
    )


def of_own(scene: TextScene, piece: Piece) -> bool:
    """The question names whose case it is about: "for us", «в моём случае»."""
    return any(m.concept == "own_case" and scene.words[m.first].lower in _OWN for m in piece.marks)


def filled_in(scene: TextScene, piece: Piece, concept: str) -> bool:
    """ "Pricing basis: per agent": what looks like a wish is the label of a line, and the line is filled in."""
    for mark in piece.marks:
        after = mark.last + 1
        while mark.concept == concept and after < piece.span.last and scene.words[after].is_word:
            after += 1
        if mark.concept == concept and after < piece.span.last and scene.words[after].text == ":":
            return after - mark.last <= 2
    return False


def only_named(scene: TextScene, piece: Piece, concept: str, short: int) -> bool:
    """«Отчёт SOC 2 обязателен», "Reporting currency: rand": a single noun in a statement, and no command."""
    marks = [m for m in piece.marks if m.concept == concept]
    if piece.asked or "ask_request" in piece.kinds or any(m.last > m.first for m in marks):
        return False
    if any(
        scene.words[m.first].is_word and m.first == piece.span.first and len(content(scene, piece)) <= 3 for m in marks
    ):
        return False
    named = any(m.first in piece.span for m in scene.labels) or scene.has(piece.span, "currency_cue")
    entities = any(f.kind in ("channel", "country", "language") for f in scene.facts_within(piece.span))
    named = named or (entities and not any(is_imperative(word) for word in content(scene, piece)))
    return named or len(content(scene, piece)) > 2 * short


def reason_given(scene: TextScene, sentence: Span) -> bool:
    """«Нужен ли PCI DSS, если принимаем карты?»: the "if" tells why it is asked, and supposes nothing; nor does the
    second half of "what is the difference between nearshore and offshore?".
    """
    rules = any(m.family == "compliance" and m.first in sentence for m in scene.labels)
    told = any(f.kind in QUANTITIES or f.kind == "country" for f in scene.facts if scene.span(f).first in sentence)
    asked = not told and scene.words[sentence.last].text == "?"
    return asked and (rules or _told_apart(scene, sentence))


def _told_apart(scene: TextScene, sentence: Span) -> bool:
    """What tells two things apart is asked: a difference between them, «чем они отличаются»."""
    forms = {form for at in range(sentence.first, sentence.last + 1) for form in scene.words[at].forms}
    return bool(forms & listed("differs")) or (bool(forms & listed("differences")) and bool(forms & listed("betweens")))


def goes_on(scene: TextScene, mark: Mention) -> bool:
    """«Обсуждали и Филиппины, и Египет»: an "and" within a statement joins, and supposes nothing."""
    joins = scene.words[mark.first].lower in ("и", "and", "or", "или") and mark.last - mark.first <= 2
    before = scene.words[scene.sentence_of(mark.first).first : mark.first]
    return joins and any(word.lower not in listed("fillers") for word in before)  # "ok, and if we grow?"


def told_from(scene: TextScene, first: int, last: int) -> int:
    """Where what is compared ends: "I'd like the comparison in euros, we have 11 agents in Vienna" tells the agents."""
    for at in range(first + 1, last):
        if scene.words[at].text in ",;:—" and scene.words[at + 1].lower in first_person():
            clause = Span(at + 1, min(last, at + _CLAUSE))
            if scene.has(clause, "possess", "own"):
                return at
    return last


_CLAUSE = 6  # words of a clause among which its verb stands


def left_alone(piece: Piece) -> bool:
    """ "Leave it as it was" drops what was supposed; "as it was" within it takes nothing back."""
    undone = [m for m in piece.marks if m.concept == "undo"]
    dropped = [m for m in piece.marks if m.concept == "drop"]
    return all(any(d.first < u.first and u.last <= d.last for d in dropped) for u in undone)


def adds_limit(scene: TextScene, mark: Mention) -> bool:
    """ "And only till six": told on, and no supposition."""
    said = [scene.words[at].lower for at in range(mark.first, mark.last + 1)]
    return len(said) == 2 and said[0] in conjunctions() and said[1] in only_words()


def spelt(scene: TextScene, span: Span) -> str:
    """The text of a span with its words under their right spelling."""
    pieces, end = [], scene.words[span.first].start
    for word in scene.words[span.first : span.last + 1]:
        right = word.lower if word.is_word and word.lower != word.text.lower().replace("ё", "е") else word.text
        pieces += [scene.text[end : word.start], right]
        end = word.end
    return " ".join("".join(pieces).split())
