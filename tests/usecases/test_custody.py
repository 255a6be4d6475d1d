"""A custody report as a stranger meets it: a paper, an annex, and a computer without Casefile."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import random
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from cryptography.hazmat.primitives.serialization import load_der_public_key

from casefile.crypto.checkpoint import Checkpoint
from casefile.crypto.cosigning import CosigningKey, cosign
from casefile.crypto.kdf import FLOOR
from casefile.crypto.signing import SigningKey, sign_note
from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Evidence
from casefile.domain.values import Text, When
from casefile.errors import Cancelled, NotFound, Refused
from casefile.exports import pdf
from casefile.exports.custody import annexfile, checking, paper
from casefile.exports.custody.account import Account, Seen
from casefile.i18n import LANGUAGES, Catalogue
from casefile.journal.tiles import Tiles
from casefile.journal.tree import inclusion_proof
from casefile.progress import Stoppable
from casefile.usecases import backup, checkpoints, custody, edit, evidence, purge
from casefile.usecases import session as sessions
from casefile.usecases.session import Session

PASSPHRASE = "seven invented words that nobody uses here"
CONTENT = b"what was seen on the square"
NAME = "площадь <b>&amp;.txt"


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A vault in which some cases were recorded before, so that the tree has more than one level."""
    folder = tmp_path_factory.mktemp("custody")
    opened = sessions.create(folder / "Test.casefile", PASSPHRASE, "Aigerim Invented", FLOOR)
    edit.save(opened, [Case(reference=f"X-{number}", title=Text.of("A case", "en")) for number in range(5)])
    yield opened
    opened.lock()


