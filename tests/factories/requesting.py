"""Builders of requests of information: drafted, offered, signed, sent, answered."""

from dataclasses import dataclass
from datetime import date, timedelta

from association import clock
from association.actions import request_answers, requests
from association.models import InformationRequest, RequestAddressee, User
from association.proofs import Password
from association.queries_requests import earliest_due
from tests.factories import association as ground
from tests.factories import membership as members
from tests.factories import presidium as sittings

FIELDS = (
    {"number": 1, "kind": "number", "label": "Обученных специалистов", "unit": "чел."},
    {"number": 2, "kind": "yes_no", "label": "Есть ли план аудитов"},
    {"number": 3, "kind": "text", "label": "Что мешает", "is_required": False},
)


@dataclass
class Office:
    """The Presidium with its people, and directors of member organisations that may be asked."""

    people: sittings.Cast
    directors: list[User]

    @property
    def secretary(self) -> User:
        return self.people.secretary

    @property
    def organisations(self):
        return [row.role_grants.get(role="director").organisation for row in self.directors]


def office(count: int = 2) -> Office:
    """The Presidium, and so many member organisations with their directors."""
    people = sittings.cast()
    schools = [ground.organisation() for _one in range(count)]
    for school in schools:
        members.membership(school, people.secretary)
    return Office(people, [ground.director(school) for school in schools])


def drafted(by: User, organisations, *, fields=FIELDS, due_on: date | None = None, **words) -> InformationRequest:
    """A draft with its form and its addressees."""
    on, at = clock.today(), clock.now()
    facts = {"subject": "О подготовке аудиторов", "text": "Просим сообщить.", **words}
    row = requests.draft(**facts, due_on=due_on or earliest_due(on) + timedelta(days=7), on=on, by=by, at=at)
    for field in fields:
        requests.put_field(row, by=by, at=at, **field)
    requests.address(row, organisations, on=on, by=by, at=at)
    return row


def offered(by: User, organisations, **facts) -> InformationRequest:
    """A request that awaits the chair, its paper ready."""
    row = drafted(by, organisations, **facts)
    requests.offer(row, on=clock.today(), by=by, at=clock.now())
    row.refresh_from_db()
    ground.make_ready(row.paper)
    return row


def signed(row: InformationRequest, chair: User) -> InformationRequest:
    """A request that the chair signed."""
    row.refresh_from_db()
    facts = {"proof": Password(ground.PASSWORD), "sha256": row.paper.sha256, "on": clock.today(), "by": chair}
    requests.sign(row, at=clock.now(), **facts)
    return InformationRequest.objects.get(pk=row.pk)


def sent(scene: Office, **facts) -> InformationRequest:
    """A request whose letters went out to the organisations of all directors."""
    row = signed(offered(scene.secretary, scene.organisations, **facts), scene.people.chair)
    while requests.send_next(row, by=scene.people.chair, at=clock.now()):
        pass
    return row


def addressee(row: InformationRequest, director: User) -> RequestAddressee:
    """The row of the organisation that a director acts for."""
    return row.addressees.select_related("request").get(organisation__in=director.role_grants.values("organisation"))


def answered(row: InformationRequest, director: User, **facts):
    """An answer that was handed in."""
    keys = [field.pk for field in row.fields.all()]
    values = {keys[0]: "12.5", keys[1]: "1"}
    day = {"on": clock.today(), "at": clock.now(), **facts}
    return request_answers.submit(addressee(row, director), values=values, uploads={}, by=director, **day)
