"""What may stand above the pages: one line that waits for the person."""

from __future__ import annotations

from ui.parts.surface import Surface


class Strip(Surface):
    """Hides and shows itself; `page_shown` tells it which page is in sight now."""

    def page_shown(self, name: str) -> None:
        """The page `name` is shown from now on."""
        raise NotImplementedError
