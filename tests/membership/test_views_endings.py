"""Pages of orders and exits: who sees what, bad input, one click twice, constant queries."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from association import clock, files, keys
from association.actions.organisations import add_basis
from association.models import RegisterEntry
from membership.actions import endings, orders
from membership.models import Membership, Order, Withdrawal
from membership.queries import membership_of
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as make
from tests.factories.browser import Visitor
from tests.factories.moments import days
from tests.journeys.people import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(people):
    return make.member(people.secretary)


@pytest.fixture
def head(director):
    return Visitor(director)


@pytest.fixture
def clerk(secretary):
    return Visitor(secretary)


def scan(name: str = "скан.pdf", data: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "application/pdf")


def begun(head, school, **answers) -> Withdrawal:
    answer = head.send(reverse("ending_new"), organisation=school.pk, **answers)
    assert answer.status_code == 302, answer.content.decode()
    row = Withdrawal.objects.latest("pk")
    ground.make_ready(row.paper)
    return row


def submitted(head, school, **answers) -> Withdrawal:
    row = begun(head, school, **answers)
    sha256 = Withdrawal.objects.get(pk=row.pk).paper.sha256
    head.send(reverse("ending_signature", args=[row.pk]), sha256=sha256, password=ground.PASSWORD)
    head.send(reverse("ending_submission", args=[row.pk]))
    return Withdrawal.objects.get(pk=row.pk)


@clause("A-3.15.2", "A-5.6.7")
def test_the_head_leaves_and_the_secretary_registers(head, clerk, school):
    row = submitted(head, school, stated_on=days(3), reason="")
    assert row.state == "submitted"
    assert row.get_absolute_url() in clerk.get(reverse("endings")).content.decode()
    clerk.send(reverse("ending_registration", args=[row.pk]))
    page = head.get(reverse("ending", args=[row.pk])).content.decode()

    entry = RegisterEntry.objects.get(series="incoming")
    assert f"01-13/{entry.number}" in page
    assert (Membership.objects.get(organisation=school).ends_on, "D30" in page) == (days(3), True)


@clause("A-3.15.2")
def test_a_day_gone_and_nonsense_get_a_sentence_and_keep_what_was_typed(head, school):
    for typed in (days(-1).isoformat(), "31.02.2030", "скоро"):
        answer = head.send(reverse("ending_new"), organisation=school.pk, stated_on=typed, reason="Смена учредителя")
        page = answer.content.decode()
        assert (answer.status_code, "Смена учредителя" in page, 'class="field wrong"' in page) == (422, True, True)
    long = head.send(reverse("ending_new"), organisation=school.pk, reason="д" * 1001)
    assert (long.status_code, Withdrawal.objects.count()) == (422, 0)


def test_a_wrong_password_a_foreign_paper_and_a_foreign_head_are_refused(head, school, people, secretary):
    row = begun(head, school)
    wrong = head.send(
        reverse("ending_signature", args=[row.pk]), sha256=Withdrawal.objects.get().paper.sha256, password="не тот"
    )
    stranger = Visitor(people.stranger)

    assert wrong.status_code == 422
    assert stranger.get(reverse("ending", args=[row.pk])).status_code == 404
    for name in ("ending_signature", "ending_scan", "ending_submission", "ending_retraction"):
        assert stranger.send(reverse(name, args=[row.pk])).status_code == 404
    other = stranger.send(reverse("ending_new"), organisation=school.pk)
    assert (other.status_code, Withdrawal.objects.count()) == (422, 1)


def test_a_draft_is_the_heads_own_until_it_is_submitted(head, clerk, school):
    row = begun(head, school)

    assert clerk.get(reverse("ending", args=[row.pk])).status_code == 404
    assert clerk.send(reverse("ending_registration", args=[row.pk])).status_code == 302
    assert Withdrawal.objects.get().state == "draft"


def test_one_click_twice_makes_one_number(head, clerk, school):
    row, key = submitted(head, school), keys.new_key()
    for _click in range(2):
        assert clerk.send(reverse("ending_registration", args=[row.pk]), key).status_code == 302

    assert RegisterEntry.objects.filter(series="incoming").count() == 1


@clause("A-3.15.2")
def test_what_came_on_paper_is_entered_with_its_scan(clerk, school):
    asked = {"organisation": school.pk, "signed_on": days(-2), "stated_on": "", "reason": ""}
    bare = clerk.send(reverse("ending_entry"), **asked)
    assert (bare.status_code, Withdrawal.objects.count()) == (422, 0)
    odd = clerk.send(reverse("ending_entry"), **asked, scan=scan("скан.pdf", b"<svg onload=alert(1)>"))
    assert (odd.status_code, "скан.pdf" in odd.content.decode()) == (422, True)
    ahead = clerk.send(reverse("ending_entry"), **{**asked, "signed_on": days(2)}, scan=scan())
    assert ahead.status_code == 422
    assert clerk.send(reverse("ending_entry"), **asked, scan=scan()).status_code == 302

    row = Withdrawal.objects.get()
    assert (row.state, row.scan.name, row.leaves_on) == ("registered", "скан.pdf", clock.today())
    gone = clerk.send(reverse("ending_entry"), **asked, scan=scan())
    assert gone.status_code == 422


def test_the_head_takes_it_back(head, school):
    row = submitted(head, school)
    head.send(reverse("ending_retraction", args=[row.pk]))

    assert Withdrawal.objects.get().state == "taken_back"
    assert membership_of(school, clock.today()) is not None


@clause("A-3.3")
def test_an_order_of_a_wrong_date_gets_a_sentence_at_the_field(clerk, secretary, people):
    school = make.member(secretary)
    endings.exclude(
        membership_of(school, clock.today()), by=secretary, at=clock.now(), is_confirmed=True,
        basis=add_basis(kind="decision", body="Президиум", number="3", dated_on=days(-1), by=secretary, at=clock.now()),
    )  # fmt: skip
    order = Order.objects.get()
    for typed in (days(1), days(-2)):
        answer = clerk.send(order.get_absolute_url(), number="5-П", dated_on=typed, is_confirmed="on")
        page = answer.content.decode()
        assert (answer.status_code, "id_dated_on_error" in page, 'value="5-П"' in page) == (422, True, True)
    typed = {"number": "5-П", "dated_on": clock.today()}
    unsure = clerk.send(order.get_absolute_url(), **typed)
    assert (unsure.status_code, Order.objects.get().state) == (422, "draft")
    assert clerk.send(order.get_absolute_url(), **typed, is_confirmed="on").status_code == 302
    assert membership_of(school, clock.today()) is None


@clause("A-3.3")
def test_voiding_says_what_follows_asks_why_and_leads_to_the_new_draft(clerk, secretary, people):
    school = ground.organisation()
    row = make.application(school, secretary, state="registered")
    orders.include(row, by=secretary, at=clock.now())
    type(row).objects.filter(pk=row.pk).update(state="granted")
    order = Order.objects.get()
    clerk.send(order.get_absolute_url(), number="5-П", dated_on=clock.today())
    address = reverse("order_voiding", args=[order.pk])

    assert school.title[-4:] in clerk.get(address).content.decode()
    assert clerk.send(address, reason=" ").status_code == 422
    answer = clerk.send(address, reason="Не та школа")
    fresh = Order.objects.get(replaces=order)
    assert (answer.status_code, answer.headers["location"]) == (302, fresh.get_absolute_url())
    assert "Не та школа" in clerk.get(order.get_absolute_url()).content.decode()
    line = fresh.lines.get()
    assert clerk.send(reverse("order_line_removal", args=[line.pk])).status_code == 302
    assert reverse("order_line_return", args=[line.pk]) in clerk.get(reverse("orders")).content.decode()
    assert clerk.send(reverse("order_line_return", args=[line.pk])).headers["location"] == fresh.get_absolute_url()


def test_the_lists_ask_the_database_equally_often_for_one_and_for_three(
    clerk, secretary, people, django_assert_num_queries
):
    def leave() -> None:
        school = make.member(secretary)
        paper = endings.papers.draw(endings.D29, school, facts={}, by=secretary, at=clock.now())
        endings.enter_paper_exit(
            school, stated_on=None, signed_on=clock.today(), reason="", scan=ground.make_ready(paper).file,
            on=clock.today(), by=secretary, at=clock.now(),
        )  # fmt: skip

    leave()
    pages = [reverse("endings"), reverse("orders"), Order.objects.get().get_absolute_url()]
    counts = {}
    for page in pages:
        clerk.get(page)
        with CaptureQueriesContext(connection) as asked:
            clerk.get(page)
        counts[page] = len(asked)
    leave()
    leave()
    for page in pages:
        with django_assert_num_queries(counts[page]):
            assert clerk.get(page).status_code == 200


@clause("A-3.3")
def test_an_order_that_cannot_be_voided_says_why_instead_of_asking(clerk, secretary, people):
    school = ground.organisation()
    row = make.application(school, secretary, state="granted")
    order = orders.include(row, by=secretary, at=clock.now())
    clerk.send(order.get_absolute_url(), number="5-П", dated_on=clock.today())
    clerk.send(reverse("ending_entry"), organisation=school.pk, signed_on=clock.today(), scan=scan())
    page = clerk.get(reverse("order_voiding", args=[order.pk])).content.decode()

    assert ('class="notice bad"' in page, 'data-do="voiding"' in page) == (True, False)
    assert clerk.send(reverse("order_voiding", args=[order.pk]), reason="Поздно").status_code == 409


def test_a_full_folder_and_a_paper_signed_already_are_said_at_the_scan(head, clerk, school, monkeypatch):
    head.send(reverse("ending_new"), organisation=school.pk)
    row = Withdrawal.objects.get()
    address = reverse("ending_scan", args=[row.pk])
    early = head.send(address, scan=scan())
    ground.make_ready(row.paper)
    sha256 = Withdrawal.objects.get(pk=row.pk).paper.sha256
    head.send(reverse("ending_signature", args=[row.pk]), sha256=sha256, password=ground.PASSWORD)
    late = head.send(address, scan=scan())
    monkeypatch.setattr(files, "ORGANISATION_LIMIT", 0)
    full = head.send(address, scan=scan())
    paper = clerk.send(reverse("ending_entry"), organisation=school.pk, signed_on=clock.today(), scan=scan())

    assert [answer.status_code for answer in (early, late, full, paper)] == [422] * 4
    assert [bool(answer.context["scan_form"].errors["scan"]) for answer in (early, late, full)] == [True] * 3
    assert paper.context["form"].errors["scan"]
    assert row.paper.signatures.count() == 1


def test_the_orders_stand_on_pages_and_count_their_lines(clerk, people, school):
    drafts = Order.objects.bulk_create([Order(drafted_at=clock.now()) for _number in range(51)])
    drafts[-1].lines.create(application=make.application(ground.organisation(), people.secretary, state="granted"))
    drafts[-1].lines.create(kind="remove", membership=membership_of(school, clock.today()), reason="withdrawal")
    first, second = (clerk.get(f"{reverse('orders')}?page={number}").context["rows"] for number in (1, 2))

    assert (len(first), len(second), first.paginator.count) == (50, 1, 51)
    assert (first[0].pk, first[0].included, first[0].removed, first[1].included) == (drafts[-1].pk, 1, 1, 0)


@clause("A-3.3")
def test_the_official_opens_the_scan_of_an_order_and_no_other_record(school, people):
    official = Visitor(people.official)
    given, other = (
        files.keep_made(data, name="a.pdf", organisation=None, at=clock.now()) for data in (PDF, PDF + b" ")
    )
    Order.objects.create(state="entered", number="1-П", dated_on=clock.today(), drafted_at=clock.now(), scan=given)

    answer = official.get(reverse("file", args=[given.pk]))
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, PDF)
    assert official.get(reverse("file", args=[other.pk])).status_code == 404
