"""The checks of the database tell damage from mere news."""

from __future__ import annotations

from casefile.domain.kinds import Case
from casefile.domain.values import Text
from casefile.usecases import edit, verify
from casefile.usecases.session import Session


def test_checking_again_after_more_work_is_no_false_alarm(session: Session) -> None:
    for number in range(3):
        edit.save(session, [Case(reference=f"X-{number}", title=Text.of(f"Invented case {number}", "en"))])
        failed = [(check.key, dict(check.values)) for check in verify.deep(session) if not check.held]
        assert failed == []
