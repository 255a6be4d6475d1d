"""Commands about a vault as a whole."""

from __future__ import annotations

import argparse
from pathlib import Path

from casefile.cli.counted import Counted
from casefile.cli.words import (
    Commands,
    command,
    keyfile,
    new_passphrase,
    passphrase,
    print_json,
    unlock,
    unlocked,
    with_vault,
)
from casefile.domain.visible import one_line
from casefile.i18n import Catalogue
from casefile.progress import SILENT
from casefile.usecases import backup, sample, verify
from casefile.usecases import session as sessions
from casefile.usecases.session import FLOOR, Argon2Parameters, Session


def add_to(commands: Commands) -> None:
    """Add these commands."""
    _add_making(commands, "init", _init, "make a new vault")
    parser = _add_making(commands, "sample", _sample, "make a new vault filled with the sample cases, for practice")
    parser.add_argument("--cases", metavar="N", type=_number, default=0, help="add so many invented cases")
    parser.add_argument(
        "--seed", metavar="S", type=int, default=1, help="the same number makes the same invented cases"
    )
    parser = with_vault(command(commands, "passphrase", _passphrase, "change the passphrase"))
    parser.add_argument("--new-passphrase-file", metavar="FILE", type=Path)
    beside = parser.add_mutually_exclusive_group()
    beside.add_argument("--new-keyfile", metavar="FILE", type=Path, help="need this file beside the new passphrase")
    beside.add_argument("--no-keyfile", action="store_true", help="need no keyfile from now on")
    parser = with_vault(command(commands, "verify", _verify, "check every promise that can be checked"))
    parser.add_argument(
        "--deep", action="store_true", help="read all evidence and rebuild every record from the journal"
    )
    parser.add_argument("--json", action="store_true")
    parser = with_vault(command(commands, "backup", _backup, "make or renew a verified copy"))
    parser.add_argument("destination", metavar="DEST", type=Path)
    parser.add_argument(
        "--replace",
        action="store_true",
        help="also put it in the place of a backup made before 'casefile rekey'; that one stays whole until the new one is",
    )
    parser = command(commands, "restore", _restore, "bring a backup back as a new vault")
    parser.add_argument("backup", metavar="DEST", type=Path)
    parser.add_argument("vault", metavar="VAULT", type=Path)


def _add_making(commands: Commands, name: str, run: object, text: str) -> argparse.ArgumentParser:
    parser = with_vault(command(commands, name, run, text))  # type: ignore[arg-type]  # one of two functions below
    parser.add_argument("--author", metavar="NAME", default="", help="your name, as colleagues will see it")
    parser.add_argument(
        "--cost", choices=["calibrated", "floor"], default="calibrated", help="what a guess at the passphrase costs"
    )
    return parser


def _number(typed: str) -> int:
    found = int(typed)
    if found < 0:
        raise ValueError
    return found


def _init(arguments: argparse.Namespace) -> int:
    return _made(_new(arguments))


def _sample(arguments: argparse.Namespace) -> int:
    session = _new(arguments)
    try:
        sample.fill(session)
        if arguments.cases:
            sample.fill_invented(session, arguments.cases, arguments.seed, Counted())
    except BaseException:
        session.lock()
        raise
    return _made(session)


def _new(arguments: argparse.Namespace) -> Session:
    return sessions.create(
        arguments.vault,
        new_passphrase(arguments.passphrase_file),
        arguments.author,
        _cost(arguments),
        keyfile=keyfile(arguments.keyfile),
        header_folder=arguments.header,
    )


def _cost(arguments: argparse.Namespace) -> Argon2Parameters | None:
    return FLOOR if arguments.cost == "floor" else None


def _made(session: Session) -> int:
    print(session.path)
    session.lock()
    return 0


def _passphrase(arguments: argparse.Namespace) -> int:
    old = passphrase(arguments.passphrase_file, "Passphrase: ")
    session = unlock(arguments, old)
    try:
        new, beside = new_passphrase(arguments.new_passphrase_file), keyfile(arguments.keyfile)
        kept = None if arguments.no_keyfile else keyfile(arguments.new_keyfile) or beside
        sessions.change_passphrase(session, old, new, keyfile=beside, new_keyfile=kept)
    finally:
        session.lock()
    print("The passphrase is changed. A copy of the vault made before still opens with the old one.")
    return 0


def _verify(arguments: argparse.Namespace) -> int:
    words = Catalogue("en")
    # A vault that `unlock` refuses is the one most worth checking, so this looks at it without changing anything.
    arguments.rescue = True
    with unlocked(arguments) as session:
        checks = verify.deep(session, SILENT) if arguments.deep else verify.quick(session, SILENT)
    if arguments.json:
        print_json(
            [
                {
                    "check": each.key,
                    "held": each.held,
                    "says": words.text(each.key, **each.values),
                    "wrong": each.wrong,
                    "records": each.records,
                    "good": each.good,
                }
                for each in checks
            ]
        )
    else:
        for each in checks:
            print(f"{'ok    ' if each.held else 'FAILED'} {one_line(words.text(each.key, **each.values))}")
        if not arguments.deep:
            print(f"{'':<6} {words.text('verify.unread')}")
    return 0 if all(each.held for each in checks) else 3


def _backup(arguments: argparse.Namespace) -> int:
    with unlocked(arguments) as session:
        make = backup.replace if arguments.replace else backup.make
        done = make(session, arguments.destination, SILENT)
    print(f"{arguments.destination}: {done.copied} files copied, {done.kept} already there, checked")
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    backup.restore(arguments.backup, arguments.vault, SILENT)
    print(arguments.vault)
    return 0
