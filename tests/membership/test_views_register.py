"""The register for work: filters, those who have left, any typing, a day of the past, Excel and the sheet D09."""

import io
import subprocess
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from openpyxl import load_workbook

from association import clock, files, press
from association.actions import organisations
from association.keys import new_key
from association.models import District, Organisation, Paper
from membership import rules
from membership.models import Certification, Membership
from membership.papers import MOST_ROWS
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as make

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture
def secretary(client):
    ground.association()
    user = ground.secretary()
    client.force_login(user)
    return user


def names(response):
    return [row["name"].replace("\u00a0", " ") for row in response.context["rows"]]


def leave(school, on=DAY, reason=rules.WITHDRAWAL):
    school.memberships.open().update(ends_on=on, end_reason=reason)


def order_paper(client, query=""):
    return client.post(f"/register/paper/{query}", {"form_key": new_key()})


@pytest.mark.parametrize(
    "words",
    [
        "ёлочка",
        "ЕЛОЧКА",
        "«Ёлочка»",
        '"елочка"',
        "elochka",
        "tkjxrf",
        "№ 12 елочка",
        "елочка 12",
        "Ёлочка»",
        "elochka 12",
    ],
)
def test_the_page_understands_case_yo_quotes_numbers_and_latin_typing(client, secretary, words):
    make.member(secretary, "МБДОУ «Ёлочка № 12»")
    make.member(secretary, "МБДОУ «Сосна № 13»")
    for address in ("/register/", "/members/"):
        assert names(client.get(address, {"q": words})) == ["МБДОУ «Ёлочка № 12»"]


@pytest.mark.parametrize("words", ["жаңы күн", "жаны кун", "ЖАНЫ КҮН", "jany kun", "zhany kun", "kun"])
def test_the_page_understands_kyrgyz_letters_and_their_neighbours(client, secretary, words):
    make.member(secretary, "«Жаңы күн» мектеби")
    make.member(secretary, "Лицей")
    assert names(client.get("/register/", {"q": words})) == ["«Жаңы күн» мектеби"]


@pytest.mark.parametrize("words", ["«»", "%", "_", "'; --", "\\", "ъъъъъ", "0" * 120])
def test_words_that_mean_nothing_find_nothing_and_break_nothing(client, secretary, words):
    make.member(secretary, "Лицей")
    response = client.get("/register/", {"q": words})
    assert (response.status_code, names(response)) == (200, [])


def test_type_sector_district_and_ground_narrow_together_and_stay_in_the_address(client, secretary):
    first, second, third = (make.member(secretary, name, place=place) for name, place in
                            (("Сад", "Бийск"), ("Школа", "Бийск"), ("Лицей", "Алейск")))  # fmt: skip
    Organisation.objects.filter(pk=first.pk).update(sector="preschool", type="kindergarten")
    Organisation.objects.filter(pk__in=[second.pk, third.pk]).update(type="school")
    place = District.objects.get(name="Бийск").pk
    assert names(client.get("/register/", {"sector": "preschool"})) == ["Сад"]
    assert names(client.get("/register/", {"type": "school", "district": place})) == ["Школа"]
    assert names(client.get("/register/", {"ground": rules.INTRODUCED})) == []
    response = client.get("/register/", {"type": "school", "sort": "-name", "page": "1"})
    assert names(response) == ["Школа", "Лицей"]
    assert response.context["query"] == "type=school&sort=-name"
    assert "kind=candidate" in response.context["tabs"][2]["url"]
    assert parse_qs(response.context["tabs"][1]["url"].strip("?")) == {
        "type": ["school"], "sort": ["-name"], "kind": ["member"],
    }  # fmt: skip
    assert names(client.get("/register/", {"type": "nonsense", "district": "x"})) == ["Лицей", "Сад", "Школа"]


def test_a_page_of_fifty_and_the_pager_keeps_what_was_chosen(client, secretary):
    for number in range(51):
        make.membership(ground.organisation(f"Школа № {number + 1}"), secretary)
    first = client.get("/register/", {"sort": "-since", "q": "школа"})
    assert (len(first.context["rows"]), first.context["caption"]) == (50, "51 организация")
    assert 'href="?sort=-since&amp;q=%D1%88%D0%BA%D0%BE%D0%BB%D0%B0&amp;page=2"' in first.content.decode()
    assert names(client.get("/register/", {"page": "2"})) == ["Школа № 51"]


