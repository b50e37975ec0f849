"""The plan of a pair, edited by both sides, and the people who keep it for their organisation (A-3.16b)."""

import re

import pytest
from django.core.exceptions import PermissionDenied

from association import clock, desk
from association.actions import accounts
from association.models import Invitation, Letter, RoleGrant, User
from mentoring.actions import help_plan as verbs
from mentoring.actions import pair_contacts
from qa_system.actions.editing import Outdated
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import helping as made
from tests.factories.browser import Visitor
from tests.factories.moments import days, fresh
from tests.factories.refusals import refusal

pytestmark = pytest.mark.django_db
NAMES = {"surname": "Тетрадкина", "given": "Инна", "patronymic": "Ильинична", "language": "ru"}


@pytest.fixture
def couple():
    return made.couple()


def duties(user):
    return [one.title for one in desk.duties_of(User.objects.get(pk=user.pk), clock.now())]


@clause("A-3.16b")
def test_one_press_makes_a_plan_and_both_sides_edit_it_without_overwriting(couple):
    mentor, candidate = Visitor(couple.mentor), Visitor(couple.candidate)
    page = couple.pair.get_absolute_url()
    assert any("Составьте план" in one for one in duties(couple.mentor))
    assert mentor.send(f"{page}plan/").url == f"{page}#plan"
    lines = list(couple.pair.plan.all())
    assert [line.area for line in lines] == ["policy", "council", "analysis", "measures"]
    assert [line.due_on for line in lines] == sorted({line.due_on for line in lines})
    assert all(clock.today() < line.due_on for line in lines)
    assert refusal(verbs.make, couple.pair, by=couple.candidate, at=clock.now()) == ["A-3.16b"]
    address = f"/pairs/plan/{lines[0].pk}/"
    typed = {"area": "policy", "due_on": days(10)}
    assert mentor.send(address, **typed, text="Наставник пишет.", seen=0).status_code == 302
    refused = candidate.send(address, **typed, text="Кандидат пишет.", seen=0)
    body = refused.content.decode()
    assert (refused.status_code, "Наставник пишет." in body, "Кандидат пишет." in body) == (422, True, True)
    assert fresh(lines[0]).text == "Наставник пишет."
    assert candidate.send(address, **typed, text="Кандидат пишет.", seen=1).status_code == 302
    assert (fresh(lines[0]).text, fresh(lines[0]).edit) == ("Кандидат пишет.", 2)
    for field, value in (("due_on", days(-61)), ("due_on", "x"), ("text", " "), ("area", "sport")):
        answer = candidate.send(address, **{**typed, "text": "Новый", "seen": 2, field: value})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    with pytest.raises(Outdated):
        verbs.drop(lines[0], seen=0, by=couple.mentor, at=clock.now())
    for step, seen, done in (("finish", 2, clock.today()), ("finish", 2, clock.today()), ("reopen", 3, None)):
        candidate.send(f"{address}state/", step=step, seen=seen)
        assert fresh(lines[0]).done_on == done
    candidate.send(f"{address}state/", step="drop", seen=4)
    assert fresh(lines[0]).dropped_at is not None
    assert (candidate.get(address).status_code, couple.pair.plan.filter(dropped_at=None).count()) == (404, 3)
    assert mentor.send(f"{page}plan/new/", area="council", text="Ещё одна", due_on=days(30)).status_code == 302
    stranger = Visitor(couple.stranger)
    for where in (address, f"{address}state/", f"{page}plan/", f"{page}plan/new/"):
        assert stranger.send(where, **typed, text="Чужой", seen=4, step="drop").status_code == 404
    with pytest.raises(PermissionDenied):
        verbs.add(couple.pair, area="policy", text="x", due_on=days(1), by=couple.secretary, at=clock.now())


