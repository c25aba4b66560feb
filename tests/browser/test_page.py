"""The conversation people come for, in a real Chromium: figure, citation, correction, download, reload."""

from __future__ import annotations

import json
import os
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]

pytestmark = [
    pytest.mark.browser,
    # A missing browser must not pass unseen where the whole suite is promised.
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium on this machine"),
]

TALKS = {
    "ru": {
        "first": "Здравствуйте! У нас интернет-магазин, примерно 6000 обращений в месяц: половина — чат, остальное"
        " почта и звонки поровну. Хотим круглосуточно, на русском и английском. Сколько это будет стоить?",
        "faq": "Какие бывают скрытые расходы?",
        "change": "а если только с 9 до 21 по будням?",
    },
    "en": {
        "first": "Hello! We run an online shop with about 6,000 contacts a month: half are chats, e-mail and calls"
        " share the rest equally. We want 24/7 cover in English and Spanish. What would that cost?",
        "faq": "What hidden costs should I expect?",
        "change": "and what if it is only 9 am to 9 pm on weekdays?",
    },
}
NUMBER = re.compile(r"\d[\d\s\u00a0\u202f.,]*")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    from assistant import Assistant, Settings
    from assistant.ui import build_page, launch_page

    folder = tmp_path_factory.mktemp("page")
    settings = Settings(data_dir=folder, store=folder / "conversations.sqlite", port=0)
    assistant = Assistant(settings)
    page = build_page(assistant, settings)
    _, url, _ = launch_page(page, settings, prevent_thread_lock=True, quiet=True)
    yield url
    page.close()
    assert threading.main_thread().is_alive()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


def say(page: Any, text: str, replies: int) -> str:
    page.fill("#smeta-box textarea", text)
    page.press("#smeta-box textarea", "Enter")
    bots = page.locator("#smeta-chat .bot.message")
    page.wait_for_function(
        "n => document.querySelectorAll('#smeta-chat .bot.message').length >= n", arg=replies, timeout=60_000
    )
    # The send button comes back when the turn is over, and the reply stops growing.
    page.wait_for_selector("#smeta-box .stop-button", state="detached", timeout=60_000)
    text, before = str(bots.nth(replies - 1).inner_text()), None
    while text != before:
        page.wait_for_timeout(500)
        text, before = str(bots.nth(replies - 1).inner_text()), text
    return text


def figure(page: Any) -> float:
    text = page.locator("[data-testid=monthly-typical]").evaluate("node => node.firstChild.textContent")
    return float(re.sub(r"[^\d]", "", NUMBER.search(text).group(0)))  # type: ignore[union-attr]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_conversation_becomes_a_cited_estimate(address: str, browser: Any, language: str, tmp_path: Path) -> None:
    talk = TALKS[language]
    context = browser.new_context(locale=language, accept_downloads=True, viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(address)
    page.wait_for_selector("#smeta-box textarea")

    first = say(page, talk["first"], 1)
    assert NUMBER.search(first)
    assert "[1]" in first
    around_the_clock = figure(page)
    assert around_the_clock > 0

    mark = page.locator('#smeta-chat .bot a[href="#cite-0-1"]').first
    mark.click()
    quote = page.locator(".smeta-article mark").first
    quote.wait_for()
    assert len(quote.inner_text()) > 20
    page.keyboard.press("Escape")
    assert page.locator(".smeta-overlay").count() == 0

    answer = say(page, talk["faq"], 2)
    assert "[1]" in answer
    assert NUMBER.search(answer)

    say(page, talk["change"], 3)
    assert figure(page) < around_the_clock
    assert page.locator("#smeta-estimate table").count() >= 2

    for name, opening in (("markdown", b"# "), ("json", b"{"), ("xlsx", b"PK"), ("pdf", b"%PDF")):
        with page.expect_download() as waiting:
            page.click(f"#smeta-download-{name}")
        content = Path(waiting.value.path()).read_bytes()
        assert content.startswith(opening)
        if name == "json":
            typical = json.loads(content)["estimate"]["monthly"]["typical"]
            assert abs(typical - figure(page)) < 1

    page.reload()
    page.wait_for_selector("#smeta-chat .bot.message")
    assert page.locator("#smeta-chat .bot.message").count() == 3
    page.wait_for_selector("[data-testid=monthly-typical]")
    assert problems == []
    context.close()


def test_a_value_that_was_misunderstood_is_corrected_in_the_table(address: str, browser: Any) -> None:
    page = browser.new_context(locale="en", viewport={"width": 1440, "height": 1000}).new_page()
    page.goto(address)
    page.wait_for_selector("#smeta-box textarea")
    say(page, "3,000 calls a month, weekdays 9 to 5", 1)
    before = figure(page)
    page.get_by_role("tab").nth(1).click()
    cell = page.locator("#smeta-understood td", has_text="3,000").first
    cell.dblclick()
    page.keyboard.press("Control+A")
    page.keyboard.type("9,000")
    page.keyboard.press("Enter")
    page.get_by_role("tab").nth(0).click()
    page.wait_for_function(
        "was => document.querySelector('[data-testid=monthly-typical]').firstChild.textContent !== was",
        arg=page.locator("[data-testid=monthly-typical]").evaluate("node => node.firstChild.textContent"),
        timeout=20_000,
    ) if figure(page) == before else None
    assert figure(page) > before
