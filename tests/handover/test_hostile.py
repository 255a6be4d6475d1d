"""Bundles made to do harm: each is refused with its own sentence, nothing is written, and memory stays bounded."""

from __future__ import annotations

import hashlib
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from casefile.crypto.age import Encryptor
from casefile.crypto.signing import sign_note
from casefile.errors import VerificationFailed
from casefile.handover import layout, reading, statement, ustar
from casefile.handover.ustar import Member
from tests.handover import exchange
from tests.handover.desk import BUNDLE, SIGNER, Desk, members, refusal, retarred

ROOT = f"casefile-{BUNDLE}"


@pytest.fixture(params=[layout.DISCLOSURE, layout.SYNC])
def bundle(desk: Desk, request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A sound bundle of each kind that carries files."""
    return exchange.write(desk, request.param, tmp_path / "handover.age")


def other_tar(name: str, **fields: Any) -> bytes:
    """One member as Python's tarfile writes it, with the end cut off."""
    info = tarfile.TarInfo(name)
    data: bytes = fields.pop("data", b"")
    style = fields.pop("style", tarfile.USTAR_FORMAT)
    info.size = len(data)
    for key, value in fields.items():
        setattr(info, key, value)
    return bytes(info.tobuf(style)) + data + ustar.padding(len(data))


LINKS: dict[str, dict[str, Any]] = {
    "symbolic link": {"type": tarfile.SYMTYPE, "linkname": "/etc/passwd"},
    "hard link": {"type": tarfile.LNKTYPE, "linkname": "signature"},
    "character device": {"type": tarfile.CHRTYPE, "devmajor": 1, "devminor": 3},
    "block device": {"type": tarfile.BLKTYPE},
    "pipe": {"type": tarfile.FIFOTYPE},
    "folder": {"type": tarfile.DIRTYPE},
    "sparse file": {"type": tarfile.GNUTYPE_SPARSE},
    "long name": {"type": tarfile.GNUTYPE_LONGNAME, "data": b"x" * 200},
    "global pax header": {"type": tarfile.XGLTYPE, "data": b"22 comment=hello there\n"},
}


@pytest.mark.threat(15)
@pytest.mark.parametrize("kind", LINKS)
@pytest.mark.parametrize("first", [True, False])
def test_what_is_no_plain_file(desk: Desk, bundle: Path, tmp_path: Path, kind: str, first: bool) -> None:
    hostile = other_tar(f"{ROOT}/data/evidence/0001.jpg", **LINKS[kind])
    tar = hostile + desk.opened(bundle)
    if not first:
        tar = with_instead(desk, bundle, "data/evidence/0001.jpg", hostile)
    assert refusal(desk.sealed(tar, tmp_path / "x.age"), desk).key == "handover.member_not_a_file"


def with_instead(desk: Desk, bundle: Path, name: str, hostile: bytes) -> bytes:
    """The tar of a bundle up to a file, and then something else."""
    files = members(desk.opened(bundle))
    kept = files[: [each for each, _ in files].index(f"{ROOT}/{name}")]
    return (
        b"".join(ustar.header(Member(each, len(data))) + data + ustar.padding(len(data)) for each, data in kept)
        + hostile
    )


NAMES = {
    "../up": "handover.member_name",
    f"{ROOT}/../../up": "handover.member_name",
    f"{ROOT}/./signature": "handover.member_name",
    "/etc/cron.d/x": "handover.member_name",
    "C:\\Windows\\x": "handover.member_name",
    f"{ROOT}/data//case.json": "handover.member_name",
    f"{ROOT}/data/evidence/0001.jpg\n": "handover.member_name",
    f"{ROOT}/data/evidence/\u202egpj.1000": "handover.member_name",
    f"{ROOT}/data/evidence/фото.jpg": "handover.member_name",
    f"{ROOT}/data/evidence/0001.JPG": "handover.member_unexpected",
    f"{ROOT}/Data/evidence/0001.jpg": "handover.member_unexpected",
    f"{ROOT}/data/evidence/0003.jpg": "handover.member_unexpected",
    f"{ROOT}/CON": "handover.member_unexpected",
    f"{ROOT}/NUL.txt": "handover.member_unexpected",
    f"{ROOT}/data/evidence/aux.jpg": "handover.member_unexpected",
    f"{ROOT}/data/evidence/COM1": "handover.member_unexpected",
    f"{ROOT}/data/evidence/0001.jpg.": "handover.member_unexpected",
    f"{ROOT}/data/evidence/0001.jpg ": "handover.member_name",
    f"{ROOT}/data/evidence/0001.jpg:stream": "handover.member_name",
    f"{ROOT}/data\\evidence\\0001.jpg": "handover.member_name",
    "\\\\server\\share\\x": "handover.member_name",
    "~/x": "handover.member_name",
    f"{ROOT}/data/evidence/\u0430001.jpg": "handover.member_name",
    f"{ROOT}/data/evidence/e\u0301.jpg": "handover.member_name",
    f"{ROOT}/data/evidence/\u00e9.jpg": "handover.member_name",
    f"{ROOT}/data/evidence/\ufb01.jpg": "handover.member_name",
    f"{ROOT}/data/case.json": "handover.member_unexpected",
    "casefile-other/data/evidence/0001.jpg": "handover.member_unexpected",
}


@pytest.mark.threat(15, 17)
@pytest.mark.parametrize("name", NAMES)
def test_names(desk: Desk, bundle: Path, tmp_path: Path, name: str) -> None:
    data = desk.files[0]
    plain = NAMES[name] == "handover.member_unexpected"
    hostile = ustar.header(Member(name, len(data))) + data if plain else other_tar(name, data=data)
    tar = with_instead(desk, bundle, "data/evidence/0001.jpg", hostile)
    refused = refusal(desk.sealed(tar, tmp_path / "x.age"), desk)
    assert refused.key == NAMES[name]
    assert str(refused.values["name"]).isprintable()
    assert "\u202e" not in str(refused.values["name"])


@pytest.mark.threat(15)
def test_a_nul_in_a_name(desk: Desk, bundle: Path, tmp_path: Path) -> None:
    block = bytearray(ustar.header(Member(f"{ROOT}/data/evidence/0001.jpg", 0)))
    block[90:93] = b"../"
    tar = with_instead(desk, bundle, "data/evidence/0001.jpg", summed(block))
    assert refusal(desk.sealed(tar, tmp_path / "x.age"), desk).key == "handover.member_name"


def summed(block: bytearray) -> bytes:
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


@pytest.mark.threat(15)
@pytest.mark.parametrize(
    ("place", "bytes_"),
    [(100, b"0000777"), (108, b"0000001"), (136, b"77777777777"), (157, b"linkname"), (265, b"root"), (345, b"prefix")],
)
def test_metadata_that_casefile_does_not_write(
    desk: Desk, bundle: Path, tmp_path: Path, place: int, bytes_: bytes
) -> None:
    block = bytearray(ustar.header(Member(f"{ROOT}/data/evidence/0001.jpg", 0)))
    block[place : place + len(bytes_)] = bytes_
    tar = with_instead(desk, bundle, "data/evidence/0001.jpg", summed(block))
    key = refusal(desk.sealed(tar, tmp_path / "x.age"), desk).key
    assert key in ("handover.member_not_canonical", "handover.member_unexpected")


@pytest.mark.threat(16)
@pytest.mark.parametrize("size", [2**33 - 1, 2**33, 2**63 - 1, 2**63, 10**18])
def test_a_file_larger_than_the_bundle(desk: Desk, bundle: Path, tmp_path: Path, size: int) -> None:
    hostile = ustar.header(Member(f"{ROOT}/data/evidence/0001.jpg", size))
    tar = with_instead(desk, bundle, "data/evidence/0001.jpg", hostile)
    assert refusal(desk.sealed(tar, tmp_path / "x.age"), desk).key == "handover.member_larger_than_bundle"


@pytest.mark.threat(16)
def test_a_size_in_the_binary_dialect(desk: Desk, bundle: Path, tmp_path: Path) -> None:
    hostile = other_tar(f"{ROOT}/data/evidence/0001.jpg", size=2**40, style=tarfile.GNU_FORMAT)
    tar = with_instead(desk, bundle, "data/evidence/0001.jpg", hostile)
    assert isinstance(refusal(desk.sealed(tar, tmp_path / "x.age"), desk), VerificationFailed)


@pytest.mark.threat(16)
def test_pax_records_other_than_size(desk: Desk, bundle: Path, tmp_path: Path) -> None:
    info = tarfile.TarInfo(f"{ROOT}/data/evidence/0001.jpg")
    info.pax_headers = {"path": "../../up", "size": "9999999999"}
    tar = with_instead(desk, bundle, "data/evidence/0001.jpg", info.tobuf(tarfile.PAX_FORMAT))
    assert isinstance(refusal(desk.sealed(tar, tmp_path / "x.age"), desk), VerificationFailed)


Change = Callable[[list[tuple[str, bytes]]], list[tuple[str, bytes]]]
ARRANGEMENTS: dict[str, Change] = {
    "doubled": lambda files: [*files[:-1], files[-2], files[-1]],
    "dropped": lambda files: files[:-1],
    "swapped": lambda files: [*files[:-2], files[-1], files[-2]],
    "added": lambda files: [*files, (f"{ROOT}/data/evidence/0003.jpg", b"more")],
    "altered": lambda files: [*files[:-1], (files[-1][0], b"altered")],
    "no papers": lambda files: files[4:],
}


@pytest.mark.parametrize("arrangement", ARRANGEMENTS)
def test_files_out_of_place(desk: Desk, bundle: Path, tmp_path: Path, arrangement: str) -> None:
    tar = retarred(ARRANGEMENTS[arrangement](members(desk.opened(bundle))))
    refused = refusal(desk.sealed(tar, tmp_path / "x.age"), desk)
    expected = {"altered": "handover.member_altered"}.get(arrangement, "handover.member_unexpected")
    assert refused.key == expected


@pytest.mark.threat(16)
def test_a_large_file_behind_somebodys_true_papers(desk: Desk, bundle: Path, tmp_path: Path) -> None:
    """Their hashes say that it is another only after its last byte, and it may have as many as there are; how many there should be they say before."""
    *files, (name, data) = members(desk.opened(bundle))
    read = 0

    def take(member: Member, pieces: Iterator[bytes]) -> Iterator[bytes]:
        nonlocal read
        for piece in pieces:
            read += len(piece) if name.endswith(member.name) else 0
            yield piece

    path = desk.sealed(retarred([*files, (name, data + b"x" * 5_000_000)]), tmp_path / "x.age")
    with path.open("rb") as source, pytest.raises(VerificationFailed, match="member_altered"):
        reading.read(source, [desk.recipient], take=take)
    assert read == 0


@pytest.mark.parametrize("tail", [b"x", b"\0" * 512, b"\0" * 100_000 + b"x"])
def test_something_behind_the_end(desk: Desk, bundle: Path, tmp_path: Path, tail: bytes) -> None:
    path = desk.sealed(desk.opened(bundle) + tail, tmp_path / "x.age")
    assert refusal(path, desk).key == "handover.tar_tail"


def test_the_end_comes_early(desk: Desk, bundle: Path, tmp_path: Path) -> None:
    tar = desk.opened(bundle)
    for length in (len(tar) - 1, len(tar) - 512, len(tar) // 2, 700):
        refused = refusal(desk.sealed(tar[:length], tmp_path / "x.age"), desk)
        assert refused.key in ("handover.tar_short", "handover.member_larger_than_bundle")


def test_a_newer_statement(desk: Desk, bundle: Path, tmp_path: Path) -> None:
    files = members(desk.opened(bundle))
    said = files[0][1].decode().rpartition("\n\n")[0] + "\n"
    text = said.replace(statement.FORMAT, "casefile.bundle/v2")
    note = sign_note(text, SIGNER, desk.key)
    tar = retarred([(files[0][0], note), *files[1:]])
    assert refusal(desk.sealed(tar, tmp_path / "x.age"), desk).key == "handover.newer_bundle"


MANIFESTS = {
    "escapes": "{hash}  ../../up\n",
    "absolute": "{hash}  /etc/passwd\n",
    "other order": "{hash}  data/case.json\n{hash}  data/journal.json\n",
    "twice": "{hash}  data/journal.json\n{hash}  data/journal.json\n",
    "upper case": "{HASH}  data/journal.json\n",
    "binary mark": "{hash} *data/journal.json\n",
    "no end": "{hash}  data/journal.json",
    "gap": "{hash}  data/journal.json\n{hash}  data/case.json\n{hash}  data/evidence/0002.jpg\n",
    "nothing": "",
}


@pytest.mark.parametrize("kind", MANIFESTS)
def test_manifests(desk: Desk, bundle: Path, tmp_path: Path, kind: str) -> None:
    text = MANIFESTS[kind].format(hash="a" * 64, HASH="A" * 64)
    files = dict(members(desk.opened(bundle)))
    files[f"{ROOT}/{layout.MANIFEST}"] = text.encode()
    lines = files[f"{ROOT}/{layout.TAG_MANIFEST}"].decode().splitlines()
    lines[0] = f"{hashlib.sha256(text.encode()).hexdigest()}  {layout.MANIFEST}"
    files[f"{ROOT}/{layout.TAG_MANIFEST}"] = ("\n".join(lines) + "\n").encode()
    del files[f"{ROOT}/{layout.SIGNATURE}"]
    path = desk.sealed(retarred(list(files.items())), tmp_path / "x.age")
    assert refusal(path, desk).key == "handover.manifest_damaged"


@pytest.mark.threat(15)
@pytest.mark.parametrize("version", ["0.1", "1.0"])
def test_a_sparse_file_told_in_pax_records(desk: Desk, bundle: Path, tmp_path: Path, version: str) -> None:
    info = tarfile.TarInfo(f"{ROOT}/data/evidence/0001.jpg")
    major, minor = version.split(".")
    info.pax_headers = {"GNU.sparse.major": major, "GNU.sparse.minor": minor, "GNU.sparse.realsize": str(2**40)}
    tar = with_instead(desk, bundle, "data/evidence/0001.jpg", info.tobuf(tarfile.PAX_FORMAT))
    assert isinstance(refusal(desk.sealed(tar, tmp_path / "x.age"), desk), VerificationFailed)


@pytest.mark.threat(16)
def test_more_members_than_are_listed(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "many.age"
    with path.open("wb") as sink:
        encryptor = Encryptor(sink, [desk.recipient.recipient])
        piece = ustar.header(Member(f"{ROOT}/x", 0)) * 2048
        for _ in range(20):
            encryptor.write(piece)
        encryptor.finish()
    assert refusal(path, desk).key == "handover.member_unexpected"
