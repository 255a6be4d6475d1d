"""The manual: the same sections in three languages, buttons called as they are called, examples that work."""

from __future__ import annotations

import re
from datetime import date

import pytest

from casefile.cli.main import _parser
from casefile.domain import dates
from casefile.files import resource
from casefile.i18n import LANGUAGES, Catalogue
from ui.help.manual import Manual, load, matching

NAMES = [
    "start",
    "record",
    "dates",
    "names",
    "sources",
    "evidence",
    "deadlines",
    "find",
    "summary",
    "handover",
    "cards",
    "share",
    "team",
    "receive",
    "lock",
    "passphrase",
    "backup",
    "history",
    "interchange",
    "protects",
    "limits",
    "open-handover",
    "open-vault",
    "keys",
]
TODAY = date(2024, 5, 2)


RECOVERY = ["recovery", "people", "header", "keepers", "rekey", "erase", "without"]


def _manual(language: str) -> Manual:
    return load(language, Catalogue(language).text, {"minutes": "3", "saved": "saved"})


def _written(language: str) -> str:
    return resource("manual", f"{language}.md").read_text("utf-8")


def _section(language: str, name: str) -> str:
    written = _written(language)
    start = written.index(f"{{#{name}}}")
    following = written.find("\n## ", start)
    return written[start : following if following > 0 else len(written)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_is_there_and_every_word_of_the_window_is_found(language: str) -> None:
    manual = _manual(language)
    assert [section.name for section in manual.sections] == NAMES
    assert "{" not in manual.markdown
    assert all(section.text.strip() for section in manual.sections)


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_and_recovery_are_a_document_of_their_own(language: str) -> None:
    recovery = load(language, Catalogue(language).text, {}, "recovery")
    assert [section.name for section in recovery.sections] == RECOVERY
    assert not set(RECOVERY) & set(NAMES), "a name leads to one place"
    assert all(section.title and section.text.strip() for section in recovery.sections)
    links = re.findall(r"\]\(#([a-z-]+)\)", _written(language))
    assert links and set(links) <= {*NAMES, *RECOVERY}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_languages_say_the_same_with_the_same_lists_commands_and_buttons(language: str) -> None:
    for name in NAMES:
        english, other = _section("en", name), _section(language, name)
        for pattern in (r"(?m)^- ", r"(?m)^\d\. ", r"(?m)^```", r"\n\n"):
            assert len(re.findall(pattern, english)) == len(re.findall(pattern, other)), f"{name} {pattern}"
        assert sorted(re.findall(r"{{[\w.]+}}", english)) == sorted(re.findall(r"{{[\w.]+}}", other)), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_date_shown_as_an_example_is_read(language: str) -> None:
    examples = re.findall(r"`([^`\n]+)`", _section(language, "dates"))
    assert len(examples) >= 12
    for example in examples:
        assert dates.read(example, language, TODAY) is not None, example


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_shown_is_one(language: str) -> None:
    shown = re.findall(r"(?m)^casefile (.+)$", _written(language))
    assert len(shown) == 14
    for line in shown:
        _parser().parse_args(line.split())


def test_searching_counts_the_places_and_forgives_capitals_and_yo() -> None:
    manual = _manual("ru")
    found = matching(manual, "ОТПЕЧАТОК")
    assert set(found) == {"handover", "cards", "receive", "team"}
    assert matching(manual, "всё") == matching(manual, "все")
    assert matching(manual, "отпечаток флешке") == {"handover": found["handover"] + 1}
    assert matching(manual, "qqq") == {}


def test_the_limits_are_all_told() -> None:
    limits = _section("en", "limits")
    for matter in ("open", "camera", "software", "forced", "header", "exported", "Deleted", "hibernation", "Truth"):
        assert matter in limits
