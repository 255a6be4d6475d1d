"""What the program remembers on this computer outside any vault: language, appearance and, only if allowed, which vaults.

Nothing here may say anything about content. The list of vaults stays empty unless the person ticks the box.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from casefile.files import settings_folder


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
        known = {name: stored[name] for name in asdict(Settings()) if name in stored}
        return Settings(**{**known, "vaults": tuple(known.get("vaults", ()))})
    except (OSError, ValueError, TypeError, AttributeError):
        return Settings()


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
        json.dump(asdict(settings), stream, ensure_ascii=False, indent=1)
    partial.replace(path)


def _path() -> Path:
    return settings_folder() / "settings.json"
