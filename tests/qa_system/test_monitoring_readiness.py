"""What monitoring says of the expected results K-7.4, K-7.8 and K-7.9, for the organisation and for the ministry."""

from datetime import date
from decimal import Decimal

import pytest

from qa_system import rules
from qa_system.actions import indicators
from qa_system.models import QaSystem
from qa_system.queries import declarations, facts_of, readiness
from qa_system.queries.ministry import overviews
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import qa
from tests.factories.browser import Visitor
from tests.factories.monitoring import AT, OCTOBER, SEPTEMBER, enter, indicator, process

pytestmark = pytest.mark.django_db
NOVEMBER = date(2026, 11, 5)


@pytest.fixture
def system():
    ground.association()
    return qa.system()


@pytest.fixture
def officer(system):
    return qa.officer(system)


def standings(system, on):
    """K-7.4, K-7.8, K-7.9 as the page of the organisation and the list of the ministry show them."""
    facts = facts_of(system, on)
    own = {line.clause: line.standing for line in readiness(system, facts, declarations(system, facts))}
    (seen,) = overviews(QaSystem.objects.filter(pk=system.pk), on)
    assert own == {line.clause: line.standing for line in seen.lines}
    return [own[clause] for clause in ("K-7.4", "K-7.8", "K-7.9")]


@clause("K-7.4")
def test_one_period_behind_is_borne_and_two_are_not(system, officer):
    row = process(system, officer)
    assert standings(system, NOVEMBER)[0] == rules.MISSING
    one = indicator(row, officer)
    assert standings(system, date(2026, 10, 1))[0] == rules.MET
    assert standings(system, date(2026, 11, 10))[0] == rules.MET
    assert standings(system, date(2026, 11, 11))[0] == rules.MISSING
    enter(one, None, officer, SEPTEMBER, why_none="Журнал утрачен")
    assert standings(system, date(2026, 11, 11))[0] == rules.MET
    assert standings(system, date(2026, 12, 11))[0] == rules.MISSING


@clause("K-7.4")
def test_a_figure_given_early_does_not_stand_for_one_that_is_late(system, officer):
    one = indicator(process(system, officer), officer)
    enter(one, "75", officer, OCTOBER)
    enter(one, "76", officer, OCTOBER, seen=1, why_changed="Опечатка")
    december = date(2026, 12, 15)
    assert standings(system, december)[0] == rules.MISSING
    enter(one, "75", officer, SEPTEMBER)
    assert standings(system, december)[0] == rules.MET


@clause("K-7.8")
def test_the_work_is_judged_by_the_trend_in_each_area(system, officer):
    first, second = process(system, officer), process(system, officer, "П-2", area="financial")
    one, two = indicator(first, officer), indicator(second, officer, "И-2", direction="lower")
    assert standings(system, NOVEMBER)[1] == rules.UNKNOWN
    enter(one, "75", officer)
    assert standings(system, NOVEMBER)[1] == rules.MET
    enter(two, "75", officer, SEPTEMBER)
    assert standings(system, NOVEMBER)[1] == rules.MISSING
    enter(two, "65", officer, OCTOBER)
    assert standings(system, NOVEMBER)[1] == rules.MET
    enter(two, "71", officer, OCTOBER, seen=1, why_changed="Уточнено")
    assert standings(system, NOVEMBER)[1] == rules.MISSING
    enter(two, None, officer, OCTOBER, seen=2, why_none="Не подтверждено", why_changed="Отозвано")
    assert standings(system, NOVEMBER)[1] == rules.MISSING


@clause("K-7.9")
def test_resources_are_judged_by_the_indicators_that_show_them(system, officer):
    row = process(system, officer)
    enter(indicator(row, officer), "75", officer)
    assert standings(system, NOVEMBER)[2] == rules.UNKNOWN
    stock = indicator(row, officer, "И-2", is_resource=True, direction="range", baseline=Decimal(3), target=None)
    indicators.aim(stock, year=2026, value=None, low=Decimal(1), high=Decimal(2), by=officer, at=AT)
    enter(stock, "2.5", officer)
    assert standings(system, NOVEMBER)[2] == rules.MET
    enter(stock, "4", officer, seen=1, why_changed="Пересчитано")
    assert standings(system, NOVEMBER)[2] == rules.MISSING


@clause("K-7.4", "K-7.8", "K-7.9")
def test_the_compliance_page_and_the_wheel_show_what_was_computed(system, officer):
    indicator(process(system, officer), officer, on=date(2025, 9, 1), is_resource=True)
    visitor = Visitor(officer)
    shown = {
        one["line"].clause: one["line"].standing for one in visitor.get(f"/qa/{system.pk}/compliance/").context["rows"]
    }
    assert [shown[number] for number in ("K-7.4", "K-7.8", "K-7.9")] == [rules.MISSING, rules.UNKNOWN, rules.UNKNOWN]
    wheel = {one["number"]: one["look"] for one in visitor.get(f"/qa/{system.pk}/").context["wheel"]}
    assert [wheel[number] for number in ("4", "8", "9")] == ["bad", "none", "none"]


@clause("K-7.9")
def test_the_passport_says_that_an_indicator_shows_a_resource(system, officer):
    row = indicator(process(system, officer), officer)
    form = {"code": row.code, "name_ru": row.name_ru, "met_from": 100, "near_from": 90, "weight": 1, "seen": 1,
            "is_resource": "on", "frequency": "month", "direction": "higher"}  # fmt: skip
    assert Visitor(officer).send(f"/qa/indicators/{row.pk}/passport/", **form).status_code == 302
    row.refresh_from_db()
    assert row.is_resource is True