@pytest.fixture(scope="module")
def file(vault: Session, tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    """A file that was taken in, put right in its description, and written out once."""
    folder = tmp_path_factory.mktemp("file")
    (folder / NAME).write_bytes(CONTENT)
    details = Evidence(
        title=Text.of("The square at dawn", "en"), captured=When("2026-05-04"), captured_by="a passer-by"
    )
    taken = evidence.attach(vault, folder / NAME, details)
    edit.save(vault, [replace(taken, obtained_from="N. Invented")])
    evidence.extract(vault, taken.id, folder / "copy.txt")
    edit.save(vault, [Case(reference="X-9", title=Text.of("Another case", "en"))])
    return taken


@dataclass
class Desk:
    """A stranger's empty folder with the two files in it, and the paper beside."""

    folder: Path
    sha256: str
    annex: str

    def runs(self, command: tuple[str, ...]) -> str:
        """What a command answers; an empty text where it fails."""
        words = ["bash", "-c", "\n".join(command)]
        done = subprocess.run(words, cwd=self.folder, capture_output=True, text=True, check=False)
        return done.stdout if done.returncode == 0 else ""

    def compares(self) -> bool:
        return self.runs(checking.compare(self.sha256, self.annex)).count(": OK") == 2

    def computes(self) -> bool:
        self.runs(checking.unpack())
        return "The hashes agree" in self.runs(checking.run())

    def verifies(self) -> bool:
        said = self.runs(checking.verify("ed25519"))
        signatures = len(list(self.folder.glob("*.ed25519.der")))
        return signatures > 0 and said.count("Signature Verified Successfully") == signatures


def _desk(folder: Path, annex: bytes, content: bytes = CONTENT) -> Desk:
    folder.mkdir(exist_ok=True)
    (folder / checking.FILE).write_bytes(content)
    (folder / checking.ANNEX).write_bytes(annex)
    return Desk(folder, hashlib.sha256(content).hexdigest(), hashlib.sha256(annex).hexdigest())


def _told(session: Session, evidence_id: str) -> Account:
    """The account as an export makes it: the checkpoint is signed first."""
    checkpoints.sign(session.database, session.local)
    return custody.account(session, evidence_id)


def _words(path: Path) -> str:
    opened = pypdfium2.PdfDocument(path.read_bytes())
    found = " ".join(page.get_textpage().get_text_bounded() for page in opened)
    opened.close()
    return " ".join(found.split())


def _changed(annex: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    said = json.loads(annex)
    change(said)
    return json.dumps(said, ensure_ascii=False).encode()


def test_a_stranger_checks_a_report_with_what_the_paper_says(vault: Session, file: Evidence, tmp_path: Path) -> None:
    report, annex = custody.export(vault, file.id, tmp_path / "report.pdf")
    desk = _desk(tmp_path / "desk", annex.read_bytes())
    assert desk.compares() and desk.computes() and desk.verifies()
    printed = _words(report)
    for command in (checking.compare(desk.sha256, desk.annex), checking.run(), checking.verify("ed25519")):
        assert " ".join(" ".join(command).split()) in printed
    for written in checking.script().splitlines():
        assert " ".join(written.split()) in printed
    assert "report.custody.json" in printed


def test_the_second_signature_holds_too(vault: Session, file: Evidence, tmp_path: Path) -> None:
    """ML-DSA-44, which the openssl of older systems does not know: the same files, checked by a library."""
    desk = _desk(tmp_path / "desk", annexfile.dump(_told(vault, file.id)))
    assert desk.computes()
    names = [each.stem for each in desk.folder.glob("*.mldsa44.der")]
    assert names
    for name in names:
        key: Any = load_der_public_key((desk.folder / f"{name}.der").read_bytes())
        key.verify((desk.folder / f"{name}.sig").read_bytes(), (desk.folder / f"{name}.msg").read_bytes())


def test_any_byte_that_is_altered_is_noticed(vault: Session, file: Evidence, tmp_path: Path) -> None:
    annex = annexfile.dump(_told(vault, file.id))
    desk = _desk(tmp_path / "desk", annex)
    chance = random.Random(7)
    for name, content in ((checking.FILE, CONTENT), (checking.ANNEX, annex)):
        for at in chance.sample(range(len(content)), 12):
            altered = bytearray(content)
            altered[at] ^= 1 << chance.randrange(8)
            (desk.folder / name).write_bytes(altered)
            assert not desk.compares()
        (desk.folder / name).write_bytes(content)
    assert desk.compares()


def _other_file(said: dict[str, Any]) -> None:
    said["file"]["sha256"] = hashlib.sha256(b"another file").hexdigest()


def _other_event(said: dict[str, Any]) -> None:
    said["steps"][1]["fields"][0]["value"]["event"] = "collected"


def _other_hash_everywhere(said: dict[str, Any]) -> None:
    was = said["file"]["sha256"]
    said.update(json.loads(json.dumps(said).replace(was, hashlib.sha256(b"another file").hexdigest())))


def _earlier(said: dict[str, Any]) -> None:
    step = said["steps"][0]
    step["skeleton"] = step["skeleton"].replace('"time":"2', '"time":"1')
    step["id"] = hashlib.sha256(b"\0" + step["skeleton"].encode()).hexdigest()


def _moved(said: dict[str, Any]) -> None:
    said["steps"][0]["proof"], said["steps"][1]["proof"] = said["steps"][1]["proof"], said["steps"][0]["proof"]


def _shorter(said: dict[str, Any]) -> None:
    said["steps"][0]["proof"].pop()


def _other_root(said: dict[str, Any]) -> None:
    said["logs"][0]["root"] = hashlib.sha256(b"another root").hexdigest()


def _other_note(said: dict[str, Any]) -> None:
    log = said["logs"][0]
    lines = log["note"].split("\n")
    lines[1] = log["size"] = int(lines[1]) + 1
    log["note"] = "\n".join(map(str, lines))


def _unsigned(said: dict[str, Any]) -> None:
    said["logs"][0]["note"] = "\n".join(said["logs"][0]["note"].split("\n")[:5]) + "\n"


def _other_signature(said: dict[str, Any]) -> None:
    log = said["logs"][0]
    at = log["note"].index("\n\n") + 70
    log["note"] = log["note"][:at] + ("A" if log["note"][at] != "A" else "B") + log["note"][at + 1 :]


def _other_key(said: dict[str, Any]) -> None:
    said["logs"][0]["keys"][0] = SigningKey.generate().public.encode(said["logs"][0]["origin"])


@pytest.mark.parametrize(
    "change",
    [
        _other_file, _other_event, _other_hash_everywhere, _earlier, _moved, _shorter,
        _other_root, _other_note, _unsigned, _other_signature, _other_key,
    ],
)  # fmt: skip
def test_an_annex_made_up_to_another_tale_does_not_hold(
    vault: Session, file: Evidence, tmp_path: Path, change: Callable[[dict[str, Any]], None]
) -> None:
    """Even where whoever changed it printed a paper with its hash."""
    desk = _desk(tmp_path / "desk", _changed(annexfile.dump(_told(vault, file.id)), change))
    assert desk.compares()
    assert not (desk.computes() and desk.verifies())


def _witnessed(vault: Session, told: Account, size: int) -> Account:
    """The account with what a colleague would sign who saw the first `size` entries."""
    device = told.steps[0].entry.device
    with vault.database.reading() as connection:
        tiles = Tiles(connection, device, size)
        root = tiles.root()
        paths = {
            number: inclusion_proof(step.entry.position, size, tiles.node)
            for number, step in enumerate(told.steps, 1)
            if step.entry.position < size
        }
    key, cosigning, name = SigningKey.generate(), CosigningKey.generate(), "casefile-device-" + "b" * 32
    origin = "casefile-device-" + device
    note = cosign(sign_note(Checkpoint(origin, size, root).text(), name, key), name, cosigning, 1_700_000_000)
    witness = custody.Witness(
        "Bolat Invented", "0011 2233", "2026-06-01T10:00:00+05:00", origin, size, root, note.decode(),
        (key.public.encode(name), cosigning.public.encode(name)),
    )  # fmt: skip
    return replace(told, seen=(Seen(witness, paths),))


def test_a_witness_is_checked_as_well(vault: Session, file: Evidence, tmp_path: Path) -> None:
    told = _told(vault, file.id)
    size = told.steps[1].entry.position + 1
    told = _witnessed(vault, told, size)
    annex = annexfile.dump(told)
    desk = _desk(tmp_path / "desk", annex)
    assert desk.computes() and desk.verifies()
    assert len(list(desk.folder.glob("witness1.*.ed25519.sig"))) == 1
    printed = pdf.write(paper.build(told, "en", "a.custody.json", desk.annex))
    (tmp_path / "w.pdf").write_bytes(printed)
    words = _words(tmp_path / "w.pdf")
    assert "Bolat Invented" in words and f"its first {size} entries" in words and "Steps 1, 2 were in it" in words

    def overstated(said: dict[str, Any]) -> None:
        said["witnesses"][0]["steps"]["3"] = said["steps"][2]["proof"]

    desk = _desk(tmp_path / "overstated", _changed(annex, overstated))
    assert not desk.computes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_tells_proof_from_claim(vault: Session, file: Evidence, tmp_path: Path, language: str) -> None:
    words, told = Catalogue(language), _told(vault, file.id)
    document = paper.build(told, language, "a.custody.json", "0" * 64)
    (tmp_path / "a.pdf").write_bytes(pdf.write(document))
    printed = _words(tmp_path / "a.pdf")
    for key in ("proven.entries", "claims.times", "claims.owner", "witnesses.none"):
        assert " ".join(words.text(f"custody.{key}").split()) in printed
    assert NAME in printed and "N. Invented" in printed and "Aigerim Invented" in printed
    assert pdf.write(document) == (tmp_path / "a.pdf").read_bytes()
    opened = pypdfium2.PdfDocument((tmp_path / "a.pdf").read_bytes())
    assert {name for name, value in opened.get_metadata_dict().items() if value} == {"Title", "Producer"}
    opened.close()


def test_where_a_copy_lies_on_this_disk_is_not_printed(vault: Session, file: Evidence, tmp_path: Path) -> None:
    report, _ = custody.export(vault, file.id, tmp_path / "report.pdf")
    assert "As: copy.txt" in _words(report) and str(tmp_path.parent) not in _words(report)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_without_names_still_proves_and_names_nobody(
    vault: Session, file: Evidence, tmp_path: Path, language: str
) -> None:
    report, annex = custody.export(vault, file.id, tmp_path / "report.pdf", language, "nameless")
    desk = _desk(tmp_path / "desk", annex.read_bytes())
    assert desk.compares() and desk.computes() and desk.verifies()
    printed, written = _words(report), annex.read_text("utf-8")
    assert " ".join(Catalogue(language).text("custody.what.withheld").split()) in printed
    for name in ("Aigerim", "passer-by", "N. Invented", "площадь", "copy.txt", "The square at dawn", str(tmp_path)):
        assert name not in printed and name not in written
    assert printed.count(hashlib.sha256(CONTENT).hexdigest()[:8]) >= 4


def test_the_export_stands_in_the_custody_with_both_hashes(vault: Session, file: Evidence, tmp_path: Path) -> None:
    report, annex = custody.export(vault, file.id, tmp_path / "report.pdf", "kk")
    event = custody.steps(vault, file.id)[-1].event
    assert event == {
        "event": "custody_exported",
        "to": str(report.absolute()),
        "report": hashlib.sha256(report.read_bytes()).hexdigest(),
        "annex": hashlib.sha256(annex.read_bytes()).hexdigest(),
    }
    assert "Custody report written" in _words(custody.export(vault, file.id, tmp_path / "next.pdf")[0])


def test_steps_of_an_earlier_device_are_proven_by_its_own_signature(
    vault: Session, file: Evidence, tmp_path: Path
) -> None:
    backup.make(vault, tmp_path / "stick")
    backup.restore(tmp_path / "stick", tmp_path / "Back.casefile")
    restored = sessions.unlock(tmp_path / "Back.casefile", PASSPHRASE)
    try:
        told = custody.account(restored, file.id)
        assert all(step.proof is not None and step.is_own for step in told.steps)
        assert [log.keys[0].partition("+")[0] for log in told.logs] == [f"casefile-device-{told.steps[0].entry.device}"]
        report, annex = custody.export(restored, file.id, tmp_path / "report.pdf")
        later = _told(restored, file.id)
        assert len(later.logs) == 2 and "Journal B" in _words(custody.export(restored, file.id, tmp_path / "b.pdf")[0])
        desk = _desk(tmp_path / "desk", annexfile.dump(later))
        assert desk.computes() and desk.verifies() and report.exists() and annex.exists()
    finally:
        restored.lock()


def test_a_purged_field_leaves_the_proofs_whole_and_a_deleted_file_has_no_report(tmp_path: Path) -> None:
    opened = sessions.create(tmp_path / "P.casefile", PASSPHRASE, "Aigerim Invented", FLOOR)
    try:
        (tmp_path / "a.txt").write_bytes(CONTENT)
        case = Case(reference="X-1", title=Text.of("A case", "en"))
        edit.save(opened, [case])
        taken = evidence.attach(opened, tmp_path / "a.txt", Evidence(cases=(Ref(case.id),)))
        purge.fields(opened, taken, ["captured_by"])
        assert all(step.proof is not None for step in _told(opened, taken.id).steps)
        edit.delete(opened, taken)
        with pytest.raises(NotFound):
            custody.export(opened, taken.id, tmp_path / "r.pdf")
        assert not (tmp_path / "r.pdf").exists()
    finally:
        opened.lock()


@pytest.mark.parametrize(("name", "language"), [("r.txt", "en"), ("r.pdf", "de"), ("nowhere/r.pdf", "en")])
def test_refused_in_one_sentence(vault: Session, file: Evidence, tmp_path: Path, name: str, language: str) -> None:
    with pytest.raises(Refused) as refused:
        custody.export(vault, file.id, tmp_path / name, language)
    assert Catalogue("en").error(refused.value).endswith(".")
    assert list(tmp_path.iterdir()) == []


def test_neither_file_is_overwritten(vault: Session, file: Evidence, tmp_path: Path) -> None:
    custody.annex_beside(tmp_path / "r.pdf").write_text("mine")
    with pytest.raises(Refused):
        custody.export(vault, file.id, tmp_path / "r.pdf")
    assert [each.read_text() for each in tmp_path.iterdir()] == ["mine"]


def test_the_annex_comes_before_its_paper_and_goes_where_that_does_not_come(
    vault: Session, file: Evidence, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "r.pdf"
    annex = custody.annex_beside(report)
    replace_, stood = Path.replace, []

    def broken(path: Path, target: Path) -> Path:
        if target == report:
            stood.append(annex.exists())
            raise OSError(errno.EIO, "Input/output error")
        return replace_(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", broken)
        with pytest.raises(Refused):
            custody.export(vault, file.id, report)
    assert stood == [True]
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_and_a_stop_leave_nothing(
    vault: Session, file: Evidence, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int, _data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        with pytest.raises(Refused):
            custody.export(vault, file.id, tmp_path / "r.pdf")
    stopped = Stoppable()
    stopped.stop()
    with pytest.raises(Cancelled):
        custody.export(vault, file.id, tmp_path / "r.pdf", progress=stopped)
    assert list(tmp_path.iterdir()) == []
