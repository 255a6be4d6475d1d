"""A secret in shares that people read and write down: SLIP-39 (https://github.com/satoshilabs/slips/blob/master/slip-0039.md).

Of `count` shares any `threshold` give the secret back and fewer say nothing of it. A share is 33 English words for 32 bytes.
The shares carry no passphrase, so any tool for SLIP-39 joins them.

The package ``shamir-mnemonic`` is the reference implementation and warns that it "does not try to protect against side-channel
attacks": its arithmetic takes time and touches memory depending on the secret. So nothing but `vault.sharing` calls this, in
a process of its own that lives for the one task and holds no other key.
"""

from __future__ import annotations

from collections.abc import Sequence

from shamir_mnemonic import (  # type: ignore[import-untyped]  # it ships no types
    MnemonicError,
    Share,
    combine_mnemonics,
    generate_mnemonics,
)

from casefile.errors import Refused

SECRET_BYTES = 32
WORDS = 33
MOST_SHARES = 9
_LEAST = 2


def split(secret: bytes, threshold: int, count: int) -> tuple[str, ...]:
    """`count` shares of a 32-byte secret, any `threshold` of which give it back.

    Raises:
        Refused: not 2 ≤ `threshold` ≤ `count` ≤ 9.
    """
    if len(secret) != SECRET_BYTES:
        raise ValueError("the secret is 32 bytes")
    if not _LEAST <= threshold <= count <= MOST_SHARES:
        raise Refused("keys.shares_of_numbers", most=MOST_SHARES)
    (group,) = generate_mnemonics(1, [(threshold, count)], secret)
    return tuple(group)


def join(written: Sequence[str]) -> bytes:
    """The secret of enough shares, in any order, each as it was written down; a share that is given twice counts once.

    Raises:
        Refused: one is miswritten, they are too few, or they are not of one secret.
    """
    shares = [_read(number, text) for number, text in enumerate(written, 1)]
    if len({(share.identifier, share.member_threshold, len(share.value)) for share in shares}) > 1:
        raise Refused("keys.shares_of_several")
    distinct = {share.index: share.mnemonic() for share in shares}
    needed = shares[0].member_threshold if shares else _LEAST
    if len(distinct) < needed:
        raise Refused("keys.shares_too_few", given=len(distinct), needed=needed)
    try:
        secret: bytes = combine_mnemonics(list(distinct.values())[:needed])
    except MnemonicError:
        raise Refused("keys.shares_of_several") from None
    if len(secret) != SECRET_BYTES:
        raise Refused("keys.shares_of_several")
    return secret


def _read(number: int, text: str) -> Share:
    try:
        return Share.from_mnemonic(" ".join(text.lower().split()))
    except MnemonicError:  # says which word; the sentence must not
        raise Refused("keys.share_miswritten", number=number) from None
