"""What a person types is found: in any script, unfinished, as a phrase; and nothing typed can break the query."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casefile.domain.kinds import Case, Name, Note, Person
from casefile.domain.values import Text, Version
from casefile.search.folding import fold
from casefile.usecases import edit, search


def titles(session, typed, **options):
    return [hit.title for hit in search.find(session, typed, **options)]


def test_a_name_is_found_in_every_script_and_before_text(session):
    person = Person(names=(Name(text="Серік Ойданов", language="kk"), Name(text="Serik Oidanov", language="en")))
    note = Note(text=Text.of("Ойданов звонил вечером", "ru"))
    edit.save(session, [note, person])
    for typed in ("ойданов", "Oydanov", "oidan", "СЕРИК", "serik oid"):
        assert search.find(session, typed)[0].id == person.id, typed


def test_a_name_is_found_in_texts_that_spell_it_otherwise(session):
    person = Person(names=(Name(text="Serik Oydanov"), Name(text="Серік Ойданов")))
    note = Note(text=Text.of("звонил Ойданову вечером", "ru"))
    case = Case(reference="X-1", title=Text.of("Serik Oydanov", "en"))
    edit.save(session, [person, note, case])
    assert {hit.kind for hit in search.find(session, "oidanov")} == {"person", "note", "case"}
    (found,) = [hit for hit in search.find(session, "oidanov") if hit.kind == "note"]
    ((start, end),) = found.title_marks
    assert found.title[start:end] == "Ойданов"
    assert {hit.kind for hit in search.find(session, "oidanov", every_spelling=False)} == {"person"}


@given(st.text(alphabet=st.characters(max_codepoint=0x2200, exclude_categories=("Cs",))))
def test_a_text_is_folded_the_same_whichever_way_is_faster(typed):
    composed = unicodedata.normalize("NFC", typed)
    assert fold(typed) == "".join(fold(f"{each}\U0001d518")[0] for each in composed)
    assert len(fold(typed)) == len(composed)


def test_letters_that_look_alike_are_one_but_not_short_i(session):
    edit.save(session, [Note(text=Text.of("Ещё қағаз", "kk")), Note(text=Text.of("мой дом", "ru"))])
    assert titles(session, "еще") == ["Ещё қағаз"]
    assert titles(session, "кагаз") == ["Ещё қағаз"]
    assert titles(session, "мои дом") == []


def test_phrase_and_unfinished_word(session):
    edit.save(session, [Note(text=Text.of("the court rejected the complaint", "en"))])
    assert titles(session, '"rejected the"')
    assert not titles(session, '"the rejected"')
    assert titles(session, "complai")
    assert not titles(session, "plaint")


def test_what_is_found_is_marked_where_it_stands(session):
    edit.save(
        session,
        [Case(reference="X-1", title=Text.of("Invented", "en"), summary=Text.of("Долгая ГОЛОДОВКА в колонии", "ru"))],
    )
    (hit,) = search.find(session, "голодовка")
    ((start, end),) = hit.marks
    assert hit.snippet[start:end] == "ГОЛОДОВКА"


def test_every_language_version_is_searched_and_shown_in_the_readers(session):
    title = Text((Version("ru", "Обыск"), Version("kk", "Тінту", original=False)))
    edit.save(session, [Case(reference="X-1", title=title)])
    assert titles(session, "обыск", language="kk") == ["Тінту"]


def test_deleted_and_changed_records_are_not_found_by_what_they_were(session):
    note = Note(text=Text.of("неверное слово", "ru"))
    edit.save(session, [note])
    edit.save(session, [changed := replace(note, text=Text.of("верное", "ru"))])
    assert titles(session, "неверное") == []
    edit.delete(session, changed)
    assert titles(session, "верное") == []
    edit.restore(session, changed)
    assert titles(session, "верное") == ["верное"]


def test_kind_narrows(session):
    edit.save(session, [Note(text=Text.of("Invented", "en")), Case(reference="X", title=Text.of("Invented", "en"))])
    assert {hit.kind for hit in search.find(session, "invented", kinds=("case",))} == {"case"}


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=40) | st.sampled_from(['"', "*", "AND", "a NEAR b", "title:x", "^", "-", "x' OR 1=1", '"a" * "b'])
)
def test_nothing_typed_is_an_operator(session, typed):
    search.find(session, typed)


@given(st.text())
def test_folding_keeps_every_place(text):
    import unicodedata

    assert len(fold(text)) == len(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize("typed", ["", "   ", "!?"])
def test_nothing_typed_finds_nothing(session, typed):
    assert search.find(session, typed) == ()
