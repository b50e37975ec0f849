"""Papers of internal quality assurance: when each may be drawn, what it says, who may open it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from association import files, press
from association.actions import papers as ground_papers
from association.models import Organisation, Paper
from association.papers import KINDS
from association.statute import Refused
from association.views.papers import visible_files, visible_papers
from membership.papers import D05
from qa_system import papers as sheets
from qa_system.actions import bodies, council, documents, indicators, plans, processes, staff
from qa_system.actions import papers as verbs
from tests.association.test_press import words_of
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import qa
from tests.qa_system.paper_examples import pair

pytestmark = pytest.mark.django_db
AT, DAY = ground.AT, ground.DAY
TODAY = AT.date()


@pytest.fixture
def system():
    ground.association()
    return qa.system()


@pytest.fixture
def officer(system):
    return qa.officer(system)


def printed(paper: Paper) -> str:
    """The words of a paper, rendered as the worker does, without spaces."""
    made = press.render(
        KINDS[paper.kind].template, paper.facts, language=paper.language, draft=paper.is_draft, title=paper.title,
        issued=paper.made_at, marks=paper.marks or None,
    )  # fmt: skip
    return "".join(words_of(made.data, "-raw").split())


def unit(system, officer):
    return bodies.prepare(
        system, kind="unit", name_ru="Отдел качества", name_ky="Сапат бөлүмү", why_no_unit="", on=TODAY, by=officer,
        at=AT,
    )  # fmt: skip


def decided(system, officer):
    body = unit(system, officer)
    decision = decide(council.submit_body(body, by=officer, at=AT))
    body.refresh_from_db()
    return body, decision


def decide(row, outcome="approved", **fields):
    facts = {"number": "7", "dated_on": date(2026, 8, 28), "item": "2", "on": TODAY, "at": AT} | fields
    return council.enter_decision(row, outcome=outcome, by=qa.council_secretary(row.system), **facts)


def draw(verb, row, by):
    return verb(row, on=TODAY, by=by, at=AT)


def version_of(system, officer, kind="policy", **texts):
    row = documents.add(
        system, kind=kind, code=f"Д-{kind}", title_ru="Название", title_ky="Аталышы", on=TODAY, by=officer, at=AT
    )
    version = row.versions.get()
    documents.write(version, seen=1, by=officer, at=AT, **texts or {"body_ru": "Один\r\n\r\nДва", "body_ky": "Бир"})
    return version


@clause("K-11b", "K-11c")
def test_the_order_is_not_drawn_before_the_council_has_decided(system, officer):
    body = unit(system, officer)
    with pytest.raises(Refused) as refused:
        draw(verbs.draw_order, body, officer)
    assert [verdict.clause for verdict in refused.value.verdicts] == ["K-11b"]
    body.refresh_from_db()
    assert body.order_paper is None


@clause("K-11c")
def test_the_order_is_a_draft_until_number_and_date_are_entered(system, officer):
    body, _decision = decided(system, officer)
    first = draw(verbs.draw_order, body, officer)
    words = printed(first)
    assert (first.is_draft, first.organisation) == (True, system.organisation)
    assert [one in words for one in ("ДОЛБООР", "ПРОЕКТ", "№7протокол", "приказываю:", "буйруккылам:")] == [True] * 5
    bodies.order(body, order_number="15", ordered_on=TODAY, control="", on=TODAY, by=qa.head(system), at=AT)
    second = draw(verbs.draw_order, body, officer)
    body.refresh_from_db()
    assert (second.is_draft, second.dated_on, body.order_paper) == (False, TODAY, second)
    words = printed(second)
    assert ("ПРОЕКТ" in words, "1сентября2026г.№15" in words) == (False, True)


@clause("K-11e")
def test_the_plan_is_a_draft_until_the_head_approves_it(system, officer):
    plan = plans.begin(system, year=2026, by=officer, at=AT)
    with pytest.raises(Refused):
        draw(verbs.draw_plan, plan, officer)
    plans.add_item(plan, text_ru="Опрос", text_ky="Сурамжылоо", starts_on=date(2026, 10, 1), ends_on=date(2026, 10, 9),
                   clause="K-13.3", by=officer, at=AT)  # fmt: skip
    assert draw(verbs.draw_plan, plan, officer).is_draft is True
    plans.approve(plan, on=TODAY, by=qa.head(system), at=AT)
    paper = draw(verbs.draw_plan, plan, officer)
    words = printed(paper)
    assert paper.is_draft is False
    assert [one in words for one in ("БЕКИТЕМ", "УТВЕРЖДАЮ", "Сурамжылоо", "Опрос", "13.3")] == [True] * 5


@clause("K-10", "K-5.2", "K-13.1a")
def test_the_card_is_a_draft_while_it_is_not_whole(system, officer):
    row = processes.add(system, code="Н1", name_ru="Обучение", name_ky="Окутуу", classification="core",
                        area="educational", stage="teaching", purpose_ru="Учить", purpose_ky="Окутуу", on=DAY,
                        by=officer, at=AT)  # fmt: skip
    paper = draw(verbs.draw_card, row, officer)
    row.refresh_from_db()
    words = printed(paper)
    assert (paper.is_draft, row.card) == (True, paper)
    assert [one in words for one in ("негизгипроцесс", "основнойпроцесс", "Н1.Окутуу", "ДОЛБООР")] == [True] * 4


@clause("K-10", "K-13.1b")
def test_the_owner_draws_the_card_and_a_stranger_does_not(system, officer):
    row = processes.add(system, code="Н1", name_ru="Обучение", name_ky="", classification="core", area="educational",
                        stage="teaching", purpose_ru="Учить", purpose_ky="", on=DAY, by=officer, at=AT)  # fmt: skip
    owner = ground.user("process_owner", system.organisation, who=ground.person("Ээсинов"))
    with pytest.raises(PermissionDenied):
        draw(verbs.draw_card, row, owner)
    processes.name_role(row, kind="owner", person=owner.person, post_ru="", post_ky="", on=DAY, by=officer, at=AT)
    assert "Ээсинов" in printed(draw(verbs.draw_card, row, owner))


@clause("K-13.1c")
def test_the_passport_is_for_good_once_everything_is_given(system, officer):
    process = processes.add(system, code="Н1", name_ru="Обучение", name_ky="", classification="core",
                            area="educational", on=DAY, by=officer, at=AT)  # fmt: skip
    row = indicators.add(process, code="К1", name_ru="Доля", name_ky="Үлүш", unit="%", direction="higher", on=DAY,
                         by=officer, at=AT)  # fmt: skip
    assert draw(verbs.draw_passport, row, officer).is_draft is True
    indicators.describe(
        row, seen=row.version, code="К1", name_ru="Доля", name_ky="Үлүш", unit="%", direction="higher",
        formula_ru="а / б", formula_ky="а / б", baseline="61.50", frequency="year", source_ru="справка",
        source_ky="маалымкат", responsible=officer.person, by=officer, at=AT,
    )  # fmt: skip
    indicators.aim(row, year=2026, value=70, low=None, high=None, by=officer, at=AT)
    paper = draw(verbs.draw_passport, row, officer)
    row.refresh_from_db()
    words = printed(paper)
    assert (paper.is_draft, row.passport) == (False, paper)
    assert [one in words for one in ("61,5", "2026/2027:70", "жылсайын", "ежегодно")] == [True] * 4


@clause("K-13.2", "K-19a")
def test_a_version_is_drawn_in_both_languages_and_stamped_when_the_council_has_approved(system, officer):
    version = version_of(system, officer)
    assert [paper.is_draft for paper in draw(verbs.draw_version, version, officer)] == [True, True]
    decide(council.submit_version(version, by=officer, at=AT))
    ky, ru = draw(verbs.draw_version, version, officer)
    version.refresh_from_db()
    assert (version.paper_ky, version.paper_ru, ky.kind, ky.is_draft) == (ky, ru, "Q02", False)
    assert "БЕКИТИЛГЕНпедагогикалыккеңештинчечимименен(2026-жылдын28-августундагы№7протокол)" in printed(ky)
    assert "УТВЕРЖДЕНАрешениемпедагогическогосовета(протоколот28августа2026г.№7)" in printed(ru)
    assert ru.facts["paragraphs"] == ["Один", "Два"]


@clause("K-13.2")
def test_a_missing_language_gives_one_paper_and_no_text_none(system, officer):
    papers = draw(verbs.draw_version, version_of(system, officer, body_ru="Только русский"), officer)
    assert [paper.language for paper in papers] == ["ru"]
    with pytest.raises(Refused) as refused:
        draw(verbs.draw_version, version_of(system, officer, "manual", act_name="Закон"), officer)
    assert [verdict.clause for verdict in refused.value.verdicts] == ["K-19a"]


@clause("K-19a")
def test_the_manual_carries_the_sheet_of_its_changes_and_others_the_order(system, officer):
    manual = version_of(system, officer, "manual")
    assert "ЛИСТРЕГИСТРАЦИИИЗМЕНЕНИЙ" in printed(draw(verbs.draw_version, manual, officer)[1])
    job = version_of(system, officer, "job")
    documents.order(job, order_number="21", ordered_on=TODAY, on=TODAY, by=qa.head(system), at=AT)
    paper = draw(verbs.draw_version, job, officer)[1]
    assert (paper.kind, "УТВЕРЖДЕНАприказомот1сентября2026г.№21" in printed(paper)) == ("QD", True)


@clause("K-13.2")
def test_a_sign_that_no_paper_has_is_named_and_nothing_is_drawn(system, officer):
    version = version_of(system, officer, body_ru="Качество 学校")
    with pytest.raises(Refused) as refused:
        draw(verbs.draw_version, version, officer)
    assert "学 校" in str(refused.value)
    assert Paper.objects.count() == 0


@clause("K-17a")
def test_the_extract_says_what_was_entered_and_is_made_once_by_the_secretary(system, officer):
    _body, decision = decided(system, officer)
    with pytest.raises(PermissionDenied):
        draw(verbs.draw_extract, decision, officer)
    secretary = qa.council_secretary(system)
    ky, ru = draw(verbs.draw_extract, decision, secretary)
    decision.refresh_from_db()
    assert (decision.extract_ky, decision.extract_ru, ky.title) == (ky, ru, "Кеңештин № 7 чечиминен көчүрмө")
    assert "ЧЕЧИМКЫЛЫНДЫ:Бекитилсин." in printed(ky)
    words = printed(ru)
    assert ("РЕШИЛИ:Утвердить." in words, "ГОЛОСОВАЛИ" in words, "Б.Мисалова" in words) == (True, False, True)
    with pytest.raises(Refused):
        draw(verbs.draw_extract, decision, secretary)


@clause("K-19a")
def test_the_register_lists_types_and_titles_in_both_languages(system, officer):
    with pytest.raises(Refused):
        draw(verbs.draw_register, system, officer)
    version = version_of(system, officer)
    decide(council.submit_version(version, by=officer, at=AT))
    paper = draw(verbs.draw_register, system, officer)
    words = printed(paper)
    assert [one in words for one in ("Аталышы", "Название", "кеңеш,№7", "совет,№7", "Күчүндө")] == [True] * 5
    assert (paper.kind, paper.is_draft) == ("Q13", False)


def test_a_paper_older_than_the_records_takes_the_first_of_them(system, officer):
    body, _decision = decided(system, officer)
    facts = sheets.order_facts(body, on=date(2019, 1, 1))
    assert facts == sheets.order_facts(body, on=TODAY)
    assert (facts["signer"]["name"], "Ош шаары" in facts["letterhead"]["reach"]) == ("Б.\u00a0Б.\u00a0Примеров", True)


def test_the_kyrgyz_post_of_the_head_is_the_one_the_organisation_gave(system, officer):
    head = system.organisation.head_on(TODAY).person
    body, _decision = decided(system, officer)
    known = staff.add(system, surname=head.surname, given=head.given, patronymic=head.patronymic, post_ru="директор",
                      post_ky="мүдүр", on=DAY, by=officer, at=AT)  # fmt: skip
    type(known).objects.filter(pk=known.pk).update(person=head)
    facts = sheets.order_facts(body, on=TODAY)
    assert facts["signer"]["post"] == pair("мүдүр", "директор")


def test_a_paper_opens_to_the_people_of_its_organisation_alone(system, officer):
    paper = draw(verbs.draw_order, decided(system, officer)[0], officer)
    stranger = qa.officer(qa.system())
    consultant = ground.user("consultant", system.organisation)
    owner = ground.user("process_owner", system.organisation)
    seen = [visible_papers(user).filter(pk=paper.pk).exists() for user in (officer, consultant, owner, stranger)]
    assert seen == [True, True, True, False]


def test_the_secretary_of_the_association_sees_no_paper_and_no_file_of_a_kyrgyz_organisation(system, officer):
    paper = draw(verbs.draw_order, decided(system, officer)[0], officer)
    stored = files.keep_made(ground.PDF, name="Q01.pdf", organisation=None, at=AT)
    Paper.objects.filter(pk=paper.pk).update(file=stored, pages=1)
    own = files.keep_made(ground.PDF, name="own.pdf", organisation=system.organisation, at=AT)
    nobody = files.keep_made(ground.PDF, name="nobody.pdf", organisation=None, at=AT)
    school = files.keep_made(ground.PDF, name="school.pdf", organisation=ground.organisation(), at=AT)
    secretary, administrator = ground.secretary(), ground.user("administrator")
    assert not visible_papers(secretary).filter(pk=paper.pk).exists()
    assert set(visible_files(secretary)) == {nobody, school}
    assert set(visible_files(officer)) == {own}
    assert set(visible_files(administrator)) == set()


def test_papers_at_home_stay_open_to_the_secretary(system):
    school = ground.organisation()
    secretary = ground.secretary()
    paper = ground_papers.draw(D05, school, facts={}, by=secretary, at=AT, organisation=school)
    assert visible_papers(secretary).filter(pk=paper.pk).exists()
    assert Organisation.objects.get(pk=school.pk).country == "RU"
