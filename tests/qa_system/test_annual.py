"""The annual report: complete before the council, blocked from everybody until it approves (K-17b, K-17c, K-18b)."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from association import clock
from association.statute import Refused
from association.views.papers import visible_files, visible_papers
from qa_system import rules
from qa_system.actions import annual as verbs
from qa_system.actions import commissions, council, declarations, papers, plans, publications
from qa_system.models import AnnualReport, Submission
from qa_system.queries.annual import publish_by
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import qa
from tests.factories.browser import Visitor
from tests.qa_system.test_findings import clauses_of, duties, standing, text_of
from tests.qa_system.test_papers import printed

pytestmark = pytest.mark.django_db
AT, DAY = ground.AT, ground.DAY
TODAY = AT.date()
PARTS = {"results_ru": "Цели достигнуты", "results_ky": "Максаттарга жеттик", "plans_ru": "Больше практики",
         "plans_ky": "Практика көбөйөт"}  # fmt: skip


@pytest.fixture
def system():
    ground.association()
    return qa.system()


@pytest.fixture
def officer(system):
    return qa.officer(system)


def begun(system, officer, **texts) -> AnnualReport:
    report = verbs.begin(system, year=2025, by=officer, at=AT)
    if texts:
        verbs.write(report, seen=1, by=officer, at=AT, **texts)
        report.refresh_from_db()
    return report


def complete(system, officer, **texts) -> AnnualReport:
    return begun(system, officer, **PARTS | {"evaluation_ru": "Отчёт о внутренней оценке"} | texts)


def submit(report, officer) -> Submission:
    return council.submit_report(report, on=TODAY, by=officer, at=AT)


def publish(report, officer):
    report.refresh_from_db()
    return publications.publish_report(report, on=TODAY, by=officer, at=AT)


@clause("K-17b", "K-17c")
def test_each_missing_piece_is_named_with_its_clause(system, officer):
    commissions.set_up(system, name_ru="Комиссия", on=DAY, by=officer, at=AT)
    qa.finding(system, officer)
    report = begun(system, officer)
    with pytest.raises(Refused) as refused:
        submit(report, officer)
    assert clauses_of(refused) == ["K-17c", "K-17c", "K-17c", "K-17b", "K-17b"]
    assert "№ 1" in str(refused.value.verdicts[2].sentence).replace("\u00a0", " ")
    Visitor(officer).send(f"/qa/reports/{report.pk}/submission/")
    page = Visitor(officer).get(f"/qa/reports/{report.pk}/")
    assert "Результаты внутренней оценки не написаны" in text_of(page)
    report.refresh_from_db()
    assert (report.state, system.submissions.count()) == ("draft", 0)


@clause("K-17c")
@pytest.mark.parametrize("part", ["results", "plans"])
def test_neither_part_may_be_empty(system, officer, part):
    report = complete(system, officer, **{f"{part}_ru": " ", f"{part}_ky": ""})
    with pytest.raises(Refused) as refused:
        submit(report, officer)
    assert clauses_of(refused) == ["K-17c"]


@clause("K-17c")
def test_an_open_finding_needs_a_measure_an_activity_or_a_reason(system, officer):
    person = ground.person("Тестова", "Гүлнара", "")
    planned, listed, reasoned = (qa.finding(system, officer) for _number in range(3))
    report = complete(system, officer)
    plan = plans.begin(system, year=2026, by=officer, at=AT)
    item = plans.add_item(
        plan, text_ru="Договоры", starts_on=date(2026, 10, 1), ends_on=date(2026, 10, 2), by=officer, at=AT
    )
    qa.measure(qa.accept(planned), person, officer)
    none = {"item": None, "reason_ru": "", "reason_ky": ""}
    with pytest.raises(Refused):
        verbs.answer_finding(report, listed, by=officer, at=AT, **none)
    verbs.answer_finding(report, listed, by=officer, at=AT, **none | {"item": item})
    assert [verdict.inputs["without"] for verdict in verbs.stops(report, TODAY)] == [[3]]
    verbs.answer_finding(report, reasoned, by=officer, at=AT, **none | {"reason_ky": "Кийин"})
    submit(report, officer)
    report.refresh_from_db()
    held = report.contents["findings"]
    assert [(len(row["measures"]), bool(row["item"]), row["reason_ky"]) for row in held] == [
        (1, False, ""), (0, True, ""), (0, False, "Кийин"),
    ]  # fmt: skip
    page = Visitor(officer).get(f"/qa/reports/{report.pk}/", headers={"Accept-Language": "en"})
    assert [word for word in ("Кийин", "Договоры") if word not in text_of(page)] == []


def test_a_finding_of_another_organisation_is_not_answered(system, officer):
    other = qa.system()
    foreign = qa.finding(other, qa.officer(other))
    with pytest.raises(Refused):
        verbs.answer_finding(
            begun(system, officer), foreign, item=None, reason_ru="Нет", reason_ky="", by=officer, at=AT
        )


@clause("K-17b")
def test_a_commission_that_acted_concludes_or_it_is_said_why_not(system, officer):
    commissions.set_up(system, name_ru="Комиссия", on=DAY, by=officer, at=AT)
    report = complete(system, officer)
    with pytest.raises(Refused) as refused:
        submit(report, officer)
    assert clauses_of(refused) == ["K-17b"]
    verbs.write(report, seen=2, by=officer, at=AT, without_conclusion_ky="Комиссия чогулган жок")
    report.refresh_from_db()
    assert submit(report, officer).report == report


@clause("K-17b")
def test_a_report_of_the_evaluation_is_attached_as_a_file_too(system, officer):
    report = complete(system, officer, evaluation_ru="")
    assert [verdict.clause for verdict in verbs.stops(report, TODAY)] == ["K-17b"]
    verbs.write(report, seen=2, by=officer, at=AT, evaluation_file=qa.stored(system, officer))
    report.refresh_from_db()
    assert verbs.stops(report, TODAY) == []


@clause("K-O2", "K-17b", "K-17c")
def test_an_own_arrangement_lifts_what_is_not_there(system, officer):
    report = begun(system, officer, **PARTS)
    declarations.declare(
        system, clause="K-17b", kind="own", text_ru="Отчёт хранится в министерстве", text_ky="", rating=None,
        evidence=None, on=TODAY, by=officer, at=AT,
    )  # fmt: skip
    row = submit(report, officer)
    assert [(check["clause"], check["passed"]) for check in row.checks if not check["passed"]] == [("K-17b", False)]


def test_a_missing_language_warns_and_stops_nothing(system, officer):
    report = complete(system, officer, plans_ky="")
    row = submit(report, officer)
    assert [check["clause"] for check in row.checks if not check["passed"]] == ["K-13.2"]


@clause("K-17a", "K-17c")
def test_the_council_returns_or_approves_it(system, officer):
    report = complete(system, officer)
    row = submit(report, officer)
    with pytest.raises(Refused):
        verbs.write(report, seen=2, by=officer, at=AT, results_ru="Иначе")
    qa.decide(row, "returned", changes_ru="Дополнить")
    report.refresh_from_db()
    assert (report.state, report.decision) == ("draft", None)
    council.take_back(submit(report, officer), by=officer, at=AT)
    report.refresh_from_db()
    assert report.state == "draft"
    decision = qa.decide(submit(report, officer))
    report.refresh_from_db()
    assert (report.state, report.decision) == ("approved", decision)


@clause("K-18b", "K-18a", "K-13.6", "K-7.11")
def test_it_is_blocked_until_the_approval_number_is_entered_then_everybody_reads_it(system, officer, client):
    qa.fill(system)
    year = clock.today().year - (clock.today().month < 9) - 1
    report = verbs.begin(system, year=year, by=officer, at=AT)
    verbs.write(report, seen=1, by=officer, at=AT, evaluation_ru="Отчёт", **PARTS)
    address = f"/qa/public/{system.pk}/"
    missing = f"Не опубликовано за {year} год: ежегодный отчёт"
    assert missing in text_of(client.get(address, headers={"Accept-Language": "ru"}))
    visitor = Visitor(officer)
    for step in ("submission", "publication"):
        assert visitor.send(f"/qa/reports/{report.pk}/{step}/").status_code == 302
    with pytest.raises(Refused) as refused:
        publish(report, officer)
    assert (clauses_of(refused), system.publications.filter(kind="report").count()) == (["K-18b"], 0)

    qa.decide(report.submissions.get())
    report.refresh_from_db()
    assert publish_by(report) > report.decision.dated_on
    assert (f"/qa/reports/{report.pk}/", True) in [(url, days > 0) for url, days in duties(officer)]
    visitor.send(f"/qa/reports/{report.pk}/publication/")
    row = system.publications.get(kind="report")
    assert (row.year, row.decision, row.report) == (year, report.decision, report)
    page = text_of(client.get(address, headers={"Accept-Language": "ru"}))
    assert missing not in page
    assert all(text in page for text in PARTS.values())
    assert publish(report, officer) == row
    assert "report" in {one["kind"] for one in client.get(f"/qa/public/{system.pk}.json").json()["publications"]}


def test_a_draft_is_not_published_and_a_stranger_publishes_nothing(system, officer):
    report = complete(system, officer)
    with pytest.raises(Refused):
        publish(report, officer)
    with pytest.raises(PermissionDenied):
        publish(report, qa.council_secretary(system))


@clause("K-17b", "K-17c")
def test_the_clauses_are_computed_from_the_report(system, officer):
    assert standing(system, "K-17c")[0] == rules.MISSING
    report = begun(system, officer, **PARTS)
    assert [standing(system, one)[0] for one in ("K-17b", "K-17c")] == [rules.MISSING, rules.MET]
    verbs.write(report, seen=2, by=officer, at=AT, evaluation_ky="Отчет")
    assert [standing(system, one)[0] for one in ("K-17b", "K-17c")] == [rules.MET, rules.MET]


@clause("K-O4")
def test_the_ministry_reads_what_is_submitted_and_its_attachments_after_the_approval(system, officer):
    file = qa.stored(system, officer)
    report = complete(system, officer, evaluation_file=file)
    official = qa.official("secondary")
    visitor, address = Visitor(official), f"/qa/ministry/reports/{report.pk}/"
    assert visitor.get(address).status_code == 404
    assert address not in visitor.get(f"/qa/ministry/{system.pk}/").content.decode()
    row = submit(report, officer)
    made = papers.draw_annual(report, on=TODAY, by=officer, at=AT)
    assert "Цели достигнуты" in visitor.get(address).content.decode()
    assert address in visitor.get(f"/qa/ministry/{system.pk}/").content.decode()
    assert set(made) <= set(visible_papers(official))
    assert file not in visible_files(official)
    assert visitor.get(f"/qa/reports/{report.pk}/").status_code in (403, 404)
    qa.decide(row)
    assert file in visible_files(official)
    assert Visitor(qa.official("higher")).get(address).status_code == 404


def test_two_editors_never_overwrite_each_other(system, officer):
    report, visitor = begun(system, officer), Visitor(officer)
    address = f"/qa/reports/{report.pk}/text/"
    assert visitor.send(address, seen=1, results_ru="Первый").status_code == 302
    late = visitor.send(address, seen=1, results_ru="Второй")
    assert late.status_code == 422
    assert all(text in late.content.decode() for text in ("Первый", "Второй"))


def test_there_is_one_report_a_year_and_a_strange_year_is_the_last_one(system, officer):
    visitor, address = Visitor(officer), f"/qa/{system.pk}/reports/"
    for year in ("", "٣٣٣٣", "1999", "9" * 30, "x"):
        assert visitor.send(address, year=year).status_code == 302
    assert system.reports.count() == 1
    report = system.reports.get()
    assert verbs.begin(system, year=report.year, by=officer, at=AT) == report
    assert visitor.get(f"/qa/reports/{report.pk}/findings/7/").status_code == 404


@clause("K-17c")
def test_the_paper_holds_both_parts_the_stamp_and_the_findings(system, officer):
    qa.measure(qa.accept(qa.finding(system, officer)), ground.person(), officer)
    report = complete(system, officer)
    row = submit(report, officer)
    draft = papers.draw_annual(report, on=TODAY, by=officer, at=AT)
    assert all(paper.is_draft for paper in draft)
    qa.decide(row)
    made = {paper.language: paper for paper in papers.draw_annual(report, on=TODAY, by=officer, at=AT)}
    assert not any(paper.is_draft for paper in made.values())
    words = {language: printed(paper) for language, paper in made.items()}
    number = f"№{row.pk}"
    assert all(text in words["ru"] for text in ("УТВЕРЖДЁН", number, "Целидостигнуты", "Большепрактики", "Найдено"))
    assert all(text in words["ky"] for text in ("БЕКИТИЛГЕН", number, "Максаттаргажеттик", "Табылды", "Чара"))
    report.refresh_from_db()
    ground.make_ready(report.paper_ru)
    report.refresh_from_db()
    assert publish(report, officer).file_ru == report.paper_ru.file


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_much_for_three_findings_as_for_one(system, officer, count, django_assert_max_num_queries):
    for _number in range(count):
        qa.measure(qa.accept(qa.finding(system, officer)), ground.person(), officer)
    report, visitor = complete(system, officer), Visitor(officer)
    visitor.get(f"/qa/reports/{report.pk}/")
    with django_assert_max_num_queries(16):
        visitor.get(f"/qa/reports/{report.pk}/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_three_reports_as_for_one(system, officer, count, django_assert_max_num_queries):
    for number in range(count):
        verbs.begin(system, year=2023 + number, by=officer, at=AT)
    visitor = Visitor(officer)
    visitor.get(f"/qa/{system.pk}/reports/")
    with django_assert_max_num_queries(8):
        visitor.get(f"/qa/{system.pk}/reports/")
