"""Reading a bundle from someone, who may be anyone: every byte is checked, and nothing is written.

One pass in constant memory. The papers come first, so that each file is known by name, size and hash before its first byte. What a bundle carries is
gathered by kind in `content`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from casefile.crypto.age import HybridIdentity, Identity, X25519Identity
from casefile.errors import Refused, VerificationFailed
from casefile.handover import bag, content, layout, statement
from casefile.handover.bag import BagInfo
from casefile.handover.content import Content, Gathering, TakePart
from casefile.handover.plaintext import Members, Plaintext
from casefile.handover.statement import Signing, Statement
from casefile.handover.ustar import BLOCK, Member, shown
from casefile.progress import SILENT, Progress

Take = Callable[[Member, Iterator[bytes]], Iterator[bytes]]
"""What is done with the bytes of each file on their way to the check; it passes all of them on."""

Begin = Callable[[Statement], None]
"""Told what was signed, once that is known to be of this bundle and before the first byte of the payload; it refuses by raising."""

_NO_TAR = frozenset({"handover.tar_damaged", "handover.tar_short"})


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle whose every byte was checked. Only the signature may be wanting; then `statement` is None.

    Attributes:
        bundle_id: 32 hexadecimal digits.
        signing: whether the key in the statement made the signature; whose key that is, is not asked here.
        note: the file ``signature`` as it came; empty where there is none.
        statement: what was signed.
        manifest: hexadecimal SHA-256 of the tag manifest; with the id it names the bundle for good.
        info: what the bag says of itself.
        members: payload files, in order, with their sizes.
        hashes: name → hexadecimal SHA-256 of the payload files.
        kind: one of `statement.KINDS`.
        content: what it carries.
        header_mac: names the age file.
        tar_sha256: hexadecimal, of the decrypted tar.
        tar_size: its bytes.
    """

    bundle_id: str
    signing: Signing
    note: bytes
    statement: Statement | None
    manifest: str
    info: BagInfo
    members: tuple[Member, ...]
    hashes: Mapping[str, str]
    kind: str
    content: Content
    header_mac: bytes
    tar_sha256: str
    tar_size: int


def read(
    source: BinaryIO,
    identities: Sequence[Identity],
    progress: Progress = SILENT,
    take: Take | None = None,
    take_part: TakePart | None = None,
    begin: Begin | None = None,
) -> Bundle:
    """Read and check a whole bundle.

    Args:
        source: the age file.
        take: given each file with its name in the bag as it streams by, before the whole is known to be good; its work counts only when this returns.
        take_part: given the entries of a sync bundle, file by file, as soon as their proofs hold; the same counts for it.
        begin: given the statement, where the bundle is rightly signed.
        progress: bytes of plaintext.

    Raises:
        NotAge, WrongKey, TooMuchWork: it is not for these identities.
        Damaged, Truncated: the age file is not as it was written.
        Refused: it opens and is no bundle.
        VerificationFailed: it is not as its manifests, its signature or its proofs say, or could do harm; or it is unsigned, and no disclosure.
        Cancelled
    """
    plaintext = Plaintext(source, identities, progress)
    return _Reading(plaintext, take or _pass_on, take_part, begin, progress).run()


def addressed_to(said: Statement, identities: Sequence[Identity]) -> bool:
    """Whether a statement's recipient is one of `identities`."""
    own = (each.recipient.encode() for each in identities if isinstance(each, HybridIdentity | X25519Identity))
    return any(statement.named(each, said.kind) == said.recipient for each in own)


