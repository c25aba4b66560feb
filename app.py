"""Smeta's page: settings, assistant, page, launch."""

import sys

from assistant import Assistant, Settings
from assistant.settings import SettingsError, has_screen
from assistant.ui import build_page, serve_page
from knowledge import IndexMismatchError


def main() -> None:
    """Open the page where the settings say; a setting that cannot be used is named, with status 2."""
    try:
        settings = Settings.from_environment().at_home()
        assistant = Assistant(settings)
        assistant.warm_up()
        serve_page(build_page(assistant, settings), settings, inbrowser=has_screen())
    except (SettingsError, IndexMismatchError) as error:
        print(error, file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
