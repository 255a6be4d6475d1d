"""How an age file or key can be refused."""

from __future__ import annotations

from typing import ClassVar

from casefile.errors import CasefileError, Refused, VerificationFailed


class AgeError(CasefileError):
    """Something about an age file or an age key; the subclass says what."""

    sentence: ClassVar[str]

    def __init__(self, **values: object) -> None:
        super().__init__(self.sentence, **values)


class NotAge(AgeError, Refused):
    """No age file begins like this."""

    sentence = "crypto.not_age"


class NewerAge(NotAge):
    """An age file of a version other than v1."""

    sentence = "crypto.newer_age"


class NotSeekable(NotAge):
    """Text armor where a binary age file is needed because it is read out of order."""

    sentence = "crypto.armored"


class BadKey(AgeError, Refused):
    """The text is no age recipient or identity. The text itself is not repeated: it may be a secret."""

    sentence = "crypto.bad_key"


class MixedRecipients(AgeError, Refused):
    """A passphrase beside another recipient, or a post-quantum recipient beside one that is not."""

    sentence = "crypto.mixed_recipients"


class WrongKey(AgeError, Refused):
    """A sound file for someone else: no identity opens it."""

    sentence = "crypto.wrong_key"


class WrongPassphrase(WrongKey):
    """The file is locked with another passphrase."""

    sentence = "crypto.wrong_passphrase"


class NeedsPassphrase(WrongKey):
    """The file is locked with a passphrase, and none was given."""

    sentence = "crypto.needs_passphrase"


class TooMuchWork(AgeError, Refused):
    """The file asks for more work or memory than a stranger's file is granted."""

    sentence = "crypto.too_much_work"


class Damaged(AgeError, VerificationFailed):
    """The file is not as its writer made it."""

    sentence = "crypto.damaged"


class DamagedHeader(Damaged):
    """The header breaks a rule of the format."""

    sentence = "crypto.damaged_header"


class DamagedMac(Damaged):
    """The header is well formed, a key opens it, and its MAC does not match: it was changed."""

    sentence = "crypto.damaged_header"


class DamagedPayload(Damaged):
    """A chunk does not verify, or something follows the last one."""


class DamagedArmor(Damaged):
    """The text armor breaks a rule of its format."""

    sentence = "crypto.damaged_armor"


class Truncated(Damaged):
    """The last chunk is missing, cut short, or does not verify."""

    sentence = "crypto.truncated"
