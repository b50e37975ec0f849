"""Minutes are written off only by an act; what was said goes, what was decided and the chain stay (A-4.10d)."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from association import clock, files
from association import panels_retention as panels
from association.actions import erasing, retention, write_offs
from association.jobs_retention import _execute, sweep
from association.models import (
    AuditEntry,
    Basis,
    Job,
    LegalHold,
    RoleGrant,
    StoredFile,
    User,
    WriteOffAct,
)
from association.proofs import Password
from association.queries_retention import documents_of, due_by, reasons_against
from association.statute import Refused
from presidium.actions import extracts
from presidium.models import AgendaItem, Assignment, Meeting, Minutes, Seat
from tests.clause_marker import clause
from tests.factories import assignments as given
from tests.factories import association as ground
from tests.factories import presidium as sittings
from tests.factories import retention as make
from tests.factories.browser import Visitor
from tests.factories.moments import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return sittings.cast()


def carry_out(act):
    """One batch, as the worker does it."""
    return _execute(Job.objects.get(kind=write_offs.EXECUTION, args={"act": act.pk}), clock.now())


def plain(answer):
    """The text of a page with plain spaces."""
    return answer.content.decode().replace("\u00a0", " ")


@clause("A-4.10d")
def test_a_hold_set_after_the_approval_keeps_the_document_and_the_rest_goes(people):
    held, gone = make.old_minutes(people), make.old_minutes(people, extract=True)
    extract = gone.meeting.items.first().extract.paper
    act = make.approved(people, held, gone)
    due = {one.document.subject_id: one for one in documents_of([make.key(held), make.key(gone)], clock.today())}
    retention.set_hold(due[str(held.pk)].document, reason="Запрос прокурора", by=people.secretary, at=clock.now())
    carry_out(act)
    states = dict(act.lines.values_list("subject_id", "state"))
    assert states == {str(held.pk): "left", str(gone.pk): "written_off"}
    line = act.lines.get(subject_id=str(held.pk))
    assert (line.left_reason != "", line.done_at) == (True, None)
    assert (fresh(held.meeting.items.first()).heard, fresh(gone.meeting.items.first()).heard) == (make.SPOKEN, "")
    assert (fresh(held.paper).facts != {}, fresh(gone.paper).facts) == (True, {})
    assert (fresh(extract).facts["items"][0]["number"], fresh(extract).file.path.exists()) == (1, True)
    hold = LegalHold.objects.get()
    retention.lift_hold(hold, reason="Проверка окончена", by=people.secretary, at=clock.now())
    with pytest.raises(Refused):
        retention.lift_hold(hold, reason="Ещё раз", by=people.secretary, at=clock.now())
    again = [one for one in due_by(clock.today()) if one.is_free]
    assert [one.document.subject_id for one in again] == [str(held.pk)]
    verbs = (
        AuditEntry.objects.filter(subject_type="association.legalhold").order_by("pk").values_list("verb", flat=True)
    )
    assert list(verbs) == ["hold.set", "hold.lift"]


@clause("A-4.10c", "A-4.10d")
def test_the_term_runs_from_january_and_what_is_in_force_stands_in_the_way(people):
    record = make.old_minutes(people, held_on=date(2022, 12, 30))
    before, after = due_by(date(2025, 12, 31)), due_by(date(2026, 1, 1))
    assert (before, [one.document.free_from for one in after]) == ([], [date(2026, 1, 1)])
    general = make.old_minutes(people)
    Meeting.objects.filter(pk=general.meeting_id).update(kind="general")
    assert [one.document.subject_id for one in due_by(clock.today())] == [str(record.pk)]
    basis = Basis.objects.create(kind=Basis.Kind.DECISION, body="Президиум", number="1", dated_on=make.OLD)
    AgendaItem.objects.filter(meeting=record.meeting_id).update(basis=basis)
    seat = Seat.objects.on(clock.today()).first()
    Seat.objects.filter(pk=seat.pk).update(basis=basis)
    one = due_by(clock.today())[0]
    assert [verdict.clause for verdict in reasons_against(one, clock.today())] == ["A-4.10d"]
    with pytest.raises(Refused):
        write_offs.begin([make.key(record)], on=clock.today(), by=people.secretary, at=clock.now())
    Meeting.objects.filter(pk=record.meeting_id).update(held_on=ground.DAY)
    extracts.send(record.meeting.items.first(), on=clock.today(), by=people.secretary, at=clock.now())
    Meeting.objects.filter(pk=record.meeting_id).update(held_on=make.OLD)
    assert due_by(clock.today())[0].is_free
    running = given.noted(people, people.seats[2].person)
    Meeting.objects.filter(pk=running.item.meeting_id).update(held_on=make.OLD)
    Assignment.objects.filter(pk=running.pk).update(state=Assignment.State.GIVEN)
    Minutes.objects.filter(meeting=running.item.meeting_id).update(state=Minutes.State.SIGNED, number=99)
    judged = {row.document.number: [v.clause for v in row.blockers] for row in due_by(clock.today())}
    assert judged == {"1": [], "99": ["A-3.5"]}


@clause("A-4.10d")
def test_the_act_wants_a_whole_commission_its_own_chair_and_another_hand_for_the_approval(people):
    record = make.old_minutes(people)
    by, at = people.secretary, clock.now()
    with pytest.raises(PermissionDenied):
        write_offs.begin([make.key(record)], on=clock.today(), by=people.chair, at=at)
    act = write_offs.begin([make.key(record)], on=clock.today(), by=by, at=at)
    with pytest.raises(Refused):
        write_offs.begin([make.key(record)], on=clock.today(), by=by, at=at)
    two = [(user.person, "директор") for user in people.seats[:2]]
    write_offs.appoint(act, two, grounds="", by=by, at=at)
    with pytest.raises(Refused):
        write_offs.offer(act, by=by, at=at)
    write_offs.appoint(act, [*two, (people.seats[2].person, "директор")], grounds="", by=by, at=at)
    paper = ground.make_ready(write_offs.offer(act, by=by, at=at))
    proof = {"proof": Password(ground.PASSWORD), "sha256": paper.sha256, "at": at}
    with pytest.raises(Refused):
        write_offs.sign(act, by=people.seats[1], **proof)
    assert RoleGrant.objects.filter(user=people.chair, role="commission_chair", revoked_at=None).exists()
    chair = User.objects.get(pk=people.chair.pk)
    write_offs.sign(act, by=chair, **proof)
    assert not RoleGrant.objects.filter(role="commission_chair", revoked_at=None).exists()
    with pytest.raises(Refused):
        write_offs.approve(act, by=chair, **proof)
    with pytest.raises(Refused), transaction.atomic():
        erasing.carry_out(act, by=by, at=at)
    assert fresh(record.meeting.items.first()).heard == make.SPOKEN
    write_offs.cancel(act, reason="Ошибка в составе", by=by, at=at)
    assert (fresh(act).state, fresh(act).number, act.lines.get().state) == ("cancelled", 1, "left")
    second = make.begun(people, record)
    line = second.lines.get()
    write_offs.take_off(second, line, by=by, at=at)
    with pytest.raises(Refused):
        write_offs.offer(second, by=by, at=at)


def test_bytes_that_another_row_keeps_stay_on_the_disk(people):
    record = make.old_minutes(people)
    kept = files.keep_made(make.BYTES, name="другой.pdf", organisation=None, at=clock.now())
    act = make.approved(people, record)
    carry_out(act)
    sweep(act)
    assert (kept.path.read_bytes(), StoredFile.objects.filter(sha256=kept.sha256, removed_at=None).count()) == (
        make.BYTES, 1,
    )  # fmt: skip
    assert StoredFile.objects.filter(removed_by=act).exclude(name="").count() == 0


@clause("A-4.10d")
def test_the_whole_way_of_an_act_in_the_browser(people):
    record = make.old_minutes(people)
    secretary = Visitor(people.secretary)
    page = plain(secretary.get("/retention/"))
    assert f'value="{make.key(record)}"' in page
    assert "1 января 2026" in plain(secretary.get(f"/retention/minutes/{record.pk}/"))
    secretary.send("/write-offs/new/", pick=make.key(record))
    act = WriteOffAct.objects.get()
    bad = secretary.send(f"/write-offs/{act.pk}/commission/", grounds="Номенклатура", person0=people.seats[1].person_id)
    assert bad.status_code == 422
    named = {f"person{n}": user.person_id for n, user in enumerate(people.seats[1:4])}
    secretary.send(f"/write-offs/{act.pk}/commission/", grounds="Номенклатура", **named,
                   **{f"post{n}": "директор" for n in range(3)})  # fmt: skip
    secretary.send(f"/write-offs/{act.pk}/steps/", step="offer")
    paper = ground.make_ready(fresh(act).paper)
    signed = {"sha256": paper.sha256, "password": ground.PASSWORD}
    wrong = Visitor(people.seats[1]).send(f"/write-offs/{act.pk}/signatures/", sha256=paper.sha256, password="не тот")
    assert wrong.status_code == 422
    Visitor(people.seats[1]).send(f"/write-offs/{act.pk}/signatures/", **signed)
    chair = Visitor(people.chair)
    assert [duty.title for duty in panels.to_sign(people.chair, clock.now())] == ["Утвердите акт о списании"]
    chair.send(f"/write-offs/{act.pk}/approval/", **signed)
    assert fresh(act).state == "approved"
    carry_out(act)
    assert "Исполнен" in plain(secretary.get(f"/write-offs/{act.pk}/"))
    held = {"reason": "Запрос суда"}
    assert secretary.send(f"/retention/minutes/{record.pk}/hold/", reason="").status_code == 422
    assert secretary.send(f"/retention/minutes/{record.pk}/hold/", **held).status_code == 302


def test_the_list_of_what_fell_due_asks_the_database_as_often_for_three_as_for_one(people, django_assert_num_queries):
    make.old_minutes(people)
    with CaptureQueriesContext(connection) as one:
        due_by(clock.today())
    for _number in range(2):
        make.old_minutes(people)
    with django_assert_num_queries(len(one)):
        assert len(due_by(clock.today())) == 3
