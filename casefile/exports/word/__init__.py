"""A document as a Word file."""

from __future__ import annotations

from casefile.exports.document import Document


def write(document: Document) -> bytes:
    """The document as a Word file. The same document gives the same bytes, on any day and computer."""
    from casefile.exports.word import writer  # python-docx costs 250 ms, and most runs write no paper

    return writer.write(document)
