"""The rows of a chronology: order, dates, nodes, silences, citations and second lines."""

from casefile.domain.chronology import SourceKey, chronology
from casefile.domain.definition import Ref
from casefile.domain.kinds import Condition, Happening, Link, Person, Place, Proceeding, Signatory, Source
from casefile.domain.values import Amount, Length, Quantity, When
from tests.domain.chronology.build_case import HOME, SUBJECT, Told, named, text


def told(case, language="en", **kinds):
    """The rows that are no silences, in words."""
    rows = chronology(case.casefile(), language, **kinds).rows
    return [(row.year, row.date_text, row.title) for row in rows if row.kind != "silence"]


def test_rows_stand_in_order_with_the_year_on_the_first_of_each():
    case = Told()
    case.happened("2017-06~", "Hunger strike")
    case.happened("2016-05-17", "Arrest")
    case.happened("[..2017-06-12]", "Moved")
    case.happened("2016-05/2016-10", "Ill-treatment")
    case.happened("2017-06-12", "Complaint rejected")
    assert told(case) == [
        ("2016", "17 May", "Arrest"),
        (None, "May – Oct", "Ill-treatment"),
        ("2017", "before 12 Jun", "Moved"),
        (None, "12 Jun", "Complaint rejected"),
        (None, "about Jun", "Hunger strike"),
    ]


def test_of_one_day_the_hour_decides_then_what_sets_off_the_rest():
    case = Told()
    case.happened("2016-05-17", "Released", "release")
    case.happened("2016-05-17", "Detained", "detention")
    case.happened("2016-05-17", "Picket", "picket")
    case.happened("2016-05-17", "Phone call", "threat", time="08:10")
    assert [title for *_, title in told(case)] == ["Phone call", "Picket", "Detained", "Released"]


def test_what_has_no_readable_date_stands_last_and_says_so():
    case = Told()
    case.happened("2016-13-40", "Misdated")
    case.happened("2016-05-17", "Arrest")
    rows = chronology(case.casefile(), "en").rows
    assert [(row.title, row.date_text, row.year, row.certainty) for row in rows] == [
        ("Arrest", "17 May", "2016", "exact"),
        ("Misdated", "no date", None, "about"),
    ]


def test_nodes_say_what_and_how_surely():
    case = Told()
    trial = Proceeding(title=text("Trial"))
    case.add(trial)
    case.happened("2016-05-17", "Threat")
    case.happened("2016-06", "Handed the file", "other", proceeding=Ref(trial.id))
    case.happened("2016-07~", "Verdict", "verdict")
    case.intervened("2016-08-01", "Appeal")
    case.imposed("warrant", "2016-09-01", title=text("Warrant"))
    case.happened(When("2016-10-01", inferred=True), "Guessed", alleged=True)
    rows = chronology(case.casefile(), "en").rows
    assert [(row.kind, row.certainty, row.alleged) for row in rows] == [
        ("happening", "exact", False),
        ("proceeding", "partial", False),
        ("proceeding", "about", False),
        ("intervention", "exact", False),
        ("measure", "exact", False),
        ("happening", "about", True),
    ]


def test_silence_is_told_only_when_it_is_longer_than_a_year_for_certain():
    case = Told()
    case.happened("2016-06", "First")
    case.happened("2017-06-30", "Exactly a year later")
    case.happened("2019-08-01", "Much later")
    case.happened("[..2021-06]", "Some time before June 2021")
    case.happened("2021-07-01/..", "Ever since")
    case.happened("2023", "Some day of 2023")
    rows = chronology(case.casefile(), "en").rows
    assert [row.title for row in rows] == [
        "First",
        "Exactly a year later",
        "25 months without a record",
        "Much later",
        "Some time before June 2021",
        "Ever since",
        "18 months without a record",
        "Some day of 2023",
    ]
    assert chronology(case.casefile(), "ru").rows[2].title == "25 месяцев без записей"


def test_citations_are_numbers_of_the_key_and_none_is_none():
    case = Told()
    arrest = case.happened("2016-05-17", "Arrest", "arrest")
    remand = case.imposed("remand", decision=Ref(arrest.id))
    case.happened("2016-06-01", "Uncited")
    early, late = (
        Source(short="Monitor, 2016", date=When("2016")),
        Source(title=text("A later report"), date=When("2017")),
    )
    case.cited(arrest, early)
    case.cited(arrest, early, "when")
    case.cited(remand, late, "end")
    found = chronology(case.casefile(), "en")
    assert [row.citations for row in found.rows] == [(1, 2), ()]
    assert found.sources == (SourceKey(1, "Monitor, 2016", early.id), SourceKey(2, "A later report", late.id))


def test_titles_are_in_the_readers_language_and_say_when_they_are_not():
    case = Told()
    for day, title in (("17", text("Threatened", "Угрозы")), ("18", text("Followed")), ("19", None)):
        case.add(Happening(when=When(f"2016-05-{day}"), title=title, type="search"))
    rows = chronology(case.casefile(), "ru").rows
    assert [(row.title, row.title_language) for row in rows] == [("Угрозы", "ru"), ("Followed", "en"), ("Обыск", "ru")]
    assert rows[0].date_full == "17 мая 2016 г."


def test_a_kind_switched_off_leaves_no_trace():
    case = Told()
    arrest = case.happened("2016-05-17", "Arrest", "arrest")
    case.imposed("remand", decision=Ref(arrest.id), title=text("Remand"))
    case.intervened("2018-05-17", "Appeal")
    only = chronology(case.casefile(), "en", kinds={"happening"}).rows
    assert [(row.title, row.second, row.lanes_below) for row in only] == [("Arrest", None, ())]
    measures = chronology(case.casefile(), "en", kinds={"measure"}).rows
    assert [(row.kind, row.title) for row in measures] == [("measure", "Remand")]


