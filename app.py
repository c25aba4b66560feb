"""Smeta's page: settings, assistant, page, launch."""

from assistant import Assistant, Settings
from assistant.ui import build_page, launch_page


def main() -> None:
    """Open the page where the settings say."""
    settings = Settings.from_environment()
    launch_page(build_page(Assistant(settings), settings), settings)


if __name__ == "__main__":
    main()
