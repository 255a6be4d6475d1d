"""What goes to colleagues to be merged, and what comes from them: those parts of ``handover`` and ``receive``."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from casefile.cli.words import print_json, unlocked
from casefile.errors import Refused
from casefile.i18n import Catalogue
from casefile.usecases import contacts, edit, handover, passphrases, receipts, sharing, syncing
from casefile.usecases.arrival import Arrival, Coming
from casefile.usecases.inspection import shown
from casefile.usecases.receipts import Answered
from casefile.usecases.session import Session
from casefile.usecases.sharing import Outlook, Scope, To
from casefile.usecases.syncing import Answers, Taken

_WORDS = Catalogue("en")


def add_sharing(parser: argparse.ArgumentParser) -> None:
    """Add to ``handover`` what concerns sharing for merging."""
    parser.add_argument(
        "--sync", action="store_true", help="send whole records, to be merged by a colleague's Casefile"
    )
    parser.add_argument(
        "--contact", metavar="NAME", help="with --sync and --passphrase-to-file: the contact whose Casefile takes it in"
    )
    parser.add_argument("--search", metavar="Q", help="with --sync: the cases in which this is found")
    parser.add_argument("--all", action="store_true", help="with --sync: everything but contacts")
    parser.add_argument("--full", action="store_true", help="with --sync: also what they confirmed before")
    parser.add_argument("--preview", action="store_true", help="with --sync: say what would go, and write nothing")


def add_taking(parser: argparse.ArgumentParser) -> None:
    """Add to ``receive`` what concerns merging."""
    parser.add_argument(
        "--decline", metavar="RECORD", nargs="+", default=[], help="take nothing of these records (ids)"
    )
    parser.add_argument("--anew", metavar="RECORD", nargs="+", default=[], help="take these after all (ids)")
    parser.add_argument(
        "--bring-back", action="store_true", help="take also what was removed from this vault and would come back"
    )
    parser.add_argument("--accept-purge", metavar="REQUEST", nargs="+", default=[], help="remove what they ask to")
    parser.add_argument(
        "--decline-purge", metavar="REQUEST", nargs="+", default=[], help="keep what they ask to remove"
    )
    parser.add_argument(
        "--accept-fork", action="store_true", help="keep both ways that a log went, be it of this vault"
    )
    parser.add_argument("--receipt", metavar="FILE.age", type=Path, help="write the receipt for the sender")


def share(arguments: argparse.Namespace) -> int:
    """``handover --sync``."""
    scope = _scope(arguments)
    with unlocked(arguments) as session:
        locked = arguments.passphrase_to_file
        names = (arguments.to or []) if locked is None else [arguments.contact] if arguments.contact else []
        if len(names) != 1:
            raise Refused("sync.one_contact")
        if arguments.preview:
            whom = sharing.to(session, names[0])
            return _say_outlook(sharing.preview(session, scope, whom, full=arguments.full), arguments)
        if arguments.output is None:
            raise Refused("sync.where_to")
        if locked is None:
            return _share(arguments, session, scope, sharing.to(session, names[0]))
        chosen, contact = passphrases.suggest(), contacts.find(session, names[0])
        with handover.secret_file(locked, chosen):
            return _share(arguments, session, scope, sharing.to_passphrase(contact, chosen))


def _share(arguments: argparse.Namespace, session: Session, scope: Scope, whom: To) -> int:
    made = sharing.make(session, scope, whom, arguments.output, full=arguments.full, part_size=arguments.part_size)
    if arguments.json:
        files = [str(each) for each in made.bundle.files]
        print_json(
            {"files": files, "id": made.bundle.bundle_id, "manifest": made.bundle.manifest, **_plain(made.outlook)}
        )
    else:
        for each in made.bundle.files:
            print(each)
    return 0


def preview_sync(arguments: argparse.Namespace, session: Session, passphrase: str | None) -> int:
    """``receive --preview`` of entries to merge."""
    found = syncing.preview(session, arguments.file, passphrase)
    if arguments.json:
        print_json(_arrival(session, found))
    else:
        _say_arrival(session, found)
    return 0


def take_sync(arguments: argparse.Namespace, session: Session, passphrase: str | None) -> int:
    """``receive`` of entries to merge."""
    seen = syncing.preview(session, arguments.file, passphrase) if arguments.bring_back else None
    answers = Answers(
        frozenset(arguments.decline),
        frozenset(arguments.anew).union(seen.removed if seen else ()),
        frozenset(arguments.accept_purge),
        frozenset(arguments.decline_purge),
        arguments.accept_fork,
    )
    taken = syncing.receive(
        session, arguments.file, answers, passphrase=passphrase, trusted=arguments.trusted, looked_at=seen
    )
    written = None
    if arguments.receipt is not None:
        written = receipts.write(session, taken.receipt, taken.contact, arguments.receipt).path
    if arguments.json:
        print_json({**_arrival(session, taken.arrival), "again": taken.again, "receipt": written and str(written)})
    else:
        _say_taken(taken)
        if written:
            print(written)
    return 0


def take_receipt(arguments: argparse.Namespace, session: Session, passphrase: str | None) -> int:
    """``receive`` of a receipt."""
    if arguments.preview:
        found = receipts.read(session, arguments.file, passphrase)
        print_json({"bundle": found.bundle_id, "time": found.time, "files": list(found.files)})
        return 0
    answered = receipts.take_in(session, arguments.file, passphrase)
    if arguments.json:
        print_json({**asdict(answered.witness), "older_copy": answered.older_copy})
    else:
        _say_answered(answered)
    return 0


def _scope(arguments: argparse.Namespace) -> Scope:
    wanted = [bool(arguments.cases), arguments.search is not None, arguments.all]
    if sum(wanted) != 1:
        raise Refused("sync.one_scope")
    if arguments.cases:
        return Scope.of_cases(*arguments.cases)
    return Scope() if arguments.all else Scope.of_search(arguments.search)


def _say_outlook(found: Outlook, arguments: argparse.Namespace) -> int:
    if arguments.json:
        print_json(_plain(found))
        return 0
    for kind, number in found.records.items():
        print(f"{number:>8}  {_WORDS.text(f'kinds.{kind}')}")
    print(
        _WORDS.text("sync.outlook", files=found.files, bytes=found.bytes, left=found.left_out, withheld=found.withheld)
    )
    return 0


def _plain(found: Outlook) -> dict[str, Any]:
    return {
        "cases": list(found.cases),
        "records": dict(found.records),
        "entries": dict(found.entries),
        "files_going": found.files,
        "bytes": found.bytes,
        "missing": list(found.missing),
        "left_out": found.left_out,
        "withheld": found.withheld,
    }


def _arrival(session: Session, found: Arrival) -> dict[str, Any]:
    sender = found.checked.sender
    return {
        "id": found.checked.bundle_id,
        "kind": found.checked.kind,
        "signature": found.checked.signature.value,
        "sender": {**asdict(sender), "fingerprint": sender.fingerprint} if sender else None,
        "contact": found.contact.id if found.contact else None,
        "received": found.received,
        "entries": found.entries,
        "fresh": found.fresh,
        "records": [asdict(each) for each in found.records],
        "conflicts": [asdict(each) for each in found.conflicts],
        "alike": [_alike(each.record, each.suggestions) for each in found.alike],
        "withheld": found.withheld,
        "declined": list(found.declined),
        "removed": list(found.removed),
        "brings_back": found.brings_back,
        "stranded": list(found.stranded),
        "purge_requests": [
            {**asdict(each), "author_name": _author(session, found, each.author)} for each in found.purges
        ],
        "sensitivities": [asdict(each) for each in found.regraded],
        "redefined": [asdict(each) for each in found.redefined],
        "origins": [asdict(each) for each in found.origins],
        "lacking": sum(map(len, found.lacking.values())),
        "log": found.standing.value,
        "forks": [list(each) for each in found.forks],
        "older_copy": found.older_copy,
        "files": [asdict(each) for each in found.files],
        "missing": list(found.missing),
    }


def _alike(record: str, suggestions: tuple[Any, ...]) -> dict[str, Any]:
    return {
        "record": record,
        "like": [{"id": each.candidate.id, "name": each.name, "score": each.score} for each in suggestions],
    }


def _author(session: Session, found: Arrival, author: str) -> str:
    return shown({**found.authors, **edit.authors(session)}.get(author, author))


def _say_arrival(session: Session, found: Arrival) -> None:
    sender = found.checked.sender
    who = {"name": shown(sender.name), "fingerprint": sender.fingerprint} if sender else {}
    print(_WORDS.text(f"inspect.signature.{found.checked.signature}", **who))
    if found.received:
        print(_WORDS.text("sync.received_before"))
    removed = frozenset(found.removed)
    _say_coming(each for each in found.records if each.id not in removed)
    if removed:
        print(_WORDS.text("sync.removed_whole" if found.brings_back else "sync.removed_back", number=len(removed)))
        _say_coming(each for each in found.records if each.id in removed)
    for clash in found.conflicts:
        print(_WORDS.text("sync.will_conflict", record=clash.record, label=shown(clash.label), path=shown(clash.path)))
    for asked in found.purges:
        name = _author(session, found, asked.author)
        print(
            _WORDS.text(
                "sync.asks_purge",
                id=asked.id,
                name=name,
                label=shown(asked.label),
                paths=", ".join(map(shown, asked.paths)),
            )
        )
    for key, number in _notes(found).items():
        if number:
            print(_WORDS.text(f"sync.note.{key}", number=number))


def _say_coming(records: Iterable[Coming]) -> None:
    for each in records:
        mark = "+" if each.new else "-" if each.deleted else "~"
        print(f"{mark} {each.id}  {each.kind}  {shown(each.label)}")


def _notes(found: Arrival) -> Mapping[str, int]:
    return {
        "withheld": found.withheld,
        "declined": len(found.declined),
        "stranded": len(found.stranded),
        "lacking": sum(map(len, found.lacking.values())),
        "missing": len(found.missing),
        "alike": len(found.alike),
        "regraded": len(found.regraded),
        "redefined": len(found.redefined),
        "forked": int(found.is_forked),
        "older_copy": int(found.older_copy),
    }


def _say_taken(taken: Taken) -> None:
    if taken.again:
        print(_WORDS.text("sync.received_before"))
        return
    print(
        _WORDS.text(
            "sync.taken", n=len(taken.changes.records), entries=taken.arrival.fresh, files=len(taken.receipt.files)
        )
    )


def _say_answered(answered: Answered) -> None:
    print(_WORDS.text("sync.confirmed", name=shown(answered.contact.name or ""), size=answered.witness.size))
    if answered.older_copy:
        print(_WORDS.text("sync.older_copy"))
