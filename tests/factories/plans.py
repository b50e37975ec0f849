"""Builders of annual plans: written, discussed at a meeting with signed minutes, agreed, approved by the chair."""

from datetime import timedelta

from association import clock
from association.actions import plan_approvals, plan_items, plans
from association.actions.organisations import add_basis
from association.models import AnnualPlan, PlanItem, User
from association.queries_plans import local_day, year_of
from presidium.actions import meetings, minutes, room
from presidium.models import Meeting
from presidium.queries import voters
from tests.factories import association as ground
from tests.factories.moments import fresh
from tests.factories.presidium import Cast


def item(by: User, plan: AnnualPlan, activity: str = "Семинар по внутреннему аудиту", **fields) -> PlanItem:
    """An activity of a draft, in the second month of its year where nothing else is said."""
    first = plan.starts_on + timedelta(days=40)
    values = {
        "starts_on": first, "ends_on": first + timedelta(days=5), "task": "2.2.4", "function": "2.3.3",
        "responsible": "Секретарь Ассоциации", "venue": "г. Бийск", **fields,
    }  # fmt: skip
    return plan_items.add(plan, activity=activity, by=by, at=clock.now(), **values)


def written(by: User, *activities: str, years: int = 0) -> AnnualPlan:
    """A draft of this year's plan, or of a later one, with some activities."""
    span = year_of(local_day(clock.now()))
    for _year in range(years):
        span = year_of(span.last + timedelta(days=1))
    row = plans.begin(span, by=by, at=clock.now())
    for name in activities or ("Семинар по внутреннему аудиту",):
        item(by, row, name)
    return row


def listed(people: Cast, row: AnnualPlan) -> Meeting:
    """A meeting in preparation that has the plan on its agenda."""
    facts = {"by": people.secretary, "at": clock.now()}
    starts = clock.now() + timedelta(minutes=1)
    meeting = meetings.plan(starts_at=starts, place="каб. 12", kind="extraordinary", reason="План", **facts)
    meetings.list_matter(meeting, matter_key="plan", subject_id=str(row.pk), **facts)
    return meeting


def decided(people: Cast, row: AnnualPlan, *, choice: str = "for") -> Meeting:
    """A meeting that has voted on the plan and is closed; its minutes are not signed."""
    facts = {"by": people.secretary, "at": clock.now()}
    meeting = listed(people, row)
    meetings.approve_agenda(meeting, by=people.chair, at=clock.now())
    present = list(voters(meeting))
    for one in present:
        room.note_presence(one, arrived=True, **facts)
    room.open_meeting(meeting, **facts)
    one_item = meeting.items.get()
    room.open_voting(one_item, **facts)
    for one in present:
        room.cast(one_item, one, choice=choice, **facts)
    room.close_voting(one_item, **facts)
    room.close_meeting(fresh(meeting), **facts)
    return fresh(meeting)


def sign_minutes(people: Cast, meeting: Meeting) -> None:
    """Let secretary and chair sign the minutes of a meeting: its decisions have their number."""
    record = meeting.minutes
    minutes.offer(record, by=people.secretary, at=clock.now())
    ground.make_ready(record.paper)
    proof, sha256 = minutes.papers.Password(ground.PASSWORD), fresh(record).paper.sha256
    minutes.sign_as_secretary(fresh(record), proof=proof, sha256=sha256, by=people.secretary, at=clock.now())
    day = clock.today()
    minutes.sign_as_presiding(fresh(record), proof=proof, sha256=sha256, on=day, by=people.chair, at=clock.now())


def support(people: Cast, row: AnnualPlan, number: str = "3") -> AnnualPlan:
    """Let the Presidium have supported a draft today, by an item of signed minutes."""
    facts = {"by": people.secretary, "at": clock.now()}
    day = local_day(clock.now())
    basis = add_basis(kind="decision", body="Президиум", number=number, item="2", dated_on=day, **facts)
    plans.put_on_agenda(row, **facts)
    plans.note_discussed(fresh(row), basis=basis, **facts)
    return fresh(row)


def discussed(people: Cast, *activities: str, years: int = 0) -> AnnualPlan:
    """A plan that the Presidium supported, by signed minutes."""
    return support(people, written(people.secretary, *activities, years=years))


def council_agrees(by: User, row: AnnualPlan, number: str = "4") -> None:
    """Enter the agreement of the council, dated today."""
    plan_approvals.enter_agreement(
        row, party="council", outcome="agreed", dated_on=local_day(clock.now()), number=number, name="В. П. Сынакова",
        post="председатель Совета по качеству образования", by=by, at=clock.now(),
    )  # fmt: skip


def agreed(people: Cast, *activities: str, years: int = 0) -> AnnualPlan:
    """A plan that council and head agreed; the paper for the chair is ready."""
    row = discussed(people, *activities, years=years)
    council_agrees(people.secretary, row)
    plan_approvals.agree_by_hand(row, outcome="agreed", by=people.official, at=clock.now())
    row = fresh(row)
    ground.make_ready(row.paper)
    return fresh(row)


def approve(people: Cast, row: AnnualPlan) -> AnnualPlan:
    """Let the chair sign a plan that is agreed."""
    proof = plan_approvals.papers.Password(ground.PASSWORD)
    plan_approvals.approve(row, proof=proof, sha256=row.paper.sha256, by=people.chair, at=clock.now())
    return fresh(row)


def approved(people: Cast, *activities: str, years: int = 0) -> AnnualPlan:
    """A plan in force."""
    return approve(people, agreed(people, *activities, years=years))
