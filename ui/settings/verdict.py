"""What a self-check found, in words: one line a promise and, of what failed, what is still good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casefile.usecases.session import Session
from casefile.usecases.verify import Check
from ui.words import catalogue, t

_REPAIRED = "verify.repaired"


@dataclass(frozen=True)
class Line:
    """One promise: its sentence, whether it held, and what is still good where it did not."""

    words: str
    held: bool
    still_good: str = ""


def lines(session: Session, checks: Sequence[Check]) -> tuple[Line, ...]:
    """The checks in words, what failed first."""
    return tuple(_line(session, each) for each in sorted(checks, key=lambda each: each.held))


def verdict(found: Sequence[Line]) -> str:
    """All in one sentence."""
    failed = sum(not each.held for each in found)
    return t("settings.check.failed", n=failed) if failed else t("settings.check.held", n=len(found))


def _line(session: Session, check: Check) -> Line:
    values = dict(check.values)
    if check.key == _REPAIRED:
        values["which"] = " ".join(t(finding.key, **finding.values) for finding in session.findings)
    words = t(check.key, **values)
    if check.held:
        return Line(words, held=True)
    good = f"settings.good.{check.key.partition('.')[2]}"
    return Line(words, held=False, still_good=t(good if catalogue().has(good) else "settings.good.other"))
