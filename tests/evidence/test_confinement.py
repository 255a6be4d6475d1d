"""What a worker cannot do, tried from inside the confinement and seen from outside on a real worker."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from casefile.evidence import viewing
from casefile.evidence.viewing import Viewer
from casefile.i18n import LANGUAGES, Catalogue

from .samples import MEDIA

ROOT = Path(__file__).resolve().parents[2]
linux = pytest.mark.skipif(sys.platform != "linux", reason="the system confines no worker here")
ATTEMPTS = """
import ctypes, json, mmap, os, resource, socket, sys, threading
sys.path.insert(0, sys.argv[1])
from casefile.evidence.worker.confinement import confine
secret, folder, parent = sys.argv[2], sys.argv[3], int(sys.argv[4])
confine(1 << 30, 60)

def outcome(attempt):
    try:
        attempt()
    except (OSError, ValueError):
        return "denied"
    return "done"

libc = ctypes.CDLL(None, use_errno=True)

def called(number, *arguments):
    if libc.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), "")

thread = threading.Thread(target=lambda: None)
results = {
    "read a file": outcome(lambda: open(secret)),
    "list a folder": outcome(lambda: os.listdir(folder)),
    "write a file": outcome(lambda: open(folder + "/new", "w")),
    "remove a file": outcome(lambda: os.unlink(secret)),
    "rename a file": outcome(lambda: os.rename(secret, secret + "2")),
    "internet socket": outcome(lambda: socket.socket(socket.AF_INET)),
    "local socket": outcome(lambda: socket.socket(socket.AF_UNIX)),
    "pipe": outcome(os.pipe),
    "fork": outcome(os.fork),
    "run a program": outcome(lambda: os.execv("/bin/true", ["true"])),
    "signal another process": outcome(lambda: os.kill(parent, 0)),
    "make code": outcome(lambda: mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)),
    "attach to another process": outcome(lambda: called(101 if os.uname().machine == "x86_64" else 117, 16, parent, 0, 0)),
    "raise a limit": outcome(lambda: resource.setrlimit(resource.RLIMIT_CPU, (5000, 5000))),
}
thread.start()
thread.join()
print(json.dumps(results))
"""


def requires(fact: str) -> None:
    if fact not in viewing.confinement_report():
        pytest.skip(f"this system has no {fact}")


@linux
def test_nothing_can_be_opened_sent_started_or_changed(tmp_path: Path) -> None:
    requires("calls_filtered")
    secret = tmp_path / "secret.txt"
    secret.write_text("a name")
    command = [sys.executable, "-I", "-c", ATTEMPTS, str(ROOT), str(secret), str(tmp_path), str(os.getpid())]
    tried = subprocess.run(command, capture_output=True, text=True, check=True)
    results = json.loads(tried.stdout)
    assert {attempt for attempt, outcome in results.items() if outcome != "denied"} == set()
    assert secret.read_text() == "a name"
    assert list(tmp_path.iterdir()) == [secret]


@linux
def test_a_file_of_the_home_folder_stays_closed() -> None:
    requires("files_closed")
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from casefile.evidence.worker import linux\n"
        "linux.forbid_new_privileges(); assert linux.landlock()[0]\n"
        "import os\n"
        "try:\n os.listdir(sys.argv[2])\nexcept PermissionError:\n print('closed')\n"
    )
    tried = subprocess.run(
        [sys.executable, "-I", "-c", script, str(ROOT), str(Path.home())], capture_output=True, text=True, check=False
    )
    if "AssertionError" in tried.stderr:
        pytest.skip("this kernel has no Landlock; the filter of calls stands alone")
    assert tried.stdout.strip() == "closed"


@linux
def test_the_worker_inherits_no_descriptor_no_environment_and_no_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEFILE_TEST_MARKER", "a passphrase")
    monkeypatch.chdir(tmp_path)
    inheritable = os.open(tmp_path / "records.db", os.O_RDWR | os.O_CREAT)
    os.set_inheritable(inheritable, True)
    try:
        with Viewer(io.BytesIO(b"some text")) as viewer:
            process = Path("/proc") / str(viewer.process_id)
            try:
                descriptors = {str(entry.readlink()) for entry in (process / "fd").iterdir()}
            except PermissionError:
                pytest.skip("the worker hides itself even from its own user")
            environment = (process / "environ").read_bytes()
            arguments = (process / "cmdline").read_bytes()
            place = (process / "cwd").readlink()
    finally:
        os.close(inheritable)
    assert all(target == os.devnull or target.startswith("pipe:") for target in descriptors)
    assert len([target for target in descriptors if target.startswith("pipe:")]) == 2
    assert environment == b""
    assert str(tmp_path).encode() not in arguments
    assert place == Path("/")


@linux
def test_the_kernel_confirms_the_confinement_of_a_real_worker() -> None:
    requires("calls_filtered")
    with Viewer(io.BytesIO(b"some text")) as viewer:
        status = (Path("/proc") / str(viewer.process_id) / "status").read_text()
        limits = (Path("/proc") / str(viewer.process_id) / "limits").read_text()
    assert "NoNewPrivs:\t1" in status
    assert "Seccomp:\t2" in status
    opened = next(line for line in limits.splitlines() if line.startswith("Max open files"))
    assert opened.split()[3:5] == ["0", "0"]


@pytest.mark.threat(22)
@linux
def test_a_key_of_the_program_is_nowhere_in_the_memory_of_the_worker() -> None:
    key = os.urandom(32)
    with (MEDIA / "court-notice.pdf").open("rb") as source, Viewer(source) as viewer:
        assert viewer.probe().pages == 1
        process = Path("/proc") / str(viewer.process_id)
        try:
            memory = _readable_memory(process)
        except PermissionError:
            pytest.skip("the worker hides its memory even from its own user")
    assert b"%PDF-" in memory
    assert key not in memory


def _readable_memory(process: Path) -> bytes:
    memory = bytearray()
    with (process / "mem").open("rb", buffering=0) as stream:
        for line in (process / "maps").read_text().splitlines():
            span, rights, *_, name = [*line.split(maxsplit=5), ""][:7]
            if not rights.startswith("rw") or name.startswith("[v"):
                continue
            start, end = (int(edge, 16) for edge in span.split("-"))
            stream.seek(start)
            memory += stream.read(end - start) or b""
    return bytes(memory)


def test_the_report_names_what_is_in_force_in_words_of_every_language() -> None:
    report = viewing.confinement_report()
    assert "time_limit" in report
    for fact in report:
        for language in LANGUAGES:
            assert Catalogue(language).has(f"viewing.fact_{fact}")


def test_looking_into_files_needs_no_qt_and_no_room_above() -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import casefile.evidence.worker.service, casefile.evidence.worker.images, casefile.evidence.worker.pages\n"
        "import casefile.evidence.worker.recordings, casefile.evidence.worker.documents, casefile.evidence.worker.texts\n"
        "print('\\n'.join(sys.modules))"
    )
    command = [sys.executable, "-I", "-c", script, str(ROOT)]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert {"PySide6", "cryptography", "sqlalchemy", "sqlcipher3", "socket"}.isdisjoint(loaded)
    assert not [name for name in loaded if name.startswith(("casefile.crypto", "casefile.vault", "casefile.records"))]
