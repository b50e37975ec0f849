"""The page of an organisation, the register of certificates, issuing and handing over."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from association import clock
from association.keys import new_key
from membership import rules
from membership.models import Certificate
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary():
    ground.association()
    return ground.secretary()


@pytest.fixture
def school(secretary):
    return make.member(secretary, "Гимназия № 902", head=ground.person("Макетов", "Жан", "Жанович"))


def enter(client, user):
    client.force_login(user)
    return client


def post(client, address, **fields):
    return client.post(address, {"form_key": new_key(), **fields})


def test_the_secretary_and_the_own_director_see_the_page_a_foreign_director_does_not(client, secretary, school):
    other = ground.organisation("Лицей")
    cast = [secretary, ground.director(school), ground.director(other)]
    seen = [enter(client, user).get(f"/organisations/{school.pk}/").status_code for user in cast]
    assert seen == [200, 200, 404]
    certificate = school.certificates.get()
    seen = [enter(client, user).get(f"/certificates/{certificate.pk}/").status_code for user in cast]
    assert seen == [200, 200, 404]


@clause("A-3.3", "A-3.13c")
def test_four_facts_and_the_history_newest_first(client, secretary, school):
    context = enter(client, secretary).get(f"/organisations/{school.pk}/").context
    values = [fact["value"] for fact in context["facts"]]
    assert (len(values), values[1], values[3]) == (4, "№\u00a0001", "3.1.1")
    assert [(row["date"], row["clause"], row["kind"]) for row in context["history"].lines if row["clause"]] == [
        (date(2026, 9, 1), "A-3.1.1", "step"),
        (date(2025, 10, 6), "A-3.13c", "right"),
        (date(2025, 10, 6), "A-3.3", "right"),
        (date(2025, 10, 6), "A-3.13b", "step"),
    ]
    assert "Макетов Жан Жанович" in [row["value"] for row in context["details"]]


def test_a_new_name_and_a_new_head_stand_in_the_history(client, secretary, school):
    day = date(2026, 1, 12)
    school.names.update(ends_on=day)
    school.names.create(full="Лицей № 902", short="Лицей № 902", starts_on=day)
    ground.organisations.appoint_head(
        school, ground.person("Тестова"), on=day, by=secretary, at=ground.AT, post="директор"
    )
    entries = enter(client, secretary).get(f"/organisations/{school.pk}/").context["history"].lines
    assert [(row["title"], row["clause"]) for row in entries if row["date"] == day] == [
        ("Переименована", "A-3.15.1"), ("Новый руководитель", ""),
    ]  # fmt: skip


def test_the_page_takes_no_more_queries_with_a_longer_history(client, secretary, school):
    address = f"/organisations/{school.pk}/"
    enter(client, secretary).get(address)
    with CaptureQueriesContext(connection) as short:
        client.get(address)
    director = ground.director(school)
    for _number in range(2):
        make.application(school, director, state="refused")
    certificate = school.certificates.get()
    Certificate.objects.filter(pk=certificate.pk).update(annulled_on=clock.today())
    make.certificate(certificate.membership, secretary, on=clock.today())
    with CaptureQueriesContext(connection) as long:
        assert client.get(address).status_code == 200
    assert len(long) == len(short)


@clause("A-3.13c")
def test_a_member_without_a_certificate_gets_one_by_a_button(client, secretary):
    row = make.membership(ground.organisation("Школа"), secretary)
    enter(client, secretary)
    assert list(client.get("/certificates/").context["without"]) == [row]
    response = post(client, f"/memberships/{row.pk}/certificate/", acknowledged="on")
    issued = Certificate.objects.get()
    assert (response.status_code, response.url) == (302, f"/certificates/{issued.pk}/")
    assert (issued.membership, issued.issued_on) == (row, clock.today())
    assert client.get("/certificates/").context["without"] == []
    again = post(client, f"/memberships/{row.pk}/certificate/", acknowledged="on")
    assert again.url == f"/certificates/{issued.pk}/"
    assert Certificate.objects.count() == 1


def test_a_candidate_gets_no_certificate_and_hears_why(client, secretary):
    row = make.membership(ground.organisation(), secretary, ground_of=rules.CANDIDATE)
    assert enter(client, secretary).get("/certificates/").context["without"] == []
    response = post(client, f"/memberships/{row.pk}/certificate/")
    assert (response.status_code, Certificate.objects.count()) == (422, 0)


def test_a_director_cannot_issue_or_hand_over(client, secretary, school):
    certificate = school.certificates.get()
    enter(client, ground.director(school))
    addresses = [f"/memberships/{certificate.membership_id}/certificate/", f"/certificates/{certificate.pk}/handover/"]
    assert [post(client, address, handed_to="Я", on="2026-09-01").status_code for address in addresses] == [403, 403]
    assert client.get(f"/certificates/{certificate.pk}/").context["form"] is None


@clause("A-3.13c")
def test_handing_over_is_recorded_once_between_issue_and_today(client, secretary, school):
    certificate = school.certificates.get()
    address, today = f"/certificates/{certificate.pk}/handover/", clock.today()
    enter(client, secretary)
    wrong = [certificate.issued_on - timedelta(days=1), today + timedelta(days=1), ""]
    assert [post(client, address, handed_to="Макетов", on=day).status_code for day in wrong] == [422] * 3
    assert post(client, address, handed_to="", on=today).status_code == 422
    assert post(client, address, handed_to="Макетов Ж. Ж.", on=today).url == f"/certificates/{certificate.pk}/"
    certificate.refresh_from_db()
    assert (certificate.handed_on, certificate.handed_to) == (today, "Макетов Ж. Ж.")
    assert client.get(f"/certificates/{certificate.pk}/").context["form"] is None
