"""What is to be worked on together, decided without Qt: with whom, which cases, since when; and what would go, in words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from casefile.domain.kinds import KINDS, Contact
from casefile.domain.labels import kinds_key
from casefile.usecases.sharing import Outlook, Scope
from ui.handover import wording
from ui.handover.ledger import Entry
from ui.handover.notes import Note
from ui.words import t


@dataclass(frozen=True)
class SharePlan:
    """What was chosen so far.

    Attributes:
        contact: the id of the one it is for.
        cases: ids, in the order in which they were chosen; they count only while `everything` is False.
        full: whether what they confirmed goes again.
        files: whether the evidence's files go along.
        locked: whether a passphrase locks it instead of their key.
        part_size: bytes of the parts that the file is cut into; None for one piece.
    """

    contact: str = ""
    everything: bool = False
    cases: tuple[str, ...] = ()
    full: bool = False
    files: bool = True
    locked: bool = False
    part_size: int | None = None

    @property
    def scope(self) -> Scope:
        """The same for the core."""
        return Scope() if self.everything else Scope.of_cases(*self.cases)

    def hindrance(self) -> str:
        """The code of what is still missing before anything could go; empty when nothing."""
        if not self.contact:
            return "nobody"
        return "" if self.everything or self.cases else "no_case"

    def toggled(self, case: str) -> SharePlan:
        """With one case more, or, where it was chosen before, one less."""
        without = tuple(each for each in self.cases if each != case)
        return replace(self, cases=without if case in self.cases else (*self.cases, case))

    def among(self, contacts: tuple[Contact, ...]) -> SharePlan:
        """Without a contact who is gone."""
        return self if any(each.id == self.contact for each in contacts) else replace(self, contact="")


def is_nothing(outlook: Outlook) -> bool:
    """Whether nothing would go, or nothing but word of earlier handovers."""
    return outlook.is_empty or outlook.only_custody


def goes(outlook: Outlook, *, files: bool = True) -> list[Entry]:
    """What would go, kind by kind, then the files."""
    lines = [Entry(t(kinds_key(kind)), right=wording.number(n)) for kind, n in _in_order(outlook) if n]
    if outlook.files:
        lines.append(
            Entry(
                t("merging.share.files" if files else "merging.share.files_stay"), right=wording.number(outlook.files)
            )
        )
    return lines


def _in_order(outlook: Outlook) -> list[tuple[str, int]]:
    places = {kind: place for place, kind in enumerate(KINDS)}
    return sorted(outlook.records.items(), key=lambda each: places.get(each[0], len(places)))


def notes(outlook: Outlook) -> list[Note]:
    """What stays, and why."""
    said = (
        (outlook.left_out, "check", "accent", "left_out"),
        (outlook.withheld, "eye-off", "ink2", "withheld"),
        (len(outlook.missing), "paperclip", "due", "missing"),
    )
    return [Note(icon, t(f"merging.share.{key}", n=n), tone) for n, icon, tone, key in said if n]


def differs() -> list[Note]:
    """How whole records differ from a copy to read, a sentence each."""
    signs = {"names": "eye", "merge": "git-merge", "delta": "history", "receipt": "scroll-text", "casefile": "lock"}
    return [Note(icon, t(f"merging.share.differs.{key}")) for key, icon in signs.items()]
