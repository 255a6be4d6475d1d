"""The small style sheet: what Qt's own widgets draw and no part of ours does. Generated from the tokens.

A plain ``.QListView`` is none of ours, which are classes of their own: it is what a file dialog offers below a name while it is typed, a window by
itself, and black where nothing is painted behind it.
"""

from __future__ import annotations

from ui.theme.current import Appearance

_RULES = """
QToolTip {{ background: {page}; color: {ink}; border: 1px solid {control}; padding: 3px 7px; font-size: {second}px; }}
QMenu {{ background: {page}; color: {ink}; border: 1px solid {control}; padding: 4px; }}
QMenu::item {{ height: {menu_row}px; padding: 0 16px 0 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {sel}; color: {ink}; }}
QMenu::item:disabled {{ color: {off}; }}
QMenu::icon {{ padding-left: 8px; }}
QMenu::separator {{ height: 1px; background: {hair}; margin: 4px 8px; }}
QScrollBar {{ background: transparent; border: none; }}
QScrollBar:vertical {{ width: 10px; }}
QScrollBar:horizontal {{ height: 10px; }}
QScrollBar::handle {{ background: {line}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {control}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QLineEdit, QPlainTextEdit, QTextEdit {{ background: transparent; border: none; color: {ink};
  selection-background-color: {mark}; selection-color: {ink}; padding: 0; placeholder-text-color: {ink3}; }}
QLineEdit {{ lineedit-password-character: 8226; }}
QComboBoxPrivateContainer {{ background: {page}; border: 1px solid {control}; }}
QComboBox QAbstractItemView {{ background: {page}; border: none; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{ color: {off}; }}
QAbstractScrollArea {{ background: transparent; border: none; }}
.QListView {{ background: {page}; color: {ink}; border: 1px solid {control}; }}
QSplitter::handle {{ background: {hair}; }}
QFileDialog QAbstractScrollArea {{ background: {page}; border: 1px solid {line}; }}
QFileDialog QLineEdit {{ background: {page}; border: 1px solid {control}; border-radius: 6px; padding: 4px 8px; }}
QFileDialog QLineEdit:focus {{ border: 2px solid {accent}; padding: 3px 7px; }}
QFileDialog QHeaderView, QFileDialog QHeaderView::section {{ background: {page}; color: {ink2}; border: none; padding: 3px 4px; }}
"""


def sheet(appearance: Appearance) -> str:
    """The application's style sheet for `appearance`."""
    tokens, scale = appearance.tokens, appearance.scale
    names = ("page", "ink", "ink2", "ink3", "control", "sel", "off", "hair", "line", "mark", "accent")
    return _RULES.format(
        **{name: tokens.colour(name) for name in names}, second=round(12 * scale), menu_row=round(28 * scale)
    )
