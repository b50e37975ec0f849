"""Who may do what: grants, their mirror in guardian, offices as of a moment, and what a request costs."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from association import access, clock
from association.accounts import Backend
from association.models import Organisation, RoleGrant, User
from association.models.organisation import OrganisationUserObjectPermission
from membership.models import Application
from presidium.actions import seats
from tests.factories import association as ground
from tests.factories import membership, presidium
from tests.factories.browser import Visitor

pytestmark = pytest.mark.django_db
NOW = {"by": None, "at": ground.AT}


@pytest.fixture
def school():
    return ground.organisation()


@pytest.fixture
def director(school):
    return ground.director(school)


def fresh(user):
    """The account as the next request reads it."""
    return Backend().get_user(user.pk)


def mirror(user):
    """The object rights and groups of an account, as guardian keeps them."""
    rows = OrganisationUserObjectPermission.objects.filter(user=user)
    rights = {(row.content_object_id, row.permission.codename) for row in rows.select_related("permission")}
    return rights, set(user.groups.values_list("name", flat=True))


def test_a_role_on_an_organisation_is_mirrored_by_object_rights_and_nothing_else(school, director):
    rights = {
        "view_organisation", "edit_application", "submit_application", "view_agenda", "leave_association",
        "move_exclusion", "carry_assignment", "keep_help", "name_contacts", "offer_mentoring", "give_material",
        "answer_requests", "enter_event", "join_group", "propose_plan",
    }  # fmt: skip

    assert mirror(director) == ({(school.pk, right) for right in rights}, set())


def test_a_role_on_the_portal_is_mirrored_by_a_group(school):
    assert mirror(ground.secretary()) == (set(), {"secretary"})


def test_a_revoked_role_leaves_no_right_and_its_row_stays_with_who_and_when(school, director):
    operator = ground.user("operator")
    access.revoke(RoleGrant.objects.get(user=director), by=operator, at=ground.AT)
    access.revoke(RoleGrant.objects.get(user=operator), by=None, at=ground.AT)

    assert [mirror(director), mirror(operator)] == [(set(), set()), (set(), set())]
    row = RoleGrant.objects.get(user=director)
    assert (row.revoked_at, row.revoked_by) == (ground.AT, operator)
    assert access.can(fresh(director), "edit_application", school) is False
    assert access.can(fresh(operator), "view_records") is False


def test_a_role_held_twice_and_revoked_on_one_organisation_stays_on_the_other(school, director):
    other = ground.organisation()
    access.grant(director, "director", other, **NOW)
    access.revoke(RoleGrant.objects.get(user=director, organisation=school), **NOW)

    may = [access.can(fresh(director), "edit_application", row) for row in (school, other)]
    assert may == [False, True]
    assert list(access.organisations(fresh(director), "edit_application")) == [other]


def test_granting_twice_gives_one_row(school, director):
    first = RoleGrant.objects.get(user=director)

    assert access.grant(director, "director", school, **NOW) == first
    assert RoleGrant.objects.filter(user=director).count() == 1


def test_a_director_reaches_the_own_school_and_no_other(school, director):
    foreign = ground.organisation()
    own, other = (membership.application(row, director) for row in (school, foreign))

    assert [access.can(director, "edit_application", row) for row in (school, own, foreign, other)] == [
        True, True, False, False,
    ]  # fmt: skip
    assert list(access.visible(director, "edit_application", Application.objects.all())) == [own]
    assert list(access.visible(director, "view_organisation", Organisation.objects.all())) == [school]
    with pytest.raises(PermissionDenied):
        access.require(director, "edit_application", other)


def test_nobody_and_the_dismissed_may_nothing(school, director):
    User.objects.filter(pk=director.pk).update(is_active=False)
    dismissed = User.objects.get(pk=director.pk)

    assert Backend().get_user(director.pk) is None
    assert [access.roles_of(user) for user in (AnonymousUser(), dismissed)] == [[], []]
    assert [access.can(user, "edit_application", school) for user in (AnonymousUser(), dismissed)] == [False, False]
    assert access.visible(AnonymousUser(), "view_organisation", Organisation.objects.all()).count() == 0
    with pytest.raises(PermissionDenied):
        access.require(None, "edit_application", school)


def test_a_right_that_does_not_exist_is_a_mistake_and_not_a_no(director):
    with pytest.raises(LookupError, match="no such right"):
        access.can(director, "fly")


def test_nobody_stands_above_the_table(school):
    root = User.objects.create_user("root@example.org", is_superuser=True)

    assert access.can(root, "view_records") is False
    assert access.can(root, "edit_application", school) is False
    assert access.visible(root, "view_organisation", Organisation.objects.all()).count() == 0


def test_chair_deputy_and_members_are_read_from_offices_and_seats_as_of_a_moment():
    people = presidium.cast(3)
    before = datetime.combine(ground.DAY - timedelta(days=1), ground.AT.timetz())
    roles = [access.roles_of(user, at) for user in people.seats for at in (before, ground.AT)]

    assert roles == [
        ["director"], ["chair", "presidium_member", "director"],
        ["director"], ["deputy", "presidium_member", "director"],
        ["director"], ["presidium_member", "director"],
    ]  # fmt: skip


def test_an_office_ends_for_its_holder_on_the_day_another_takes_it():
    people = presidium.cast(3)
    today = clock.today()
    assert access.can(people.chair, "approve_agenda", at=clock.now()) is True
    seats.take_office("chair", people.seats[2].person, on=today, basis=None, by=people.secretary, at=clock.now())

    may = [access.can(fresh(user), "approve_agenda") for user in (people.chair, people.seats[2])]
    assert may == [False, True]
    seats.vacate_seats(people.seats[2].person.seats.get().organisation, on=today, by=None, at=clock.now())
    assert access.roles_of(fresh(people.seats[2])) == ["chair", "director"]


def test_the_right_is_asked_again_at_the_moment_of_acting(school, director):
    """P21: what a request has read of an account does not outlive a revocation, once a moment is named."""
    secretary = fresh(ground.secretary())
    assert access.can(secretary, "view_records") is True
    access.revoke(RoleGrant.objects.get(user=secretary.pk), **NOW)

    assert access.can(secretary, "view_records") is True
    with pytest.raises(PermissionDenied):
        access.require(secretary, "view_records", at=clock.now())


@pytest.mark.parametrize("role", ["operator", "director"])
def test_a_role_revoked_between_form_and_post_stops_the_post(role, school):
    """P21."""
    ground.association()
    user = ground.user(role, school if role == "director" else None)
    asked = membership.application(school, user, state="draft" if role == "director" else "submitted")
    page = f"/applications/{asked.pk}/"
    act, data = {
        "operator": ("registration/", {}),
        "director": ("recommendation/", {"recommended_name": "Тестова Г. Г.", "recommended_post": "завуч"}),
    }[role]
    visitor = Visitor(user)
    assert visitor.get(page).status_code == 200
    access.revoke(RoleGrant.objects.get(user=user), **NOW)

    assert visitor.send(page + act, **data).status_code == 403
    asked.refresh_from_db()
    assert (asked.entry, asked.recommended_name) == (None, "")
    assert visitor.get(page).status_code in (403, 404)


def test_rebuilding_changes_nothing_on_a_sound_portal(capsys, school, director):
    people = [director, ground.secretary(), ground.user("operator")]
    before = [mirror(user) for user in people]
    call_command("rebuild_rights")

    assert capsys.readouterr().out == "rights added: 0, removed: 0\n"
    assert [mirror(user) for user in people] == before


def test_rebuilding_restores_what_was_lost_and_removes_what_nobody_granted(school, director):
    secretary, foreign = ground.secretary(), ground.organisation()
    before = [mirror(user) for user in (director, secretary)]
    OrganisationUserObjectPermission.objects.filter(permission__codename="view_agenda").delete()
    access.assign_perm("association.edit_application", director, foreign)
    secretary.groups.clear()
    director.groups.add(access.Group.objects.get(name="administrator"))

    assert access.rebuild() == (2, 2)
    assert [mirror(user) for user in (director, secretary)] == before
    assert access.rebuild() == (0, 0)


def test_the_holders_of_a_right_are_those_with_an_open_role(school, director):
    secretary, gone = ground.secretary(), ground.user("operator")
    access.revoke(RoleGrant.objects.get(user=gone), **NOW)

    assert list(access.holders("register_documents")) == [secretary]
    for role in ("consultant", "commission_member", "process_owner", "council_secretary"):
        ground.user(role, school)
    assert list(access.account_holders(school)) == [director]
    assert access.account_holders(school, "view_qa").count() == 4


PAGES = ["/register/", "/certificates/", "/meetings/", "/journal/", "/orders/", "/applications/"]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_asks_six_things_before_its_own(rows, django_assert_max_num_queries):
    """Session, account with person and roles, association, offices with seats, and the counts of the navigation."""
    people = presidium.cast()
    members = [membership.member(people.secretary) for _number in range(rows)]
    visitor = Visitor(people.secretary)
    visitor.get("/desk/")

    with django_assert_max_num_queries(6):
        assert visitor.get("/orders/999/").status_code == 404
    for page in PAGES:
        with django_assert_max_num_queries(10):
            assert visitor.get(page).status_code == 200
    with django_assert_max_num_queries(15):
        assert visitor.get(members[0].get_absolute_url()).status_code == 200


def test_a_refusal_asks_four_things(director, django_assert_num_queries):
    ground.association()
    visitor = Visitor(director)
    visitor.get("/desk/")

    with django_assert_num_queries(4):
        assert visitor.get("/register/").status_code == 403
