"""Here Argon2 itself is looked at: it is run each time."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from casefile.crypto import kdf


@pytest.fixture(autouse=True)
def _stretched_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kdf, "Argon2id", Argon2id)
