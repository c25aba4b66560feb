"""The reply, put together from blocks: what went wrong, what was asked, the figure, and one question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from langchain_core.messages import AIMessage

from assistant.builtin import (
    advice,
    answers,
    beside,
    differences,
    documents,
    figures,
    own_figures,
    own_people,
    quotes,
    quotes_against,
    settled,
    verdicts,
    workings,
)
from assistant.builtin.asking import asked_again, asks_which, field_name, question_key, question_of
from assistant.builtin.assumed import night_bot_beside, supposes_assumed
from assistant.builtin.doubts import doubted_volume
from assistant.builtin.going_on import why_so_much
from assistant.builtin.guesses import guessed
from assistant.builtin.left_out import left_out
from assistant.builtin.library_asked import asks_of_fact, may_ask_of_fact
from assistant.builtin.own_case import own_case
from assistant.builtin.own_figures import figures_wanted
from assistant.builtin.prose import Prose, capital
from assistant.builtin.provenance import sources_of_figures, sources_told
from assistant.builtin.supports import bearing_sentence, wants_market
from assistant.builtin.talk import Talk
from assistant.builtin.verdicts import VERDICTS
from assistant.document_lines import says
from assistant.reading import Act

_COURTESIES = ("order", "off_topic", "help", "thank", "bye", "no_questions")
_PAY = "in_house.salary_per_month"
_SMALL_TALK = frozenset({"greet", "thank", "bye", "off_topic", "order", "help"})


def compose(talk: Talk) -> AIMessage:
    """The reply to the turn, with the question it asks beside it."""
    if not talk.text.strip() and not talk.command:
        return AIMessage(talk.say("empty"), additional_kwargs={"question": talk.situation.get("last_question")})
    refused = refused_field(talk)
    blocks = [*_mishaps(talk), *([] if refused and not _queries(talk) else _main(talk))]
    said = [" ".join(uncounted)] if (uncounted := left_out(talk)) else []
    blocks, said = (blocks, said) if blocks else (said, [])
    asked = question_of(talk) if _may_ask(talk) and why_asked(talk) is None else None
    if not blocks and (again := asked_again(talk)):
        asked = again
    if refused:
        asked = talk.say("ask.right_value"), {"field": refused}
    if not blocks and not talk.command and not (asked and (asks_which(talk) or asked_again(talk))):
        guess, about = guessed(talk) or ("", None)
        blocks = [guess] if guess else []
        if about:
            return AIMessage(guess, additional_kwargs={"question": about})
    if not blocks and not (asked and (asks_which(talk) or asked_again(talk))):
        blocks = [talk.say("lost") if not asked or talk.earlier else talk.say("greet.first")]
    if talk.earlier == () and "greet" in talk.acts and len(blocks) > 0 and not _only_courtesy(talk):
        word = talk.words.say("greet.word")
        blocks[0] = blocks[0] if blocks[0].startswith(word) else f"{word} {blocks[0]}"
    blocks += said
    blocks += [doubt] if (doubt := doubted_volume(talk)) else []
    blocks += [talk.words.say("pay_after_tax")] if _pay_after_tax(talk) else []
    if asked:
        blocks.append(asked[0])
    open_still = talk.situation.get("last_question") if why_asked(talk) is not None else None
    return AIMessage("\n\n".join(blocks), additional_kwargs={"question": asked[1] if asked else open_still})


def _pay_after_tax(talk: Talk) -> bool:
    """Whether the pay that was just told is what people get after tax: the estimate counts it before tax."""
    told = talk.one("note_facts") is not None and any(change.path == _PAY for change in talk.reading.changes)
    return told and says(talk.text, "after_tax")


def why_asked(talk: Talk) -> str | None:
    """Why the last question was put, if the message asks just that; the question stays open."""
    if talk.command or not talk.asked_field or not talk.asks_meta("why_ask"):
        return None
    key = question_key(talk.words, talk.asked_field)
    return talk.words.say("why_asked", why=talk.words.say(f"{key}.why", channel=_channel_of(talk))) if key else None


def _channel_of(talk: Talk) -> str:
    parts = str(talk.asked_field).split(".")
    return talk.words.say(f"channel_of.{parts[1]}") if len(parts) > 1 and parts[0] == "channels" else ""


def _mishaps(talk: Talk) -> list[str]:
    """What could not be taken: a text too long, a value that cannot be."""
    blocks = []
    if talk.cut_from:
        prose = Prose(talk.language)
        blocks.append(talk.words.say("cut", length=prose.number(talk.cut_from), read=prose.number(len(talk.text))))
    blocks += [talk.words.say("unknown_place", name=place.detail["name"]) for place in talk.places_unknown]
    if (left_open := talk.place_left_open) is not None:
        blocks.append(_place_open(talk, left_open))
    problems = [problem for result in _taking_in(talk) for problem in result.get("problems", ())]
    if problems:
        prose = Prose(talk.language)
        rows = [
            f"{capital(field_name(prose, problem['path']))}: {problem['message']}. {capital(problem['hint'])}"
            for problem in problems
        ]
        text = (
            talk.say("refused")
            + " "
            + " ".join(row if row.endswith((".", "!", "?")) else row + "." for row in rows[:3])
        )
        blocks.append(text + (" " + talk.say("refused.kept") if talk.situation.get("brief_before") else ""))
    return blocks


def _place_open(talk: Talk, act: Act) -> str:
    country = act.detail.get("country")
    if not country:
        return talk.words.say("place_open.anywhere")
    return talk.words.say("place_open", country=Prose(talk.language).country(str(country)))


def _main(talk: Talk) -> list[str]:
    """What the message is really about, in the order a person would answer: what is asked of the case stays first."""
    general = list(dict.fromkeys(answers.answered_all(talk, _queries(talk))))
    blocks = _in_turn(talk, general)
    told = [block for block in general if block in blocks]
    if not told or len(told) == len(blocks) or not _figure_asked(talk):
        return blocks
    others = [block for block in blocks if block not in told]
    at = len(others) if talk.one("check_quotes") is not None else 1
    return [*others[:at], *told, *others[at:]]


def _figure_asked(talk: Talk) -> bool:
    """Whether the message asks for a figure of the case or a verdict on an offer, whatever else it wants to know."""
    if (talk.one("check_quotes") or {}).get("quotes"):
        return True
    return "estimate" in talk.acts and talk.estimate is not None


def _in_turn(talk: Talk, general: Sequence[str]) -> list[str]:
    """The blocks of a reply, `general` among them, in the order of the tools."""
    if talk.refuses_supposed:
        return [settled.left_as_it_was(talk)]
    if talk.asks_source and (told := sources_told(talk)):
        return told
    blocks: list[str] = [] if (why := why_asked(talk)) is None else [why]
    if (result := talk.one("price_with_bot")) is not None:
        blocks += workings.with_bot(talk, result)
    if night_bot_beside(talk) and talk.estimate:
        return [*blocks, workings.with_night_bot(talk, talk.estimate)]
    worked_out = bool(blocks) or talk.one("compare") is not None
    blocks += [block for block in general if not worked_out or block != talk.say("what_if.unknown")]
    blocks += [block for block in _our_case(talk) if block not in blocks]
    if talk.missing:
        blocks.append(differences.nothing_to_multiply(talk))
    if (result := talk.one("read_documents")) is not None:
        return [*blocks, *documents.proposed(talk, result)]
    if (result := talk.one("price_options")) is not None and result.get("options") and "summary" not in talk.acts:
        noted = figures.understood(talk) if talk.one("note_facts") else ""
        weighed = beside.chosen if "advise" in talk.acts and not beside.options_of(talk) else beside.side_by_side
        return [*blocks, *weighed(talk, result), *([noted] if noted else [])]
    if (result := talk.one("compare")) is not None:
        if (kept := talk.one("decide_what_if")) is not None and not talk.one("note_facts"):
            blocks += settled.decided(talk, kept)[:1]  # "yes, keep it. And what if …?"
        blocks += [said] if talk.one("note_facts") and (said := differences.noted(talk)) else []
        if any("kept" in act.detail for act in talk.reading.acts) and result.get("estimate"):
            stays = own_people.kept_team(talk, Prose(talk.language), result["before"])
            blocks += [stays] if stays else []
        then = quotes.supposed(talk, result)
        of_offers = then and all(change["path"].startswith("quotes.") for change in result["applied"])
        first, *rest = differences.what_if(talk, result)
        blocks += then if of_offers else [first, *then, *rest]
    elif supposes_assumed(talk):
        return [*blocks, talk.say("what_if.not_in")]
    if (result := talk.one("check_quotes")) is not None and not quotes_against.moved(talk):
        blocks += quotes.quotes_checked(talk, result)
        if result.get("quotes"):
            return [*blocks, *_moved(talk)]
    if (result := talk.one("explain_line")) is not None:
        blocks += workings.line_explained(talk, result)
    if (result := talk.one("undo_last")) is not None:
        return [*blocks, *settled.undone(talk, result)]
    if talk.one("start_over") is not None:
        blocks.append(talk.say("restarted"))
    estimate = talk.estimate
    if estimate and estimate.get("basis") != "reference_seat" and (told := _own(talk, estimate)):
        blocks += told
        known = talk.one("estimate_cost") or {}
        judged = bool({*figures_wanted(talk)} & {*VERDICTS, "billing"})
        if (judged or not talk.acts & {"why_expensive", "compare", "summary", "advise"}) and (
            known.get("told") or known.get("comparison")
        ):
            return blocks
    if "summary" in talk.acts:
        compared = talk.one("price_options")
        table = beside.side_by_side(talk, compared) if compared and compared.get("options") else []
        return [*blocks, *workings.summary(talk, estimate), *table]
    if (
        (result := talk.one("decide_what_if")) is not None
        and result.get("decided") is not None
        and not talk.one("note_facts")
    ):
        decided = settled.decided(talk, result)
        return [*decided, *blocks] if talk.one("price_with_bot") is not None else [*blocks, *decided]
    if estimate:
        blocks += _figures(talk, estimate, bool(blocks))
    elif talk.one("note_facts") and talk.one("compare") is None and (said := differences.noted(talk)):
        blocks.append(said)
    if not blocks and talk.asks_meta("source_ask"):
        return sources_of_figures(talk, None)
    return blocks or _courtesy(talk)


def _own(talk: Talk, estimate: Mapping[str, Any]) -> list[str]:
    """Figures of the estimate that the message asks for, after what it has changed."""
    wanted = figures_wanted(talk)
    verdicts = [block for name in wanted if name in VERDICTS for block in own_figures.told(talk, name, estimate)]
    told = [block for name in wanted if name not in VERDICTS for block in own_figures.told(talk, name, estimate)]
    comparison = (talk.one("estimate_cost") or {}).get("comparison")
    if not (told or verdicts) or not comparison:
        return [*verdicts, *told]
    said = differences.noted(talk)
    moved = figures.short_headline(talk, estimate) if differences.moved(comparison) else ""
    return [*verdicts, " ".join(part for part in (said, moved) if part), *told]


def _figures(talk: Talk, estimate: Mapping[str, Any], answered: bool) -> list[str]:
    """The estimate, as much of it as is new."""
    if "advise" in talk.acts:
        return advice.recommended(talk, estimate)
    if any(act.detail.get("lower") for act in talk.reading.acts):
        return advice.cheaper(talk, estimate)
    if talk.asks_meta("source_ask"):
        return sources_of_figures(talk, estimate)
    if "why_expensive" in talk.acts or why_so_much(talk):
        beside = _own_beside(talk, estimate)
        return [*beside, *workings.why_expensive(talk, estimate, brief=bool(beside))]
    if "compare" in talk.acts:
        return workings.options(talk, estimate)
    result = talk.one("estimate_cost") or {}
    beside = _own_beside(talk, estimate)
    if comparison := result.get("comparison"):
        return [*beside, *differences.updated(talk, estimate, comparison), *quotes_against.now(talk)]
    if result.get("told"):
        if talk.results.get("skip_question"):
            return [talk.say("skipped")]
        if "estimate" in talk.acts and not answered:
            return workings.sum_alone(talk, estimate) or [
                figures.headline(talk, estimate),
                figures.assumed(talk, estimate),
            ]
        return (
            []
            if answered or not talk.results.get("note_facts")
            else [talk.say("lost" if _figures_lost(talk) else "known_already"), figures.short_headline(talk, estimate)]
        )
    first = figures.first_figure(talk, estimate)
    return [*first[:1], *beside, *quotes_against.now(talk), *first[1:]]


def _figures_lost(talk: Talk) -> bool:
    """Whether a correction holds a count that nothing took: what changed nothing is then not in already."""
    counts = [fact for fact in talk.reading.facts if fact.kind in ("number", "volume", "money")]
    taken = talk.reading.changes
    return "correct" in talk.acts and any(
        not any(change.start < fact.end and fact.start < change.end for change in taken) for fact in counts
    )


def _own_beside(talk: Talk, estimate: Mapping[str, Any]) -> list[str]:
    """The own team against the provider, as soon as the pay is told beside a workload, whoever counted the people."""
    told = [c for c in talk.reading.changes if c.path.startswith("in_house.") and c.op == "set"]
    new = bool(told)
    if "home_country" not in talk.known and any(c.detail.get("assumed") == "currency" for c in told):
        return []  # pay in no currency and a country nobody knows: which is dearer depends on both
    if not (new and own_people.paid(talk)) or "own_team" in figures_wanted(talk):
        return []  # the question of it is answered with the same
    if own_people.counted(talk) and estimate.get("basis") in ("workload", "team_of_today"):
        return [verdicts.own_team(talk, Prose(talk.language), estimate)]
    text = own_people.pay_beside(talk, Prose(talk.language), estimate) if estimate.get("basis") == "workload" else ""
    return [text] if text else []


def _moved(talk: Talk) -> list[str]:
    """Where the estimate stands, if the message moved it; quotes do so only when the person asks to count by them."""
    comparison = (talk.one("estimate_cost") or {}).get("comparison")
    if not comparison or not talk.estimate or not comparison["monthly"]["difference"]:
        return []
    taken = any(change.path.startswith("quotes.") and change.path.endswith(".use") for change in talk.reading.changes)
    moved = [talk.words.say("quotes.moved")] if taken else []
    return [" ".join([*moved, figures.short_headline(talk, talk.estimate)])]


def refused_field(talk: Talk) -> str | None:
    """The field whose value was refused in this turn, if nothing else was taken in."""
    results = _taking_in(talk)
    problems = [problem for result in results for problem in result.get("problems", ())]
    return problems[0]["path"] if problems and not any(result.get("applied") for result in results) else None


def _taking_in(talk: Talk) -> list[Mapping[str, Any]]:
    """What became of the values of the message, told and supposed."""
    return [result for name in ("note_facts", "compare") for result in talk.results.get(name, [])]


def _courtesy(talk: Talk) -> list[str]:
    if talk.keeps_bot:
        return [talk.say("bot.beside")]
    if talk.results.get("skip_question") or talk.acts & {"skip", "dont_know"}:
        return [talk.say("skipped")]
    if any(act.detail.get("errand") for act in talk.reading.acts):
        return [talk.say("errand")]
    for kind in _COURTESIES:
        if kind in talk.acts:
            return [talk.say(kind)]
    if "greet" in talk.acts and "estimate" not in talk.acts:
        return [talk.say("greet.again" if talk.earlier else "greet.first")]
    if (talk.one("estimate_cost") or {}).get("need"):
        query = talk.words.say("support.rate.query")
        market = bearing_sentence(talk.passages(query), query, talk.language) if wants_market(talk) else None
        return [talk.say("need_workload"), *([f"{market[0]} [{market[1]}]"] if market else [])]
    return []


def _may_ask(talk: Talk) -> bool:
    """A question belongs to every reply but a farewell; small talk is not answered with a form, nor "stop asking"."""
    if "no_questions" in talk.acts:
        return False
    return not (talk.acts & {"bye", "thank"} and talk.acts <= {"bye", "thank", "yes", "no", "greet"})


def _only_courtesy(talk: Talk) -> bool:
    return talk.acts <= _SMALL_TALK


def _queries(talk: Talk) -> list[str]:
    queries = [str(result["query"]) for result in talk.results.get("search_knowledge", ()) if not result.get("within")]
    told = may_ask_of_fact(talk) and not asks_of_fact(talk)  # the library knew nothing of it
    return [query for query in queries if not (told and query == talk.text)]


def _our_case(talk: Talk) -> list[str]:
    """ "And for us?": what the answer just given comes to in the person's case, else the estimate itself."""
    if not talk.asks_meta("our_case") or not talk.estimate:
        return []
    case = own_case(talk, _articles_of_talk(talk))
    return [case or figures.headline(talk, talk.estimate)]


def _articles_of_talk(talk: Talk) -> list[str]:
    """What "and for us?" is about: the articles answered from in this message, else those of the last reply."""
    here = [passage["article"] for query in _queries(talk) for passage in talk.passages(query)[:1]]
    return here or list(talk.situation.get("last_articles") or ())
