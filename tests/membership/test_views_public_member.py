"""The public page of a member and its badge: true today, withdrawn with the end, never a contact (A-5.6.2)."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from association import clock
from membership import rules
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as make

pytestmark = pytest.mark.django_db
JOINED = make.SINCE


@pytest.fixture
def secretary():
    ground.association()
    return ground.secretary()


@pytest.fixture
def school(secretary):
    return make.member(secretary, "Гимназия № 902", phone="+7 000 000-00-09", email="school902@example.org")


def leave(school, on):
    school.memberships.open().update(ends_on=on, end_reason=rules.WITHDRAWAL)
    school.certificates.filter(annulled_on=None).update(annulled_on=on)


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).replace("\u00a0", " ").split())


@clause("A-5.6.2")
def test_everybody_reads_who_is_a_member_since_when_and_by_which_certificate(client, school):
    certificate = school.certificates.get()
    page = client.get(f"/members/{school.pk}/")
    assert page.status_code == 200
    facts = {str(row["label"]): row for row in page.context["facts"]}
    assert facts["Место"]["value"] == "Бийск"
    assert facts["Член Ассоциации"]["value"].replace("\u00a0", " ") == "с 6 октября 2025 г."
    assert facts["Сертификат члена"]["url"] == f"/c/{certificate.shown_code}/"
    assert client.get(facts["Сертификат члена"]["url"]).status_code == 200
    text = page.content.decode()
    assert [one for one in ("school902@example.org", "+7 000", "Примеров") if one in text] == []


@clause("A-5.6.2")
def test_what_a_school_puts_on_its_site_leads_back_and_holds_no_script(client, school, settings):
    snippets = client.get(f"/members/{school.pk}/").context["snippets"]
    page, picture = f"{settings.SITE_ADDRESS}/members/{school.pk}/", f"/members/{school.pk}/badge.svg"
    assert [re.findall('(?:href|src)="([^"]+)"', one["code"]) for one in snippets] == [
        [page], [page, settings.SITE_ADDRESS + picture],
    ]  # fmt: skip
    assert "script" not in "".join(one["code"] for one in snippets)
    answer = client.get(picture)
    drawn = ElementTree.fromstring(answer.content)
    assert {one.tag.partition("}")[2] for one in drawn.iter()} <= {
        "svg",
        "title",
        "rect",
        "g",
        "ellipse",
        "text",
        "tspan",
    }
    assert [name for one in drawn.iter() for name in one.attrib if name.startswith("on") or name.endswith("href")] == []
    assert "Член Ассоциации" in answer.content.decode()
    assert answer.headers["Content-Type"] == "image/svg+xml"


@clause("A-5.6.2")
def test_the_badge_is_kept_for_an_hour_and_asked_for_again_by_its_mark(client, school):
    address = f"/members/{school.pk}/badge.svg"
    first = client.get(address)
    assert first.headers["Cache-Control"] == "public, max-age=3600"
    assert (first.headers["Cross-Origin-Resource-Policy"], first.cookies.keys()) == ("cross-origin", set())
    assert client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    kyrgyz = client.get(f"{address}?language=ky")
    assert "Ассоциациянын мүчөсү" in kyrgyz.content.decode()
    assert kyrgyz.headers["ETag"] != first.headers["ETag"]


@clause("A-5.6.2")
def test_with_the_end_of_the_membership_the_page_and_the_badge_are_withdrawn(client, school):
    leave(school, clock.today())
    page, badge = client.get(f"/members/{school.pk}/"), client.get(f"/members/{school.pk}/badge.svg")
    assert (page.status_code, badge.status_code) == (404, 404)
    assert "Организация не состоит в Ассоциации" in words(page)
    assert "2025" not in page.content.decode().partition("<main")[2].partition("<form")[0]
    said = badge.content.decode()
    assert ("Не состоит в Ассоциации" in said, "Член" in said) == (True, False)
    assert "ETag" not in badge.headers


@clause("A-5.6.2")
def test_the_association_may_choose_to_name_former_members(client, school):
    leave(school, date(2026, 3, 2))
    ground.settle(publish_former_members=True)
    page = client.get(f"/members/{school.pk}/")
    assert page.status_code == 200
    assert "с 6 октября 2025 г. до 2 марта 2026 г." in words(page)


@clause("A-5.6.2")
def test_the_page_is_read_as_of_a_day_and_never_of_one_ahead(client, school):
    leave(school, clock.today() + timedelta(days=3))
    address = f"/members/{school.pk}/"
    asked = ["2025-10-05", "2025-10-06", (clock.today() + timedelta(days=30)).isoformat(), "nonsense", ""]
    assert [client.get(address, {"on": day}).status_code for day in asked] == [404, 200, 200, 200, 200]
    assert client.get(address, {"on": "2025-10-06"}).context["day"] == JOINED
    assert client.get(address, {"on": asked[2]}).context["day"] == clock.today()


@clause("A-5.6.2")
def test_the_last_day_of_the_membership_is_the_day_before_its_end(client, school):
    leave(school, clock.today())
    address, yesterday = f"/members/{school.pk}/", clock.today() - timedelta(days=1)
    asked = ["2025-10-06", yesterday, clock.today()]
    assert [client.get(address, {"on": day}).status_code for day in asked] == [200, 200, 404]


@clause("A-5.6.2")
def test_a_candidate_is_shown_as_a_candidate_never_as_a_member(client, secretary):
    school = ground.organisation("Школа № 7")
    make.membership(school, secretary, ground_of=rules.CANDIDATE)
    page, badge = client.get(f"/members/{school.pk}/"), client.get(f"/members/{school.pk}/badge.svg").content.decode()
    assert ("Кандидат" in page.context["status"], "Кандидат" in badge) == (True, True)
    assert ("Член" in badge, "Член Ассоциации" in words(page)) == (False, False)
    assert "Сертификат" not in "".join(str(row["label"]) for row in page.context["facts"])


def test_an_organisation_that_never_joined_has_no_public_page(client, secretary):
    school = ground.organisation()
    assert [
        client.get(f"/members/{pk}/{rest}").status_code for pk in (school.pk, 10**9) for rest in ("", "badge.svg")
    ] == [404] * 4


def test_the_name_of_the_day_stands_on_the_page(client, school):
    day = date(2026, 1, 12)
    school.names.update(ends_on=day)
    school.names.create(full="Лицей № 902 полностью", short="Лицей № 902", starts_on=day)
    found = [
        client.get(f"/members/{school.pk}/", {"on": on}).context["name"].short for on in ("2026-01-11", "2026-01-12")
    ]
    assert found == ["Гимназия № 902", "Лицей № 902"]


def test_a_name_of_300_letters_and_one_of_markup_stay_whole_and_inert(client, secretary):
    long = ("Школа " + "имени героев труда " * 20)[:299]
    for name in (long, "<script>alert(1)</script>"):
        school = make.member(secretary, name)
        text = client.get(f"/members/{school.pk}/").content.decode()
        assert "<script>alert" not in text
    ground.association().__class__.objects.update(short_name="Ассоциация " + "очень длинная " * 7)
    drawn = ElementTree.fromstring(client.get(f"/members/{school.pk}/badge.svg").content)
    lines = [one.text for one in drawn.iter() if one.tag.endswith("text")][1:]
    assert [len(line) <= 36 for line in lines] == [True, True]


def test_the_page_takes_the_same_queries_for_a_longer_past(client, secretary, school):
    address = f"/members/{school.pk}/"
    client.get(address)
    with CaptureQueriesContext(connection) as short:
        client.get(address)
    leave(school, date(2026, 1, 12))
    make.certificate(make.membership(school, secretary, on=date(2026, 2, 2)), secretary, on=date(2026, 2, 2))
    with CaptureQueriesContext(connection) as long:
        assert client.get(address).status_code == 200
    assert len(long) == len(short) <= 6
