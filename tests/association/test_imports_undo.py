"""The way back of an import: what nobody touched is restored, what was used is kept and named, and only once."""

import pytest

from association import access, clock, files
from association.actions import imports, organisations
from association.import_cells import reason
from association.models import (
    AuditEntry,
    District,
    Headship,
    Organisation,
    OrganisationName,
    Person,
    RoleGrant,
    User,
)
from association.workflow import WrongState
from tests.association.import_tables import begin, confirm, inn, kinds, school, undo
from tests.factories import association as ground
from tests.factories import membership as members

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary():
    ground.association()
    return ground.secretary()


def fates(source):
    return dict(source.outcomes.order_by("row__number").values_list("row__number", "undone"))


def everything():
    """What an import may change, as it stands."""
    columns = [field.name for field in Organisation._meta.concrete_fields if field.name != "followed_on"]
    dated = [
        list(model.objects.whole().order_by("pk").values_list("pk", "organisation", "starts_on", "ends_on"))
        for model in (OrganisationName, Headship)
    ]
    return [list(Organisation.objects.order_by("pk").values_list(*columns)), dated, District.objects.count()]


def test_an_untouched_import_leaves_no_trace_but_the_journal(secretary):
    known = ground.organisation("Школа № 1", inn=inn(1), phone="+7 3852 1")
    before, people = everything(), Person.objects.count()
    told = {"ФИО руководителя": "Тестова Галина Глебовна"}
    source = confirm(begin(secretary, school(1, **told), school(2), school(3)), secretary)
    assert everything() != before
    undo(source, secretary)

    assert (source.state, fates(source)) == ("undone", {2: "restored", 3: "removed", 4: "removed"})
    assert everything() == before
    assert Person.objects.count() == people + 1  # the head who held the post on no day stays in the list
    assert known.head_on(clock.today()).person.surname == "Примеров"
    entry = AuditEntry.objects.get(verb="import.take_back")
    assert (entry.by, len(entry.facts["removed"]), entry.facts["restored"]) == (secretary, 2, [known.pk])


def test_what_was_used_or_changed_since_is_kept_with_the_reason(secretary):
    source = confirm(begin(secretary, *[school(number) for number in range(1, 6)]), secretary)
    member, renamed, corrected, filed, _free = Organisation.objects.order_by("inn")
    members.membership(member, secretary)
    organisations.appoint_head(
        renamed, ground.person("Новый"), on=clock.today().replace(year=clock.today().year + 1), by=secretary,
        at=clock.now(), post="директор",
    )  # fmt: skip
    organisations.correct_details(corrected, phone="+7 3852 99-99-99", by=secretary, at=clock.now())
    files.keep_made(ground.PDF, name="a.pdf", organisation=filed, at=clock.now())
    undo(source, secretary)

    assert fates(source) == {2: "kept", 3: "kept", 4: "kept", 5: "kept", 6: "removed"}
    assert all(reason(row.undone_reason) for row in source.outcomes.filter(undone="kept"))
    assert Organisation.objects.count() == 4
    assert [row.name for row in District.objects.all()] == ["Пробный"]  # those that were kept lie there


def test_a_changed_organisation_that_got_a_paper_since_keeps_the_change(secretary):
    known = ground.organisation("Школа № 1", inn=inn(1))
    source = confirm(begin(secretary, school(1)), secretary)
    members.membership(known, secretary)
    undo(source, secretary)

    known.refresh_from_db()
    assert (fates(source), known.phone) == ({2: "kept"}, "+7 3852 00-00-00")


def test_a_membership_that_was_there_before_hinders_nothing(secretary):
    known = ground.organisation("Школа № 1", inn=inn(1), phone="+7 3852 1")
    members.membership(known, secretary)
    source = confirm(begin(secretary, school(1)), secretary)
    undo(source, secretary)

    known.refresh_from_db()
    assert (fates(source), known.phone) == ({2: "restored"}, "+7 3852 1")


def test_of_two_imports_the_earlier_waits_for_the_later(secretary):
    first = confirm(begin(secretary, school(1), school(2)), secretary)
    second = confirm(begin(secretary, school(1, Телефон="+7 3852 77-77-77")), secretary)
    preview = begin(secretary, school(2))  # nobody has confirmed it: it uses nothing
    undo(second, secretary)
    undo(first, secretary)

    assert (fates(second), fates(first)) == ({2: "restored"}, {2: "removed", 3: "removed"})
    preview.rows.get().refresh_from_db()
    assert (preview.rows.get().organisation, Organisation.objects.count()) == (None, 0)


def test_an_import_on_which_another_one_stands_is_kept(secretary):
    first = confirm(begin(secretary, school(1)), secretary)
    confirm(begin(secretary, school(1, Телефон="+7 3852 77-77-77")), secretary)
    undo(first, secretary)

    assert fates(first) == {2: "kept"}


def test_an_import_is_undone_once_and_by_whom_it_may(secretary):
    source = confirm(begin(secretary, school(1)), secretary)
    undo(source, secretary)
    with pytest.raises(WrongState):
        imports.undo(source, by=secretary, at=clock.now())

    assert kinds(begin(secretary, school(1))) == {2: "new"}


def test_a_head_who_stays_after_all_has_the_role_again(secretary):
    known = ground.organisation("Школа № 1", inn=inn(1))
    director = ground.director(known)
    source = confirm(begin(secretary, school(1, **{"ФИО руководителя": "Тестова Галина Глебовна"})), secretary)
    assert not access.can(director, "edit_application", known, at=clock.now())
    undo(source, secretary)

    again = User.objects.get(pk=director.pk)
    assert (fates(source), access.can(again, "edit_application", known)) == ({2: "restored"}, True)
    assert [row.user for row in RoleGrant.objects.filter(organisation=known, revoked_at=None)] == [director]
    assert AuditEntry.objects.filter(verb="role.grant", by=secretary).count() == 1
