"""Casefile: an offline, encrypted case-file manager for human rights work. The core; it knows no Qt."""

__version__ = "0.1.0"
