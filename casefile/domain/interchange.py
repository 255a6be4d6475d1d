"""The name and version of the JSON format, which the exports write and the importers read."""

from __future__ import annotations

FORMAT = "casefile-records"
VERSION = 1
"""A later program that cannot be read by this one writes another number."""
