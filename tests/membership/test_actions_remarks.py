"""Rounds and remarks: what went back, what was answered and changed, and what the secretary sees the next time."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from association import clock
from association.models import AuditEntry, Letter, RegisterEntry
from association.statute import Refused
from association.workflow import WrongState
from membership import rules
from membership.actions import applications, decisions, remarks
from membership.models import Application, Remark, RemarkAnswer, Submission
from membership.papers import changes
from membership.queries import remark_thread, remarks_open, remarks_waiting
from tests.clause_marker import clause
from tests.factories import applying
from tests.factories import association as ground
from tests.factories.applying import act

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(people):
    return ground.organisation("Гимназия № 908", head=ground.person("Макетов", "Жан", "Жанович"))


def pin(row, by, target, text):
    return act(remarks.pin, row, by, target=target, text=text)


def again(row, director, secretary):
    """Sign, submit and register once more."""
    row = applying.sign(Application.objects.get(pk=row.pk), director)
    applications.submit(row, on=clock.today(), by=director, at=clock.now())
    applications.enter_in_register(row, on=clock.today(), by=secretary, at=clock.now())
    return Application.objects.get(pk=row.pk)


def changed(row):
    """What the last round changed: target and how."""
    before, last = list(row.submissions.all())[-2:]
    return [(one.target, one.how) for one in changes(before.snapshot, last.snapshot)]


def returned(school, director, secretary, *pinned):
    row = applying.registered(school, director, secretary)
    for target, text in pinned:
        pin(row, secretary, target, text)
    act(remarks.send_back, row, secretary)
    return Application.objects.get(pk=row.pk)


def test_several_remarks_go_out_at_once_and_not_before(school, director, secretary):
    row = applying.registered(school, director, secretary)
    first = pin(row, secretary, "qms_evidence", "Нет печати")
    pin(row, secretary, "qms_evidence", "Печать не нужна")  # remarks may contradict each other
    pin(row, secretary, "ground", "Уточните основание")
    taken = pin(row, secretary, "", "Лишнее")
    act(remarks.withdraw, taken, secretary)

    assert remarks_open(row).count() == 0
    assert [one.text for one in remark_thread(row, unsent=False)] == []
    assert act(remarks.send_back, row, secretary) == 3
    first.refresh_from_db()
    row.refresh_from_db()
    assert (row.state, row.paper, first.is_open, first.submission.number) == ("draft", None, True, 1)
    assert [one.target for one in remarks_open(row)] == ["qms_evidence", "qms_evidence", "ground"]
    body = Letter.objects.get(notice="application_returned").body
    assert [text in body for text in ("Нет печати", "Печать не нужна", "Уточните", "Лишнее")] == [True] * 3 + [False]
    assert row.last_submission.returned_at is not None


def test_an_application_does_not_go_back_without_a_word(school, director, secretary):
    row = applying.registered(school, director, secretary)
    with pytest.raises(Refused):
        act(remarks.send_back, row, secretary, remark="  ")

    assert Application.objects.get(pk=row.pk).state == "registered"


def test_only_the_secretary_writes_remarks_and_only_the_applicant_answers(school, director, secretary, people):
    row = returned(school, director, secretary, ("ground", "Уточните"))
    remark = row.remarks.get()
    for by in (director, people.stranger):
        for verb in (remarks.withdraw, remarks.settle):
            with pytest.raises(PermissionDenied):
                act(verb, remark, by)
        with pytest.raises(PermissionDenied):
            pin(row, by, "", "Чужое")
    for by in (secretary, people.stranger):
        with pytest.raises(PermissionDenied):
            act(remarks.answer, remark, by, text="Ответ")
    with pytest.raises(Refused):
        pin(row, secretary, "", "Заявление у заявителя")
    assert (Remark.objects.count(), RemarkAnswer.objects.count()) == (1, 0)


def test_a_change_settles_its_remark_an_answer_does_not(school, director, secretary):
    row = returned(school, director, secretary, ("qms_evidence", "Нет печати"), ("note", "Поясните"), ("", "Общее"))
    evidence, note, whole = row.remarks.all()
    applying.attach(row, "qms_evidence", director, replaces=row.papers.get().pk)
    act(remarks.answer, note, director, text="Пояснено в документах.")
    act(remarks.answer, note, director, text="Страница 3.")
    row = again(row, director, secretary)

    for one in (evidence, note, whole):
        one.refresh_from_db()
    assert [(one.settled_how, one.is_open) for one in (evidence, note, whole)] == [
        ("change", False), ("", True), ("", True),
    ]  # fmt: skip
    assert [one.text for one in note.answers.all()] == ["Пояснено в документах.", "Страница 3."]
    act(remarks.settle, note, secretary)
    act(remarks.settle, note, secretary)
    note.refresh_from_db()
    assert (note.settled_how, note.settled_by) == ("person", secretary)
    with pytest.raises(Refused):
        act(remarks.answer, whole, director, text="Поздно")
    assert [one.pk for one in remark_thread(row, unsent=True)] == [evidence.pk, note.pk, whole.pk]


@clause("A-A.9")
def test_the_next_round_shows_only_what_changed_with_both_files(school, director, secretary):
    row = returned(school, director, secretary, ("qms_evidence", "Не тот документ"))
    old = row.papers.get()
    applying.attach(row, "qms_evidence", director, replaces=old.pk)
    applying.attach(row, "qms_evidence", director)
    act(applications.choose_ground, row, director, ground=rules.INTRODUCED, note="Внедрена в 2025 году.")
    row = again(row, director, secretary)

    assert changed(row) == [("note", "changed"), ("qms_evidence", "replaced"), ("qms_evidence", "added")]
    before, last = row.submissions.all()
    note, replaced, added = changes(before.snapshot, last.snapshot)
    assert (note.was, note.now) == ("", "Внедрена в 2025 году.")
    assert (replaced.was["file"], replaced.now["file"]) == (old.file_id, row.papers.first().file_id)
    assert (added.was, added.now["row"]) == (None, row.papers.last().pk)

    act(remarks.send_back, row, secretary, remark="Лишний документ")
    act(applications.detach, row.papers.last(), director)
    assert changed(again(row, director, secretary)) == [("qms_evidence", "removed")]


def test_a_paper_described_anew_is_a_change_of_its_details(school, director, secretary):
    row = applying.registered(school, director, secretary, rules.CANDIDATE)
    act(remarks.send_back, row, secretary, remark="Не тот номер")
    act(applications.attach, row, director, kind="head_order", file=None, number="42")
    row = again(row, director, secretary)

    (change,) = changes(*[one.snapshot for one in row.submissions.all()])
    assert (change.target, change.how, [(was, now) for _name, was, now in change.details]) == (
        "head_order", "described", [("41", "42")],
    )  # fmt: skip


@clause("A-A.9")
def test_the_number_stays_through_the_rounds_and_its_history_tells_each(school, director, secretary):
    row = returned(school, director, secretary, ("", "Дополните"))
    entry = row.entry
    row = again(row, director, secretary)

    assert (row.entry, RegisterEntry.objects.count()) == (entry, 1)
    noted = AuditEntry.objects.filter(verb="register.further", subject_id=str(entry.pk)).get()
    assert noted.facts["round"] == 2
    assert [(one.number, one.registered_on == clock.today()) for one in row.submissions.all()] == [(1, True), (2, True)]


def test_what_was_handed_in_and_said_is_never_changed(school, director, secretary):
    row = returned(school, director, secretary, ("", "Дополните"))
    act(remarks.answer, row.remarks.get(), director, text="Хорошо")
    for rows, fields in (
        (Submission.objects.all(), {"snapshot": {}}),
        (Remark.objects.all(), {"text": "Иначе"}),
        (Remark.objects.all(), {"sent_at": None}),
        (RemarkAnswer.objects.all(), {"text": "Плохо"}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**fields)
    for rows in (Submission.objects.all(), Remark.objects.all(), RemarkAnswer.objects.all()):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows._raw_delete("default")
    assert (Remark.objects.get().text, RemarkAnswer.objects.get().text) == ("Дополните", "Хорошо")


def test_remarks_wait_for_nothing_on_an_agenda(school, director, secretary):
    row = applying.registered(school, director, secretary)
    pin(row, secretary, "", "Написано до заседания")
    act(decisions.put_on_agenda, row, secretary)
    with pytest.raises(Refused):
        pin(row, secretary, "", "Поздно")
    with pytest.raises(WrongState):
        act(remarks.send_back, row, secretary)
    assert remarks_waiting(row).count() == 1
