"""The screens of the consideration: tasks with remarks, what changed, letters, the list and its workbook."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from association import clock
from association.actions.organisations import add_basis
from association.models import Basis
from membership import rules
from membership.actions import applications, letters, remarks
from membership.models import Application, ApplicationPaper, Order
from tests.clause_marker import clause
from tests.factories import applying
from tests.factories import association as ground
from tests.factories import membership as make
from tests.factories.browser import Visitor
from tests.journeys.people import PDF

pytestmark = pytest.mark.django_db
TRAINING = {"person_name": "Образцова Анна Андреевна", "issuer": "Демонстрационный институт", "hours": "72"}


@pytest.fixture
def school(people):
    return ground.organisation("Гимназия № 911")


@pytest.fixture
def head(director):
    return Visitor(director)


@pytest.fixture
def desk(secretary):
    return Visitor(secretary)


def upload(name="скан.pdf"):
    return SimpleUploadedFile(name, PDF, "application/pdf")


def words(answer):
    return " ".join(answer.content.decode().split())


def again(row, director, secretary):
    row = applying.sign(Application.objects.get(pk=row.pk), director)
    applications.submit(row, on=clock.today(), by=director, at=clock.now())
    applications.enter_in_register(row, on=clock.today(), by=secretary, at=clock.now())


def test_remarks_are_written_returned_and_seen_at_their_task(school, director, secretary, head, desk):
    row = applying.registered(school, director, secretary)
    address = row.get_absolute_url()
    assert desk.send(f"{address}remarks/new/", target="qms_evidence", text="Нет печати").status_code == 302
    assert desk.send(f"{address}remarks/new/", target="ground", text="").status_code == 422
    page = desk.send(f"{address}remarks/new/", target="nonsense", text="Куда это")
    assert (page.status_code, "Куда это" in words(page)) == (422, True)
    assert "Нет печати" not in words(head.get(address))
    assert desk.send(f"{address}return/").status_code == 302

    page = head.get(address)
    (task,) = [one for part in page.context["sections"] for one in part["tasks"] if "qms_evidence" in one["targets"]]
    assert (task["done"], task["look"], str(task["word"])) == (False, "need", "Исправить")
    assert "Нет печати" in words(head.get(f"{address}papers/qms_evidence/"))
    remark = row.remarks.get()
    assert head.send(f"/remarks/{remark.pk}/answers/", text="Печать на обороте.").status_code == 302
    page = head.get(address)
    (task,) = [one for part in page.context["sections"] for one in part["tasks"] if "qms_evidence" in one["targets"]]
    assert task["done"]
    assert "Печать на обороте." in words(desk.get(f"{address}remarks/"))
    assert "Печать на обороте." in words(desk.get(address))


def test_an_application_is_not_returned_without_a_remark(school, director, secretary, desk):
    row = applying.registered(school, director, secretary)
    page = desk.send(f"{row.get_absolute_url()}return/", remark="")

    assert (page.status_code, len(page.context["return_form"].errors["remark"])) == (422, 1)
    assert Application.objects.get().state == "registered"


def test_after_the_resubmission_the_secretary_sees_the_changes_alone(school, director, secretary, desk):
    row = applying.registered(school, director, secretary)
    remarks.pin(row, target="qms_evidence", text="Не тот год", by=secretary, at=clock.now())
    remarks.send_back(row, remark="И ещё", by=secretary, at=clock.now())
    old = ApplicationPaper.objects.get()
    applying.attach(row, "qms_evidence", director, replaces=old.pk)
    again(row, director, secretary)

    page = desk.get(row.get_absolute_url())
    assert [(one.target, one.how) for one in page.context["changes"]] == [("qms_evidence", "replaced")]
    assert [one.text for one in page.context["changes"][0].remarks] == ["Не тот год"]
    assert [one.text for one in page.context["others"]] == ["И ещё"]
    links = [f"/files/{file}/" in words(page) for file in (old.file_id, ApplicationPaper.objects.get().file_id)]
    assert links == [True, True]
    assert "data-number" not in words(page)
    assert "data-number" in words(desk.get(f"{row.get_absolute_url()}?all"))
    first = desk.get(f"{row.get_absolute_url()}submissions/1/")
    assert f"/files/{old.file_id}/" in words(first)
    assert desk.get(f"{row.get_absolute_url()}submissions/9/").status_code == 302


def test_a_returned_application_is_seen_by_the_secretary_as_it_was_handed_in(school, director, secretary, desk):
    row = applying.registered(school, director, secretary)
    remarks.send_back(row, remark="Дополните", by=secretary, at=clock.now())
    applications.fill(row, recommended_name="Никому Не Показанная", by=director, at=clock.now())

    page = desk.get(row.get_absolute_url())
    assert (page.status_code, "Дополните" in words(page)) == (200, True)
    assert "Никому Не Показанная" not in words(page)


@clause("A-3.2.3")
def test_a_draft_keeps_what_there_is_and_a_refused_form_what_was_typed(school, director, head):
    row = applications.begin(school, by=director, at=clock.now())
    applications.choose_ground(row, ground=rules.CANDIDATE, note="", by=director, at=clock.now())
    address = f"{row.get_absolute_url()}papers/training_document/"
    refused = head.send(address, **TRAINING, year="", file=upload())
    assert (refused.status_code, "Демонстрационный институт" in words(refused)) == (422, True)
    assert row.papers.count() == 0
    assert head.send(address, **TRAINING, year="", file=upload(), later="1").status_code == 302

    kept = ApplicationPaper.objects.get()
    assert (kept.hours, kept.year, kept.verdict.clause, bool(kept.verdict)) == (72, None, "A-3.2.3", False)
    (task,) = [one for one in head.get(row.get_absolute_url()).context["sections"][1]["tasks"]
               if "training_document" in one["targets"]]  # fmt: skip
    assert (task["done"], "не указано" in str(task["hint"]).lower()) == (False, True)
    page = head.send(f"{address}{kept.pk}/", **TRAINING, year="2024")
    assert (page.status_code, bool(ApplicationPaper.objects.get().verdict)) == (302, True)


@clause("A-3.1.2")
def test_several_documents_are_attached_changed_and_taken_out(school, director, head, people):
    row = applications.begin(school, by=director, at=clock.now())
    applications.choose_ground(row, ground=rules.INTRODUCED, note="", by=director, at=clock.now())
    address = f"{row.get_absolute_url()}papers/qms_evidence/"
    for name in ("политика.pdf", "руководство.pdf"):
        assert head.send(address, file=upload(name)).status_code == 302
    first, second = row.papers.all()
    assert ["политика.pdf" in words(head.get(address)), "руководство.pdf" in words(head.get(address))] == [True, True]
    head.send(f"{address}{first.pk}/", file=upload("политика-2.pdf"))
    assert Visitor(people.stranger).send(f"/application-papers/{second.pk}/removal/").status_code == 404
    head.send(f"/application-papers/{second.pk}/removal/")

    assert [one.file.name for one in row.papers.all()] == ["политика-2.pdf"]


def test_an_application_without_documents_says_so_instead_of_an_empty_panel(director, secretary, head, desk):
    row = make.application(ground.organisation(), director, state="registered")
    page = words(desk.get(row.get_absolute_url()))
    assert ("Документы не приложены" in page, "<h2>Документы</h2>" in page) == (True, False)


@clause("A-3.2.4")
def test_a_letter_is_edited_with_its_sheet_beside_it(school, director, secretary, head, desk):
    row = make.application(ground.organisation(), director, state="refused")
    basis = add_basis(kind=Basis.Kind.DECISION, body="Президиум", number="3", dated_on=clock.today(), item="1",
                      by=secretary, at=clock.now())  # fmt: skip
    letter = letters.draft(row, kind="refuse", basis=basis, by=secretary, at=clock.now())
    address = letter.get_absolute_url()
    assert desk.get(address).status_code == 200
    refused = desk.send(address, reasons="", next_step="Шаг", contact_email="не почта")
    assert (refused.status_code, sorted(refused.context["form"].errors)) == (422, ["contact_email", "reasons"])
    assert desk.send(address, reasons="Нет плана", next_step="Шаг").status_code == 302
    assert "Нет плана" in words(desk.get(address))
    assert desk.send("/releases/").status_code == 302

    released = desk.get(address)
    assert (released.context["form"], desk.send(address, reasons="Иначе").status_code) == (None, 409)
    assert letter.text.lines == ["Нет плана"]
    assert head.get(address).status_code == 403


# The list


def listed(people, number):
    """Applications in different states, of as many schools."""
    states = ["submitted", "registered", "refused"]
    return [
        make.application(ground.organisation(f"=Школа № {one}"), people.secretary, state=states[one % 3])
        for one in range(number)
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_same_number_of_questions(number, people, desk, django_assert_num_queries):
    listed(people, number)
    desk.get("/applications/")
    with django_assert_num_queries(8):
        page = desk.get("/applications/")
    assert len(page.context["rows"]) == number


def test_the_list_is_filtered_searched_sorted_and_counted(people, desk):
    rows = listed(people, 3)
    candidate = make.application(ground.organisation("Лицей № 77"), people.secretary, ground_of=rules.CANDIDATE)

    def found(query):
        return [one["application"].pk for one in desk.get(f"/applications/?{query}").context["rows"]]

    assert found("sort=name") == [candidate.pk, *[row.pk for row in rows]]
    assert found("sort=-name") == [*[row.pk for row in reversed(rows)], candidate.pk]
    assert found("state=refused") == [rows[2].pk]
    assert found("ground=candidate") == found("q=лицей+77") == [candidate.pk]
    assert found("ground=member&sort=name") == [row.pk for row in rows]
    assert (found("round=2"), found("q=никто"), found("tab=again")) == ([], [], [])
    assert found("tab=settled") == [rows[2].pk]
    counts = {tab["url"].partition("tab=")[2]: tab["count"] for tab in desk.get("/applications/").context["tabs"]}
    assert counts == {"": 4, "waiting": 3, "again": 0, "returned": 0, "settled": 1}


def test_the_list_is_as_of_a_day(school, director, secretary, desk):
    row = applying.registered(school, director, secretary)
    remarks.send_back(row, remark="Дополните", by=secretary, at=clock.now())
    yesterday = (clock.today() - timedelta(days=1)).isoformat()

    def states(query=""):
        return [one["application"].state_then for one in desk.get(f"/applications/?{query}").context["rows"]]

    assert (states(), states(f"on={yesterday}"), states("tab=returned")) == (["returned"], [], ["returned"])
    assert states("on=9999-12-31") == ["returned"]
    assert desk.get("/applications.xlsx?on=9999-12-31").status_code == 200
    again(row, director, secretary)
    assert (states(), states("round=2"), states("tab=again")) == (["registered"],) * 3


def test_a_member_of_the_organisational_period_is_shown_as_one_from_the_day_of_its_order(people, desk):
    row = make.application(ground.organisation(), people.secretary, state="registered", submitted_at=ground.AT)
    day = clock.today() - timedelta(days=3)
    Application.objects.filter(pk=row.pk).update(state="entered")
    order = Order.objects.create(state="entered", dated_on=day, number="1-П", drafted_at=ground.AT)
    order.lines.create(application=row)

    def state(before):
        query = f"on={(day - timedelta(days=before)).isoformat()}"
        return [one["application"].state_then for one in desk.get(f"/applications/?{query}").context["rows"]]

    assert (Application.objects.get(pk=row.pk).basis, state(0), state(1) == state(0)) == (None, ["entered"], False)


def test_the_workbook_holds_the_chosen_rows_and_no_formula(people, desk):
    listed(people, 3)
    book = load_workbook(BytesIO(desk.get("/applications.xlsx?state=submitted").content))
    rows = list(book.active.iter_rows(values_only=True))

    assert (len(rows), rows[1][0]) == (2, "'=Школа № 0")
    assert Visitor(people.stranger).get("/applications.xlsx").status_code == 403


def test_a_director_sees_the_own_applications_alone(school, director, secretary, head):
    own = applications.begin(school, by=director, at=clock.now())
    make.application(ground.organisation(), secretary)

    page = head.get("/applications/")
    assert [one["application"].pk for one in page.context["rows"]] == [own.pk]
    assert '<form class="filter"' not in words(page)
