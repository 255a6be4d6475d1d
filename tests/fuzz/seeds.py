"""Bytes that each parser understands, to begin with."""

from __future__ import annotations

import io
import json

from casefile.crypto import shares
from casefile.crypto.age import ArmorWriter, Encryptor, HybridIdentity, ScryptRecipient, X25519Identity
from casefile.crypto.age.wrapping import Recipient
from casefile.crypto.checkpoint import Checkpoint
from casefile.crypto.cosigning import CosigningKey
from casefile.crypto.kdf import FLOOR
from casefile.crypto.signing import SigningKey, sign_note
from casefile.domain import codec
from casefile.domain.kinds import Case
from casefile.domain.values import Text, When
from casefile.handover import bag, card, delta, receipt, statement, ustar
from casefile.handover.delta import About, Part, Scope, SyncFile
from casefile.handover.plaintext import tail
from casefile.handover.receipt import Receipt
from casefile.journal.entry import Entry, Operation, entry_to_json
from casefile.journal.intervals import Intervals
from casefile.vault import header, recovery
from casefile.vault.founding import new_header
from casefile.vault.keys import Keys
from casefile.vault.slots import Entry as Slot
from tests.entries import new_changes
from tests.handover import exchange

ASEL, DANA = HybridIdentity.from_seed(bytes(32)), X25519Identity(bytes(32))
_KEYS, _SIGNER = Keys.of(bytes(range(32))), SigningKey.from_seed(bytes(32))
_LOG = Checkpoint("casefile/log", 3, bytes(32))
_CASE = Case(
    id="c" * 32, reference="X-1", title=Text.of("An invented case", "en"), opened=When("2031-05-01"), tags=("a",)
)
_CHANGES = (*new_changes({"title": "Ойдан шығарылған іс"}, {"title": ["e" * 64]}), *new_changes({"status": None}, {}))
_ENTRY = Entry(
    "d" * 32, "a" * 32, 4, 9, "2031-05-02T14:06:00+05:00", "case", "c" * 32, Operation.CHANGE, changes=_CHANGES
)


def encrypted(data: bytes, identity: HybridIdentity | X25519Identity) -> bytes:
    """`data` as an age file."""
    return _age(data, identity.recipient)


def _age(data: bytes, recipient: Recipient) -> bytes:
    sink = io.BytesIO()
    encryptor = Encryptor(sink, [recipient])
    encryptor.write(data)
    encryptor.finish()
    return sink.getvalue()


def _armored(data: bytes) -> bytes:
    sink = io.BytesIO()
    armor = ArmorWriter(sink)
    armor.write(data)
    armor.finish()
    return sink.getvalue()


AGE_FILES = (
    encrypted(b"an invented statement", ASEL),
    encrypted(b"an invented statement", DANA),
    _age(b"an invented statement", ScryptRecipient("seven words", work_factor=2)),
)
ARMORED = _armored(AGE_FILES[1])
RECIPIENTS = (ASEL.recipient.encode().encode(), DANA.recipient.encode().encode())
SECRETS = (ASEL.encode().encode(), DANA.encode().encode())
HEADER = header.encode(
    new_header(_KEYS, Slot(bytes(16), "Invented Author", "laptop"), bytes(32), bytes(32), FLOOR, bytes(16)),
    _KEYS.header_mac,
)
HEAD = bytes(1024)
RECOVERY_TEXT = recovery._content(_KEYS, bytes(16), (), ())
BACKUP_MANIFEST = f"{'0' * 64}  evidence/00/{'2' * 32}\n{'1' * 64}  head\n{'3' * 64}  records.db\n".encode()
SHARES = "\n".join(shares.split(bytes(32), 2, 3)).encode()
NOTE = sign_note(_LOG.text(), "casefile/log", _SIGNER)
STATEMENT = statement.sign(
    statement.Statement(
        "0" * 64,
        "1" * 32,
        statement.DISCLOSURE,
        statement.Sender("Invented Sender", ASEL.recipient.encode(), _SIGNER.public.encode("casefile/log")),
        ASEL.recipient.encode(),
        3,
        _LOG,
    ),
    "casefile/log",
    _SIGNER,
)
CHECKPOINT = _LOG.text().encode()
VERIFIER_KEY = _SIGNER.public.encode("casefile/log").encode()
COSIGNER_KEY = CosigningKey.from_seed(bytes(32)).public.encode("casefile/log").encode()
CARD = b"Invented Colleague\n" + RECIPIENTS[0] + b"\n" + VERIFIER_KEY + b"\n"
_DEVICE = "1" * 32
_CARD = card.SignedCard(
    "Invented Colleague", ASEL.recipient.encode(), _SIGNER.public.encode(f"device-{_DEVICE}"), _DEVICE, "2031-05-02"
)
SIGNED_CARD = card.sign(_CARD, [(f"device-{_DEVICE}", _SIGNER)])
BUNDLE_MANIFEST = bag.manifest([("data/case.json", "0" * 64), ("data/journal.json", "1" * 64)])
_FILES = (SyncFile("data/evidence/0001.jpg", 5, "e" * 64),)
_ABOUT = About(Scope("cases", ("c" * 32,)), {_DEVICE: Intervals(((0, 4), (9, 12)))}, None, {"a" * 32: "Asel"}, _FILES)
SYNC = delta.dump(
    Part(
        (
            exchange.section(exchange.OWN_LOG, [0, 2, 9]),
            exchange.relayed(exchange.logged(exchange.OTHER, 3), [1], exchange.OTHERS_NAME, exchange.OTHERS_KEY),
        ),
        _ABOUT,
    ),
    1,
)
RECEIPT = receipt.dump(
    Receipt(
        "1" * 32,
        "0" * 64,
        *receipt.cosigned(_LOG, exchange.OTHERS_NAME, exchange.OTHERS_KEY, exchange.OTHERS_COSIGNING, exchange.MOMENT),
        {_DEVICE: Intervals(((0, 4), (9, 12)))},
        files=("e" * 64,),
        time="2031-05-03T14:30:00+05:00",
    )
)
BAG_INFO = bag.bag_info(bag.BagInfo("2031-05-02", "1" * 32, 5, 1))
ARCHIVE = ustar.header(ustar.Member("casefile-x/a.txt", 5)) + b"hello".ljust(512, b"\0")
ARCHIVE += bytes(tail(len(ARCHIVE)))
ENTRY = json.dumps(entry_to_json(_ENTRY)).encode()
RECORD = json.dumps(codec.record_to_json(_CASE)).encode()
EDTF = (b"2031-05-01", b"2031-05~/2032", b"[2031-05-01,2031-06-02]", b"203X", b"2031-21", b"../2031", b"2031-05?")
TYPED_DATES = tuple(
    words.encode() for words in ("in late January 2031", "15–17 мая 2031", "2031 жылғы шілде", "about 2031")
)
