"""What is said not to be wanted: "no phone", «телефон не нужен», "not the Philippines but India"."""

from collections.abc import Sequence

from assistant.reading.concepts import Mention
from assistant.reading.flat_refusals import refused_flatly
from assistant.reading.none_of_them import none_of_them
from assistant.reading.not_refused import WITHOUT, double_negation, one_besides, work_of_today
from assistant.reading.ordered_out import ordered_out
from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import anaphors, first_person, listed, only_words, turns
from assistant.reading.words import may_stand_for

_DECLINE_BEFORE, _DECLINE_AFTER, _DECLINE_PHRASE = 0.7, 0.45, 3.0
_FORWARD = frozenset(
    {
        "без",
        "without",
        "no",
        "кроме",
        "except",
        "excluding",
        "исключая",
        "minus",
        "минус",
        "nor",
        "ни",
        "drop",
        "exclude",
    }
)
_LIST_WORDS = frozenset(
    {
        ",",
        "and",
        "or",
        "и",
        "или",
        "либо",
        "республики",
        "/",
        "nor",
        "ни",
        "in",
        "on",
        "by",
        "with",
        "с",
        "со",
        "на",
        "по",
        "в",
        "the",
        "any",
        "support",
        "поддержка",
    }
)
_TO_AMOUNT = 4  # words after what is cut among which stands what it is cut to
_AMOUNTS = frozenset({"number", "volume", "duration", "percent", "money"})
_HEADING = 3  # words before a refusal that heads a list
_KEPT = 3  # words from "stay" to the place one stays with
_JOINING = frozenset({"and", "or", "nor", "и", "или", "либо", "ни"})
_EXCEPT = frozenset({"кроме", "except", "besides", "помимо"})
_ADDED = 4  # words behind what stands after "besides" among which something is added
_STANDS_FOR = 2  # words before a refusal among which one stands for what is refused
_INSTEAD = frozenset({"instead", "rather", "вместо"})
_PRONOUNS = frozenset({"i", "we", "they", "it", "i'll", "we'll", "я", "мы", "они", "его", "их", "это"})
_CONTRAST = frozenset({"but", "но", "а", "just", "only", "только", "instead"})
_NAMED = frozenset({"contact", "agent", "support", "driver"})


def declined(scene: TextScene, span: Span) -> bool:
    """True when what stands at `span` is said not to be wanted: "no phone", «телефон не нужен»."""
    sentence = scene.sentence_of(span.first)
    if any(m.last < span.first for _, m in scene.around(span, ("outside",), 0.3)):
        return False  # «за пределами России не допускается»: there and nowhere else
    before = scene.inside(Span(max(sentence.first, span.first - _KEPT), span.first), ("stays",))
    gone = scene.inside(sentence, ("decline",))
    before = [m for m in before if not any(m.first == d.last for d in gone)]
    if before and scene.kind_at(span.first) in ("country", "language"):
        return False  # "no thanks, stay with the Philippines"
    beside = {m.family for m in scene.starting_at(span.last + 1)}
    if "stays" in beside and "decline" not in beside:
        return False  # «звонки остаются», not «звонки оставляем себе»
    if _spared(scene, span, sentence) or (_is_channel(scene, span) and _way_of_paying(scene, span)):
        return False
    if _changed_mind(scene, span, sentence) or (_is_channel(scene, span) and refused_flatly(scene, span)):
        return True
    if _is_channel(scene, span) and ordered_out(scene, span):
        return True
    if _topic_kept(scene, span, sentence) or (_is_channel(scene, span) and _taken_up(scene, span, sentence)):
        return True
    for distance, mention in scene.around(span, ("decline",), 3.0):
        if mention.first and scene.words[mention.first - 1].forms & listed("period_nouns"):
            continue  # «квартал закрыли с 66 000 вызовов»
        if any(m.family == "done_in" for m in scene.starting_at(mention.first)):
            continue  # «чат закрываем за восемь минут»
        if scene.kind_at(mention.first) == "time_range":
            continue  # "the phones ring from the moment we open at seven till we close at ten"
        if mention.first not in sentence or _answers_no(scene, mention, span) or _lowered(scene, mention, span):
            continue
        if mention.first > span.last and (_about_next(scene, mention) or _not_without(scene, span, mention)):
            continue
        alone = any(scene.words[at].lower in only_words() for at in range(span.last + 1, mention.first))
        if alone or scene.words[mention.first].lower in listed("left_unsaid"):
            continue  # "voice only is no longer true", «забыла про почту, там 1600»
        if scene.kind_at(span.first) == "language" and one_besides(scene, mention, sentence):
            continue
        undone = listed("denials") | listed("undoing") | listed("bound_to")
        if mention.first and scene.words[mention.first - 1].lower in undone:
            continue  # "the phone never stops ringing", "calls aren't leaving the scope", "we hold ourselves to"
        if mention.last < span.first:
            if work_of_today(scene, mention, span):
                continue
            if _headed_by(scene, mention, span, sentence):
                return True
            if _refuses_label(scene, mention, span):
                continue
            if _form_answer(scene, mention):
                continue
            if _kept_alone(scene, mention, span) or none_of_them(scene, mention, span):
                continue
            if double_negation(scene, mention, span, sentence) or _refuses_before(scene, mention, span):
                continue
            if distance <= _DECLINE_BEFORE or same_list(scene, mention.last + 1, span.first):
                between = {scene.words[at].lower for at in range(mention.last + 1, span.first)}
                wished = any(
                    scene.words[m.first].is_word
                    for m in scene.inside(Span(mention.last + 1, span.first - 1), ("wish",))
                )
                return not between & _CONTRAST and not wished
        elif (_form_answer(scene, mention) and distance <= _DECLINE_BEFORE) or (
            (
                distance <= _DECLINE_AFTER
                or _only_pronouns(scene, span.last + 1, mention.first)
                or (distance <= _DECLINE_PHRASE and _nothing_named(scene, span, mention))
            )
            and not _forward(scene, mention)
        ):
            return True
    return False


