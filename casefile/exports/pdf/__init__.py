"""A document as PDF."""

from casefile.exports.pdf.writer import write

__all__ = ["write"]
