"""A fault at each system call of a writing path, one after the other: ``python -m tests.faults.campaign PATH SHARE FOLDER [FAULT…]``.

SHARE is how many points to take of each fault, spread over the path; 0 takes all. FOLDER holds the worlds. Prints a JSON list of tallies.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests import stretching
from tests.faults import stepping
from tests.faults.paths import PATHS
from tests.faults.stepping import FAULTS, Fault, Outcome
from tests.faults.wholeness import DoesNotOpen, HalfDone, Lost, Unclear
from tests.faults.worlds import WritingPath

_NAMED = 12


@dataclass
class Tally:
    """What a fault did at all the points where it was tried.

    Attributes:
        path, fault, kind: what was tried.
        calls: how many system calls of the path change a disk.
        points: at how many of them the fault was tried.
        finished, refused, died: how the job ended, each time.
        closed, lost, half_done, unclear: how often what was left was not as it must be.
        wrong: the first of those, in words.
    """

    path: str
    fault: str
    kind: str
    calls: int
    points: int = 0
    finished: int = 0
    refused: int = 0
    died: int = 0
    closed: int = 0
    lost: int = 0
    half_done: int = 0
    unclear: int = 0
    wrong: list[str] = field(default_factory=list)


def campaign(path: WritingPath, faults: Sequence[Fault], share: int, folder: Path) -> list[Tally]:
    """Try faults along a path whose world lies in ``FOLDER/world``."""
    whole, hits = stepping.rehearse(path.act, _fresh(folder))
    if whole.code != 0:
        raise AssertionError(f"without any fault it ended with {whole.code}: {whole.told}")
    path.check(folder / "work", whole)
    return [
        _tried(path, fault, hits, list(_points(hits[fault.name], share, turn)), folder)
        for turn, fault in enumerate(faults)
    ]


def _tried(path: WritingPath, fault: Fault, hits: Mapping[str, int], points: list[int], folder: Path) -> Tally:
    tally = Tally(path.name, fault.name, fault.kind, hits["killed"], len(points))
    for at in points:
        outcome = stepping.run(path.act, _fresh(folder), fault, at)
        _count(tally, outcome)
        _judge(tally, at, path, folder, outcome)
    return tally


def _count(tally: Tally, outcome: Outcome) -> None:
    if outcome.code == 0:
        tally.finished += 1
    elif outcome.code > 0:
        tally.refused += 1
    else:
        tally.died += 1


def _points(calls: int, share: int, turn: int) -> Iterator[int]:
    """Which calls to hit, from 1: all, or `share` of them, others for each fault."""
    if share == 0 or share >= calls:
        yield from range(1, calls + 1)
        return
    for number in range(share):
        yield 1 + (number * calls // share + turn * calls // (share * len(FAULTS))) % calls


def _judge(tally: Tally, at: int, path: WritingPath, folder: Path, outcome: Outcome) -> None:
    try:
        _check(path, folder, outcome)
        return
    except DoesNotOpen as fault:
        tally.closed, said = tally.closed + 1, f"does not open: {fault}"
    except Lost as fault:
        tally.lost, said = tally.lost + 1, f"lost: {fault}"
    except HalfDone as fault:
        tally.half_done, said = tally.half_done + 1, f"half done: {fault}"
    except Unclear as fault:
        tally.unclear, said = tally.unclear + 1, f"unclear: {fault}"
    if len(tally.wrong) < _NAMED:
        told = outcome.told.strip()[-400:]
        tally.wrong.append(f"{tally.path}, {tally.fault} at {at} ({outcome.call}): {said}; told: {told}")


def _check(path: WritingPath, folder: Path, outcome: Outcome) -> None:
    kills = outcome.fault is not None and outcome.fault.kills and outcome.call
    if outcome.code not in ((-9,) if kills else (0, 1)):
        raise Unclear(f"ended with {outcome.code}")
    path.check(folder / "work", outcome)


def _fresh(folder: Path) -> Path:
    work = folder / "work"
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(folder / "world", work, symlinks=True)
    return work


def main(name: str, share: str, place: str, *faults: str) -> None:
    """Run, and print what came of it."""
    stretching.remember()
    folder, path = Path(place), PATHS[name]()
    (folder / "world").mkdir(parents=True)
    path.prepare(folder / "world")
    tallies = campaign(path, [FAULTS[each] for each in faults or FAULTS], int(share), folder)
    print(json.dumps([asdict(each) for each in tallies]))


if __name__ == "__main__":
    main(*sys.argv[1:])
