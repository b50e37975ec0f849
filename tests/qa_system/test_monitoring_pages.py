"""Monitoring in the browser: the grid, the own figures, one fact, the review, the desk; and who sees nothing."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from association import clock, keys
from qa_system import rules
from qa_system.actions import monitoring
from qa_system.forms.monitoring import FigureForm
from qa_system.models import IndicatorFact, PeriodReview
from qa_system.queries.monitoring_figures import owed_by
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import qa
from tests.factories.browser import Visitor
from tests.factories.monitoring import AT, enter, indicator, months, process
from tests.journeys.people import PDF

RU = {"Accept-Language": "ru"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def system():
    ground.association()
    return qa.system()


@pytest.fixture
def officer(system):
    return qa.officer(system)


@pytest.fixture
def owner(system):
    return ground.user("process_owner", system.organisation, who=ground.person("Сынакбеков", "Улан", ""))


@clause("K-13.3")
def test_the_page_of_the_year_names_who_owes_what_until_when(system, officer, owner):
    last = months()[-1]
    row = indicator(process(system, officer), officer, responsible=owner.person, on=last.starts_on, year=last.year)
    address = f"/qa/{system.pk}/monitoring/?year={last.year}"
    page = Visitor(officer).get(address, headers=RU).content.decode()
    assert "есть данные по 0/1" in page
    assert owner.person.full_name in page
    assert f"/qa/indicators/{row.pk}/facts/{last.key}/" in page
    enter(row, "72", officer, last, on=clock.today())
    page = Visitor(officer).get(address, headers=RU).content.decode()
    assert ("90,0 %" in page, "есть данные по 1/1" in page, "лучше" in page) == (True, True, True)
    assert Visitor(officer).get(f"/qa/{system.pk}/monitoring/?year=²²²²").status_code == 200
    assert Visitor(officer).get(f"/qa/{system.pk}/monitoring/?year=99999999999").status_code == 200


@clause("K-13.3")
def test_the_own_figures_stand_on_one_page_and_typed_input_stays(system, officer, owner):
    before, last = months()[-2:]
    row = indicator(process(system, officer), officer, responsible=owner.person, on=before.starts_on)
    indicator(row.process, officer, "И-2", on=before.starts_on)
    visitor, address = Visitor(owner), f"/qa/{system.pk}/monitoring/figures/"
    assert [due.key for due, _form in visitor.get(address).context["lines"]] == [
        f"{row.pk}-{one.key}" for one in (before, last)
    ]
    first, second = (f"{row.pk}-{one.key}" for one in (before, last))
    page = visitor.send(address, **{f"{first}-value": "91,5", f"{second}-value": "много", f"{second}-comment": "слово"})
    assert page.status_code == 422
    assert ("91,5" in page.content.decode(), "много" in page.content.decode(), "слово" in page.content.decode()) == (
        True, True, True,
    )  # fmt: skip
    assert IndicatorFact.objects.count() == 0
    assert visitor.send(address, **{f"{first}-value": "1 091,5", f"{first}-seen": 0}).status_code == 302
    assert IndicatorFact.objects.get().value == Decimal("1091.5")
    assert visitor.send(address, **{f"{second}-why_none": "Болезнь"}).status_code == 302
    assert visitor.get(address).context["lines"] == []


@clause("K-13.3")
def test_who_comes_second_is_told_and_keeps_what_was_typed(system, officer, owner):
    last = months()[-1]
    row = indicator(process(system, officer), officer, responsible=owner.person, on=last.starts_on)
    key, address = f"{row.pk}-{last.key}", f"/qa/{system.pk}/monitoring/figures/"
    visitor = Visitor(owner)
    enter(row, "80", officer, last, on=clock.today())
    page = visitor.send(address, **{f"{key}-value": "81", f"{key}-seen": 0})
    assert page.status_code == 422
    ((_due, form),) = page.context["lines"]
    assert ("81" in page.content.decode(), form["seen"].value()) == (True, "1")
    told = {f"{key}-value": "81", f"{key}-seen": 1, f"{key}-why_changed": "По журналу"}
    assert visitor.send(address, **told).status_code == 302
    assert [one.value for one in row.facts.all()] == [80, 81]


@clause("K-13.3")
def test_a_figure_for_a_period_that_was_closed_meanwhile_is_refused_and_kept(system, officer, owner):
    last = months()[-1]
    row = indicator(process(system, officer), officer, responsible=owner.person, on=last.starts_on)
    monitoring.review(system, period=last, on=clock.today(), by=officer, at=AT)
    visitor = Visitor(owner)
    pages = [
        visitor.send(f"/qa/{system.pk}/monitoring/figures/", **{f"{row.pk}-{last.key}-value": "81,5"}),
        visitor.send(f"/qa/indicators/{row.pk}/facts/{last.key}/", value="81,5", seen=0),
    ]
    assert [(one.status_code, "81,5" in one.content.decode()) for one in pages] == [(422, True)] * 2
    foreign = {f"999999-{last.key}-value": "5", f"{'9' * 30}-{last.key}-value": "5", "x-value": "5"}
    assert visitor.send(f"/qa/{system.pk}/monitoring/figures/", **foreign).status_code == 302
    assert IndicatorFact.objects.count() == 0


def test_a_comma_is_a_decimal_sign_where_people_write_it_so():
    for language, figure in (("ru", Decimal("12.345")), ("ky", Decimal("12.345")), ("en", None)):
        with translation.override(language):
            form = FigureForm({"value": "12,345"})
            form.full_clean()
            assert form.cleaned_data.get("value") == figure


@clause("K-13.3")
def test_a_form_sent_twice_is_one_fact(system, officer):
    last = months()[-1]
    row = indicator(process(system, officer), officer, on=last.starts_on)
    visitor, key, address = Visitor(officer), keys.new_key(), f"/qa/indicators/{row.pk}/facts/{last.key}/"
    answers = [visitor.send(address, key=key, value="75", seen=0).status_code for _time in range(2)]
    answers.append(visitor.send(address, value="75", seen=0).status_code)
    assert (answers, IndicatorFact.objects.count()) == ([302, 302, 302], 1)


@clause("K-13.3")
def test_a_fact_has_its_page_with_file_reason_and_revisions(system, officer):
    last = months()[-1]
    row = indicator(process(system, officer), officer, on=last.starts_on)
    visitor, address = Visitor(officer), f"/qa/indicators/{row.pk}/facts/{last.key}/"
    file = SimpleUploadedFile("список.pdf", PDF, "application/pdf")
    assert visitor.send(address, value="75", comment="по журналу", file=file, seen=0).status_code == 302
    assert visitor.send(address, value="76", seen=1).status_code == 422
    assert visitor.send(address, value="76", seen=1, why_changed="Опечатка").status_code == 302
    page = visitor.get(address, headers=RU).content.decode()
    assert ("Опечатка" in page, "по журналу" in page) == (True, True)
    history = visitor.get(f"/qa/indicators/{row.pk}/", headers=RU).content.decode()
    assert ("95,0 %" in history, "исправлено 1 раз" in history) == (True, True)
    wrong = visitor.send(address, value="1e9", seen=2, why_changed="x")
    assert (wrong.status_code, "1e9" in wrong.content.decode()) == (422, True)
    for value in ("NaN", "1.2345", "1,2,3", "9" * 40, "\x00"):
        assert visitor.send(address, value=value, seen=2, why_changed="x").status_code == 422, value


@clause("K-13.3")
def test_the_line_of_an_indicator_breaks_where_there_is_no_data(system, officer):
    row = indicator(process(system, officer), officer, on=date(2025, 9, 1), year=2025)
    spans = rules.periods_of(frequency="month", year=2025)[:5]
    for period, value in zip(spans, ("70", "75", None, "82", "80"), strict=True):
        enter(row, value, officer, period, why_none="" if value else "Болезнь")
    answer = Visitor(officer).get(f"/qa/indicators/{row.pk}/", headers=RU)
    drawing = answer.context["drawing"]
    assert (len(drawing["points"]), len(drawing["lines"]), len(drawing["gaps"])) == (4, 2, 1)
    assert "Болезнь" in answer.content.decode()
    assert len(answer.context["history"]) == 5


@clause("K-13.3")
def test_foreign_facts_are_not_found_and_readers_write_nothing(system, officer, owner):
    last = months()[-1]
    row = indicator(process(system, officer), officer, on=last.starts_on)
    enter(row, "75", officer, last, on=clock.today())
    review = monitoring.review(system, period=last, on=clock.today(), by=officer, at=AT)
    addresses = [f"/qa/{system.pk}/monitoring/", f"/qa/{system.pk}/monitoring/figures/",
                 f"/qa/indicators/{row.pk}/facts/{last.key}/", f"/qa/monitoring/{review.pk}/reopening/"]  # fmt: skip
    stranger, ministry = Visitor(qa.officer(qa.system())), Visitor(qa.official("secondary"))
    assert [stranger.get(one).status_code for one in addresses] == [404] * 4
    assert [ministry.get(one).status_code for one in addresses] == [403] * 4
    reader = Visitor(ground.user("consultant", system.organisation))
    assert [reader.get(one).status_code for one in addresses] == [200, 403, 200, 403]
    assert reader.send(addresses[2], value="1", seen=1, why_changed="x").status_code == 403
    assert Visitor(owner).send(f"/qa/{system.pk}/monitoring/{last.key}/review/").status_code == 403
    assert Visitor(officer).get(f"/qa/indicators/{row.pk}/facts/month-2026-13/").status_code == 404
    assert Visitor(officer).get(f"/qa/indicators/{row.pk}/facts/year-2026-09/").status_code == 404


@clause("K-13.3")
def test_the_officer_reviews_and_opens_again_in_the_browser(system, officer):
    last = months()[-1]
    visitor, address = Visitor(officer), f"/qa/{system.pk}/monitoring/{last.key}/review/"
    indicator(process(system, officer), officer, on=last.starts_on)
    assert visitor.send(address).status_code == 302
    review = PeriodReview.objects.get()
    assert visitor.send(address).status_code == 302
    assert (review.state, review.reviewed_on) == ("reviewed", clock.today())
    reopening = f"/qa/monitoring/{review.pk}/reopening/"
    assert visitor.send(reopening, why="").status_code == 422
    assert visitor.send(reopening, why="Ошибка").status_code == 302
    assert PeriodReview.objects.get().state == "open"
    running = rules.periods_of(frequency="year", year=rules.academic_year(clock.today()))[0]
    assert visitor.send(f"/qa/{system.pk}/monitoring/{running.key}/review/").status_code == 302
    assert PeriodReview.objects.count() == 1


def figures_due(user, number):
    desk = Visitor(user).get("/desk/", headers=RU).context
    return [one for one in [*desk["overdue"], *desk["duties"]] if one.clause == number]


@clause("K-13.3", "K-7.4")
def test_the_desk_says_how_many_figures_until_when_and_who_is_late(system, officer, owner):
    today = clock.today()
    late = [one for one in months() if one.due_on < today][-1]
    row = process(system, officer)
    for code in ("И-1", "И-2"):
        indicator(row, officer, code, responsible=owner.person, on=late.starts_on)
    own = figures_due(owner, "K-13.3")[0]
    assert (own.due_on, own.overdue_days) == (late.due_on, (today - late.due_on).days)
    assert ("2 показателя" in own.title, own.url) == (True, f"/qa/{system.pk}/monitoring/figures/")
    (overdue,) = figures_due(officer, "K-7.4")
    assert (overdue.url, overdue.text) == (f"/qa/{system.pk}/monitoring/", str(owner.person))
    for one in owed_by(system, today):
        enter(one.indicator, "75", owner, one.period, on=today)
    assert figures_due(owner, "K-13.3") == figures_due(officer, "K-7.4") == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_year_costs_the_same_however_many(system, officer, count, django_assert_num_queries):
    last = months()[-1]
    for number in range(count):
        row = process(system, officer, f"П-{number}")
        one = indicator(row, officer, f"И-{number}", on=last.starts_on, responsible=officer.person)
        indicator(row, officer, f"К-{number}", on=last.starts_on, responsible=officer.person)
        enter(one, "75", officer, last, on=clock.today())
    visitor = Visitor(officer)
    visitor.get("/desk/")
    with django_assert_num_queries(12):
        visitor.get(f"/qa/{system.pk}/monitoring/")
    with django_assert_num_queries(9):
        visitor.get(f"/qa/{system.pk}/monitoring/figures/")
