"""The conclusion of the expert group: one text of many writers, signatures of all (A-3.1.4)."""

import pytest
from django.core.exceptions import PermissionDenied

from association import clock
from association.actions import accounts, organisations
from association.actions.papers import NotSigned
from association.models import Letter, Paper, User
from association.proofs import Password
from association.statute import Refused
from association.workflow import WrongState
from membership import rules
from membership.actions import experts as verbs
from membership.models import Application, Conclusion
from membership.queries_experts import signed_conclusion
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import experts as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary():
    ground.association()
    return ground.secretary()


@pytest.fixture
def package(secretary):
    return make.package(secretary)


@pytest.fixture
def group(package, secretary):
    people = [make.expert("Экспертов"), make.expert("Знатоков")]
    for one in people:
        make.assigned(package, one, secretary)
    return people


@clause("A-3.1.4")
def test_the_group_writes_one_text_and_nobody_overwrites_unseen(package, group):
    row = make.written(package, group[0], remarks="Первый вариант.")
    assert verbs.begin(package, on=clock.today(), by=group[1], at=clock.now()) == row

    text = {"marks": {}, "result": "", "reason": "", "by": group[1], "at": clock.now()}
    with pytest.raises(verbs.Outdated) as outdated:
        verbs.write(row, version=0, remarks="Второй вариант.", **text)
    assert (outdated.value.conclusion.remarks, outdated.value.conclusion.saved_by) == ("Первый вариант.", group[0])

    verbs.write(row, version=1, remarks="Оба варианта.", **text)
    kept = Conclusion.objects.get(pk=row.pk)
    assert (kept.version, kept.remarks, kept.saved_by) == (2, "Оба варианта.", group[1])
    assert {one["mark"] for one in kept.criteria} == {"met"}


def test_the_criteria_of_a_rule_set_are_kept_as_they_were_when_the_text_began(package, group):
    own = {"key": "own", "clause": "A-3.1.4", "ru": "Свой критерий", "ky": "Өз критерий"}
    ground.settle(conclusion_criteria=[own])
    row = verbs.begin(package, on=clock.today(), by=group[0], at=clock.now())
    ground.settle(conclusion_criteria=None)

    kept = Conclusion.objects.get(pk=row.pk)
    assert [(one["key"], one["ru"], one["mark"]) for one in kept.criteria] == [("own", "Свой критерий", "")]


def test_the_default_criteria_name_the_clauses_and_stand_in_both_languages(package, group):
    row = verbs.begin(package, on=clock.today(), by=group[0], at=clock.now())

    assert [one["clause"] for one in row.criteria] == [one.clause for one in rules.CRITERIA]
    assert [one for one in row.criteria if not one["ru"] or one["ru"] == one["ky"]] == []


@clause("A-3.1.4")
def test_an_incomplete_text_is_saved_and_not_offered(package, group):
    row = make.written(package, group[0], marks={}, result="")

    with pytest.raises(Refused) as refused:
        verbs.offer(row, version=1, on=clock.today(), by=group[0], at=clock.now())

    assert refused.value.verdicts[0].clause == "A-3.1.4"
    assert (Conclusion.objects.get().state, Paper.objects.filter(kind="D03").count()) == ("text", 0)


@clause("A-3.1.4")
def test_offering_freezes_text_and_package_and_asks_the_others_to_sign(package, group):
    row = make.offered(package, group[0], remarks="Дополнить план.\nПровести аудит.")

    assert (row.state, row.dated_on, len(row.documents)) == ("offered", clock.today(), 2)
    assert row.paper.facts["paragraphs"] == ["Дополнить план.", "Провести аудит."]
    assert [one["name"] for one in row.paper.facts["signers"]] == [one.person.initials_first for one in group]
    assert len(row.paper.facts["criteria"]) == len(rules.CRITERIA)
    assert Letter.objects.get(notice="conclusion_to_sign").to == group[1].email
    with pytest.raises(Refused):
        verbs.write(row, version=1, marks={}, remarks="", result="", reason="", by=group[0], at=clock.now())


def test_offering_a_text_that_was_saved_meanwhile_is_told(package, group):
    row = make.written(package, group[0])

    with pytest.raises(verbs.Outdated):
        verbs.offer(row, version=0, on=clock.today(), by=group[1], at=clock.now())


@clause("A-3.1.4")
def test_the_conclusion_is_final_when_every_expert_signed_these_bytes(package, secretary, group):
    row = make.offered(package, group[0])

    assert make.sign(row, group[0]).state == "offered"
    assert signed_conclusion(package) is None
    row = make.sign(row, group[1])

    assert (row.state, signed_conclusion(package), row.paper.signatures.count()) == ("signed", row, 2)
    assert Application.objects.get(pk=package.pk).conclusion_result == rules.POSITIVE
    told = Letter.objects.filter(notice="conclusion_signed").values_list("to", flat=True)
    assert list(told) == [secretary.email]
    assert row.signed_at is not None


