"""Numbers: never twice, never skipped, never given back."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from association import register
from association.models import AuditEntry, Counter, RegisterEntry
from tests.association.crowd import at_once, size
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership

DAY = date(2026, 9, 1)


def entered(secretary, subject, on=DAY, **fields):
    values = {"index": "01-13", "correspondent": "Школа", "heading": "Заявление", **fields}
    return register.enter("incoming", subject, on=on, at=ground.AT, by=secretary, **values)


@pytest.mark.django_db
def test_a_dated_series_begins_anew_each_year_and_an_endless_one_never():
    days = [DAY, DAY, date(2027, 1, 1), DAY]

    assert [register.next_number("letters", day) for day in days] == [1, 2, 1, 3]
    assert [register.next_number("certificate", None) for _day in days] == [1, 2, 3, 4]
    assert [register.next_number("other", DAY)] == [1]


@pytest.mark.django_db
def test_the_number_to_come_is_shown_without_being_given():
    assert [register.coming_number("letters", DAY) for _time in range(2)] == [1, 1]
    register.next_number("letters", DAY)
    assert register.coming_number("letters", DAY) == 2


@pytest.mark.django_db
def test_a_refused_verb_gives_its_number_back():
    def verb():
        with transaction.atomic():
            assert register.next_number("letters", DAY) == 1
            raise RuntimeError

    with pytest.raises(RuntimeError):
        verb()

    assert register.next_number("letters", DAY) == 1


def test_two_hundred_numbers_at_once_in_two_series_are_unique_and_without_a_gap(committed):
    """P10."""
    series, crowd = ["letters", "certificate"], size()
    each = 200 // crowd

    def take():
        return [
            (name, register.next_number(name, DAY if name == "letters" else None))
            for _time in range(each)
            for name in series
        ]

    given = [pair for result in at_once(*[take] * crowd) for pair in result]
    for name in series:
        assert sorted(number for taken, number in given if taken == name) == list(range(1, each * crowd + 1))
    assert sorted(Counter.objects.values_list("series", "value")) == [("certificate", 200), ("letters", 200)]


def test_documents_registered_at_once_follow_each_other(committed):
    secretary = ground.secretary()
    schools = [ground.organisation() for _number in range(size())]

    rows = at_once(*[lambda one=one: entered(secretary, one) for one in schools])
    assert sorted(row.number for row in rows) == list(range(1, len(schools) + 1))


@pytest.mark.django_db
@clause("A-7.2.2")
def test_a_document_is_registered_once_and_says_who_and_when():
    secretary, school = ground.secretary(), ground.organisation()
    row = entered(secretary, school)

    assert (str(row), row.registered_by, row.registered_on, row.year) == ("№\u00a001-13/1", secretary, DAY, 2026)
    entry = AuditEntry.objects.filter(verb="register.enter").get()
    assert (entry.subject_id, entry.facts) == (str(row.pk), {"number": str(row)})
    with pytest.raises(IntegrityError), transaction.atomic():
        entered(secretary, school)
    assert entered(secretary, ground.organisation()).number == 2


@pytest.mark.django_db
def test_a_void_entry_keeps_its_number_and_the_document_gets_the_next_one():
    secretary, school = ground.secretary(), ground.organisation()
    first = entered(secretary, school)
    register.void(first, reason="Описка", by=secretary, at=ground.AT)
    register.void(first, reason="Ещё раз", by=secretary, at=ground.AT)
    second = entered(secretary, school)

    first.refresh_from_db()
    assert (first.number, first.voided_at, first.void_reason) == (1, ground.AT, "Описка")
    assert second.number == 2
    assert AuditEntry.objects.filter(verb="register.void").count() == 1
    assert list(RegisterEntry.objects.values_list("number", flat=True)) == [2, 1]


@pytest.mark.django_db
def test_only_who_registers_documents_voids_an_entry():
    school = ground.organisation()
    row = entered(ground.secretary(), school)

    with pytest.raises(PermissionDenied):
        register.void(row, reason="Описка", by=ground.director(school), at=ground.AT)


@pytest.mark.django_db
def test_an_annulled_certificate_keeps_its_number():
    from membership.actions import certificates

    ground.association()
    secretary = ground.secretary()
    held = membership.membership(ground.organisation(), secretary)
    first = membership.certificate(held, secretary)
    certificates.annul(first, reason="Утрата", on=first.issued_on, by=secretary, at=ground.AT)

    assert (first.number, membership.certificate(held, secretary).number) == (1, 2)
