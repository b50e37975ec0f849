"""The synthetic history of an association, played by the verbs: nothing is written past them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.core.management import call_command

from association.actions import accounts, districts, founding, organisations, qms_processes
from association.models import Authority, Basis
from membership.actions import certificates, decisions, letters, orders
from membership.models import Membership
from membership.queries import open_order
from mentoring.demo import events, groups, helping, pairs, papers, plans, retention, stewards
from mentoring.demo.cast import APPLICANT, CANDIDATES, JOINING, MEMBERS
from mentoring.demo.experts import judge
from mentoring.demo.quality import set_up
from mentoring.demo.sittings import hold, plan_next
from mentoring.demo.stage import PASSWORD, Stage
from presidium.actions import seats
from presidium.models import Meeting

NAME = "Ассоциация образовательных организаций Алтайского края, работающих по системе менеджмента качества"


def _authority(stage: Stage) -> Authority:
    authority = organisations.add_authority(
        name="Демонстрационное министерство образования края",
        genitive="Демонстрационного министерства образования края", on=stage.day, by=None, at=stage.tick(),
    )  # fmt: skip
    official = stage.person("Эталонов", "Николай", "Николаевич", "Эталонова Николая Николаевича", "Эталонову Н. Н.")
    organisations.appoint_official(
        authority, official, on=stage.day, by=None, at=stage.tick(), is_head=True, post="Министр образования края",
        post_genitive="министра образования края", post_dative="Министру образования края",
    )  # fmt: skip
    return authority


def _found(stage: Stage) -> None:
    authority = _authority(stage)
    founding.found(
        name=NAME, name_genitive=NAME.replace("Ассоциация", "Ассоциации", 1),
        short_name="Ассоциация образовательных организаций Алтайского края",
        name_ky="Алтай крайынын сапат менеджменти системасы боюнча иштеген билим берүү уюмдарынын ассоциациясы",
        short_name_ky="Алтай крайынын билим берүү уюмдарынын ассоциациясы",
        name_en="Association of educational organisations of Altai krai", place="г. Барнаул",
        address="656900, г. Барнаул, ул. Примерная, д. 1", phone="+7 000 000-00-00", email="secretary@example.org",
        on=stage.day, authority=authority, by=None, at=stage.tick(),
    )  # fmt: skip
    person = stage.person("Образцова", "Анна", "Андреевна", "Образцовой Анны Андреевны", "Образцовой А. А.")
    stage.secretary = accounts.open_account(
        email="secretary@example.org", person=person, password=PASSWORD, by=None, at=stage.tick()
    )
    accounts.give_role(stage.secretary, "operator", by=None, at=stage.tick())
    qms_processes.enter_preset(by=stage.secretary, at=stage.tick())
    reviewer = stage.person("Сынакова", "Вера", "Павловна")
    stage.account("reviewer@example.org", reviewer, "department_reviewer")


def _founders(stage: Stage) -> None:
    """The organisational period: the authority's order admits (A-3.13a)."""
    for row in MEMBERS[:7]:
        stage.school(row)
        application = stage.submit(row)
        stage.register(application)
        decisions.admit_by_order(application, by=stage.secretary, at=stage.tick())
    stage.tick(60 * 24 * 7)
    orders.enter_order(
        open_order(), number="900-П", dated_on=stage.day, scan=None, by=stage.secretary, at=stage.tick()
    )


def issue_all(stage: Stage) -> None:
    """Issue certificates to members that have none yet, and hand them over a week later."""
    for membership in Membership.objects.open().filter(kind="member", certificates=None):
        certificate = certificates.issue(membership, on=stage.day, by=stage.secretary, at=stage.tick())
        head = membership.organisation.head_on(stage.day)
        certificates.hand_over(certificate, to=head.person.full_name, on=stage.day, by=stage.secretary, at=stage.tick())
    stage.work()


