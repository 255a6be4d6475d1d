"""The journals in which the steps stand, who signed how far they reach, and who else saw them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from casefile.crypto.cosigning import CosignatureKey
from casefile.crypto.signing import VerifyKey
from casefile.exports import moments
from casefile.exports.annex import grouped
from casefile.exports.custody.account import Account, Seen, SignedLog
from casefile.exports.document import Block, Fact, Facts, Heading, Line, Paragraph, Table, line
from casefile.i18n import Catalogue
from casefile.journal.entry import ORIGIN

Letters = Mapping[str, str]
"""Device → the letter by which the paper calls its journal."""

_WITNESS_WIDTHS = (0.36, 0.26, 0.38)
_FIRST = ord("A")


def letters(account: Account) -> dict[str, str]:
    """A letter for each device, those that come first in the steps first; beyond Z a number."""
    devices = dict.fromkeys(step.entry.device for step in account.steps)
    return {device: chr(_FIRST + number) if number < 26 else str(number + 1) for number, device in enumerate(devices)}


def unnamed(device: str, is_own: bool, words: Catalogue) -> str:
    """Who is not named: a device of the vault that made the report, or a colleague's."""
    return words.text("custody.unnamed" if is_own else "custody.colleague", device=device[:8])


def signed(account: Account, words: Catalogue, known: Letters) -> Iterator[Block]:
    """Each journal with its signed checkpoint, or the plain word that there is none."""
    logs = {log.device: log for log in account.logs}
    yield Heading(words.text("custody.section.journals"))
    yield Paragraph((line(words.text("custody.journals.line"), "quiet"),))
    for device, letter in known.items():
        yield Heading(words.text("custody.journal", letter=letter), 3)
        yield Facts(tuple(_facts(device, logs.get(device), account, words)))


def _facts(device: str, log: SignedLog | None, account: Account, words: Catalogue) -> Iterator[Fact]:
    yield Fact(words.text("custody.journal.origin"), (line(ORIGIN + device, "mono"),))
    if log is None:
        yield Fact(words.text("custody.journal.holder"), (line(words.text("custody.journal.colleague")),))
        yield Fact(words.text("custody.journal.signed"), (line(words.text("custody.journal.unsigned")),))
        return
    yield Fact(words.text("custody.journal.holder"), tuple(_holder(log, account, words)))
    yield Fact(words.text("custody.journal.size"), (line(words.text("custody.journal.entries", n=log.size)),))
    yield Fact(words.text("custody.journal.root"), (line(grouped(log.root.hex()), "mono"),))
    by = line(words.text("custody.journal.by_itself"))
    if log.time:
        when = words.text("custody.journal.when", time=moments.said(log.time, words.language))
        yield Fact(words.text("custody.journal.signed"), (by, line(when, "quiet")))
    else:
        yield Fact(words.text("custody.journal.signed"), (by,))
    yield from keys(log.keys, words)


def _holder(log: SignedLog, account: Account, words: Catalogue) -> Iterator[Line]:
    yield line(log.who or unnamed(log.device, account.is_own(log.device), words))
    if account.signing_key in log.keys:
        yield line(words.text("custody.journal.card", fingerprint=account.fingerprint), "quiet")


def keys(found: Sequence[str], words: Catalogue) -> Iterator[Fact]:
    """Public keys: of Ed25519 the 32 bytes themselves, of ML-DSA-44 their SHA-256, for they are many."""
    for vkey in found:
        try:
            yield Fact("Ed25519", (line(grouped(VerifyKey.parse(vkey)[1].public.hex()), "mono"),))
        except ValueError:
            digest = sha256(CosignatureKey.parse(vkey)[1].public).hexdigest()
            yield Fact("ML-DSA-44", (line(words.text("custody.key.digest"), "quiet"), line(grouped(digest), "mono")))


def witnesses(account: Account, words: Catalogue, known: Letters) -> Iterator[Block]:
    """Who outside this vault saw these steps in their journals."""
    yield Heading(words.text("custody.section.witnesses"))
    if not account.seen:
        yield Paragraph((line(words.text("custody.witnesses.none")),))
        return
    yield Paragraph((line(words.text("custody.witnesses.line"), "quiet"),))
    head = tuple(words.text(f"custody.head.{name}") for name in ("witness", "receipt_time", "saw"))
    yield Table(head, _WITNESS_WIDTHS, tuple(_row(each, words, known) for each in account.seen))
    for each in account.seen:
        name = each.witness.name or words.text("custody.journal.colleague")
        yield Heading(words.text("custody.witness.keys", name=name), 3)
        yield Facts(tuple(keys(each.witness.keys, words)))


def _row(seen: Seen, words: Catalogue, known: Letters) -> tuple[tuple[Line, ...], ...]:
    witness = seen.witness
    who = [line(witness.name or words.text("custody.journal.colleague"), "strong")]
    if witness.fingerprint:
        who.append(line(words.text("custody.journal.card", fingerprint=witness.fingerprint), "quiet"))
    letter = known.get(witness.checkpoint_origin.removeprefix(ORIGIN), "")
    steps = ", ".join(map(str, seen.proofs))
    return (
        tuple(who),
        (line(moments.said(witness.time, words.language)),),
        (
            line(words.text("custody.witness.saw", journal=letter, n=witness.size)),
            line(words.text("custody.witness.steps", steps=steps), "strong"),
            line(words.text("custody.journal.root"), "quiet"),
            line(grouped(witness.root.hex()[:32]), "mono"),
            line(grouped(witness.root.hex()[32:]), "mono"),
        ),
    )
