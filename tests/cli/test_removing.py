"""Travelling light from the command line."""

from __future__ import annotations

import shutil

import pytest


@pytest.fixture
def vault(sample_vault, tmp_path):
    """A copy of the sample vault."""
    return shutil.copytree(sample_vault, tmp_path / "Sample.casefile")


def test_a_case_goes_only_when_it_is_said_twice(run, vault, secret):
    opened = ("--passphrase-file", secret)
    asked = run("remove", vault, "KZ-2016-003", *opened)
    assert (asked.code, asked.err.count("\n")) == (1, 1)
    assert "--yes" in asked.err
    assert "neither handed over nor backed up" in asked.out
    assert "other cases need" in asked.out
    assert run("show", vault, "KZ-2016-003", *opened).code == 0
    done = run("remove", vault, "KZ-2016-003", "--yes", *opened)
    assert (done.code, done.err) == (0, "")
    assert run("show", vault, "KZ-2016-003", *opened).code == 1
    assert "KZ-2016-003" not in run("cases", vault, *opened).out
    assert run("verify", vault, "--deep", *opened).code == 0


def test_travelling_light_refuses_what_nobody_confirmed(run, vault, secret, tmp_path):
    opened = ("--passphrase-file", secret)
    told = run("travel-light", vault, "KZ-2016-003", *opened)
    assert (told.code, told.err) == (0, "")
    assert "No colleague was sent anything of it" in told.out and "may be lost" in told.out
    refused = run("travel-light", vault, "KZ-2016-003", "--yes", *opened)
    assert (refused.code, refused.err.count("\n")) == (1, 1) and "Nothing was removed" in refused.err
    assert run("travel-light", vault, "KZ-2016-003", "--to", "Nobody", *opened).code == 1
    done = run("travel-light", vault, "KZ-2016-003", "--yes", "--unconfirmed", *opened)
    assert (done.code, done.err) == (0, "")
    assert run("show", vault, "KZ-2016-003", *opened).code == 1
