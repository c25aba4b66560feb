"""The page: components and which handler answers which event. No logic here."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.components.chatbot import ExampleMessage
from gradio.processing_utils import save_bytes_to_cache

from assistant import Assistant, Settings
from assistant.reports import FORMATS
from assistant.settings import BUILT_IN, SettingsError
from assistant.texts import languages, texts
from assistant.ui import handlers
from assistant.ui.handlers import Screen
from assistant.ui.views import headline_panel, working
from knowledge.readers import SUFFIXES

FOLDER = Path(__file__).parent
EXAMPLES = ("first", "second", "third", "fourth")
FILES_KEPT_SECONDS = (3_600, 86_400)
"""How often downloads and uploads are looked through, and how old they may grow: a reload writes a report anew."""
LANGUAGE_OF_THE_PAGE = "code => { document.documentElement.lang = code; }"
"""Screen readers choose their voice by it."""


def build_page(assistant: Assistant, settings: Settings) -> gr.Blocks:
    """The page as Gradio blocks, not yet served."""
    words = texts("page", settings.language)
    with gr.Blocks(
        title=words["title"], fill_width=True, analytics_enabled=False, delete_cache=FILES_KEPT_SECONDS
    ) as page:
        browser = gr.BrowserState({"conversation": "", "language": ""}, storage_key="smeta", secret="smeta")
        shown = gr.State([])
        parts = _layout(words, settings.language)
        _wire(page, assistant, settings, browser, shown, parts)
    return page


def launch_page(page: gr.Blocks, settings: Settings, **options: Any) -> Any:
    """Serve the page; ``options`` go to Gradio's ``launch``.

    Raises:
        SettingsError: the port is taken or may not be used.
    """
    try:
        return page.launch(
            server_name=settings.host,
            server_port=settings.port or None,
            theme=gr.themes.Soft(primary_hue="emerald", neutral_hue="slate", font=["system-ui", "sans-serif"]),
            css_paths=[FOLDER / "page.css"],
            footer_links=[],
            max_file_size="20mb",
            show_error=False,
            **options,
        )
    except OSError as error:
        hint = "another number, e.g. SMETA_PORT=7861, or 0 for any that is free"
        raise SettingsError("SMETA_PORT", f"{settings.host}:{settings.port} cannot be opened", hint) from error


def serve_page(page: gr.Blocks, settings: Settings, *, inbrowser: bool) -> None:
    """Serve the page until it is interrupted, and say where it is."""
    _, address, _ = launch_page(page, settings, inbrowser=inbrowser, quiet=True, prevent_thread_lock=True)
    print(f"Smeta: {address}", flush=True)
    page.block_thread()


def _examples(words: Any) -> list[ExampleMessage]:
    return [ExampleMessage(text=words[f"examples.{name}"]) for name in EXAMPLES]


def _layout(words: Any, language: str) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    with gr.Row(elem_id="smeta-header"):
        parts["heading"] = gr.Markdown(_heading(words), elem_id="smeta-heading")
        parts["language"] = gr.Radio(
            [(texts("page", code)["language_name"], code) for code in languages()],
            value=language,
            show_label=False,
            container=False,
            elem_id="smeta-language",
            scale=0,
            min_width=190,
        )
        parts["new"] = gr.Button(words["new"], elem_id="smeta-new", scale=0, min_width=170, size="sm")
    with gr.Row(equal_height=False, elem_id="smeta-main"):
        with gr.Column(scale=6, min_width=320, elem_id="smeta-left"):
            _conversation(parts, words)
        with gr.Column(scale=5, min_width=320, elem_id="smeta-right"):
            parts["status"] = gr.HTML(elem_id="smeta-status")
            with gr.Tabs(elem_id="smeta-tabs"):
                _panel(parts, words, language)
    parts["footer"] = gr.Markdown(elem_id="smeta-footer")
    parts["overlay"] = gr.HTML(
        elem_id="smeta-overlay-holder", js_on_load=(FOLDER / "page.js").read_text(encoding="utf-8")
    )
    return parts


def _conversation(parts: dict[str, Any], words: Any) -> None:
    parts["chat"] = gr.Chatbot(
        elem_id="smeta-chat",
        label="Smeta",
        show_label=False,
        height="72vh",
        layout="bubble",
        placeholder=words["welcome"],
        buttons=["copy"],
        feedback_options=None,
    )
    parts["documents"] = gr.Markdown(elem_id="smeta-documents", visible=False)
    with gr.Row(elem_id="smeta-entry", equal_height=True):
        parts["attach"] = gr.UploadButton(
            words["attach"],
            elem_id="smeta-attach",
            file_count="multiple",
            file_types=list(SUFFIXES),
            size="sm",
            scale=0,
            min_width=150,
        )
        parts["box"] = gr.Textbox(
            elem_id="smeta-box",
            label=words["box_label"],
            placeholder=words["placeholder"],
            show_label=False,
            container=False,
            submit_btn=words["send"],
            # Until the page knows which conversation it is in, nothing can be said in it.
            interactive=False,
            lines=1,
            max_lines=8,
            autofocus=True,
            scale=1,
        )


def _panel(parts: dict[str, Any], words: Any, language: str) -> None:
    with gr.Tab(words["tabs.estimate"], id="estimate") as parts["tab_estimate"]:
        parts["headline"] = gr.HTML(headline_panel(None, language), elem_id="smeta-headline")
        with gr.Row(elem_id="smeta-downloads"):
            for name in FORMATS:
                parts[f"file_{name}"] = gr.DownloadButton(
                    words[f"download.{name}"], visible=False, size="sm", min_width=90, elem_id=f"smeta-download-{name}"
                )
        parts["estimate"] = gr.HTML(elem_id="smeta-estimate")
    with gr.Tab(words["tabs.understood"], id="understood") as parts["tab_understood"]:
        parts["hint"] = gr.Markdown(words["empty.understood"])
        parts["understood"] = gr.Dataframe(
            headers=[words["understood.field"], words["understood.value"]],
            column_count=2,
            interactive=True,
            static_columns=[0],
            show_label=False,
            wrap=True,
            visible=False,
            elem_id="smeta-understood",
            buttons=[],
        )
        parts["notice"] = gr.Markdown(elem_id="smeta-notice")
    with gr.Tab(words["tabs.options"], id="options") as parts["tab_options"]:
        parts["options"] = gr.HTML(elem_id="smeta-options")
    with gr.Tab(words["tabs.workings"], id="workings") as parts["tab_workings"]:
        parts["workings"] = gr.HTML(elem_id="smeta-workings")


def _heading(words: Any) -> str:
    return f"# Smeta\n{words['tagline']}"


def _footer(words: Any, model: str) -> str:
    """Where what a person writes goes: nowhere, or to the hosted model that was named."""
    return words["footer"] if model == BUILT_IN else words["footer_hosted"].format(model=model)


def _chrome(words: Any) -> dict[str, Any]:
    """Updates that put the page's own words into another language."""
    return {
        "heading": _heading(words),
        "new": gr.update(value=words["new"]),
        "attach": gr.update(label=words["attach"], interactive=True),
        "box": gr.update(
            label=words["box_label"],
            placeholder=words["placeholder"],
            submit_btn=words["send"],
            stop_btn=False,
            interactive=True,
        ),
        "status": "",
        **{
            f"tab_{name}": gr.update(label=words[f"tabs.{name}"])
            for name in ("estimate", "understood", "options", "workings")
        },
    }


