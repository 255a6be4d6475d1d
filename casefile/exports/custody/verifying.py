"""The part of a custody report for the expert: what to do, command by command, the signed texts, and the script."""

from __future__ import annotations

from collections.abc import Iterator

from casefile.exports.custody import checking
from casefile.exports.custody.account import Account
from casefile.exports.document import Block, Heading, Listing, Paragraph, line
from casefile.i18n import Catalogue

_RECIPE = ("commitment", "leaf", "root", "signature")


def without_casefile(account: Account, words: Catalogue, annex: str, annex_sha256: str) -> Iterator[Block]:
    """The steps of a check, then what they rest on in full."""
    yield Heading(words.text("custody.section.check"))
    yield Paragraph((line(words.text("custody.check.line"), "quiet"),))
    does = (
        ("prepare", ()),
        ("compare", checking.compare(account.sha256, annex_sha256)),
        ("unpack", checking.unpack()),
        ("run", checking.run()),
        ("ed25519", checking.verify("ed25519")),
        ("mldsa44", checking.verify("mldsa44")),
        ("keys", ()),
    )
    for number, (name, command) in enumerate(does, 1):
        yield Paragraph((line(f"{number}.  {words.text(f'custody.check.{name}', annex=annex)}"),))
        if command:
            yield Listing(command)
    yield Heading(words.text("custody.section.recipe"), 2)
    yield Paragraph(tuple(line(f"–  {words.text(f'custody.recipe.{each}')}") for each in _RECIPE))
    yield from _signed_texts(account, words)
    yield Heading(words.text("custody.section.script"))
    yield Listing(tuple(checking.script().splitlines()))


def _signed_texts(account: Account, words: Catalogue) -> Iterator[Block]:
    notes = [each.note for each in account.logs] + [each.witness.note for each in account.seen]
    if not notes:
        return
    yield Heading(words.text("custody.section.notes"))
    yield Paragraph((line(words.text("custody.notes.line"), "quiet"),))
    for note in notes:
        yield Listing(tuple(note.rstrip("\n").split("\n")))
