"""Working groups: presets, people by period, proposals of directors, what the leader keeps (A-3.11, A-5.6.6)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from association import access, clock, keys
from association.actions import groups
from association.models import GroupSeat, Letter, Person, User, WorkingGroup
from association.rules import groups as rules
from association.statute import Refused
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import requesting
from tests.journeys.people import PDF

pytestmark = pytest.mark.django_db


def send(client, url, **form):
    return client.post(url, {keys.FIELD: keys.new_key(), **form})


def standing(scene):
    groups.preset(on=ground.DAY, by=scene.secretary, at=clock.now())
    return WorkingGroup.objects.get(key="consulting")


@clause("A-3.11.1", "A-3.11.2", "A-3.11.3", "A-2.3.1", "A-2.3.4")
def test_the_three_standing_groups_are_set_up_once_and_everybody_reads_them(client):
    ground.association()
    secretary = ground.secretary()
    client.force_login(secretary)
    for _twice in range(2):
        assert send(client, reverse("group_preset")).status_code == 302
    rows = WorkingGroup.objects.order_by("clause")
    assert [(row.clause, row.function) for row in rows] == [
        ("A-3.11.1", "2.3.1"), ("A-3.11.2", "2.3.4"), ("A-3.11.3", "2.3.2"),
    ]  # fmt: skip
    person = ground.person("Ведущий", "Олег", "Ильич")
    groups.seat(rows[0], person, role="leader", post="методист", on=clock.today(), by=secretary, at=clock.now())
    client.logout()
    page = client.get(reverse("groups")).content.decode()
    assert (page.count("<tr>"), "методист" in page) == (4, True)
    before = client.get(reverse("groups"), {"on": "2020-01-01"}).content.decode()
    assert "методист" not in before
    assert client.get(reverse("group", args=[rows[0].pk])).status_code == 302


@clause("A-3.11.4")
def test_a_leader_keeps_the_own_group_only_and_a_change_is_a_new_line(client):
    scene = requesting.office(2)
    leader, follower = scene.directors
    group, other = standing(scene), WorkingGroup.objects.get(key="analytical")
    today, facts = clock.today(), {"by": scene.secretary, "at": clock.now()}
    groups.seat(group, leader.person, role="leader", post="директор", on=today - timedelta(days=9), **facts)
    leader = User.objects.get(pk=leader.pk)
    assert [access.can(leader, "lead_group", one) for one in (group, other)] == [True, False]

    client.force_login(leader)
    data = {"surname": "Новая", "given": "Инна", "patronymic": "", "post": "завуч", "role": "member",
            "on": today.isoformat()}  # fmt: skip
    assert send(client, reverse("group_seat_new", args=[other.pk]), **data).status_code == 404
    assert send(client, reverse("group_seat_new", args=[group.pk]), **{**data, "role": "leader"}).status_code == 422
    assert send(client, reverse("group_seat_new", args=[group.pk]), **data).status_code == 302
    newcomer = Person.objects.get(surname="Новая")
    task = {"text": "Собрать примеры", "person": newcomer.pk, "due_on": (today + timedelta(days=3)).isoformat()}
    assert send(client, reverse("group_tasks", args=[group.pk]), **task).status_code == 302
    assert "Собрать примеры" in client.get(reverse("desk")).content.decode()
    upload = SimpleUploadedFile("plan.pdf", PDF, "application/pdf")
    done = send(client, reverse("group_task", args=[group.tasks.get().pk]), word="Собраны", file=upload)
    assert (done.status_code, group.tasks.get().state) == (302, "done")
    note = {"on": today.isoformat(), "text": "Встретились.", "file": SimpleUploadedFile("a.pdf", PDF)}
    assert send(client, reverse("group_notes", args=[group.pk]), **note).status_code == 302
    stored = group.notes.get().file_id
    assert client.get(reverse("group_file", args=[group.pk, stored])).getvalue() == PDF
    client.force_login(follower)
    assert client.get(reverse("group_file", args=[group.pk, stored])).status_code == 404
    assert "Встретились." not in client.get(group.get_absolute_url()).content.decode()

    groups.seat(group, follower.person, role="leader", post="директор", on=today, **facts)
    former = GroupSeat.objects.filter(group=group, person=leader.person).order_by("pk")
    assert [(row.role, row.ends_on) for row in former] == [("leader", today), ("member", None)]
    assert "group_leader" not in access.roles_of(User.objects.get(pk=leader.pk))
    earlier = client.get(group.get_absolute_url(), {"on": (today - timedelta(days=5)).isoformat()}).content.decode()
    assert leader.person.full_name in earlier
    with pytest.raises(PermissionDenied):
        groups.note(group, text="x", on=today, checked=None, by=User.objects.get(pk=leader.pk), at=clock.now())
    ends_for_good(group, newcomer, on=today, **facts)


def ends_for_good(group, newcomer, *, on, **facts):
    """Nobody sits in a group that has ended, and nobody is seated anew."""
    groups.end(group, on=on, **facts)
    assert not GroupSeat.objects.open().filter(group=group).exists()
    with pytest.raises(Refused):
        groups.seat(group, newcomer, role="member", post="завуч", on=on, **facts)


@clause("A-3.11.4")
def test_a_commission_is_set_up_with_the_decision_it_stands_on(client):
    ground.association()
    client.force_login(ground.secretary())
    form = {"kind": "commission", "name": "Комиссия по наградам", "purpose": "Отбор.", "on": "2026-09-01",
            "basis_body": "Президиум", "basis_number": "3"}  # fmt: skip
    assert send(client, reverse("group_new"), **form).status_code == 422
    assert send(client, reverse("group_new"), **form, basis_dated_on="2026-09-01").status_code == 302
    row = WorkingGroup.objects.get()
    assert (row.clause, row.basis.number) == ("A-3.11.4", "3")
    send(client, reverse("group_words", args=[row.pk]), name="Комиссия", purpose="Отбор лучших.")
    send(client, reverse("group_end", args=[row.pk]), on=clock.today().isoformat())
    row.refresh_from_db()
    assert (row.name, row.ends_on) == ("Комиссия", clock.today())
    assert rules.is_within.judge(since=ground.DAY, until=ground.DAY, on=ground.DAY).passed is False


@clause("A-5.6.6")
def test_a_director_proposes_a_person_and_the_leader_takes_the_person_in(client):
    scene = requesting.office(2)
    group, (leader, director) = standing(scene), scene.directors
    day, facts = clock.today(), {"by": scene.secretary, "at": clock.now()}
    groups.seat(group, leader.person, role="leader", post="директор", on=day, **facts)
    outsider = ground.user("director", ground.organisation())
    url = reverse("group_proposal_new", args=[group.pk])
    form = {"surname": "Знающая", "given": "Ольга", "patronymic": "", "post": "методист", "word": "Аудитор"}
    client.force_login(outsider)
    refused = send(client, url, organisation=outsider.role_grants.get().organisation_id, **form)
    assert (refused.status_code, "5.6.6" in refused.content.decode()) == (409, True)
    client.force_login(director)
    assert send(client, url, organisation=scene.organisations[0].pk, **form).status_code == 422
    assert send(client, url, organisation=scene.organisations[1].pk, **form).status_code == 302
    assert Letter.objects.get(notice="group_proposed").user == leader
    proposal = group.proposals.get()
    assert send(client, reverse("group_proposal_acceptance", args=[proposal.pk])).status_code == 403

    client.force_login(User.objects.get(pk=leader.pk))
    assert "Знающая" in client.get(reverse("desk")).content.decode()
    assert send(client, reverse("group_proposal_acceptance", args=[proposal.pk])).status_code == 302
    seat = group.seats.get(person=proposal.person)
    assert (seat.role, seat.organisation) == ("member", scene.organisations[1])
    assert rules.may_join.judge(is_member=True, is_in_already=True).passed is False
    client.force_login(director)
    send(client, url, organisation=scene.organisations[1].pk, **{**form, "surname": "Другая"})
    client.force_login(scene.secretary)
    second = group.proposals.get(state="asked")
    send(client, reverse("group_proposal_refusal", args=[second.pk]), answer="Мест нет.")
    answers = Letter.objects.filter(notice="group_answered", user=director).order_by("pk")
    assert [("Мест нет." in row.body) for row in answers] == [False, True]


def test_the_list_costs_the_same_with_one_group_and_with_three(client, django_assert_num_queries):
    scene = requesting.office(1)
    standing(scene)
    WorkingGroup.objects.exclude(key="consulting").update(starts_on=clock.today() + timedelta(days=9))
    client.force_login(scene.secretary)
    client.get(reverse("groups"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("groups"))
    WorkingGroup.objects.update(starts_on=ground.DAY)
    with django_assert_num_queries(len(one)):
        client.get(reverse("groups"))
