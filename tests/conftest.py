"""What every room's tests share: golden files, rewritten with `pytest --update-golden`."""

import difflib
import gc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# No test has a time limit: on a busy machine a draw may take seconds.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
# `pytest --hypothesis-profile thorough` checks the laws over thousands of generated briefs instead of hundreds.
settings.register_profile("thorough", settings.get_profile("patient"), max_examples=2000)

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="write what is produced now into tests/golden")


def pytest_collection_modifyitems(items):
    # First, and so in one process of several: opening the knowledge takes longer than most of what is done with it.
    items.sort(key=lambda item: "knowledge" not in getattr(item, "fixturenames", ()))


def pytest_collection_finish():
    # What is loaded by now, some 8,000 tests among it, lives to the end: garbage need not be looked for in it. What
    # comes is mostly kept for the next turn or freed at once: looking through it every 700 objects finds little.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 25, 50)


@pytest.fixture
def golden(request):
    """Check a text against tests/golden/<name>; `golden("estimates/seat.json", text)`."""

    def check(name, text):
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        kept = path.read_text(encoding="utf-8") if path.exists() else ""
        changes = difflib.unified_diff(kept.splitlines(), text.splitlines(), "kept", "now", lineterm="", n=1)
        assert text == kept, "\n".join([f"{name} differs; pytest --update-golden rewrites it", *list(changes)[:40]])

    return check
