"""The public register, the first page, the search and their open data."""

import csv
import io
import json
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from association import clock
from association.actions.organisations import add_organisation
from membership import rules
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary():
    ground.association()
    return ground.secretary()


def enter(client, user):
    client.force_login(user)
    return client


def names(response):
    return [row["name"].replace("\u00a0", " ") for row in response.context["rows"]]


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_an_empty_portal_has_a_first_page_a_register_and_a_way_to_join(client):
    assert [client.get(address).status_code for address in ("/", "/members/", "/join/", "/c/")] == [200] * 4


@clause("A-1.4")
def test_everybody_reads_who_is_in_the_association_and_by_which_ground(client, secretary):
    make.member(secretary, "Гимназия № 1")
    make.membership(ground.organisation("Школа № 2"), secretary, ground_of=rules.CANDIDATE)
    response = client.get("/members/")
    shown = [(row["name"].replace("\u00a0", " "), row["since"], row["number"]) for row in response.context["rows"]]
    assert shown == [
        ("Гимназия № 1", "06.10.2025", "№\u00a0001"),
        ("Школа № 2", "06.10.2025", '<span class="quiet">нет</span>'),
    ]
    assert [tab["count"] for tab in response.context["tabs"]] == [2, 1, 1]
    assert "Примеров" not in response.content.decode()


def test_the_register_is_read_as_of_a_day(client, secretary):
    make.member(secretary, "Первая", on=date(2025, 10, 6))
    make.member(secretary, "Вторая", on=date(2026, 2, 2))
    assert names(client.get("/members/?on=2025-12-31")) == ["Первая"]
    assert names(client.get("/members/?on=2026-02-02")) == ["Вторая", "Первая"]
    assert names(client.get("/members/?on=2025-10-05")) == []
    assert names(client.get("/members/?on=nonsense")) == ["Вторая", "Первая"]


@pytest.mark.parametrize("words", ["вёрсткино", "ВЕРСТКИНО", "verstkino", "dthcnrbyj", "школа вёрст"])
def test_search_takes_yo_case_latin_sounds_and_a_forgotten_layout(client, secretary, words):
    make.member(secretary, "Школа Вёрсткино")
    make.member(secretary, "Гимназия Бийска")
    assert names(client.get("/members/", {"q": words})) == ["Школа Вёрсткино"]


@pytest.mark.parametrize("words", ["өзгөн", "озгон", "ozgon"])
def test_search_takes_kyrgyz_letters_or_their_neighbours(client, secretary, words):
    make.member(secretary, "Өзгөн мектеби")
    make.member(secretary, "Гимназия")
    assert names(client.get("/members/", {"q": words})) == ["Өзгөн мектеби"]


def test_filters_narrow_the_rows_and_the_counts_of_the_tabs(client, secretary):
    first = make.member(secretary, "Первая", place="Бийск")
    make.membership(ground.organisation("Вторая", place="Алейск"), secretary, ground_of=rules.CANDIDATE)
    assert names(client.get("/members/", {"district": first.district_id})) == ["Первая"]
    assert names(client.get("/members/", {"ground": rules.CANDIDATE})) == ["Вторая"]
    response = client.get("/members/", {"kind": "candidate"})
    assert names(response) == ["Вторая"]
    assert [tab["count"] for tab in response.context["tabs"]] == [2, 1, 1]
    assert names(client.get("/members/", {"sort": "-place"})) == ["Первая", "Вторая"]


def test_open_data_say_the_same_as_the_page(client, secretary):
    make.member(secretary, "Гимназия № 1")
    facts = json.loads(client.get("/members.json").content)
    assert facts == {
        "as_of": clock.today().isoformat(),
        "count": 1,
        "rows": [
            {"organisation": "Гимназия № 1", "place": "Бийск", "ground": "3.1.1", "since": "2025-10-06",
             "certificate": "001", "status": "member"}
        ],
    }  # fmt: skip
    text = client.get("/members.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[1][:5] == ["Гимназия № 1", "Бийск", "3.1.1", "2025-10-06", "001"]


def test_a_name_that_looks_like_a_formula_leaves_inert(client, secretary):
    make.member(secretary, "=HYPERLINK(1)")
    text = client.get("/members.csv").content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text), delimiter=";"))[1][0] == "'=HYPERLINK(1)"
    data = enter(client, secretary).get("/register.xlsx").content
    cell = load_workbook(io.BytesIO(data)).active["A2"]
    assert (cell.value, cell.data_type) == ("'=HYPERLINK(1)", "s")


