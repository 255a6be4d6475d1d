"""Every parser of bytes that others wrote, and what must be true whatever the bytes are.

Each answers with a result, with a sentence for people or with the errors its docstring names; and what it read, written again, is
what it was. Hypothesis tries them in every run of the tests, libFuzzer for as long as one likes: see `tests.fuzz.run`.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from casefile.crypto import canonical, shares
from casefile.crypto.age import (
    ArmorReader,
    Decryptor,
    Identity,
    ScryptIdentity,
    SeekableReader,
    bech32,
    parse_identity,
    parse_identity_file,
    parse_recipient,
)
from casefile.crypto.checkpoint import Checkpoint
from casefile.crypto.cosigning import CosignatureKey
from casefile.crypto.fingerprint import from_words, in_words
from casefile.crypto.notes import Note
from casefile.crypto.passphrase import passphrase_bytes
from casefile.crypto.signing import VerifyKey
from casefile.domain import codec, dates
from casefile.domain.kinds import KINDS
from casefile.domain.values import When
from casefile.errors import CasefileError
from casefile.handover import bag, card, delta, jsonfiles, receipt, statement
from casefile.handover.plaintext import Members
from casefile.i18n import LANGUAGES
from casefile.journal.entry import entry_from_json, entry_to_json
from casefile.usecases import contacts, passphrases, recovering
from casefile.vault import header, label, manifest, recovery
from casefile.vault.head import HeadFile
from tests.fuzz import seeds
from tests.handover import exchange

IDENTITIES: list[Identity] = [seeds.ASEL, seeds.DANA, ScryptIdentity("seven words", max_work_factor=8)]
_TODAY = date(2031, 5, 2)


class Broken(AssertionError):
    """A promise of a parser that does not hold."""


@dataclass(frozen=True)
class Parser:
    """One parser.

    Attributes:
        read: reads bytes; raises `Broken` where a promise does not hold.
        seeds: bytes that it understands.
        declared: the errors, besides those for people, that its docstring names.
    """

    read: Callable[[bytes], object]
    seeds: tuple[bytes, ...] = (b"",)
    declared: tuple[type[Exception], ...] = ()

    def answers(self, data: bytes) -> None:
        """Read; any other error than a declared one comes out."""
        try:
            self.read(data)
        except (CasefileError, *self.declared):
            return


def alike(read: object, written: object) -> None:
    """What was read and what is written of it are to be the same."""
    if read != written:
        raise Broken(f"{read!r} was read, and {written!r} written")


def _text(data: bytes) -> str:
    """Any text, half surrogate pairs included: JSON and the command line can bring them in."""
    return data.decode("utf-8", "surrogateescape")


def _texts(read: Callable[[str], object]) -> Callable[[bytes], object]:
    return lambda data: read(_text(data))


def _age(data: bytes) -> None:
    if sum(len(chunk) for chunk in Decryptor(io.BytesIO(data), IDENTITIES)) > len(data):
        raise Broken("more came out than went in")


def _age_out_of_order(data: bytes) -> None:
    with SeekableReader(io.BytesIO(data), IDENTITIES) as reader:
        reader.seek(reader.size // 2)
        reader.read(100)


def _header(data: bytes) -> None:
    header.check_whole(data)
    copy = header.decode(data)
    copy.header.parameters.check()
    alike(copy.data, data)


def _header_of_a_forger(data: bytes) -> None:
    """With magic, length and sum as they must be, which are no secret: so that what lies behind them is tried."""
    body = (header.MAGIC + data).ljust(header.SIZE - 32, b"\0")[: header.SIZE - 32]
    _header(body + hashlib.sha256(body).digest())


def _in_a_file(name: str, read: Callable[[Path], object]) -> Callable[[bytes], None]:
    def whole(data: bytes) -> None:
        with TemporaryDirectory() as folder:
            (Path(folder) / name).write_bytes(data)
            read(Path(folder))

    return whole


def _recovery(data: bytes) -> None:
    sealed = seeds.encrypted(data, seeds.ASEL)
    _in_a_file(recovery.NAME, lambda folder: recovery.read(folder, seeds.ASEL))(sealed)


def _label(data: bytes) -> None:
    sealed = seeds.encrypted(data, seeds.ASEL)
    _in_a_file("x.label.age", lambda folder: label.read(folder / "x.age", [seeds.ASEL]))(sealed)


def _base64(data: bytes) -> None:
    alike(data, canonical.encode(canonical.decode(data)))


def _note(data: bytes) -> None:
    alike(data, Note.parse(data).serialise())


def _checkpoint(text: str) -> None:
    alike(text, Checkpoint.parse(text).text())


def _verify_key(text: str) -> None:
    name, key = VerifyKey.parse(text)
    alike(text, key.encode(name))


def _fingerprint(text: str) -> None:
    said = tuple(text.split())
    alike(said, in_words(from_words(said)))


def _cosignature_key(text: str) -> None:
    name, key = CosignatureKey.parse(text)
    alike(text, key.encode(name))


def _recipient(text: str) -> None:
    alike(text.strip(), parse_recipient(text).encode())  # type: ignore[attr-defined]  # both kinds that it gives can


def _manifest(data: bytes) -> None:
    alike(data, bag.manifest((name, digest) for name, digest in bag.parse_manifest(data).items()))


def _archive(data: bytes) -> None:
    members, given = Members(io.BytesIO(data), len(data)), 0
    while members.next() is not None:
        given += sum(map(len, members.content()))
    if given > len(data):
        raise Broken("more came out than went in")


def _json(data: bytes) -> Any:
    found = jsonfiles.load("data/case.json", data)
    alike(found, jsonfiles.load("data/case.json", jsonfiles.dump(found)))
    return found


def _entry(data: bytes) -> None:
    entry = entry_from_json(_json(data))
    again = entry_from_json(json.loads(json.dumps(entry_to_json(entry))))
    alike(entry.id, again.id)


def _sync(data: bytes) -> None:
    part = delta.load("data/journal.json", data, 1)
    with suppress(UnicodeEncodeError):  # half a surrogate pair in a value, which the proof refuses
        alike(part, delta.load("data/journal.json", delta.dump(part, 1), 1))
    for section in part.sections:
        delta.vouched(section, exchange.checkpoint(exchange.OWN_LOG), exchange.OTHERS_KEY.public.encode("x"))


def _receipt(data: bytes) -> None:
    found = receipt.load(data)
    alike(found, receipt.load(receipt.dump(found)))
    receipt.verified(found, found.keys[0])


def _record(data: bytes) -> None:
    found = _json(data)
    for kind in KINDS:
        record = codec.record_from_json(kind, found)
        alike(record, codec.record_from_json(kind, codec.record_to_json(record)))


def _edtf(text: str) -> None:
    dates.bounds(text)
    dates.sort_key(text)
    for language in LANGUAGES:
        dates.show(When(text), language)


def _typed_date(text: str) -> None:
    for language in LANGUAGES:
        found = dates.read(text, language, _TODAY)
        if found is not None:
            _edtf(found.edtf)
            dates.show(found, language)


def _passphrase(text: str) -> None:
    alike(passphrase_bytes(text), passphrase_bytes(passphrase_bytes(text).decode()))
    passphrases.strength(text)


_BAD_WORD = (ValueError,)
_BAD_DATA = (ValueError, TypeError, KeyError)

PARSERS: dict[str, Parser] = {
    "age file": Parser(_age, seeds.AGE_FILES),
    "age file out of order": Parser(_age_out_of_order, seeds.AGE_FILES),
    "armor": Parser(lambda data: io.BufferedReader(ArmorReader(io.BytesIO(data))).read(), (seeds.ARMORED,)),
    "age recipient": Parser(_texts(_recipient), seeds.RECIPIENTS),
    "age identity": Parser(_texts(parse_identity), seeds.SECRETS),
    "age identity file": Parser(_texts(parse_identity_file), (b"# a comment\n" + b"\n".join(seeds.SECRETS),)),
    "bech32": Parser(_texts(lambda text: bech32.decode("age", text)), seeds.RECIPIENTS[1:], _BAD_WORD),
    "base64": Parser(_base64, (b"QUFB", b"QQ"), (canonical.NotCanonical,)),
    "vault header": Parser(_header, (seeds.HEADER,), (header.NotAHeader, header.TornHeader)),
    "forged vault header": Parser(_header_of_a_forger, (seeds.HEADER[16:],)),
    "head": Parser(_in_a_file("head", lambda folder: HeadFile(folder, bytes(32), bytes(16)).read()), (seeds.HEAD,)),
    "recovery text": Parser(_recovery, (seeds.RECOVERY_TEXT,)),
    "inbox label": Parser(_label, (b'{"name": "a.jpg", "length": 5}',)),
    "backup manifest": Parser(
        _in_a_file(manifest.NAME, lambda folder: manifest.read(folder / manifest.NAME)), (seeds.BACKUP_MANIFEST,)
    ),
    "recovery key": Parser(_texts(recovering.key_in), seeds.SECRETS[:1]),
    "shares": Parser(_texts(lambda text: shares.join(text.splitlines())), (seeds.SHARES,)),
    "signed note": Parser(_note, (seeds.NOTE,)),
    "checkpoint": Parser(_texts(_checkpoint), (seeds.CHECKPOINT,)),
    "verifier key": Parser(_texts(_verify_key), (seeds.VERIFIER_KEY,), _BAD_WORD),
    "cosigner key": Parser(_texts(_cosignature_key), (seeds.COSIGNER_KEY,), _BAD_WORD),
    "contact card": Parser(_texts(contacts.read_card), (seeds.CARD, seeds.SIGNED_CARD)),
    "signed card": Parser(card.read, (seeds.SIGNED_CARD,)),
    "fingerprint in words": Parser(_texts(_fingerprint), (b"abacus " * 9 + b"zoom",), _BAD_WORD),
    "bundle statement": Parser(statement.check, (seeds.STATEMENT,)),
    "bundle manifest": Parser(_manifest, (seeds.BUNDLE_MANIFEST,)),
    "entries": Parser(_sync, (seeds.SYNC,)),
    "receipt": Parser(_receipt, (seeds.RECEIPT,)),
    "bag info": Parser(bag.parse_bag_info, (seeds.BAG_INFO,)),
    "archive": Parser(_archive, (seeds.ARCHIVE,)),
    "JSON": Parser(_json, (seeds.ENTRY, seeds.RECORD)),
    "journal entry": Parser(_entry, (seeds.ENTRY,), _BAD_DATA),
    "record": Parser(_record, (seeds.RECORD,), _BAD_DATA),
    "EDTF": Parser(_texts(_edtf), seeds.EDTF, _BAD_WORD),
    "typed date": Parser(_texts(_typed_date), seeds.TYPED_DATES),
    "passphrase": Parser(_texts(_passphrase), ("жеті сөз seven words".encode(), b"correct horse battery staple")),
}
