"""The custody of one file: who held it, when, with which hash, and the proofs by which a stranger checks that.

The report is a PDF and, beside it, ``NAME.custody.json``, whose SHA-256 the PDF prints. What it can prove is that entries stand unaltered in
journals whose roots were signed, and what a colleague saw of these; times and names are claims, and it says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Literal

from casefile import clock
from casefile.errors import Refused
from casefile.exports import pdf
from casefile.exports.custody import annexfile, paper
from casefile.exports.custody.account import Account, Step, Witness
from casefile.exports.custody.nameless import without_names
from casefile.files import in_words
from casefile.i18n import LANGUAGES
from casefile.journal.entry import Entry, Operation
from casefile.journal.log import entries_of
from casefile.progress import SILENT, Progress
from casefile.usecases import checkpoints, custodyproofs, evidence, identity
from casefile.usecases.custodyproofs import Names, witnesses
from casefile.usecases.session import Session
from casefile.vault import durable

__all__ = ["Account", "Form", "Step", "Witness", "account", "annex_beside", "export", "steps", "witnesses"]

Form = Literal["whole", "nameless"]

EXPORTED = "custody_exported"
"""What the journal calls the export of a report."""

_TOLD = ("sha256", "size", "original_name", "captured", "captured_by", "obtained_from")
"""Fields of the record of which the report tells, with the entries that set them."""
_ANNEX = ".custody.json"
_FORMS: Mapping[str, Callable[[Account], Account]] = {"whole": lambda told: told, "nameless": without_names}
_PARTS = 4


def steps(session: Session, evidence_id: str) -> tuple[Step, ...]:
    """What the journal says of one file, causes before effects: its custody, and the entries that name its hash. Nothing is signed.

    Raises:
        NotFound: there is no such evidence.
    """
    evidence.get(session, evidence_id)
    names = Names(session)
    with session.database.reading() as connection:
        found = entries_of(connection, evidence_id)
    made = [
        Step(
            entry,
            tuple(each for each in entry.changes if _is_told(entry, each.path)),
            names.author(entry),
            names.is_own(entry.device),
        )
        for entry in sorted(found, key=lambda each: (each.lamport, each.device))
    ]
    return tuple(each for each in made if each.fields or each.entry.operation is Operation.CUSTODY)


def account(session: Session, evidence_id: str) -> Account:
    """Everything that a report tells of one file, each step proven against a signed checkpoint where there is one.

    Raises:
        NotFound: there is no such evidence.
        VerificationFailed: a checkpoint is not genuine, or the journal is not the one it was made of.
    """
    file = evidence.get(session, evidence_id)
    told, logs, seen = custodyproofs.proven(session, steps(session, evidence_id))
    card = identity.card(session)
    return Account(
        record=file.id,
        title=file.title,
        name=file.original_name or "",
        sha256=file.sha256 or "",
        size=file.size or 0,
        captured=file.captured,
        captured_by=file.captured_by or "",
        obtained_from=file.obtained_from or "",
        made_by=session.author.name,
        made_on=clock.now().date(),
        signing_key=card.signing_key,
        fingerprint=card.fingerprint,
        steps=told,
        logs=logs,
        seen=seen,
    )


def export(
    session: Session,
    evidence_id: str,
    destination: Path,
    language: str = "en",
    form: Form = "whole",
    progress: Progress = SILENT,
) -> tuple[Path, Path]:
    """Sign how far the journal reaches, and write the report and its annex. The export is logged in the custody of the file.

    Args:
        destination: ends in ``.pdf``; the annex lies beside it, see `annex_beside`.
        language: of the paper: ``en``, ``ru`` or ``kk``.
        form: ``nameless`` leaves out names, and the steps that would tell them.

    Returns:
        Report and annex.

    Raises:
        NotFound: there is no such evidence.
        Refused: something is there already, the name is not that of a PDF, the disk is full, or the vault is open for rescue.
        VerificationFailed: a checkpoint is not genuine, or the journal is not the one it was made of.
        Cancelled. Nothing is left behind by any of them.
    """
    session.require_writable()  # the checkpoint is signed for the report, and the export is logged
    annex = annex_beside(destination)
    _require_sound(destination, annex, language)
    evidence.get(session, evidence_id)
    checkpoints.sign(session.database, session.local)
    _step(progress, 1)
    told = _FORMS[form](account(session, evidence_id))
    data = annexfile.dump(told)
    _step(progress, 2)
    document = pdf.write(paper.build(told, language, annex.name, sha256(data).hexdigest()))
    _step(progress, 3)
    # The annex has its name before the paper, which nobody could check without it: a kill between the two leaves an annex that the journal
    # knows of, and no paper.
    with _no_annex_alone(annex, destination), durable.staged(destination, document), durable.staged(annex, data):
        _log(session, evidence_id, destination, document, data)
    progress.step(_PARTS, _PARTS)
    return destination, annex


def annex_beside(report: Path) -> Path:
    """Where the annex of a report lies: ``NAME.custody.json`` for ``NAME.pdf``."""
    return report.with_name(report.stem + _ANNEX)


@contextmanager
def _no_annex_alone(annex: Path, report: Path) -> Iterator[None]:
    """Take the annex back where the paper did not come."""
    try:
        yield
    except BaseException:
        if not report.exists():
            with suppress(OSError):  # the first fault is the one to tell
                annex.unlink(missing_ok=True)
        raise


def _is_told(entry: Entry, path: str) -> bool:
    return entry.operation is Operation.CUSTODY or path in _TOLD


def _require_sound(destination: Path, annex: Path, language: str) -> None:
    if destination.suffix.lower() != ".pdf":
        raise Refused("custody.refused.suffix", name=destination.name)
    if language not in LANGUAGES:
        raise Refused("summary.refused.language", language=language)
    for place in (destination, annex):
        if place.exists() or place.is_symlink():
            raise Refused("summary.refused.exists", name=place.name)
    if not destination.absolute().parent.is_dir():
        raise Refused("summary.refused.no_folder", name=destination.name)


def _step(progress: Progress, done: int) -> None:
    progress.check()
    progress.step(done, _PARTS)


def _log(session: Session, evidence_id: str, destination: Path, report: bytes, annex: bytes) -> None:
    """The hashes too: so the journal vouches for the paper, which is not signed itself."""
    event = {
        "event": EXPORTED,
        "to": in_words(destination.absolute()),
        "report": sha256(report).hexdigest(),
        "annex": sha256(annex).hexdigest(),
    }
    with session.database.writing() as unit:
        unit.custody(evidence_id, event)
