"""Reading the command's words, running it, and saying in one line what went wrong.

Exit codes: 0 done; 1 refused with a one-line reason on standard error; 2 usage; 3 verification failed.
"""

from __future__ import annotations

import argparse
import io
import os
import subprocess
import sys
from collections.abc import Sequence

from casefile import __version__, program
from casefile.cli import (
    bundles,
    cases,
    colleagues,
    custody,
    deadlines,
    evidence,
    interchange,
    keys,
    names,
    papers,
    recovery,
    removing,
    settling,
    team,
    vaults,
)
from casefile.domain.visible import visible
from casefile.errors import Broken, Cancelled, CasefileError
from casefile.i18n import Catalogue
from casefile.vault import system

INTERRUPTED = 130


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code. Without a command the window opens."""
    system.harden_process()
    _print_anything()
    arguments = _parser().parse_args(words)
    if arguments.command is None:
        return _open_window()
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except CasefileError as error:
        return _say(Catalogue("en").error(error), error.exit_code)
    except (Cancelled, KeyboardInterrupt):
        return _say("Stopped. Nothing was left half done.", INTERRUPTED)
    except BrokenPipeError:
        return _say_cut_off()
    except OSError as fault:
        return _say(_about_file(fault), 1)
    except UnicodeEncodeError:  # a word of the command, as from a file name on an old stick
        return _say("A word of the command is no text in UTF-8.", 1)
    except Exception as bug:  # noqa: BLE001 - what Python prints of it may hold names and texts of the vault
        return _say(Catalogue("en").error(Broken(bug)), 1)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="casefile", description="Offline, encrypted case files for human rights work."
    )
    parser.add_argument("--version", action="version", version=f"casefile {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for room in (
        vaults,
        keys,
        recovery,
        cases,
        removing,
        deadlines,
        evidence,
        custody,
        names,
        interchange,
        papers,
        colleagues,
        bundles,
        settling,
        team,
    ):
        room.add_to(commands)
    return parser


def _open_window() -> int:
    return subprocess.run(program.window(), check=False, env={**os.environ}).returncode  # noqa: S603 - this program


def _print_anything() -> None:
    """Letters that the terminal has none of are written as numbers: a listing in its middle is no place to fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _say_cut_off() -> int:
    """Whoever read the output went, as `head` does. What is still to be written goes nowhere, or Python would complain of it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return _say("The output was not read to its end.", 1)


def _about_file(fault: OSError) -> str:
    name = fault.filename if isinstance(fault.filename, str) else None
    reason = (fault.strerror or "the system refused").rstrip(".")
    return f"{name}: {reason}." if name else f"{reason}."


def _say(sentence: str, code: int) -> int:
    print(f"casefile: {visible(' '.join(sentence.split()))}", file=sys.stderr)
    return code
