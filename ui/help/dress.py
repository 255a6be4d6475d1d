"""A Markdown document in the type of the house: Qt reads the Markdown, the theme gives sizes, heights and colours."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QFont, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat

from ui.theme import colour, fonts, scaled, sizes

_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value
_HEADINGS = {1: "title", 2: "section"}


def dress(document: QTextDocument) -> None:
    """Dress what `document` holds. Its headings, lists and code keep their meaning for screen readers."""
    document.setDocumentMargin(sizes.S24)
    document.setIndentWidth(scaled(sizes.S24))
    for block in blocks(document):
        cursor = QTextCursor(block)
        cursor.setBlockFormat(_block_format(block))
        for start, length, role, link in list(_runs(block)):
            words = QTextCursor(document)
            words.setPosition(start)
            words.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            words.setCharFormat(_words_format(role, link))


def blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    """Every block, from the first on."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _block_format(block: QTextBlock) -> QTextBlockFormat:
    shape = block.blockFormat()
    level = shape.headingLevel()
    role = _HEADINGS.get(level, "mono" if _is_code(block) else "content")
    shape.setLineHeight(fonts.line_height(role), _FIXED)
    shape.setTopMargin(scaled(sizes.S24) if level == 2 else 0)
    below = scaled(sizes.S8)
    if _is_code(block):
        shape.setBackground(colour("sunken"))
        shape.setTextIndent(scaled(sizes.S12))
        below = scaled(sizes.S12) if not _is_code(block.next()) else 0
    elif block.textList() is not None and block.next().textList() is not None:
        below = scaled(sizes.S4)
    shape.setBottomMargin(below)
    return shape


def _runs(block: QTextBlock) -> Iterator[tuple[int, int, str, str]]:
    """(position, length, role, where it leads) of every run of one look."""
    heading = _HEADINGS.get(block.blockFormat().headingLevel())
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        shape = fragment.charFormat()
        strong = shape.fontWeight() > QFont.Weight.Normal or shape.fontItalic()
        role = "mono" if _is_code(block) or shape.fontFixedPitch() else "strong" if strong else "content"
        yield fragment.position(), fragment.length(), heading or role, shape.anchorHref()
        iterator += 1


def _words_format(role: str, link: str) -> QTextCharFormat:
    shape = QTextCharFormat()
    shape.setFont(fonts.font(role))
    shape.setForeground(colour("accent" if link else "ink"))
    if link:
        shape.setAnchor(True)
        shape.setAnchorHref(link)
    if role == "mono":
        shape.setFontFixedPitch(True)  # so that it is known for code when dressed again
    return shape


def _is_code(block: QTextBlock) -> bool:
    return block.isValid() and block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence.value)
