"""What the matrix of routes needs of assignments, extracts and remarks, with the forms that people would send."""

from association import clock
from association.models import User
from presidium.actions import extracts, minutes_remarks
from presidium.models import Assignment, Seat
from tests.factories import assignments as made
from tests.factories import association as ground
from tests.factories import handing
from tests.factories import presidium as sittings
from tests.policy_forms import scan


def given(own: User, people: sittings.Cast) -> dict[str, object]:
    """What a school of `own` carries out, in each state, a draft that is shown with a remark, an extract sent."""
    school = own.role_grants.order_by("pk").first().organisation
    by, at = people.secretary, clock.now()
    drafted, shown = sittings.held(people), sittings.held(people)
    noted = made.noted(people, school, record=drafted)
    minutes_remarks.show(shown, by=by, at=at)
    shown_item = shown.meeting.items.get()
    remark = minutes_remarks.remark(shown_item, text="Уточните.", by=people.seats[3], at=at)
    row, reported = made.given(people, school), made.reported(people, school, own)
    posted, whole = _without_an_account(people)
    handed = handing.begun(people.chair.person, people.seats[1].person, by=by)
    extract = extracts.send(row.item, on=ground.DAY, by=by, at=at)
    return {
        "drafted_item": noted.item_id, "noted": noted.pk, "drafted": drafted.meeting_id, "shown": shown.meeting_id,
        "shown_item": shown_item.pk, "remark_made": remark.pk, "given": row.pk, "reported": reported.pk,
        "signed_item": Assignment.objects.get(pk=reported.pk).item_id, "extract": extract.pk,
        "copy": extract.deliveries.get(organisation=school).pk, "executor": school.title, "posted": posted,
        "whole": whole, "worker": Seat.objects.get(person=people.seats[3].person_id).pk, "handover": handed.pk,
        "list_sha256": ground.make_ready(handed.paper).sha256,
    }  # fmt: skip


def _without_an_account(people: sittings.Cast) -> tuple[int, int]:
    """What was given to somebody without an account, and to the Presidium as a whole."""
    record = sittings.held(people)
    rows = [made.noted(people, who, record=record) for who in (ground.person("Почтов"), None)]
    made.signed(people, record)
    return rows[0].pk, rows[1].pk


def forms(things: dict) -> dict[str, dict]:
    """What a person would send."""
    return {
        "item_assignments": {"who": "Примеров", "due_on": "2099-01-01", "text": "", "back": "minutes"},
        "item_remarks": {"text": "Уточните."},
        "assignment_report": {"text": "Сделано.", "scan": scan()},
        "assignment_verdict": {"passed": "1", "remark": ""},
        "assignment_new": {"member": things["worker"], "due_on": "2099-01-01", "text": "Согласовать."},
        "assignment_parts": {"member": things["worker"], "due_on": clock.today(), "text": "Часть."},
        "assignment_entered": {"came_by": "mail", "came_on": clock.today(), "text": "Сделано.", "scan": scan()},
        "chair_handover_scan": {"scan": scan()},
        "chair_handover_signatures": {"sha256": things["list_sha256"], "password": ground.PASSWORD},
        "remark_answer": {"accepted": "1", "reply": ""},
    }
