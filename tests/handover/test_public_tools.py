"""Someone without Casefile opens and checks a bundle, by the words that lie beside and inside it."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from casefile.crypto.age import X25519Identity
from casefile.handover import layout, papers
from tests.handover import exchange
from tests.handover.desk import BUNDLE, Desk, members

CHECKOUT = Path(__file__).resolve().parents[2]
NPM = Path(os.environ.get("CASEFILE_NPM", CHECKOUT / "build" / "npm"))


def run(*command: str, folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def unpacked(desk: Desk, bundle: Path, tmp_path: Path) -> Path:
    """The bag, unpacked by the system's tar."""
    if os.name == "nt" or shutil.which("sha256sum") is None:
        pytest.skip("the tools of the paper for Linux are not here")
    (tmp_path / "bundle.tar").write_bytes(desk.opened(bundle))
    run("tar", "-xf", "bundle.tar", folder=tmp_path)
    return tmp_path / f"casefile-{BUNDLE}"


def test_tar_and_sha256sum_accept_it(unpacked: Path, desk: Desk) -> None:
    assert "FAILED" not in run("sha256sum", "-c", "--strict", "tagmanifest-sha256.txt", folder=unpacked)
    checked = run("sha256sum", "-c", "--strict", "manifest-sha256.txt", folder=unpacked)
    assert checked.count(": OK") == 5
    assert (unpacked / "data/evidence/0001.jpg").read_bytes() == desk.files[0]
    assert (unpacked / "data/evidence/0002.jpg").read_bytes() == b""


def test_tar_tells_nothing_but_generated_names(desk: Desk, bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "bundle.tar").write_bytes(desk.opened(bundle))
    lines = run("tar", "--utc", "--numeric-owner", "-tvf", "bundle.tar", folder=tmp_path).splitlines()
    names = [line.split("/", 2)[2] for line in lines]
    assert names == [
        "signature", "tagmanifest-sha256.txt", "manifest-sha256.txt", "bagit.txt", "bag-info.txt", "README.txt",
        "data/journal.json", "data/case.json", "data/summary.pdf", "data/evidence/0001.jpg", "data/evidence/0002.jpg",
    ]  # fmt: skip
    assert {line.split()[0] for line in lines} == {"-rw-r--r--"}
    assert {line.split()[1] for line in lines} == {"0/0"}
    assert {line.split()[3] for line in lines} == {"2000-01-01"}


def test_the_commands_of_the_readme_check_the_signature(unpacked: Path) -> None:
    said = checked_by_the_readme(unpacked)
    assert "Signature Verified Successfully" in said
    signed = re.search(r"^manifest ([0-9a-f]{64})$", (unpacked / "signature").read_text("utf-8"), re.M)
    assert signed is not None
    assert f"{signed[1]}  tagmanifest-sha256.txt" in said


@pytest.mark.parametrize("kind", [layout.SYNC, layout.RECEIPT, layout.CARD])
def test_what_is_sent_often_is_checked_by_its_own_short_words(desk: Desk, tmp_path: Path, kind: str) -> None:
    if os.name == "nt" or shutil.which("openssl") is None:
        pytest.skip("the tools of the paper for Linux are not here")
    (tmp_path / "bundle.tar").write_bytes(desk.opened(exchange.write(desk, kind, tmp_path / "x.age")))
    run("tar", "-xf", "bundle.tar", folder=tmp_path)
    test_the_commands_of_the_readme_check_the_signature(tmp_path / f"casefile-{BUNDLE}")
    readme = papers.readme(kind, BUNDLE).decode("utf-8-sig")
    assert len(readme.encode()) < 2600
    assert all(words in readme for words in ("HOW TO CHECK", "КАК ПРОВЕРИТЬ", "ҚАЛАЙ ТЕКСЕРУГЕ", "sender-key", BUNDLE))


