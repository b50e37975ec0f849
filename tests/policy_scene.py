"""What the matrix of routes and roles is played on: one person of each role, one thing for each address."""

import re
from dataclasses import dataclass, field
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from association import clock, files, register
from association.actions import accounts, bundles, organisations
from association.actions.organisations import add_basis
from association.doors import open_checked
from association.models import Association, Basis, Bundle, Job, Letter, Official, User
from association.proofs import Password
from membership.actions import applications, endings, letters, orders, qms
from membership.models import Application, Order, OrderLine, Remark, Submission
from membership.papers import snapshot
from presidium.actions.calendar_feed import make_address
from presidium.models import Meeting
from tests.association import import_tables
from tests.factories import association as ground
from tests.factories import exclusion as cases
from tests.factories import experts, reading
from tests.factories import membership as members
from tests.factories import presidium as sittings
from tests.factories.browser import Visitor
from tests.journeys.people import PDF
from tests.policy_assignments import given
from tests.policy_elections import named
from tests.policy_events import prepared_events
from tests.policy_groups import office
from tests.policy_help import helped
from tests.policy_pair_lists import proposed
from tests.policy_pairs import registered
from tests.policy_plans import planned
from tests.policy_quality import quality
from tests.policy_records import registered_papers
from tests.policy_retention import kept_files
from tests.policy_rules import changes
from tests.policy_stewards import shared_out

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
    specialists, records = quality()
    specialists["expert"] = experts.expert()
    scene = Scene(things=records)
    scene.visitors = {"anonymous": Client()} | {
        role: Visitor(User.objects.get(pk=user.pk))
        for role, user in {
            "own": own, "foreign": people.stranger, "member": people.seats[2], "chair": people.chair,
            "secretary": people.secretary, "operator": ground.user("operator"), "reviewer": people.official,
            "administrator": ground.user("administrator"), **specialists,
        }.items()
    }  # fmt: skip
    for visitor in scene.visitors.values():
        visitor.raise_request_exception = False  # an error is an answer too: 500
    scene.things |= _schools(own, people.secretary) | _meetings(people) | _ground(people)
    scene.things |= _places(own, people.secretary)
    seatless = members.member(people.secretary)
    scene.things |= _exits(own, people.secretary) | _packages(own, specialists["expert"], people.secretary)
    scene.things |= _exclusions(own, people) | changes(people) | given(own, people) | named(people)
    scene.things |= shared_out(own, people, scene.things["member"]) | helped(own, people.secretary)
    scene.things |= prepared_events(own, people)
    scene.things |= proposed(people) | registered(people) | registered_papers(people)
    scene.things |= kept_files(people)
    scene.things |= planned(own, people, scene.things["member"])
    scene.things |= office(own, people, scene.things["member"])
    scene.things |= {
        "unseated": seatless.pk, "seated": people.seats[3].person_id, "guest": ground.person("Званов").pk,
        "registered": members.application(ground.organisation(), own, state=Application.State.REGISTERED).pk,
        "bound": _bound(scene.things["paper"], people.secretary),
    }  # fmt: skip
    return scene


def _bound(paper: int, secretary: User) -> int:
    """A register printed in parts and joined into one file."""
    row = bundles.bind([paper], Association.current(), form="pdf", name="members-x", by=secretary, at=ground.AT)
    file = files.keep_made(ground.PDF, name="members.pdf", organisation=None, at=ground.AT)
    Bundle.objects.filter(pk=row.pk).update(file=file, count=1)
    return row.pk


def _own_school(own: User, **fields):
    school = ground.organisation(**fields)
    accounts.give_role(own, "director", school, by=None, at=ground.AT)
    return school


