"""A card as a bundle, from the command line: the own one made for colleagues, theirs looked at and taken in."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from casefile.cli import checked
from casefile.cli.words import print_json
from casefile.i18n import Catalogue
from casefile.usecases import handover, sealedcards
from casefile.usecases.contacts import Card, Change, Standing, Weighed
from casefile.usecases.handover import To
from casefile.usecases.inspection import shown
from casefile.usecases.sealedcards import Came, Taken
from casefile.usecases.session import Session

_WORDS = Catalogue("en")


def add_to_handover(parser: argparse.ArgumentParser) -> None:
    """Add to ``handover`` what concerns the own card."""
    parser.add_argument(
        "--card", action="store_true", help="send your signed card, so that they know your keys of today"
    )


def send(session: Session, recipients: Sequence[To], output: Path, *, as_json: bool) -> int:
    """``handover --card``."""
    files = handover.places(output, len(recipients))
    made = [sealedcards.write(session, to.addressee, place) for to, place in zip(recipients, files, strict=True)]
    if as_json:
        print_json(
            [
                {"path": str(each.path), "id": each.bundle_id, "manifest": each.manifest, "to": to.name}
                for to, each in zip(recipients, made, strict=True)
            ]
        )
        return 0
    for each in made:
        print(each.path)
    return 0


def preview(arguments: argparse.Namespace, session: Session, passphrase: str | None) -> int:
    """``receive --preview`` of a card."""
    came = sealedcards.preview(session, arguments.file, passphrase)
    if arguments.json:
        print_json({**checked.plain(came.checked), **_plain(came)})
        return 0
    checked.say(came.checked)
    say_change(came.weighed, came.card, came.change)
    return 0


def take(arguments: argparse.Namespace, session: Session, passphrase: str | None) -> int:
    """``receive`` of a card."""
    taken = sealedcards.take_in(session, arguments.file, passphrase, arguments.trusted)
    if arguments.json:
        print_json({**checked.plain(taken.came.checked), **_plain(taken.came), **_contact(taken)})
        return 0
    if taken.came.weighed.contact is None:
        name, fingerprint = shown(taken.contact.name or ""), taken.came.card.fingerprint or "-"
        print(_WORDS.text("contacts.added", name=name, fingerprint=fingerprint))
    say_change(taken.came.weighed, taken.came.card, taken.came.change)
    return 0


def say_change(weighed: Weighed, card: Card, change: Change | None) -> None:
    """Print what a card is, and what it changes."""
    name = shown((weighed.contact.name if weighed.contact else None) or card.name)
    if weighed.contact is not None and change is not None:
        print(_WORDS.text("contacts.card_of", name=name))
        for what in ("recipient", "signing_key"):
            if getattr(change, what):
                print(_WORDS.text(f"contacts.change.{what}"))
        fingerprints = {"before": change.before or "-", "after": change.after or "-"}
        print(_WORDS.text("contacts.change.fingerprint", **fingerprints))
    refused = weighed.standing in (Standing.OLDER, Standing.LOST)
    print(_WORDS.text(f"contacts.{'card_' if refused else 'standing.'}{weighed.standing}", name=name))


def _plain(came: Came) -> dict[str, object]:
    contact = came.weighed.contact
    return {
        "standing": came.weighed.standing.value,
        "contact": contact.id if contact else None,
        "changes": asdict(came.change) if came.change else None,
    }


def _contact(taken: Taken) -> dict[str, object]:
    compared = taken.contact.compared
    return {"contact": taken.contact.id, "compared": compared.edtf if compared else None}
