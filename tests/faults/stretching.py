"""Argon2id computed once for each passphrase: thousands of openings with the same one need not stretch it every time."""

from __future__ import annotations

from typing import Any

from casefile.crypto import kdf


class _Remembering:
    """What stands in for `cryptography`'s Argon2id and gives the same results."""

    _results: dict[tuple[Any, ...], bytes] = {}  # noqa: RUF012 - shared on purpose
    _real = kdf.Argon2id

    def __init__(self, **options: Any) -> None:
        self._options = options

    def derive(self, typed: bytes) -> bytes:
        """See `cryptography`."""
        asked = (typed, *sorted(self._options.items()))
        if asked not in self._results:
            self._results[asked] = self._real(**self._options).derive(typed)
        return self._results[asked]


def remember() -> None:
    """Stretch each passphrase once in this process, from here on."""
    kdf.Argon2id = _Remembering  # type: ignore[misc,assignment]  # the same results, see there