class _Reading:
    def __init__(
        self, plaintext: Plaintext, take: Take, take_part: TakePart | None, begin: Begin | None, progress: Progress
    ) -> None:
        self._plaintext = plaintext
        self._members = Members(plaintext, plaintext.size)
        self._take = take
        self._take_part = take_part
        self._begin = begin
        self._progress = progress
        self._root = ""

    def run(self) -> Bundle:
        bundle_id, signature, tag_manifest = self._beginning()
        signing, said = statement.check(signature)
        manifest = bag.sha256(tag_manifest)
        if said is not None and (said.bundle_id, said.manifest) != (bundle_id, manifest):
            raise VerificationFailed("handover.signed_for_other_content")
        if said is not None and said.kind not in statement.KINDS:
            raise Refused("handover.other_kind", kind=shown(said.kind))
        info, hashes = self._tag_files(tag_manifest)
        kind = layout.kind_of(list(hashes))
        if kind is None or (said is not None and said.kind != kind):
            raise VerificationFailed("handover.manifest_damaged")
        gathering = content.gathering(kind, hashes, signing, said, self._take_part, self._progress)
        if said is not None and self._begin is not None:
            self._begin(said)
        self._members.smallest = layout.smallest(kind)
        members = tuple(self._payloads(hashes, gathering, info.octets))
        if self._members.next() is not None:
            raise VerificationFailed("handover.member_unexpected", name="")
        if (info.bundle_id, info.octets, info.files) != (bundle_id, sum(each.size for each in members), len(members)):
            raise VerificationFailed("handover.manifest_damaged")
        found, plaintext = gathering.finished(members), self._plaintext
        return Bundle(
            bundle_id, signing, signature, said, manifest, info, members, hashes, kind, found,
            plaintext.header_mac, plaintext.sha256(), plaintext.position,
        )  # fmt: skip

    def _beginning(self) -> tuple[str, bytes, bytes]:
        """Bundle id, signature (empty where there is none) and tag manifest."""
        try:
            member = self._members.next()
        except VerificationFailed as fault:
            if fault.key in _NO_TAR and self._plaintext.position <= BLOCK:
                raise Refused("handover.not_a_bundle") from fault
            raise
        self._root, _, name = member.name.partition("/") if member else ("", "", "")
        bundle_id = layout.bundle_id_of(self._root)
        if member is None or bundle_id is None:
            raise Refused("handover.not_a_bundle")
        signature = b""
        if name == layout.SIGNATURE:
            signature = self._whole(member, name)
            member = self._next(layout.TAG_MANIFEST)
        elif name != layout.TAG_MANIFEST:
            raise VerificationFailed("handover.member_unexpected", name=shown(name))
        return bundle_id, signature, self._whole(member, layout.TAG_MANIFEST)

    def _tag_files(self, tag_manifest: bytes) -> tuple[BagInfo, dict[str, str]]:
        """Read and check what stands before the payload: what the bag says of itself, and the payload's hashes in the order of its files."""
        expected = bag.parse_manifest(tag_manifest)
        if tuple(expected) != layout.TAG_FILES:
            raise VerificationFailed("handover.manifest_damaged")
        kept: dict[str, bytes] = {}
        for name, sha256 in expected.items():
            kept[name] = self._whole(self._next(name), name)
            if bag.sha256(kept[name]) != sha256:
                raise VerificationFailed("handover.member_altered", name=name)
        if kept[layout.BAGIT] != bag.BAGIT:
            raise VerificationFailed("handover.manifest_damaged")
        return bag.parse_bag_info(kept[layout.BAG_INFO]), bag.parse_manifest(kept[layout.MANIFEST])

    def _payloads(self, hashes: Mapping[str, str], gathering: Gathering, left: int) -> Iterator[Member]:
        """Every file of the payload. Who puts another behind the true papers of somebody is found out before its first byte, not after its last."""
        for name, sha256 in hashes.items():
            member = self._payload(name, sha256, gathering, left)
            left -= member.size
            yield member

    def _payload(self, name: str, sha256: str, gathering: Gathering, most: int) -> Member:
        member = self._next(name)
        if member.size > most:
            raise VerificationFailed("handover.member_altered", name=name)
        digest, kept = hashlib.sha256(), bytearray()
        wanted = gathering.wants(name)
        for piece in self._take(Member(name, member.size), self._members.content()):
            digest.update(piece)
            if wanted:
                kept += piece
        if digest.hexdigest() != sha256:
            raise VerificationFailed("handover.member_altered", name=name)
        if wanted:
            gathering.add(name, bytes(kept))
        return Member(name, member.size)

    def _next(self, name: str) -> Member:
        """The next file, which must be the one of this name."""
        member = self._members.next()
        if member is None or member.name != f"{self._root}/{name}":
            found = member.name.removeprefix(f"{self._root}/") if member else ""
            raise VerificationFailed("handover.member_unexpected", name=shown(found))
        if member.size > layout.limit(name):
            raise VerificationFailed("handover.member_too_large", name=name)
        return member

    def _whole(self, member: Member, name: str) -> bytes:
        """A small file, given to `take` too."""
        if member.size > layout.limit(name):
            raise VerificationFailed("handover.member_too_large", name=name)
        return b"".join(self._take(Member(name, member.size), self._members.content()))


def _pass_on(member: Member, pieces: Iterator[bytes]) -> Iterator[bytes]:
    del member
    return pieces
