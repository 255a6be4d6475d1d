"""The annex of a custody report, for programs: ``NAME.custody.json``.

One object::

    {
      "format": "casefile-custody",
      "version": 1,
      "file": {"record": <32 hexadecimal digits>, "name": …, "sha256": <hexadecimal>, "size": <bytes>},
      "logs": [
        {"origin": "casefile-device-<id>", "device": <id>, "holder": …, "size": <entries>, "root": <hexadecimal>,
         "note": <signed note>, "keys": [<vkey>, …]}
      ],
      "steps": [
        {"step": 1, "by": …, "id": <hexadecimal SHA-256>, "skeleton": "<the leaf as it was hashed: RFC 8785 JSON, as text>",
         "proof": [<hexadecimal SHA-256>, …],
         "fields": [{"path": "event", "value": …, "salt": <64 hexadecimal digits>}]}
      ],
      "witnesses": [
        {"name": …, "fingerprint": …, "time": …, "origin": …, "size": …, "root": …, "note": …, "keys": …,
         "steps": {"1": [<hexadecimal SHA-256>, …]}}
      ],
      "check": ["<a line of the script check.py>", …]
    }

To check one step: SHA-256 over ``salt`` and the RFC 8785 form of ``[path, value]`` is one of the commitments in the skeleton; SHA-256 over a zero byte and the
skeleton is the ``id``, which is the leaf; the leaf, at the skeleton's ``position``, leads by ``proof`` (RFC 6962, 2.1.1) to the root of the log of the
skeleton's ``device``. Size and root stand in the text of ``note`` (https://c2sp.org/tlog-checkpoint) and are signed with ``keys``
(https://c2sp.org/signed-note for Ed25519, https://c2sp.org/tlog-cosignature for ML-DSA-44). ``proof`` is null where nothing signed that is
here reaches the entry. ``steps`` of a witness are the audit paths of the steps that stood already in the log that the witness signed.

``holder``, ``by`` and ``name`` are what people are called in the vault that made the report: no signature vouches for them.
"""

from __future__ import annotations

import json
from typing import Any

from casefile.exports.custody.account import Account, Seen, SignedLog, Step
from casefile.exports.custody.checking import script
from casefile.journal.entry import ORIGIN

FORMAT = "casefile-custody"
VERSION = 1


def dump(account: Account) -> bytes:
    """The annex as a file. The same account gives the same bytes."""
    said = {
        "format": FORMAT,
        "version": VERSION,
        "file": {"record": account.record, "name": account.name, "sha256": account.sha256, "size": account.size},
        "logs": [_log(each) for each in account.logs],
        "steps": [_step(number, each) for number, each in enumerate(account.steps, 1)],
        "witnesses": [_seen(each) for each in account.seen],
        "check": script().splitlines(),
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _log(log: SignedLog) -> dict[str, Any]:
    return {
        "origin": ORIGIN + log.device,
        "device": log.device,
        "holder": log.who,
        "size": log.size,
        "root": log.root.hex(),
        "note": log.note,
        "keys": list(log.keys),
    }


def _step(number: int, step: Step) -> dict[str, Any]:
    return {
        "step": number,
        "by": step.who,
        "id": step.entry.id,
        "skeleton": step.entry.skeleton().decode("utf-8"),
        "proof": None if step.proof is None else [each.hex() for each in step.proof],
        "fields": [{"path": each.path, "value": each.value, "salt": each.salt.hex()} for each in step.fields],
    }


def _seen(seen: Seen) -> dict[str, Any]:
    witness = seen.witness
    return {
        "name": witness.name,
        "fingerprint": witness.fingerprint,
        "time": witness.time,
        "origin": witness.checkpoint_origin,
        "size": witness.size,
        "root": witness.root.hex(),
        "note": witness.note,
        "keys": list(witness.keys),
        "steps": {str(number): [each.hex() for each in proof] for number, proof in seen.proofs.items()},
    }
