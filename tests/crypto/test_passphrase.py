"""How passphrases become bytes."""

from __future__ import annotations

import pytest

from casefile.crypto.passphrase import UnusablePassphrase, passphrase_bytes


def test_one_passphrase_has_one_form() -> None:
    assert passphrase_bytes("и\u0306од") == passphrase_bytes("йод") == "йод".encode()


@pytest.mark.parametrize("unusable", ["", "secret\ud800"])
def test_what_cannot_be_used_is_refused_and_not_repeated(unusable: str) -> None:
    with pytest.raises(UnusablePassphrase) as caught:
        passphrase_bytes(unusable)
    assert "secret" not in repr(caught.value)
    assert caught.value.__context__ is None
