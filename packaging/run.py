"""Start Casefile from a checkout: the window, or the command line where there is no screen.

Without a screen it does what the window would: makes the sample vault, exports a summary and a bundle, and says where they lie.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PASSPHRASE = "practice only, nothing real"


def main() -> int:
    """Exit code of what was started."""
    if has_screen():
        return subprocess.run([sys.executable, "-m", "ui"], cwd=ROOT, check=False).returncode
    return without_screen(Path(tempfile.mkdtemp(prefix="casefile-")))


def has_screen() -> bool:
    """Whether a window can be shown."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def without_screen(folder: Path) -> int:
    """The main job through the command line."""
    print("There is no screen here, so the same job is done through the command line.\n")
    secret = folder / "passphrase.txt"
    secret.write_text(PASSPHRASE + "\n", "utf-8")
    vault = folder / "Practice.casefile"
    unlock = ["--passphrase-file", str(secret)]
    reference = "KZ-2016-003"
    commands = [
        ["sample", str(vault), *unlock, "--author", "Practice"],
        ["cases", str(vault), *unlock],
        ["show", str(vault), reference, *unlock],
        ["summary", str(vault), reference, *unlock, "-o", str(folder / "summary.pdf")],
        ["handover", str(vault), *unlock, "--case", reference, "--passphrase-to-file", str(folder / "bundle-passphrase.txt"), "-o", str(folder / "bundle.age")],
        ["inspect", str(folder / "bundle.age"), "--passphrase-file", str(folder / "bundle-passphrase.txt")],
        ["verify", str(vault), *unlock],
    ]  # fmt: skip
    for words in commands:
        print(f"$ casefile {' '.join(words)}", flush=True)
        code = subprocess.run([sys.executable, "-m", "casefile", *words], cwd=ROOT, check=False).returncode
        if code != 0:
            return code
        print()
    print(f"The results lie in {folder}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
