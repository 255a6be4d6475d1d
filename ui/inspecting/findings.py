"""What was found in a bundle that was opened without a vault, in words. No Qt. Whatever comes from outside has its control characters spelt out."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.domain.redaction import AUDIENCES
from casefile.usecases.inspection import AddressedTo, Checked, DisclosureContent, Signature, shown
from ui.handover import wording
from ui.handover.ledger import Entry
from ui.handover.notes import Note
from ui.words import t

_SIGNATURES = {
    Signature.KNOWN: ("shield-check", "accent"),
    Signature.UNKNOWN: ("shield-alert", "due"),
    Signature.LOST: ("shield-alert", "danger"),
    Signature.WRONG: ("shield-alert", "danger"),
    Signature.MISSING: ("shield-alert", "danger"),
}
_VAULT_NEEDED = ("sync", "receipt", "card")


def notes(found: Checked) -> list[Note]:
    """Who signed it and for whom it was made, which are two answers; what it is; how much of it is proved."""
    icon, tone = _SIGNATURES[found.signature]
    sender = found.sender
    who = {"name": shown(sender.name), "fingerprint": sender.fingerprint} if sender else {}
    to_whom = t(f"inspect.addressed.{found.addressed}", recipient=shown(found.recipient or ""))
    passed_on = found.addressed in (AddressedTo.ANOTHER, AddressedTo.UNSAID)
    said = [
        Note(icon, t(f"inspect.signature.{found.signature}", **who), tone),
        Note("info" if passed_on else "check", to_whom, "due" if passed_on else "accent"),
        Note("check", t("inspect.verified"), "accent"),
    ]
    if isinstance(found.content, DisclosureContent):
        proven = found.content.proven
        fields = {"fields": proven.signed, "all": proven.all, "entries": found.entries or 0}
        said.append(Note("scroll-text", t("inspect.proofs", **fields)))
        more = {"relayed": proven.relayed, "others": proven.others}
        said += [Note("scroll-text", t(f"inspect.proofs.{what}", n=n)) for what, n in more.items() if n]
    if found.kind in _VAULT_NEEDED:
        said.append(Note("info", t("inspecting.vault_needed"), "due"))
    return said


def about(found: Checked) -> list[Entry]:
    """When it was made and for what audience, the cases in it, and how many files it holds."""
    lines = [
        Entry(t("inspecting.kind"), right=t(f"inspecting.kind.{found.kind}")),
        Entry(t("handing.about.made"), right=wording.day(found.day)),
    ]
    if isinstance(found.content, DisclosureContent):
        audience = found.content.disclosure.audience
        named = t(f"redaction.audience.{audience}") if audience in AUDIENCES else shown(audience)
        lines.append(Entry(t("handing.audience"), right=named))
    size = wording.size(sum(each.size for each in found.members))
    lines.append(Entry(t("inspecting.members"), right=f"{t('handing.files', n=len(found.members))}, {size}"))
    return lines


def cases(found: Checked) -> Sequence[Entry]:
    """The cases of a disclosure, with the number of their records."""
    if not isinstance(found.content, DisclosureContent):
        return ()
    return [
        Entry(shown(wording.cited_case(each.case)), right=wording.records(len(each.records) + 1))
        for each in found.content.disclosure.cases
    ]


def may_save(found: Checked) -> bool:
    """Whether the files may be written out: never where nobody, or nobody rightly, signed for them."""
    return found.signature in (Signature.KNOWN, Signature.UNKNOWN)
