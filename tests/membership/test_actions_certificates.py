"""Certificates: one for a member, none for others, handed over once, annulled for good (Appendix B)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from association import clock
from association.models import AuditEntry, Letter, Paper
from association.statute import Refused
from membership import rules
from membership.actions import certificates
from membership.models import Certificate, Membership
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(people):
    return ground.organisation()


def issue(held, by, on=None):
    return certificates.issue(held, on=on or clock.today(), by=by, at=clock.now())


@clause("A-3.13c", "A-B.2")
def test_a_certificate_issued_twice_is_one(school, secretary, director):
    held = make.membership(school, secretary)
    first = issue(held, secretary)

    assert issue(held, secretary) == first
    assert (Certificate.objects.count(), Paper.objects.filter(kind="D07").count()) == (1, 1)
    assert (first.number, first.issued_on, len(first.code)) == (1, clock.today(), 8)
    assert Letter.objects.filter(notice="certificate_issued", user=director).count() == 1


@clause("A-B.1", "A-B.2", "A-B.3", "A-B.4", "A-B.5", "A-B.6")
def test_a_certificate_says_what_appendix_b_asks_for(school, people):
    certificate = issue(make.membership(school, people.secretary), people.secretary)

    facts = certificate.paper.facts
    assert facts["authority"] == {"name": "Демонстрационное министерство"}
    assert facts["association"]["name"] == "Ассоциация школ края"
    assert (facts["number"], facts["registered_on"]) == ("001", clock.today().isoformat())
    assert facts["organisation"] == {"name": school.name_on(clock.today()).full,
                                     "address": school.address_on(clock.today())}  # fmt: skip
    assert facts["signers"] == [
        {"post": "Министр", "name": "Б.\u00a0Б.\u00a0Эталонов"},
        {"post": "Председатель Президиума Ассоциации", "name": "Б.\u00a0Б.\u00a0Примеров"},
    ]
    assert certificate.paper.code == certificate.code


@clause("A-3.13c")
def test_candidates_former_members_and_those_before_the_order_get_no_certificate(secretary):
    candidate = make.membership(ground.organisation(), secretary, ground_of=rules.CANDIDATE)
    former, early = (make.membership(ground.organisation(), secretary) for _school in range(2))
    Membership.objects.filter(pk=former.pk).update(ends_on=clock.today())
    for held, on in ((candidate, None), (former, None), (early, early.starts_on - timedelta(days=1))):
        with pytest.raises(Refused) as refused:
            issue(held, secretary, on)
        assert [verdict.clause for verdict in refused.value.verdicts] == ["A-3.13c"]
    assert Certificate.objects.count() == 0


@clause("A-3.13c")
def test_a_certificate_is_issued_and_handed_over_by_who_may_and_once(school, secretary, director):
    held = make.membership(school, secretary)
    with pytest.raises(PermissionDenied):
        issue(held, director)
    row = issue(held, secretary)
    facts = {"to": "Примеров Б. Б.", "on": clock.today(), "at": clock.now()}
    with pytest.raises(PermissionDenied):
        certificates.hand_over(row, by=director, **facts)
    certificates.hand_over(row, by=secretary, **facts)
    certificates.hand_over(row, by=secretary, **{**facts, "to": "Другой"})

    row.refresh_from_db()
    assert (row.handed_on, row.handed_to) == (clock.today(), "Примеров Б. Б.")
    assert AuditEntry.objects.filter(verb="certificate.hand_over").count() == 1


@clause("A-B.7", "A-B.2")
def test_an_annulled_certificate_is_valid_up_to_that_day_and_its_number_is_never_given_again(school, secretary):
    held = make.membership(school, secretary)
    row = issue(held, secretary, clock.today() - timedelta(days=5))
    for reason in ("Утрата", "Ещё раз"):
        certificates.annul(row, reason=reason, on=clock.today(), by=secretary, at=clock.now())

    row.refresh_from_db()
    assert [row.status_on(clock.today() - timedelta(days=n)) for n in (6, 1, 0)] == ["not yet", "valid", "annulled"]
    assert (row.annul_reason, issue(held, secretary).number) == ("Утрата", 2)
    assert AuditEntry.objects.filter(verb="certificate.annul").count() == 1
