"""What a sync bundle carries: whole entries, mergeable, with the proof of where they stand. ``data/journal.json`` and its continuations.

The first file::

    {
      "format": "casefile-sync", "version": 1, "part": 1,
      "about": {
        "scope": {"sort": "cases" | "search" | "all", "cases": [<case id>, …]},
        "assumes": {<device>: [[first, after the last], …]},
        "consistency": {"size": <entries>, "proof": [<hexadecimal SHA-256>, …]},
        "authors": {<author id>: <name>},
        "files": [{"name": "data/evidence/0001.jpg", "size": <bytes>, "sha256": <hexadecimal>}, …]
      },
      "sections": [
        {"device": <32 hexadecimal digits>, "note": <signed note>, "key": <vkey>, "cover": [<hexadecimal SHA-256>, …], "entries": [<entry>, …]}
      ]
    }

``data/journal-2.json`` and so on are the same without ``about``. A section holds entries of one device's log. Where `note` is empty, it is the log of the sender,
and the checkpoint is the one that the bundle's statement signs. Otherwise `note` is a checkpoint (C2SP tlog-checkpoint) signed by `key`: the key of that device, or that of
the sender, who then vouches alone. With `cover` (`journal.multiproof`) the entries give the root of the checkpoint, so each stands in that log, at its position.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from casefile.crypto.checkpoint import Checkpoint
from casefile.crypto.notes import BadSignature, NotANote, UnknownSigner
from casefile.crypto.signing import VerifyKey, open_note
from casefile.errors import VerificationFailed
from casefile.handover import forms, jsonfiles, layout, values
from casefile.handover.proofs import ORIGIN
from casefile.journal import multiproof
from casefile.journal.entry import Entry, entry_from_json, entry_to_json
from casefile.journal.intervals import Intervals

FORMAT = "casefile-sync"
VERSION = 1
SORTS = ("cases", "search", "all")
PART_BYTES = 4 * layout.MEBIBYTE
"""About how large a file of entries grows before the next begins. Python reads one in a single step, during which the window stands still."""

_MOST = 1_000_000
"""Lists, objects and their entries in one file: three times as many as a file of entries has, as what stands before them is kept while others are read."""

Held = Mapping[str, Intervals]
"""Device → the positions of its log."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What the sender meant to share: `sort` is one of `SORTS`; `cases` are the ids of the cases, where it is not all."""

    sort: str = "all"
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Consistency:
    """RFC 6962 consistency proof: the sender's log extends the one of `size` entries that the recipient confirmed."""

    size: int
    proof: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class SyncFile:
    """A file that comes along: its `name` in the bag, bytes, and hexadecimal SHA-256, by which evidence refers to it."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class About:
    """What stands before the entries. `assumes` is what the sender believes the recipient holds, and left out; `authors` id → name."""

    scope: Scope = Scope()
    assumes: Held = field(default_factory=dict)
    consistency: Consistency | None = None
    authors: Mapping[str, str] = field(default_factory=dict)
    files: tuple[SyncFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Entries of one device's log with their proof; see the module. `note` and `key` are empty for the sender's own log."""

    device: str
    entries: tuple[Entry, ...]
    cover: tuple[bytes, ...] = ()
    note: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of entries; the first has `about`."""

    sections: tuple[Section, ...]
    about: About | None = None


@dataclass(frozen=True, slots=True)
class Vouched:
    """What a section proves: that its entries stand in a log with `checkpoint`, signed by `key`; `nodes` are the subtrees of which the cover
    gave the hashes, by start and end, from which the same can be proven to others."""

    section: Section
    checkpoint: Checkpoint
    key: str
    nodes: Mapping[tuple[int, int], bytes]

    @property
    def is_by_origin(self) -> bool:
        """Whether the device itself signed, by the name of its key; else it is the word of who sent it."""
        return VerifyKey.parse(self.key)[0] == ORIGIN + self.section.device


def dump(part: Part, number: int) -> bytes:
    """The content of the `number`-th file, from 1."""
    said: dict[str, Any] = {"format": FORMAT, "version": VERSION, "part": number}
    if part.about is not None:
        said["about"] = _about_to_json(part.about)
    said["sections"] = [_section_to_json(each) for each in part.sections]
    return (json.dumps(said, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")


def load(name: str, data: bytes, number: int) -> Part:
    """The inverse of `dump`, from anyone.

    Raises:
        VerificationFailed: a newer format, or not of this form.
    """
    said = jsonfiles.load(name, data, _MOST)
    if said.get("format") == FORMAT and said.get("version") != VERSION:
        raise VerificationFailed("handover.newer_bundle")
    try:
        if said["format"] != FORMAT or said["part"] != number or ("about" in said) != (number == 1):
            raise ValueError("not this part")
        about = _about(said["about"]) if number == 1 else None
        return Part(tuple(map(_section, said["sections"])), about)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise VerificationFailed("handover.content_unreadable", name=name) from None


def vouched(section: Section, own: Checkpoint, sender_key: str) -> Vouched:
    """Check that the entries of a section stand in its log.

    Args:
        own: the checkpoint that the bundle's statement signs.
        sender_key: the vkey that signed the statement.

    Raises:
        VerificationFailed: a signature or a hash is not right.
    """
    checkpoint, key = (own, sender_key) if not section.note else (_signed(section), section.key)
    if checkpoint.origin != ORIGIN + section.device or not _may_vouch(section, key, sender_key):
        raise VerificationFailed("handover.checkpoint_differs")
    try:
        leaves = {entry.position: bytes.fromhex(entry.id) for entry in section.entries}
        if len(leaves) != len(section.entries) or any(entry.device != section.device for entry in section.entries):
            raise ValueError("entries of another log, or twice")
        root, nodes = multiproof.root(checkpoint.size, leaves, section.cover)
    except (ValueError, RecursionError):
        raise VerificationFailed("handover.proof_wrong") from None
    if root != checkpoint.root:
        raise VerificationFailed("handover.proof_wrong")
    return Vouched(section, checkpoint, key, nodes)


def _signed(section: Section) -> Checkpoint:
    try:
        name, key = VerifyKey.parse(section.key)
        return Checkpoint.parse(open_note(section.note.encode("utf-8"), {name: key}).text)
    except (BadSignature, UnknownSigner, NotANote, ValueError):
        raise VerificationFailed("handover.checkpoint_differs") from None


def _may_vouch(section: Section, key: str, sender_key: str) -> bool:
    return key == sender_key or VerifyKey.parse(key)[0] == ORIGIN + section.device


def held_to_json(held: Held) -> dict[str, Any]:
    """``{device: runs}``, the devices in order."""
    return {device: held[device].to_json() for device in sorted(held) if held[device]}


def held_from_json(data: Any) -> dict[str, Intervals]:
    """The inverse of `held_to_json`, from anyone.

    Raises:
        ValueError, TypeError, AttributeError: not of this form.
    """
    held = {forms.identifier(device): Intervals.from_json(runs) for device, runs in data.items()}
    if any(each.runs and each.runs[-1][1] > forms.LARGEST for each in held.values()):
        raise ValueError("no log is as long as that")
    return held


def _about_to_json(about: About) -> dict[str, Any]:
    consistency = about.consistency
    return {
        "scope": {"sort": about.scope.sort, "cases": list(about.scope.cases)},
        "assumes": held_to_json(about.assumes),
        "consistency": consistency and {"size": consistency.size, "proof": [each.hex() for each in consistency.proof]},
        "authors": dict(about.authors),
        "files": [{"name": each.name, "size": each.size, "sha256": each.sha256} for each in about.files],
    }


def _about(data: Mapping[str, Any]) -> About:
    scope, consistency = data["scope"], data["consistency"]
    if scope["sort"] not in SORTS:
        raise ValueError("no such scope")
    return About(
        Scope(scope["sort"], tuple(map(forms.identifier, scope["cases"]))),
        held_from_json(data["assumes"]),
        consistency and Consistency(forms.number(consistency["size"]), forms.sha256_list(consistency["proof"])),
        {forms.identifier(author): forms.called(name)[: layout.MAX_NAME] for author, name in data["authors"].items()},
        tuple(
            SyncFile(forms.text(e["name"]), forms.number(e["size"]), forms.sha256(e["sha256"]).hex())
            for e in data["files"]
        ),
    )


def _section_to_json(section: Section) -> dict[str, Any]:
    return {
        "device": section.device,
        "note": section.note,
        "key": section.key,
        "cover": [each.hex() for each in section.cover],
        "entries": [entry_to_json(each) for each in section.entries],
    }


def _section(data: Mapping[str, Any]) -> Section:
    return Section(
        forms.identifier(data["device"]),
        tuple(map(_entry, data["entries"])),
        forms.sha256_list(data["cover"]),
        forms.text(data["note"]),
        forms.text(data["key"]),
    )


def _entry(data: Mapping[str, Any]) -> Entry:
    """An entry from anyone, every part of it of the kind it must have, so that nothing odd reaches the journal."""
    entry = entry_from_json(data)
    for each in (entry.device, entry.author, entry.record):
        forms.identifier(each)
    for number in (entry.position, entry.lamport):
        forms.number(number)
    forms.moment(entry.time)
    for each in (entry.kind, *(change.path for change in entry.changes)):
        forms.line(each)
    for change in entry.changes:
        forms.shallow(change.value)
    for part in entry.withheld:
        forms.sha256(part.commitment)
    for seen in (*(each.seen for each in entry.changes), *(each.seen for each in entry.withheld)):
        for each in seen:
            forms.sha256(each)
    values.check(entry)
    return entry
