"""What goes out in a disclosure: the cases as an audience may read them, the proofs, the files."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from casefile.crypto.checkpoint import Checkpoint
from casefile.domain.casefile import CaseFile
from casefile.domain.codec import record_to_json
from casefile.domain.kinds import Case, Evidence, Record
from casefile.domain.redaction import Place, Redacted, redact
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
from casefile.usecases import cases, letters
from casefile.usecases.session import Session
from casefile.vault.blobs import Blob

NO_ORIGINALS = frozenset({"public"})
"""Audiences that get no file as it was collected: where and with what it was made stands in it."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Everything for one audience, as it is at one moment.

    Attributes:
        disclosure: the cases as they will be read.
        redacted: the account of what was replaced and what stays behind, over all cases together.
        blocked: where a person must decide first; until then nothing may go out.
        checkpoint: how far this device's log reaches.
        journal: the content of ``data/journal.json``.
        fields, proven: how many fields go out, and how many of them stand untouched and can be proven.
        blobs: where the files of `disclosure.files` lie.
        missing: evidence that is described and whose file does not go: it is not in this vault, or the audience gets no originals.
    """

    disclosure: Disclosure
    redacted: Redacted
    blocked: tuple[Place, ...]
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
        redacted, blocked, _ = redacted_together(whole, audience)
        readable = tuple(part(redacted, case) for case in whole)
        files, blobs, missing = _files(session, connection, readable, originals=audience not in NO_ORIGINALS)
        prover = Prover(connection)
        held = {each.id: proofs.paths_of(record_to_json(each)) for each in _records(readable)}
        entries = list(_proofs(prover, held, redacted.untouched, progress))
        checkpoint = letters.own_checkpoint(session, connection)
    # Its own first, be it empty after a restore: the first is what the sender signs for.
    own = Log(session.database.device, checkpoint.size, checkpoint.root)
    logs = [
        own,
        *(Log(each.device, each.size, each.root) for each in prover.logs.values() if each.device != own.device),
    ]
    return Outgoing(
        Disclosure(audience, language, readable, files),
        redacted,
        blocked,
        checkpoint,
        jsonfiles.dump(proofs.to_json(logs, entries)),
        sum(map(len, held.values())),
        sum(len(each.fields) for each in entries),
        blobs,
        missing,
    )


def accounts(outgoing: Outgoing) -> Iterator[Redacted]:
    """The account of each case for its summary: its own text and people; what stays behind is counted over all."""
    for case in outgoing.disclosure.cases:
        people = tuple(each for each in outgoing.redacted.replaced if each.person_id in case.records)
        yield replace(outgoing.redacted, casefile=case, replaced=people)


def payload(session: Session, outgoing: Outgoing, summaries: Sequence[bytes]) -> list[PayloadFile]:
    """The payload of the bundle, in its order. `summaries` are PDF files, one a case, or none.

    Raises:
        Refused: more than one bundle takes.
    """
    store, names = session.vault.store, [layout.summary_name(n) for n in range(1, len(summaries) + 1)]
    said = replace(outgoing.disclosure, summaries=tuple(names))
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


def redacted_together(whole: Sequence[CaseFile], audience: str) -> tuple[Redacted, tuple[Place, ...], CaseFile]:
    """All cases as one, so that a person whom one of them protects is protected in all, under one pseudonym; where a person must decide
    first; and the cases as one before they were redacted."""
    first, *others = whole
    together = CaseFile(first.case, {each.id: each for case in whole for each in case if each is not first.case})
    redacted = redact(together, audience)
    alone = (place for case in others for place in redact(case, audience).blocked if place.reason != "name")
    return redacted, tuple(dict.fromkeys((*redacted.blocked, *alone))), together


def part(redacted: Redacted, case: CaseFile) -> CaseFile:
    """One of the cases, taken out of all."""
    kept = {each.id: each for each in redacted.casefile}
    own = kept.get(case.case.id, case.case)
    assert isinstance(own, Case)
    return CaseFile(own, {each: kept[each] for each in case.records if each in kept})


def _files(
    session: Session, connection: Connection, whole: Sequence[CaseFile], *, originals: bool
) -> tuple[tuple[DisclosedFile, ...], dict[str, Blob], tuple[Evidence, ...]]:
    """The files that go, one for each record that describes one; and the evidence whose file does not."""
    files: list[DisclosedFile] = []
    blobs: dict[str, Blob] = {}
    missing: list[Evidence] = []
    for evidence in Disclosure("", "", tuple(whole), ()).evidence:
        blob = session.local.blob(connection, evidence.sha256 or "") if originals else None
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


def _proofs(
    prover: Prover,
    held: Mapping[str, Mapping[str, object]],
    untouched: Collection[tuple[str, str]],
    progress: Progress,
) -> Iterator[ProvenEntry]:
    for record, paths in held.items():
        progress.check()
        open_paths = {path: value for path, value in paths.items() if (record, path) in untouched}
        yield from prover.prove(record, partial(_stands, open_paths))


def _stands(paths: Mapping[str, object], change: FieldChange) -> bool:
    return proofs.stands_in(change, paths)
