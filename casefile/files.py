"""Where the program's own files lie. What is written durably inside a vault is `vault.durable`'s business."""

from __future__ import annotations

import os
from pathlib import Path

import appdirs

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Path of a file under ``resources/``: beside the package in a checkout, inside it when installed."""
    inside = _PACKAGE / "resources"
    root = inside if inside.is_dir() else _PACKAGE.parent / "resources"
    return root.joinpath(*parts)


def in_words(name: Path | str) -> str:
    """A name or path as text that can be written down. What an old archive or camera wrote in another encoding becomes U+FFFD."""
    return os.fsencode(name).decode("utf-8", "replace")


def settings_folder() -> Path:
    """The folder for this person's settings on this computer. It may not exist yet."""
    return Path(appdirs.user_config_dir("casefile"))


def default_vault_folder() -> Path:
    """Where a new vault is offered: a folder in the person's home that they can see and copy."""
    return Path.home() / "Casefile"
