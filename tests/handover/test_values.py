"""What Casefile itself writes passes the check that strangers' values must pass."""

from __future__ import annotations

from casefile.handover import delta, layout
from casefile.handover.delta import About, Part, Section
from casefile.journal import log
from casefile.usecases import sample
from casefile.usecases.session import Session


def test_every_entry_of_a_vault_can_travel(sample_session: Session) -> None:
    sample.fill_invented(sample_session, 40, 3)
    with sample_session.database.reading() as connection:
        entries = tuple(log.entries(connection))
    assert len({entry.kind for entry in entries}) > 15
    part = Part((Section(sample_session.database.device, entries),), About())
    assert delta.load(layout.JOURNAL, delta.dump(part, 1), 1) == part
