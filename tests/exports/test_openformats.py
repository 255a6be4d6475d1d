"""Exports in open formats, as whoever opens them sees them."""

from __future__ import annotations

import csv
import json
import zipfile

import jsonschema
import openpyxl
import pytest

from casefile.domain.definition import Sensitivity, fields_of
from casefile.domain.kinds import KINDS, Contact, Note, Person, Place
from casefile.domain.kinds.party import ContactDatum, Name
from casefile.domain.values import Text
from casefile.errors import Cancelled, NotFound, Refused
from casefile.exports.openformats.workbook import Workbook, pieces_of
from casefile.progress import Stoppable
from casefile.usecases import edit, export
from casefile.usecases.export import Wish

BOKAYEV = "KZ-2016-003"
OWN = Wish("json", own_backup=True)


def records(folder):
    return json.loads((folder / "casefile.json").read_text("utf-8"))["records"]


def table(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_export_of_the_sample_is_what_its_schema_says(sample_session, tmp_path):
    done = export.export(sample_session, OWN, tmp_path / "out")
    assert [path.name for path in done.files] == ["casefile.json", "casefile.schema.json"]
    schema = json.loads((tmp_path / "out/casefile.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads((tmp_path / "out/casefile.json").read_text("utf-8")))
    assert set(schema["$defs"]) >= set(KINDS)
    for kind in KINDS.values():
        assert set(schema["$defs"][kind.name]["properties"]) == {"id", *(field.name for field in kind.fields)}
    found = records(tmp_path / "out")
    assert sum(map(len, found.values())) == sum(done.records.values())
    (case,) = (each for each in found["case"] if each["reference"] == BOKAYEV)
    assert {version["language"] for version in case["title"]} == {"en", "ru", "kk"}


def test_an_export_is_written_down_where_it_lies(sample_session, tmp_path):
    export.export(sample_session, Wish("csv", (BOKAYEV,)), tmp_path / "out")
    (line,) = export.register(sample_session)
    assert (line["format"], line["to"], line["own_backup"]) == ("csv", str(tmp_path / "out"), False)
    assert len(line["cases"]) == 1


def test_some_cases_bring_what_belongs_to_them_and_nothing_else(sample_session, tmp_path):
    export.export(sample_session, Wish("json", (BOKAYEV,)), tmp_path / "out")
    found = records(tmp_path / "out")
    assert [case["reference"] for case in found["case"]] == [BOKAYEV]
    assert any(name["text"] == "Max Bokayev" for person in found["person"] for name in person.get("names", ()))
    assert all(found["case"][0]["id"] in each["cases"] for each in found["happening"])


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
def test_secret_fields_leave_in_the_own_backup_alone(session, tmp_path, form):
    person = Person(
        names=(Name(text="Invented Person"),),
        risk=Text.of("MARKERSECRET", "en"),
        remarks=Text.of("MARKERSECRET", "en"),
        contacts=(ContactDatum(value="MARKERSECRET"),),
    )
    edit.save(
        session, [person, Note(text=Text.of("MARKERSECRET", "en")), Contact(name="MARKERSECRET", recipient="age1")]
    )
    for own in (False, True):
        folder = tmp_path / f"own-{own}"
        done = export.export(session, Wish(form, own_backup=own), folder)
        held = b""
        for path in done.files:
            if path.suffix == ".xlsx":
                with zipfile.ZipFile(path) as archive:
                    held += b"".join(archive.read(name) for name in archive.namelist())
            else:
                held += path.read_bytes()
        assert b"Invented Person" in held
        assert (b"MARKERSECRET" in held) is own
        assert done.withheld == (0 if own else 2)


def test_every_secret_field_is_known_to_the_test_above():
    inside = [
        (kind.name, field.name, part.name)
        for kind in KINDS.values()
        for field in kind.fields
        if field.element and field.about.sensitivity is not Sensitivity.SECRET
        for part in fields_of(field.element)
        if part.about.sensitivity is Sensitivity.SECRET
    ]
    assert inside == [], "secret parts of open elements are taken out too; try one in the test above"


DANGEROUS = ['=HYPERLINK("http://example.org","x")', "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "plain"]


def test_no_cell_is_run_by_a_spreadsheet(session, tmp_path):
    edit.save(session, [Place(names=(Name(text=words),), coordinates=words) for words in DANGEROUS])
    export.export(session, Wish("csv"), tmp_path / "csv")
    rows = table(tmp_path / "csv/place.csv")
    assert all(cell[:1] not in "=+-@\t\r" for row in rows for cell in row.values() if cell)
    export.export(session, Wish("xlsx"), tmp_path / "xlsx")
    book = openpyxl.load_workbook(tmp_path / "xlsx/casefile.xlsx")
    assert (book.properties.created.year, book.properties.modified.year) == (1980, 1980), "nor when it was written"
    cells = [cell for row in book["place"].iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type == "s" for cell in cells)
    assert all(cell.quotePrefix for cell in cells if str(cell.value)[:1] in "=+-@")
    assert {words for words in DANGEROUS if "\r" not in words} <= {cell.value for cell in cells}


def test_a_text_longer_than_a_cell_goes_on(tmp_path):
    for text in ("x" * 100_000, "ж\u0001" * 40_000, "🕊" * 20_000):
        assert "".join(pieces_of(text)) == text
        with Workbook(tmp_path / f"{len(text)}.xlsx") as book:
            book.sheet("evidence", ["id", "transcript.en"]).add({"id": "a", "transcript.en": text})
        book = openpyxl.load_workbook(tmp_path / f"{len(text)}.xlsx")
        pieces = [row[4] for row in book["@continued"].iter_rows(min_row=2, values_only=True)]
        held = "".join([book["evidence"]["B2"].value, *pieces]).replace("_x0001_", "\u0001")
        assert held == text


def test_a_sheet_that_is_full_goes_on_in_another(tmp_path, monkeypatch):
    monkeypatch.setattr("casefile.exports.openformats.workbook.MOST_ROWS", 3)
    with Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.sheet("case", ["id"])
        for number in range(5):
            sheet.add({"id": str(number)})
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["case", "case (2)", "case (3)"]
    held = [row[0] for sheet in book for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert held == ["0", "1", "2", "3", "4"]


def test_nothing_that_is_there_is_replaced(sample_session, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/casefile.json").write_text("mine")
    with pytest.raises(Refused, match=r"export\.refused\.exists"):
        export.export(sample_session, OWN, tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["casefile.json"]
    assert (tmp_path / "out/casefile.json").read_text() == "mine"
    assert export.register(sample_session) == ()


def test_formats_may_lie_side_by_side(sample_session, tmp_path):
    (tmp_path / "out").mkdir()
    for form in ("csv", "json"):
        export.export(sample_session, Wish(form), tmp_path / "out")
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"case.csv", "casefile.json", "casefile.schema.json"} <= names
    assert not any(name.endswith(".part") for name in names)


def test_a_stick_that_is_pulled_leaves_nothing_under_the_final_name(sample_session, tmp_path, monkeypatch):
    class Pulled(Exception):
        pass

    def pulled(*_):
        raise Pulled

    monkeypatch.setattr("casefile.vault.publishing.durable.sync", pulled)
    with pytest.raises(Pulled):
        export.export(sample_session, Wish("csv"), tmp_path / "out")
    assert list(tmp_path.glob("out*")) == []


def test_cancel_leaves_nothing(sample_session, tmp_path):
    progress = Stoppable()
    progress.stop()
    with pytest.raises(Cancelled):
        export.export(sample_session, OWN, tmp_path / "out", progress)
    assert list(tmp_path.glob("out*")) == []


def test_what_cannot_be_done_is_refused(sample_session, tmp_path):
    with pytest.raises(Refused, match=r"export\.refused\.format"):
        export.export(sample_session, Wish("pdf"), tmp_path / "out")
    with pytest.raises(NotFound):
        export.export(sample_session, Wish("json", ("KZ-0000-000",)), tmp_path / "out")
    with pytest.raises(Refused, match=r"export\.refused\.no_folder"):
        export.export(sample_session, OWN, tmp_path / "nowhere/out")
    (tmp_path / "file").write_text("x")
    with pytest.raises(Refused, match=r"export\.refused\.exists"):
        export.export(sample_session, OWN, tmp_path / "file")
