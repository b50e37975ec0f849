"""The kind and the place of an applicant: a warning to the secretary that stops nothing (A-1.2b)."""

import pytest

from association import clock
from association.models import District, Organisation
from membership import rules
from membership.actions import applications
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as make
from tests.factories.browser import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(people):
    return ground.organisation()


@pytest.fixture
def row(school, director):
    return make.application(school, director, ground_of=rules.INTRODUCED)


def shown(row, user):
    return Visitor(user).get(row.get_absolute_url()).context["eligible"]


def change(row, **fields):
    Organisation.objects.filter(pk=row.organisation_id).update(**fields)


@clause("A-1.2b")
def test_the_secretary_is_warned_and_may_go_on(row, secretary):
    assert len(shown(row, secretary).sentence.params["doubts"]) == 1  # nobody has given the type
    change(row, type="other", district=None)
    warned = shown(row, secretary)
    assert (warned.passed, warned.clause, len(warned.sentence.params["doubts"])) == (False, "A-1.2b", 2)

    applications.enter_in_register(row, on=clock.today(), by=secretary, at=clock.now())
    row.refresh_from_db()
    assert row.state == "registered"


@clause("A-1.2b")
def test_a_school_of_the_region_brings_no_warning(row, secretary):
    change(row, type="school")
    assert shown(row, secretary).passed
    District.objects.update(country="KG")
    assert not shown(row, secretary).passed


@clause("A-1.2b")
def test_the_certificate_is_looked_for_only_when_the_setting_asks(row, secretary):
    change(row, type="lyceum")
    ground.settle(require_certificate=True)
    assert [str(one) for one in shown(row, secretary).sentence.params["doubts"]] != []
    ground.settle(require_certificate=False)
    assert shown(row, secretary).passed
