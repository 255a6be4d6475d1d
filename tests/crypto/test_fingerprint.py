"""What two people read to each other."""

from __future__ import annotations

import re

from casefile.crypto.age import HybridIdentity
from casefile.crypto.fingerprint import fingerprint
from casefile.crypto.signing import SigningKey


def test_a_fingerprint_can_be_read_aloud_and_names_both_keys() -> None:
    recipient, key = HybridIdentity.from_seed(bytes(32)).recipient, SigningKey.from_seed(bytes(32)).public
    shown = fingerprint(recipient, key)
    assert re.fullmatch(r"([0-9a-f]{4} ){7}[0-9a-f]{4}", shown)
    assert shown == fingerprint(recipient, key)
    assert shown != fingerprint(HybridIdentity.generate().recipient, key)
    assert shown != fingerprint(recipient, SigningKey.generate().public)
