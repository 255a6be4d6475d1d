"""Taking files in."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.domain.kinds import Evidence
from casefile.errors import Refused
from casefile.usecases import evidence
from casefile.usecases.session import Session


def test_a_folder_is_called_a_folder_and_not_a_file_that_is_missing(session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    with pytest.raises(Refused) as refused:
        evidence.attach(session, folder, Evidence())
    assert refused.value.key == "evidence.is_folder" and refused.value.values["name"] == "photos"
