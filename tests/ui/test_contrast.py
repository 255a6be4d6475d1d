"""The contrast table of the look, computed from the tokens (WCAG 2.2, relative luminance)."""

import pytest

from ui.theme.tokens import DARK, LIGHT, Tokens

TEXT, EDGE = 4.5, 3.0

# foreground, background, light, dark as the look states them, and the least the pair may have
TABLE = [
    ("ink", "page", 16.8, 13.2, TEXT),
    ("ink", "sel", 13.5, 10.0, TEXT),
    ("ink", "mark_sel", 10.4, 5.6, TEXT),
    ("ink2", "page", 8.8, 8.6, TEXT),
    ("ink2", "rail", 7.5, 9.7, TEXT),
    ("ink2", "sel", 7.0, 6.5, TEXT),
    ("ink2", "chip", 7.4, 7.2, TEXT),
    ("ink3", "page", 5.7, 6.2, TEXT),
    ("ink3", "rail", 4.9, 7.1, TEXT),
    ("ink3", "sel", 4.56, 4.68, TEXT),
    ("accent", "page", 7.5, 7.6, TEXT),
    ("accent", "rail", 6.4, 8.6, TEXT),
    ("accent", "sel", 6.0, 5.7, TEXT),
    ("on_fill", "fill", 7.5, 5.1, TEXT),
    ("on_fill", "fill_hover", 9.5, 4.7, TEXT),
    ("due", "page", 6.9, 8.3, TEXT),
    ("due", "due_soft", 6.1, 7.1, TEXT),
    ("danger", "page", 6.9, 7.0, TEXT),
    ("danger", "danger_soft", 5.9, 6.6, TEXT),
    ("on_fill", "danger_fill", 6.9, 5.9, TEXT),
    ("control", "page", 3.6, 4.0, EDGE),
    ("control", "list", 3.3, 4.3, EDGE),
    ("control", "rail", 3.05, 4.5, EDGE),
    ("bar", "page", 7.9, 5.6, EDGE),
]


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(tokens: Tokens, foreground: str, background: str) -> float:
    lighter, darker = sorted(
        (_luminance(tokens.colour(foreground)), _luminance(tokens.colour(background))), reverse=True
    )
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("foreground", "background", "light", "dark", "least"), TABLE)
def test_every_pair_is_as_readable_as_the_look_promises(
    foreground: str, background: str, light: float, dark: float, least: float
) -> None:
    for tokens, stated in ((LIGHT, light), (DARK, dark)):
        found = contrast(tokens, foreground, background)
        assert found >= least
        assert found == pytest.approx(stated, abs=0.055)


def test_ink2_is_readable_on_the_rail_under_the_pointer() -> None:
    assert min(contrast(tokens, "ink2", "hover_rail") for tokens in (LIGHT, DARK)) >= TEXT
