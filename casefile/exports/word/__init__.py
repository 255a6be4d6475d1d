"""A document as a Word file."""

from casefile.exports.word.writer import write

__all__ = ["write"]
