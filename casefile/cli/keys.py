"""Commands about what opens a vault: people, keyfiles, where the header lies, new keys, and the end of it all."""

from __future__ import annotations

import argparse
from pathlib import Path

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
from casefile.errors import Refused, VerificationFailed
from casefile.i18n import Catalogue
from casefile.usecases import erase, header, keyfiles, people, rekey
from casefile.usecases.rekey import Outcome, Secret

_WORDS = Catalogue("en")


def add_to(commands: Commands) -> None:
    """Add these commands."""
    parser = command(commands, "keyfile", _keyfile, "make a file that is needed beside a passphrase")
    parser.add_argument("file", metavar="FILE", type=Path)
    _add_people(with_vault(command(commands, "people", _people, "who opens the vault with a passphrase of their own")))
    parser = with_vault(command(commands, "header", _header, "where the vault's header lies, and take it elsewhere"))
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--move-to", metavar="FOLDER", type=Path, help="a folder on a stick; without it nothing opens")
    where.add_argument("--move-back", action="store_true", help="into the vault's own folder")
    _add_rekey(with_vault(command(commands, "rekey", _rekey, "give the vault new keys and encrypt everything anew")))
    parser = command(commands, "erase", _erase, "erase a vault; there is no way back")
    parser.add_argument("vault", metavar="VAULT", type=Path, help="the vault's folder")
    parser.add_argument("--header", metavar="FOLDER", type=Path, help="where its header lies, to be erased with it")
    parser.add_argument("--yes", action="store_true", help="erase it; without this, only say what it does not reach")


def _add_rekey(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--also",
        metavar="FILE",
        type=Path,
        nargs="+",
        action="append",
        default=[],
        help="a file with the passphrase of another person who keeps their way in, then their keyfile if they have one; "
        "may be given again; every passphrase that is not entered is dropped",
    )
    parser.add_argument(
        "--cost", choices=["same", "calibrated"], default="same", help="what a guess at a passphrase costs from now on"
    )
    parser.add_argument(
        "--again", action="store_true", help="make new keys even though the last change is not finished"
    )


def _add_people(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--add", metavar="NAME", help="let one more person in; they type their own passphrase")
    what.add_argument("--remove", metavar="ID", help="an id, its beginning, or a name")
    parser.add_argument("--new-passphrase-file", metavar="FILE", type=Path, help="the passphrase of the new person")
    parser.add_argument("--new-keyfile", metavar="FILE", type=Path, help="a file that they need beside it")
    parser.add_argument("--json", action="store_true")


def _keyfile(arguments: argparse.Namespace) -> int:
    print(keyfiles.make(arguments.file))
    print(_WORDS.text("keys.keyfile_made"))
    return 0


def _people(arguments: argparse.Namespace) -> int:
    with unlocked(arguments) as session:
        if arguments.add is not None:
            typed = new_passphrase(arguments.new_passphrase_file)
            people.add(session, arguments.add, typed, keyfile=keyfile(arguments.new_keyfile))
        if arguments.remove is not None:
            people.remove(session, people.find(session, arguments.remove).id)
        known, own = people.known(session), session.author.id
    if arguments.json:
        print_json([{"id": each.id, "name": each.name, "you": each.id == own} for each in known])
        return 0
    for each in known:
        print(f"{each.id}  {one_line(each.name)}{'  (you)' if each.id == own else ''}")
    if arguments.remove is not None:
        print(_WORDS.text("keys.removed"))
    return 0


def _header(arguments: argparse.Namespace) -> int:
    with unlocked(arguments) as session:
        target = session.path if arguments.move_back else arguments.move_to
        if target is not None:
            header.move(session, target)
        print(header.place(session))
        if target is not None and header.is_detached(session):
            print(_WORDS.text("keys.header_moved"))
    return 0


def _rekey(arguments: argparse.Namespace) -> int:
    typed = passphrase(arguments.passphrase_file, "Passphrase: ")
    others = [Secret(passphrase(each[0], ""), keyfile(each[1] if len(each) > 1 else None)) for each in arguments.also]
    session = unlock(arguments, typed)
    try:
        if arguments.again or not rekey.pending(session):
            session = rekey.renew(session, [Secret(typed, keyfile(arguments.keyfile)), *others])
        return _say_rekeyed(rekey.finish(session))
    finally:
        session.lock()


def _say_rekeyed(done: Outcome) -> int:
    print(_WORDS.text("keys.rekeyed", n=done.renewed))
    if not done.left:
        print(_WORDS.text("keys.rekeyed_limits"))
        return 0
    print(_WORDS.text("keys.rekey_left", n=len(done.left), which=", ".join(done.left)))
    return VerificationFailed.exit_code


def _erase(arguments: argparse.Namespace) -> int:
    print(_WORDS.text("keys.erase_reach"))
    if not arguments.yes:
        raise Refused("keys.erase_not_confirmed", name=arguments.vault.name)
    left = erase.erase(arguments.vault, arguments.header)
    print(_WORDS.text("keys.erased", name=arguments.vault.name))
    if left:
        print(_WORDS.text("keys.erase_left", names=", ".join(left)))
    return 0
