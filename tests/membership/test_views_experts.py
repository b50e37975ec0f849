"""Pages of the expert group: who sees which package, one text of two writers, signing, the secretary's page."""

from datetime import timedelta

import pytest
from django.urls import reverse

from association import clock, desk
from association.actions import accounts
from association.models import Invitation, Paper, User
from membership import rules
from membership.models import Application, Conclusion, ExpertAssignment
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import experts as make
from tests.factories.browser import Visitor

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


def status(visitor, name, *args):
    """The status of a page or of a file, which is read to its end."""
    answer = visitor.get(address(name, *args))
    if answer.streaming:
        answer.getvalue()
    return answer.status_code


def address(name, *args):
    return reverse(name, args=args)


def posted(conclusion, mark=rules.MET, **fields):
    """The form of the text as a browser sends it."""
    marks = {f"mark_{row['key']}": mark for row in conclusion.criteria}
    return {"version": conclusion.version, "result": rules.POSITIVE, "remarks": "", "reason": "", **marks, **fields}


@clause("A-3.1.4")
def test_an_expert_opens_the_own_package_its_papers_and_files_and_gets_404_for_any_other(package, secretary, group):
    other = make.package(secretary)
    visitor, paper, foreign = Visitor(group[0]), package.papers.first(), other.papers.first()
    form = ground.make_ready(
        Paper.objects.create(kind="D01", title="Заявление", subject_type="x", subject_id="1", made_at=ground.AT)
    )
    Application.objects.filter(pk=package.pk).update(paper=form)

    page = visitor.get(address("package", package.pk))
    assert page.status_code == 200
    assert package.organisation.title in page.content.decode().replace("\u00a0", " ")
    assert status(visitor, "file", paper.file_id) == 200
    assert status(visitor, "paper", form.pk) == 200
    for name, key in (
        ("package", other.pk),
        ("file", foreign.file_id),
        ("conclusion", other.pk),
        ("application", package.pk),
    ):
        assert visitor.get(address(name, key)).status_code == 404
    assert Visitor(make.expert("Чужов")).get(address("file", paper.file_id)).status_code == 404


def test_the_desk_shows_the_duty_until_the_expert_has_signed(package, group):
    visitor = Visitor(group[1])
    assert address("package", package.pk) in visitor.get(address("desk")).content.decode()

    row = make.offered(package, group[0])
    assert address("conclusion", package.pk) in visitor.get(address("desk")).content.decode()
    make.sign(row, group[1])
    assert address("conclusion", package.pk) not in visitor.get(address("desk")).content.decode()


def test_an_overdue_package_stands_first_on_both_desks(package, secretary, group):
    late = ExpertAssignment.objects.create(
        application=package, expert=make.expert("Поздний"), due_on=clock.today() - timedelta(days=3),
        starts_on=clock.today() - timedelta(days=9), assigned_at=ground.AT, assigned_by=secretary,
    )  # fmt: skip
    # Without an annual plan the secretary is told of that too, as late as the academic year is old.
    duties = {
        user: [one for one in desk.duties_of(user, clock.now()) if one.clause != "A-5.3.1"]
        for user in (late.expert, secretary, group[0])
    }

    assert [(one.overdue_days, one.clause) for one in duties[late.expert]] == [(3, "A-3.1.4")]
    assert (duties[secretary][0].overdue_days, duties[secretary][0].url) == (3, address("expert_group", package.pk))
    assert [one.overdue_days for one in duties[group[0]]] == [0]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_packages_costs_the_same_for_one_and_three(secretary, django_assert_num_queries, count):
    expert = make.expert()
    for _number in range(count):
        row = make.package(secretary)
        make.assigned(row, expert, secretary)
        make.signed(row, [expert])
    visitor = Visitor(expert)
    visitor.get(address("packages"))

    with django_assert_num_queries(10):
        page = visitor.get(address("packages"))

    assert page.content.decode().count('class="name"') == count


@clause("A-3.1.4")
def test_two_writers_are_shown_both_texts_and_the_second_saving_is_done_knowingly(package, group):
    first, second = (Visitor(one) for one in group)
    first.send(address("conclusion_begin", package.pk))
    row = Conclusion.objects.get()

    assert first.send(address("conclusion", package.pk), **posted(row, remarks="Первый.")).status_code == 302
    answer = second.send(address("conclusion", package.pk), **posted(row, remarks="Второй."))

    body = answer.content.decode()
    assert answer.status_code == 409
    assert ("Первый." in body, "Второй." in body, 'name="version" value="1"' in body) == (True, True, True)
    assert Conclusion.objects.get().remarks == "Первый."
    row.version = 1
    assert second.send(address("conclusion", package.pk), **posted(row, remarks="Оба.")).status_code == 302
    assert Conclusion.objects.get().remarks == "Оба."


