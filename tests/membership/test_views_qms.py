"""Pages of the QMS certificates: the director sends, the secretary confirms, stops, raises the ground (A-4.12)."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from association import clock, files
from membership import rules
from membership.actions import qms as verbs
from membership.models import Certification
from membership.queries_experts import ground_on, is_certified_on
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as members
from tests.factories.browser import Visitor
from tests.journeys.people import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary():
    ground.association()
    return ground.secretary()


@pytest.fixture
def school(secretary):
    return ground.organisation()


def address(name, *args):
    return reverse(name, args=args)


def given(**fields):
    """The form as a browser sends it."""
    today = clock.today()
    return {
        "standard": "ГОСТ Р ИСО 9001-2015", "body": "Демонстрационный орган", "number": "ДЕМО-5",
        "issued_on": today - timedelta(days=100), "valid_until": today + timedelta(days=900),
        "received_on": today - timedelta(days=90), "file": SimpleUploadedFile("сертификат.pdf", PDF), **fields,
    }  # fmt: skip


def recorded(school, by, number="1"):
    """A confirmed record."""
    today = clock.today()
    file = files.keep_made(ground.PDF, name="c.pdf", organisation=school, at=clock.now())
    return verbs.propose(
        school, standard="ИСО", body="Орган", number=number, issued_on=today - timedelta(days=50),
        valid_until=today + timedelta(days=50), received_on=today, file=file, on=today, by=by, at=clock.now(),
    )  # fmt: skip


@clause("A-4.12")
def test_a_director_sends_a_certificate_and_the_secretary_confirms_it(school, secretary):
    director, office = Visitor(ground.director(school)), Visitor(secretary)

    assert director.send(address("organisation_certifications", school.pk), **given()).status_code == 302
    row = Certification.objects.get()
    assert (row.state, director.get(row.get_absolute_url()).status_code) == ("proposed", 200)
    assert 'data-do="confirm"' not in director.get(row.get_absolute_url()).content.decode()
    assert row.get_absolute_url() in office.get(address("desk")).content.decode()
    assert office.send(address("certification_decision", row.pk), step="confirm").status_code == 302

    assert is_certified_on(school, clock.today())
    assert Visitor(ground.director(ground.organisation())).get(row.get_absolute_url()).status_code == 404


def test_bad_input_gets_a_sentence_at_its_field_and_is_kept(school, secretary):
    visitor, today = Visitor(ground.director(school)), clock.today()
    recorded(school, secretary, "ДЕМО-7")
    bad = {
        "valid_until": today - timedelta(days=200), "received_on": today + timedelta(days=1), "issued_on": "вчера",
        "file": SimpleUploadedFile("x.pdf", b"<svg/>"), "body": "", "number": "я" * 61,
    }  # fmt: skip

    for name, value in bad.items():
        answer = visitor.send(address("organisation_certifications", school.pk), **given(**{name: value}))
        body = answer.content.decode()
        assert (name, answer.status_code, "ГОСТ Р ИСО 9001-2015" in body) == (name, 422, True)
        assert f'href="#id_{name}' in body
    first = today - timedelta(days=50)
    again = visitor.send(
        address("organisation_certifications", school.pk), **given(number="демо-7", body="ОРГАН", issued_on=first)
    )
    assert (again.status_code, 'href="#id_number' in again.content.decode()) == (422, True)
    assert Certification.objects.count() == 1


def test_a_record_is_sent_back_or_voided_with_a_reason_only(school, secretary):
    visitor, row = Visitor(secretary), recorded(school, secretary)

    assert visitor.send(address("certification_decision", row.pk), step="void", reason=" ").status_code == 422
    assert visitor.send(address("certification_decision", row.pk), step="nonsense").status_code == 422
    assert visitor.send(address("certification_decision", row.pk), step="void", reason="Чужой.").status_code == 302
    assert Certification.objects.get().state == "void"


@clause("A-4.12")
def test_audit_suspension_and_resumption_are_recorded_on_days_of_the_term(school, secretary):
    visitor, row, today = Visitor(secretary), recorded(school, secretary), clock.today()
    outside, stop = today + timedelta(days=99), {"kind": "suspended", "reason": "Аудит."}

    assert visitor.send(address("certification_audit", row.pk), audited_on=outside, result="kept").status_code == 422
    assert visitor.send(address("certification_audit", row.pk), audited_on=today, result="kept").status_code == 302
    assert visitor.send(address("certification_stop", row.pk), on=outside, **stop).status_code == 422
    assert visitor.send(address("certification_stop", row.pk), on=today, **stop).status_code == 302
    assert visitor.send(address("certification_stop", row.pk), on=today, **stop).status_code == 422
    assert not is_certified_on(school, today)
    assert visitor.get(row.get_absolute_url()).status_code == 200
    assert visitor.send(address("certification_resumption", row.pk), on=today).status_code == 302
    assert visitor.send(address("certification_resumption", row.pk), on=today).status_code == 422
    assert is_certified_on(school, today)


@clause("A-4.12")
def test_the_ground_of_a_member_is_raised_on_the_page_of_its_certificate(school, secretary):
    member = members.membership(school, secretary, ground_of=rules.INTRODUCED)
    visitor, row, today = Visitor(secretary), recorded(school, secretary), clock.today()

    assert 'data-do="ground"' in visitor.get(row.get_absolute_url()).content.decode()
    before = visitor.send(address("certification_ground", row.pk), on=members.SINCE - timedelta(days=1))
    assert before.status_code == 422
    assert visitor.send(address("certification_ground", row.pk), on=today).status_code == 302

    assert ground_on(member, today) == rules.CERTIFIED
    assert 'data-do="ground"' not in visitor.get(row.get_absolute_url()).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_register_costs_the_same_for_one_and_three_records(secretary, django_assert_num_queries, count):
    for _number in range(count):
        recorded(ground.organisation(), secretary)
    visitor = Visitor(secretary)
    visitor.get(address("certifications"))

    with django_assert_num_queries(8):
        page = visitor.get(address("certifications"))

    assert page.content.decode().count('class="name"') == count
    for state, shown in (("certified", count), ("proposed", 0), ("void", 0), ("nonsense", count)):
        body = visitor.get(address("certifications"), {"state": state}).content.decode()
        assert body.count('class="name"') == shown
