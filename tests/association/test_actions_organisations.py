"""Organisations and their dated changes: a new row for each, by a paper; the day decides what is shown."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from association import clock, tasks
from association.actions import corrections, joining, organisations
from association.actions.day_turn import turn_day
from association.actions.reorganisations import reorganise
from association.happenings import HANDLERS
from association.journal import verify
from association.models import AuditEntry, Headship, Job, Organisation, Person
from association.statute import Refused
from tests.clause_marker import clause
from tests.factories import association as ground

pytestmark = pytest.mark.django_db
PAPER = {"kind": "resolution", "number": "15-п", "dated_on": date(2026, 8, 20), "body": "Администрация города"}
NEW = {"full": "Лицей имени Образца", "short": "МБОУ «Демонстрационный лицей № 990»", "genitive": "Лицея имени Образца",
       "full_ky": "Үлгү атындагы лицей", "short_ky": "Лицей № 990"}  # fmt: skip
HEAD = {
    "known": None,
    "forms": {"surname": "Макетова", "given": "Ия", "patronymic": "Ильинична", "genitive": "Макетовой Ии Ильиничны",
              "dative": "Макетовой И. И."},
    "posts": {"post": "директор", "post_genitive": "директора", "post_dative": "Директору"},
}  # fmt: skip


@pytest.fixture
def secretary():
    ground.association()
    return ground.secretary()


@pytest.fixture
def school(secretary):
    return ground.organisation()


@pytest.fixture
def told():
    """What the portal announces of organisations, in order; the handlers are gone after the test."""
    heard, added = [], []
    for name in ("renamed", "moved", "head_changed", "change_taken_back"):
        key = f"organisation.{name}"

        def handler(key=key, **facts):
            heard.append((key, facts["organisation"].pk, facts["on"]))

        HANDLERS.setdefault(key, []).append(handler)
        added.append((key, handler))
    yield heard
    for key, handler in added:
        HANDLERS[key].remove(handler)


def rename(school, by, on, **names):
    return organisations.rename(school, on=on, basis=PAPER, by=by, at=clock.now(), **(names or NEW))


def today() -> date:
    return timezone.localdate(clock.now())


def test_a_new_name_is_a_new_row_by_a_paper_and_is_announced(secretary, school, told):
    was = school.name_on(today()).full
    rename(school, secretary, today())
    school.refresh_from_db()

    rows = list(school.names.order_by("starts_on").values_list("full", "starts_on", "ends_on", "basis__number"))
    assert rows == [(was, ground.DAY, today(), None), (NEW["full"], today(), None, "15-п")]
    assert school.name_on(today() - timedelta(1)).full == was
    assert school.title == NEW["short"]
    assert "лицей имени образца" in school.name_search
    assert "улгу атындагы" in school.name_search
    assert told == [("organisation.renamed", school.pk, today())]
    assert AuditEntry.objects.filter(verb="organisation.rename", by=secretary).count() == 1


@clause("A-3.15.1")
def test_a_new_name_address_and_head_are_no_reorganisation(secretary, school, told):
    reorganised = []
    HANDLERS.setdefault("organisation.reorganised", []).append(lambda **facts: reorganised.append(facts))
    try:
        rename(school, secretary, today())
        organisations.move(
            school, on=today(), text="г. Бийск, ул. Новая, д. 1", basis=PAPER, by=secretary, at=clock.now()
        )
        organisations.take_head(school, on=today(), basis=PAPER, by=secretary, at=clock.now(), **HEAD)
    finally:
        HANDLERS["organisation.reorganised"].pop()

    assert reorganised == []
    kinds = ["organisation.renamed", "organisation.moved", "organisation.head_changed"]
    assert [name for name, _school, _on in told] == kinds
    assert school.reorganisations.count() == 0


@clause("A-A.2", "A-A.3")
def test_the_forms_of_name_and_post_are_kept_for_papers(secretary, school):
    rename(school, secretary, today())
    row = organisations.take_head(school, on=today(), basis=PAPER, by=secretary, at=clock.now(), **HEAD)

    name = school.name_on(today())
    assert (name.genitive, name.full_ky, name.short_ky) == (NEW["genitive"], NEW["full_ky"], NEW["short_ky"])
    assert {key: getattr(row, key) for key in HEAD["posts"]} == HEAD["posts"]
    assert {key: getattr(row.person, key) for key in HEAD["forms"]} == HEAD["forms"]
    assert (row.basis.body, school.head_on(today())) == ("Администрация города", row)


def test_a_known_person_becomes_head_and_keeps_one_record(secretary, school):
    known = ground.person("Макетова", "Ия", "Ильинична")
    organisations.take_head(school, on=today(), basis=PAPER, by=secretary, at=clock.now(), **{**HEAD, "known": known})

    known.refresh_from_db()
    assert school.head_on(today()).person == known
    assert (known.genitive, known.dative) == ("Макетовой Ии Ильиничны", "Макетовой И. И.")
    assert Person.objects.filter(surname="Макетова").count() == 1


def test_a_change_ahead_changes_nothing_until_its_day(secretary, school):
    title, before = school.title, school.name_search
    ahead = today() + timedelta(days=10)
    rename(school, secretary, ahead)
    organisations.move(school, on=ahead, text="г. Бийск, ул. Завтрашняя", basis=PAPER, by=secretary, at=clock.now())
    school.refresh_from_db()
    assert (school.title, school.name_search, school.name_on(today()).short) == (title, before, title)
    assert turn_day(by=None, at=clock.now()) == 0

    assert turn_day(by=None, at=clock.now() + timedelta(days=10)) == 1
    school.refresh_from_db()
    assert school.title == NEW["short"]
    assert "завтрашняя" in school.name_search
    assert turn_day(by=None, at=clock.now() + timedelta(days=10)) == 0
    assert [row.code for row in verify(at=clock.now()) if row.code != "unsealed"] == []


def test_the_worker_orders_the_work_of_a_new_day_once_and_only_when_there_is_some(secretary, school, clock_file):
    tasks.turn_day()
    assert Job.objects.count() == 0
    rename(school, secretary, today() + timedelta(days=10))
    clock_file.write_text(str(10 * 86400))
    for _time in range(2):
        tasks.turn_day()
    job = Job.objects.get(kind="day.turn")
    while job.state not in (Job.State.DONE, Job.State.FAILED):
        tasks.work(job.pk)
        job.refresh_from_db()

    assert (job.state, job.done, Organisation.objects.get(pk=school.pk).title) == (Job.State.DONE, 1, NEW["short"])
    tasks.turn_day()
    assert Job.objects.count() == 1


@pytest.mark.parametrize("days", [0, -1, -4000])
def test_a_change_does_not_begin_before_or_with_what_holds_now(secretary, school, days):
    on = ground.DAY + timedelta(days=days)
    for change in (
        lambda: rename(school, secretary, on),
        lambda: organisations.move(school, on=on, text="Другой", basis=PAPER, by=secretary, at=clock.now()),
        lambda: organisations.take_head(school, on=on, basis=PAPER, by=secretary, at=clock.now(), **HEAD),
    ):
        with pytest.raises(ValidationError) as refused:
            change()
        assert "on" in refused.value.message_dict
    assert [rows.count() for rows in (school.names, school.addresses, school.headships)] == [1, 1, 1]


def test_a_change_is_not_put_before_one_that_lies_ahead(secretary, school):
    rename(school, secretary, today() + timedelta(days=30))
    with pytest.raises(ValidationError):
        rename(school, secretary, today(), full="Иное", short="Иное")
    assert school.names.count() == 2


def test_the_same_name_address_or_head_is_no_change(secretary, school):
    name, head = school.name_on(today()), school.head_on(today())
    with pytest.raises(ValidationError) as refused:
        rename(school, secretary, today(), full=name.full, short=name.short)
    assert "full" in refused.value.message_dict
    text = school.address_on(today())
    with pytest.raises(ValidationError) as refused:
        organisations.move(school, on=today(), text=text, basis=PAPER, by=secretary, at=clock.now())
    assert "text" in refused.value.message_dict
    with pytest.raises(ValidationError) as refused:
        organisations.appoint_head(school, head.person, on=today(), by=secretary, at=clock.now(), post=head.post)
    assert "surname" in refused.value.message_dict


def test_a_change_whose_day_has_not_come_is_taken_back(secretary, school, told):
    ahead = today() + timedelta(days=5)
    row = rename(school, secretary, ahead)
    corrections.take_back(row, by=secretary, at=clock.now())

    assert school.name_on(ahead).short == school.title
    assert school.names.open().count() == 1
    assert [kind for kind, _school, _on in told] == ["organisation.renamed", "organisation.change_taken_back"]
    rename(school, secretary, today())
    with pytest.raises(ValidationError):
        corrections.take_back(school.name_on(today()), by=secretary, at=clock.now())


def test_typing_mistakes_are_mended_without_a_new_row_and_the_journal_keeps_what_stood_there(secretary, school, told):
    mended = {"genitive": "Демонстрационной школы", "person_dative": "Примерову Б. Б.", "post_dative": "Директору",
              "short": "МБОУ «Демонстрационная СОШ № 9»"}  # fmt: skip
    corrections.correct_wording(school, on=today(), by=secretary, at=clock.now(), **mended)
    school.refresh_from_db()
    head = school.head_on(today())
    assert (school.names.count(), school.headships.count(), told) == (1, 1, [])
    assert school.title == mended["short"]
    assert (head.post_dative, head.person.dative) == ("Директору", "Примерову Б. Б.")
    facts = AuditEntry.objects.get(verb="organisation.correct_wording").facts
    assert facts["now"] == mended
    assert facts["was"] | {"short": ""} == dict.fromkeys(mended, "")
    corrections.correct_wording(school, on=today(), by=secretary, at=clock.now(), **mended)
    assert AuditEntry.objects.filter(verb="organisation.correct_wording").count() == 1


def test_the_former_head_acts_for_the_organisation_no_more(secretary, school):
    former = ground.director(school)
    other = ground.user("director", school)
    ahead = today() + timedelta(days=3)
    organisations.take_head(school, on=ahead, basis=PAPER, by=secretary, at=clock.now(), **HEAD)
    assert former.role_grants.filter(revoked_at=None).count() == 1

    assert turn_day(by=None, at=clock.now() + timedelta(days=3)) == 1
    assert former.role_grants.filter(revoked_at=None).count() == 0
    assert other.role_grants.filter(revoked_at=None).count() == 1
    assert AuditEntry.objects.filter(verb="role.revoke").count() == 1


def test_only_those_who_keep_the_record_change_it(secretary, school):
    director, stranger = ground.director(school), ground.director(ground.organisation())
    for who in (director, stranger):
        for change in (
            lambda who=who: rename(school, who, today()),
            lambda who=who: organisations.take_head(school, on=today(), basis=PAPER, by=who, at=clock.now(), **HEAD),
            lambda who=who: corrections.correct_wording(school, on=today(), by=who, at=clock.now(), full="Иное"),
            lambda who=who: joining.enrol(head=HEAD, on=today(), by=who, at=clock.now(), full="Иное"),
            lambda who=who: organisations.correct_details(school, by=who, at=clock.now(), sector="extra"),
        ):
            with pytest.raises(PermissionDenied):
                change()
    organisations.correct_details(school, by=director, at=clock.now(), phone="+7 000 000-00-09")
    with pytest.raises(PermissionDenied):
        organisations.correct_details(school, by=stranger, at=clock.now(), phone="1")
    school.refresh_from_db()
    assert (school.phone, school.sector) == ("+7 000 000-00-09", "general")


def test_an_organisation_is_added_with_its_head_and_numbers(secretary):
    facts = {"full": "Колледж", "short": "КГБПОУ «Демонстрационный колледж № 991»", "address": "г. Бийск",
             "country": "RU", "type": "college", "sector": "vocational", "district": ground.district(),
             "inn": "7707083893", "ogrn": "1027700132195", "website": "https://example.org/"}  # fmt: skip
    made = joining.enrol(head=HEAD, on=ground.DAY, by=secretary, at=clock.now(), **facts)

    assert (made.type, made.inn, made.ogrn, made.website) == (
        "college",
        "7707083893",
        "1027700132195",
        facts["website"],
    )
    assert made.head_on(today()).person.genitive == HEAD["forms"]["genitive"]
    assert Headship.objects.get(organisation=made).post_genitive == "директора"
    with pytest.raises(ValidationError) as refused:
        joining.enrol(head=HEAD, on=ground.DAY, by=secretary, at=clock.now(), **{**facts, "inn": "7707083894"})
    assert list(refused.value.message_dict) == ["inn"]


@pytest.mark.parametrize(
    ("country", "numbers", "wrong"),
    [
        ("RU", {"inn": "7707083893", "ogrn": "1027700132195"}, []),
        ("KG", {"inn": "02712199110068", "okpo": "00032537"}, []),
        ("RU", {"inn": "02712199110068", "okpo": "00032537"}, ["inn", "okpo"]),
        ("KG", {"inn": "7707083893", "ogrn": "1027700132195"}, ["inn", "ogrn"]),
        ("KG", {"inn": "02712199110068", "okpo": "00032538"}, ["okpo"]),
        ("RU", {}, []),
    ],
)
def test_numbers_belong_to_the_country(secretary, school, country, numbers, wrong):
    values = {"country": country, "inn": "", "ogrn": "", "okpo": "", **numbers}
    if not wrong:
        organisations.correct_details(school, by=secretary, at=clock.now(), **values)
        assert Organisation.objects.filter(pk=school.pk, **values).exists()
        return
    with pytest.raises(ValidationError) as refused:
        organisations.correct_details(school, by=secretary, at=clock.now(), **values)
    assert sorted(refused.value.message_dict) == wrong


@clause("A-3.15.1")
def test_what_ceased_to_exist_is_changed_no_more(secretary, school):
    reorganise(school, kind="liquidation", on=today(), entry_number="1", basis=PAPER, by=secretary, at=clock.now())
    with pytest.raises(Refused) as refused:
        rename(school, secretary, today())
    assert [verdict.clause for verdict in refused.value.verdicts] == ["A-3.15.1"]
