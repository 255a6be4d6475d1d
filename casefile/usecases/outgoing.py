"""What goes out in a disclosure: the cases as an audience may read them, the proofs, the files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from casefile.crypto.checkpoint import Checkpoint
from casefile.domain.casefile import CaseFile
from casefile.domain.codec import record_to_json
from casefile.domain.kinds import Case, Evidence, Record
from casefile.errors import NotFound, Refused
from casefile.handover import disclosure, jsonfiles, layout, proofs
from casefile.handover.disclosure import DisclosedFile, Disclosure
from casefile.handover.proofs import Log
from casefile.handover.writing import PayloadFile
from casefile.journal.entry import FieldChange
from casefile.journal.proving import ProvenEntry, Prover
from casefile.progress import SILENT, Progress
from casefile.records import casefiles, repository
from casefile.records.database import Connection
from casefile.usecases import cases
from casefile.usecases.session import Session
from casefile.vault.blobs import Blob


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Everything for one audience, as it is at one moment.

    Attributes:
        disclosure: the cases as they will be read.
        checkpoint: how far this device's log reaches.
        journal: the content of ``data/journal.json``.
        fields, proven: how many fields go out, and how many of them stand untouched and can be proven.
        blobs: where the files of `disclosure.files` lie.
        missing: evidence that is described and whose file is not in this vault.
    """

    disclosure: Disclosure
    checkpoint: Checkpoint
    journal: bytes
    fields: int
    proven: int
    blobs: Mapping[str, Blob]
    missing: tuple[Evidence, ...]


def gather(
    session: Session, references: Sequence[str], audience: str, language: str, progress: Progress = SILENT
) -> Outgoing:
    """Read the cases and make them ready for `audience`, in one view of the database.

    Raises:
        NotFound, Refused: no such case, an ambiguous reference, or more than one bundle takes.
        Cancelled
    """
    ids = dict.fromkeys(cases.find(session, reference).id for reference in references)
    with session.database.reading() as connection:
        whole = tuple(casefiles.load(connection, _case(connection, each)) for each in ids)
        files, blobs, missing = _files(session, connection, whole)
        found = Disclosure(audience, language, whole, files)
        prover = Prover(connection)
        held = {each.id: proofs.paths_of(record_to_json(each)) for each in _records(whole)}
        entries = list(_proofs(prover, held, progress))
    own = session.database.device
    logs = [Log(device, head.size, head.root) for device, head in prover.logs.items()]
    logs.sort(key=lambda log: log.device != own)
    return Outgoing(
        found,
        logs[0].checkpoint,
        jsonfiles.dump(proofs.to_json(logs, entries)),
        sum(map(len, held.values())),
        sum(len(each.fields) for each in entries),
        blobs,
        missing,
    )


def payload(session: Session, outgoing: Outgoing, summaries: Sequence[bytes]) -> list[PayloadFile]:
    """The payload of the bundle, in its order. `summaries` are PDF files, one a case, or none.

    Raises:
        Refused: more than one bundle takes.
    """
    store, names = session.vault.store, [layout.summary_name(n) for n in range(1, len(summaries) + 1)]
    said = Disclosure(
        outgoing.disclosure.audience,
        outgoing.disclosure.language,
        outgoing.disclosure.cases,
        outgoing.disclosure.files,
        tuple(names),
    )
    return [
        PayloadFile.of(layout.JOURNAL, outgoing.journal),
        PayloadFile.of(layout.CASE, jsonfiles.dump(disclosure.to_json(said))),
        *map(PayloadFile.of, names, summaries),
        *(
            PayloadFile(each.name, each.size, each.sha256, partial(store.read, outgoing.blobs[each.sha256]))
            for each in outgoing.disclosure.files
        ),
    ]


def _case(connection: Connection, case_id: str) -> Case:
    stored = repository.get(connection, "case", case_id)
    if stored is None or not isinstance(stored.record, Case):
        raise NotFound("cases.not_found", reference=case_id)
    return stored.record


def _files(
    session: Session, connection: Connection, whole: Sequence[CaseFile]
) -> tuple[tuple[DisclosedFile, ...], dict[str, Blob], tuple[Evidence, ...]]:
    """The files of all evidence, each content once for each record that describes it; and evidence that has no file here."""
    files: list[DisclosedFile] = []
    blobs: dict[str, Blob] = {}
    missing: list[Evidence] = []
    for evidence in Disclosure("", "", tuple(whole), ()).evidence:
        blob = session.local.blob(connection, evidence.sha256 or "")
        if blob is None:
            missing.append(evidence)
            continue
        sha256 = blob.sha256.hex()
        blobs[sha256] = blob
        name = layout.evidence_name(len(files) + 1, evidence.media_type, evidence.original_name)
        files.append(DisclosedFile(evidence.id, name, sha256, blob.length))
    if len(files) > layout.MAX_EVIDENCE or len(whole) > layout.MAX_SUMMARIES:
        raise Refused("handover.too_much_for_one_bundle")
    return tuple(files), blobs, tuple(missing)


def _records(whole: Sequence[CaseFile]) -> tuple[Record, ...]:
    return tuple({record.id: record for case in whole for record in case}.values())


def _proofs(prover: Prover, held: Mapping[str, Mapping[str, object]], progress: Progress) -> Iterator[ProvenEntry]:
    for record, paths in held.items():
        progress.check()
        yield from prover.prove(record, partial(_stands, paths))


def _stands(paths: Mapping[str, object], change: FieldChange) -> bool:
    return proofs.stands_in(change, paths)
