"""The pages of the import: upload, progress that survives a reload, preview, confirmation, the way back."""

import io

import pytest
from openpyxl import load_workbook

from association import clock
from association.actions import imports
from association.doors import open_table
from association.import_columns import ORDER, assign
from association.models import Job, Organisation, OrganisationImport
from tests.association.import_tables import SAMPLE, begin, confirm, school, undo, upload, workbook, worked
from tests.factories import association as ground
from tests.factories.browser import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary():
    ground.association()
    return ground.secretary()


@pytest.fixture
def visitor(secretary):
    return Visitor(secretary)


def text(answer):
    return answer.content.decode().replace("\u00a0", " ")


def test_the_whole_way_through_the_pages(visitor):
    answer = visitor.send("/imports/new/", table=upload(SAMPLE.read_bytes()), country="RU")
    source = OrganisationImport.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/imports/{source.pk}/")
    page = f"/imports/{source.pk}/"
    assert "progressbar" in text(visitor.get(page))

    worked(source)
    preview = text(visitor.get(page))
    assert 'data-do="confirmation"' in preview
    assert "www" not in preview
    assert Organisation.objects.count() == 0
    assert visitor.send(f"{page}confirmation/", with_faults="on")["Location"] == page
    source.refresh_from_db()
    assert (source.state, source.applied_by, source.starts_on) == ("applying", source.uploaded_by, clock.today())

    worked(source)
    assert Organisation.objects.count() == 57
    assert f"{page}reversal/" in text(visitor.get(page))
    assert visitor.send(f"{page}reversal/")["Location"] == page
    source.refresh_from_db()
    worked(source)
    assert (source.state, Organisation.objects.count()) == ("undone", 0)
    assert visitor.get(f"{page}reversal/").status_code == 302
    assert text(visitor.get("/imports/")).count(page) == 1


def test_hostile_cells_are_shown_as_text(visitor, secretary):
    source = begin(secretary, school(1, Наименование="<img src=x onerror=alert(1)> школа"))
    page = text(visitor.get(f"/imports/{source.pk}/"))

    assert "&lt;img src=x" in page
    assert "<img src=x" not in page


def test_empty_cells_and_outcomes_that_did_not_happen_are_not_told(visitor, secretary):
    source = begin(secretary, school(1), school(2, ИНН="2225000000"))
    page = visitor.get(f"/imports/{source.pk}/")
    first, wrong = page.context["lines"]
    assert all(cell["value"] for cell in first["cells"])
    assert "—" not in text(page)
    assert [cell["state"] for cell in wrong["cells"] if cell["why"] and cell["state"] == "error"] == ["error"]
    confirm(source, secretary)
    told = text(visitor.get(f"/imports/{source.pk}/"))
    assert [word in told for word in ("Добавлено: ", "Изменено: ", "Не внесено, ")] == [True, False, False]
    undo(source, secretary)
    told = text(visitor.get(f"/imports/{source.pk}/"))
    assert [word in told for word in ("Удалены: ", "Восстановлено: ")] == [True, False]


@pytest.mark.parametrize(("data", "name"), [(b"<svg></svg>", "a.svg"), (b"", "a.csv"), (b"%PDF-1.7", "a.pdf")])
def test_a_file_that_is_no_table_is_refused_at_the_field(data, name, visitor):
    answer = visitor.send("/imports/new/", table=upload(data, name), country="RU")

    assert (answer.status_code, OrganisationImport.objects.count()) == (422, 0)
    assert name in text(answer)


def test_the_progress_is_polled_and_ends_with_a_reload_of_the_page(visitor, secretary):
    table = open_table(upload(workbook(*[school(number) for number in range(203)])))
    source = imports.begin(table, country="RU", by=secretary, at=clock.now())
    from association import tasks

    assert tasks.work(source.job_id) is True
    page = f"/imports/{source.pk}/"
    polled = text(visitor.poll(f"{page}progress/"))
    assert 'aria-valuenow="200"' in polled
    assert 'aria-valuemax="203"' in polled
    assert f'hx-get="{page}progress/"' in polled
    assert 'aria-valuenow="200"' in text(visitor.get(page))

    worked(source)
    assert visitor.poll(f"{page}progress/")["HX-Refresh"] == "true"
    assert 'data-do="confirmation"' in text(visitor.get(page))


