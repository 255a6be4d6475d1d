"""A sender and a recipient, and sound bundles of every kind between them."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.handover import layout
from tests.handover import exchange
from tests.handover.desk import Desk


@pytest.fixture
def desk() -> Desk:
    """A fresh sender and recipient."""
    return Desk()


@pytest.fixture
def bundle(desk: Desk, tmp_path: Path) -> Path:
    """A sound disclosure."""
    return desk.write(tmp_path / "handover.age")


@pytest.fixture
def sync_bundle(desk: Desk, tmp_path: Path) -> Path:
    """A sound bundle of entries."""
    return exchange.write(desk, layout.SYNC, tmp_path / "sync.age")


@pytest.fixture
def receipt_bundle(desk: Desk, tmp_path: Path) -> Path:
    """A sound receipt."""
    return exchange.write(desk, layout.RECEIPT, tmp_path / "receipt.age")
