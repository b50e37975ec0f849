"""Facts by period: entered once, corrected in the open, missing said openly, reviewed and opened again."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from association.models import AuditEntry
from association.statute import Refused
from qa_system import rules
from qa_system.actions import monitoring, processes
from qa_system.actions.editing import Outdated
from qa_system.models import Indicator, IndicatorFact, PeriodReview
from qa_system.queries.monitoring import year_sheet
from tests.association.crowd import at_once
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import qa
from tests.factories.monitoring import AT, OCTOBER, ON, SEPTEMBER, enter, indicator, process


@pytest.fixture
def system(db):
    ground.association()
    return qa.system()


@pytest.fixture
def officer(system):
    return qa.officer(system)


@pytest.fixture
def owner(system):
    return ground.user("process_owner", system.organisation, who=ground.person("Сынакбеков", "Улан", ""))


@clause("K-13.3")
def test_a_fact_is_entered_once_and_a_correction_is_a_revision_with_its_reason(system, officer):
    row = indicator(process(system, officer), officer)
    first = enter(row, "75", officer)
    assert enter(row, "75.0", officer) == first
    with pytest.raises(Outdated):
        enter(row, "76", officer)
    with pytest.raises(Refused):
        enter(row, "76", officer, seen=1)
    second = enter(row, "76", officer, seen=1, why_changed="Опечатка")
    assert [(one.version, one.value) for one in row.facts.all()] == [(1, Decimal(75)), (2, Decimal(76))]
    assert (second.why_changed, first.why_changed) == ("Опечатка", "")
    assert list(AuditEntry.objects.filter(verb__startswith="qa.fact").values_list("verb", flat=True)) == [
        "qa.fact.enter", "qa.fact.correct",
    ]  # fmt: skip


@clause("K-13.3")
@pytest.mark.parametrize(
    "fields",
    [{"value": None}, {"value": Decimal(5), "why_none": "нет"}, {"period": rules.period_named("month-2026-11")},
     {"period": rules.period_named("quarter-2026-09"), "on": date(2026, 12, 5)}],
)  # fmt: skip
def test_what_is_no_fact_is_refused(system, officer, fields):
    row = indicator(process(system, officer), officer)
    with pytest.raises(Refused):
        monitoring.enter(row, **{"period": OCTOBER, "value": Decimal(5), "on": ON, "by": officer, "at": AT} | fields)
    assert IndicatorFact.objects.count() == 0


@clause("K-13.3")
def test_nobody_changes_a_fact_behind_the_verbs(system, officer):
    fact = enter(indicator(process(system, officer), officer), "75", officer)
    for act in (lambda: IndicatorFact.objects.update(value=80), lambda: IndicatorFact.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    assert IndicatorFact.objects.get(pk=fact.pk).value == 75


@clause("K-13.3")
def test_a_person_enters_the_figures_the_person_answers_for(system, officer, owner):
    row = process(system, officer)
    mine, other = indicator(row, officer, responsible=owner.person), indicator(row, officer, "И-2")
    named = indicator(row, officer, "И-3", responsible=officer.person)
    enter(mine, "75", owner)
    with pytest.raises(Refused):
        enter(other, "75", owner)
    facts = {"kind": "owner", "person": owner.person, "post_ru": "", "post_ky": "", "on": ground.DAY}
    processes.name_role(row, by=officer, at=AT, **facts)
    enter(other, "75", owner)
    with pytest.raises(Refused):
        enter(named, "75", owner)
    stranger, consultant = qa.officer(qa.system()), ground.user("consultant", system.organisation, who=owner.person)
    for who in (stranger, consultant):
        with pytest.raises(PermissionDenied):
            enter(mine, "1", who, SEPTEMBER)
    assert IndicatorFact.objects.filter(indicator=named).count() == 0


@clause("K-13.3")
def test_a_reviewed_period_takes_nothing_until_it_is_opened_with_a_reason(system, officer, owner):
    row = indicator(process(system, officer), officer, responsible=owner.person)
    enter(row, "75", owner)
    with pytest.raises(PermissionDenied):
        monitoring.review(system, period=OCTOBER, on=ON, by=owner, at=AT)
    review = monitoring.review(system, period=OCTOBER, on=ON, by=officer, at=AT)
    for who in (owner, officer):
        with pytest.raises(Refused):
            enter(row, "76", who, seen=1, why_changed="Опечатка")
    enter(row, "70", owner, SEPTEMBER)
    with pytest.raises(Refused):
        monitoring.reopen(review, why=" ", by=officer, at=AT)
    monitoring.reopen(review, why="Ошибка в источнике", by=officer, at=AT)
    assert PeriodReview.objects.get().why_reopened == "Ошибка в источнике"
    assert enter(row, "76", owner, seen=1, why_changed="Опечатка").version == 2
    monitoring.review(system, period=OCTOBER, on=ON, by=officer, at=AT)
    assert PeriodReview.objects.get().state == "reviewed"


@clause("K-13.3")
def test_the_sheet_of_a_year_says_what_there_is_and_what_is_missing(system, officer, owner):
    row = process(system, officer)
    first = indicator(row, officer, responsible=owner.person, weight=3)
    second = indicator(row, officer, "И-2", direction="lower", target="6", baseline=None)
    indicator(row, officer, "И-3", frequency="")
    enter(first, "72", officer, SEPTEMBER)
    enter(second, "5", officer, SEPTEMBER)
    enter(second, None, officer, why_none="Журнал не сдан")
    sheet = year_sheet(system, 2026, date(2026, 11, 15))
    assert (sheet.known, sheet.owed) == (2, 4)
    assert [one.code for one in sheet.without_frequency] == ["И-3"]
    assert [(one.indicator.code, one.period.key, one.late) for one in sheet.missing] == [("И-1", "month-2026-10", 5)]
    (table,) = sheet.tables
    assert [(one.known, one.owed) for one in table.columns[:3]] == [(2, 2), (0, 2), (0, 0)]
    assert [[cell.reading.band for cell in line.cells[:2]] for line in table.rows] == [
        [rules.NEAR, rules.NO_DATA], [rules.REACHED, rules.NO_DATA],
    ]  # fmt: skip
    assert [line.newest.trend for line in table.rows] == [rules.BETTER, None]
    (score,) = sheet.scores
    assert (score.percent, score.known, score.total) == (Decimal("92.5"), 2, 2)


@clause("K-13.3")
@pytest.mark.usefixtures("committed")
def test_two_at_once_make_one_fact():
    ground.association()
    system = qa.system()
    officer = qa.officer(system)
    row = indicator(process(system, officer), officer)

    def act(value):
        return lambda: enter(Indicator.objects.get(pk=row.pk), value, officer).pk

    same = at_once(*[act("75")] * 4)
    assert len(set(same)) == 1
    other = at_once(act("76"), act("77"))
    assert [type(one) for one in other] == [Outdated, Outdated]
    assert IndicatorFact.objects.count() == 1
