"""Commands that write documents."""

from __future__ import annotations

import argparse
from pathlib import Path

from casefile.cli.words import Commands, command, unlocked, with_vault
from casefile.usecases import summary
from casefile.usecases.summary import AUDIENCES


def add_to(commands: Commands) -> None:
    """Add these commands."""
    parser = with_vault(command(commands, "summary", _summary, "write a case summary as PDF or DOCX"))
    parser.add_argument("reference", metavar="REF")
    parser.add_argument("-o", dest="output", metavar="FILE", type=Path, required=True, help="ends in .pdf or .docx")
    parser.add_argument("--lang", choices=["en", "ru", "kk"], default="en")
    parser.add_argument("--audience", choices=AUDIENCES, default="lawyer")


def _summary(arguments: argparse.Namespace) -> int:
    with unlocked(arguments) as session:
        print(summary.export(session, arguments.reference, arguments.output, arguments.lang, arguments.audience))
    return 0
