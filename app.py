"""Smeta's page: settings, assistant, page, launch."""

import sys

from assistant import Assistant, Settings
from assistant.settings import SettingsError, has_screen
from assistant.ui import build_page, launch_page
from knowledge import IndexMismatchError


def main() -> int:
    """Open the page where the settings say; the exit status."""
    try:
        settings = Settings.from_environment().at_home()
        launch_page(build_page(Assistant(settings), settings), settings, inbrowser=has_screen())
    except (SettingsError, IndexMismatchError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
