"""Commands about who we are to colleagues, and who they are to us."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from casefile.cli import cards
from casefile.cli.words import Commands, command, print_json, unlocked, with_vault
from casefile.domain.kinds import Contact
from casefile.errors import NotFound
from casefile.i18n import Catalogue
from casefile.usecases import comparing, contacts, edit, identity, inbox
from casefile.usecases.inspection import shown
from casefile.usecases.session import Session

_WORDS = Catalogue("en")


def add_to(commands: Commands) -> None:
    """Add these commands."""
    parser = with_vault(command(commands, "identity", _identity, "what colleagues need to hand you a case"))
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--card", metavar="FILE", type=Path, help="also write your signed card, to be given to colleagues"
    )
    parser.add_argument(
        "--rotate",
        action="store_true",
        help="first make a new exchange identity; what was made for the old one still opens. Give colleagues the new card",
    )
    parser.add_argument(
        "--rotate-signing-key",
        action="store_true",
        help="first make a new signing key; the one before signs the new card too, so that colleagues know it is you. Give it to them",
    )
    parser.add_argument(
        "--inbox",
        action="store_true",
        help="print instead to whom any age tool encrypts files for this vault's inbox; needs no passphrase",
    )
    parser.add_argument(
        "--export-identity",
        metavar="FILE",
        type=Path,
        help="also write your secret keys, with which public tools and 'casefile inspect' open what colleagues send you",
    )
    _add_contacts(with_vault(command(commands, "contacts", _contacts, "list colleagues, take in a card, change one")))


def _add_contacts(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("contact", metavar="CONTACT", nargs="?", help="a name or id: show or change this one alone")
    parser.add_argument("--add", metavar="FILE", type=Path, help="take in a card, or what 'casefile identity' printed")
    parser.add_argument("--name", help="under which name; with --add by default the one in the card")
    parser.add_argument(
        "--compared", choices=contacts.WAYS, help="you compared their fingerprint, in this way; with --told"
    )
    parser.add_argument("--told", metavar="FINGERPRINT", help="the fingerprint as they told it, in digits or words")
    parser.add_argument("--team", choices=["yes", "no"], help="whether they are of your team")
    parser.add_argument(
        "--lost",
        metavar="DEVICE",
        nargs="?",
        const="",
        help="their keys, or that of one device, may be in other hands: what these sign counts no more",
    )
    parser.add_argument("--remove", action="store_true", help="take the contact off the list")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(usage=parser.error)


def _identity(arguments: argparse.Namespace) -> int:
    if arguments.inbox:
        print(inbox.recipient(arguments.vault, arguments.header))
        return 0
    with unlocked(arguments) as session:
        if arguments.rotate:
            identity.rotate(session)
            print(_WORDS.text("contacts.rotated"), file=sys.stderr)
        if arguments.rotate_signing_key:
            identity.rotate_signing_key(session)
            print(_WORDS.text("contacts.signing_key_rotated"), file=sys.stderr)
        card, text = identity.card(session), identity.card_text(session)
        if arguments.card:
            identity.write_card(session, arguments.card)
        if arguments.export_identity:
            identity.export_identity(session, arguments.export_identity)
            print(_WORDS.text("contacts.key_file"), file=sys.stderr)
    if arguments.json:
        found = {"author": card.author, "recipient": card.recipient, "signing_key": card.signing_key}
        print_json({**found, "fingerprint": card.fingerprint, "words": card.words, "card": text})
    else:
        print(f"{card.recipient}\nfingerprint {card.fingerprint}\nin words {' '.join(card.words)}")
        print(f"signs as {card.signing_key}")
    return 0


def _contacts(arguments: argparse.Namespace) -> int:
    changes = arguments.compared or arguments.team or arguments.remove or arguments.lost is not None
    if (changes or (arguments.name and not arguments.add)) and not arguments.contact:
        arguments.usage("say which contact is meant")
    if arguments.add and arguments.contact:
        arguments.usage("--add takes the name with --name")
    if bool(arguments.compared) != bool(arguments.told):
        arguments.usage("--compared and --told go together")
    with unlocked(arguments) as session:
        if arguments.add:
            return _take_in(arguments, session)
        if not arguments.contact:
            return _list(contacts.known(session), as_json=arguments.json)
        with _changed(arguments, session) as contact:
            return _list((contact,), as_json=arguments.json)


def _take_in(arguments: argparse.Namespace, session: Session) -> int:
    card = contacts.read_card(arguments.add.read_text("utf-8", "replace"))
    weighed = contacts.weigh(session, card)
    earlier = weighed.contact.name if weighed.contact else None
    made = contacts.add(session, card, arguments.name or earlier or card.name or arguments.add.stem)
    if arguments.json:
        print_json({**_plain(made), "standing": weighed.standing.value, "signed": card.signed})
        return 0
    if weighed.contact is None:
        print(_WORDS.text("contacts.added", name=shown(made.name or ""), fingerprint=card.fingerprint or "-"))
    cards.say_change(weighed, card, contacts.change(weighed, card))
    if not card.signed:
        print(_WORDS.text("contacts.unsigned"))
    return 0


@contextmanager
def _changed(arguments: argparse.Namespace, session: Session) -> Iterator[Contact]:
    """The contact that is meant, once what was asked is done."""
    contact = contacts.find(session, arguments.contact)
    if arguments.remove:
        edit.delete(session, contact)
        print(_WORDS.text("contacts.removed", name=shown(contact.name or "")), file=sys.stderr)
        yield contact
        return
    changed = replace(contact, name=arguments.name or contact.name)
    if arguments.compared:
        comparing.require_same(arguments.told, contacts.fingerprint_of(contact.recipient, contact.signing_key) or "")
        changed = contacts.compared(changed, arguments.compared)
    if arguments.team:
        changed = replace(changed, team=arguments.team == "yes")
    if arguments.lost is not None:
        changed = contacts.without_key(changed, _lost(contact, arguments.lost))
    if changed != contact:
        edit.save(session, [changed])
    yield changed


def _lost(contact: Contact, device: str) -> list[str]:
    """The keys of a device, by the beginning of its id; all keys where none is named.

    Raises:
        NotFound: there is none, so that nobody believes a key to be given up that goes on counting.
    """
    found = [key for key in contacts.keys_of(contact) if contacts.device_of(key).startswith(device[:8])]
    if not found:
        raise NotFound("cli.no_such_device", device=device)
    return found


def _list(found: tuple[Contact, ...], *, as_json: bool) -> int:
    if as_json:
        print_json([_plain(each) for each in found])
        return 0
    for each in found:
        fingerprint = contacts.fingerprint_of(each.recipient, each.signing_key) or "-" * 39
        team = _WORDS.text("contacts.team") if each.team else ""
        print("  ".join(part for part in (fingerprint, shown(each.name or ""), _state(each), team) if part))
    return 0


def _state(contact: Contact) -> str:
    if contacts.is_lost(contact):
        return _WORDS.text("contacts.lost")
    if contact.compared is None:
        return _WORDS.text("contacts.not_compared")
    how = contact.compared_how.best("en").text if contact.compared_how else ""
    return _WORDS.text("contacts.compared", day=contact.compared.edtf, how=shown(how))


def _plain(contact: Contact) -> dict[str, Any]:
    fingerprint = contacts.fingerprint_of(contact.recipient, contact.signing_key)
    return {
        "id": contact.id,
        "name": contact.name,
        "fingerprint": fingerprint,
        "words": comparing.words(fingerprint) if fingerprint else None,
        "recipient": contact.recipient,
        "former_recipients": contact.former_recipients,
        "signing_keys": contacts.keys_of(contact),
        "lost_keys": contact.lost_keys,
        "compared": contact.compared.edtf if contact.compared else None,
        "compared_how": contact.compared_how.best("en").text if contact.compared_how else None,
        "renewed": contact.renewed.edtf if contact.renewed else None,
        "team": bool(contact.team),
    }
