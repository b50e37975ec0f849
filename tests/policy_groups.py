"""What the matrix of routes needs of groups, partners, agreements, legal bases and requests of information."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from association import clock, files
from association.actions import agreements, groups, legal_bases, partners, request_answers, requests
from association.doors import Checked, open_checked
from association.models import Bundle, Organisation, RequestAddressee, User, WorkingGroup
from tests.factories import association as ground
from tests.factories import requesting
from tests.factories.moments import days
from tests.journeys.people import PDF


def paper() -> Checked:
    return open_checked(SimpleUploadedFile("канарейка-файл.pdf", PDF))


def office(own: User, people, member: int) -> dict[str, object]:
    """Everything of this file, for a member organisation of `own`."""
    return worked_in(own, people) | joined(own, people, member) | asked(own, people, member)


def worked_in(own: User, people) -> dict[str, object]:
    """A group with a task, a note and proposals of `own`; partners, an agreement, an act."""
    by, at, today = people.secretary, clock.now(), clock.today()
    groups.preset(on=days(-30), by=by, at=at)
    group, other = WorkingGroup.objects.order_by("pk")[:2]
    facts = {"by": by, "at": at, "on": days(-20)}
    seat = groups.seat(group, ground.person("Групповой"), role="member", post="методист", **facts)
    file = paper()
    task = groups.give_task(group, text="Собрать", person=seat.person, due_on=today, on=today, by=by, at=at)
    note = groups.note(group, text="канарейка-замечание", on=today, checked=file, by=by, at=at)
    partner = partners.enter(kind="institute", name="Институт", **facts)
    agreement = agreements.enter(
        subject="О стажировках", number="1", dated_on=days(-9), starts_on=days(-9), ends_on=None, with_association=True,
        organisations=[], partners=[partner], checked=None, by=by, at=at,
    )  # fmt: skip
    owed = agreements.owe(agreement, text="Принять", party=None, due_on=today, by=by, at=at)
    legal_bases.preset(by=by, at=at)
    act = legal_bases.enter(title="Закон", by=by, at=at)
    return {
        "work_group": group.pk, "other_group": other.pk, "group_seat": seat.pk, "group_task": task.pk,
        "group_file": note.file_id, "partner": partner.pk, "agreement": agreement.pk, "obligation": owed.pk,
        "legal_base": act.pk, "group_person": seat.person_id,
    }  # fmt: skip


def joined(own: User, people, member: int) -> dict[str, object]:
    """A person whom a member organisation of `own` proposes."""
    group = WorkingGroup.objects.order_by("pk").first()
    school = Organisation.objects.get(pk=member)
    facts = {"post": "методист", "word": "", "on": clock.today(), "by": User.objects.get(pk=own.pk), "at": clock.now()}
    row = groups.propose(group, school, person=ground.person("Предложенный"), **facts)
    return {"group_proposal": row.pk, "joining": member}


def asked(own: User, people, member: int) -> dict[str, object]:
    """Requests in each state; the sent one came to a member organisation of `own`."""
    school, by, chair = Organisation.objects.get(pk=member), people.secretary, people.chair
    file = {"number": 4, "kind": "file", "label": "План", "is_required": False}
    draft = requesting.drafted(by, [school])
    offered = requesting.offered(by, [school])
    sent = requesting.signed(requesting.offered(by, [school], fields=(*requesting.FIELDS, file)), chair)
    open_one = requesting.signed(requesting.offered(by, [school]), chair)
    for row in (sent, open_one):
        requests.send_next(row, by=chair, at=clock.now())
    fields, done = list(sent.fields.all()), RequestAddressee.objects.select_related("request").get(request=sent)
    reply = request_answers.submit(
        done, values={fields[0].pk: "7", fields[1].pk: "1"}, uploads={fields[3].pk: paper()},
        on=clock.today(), by=User.objects.get(pk=own.pk), at=clock.now(),
    )  # fmt: skip
    bundle = request_answers.bind_files(sent, by=by, at=clock.now())
    stored = files.keep_made(ground.PDF, name="request.zip", organisation=None, at=ground.AT)
    Bundle.objects.filter(pk=bundle.pk).update(file=stored, count=1)
    waiting = RequestAddressee.objects.get(request=open_one)
    return {
        "request_draft": draft.pk, "request_offered": offered.pk, "request_sent": sent.pk,
        "request_sha256": offered.paper.sha256, "request_field": draft.fields.first().pk,
        "request_open": open_one.pk, "request_waiting": waiting.pk, "request_done": done.pk,
        "request_kept": reply.values[3]["file"], "request_field_open": open_one.fields.first().pk,
        "request_yes_open": open_one.fields.all()[1].pk, "request_school": member,
    }  # fmt: skip


def forms(things: dict) -> dict[str, dict]:
    """What a person would send."""
    today, ahead = clock.today().isoformat(), (clock.today() + timedelta(days=30)).isoformat()
    words = {"subject": "Об обучении", "text": "Просим сообщить.", "due_on": ahead}
    named = {"surname": "Новая", "given": "Инна", "post": "завуч"}
    agreement = {"subject": "О практике", "dated_on": today, "starts_on": today, "with_association": "on",
                 "partners": things["partner"]}  # fmt: skip
    return {
        "group_new": {"kind": "team", "name": "Группа", "purpose": "Работа", "on": today},
        "group_words": {"name": "Группа", "purpose": "Работа"},
        "group_end": {"on": today},
        "group_seat_new": {**named, "role": "member", "on": today},
        "group_seat_end": {"on": today},
        "group_proposal_new": {**named, "organisation": things["joining"]},
        "group_proposal_refusal": {"answer": "Мест нет."},
        "group_tasks": {"text": "Задание", "person": things["group_person"], "due_on": ahead},
        "group_task": {"word": "Сделано"},
        "group_notes": {"on": today, "text": "Встретились."},
        "partner_new": {"name": "Партнёр", "kind": "other", "on": today},
        "partner_details": {"name": "Партнёр", "kind": "other"},
        "partner_end": {"on": today},
        "agreement_new": agreement,
        "agreement_obligations": {"text": "Принять", "due_on": ahead},
        "agreement_end": {"last_on": ahead},
        "obligation": {"on": today, "word": "Готово"},
        "legal_base_new": {"title": "Закон", "place": "9"},
        "legal_base": {"title": "Закон", "place": "9"},
        "request_new": words,
        "request_words": words,
        "request_field_new": {"number": "5", "kind": "text", "label": "Что мешает"},
        "request_field": {"number": "5", "kind": "text", "label": "Что мешает"},
        "request_addressees": {"organisations": things["request_school"]},
        "request_step": {"step": "offer"},
        "request_signature": {"sha256": things["request_sha256"], "password": ground.PASSWORD},
        "request_reminders": {"addressee": things["request_waiting"]},
        "request_asked": {
            "submit": "1", f"f{things['request_field_open']}": "5", f"f{things['request_yes_open']}": "1",
        },
        "request_reply": {"word": "Уточните."},
    }  # fmt: skip
