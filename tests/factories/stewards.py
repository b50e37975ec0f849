"""Builders of stewards: processes, duties by a decision, a meeting that decides a distribution, materials."""

from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from association import clock
from association.actions import library, qms_processes
from association.actions.organisations import add_basis
from association.doors import Checked, open_checked
from association.models import LibraryItem, Organisation, QmsProcess, User
from mentoring.actions import stewards
from mentoring.models import DutyList, ProcessDuty
from presidium.actions import meetings, room
from presidium.models import Meeting
from presidium.queries import voters
from tests.factories import association as ground
from tests.factories import membership as members
from tests.factories.presidium import Cast
from tests.journeys.people import PDF


def process(by: User, code: str = "1.3", name: str = "Обучение и воспитание", **fields) -> QmsProcess:
    """A process of the list, made once for each code."""
    found = QmsProcess.objects.filter(code=code).first()
    values = {"is_core": True, "name_ky": "Окутуу жана тарбиялоо", **fields}
    return found or qms_processes.add_process(code=code, name=name, by=by, at=clock.now(), **values)


def duty(
    by: User, school: Organisation, *, code: str = "1.3", on: date = members.SINCE, until: date | None = None,
    number: str = "7",
) -> ProcessDuty:  # fmt: skip
    """A duty of an organisation by an item of minutes, from a day on."""
    basis = add_basis(kind="decision", body="Президиум", number=number, item="2", dated_on=on, by=by, at=ground.AT)
    return ProcessDuty.objects.create(
        process=process(by, code), organisation=school, starts_on=on, ends_on=until, basis=basis,
        end_reason=ProcessDuty.EndReason.TERM if until else "",
    )  # fmt: skip


def written(by: User, *lines: tuple[QmsProcess, Organisation, date | None]) -> DutyList:
    """A distribution with some lines that no agenda lists."""
    row = stewards.begin_list(by=by, at=clock.now())
    for one, school, until in lines:
        facts = {"until": until, "on": clock.today(), "by": by, "at": clock.now()}
        stewards.add_line(row, process=one, organisation=school, **facts)
    return row


def listed(people: Cast, row: DutyList, *, kind: str = "ordinary") -> Meeting:
    """A meeting in preparation that has the distribution on its agenda."""
    facts = {"by": people.secretary, "at": clock.now()}
    more = {"reason": "Срочно"} if kind == "extraordinary" else {}
    meeting = meetings.plan(starts_at=clock.now() + timedelta(minutes=1), place="каб. 12", kind=kind, **more, **facts)
    meetings.list_matter(meeting, matter_key="stewards", subject_id=str(row.pk), **facts)
    return meeting


def decided(people: Cast, row: DutyList, *, choice: str = "for", kind: str = "ordinary") -> Meeting:
    """A meeting that has voted on the distribution and is closed."""
    facts = {"by": people.secretary, "at": clock.now()}
    meeting = listed(people, row, kind=kind)
    meetings.approve_agenda(meeting, by=people.chair, at=clock.now())
    present = list(voters(meeting))
    for one in present:
        room.note_presence(one, arrived=True, **facts)
    room.open_meeting(meeting, **facts)
    item = meeting.items.get()
    room.open_voting(item, **facts)
    for one in present:
        room.cast(item, one, choice=choice, **facts)
    room.close_voting(item, **facts)
    room.close_meeting(Meeting.objects.get(pk=meeting.pk), **facts)
    return Meeting.objects.get(pk=meeting.pk)


def checked(name: str = "процедура.pdf") -> Checked:
    """A file that passed the door."""
    return open_checked(SimpleUploadedFile(name, PDF, "application/pdf"))


def material(by: User, school: Organisation, title: str = "Методическая памятка", **fields) -> LibraryItem:
    """A material of a member, for members where nothing else is said."""
    values = {"kind": "other", "audience": "members", "licence": "association", "on": clock.today(), **fields}
    return library.give(school, checked=checked(), title=title, by=by, at=clock.now(), **values)


def output(by: User, of: ProcessDuty, kind: str = "procedure", **fields):
    """What a steward gave the process."""
    values = {"title": f"Материал {kind}", "audience": "members", "licence": "association", **fields}
    return stewards.give_output(of, kind=kind, checked=checked(), on=clock.today(), by=by, at=clock.now(), **values)
