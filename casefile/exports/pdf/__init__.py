"""A document as PDF."""

from __future__ import annotations

from casefile.exports.document import Document


def write(document: Document) -> bytes:
    """The document as PDF. The same document gives the same bytes, on any day and computer."""
    from casefile.exports.pdf import writer  # reportlab costs 250 ms, and most runs write no paper

    return writer.write(document)