def test_an_entry_is_proven_by_hand(desk: Desk, sync_bundle: Path) -> None:
    """By the words of the paper, with nothing but SHA-256 and JSON: the root of the signed checkpoint from one file of entries."""
    content = dict(members(desk.opened(sync_bundle)))
    signature = content[f"casefile-{BUNDLE}/signature"].decode()
    section = json.loads(content[f"casefile-{BUNDLE}/data/journal.json"])["sections"][0]
    cover = [bytes.fromhex(each) for each in section["cover"]]
    leaves = {each["position"]: _leaf(each) for each in section["entries"]}

    def head(start: int, end: int) -> bytes:
        if not any(start <= each < end for each in leaves):
            return cover.pop(0)
        if end - start == 1:
            return leaves[start]
        middle = start + (1 << (end - start - 1).bit_length() - 1)
        return hashlib.sha256(b"\x01" + head(start, middle) + head(middle, end)).digest()

    size = int(re.search(r"^checkpoint-size (\d+)$", signature, re.M)[1])  # type: ignore[index]  # it is there
    root = re.search(r"^checkpoint-root (\S+)$", signature, re.M)
    assert root is not None
    assert base64.b64encode(head(0, size)).decode() == root[1]
    assert not cover


def _leaf(entry: dict[str, Any]) -> bytes:
    fields = sorted(
        (_sha256(bytes.fromhex(each["salt"]) + _canonical([each["path"], each["value"]])).hex(), sorted(each["seen"]))
        for each in entry["changes"]
    )
    names = ("author", "device", "kind", "lamport", "operation", "position", "record", "time")
    skeleton = {name: entry[name] for name in names}
    skeleton |= {"fields": [{"commitment": each, "seen": seen} for each, seen in fields], "version": 1}
    return _sha256(b"\x00" + _canonical(skeleton))


