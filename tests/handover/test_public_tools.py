"""Someone without Casefile opens and checks a bundle, by the words that lie beside and inside it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from casefile.handover import layout, papers
from tests.handover.desk import BUNDLE, Desk

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
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not here")
    readme = (unpacked / "README.txt").read_text("utf-8-sig")
    commands = readme[readme.rindex("=" * 20) :].split("\n", 1)[1].split("Bundle ")[0]
    script = re.sub(r"^\d?\s+", "", commands, flags=re.M)
    said = run("sh", "-e", "-c", script, folder=unpacked)
    assert "Signature Verified Successfully" in said
    signed = re.search(r"^manifest ([0-9a-f]{64})$", (unpacked / "signature").read_text("utf-8"), re.M)
    assert signed is not None
    assert f"{signed[1]}  tagmanifest-sha256.txt" in said


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


def test_the_paper_beside_names_no_one_and_speaks_three_languages() -> None:
    paper = papers.how_to_open().decode("utf-8-sig")
    assert "HOW TO OPEN" in paper
    assert "КАК ОТКРЫТЬ" in paper
    assert "ҚАЛАЙ АШУҒА" in paper
    assert "{{" not in paper + papers.readme(layout.DISCLOSURE, BUNDLE).decode()
    assert BUNDLE not in paper
