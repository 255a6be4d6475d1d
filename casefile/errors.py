"""What can go wrong outside the program, told in one sentence.

An environment fault or bad input is a `CasefileError`; a bug is any other exception. Each error carries a key of the
translation catalogue and the values for it, so that the window says it in the person's language and the command line in
English. Values are facts a person may see on a screen: never a secret, never a path the person did not name.
"""

from __future__ import annotations


class CasefileError(Exception):
    """A fault that the person can understand and act upon.

    Args:
        key: catalogue key of the sentence, for example ``vault.wrong_passphrase``.
        values: what the sentence interpolates.
    """

    exit_code = 1

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class Refused(CasefileError):
    """The request was understood and turned down; nothing changed."""


class VerificationFailed(CasefileError):
    """Something that was checked is not what it should be."""

    exit_code = 3


class NotFound(Refused):
    """No such case, record or file."""


class Cancelled(Exception):
    """The person stopped the job. Not an error: nothing was left half done."""