def _updates(view: Screen, cache: str) -> dict[str, Any]:
    words = texts("page", view.language)
    updates = _chrome(words)
    listed = words["documents.list"].format(names=", ".join(view.documents)) if view.documents else ""
    below = "  \n".join(line for line in (listed, view.upload_notice) if line)
    updates |= {
        "language": view.language,
        "footer": _footer(words, view.model),
        "chat": gr.update(value=view.messages, placeholder=words["welcome"], examples=_examples(words)),
        "documents": gr.update(value=below, visible=bool(below)),
        "headline": view.headline,
        "estimate": view.estimate,
        "hint": words["understood.hint"] if view.understood else words["empty.understood"],
        "understood": gr.update(
            value=[[label, value] for label, value, _ in view.understood],
            headers=[words["understood.field"], words["understood.value"]],
            visible=bool(view.understood),
        ),
        "notice": view.notice,
        "options": view.options,
        "workings": view.workings,
    }
    for name in FORMATS:
        path = None
        if name in view.files:
            file_name, content = view.files[name]
            # Among Gradio's own files, so that they are removed with them.
            path = save_bytes_to_cache(content, file_name, cache)
        updates[f"file_{name}"] = gr.update(value=path, visible=path is not None, label=words[f"download.{name}"])
    return updates


