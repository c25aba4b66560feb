"""What the browser tests and the screenshot share: a page that is served, a Chromium, and how a person uses them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]
NUMBER = re.compile(r"\d[\d\s\u00a0\u202f.,]*")
TURN_MS = 90_000
BOTS = "#smeta-chat .bot.message"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The page, served from this process on a port that is free; its address.

    Words alone are searched: embedding the library takes longer than everything the tests do.
    """
    from assistant import Assistant, Settings
    from assistant.ui import build_page, launch_page
    from knowledge import Knowledge

    settings = Settings(data_dir=folder, store=folder / "conversations.sqlite", port=0)
    with Assistant(settings, Knowledge.open(folder, words_only=True)) as assistant:
        page = build_page(assistant, settings)
        _, url, _ = launch_page(page, settings, prevent_thread_lock=True, quiet=True)
        yield url
        page.close()


@contextmanager
def chromium() -> Iterator[Any]:
    """A Chromium without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def open_page(browser: Any, address: str, language: str, width: int = 1440, height: int = 900) -> Any:
    """A visitor's page, ready to be typed in."""
    context = browser.new_context(
        locale=language, accept_downloads=True, viewport={"width": width, "height": height}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("#smeta-box textarea:enabled")
    return page


def say(page: Any, text: str, replies: int) -> str:
    """Send a message and wait for the end of the reply, the ``replies``-th of the conversation; its text."""
    page.fill("#smeta-box textarea", text)
    page.press("#smeta-box textarea", "Enter")
    return finished(page, replies)


def finished(page: Any, replies: int) -> str:
    """Wait until the reply under way is whole; its text."""
    page.wait_for_function(
        "([css, n]) => document.querySelectorAll(css).length === n", arg=[BOTS, replies], timeout=TURN_MS
    )
    # The send button comes back when the turn is over.
    page.wait_for_selector("#smeta-box .stop-button", state="detached", timeout=TURN_MS)
    page.wait_for_function("() => !document.querySelector('.smeta-busy')", timeout=TURN_MS)
    page.wait_for_timeout(300)
    return str(page.locator(BOTS).last.inner_text())


def figure(page: Any, point: str = "typical") -> float:
    """A point of the monthly total that the page shows."""
    return float(page.locator(f"[data-testid=monthly-{point}]").get_attribute("data-value"))