@clause("A-3.1.4")
def test_a_text_that_lacks_something_is_saved_and_says_what_it_lacks(package, group):
    visitor = Visitor(group[0])
    visitor.send(address("conclusion_begin", package.pk))
    form = posted(Conclusion.objects.get(), result=rules.NEGATIVE, offer="1")

    answer = visitor.post(address("conclusion", package.pk), {"form_key": "k" * 20, **form}, follow=True)

    row = Conclusion.objects.get()
    assert (row.state, row.result, row.version) == ("text", rules.NEGATIVE, 1)
    assert "A-3.1.4" in answer.content.decode()


def test_nonsense_in_the_text_is_said_at_the_field_and_nothing_is_stored(package, group):
    visitor = Visitor(group[0])
    visitor.send(address("conclusion_begin", package.pk))
    row = Conclusion.objects.get()

    for bad in ({"result": "excellent"}, {"version": "x"}, {"mark_order": "x"}, {"remarks": "я" * 8001}):
        answer = visitor.send(address("conclusion", package.pk), **posted(row, **bad))
        assert answer.status_code == 422
    assert Conclusion.objects.get().version == 0


@clause("A-3.1.4")
def test_the_group_offers_and_signs_in_the_browser_and_the_applicant_reads_it_afterwards(package, secretary, group):
    director = Visitor(ground.director(package.organisation))
    first, second = (Visitor(one) for one in group)
    first.send(address("conclusion_begin", package.pk))
    first.send(address("conclusion", package.pk), **posted(Conclusion.objects.get(), offer="1"))
    row = Conclusion.objects.get()
    ground.make_ready(row.paper)
    assert [status(one, "paper", row.paper_id) for one in (director, second)] == [404, 200]

    wrong = first.send(address("conclusion_signature", package.pk), sha256=row.paper.sha256, password="мимо")
    assert (wrong.status_code, row.paper.signatures.count()) == (422, 0)
    for visitor in (first, second):
        answer = visitor.send(
            address("conclusion_signature", package.pk), sha256=row.paper.sha256, password=ground.PASSWORD
        )
        assert answer.status_code == 302

    assert Conclusion.objects.get().state == "signed"
    assert status(director, "paper", row.paper_id) == 200
    assert Visitor(secretary).get(address("expert_group", package.pk)).status_code == 200
    assert second.get(address("conclusion", package.pk)).status_code == 200


def test_the_text_is_taken_back_by_one_of_the_group(package, group):
    make.offered(package, group[0])

    assert Visitor(group[1]).send(address("conclusion_reopen", package.pk)).status_code == 302

    assert Conclusion.objects.get().state == "text"


@clause("A-3.1.4")
def test_the_secretary_assigns_and_a_conflict_is_said_at_the_field_with_its_clause(package, secretary):
    visitor, good, bad = Visitor(secretary), make.expert("Независимов"), make.expert("Своев")
    accounts.give_role(bad, "director", package.organisation, by=None, at=ground.AT)
    due_on = clock.today() + timedelta(days=7)

    refused = visitor.send(address("expert_group", package.pk), expert=bad.pk, due_on=due_on.isoformat())
    taken = visitor.send(address("expert_group", package.pk), expert=good.pk, due_on=due_on.isoformat())

    body = refused.content.decode()
    assert (refused.status_code, bad.get_full_name() in body, "A-3.1.4" in body) == (422, True, True)
    assert taken.status_code == 302
    assert [row.expert for row in package.assignments.all()] == [good]
    past = (clock.today() - timedelta(days=1)).isoformat()
    for wrong in ({"expert": good.pk, "due_on": past}, {"expert": "x", "due_on": "y"}, {}):
        assert visitor.send(address("expert_group", package.pk), **wrong).status_code == 422


def test_a_release_asks_for_its_reason(package, secretary, group):
    visitor, row = Visitor(secretary), package.assignments.get(expert=group[0])

    assert visitor.get(address("expert_release", row.pk)).status_code == 200
    assert visitor.send(address("expert_release", row.pk), reason=" ").status_code == 422
    assert visitor.send(address("expert_release", row.pk), reason="Отпуск.").status_code == 302
    assert visitor.get(address("expert_release", row.pk)).status_code == 404
    assert package.assignments.open().count() == 1


@clause("A-3.1.4")
def test_a_conflict_that_came_later_is_shown_to_the_secretary(package, secretary, group):
    accounts.give_role(group[1], "director", package.organisation, by=None, at=clock.now())

    body = Visitor(secretary).get(address("expert_group", package.pk)).content.decode()

    assert body.count('class="tag bad"') == 1


def test_an_invited_expert_accepts_and_can_be_assigned(package, secretary):
    visitor, letterbox = Visitor(secretary), "new.expert@example.org"
    data = {"email": letterbox, "surname": "Новиков", "given": "Олег", "patronymic": "", "language": "ru"}

    assert visitor.send(address("expert_invitation"), **{**data, "email": "nobody"}).status_code == 422
    assert visitor.send(address("expert_invitation"), **data).status_code == 302
    accounts.accept(Invitation.objects.get(), password=ground.PASSWORD, at=clock.now())

    assert letterbox in visitor.get(address("expert_invitation")).content.decode()
    expert = User.objects.get(email=letterbox)
    make.assigned(package, expert, secretary)
    assert status(Visitor(expert), "package", package.pk) == 200
