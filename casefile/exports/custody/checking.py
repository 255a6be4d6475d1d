"""How a stranger checks a custody report with `sha256sum`, `python3` and `openssl` alone: the commands and the script."""

from __future__ import annotations

from functools import cache

from casefile.files import resource

FILE, ANNEX, SCRIPT = "evidence.bin", "annex.json", "check.py"
"""What the commands call the file in question, the annex and the script."""


@cache
def script() -> str:
    """The script, in Python of the standard library alone. It is ASCII, so that it can be printed and typed."""
    return resource("custody", "check.txt").read_text("ascii")


def compare(sha256: str, annex: str) -> tuple[str, ...]:
    """The command that compares file and annex with the hexadecimal SHA-256 printed on the paper. `sha256sum` answers OK twice."""
    return ("sha256sum -c <<'END'", f"{sha256}  {FILE}", f"{annex}  {ANNEX}", "END")


def unpack() -> tuple[str, ...]:
    """The command that takes the script out of the annex."""
    return (
        """python3 -c 'import json; print(*json.load(open("annex.json", encoding="utf-8"))["check"], sep="\\n")' \\""",
        f"  > {SCRIPT}",
    )


def run() -> tuple[str, ...]:
    """The command that recomputes every hash and writes what is signed, the signatures and the keys."""
    return (f"python3 {SCRIPT} {ANNEX}",)


def verify(kind: str) -> tuple[str, ...]:
    """The command that verifies the signatures of a `kind`, ``ed25519`` or ``mldsa44``."""
    return (
        f"for key in *.{kind}.der; do one=${{key%.der}}; echo $one; \\",
        "  openssl pkeyutl -verify -rawin -pubin -keyform DER -inkey $key -in $one.msg -sigfile $one.sig; done",
    )
