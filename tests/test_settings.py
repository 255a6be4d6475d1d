"""What the program remembers outside any vault, also from a file that somebody wrote by hand."""

from __future__ import annotations

import json
import os

import pytest

from casefile import settings
from casefile.settings import Settings

KEPT = Settings("ru", "dark", 1.5, 10, remember_vaults=True, vaults=("west", "east"))


def test_what_was_stored_comes_back() -> None:
    settings.save(KEPT)
    assert settings.load() == KEPT


def test_a_vault_whose_folder_is_no_utf8_is_remembered() -> None:
    kept = Settings(remember_vaults=True, vaults=(os.fsdecode(b"old stick/\xe4.casefile"),))
    settings.save(kept)
    assert settings.load() == kept


def test_all_of_it_is_on_the_disk_before_it_gets_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    forced: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: forced.append(os.fstat(descriptor).st_size))
    settings.save(KEPT)
    assert forced == [settings._path().stat().st_size]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("language", "xx"),
        ("theme", 1),
        ("text_scale", "large"),
        ("text_scale", 40),
        ("lock_minutes", 0.4),
        ("lock_minutes", True),
        ("lock_minutes", 0),
        ("remember_vaults", "yes"),
        ("vaults", "west"),
        ("vaults", [1]),
    ],
)
def test_a_wrong_value_takes_no_other_along(name: str, value: object) -> None:
    settings.save(KEPT)
    path = settings._path()
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), name: value, "unknown": 1}), "utf-8")
    found = settings.load()
    assert getattr(found, name) == getattr(Settings(), name)
    assert [getattr(found, each) for each in ("language", "theme", "lock_minutes") if each != name] == [
        getattr(KEPT, each) for each in ("language", "theme", "lock_minutes") if each != name
    ]


@pytest.mark.parametrize("content", ["", "[]", "null", "{", "\xff"])
def test_a_file_that_says_nothing_gives_the_defaults(content: str) -> None:
    settings.save(KEPT)
    settings._path().write_text(content, "latin-1")
    assert settings.load() == Settings()
