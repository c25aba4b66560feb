"""Takes the README's picture: `python -m tests.browser.screenshot docs/images/page.png`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.browser.driving import BOTS, chromium, open_page, say, served

SAID = (
    "Hi! We run an online shop in the US, about 6,000 contacts a month: half are chats, the rest split evenly between"
    " e-mail and calls. We want 24/7 cover in English. What will it cost?",
    "and what if it is only 9 am to 9 pm on weekdays?",
)


def main(target: Path) -> None:
    """Have a short conversation and keep what the page looks like after it."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as address, chromium() as browser:
        page = open_page(browser, address, "en")
        for count, text in enumerate(SAID, start=1):
            say(page, text, count)
        page.locator(BOTS).last.scroll_into_view_if_needed()
        target.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=target)
    print(f"{target}: {target.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
