"""The parsers under libFuzzer: ``python -m tests.fuzz.run SECONDS [NAME…]``, so many seconds each; all where none is named.

Needs the package `atheris`, which exists for Linux and macOS and is in no list of ours: ``pip install atheris``. What a run found to be of
interest is not kept; what surprises a parser is written to the folder it is run in, as libFuzzer does, and becomes a test.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

_ROOT = Path(__file__).parents[2]


def main(seconds: str, *names: str) -> int:
    """Fuzz each parser in a process of its own; how many were surprised."""
    if find_spec("atheris") is None:
        print("atheris is not installed: pip install atheris")
        return 0
    from tests.fuzz.parsers import PARSERS

    surprised = 0
    for name in names or PARSERS:
        with tempfile.TemporaryDirectory() as corpus:
            for number, seed in enumerate(PARSERS[name].seeds):
                (Path(corpus) / str(number)).write_bytes(seed)
            command = [sys.executable, "-m", "tests.fuzz.run", "--one", name, corpus, f"-max_total_time={seconds}"]
            done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False)
        last = [line for line in done.stderr.splitlines() if re.match(r"#\d", line)][-1:]
        print(f"{name}: {'fine' if done.returncode == 0 else 'SURPRISED'} {' '.join(last)}", flush=True)
        if done.returncode:
            surprised += 1
            print(done.stderr[-3000:] + done.stdout[-3000:])
    return surprised


def one(name: str, corpus: str, *options: str) -> None:
    """Fuzz one parser in this process, which ends by it."""
    import atheris

    with atheris.instrument_imports(include=["casefile"]):
        from tests.fuzz.parsers import PARSERS
    atheris.Setup(["fuzz", *options, "-rss_limit_mb=600", "-timeout=5", corpus], PARSERS[name].answers)
    atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1] == "--one":
        one(*sys.argv[2:])
    sys.exit(main(*sys.argv[1:]))
