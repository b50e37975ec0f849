"""The expert group: assignment, conflict, what an assignment opens (A-3.1.4)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from association import access, clock
from association.actions import accounts
from association.models import AuditEntry, Letter, RoleGrant, StoredFile
from association.statute import Refused
from membership.actions import experts as verbs
from membership.models import Application, ApplicationPaper, ExpertAssignment
from membership.queries_experts import experts_on
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import experts as make

pytestmark = pytest.mark.django_db
RIGHT = "review_package"


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


def sees(user, model):
    return list(access.visible(user, RIGHT, model.objects.order_by("pk")).values_list("pk", flat=True))


def test_an_assigned_expert_sees_the_package_with_its_files_and_nothing_of_another(package, secretary):
    other = make.package(secretary)
    mine, stranger = make.expert(), make.expert()
    make.assigned(package, mine, secretary)
    make.assigned(other, stranger, secretary)
    papers = list(package.papers.order_by("pk"))

    assert sees(mine, Application) == [package.pk]
    assert sees(mine, ApplicationPaper) == [row.pk for row in papers]
    assert sees(mine, StoredFile) == [row.file_id for row in papers]
    assert [access.can(mine, RIGHT, thing) for thing in (package, papers[0], papers[0].file)] == [True] * 3
    assert [access.can(stranger, RIGHT, thing) for thing in (package, papers[0], papers[0].file)] == [False] * 3
    assert not access.can(mine, "check_applications", package)
    assert sees(ground.director(package.organisation), Application) == []


@clause("A-3.1.4")
def test_the_end_of_an_assignment_closes_everything(package, secretary, group):
    row = package.assignments.get(expert=group[0])
    verbs.release(row, reason="отпуск", on=clock.today(), by=secretary, at=clock.now())

    assert [sees(group[0], model) for model in (Application, ApplicationPaper, StoredFile)] == [[], [], []]
    assert sees(group[1], Application) == [package.pk]
    assert list(experts_on(package, clock.today())) == [package.assignments.get(expert=group[1])]
    kept = ExpertAssignment.objects.get(pk=row.pk)
    assert (kept.ends_on, kept.end_reason, kept.released_by) == (clock.today(), "отпуск", secretary)
    assert Letter.objects.filter(notice="expert_released", to=group[0].email).count() == 1


def test_neither_a_revoked_role_nor_a_settled_application_leaves_the_package_open(package, secretary, group):
    access.revoke(RoleGrant.objects.get(user=group[0]), by=secretary, at=clock.now())
    assert sees(group[0], Application) == []

    for state in ("draft", "refused", "entered"):
        Application.objects.filter(pk=package.pk).update(state=state)
        assert sees(group[1], Application) == []


@clause("A-3.1.4")
def test_a_letter_tells_the_expert_and_the_journal_keeps_who_assigned(package, secretary):
    expert = make.expert()

    row = make.assigned(package, expert, secretary, days=5)

    letter = Letter.objects.get(notice="expert_assigned")
    assert (letter.to, f"/packages/{package.pk}/" in letter.body) == (expert.email, True)
    entry = AuditEntry.objects.get(verb="expert.assign")
    assert (entry.by, entry.facts["expert"]) == (secretary, expert.pk)
    assert row.due_on == clock.today() + timedelta(days=5)


def test_another_due_day_is_a_new_row_and_the_same_one_is_not(package, secretary):
    expert = make.expert()
    first = make.assigned(package, expert, secretary, days=5)

    assert make.assigned(package, expert, secretary, days=5) == first
    later = make.assigned(package, expert, secretary, days=9)

    assert [row.pk for row in experts_on(package, clock.today())] == [later.pk]
    assert sees(expert, Application) == [package.pk]


@clause("A-3.1.4")
def test_the_head_and_the_accounts_of_the_applicant_are_refused_with_the_reason(package, secretary):
    head = ground.user("expert", who=package.organisation.head_on(clock.today()).person)
    clerk = make.expert("Служащев")
    accounts.give_role(clerk, "director", package.organisation, by=None, at=ground.AT)
    elsewhere = make.expert("Другов")
    accounts.give_role(elsewhere, "director", ground.organisation(), by=None, at=ground.AT)

    for refused_one in (head, clerk):
        with pytest.raises(Refused) as refused:
            make.assigned(package, refused_one, secretary)
        assert refused.value.verdicts[0].clause == "A-3.1.4"
        assert refused_one.get_full_name() in str(refused.value)
    make.assigned(package, elsewhere, secretary)

    assert [row.expert for row in package.assignments.all()] == [elsewhere]


def test_a_check_of_an_app_above_blocks_the_assignment_too(package, secretary, monkeypatch):
    from association import conflicts
    from association.statute import say

    monkeypatch.setattr(conflicts, "_CHECKS", list(conflicts._CHECKS))
    conflicts.register_check(lambda user, organisation, day: say("%(name)s is the mentor.", name=user.get_full_name()))

    with pytest.raises(Refused) as refused:
        make.assigned(package, make.expert("Наставников"), secretary)

    assert "Наставников" in str(refused.value)


@pytest.mark.parametrize(
    ("state", "role"), [("submitted", "expert"), ("draft", "expert"), ("refused", "expert"), ("registered", "operator")]
)
def test_only_registered_packages_get_accounts_of_the_group(secretary, state, role):
    row = make.package(secretary, state=state)

    with pytest.raises(Refused):
        make.assigned(row, ground.user(role), secretary)

    assert row.assignments.count() == 0


def test_a_due_day_in_the_past_and_a_stranger_who_assigns_are_refused(package, secretary):
    expert = make.expert()

    with pytest.raises(Refused):
        make.assigned(package, expert, secretary, days=-1)
    with pytest.raises(PermissionDenied):
        make.assigned(package, expert, ground.director(package.organisation))
