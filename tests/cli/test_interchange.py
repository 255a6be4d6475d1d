"""``casefile export`` and ``casefile import`` as a script uses them."""

from __future__ import annotations

import json
import shutil

import pytest


@pytest.fixture
def vault(sample_vault, tmp_path):
    copy = tmp_path / "Sample.casefile"
    shutil.copytree(sample_vault, copy)
    return copy


def test_out_and_in_again(run, vault, secret, tmp_path):
    done = run("export", vault, "--format", "json", "-o", tmp_path / "out", "--passphrase-file", secret)
    assert done.code == 0, done.err
    assert done.out.split() == [str(tmp_path / "out" / name) for name in ("casefile.json", "casefile.schema.json")]
    assert "secret" in done.err
    again = run("import", vault, tmp_path / "out/casefile.json", "--json", "--passphrase-file", secret)
    assert (again.code, again.json["new"], again.json["changed"]) == (0, {}, {})
    refused = run("export", vault, "--format", "json", "-o", tmp_path / "out", "--passphrase-file", secret)
    assert refused.code == 1
    assert refused.err.count("\n") == 1


def test_a_list_is_previewed_mapped_and_taken_in(run, vault, secret, tmp_path):
    table = tmp_path / "list.csv"
    table.write_bytes("ФИО;Дата;Номер дела\r\nВыдуманный Иван;5 января 2022;KZ-2022-900\r\n".encode("cp1251"))
    mapping = tmp_path / "mapping.json"
    assert run("import", vault, table, "--write-mapping", mapping, "--lang", "ru").code == 0
    assert json.loads(mapping.read_text("utf-8"))["sheets"][""]["columns"]["ФИО"] == "person.names.1.text"
    words = ("import", vault, table, "--mapping", mapping, "--json", "--passphrase-file", secret)
    preview = run(*words, "--preview")
    assert preview.code == 0, preview.err
    assert preview.json["new"] == {"case": 1, "happening": 1, "person": 1, "role": 1}
    listed = run("cases", vault, "--json", "--passphrase-file", secret).json
    assert "KZ-2022-900" not in {case["reference"] for case in listed}
    taken = run(*words)
    assert taken.json["new"] == preview.json["new"]
    shown = run("show", vault, "KZ-2022-900", "--json", "--passphrase-file", secret).json
    assert shown["happening"][0]["when"] == "2022-01-05"


def test_problems_are_told_by_place_and_nothing_is_taken_in(run, vault, secret, tmp_path):
    table = tmp_path / "list.csv"
    table.write_text("Name,Date\nInvented Person,sometime\n")
    refused = run("import", vault, table, "--passphrase-file", secret)
    assert refused.code == 1
    assert "list.csv, row 2, Date: “sometime” is not a date" in refused.err
    assert "Traceback" not in refused.err
    assert run("import", vault, tmp_path / "none.csv", "--passphrase-file", secret).code == 1


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_tables_of_one_case(run, vault, secret, tmp_path, form):
    done = run(
        "export", vault, "--format", form, "--case", "KZ-2016-003", "-o", tmp_path / "out", "--passphrase-file", secret
    )
    assert done.code == 0, done.err
    again = run("import", vault, *done.out.split(), "--json", "--passphrase-file", secret)
    assert (again.code, again.json["new"], again.json["changed"]) == (0, {}, {}), again.err


@pytest.mark.parametrize(
    "form, file", [("uwazi", "case.csv"), ("openevsys", "openevsys.xml"), ("ftm", "entities.ftm.json")]
)
def test_formats_of_other_programs_for_an_audience(run, vault, secret, tmp_path, form, file):
    words = ("export", vault, "--format", form, "--case", "KZ-2016-003", "--passphrase-file", secret, "--lang", "ru")
    done = run(*words, "--audience", "public", "-o", tmp_path / "out")
    assert done.code == 0, done.err
    assert str(tmp_path / "out" / file) in done.out.split()
    assert "Бокаев" in (tmp_path / "out" / file).read_text("utf-8")
    refused = run(*words, "--own-backup", "-o", tmp_path / "own")
    assert (refused.code, refused.err.count("\n")) == (1, 1)


def test_files_of_the_evidence_leave_for_uwazi_unless_they_are_to_stay(run, vault, secret, tmp_path):
    words = ("export", vault, "--format", "uwazi", "--passphrase-file", secret)
    done = run(*words, "-o", tmp_path / "with")
    assert str(tmp_path / "with/evidence.zip") in done.out.split()
    assert "readable by everyone" in done.err
    done = run(*words, "--without-files", "-o", tmp_path / "without")
    assert str(tmp_path / "without/evidence.csv") in done.out.split()
    assert "readable by everyone" not in done.err
