"""Bundles of invented people, made and taken apart without any vault."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from casefile.crypto.age import HybridIdentity, decrypt, encrypt
from casefile.crypto.signing import SigningKey
from casefile.domain.casefile import CaseFile
from casefile.domain.codec import record_to_json
from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Evidence, Name, Person, kind_of
from casefile.domain.values import Text
from casefile.errors import CasefileError
from casefile.handover import (
    addressing,
    disclosure,
    extracting,
    jsonfiles,
    layout,
    proofs,
    reading,
    ustar,
    writing,
)
from casefile.handover.disclosure import DisclosedFile, Disclosure
from casefile.handover.plaintext import tail
from casefile.handover.proofs import Log
from casefile.handover.statement import DISCLOSURE, Sender
from casefile.handover.ustar import Member
from casefile.handover.writing import Letter, PayloadFile
from casefile.i18n import LANGUAGES, Catalogue
from casefile.journal.entry import Entry, Operation
from casefile.journal.proving import ProvenEntry
from casefile.journal.tree import inclusion_proof, leaf_hash, node_hash, root
from tests.entries import new_changes

DEVICE = "d" * 32
SIGNER = proofs.ORIGIN + DEVICE
BUNDLE = "0123456789abcdef" * 2
PERSON = Person(names=(Name(text="Ерлан Ойдағыев"), Name(text="Yerlan Oidagyev")), tags=("tag",))


@dataclass
class Desk:
    """A sender, a recipient, and what the one sends to the other."""

    identity: HybridIdentity = field(default_factory=HybridIdentity.generate)
    key: SigningKey = field(default_factory=SigningKey.generate)
    recipient: HybridIdentity = field(default_factory=HybridIdentity.generate)
    files: Sequence[bytes] = (b"\xff\xd8 a photo " * 9000, b"")
    summary: bytes = b"%PDF-1.7 a summary"

    def __post_init__(self) -> None:
        case = Case(reference="KZ-2031-001", title=Text.of("Дело Ойдағыева", "ru"))
        evidence = [
            Evidence(
                cases=(Ref(case.id),), media_type="image/jpeg", sha256=hashlib.sha256(data).hexdigest(), size=len(data)
            )
            for data in self.files
        ]
        self.evidence = evidence
        self.whole = CaseFile(case, {each.id: each for each in (PERSON, *evidence)})
        self.log, self.entries = journal(self.whole)

    @property
    def disclosure(self) -> Disclosure:
        """As its reader gets it."""
        files = [
            DisclosedFile(each.id, layout.evidence_name(n, "image/jpeg", None), each.sha256 or "", each.size or 0)
            for n, each in enumerate(self.evidence, 1)
        ]
        return Disclosure("lawyer", "en", (self.whole,), tuple(files), ("data/summary.pdf",))

    def payload(self, **instead: Any) -> list[PayloadFile]:
        """The payload files; `instead` replaces the objects ``case`` or ``journal``."""
        case = instead.get("case", disclosure.to_json(self.disclosure))
        journal = instead.get("journal", proofs.to_json([self.log], self.entries))
        files = [
            PayloadFile(name.name, name.size, name.sha256, lambda data=data: io.BytesIO(data))  # type: ignore[misc]
            for name, data in zip(self.disclosure.files, self.files, strict=True)
        ]
        return [
            PayloadFile.of(layout.JOURNAL, jsonfiles.dump(journal)),
            PayloadFile.of(layout.CASE, jsonfiles.dump(case)),
            PayloadFile.of("data/summary.pdf", self.summary),
            *files,
        ]

    def letter(self, **changed: Any) -> Letter:
        """The letter that goes with it."""
        sender = Sender("Айгүл Ойдан", self.identity.recipient.encode(), self.key.public.encode(SIGNER))
        addressee = addressing.to_recipient(self.recipient.recipient.encode())
        letter = Letter(BUNDLE, DISCLOSURE, "2031-05-02", sender, addressee, 7, self.log.checkpoint, SIGNER, self.key)
        return replace(letter, **changed)

    def write(self, path: Path, **changed: Any) -> Path:
        """A bundle at `path`."""
        return writing.write(path, self.letter(**changed), self.payload()).path

    def opened(self, path: Path) -> bytes:
        """The tar in a bundle."""
        tar = io.BytesIO()
        with path.open("rb") as source:
            decrypt(source, tar, [self.recipient])
        return tar.getvalue()

    def sealed(self, tar: bytes, path: Path) -> Path:
        """Any bytes as an age file for the recipient."""
        with path.open("wb") as sink:
            encrypt(io.BytesIO(tar), sink, [self.recipient.recipient])
        return path


def members(tar: bytes) -> list[tuple[str, bytes]]:
    """The files of a tar that Casefile wrote, small ones: name and content."""
    found, position = [], 0
    while any(block := tar[position : position + 512]):
        member = ustar.parse(block)
        found.append((member.name, tar[position + 512 : position + 512 + member.size]))
        position += 512 + member.size + len(ustar.padding(member.size))
    return found


def retarred(files: Sequence[tuple[str, bytes]]) -> bytes:
    """A tar as Casefile would write it, of any files."""
    parts = [ustar.header(Member(name, len(data))) + data + ustar.padding(len(data)) for name, data in files]
    tar = b"".join(parts)
    return tar + bytes(tail(len(tar)))


def refusal(path: Path, desk: Desk) -> CasefileError:
    """How reading and extracting refuse a bundle; nothing is left behind, and every language has a sentence for it."""
    before = sorted(path.parent.rglob("*"))
    with path.open("rb") as source, pytest.raises(CasefileError) as refused:
        bundle = reading.read(source, [desk.recipient])
        extracting.extract(source, [desk.recipient], bundle, path.parent / "out")
    assert sorted(path.parent.rglob("*")) == before
    for language in LANGUAGES:
        assert Catalogue(language).error(refused.value).endswith(".")
    return refused.value


def journal(whole: CaseFile) -> tuple[Log, list[ProvenEntry]]:
    """A log in which each record of a case was created by one entry, and the proofs of all their fields."""
    entries = []
    for position, record in enumerate(whole):
        paths = proofs.paths_of(record_to_json(record))
        values = {path: {**value, "order": 7} if "/" in path else value for path, value in paths.items()}
        changes = new_changes(values, {})
        entries.append(
            Entry(
                DEVICE,
                "a" * 32,
                position,
                position + 1,
                "2031-05-01T10:00:00+05:00",
                kind_of(record).name,
                record.id,
                Operation.CREATE,
                changes,
            )
        )
    node = subtrees([leaf_hash(each.skeleton()) for each in entries])
    log = Log(DEVICE, len(entries), root(len(entries), node))
    proven = [
        ProvenEntry(each.skeleton(), inclusion_proof(each.position, len(entries), node), each.changes)
        for each in entries
    ]
    return log, proven


def subtrees(leaves: list[bytes]) -> Callable[[int, int], bytes]:
    """The reader of complete subtrees over leaves in memory."""

    def node(level: int, index: int) -> bytes:
        if level == 0:
            return leaves[index]
        return node_hash(node(level - 1, 2 * index), node(level - 1, 2 * index + 1))

    return node