def test_a_wrong_password_and_other_bytes_are_no_signature(package, group):
    row = make.offered(package, group[0])

    for word, digest in (("мимо", row.paper.sha256), (ground.PASSWORD, "0" * 64)):
        with pytest.raises(NotSigned):
            verbs.sign(row, proof=Password(word), sha256=digest, on=clock.today(), by=group[0], at=clock.now())

    assert row.paper.signatures.count() == 0


@clause("A-3.1.4")
def test_a_conflict_that_arose_after_the_assignment_blocks_the_signature(package, secretary, group):
    row = make.offered(package, group[0])
    accounts.give_role(group[1], "director", package.organisation, by=None, at=clock.now())

    with pytest.raises(Refused) as refused:
        make.sign(row, User.objects.get(pk=group[1].pk))
    assert refused.value.verdicts[0].clause == "A-3.1.4"

    make.sign(row, group[0])
    assignment = package.assignments.get(expert=group[1])
    verbs.release(assignment, reason="конфликт интересов", on=clock.today(), by=secretary, at=clock.now())
    assert Conclusion.objects.get(pk=row.pk).state == "signed"


def test_a_new_head_who_judges_the_package_cannot_sign(package, group):
    row = make.offered(package, group[0])
    organisations.appoint_head(
        package.organisation, group[0].person, on=clock.today(), by=None, at=clock.now(), post="директор"
    )

    with pytest.raises(Refused):
        make.sign(row, group[0])


def test_a_text_taken_back_is_signed_anew_by_all(package, group):
    row = make.sign(make.offered(package, group[0]), group[0])
    verbs.reopen(row, by=group[1], at=clock.now())
    row = make.written(package, group[1], remarks="Исправлено.")
    made = verbs.offer(row, version=row.version, on=clock.today(), by=group[1], at=clock.now())
    ground.make_ready(made, ground.PDF + b"again")

    assert made.signatures.count() == 0
    assert make.sign(row, group[1]).state == "offered"
    assert make.sign(row, group[0]).state == "signed"
    with pytest.raises(WrongState):
        verbs.reopen(Conclusion.objects.get(pk=row.pk), by=group[0], at=clock.now())


def test_nobody_joins_a_group_whose_text_awaits_signatures_or_is_signed(package, secretary, group):
    make.offered(package, group[0])
    with pytest.raises(Refused):
        make.assigned(package, make.expert("Поздний"), secretary)

    for one in group:
        make.sign(Conclusion.objects.get(), one)
    with pytest.raises(Refused):
        make.assigned(package, make.expert("Поздний"), secretary)


@clause("A-3.1.4")
def test_a_package_changed_after_the_signatures_needs_a_new_conclusion(package, secretary, group):
    row = make.signed(package, group)
    make.paper(package, secretary, "introduction_plan")

    again = Application.objects.get(pk=package.pk)
    assert (signed_conclusion(again), again.conclusion_result) == (None, "")
    fresh = verbs.begin(again, on=clock.today(), by=group[0], at=clock.now())
    assert (fresh.state, fresh == row) == ("text", False)


def test_a_conclusion_on_paper_stands_where_the_group_wrote_none(package, secretary):
    make.paper(package, secretary, "expert_conclusion")
    package.papers.filter(kind="expert_conclusion").update(result=rules.POSITIVE)

    assert (package.conclusion, package.conclusion_result) == (None, rules.POSITIVE)


def test_a_stranger_writes_nothing_and_signs_nothing(package, group):
    stranger, row = make.expert("Чужов"), make.offered(package, group[0])

    for act in (
        lambda: verbs.begin(package, on=clock.today(), by=stranger, at=clock.now()),
        lambda: verbs.reopen(row, by=stranger, at=clock.now()),
        lambda: make.sign(row, stranger),
    ):
        with pytest.raises(PermissionDenied):
            act()


@clause("A-3.1.4")
def test_a_package_that_changed_while_signatures_were_awaited_is_looked_at_again(package, secretary, group):
    row = make.offered(package, group[0])
    make.paper(package, secretary, "introduction_plan")

    with pytest.raises(Refused) as refused:
        make.sign(row, group[0])

    assert refused.value.verdicts[0].clause == "A-3.1.4"
    verbs.reopen(row, by=group[0], at=clock.now())
    assert len(make.offered(package, group[0]).documents) == 3


@clause("A-3.1.4")
def test_a_text_that_nobody_is_left_to_sign_opens_for_another_group(package, secretary, group):
    row = make.offered(package, group[0])
    for one in group:
        verbs.release(package.assignments.open().get(expert=one), reason="отпуск", on=clock.today(), by=secretary,
                      at=clock.now())  # fmt: skip
        assert Conclusion.objects.get(pk=row.pk).state == ("offered" if one == group[0] else "text")

    fresh = make.expert("Сменщиков")
    make.assigned(package, fresh, secretary)
    assert make.sign(make.offered(package, fresh), fresh).state == "signed"