def _is_channel(scene: TextScene, span: Span) -> bool:
    return any(place.first == span.first for _, place in scene.channels)


def _way_of_paying(scene: TextScene, span: Span) -> bool:
    """ "We no longer take cards over the phone", «карты голосом не принимаем»: payments are refused, not the calls."""
    clause = scene.clause_of(span, lambda word: word.text in ",;:()" or word.lower in turns())
    said = (scene.words[at] for at in range(clause.first, span.first))
    return any({word.lower, *word.forms} & listed("paid_with") for word in said)


def refused_with(scene: TextScene, span: Span, named: Sequence[Span]) -> bool:
    """«Чат и соцсети не нужны», "mail, chat and social are out": a list whose last name is refused after it.

    `named` are the places of all the names of the kind, in order; a comma alone joins nothing: «телефон, чат не нужен».
    """
    joined = False
    last = span
    for other in (place for place in named if place.first > span.last):
        between = [scene.words[at].lower for at in range(last.last + 1, other.first)]
        if not between or not same_list(scene, last.last + 1, other.first):
            break
        joined = any(word in _JOINING for word in between)
        last = other
    if not joined or last is span or not declined(scene, last):
        return False
    first = span
    for other in reversed([place for place in named if place.last < span.first]):
        if not same_list(scene, other.last + 1, first.first):
            break
        first = other
    # a word before the list speaks for it already
    led = scene.around(first, ("decline", "wish", "wanted"), _DECLINE_BEFORE)
    return not any(m.last < first.first and m.first in scene.sentence_of(first.first) for _, m in led)


def _changed_mind(scene: TextScene, span: Span, sentence: Span) -> bool:
    """ "We changed our mind about the chat", «про чат передумали»."""
    led = span.first > sentence.first and scene.words[span.first - 1].lower in listed("of_what")
    near = [m for _, m in scene.around(span, ("changed_mind",), _DECLINE_BEFORE) if m.last < span.first]
    after = [m for m in scene.inside(sentence, ("changed_mind",)) if m.first > span.last] if led else []
    return any(m.first in sentence for m in near) or any(_only_ours(scene, span.last + 1, m.first) for m in after)


def _only_ours(scene: TextScene, first: int, last: int) -> bool:
    """«Насчёт соцсетей мы передумали»: nobody but the buyer stands between."""
    return all(scene.words[at].lower in first_person() for at in range(first, last))


def _lowered(scene: TextScene, mention: Mention, span: Span) -> bool:
    """ "Cut the calls to 8 minutes": what is lowered to an amount is kept."""
    after = max(mention.last, span.last) + 1
    for at in range(after, min(after + _TO_AMOUNT, len(scene.words) - 1)):
        if scene.words[at].lower in listed("lowered_to"):
            fact = scene.fact_at[at + 1]
            return fact is not None and fact.kind in _AMOUNTS
    return False


