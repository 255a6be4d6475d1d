"""What the unlock page asks of the core. The page knows no vault, only this door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

from casefile.progress import Progress

VaultSort = Literal["computer", "stick", "practice"]
Header = Literal["here", "elsewhere", "damaged"]
RecoverySort = Literal["key", "shares"]
ICONS: dict[VaultSort, str] = {"computer": "hard-drive", "stick": "usb", "practice": "graduation-cap"}


@dataclass(frozen=True)
class KnownVault:
    """A vault that can be unlocked. Words are in the person's language.

    `second` says where it lies and when it was last written; `written` is the moment in words, or empty. `header` is what opens it: in
    its folder, not there (on a stick as a rule), or there and damaged.
    """

    path: Path
    name: str
    second: str = ""
    written: str = ""
    sort: VaultSort = "computer"
    header: Header = "here"


@dataclass(frozen=True)
class Beside:
    """What a vault needs beside its passphrase: a keyfile, and the folder of a header that lies elsewhere. Neither is remembered."""

    keyfile: Path | None = None
    header: Path | None = None


@dataclass(frozen=True)
class NewVault:
    """What a person entered to create a vault: `path` is the folder to make."""

    path: Path
    name: str
    author: str
    passphrase: str
    keyfile: Path | None = None

    def __repr__(self) -> str:
        return f"NewVault({self.name!r})"


@dataclass(frozen=True)
class Recovery:
    """What a person entered to come back in: what was `written` on the page, in a colleague's key file or on enough shares, one a line,
    and the new passphrase. `author` is who will use it, or empty; `beside` what is to be needed with it and where the header lies.
    """

    sort: RecoverySort
    written: str
    passphrase: str
    author: str = ""
    beside: Beside = Beside()

    def __repr__(self) -> str:
        return f"Recovery({self.sort!r})"


@dataclass(frozen=True)
class Strength:
    """How strong a passphrase is: `steps` 0 to 5, and `words` in the person's language that say why."""

    steps: int
    words: str = ""


class Door(Protocol):
    """The core before unlocking. What is given a `Progress` runs on the pool; the rest must be quick.

    All raise `CasefileError` with a sentence for people where something is refused.
    """

    def vaults(self) -> Sequence[KnownVault]:
        """The vaults remembered on this computer, most recent first; none if the person does not allow it."""

    def look(self, folder: Path) -> KnownVault:
        """The vault in `folder`, or a refusal when it is none."""

    def remembers(self) -> bool:
        """Whether the person allows remembering vaults."""

    def remember(self, allowed: bool) -> None:
        """Allow or forbid it; forbidding forgets at once."""

    def unlock(self, vault: KnownVault, passphrase: str, beside: Beside, progress: Progress) -> Any:
        """The open vault, as the workspace wants it. `VerificationFailed` where it is damaged and may still be read, `CannotWrite` where
        it can only be read."""

    def rescue(self, vault: KnownVault, passphrase: str, beside: Beside, progress: Progress) -> Any:
        """A vault that does not open as usual, open for reading alone."""

    def recover(self, vault: KnownVault, wish: Recovery, progress: Progress) -> Any:
        """The open vault, which has a new passphrase."""

    def text_of(self, file: Path) -> str:
        """What is written in a small text file."""

    def make_keyfile(self, file: Path) -> Path:
        """A new keyfile."""

    def create(self, wish: NewVault, progress: Progress) -> Any:
        """A new vault, open."""

    def restore(self, backup: Path, place: Path, progress: Progress) -> KnownVault:
        """A vault made of a checked backup, still locked."""

    def default_place(self) -> Path:
        """The folder that holds new vaults unless the person chooses another."""

    def place_words(self, place: Path) -> tuple[str, str]:
        """How to call `place` ("Blue stick"), and its free space in words ("58 GB")."""

    def strength(self, passphrase: str) -> Strength:
        """How strong `passphrase` is. Called at each key."""

    def suggest(self) -> str:
        """Seven random words."""

    def set_language(self, code: str) -> None:
        """Keep the language for the next start."""

    def lock_minutes(self) -> int:
        """Idle minutes until the vault locks itself."""


def lock_again(session: Any) -> None:
    """Close a vault that was opened for a page which is gone: it would be locked for everyone until the program ends."""
    session.lock()
