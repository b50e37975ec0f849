"""Findings and measures: answered by the head, closed with proof alone, checked by somebody else (K-7.5, K-15b)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from association import clock
from association.statute import Refused
from qa_system import rules
from qa_system.actions import findings as verbs
from qa_system.actions import improvements
from qa_system.actions.editing import Outdated
from qa_system.models import Finding, ImprovementAction
from qa_system.queries import compliance, declarations, facts_of, readiness
from qa_system.queries.findings import tally
from qa_system.queries.ministry import overviews
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import qa
from tests.factories.browser import Visitor

pytestmark = pytest.mark.django_db
AT, DAY, TODAY = ground.AT, ground.DAY, ground.AT.date()


@pytest.fixture
def system():
    ground.association()
    return qa.system()


@pytest.fixture
def officer(system):
    return qa.officer(system)


@pytest.fixture
def owner(system):
    """Somebody with an account who answers for a measure."""
    return ground.user("process_owner", system.organisation, who=ground.person("Тажрыйбаев", "Эркин", ""))


def text_of(answer) -> str:
    """A page with plain spaces."""
    return answer.content.decode().replace("\u00a0", " ")


def clauses_of(refused) -> list[str]:
    return [verdict.clause for verdict in refused.value.verdicts]


def standing(system, wanted="K-7.5"):
    facts = facts_of(system, TODAY)
    declared = declarations(system, facts)
    rows = [*readiness(system, facts, declared), *compliance(system, facts, declared)]
    return next((row.standing, str(row.sentence)) for row in rows if row.clause == wanted)


def closed(system, officer, owner, **fields) -> Finding:
    """A finding with one measure that is done, checked and closed."""
    row = qa.accept(qa.finding(system, officer, **fields))
    qa.check(qa.prove(qa.measure(row, owner.person, officer), owner), officer)
    verbs.close(row, on=TODAY, by=officer, at=AT)
    row.refresh_from_db()
    return row


def duties(user) -> list[tuple[str, int]]:
    context = Visitor(user).get("/desk/").context
    return [(duty.url, duty.overdue_days) for duty in [*context["overdue"], *context["duties"]]]


@clause("K-15b")
def test_the_head_alone_answers_and_a_rejection_has_its_reason(system, officer):
    row, head = qa.finding(system, officer), qa.head(system)
    with pytest.raises(PermissionDenied):
        verbs.answer(row, accepted=True, answer_ru="", answer_ky="", on=TODAY, by=officer, at=AT)
    with pytest.raises(Refused) as refused:
        verbs.answer(row, accepted=False, answer_ru=" ", answer_ky="", on=TODAY, by=head, at=AT)
    assert clauses_of(refused) == ["K-15b"]

    verbs.answer(row, accepted=False, answer_ru="Нет средств", answer_ky="", on=TODAY, by=head, at=AT)
    row.refresh_from_db()
    assert (row.state, row.answer_ru, row.answered_on) == ("rejected", "Нет средств", TODAY)


@clause("K-15b")
def test_a_measure_is_planned_after_the_recommendation_was_accepted(system, officer, owner):
    row = qa.finding(system, officer)
    with pytest.raises(Refused) as refused:
        qa.measure(row, owner.person, officer)
    assert clauses_of(refused) == ["K-15b"]
    qa.accept(row)
    with pytest.raises(Refused) as refused:
        qa.measure(row, owner.person, officer, due_on=DAY - timedelta(days=1))
    assert clauses_of(refused) == ["K-12.3"]
    made = qa.measure(row, owner.person, officer)
    assert (made.number, made.state) == (1, "open")


@clause("K-7.5")
def test_a_measure_is_closed_only_with_proof(system, officer, owner):
    row = qa.measure(qa.accept(qa.finding(system, officer)), owner.person, officer)
    with pytest.raises(Refused) as refused:
        qa.prove(row, owner, proof_ru="  ")
    assert clauses_of(refused) == ["K-7.5"]
    qa.prove(row, owner, proof_ru="", proof_file=qa.stored(system, officer))
    qa.check(row, officer)
    row.refresh_from_db()
    assert (row.state, row.done_on, row.checked_by, row.has_proof) == ("closed", TODAY, officer, True)


def test_the_database_itself_keeps_a_measure_from_being_closed_without_proof(system, officer, owner):
    row = qa.measure(qa.accept(qa.finding(system, officer)), owner.person, officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        ImprovementAction.objects.filter(pk=row.pk).update(state="closed")


@clause("K-7.5")
def test_nobody_checks_the_own_measure(system, officer):
    row = qa.prove(qa.measure(qa.accept(qa.finding(system, officer)), officer.person, officer), officer)
    with pytest.raises(Refused) as refused:
        qa.check(row, officer)
    assert clauses_of(refused) == ["K-7.5"]
    assert f"/qa/measures/{row.pk}/check/" not in [url for url, _days in duties(officer)]
    qa.check(row, qa.head(system))
    row.refresh_from_db()
    assert row.state == "closed"


def test_a_proof_that_is_not_enough_goes_back_with_a_remark(system, officer, owner):
    row = qa.prove(qa.measure(qa.accept(qa.finding(system, officer)), owner.person, officer), owner)
    with pytest.raises(Refused):
        qa.check(row, officer, passed=False)
    qa.check(row, officer, passed=False, remark_ru="Нет подписи")
    row.refresh_from_db()
    assert (row.state, row.remark_ru) == ("open", "Нет подписи")
    assert "Нет подписи" in Visitor(owner).get(f"/qa/measures/{row.pk}/proof/").content.decode()


def test_a_stranger_and_another_process_owner_give_no_proof(system, officer, owner):
    row = qa.measure(qa.accept(qa.finding(system, officer)), owner.person, officer)
    colleague = ground.user("process_owner", system.organisation, who=ground.person("Тестова", "Гүлнара", ""))
    stranger = qa.officer(qa.system())
    for visitor, status in ((colleague, 403), (stranger, 404)):
        assert Visitor(visitor).send(f"/qa/measures/{row.pk}/proof/", proof_ru="Готово").status_code == status
    for by in (colleague, stranger):
        with pytest.raises(PermissionDenied):
            qa.prove(row, by)


@clause("K-7.5")
def test_a_finding_is_closed_when_all_its_measures_are(system, officer, owner):
    row = qa.accept(qa.finding(system, officer))
    with pytest.raises(Refused):
        verbs.close(row, on=TODAY, by=officer, at=AT)
    first, second = (qa.measure(row, owner.person, officer) for _number in range(2))
    qa.check(qa.prove(first, owner), officer)
    with pytest.raises(Refused) as refused:
        verbs.close(row, on=TODAY, by=officer, at=AT)
    assert refused.value.verdicts[0].needed == 1
    improvements.drop(second, remark_ru="Не нужна", remark_ky="", on=TODAY, by=officer, at=AT)
    verbs.close(row, on=TODAY, by=officer, at=AT)
    row.refresh_from_db()
    assert (row.state, row.closed_on) == ("closed", TODAY)
    with pytest.raises(Refused):
        verbs.change(row, seen=1, found_on=DAY, on=TODAY, by=officer, at=AT, text_ru="Иначе")


@clause("K-7.5")
def test_the_share_closed_with_proof_is_counted_from_the_records(system, officer, owner):
    assert standing(system) == (rules.UNKNOWN, "")
    closed(system, officer, owner)
    assert standing(system)[0] == rules.MET
    waiting = qa.finding(system, officer)
    assert standing(system) == (rules.MISSING, "Закрыто с подтверждением: 1 из 2.")
    head = qa.head(system)
    verbs.answer(waiting, accepted=False, answer_ru="Нет", answer_ky="", on=TODAY, by=head, at=AT)
    assert standing(system)[0] == rules.MET
    assert tally([system]) == {system.pk: (1, 1)}


@clause("K-7.5")
def test_the_ministry_counts_the_same_share(system, officer, owner):
    closed(system, officer, owner)
    qa.finding(system, officer)
    rows = type(system).objects.filter(pk=system.pk).select_related("organisation")
    line = next(line for line in overviews(rows, TODAY)[0].lines if line.clause == "K-7.5")
    assert (line.standing, str(line.sentence)) == (rules.MISSING, standing(system)[1])


@clause("K-7.5")
def test_the_register_shows_the_share_and_filters(system, officer, owner):
    done = closed(system, officer, owner)
    overdue = qa.accept(qa.finding(system, officer, text_ru="Просрочено", text_ky="Мөөнөтү өттү"))
    qa.measure(overdue, owner.person, officer, due_on=DAY)
    waiting = qa.finding(system, officer)
    visitor, address = Visitor(officer), f"/qa/{system.pk}/findings/"

    def shown(status: str) -> list[int]:
        return [one["row"].pk for one in visitor.get(address, {"status": status}).context["rows"]]

    page = visitor.get(address)
    assert page.context["strip"][0]["value"] == "1 из 3"
    assert [tab["count"] for tab in page.context["tabs"]] == [3, 2, 1, 1, 0]
    assert {status: shown(status) for status in ("open", "overdue", "closed", "rejected", "nonsense")} == {
        "open": [waiting.pk, overdue.pk], "overdue": [overdue.pk], "closed": [done.pk], "rejected": [],
        "nonsense": [waiting.pk, overdue.pk, done.pk],
    }  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
def test_the_register_asks_as_much_for_three_as_for_one(system, officer, owner, count, django_assert_max_num_queries):
    for _number in range(count):
        qa.measure(qa.accept(qa.finding(system, officer)), owner.person, officer)
    visitor = Visitor(officer)
    visitor.get(f"/qa/{system.pk}/findings/")
    with django_assert_max_num_queries(11):
        visitor.get(f"/qa/{system.pk}/findings/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_much_for_three_measures_as_for_one(
    system, officer, owner, count, django_assert_max_num_queries
):
    row = qa.accept(qa.finding(system, officer))
    for _number in range(count):
        qa.measure(row, owner.person, officer)
    visitor = Visitor(officer)
    visitor.get(f"/qa/findings/{row.pk}/")
    with django_assert_max_num_queries(10):
        visitor.get(f"/qa/findings/{row.pk}/")


@clause("K-13.4", "K-15b", "K-7.5", "K-12.3")
def test_the_way_of_a_finding_through_the_browser(system, officer, owner):
    visitor, today = Visitor(officer), clock.today()
    form = {"source": "survey", "text_ru": "Мало мест практики", "text_ky": "Практика орду аз", "found_on": today}
    address = f"/qa/{system.pk}/findings/new/"
    assert visitor.send(address, concerns="weather", **form).status_code == 422
    assert visitor.send(address, concerns="resources", **form | {"found_on": "2099-01-01"}).status_code == 422
    assert visitor.send(address, concerns="resources", recommendation_ru="Договоры", **form).status_code == 302
    row = system.findings.get()
    assert (row.number, row.concerns, row.state) == (1, "resources", "open")

    head = Visitor(qa.head(system))
    refused = head.send(f"/qa/findings/{row.pk}/answer/", accepted="no")
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["answer_ky"])
    assert head.send(f"/qa/findings/{row.pk}/answer/", accepted="yes", answer_ru="Согласен").status_code == 302
    measure = {
        "text_ru": "Заключить", "text_ky": "Түзүү", "owner": owner.person_id, "due_on": today,
        "effect_ru": "Мест больше", "impact_ru": "План практики",
    }  # fmt: skip
    assert visitor.send(f"/qa/findings/{row.pk}/measures/", **measure | {"due_on": DAY}).status_code == 422
    assert visitor.send(f"/qa/findings/{row.pk}/measures/", **measure).status_code == 302
    made = row.actions.get()

    hand, url = Visitor(owner), f"/qa/measures/{made.pk}/proof/"
    assert hand.send(url).status_code == 422
    assert hand.send(url, proof_ru="Договор № 5").status_code == 302
    assert hand.send(f"/qa/measures/{made.pk}/check/", passed="yes").status_code == 403
    assert visitor.send(f"/qa/findings/{row.pk}/closing/").status_code == 302
    assert Finding.objects.get().state == "accepted"
    assert visitor.send(f"/qa/measures/{made.pk}/check/", passed="yes", remark_ru="Мест 40").status_code == 302
    assert visitor.send(f"/qa/findings/{row.pk}/closing/").status_code == 302
    page = visitor.get(f"/qa/findings/{row.pk}/")
    shown = text_of(page)
    assert [act["title"] for act in page.context["acts"]] == [
        "Недостаток закрыт с подтверждением", "Подтверждение проверено, мера закрыта", "Подтверждение представлено",
        "Мера запланирована", "Рекомендация принята", "Недостаток внесён",
    ]  # fmt: skip
    assert all(text in shown for text in ("Договор № 5", "План практики", "Мест 40", "Мест больше"))


def test_two_editors_never_overwrite_each_other(system, officer, owner):
    row, visitor = qa.finding(system, officer), Visitor(officer)
    form = {"source": "survey", "concerns": "resources", "text_ky": "Табылды", "found_on": DAY}
    assert visitor.send(f"/qa/findings/{row.pk}/text/", seen=1, text_ru="Первый", **form).status_code == 302
    late = visitor.send(f"/qa/findings/{row.pk}/text/", seen=1, text_ru="Второй", **form)
    assert late.status_code == 422
    assert all(text in late.content.decode() for text in ("Первый", "Второй"))
    made = qa.measure(qa.accept(row), owner.person, officer)
    improvements.change(made, seen=1, due_on=TODAY, by=officer, at=AT, text_ru="Первая")
    with pytest.raises(Outdated):
        improvements.change(made, seen=1, due_on=TODAY, by=officer, at=AT, text_ru="Вторая")


def test_everybody_finds_the_own_part_on_the_desk(system, officer, owner):
    head, row = qa.head(system), qa.finding(system, officer)
    assert (f"/qa/findings/{row.pk}/answer/", 0) in duties(head)
    qa.accept(row)
    assert (f"/qa/findings/{row.pk}/measures/", 0) in duties(officer)
    made = qa.measure(row, owner.person, officer, due_on=clock.today() - timedelta(days=4))
    assert (f"/qa/measures/{made.pk}/proof/", 4) in duties(owner)
    assert (f"/qa/findings/{row.pk}/", 4) in duties(officer)
    qa.prove(made, owner)
    assert duties(owner) == []
    assert (f"/qa/measures/{made.pk}/check/", 0) in duties(officer)