def _elect(stage: Stage) -> None:
    """The founding general meeting: its seats and its chair, as the record of that meeting says."""
    stage.tick(60 * 24 * 10)
    basis = organisations.add_basis(
        kind=Basis.Kind.DECISION, body="Общее собрание", number="1", dated_on=stage.day, by=stage.secretary,
        at=stage.tick(),
    )  # fmt: skip
    facts = {"on": stage.day, "basis": basis, "by": stage.secretary}
    for row in MEMBERS[:7]:
        seats.fill_seat(stage.heads[row.number].person, stage.schools[row.number], at=stage.tick(), **facts)
    seats.take_office("chair", stage.heads[901].person, at=stage.tick(), **facts)
    seats.take_office("deputy", stage.heads[902].person, at=stage.tick(), **facts)
    seats.take_office("secretary", stage.secretary.person, organisation=stage.schools[901], at=stage.tick(), **facts)
    accounts.give_role(stage.secretary, "secretary", by=None, at=stage.tick())


def _share_pair_and_plan(stage: Stage, meeting: Meeting, today: date) -> None:
    """What goes on the agenda beside: the processes, the pairs, the annual plan."""
    stewards.share_out(stage, meeting)
    pairs.put_on_agenda(stage, meeting)
    plans.put_on_agenda(stage, meeting, today)


def _first_year(stage: Stage, today: datetime) -> None:
    """Four quarters: members and candidates join by decisions, one meeting fails, one is extraordinary."""
    joining = [MEMBERS[7], MEMBERS[8], CANDIDATES[0], CANDIDATES[1]]
    for row in joining:
        stage.school(row)
        stage.register(stage.submit(row))
    hold(stage, today - timedelta(days=290), {"901", "902", "903", "904", "905"}, "План работы на учебный год")
    letters.release_all(on=stage.day, by=stage.secretary, at=stage.tick())
    order = open_order()
    orders.enter_order(order, number="917-П", dated_on=stage.day, scan=None, by=stage.secretary, at=stage.tick())
    issue_all(stage)
    hold(stage, today - timedelta(days=200), {"901", "903"}, "Итоги полугодия")
    hold(stage, today - timedelta(days=186), {"901", "902", "903", "904", "906", "907"}, "Итоги полугодия")
    hold(
        stage, today - timedelta(days=140), {"902", "903", "904", "905"}, "Срочный запрос министерства",
        kind="extraordinary",
    )  # fmt: skip
    for row in CANDIDATES[2:]:
        stage.school(row)
        stage.register(stage.submit(row))
    pairs.form(stage)
    hold(
        stage, today - timedelta(days=95), {"901", "902", "904", "905", "906"}, "Темы конференции", assigns=True,
        puts=lambda stage, meeting: _share_pair_and_plan(stage, meeting, today.date()),
    )  # fmt: skip
    plans.approve(stage)
    pairs.release(stage)
    stewards.give(stage)
    letters.release_all(on=stage.day, by=stage.secretary, at=stage.tick())


def play(today: datetime, *, say: Callable[[str], object] = lambda _line: None) -> None:
    """Play the history up to today; the last meeting waits for the chair's signature."""
    stage = Stage(now=today.replace(hour=3, minute=0, second=0, microsecond=0) - timedelta(days=420))
    say("founding the association …")
    call_command("calendars", verbosity=0)
    _found(stage)
    _founders(stage)
    _elect(stage)
    issue_all(stage)  # after the election: a certificate bears the chair's name (A-B.6)
    say("a year of meetings …")
    _first_year(stage, today)
    stage.school(JOINING)
    stage.school(APPLICANT)
    districts.place_known(by=stage.secretary, at=stage.tick())
    helping.help_each_other(stage)
    hold(stage, today - timedelta(days=9), {"901", "902", "903", "905", "907"}, "Итоги аудита", sign=False)
    application = stage.submit(JOINING)
    stage.register(application)
    stage.begin_application(APPLICANT, without="training_document")
    events.hold_events(stage)
    plans.go_on(stage, today)
    plan_next(stage, today + timedelta(days=12))
    judge(stage)
    papers.correspond(stage)
    groups.keep_office(stage)
    retention.keep_files(stage)
    say("three vocational organisations of Kyrgyzstan …")
    set_up(stage)
    stage.work()
    say("done")
