"""Two tabs, two clicks, two secretaries at the same moment: one application, one round, one number."""

import pytest

from association import clock
from association.models import RegisterEntry
from association.statute import Refused
from association.workflow import WrongState
from membership.actions import applications, letters, remarks
from membership.models import Application, DecisionLetter, Remark, Submission
from tests.association.crowd import at_once
from tests.clause_marker import clause
from tests.factories import applying, presidium
from tests.factories import association as ground
from tests.factories.browser import Visitor

pytestmark = pytest.mark.usefixtures("committed")
TABS = 6


@pytest.fixture
def people(committed):
    return presidium.cast(3)


@pytest.fixture
def school(people):
    return ground.organisation("Гимназия № 910")


@pytest.fixture
def director(school):
    return ground.director(school)


@clause("A-3.13b")
def test_many_tabs_begin_one_application(school, director):
    tabs = [Visitor(director) for _tab in range(TABS)]
    answers = at_once(
        *[lambda tab=tab: tab.send("/applications/new/", organisation=school.pk).headers["Location"] for tab in tabs]
    )

    row = Application.objects.get()
    assert answers == [row.get_absolute_url()] * TABS


@clause("A-A.9")
def test_many_submissions_make_one_round_and_many_registrations_one_number(school, director, people):
    row = applying.signed(school, director)
    address = f"/applications/{row.pk}"
    tabs = [Visitor(director) for _tab in range(TABS)]
    at_once(*[lambda tab=tab: tab.send(f"{address}/submission/") for tab in tabs])
    assert [one.number for one in Submission.objects.all()] == [1]

    desks = [Visitor(people.secretary) for _desk in range(TABS)]
    at_once(*[lambda desk=desk: desk.send(f"{address}/registration/") for desk in desks])
    assert [entry.number for entry in RegisterEntry.objects.all()] == [1]
    assert Application.objects.get().entry == RegisterEntry.objects.get()


def test_a_return_and_a_listing_at_once_leave_one_of_them(school, director, people):
    row = applying.registered(school, director, people.secretary)
    meeting = presidium.planned(people, questions=0)
    clerk, other = Visitor(people.secretary), Visitor(people.secretary)
    at_once(
        lambda: clerk.send(f"/applications/{row.pk}/return/", remark="Дополните"),
        lambda: other.send(f"/meetings/{meeting.pk}/items/", matter="admission", subject=row.pk),
    )

    row.refresh_from_db()
    sent = Remark.objects.exclude(sent_at=None).count()
    assert (row.state, sent, meeting.items.count()) in (("draft", 1, 0), ("listed", 0, 1))


def test_a_remark_written_while_the_application_goes_back_is_not_lost_without_a_word(school, director, people):
    row = applying.registered(school, director, people.secretary)

    def pin():
        return remarks.pin(row, target="ground", text="Ещё одно", by=people.secretary, at=clock.now()).pk

    def give_back():
        return remarks.send_back(row, remark="Дополните", by=people.secretary, at=clock.now())

    pinned, sent = at_once(pin, give_back)
    if isinstance(pinned, Refused):
        assert (sent, Remark.objects.count()) == (1, 1)
    else:
        assert (sent, Remark.objects.filter(sent_at=None).count()) == (2, 0)


def test_two_releases_at_once_send_a_letter_once(school, director, people):
    row = applying.registered(school, director, people.secretary)
    basis = (
        type(row)
        ._meta.get_field("basis")
        .related_model.objects.create(kind="decision", body="Президиум", number="3", dated_on=clock.today(), item="1")
    )
    letters.draft(row, kind="refuse", basis=basis, by=people.secretary, at=clock.now())
    facts = {"on": clock.today(), "by": people.secretary, "at": clock.now()}
    words = {"reasons": "Поздняя правка", "next_step": ""}
    letter = DecisionLetter.objects.get()
    *released, edited = at_once(
        lambda: letters.release_all(**facts),
        lambda: letters.release_all(**facts),
        lambda: letters.edit(letter, by=people.secretary, at=clock.now(), **words),
    )

    assert sorted(released) == [0, 1]
    assert RegisterEntry.objects.filter(series="outgoing").count() == 1
    letter.refresh_from_db()
    said = letter.paper.facts["decision"]["reasons"]
    assert said == letter.text.lines
    assert isinstance(edited, Refused) == (said != ["Поздняя правка"])


def test_an_application_is_not_submitted_twice_by_the_verb(school, director, people):
    row = applying.signed(school, director)

    def submit():
        applications.submit(Application.objects.get(pk=row.pk), on=clock.today(), by=director, at=clock.now())
        return "done"

    answers = at_once(submit, submit)
    assert sorted(type(answer).__name__ for answer in answers) == sorted(["str", WrongState.__name__])
