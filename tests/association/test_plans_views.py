"""Pages of plan, proposals and council: written, agreed, approved in the browser; shown to everybody; the desk."""

from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from association import clock, desk
from association.actions import proposals
from association.matters import open_matters
from association.models import AnnualPlan, CouncilSitting, Letter, PlanFact, PlanItem, Proposal, User
from association.queries_plans import local_day, years_to_plan
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import plans as make
from tests.factories import presidium as sittings
from tests.factories.browser import Visitor
from tests.factories.moments import days, fresh
from tests.policy_forms import scan

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return sittings.cast(3)


def duties(user, clause_id):
    return [row for row in desk.duties_of(User.objects.get(pk=user.pk), clock.now()) if row.clause == clause_id]


def agreed_by_both(people, plan):
    """The official agrees by hand, the secretary enters the paper of the council; before, nothing is approved."""
    secretary, chair, official = Visitor(people.secretary), Visitor(people.chair), Visitor(people.official)
    make.support(people, fresh(plan))
    assert [row.url for row in duties(people.official, "A-4.1b")] == [f"/plans/{plan.pk}/word/"]
    empty = official.send(f"/plans/{plan.pk}/word/", outcome="remarks", remarks=" ")
    assert (empty.status_code, list(empty.context["form"].errors)) == (422, ["remarks"])
    assert official.send(f"/plans/{plan.pk}/word/", outcome="agreed").status_code == 302
    assert duties(people.official, "A-4.1b") == []
    early = chair.send(f"/plans/{plan.pk}/approval/", sha256="x", password=ground.PASSWORD)
    assert (early.status_code, "4.3" in early.content.decode()) == (409, True)
    paper = {"party": "council", "outcome": "agreed", "dated_on": str(local_day(clock.now())), "name": "О. О. Показова"}
    numberless = secretary.send(f"/plans/{plan.pk}/agreements/", **paper)
    assert list(numberless.context["form"].errors) == ["number"]
    assert secretary.send(f"/plans/{plan.pk}/agreements/", **paper, number="4", paper=scan()).status_code == 302


def read_by_everybody(public, plan, first):
    """The approved plan and its paper are open to everybody."""
    shown = public.get("/plan/")
    assert [row["activity"] for row in shown.context["lines"]] == ["Конференция", "Семинар"]
    ground.make_ready(fresh(plan).edition)
    paper = public.get("/plan/paper/")
    assert (paper.getvalue(), paper.headers["Content-Type"]) == (ground.PDF, "application/pdf")
    assert [public.get(f"/plan/?year={year}").status_code for year in (first.year, 1999)] == [200, 404]


@clause("A-4.1a", "A-4.1b", "A-4.3c", "A-4.3d", "A-5.3.1", "A-7.2.6")
def test_a_year_goes_from_the_first_activity_to_the_approved_page_in_the_browser(people):
    secretary, chair, official = Visitor(people.secretary), Visitor(people.chair), Visitor(people.official)
    first = years_to_plan(local_day(clock.now()))[0].first
    assert duties(people.chair, "A-5.3.1")[0].due_on == first
    assert secretary.get("/plan/").context["plan"] is None
    assert secretary.send("/plans/new/", year=first.isoformat()).status_code == 302
    plan = AnnualPlan.objects.get()
    add, item = f"/plans/{plan.pk}/items/new/", {"activity": "Семинар", "task": "2.2.4", "responsible": "Секретарь"}
    outside = secretary.send(add, **item, starts_on=str(first.replace(year=first.year + 2)))
    assert (outside.status_code, list(outside.context["form"].errors)) == (422, ["starts_on"])
    bare = secretary.send(add, activity="Семинар", starts_on=str(first))
    assert sorted(bare.context["form"].errors) == ["function", "person"]
    whole = {**item, "starts_on": str(first.replace(day=9)), "is_monthly": "on", "in_department_plan": "on"}
    assert secretary.send(add, **whole).status_code == 302
    assert secretary.send(add, **{**item, "activity": "Конференция"}, starts_on=str(first), more="1").status_code == 302
    seminar, conference = plan.items.all()
    assert (seminar.starts_on, seminar.ends_on.day, seminar.is_monthly) == (first, 30, True)
    assert secretary.send(f"/plans/items/{conference.pk}/place/", to="1").status_code == 302
    assert [row.activity for row in plan.items.all()] == ["Конференция", "Семинар"]
    assert secretary.send(f"/plans/items/{seminar.pk}/", **whole, venue="г. Бийск").status_code == 302
    assert official.get(f"/plans/{plan.pk}/").status_code == 404

    agreed_by_both(people, plan)
    ready = ground.make_ready(fresh(plan).paper)
    assert [row.url for row in duties(people.chair, "A-4.1b")] == [f"/plans/{plan.pk}/approval/"]
    wrong = chair.send(f"/plans/{plan.pk}/approval/", sha256=ready.sha256, password="иначе")
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["password"])
    signed = chair.send(f"/plans/{plan.pk}/approval/", sha256=ready.sha256, password=ground.PASSWORD)
    assert (signed.status_code, fresh(plan).state, duties(people.chair, "A-4.1b")) == (302, "approved", [])
    read_by_everybody(Visitor(people.stranger), plan, first)
    assert secretary.send(f"/plans/{plan.pk}/amendments/", why="Перенос").status_code == 302
    assert AnnualPlan.objects.first().why == "Перенос"


