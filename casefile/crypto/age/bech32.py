"""Bech32 with a limit beyond that of BIP 173: how age writes keys (BIP 173; C2SP age.md, "Conventions")."""

from __future__ import annotations

from collections.abc import Iterable

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)}
_CHECKSUM_LETTERS = 6
_MOST_LETTERS = 4096  # the longest key of age has 1959, and work grows with the square


def _polynomial(top: int) -> int:
    generators = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
    folded = 0
    for bit, generator in enumerate(generators):
        if top >> bit & 1:
            folded ^= generator
    return folded


_FOLD = [_polynomial(top) for top in range(32)]


def _checksum(prefix: str, values: Iterable[int]) -> int:
    expanded = [*(ord(letter) >> 5 for letter in prefix), 0, *(ord(letter) & 31 for letter in prefix), *values]
    check = 1
    for value in expanded:
        check = (check & 0x1FFFFFF) << 5 ^ value ^ _FOLD[check >> 25]
    return check


def encode(prefix: str, data: bytes) -> str:
    """`data` in lower case under the human-readable `prefix`, which is lower case and has no separator."""
    bits = len(data) * 8
    padding = -bits % 5
    number = int.from_bytes(data) << padding
    values = [number >> shift & 31 for shift in range(bits + padding - 5, -1, -5)]
    check = _checksum(prefix, [*values, *[0] * _CHECKSUM_LETTERS]) ^ 1
    values += [check >> shift & 31 for shift in range(25, -1, -5)]
    return f"{prefix}1{''.join(_ALPHABET[value] for value in values)}"


def decode(prefix: str, text: str) -> bytes:
    """The bytes of `text`, all in lower or all in upper case, if it stands under `prefix`.

    Raises:
        ValueError: another prefix, mixed case, a stray letter, a wrong checksum, stray bits, too long. The text is not repeated.
    """
    if len(text) > _MOST_LETTERS:
        raise ValueError("longer than any key")
    lower = text.lower()
    if text not in (lower, text.upper()) or not lower.startswith(f"{prefix}1"):
        raise ValueError("not Bech32 of this kind")
    letters = lower[len(prefix) + 1 :]
    if len(letters) < _CHECKSUM_LETTERS or not all(letter in _VALUES for letter in letters):
        raise ValueError("not Bech32")
    values = [_VALUES[letter] for letter in letters]
    if _checksum(prefix, values) != 1:
        raise ValueError("wrong Bech32 checksum")
    return _to_bytes(values[:-_CHECKSUM_LETTERS])


def _to_bytes(values: list[int]) -> bytes:
    padding = len(values) * 5 % 8
    number = 0
    for value in values:
        number = number << 5 | value
    if padding >= 5 or number & ((1 << padding) - 1):
        raise ValueError("stray Bech32 bits")
    return (number >> padding).to_bytes(len(values) * 5 // 8)
