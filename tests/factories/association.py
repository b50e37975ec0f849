"""Builders of the ground floor: made by the verbs, valid by the statute, different where uniqueness asks for it."""

from datetime import UTC, date, datetime
from itertools import count

from association import clock, files
from association.actions import accounts, founding, organisations
from association.models import Association, District, Organisation, Paper, Person, RuleSet, User

AT = datetime(2026, 9, 1, 4, 0, tzinfo=UTC)
DAY = date(2025, 9, 1)
PASSWORD = "Пример-для-проверки-1"
NUMBERS = count(901)
PDF = b"%PDF-1.7\n% a paper of a test\n%%EOF\n"


def association(**fields) -> Association:
    """The one association with its authority and the head of the authority; the one there is when there is one."""
    if found := Association.objects.first():
        return found
    authority = organisations.add_authority(
        name="Демонстрационное министерство", genitive="Демонстрационного министерства", on=DAY, by=None, at=AT
    )
    organisations.appoint_official(authority, person("Эталонов"), on=DAY, by=None, at=AT, is_head=True, post="Министр")
    values = {"name": "Ассоциация школ края", "short_name": "Ассоциация", "email": "secretary@example.org", **fields}
    return founding.found(on=DAY, authority=authority, by=None, at=AT, **values)


def settle(**values) -> RuleSet:
    """Let the rules say something else from the first day on; no version is ever edited."""
    before = RuleSet.objects.latest("version")
    return RuleSet.objects.create(
        version=before.version + 1, values={**before.values, **values}, starts_on=before.starts_on
    )


def person(surname: str = "Примеров", given: str = "Борис", patronymic: str = "Борисович") -> Person:
    """A synthetic person."""
    return organisations.add_person(surname=surname, given=given, patronymic=patronymic, by=None, at=AT)


def district(name: str = "Бийск", kind: str = "city") -> District:
    """A territory, made once for each name."""
    return District.objects.filter(name=name).first() or organisations.add_district(
        name=name, kind=kind, on=DAY, by=None, at=AT
    )


def organisation(short: str = "", *, head: Person | None = None, place: str = "Бийск", **fields) -> Organisation:
    """A school with name, address, district and head."""
    number = next(NUMBERS)
    short = short or f"МБОУ «Демонстрационная СОШ № {number}»"
    made = organisations.add_organisation(
        full=f"Муниципальное учреждение {short}"[:300], short=short, address=f"г. {place}, ул. Примерная, д. {number}",
        sector="general", district=district(place), on=DAY, by=None, at=AT, **fields,
    )  # fmt: skip
    organisations.appoint_head(made, head or person(), on=DAY, by=None, at=AT, post="директор")
    return made


def user(role: str, on: Organisation | None = None, *, who: Person | None = None) -> User:
    """An account in one role, on one organisation when the role is held there."""
    account = accounts.open_account(
        email=f"user{next(NUMBERS)}@example.org", person=who or person(), password=PASSWORD, by=None, at=AT
    )
    accounts.give_role(account, role, on, by=None, at=AT)
    return User.objects.get(pk=account.pk)


def secretary() -> User:
    """The secretary of the association."""
    return user("secretary", who=person("Образцова", "Анна", "Андреевна"))


def director(on: Organisation) -> User:
    """The head of an organisation with an account."""
    return user("director", on, who=on.head_on(clock.today()).person)


def make_ready(paper: Paper, data: bytes = PDF) -> Paper:
    """Give a paper its bytes, as the worker does."""
    stored = files.keep_made(data, name=f"{paper.kind}.pdf", organisation=paper.organisation, at=AT)
    Paper.objects.filter(pk=paper.pk).update(file=stored, pages=1)
    paper.refresh_from_db()
    return paper