def second(case, language="en", row=0):
    """The second line of one row."""
    return chronology(case.casefile(), language).rows[row].second


def test_a_described_phrase_is_the_second_line_and_sentences_are_not():
    case = Told()
    case.happened("2016-05-17", "Arrest", description=text("for organising protests"), place=Ref(HOME.id))
    case.happened("2016-05-18", "Search", description=text("They came at dawn. They took the telephones."))
    assert second(case) == "for organising protests"
    assert second(case, row=1) is None


def test_people_and_place_are_named_unless_the_title_or_the_case_says_them():
    case = Told()
    city = Place(names=named("Ormana"))
    case.add(city)
    event = case.happened("2016-05-17", "Ruta Velim beaten at home in Ormana", place=Ref(city.id))
    case.role(event, SUBJECT, "victim")
    case.role(event, Person(names=named("Ruta Velim")), "victim")
    assert second(case) is None
    other = case.happened("2016-05-18", "Two beaten", place=Ref(city.id))
    case.role(other, Person(names=named("Ruta Velim")), "victim")
    case.role(other, Person(names=named("Sora Kint")), "victim")
    case.role(other, Person(label=text("Unidentified attackers")), "alleged_perpetrator")
    assert second(case, row=1) == "Ruta Velim, Sora Kint · Unidentified attackers · Ormana"
    at_home = case.happened("2016-05-19", "Beaten", place=Ref(HOME.id), place_detail=text("In the yard"))
    case.add(Link(subject=Ref(at_home.id), type="because_of", object=Ref(other.id)))
    assert second(case, row=2) == "In the yard · because of: Two beaten"


def test_numbers_are_said_no_more_exactly_than_they_are_known():
    case = Told()
    case.happened("2016-05-17", "Fined", amount=Amount(Quantity(1800, 1800), "EUR", sharing="unclear"))
    case.happened("2016-05-18", "Raid", persons_affected=Quantity(5000, qualifier="more_than"))
    case.happened("2016-05-19", "Calls", count=Quantity(qualifier="several", words="several times"))
    case.happened("2016-05-20", "Strike, two weeks", length=Length("two weeks", days=14))
    case.happened("2016-05-21", "Inspection", length=Length("nine months", months=9))
    assert second(case) == "1,800 EUR, each or together not stated"
    assert second(case, row=1) == "people: more than 5,000"
    assert second(case, row=2) == "several times"
    assert second(case, row=3) is None
    assert second(case, row=4) == "nine months"
    assert second(case, "ru", 4) == "9 месяцев"


def test_an_intervention_says_by_whom_and_to_whom():
    case = Told()
    asked, asking = Person(names=named("Minister Orlo")), Person(names=named("Sora Kint"))
    case.add(asked, asking)
    case.intervened(
        "2016-05-17",
        "Appeal",
        by=(Ref(asking.id),),
        to=(Ref(asked.id),),
        signatory_number=Quantity(39, 39),
        signatories=(Signatory(name="A"),),
    )
    assert second(case) == "Sora Kint · signatories: 39 · to Minister Orlo"


def test_a_measure_is_told_by_what_imposed_it():
    case = Told()
    arrest = case.happened("2016-05-17", "Arrest", "arrest")
    case.imposed("remand", "2016-05-17", "2016-11", decision=Ref(arrest.id))
    verdict = case.happened("2016-11", "Verdict", "verdict")
    prison = {"decision": Ref(verdict.id), "length": Length("five years", years=5)}
    first = case.imposed("imprisonment", "2016-11", **prison)
    case.imposed("fine", decision=Ref(verdict.id), amount=Amount(Quantity(50, 50), "EUR"), title=text("Fine of 50 EUR"))
    friend = Person(names=named("Ruta Velim"))
    case.add(friend)
    case.imposed("imprisonment", "2016-11", subject=Ref(friend.id), **prison)
    rows = chronology(case.casefile(), "en").rows
    assert [(row.title, row.second, row.swatch) for row in rows] == [
        ("Arrest", "Remand in custody until the verdict", "remand"),
        ("Verdict", "Imprisonment, “five years”, the same for Ruta Velim · Fine of 50 EUR", "imprisonment"),
    ]
    assert first.id in rows[1].measures
    assert second(case, "ru", 1).startswith("Лишение свободы, 5 лет, то же: Ruta Velim")


def test_a_measure_that_nothing_imposed_has_a_row_with_its_conditions():
    case = Told()
    case.happened("2021-02-04", "Released", "release")
    acts = ("No paid work", "No interviews", "No gathering")
    conditions = [Condition(act=text(act)) for act in acts[:2]]
    conditions.append(Condition(act=text(acts[2]), exception=text("A funeral")))
    case.imposed("restriction_of_freedom", "2021-02-04", conditions=tuple(conditions))
    row = chronology(case.casefile(), "en").rows[1]
    assert (row.date_text, row.end_text) == ("from 4 Feb", "end not stated")
    assert row.title == "Restriction of freedom, length not stated"
    assert (row.second, row.swatch) == ("3 conditions: no paid work … no gathering, except a funeral", "restriction")


def test_an_end_behind_all_rows_is_said_under_the_date():
    case = Told()
    arrest = case.happened("2016-05-17", "Arrest", "arrest")
    case.imposed("administrative_arrest", "2016-05-17", "2016-06-01", decision=Ref(arrest.id))
    row = chronology(case.casefile(), "en").rows[0]
    assert row.end_text == "until 1 June 2016"
    assert row.second == "Administrative arrest until 1 June 2016"
