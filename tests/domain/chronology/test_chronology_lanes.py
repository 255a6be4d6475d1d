"""What passes the rows: measures, lasting happenings, proceedings."""

from casefile.domain.chronology import LASTING, LaneSpan, chronology
from casefile.domain.definition import Ref
from casefile.domain.kinds import Proceeding
from casefile.domain.values import Length
from tests.domain.chronology.build_case import Told, text


def lanes(case):
    """Per row: the spans above and below its node."""
    return [(row.lanes_above, row.lanes_below) for row in chronology(case.casefile(), "en").rows]


def begins(look, column=0):
    """A measure that begins at a node."""
    return LaneSpan(look, column, edge=True, tied=True)


ends = begins


def test_a_measure_runs_from_what_imposed_it_to_what_ended_it_and_the_next_takes_over():
    case = Told()
    arrest = case.happened("2016-05-17", "Arrest", "arrest")
    case.happened("2016-10-24", "Witness beaten", "attack")
    verdict = case.happened("2016-11", "Verdict", "verdict")
    case.happened("2021-02-04", "Released", "release")
    case.imposed("remand", "2016-05-17", "2016-11", decision=Ref(arrest.id))
    case.imposed("imprisonment", "2016-11", "2021-02-04", decision=Ref(verdict.id), length=Length("five years"))
    case.imposed("restriction_of_freedom", "2021-02-04")
    passing_through = (LaneSpan("imprisonment"),)
    assert lanes(case) == [
        ((), (begins("remand"),)),
        ((LaneSpan("remand"),), (LaneSpan("remand"),)),
        ((ends("remand"),), (begins("imprisonment"),)),
        (passing_through, passing_through),  # the silence, which the painter cuts
        ((ends("imprisonment"),), (begins("restriction"),)),
        ((LaneSpan("restriction"),), (LaneSpan("restriction"),)),  # its own row: no lower edge
    ]


def test_measures_at_one_time_take_further_lanes_and_lanes_are_used_again():
    case = Told()
    verdict = case.happened("2016-05-01", "Verdict", "verdict")
    case.imposed("restriction_of_freedom", "2016-05-01", "2016-07-01", decision=Ref(verdict.id))
    case.imposed("position_ban", "2016-05-01", decision=Ref(verdict.id), length=Length("five years", years=5))
    lifted = case.happened("2016-07-01", "Detained", "detention")
    case.imposed("remand", "2016-07-01", decision=Ref(lifted.id))
    below = [set(low) for _, low in lanes(case)]
    assert below[0] == {begins("restriction", 0), begins("restriction", 1)}
    assert below[1] == {begins("remand", 0), LaneSpan("restriction", 1)}


def test_an_end_between_rows_is_drawn_at_the_next_but_not_tied_to_it():
    case = Told()
    arrest = case.happened("2016-05-17", "Arrest", "arrest")
    case.happened("2016-06-20", "Threat")
    case.imposed("administrative_arrest", "2016-05-17", "2016-06-01", decision=Ref(arrest.id))
    assert lanes(case)[1] == ((LaneSpan("imprisonment", edge=True),), ())


def test_an_end_that_is_not_stated_is_never_drawn():
    case = Told()
    arrest = case.happened("2016-05-17", "Arrest", "arrest")
    case.happened("2016-06-20", "Threat")
    case.imposed("remand", decision=Ref(arrest.id))
    row = chronology(case.casefile(), "en").rows[0]
    assert row.end_text == "end not stated"
    assert lanes(case)[1] == ((LaneSpan("remand"),), (LaneSpan("remand"),))


