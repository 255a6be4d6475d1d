"""Every sentence that the program may say is in the catalogue: a missing one would be a crash in the moment of need."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from casefile.i18n import Catalogue

ROOT = Path(__file__).parents[1]
ENGLISH = Catalogue("en")
KEY = re.compile(r"[a-z_]+(\.[a-z0-9_]+)+")
SAYS = {
    "Refused",
    "VerificationFailed",
    "NotFound",
    "CasefileError",
    "Finding",
    "_held",
    "_failed",
    "_outcome",
    "t",
    "text",
}


def keys() -> Iterator[tuple[str, str]]:
    for path in [*ROOT.glob("casefile/**/*.py"), *ROOT.glob("ui/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name not in SAYS:
                continue
            for argument in node.args:
                if (
                    isinstance(argument, ast.Constant)
                    and isinstance(argument.value, str)
                    and KEY.fullmatch(argument.value)
                ):
                    yield argument.value, f"{path.relative_to(ROOT)}:{node.lineno}"


def test_every_sentence_has_words():
    missing = [f"{key} ({where})" for key, where in keys() if not (ENGLISH.has(key) or ENGLISH.has(f"{key}_other"))]
    assert missing == []
