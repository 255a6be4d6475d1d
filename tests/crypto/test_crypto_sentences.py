"""Every refusal of this room has its sentence in every language."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest

import casefile.crypto
from casefile.crypto.age import AgeError
from casefile.crypto.kdf import NotEnoughMemory
from casefile.errors import CasefileError
from casefile.i18n import LANGUAGES, Catalogue


def kinds(of: type[CasefileError]) -> Iterator[type[CasefileError]]:
    for kind in of.__subclasses__():
        if kind.__module__.startswith("casefile.crypto"):
            yield kind
        yield from kinds(kind)


def every_error() -> list[CasefileError]:
    for module in pkgutil.walk_packages(casefile.crypto.__path__, "casefile.crypto."):
        import_module(module.name)
    found = set(kinds(CasefileError)) - {AgeError, NotEnoughMemory}
    made: list[CasefileError] = [NotEnoughMemory(65536), *(kind() for kind in found)]  # type: ignore[call-arg]  # theirs take none
    return sorted(made, key=lambda error: error.key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_has_words(language: str) -> None:
    catalogue = Catalogue(language)
    errors = every_error()
    assert len(errors) > 20
    for error in errors:
        assert catalogue.has(error.key), error.key
        assert catalogue.error(error).endswith(".")


def test_what_was_checked_and_failed_ends_otherwise_than_what_was_refused() -> None:
    codes = {type(error).__name__: error.exit_code for error in every_error()}
    assert {codes[name] for name in ("Damaged", "Truncated", "DamagedMac", "BadSignature", "Unsealable")} == {3}
    assert {codes[name] for name in ("WrongKey", "NotAge", "TooMuchWork", "UnsafeParameters", "BadKey")} == {1}
