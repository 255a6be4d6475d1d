"""Says on a record that some of its fields have several versions, and leads to where these are settled."""

from __future__ import annotations

from casefile.usecases import conflicts
from casefile.usecases.conflicts import Conflict
from ui.form.heading import FormHeading
from ui.shell.desk import Desk
from ui.words import language, t


def tell(desk: Desk, record_id: str, heading: FormHeading) -> None:
    """Ask the core, off the window's thread; where there is no such field nothing is said."""

    def show(found: tuple[Conflict, ...]) -> None:
        if found:
            heading.say(t("merging.form", n=len(found)), t("merging.settle"))
            heading.continued.connect(lambda: desk.go("conflicts", record_id))

    session = desk.vault
    # A record that went meanwhile has no versions to settle.
    desk.run(heading, lambda _progress: conflicts.of_record(session, record_id, language()), show, lambda _error: None)
