"""The register for print (D09): a list longer than one sheet comes in parts, joined into one file."""

import pytest

from association import press, tasks
from association.keys import new_key
from association.models import Bundle, Paper
from membership.papers import in_parts
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(client):
    ground.association()
    user = ground.secretary()
    client.force_login(user)
    return user


def names(response):
    return [row["name"].replace("\u00a0", " ") for row in response.context["rows"]]


def order_paper(client, query=""):
    return client.post(f"/register/paper/{query}", {"form_key": new_key()})


@clause("A-1.4")
def test_a_list_longer_than_one_sheet_is_printed_in_parts_and_joined(client, secretary, monkeypatch):
    monkeypatch.setattr("membership.papers.registers.MOST_ROWS", 2)
    monkeypatch.setattr("membership.views.register.MOST_ROWS", 2)
    for number in range(1, 6):
        make.membership(ground.organisation(f"Школа № {number}"), secretary)
    shown = client.get("/register/").content.decode().replace("\u00a0", " ")
    assert "5 строк" in shown
    assert "по частям не более 2" in shown
    address = order_paper(client).headers["Location"]
    parts = list(Paper.objects.filter(kind="D09").order_by("pk"))
    assert [[row["number"] for row in one.facts["rows"]] for one in parts] == [[1, 2], [3, 4], [5]]
    assert [one.facts["part"] for one in parts] == [{"number": n, "of": 3, "total": 5} for n in (1, 2, 3)]
    assert {one.facts["counts"]["members"] for one in parts} == {5}
    assert parts[2].title == "Реестр членов и кандидатов, часть 3 из 3"

    bundle = Bundle.objects.get()
    waiting = client.get(address).context["bound"]
    assert (waiting["row"], waiting["made"], waiting["total"]) == (bundle, 0, 3)
    assert client.get(f"/register/bound/{bundle.pk}/").status_code == 404
    for job in [*(one.job_id for one in parts), bundle.job_id]:
        assert tasks.work(job) is True
    issued = [one.file.path.read_bytes() for one in Paper.objects.filter(kind="D09").order_by("pk")]
    answer = client.get(f"/register/bound/{bundle.pk}/")
    assert answer.getvalue() == press.join(issued)
    assert f"/register/bound/{bundle.pk}/" in client.get(address).content.decode()
    client.force_login(ground.user("department_reviewer"))
    assert client.get(f"/register/bound/{bundle.pk}/").getvalue() == press.join(issued)
    client.force_login(ground.director(ground.organisation()))
    assert client.get(f"/register/bound/{bundle.pk}/").status_code == 403


def test_a_part_holds_fewer_rows_of_long_names():
    rows = [{"name_then": "", "organisation__title": "Ш" * letters} for letters in (30_000, 1, 20_000, 9_999, 1)]
    assert in_parts(rows) == [range(1), range(1, 4), range(4, 5)]
    assert in_parts(rows[1:2] * 301) == [range(300), range(300, 301)]
    assert in_parts([]) == [range(0)]


@pytest.mark.parametrize("address", ["?bound=99", "?bound=x", "?bound=%00", "bound/99/"])
def test_a_print_that_is_not_there_is_nothing(address, client, secretary):
    answer = client.get(f"/register/{address}")
    assert answer.status_code == (404 if address.startswith("bound") else 200)
    assert answer.status_code == 404 or answer.context["bound"] is None


def test_two_clicks_make_one_sheet(client, secretary):
    make.member(secretary)
    key = new_key()
    answers = [client.post("/register/paper/", {"form_key": key}).headers["Location"] for _click in range(2)]
    assert answers[0] == answers[1]
    assert Paper.objects.filter(kind="D09").count() == 1


def test_the_official_reads_the_register_and_its_sheet_a_director_does_not(client, secretary):
    school = make.member(secretary, "Лицей")
    order_paper(client)
    paper = ground.make_ready(Paper.objects.get(kind="D09"))
    client.force_login(ground.user("department_reviewer"))
    page = client.get("/register/")
    assert (names(page), page.context["rows"][0]["url"]) == (["Лицей"], f"/members/{school.pk}/")
    assert client.get(f"/papers/{paper.pk}/").getvalue().startswith(b"%PDF")
    assert client.get(page.context["rows"][0]["url"]).status_code == 200
    client.force_login(ground.director(school))
    assert (client.get("/register/").status_code, order_paper(client).status_code) == (403, 403)
    assert client.get(f"/papers/{paper.pk}/").status_code == 404