def test_the_public_register_takes_as_many_queries_for_three_rows_as_for_one(client, secretary):
    make.member(secretary)
    one = queries(client, "/members/")
    make.member(secretary)
    make.member(secretary)
    assert queries(client, "/members/") == one <= 6


@pytest.mark.parametrize("address", ["/register/", "/certificates/", "/", "/search/?q=школа"])
def test_lists_take_as_many_queries_for_three_rows_as_for_one(client, secretary, address):
    enter(client, secretary)
    make.member(secretary, "Школа первая")
    one = queries(client, address)
    make.member(secretary, "Школа вторая")
    make.member(secretary, "Школа третья")
    assert queries(client, address) == one


def test_the_register_for_work_finds_heads_and_is_shut_to_directors(client, secretary):
    organisation = ground.organisation("Гимназия", head=ground.person("Мисалова", "Бермет", ""))
    make.membership(organisation, secretary)
    make.member(secretary, "Лицей")
    enter(client, secretary)
    assert names(client.get("/register/", {"q": "мисалова"})) == ["Гимназия"]
    assert client.get("/register/").context["rows"][0]["head"] == "Мисалова\u00a0Б."
    enter(client, ground.director(organisation))
    shut = ("/register/", "/register.xlsx", "/certificates/")
    assert [client.get(address).status_code for address in shut] == [403] * 3


def test_the_first_page_counts_and_names_only_what_is_so(client, secretary):
    make.member(secretary, "Гимназия", place="Бийск")
    make.membership(ground.organisation("Школа", place="Алейск"), secretary, ground_of=rules.CANDIDATE)
    ground.organisation("Сад", place="Яровое")
    context = client.get("/").context
    assert (context["members"], context["candidates"], context["certified"]) == (1, 1, 1)
    assert [(tile["name"], tile["state"]) for tile in context["tiles"]] == [
        ("Алейск", "candidate"), ("Бийск", "member"), ("Яровое", ""),
    ]  # fmt: skip
    assert [str(row.organisation) for row in context["latest"]] == ["Школа", "Гимназия"]


def test_an_order_dated_tomorrow_shows_nothing_today(client, secretary):
    make.membership(ground.organisation(), secretary, on=clock.today() + timedelta(days=1))
    assert (client.get("/").context["members"], list(client.get("/").context["latest"])) == (0, [])


def test_search_shows_each_person_only_what_they_may_see(client, secretary):
    own = make.member(secretary, "Гимназия Ёлочка", head=ground.person("Макетов"))
    make.member(secretary, "Лицей Ёлочка")
    found = enter(client, secretary).get("/search/?q=елочка").context
    assert (len(found["organisations"]), len(found["applications"])) == (2, 2)
    assert [str(row.organisation) for row in client.get("/search/?q=makety").context["people"]] == []
    assert [str(row.organisation) for row in client.get("/search/?q=maketov").context["people"]] == ["Гимназия Ёлочка"]
    found = enter(client, ground.director(own)).get("/search/?q=елочка").context
    assert [str(row) for row in found["organisations"]] == ["Гимназия Ёлочка"]
    assert [row.organisation for row in found["applications"]] == [own]
    assert client.get("/search/?q=maketov").context["people"] == []


def test_a_stranger_is_led_to_the_sign_in(client):
    addresses = ("/register/", "/organisations/1/", "/certificates/", "/search/")
    assert [client.get(one).status_code for one in addresses] == [302] * 4


def test_a_long_name_stays_whole(client, secretary):
    name = "Школа " + " ".join(["имени героев труда"] * 13)
    organisation = add_organisation(
        full=name, short=name, address="г. Бийск", sector="general", on=ground.DAY, by=None, at=ground.AT
    )
    make.membership(organisation, secretary)
    assert names(client.get("/members/")) == [name]
