"""Exports for Uwazi, OpenEvSys and Aleph, as those programs would read them."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from casefile.domain.kinds import (
    AddedField,
    Case,
    Citation,
    Extra,
    Happening,
    Link,
    Measure,
    Organisation,
    Person,
    Place,
    Relationship,
    Role,
    Source,
)
from casefile.domain.kinds.party import ContactDatum, Name
from casefile.domain.values import Text, Version, When
from casefile.errors import Refused
from casefile.usecases import cases, edit, evidence, export
from casefile.usecases.export import Wish

SPACE = "{http://www.huridocs.org/}"


def both(english, russian):
    return Text((Version("en", english), Version("ru", russian, original=False, by="A. Translator")))


@pytest.fixture
def vault(session):
    """One case: two victims, an officer, a court, a place, a source; and someone called like the first victim."""
    town = Place(names=(Name(text="Ojar", language="en"),), coordinates="43.25, 76.9", country="kz")
    case = Case(
        reference="KZ-1",
        title=both("The arrest | in Ojar", "Задержание в Ожаре"),
        kind="incident",
        opened=When("2021-01"),
        rights=("liberty", "fair_trial"),
    )
    first = Person(
        names=(Name(text="Aman Invented", language="en"), Name(text="Аман Выдуманов", language="ru")),
        sex="male",
        birth=When("1980"),
        contacts=(ContactDatum(value="MARKERSECRET"),),
        remarks=Text.of("MARKERSECRET", "en"),
    )
    second = Person(names=(Name(text="Aman Invented", language="en"),))
    officer = Person(label=Text.of("officer of the night shift", "en"))
    court = Organisation(names=(Name(text="Court of Ojar"),), types=("court",))
    arrest = Happening(
        cases=(case.id,),
        title=Text.of("=Arrest at night", "en"),
        type="arrest",
        when=When("2021-01-05/2021-02-07", words="for a month"),
        place=town.id,
        detention_conditions=Text.of("A cell of four square metres \x0b", "en"),
        legal_counsel=Text.of("None for two days", "en"),
    )
    measure = Measure(cases=(case.id,), subject=first.id, type="imprisonment", start=When("2021-02-08"))
    source = Source(
        title=Text.of("Report of an invented group", "en"), kind="report", link="https://example.org/report"
    )
    records = [
        town, case, first, second, officer, court, arrest, measure, source,
        *(Role(party=each, role="victim", record=arrest.id) for each in (first.id, second.id)),
        Role(party=officer.id, role="alleged_perpetrator", record=arrest.id, degree="direct"),
        Relationship(subject=officer.id, type="employee", object=court.id),
        Link(subject=measure.id, type="because_of", object=arrest.id),
        Citation(record=arrest.id, source=source.id, passage=Text.of("They came at night.", "en"), locator="p. 3"),
    ]  # fmt: skip
    edit.save(session, records)
    return session


def tables(session, folder, **wish):
    done = export.export(session, Wish("uwazi", **wish), folder)
    return {path.name: read(path.read_text("utf-8")) for path in done.files if path.suffix == ".csv"}


def read(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_template_of_uwazi_has_its_title_first_and_columns_by_language(vault, tmp_path):
    found = tables(vault, tmp_path / "out")
    (case,) = found["case.csv"]
    heads = list(case)
    assert heads[:2] == ["Title__en", "Title__ru"]
    assert case["Title__en"] == "The arrest / in Ojar" and case["Title__ru"] == "Задержание в Ожаре"
    assert case["Opened"] == "2021-01-01:2021-01-31" and case["Opened (EDTF)"] == "2021-01"
    assert case["Rights affected__ru"].count("|") == 1
    plain = {head.partition("__")[0] for head in heads if "__" in head}
    assert not plain & set(heads), "a property stands with languages or without, never both"
    assert not {"id", "ID"} & set(heads), "Uwazi takes a column id for one of its own"


def test_what_points_to_something_names_its_title_and_no_two_are_called_alike(vault, tmp_path):
    found = tables(vault, tmp_path / "out")
    titles = sorted(row["Title__en"] for row in found["person.csv"])
    assert titles == ["Aman Invented", "Aman Invented (2)", "officer of the night shift"]
    roles = {row["Title"] for row in found["role.csv"]}
    assert "officer of the night shift — Alleged perpetrator — =Arrest at night" in roles
    (arrest,) = found["happening.csv"]
    assert arrest["When"] == "2021-01-05:2021-02-07" and arrest["When (in words)"] == "for a month"
    assert arrest["Place"] == "Ojar" and arrest["Cases"] == "The arrest / in Ojar"
    (town,) = found["place.csv"]
    assert next(cell for head, cell in town.items() if head.endswith("_geolocation")) == "43.25|76.9"
    assert arrest["Title"].startswith("'="), "a spreadsheet runs nothing by it"
    wanted = {(row["file"], row["property"]): row["type"] for row in found["properties.csv"]}
    assert wanted["happening.csv", "When"] == "daterange" and wanted["case.csv", "Rights affected"] == "multiselect"


def test_the_files_of_the_evidence_lie_in_a_zip_with_their_table(sample_session, tmp_path):
    done = export.export(sample_session, Wish("uwazi", files=True), tmp_path / "out")
    (path,) = (each for each in done.files if each.suffix == ".zip")
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}, "whose clock, nobody learns"
        rows = read(archive.read("import.csv").decode("utf-8"))
        named = {name for row in rows for head in ("File", "Attachments") for name in [row.get(head)] if name}
        assert named == set(archive.namelist()) - {"import.csv"} and named
        documents = [row["File"] for row in rows if row.get("File")]
        assert all(archive.read(name).startswith(b"%PDF") for name in documents)
    logged = [each for row in rows for each in evidence.custody(sample_session, row["Casefile ID"])]
    assert sum(each.event.get("event") == "exported" for each in logged) == len(named)
    assert export.register(sample_session)[-1]["files"] == len(named)


@pytest.mark.threat(21)
def test_the_head_that_a_person_wrote_is_run_by_no_spreadsheet(vault, tmp_path):
    field = AddedField(kind="person", label=Text.of("=HYPERLINK(1)", "en"), shape="line", sensitivity="public")
    extra = (Extra(id=field.id, line="B 123"),)
    edit.save(vault, [field, Person(names=(Name(text="Dana Invented", language="en"),), extra=extra)])
    found = tables(vault, tmp_path / "out")
    (head,) = (each for each in found["person.csv"][0] if "HYPERLINK" in each)
    assert head.startswith("'=")
    assert head in {row["property"] for row in found["properties.csv"]}, "the template is made with the same name"


def test_the_public_gets_no_file_as_it_was_collected(sample_session, tmp_path):
    with pytest.raises(Refused, match=r"export\.refused\.originals"):
        export.export(sample_session, Wish("uwazi", audience="public", files=True), tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert not export.may_have_files("uwazi", "public") and export.may_have_files("uwazi", "lawyer")


def test_without_its_files_the_evidence_is_a_table_like_any_other(sample_session, tmp_path):
    done = export.export(sample_session, Wish("uwazi"), tmp_path / "out")
    assert {"evidence.csv"} <= {path.name for path in done.files}
    assert not any(path.suffix == ".zip" for path in done.files)


def xml(session, folder, **wish):
    export.export(session, Wish("openevsys", **wish), folder)
    return ElementTree.parse(folder / "openevsys.xml").getroot()


def said(element, name):
    return [each.text for each in element.findall(SPACE + name)]


def test_openevsys_gets_an_act_for_each_victim_with_the_codes_of_huridocs(vault, tmp_path):
    root = xml(vault, tmp_path / "out")
    assert root.tag == f"{SPACE}events" and root[0].tag == f"{SPACE}meta_data"
    (event,) = root.findall(f"{SPACE}event")
    acts = event.findall(f"{SPACE}act")
    people = {said(each, "person_record_number")[0]: each for each in root.findall(f"{SPACE}person")}
    assert len(acts) == 2 and len({said(act, "act_record_number")[0] for act in acts}) == 2
    assert {said(people[said(act, "victim")[0]], "person_name")[0] for act in acts} == {
        "Aman Invented", "Aman Invented (2)",
    }  # fmt: skip
    for act in acts:
        assert said(act, "type_of_act") == ["030101000000"]
        assert said(act, "initial_date") == ["2021-01-05"] and said(act, "final_date") == ["2021-02-07"]
        (involved,) = act.findall(f"{SPACE}involvement")
        assert said(people[said(involved, "perpetrator")[0]], "person_name") == ["officer of the night shift"]
        assert "None for two days" in said(act, "remarks")[0]
        assert said(act.find(f"{SPACE}arrest"), "detention_conditions") == ["A cell of four square metres "]
    assert said(event, "initial_date_type") == ["020000000000"], "the day is not known"
    assert "Imprisonment" in said(event, "remarks")[0], "what has no place there is told of"
    numbers = [each.text for each in root.iter() if each.tag.endswith("_record_number") and each.text]
    assert all(len(each) <= 45 for each in numbers)


def test_openevsys_gets_who_told_of_it_and_what_they_said(vault, tmp_path):
    root = xml(vault, tmp_path / "out")
    (information,) = root.findall(f"{SPACE}information")
    (speaker,) = (
        each
        for each in root.findall(f"{SPACE}person")
        if said(each, "person_record_number") == said(information, "source")
    )
    assert said(speaker, "person_name") == ["Report of an invented group"]
    assert "(p. 3): “They came at night.”" in said(information, "remarks")[0]
    (tie,) = root.iter(f"{SPACE}biographic_details")
    assert said(tie, "type_of_relationship") == ["010403000000"]


def entities(session, folder, **wish):
    export.export(session, Wish("ftm", **wish), folder)
    return [json.loads(line) for line in (folder / "entities.ftm.json").read_text("utf-8").splitlines()]


def test_aleph_gets_things_and_what_ties_them(vault, tmp_path):
    found = entities(vault, tmp_path / "out")
    by_id = {each["id"]: each for each in found}
    assert len(by_id) == len(found)
    (person,) = (each for each in found if "Аман Выдуманов" in each["properties"].get("name", ()))
    assert person["schema"] == "Person"
    assert person["properties"]["name"] == ["Aman Invented", "Аман Выдуманов"]
    assert person["properties"]["birthDate"] == ["1980"] and person["properties"]["gender"] == ["male"]
    (court,) = (each for each in found if each["properties"].get("name") == ["Court of Ojar"])
    assert court["schema"] == "PublicBody"
    (job,) = (each for each in found if each["schema"] == "Employment")
    assert job["properties"]["employer"] == [court["id"]]
    (arrest,) = (each for each in found if each["properties"].get("name") == ["=Arrest at night"])
    assert arrest["properties"]["startDate"] == ["2021-01-05"] and arrest["properties"]["location"] == ["Ojar"]
    (cited,) = (each for each in found if each["schema"] == "Documentation")
    assert cited["properties"]["entity"] == [arrest["id"]]
    assert by_id[cited["properties"]["document"][0]]["properties"]["sourceUrl"] == ["https://example.org/report"]
    assert not any(each["schema"] == "Sanction" for each in found), "a prisoner is nobody whom a state lists"


ALEPH = Path(__file__).parents[2] / "build" / "aleph" / "bin" / "python"


@pytest.mark.skipif(
    not ALEPH.exists(), reason="the peer that reads the entities is not installed (packaging/peers-aleph.txt)"
)
def test_every_entity_of_the_sample_is_one_of_the_schema(sample_session, tmp_path):
    found = entities(sample_session, tmp_path / "out")
    lines = (tmp_path / "out" / "entities.ftm.json").read_bytes()
    read = subprocess.run([ALEPH, Path(__file__).with_name("aleph.py")], input=lines, capture_output=True, check=False)
    assert read.returncode == 0, read.stderr.decode()
    assert read.stdout.decode() == ""
    assert read.stderr.decode().strip() == f"{len(found)} read"


@pytest.mark.parametrize("form", ["uwazi", "openevsys", "ftm"])
def test_what_is_secret_goes_to_no_other_program(vault, tmp_path, form):
    hidden = AddedField(kind="person", label=Text.of("Safe house", "en"), shape="line", sensitivity="secret")
    shown = AddedField(kind="person", label=Text.of("School", "en"), shape="line", sensitivity="public")
    extra = (Extra(id=hidden.id, line="MARKERSECRET"), Extra(id=shown.id, line="School of Ojar"))
    edit.save(vault, [hidden, shown, Person(names=(Name(text="Third Invented"),), extra=extra)])
    done = export.export(vault, Wish(form), tmp_path / "out")
    held = b"".join(path.read_bytes() for path in done.files)
    assert b"MARKERSECRET" not in held and b"School of Ojar" in held
    with pytest.raises(Refused, match=r"export\.refused\.own"):
        export.export(vault, Wish(form, own_backup=True), tmp_path / "own")


@pytest.mark.parametrize("form", ["json", "csv", "uwazi", "openevsys", "ftm"])
def test_an_audience_reads_pseudonyms_where_someone_may_not_be_named(vault, tmp_path, form):
    done = export.export(vault, Wish(form, ("KZ-1",), audience="un"), tmp_path / "out")
    held = b"".join(path.read_bytes() for path in done.files).decode()
    assert not re.search("Aman Invented|Выдуманов", held)
    assert "They came at night." in held
    assert export.register(vault)[-1]["audience"] == "un"


def test_an_export_for_an_audience_stops_where_a_person_must_decide(vault, tmp_path):
    case = Case(reference="KZ-2", title=Text.of("Kept close", "en"), kind="incident", confidentiality="confidential")
    edit.save(vault, [case])
    with pytest.raises(Refused, match=r"summary\.refused\.blocked\.confidential"):
        export.export(vault, Wish("ftm", audience="public"), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_what_a_format_cannot_do_is_refused(vault, tmp_path):
    for wish, key in (
        (Wish("csv", files=True), r"export\.refused\.files"),
        (Wish("json", own_backup=True, audience="un"), r"export\.refused\.own"),
        (Wish("ftm", audience="everyone"), r"summary\.refused\.audience"),
        (Wish("ftm", language="de"), r"summary\.refused\.language"),
    ):
        with pytest.raises(Refused, match=key):
            export.export(vault, wish, tmp_path / "out")


def test_who_is_in_no_case_leaves_for_no_audience(vault, tmp_path):
    edit.save(vault, [Person(names=(Name(text="Somebody Apart"),))])
    done = export.export(vault, Wish("json", audience="lawyer"), tmp_path / "out")
    assert b"Somebody Apart" not in b"".join(path.read_bytes() for path in done.files)
    edit.delete(vault, cases.find(vault, "KZ-1"))
    with pytest.raises(Refused, match=r"export\.refused\.no_case"):
        export.export(vault, Wish("json", audience="lawyer"), tmp_path / "none")
