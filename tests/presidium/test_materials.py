"""Materials of a meeting: brought, handed out, opened, bound into one file, excused when missing (A-4.8)."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from association import clock, files, outbox, tasks
from association.models import Bundle, Letter, StoredFile
from association.statute import Refused
from presidium.actions import materials, meetings, participation, room
from presidium.models import Handing, Material, Meeting
from presidium.queries_preparation import judge_materials
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import presidium as make
from tests.factories import reading
from tests.factories.browser import Visitor
from tests.journeys.people import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make.cast()


def status_of(visitor, address):
    """The status of an answer; a download is read to its end, which closes its file."""
    answer = visitor.get(address)
    if answer.streaming:
        answer.getvalue()
    return answer.status_code


def log_of(meeting):
    rows = Handing.objects.filter(material__item__meeting=meeting)
    return {row.participant.person.surname: (row.way, row.opened_at is not None) for row in rows}


@clause("A-4.8")
def test_the_approval_hands_materials_to_all_who_are_asked(people):
    meeting = reading.called(people)
    given = log_of(meeting)
    assert len(given) == 6
    assert set(given.values()) == {("portal", False)}
    assert bool(judge_materials(meeting)) is True


@clause("A-4.8")
def test_a_material_added_later_is_handed_out_at_once_and_told(people):
    meeting = make.called(people)
    row = reading.material(meeting, people.secretary)
    assert Handing.objects.filter(material=row).count() == 6
    assert Letter.objects.filter(notice="material_added").count() == 6


@clause("A-4.8")
def test_the_first_opening_is_kept_and_stays(people):
    meeting = reading.called(people)
    row = Material.objects.get()
    visitor = Visitor(people.seats[2])
    assert visitor.get(f"/materials/{row.pk}/file/").status_code == 302
    answer = visitor.send(f"/materials/{row.pk}/opening/")
    assert (answer.status_code, answer.url) == (302, f"/materials/{row.pk}/file/")
    first = Handing.objects.get(material=row, participant__person=people.seats[2].person_id).opened_at
    body = visitor.get(answer.url)
    assert (body.status_code, body.getvalue()[:5]) == (200, b"%PDF-")
    visitor.send(f"/materials/{row.pk}/opening/")
    again = Handing.objects.get(material=row, participant__person=people.seats[2].person_id).opened_at
    assert (first, log_of(meeting)["Модельнова"]) == (again, ("portal", True))


def test_the_log_of_delivery_is_not_rewritten(people):
    reading.called(people)
    with pytest.raises(DatabaseError), transaction.atomic():
        Handing.objects.update(handed_at=clock.now())


@pytest.mark.parametrize(
    ("who", "planned", "called"),
    [("stranger", 404, 404), ("official", 404, 302), ("secretary", 200, 200), ("chair", 200, 302)],
)
def test_materials_are_read_by_those_invited(people, who, planned, called):
    meeting = make.planned(people)
    row = reading.material(meeting, people.secretary)
    meetings.invite_person(meeting, people.official.person, voice="none", by=people.secretary, at=clock.now())
    visitor = Visitor(getattr(people, who))
    before = status_of(visitor, f"/materials/{row.pk}/file/")
    meetings.approve_agenda(meeting, by=people.chair, at=clock.now())
    assert (before, status_of(visitor, f"/materials/{row.pk}/file/")) == (planned, called)


@clause("A-4.8")
def test_who_has_no_account_is_given_paper(people):
    guest = ground.person("Званов")
    meeting = make.planned(people)
    reading.material(meeting, people.secretary)
    asked = meetings.invite_person(meeting, guest, voice="none", by=people.secretary, at=clock.now())
    meetings.approve_agenda(meeting, by=people.chair, at=clock.now())
    assert bool(judge_materials(meeting)) is False
    Visitor(people.secretary).send(f"/participants/{asked.pk}/materials/")
    assert (log_of(meeting)["Званов"], bool(judge_materials(meeting))) == (("paper", False), True)


@clause("A-4.8")
def test_a_meeting_with_missing_materials_opens_only_with_a_reason(people):
    meeting = make.planned(people)
    reading.appointed(meeting.items.get(), people)
    meetings.approve_agenda(meeting, by=people.chair, at=clock.now())
    for user in people.seats:
        room.note_presence(make.seat_of(meeting, user), arrived=True, by=people.secretary, at=clock.now())
    with pytest.raises(Refused) as refused:
        room.open_meeting(meeting, by=people.secretary, at=clock.now())
    assert [row.clause for row in refused.value.verdicts] == ["A-4.8"]
    page = Visitor(people.secretary).get(f"/meetings/{meeting.pk}/room/").content.decode()
    assert 'id="opening-reason"' in page
    Visitor(people.secretary).send(f"/meetings/{meeting.pk}/opening/", reason="Раздадут на месте")
    meeting.refresh_from_db()
    assert (meeting.state, meeting.materials_reason) == ("open", "Раздадут на месте")


def test_nothing_is_brought_once_the_meeting_has_begun(people):
    meeting = make.opened(people)
    with pytest.raises(Refused):
        reading.material(meeting, people.secretary)


def test_a_withdrawn_material_is_gone_and_its_log_stays(people):
    reading.called(people)
    row = Material.objects.get()
    materials.withdraw_material(row, by=people.secretary, at=clock.now())
    assert Visitor(people.secretary).get(f"/materials/{row.pk}/file/").status_code == 404
    assert Handing.objects.filter(material=row).count() == 6


def sent(people, meeting, upload):
    item = meeting.items.first()
    data = {"form_key": "k" * 20, "title": "План", "file": upload}
    return Visitor(people.secretary).post(f"/items/{item.pk}/materials/", data)


def test_the_materials_of_a_meeting_have_a_limit(people):
    meeting = make.planned(people)
    row = reading.material(meeting, people.secretary)
    StoredFile.objects.filter(pk=row.file_id).update(size=materials.ROOM)
    answer = sent(people, meeting, SimpleUploadedFile("план.pdf", PDF))
    assert (answer.status_code, Material.objects.count()) == (409, 1)


def test_a_file_that_is_no_document_gets_a_sentence_at_its_field(people):
    meeting = make.planned(people)
    answer = sent(people, meeting, SimpleUploadedFile("план.pdf", b"<html></html>"))
    form = answer.context["material_form"]
    assert (answer.status_code, list(form.errors), form["title"].value()) == (422, ["file"], "План")


def work_off():
    while waiting := outbox.left_over(at=clock.now() + timedelta(minutes=5)):
        for job in waiting:
            tasks.work(job)


@clause("A-4.8")
def test_one_bookmarked_pdf_holds_agenda_list_and_materials(people):
    meeting = reading.called(people)
    meeting.refresh_from_db()
    work_off()
    pack = Bundle.objects.select_related("file").get(pk=meeting.pack_id)
    with pack.file.path.open("rb") as source, pikepdf.open(BytesIO(source.read())) as bound:
        with bound.open_outline() as outline:
            titles = [(row.title, [one.title for one in row.children]) for row in outline.root]
        assert len(bound.pages) == 3
    assert titles == [
        ("Повестка дня", []), ("Перечень материалов заседания", []), ("1. О плане работы 1", ["Проект плана"]),
    ]  # fmt: skip
    visitor = Visitor(people.seats[1])
    answer = visitor.send(f"/meetings/{meeting.pk}/pack/opening/")
    assert status_of(visitor, answer.url) == 200
    assert log_of(meeting)["Макетов"] == ("portal", True)
    assert Visitor(people.stranger).get(answer.url).status_code == 404


@clause("A-4.4c", "A-4.2b.2")
def test_each_invitation_names_the_voice_held(people):
    meeting = make.called(people)
    made = participation.draw_invitations(meeting, by=people.secretary, at=clock.now())
    rows = meeting.participants.select_related("invitation", "person")
    voices = {row.person.surname: row.invitation.facts["voice"] for row in rows}
    assert (made, voices["Сынакова"], voices["Примеров"]) == (6, "consultative", "decisive")
    assert {row.invitation.kind for row in rows} == {"D11"}
    assert participation.draw_invitations(meeting, by=people.secretary, at=clock.now()) == 0
    assert Meeting.objects.get(pk=meeting.pk).state == "called"


@clause("A-4.8")
def test_no_other_address_gives_a_material_past_the_log_of_openings(people):
    meeting = reading.called(people)
    row = Material.objects.get()
    reading.material(meeting, people.secretary, title="Второй")  # the pack is bound and made
    pack = Meeting.objects.get(pk=meeting.pk).pack.file_id
    for user in (people.seats[2], people.secretary, people.chair):
        visitor = Visitor(user)
        assert [status_of(visitor, f"/files/{number}/") for number in (row.file_id, pack)] == [404, 404]
    assert status_of(Visitor(people.chair), f"/materials/{row.pk}/file/") == 302
    assert not Handing.objects.exclude(opened_at=None).exists()
    reader = Visitor(people.seats[2])
    reader.send(f"/materials/{row.pk}/opening/")
    assert status_of(reader, f"/materials/{row.pk}/file/") == 200
    assert Handing.objects.exclude(opened_at=None).count() == 1
    kept = files.keep(reading.checked("иное.pdf", PDF), organisation=None, by=people.secretary, at=clock.now())
    assert status_of(reader, f"/files/{kept.pk}/") == 200