@clause("A-3.16b")
def test_a_done_line_and_a_line_with_help_keep_what_they_are(couple):
    line = verbs.make(couple.pair, by=couple.mentor, at=clock.now())[0]
    made.verbs.write(
        couple.pair, on=clock.today(), area="policy", hours=1, text="Помогли.", line=line, by=couple.mentor,
        at=clock.now(),
    )  # fmt: skip
    facts = {"text": "Иначе", "due_on": days(1), "by": couple.mentor, "at": clock.now()}
    assert refusal(verbs.change, line, seen=0, area="council", **facts) == ["A-3.16b"]
    verbs.finish(line, seen=0, by=couple.mentor, at=clock.now())
    assert refusal(verbs.change, line, seen=1, area="policy", **facts) == ["A-3.16b"]
    type(line).objects.filter(pk=line.pk).update(done_on=None, due_on=days(-3))
    late = [one for one in desk.duties_of(couple.candidate, clock.now()) if one.overdue_days == 3]
    assert [one.clause for one in late] == ["A-3.16b"]


@clause("A-3.16b")
def test_the_head_names_a_person_who_keeps_the_journal_and_takes_the_role_back(couple):
    head, school = Visitor(couple.mentor), couple.pair.mentor
    address = f"/organisations/{school.pk}/pair-contacts/"
    assert head.get(address).status_code == 200
    assert head.send(address, **NAMES, email="helper@example.org").status_code == 302
    again = head.send(address, **NAMES, email="helper@example.org")
    assert (again.status_code, list(again.context["form"].errors)) == (422, ["email"])
    assert head.send(address, **NAMES, email="nobody").status_code == 422
    token = re.search(r"/invitation/([\w-]+)/", Letter.objects.get(to="helper@example.org").body)[1]
    row = Invitation.objects.get(token_digest=accounts.digest_of(token))
    helper = accounts.accept(row, password=ground.PASSWORD, at=clock.now())
    visitor, page = Visitor(User.objects.get(pk=helper.pk)), couple.pair.get_absolute_url()
    assert (visitor.get(page).status_code, visitor.get("/pairs/").status_code) == (200, 200)
    assert made.entry(couple.pair, User.objects.get(pk=helper.pk)).is_by_mentor
    assert "helper@example.org" in Visitor(couple.candidate).get(page).content.decode()
    assert "helper@example.org" in head.get(address).content.decode()
    assert (visitor.get(address).status_code, Visitor(couple.stranger).get(address).status_code) == (403, 404)
    with pytest.raises(PermissionDenied):
        pair_contacts.invite_contact(
            school, email="other@example.org", by=couple.candidate, at=clock.now(), **NAMES
        )  # fmt: skip
    with pytest.raises(PermissionDenied):  # of other roles the head gives none
        accounts.invite(email="x@example.org", person=helper.person, role="director", organisation=school,
                        by=couple.mentor, at=clock.now())  # fmt: skip
    grant = RoleGrant.objects.get(user=helper, role="pair_contact")
    assert Visitor(couple.stranger).send(f"/pair-contacts/{grant.pk}/end/").status_code == 404
    assert head.send(f"/pair-contacts/{grant.pk}/end/").status_code == 302
    assert Visitor(User.objects.get(pk=helper.pk)).get(page).status_code == 404
    head.send(address, **NAMES, email="second@example.org")
    second = Invitation.objects.get(email="second@example.org")
    head.send(f"/pair-contacts/invitations/{second.pk}/end/")
    with pytest.raises(LookupError):
        accounts.accept(second, password=ground.PASSWORD, at=clock.now())


@clause("A-3.16b")
def test_the_pages_ask_the_same_number_of_questions_of_one_and_of_three(couple, django_assert_max_num_queries):
    def count(visitor, address):
        with django_assert_max_num_queries(60) as asked:
            assert visitor.get(address).status_code == 200
        return len(asked)

    visitor, page = Visitor(couple.mentor), couple.pair.get_absolute_url()
    verbs.add(couple.pair, area="policy", text="Одна", due_on=days(9), by=couple.mentor, at=clock.now())
    made.entry(couple.pair, couple.mentor)
    visitor.get(page)
    one = [count(visitor, where) for where in (page, "/pairs/", "/desk/")]
    for _number in range(2):
        verbs.add(couple.pair, area="council", text="Ещё", due_on=days(9), by=couple.mentor, at=clock.now())
        made.entry(couple.pair, couple.mentor)
        made.pairs.approved_pair(couple.secretary, couple.pair.mentor, on=days(0))
    assert [count(visitor, where) for where in (page, "/pairs/", "/desk/")] == one
