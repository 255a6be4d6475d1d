"""Shares of a recovery key, made and joined in a process that lives for that one task.

The arithmetic of `crypto.shares` is open to side channels, and what it touched stays in memory. So it runs in a process
that is started clean, gets the one secret through a pipe, answers through a pipe and ends; the vault's keys are never in it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from casefile import program
from casefile.errors import Refused
from casefile.vault import system

_SECONDS = 60


def split(secret: bytes, threshold: int, count: int) -> tuple[str, ...]:
    """See `shares.split`.

    Raises:
        Refused: the numbers do not fit, or this computer started no process.
    """
    answer = _asked({"secret": secret.hex(), "threshold": threshold, "count": count})
    return tuple(str(each) for each in answer["shares"])


def join(written: Sequence[str]) -> bytes:
    """See `shares.join`.

    Raises:
        Refused: a share is miswritten, they are too few or not of one secret, or no process was started.
    """
    return bytes.fromhex(_asked({"written": list(written)})["secret"])


def run() -> None:
    """Be the process: one question in, one answer out."""
    system.harden_process()
    question = json.load(sys.stdin)
    try:
        answer = _answer(question)
    except Refused as refusal:
        answer = {"refused": refusal.key, "values": refusal.values}
    json.dump(answer, sys.stdout)


def _answer(question: dict[str, Any]) -> dict[str, Any]:
    from casefile.crypto import shares  # here alone: a process that holds keys never loads it

    if "written" in question:
        return {"secret": shares.join(question["written"]).hex()}
    made = shares.split(bytes.fromhex(question["secret"]), question["threshold"], question["count"])
    return {"shares": made}


def _asked(question: dict[str, Any]) -> dict[str, Any]:
    try:
        done = subprocess.run(  # noqa: S603  # our own program; the secret goes through the pipe, not into its arguments
            program.clean("shares"),
            input=json.dumps(question).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(sys.executable).anchor,
            env={name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ},
            timeout=_SECONDS,
            check=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.SubprocessError):
        raise Refused("keys.sharing_stopped") from None  # the fault would carry the question along
    answer: dict[str, Any] = json.loads(done.stdout)
    if "refused" in answer:
        raise Refused(answer["refused"], **answer["values"])
    return answer
