"""How a sentence supposes or asks for an effect: "if", "model it with …", "what would Sundays add", "they ask if …"."""

from assistant.reading.scene import Span, TextScene
from assistant.reading.word_lists import listed, turns

_TOPIC = 3  # words before the "if" that say what a supposition is about
_ORDER = 3  # words before the verb of an order: "ok, now please model"
_NEAR = 3  # words between one who asks and what opens the question


def opened(scene: TextScene, sentence: Span) -> bool:
    """Whether a word for "if" stands at the head of a sentence, nothing but fillers before it."""
    return _if_at_head(scene, sentence) or topic_first(scene, sentence)


def topic_first(scene: TextScene, sentence: Span) -> bool:
    """«А чаты если отдать ночью», "and the phone, if it shut at six": a turn, a topic, and then the "if"."""
    said = [at for at in range(sentence.first, sentence.last + 1) if scene.words[at].is_word]
    if not said or scene.words[said[0]].lower not in listed("joins_supposed") | turns():
        return False
    at = next((i for i, place in enumerate(said) if scene.words[place].lower in listed("only_if")), 0)
    return 0 < at <= _TOPIC + 1 and not any(
        f.kind in ("number", "volume", "money") for f in scene.facts_within(Span(said[0], said[at]))
    )


def _if_at_head(scene: TextScene, sentence: Span) -> bool:
    for at in range(sentence.first, sentence.last + 1):
        word = scene.words[at]
        if word.lower in listed("supposing_openers"):
            return True
        if word.is_word and word.lower not in listed("supposing_words"):
            return False
    return False


def asks_saving(scene: TextScene, sentence: Span) -> bool:
    """Whether a sentence wonders at a saving without a question word: «при 70/30 сильно сэкономим»."""
    said = [scene.words[at].lower for at in range(sentence.first, sentence.last + 1) if scene.words[at].is_word]
    return bool(set(said) & listed("how_far")) and bool(set(said) & listed("consequence_words"))


def asks_effect(scene: TextScene, sentence: Span) -> bool:
    """Whether a sentence ends by asking what comes of it: "drop German, what happens", «убираем ночь, что будет»."""
    said = [scene.words[at].lower for at in range(sentence.first, sentence.last + 1) if scene.words[at].is_word]
    return len(said) > 2 and said[-2] in listed("effect_asked") and said[-1] in listed("consequence_words")


def asks_what_it_does(scene: TextScene, sentence: Span) -> bool:
    """Whether a sentence asks what a value would do: "what would 70/60 do to it", «рост AHT до 330 что даст»."""
    said = [scene.words[at].lower for at in range(sentence.first, sentence.last + 1) if scene.words[at].is_word]
    done, would = listed("effect_done"), listed("effect_would")
    told = any(f.kind not in ("country", "language") for f in scene.facts_within(sentence))
    if not told and not any(tells(scene, at) for at in range(sentence.first, sentence.last + 1)):
        return False
    for at, word in enumerate(said[:-1]):
        by = at + 2 if said[at + 1] in listed("how_far") and at + 2 < len(said) else at + 1  # "how much would …"
        if word in listed("effect_asked") and said[by] in would and (said[by] in done or done & set(said[by + 1 :])):
            return True
    return False


def ordered(scene: TextScene, sentence: Span) -> int | None:
    """Where begins what is to be tried: "model calls at 34k", "run it with 20% fewer", «сценарий: 60к звонков»."""
    leads = 0
    for at in range(sentence.first, sentence.last):
        word = scene.words[at]
        if word.lower in listed("scenario_words") and scene.words[at + 1].text == ":":
            return min(at + 2, sentence.last)
        if word.lower in listed("supposed_orders") and (scene.words[at + 1].is_word or tells(scene, at + 1)):
            return at + 1
        if word.lower in listed("run_orders"):
            after = at + 2 if scene.words[at + 1].lower in listed("run_objects") else at + 1
            return after if after < sentence.last and scene.words[after].lower in listed("run_under") else None
        leads += word.is_word
        if leads > _ORDER or (word.is_word and word.lower not in listed("recount_leads") | listed("supposing_words")):
            return None
    return None


def reported(scene: TextScene, sentence: Span) -> int | None:
    """Where begins what somebody asks for: "members ask whether 80% in 30 seconds would be cheaper"."""
    for at in range(sentence.first, sentence.last):
        if not {scene.words[at].lower, *scene.words[at].forms} & listed("asking_verbs"):
            continue
        clause = next((k for k in range(at + 1, min(at + _NEAR, sentence.last) + 1) if _opens_reported(scene, k)), None)
        if clause is None:
            continue
        said = {scene.words[k].lower for k in range(clause, sentence.last + 1)}
        kinds = {f.kind for f in scene.facts_within(Span(clause, sentence.last))}
        priced = bool(said & listed("effect_words"))
        return clause if priced or (said & listed("if_words") and kinds - {"country", "language"}) else None
    return None


def _opens_reported(scene: TextScene, at: int) -> bool:
    return scene.words[at].lower in listed("reported_openers") or scene.words[at - 1].text == ","


def tells(scene: TextScene, at: int) -> bool:
    """Whether a word belongs to a fact, is a number of any kind, or belongs to the name of a channel."""
    number = any(sign.isdecimal() for sign in scene.words[at].text)
    return number or scene.fact_at[at] is not None or any(at in place for _, place in scene.channels)
