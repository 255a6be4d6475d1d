"""Commands that hand cases over, check what was handed over, and receive it."""

from __future__ import annotations

import argparse
from pathlib import Path

from casefile.cli import cards, checked, exchange
from casefile.cli.words import Commands, command, passphrase, print_json, size, unlocked, with_vault
from casefile.errors import Refused
from casefile.i18n import Catalogue
from casefile.usecases import bundles, contacts, handover, inspection, passphrases, receive
from casefile.usecases.handover import To
from casefile.usecases.inspection import Identity, shown
from casefile.usecases.receive import Incoming, Received
from casefile.usecases.session import Session

_WORDS = Catalogue("en")


def add_to(commands: Commands) -> None:
    """Add these commands."""
    _add_handover(with_vault(command(commands, "handover", _handover, "hand cases over in one encrypted, signed file")))
    _add_inspect(command(commands, "inspect", _inspect, "check and read a bundle; needs no vault"))
    parser = with_vault(command(commands, "receive", _receive, "check a bundle for this vault, and keep or merge it"))
    parser.add_argument("file", metavar="FILE.age", type=Path)
    parser.add_argument("--preview", action="store_true", help="check and show it, and change nothing")
    parser.add_argument(
        "--from",
        dest="trusted",
        metavar="FINGERPRINT",
        help="accept a sender who is no contact yet: the fingerprint as they told it to you over another way",
    )
    parser.add_argument(
        "--bundle-passphrase-file", metavar="FILE", type=Path, help="for a bundle made for a passphrase"
    )
    exchange.add_taking(parser)
    parser.add_argument("--json", action="store_true")


def _add_handover(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--case", dest="cases", metavar="REF", nargs="+", action="extend")
    exchange.add_sharing(parser)
    cards.add_to_handover(parser)
    whom = parser.add_mutually_exclusive_group(required=True)
    whom.add_argument(
        "--to",
        metavar="RECIPIENT",
        nargs="+",
        action="extend",
        help="age1pq1…, a contact's name, or a file with a card or recipient; several make a file each",
    )
    whom.add_argument(
        "--passphrase-to-file",
        metavar="FILE",
        type=Path,
        help="make a strong passphrase, write it to FILE, encrypt to it",
    )
    parser.add_argument("--audience", choices=handover.AUDIENCES, default="lawyer")
    parser.add_argument("--lang", choices=["en", "ru", "kk"], default="en", help="language of the summary")
    parser.add_argument(
        "--part-size",
        metavar="SIZE",
        type=size,
        help="cut each file into parts FILE.age.001, .002 …, of so many bytes at most (700M, 4G); without it, a file is cut only "
        "where the disk holds none as large",
    )
    parser.add_argument("--json", action="store_true")
    parser.add_argument("-o", dest="output", metavar="FILE.age", type=Path)


def _add_inspect(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.age", type=Path)
    key = parser.add_mutually_exclusive_group(required=True)
    key.add_argument("--identity", metavar="FILE", type=Path, help="a file with the key for which it was made")
    key.add_argument(
        "--passphrase-file", metavar="FILE", type=Path, help="a file with the passphrase on its first line"
    )
    parser.add_argument(
        "--signer",
        metavar="FILE",
        type=Path,
        nargs="+",
        default=[],
        help="cards of senders you know: their key is then known",
    )
    parser.add_argument("--extract", metavar="DIR", type=Path, help="write the files out, once everything is verified")
    parser.add_argument("--json", action="store_true")


def _handover(arguments: argparse.Namespace) -> int:
    if arguments.sync:
        return exchange.share(arguments)
    if arguments.card and arguments.cases:
        raise Refused("handover.card_alone")
    if not (arguments.cases or arguments.card) or arguments.output is None:
        raise Refused("sync.where_to" if arguments.cases or arguments.card else "handover.nothing")
    with unlocked(arguments) as session:
        if arguments.passphrase_to_file is None:
            return _hand_over(arguments, session, [handover.to(session, words) for words in arguments.to])
        chosen = passphrases.suggest()
        with handover.secret_file(arguments.passphrase_to_file, chosen):
            return _hand_over(arguments, session, [handover.to_passphrase(chosen)])


def _hand_over(arguments: argparse.Namespace, session: Session, recipients: list[To]) -> int:
    if arguments.card:
        return cards.send(session, recipients, arguments.output, as_json=arguments.json)
    made = handover.make(
        session,
        arguments.cases,
        recipients,
        arguments.output,
        arguments.audience,
        arguments.lang,
        part_size=arguments.part_size,
    )
    if arguments.json:
        pairs = zip(recipients, made.bundles, strict=True)
        print_json(
            [
                {
                    "path": str(each.path),
                    "files": [str(file) for file in each.files],
                    "id": each.bundle_id,
                    "manifest": each.manifest,
                    "to": to.name,
                }
                for to, each in pairs
            ]
        )
        return 0
    for each in made.bundles:
        for file in each.files:
            print(file)
    print(made.how_to_open)
    for to in recipients:
        if to.weak:
            print(_WORDS.text("handover.not_post_quantum"))
    return 0


def _inspect(arguments: argparse.Namespace) -> int:
    identities = _keys(arguments)
    cards = [contacts.read_card(each.read_text("utf-8", "replace")) for each in arguments.signer]
    signers = [each.signing_key for each in cards if each.signing_key]
    folder: Path | None = None
    if arguments.extract is None:
        found = inspection.inspect(arguments.file, identities, signers)
    else:
        found, folder = inspection.extract(arguments.file, identities, arguments.extract, signers)
    if arguments.json:
        print_json({**checked.plain(found), "extracted": str(folder) if folder else None})
    else:
        checked.say(found)
        if folder:
            print(_WORDS.text("inspect.extracted", folder=folder))
    inspection.require_signature(found)
    return 0


def _keys(arguments: argparse.Namespace) -> list[Identity]:
    if arguments.identity is not None:
        return inspection.key_file(arguments.identity.read_text("utf-8", "replace"))
    return inspection.locked_with(passphrase(arguments.passphrase_file, ""))


def _receive(arguments: argparse.Namespace) -> int:
    locked = arguments.bundle_passphrase_file
    opens = passphrase(locked, "") if locked else None
    with unlocked(arguments) as session:
        match bundles.kind_of(session, arguments.file, opens):
            case "sync" if arguments.preview:
                return exchange.preview_sync(arguments, session, opens)
            case "sync":
                return exchange.take_sync(arguments, session, opens)
            case "receipt":
                return exchange.take_receipt(arguments, session, opens)
            case "card":
                return (cards.preview if arguments.preview else cards.take)(arguments, session, opens)
            case _ if arguments.preview:
                return _say_incoming(receive.preview(session, arguments.file, opens), as_json=arguments.json)
        kept = receive.receive(session, arguments.file, opens, arguments.trusted)
        return _say_received(kept, as_json=arguments.json)


def _say_incoming(incoming: Incoming, *, as_json: bool) -> int:
    if as_json:
        contact = incoming.contact.id if incoming.contact else None
        print_json({**checked.plain(incoming.checked), "contact": contact, "received": incoming.received})
        return 0
    checked.say(incoming.checked)
    print(_WORDS.text("receive.already" if incoming.received else "receive.new"))
    return 0


def _say_received(found: Received, *, as_json: bool) -> int:
    if as_json:
        print_json({"id": found.evidence.id, "sha256": found.evidence.sha256, "received": found.time, **found.event})
    else:
        print(f"{found.evidence.id}  {shown(str(found.evidence.title))}")
    return 0
