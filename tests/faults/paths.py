"""Every way in which Casefile writes, by name. A new one is a `WritingPath` and a line here; `make faults` and `make test` then try it."""

from __future__ import annotations

from tests.faults.paths_copies import BackingUp, Restoring
from tests.faults.paths_evidence import Attaching, Exporting, Filing, Receiving
from tests.faults.paths_keys import ChangingPassphrase, ChangingPeople, MovingHeader
from tests.faults.paths_purge import Purging
from tests.faults.paths_records import Creating, Saving, Unlocking
from tests.faults.paths_rekey import Erasing, Keeping, Recovering, Rekeying
from tests.faults.paths_sync import Exchanging, Merging
from tests.faults.worlds import WritingPath

PATHS: dict[str, type[WritingPath]] = {
    path.name: path
    for path in (
        Saving,
        Attaching,
        Filing,
        ChangingPassphrase,
        ChangingPeople,
        MovingHeader,
        Keeping,
        Recovering,
        Rekeying,
        Erasing,
        Purging,
        Receiving,
        Merging,
        Exchanging,
        Exporting,
        BackingUp,
        Restoring,
        Unlocking,
        Creating,
    )
}