def _schools(own: User, secretary: User) -> dict[str, object]:
    first = own.role_grants.get().organisation
    draft = applications.begin(first, by=own, at=ground.AT)
    applications.choose_ground(draft, ground="certified", note="", by=own, at=ground.AT)
    Application.objects.filter(pk=draft.pk).update(recommended_name=PRIVATE[0], recommended_post="директор")
    sent = {"made_at": ground.AT, "made_by": secretary, "sent_at": ground.AT}
    remark = Remark.objects.create(application=draft, text=PRIVATE[1], **sent)
    upload = open_checked(SimpleUploadedFile(f"{PRIVATE[2]}.pdf", PDF))
    file = files.keep(upload, organisation=first, by=own, at=ground.AT)
    facts = {"number": "1", "issuer": "Орган", "dated_on": ground.DAY, "until": ground.DAY + timedelta(days=900)}
    applications.attach(draft, kind="qms_certificate", file=file, by=own, at=ground.AT, **facts)
    ground.make_ready(applications.draw_paper(draft, on=clock.today(), by=own, at=ground.AT))
    asked = members.application(_own_school(own), own)
    unsent = Remark.objects.create(application=asked, text="Нет печати", made_at=ground.AT, made_by=secretary)
    handed = members.application(_own_school(own), own)
    Submission.objects.create(application=handed, number=1, snapshot=snapshot(handed, clock.today()),
                              submitted_at=ground.AT, submitted_by=own)  # fmt: skip
    told = members.application(_own_school(own), own, state="refused", basis=basis_of(secretary))
    letter = letters.draft(told, kind="refuse", basis=told.basis, by=secretary, at=ground.AT)
    row = asked.papers.create(kind="head_order", file=file, added_at=ground.AT, added_by=own)
    granted = members.application(_own_school(own), own, state="granted")
    order = Order.objects.create(drafted_at=ground.AT, drafted_by=secretary)
    line = OrderLine.objects.create(order=order, application=granted)
    orders.draft_order(order, on=clock.today(), by=secretary, at=ground.AT)
    certificate = members.certificate(members.membership(_own_school(own), secretary), secretary)
    batch = members.batch([members.membership(_own_school(own), secretary)], secretary)
    return {
        "organisation": first.pk, "draft": draft.pk, "submitted": asked.pk, "application_paper": row.pk,
        "remark": remark.pk, "unsent": unsent.pk, "handed": handed.pk, "letter": letter.pk,
        "draft_paper": draft.papers.get().pk,
        "file": file.pk, "order": order.pk, "order_line": line.pk, "certificate": certificate.pk,
        "code": certificate.code,
        "member": certificate.organisation_id,
        "batch": batch.pk,
        "paper": certificate.paper_id, "form_sha256": Application.objects.get(pk=draft.pk).paper.sha256,
        "uncertified": members.membership(_own_school(own), secretary).pk,
        **_judged(first, file, own, secretary),
    }  # fmt: skip


def basis_of(secretary: User) -> Basis:
    """A decision whose minutes are not signed yet."""
    facts = {"kind": Basis.Kind.DECISION, "body": "Президиум", "dated_on": clock.today(), "item": "1"}
    return add_basis(**facts, by=secretary, at=ground.AT)


def _judged(school, file, own: User, secretary: User) -> dict[str, object]:
    """A QMS certificate of the own school, and an expert assigned to a package."""
    row = qms.propose(
        school, standard="ГОСТ Р ИСО 9001", body="Орган", number="7", issued_on=ground.DAY, received_on=ground.DAY,
        valid_until=ground.DAY + timedelta(days=900), file=file, on=clock.today(), by=secretary, at=clock.now(),
    )  # fmt: skip
    package = experts.package(own)
    return {"certification": row.pk, "assignment": experts.assigned(package, experts.expert(), secretary).pk}


def _packages(own: User, expert: User, secretary: User) -> dict[str, object]:
    """What one expert judges: a package, one whose conclusion is begun, two whose conclusion is offered."""
    rows = [experts.package(own) for _one in range(4)]
    for row in rows:
        experts.assigned(row, expert, secretary)
    begun = experts.written(rows[1], expert)
    offered = [experts.offered(row, expert) for row in rows[2:]]
    names = {"package": rows[0], "begun": rows[1], "offered_package": rows[2]}
    marks = {f"{name}_{row['key']}" for row in begun.criteria for name in ("mark", "remark")}
    return {name: row.pk for name, row in names.items()} | {
        "conclusion_fields": marks, "conclusion_sha256": offered[0].paper.sha256,
    }  # fmt: skip


