"""What the Presidium decides on an application, and the letter that tells it: edited, released, frozen."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from association import clock
from association.matters import MATTERS
from association.models import Letter, Paper, RegisterEntry
from association.statute import Refused
from association.workflow import WrongState
from membership import rules
from membership.actions import applications, decisions, letters
from membership.models import Application, DecisionLetter, LetterText, Membership
from membership.queries import awaiting_release, remarks_open
from presidium.actions import meetings, minutes, room
from presidium.models import AgendaItem, Meeting, Minutes
from presidium.queries import voters
from tests.clause_marker import clause
from tests.factories import applying, presidium
from tests.factories import association as ground
from tests.factories import membership as make

pytestmark = pytest.mark.django_db
REASONS = "Нет документов о внедрении.\nИстёк срок сертификата;\n\n"
LINES = ["Нет документов о внедрении", "Истёк срок сертификата"]


@pytest.fixture
def school(people):
    return ground.organisation("Гимназия № 909")


def propose(row, by, proposal, reasons=REASONS):
    decisions.propose(row, proposal=proposal, reasons=reasons, by=by, at=clock.now())
    return Application.objects.get(pk=row.pk)


def decide(people, row, matter, passed=True):
    """Put the application before a meeting that decides; gives the minutes."""
    meeting = presidium.planned(people, questions=0)
    facts = {"by": people.secretary, "at": clock.now()}
    meetings.list_matter(meeting, matter_key=matter, subject_id=str(row.pk), **facts)
    meetings.approve_agenda(meeting, by=people.chair, at=clock.now())
    for user in people.seats:
        room.note_presence(presidium.seat_of(meeting, user), arrived=True, **facts)
    room.open_meeting(meeting, **facts)
    item = meeting.items.get()
    room.open_voting(item, **facts)
    for voter in voters(meeting):
        room.cast(item, voter, choice="for" if passed else "against", **facts)
    room.close_voting(AgendaItem.objects.get(pk=item.pk), **facts)
    room.close_meeting(Meeting.objects.get(pk=meeting.pk), **facts)
    return Minutes.objects.get(meeting=meeting)


def sign(record, people):
    """Give the minutes their number, as both signatures do."""
    minutes.offer(record, by=people.secretary, at=clock.now())
    record.refresh_from_db()
    item = record.meeting.items.get()
    type(item.basis).objects.filter(pk=item.basis_id).update(number="7", paper=record.paper)


def release(people):
    return letters.release_all(on=clock.today(), by=people.secretary, at=clock.now())


def offered(matter):
    return [row.pk for row in MATTERS[matter].open_subjects()]


@clause("A-3.13b")
def test_what_is_proposed_decides_which_matter_waits_and_decides_nothing_else(school, director, secretary):
    row = applying.registered(school, director, secretary)
    assert (offered("admission"), offered("refusal"), offered("return_for_completion")) == ([row.pk], [], [])
    row = propose(row, secretary, "refuse")

    assert (offered("admission"), offered("refusal"), offered("return_for_completion")) == ([], [row.pk], [])
    assert (row.state, DecisionLetter.objects.count(), row.proposed_lines) == ("registered", 0, LINES)
    row = propose(row, secretary, "return")
    assert (offered("refusal"), offered("return_for_completion")) == ([], [row.pk])
    assert "; ".join(LINES) in MATTERS["return_for_completion"].draft(row)
    assert "; ".join(LINES) in MATTERS["refusal"].draft(row)
    with pytest.raises(Refused):
        propose(row, secretary, "refuse", reasons=" ")
    with pytest.raises(PermissionDenied):
        propose(row, director, "admit")
    assert propose(row, secretary, "admit").proposal_reasons == ""


@clause("A-3.13b")
def test_a_carried_refusal_refuses_with_its_reasons(school, director, secretary, people):
    row = propose(applying.registered(school, director, secretary), secretary, "refuse")
    decide(people, row, "refusal")
    row.refresh_from_db()

    letter = row.letters.get()
    assert (row.state, letter.kind, letter.text.lines) == ("refused", "refuse", LINES)
    assert letter.text.draft.facts["decision"]["reasons"] == LINES
    assert letter.text.draft.is_draft
    with pytest.raises(Refused):
        propose(row, secretary, "admit")


@clause("A-3.13b")
@pytest.mark.parametrize(("proposal", "matter"), [("refuse", "refusal"), ("return", "return_for_completion")])
def test_a_refusal_or_return_that_is_not_adopted_leaves_the_application_waiting(
    proposal, matter, school, director, secretary, people
):
    row = propose(applying.registered(school, director, secretary), secretary, proposal)
    decide(people, row, matter, passed=False)
    row.refresh_from_db()

    assert (row.state, row.proposal, row.proposal_reasons, row.letters.count()) == ("registered", "admit", "", 0)
    assert offered("admission") == [row.pk]
    decide(people, row, "admission")
    assert Application.objects.get(pk=row.pk).state == "granted"


@clause("A-3.13b")
def test_a_carried_return_sends_back_with_the_remarks_of_the_presidium(school, director, secretary, people):
    row = propose(applying.registered(school, director, secretary), secretary, "return")
    entry = row.entry
    sign(decide(people, row, "return_for_completion"), people)
    row = Application.objects.get(pk=row.pk)

    assert (row.state, row.paper, [one.text for one in remarks_open(row)]) == ("draft", None, LINES)
    assert {one.basis for one in row.remarks.all()} == {row.letters.get().basis}
    told = Letter.objects.filter(user=director, notice__in=["application_returned", "decision_taken"])
    assert told.count() == 0  # nothing goes out before the minutes are signed and the letter is released
    assert release(people) == 1
    assert [one.notice for one in told] == ["decision_taken"]
    row = applying.sign(row, director)
    applications.submit(row, on=clock.today(), by=director, at=clock.now())
    applications.enter_in_register(row, on=clock.today(), by=secretary, at=clock.now())
    row = Application.objects.get(pk=row.pk)
    assert (row.entry, row.proposal, row.submissions.count()) == (entry, "admit", 2)
    sign(decide(people, row, "admission"), people)
    assert release(people) == 1
    assert [(one.kind, one.paper.number) for one in row.letters.all()] == [
        ("return", "01-15/1"), ("admit", "01-15/2"),
    ]  # fmt: skip
    assert row.letters.first().paper.facts["decision"]["kind"] == "return"


@clause("A-3.1.4")
def test_an_admission_that_needs_a_conclusion_waits_for_a_positive_one(school, director, secretary, people):
    make.membership(school, secretary, ground_of=rules.CANDIDATE)
    row = applying.registered(school, director, secretary, rules.CONCLUSION)
    facts = {"by": secretary, "at": clock.now()}
    with pytest.raises(Refused) as refused:
        decisions.put_on_agenda(row, **facts)

    assert [verdict.clause for verdict in refused.value.verdicts] == ["A-3.1.4"]
    decide(people, propose(row, secretary, "return"), "return_for_completion")
    row = Application.objects.get(pk=row.pk)
    applying.attach(row, "expert_conclusion", director)
    row = applying.sign(row, director)
    applications.submit(row, on=clock.today(), by=director, at=clock.now())
    applications.enter_in_register(row, on=clock.today(), **facts | {"by": secretary})
    decide(people, row, "admission")
    assert Application.objects.get(pk=row.pk).state == "granted"


@clause("A-3.2.4")
def test_a_new_candidate_gets_the_notice_of_its_status(school, director, secretary, people):
    row = applying.registered(school, director, secretary, rules.CANDIDATE)
    sign(decide(people, row, "candidate_status"), people)
    letter = row.letters.get()
    letters.edit(
        letter, by=secretary, at=clock.now(), next_step="Ждём Вас на семинаре.", contact_name="А. А. Образцова"
    )
    release(people)

    letter.refresh_from_db()
    facts = letter.paper.facts
    assert (letter.kind, letter.paper.kind, facts["next_step"], facts["contact"]["name"]) == (
        "candidate", "D04", "Ждём Вас на семинаре.", "А. А. Образцова",
    )  # fmt: skip
    assert Membership.objects.get(organisation=school).kind == "candidate"


def test_an_edited_letter_goes_out_in_its_last_words_and_is_frozen_then(school, director, secretary, people):
    row = applying.registered(school, director, secretary)
    sign(decide(people, row, "admission", passed=False), people)
    letter = row.letters.get()
    words = {
        "reasons": "Нет плана\nНет отчёта",
        "next_step": "Подайте заявление в мае.",
        "contact_name": "А. А. Образцова",
    }
    with pytest.raises(PermissionDenied):
        letters.edit(letter, by=director, at=clock.now(), **words)
    letters.edit(letter, by=secretary, at=clock.now(), **{**words, "next_step": "Черновик"})
    letters.edit(letter, by=secretary, at=clock.now(), **words)
    assert (release(people), release(people), awaiting_release().count()) == (1, 0, 0)

    letter.refresh_from_db()
    decision = letter.paper.facts["decision"]
    assert (decision["reasons"], decision["next_step"]) == (["Нет плана", "Нет отчёта"], "Подайте заявление в мае.")
    assert letter.paper.facts["executor"]["name"] == "А. А. Образцова"
    assert letter.paper.facts["reply_to"]["number"] == "01-13/1"
    assert letter.entry.reply_to == row.entry
    with pytest.raises(Refused):
        letters.edit(letter, by=secretary, at=clock.now(), next_step="Поздно")
    assert letter.texts.count() == 3
    for rows, fields in (
        (LetterText.objects.all(), {"next_step": ""}),
        (DecisionLetter.objects.all(), {"paper": None}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**fields)


def test_a_letter_waits_for_the_number_of_its_minutes(school, director, secretary, people):
    row = applying.registered(school, director, secretary)
    decide(people, row, "admission")

    assert (release(people), RegisterEntry.objects.filter(series="outgoing").count()) == (0, 0)
    assert Paper.objects.filter(kind="D05").get().is_draft
    with pytest.raises(WrongState):
        decisions.refuse(row, basis=row.letters.get().basis, by=secretary, at=clock.now())
