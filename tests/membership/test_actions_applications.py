"""The application: begun, answered, signed, submitted, registered, returned; every refusal with its clause."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from association import clock, register
from association.models import AuditEntry, Letter, RegisterEntry
from association.proofs import Password
from association.workflow import WrongState
from membership import rules
from membership.actions import applications, decisions, remarks
from membership.models import Application
from tests.clause_marker import clause
from tests.factories import applying
from tests.factories import association as ground
from tests.factories import membership as make
from tests.factories.applying import act, clauses_of, state_of, submit

pytestmark = pytest.mark.django_db
CHAIR_POST = "Председателю Президиума Ассоциации"


@pytest.fixture
def school(people):
    return ground.organisation("Гимназия № 907", head=ground.person("Макетов", "Жан", "Жанович"))


def test_a_school_has_one_open_application(school, director):
    first = applications.begin(school, by=director, at=ground.AT)

    assert applications.begin(school, by=director, at=ground.AT) == first
    Application.objects.update(state="refused")
    assert applications.begin(school, by=director, at=ground.AT) != first


def test_a_foreign_director_begins_and_changes_nothing(school, director, people):
    row = applying.filled(school, director)
    for verb in (
        lambda: applications.begin(school, by=people.stranger, at=ground.AT),
        lambda: act(applications.fill, row, people.stranger, recommended_name="А"),
        lambda: act(applications.choose_ground, row, people.stranger, ground=rules.CERTIFIED, note=""),
        lambda: applying.attach(row, "qms_evidence", people.stranger),
        lambda: act(applications.draw_paper, row, people.stranger, on=clock.today()),
        lambda: act(applications.sign, row, people.stranger, proof=Password(ground.PASSWORD), sha256=""),
        lambda: submit(row, people.stranger),
    ):
        with pytest.raises(PermissionDenied):
            verb()
    assert state_of(row) == "draft"


def test_an_incomplete_draft_is_saved_and_a_paper_replaced(school, director):
    row = applications.begin(school, by=director, at=ground.AT)
    act(applications.fill, row, director, recommended_name="Тестова Галина")
    applying.attach(row, "qms_evidence", director)
    first = row.papers.get()
    applying.attach(row, "qms_evidence", director, replaces=first.pk)
    act(applications.attach, row, director, kind="qms_evidence", file=None, number="7", replaces=first.pk)

    paper = row.papers.get()
    assert (paper.pk, paper.number, paper.file_id == first.file_id) == (first.pk, "7", False)
    with pytest.raises(LookupError):
        act(applications.attach, row, director, kind="introduction_plan", file=None)


# ground, the paper left out, the clause that asks for it
WANTING = [
    (rules.CERTIFIED, "qms_certificate", "A-3.1.1"),
    (rules.INTRODUCED, "qms_evidence", "A-3.1.2"),
    (rules.INTRODUCING, "qms_evidence", "A-3.1.3"),
    (rules.INTRODUCING, "introduction_plan", "A-3.1.3"),
    (rules.CONCLUSION, "qms_evidence", "A-3.1.4"),
    (rules.CANDIDATE, "head_order", "A-3.2.1"),
    (rules.CANDIDATE, "introduction_plan", "A-3.2.2"),
    (rules.CANDIDATE, "training_document", "A-3.2.3"),
]


@clause("A-3.1.1", "A-3.1.2", "A-3.1.3", "A-3.1.4", "A-3.2.1", "A-3.2.2", "A-3.2.3")
@pytest.mark.parametrize(("ground_of", "paper", "clause_id"), WANTING)
def test_an_application_without_a_paper_of_its_ground_is_refused(ground_of, paper, clause_id, school, director, people):
    if ground_of == rules.CONCLUSION:
        make.membership(school, people.secretary, ground_of=rules.CANDIDATE)
    row = applying.filled(school, director, ground_of)
    row.papers.filter(kind=paper).delete()
    row = applying.sign(row, director)

    assert clauses_of(lambda: submit(row, director)) == [clause_id]
    assert state_of(row) == "draft"
    applying.attach(row, paper, director)
    submit(applying.sign(row, director), director)
    assert state_of(row) == "submitted"


@clause("A-3.1.1")
@pytest.mark.parametrize(
    "fields",
    [{"number": ""}, {"issuer": ""}, {"until": None}, {"until": ground.DAY}, {"dated_on": date(2099, 1, 1)}],
)
def test_a_quality_certificate_is_described_and_valid_on_the_day(fields, school, director):
    row = applying.filled(school, director, rules.CERTIFIED)
    applying.attach(row, "qms_certificate", director, **fields)

    assert clauses_of(lambda: submit(applying.sign(row, director), director)) == ["A-3.1.1"]


@clause("A-3.1.4")
@pytest.mark.parametrize("result", [rules.NEGATIVE, rules.WITH_REMARKS, ""])
def test_a_conclusion_that_is_not_positive_does_not_admit(result, school, director, people):
    make.membership(school, people.secretary, ground_of=rules.CANDIDATE)
    row = applying.filled(school, director, rules.CONCLUSION)
    applying.attach(row, "expert_conclusion", director, result=result)

    assert clauses_of(lambda: submit(applying.sign(row, director), director)) == ["A-3.1.4"]


@clause("A-3.1.4", "A-3.2.4", "A-A.5")
def test_grounds_are_open_to_those_they_are_for(school, director, people):
    row = applications.begin(school, by=director, at=ground.AT)

    def choose(ground_of):
        act(applications.choose_ground, row, director, ground=ground_of, note="словами")

    assert clauses_of(lambda: choose(rules.CONCLUSION)) == ["A-3.1.4"]
    assert clauses_of(lambda: choose("")) == ["A-A.5"]
    choose(rules.CANDIDATE)
    row.refresh_from_db()
    assert (row.kind, row.ground, row.ground_note) == ("candidate", "candidate", "словами")


@clause("A-3.2.4")
def test_a_candidate_does_not_become_a_candidate_again(people):
    school = ground.organisation()
    director = ground.director(school)
    make.membership(school, people.secretary, ground_of=rules.CANDIDATE)
    row = applications.begin(school, by=director, at=ground.AT)

    assert clauses_of(
        lambda: act(applications.choose_ground, row, director, ground=rules.CANDIDATE, note="")
    ) == ["A-3.2.4"]  # fmt: skip


@clause("A-3.2.4")
def test_a_candidate_applies_to_the_chair_and_so_waits_for_one():
    ground.association()
    school = ground.organisation()
    director = ground.director(school)
    row = applying.signed(school, director, rules.CANDIDATE)

    assert clauses_of(lambda: submit(row, director)) == ["A-3.2.4"]


@clause("A-3.13b")
def test_a_submitted_application_is_told_to_those_who_register_and_is_not_changed(school, director, secretary):
    row = applying.signed(school, director)
    submit(row, director)

    assert state_of(row) == "submitted"
    assert list(Letter.objects.filter(notice="application_submitted").values_list("user", flat=True)) == [secretary.pk]
    assert clauses_of(lambda: act(applications.fill, row, director, recommended_name="А")) == ["A-A.9"]
    with pytest.raises(WrongState):
        submit(row, director)


@clause("A-A.9")
def test_a_registered_application_has_its_incoming_number_once(school, director, secretary):
    row = applying.registered(school, director, secretary)

    assert (row.state, str(row.entry), row.entry.sheets, row.entry.organisation) == (
        "registered", "№\u00a001-13/1", 2, school,
    )  # fmt: skip
    assert Letter.objects.filter(notice="application_registered", user=director).count() == 1
    with pytest.raises(WrongState):
        act(applications.enter_in_register, row, secretary, on=clock.today())
    with pytest.raises(PermissionDenied):
        act(applications.check_paper, row.papers.get(), director)
    act(applications.check_paper, row.papers.get(), secretary)
    assert row.papers.get().checked_by == secretary


def test_a_returned_application_keeps_its_number_and_is_signed_anew(school, director, secretary):
    row = applying.registered(school, director, secretary)
    act(remarks.send_back, row, secretary, remark="Нет печати")

    row = Application.objects.get(pk=row.pk)
    assert (row.state, row.remarks.get().text, row.paper) == ("draft", "Нет печати", None)
    assert "Нет печати" in Letter.objects.get(notice="application_returned").body
    row = applying.sign(row, director)
    submit(row, director)
    act(applications.enter_in_register, row, secretary, on=clock.today())
    assert ([one.number for one in row.submissions.all()], RegisterEntry.objects.count()) == ([1, 2], 1)


def test_a_returned_application_whose_entry_was_voided_gets_a_new_number(school, director, secretary):
    row = applying.registered(school, director, secretary)
    act(remarks.send_back, row, secretary, remark="Не тот год")
    register.void(row.entry, reason="Ошибка", by=secretary, at=clock.now())
    row = applying.sign(Application.objects.get(pk=row.pk), director)
    submit(row, director)
    entry = act(applications.enter_in_register, Application.objects.get(pk=row.pk), secretary, on=clock.today())

    assert (entry.number, RegisterEntry.objects.count()) == (2, 2)


def test_a_listed_application_is_not_returned_until_the_agenda_drops_it(school, director, secretary):
    row = applying.registered(school, director, secretary)
    act(decisions.put_on_agenda, row, secretary)
    with pytest.raises(WrongState):
        act(remarks.send_back, row, secretary, remark="Поздно")
    act(decisions.drop_from_agenda, row, secretary)

    assert state_of(row) == "registered"
    verbs = AuditEntry.objects.filter(subject_type="membership.application").values_list("verb", flat=True)
    assert list(verbs.order_by("pk"))[-3:] == ["application.number", "application.list", "application.drop"]


def test_a_day_later_the_signed_form_still_holds(school, director):
    row = applying.signed(school, director)
    applications.submit(row, on=clock.today() + timedelta(days=1), by=director, at=clock.now())

    assert state_of(row) == "submitted"
