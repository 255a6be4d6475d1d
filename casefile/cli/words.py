"""Arguments and answers that several commands share: the vault and its passphrase, JSON, lines."""

from __future__ import annotations

import argparse
import getpass
import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from casefile.cli.counted import Counted
from casefile.errors import CannotWrite, Refused, VerificationFailed
from casefile.i18n import Catalogue
from casefile.usecases import keyfiles
from casefile.usecases import session as sessions
from casefile.usecases.session import Session

Commands = Any
"""What ``ArgumentParser.add_subparsers`` returns; argparse has no public name for it."""

_PASSPHRASE_LIMIT = 4096
_UPDATING = "An earlier version wrote this vault. It is brought up to date, once; stopped meanwhile, it stays as it was. Per cent:"


def command(
    commands: Commands, name: str, run: Callable[[argparse.Namespace], int], text: str
) -> argparse.ArgumentParser:
    """A new command with its one-line description."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(run=run)
    return parser


def with_vault(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Add ``VAULT`` and what it is opened with: ``--passphrase-file``, ``--keyfile``, ``--header``, ``--rescue``."""
    parser.add_argument("vault", metavar="VAULT", type=Path, help="the vault's folder")
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        type=Path,
        help="read the passphrase from the first line of FILE, not from a prompt",
    )
    parser.add_argument("--keyfile", metavar="FILE", type=Path, help="a file that is needed beside the passphrase")
    parser.add_argument(
        "--header", metavar="FOLDER", type=Path, help="where the vault's header lies, when it is kept on a stick"
    )
    parser.add_argument(
        "--rescue",
        action="store_true",
        help="open a damaged vault, or one on a full or read-only disk, for reading alone",
    )
    return parser


@contextmanager
def unlocked(arguments: argparse.Namespace) -> Iterator[Session]:
    """The session of the vault that the arguments name, locked again at the end."""
    session = unlock(arguments, passphrase(arguments.passphrase_file, "Passphrase: "))
    try:
        yield session
    finally:
        session.lock()


def unlock(arguments: argparse.Namespace, typed: str) -> Session:
    """The session of the vault that the arguments name, with the passphrase that was typed. What `--rescue` may open is said to be so.

    Raises:
        CasefileError: as `sessions.rescue` or `sessions.unlock`.
    """
    if arguments.rescue:
        return _opened(arguments, typed, sessions.rescue)
    try:
        return _opened(arguments, typed, sessions.unlock)
    except (VerificationFailed, CannotWrite) as error:
        raise type(error)("cli.rescue_offered", reason=Catalogue("en").error(error)) from error


def _opened(arguments: argparse.Namespace, typed: str, opening: Callable[..., Session]) -> Session:
    return opening(
        arguments.vault,
        typed,
        keyfile=keyfile(arguments.keyfile),
        header_folder=arguments.header,
        progress=_Updating(),
    )


class _Updating(Counted):
    """Says first what takes so long: a vault of an earlier version is being brought to this one."""

    def __init__(self) -> None:
        self._is_said = False

    def step(self, done: int, total: int | None) -> None:
        """Tell the figures, in per cent."""
        if not self._is_said:
            self._is_said = True
            print(_UPDATING, file=sys.stderr)
        super().step(done, total)
        if done == total and sys.stderr.isatty():
            print(file=sys.stderr)


def keyfile(file: Path | None) -> bytes | None:
    """The content of a keyfile, where one is named."""
    return None if file is None else keyfiles.read(file)


def passphrase(file: Path | None, prompt: str) -> str:
    """The passphrase from a file's first line, or typed. Never from the command's words, which other programs can read.

    Raises:
        Refused: it is empty, or the file is no text in UTF-8.
    """
    if file is not None:
        found = _first_line(file)
    elif sys.stdin.isatty():
        found = getpass.getpass(prompt)
    else:
        found = sys.stdin.readline(_PASSPHRASE_LIMIT)
    found = found.rstrip("\r\n")
    if not found:
        raise Refused("cli.no_passphrase")
    return found


def _first_line(file: Path) -> str:
    """A mark of the encoding, which some editors put in front, is no letter of the passphrase: nobody could type it."""
    try:
        with file.open(encoding="utf-8-sig") as stream:
            return stream.readline(_PASSPHRASE_LIMIT)
    except UnicodeDecodeError:  # it would carry the passphrase along
        raise Refused("cli.passphrase_not_text", name=file.name) from None


def new_passphrase(file: Path | None) -> str:
    """A passphrase that is being made: typed twice where it is typed.

    Raises:
        Refused: it is empty, or the second is not the first.
    """
    first = passphrase(file, "New passphrase: ")
    if file is None and sys.stdin.isatty() and getpass.getpass("The same again: ") != first:
        raise Refused("cli.passphrases_differ")
    return first


def size(words: str) -> int:
    """The bytes that ``700M`` or ``4G`` means; a letter stands for a power of 1024.

    Raises:
        ArgumentTypeError: it means none.
    """
    found = re.fullmatch(r"([0-9]{1,15})([KMG]?)(?:i?B)?", words, re.ASCII | re.IGNORECASE)
    if found is None:
        raise argparse.ArgumentTypeError(f"{words!r} is no size; 700M and 4G are")
    return int(found[1]) << 10 * " KMG".index(found[2].upper() or " ")


def print_json(value: Any) -> None:
    """Print a value as JSON, two spaces deep, every script as it is."""
    print(json.dumps(value, ensure_ascii=False, indent=2))