@clause("A-3.14", "A-3.15.2")
def test_those_who_left_stand_under_their_own_state_with_their_day_and_ground(client, secretary):
    gone, excluded = make.member(secretary, "Ушедшая"), make.member(secretary, "Исключённая")
    make.member(secretary, "Оставшаяся")
    leave(gone)
    leave(excluded, DAY + timedelta(days=5), rules.EXCLUSION)
    response = client.get("/register/", {"kind": "left", "sort": "until"})
    rows = response.context["rows"]
    assert [(row["name"], row["until"]) for row in rows] == [("Ушедшая", "02.03.2026"), ("Исключённая", "07.03.2026")]
    assert ["3.15.2" in rows[0]["ground"], "3.14" in rows[1]["ground"]] == [True, True]
    assert [tab["count"] for tab in response.context["tabs"]] == [1, 1, 0, 2]
    assert names(client.get("/register/", {"kind": "left", "on": "2026-03-01"})) == []
    assert names(client.get("/register/", {"kind": "left", "on": "2026-03-02"})) == ["Ушедшая"]
    assert names(client.get("/register/", {"on": "2026-03-01"})) == ["Исключённая", "Оставшаяся", "Ушедшая"]


def test_who_came_back_or_became_a_member_has_not_left(client, secretary):
    back, raised = make.member(secretary, "Вернулась"), ground.organisation("Выросла")
    leave(back)
    make.membership(back, secretary, on=DAY + timedelta(days=10))
    make.membership(raised, secretary, ground_of=rules.CANDIDATE)
    make.membership(raised, secretary, on=DAY)
    assert names(client.get("/register/", {"kind": "left"})) == []
    assert names(client.get("/register/", {"kind": "left", "on": DAY + timedelta(days=3)})) == ["Вернулась"]


def test_the_public_register_never_lists_who_left(client, secretary):
    leave(make.member(secretary, "Ушедшая"))
    client.logout()
    response = client.get("/members/", {"kind": "left"})
    assert (names(response), len(response.context["tabs"])) == ([], 3)


def test_a_day_of_the_past_shows_the_name_and_the_head_of_that_day(client, secretary):
    school = make.member(secretary, "Школа № 1", head=ground.person("Макетов", "Жан", ""))
    school.names.update(ends_on=DAY)
    school.names.create(full="Лицей № 1", short="Лицей № 1", starts_on=DAY)
    organisations.appoint_head(
        school, ground.person("Тестова", "Г", ""), on=DAY, by=secretary, at=ground.AT, post="директор"
    )
    found = [client.get("/register/", {"on": on}).context["rows"][0] for on in ("2026-03-01", "2026-03-02")]
    assert [(row["name"].replace("\u00a0", " "), row["head"].replace("\u00a0", " ")) for row in found] == [
        ("Школа № 1", "Макетов Ж."), ("Лицей № 1", "Тестова Г."),
    ]  # fmt: skip
    assert names(client.get("/register/", {"on": "2026-03-01", "q": "макетов"})) == ["Школа № 1"]
    assert names(client.get("/register/", {"on": "2026-03-02", "q": "макетов"})) == []


def test_excel_holds_what_the_page_shows_and_no_formula(client, secretary):
    make.member(secretary, "=cmd|' /C calc'!A0", place="Бийск")
    make.member(secretary, "Лицей", place="Алейск")
    leave(make.member(secretary, "@SUM(1)", place="Бийск"))
    place = District.objects.get(name="Бийск").pk

    def sheet(query):
        return load_workbook(io.BytesIO(client.get("/register.xlsx", query).content)).active

    rows = list(sheet({"district": place}).iter_rows(values_only=True))
    assert ([row[0] for row in rows[1:]], len(rows[0])) == (["'=cmd|' /C calc'!A0"], 7)
    left = sheet({"kind": "left"})
    assert [(cell.value, cell.data_type) for cell in left["A"][1:]] == [("'@SUM(1)", "s")]
    assert (left["H1"].value, left["H2"].value.date()) == ("По", DAY)


@clause("A-1.4")
def test_the_sheet_holds_the_whole_chosen_list_with_its_filter_and_day(client, secretary):
    for number in range(60):
        make.membership(ground.organisation(f"Школа № {number + 1}"), secretary)
    make.member(secretary, "Лицей")
    answer = order_paper(client, "?q=школа&on=2026-01-12&page=2")
    paper = Paper.objects.get(kind="D09")
    assert parse_qs(urlsplit(answer.url).query) == {"q": ["школа"], "on": ["2026-01-12"], "paper": [str(paper.pk)]}
    facts = paper.facts
    assert (facts["on"], len(facts["rows"]), facts["counts"]) == ("2026-01-12", 60, {"members": 60, "candidates": 0})
    assert facts["asked"] == [{"label": "Название, директор, ИНН", "value": "школа"}]
    assert facts["rows"][0] == {
        "number": 1, "name": "Школа № 1", "district": "Бийск", "kind": "member", "ground": "п. 3.1.1",
        "order": "приказ от 06.10.2025 № 900-П", "since": "2025-10-06", "until": None, "status": "действует",
    }  # fmt: skip
    page = client.get(answer.url)
    assert 'data-paper="D09" data-ready="0"' in page.content.decode()
    ground.make_ready(paper)
    assert f'href="/papers/{paper.pk}/"' in client.get(answer.url).content.decode()
    assert client.get(f"/papers/{paper.pk}/").getvalue().startswith(b"%PDF")


