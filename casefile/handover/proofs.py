"""That disclosed fields stand in the sender's journal: ``data/journal.json``.

One object::

    {
      "format": "casefile-disclosure-proofs",
      "version": 1,
      "logs": [
        {"origin": "casefile-device-<id>", "device": <32 hexadecimal digits>, "size": <entries>, "root": <hexadecimal>}
      ],
      "entries": [
        {
          "skeleton": "<the leaf as it was hashed: RFC 8785 JSON, as text>",
          "proof": [<hexadecimal SHA-256>, …],
          "fields": [{"path": "sentence", "value": …, "salt": <64 hexadecimal digits>}]
        }
      ]
    }

To check one: SHA-256 over ``salt`` and the RFC 8785 form of ``[path, value]`` is one of the commitments in the skeleton; SHA-256 over a zero byte and the
skeleton is the leaf; the leaf, at the skeleton's ``position``, leads by ``proof`` (RFC 6962, 2.1.1) to the root of the log of the skeleton's
``device``. The first log is the sender's own, and its size and root are the signed checkpoint; others (an earlier device, a colleague's) are the sender's word.

Only fields that stand in ``data/case.json`` as they stand in the journal are listed. A field that was replaced for the audience has no value and no salt here, and what its
commitment hides cannot be found by trying: the salt has 32 random bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from casefile.crypto.checkpoint import Checkpoint
from casefile.errors import VerificationFailed
from casefile.handover import jsonfiles, layout
from casefile.journal.entry import ORIGIN as ORIGIN
from casefile.journal.entry import SALT_BYTES, FieldChange
from casefile.journal.proving import ProvenEntry
from casefile.journal.tree import leaf_hash, verify_inclusion

FORMAT = "casefile-disclosure-proofs"
VERSION = 1
_MAX_PROOF = 64


@dataclass(frozen=True, slots=True)
class Log:
    """How far the log of a device reached: `root` is 32 bytes."""

    device: str
    size: int
    root: bytes

    @property
    def checkpoint(self) -> Checkpoint:
        """The same as a checkpoint."""
        return Checkpoint(ORIGIN + self.device, self.size, self.root)


@dataclass(frozen=True, slots=True)
class Proven:
    """How many fields of the records verify against a journal, and how many have no proof.

    Attributes:
        signed: against that of the sender's device, which the bundle's checkpoint signs.
        relayed: against those of other devices, of which only the sender says how they stood.
        others: not at all.
    """

    signed: int
    relayed: int
    others: int

    @property
    def all(self) -> int:
        """All fields of the records."""
        return self.signed + self.relayed + self.others


def to_json(logs: Iterable[Log], entries: Iterable[ProvenEntry]) -> dict[str, Any]:
    """The object of ``data/journal.json``; the sender's own log first."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "logs": [
            {"origin": ORIGIN + log.device, "device": log.device, "size": log.size, "root": log.root.hex()}
            for log in logs
        ],
        "entries": [
            {
                "skeleton": entry.skeleton.decode("ascii"),
                "proof": [each.hex() for each in entry.proof],
                "fields": [
                    {"path": field.path, "value": field.value, "salt": field.salt.hex()} for field in entry.fields
                ],
            }
            for entry in entries
        ],
    }


def check(
    data: Mapping[str, Any], records: Mapping[tuple[str, str], Mapping[str, Any]], checkpoint: Checkpoint | None
) -> Proven:
    """Verify every proof, and that each proven field stands in the records with the proven value.

    Args:
        data: the object of ``data/journal.json``.
        records: (kind, id) → the objects of ``data/case.json``.
        checkpoint: the signed one; None where nothing is signed.

    Raises:
        VerificationFailed: a newer format, not of this form, or a proof that does not hold.
    """
    if data.get("format") == FORMAT and data.get("version") != VERSION:
        raise VerificationFailed("handover.newer_bundle")
    try:
        if data["format"] != FORMAT:
            raise ValueError("no proofs")
        logs = [Log(_text(each["device"]), _number(each["size"]), bytes.fromhex(each["root"])) for each in data["logs"]]
        _check_own_log(logs, checkpoint)
        by_device = {log.device: log for log in logs}
        if len(by_device) < len(logs):
            raise ValueError("a second journal would pass for the signed one")
        held = {place: paths_of(each) for place, each in records.items()}
        found = [(field, log) for entry in data["entries"] for field, log in _check_entry(entry, by_device, held)]
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise VerificationFailed("handover.content_unreadable", name=layout.JOURNAL) from None
    signed = {field for field, log in found if log is logs[0]}
    proven = {field for field, _ in found}
    return Proven(len(signed), len(proven) - len(signed), sum(map(len, held.values())) - len(proven))


def _check_own_log(logs: list[Log], checkpoint: Checkpoint | None) -> None:
    if not logs or (checkpoint is not None and logs[0].checkpoint != checkpoint):
        raise VerificationFailed("handover.checkpoint_differs")


def _check_entry(
    data: Mapping[str, Any], logs: Mapping[str, Log], held: Mapping[tuple[str, str], Mapping[str, Any]]
) -> list[tuple[tuple[str, str, str], Log]]:
    """The (kind, id, path) that one entry proves, and the log in which it stands."""
    leaf = _text(data["skeleton"]).encode("ascii")
    skeleton = jsonfiles.load(layout.JOURNAL, leaf)
    log = logs[_text(skeleton["device"])]
    proof = [bytes.fromhex(each) for each in data["proof"]]
    position = _number(skeleton["position"])
    if len(proof) > _MAX_PROOF or not verify_inclusion(leaf_hash(leaf), position, log.size, proof, log.root):
        raise VerificationFailed("handover.proof_wrong")
    commitments = {_text(each["commitment"]) for each in skeleton["fields"]}
    kind, record = _text(skeleton["kind"]), _text(skeleton["record"])
    here = held[kind, record]
    found = []
    for field in data["fields"]:
        change = FieldChange(_text(field["path"]), field["value"], bytes.fromhex(field["salt"]))
        if len(change.salt) != SALT_BYTES or change.commitment not in commitments:
            raise VerificationFailed("handover.proof_wrong")
        if not stands_in(change, here):
            raise VerificationFailed("handover.proof_of_other_value")
        found.append(((kind, record, change.path), log))
    return found


def paths_of(record: Mapping[str, Any]) -> dict[str, Any]:
    """Path → value of a record's object, as the journal has them less the order of the entries of repeated fields."""
    found: dict[str, Any] = {}
    for name, value in record.items():
        if name == "id":
            continue
        elements = value if isinstance(value, list) else []
        if elements and all(isinstance(each, dict) and "id" in each for each in elements):
            found.update({f"{name}/{each['id']}": {k: v for k, v in each.items() if k != "id"} for each in elements})
        elif elements and all(isinstance(each, str) for each in elements):
            found.update({f"{name}/{each}": {} for each in elements})
        else:
            found[name] = value
    return found


def stands_in(change: FieldChange, paths: Mapping[str, Any]) -> bool:
    """Whether what an entry says of a path is what `paths_of` found there."""
    value = change.value
    if "/" in change.path and isinstance(value, dict):
        value = {name: part for name, part in value.items() if name != "order"}
    return change.path in paths and paths[change.path] == value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a string is expected")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("a whole number is expected")
    return value