def _wire(
    page: gr.Blocks,
    assistant: Assistant,
    settings: Settings,
    browser: gr.BrowserState,
    shown: gr.State,
    parts: dict[str, Any],
) -> None:
    def show(view: Screen, kept: dict[str, str]) -> dict[Any, Any]:
        updates: dict[Any, Any] = {parts[name]: update for name, update in _updates(view, page.GRADIO_CACHE).items()}
        return updates | {browser: kept | {"language": view.language}, shown: view.understood}

    def flow(pieces: Iterator[Any], kept: dict[str, str]) -> Iterator[dict[Any, Any]]:
        piece: Any = None
        for piece in pieces:
            yield show(piece, kept) if isinstance(piece, Screen) else {parts["chat"]: piece}
        if not isinstance(piece, Screen):  # the turn failed: the page must be ready for the next
            yield {parts[name]: update for name, update in _chrome(texts("page", kept["language"])).items()}

    def busy(language: str) -> dict[Any, Any]:
        return {parts["box"]: _busy(language), parts["status"]: working(language)}

    def kept_or_new(kept: dict[str, str] | None, request: gr.Request | None = None) -> dict[str, str]:
        kept = dict(kept or {})
        if not kept.get("conversation"):
            kept["conversation"] = uuid.uuid4().hex
        if kept.get("language") not in languages():
            kept["language"] = _preferred_language(request, settings.language)
        return kept

    def on_load(kept: dict[str, str], request: gr.Request) -> dict[Any, Any]:
        kept = kept_or_new(kept, request)
        return show(handlers.screen(assistant, kept["conversation"], kept["language"]), kept)

    def on_say(text: str, kept: dict[str, str]) -> Iterator[dict[Any, Any]]:
        kept = kept_or_new(kept)
        yield busy(kept["language"])
        yield from flow(handlers.say(assistant, kept["conversation"], text, kept["language"]), kept)

    def on_example(kept: dict[str, str], chosen: gr.SelectData) -> Iterator[dict[Any, Any]]:
        yield from on_say(chosen.value["text"], kept)

    def on_retry(kept: dict[str, str]) -> Iterator[dict[Any, Any]]:
        yield busy(kept["language"])
        yield from flow(handlers.retry(assistant, kept["conversation"], kept["language"]), kept)

    def on_stop(kept: dict[str, str]) -> dict[Any, Any]:
        return show(handlers.screen(assistant, kept["conversation"], kept["language"]), kept)

    def on_undo(kept: dict[str, str]) -> dict[Any, Any]:
        return show(handlers.undo(assistant, kept["conversation"], kept["language"]), kept)

    def on_new(kept: dict[str, str]) -> dict[Any, Any]:
        kept = kept_or_new(dict(kept) | {"conversation": ""})
        return show(handlers.screen(assistant, kept["conversation"], kept["language"]), kept)

    def on_language(code: str, kept: dict[str, str]) -> dict[Any, Any]:
        kept = kept_or_new(dict(kept) | {"language": code})
        return show(handlers.screen(assistant, kept["conversation"], code), kept)

    def on_attach(paths: list[str], kept: dict[str, str]) -> Iterator[dict[Any, Any]]:
        kept = kept_or_new(kept)
        files = [Path(path) for path in paths]
        for piece in handlers.upload(assistant, kept["conversation"], files, kept["language"]):
            if isinstance(piece, Screen):
                yield show(piece, kept)
            else:
                yield {
                    parts["documents"]: gr.update(value=piece, visible=True),
                    parts["attach"]: gr.update(interactive=False),
                }

    def on_edit(rows: Any, before: list[Any], kept: dict[str, str]) -> dict[Any, Any]:
        values = rows.values.tolist() if hasattr(rows, "values") else rows
        return show(handlers.edit(assistant, kept["conversation"], values, before, kept["language"]), kept)

    def on_cite(kept: dict[str, str], clicked: gr.EventData) -> Any:
        # A number of its own each time: the same passage opened twice must still be a change.
        opened = handlers.passage(assistant, kept["conversation"], str(clicked.reference))
        return f"<!-- {uuid.uuid4().hex} -->{opened}"

    everything = [*(part for name, part in parts.items() if name != "overlay"), browser, shown]
    page.load(on_load, [browser], everything, show_progress="hidden")
    sent = parts["box"].submit(on_say, [parts["box"], browser], everything, show_progress="hidden")
    chosen = parts["chat"].example_select(on_example, [browser], everything, show_progress="hidden")
    again = parts["chat"].retry(on_retry, [browser], everything, show_progress="hidden")
    parts["box"].stop(on_stop, [browser], everything, cancels=[sent, chosen, again], show_progress="hidden")
    parts["chat"].undo(on_undo, [browser], everything, show_progress="hidden")
    parts["new"].click(on_new, [browser], everything, show_progress="hidden")
    parts["attach"].upload(on_attach, [parts["attach"], browser], everything, show_progress="hidden")
    parts["language"].input(on_language, [parts["language"], browser], everything, show_progress="hidden")
    parts["language"].change(None, [parts["language"]], js=LANGUAGE_OF_THE_PAGE)
    parts["understood"].input(on_edit, [parts["understood"], shown, browser], everything, show_progress="hidden")
    parts["overlay"].select(on_cite, [browser], parts["overlay"], show_progress="hidden")


def _busy(language: str) -> Any:
    """The message box while a reply is being written: emptied, with a button that stops it."""
    return gr.update(value="", submit_btn=False, stop_btn=texts("page", language)["stop"])


def _preferred_language(request: gr.Request | None, fallback: str) -> str:
    """The first language of the browser that Smeta speaks, else the setting's."""
    header = request.headers.get("accept-language", "") if request is not None else ""
    for entry in header.split(","):
        code = entry.split(";")[0].strip()[:2].lower()
        if code in languages():
            return code
    return fallback