def test_the_sheet_of_those_who_left_and_the_words_of_a_kyrgyz_reader_stay_russian(client, secretary):
    leave(make.member(secretary, "Ушедшая"))
    client.cookies["django_language"] = "ky"
    order_paper(client, "?kind=left&sector=general")
    facts = Paper.objects.get(kind="D09").facts
    with translation.override("ru"):
        word = str(Membership.EndReason.WITHDRAWAL.label)
    assert facts["is_of_left"] is True
    assert [(row["until"], row["ground"], row["status"]) for row in facts["rows"]] == [
        ("2026-03-02", "п. 3.15.2", word),
    ]  # fmt: skip
    assert facts["asked"] == [{"label": "Отрасль", "value": "общее образование"}]


def test_a_sheet_of_names_of_300_letters_and_endless_words_is_printed(client, secretary):
    long = ("Муниципальное бюджетное " * 20)[:299].strip()
    for name in (long, "Ш" * 300, "<b>«Школа»</b>"):
        make.membership(ground.organisation(name), secretary)
    order_paper(client)
    paper = Paper.objects.get(kind="D09")
    made = press.render("members_register", paper.facts, language="ru", title=paper.title, issued=paper.made_at)
    assert made.pages >= 1
    assert made.data.startswith(b"%PDF")
    words = subprocess.run(["pdftotext", "-", "-"], input=made.data, capture_output=True, check=True).stdout.decode()
    assert "<b>«Школа»</b>" in words
    assert words.count("Ш") == 294  # the spaces that break an endless word count among its 300 characters


def test_an_empty_list_and_one_too_long_are_refused_with_the_reason(client, secretary, monkeypatch):
    assert order_paper(client).status_code == 409
    make.member(secretary, "Первая")
    monkeypatch.setattr("membership.actions.registers.MOST_ROWS", 0)
    answer = order_paper(client)
    assert (answer.status_code, MOST_ROWS) == (409, 300)
    assert "Excel" in answer.content.decode()
    assert not Paper.objects.filter(kind="D09").exists()


@pytest.mark.parametrize(("query", "is_told"), [("", True), ("Щука", False)])
def test_the_tab_of_those_who_left_says_that_nobody_has(query, is_told, client, secretary):
    make.member(secretary, "Лицей")
    page = client.get("/register/", {"kind": "left", "q": query})
    assert ("Никто ещё не выбыл" in page.content.decode().replace("\u00a0", " ")) is is_told


@pytest.mark.parametrize("query", ["", "?kind=left", "?q=школа", "?type=school&sector=general"])
def test_the_register_takes_as_many_queries_for_three_rows_as_for_one(client, secretary, query):
    def taken():
        client.get(f"/register/{query}")
        with CaptureQueriesContext(connection) as seen:
            assert client.get(f"/register/{query}").status_code == 200
        return len(seen)

    make.member(secretary, "Школа первая")
    leave(make.member(secretary, "Школа ушедшая"))
    one = taken()
    for name in ("Школа вторая", "Школа третья"):
        make.member(secretary, name)
        leave(make.member(secretary, f"{name} ушедшая"))
    assert taken() == one


def test_the_day_ahead_is_asked_too(client, secretary):
    school = make.member(secretary, "Лицей")
    ahead = clock.today() + timedelta(days=30)
    leave(school, ahead)
    assert [names(client.get("/register/", {"kind": kind, "on": ahead})) for kind in ("", "left")] == [[], ["Лицей"]]


@clause("A-4.12")
def test_a_raised_ground_stands_in_the_register_from_its_day(client, secretary):
    school = ground.organisation("Лицей")
    row = make.membership(school, secretary, ground_of=rules.INTRODUCED)
    file = files.keep_made(b"certificate", name="a.pdf", organisation=school, at=ground.AT)
    certified = Certification.objects.create(
        organisation=school, body="Орган", number="1", issued_on=DAY, valid_until=DAY + timedelta(days=900), file=file,
        received_on=DAY, state="confirmed", proposed_at=ground.AT, proposed_by=secretary,
    )  # fmt: skip
    row.grounds.create(
        ground=rules.CERTIFIED, certification=certified, starts_on=DAY, raised_at=ground.AT, raised_by=secretary
    )
    asked = [{"on": "2026-03-01"}, {"on": "2026-03-02"}]
    shown = [client.get("/register/", query).context["rows"][0]["ground"] for query in asked]
    assert ["3.1.2" in shown[0], "3.1.1" in shown[1]] == [True, True]
    assert [names(client.get("/register/", {**query, "ground": rules.CERTIFIED})) for query in asked] == [[], ["Лицей"]]
    assert [names(client.get("/register/", {**query, "ground": rules.INTRODUCED})) for query in asked] == [
        ["Лицей"],
        [],
    ]