@clause("A-7.2.6", "A-5.3.1")
def test_what_is_done_is_noted_filtered_counted_and_given_as_a_workbook(people):
    plan, secretary = make.approved(people, "Семинар", "Опрос"), Visitor(people.secretary)
    seminar, survey = plan.items.all()
    PlanItem.objects.filter(pk=survey.pk).update(task="2.2.2", function="2.3.4", person=people.seats[1].person)
    PlanItem.objects.filter(plan=plan).update(starts_on=days(-40), ends_on=days(-20))
    late = duties(people.secretary, "A-7.2.6")
    assert [(row.overdue_days, row.url) for row in late] == [
        (20, f"/plans/items/{one.pk}/facts/") for one in (seminar, survey)
    ]  # fmt: skip
    assert [row.url for row in duties(people.seats[1], "A-7.2.6")] == [f"/plan/#item-{survey.pk}"]
    address = f"/plans/items/{seminar.pk}/facts/"
    ahead = secretary.send(address, kind="done", on=str(days(2)))
    assert (ahead.status_code, list(ahead.context["form"].errors)) == (422, ["on"])
    done = secretary.send(address, kind="done", on=str(days(-20)), note="Служебная заметка", proof=scan())
    assert (done.status_code, PlanFact.objects.get().file.name) == (302, scan().name)

    def shown(query):
        return [row["activity"] for row in secretary.get(f"/plans/{plan.pk}/?{query}").context["lines"]]

    month = f"{days(-30):%Y-%m}"
    queries = ("task=2.2.2", "function=2.3.3", "standing=done", "q=опрос", f"month={month}", "task=9.9", "month=абв")
    both = ["Семинар", "Опрос"]
    assert [shown(one) for one in queries] == [["Опрос"], ["Семинар"], ["Семинар"], ["Опрос"], both, both, both]
    counted = secretary.get(f"/plans/{plan.pk}/").context["counts"]
    assert [(one["value"], one["planned"], one["done"]) for one in counted] == [
        ("2.2.2", 1, 0), ("2.2.4", 1, 1), ("2.3.3", 1, 1), ("2.3.4", 1, 0),
    ]  # fmt: skip
    for address, note in ((f"/plans/{plan.pk}/plan.xlsx?task=2.2.4", "Служебная заметка"), ("/plan/plan.xlsx", None)):
        book = openpyxl.load_workbook(BytesIO(secretary.get(address).content)).active
        rows = [[cell.value for cell in line] for line in book.iter_rows(min_row=2)]
        assert (rows[0][1], rows[0][9], rows[0][11]) == ("Семинар", "выполнено", note)
    assert "Служебная заметка" not in Visitor(people.stranger).get("/plan/").content.decode()


def test_pages_ask_as_much_for_three_rows_as_for_one(people):
    plan, visitor = make.approved(people), Visitor(people.secretary)
    make_one = {"by": people.chair, "at": clock.now(), "kind": "agenda"}
    proposals.propose(title="О сроках", **make_one)
    addresses = (f"/plans/{plan.pk}/", "/plan/", "/proposals/", "/plans/")

    def asked():
        found = []
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                assert visitor.get(address).status_code == 200
            found.append(len(queries))
        return found

    visitor.get("/plans/")
    once = asked()
    for number in range(2):
        PlanItem.objects.create(
            plan=plan, order=number + 2, activity=f"Пункт {number}", function="2.3.1", starts_on=plan.starts_on,
            ends_on=plan.starts_on, person=people.seats[number].person,
        )  # fmt: skip
        proposals.propose(title=f"Ещё {number}", **make_one)
    assert asked() == once


