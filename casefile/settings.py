"""What the program remembers on this computer outside any vault: language, appearance and, only if allowed, which vaults.

Nothing here may say anything about content. The list of vaults stays empty unless the person ticks the box.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from casefile.files import settings_folder

_LONGEST = 24 * 60  # minutes


@dataclass(frozen=True)
class Settings:
    """Settings of one person on one computer.

    `language` is a code of `i18n.LANGUAGES`; `theme` is ``light``, ``dark`` or ``system``; `text_scale` is 1.0 to 2.0;
    `lock_minutes` the idle time until the vault locks; `vaults` absolute paths, kept only while `remember_vaults`.
    """

    language: str = "en"
    theme: str = "system"
    text_scale: float = 1.0
    lock_minutes: int = 3
    remember_vaults: bool = False
    vaults: tuple[str, ...] = ()

    def forgetting(self) -> Settings:
        """The same with no trace of any vault."""
        return replace(self, remember_vaults=False, vaults=())

    def with_vault(self, path: Path) -> Settings:
        """The same with `path` first in the list of vaults, if remembering is allowed."""
        if not self.remember_vaults:
            return self
        others = tuple(known for known in self.vaults if known != str(path))
        return replace(self, vaults=(str(path), *others))


def load() -> Settings:
    """The stored settings; the defaults where there are none or they cannot be read."""
    try:
        stored = json.loads(_path().read_text("utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(stored, dict):
        return Settings()
    # Each for itself: a value that somebody wrote by hand, and wrongly, must neither keep the program from starting nor take the others along.
    known = {name: stored[name] for name, holds in _HOLDS.items() if name in stored and holds(stored[name])}
    return Settings(**{**known, "vaults": tuple(known.get("vaults", ()))})


def _is_list_of_paths(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


_HOLDS: Mapping[str, Callable[[Any], bool]] = {
    "language": lambda value: value in ("en", "ru", "kk"),
    "theme": lambda value: value in ("light", "dark", "system"),
    "text_scale": lambda value: type(value) in (int, float) and 1 <= value <= 2,
    "lock_minutes": lambda value: type(value) is int and 1 <= value <= _LONGEST,
    "remember_vaults": lambda value: type(value) is bool,
    "vaults": _is_list_of_paths,
}


def save(settings: Settings) -> None:
    """Store `settings`, readable by this person alone.

    Raises:
        OSError: the settings folder cannot be written.
    """
    path = _path()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = path.with_suffix(".part")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        json.dump(asdict(settings), stream, indent=1)  # in ASCII: a path of an old stick may be no UTF-8
        stream.flush()
        os.fsync(descriptor)  # or a power cut may leave the new name over nothing
    partial.replace(path)


def _path() -> Path:
    return settings_folder() / "settings.json"
