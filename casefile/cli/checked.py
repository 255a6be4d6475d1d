"""A bundle that was checked, for scripts and for people. Everything from outside is shown with its control characters spelt out."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from casefile.domain.casefile import CaseFile
from casefile.i18n import Catalogue
from casefile.usecases.inspection import (
    CardContent,
    Checked,
    DisclosureContent,
    ReceiptContent,
    SyncContent,
    shown,
)

_WORDS = Catalogue("en")


def plain(found: Checked) -> dict[str, Any]:
    """As JSON."""
    sender = found.sender
    return {
        "id": found.bundle_id,
        "manifest": found.manifest,
        "kind": found.kind,
        "signature": found.signature.value,
        "sender": {**asdict(sender), "fingerprint": sender.fingerprint} if sender else None,
        "addressed": found.addressed.value,
        "recipient": found.recipient,
        "sequence": found.sequence,
        "day": found.day,
        **_plain_content(found),
        "members": [{"name": m.name, "size": m.size, "sha256": found.hashes[m.name]} for m in found.members],
        "checkpoint": {"origin": found.origin, "size": found.entries, "root": found.root} if sender else None,
    }


def _plain_content(found: Checked) -> dict[str, Any]:
    match found.content:
        case DisclosureContent():
            return _plain_disclosure(found.content)
        case SyncContent():
            return _plain_sync(found.content)
        case ReceiptContent():
            return _plain_receipt(found.content)
        case CardContent():
            return {"card": found.content.data.decode("utf-8"), "says": asdict(found.content.card)}


def _plain_disclosure(content: DisclosureContent) -> dict[str, Any]:
    return {
        "audience": content.disclosure.audience,
        "language": content.disclosure.language,
        "cases": [_plain_case(each) for each in content.disclosure.cases],
        "proven": content.proven.signed,
        "proven_by_word": content.proven.relayed,
        "not_proven": content.proven.others,
    }


def _plain_case(whole: CaseFile) -> dict[str, Any]:
    title = whole.case.title
    return {
        "id": whole.case.id,
        "reference": whole.case.reference,
        "title": {each.language: each.text for each in title.versions} if title else None,
        "records": {kind: len(records) for kind, records in whole.by_kind().items()},
    }


def _plain_sync(content: SyncContent) -> dict[str, Any]:
    about, counts = content.about, content.counts
    return {
        "scope": {"sort": about.scope.sort, "cases": list(about.scope.cases)},
        "entries": dict(counts.entries),
        "records": dict(counts.records),
        "withheld": counts.withheld,
        "first": counts.first,
        "last": counts.last,
        "origins": [asdict(each) for each in counts.origins],
        "authors": dict(about.authors),
        "files": [asdict(each) for each in about.files],
        "assumes": {device: held.to_json() for device, held in about.assumes.items()},
    }


def _plain_receipt(content: ReceiptContent) -> dict[str, Any]:
    receipt, seen = content.receipt, content.seen
    levels = {
        "taken": receipt.taken,
        "partial": receipt.partial,
        "declined": receipt.declined,
        "lacking": receipt.lacking,
    }
    return {
        "answers": {"id": receipt.bundle_id, "manifest": receipt.manifest},
        "confirms": {
            "origin": seen.checkpoint.origin,
            "size": seen.checkpoint.size,
            "root": seen.checkpoint.root.hex(),
            "by": seen.by,
            "time": seen.time.isoformat(),
        },
        **{name: {device: runs.to_json() for device, runs in held.items()} for name, held in levels.items()},
        "files": list(receipt.files),
        "time": receipt.time,
    }


def say(found: Checked) -> None:
    """Print it: two answers first, who signed and for whom; then what is in it."""
    sender = found.sender
    who = {"name": shown(sender.name), "fingerprint": sender.fingerprint} if sender else {}
    print(_WORDS.text(f"inspect.signature.{found.signature}", **who))
    print(_WORDS.text(f"inspect.addressed.{found.addressed}", recipient=found.recipient or ""))
    made = {"day": found.day, "number": found.sequence or "-", "id": found.bundle_id}
    match found.content:
        case DisclosureContent():
            _say_disclosure(found, found.content, made)
        case SyncContent():
            _say_sync(found, found.content, made)
        case ReceiptContent():
            _say_receipt(found, found.content, made)
        case CardContent():
            print(_WORDS.text("inspect.made.card", **made))
            for each in found.content.card.previous_keys:
                print(_WORDS.text("inspect.card.previous_key", signer=each))
            _say_members(found)
    print(_WORDS.text("inspect.verified"))


def _say_members(found: Checked) -> None:
    for member in found.members:
        print(f"{found.hashes[member.name]}  {member.size:>12}  {member.name}")


def _say_disclosure(found: Checked, content: DisclosureContent, made: dict[str, Any]) -> None:
    print(_WORDS.text("inspect.made", audience=shown(content.disclosure.audience), **made))
    for each in content.disclosure.cases:
        print(f"{shown(each.case.reference or each.case.id)}  {shown(str(each.case.title or ''))}")
    _say_members(found)
    proven = content.proven
    print(_WORDS.text("inspect.proofs", fields=proven.signed, all=proven.all, entries=found.entries or "-"))
    if proven.relayed:
        print(_WORDS.text("inspect.proofs.relayed", n=proven.relayed))
    if proven.others:
        print(_WORDS.text("inspect.proofs.others", n=proven.others))


def _say_sync(found: Checked, content: SyncContent, made: dict[str, Any]) -> None:
    counts = content.counts
    print(_WORDS.text("inspect.made.sync", **made))
    print(_WORDS.text(f"inspect.scope.{content.about.scope.sort}", n=len(content.about.scope.cases)))
    for kind, number in counts.records.items():
        print(f"{number:>9}  {shown(kind)}  ({_WORDS.text('inspect.entries', n=counts.entries[kind])})")
    if counts.first and counts.last:
        print(_WORDS.text("inspect.span", first=shown(counts.first), last=shown(counts.last)))
    if counts.withheld:
        print(_WORDS.text("inspect.withheld", n=counts.withheld))
    _say_members(found)
    for origin in counts.origins:
        by = "own" if origin.device == found.device else "origin" if origin.by_origin else "sender"
        print(_WORDS.text(f"inspect.log.{by}", device=origin.device, n=origin.entries))


def _say_receipt(found: Checked, content: ReceiptContent, made: dict[str, Any]) -> None:
    receipt, seen = content.receipt, content.seen
    print(_WORDS.text("inspect.made.receipt", answers=receipt.bundle_id, **made))
    print(_WORDS.text("inspect.seen", origin=shown(seen.checkpoint.origin), size=seen.checkpoint.size, time=seen.time))
    for name in ("taken", "partial", "declined", "lacking"):
        entries = sum(map(len, getattr(receipt, name).values()))
        if entries:
            print(_WORDS.text(f"inspect.{name}", n=entries))
    if receipt.files:
        print(_WORDS.text("inspect.files", n=len(receipt.files)))
    _say_members(found)
