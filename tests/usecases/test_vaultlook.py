"""What anyone can see of a locked vault."""

from __future__ import annotations

import os
from pathlib import Path

from casefile.usecases import backup, vaultlook
from casefile.usecases.session import Session
from casefile.vault import database


def test_a_restored_vault_does_not_claim_to_be_written_a_quarter_of_a_century_ago(
    session: Session, tmp_path: Path
) -> None:
    copy, restored = tmp_path / "copy", tmp_path / "restored.casefile"
    backup.make(session, copy)
    backup.restore(copy, restored)
    assert vaultlook.look(restored).written is None
    os.utime(restored / database.NAME, (1_700_000_000, 1_700_000_000))
    written = vaultlook.look(restored).written
    assert written is not None and written.year == 2023
