"""Commands for the day on which every passphrase is lost: keepers of a vault, and coming back through one of them."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from casefile.cli.words import Commands, command, keyfile, new_passphrase, print_json, unlocked, with_vault
from casefile.domain.visible import one_line
from casefile.errors import Refused
from casefile.i18n import LANGUAGES, Catalogue
from casefile.usecases import recovering, recovery
from casefile.usecases.keepers import Keeper
from casefile.usecases.session import FLOOR, Session

_WORDS = Catalogue("en")
_SHOWN = 24


def add_to(commands: Commands) -> None:
    """Add these commands."""
    text = "who can open the vault when its passphrases are lost: a key on paper, shares of one, colleagues"
    parser = with_vault(command(commands, "recovery", _recovery, text))
    parser.add_argument(
        "-o", dest="output", metavar="FILE.pdf", type=Path, help="make a recovery key and write it here"
    )
    parser.add_argument(
        "--shares",
        nargs=2,
        type=int,
        metavar=("NEEDED", "COUNT"),
        help="with -o: a key in COUNT shares, of which NEEDED open the vault, as 2 3",
    )
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the first page")
    parser.add_argument("--keeper", metavar="WHO", help="a colleague's age1pq1… or a contact's name")
    parser.add_argument(
        "--remove", metavar="NUMBER", type=int, help="take a keeper off the list, by their number in it"
    )
    parser.add_argument("--json", action="store_true")
    _add_recover(command(commands, "recover", _recover, "make a new way into a vault whose passphrase is lost"))


def _add_recover(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("vault", metavar="VAULT", type=Path, help="the vault's folder")
    opens = parser.add_mutually_exclusive_group(required=True)
    opens.add_argument(
        "--identity", metavar="FILE", type=Path, help="a file with the recovery key, or a keeper's key file"
    )
    opens.add_argument("--shares-file", metavar="FILE", type=Path, help="a file with enough shares, one a line")
    parser.add_argument(
        "--header", metavar="FOLDER", type=Path, help="where header and recovery.age lie, when on a stick"
    )
    parser.add_argument("--new-passphrase-file", metavar="FILE", type=Path)
    parser.add_argument("--new-keyfile", metavar="FILE", type=Path, help="a file that is to be needed beside it")
    parser.add_argument(
        "--author", metavar="NAME", default="", help="whose passphrase it is; by default the first person's"
    )
    parser.add_argument(
        "--cost", choices=["calibrated", "floor"], default="calibrated", help="of a passphrase, where no header is left"
    )


def _recovery(arguments: argparse.Namespace) -> int:
    with unlocked(arguments) as session:
        written = _change(arguments, session)
        keepers = recovery.known(session)
    if arguments.json:
        print_json([asdict(each) for each in keepers])
        return 0
    for said in written:
        print(said)
    for number, each in enumerate(keepers, 1):
        print(f"{number}  {each.made}  {_named(each)}")
    if not keepers:
        print(_WORDS.text("keys.keeper.none"))
    return 0


def _change(arguments: argparse.Namespace, session: Session) -> list[str]:
    """What was asked for; what is to be said of it."""
    said: list[str] = []
    if arguments.shares and arguments.output is None:
        raise Refused("keys.shares_need_output")
    if arguments.remove is not None:
        keepers = recovery.known(session)
        if not 1 <= arguments.remove <= len(keepers):
            raise Refused("keys.no_such_keeper")
        recovery.remove(session, keepers[arguments.remove - 1].recipient)
        said.append(_WORDS.text("keys.keeper_removed"))
    if arguments.keeper is not None:
        recovery.add_keeper(session, arguments.keeper)
    if arguments.shares:
        needed, count = arguments.shares
        made = recovery.make_shares(session, needed, count, arguments.output, arguments.lang)
        said += [str(made), _WORDS.text("keys.shares_written")]
    elif arguments.output is not None:
        said += [str(recovery.make_key(session, arguments.output, arguments.lang)), _WORDS.text("keys.sheet_written")]
    return said


def _named(keeper: Keeper) -> str:
    name = one_line(keeper.name) or f"{keeper.recipient[:_SHOWN]}…"
    return _WORDS.text(f"keys.keeper.{keeper.kind}", name=name)


def _recover(arguments: argparse.Namespace) -> int:
    text = recovering.text_of(arguments.identity or arguments.shares_file)
    identity = recovering.key_in(text) if arguments.identity else recovering.from_shares(text)
    session = recovering.recover(
        arguments.vault,
        identity,
        new_passphrase(arguments.new_passphrase_file),
        arguments.author,
        FLOOR if arguments.cost == "floor" else None,
        keyfile=keyfile(arguments.new_keyfile),
        header_folder=arguments.header,
    )
    print(one_line(session.author.name))
    session.lock()
    print(_WORDS.text("keys.recovered"))
    return 0
