"""What the ministry and everybody read: printed sheets of approved versions, names in the reader's language."""

import pytest
from django.test import Client

from association.models import OrganisationName
from qa_system.actions import council, documents, papers, plans
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import qa
from tests.factories.browser import Visitor

pytestmark = pytest.mark.django_db
AT, DAY = ground.AT, ground.DAY


@pytest.fixture
def colleges():
    """A lyceum and a college in Osh."""
    ground.association()
    return qa.system("initial"), qa.system("secondary")


@pytest.fixture
def official(colleges):
    return qa.official("secondary", colleges[1].organisation.district)


def statuses(visitor, papers):
    """What a person gets who opens the papers."""
    found = set()
    for row in papers:
        answer = visitor.get(f"/papers/{row.pk}/")
        found.add(answer.status_code)
        assert answer.getvalue()
    return found


@clause("K-O4")
def test_an_official_opens_the_printed_sheets_of_what_was_submitted_or_approved(colleges, official):
    system = colleges[1]
    officer = qa.officer(system)
    document = documents.add(system, kind="manual", code="СК-3", title_ru="Руководство", on=DAY, by=officer, at=AT)
    draft = document.versions.get()
    documents.write(draft, seen=1, body_ru="Текст", body_ky="Тексти", by=officer, at=AT)
    drawn = [ground.make_ready(row) for row in papers.draw_version(draft, on=DAY, by=officer, at=AT)]
    visitor = Visitor(official)
    assert statuses(visitor, drawn) == {404}

    qa.decide(council.submit_version(draft, by=officer, at=AT))
    draft.refresh_from_db()
    approved = [ground.make_ready(row) for row in (draft.paper_ky, draft.paper_ru)]
    page = visitor.get(f"/qa/ministry/versions/{draft.pk}/").content.decode()
    assert [row.is_draft for row in approved] == [False, False]
    assert [f'href="/papers/{row.pk}/"' in page for row in approved] == [True, True]
    assert statuses(visitor, approved) == {200}
    assert statuses(visitor, drawn) == {404}
    stranger = Visitor(qa.official("initial"))
    assert statuses(stranger, approved) == {404}


@clause("K-O4", "K-18b")
def test_an_organisation_is_called_by_its_kyrgyz_name_where_kyrgyz_is_read(colleges):
    system = colleges[1]
    qa.fill(system)
    OrganisationName.objects.filter(organisation=system.organisation).update(short_ky="Ош демонстрациялык колледжи")
    for address in ("/qa/public/", f"/qa/public/{system.pk}/", f"/qa/public/{system.pk}/embedded/"):
        for language, shown in (("ky", True), ("ru", False)):
            page = Client().get(address, headers={"Accept-Language": language}).content.decode()
            assert ("Ош демонстрациялык колледжи" in page) is shown


def test_a_plan_asks_in_the_reader_s_own_words(colleges):
    system = colleges[1]
    officer = qa.officer(system)
    plan = plans.begin(system, year=2026, by=officer, at=AT)
    page = Visitor(officer).get(f"/qa/plans/{plan.pk}/", headers={"Accept-Language": "ky"}).content.decode()

    assert [word in page for word in ("Жооптуу", "Максат", ">Responsible", ">Goal")] == [True, True, False, False]
