"""The documented system and the council: versions, both languages, who approves, what is never changed."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from association.statute import Refused
from qa_system import rules
from qa_system.actions import council, publications
from qa_system.actions import documents as verbs
from qa_system.actions.editing import Outdated
from qa_system.models import DocumentVersion, Submission
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


def add(system, officer, kind="policy", code="П-1"):
    row = verbs.add(system, kind=kind, code=code, title_ru="Политика", title_ky="Саясат", on=TODAY, by=officer, at=AT)
    return row, row.versions.get()


def decide(row, outcome="approved", **fields):
    facts = {"number": "3", "dated_on": DAY, "item": "1", "on": TODAY, "at": AT, "by": qa.council_secretary(row.system)}
    return council.enter_decision(row, outcome=outcome, **facts | fields)


def approved(system, officer, kind="policy", code="П-1"):
    _row, version = add(system, officer, kind, code)
    verbs.write(version, seen=1, body_ru="Текст", body_ky="Текст кыргызча", by=officer, at=AT)
    decide(council.submit_version(version, by=officer, at=AT))
    version.refresh_from_db()
    return version


@clause("K-19a")
def test_the_policy_and_the_manual_go_before_the_council_the_rest_to_the_head(system, officer):
    assert [verbs.approver_of(kind, TODAY) for kind in ("policy", "manual", "procedure")] == [
        rules.COUNCIL, rules.COUNCIL, rules.HEAD
    ]  # fmt: skip


@clause("K-17b")
def test_an_empty_draft_does_not_go_before_the_council(system, officer):
    _row, version = add(system, officer)
    with pytest.raises(Refused) as refused:
        council.submit_version(version, by=officer, at=AT)
    assert [verdict.clause for verdict in refused.value.verdicts] == ["K-17b"]


@clause("K-13.2")
def test_a_missing_language_warns_the_council_and_stops_nothing(system, officer):
    _row, version = add(system, officer)
    verbs.write(version, seen=1, body_ru="Только русский", by=officer, at=AT)
    row = council.submit_version(version, by=officer, at=AT)
    assert [(check["clause"], check["passed"]) for check in row.checks] == [("K-13.2", False)]
    decide(row)
    version.refresh_from_db()
    assert (version.state, version.body_ru) == ("approved", "Только русский")


@clause("K-17a")
def test_the_council_is_recorded_and_never_judged(system, officer):
    _row, version = add(system, officer)
    verbs.write(version, seen=1, body_ky="Текст", by=officer, at=AT)
    decision = decide(council.submit_version(version, by=officer, at=AT), votes_for=1, votes_against=9)
    version.refresh_from_db()
    assert (decision.outcome, version.state) == ("approved", "approved")


@clause("K-17a")
@pytest.mark.parametrize("fields", [{"number": " "}, {"dated_on": date(2027, 1, 1)}, {"outcome": "returned"}])
def test_a_decision_without_number_from_the_future_or_returned_without_a_reason_is_refused(system, officer, fields):
    _row, version = add(system, officer)
    verbs.write(version, seen=1, body_ky="Текст", by=officer, at=AT)
    row = council.submit_version(version, by=officer, at=AT)
    with pytest.raises(Refused):
        decide(row, **fields)
    row.refresh_from_db()
    assert row.state == Submission.State.WAITING


def test_only_the_secretary_of_the_council_enters_a_decision(system, officer):
    _row, version = add(system, officer)
    verbs.write(version, seen=1, body_ky="Текст", by=officer, at=AT)
    with pytest.raises(PermissionDenied):
        decide(council.submit_version(version, by=officer, at=AT), by=officer)


@clause("K-19b", "K-5.1")
def test_a_new_version_replaces_the_one_in_force_and_the_old_one_stays_readable(system, officer):
    first = approved(system, officer)
    second = verbs.begin_version(first.document, by=officer, at=AT)
    assert (second.number, second.body_ru) == (2, "Текст")
    verbs.write(second, seen=1, body_ru="Новый текст", change_ru="Уточнены цели", by=officer, at=AT)
    decide(council.submit_version(second, by=officer, at=AT), dated_on=TODAY)
    first.refresh_from_db()
    assert (first.state, first.ended_on, first.body_ru) == ("replaced", TODAY, "Текст")
    assert Visitor(officer).get(f"/qa/versions/{first.pk}/").status_code == 200


def test_there_is_one_draft_at_a_time_and_an_approved_version_is_not_written(system, officer):
    version = approved(system, officer)
    with pytest.raises(Refused):
        verbs.write(version, seen=version.edit, body_ru="Подмена", by=officer, at=AT)
    draft = verbs.begin_version(version.document, by=officer, at=AT)
    assert verbs.begin_version(version.document, by=officer, at=AT) == draft
    assert DocumentVersion.objects.count() == 2


def test_two_writers_of_a_draft_lose_nothing(system, officer):
    _row, version = add(system, officer)
    verbs.write(version, seen=1, body_ru="Первый", by=officer, at=AT)
    with pytest.raises(Outdated):
        verbs.write(version, seen=1, body_ru="Второй", by=officer, at=AT)
    page = Visitor(officer).send(f"/qa/versions/{version.pk}/text/", seen=1, body_ru="Второй")
    text = page.content.decode()
    assert (page.status_code, "Первый" in text, "Второй" in text) == (422, True, True)


@clause("K-19a")
def test_the_head_orders_what_need_not_go_before_the_council(system, officer):
    _row, version = add(system, officer, "procedure", "ПР-1")
    verbs.write(version, seen=1, body_ru="Порядок", by=officer, at=AT)
    head = qa.head(system)
    order = {"order_number": "4", "ordered_on": TODAY, "on": TODAY, "at": AT}
    with pytest.raises(Refused):
        council.submit_version(version, by=officer, at=AT)
    verbs.order(version, by=head, **order)
    version.refresh_from_db()
    assert (version.state, version.order_number) == ("approved", "4")
    _other, policy = add(system, officer)
    with pytest.raises(Refused):
        verbs.order(policy, by=head, **order)


def test_a_person_reads_by_the_own_click_and_a_list_is_entered_by_the_officer(system, officer):
    version = approved(system, officer)
    reader = ground.user("process_owner", system.organisation, who=ground.person("Читателев"))
    verbs.ask_to_read(version, people=[reader.person, officer.person], by=officer, at=AT)
    mine, other = (
        version.acknowledgements.get(person=reader.person),
        version.acknowledgements.get(person=officer.person),
    )
    with pytest.raises(PermissionDenied):
        verbs.acknowledge(other, by=reader, at=AT)
    verbs.acknowledge(mine, by=reader, at=AT)
    mine.refresh_from_db()
    assert mine.read_at == AT


@clause("K-18a", "K-18b")
def test_the_policy_is_published_after_the_council_only_and_no_arrangement_lifts_that(system, officer):
    _row, version = add(system, officer)
    verbs.write(version, seen=1, body_ru="Текст", by=officer, at=AT)
    facts = {"year": 2026, "on": TODAY, "by": officer, "at": AT}
    with pytest.raises(Refused) as refused:
        publications.publish_version(version, **facts)
    assert [verdict.clause for verdict in refused.value.verdicts] == ["K-18b"]
    decide(council.submit_version(version, by=officer, at=AT))
    version.refresh_from_db()
    row = publications.publish_version(version, **facts)
    assert (row.decision.number, row.body_ru, row.withdrawn_on) == ("3", "Текст", None)


@clause("K-18b", "K-6")
def test_a_withdrawal_says_why_and_leaves_a_tombstone(system, officer):
    row = publications.publish_version(approved(system, officer), year=2026, on=TODAY, by=officer, at=AT)
    with pytest.raises(Refused):
        publications.withdraw(row, why=" ", on=TODAY, by=officer, at=AT)
    publications.withdraw(row, why="Опечатка", on=TODAY, by=officer, at=AT)
    row.refresh_from_db()
    assert (row.withdrawn_on, row.withdrawn_why) == (TODAY, "Опечатка")


def test_every_page_opens_and_every_form_saves(system, officer):
    visitor, secretary = Visitor(officer), Visitor(qa.council_secretary(system))
    answers = [
        visitor.send(
            f"/qa/{system.pk}/documents/new/", kind="policy", code="П-1", title_ru="Политика", title_ky="Саясат"
        )
    ]
    version = DocumentVersion.objects.get()
    answers += [
        visitor.send(f"/qa/versions/{version.pk}/text/", seen=1, body_ru="Текст", body_ky="Текст кыргызча"),
        visitor.send(f"/qa/versions/{version.pk}/submission/"),
        visitor.send(f"/qa/{system.pk}/council/", subject_ru="О сайте"),
    ]
    waiting = Submission.objects.get(version=version)
    answers.append(
        secretary.send(f"/qa/submissions/{waiting.pk}/decision/", number="5", dated_on="2026-08-20", outcome="approved")
    )
    answers.append(visitor.send(f"/qa/versions/{version.pk}/readers/", people=officer.person_id))
    assert [answer.status_code for answer in answers] == [302] * len(answers)
    decision = system.decisions.get()
    pages = [f"{system.pk}/documents", f"documents/{version.document_id}", f"versions/{version.pk}",
             f"{system.pk}/council", f"decisions/{decision.pk}"]  # fmt: skip
    for page in pages:
        assert visitor.get(f"/qa/{page}/").status_code == 200, page
