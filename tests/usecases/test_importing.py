"""Taking in files: what the preview says is what is done, and half of it never."""

from __future__ import annotations

import errno
import io
import json

import openpyxl
import pytest

from casefile.domain.kinds import AddedField, Case, Citation, Happening, Person, Role, Term
from casefile.domain.values import Text, Version
from casefile.errors import Refused
from casefile.usecases import additions, cases, edit, export, importfiles, importing, search
from casefile.usecases.export import Wish
from casefile.usecases.importing import ColumnMapping, SheetMapping

LIST = (
    "ФИО;Дата задержания;Город;Номер дела;Роль;Источник\r\n"
    "Выдуманный Иван;5 января 2022 г.;Алматы;KZ-2022-900;Обвиняемый;Рассказ очевидца\r\n"
    "Придуманова Айгерим;в конце января 2022;Придуманск;KZ-2022-900;;Рассказ очевидца\r\n"
)
RUSSIAN = ColumnMapping({}, "ru")


def told(preview):
    return [(each.problem.place.row, each.problem.place.column, each.problem.key) for each in preview.problems]


@pytest.fixture
def listed(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(LIST.encode("cp1251"))
    return [importing.file(path)]


def test_a_file_that_the_system_does_not_give_is_told_of_in_words(session, listed, tmp_path):
    (tmp_path / "list.csv").unlink()
    for reading in (lambda: importing.look(listed), lambda: importing.take_in(session, listed, RUSSIAN)):
        with pytest.raises(Refused, match=r"system\.gone"):
            reading()
    with pytest.raises(Refused, match=r"system|no_file"):
        importing.file(tmp_path / ("x" * 300))  # as where a folder may not be entered: the question itself fails


class Pulled(io.BytesIO):
    """A stick that goes while it is read."""

    def read(self, size=-1):
        raise OSError(errno.EIO, "Input/output error")


def test_a_stick_that_goes_while_it_is_read_is_told_of_in_words(session):
    pulled = [importing.Source("list.csv", Pulled)]
    for reading in (lambda: importing.look(pulled), lambda: importing.preview(session, pulled)):
        with pytest.raises(Refused, match=r"system\.silent"):
            reading()


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
def test_the_sample_goes_out_and_comes_in_byte_by_byte(sample_session, session, tmp_path, form):
    export.export(sample_session, Wish("json", own_backup=True), tmp_path / "reference")
    done = export.export(sample_session, Wish(form, own_backup=True), tmp_path / "out")
    files = [importing.file(path) for path in done.files if "schema" not in path.name]
    before = importing.preview(session, files)
    taken = importing.take_in(session, files)
    assert before.new == taken.counts.new == done.records
    assert before.problems == ()
    export.export(session, Wish("json", own_backup=True), tmp_path / "again")
    written = [(tmp_path / name / "casefile.json").read_bytes() for name in ("reference", "again")]
    assert written[0] == written[1]
    again = importing.preview(session, files)
    assert (again.new, again.changed, again.same) == ({}, {}, sum(done.records.values()))


def test_a_list_becomes_records_that_belong_together(sample_session, listed):
    before = importing.preview(sample_session, listed, RUSSIAN)
    assert before.problems == ()
    assert before.new == {
        "case": 1, "citation": 2, "happening": 2, "person": 2, "place": 1, "role": 2, "source": 1,
    }  # fmt: skip
    taken = importing.take_in(sample_session, listed, RUSSIAN)
    assert taken.counts.new == before.new
    whole = cases.load(sample_session, "KZ-2022-900")
    people = {person.names[0].text: person for person in whole.of(Person)}
    roles = {role.party: role for role in whole.of(Role)}
    happenings = {each.id: each for each in whole.of(Happening)}
    ivan = roles[people["Выдуманный Иван"].id]
    aigerim = roles[people["Придуманова Айгерим"].id]
    assert (ivan.role, aigerim.role) == ("accused", "victim")
    assert happenings[ivan.record].when.edtf == "2022-01-05"
    late = happenings[aigerim.record].when
    assert (late.edtf, late.words) == ("2022-01~", "в конце января 2022")
    assert {each.record for each in whole.of(Citation)} == set(happenings)
    assert people["Выдуманный Иван"].names[0].script == "Cyrl"


def test_the_same_list_twice_changes_nothing(sample_session, listed):
    importing.take_in(sample_session, listed, RUSSIAN)
    again = importing.preview(sample_session, listed, RUSSIAN)
    assert (again.new, again.changed) == ({}, {})


def test_problems_are_told_by_row_and_keep_everything_out(session, tmp_path):
    path = tmp_path / "bad.csv"
    path.write_text(
        "ФИО,Дата,Роль,Гражданство\nА Б,вчера или завтра,Космонавт,Казахстан\nВ Г,2020,Свидетель,#REF!\nД Е,2021,,\n"
    )
    files = [importing.file(path)]
    before = importing.preview(session, files, RUSSIAN)
    assert sorted(told(before)) == [
        (2, "Дата", "importing.cell.no_date"),
        (2, "Роль", "importing.cell.unknown_term"),
        (3, "Гражданство", "importing.cell.error_value"),
    ]
    with pytest.raises(Refused, match="problems"):
        importing.take_in(session, files, RUSSIAN)
    assert importing.preview(session, files, RUSSIAN).new == before.new
    taken = importing.take_in(session, files, RUSSIAN, leave_out_faulty=True)
    assert taken.counts.new == before.new == {"person": 1, "happening": 1, "role": 1}


def test_a_person_says_who_is_here_already(sample_session, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Name,Date,Case number\nМакс Бокаев,2022-01-07,KZ-2016-003\n")
    files = [importing.file(path)]
    before = importing.preview(sample_session, files)
    (found,) = (each for each in before.likely if each.new_name == "Макс Бокаев")
    taken = importing.take_in(sample_session, files, same={found.new_id: found.other_id})
    assert "person" not in taken.counts.new
    whole = cases.load(sample_session, "KZ-2016-003")
    (happening,) = (each for each in whole.of(Happening) if each.when and each.when.edtf == "2022-01-07")
    assert [role.party for role in whole.roles_in(happening.id)] == [found.other_id]


def test_a_mass_detention_is_a_table_to_paste(sample_session):
    table = importing.pasted(
        "Аты-жөні\tКүні\tҚала\nОйдан Шығарылған\t2022 жылғы 5 қаңтар\tАлматы\nЕкінші Біреу\t2022-01-06\tШымкент\n"
    )
    (look,) = importing.look([table])
    assert look.samples[0] == ("Ойдан Шығарылған", "2022 жылғы 5 қаңтар", "Алматы")
    always = {**look.guessed.always, "case.reference": "KZ-2016-003", "happening.type": "arrest"}
    mapping = ColumnMapping({"": SheetMapping(look.guessed.columns, always)}, "kk")
    taken = importing.take_in(sample_session, [table], mapping)
    assert taken.counts.new == {"person": 2, "happening": 2, "role": 2}
    dates = {each.when.edtf for each in cases.load(sample_session, "KZ-2016-003").of(Happening) if each.when}
    assert {"2022-01-05", "2022-01-06"} <= dates


def test_a_term_that_people_added_is_known_by_its_words_in_any_language(session, tmp_path):
    words = Text((Version("en", "Watched by a drone"), Version("ru", "Слежка с дрона", original=False)))
    edit.save(session, [Term(list="happening_type", code="drone", label=words)])
    path = tmp_path / "list.csv"
    path.write_text(
        "Вид события;Дата\nслежка с дрона;2024-01-05\nWATCHED BY A DRONE;2024-01-06\nниочём;2024-01-07\n", "utf-8"
    )
    mapping = ColumnMapping({"": SheetMapping({"Вид события": "happening.type", "Дата": "happening.when"}, {})}, "ru")
    assert told(importing.preview(session, [importing.file(path)], mapping)) == [
        (4, "Вид события", "importing.cell.unknown_term")
    ]
    taken = importing.take_in(session, [importing.file(path)], mapping, leave_out_faulty=True)
    assert taken.counts.new == {"happening": 2}
    assert len(search.find(session, "Watched by a drone", ("happening",))) == 2


def test_typed_cells_of_a_workbook_are_read(session, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Name", "Date", "Age"])
    from datetime import date

    sheet.append(["Invented Person", date(2022, 1, 5), 34])
    book.save(tmp_path / "list.xlsx")
    importing.take_in(session, [importing.file(tmp_path / "list.xlsx")])
    out = export.export(session, Wish("json"), tmp_path / "out")
    held = out.files[0].read_text("utf-8")
    assert '"when":"2022-01-05"' in held
    assert '"age":"34"' in held


def test_what_goes_on_beyond_its_cell_is_kept_in_memory_to_a_limit(session, tmp_path, monkeypatch):
    book = openpyxl.Workbook()
    book.active.append(["Name"])
    sheet = book.create_sheet("@continued")
    for row in range(20):
        sheet.append(["person" if row else "kind", f"id-{row}", "names", 1, "x"])
    book.save(tmp_path / "list.xlsx")
    monkeypatch.setattr(importfiles, "_MOST_CONTINUED", 1000, raising=False)
    with pytest.raises(Refused, match="too_large"):
        importing.take_in(session, [importing.file(tmp_path / "list.xlsx")])


def test_fields_that_a_file_does_not_speak_of_stay(session, tmp_path):
    case = Case(reference="A-1", title=Text.of("Title", "en"), remarks=Text.of("for myself", "en"), tags=("kept",))
    edit.save(session, [case])
    for form in ("json", "csv"):
        done = export.export(session, Wish(form), tmp_path / form)
        files = [importing.file(path) for path in done.files if "schema" not in path.name]
        assert importing.take_in(session, files).counts.changed == {}
    assert edit.read(session, "case", case.id).record == case


def test_a_changed_cell_changes_the_record_and_no_other(session, tmp_path):
    case = Case(reference="A-1", title=Text.of("Title", "en"), tags=("a", "b"))
    edit.save(session, [case, Case(reference="A-2", title=Text.of("Other", "en"))])
    (path,) = export.export(session, Wish("csv"), tmp_path / "csv").files
    path.write_text(path.read_text("utf-8-sig").replace("Title", "Better title").replace("a|b", "b"), "utf-8")
    taken = importing.take_in(session, [importing.file(path)])
    assert taken.counts.changed == {"case": 1}
    assert taken.changes.records == {case.id}
    found = edit.read(session, "case", case.id).record
    assert (str(found.title), found.tags) == ("Better title", ("b",))


def test_what_was_deleted_here_stays_deleted(session, tmp_path):
    case = Case(reference="A-1", title=Text.of("Title", "en"))
    edit.save(session, [case])
    (path, _) = export.export(session, Wish("json"), tmp_path / "out").files
    edit.delete(session, case)
    assert importing.take_in(session, [importing.file(path)]).counts.deleted == 1
    assert edit.read(session, "case", case.id).deleted


def test_a_table_of_which_nothing_is_known_is_refused(session, tmp_path):
    (tmp_path / "a.csv").write_text("Foo,Bar\n1,2\n")
    with pytest.raises(Refused, match="nothing_mapped"):
        importing.preview(session, [importing.file(tmp_path / "a.csv")])
    with pytest.raises(Refused, match="no_file"):
        importing.file(tmp_path / "nothing.csv")


PLATE = AddedField(kind="happening", label=Text.of("Number plate", "en"), shape="line", sensitivity="personal")
OFFICE = AddedField(kind="person", label=Text.of("Office", "en"), shape="term", sensitivity="public")
HOME_TOWN = AddedField(kind="person", label=Text.of("Home town", "en"), shape="reference", to=("place",))
SEEN = AddedField(kind="person", label=Text.of("Last seen", "en"), shape="date", sensitivity="public")
NORTH = Term(list=OFFICE.id, code="north", label=Text.of("Northern office", "en"))
ADDED_TABLE = "Name,Date,Number plate,Office,Home town,Last seen\nInvented Person,2022-01-05,123 ABC,northern office,Ojar,January 2022\n"


def test_a_column_may_be_a_field_that_people_added(session, tmp_path):
    edit.save(session, [PLATE, OFFICE, HOME_TOWN, SEEN, NORTH])
    (tmp_path / "a.csv").write_text(ADDED_TABLE)
    source = importing.file(tmp_path / "a.csv")
    (look,) = importing.look([source], added=additions.load(session).of_kind)
    assert look.guessed.columns["Number plate"] == f"happening.extra/{PLATE.id}"
    mapping = importing.read(importing.written(ColumnMapping({"": look.guessed})))
    assert importing.preview(session, [source], mapping).problem_count == 0
    done = importing.take_in(session, [source], mapping).counts
    assert done.new == {"happening": 1, "person": 1, "place": 1, "role": 1}
    (person,) = exported(session, tmp_path / "out")["person"]
    held = {each["id"]: each for each in person["extra"]}
    assert held[OFFICE.id]["codes"] == ["north"] and held[SEEN.id]["date"] == "2022-01"
    (town,) = held[HOME_TOWN.id]["records"]
    assert edit.read(session, "place", town).record.names[0].text == "Ojar"
    again = importing.take_in(session, [source], mapping).counts
    assert (again.new, again.changed) == ({}, {})


def test_what_an_added_field_cannot_hold_is_told_by_its_column(session, tmp_path):
    edit.save(session, [PLATE, OFFICE, HOME_TOWN, SEEN, NORTH])
    (tmp_path / "a.csv").write_text(ADDED_TABLE.replace("northern office", "nowhere").replace("January 2022", "soon"))
    found = importing.preview(session, [importing.file(tmp_path / "a.csv")])
    assert {told.problem.place.column for told in found.problems} == {"Office", "Last seen"}


def test_a_mapping_to_a_field_that_is_not_in_this_vault_is_refused(session, tmp_path):
    (tmp_path / "a.csv").write_text(ADDED_TABLE)
    columns = {"Name": "person.names.1.text", "Office": f"person.extra/{OFFICE.id}"}
    mapping = ColumnMapping({"": SheetMapping(columns)})
    with pytest.raises(Refused, match=r"importing\.mapping\.no_field"):
        importing.preview(session, [importing.file(tmp_path / "a.csv")], mapping)


def test_a_table_of_uwazi_is_taken_in(session, tmp_path):
    table = (
        "Title__en,Title__ru,What happened,When,Number\n"
        "Arrest at night,Ночное задержание,Arrest,2021-01-05:2021-02-07,KZ-1\n"
        "Search,Обыск,Search,2021-03-01:2021-03-01,KZ-1\n"
        "Hearing,Слушание,Hearing,2021-04-01:,KZ-1\n"
    )
    (tmp_path / "happening.csv").write_text(table)
    source = importing.file(tmp_path / "happening.csv")
    columns = {
        "Title__en": "happening.title.en", "Title__ru": "happening.title.ru", "What happened": "happening.type", "When": "happening.when",
    }  # fmt: skip
    (look,) = importing.look([source])
    assert columns.items() <= look.guessed.columns.items()
    importing.take_in(session, [source], ColumnMapping({"": SheetMapping(columns, {"case.reference": "KZ-1"})}))
    found = exported(session, tmp_path / "out")["happening"]
    assert sorted(each["when"] for each in found) == ["2021-01-05/2021-02-07", "2021-03-01", "2021-04-01/.."]
    (search,) = (each for each in found if each["type"] == "search")
    assert {each["language"]: each["text"] for each in search["title"]} == {"en": "Search", "ru": "Обыск"}


def exported(session, folder):
    export.export(session, Wish("json", own_backup=True), folder)
    return json.loads((folder / "casefile.json").read_text("utf-8"))["records"]