def _places(own: User, secretary: User) -> dict[str, object]:
    """A school whose new name lies ahead, a district without schools, another one, an official."""
    ahead = _own_school(own)
    organisations.rename(
        ahead, on=clock.today() + timedelta(days=9), basis=None, by=secretary, at=clock.now(), full="Имя", short="Имя"
    )  # fmt: skip
    return {
        "ahead": ahead.pk, "district": ground.district("Пустошь").pk, "okrug": ground.district("Округ", "okrug").pk,
        "official_row": Official.objects.get().pk,
    }  # fmt: skip


def _exits(own: User, secretary: User) -> dict[str, object]:
    """Schools of `own` that leave: one has not begun, one has drawn the form, one has handed it in."""
    schools = [members.member(secretary, head=own.person) for _one in range(3)]
    for school in schools:
        accounts.give_role(own, "director", school, by=None, at=ground.AT)
    facts = {"stated_on": None, "reason": "", "on": clock.today(), "by": own, "at": ground.AT}
    draft, asked = (endings.state_exit(school, **facts) for school in schools[1:])
    sha256 = [ground.make_ready(row.paper).sha256 for row in (draft, asked)]
    endings.sign(asked, proof=Password(ground.PASSWORD), sha256=sha256[1], by=own, at=ground.AT)
    endings.submit(asked, on=clock.today(), by=own, at=ground.AT)
    return {"leaving": schools[0].pk, "exit_draft": draft.pk, "exit": asked.pk, "exit_sha256": sha256[0]}


def _exclusions(own: User, people: sittings.Cast) -> dict[str, object]:
    """Cases that a school of `own` moves in three states, and a registered one on another school of `own`."""
    school, answering = (members.member(people.secretary, head=own.person) for _one in range(2))
    for one in (school, answering):
        accounts.give_role(own, "director", one, by=None, at=ground.AT)
    mover = ground.director(members.member(people.secretary))
    own = User.objects.get(pk=own.pk)
    targets = [members.member(people.secretary) for _one in range(4)]
    stages = [cases.Scene(people, school, own, target) for target in targets]
    draft, filed = cases.moved(stages[0]), cases.handed_in(stages[1])
    heard = cases.considered(stages[2], present=4, votes_for=2)
    about = cases.registered(cases.Scene(people, mover.role_grants.get().organisation, mover, answering))
    absent = heard.item.meeting.participants.get(person=people.seats[4].person_id)
    return {
        "exclusion_draft": draft.pk, "exclusion_filed": filed.pk, "exclusion_heard": heard.pk, "excluded": about.pk,
        "excludable": targets[3].pk, "motion_sha256": draft.paper.sha256, "sheet_sha256": heard.sheet.sha256,
        "absent": absent.pk,
    }  # fmt: skip


def _meetings(people: sittings.Cast) -> dict[str, object]:
    voting = sittings.voting(people)
    called, opened = sittings.called(people), sittings.opened(people)
    offered = sittings.offered(people)
    Meeting.objects.filter(pk=called.pk).update(starts_at=clock.now())
    planned, material = sittings.planned(people), reading.material(called, people.secretary)
    return {
        "planned": planned.pk, "planned_item": planned.items.get().pk, "material": material.pk,
        "feed_token": make_address(by=people.seats[4], at=clock.now()).token,
        "called": called.pk, "opened": opened.pk, "sitting": voting.meeting_id,
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
    entry = register.enter(
        "incoming", letter, index="01-13", on=clock.today(), at=clock.now(), by=people.secretary, correspondent="Школа",
        heading="Письмо",
    )  # fmt: skip
    return {
        "entry": entry.pk, "import_ready": import_tables.begin(people.secretary, import_tables.school(901)).pk,
        "import_applied": import_tables.confirm(
            import_tables.begin(people.secretary, import_tables.school(902)), people.secretary
        ).pk,
        "token": re.search(r"/invitation/([\w-]+)/", letter.body)[1], "job": failed.pk, "password": ground.PASSWORD,
    }  # fmt: skip
