"""What the page does, as plain functions of the assistant and plain data; no component is known here."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant import Assistant, Turn
from assistant.described import described_fields
from assistant.market import market_of, price
from assistant.reading import read
from assistant.reports import FORMATS, render
from assistant.texts import texts
from assistant.ui import views
from assistant.ui.passage import Source, passage_view
from knowledge import AddReport, Article
from knowledge.sources import source_of
from tools.brief import Brief
from tools.errors import InputError
from tools.estimate import NeedMore

Message = dict[str, Any]

STREAM_STEP_CHARS = 80
"""How much the shown reply grows at a time: a page redrawn at every word falls behind the reply."""
UPLOAD_STEP_SECONDS = 0.4

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Screen:
    """Everything the page shows of a conversation at one moment.

    Attributes:
        messages: the chat in Gradio's message form.
        understood: rows of field label, value and the path of the brief it stands for.
        files: report format → name and content of the file to download; empty while there is no estimate.
        documents: titles of the person's own documents.
        notice, upload_notice: what became of an edit or of an upload.
    """

    messages: list[Message]
    headline: str
    estimate: str
    understood: list[tuple[str, str, str]]
    options: str
    workings: str
    files: Mapping[str, tuple[str, bytes]]
    documents: tuple[str, ...]
    language: str
    model: str
    notice: str = ""
    upload_notice: str = ""


def screen(assistant: Assistant, conversation: str, language: str, notice: str = "", upload_notice: str = "") -> Screen:
    """The page of a conversation as it stands, for instance after a reload."""
    history = assistant.history(conversation)
    turns = [turn for _, _, turn in history if turn is not None]
    last = turns[-1] if turns else None
    shown = next((t.estimate for t in reversed(turns) if t.estimate), None)
    market = market_of([(turn.language, turn.brief) for turn in turns], language)
    payload = _estimate(shown, last.brief, language, market) if last and last.brief else None
    # A comparison is worded when it is made; in another language it would be half understood.
    comparison = last.comparison if last and last.language == language else None
    return Screen(
        messages=_messages(history),
        headline=views.headline_panel(payload, language),
        estimate=views.estimate_panel(payload, language, comparison),
        understood=described_fields(last.brief if last else {}, language),
        options=views.options_panel(payload, language),
        workings=views.workings_panel(payload, language),
        files=report_files(last, payload, language) if payload else {},
        documents=assistant.documents.titles(conversation),
        language=language,
        model=assistant.settings.model,
        notice=notice,
        upload_notice=upload_notice,
    )


def _estimate(
    shown: Mapping[str, Any] | None, brief: Mapping[str, Any], language: str, market: str
) -> Mapping[str, Any] | None:
    """The estimate to show, worded in the page's language.

    What the conversation last showed, if it is in that language. Otherwise, and after a turn was taken back, the brief
    is worked out again; that of a what-if, which is no brief yet, is left in its own words.
    """
    if shown and shown.get("language") == language:
        return shown
    found = _worked_out(brief, language, market)
    if shown is None:
        # A seat priced for want of a workload is an example in a reply, no estimate of the person's case.
        return found if found and found["basis"] != "reference_seat" else None
    return found if found and found["monthly"] == shown["monthly"] else shown


def _worked_out(brief: Mapping[str, Any], language: str, market: str) -> Mapping[str, Any] | None:
    try:
        return price(Brief.parse(dict(brief), language), language, market).to_json()
    except (InputError, NeedMore):
        return None


def say(assistant: Assistant, conversation: str, text: str, language: str) -> Iterator[list[Message] | Screen]:
    """Send a message: the chat as the reply grows, then the whole screen in the language of the reply."""
    before = _messages(assistant.history(conversation))
    asked: list[Message] = [*before, {"role": "user", "content": text}]
    yield [*asked, {"role": "assistant", "content": texts("page", language)["thinking"]}]
    answer, shown, turn = "", 0, None
    try:
        for piece in assistant.stream(text, conversation):
            if isinstance(piece, Turn):
                turn = piece
            else:
                answer += piece
                if len(answer) - shown >= STREAM_STEP_CHARS:
                    shown = len(answer)
                    yield [*asked, {"role": "assistant", "content": answer}]
        shown_screen = screen(assistant, conversation, turn.language if turn else language)
    except Exception:
        # The page must stay usable whatever breaks below it; the log has the whole story.
        log.exception("a turn failed")
        yield [*asked, {"role": "assistant", "content": texts("page", language)["error.turn"]}]
        return
    yield shown_screen


def upload(assistant: Assistant, conversation: str, paths: Sequence[Path], language: str) -> Iterator[str | Screen]:
    """Add documents to a conversation: a line on how far it is, now and then, and at last the screen."""
    words = texts("page", language)
    done: dict[str, Any] = {"share": 0.0}

    def progress(passages: int, of: int) -> None:
        done["share"] = passages / of if of else 1.0

    def add() -> None:
        try:
            done["report"] = assistant.documents.add(conversation, paths, progress)
        except Exception:
            log.exception("documents could not be added")

    known = assistant.documents.titles(conversation)
    worker = threading.Thread(target=add, name="upload", daemon=True)
    worker.start()
    while worker.is_alive():
        yield words["documents.reading"].format(count=len(paths), percent=f"{done['share']:.0%}")
        worker.join(UPLOAD_STEP_SECONDS)
    report = done.get("report")
    notice = _added(report, language) if report else words["documents.failed"]
    if report and (report.added or report.changed):
        _say_what_it_states(assistant, conversation, known, language)
    yield screen(assistant, conversation, language, upload_notice=notice)


def _say_what_it_states(assistant: Assistant, conversation: str, known: Sequence[str], language: str) -> None:
    """A turn on the documents that are not among those known, or on all when only their text has changed."""
    titles = assistant.documents.titles(conversation)
    try:
        assistant.read_added(conversation, [title for title in titles if title not in known] or titles, language)
    except Exception:
        # The documents are added whatever becomes of this turn, and can be asked about.
        log.exception("added documents could not be read for what they state")


def _added(report: AddReport, language: str) -> str:
    words = texts("page", language)
    read_now = [*report.added, *report.changed, *report.unchanged]
    lines = [words["documents.added"].format(names=", ".join(path.name for path in read_now))] if read_now else []
    lines += [
        words["documents.unreadable"].format(name=failure.path.name, reason=failure.reason.message(language))
        for failure in report.failed
    ]
    return "  \n".join(lines)


def undo(assistant: Assistant, conversation: str, language: str) -> Screen:
    """Take the last turn back."""
    assistant.undo(conversation)
    return screen(assistant, conversation, language)


def retry(assistant: Assistant, conversation: str, language: str) -> Iterator[list[Message] | Screen]:
    """Take the last turn back and send its message again."""
    asked = [text for role, text, _ in assistant.history(conversation) if role == "user"]
    if asked:
        assistant.undo(conversation)
        yield from say(assistant, conversation, asked[-1], language)


def edit(
    assistant: Assistant,
    conversation: str,
    rows: Sequence[Sequence[Any]],
    shown: Sequence[Sequence[str]],
    language: str,
) -> Screen:
    """Apply what was changed in the table of understood values; the value is read like a short answer."""
    words = texts("page", language)
    notices = []
    for (label, old, path), row in zip(shown, rows, strict=False):
        new = str(row[1] if row[1] is not None else "").strip()
        if new == old:
            continue
        notices.append(_apply(assistant, conversation, path, label, new, language, words))
    return screen(assistant, conversation, language, notice=" ".join(notices))


def _apply(
    assistant: Assistant, conversation: str, path: str, label: str, new: str, language: str, words: Mapping[str, str]
) -> str:
    try:
        if not new:
            assistant.edit(conversation, path, None)
            return words["understood.saved"].format(field=label)
        reading = read(new, question=path, language=language)
        changes = [c for c in reading.changes if c.op == "set" and (c.path == path or path.startswith(f"{c.path}."))]
        changes = changes or [c for c in reading.changes if c.path.startswith(f"{path}.")]
        if not changes:
            return words["understood.unclear"].format(text=new, field=label)
        for change in changes:
            assistant.edit(conversation, change.path, change.value)
    except InputError as error:
        return words["understood.refused"].format(problem="; ".join(str(problem) for problem in error.problems))
    return words["understood.saved"].format(field=label)


def passage(assistant: Assistant, conversation: str, reference: str) -> str:
    """The overlay for a clicked mark.

    Args:
        reference: ``TURN-MARK`` as in the link, the turn counted from 0.
    """
    turn_text, _, mark_text = reference.strip().removeprefix("#cite-").partition("-")
    if not (turn_text.isdecimal() and mark_text.isdecimal()):
        return ""
    turns = [turn for _, _, turn in assistant.history(conversation) if turn is not None]
    if int(turn_text) >= len(turns):
        return ""
    turn = turns[int(turn_text)]
    citation = next((c for c in turn.citations if c.mark == int(mark_text)), None)
    if citation is None:
        return ""
    article = assistant.article(citation.article, turn.language, conversation)
    if article is None:
        return passage_view(citation.title, "", citation.quote, turn.language, url=citation.url, page=citation.page)
    return passage_view(
        article.title,
        article.body,
        citation.quote,
        turn.language,
        is_markdown=article.reviewed is not None,
        reviewed=str(article.reviewed) if article.reviewed else "",
        page=citation.page,
        url=citation.url,
        sources=_sources(article, citation.quote),
    )


def _sources(article: Article, quote: str) -> list[Source]:
    """The publications behind the quoted words, or behind the whole article where none is named beside them."""
    near = {
        reference
        for passage in article.passages
        if quote in passage.text or passage.text in quote
        for _, reference in passage.marks
    }
    found: dict[str, Source] = {}
    for reference in near or article.sources:
        try:
            source, _ = source_of(reference)
        except KeyError:
            continue
        named = ", ".join(part for part in (source.publisher, source.title, source.date) if part)
        found[source.id] = (named, source.url)
    return [found[name] for name in sorted(found)]


def report_files(turn: Turn | None, estimate: Mapping[str, Any], language: str) -> dict[str, tuple[str, bytes]]:
    """The reports of an estimate by format: a file name that says what it is, and the content."""
    brief = turn.brief if turn else {}
    return {
        name: (f"smeta-{estimate['fingerprint'][:8]}.{extension}", render(estimate, brief, language, name))
        for name, extension in FORMATS.items()
    }


def _messages(history: Sequence[tuple[str, str, Turn | None]]) -> list[Message]:
    messages: list[Message] = []
    index = 0
    for role, text, turn in history:
        content = text
        if role == "assistant" and turn is not None:
            citations = [_as_json(c) or {} for c in turn.citations]
            content = views.chat_message(text, citations, index, turn.language)
            index += 1
        messages.append({"role": role, "content": content})
    return messages


def _as_json(value: Any) -> dict[str, Any] | None:
    if value is None or isinstance(value, dict):
        return value
    return dict(value.to_json())
