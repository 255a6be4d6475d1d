"""What went to colleagues to be merged, and what they confirmed: what waits for a receipt first, then receipts, the last first. No Qt."""

from __future__ import annotations

from collections.abc import Sequence

from casefile import clock
from casefile.domain.kinds import Contact
from casefile.usecases import receipts, sharing
from casefile.usecases.confirmed import Sent
from casefile.usecases.inspection import shown
from casefile.usecases.receipts import Witness
from casefile.usecases.session import Session
from ui.moments import moment
from ui.parts.rows import Row
from ui.words import t

_MOST = 50


def rows(session: Session, contacts: Sequence[Contact]) -> list[Row]:
    """A row for each bundle without a receipt, and for each receipt; fifty at most."""
    waits = [(each, contact) for contact in contacts for each in sharing.waiting(session, contact.id)]
    waits.sort(key=lambda pair: pair[0].time, reverse=True)
    seen = sorted(receipts.witnesses(session), key=lambda each: each.time, reverse=True)
    return [*(_waiting(each, contact) for each, contact in waits), *map(_confirmed, seen)][:_MOST]


def _waiting(sent: Sent, contact: Contact) -> Row:
    entries = sum(map(len, sent.whole.values())) + sum(map(len, sent.partial.values()))
    said = t("merging.ledger.waits.line", n=entries, date=_moment(sent.time), files=len(sent.files))
    title = t("merging.ledger.waits", name=shown(contact.name or contact.id))
    return Row(sent.bundle, title, said, icon="send")


def _confirmed(witness: Witness) -> Row:
    said = [t("merging.ledger.sent", date=_moment(witness.sent))] if witness.sent else []
    said.append(t("merging.ledger.confirmed.line", n=witness.size))
    title = t("merging.ledger.confirmed", name=shown(witness.contact))
    return Row(f"{witness.bundle} {witness.size}", title, ", ".join(said), icon="check", right=_moment(witness.time))


def _moment(time: str) -> str:
    return moment(time, clock.now().date())