def test_a_work_that_stopped_may_be_tried_again_from_the_page(visitor, secretary):
    source = imports.begin(open_table(upload(workbook(school(1)))), country="RU", by=secretary, at=clock.now())
    Job.objects.filter(pk=source.job_id).update(state="failed", error="x")
    assert f'action="/jobs/{source.job_id}/retry/"' in text(visitor.get(f"/imports/{source.pk}/"))
    visitor.send(f"/jobs/{source.job_id}/retry/")

    assert worked(source).state == "ready"


@pytest.mark.parametrize(("kind", "count"), [("new", 57), ("error", 7), ("double", 4), ("same", 0), ("nonsense", 68)])
def test_each_state_has_its_tab(kind, count, visitor, secretary):
    source = begin(secretary, data=SAMPLE.read_bytes())
    pages = [visitor.get(f"/imports/{source.pk}/?kind={kind}&page={page}") for page in (1, 2)]

    assert pages[0].context["page"].paginator.count == count
    assert [len(pages[0].context["lines"]) + (len(pages[1].context["lines"]) if count > 50 else 0)] == [count]


def test_columns_may_be_assigned_anew_and_wrong_choices_are_said_at_the_field(visitor, secretary):
    source = begin(secretary, data=SAMPLE.read_bytes())
    fields = {f"column_{place}": column["field"] for place, column in enumerate(source.columns)}
    page = f"/imports/{source.pk}/"

    assert visitor.send(f"{page}columns/", **{**fields, "column_2": "full"}).status_code == 422
    assert visitor.send(f"{page}columns/", **dict.fromkeys(fields, "")).status_code == 422
    assert visitor.send(f"{page}columns/", **{**fields, "column_0": "nonsense"}).status_code == 422
    assert visitor.send(f"{page}columns/", **{**fields, "column_5": ""}).status_code == 302
    source.refresh_from_db()
    worked(source)
    assert (source.state, "email" in source.fields) == ("ready", False)


def test_an_import_may_be_given_up(visitor, secretary):
    source = begin(secretary, school(1))
    assert visitor.send(f"/imports/{source.pk}/withdrawal/")["Location"] == "/imports/"

    source.refresh_from_db()
    assert source.state == "dropped"
    assert visitor.get(f"/imports/{source.pk}/").status_code == 200


@pytest.mark.parametrize("language", ["ru", "ky"])
def test_the_empty_table_has_headings_that_are_recognised(language, visitor):
    visitor.cookies["django_language"] = language
    answer = visitor.get("/imports/template.xlsx")
    heads = [cell.value for cell in next(load_workbook(io.BytesIO(answer.content)).active.iter_rows())]

    assert assign(heads) == tuple(key for key in ORDER if key not in ("okpo", "qms_until"))


def test_the_list_and_a_preview_make_the_same_queries_for_one_and_for_three(
    visitor, secretary, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(address):
        with CaptureQueriesContext(connection) as caught:
            visitor.get(address)
        return len(caught)

    one = confirm(begin(secretary, school(1)), secretary)
    visitor.get("/imports/")  # what a session reads once
    few = (count("/imports/"), count(f"/imports/{one.pk}/"))
    undo(confirm(begin(secretary, school(2)), secretary), secretary)
    three = confirm(begin(secretary, school(3), school(4), school(5)), secretary)

    assert (count("/imports/"), count(f"/imports/{three.pk}/")) == few
    with django_assert_max_num_queries(25):
        visitor.get(f"/imports/{three.pk}/")


def test_who_does_not_manage_organisations_finds_no_import(secretary):
    source = begin(secretary, school(1))
    director = Visitor(ground.director(ground.organisation()))

    assert [director.get(address).status_code for address in ("/imports/", f"/imports/{source.pk}/")] == [403, 403]