@clause("A-5.4.5")
def test_seat_holders_and_directors_propose_and_read_the_answer(people):
    member, secretary, stranger = Visitor(people.seats[2]), Visitor(people.secretary), Visitor(people.stranger)
    school = people.stranger.role_grants.get().organisation
    assert member.send("/proposals/new/", kind="agenda", title="О сроках аудита").status_code == 302
    nobody = stranger.send("/proposals/new/", kind="plan", title="Семинар у нас")
    assert (nobody.status_code, list(nobody.context["form"].errors)) == (422, ["organisation"])
    month = local_day(clock.now()).strftime("%Y-%m")
    facts = {"kind": "plan", "title": "Семинар у нас", "organisation": school.pk, "month": month}
    assert stranger.send("/proposals/new/", **facts).status_code == 302
    question, wish = Proposal.objects.order_by("pk")
    assert (stranger.get(f"/proposals/{question.pk}/").status_code, member.get("/proposals/").status_code) == (404, 200)
    assert len(duties(people.secretary, "A-5.4.5")) == 1

    plan = make.written(people.secretary)
    page = secretary.get(f"/plans/{plan.pk}/items/new/?proposal={wish.pk}")
    assert page.context["form"].initial["organisation"] == school.pk
    sent = {"activity": "Семинар у нас", "function": "2.3.3", "organisation": school.pk, "starts_on": plan.starts_on}
    assert secretary.send(f"/plans/{plan.pk}/items/new/?proposal={wish.pk}", **sent).status_code == 302
    assert (fresh(wish).state, wish.items.get().plan) == ("accepted", plan)
    assert secretary.send(f"/proposals/{question.pk}/acceptance/", answer="Хорошо").status_code == 302
    assert [one.title() for one in open_matters(clock.today()) if one.clause == "A-5.4.5"] == ["О сроках аудита"]
    third = proposals.propose(kind="plan", title="Ещё", organisation=school, by=people.stranger, at=clock.now())
    silent = secretary.send(f"/proposals/{third.pk}/refusal/", answer=" ")
    assert (silent.status_code, list(silent.context["form"].errors)) == (422, ["answer"])
    assert secretary.send(f"/proposals/{third.pk}/refusal/", answer="Уже есть").status_code == 302
    fourth = proposals.propose(kind="agenda", title="Иначе", organisation=school, by=people.stranger, at=clock.now())
    assert stranger.send(f"/proposals/{fourth.pk}/withdrawal/").status_code == 302
    assert (fresh(third).state, fresh(fourth).state) == ("declined", "withdrawn")
    told = Letter.objects.filter(notice="proposal_answered").order_by("pk").values_list("user", flat=True)
    assert list(told) == [people.stranger.pk, people.seats[2].pk, people.stranger.pk]


@clause("A-5.1.4", "A-6.2b")
def test_the_chair_sits_in_the_council_by_office_and_sittings_are_recorded(people):
    secretary = Visitor(people.secretary)
    facts = {"held_on": str(days(0)), "number": "5", "matter": "О годовом плане"}
    assert secretary.send("/council/sittings/new/", **facts, who="chair", proof=scan()).status_code == 302
    envoy = secretary.send("/council/sittings/new/", **facts, who="envoy", name="В. В. Послов")
    assert list(envoy.context["form"].errors) == ["name"]
    named = {"who": "envoy", "name": "В. В. Послов", "post": "методист"}
    assert secretary.send("/council/sittings/new/", **facts, **named).status_code == 302
    before = {**facts, "held_on": "2020-01-10"}
    assert list(secretary.send("/council/sittings/new/", **before, who="chair").context["form"].errors) == ["who"]
    ahead = {**facts, "held_on": str(days(3))}
    assert list(secretary.send("/council/sittings/new/", **ahead, who="nobody").context["form"].errors) == ["held_on"]
    by_chair, by_envoy = CouncilSitting.objects.order_by("pk")
    chair = people.chair.person
    assert (by_chair.person, by_chair.name, by_envoy.person) == (chair, chair.full_name, None)
    assert secretary.send(f"/council/sittings/{by_envoy.pk}/voiding/", reason="Ошибка").status_code == 302
    page = Visitor(people.official).get("/council/")
    assert [(one.person, one.ends_on) for one in page.context["terms"]] == [(people.chair.person, None)]
    assert [one["row"].voided_at is not None for one in page.context["rows"]] == [True, False]
