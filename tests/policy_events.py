"""What the matrix of routes needs of events: one in each state, participants with their links, and the forms."""

from association import clock
from association.actions import accounts, event_documents, event_entries, event_reports, events
from association.models import Event, User
from association.queries_events import local_day
from tests.factories import association as ground
from tests.factories import events as make
from tests.policy_forms import scan

TEXTS = {"results": "Карты составлены.", "effectiveness": "Цель достигнута.", "proposals": ""}


def prepared_events(own: User, people) -> dict[str, object]:
    """Events of the secretary, to which `own` has entered people of a school."""
    by, school = people.secretary, ground.organisation()
    accounts.give_role(own, "director", school, by=None, at=ground.AT)
    head, facts = User.objects.get(pk=own.pk), {"by": by, "at": clock.now()}
    ahead, today = make.announced(by), make.announced(by, starts_on=local_day(clock.now()))
    asked = event_entries.ask(ahead, person={**make.PERSON, "email": "asked@example.org"}, language="ru", by=None,
                              at=clock.now())  # fmt: skip
    entered = make.entered(ahead, school, head, email="entered@example.org")
    make.entered(today, school, head)
    held, offered = (make.held(by, {school: head}) for _one in range(2))
    report = event_reports.write(offered, edition=0, texts=TEXTS, **facts)
    event_reports.offer(report, on=local_day(clock.now()), **facts)
    second = events.name_organiser(ahead, ground.user("administrator"), on=local_day(clock.now()), **facts)
    document = event_documents.add(
        ahead, checked=make.checked(), kind="programme", title="", readers="all", **facts
    )  # fmt: skip
    return {
        "event_draft": make.prepared(by).pk, "event_open": ahead.pk, "event_today": today.pk, "event_held": held.pk,
        "event_offered": offered.pk, "event_asked": asked.token, "event_token": entered.token, "event_own": entered.pk,
        "event_judge": held.entries.get().token, "event_doc": document.pk, "event_second": second.pk,
        "event_school": school.pk, "event_user": people.stranger.pk,
        "event_sha256": ground.make_ready(report.paper, ground.PDF + b"event").sha256,
    }  # fmt: skip


def forms(things: dict) -> dict[str, dict]:
    """What a person would send."""
    row = Event.objects.get(pk=things["event_open"])
    whole = {name: value for name, value in make.details().items() if name != "is_conference"}
    person = {"surname": "Новенькая", "given": "Инна", "patronymic": "", "post": ""}
    return {
        "event_entry_new": {**person, "workplace": "СОШ", "email": "newcomer@example.org"},
        "event_feedback": {**make.SCORES, "comment": ""},
        "event_people": {**person, "organisation": things["event_school"], "email": "colleague@example.org"},
        "event_report": {**TEXTS, "seen": "0"},
        "event_report_signature": {"sha256": things["event_sha256"], "password": ground.PASSWORD},
        "event_new": {**whole, "organiser": things["event_user"]},
        "event_details": {**whole, "title": "Другое название", "edition": row.edition},
        "event_cancellation": {"reason": "Карантин."},
        "event_organisers": {"user": things["event_user"]},
        "event_documents": {"kind": "regulation", "title": "", "readers": "all", "file": scan()},
        "event_presence": {"shown": "1", "present": "1"},
        "event_admission": {**person, "workplace": "СОШ"},
    }