def _canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def test_the_npm_package_opens_it_by_the_script_in_the_paper(desk: Desk, bundle: Path, tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None or not (NPM / "node_modules" / "age-encryption").is_dir():
        pytest.skip("node, or the age-encryption package under CASEFILE_NPM or build/npm, is not there")
    paper = papers.how_to_open().decode("utf-8-sig")
    script = re.search(r"open\.mjs:\n((?:      .*\n)+)", paper)
    assert script is not None
    (tmp_path / "open.mjs").write_text(script[1])
    (tmp_path / "node_modules").symlink_to(NPM / "node_modules")
    (tmp_path / "KEY.txt").write_text(f"# public key: x\n{desk.recipient.encode()}\n")
    run(node, "open.mjs", "KEY.txt", bundle.name, "bundle.tar", folder=tmp_path)
    assert (tmp_path / "bundle.tar").read_bytes() == desk.opened(bundle)


@pytest.fixture(params=layout.KINDS)
def stranger(desk: Desk, request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The bag of a bundle of each kind, opened with nothing but the system's age and tar. Debian's age knows no hybrid keys."""
    if os.name == "nt" or shutil.which("age") is None or shutil.which("sha256sum") is None:
        pytest.skip("age, or the tools of the paper for Linux, are not here")
    key = X25519Identity.generate()
    desk.recipient = key  # type: ignore[assignment]  # someone who has nothing newer
    exchange.write(desk, request.param, tmp_path / "x.age")
    (tmp_path / "KEY.txt").write_text(key.encode() + "\n")
    run("age", "-d", "-i", "KEY.txt", "-o", "bundle.tar", "x.age", folder=tmp_path)
    run("tar", "-xf", "bundle.tar", folder=tmp_path)
    return tmp_path / f"casefile-{BUNDLE}"


def test_a_stranger_checks_each_kind_with_public_tools_alone(stranger: Path) -> None:
    for manifest in ("tagmanifest-sha256.txt", "manifest-sha256.txt"):
        assert "FAILED" not in run("sha256sum", "-c", "--strict", manifest, folder=stranger)
    said = checked_by_the_readme(stranger)
    assert "Signature Verified Successfully" in said


def test_a_validator_of_bags_accepts_each_kind(stranger: Path) -> None:
    bagit = pytest.importorskip("bagit", reason="the package bagit, by the Library of Congress, is not here")
    assert bagit.Bag(str(stranger)).validate()
    last = max((stranger / "data").rglob("*.*"))
    last.write_bytes(last.read_bytes() + b"x")
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(stranger)).validate()


def test_an_altered_text_is_not_verified(stranger: Path) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not here")
    note = stranger / "signature"
    note.write_bytes(note.read_bytes().replace(b"sequence ", b"sequence 1"))
    done = subprocess.run(["sh", "-e", "-c", script_of(stranger)], cwd=stranger, capture_output=True, check=False)
    assert done.returncode != 0


@pytest.mark.parametrize("stranger", [layout.SYNC], indirect=True)
def test_a_stranger_proves_where_entries_stand_in_the_logs_of_their_devices(stranger: Path) -> None:
    """Those of the sender to the checkpoint in the signature; those that are passed on to the one that their own device signed."""
    statement = (stranger / "signature").read_text("utf-8")
    relayed = 0
    for path in sorted((stranger / "data").glob("journal*.json")):
        for section in json.loads(path.read_text("utf-8"))["sections"]:
            if section["note"]:
                relayed += 1
                signed = stranger / "note"
                signed.mkdir(exist_ok=True)
                (signed / "signature").write_text(section["note"], "utf-8")
                assert "Verified Successfully" in verified_by_openssl(signed / "signature", section["key"])
                origin, size, root = section["note"].split("\n")[:3]
            else:
                origin, size, root = re.findall(r"^checkpoint-(?:origin|size|root) (.+)$", statement, re.M)
            assert origin.endswith(section["device"])
            assert tree_head(int(size), section) == base64.b64decode(root)
    assert relayed == 1


def tree_head(size: int, section: dict[str, Any]) -> bytes:
    """The root of RFC 6962, section 2.1, from the entries of a section and the hashes of the largest subtrees without any."""
    leaves, cover = {each["position"]: leaf(each) for each in section["entries"]}, iter(section["cover"])

    def subtree(start: int, end: int) -> bytes:
        if not any(start <= position < end for position in leaves):
            return bytes.fromhex(next(cover))
        if end - start == 1:
            return leaves[start]
        half = 1 << (end - start - 1).bit_length() - 1
        return hashlib.sha256(b"\x01" + subtree(start, start + half) + subtree(start + half, end)).digest()

    return subtree(0, size)


def leaf(entry: dict[str, Any]) -> bytes:
    """SHA-256 over a zero byte and the skeleton: the entry with a salted hash in the place of each value."""
    fields = [{"commitment": each["commitment"], "seen": sorted(each["seen"])} for each in entry["withheld"]]
    for each in entry["changes"]:
        committed = hashlib.sha256(bytes.fromhex(each["salt"]) + canonical([each["path"], each["value"]])).hexdigest()
        fields.append({"commitment": committed, "seen": sorted(each["seen"])})
    named = ("author", "device", "kind", "lamport", "operation", "position", "record", "time")
    fields.sort(key=lambda each: str(each["commitment"]))
    skeleton = {**{name: entry[name] for name in named}, "fields": fields, "version": 1}
    return hashlib.sha256(b"\0" + canonical(skeleton)).digest()


def canonical(value: object) -> bytes:
    """RFC 8785, for what an entry may hold: no fractions, and names of plain letters."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def verified_by_openssl(note: Path, key: str) -> str:
    """What openssl says of a C2SP signed note with one Ed25519 signature by `key`."""
    text, _, signatures = note.read_text("utf-8").partition("\n\n")
    raw = base64.b64decode(signatures.strip().rsplit(" ", 1)[1])[-64:]
    der = bytes.fromhex("302a300506032b6570032100") + base64.b64decode(key.split("+", 2)[2])[-32:]
    folder = note.parent
    for name, data in (("text", text.encode() + b"\n"), ("sig", raw), ("key", der)):
        (folder / name).write_bytes(data)
    words = [
        "pkeyutl",
        "-verify",
        "-rawin",
        "-pubin",
        "-keyform",
        "DER",
        "-inkey",
        "key",
        "-in",
        "text",
        "-sigfile",
        "sig",
    ]
    return run("openssl", *words, folder=folder)


def script_of(bag: Path) -> str:
    """The commands at the end of a bag's README.txt."""
    readme = (bag / "README.txt").read_text("utf-8-sig")
    commands = readme[readme.rindex("=" * 20) :].split("\n", 1)[1].split("Bundle ")[0]
    return re.sub(r"^\d?\s+", "", commands, flags=re.M)


def checked_by_the_readme(bag: Path) -> str:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not here")
    return run("sh", "-e", "-c", script_of(bag), folder=bag)


def test_the_paper_beside_names_no_one_and_speaks_three_languages() -> None:
    paper = papers.how_to_open().decode("utf-8-sig")
    assert "HOW TO OPEN" in paper
    assert "КАК ОТКРЫТЬ" in paper
    assert "ҚАЛАЙ АШУҒА" in paper
    assert "{{" not in paper + papers.readme(layout.DISCLOSURE, BUNDLE).decode()
    assert BUNDLE not in paper
