"""The library of methodical materials: who reads what, by which address, and what is taken back (A-7.2.9)."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from association import clock
from association.actions import library as verbs
from association.actions import qms_processes
from association.models import AuditEntry, LibraryItem, QmsProcess
from association.queries import materials_seen_by, processes_on
from association.statute import Refused
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as members
from tests.factories import presidium as sittings
from tests.factories import stewards as make
from tests.factories.browser import Visitor
from tests.factories.moments import days
from tests.policy_forms import scan

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return sittings.cast(3)


def status(visitor, address):
    """The status of an answer, which is read to its end."""
    answer = visitor.get(address)
    if answer.streaming:
        assert answer["Content-Disposition"].startswith("attachment")
        answer.getvalue()
    return answer.status_code


def titles(answer):
    return sorted(one["title"] for one in answer.context["rows"])


@clause("A-7.2.9")
def test_each_reader_finds_what_is_meant_for_them_and_no_other_address_gives_the_file(people):
    by, school = people.secretary, members.member(people.secretary)
    candidate = ground.organisation()
    members.membership(candidate, by, ground_of="candidate")
    own, learner, stranger = ground.director(school), ground.director(candidate), people.stranger
    rows = {name: make.material(own, school, name, audience=name) for name in ("public", "members", "presidium")}
    readers = {
        "guest": Client(), "own": Visitor(own), "candidate": Visitor(learner), "stranger": Visitor(stranger),
        "member": Visitor(people.seats[2]), "secretary": Visitor(by), "official": Visitor(people.official),
    }  # fmt: skip
    every = ["members", "presidium", "public"]
    seen = {
        "guest": ["public"], "own": every, "candidate": ["members", "public"], "stranger": ["public"],
        "member": every, "secretary": every, "official": ["public"],
    }  # fmt: skip
    assert {name: titles(one.get("/library/")) for name, one in readers.items()} == seen
    for name, one in readers.items():
        opened = {key: status(one, f"/library/{row.pk}/") for key, row in rows.items()}
        given = {key: status(one, f"/library/{row.pk}/file/") for key, row in rows.items()}
        assert opened == given == {key: 200 if key in seen[name] else 404 for key in rows}
        past = {status(one, f"/files/{row.file_id}/") for row in rows.values()}
        assert past == ({302} if name == "guest" else {404})


@clause("A-7.2.9")
def test_materials_are_found_by_words_and_choices_and_taken_back_with_a_reason(people):
    by, school = people.secretary, members.member(people.secretary, "Лицей «Ёлочка»")
    own, process = ground.director(school), make.process(people.secretary)
    first = make.material(own, school, "Памятка о приёме", title_ky="Кабыл алуу эскертмеси", audience="public")
    make.material(own, school, "Аудит обучения", kind="audit", process=process, audience="public")
    guest, visitor = Client(), Visitor(own)

    def found(query):
        return titles(guest.get(f"/library/?{query}"))

    words = [
        "q=приeм",
        "q=елочка+аудит",
        "q=тарбиялоо",
        "q=zzz",
        "kind=audit",
        f"process={process.pk}",
        "kind=nonsense",
    ]
    one, other = ["Аудит обучения"], ["Памятка о приёме"]
    assert [found(word) for word in words] == [other, one, one, [], one, one, sorted(one + other)]
    assert found(f"organisation={school.pk}") == sorted(one + other)

    assert visitor.send(f"/library/{first.pk}/taking-back/", reason="").status_code == 422
    assert Visitor(people.stranger).send(f"/library/{first.pk}/taking-back/", reason="Нет").status_code == 404
    assert visitor.send(f"/library/{first.pk}/taking-back/", reason="Устарело.").status_code == 302
    address = f"/library/{first.pk}/"
    answers = [one.get(address).status_code for one in (guest, Visitor(people.stranger), visitor, Visitor(by))]
    assert (answers, visitor.get(f"{address}file/").status_code) == ([404, 404, 200, 200], 404)
    assert "Устарело." in visitor.get(address).content.decode()
    assert AuditEntry.objects.get(verb="material.take_back").facts["reason"] == "Устарело."
    with pytest.raises(Refused):
        verbs.take_back(first, reason="Ещё раз", by=by, at=clock.now())
    assert found("") == one


@clause("A-7.2.9")
def test_members_give_and_those_who_left_do_not(people):
    by, school = people.secretary, members.member(people.secretary)
    own, facts = Visitor(ground.director(school)), {"kind": "other", "audience": "public", "licence": "free"}
    page = own.send("/library/new/", organisation=school.pk, title="Памятка", file=scan(), **facts)
    item = LibraryItem.objects.get()
    assert (page.status_code, page["Location"], item.organisation) == (302, f"/library/{item.pk}/", school)
    assert (item.file.organisation, item.licence, item.search) == (school, "free", "памятка")
    empty = own.send("/library/new/", organisation=school.pk, title="Памятка", **facts)
    assert (empty.status_code, sorted(empty.context["form"].errors)) == (422, ["file"])
    stranger = people.stranger.role_grants.get().organisation
    away = Visitor(people.stranger).send("/library/new/", organisation=stranger.pk, title="А", file=scan(), **facts)
    assert (away.status_code, sorted(away.context["form"].errors)) == (422, ["organisation"])
    assert Visitor(by).send("/library/new/", organisation=school.pk, title="Б", file=scan(), **facts).status_code == 302


def test_the_list_asks_as_much_for_three_materials_as_for_one(people, django_assert_max_num_queries):
    by, school = people.secretary, members.member(people.secretary)
    guest, secretary = Client(), Visitor(by)
    for count in (1, 2):
        for number in range(count):
            make.material(by, school, f"Памятка {count}.{number}", audience="public", process=make.process(by))
        with django_assert_max_num_queries(6):
            guest.get("/library/")
        with django_assert_max_num_queries(14):
            secretary.get("/library/")


@clause("A-3.17a")
def test_the_list_of_processes_begins_with_the_usual_ones_and_is_kept_by_the_secretary(people):
    by = people.secretary
    visitor = Visitor(by)
    assert visitor.send("/processes/preset/").status_code == 302
    assert QmsProcess.objects.count() == len(qms_processes.PRESET)
    assert qms_processes.enter_preset(by=by, at=clock.now()) == 0
    assert visitor.send("/processes/", code="1.10", name="Музей", is_core="0").status_code == 302
    assert list(QmsProcess.objects.values_list("code", flat=True))[5:8] == ["1.6", "1.10", "2.1"]
    again = visitor.send("/processes/", code="1.10", name="Музей", is_core="0")
    assert (again.status_code, sorted(again.context["form"].errors)) == (422, ["code"])
    row = QmsProcess.objects.get(code="1.10")
    held = make.duty(by, members.member(by), code="1.10")
    refused = visitor.send(f"/processes/{row.pk}/closing/", on=days(1))
    assert (refused.status_code, sorted(refused.context["form"].errors)) == (422, ["on"])
    type(held).objects.filter(pk=held.pk).update(ends_on=clock.today(), end_reason="decision")
    assert visitor.send(f"/processes/{row.pk}/closing/", on=days(1)).status_code == 302
    assert [processes_on(day).filter(pk=row.pk).exists() for day in (clock.today(), days(1))] == [True, False]
    with pytest.raises(ValidationError):
        qms_processes.close_process(row, on=days(2), by=by, at=clock.now())
    assert materials_seen_by(by).count() == 0
