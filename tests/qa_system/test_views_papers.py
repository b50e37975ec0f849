"""The buttons that draw papers, the lines on which they then stand, and who may open them."""

from datetime import date

import pytest
from django.urls import reverse

from association.models import Paper
from qa_system.actions import bodies, council, documents, indicators, plans, processes
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import qa
from tests.factories.browser import Visitor

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


def body_of(system, officer):
    return bodies.prepare(
        system, kind="unit", name_ru="Отдел", name_ky="Бөлүм", why_no_unit="", on=TODAY, by=officer, at=AT
    )


def decision_on(body, officer):
    row = council.submit_body(body, by=officer, at=AT)
    decision = council.enter_decision(
        row, number="7", dated_on=DAY, item="", outcome="approved", on=TODAY, by=qa.council_secretary(body.system),
        at=AT,
    )  # fmt: skip
    body.refresh_from_db()
    return decision


def process_of(system, officer):
    return processes.add(
        system, code="Н1", name_ru="Обучение", name_ky="Окутуу", classification="core", area="educational", on=DAY,
        by=officer, at=AT,
    )  # fmt: skip


def indicator_of(system, officer):
    return indicators.add(
        process_of(system, officer), code="К1", name_ru="Доля", name_ky="", unit="%", direction="higher", on=DAY,
        by=officer, at=AT,
    )  # fmt: skip


def plan_of(system, officer):
    row = plans.begin(system, year=2026, by=officer, at=AT)
    plans.add_item(row, text_ru="Опрос", starts_on=date(2026, 10, 1), ends_on=date(2026, 10, 9), by=officer, at=AT)
    return row


def version_of(system, officer):
    row = documents.add(
        system, kind="policy", code="П", title_ru="Политика", title_ky="Саясат", on=TODAY, by=officer, at=AT
    )
    version = row.versions.get()
    documents.write(version, seen=1, body_ru="Текст", body_ky="Текст", by=officer, at=AT)
    return version


def ordered_body(system, officer):
    body = body_of(system, officer)
    decision_on(body, officer)
    return body


CASES = {
    "qa_body_paper": (ordered_body, "qa_body", ["Q01"]),
    "qa_plan_paper": (plan_of, "qa_plan", ["Q15"]),
    "qa_process_card": (process_of, "qa_process", ["Q04"]),
    "qa_indicator_paper": (indicator_of, "qa_indicator", ["Q05"]),
    "qa_version_paper": (version_of, "qa_version", ["Q02", "Q02"]),
}


@pytest.mark.parametrize("name", CASES)
def test_a_button_draws_and_the_page_then_shows_the_paper(system, officer, name):
    make, page, kinds = CASES[name]
    row, visitor = make(system, officer), Visitor(officer)
    there = reverse(page, args=[row.system_id if page == "qa_body" else row.pk])
    assert reverse(name, args=[row.pk]) in visitor.get(there).content.decode()
    answer = visitor.send(reverse(name, args=[row.pk]))
    assert (answer.status_code, answer.headers["Location"]) == (302, there)
    assert list(Paper.objects.values_list("kind", flat=True)) == kinds
    assert visitor.get(there).content.decode().count(f'data-paper="{kinds[0]}"') == len(kinds)


@pytest.mark.parametrize("name", CASES)
def test_a_stranger_finds_no_row_and_a_reader_has_no_button(system, officer, name):
    make, page, _kinds = CASES[name]
    row = make(system, officer)
    stranger, reader = Visitor(qa.officer(qa.system())), Visitor(ground.user("consultant", system.organisation))
    there = reverse(page, args=[row.system_id if page == "qa_body" else row.pk])
    assert stranger.send(reverse(name, args=[row.pk])).status_code == 404
    assert reader.send(reverse(name, args=[row.pk])).status_code in (403, 404)
    assert reverse(name, args=[row.pk]) not in reader.get(there).content.decode()
    assert Visitor(officer).get(reverse(name, args=[row.pk])).status_code == 405
    assert Paper.objects.count() == 0


@clause("K-11b", "K-11c")
def test_before_the_council_there_is_no_button_and_the_refusal_names_the_clause(system, officer):
    body, visitor = body_of(system, officer), Visitor(officer)
    address = reverse("qa_body_paper", args=[body.pk])
    assert address not in visitor.get(reverse("qa_body", args=[system.pk])).content.decode()
    answer = visitor.send(address)
    assert (answer.status_code, "K-11b" in answer.content.decode()) == (409, True)
    assert Paper.objects.count() == 0


@clause("K-17a")
def test_the_extract_is_made_by_the_secretary_of_the_council_and_read_by_the_others(system, officer):
    decision = decision_on(body_of(system, officer), officer)
    address, page = reverse("qa_decision_extract", args=[decision.pk]), reverse("qa_decision", args=[decision.pk])
    assert address not in Visitor(officer).get(page).content.decode()
    assert Visitor(officer).send(address).status_code == 403
    secretary = Visitor(qa.council_secretary(system))
    assert address in secretary.get(page).content.decode()
    assert secretary.send(address).headers["Location"] == page
    shown = Visitor(officer).get(page).content.decode()
    assert (shown.count('data-paper="Q12"'), address in secretary.get(page).content.decode()) == (2, False)


@clause("K-19a")
def test_the_register_is_printed_from_its_page_in_a_fixed_number_of_queries(
    system, officer, django_assert_max_num_queries
):
    visitor, page = Visitor(officer), reverse("qa_documents", args=[system.pk])
    address = reverse("qa_documents_paper", args=[system.pk])
    assert address not in visitor.get(page).content.decode()
    version_of(system, officer)
    assert visitor.send(address).headers["Location"] == page
    visitor.get(page)
    with django_assert_max_num_queries(40) as one:
        assert 'data-paper="Q13"' in visitor.get(page).content.decode()
    for code in ("Р-1", "Р-2"):
        documents.add(system, kind="regulation", code=code, title_ru=code, on=TODAY, by=officer, at=AT)
    with django_assert_max_num_queries(len(one)):
        visitor.get(page)


def test_a_ready_paper_opens_to_its_organisation_and_to_nobody_of_the_association(system, officer):
    version = version_of(system, officer)
    Visitor(officer).send(reverse("qa_version_paper", args=[version.pk]))
    version.refresh_from_db()
    paper = ground.make_ready(version.paper_ru)
    consultant = ground.user("consultant", system.organisation)
    people = [officer, consultant, qa.officer(qa.system()), ground.secretary(), ground.user("administrator")]
    for address in (f"/papers/{paper.pk}/", f"/papers/{paper.pk}/line/", f"/files/{paper.file_id}/"):
        answers = [Visitor(user).get(address) for user in people]
        for answer in filter(lambda one: one.streaming, answers):
            assert b"".join(answer.streaming_content) == ground.PDF
        seen = [answer.status_code for answer in answers]
        assert seen == [200, 200, 404, 404, 404], address


def test_the_owner_draws_the_card_of_the_own_process(system, officer):
    row = process_of(system, officer)
    owner = ground.user("process_owner", system.organisation)
    processes.name_role(row, kind="owner", person=owner.person, post_ru="", post_ky="", on=DAY, by=officer, at=AT)
    page = Visitor(owner).get(row.get_absolute_url()).content.decode()
    assert reverse("qa_process_card", args=[row.pk]) in page
    assert Visitor(owner).send(reverse("qa_process_card", args=[row.pk])).status_code == 302
    row.refresh_from_db()
    assert (row.card.kind, row.card.is_draft) == ("Q04", True)
