"""What the matrix of routes and roles is played on: one person of each role, one thing for each address."""

import re
from dataclasses import dataclass, field
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from association import clock, files
from association.actions import accounts
from association.doors import open_checked
from association.models import Job, Letter, User
from membership.actions import applications, orders
from membership.models import Application, Order, OrderLine
from presidium.models import Meeting
from tests.factories import association as ground
from tests.factories import membership as members
from tests.factories import presidium as sittings
from tests.factories.browser import Visitor
from tests.journeys.people import PDF

CANARIES = {"email": "kanareika@example.org", "phone": "+7 000 555-44-33"}
PRIVATE = ("канарейка-имя", "канарейка-замечание", "канарейка-файл")


@dataclass
class Scene:
    """The visitors by role, and the values that addresses and forms are filled with."""

    visitors: dict[str, Client] = field(default_factory=dict)
    things: dict[str, object] = field(default_factory=dict)


def build() -> Scene:
    """Make everything by the builders of the tests; the director `own` acts for every school named here."""
    people = sittings.cast()
    own = ground.user("director", ground.organisation(**CANARIES), who=ground.person("Своев"))
    scene = Scene()
    scene.visitors = {"anonymous": Client()} | {
        role: Visitor(User.objects.get(pk=user.pk))
        for role, user in {
            "own": own, "foreign": people.stranger, "member": people.seats[2], "chair": people.chair,
            "secretary": people.secretary, "operator": ground.user("operator"), "reviewer": people.official,
            "administrator": ground.user("administrator"),
        }.items()
    }  # fmt: skip
    for visitor in scene.visitors.values():
        visitor.raise_request_exception = False  # an error is an answer too: 500
    scene.things |= _schools(own, people.secretary) | _meetings(people) | _ground(people)
    seatless = members.member(people.secretary)
    scene.things |= {
        "unseated": seatless.pk, "seated": people.seats[3].person_id, "guest": ground.person("Званов").pk,
        "registered": members.application(ground.organisation(), own, state=Application.State.REGISTERED).pk,
    }  # fmt: skip
    return scene


def _own_school(own: User, **fields):
    school = ground.organisation(**fields)
    accounts.give_role(own, "director", school, by=None, at=ground.AT)
    return school


def _schools(own: User, secretary: User) -> dict[str, object]:
    first = own.role_grants.get().organisation
    draft = applications.begin(first, by=own, at=ground.AT)
    applications.choose_ground(draft, ground="certified", note="", by=own, at=ground.AT)
    Application.objects.filter(pk=draft.pk).update(
        recommended_name=PRIVATE[0], recommended_post="директор", return_remark=PRIVATE[1]
    )
    upload = open_checked(SimpleUploadedFile(f"{PRIVATE[2]}.pdf", PDF))
    file = files.keep(upload, organisation=first, by=own, at=ground.AT)
    facts = {"number": "1", "issuer": "Орган", "dated_on": ground.DAY, "until": ground.DAY + timedelta(days=900)}
    applications.attach(draft, kind="qms_certificate", file=file, by=own, at=ground.AT, **facts)
    ground.make_ready(applications.draw_paper(draft, on=clock.today(), by=own, at=ground.AT))
    asked = members.application(_own_school(own), own)
    row = asked.papers.create(kind="head_order", file=file, added_at=ground.AT, added_by=own)
    granted = members.application(_own_school(own), own, state="granted")
    order = Order.objects.create(drafted_at=ground.AT, drafted_by=secretary)
    OrderLine.objects.create(order=order, application=granted)
    orders.draft_order(order, on=clock.today(), by=secretary, at=ground.AT)
    certificate = members.certificate(members.membership(_own_school(own), secretary), secretary)
    return {
        "organisation": first.pk, "draft": draft.pk, "submitted": asked.pk, "application_paper": row.pk,
        "file": file.pk, "order": order.pk, "certificate": certificate.pk, "code": certificate.code,
        "paper": certificate.paper_id, "form_sha256": Application.objects.get(pk=draft.pk).paper.sha256,
        "uncertified": members.membership(_own_school(own), secretary).pk,
    }  # fmt: skip


def _meetings(people: sittings.Cast) -> dict[str, object]:
    voting = sittings.voting(people)
    called, opened = sittings.called(people), sittings.opened(people)
    offered = sittings.offered(people)
    Meeting.objects.filter(pk=called.pk).update(starts_at=clock.now())
    return {
        "planned": sittings.planned(people).pk, "called": called.pk, "opened": opened.pk, "sitting": voting.meeting_id,
        "held": sittings.held(people).meeting_id, "offered": offered.meeting_id, "sha256": offered.paper.sha256,
        "voting": voting.pk, "waiting": opened.items.get().pk, "official": people.official.person_id,
        "participant": sittings.seat_of(called, people.chair).pk,
    }  # fmt: skip


def _ground(people: sittings.Cast) -> dict[str, object]:
    accounts.invite(
        email="guest@example.org", person=ground.person("Гостев"), role="operator", by=people.secretary, at=clock.now()
    )
    letter = Letter.objects.filter(to="guest@example.org").get()
    failed = Job.objects.create(kind="letter", state=Job.State.FAILED, created_at=clock.now(), error="no host")
    return {
        "token": re.search(r"/invitation/([\w-]+)/", letter.body)[1], "job": failed.pk, "password": ground.PASSWORD,
    }  # fmt: skip