def _topic_kept(scene: TextScene, span: Span, sentence: Span) -> bool:
    """ "The letters, some 300 a month, we answer ourselves": what opens the sentence is kept at its end."""
    kept = [m for m in scene.inside(sentence, ("decline",)) if scene.words[m.last].lower in listed("by_oneself")]
    if not kept or span.first > sentence.first + 1 or kept[-1].last < sentence.last - 1:
        return False
    between = Span(span.last + 1, kept[-1].first - 1)
    others = any(f.kind == "channel" for f in scene.facts_within(between))
    ours = any(scene.words[at].lower in listed("first_person") for at in range(between.first, between.last + 1))
    turned = any(scene.words[at].lower in turns() for at in range(between.first, between.last + 1))
    return ours and not others and not turned


def _taken_up(scene: TextScene, span: Span, sentence: Span) -> bool:
    """«На почту приходят только счета, её не отдаём»: a word that stands for the last channel named is refused."""
    after = [place.first for _, place in scene.channels if place.first > span.last]
    for mention in scene.inside(Span(span.last + 1, sentence.last), ("decline",)):
        if after and after[0] <= mention.last + 1:
            return False
        if scene.words[mention.first].lower in WITHOUT or _forward(scene, mention):
            continue
        before = [scene.words[at].lower for at in range(max(span.last + 1, mention.first - _STANDS_FOR), mention.first)]
        named = scene.words[span.last].lower
        if any(word in listed("taken_up") and may_stand_for(word, named) for word in before):
            return True
    return False


def _kept_alone(scene: TextScene, mention: Mention, span: Span) -> bool:
    """ "Remove the calls, chat only", «чаты убрать, телефон один»: another is refused, and this one is all there is."""
    beside = {scene.words[at].lower for at in (span.first - 1, span.last + 1) if 0 <= at < len(scene.words)}
    if not beside & listed("alone_words"):
        return False
    sentence = scene.sentence_of(mention.first)
    others = scene.facts_within(Span(sentence.first, span.first - 1))
    return any(f.kind == scene.kind_at(span.first) for f in others)


def _refuses_label(scene: TextScene, mention: Mention, span: Span) -> bool:
    """ "We don't need phone support: 300 e-mails a month": what is refused stands before the colon."""
    between = range(mention.last + 1, span.first)
    colon = next((at for at in between if scene.words[at].text == ":"), None)
    named = scene.facts_within(Span(mention.last + 1, colon - 1)) if colon is not None else []
    return any(fact.kind in ("channel", "country", "language") for fact in named)


def _headed_by(scene: TextScene, mention: Mention, span: Span, sentence: Span) -> bool:
    """ "Out of scope for the whole term: chat and social media": it heads the list after the colon."""
    colon = next((at for at in range(span.first - 1, mention.last, -1) if scene.words[at].text == ":"), None)
    if colon is None or mention.first > sentence.first + _HEADING or not same_list(scene, colon + 1, span.first):
        return False
    between = Span(mention.last + 1, colon)
    before = Span(sentence.first, colon)  # «телефон не нужен, только переписка: почта» refuses what stands before
    named = any(f.kind in ("channel", "country", "language") for f in scene.facts_within(before))
    return not named and not _form_answer(scene, mention) and not scene.has(between, "wish", "wanted")


def _about_next(scene: TextScene, mention: Mention) -> bool:
    """ "Phone and chat, we don't want e-mail": it declines the name that follows it."""
    after = mention.last + 1
    while after < len(scene.words) and scene.words[after].lower in listed("determiners"):
        after += 1  # "we don't want any e-mail"
    fact = scene.fact_at[after] if after < len(scene.words) else None
    if any(m.first == after and m.family == "location" for m in scene.labels):
        return True  # "onshore only, compliance won't allow offshore"
    return mention.last > mention.first and fact is not None and fact.kind in ("channel", "country", "language")


def _not_without(scene: TextScene, span: Span, mention: Mention) -> bool:
    """«Соответствие 152-ФЗ, без этого разговора не будет»: what must not be missing is wanted."""
    between = {scene.words[at].lower for at in range(span.last + 1, mention.first)}
    return bool(between & WITHOUT and between & anaphors())


def _form_answer(scene: TextScene, mention: Mention) -> bool:
    """The "No" of "Chat support: No." belongs to what stands before it."""
    first, after = mention.first, mention.last + 1
    opened = first > 0 and scene.words[first - 1].text in ":|"
    return opened and (after >= len(scene.words) or not scene.words[after].is_word)


def _forward(scene: TextScene, mention: Mention) -> bool:
    """What it declines comes after it: "without …", "instead of …"."""
    first = scene.words[mention.first].lower
    return first in _INSTEAD or (mention.first == mention.last and first in _FORWARD)


