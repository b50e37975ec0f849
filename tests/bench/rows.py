"""Rows in bulk for the measures; nothing here is how the product writes."""

from __future__ import annotations

from datetime import date, timedelta

from association.models import Address, Basis, District, Headship, Organisation, OrganisationName, Person, User
from association.search import sort_key
from membership import rules
from membership.models import Certificate, Membership
from tests.factories import association as ground

DAY = ground.DAY
KINDS = ("СОШ", "гимназия", "лицей", "детский сад", "центр творчества", "колледж")
SURNAMES = ("Примеров", "Макетов", "Шаблонов", "Тестов", "Эталонов", "Модельнов", "Черновиков", "Образчиков")
DISTRICTS = 60
BATCH = 1000
FIRST_NUMBER = 100  # those before are given by the verbs


def _districts() -> list[District]:
    rows = [
        District(name=f"Примерный район {number}", kind="district", starts_on=DAY, sort_key=sort_key(str(number)))
        for number in range(DISTRICTS)
    ]
    return District.objects.bulk_create(rows)


def _organisations(count: int) -> list[Organisation]:
    places = _districts()
    rows = []
    for number in range(count):
        title = f"МБОУ «Демонстрационная {KINDS[number % len(KINDS)]} № {number + 1}»"
        row = Organisation(
            sector="general", title=title, district=places[number % DISTRICTS], inn=f"22{number:08d}",
            email=f"school{number}@example.org",
        )  # fmt: skip
        row.refold(f"Муниципальное учреждение {title}")
        rows.append(row)
    return Organisation.objects.bulk_create(rows, BATCH)


def _heads(schools: list[Organisation]) -> None:
    people = []
    for number, _school in enumerate(schools):
        name = f"{SURNAMES[number % len(SURNAMES)]}-{number}"
        people.append(
            Person(surname=name, given="Борис", patronymic="Борисович", name_search=f"{name} борис".casefold(),
                   sort_key=sort_key(name))
        )  # fmt: skip
    Person.objects.bulk_create(people, BATCH)
    Headship.objects.bulk_create(
        [
            Headship(organisation=school, person=person, post="директор", starts_on=DAY)
            for school, person in zip(schools, people, strict=True)
        ],
        BATCH,
    )


def members(count: int, by: User, *, certified: bool = True) -> list[Organisation]:
    """So many organisations with name, address and head, all of them members, usually with a certificate."""
    schools = _organisations(count)
    dated = {"starts_on": DAY}
    OrganisationName.objects.bulk_create(
        [OrganisationName(organisation=row, full=f"Муниципальное учреждение {row}", short=row.title, **dated)
         for row in schools], BATCH,
    )  # fmt: skip
    Address.objects.bulk_create(
        [Address(organisation=row, text="г. Барнаул, ул. Примерная", **dated) for row in schools], BATCH
    )
    _heads(schools)
    basis = Basis.objects.create(kind="order", body="Министерство", number="900-П", dated_on=DAY)
    joined = [DAY + timedelta(days=number % 200) for number in range(count)]
    memberships = Membership.objects.bulk_create(
        [Membership(organisation=row, kind="member", ground=rules.CERTIFIED, basis=basis, starts_on=on)
         for row, on in zip(schools, joined, strict=True)], BATCH,
    )  # fmt: skip
    if not certified:
        return schools
    Certificate.objects.bulk_create(
        [_certificate(number, row, basis, by) for number, row in enumerate(memberships, start=FIRST_NUMBER)], BATCH
    )
    return schools


def _certificate(number: int, row: Membership, basis: Basis, by: User) -> Certificate:
    on: date = row.starts_on
    return Certificate(
        number=number, code=f"BENCH{number:06d}", membership=row, organisation=row.organisation,
        name=row.organisation.title, address="г. Барнаул, ул. Примерная", issued_on=on, issued_at=ground.AT,
        issued_by=by, basis=basis,
    )  # fmt: skip
