"""The web page: components in ``page``, plain functions in ``handlers``, estimate to HTML in ``views``."""

from assistant.ui.page import build_page, launch_page, serve_page

__all__ = ["build_page", "launch_page", "serve_page"]