def test_an_open_bar_stops_without_an_edge_at_a_release_other_custody_or_its_stated_length():
    case = Told()
    arrest = case.happened("2016-05-17", "Arrest", "arrest")
    case.happened("2016-06-20", "Threat")
    case.happened("2016-07-01", "Released", "release")
    case.imposed("remand", decision=Ref(arrest.id))
    fine = case.happened("2016-08-01", "Court", "court_decision")
    case.imposed("travel_ban", "2016-08-01", decision=Ref(fine.id), length=Length("two months", months=2))
    case.happened("2016-09-15", "Warned", "warning")
    case.happened("2016-12-15", "Warned again", "warning")
    shown = lanes(case)
    assert shown[1][1] == (LaneSpan("remand"),)
    assert shown[2] == ((), ())
    assert shown[4] == ((LaneSpan("restriction"),), (LaneSpan("restriction"),))
    assert shown[5] == ((), ())


def test_what_replaced_a_measure_ends_it():
    case = Told()
    arrest = case.happened("2016-05-17", "Arrest", "arrest")
    eased = case.happened("2016-07-01", "Court eases", "court_decision")
    house = case.imposed("house_arrest", "2016-07-01", decision=Ref(eased.id))
    case.imposed("remand", decision=Ref(arrest.id), replaced_by=Ref(house.id))
    assert lanes(case)[1] == ((ends("remand"),), (begins("remand"),))
    assert chronology(case.casefile(), "en").rows[0].end_text is None


def test_a_fine_has_no_bar():
    case = Told()
    fined = case.happened("2016-05-17", "Fined", "fine")
    case.imposed("fine", decision=Ref(fined.id), title=text("Fine"))
    row = chronology(case.casefile(), "en").rows[0]
    assert (row.second, row.swatch, row.lanes_below) == ("Fine", None, ())


def test_lasting_happenings_are_no_longer_than_their_row_unless_others_fall_inside():
    case = Told()
    case.happened("2016-05~/2016-10~", "Ill-treatment")
    case.happened("2016-10-12", "Trial opens", "trial_opened")
    case.happened("2017-06-01/2017-06-20", "Hunger strike")
    case.happened("2017-06-10", "Visit refused")
    case.happened("2017-07-10", "Ended")
    shown = lanes(case)
    assert shown[0][1] == (LaneSpan("about", edge=True),)
    assert shown[1] == ((LaneSpan("about", edge=True),), ())
    assert shown[2][1] == (LaneSpan("lasting", edge=True),)
    assert shown[3] == ((LaneSpan("lasting"),), (LaneSpan("lasting"),))
    assert shown[4][0] == (LaneSpan("lasting", edge=True),)


def test_a_stated_length_lasts_and_ends_inside_a_silence():
    case = Told()
    case.happened("2017-06~", "Hunger strike", length=Length("two weeks", days=14))
    case.happened("2019-08-01", "Appeal")
    shown = lanes(case)
    assert shown[0][1] == (LaneSpan("lasting", edge=True),)
    assert shown[1] == ((LaneSpan("lasting", edge=True),), ())
    assert shown[2] == ((), ())


def test_what_is_still_going_on_runs_to_the_last_row():
    case = Told()
    case.happened("2016-05-17/..", "Watched")
    case.happened("2016-06-01", "Threat")
    assert lanes(case)[1] == ((LaneSpan("lasting"),), (LaneSpan("lasting"),))
    assert all(span.look in LASTING and not span.tied for above, below in lanes(case) for span in above + below)


def test_the_axis_between_the_steps_of_a_proceeding():
    case = Told()
    trial = Proceeding(title=text("Trial"))
    case.add(trial)
    case.happened("2016-05-17", "Arrest", "arrest")
    case.happened("2016-10-12", "Opens", "trial_opened", proceeding=Ref(trial.id))
    case.happened("2016-10-24", "Witness beaten", "attack")
    case.happened("2016-11", "Verdict", "verdict", proceeding=Ref(trial.id))
    rows = chronology(case.casefile(), "en").rows
    assert [(row.in_proceeding_above, row.in_proceeding_below) for row in rows] == [
        (False, False),
        (False, True),
        (True, True),
        (True, False),
    ]
