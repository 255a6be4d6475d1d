"""Commands that write open formats and read them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from casefile.cli.words import Commands, command, unlocked, with_vault
from casefile.usecases import export

_KEEP_IT = "It holds every field, those marked secret too, and nothing in it is encrypted: keep it as you keep the vault's passphrase."


def add_to(commands: Commands) -> None:
    """Add these commands."""
    parser = with_vault(command(commands, "export", _export, "write the records in an open format"))
    parser.add_argument("--format", choices=list(export.FORMATS), required=True)
    parser.add_argument(
        "--case",
        action="append",
        default=[],
        metavar="REF",
        help="only this case; may be given again; else the whole vault",
    )
    parser.add_argument("-o", dest="output", metavar="DIR", type=Path, required=True, help="a folder for the files")
    secrets = parser.add_mutually_exclusive_group()
    secrets.add_argument(
        "--own-backup",
        action="store_true",
        default=None,
        dest="own_backup",
        help="with the fields marked secret, for yourself alone; JSON of the whole vault always has them unless --for-others is said",
    )
    secrets.add_argument(
        "--for-others", action="store_false", dest="own_backup", help="without the fields marked secret"
    )


def _export(arguments: argparse.Namespace) -> int:
    own = arguments.own_backup
    if own is None:
        own = arguments.format == "json" and not arguments.case
    with unlocked(arguments) as session:
        done = export.export(
            session, export.Wish(arguments.format, tuple(arguments.case), own_backup=own), arguments.output
        )
    for path in done.files:
        print(path)
    if own:
        print(_KEEP_IT, file=sys.stderr)
    elif done.withheld:
        print(f"{done.withheld} tasks, notes and contacts stayed in the vault: they are yours alone.", file=sys.stderr)
    return 0
