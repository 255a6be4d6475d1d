"""Writing a bundle: hashes first, then one pass through encryption to the file, in constant memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from casefile.crypto.age import Encryptor
from casefile.crypto.checkpoint import Checkpoint
from casefile.crypto.signing import SigningKey
from casefile.errors import Refused, VerificationFailed
from casefile.handover import bag, cutting, layout, papers, parts, statement, ustar
from casefile.handover.addressing import Addressee
from casefile.handover.bag import BagInfo
from casefile.handover.passes import Share
from casefile.handover.plaintext import tail
from casefile.handover.statement import Sender, Statement
from casefile.handover.ustar import Member
from casefile.progress import SILENT, Progress
from casefile.vault import durable
from casefile.vault.pipeline import PIECE, pump

_FRONT = {kind: (24 if kind == layout.DISCLOSURE else 11) * 1024 for kind in layout.KINDS}
"""About what the papers before the payload take."""


@dataclass(frozen=True, slots=True)
class PayloadFile:
    """A file that goes into a bundle: its name there, what it must be, and how to get at its bytes (`open`, which the writer closes)."""

    name: str
    size: int
    sha256: str
    open: Callable[[], BinaryIO]

    @classmethod
    def of(cls, name: str, data: bytes) -> PayloadFile:
        """A small file that is already in memory.

        Raises:
            Refused: it is larger than a reader would take.
        """
        if len(data) > layout.limit(name):
            raise Refused("handover.too_much_for_one_bundle")
        return cls(name, len(data), bag.sha256(data), lambda: BytesIO(data))


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything about a bundle but its files. `day` is an ISO date; `key` signs under `signer`."""

    bundle_id: str
    kind: str
    day: str
    sender: Sender
    addressee: Addressee
    sequence: int
    checkpoint: Checkpoint
    signer: str
    key: SigningKey


@dataclass(frozen=True, slots=True)
class Written:
    """A bundle that was written: its file, or the parts of it in their order, and the hexadecimal SHA-256 of its tag manifest, which with the
    id names it for good."""

    files: tuple[Path, ...]
    bundle_id: str
    manifest: str

    @property
    def path(self) -> Path:
        """The file by which it is opened: the first, where there are several."""
        return self.files[0]


def write(
    destination: Path,
    letter: Letter,
    payload: Sequence[PayloadFile],
    progress: Progress = SILENT,
    part_size: int | None = None,
) -> Written:
    """Write one bundle for one addressee, durably. Nothing stands under the final name before everything is on the medium.

    Args:
        destination: the file to make.
        payload: that of the letter's kind, in the order of `layout`.
        progress: bytes of payload.
        part_size: bytes of the parts ``NAME.001``, ``NAME.002`` … that it is cut into where it has more; without it, it is cut only where the
            file system takes no file as large.

    Raises:
        Refused: something is there already, the parts would be too small or too many, or the disk is full, read-only or failing.
        VerificationFailed: a file is not what its record says.
        Cancelled; nothing is left behind by any of them.
    """
    assert layout.kind_of([each.name for each in payload]) == letter.kind
    check_place(destination)
    front, manifest = _papers(letter, payload)
    with cutting.new_file(destination, part_size) as file:
        encryptor = Encryptor(file, [letter.addressee.recipient])
        _write_tar(encryptor, letter, front, payload, progress)
        encryptor.finish()
        files = file.finish()
    return Written(files, letter.bundle_id, manifest)


def rename(written: Written, destination: Path) -> Written:
    """Give a bundle that was written another name in the same folder, durably; parts are numbered after it.

    Raises:
        Refused: the disk is read-only or failing.
    """
    numbers = range(1, len(written.files) + 1)
    names = (destination,) if numbers.stop == 2 else tuple(parts.part_name(destination, each) for each in numbers)
    cutting.rename(written.files, names)
    return replace(written, files=names)


def check_place(destination: Path) -> None:
    """Whether a bundle can be written there.

    Raises:
        Refused: there is no such folder, or something is there already.
    """
    if not destination.parent.is_dir():
        raise Refused("handover.no_such_folder", name=str(destination.parent))
    if destination.exists() or parts.parts_of(destination):
        raise Refused("handover.destination_exists", name=destination.name)


def padded_size(payload: Sequence[PayloadFile], kind: str = layout.DISCLOSURE) -> int:
    """About how many bytes a bundle of these files will have: to the size that hides the exact one, as a rule."""
    position = _FRONT[kind] + sum(
        len(ustar.header(Member(each.name, each.size))) + _filled(each.size) for each in payload
    )
    return position + tail(position, layout.smallest(kind))


def write_how_to_open(folder: Path) -> Path:
    """Put ``HOW-TO-OPEN.txt`` into `folder`; one that is there already stays as it is.

    Raises:
        Refused: the disk is full, read-only or failing.
    """
    path = folder / papers.HOW_TO_OPEN
    if not path.exists():
        durable.replace(path, papers.how_to_open())
    return path


def _papers(letter: Letter, payload: Sequence[PayloadFile]) -> tuple[list[PayloadFile], str]:
    """The files that stand before the payload, and the hash of the tag manifest."""
    octets = sum(each.size for each in payload)
    contents = {
        layout.MANIFEST: bag.manifest((each.name, each.sha256) for each in payload),
        layout.BAGIT: bag.BAGIT,
        layout.BAG_INFO: bag.bag_info(BagInfo(letter.day, letter.bundle_id, octets, len(payload))),
        layout.README: papers.readme(letter.kind, letter.bundle_id),
    }
    tag_manifest = bag.manifest((name, bag.sha256(contents[name])) for name in layout.TAG_FILES)
    manifest = bag.sha256(tag_manifest)
    said = Statement(
        manifest,
        letter.bundle_id,
        letter.kind,
        letter.sender,
        statement.named(letter.addressee.label, letter.kind),
        letter.sequence,
        letter.checkpoint,
    )
    signature = statement.sign(said, letter.signer, letter.key)
    ordered = {layout.SIGNATURE: signature, layout.TAG_MANIFEST: tag_manifest, **contents}
    return [PayloadFile.of(name, data) for name, data in ordered.items()], manifest


def _write_tar(
    encryptor: Encryptor,
    letter: Letter,
    front: Sequence[PayloadFile],
    payload: Sequence[PayloadFile],
    progress: Progress,
) -> None:
    root = layout.root(letter.bundle_id)
    position = sum(_write_file(encryptor, root, each, SILENT) for each in front)
    total, done = sum(each.size for each in payload), 0
    for each in payload:
        position += _write_file(encryptor, root, each, Share(done, total, progress))
        done += each.size
    for zeros in _zeros(tail(position, layout.smallest(letter.kind))):
        encryptor.write(zeros)


def _write_file(encryptor: Encryptor, root: str, file: PayloadFile, progress: Progress) -> int:
    """Write one file with what stands before and fills up behind it; how many bytes that were."""
    head = ustar.header(Member(f"{root}/{file.name}", file.size))
    encryptor.write(head)
    with file.open() as source:
        measured = pump(source, encryptor, progress, file.size)
    if (measured.length, measured.sha256.hex()) != (file.size, file.sha256):
        raise VerificationFailed("handover.evidence_differs", name=file.name)
    encryptor.write(ustar.padding(file.size))
    return len(head) + _filled(file.size)


def _zeros(count: int) -> Iterator[bytes]:
    piece = bytes(min(count, PIECE))
    while count:
        yield piece[:count]
        count -= min(count, PIECE)


def _filled(size: int) -> int:
    return size + len(ustar.padding(size))