def _only_pronouns(scene: TextScene, first: int, last: int) -> bool:
    """«Письма мы вернём себе»: whoever does it stands between."""
    return all(scene.words[at].lower in _PRONOUNS for at in range(first, last))


def _answers_no(scene: TextScene, mention: Mention, span: Span) -> bool:
    """«Нет — оставьте Россию», "no let's stay in Germany": the word answers a question, it declines no name."""
    if mention.first != mention.last:
        return False
    after = scene.fact_at[mention.last + 1] if mention.last + 1 < len(scene.words) else None
    if after is not None and after.kind in ("number", "volume"):
        return True  # «минус сто звонков»: a number below nothing
    if scene.words[mention.first].lower not in ("no", "нет"):
        return False
    if mention.last < span.first and scene.words[mention.last + 1].text == ",":
        return True  # «нет, в долларах понятнее»
    between = [scene.words[at] for at in range(mention.last + 1, span.first)]
    near = len(between) <= 1 and all(word.is_word for word in between)
    return mention.last < span.first and not near and not same_list(scene, mention.last + 1, span.first)


def taken_back(scene: TextScene, span: Span) -> bool:
    """ "Not the Philippines but India": only an article or a preposition stands between "not" and the name."""
    before = [scene.words[at].lower for at in range(max(0, span.first - 3), span.first)]
    while before and before[-1] in _LIST_WORDS and before[-1] != ",":
        before.pop()
    return bool(before) and before[-1] in ("not", "не")


def _refuses_before(scene: TextScene, mention: Mention, span: Span) -> bool:
    """«Звонки не нужны, чаты да»: what is refused stands before the word, and a comma after it."""
    if scene.words[mention.first].lower in _FORWARD or scene.words[mention.last + 1].text not in ",;":
        return False
    before = mention.first - 1
    fact = scene.fact_at[before] if before >= 0 else None
    named = fact is not None and fact.kind in ("channel", "country", "language")
    return named or any(m.family == "contact" for m in scene.ending_at(before))


def _spared(scene: TextScene, span: Span, sentence: Span) -> bool:
    """«Кроме телефона и чата, ничего не отдаём»: the names after "except" are just those wanted."""
    for at in range(span.first - 1, sentence.first - 1, -1):
        if scene.words[at].lower in _EXCEPT:
            rest = scene.words[span.last + 1 : sentence.last + 1]
            listed_ = same_list(scene, at + 1, span.first)
            behind = Span(span.last + 1, min(sentence.last, span.last + _ADDED))
            alike = any(f.kind == scene.kind_at(span.first) for f in scene.facts_within(behind))
            beside = scene.has(behind, "addition", "more_of_it") or (alike and scene.has(behind, "wish", "wanted"))
            opens = at == sentence.first or not scene.words[at - 1].is_word
            if opens and beside and scene.words[at].lower in _EXCEPT - {"except"}:
                return listed_  # «кроме чатов есть ещё почта»
            return listed_ and any(word.lower in listed("nothing_else") for word in rest)
    return False


def _nothing_named(scene: TextScene, span: Span, mention: Mention) -> bool:
    """One clause and no other name between: «социальные сети нам от вас не нужны»."""
    plain = [at for at in range(span.last + 1, mention.first) if not _put_in(scene, at)]
    between = [scene.words[at] for at in plain]
    signs = [word.text for word in between if not word.is_word and word.text not in "«»„“”"]
    if signs and (signs not in ([","], ["—"], ["-"]) or not any(word.lower in anaphors() for word in between)):
        return False
    return not any(
        scene.words[at].lower in turns()
        or scene.words[at].lower in listed("otherwise")
        or scene.fact_at[at] is not None
        or any(m.family in _NAMED for m in scene.starting_at(at))
        for at in range(span.last + 1, mention.first)
    )


def _put_in(scene: TextScene, at: int) -> bool:
    """A word put in, or a comma beside it: «немецкий нам, как выяснилось, не понадобится»."""
    beside = {at} if scene.words[at].is_word else {at - 1, at + 1}
    return bool(beside & scene.parenthetical)


def same_list(scene: TextScene, first: int, last: int) -> bool:
    """Only names of channels, languages or countries and signs of a list stand between."""
    for at in range(first, last):
        fact = scene.fact_at[at]
        if fact is not None and fact.kind in ("channel", "country", "language"):
            continue
        if scene.words[at].lower not in _LIST_WORDS and not any(m.family == "contact" for m in scene.starting_at(at)):
            return False
    return True
