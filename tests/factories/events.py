"""Builders of events: prepared, announced, entered, held; made by the verbs."""

import re
from datetime import timedelta

from association import clock
from association.actions import event_entries, events
from association.doors import open_checked
from association.models import Event, EventEntry, Letter, Organisation, User
from association.queries_events import local_day
from tests.policy_forms import scan

PERSON = {"surname": "Участникова", "given": "Вера", "patronymic": "", "post": "учитель"}
SCORES = {"content": 5, "speakers": 4, "usefulness": 5, "organisation": 3}


def details(**fields) -> dict:
    """Details of a seminar that anybody may enter, ten days ahead unless said otherwise."""
    first = fields.pop("starts_on", local_day(clock.now()) + timedelta(days=10))
    return {
        "kind": "seminar", "level": "regional", "is_conference": False, "title": "Семинар по процессам СМК",
        "title_ky": "СМС процесстери боюнча семинар", "about": "Карта процессов.", "tasks": ["2.2.4"],
        "functions": ["2.3.3"], "starts_on": first, "ends_on": first, "place": "актовый зал", "is_open": True,
        "closes_on": first, "audience": "members", **fields,
    }  # fmt: skip


def prepared(by: User, organiser: User | None = None, **fields) -> Event:
    """An event in preparation with one organiser."""
    return events.prepare(
        details=details(**fields), organiser=organiser or by, on=local_day(clock.now()), by=by, at=clock.now()
    )


def announced(by: User, organiser: User | None = None, **fields) -> Event:
    """An announced event."""
    row = prepared(by, organiser, **fields)
    events.announce(row, by=by, at=clock.now())
    return row


def entered(event: Event, school: Organisation, by: User, **person) -> EventEntry:
    """A person of a school, entered by its director."""
    facts = {**PERSON, **person}
    return event_entries.enter_person(event, school, person=facts, language="ru", by=by, at=clock.now())


def held(by: User, schools: dict[Organisation, User], organiser: User | None = None, **fields) -> Event:
    """An event of today, at which one person of each school was; the event is marked as held."""
    row = announced(by, organiser, starts_on=local_day(clock.now()), **fields)
    pks = [
        entered(row, school, head, email=f"guest{school.pk}@example.org").pk for school, head in schools.items()
    ]  # fmt: skip
    event_entries.mark(row, shown=pks, present=pks, by=by, at=clock.now())
    events.hold(row, on=local_day(clock.now()), by=by, at=clock.now())
    return row


def checked():
    """A file that the door lets in."""
    return open_checked(scan())


def link(email: str, notice: str) -> str:
    """The personal page that the last letter of a kind names."""
    body = Letter.objects.filter(to=email, notice=notice).latest("pk").body
    return re.search(r"/events/entries/[\w-]+/", body)[0]


def staged(secretary: User) -> dict[str, object]:
    """For pages that no link leads to: one who has yet to consent, and one who may judge."""
    head = User.objects.get(email="director903@example.org")
    school = head.role_grants.get(role="director").organisation
    row = announced(secretary)
    entry = entered(row, school, head, email="visitor@example.org")
    over = held(secretary, {school: head})
    return {"event": row.pk, "event_entry": entry.token, "event_judge": over.entries.get().token}
