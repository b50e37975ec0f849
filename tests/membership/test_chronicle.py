"""The history of an organisation as one line across all apps: who, when, by which paper and clause."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from association import chronicle, clock, files
from association.actions import organisations, papers
from association.actions.organisations import add_basis
from association.models import Organisation, Reorganisation, Succession
from association.papers import PaperKind
from association.workflow import advance
from membership import rules
from membership.actions import certificates, memberships
from membership.models import Application, ApplicationPaper, Certification, Order
from membership.panels_organisation import dossier_of
from presidium.actions import seats
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as make
from tests.factories import presidium as sittings

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture
def people():
    return sittings.cast(3)


@pytest.fixture
def secretary(people):
    return people.secretary


@pytest.fixture
def school(secretary):
    return make.member(secretary, "Гимназия № 902", head=ground.person("Макетов", "Жан", "Жанович"))


def enter(client, user):
    client.force_login(user)
    return client


def history(client, school, query=""):
    return client.get(f"/organisations/{school.pk}/{query}").context["history"]


def told(lines):
    return [(row["date"], str(row["title"]).replace("\u00a0", " "), row["clause"]) for row in lines]


def titles(lines):
    return [str(row["title"]).replace("\u00a0", " ") for row in lines]


def leave(school, reason, on=DAY):
    school.memberships.open().update(ends_on=on, end_reason=reason)


@clause("A-3.3", "A-3.13c")
def test_a_membership_is_told_with_its_order_its_certificate_and_who_entered_them(client, secretary, school):
    certificates.hand_over(school.certificates.get(), to="Макетов Ж. Ж.", on=DAY, by=secretary, at=clock.now())
    rows = history(enter(client, secretary), school, "?steps=rights").lines
    assert told(rows) == [
        (make.SINCE, "Сертификат члена № 001", "A-3.13c"), (make.SINCE, "Член Ассоциации", "A-3.3"),
    ]  # fmt: skip
    assert {row["by"].replace("\u00a0", " ") for row in rows} == {"Образцова А. А."}
    assert "Приказ № 900-П от 6 октября 2025 г." in rows[1]["text"].replace("\u00a0", " ")
    handed = next(row for row in history(client, school).lines if row["date"] == DAY)
    assert (handed["date"], handed["text"], handed["by"].replace("\u00a0", " ")) == (
        DAY, "Кому: Макетов Ж. Ж.", "Образцова А. А.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("reason", "number"),
    [
        pytest.param(rules.EXCLUSION, "A-3.14", marks=clause("A-3.14")),
        pytest.param(rules.REORGANISATION, "A-3.15.1", marks=clause("A-3.15.1")),
        pytest.param(rules.LIQUIDATION, "A-3.15.1", marks=clause("A-3.15.1")),
        pytest.param(rules.WITHDRAWAL, "A-3.15.2", marks=clause("A-3.15.2")),
    ],
)
def test_the_end_of_a_membership_names_its_ground(client, secretary, school, reason, number):
    leave(school, reason)
    rows = [row for row in history(enter(client, secretary), school).lines if row["date"] == DAY]
    assert [(row["clause"], row["kind"]) for row in rows] == [(number, "right")]


@clause("A-3.2.4", "A-3.3")
def test_a_candidate_becomes_a_member_in_one_line_of_two_rights(client, secretary):
    school = ground.organisation()
    make.membership(school, secretary, ground_of=rules.CANDIDATE)
    make.membership(school, secretary, on=DAY)
    rows = history(enter(client, secretary), school, "?steps=rights").lines
    assert told(rows) == [(DAY, "Член Ассоциации", "A-3.3"), (make.SINCE, "Кандидат", "A-3.2.4")]


def test_an_end_that_is_still_ahead_stands_first_and_is_expected(client, secretary, school):
    leave(school, rules.WITHDRAWAL, clock.today() + timedelta(days=5))
    first = history(enter(client, secretary), school).lines[0]
    assert (first["kind"], first["when"], first["clause"]) == ("ahead", "ожидается", "A-3.15.2")


def test_a_certificate_instead_of_another_and_the_annulled_one(client, secretary, school):
    old = school.certificates.get()
    old.__class__.objects.filter(pk=old.pk).update(annulled_on=DAY, annul_reason="переименование")
    make.certificate(old.membership, secretary, on=DAY)
    school.certificates.filter(number=2).update(replaces=old)  # as the verb of reissue leaves it
    rows = [row for row in history(enter(client, secretary), school).lines if row["date"] == DAY]
    assert titles(rows) == ["Сертификат члена № 002", "Сертификат № 001 аннулирован"]
    assert [row["text"].replace("\u00a0", " ") for row in rows] == ["Вместо № 001.", "переименование"]


@clause("A-3.15.1")
def test_new_names_addresses_and_heads_keep_the_membership_and_stand_in_the_line(client, secretary, school):
    basis = add_basis(kind="order", body="Комитет", number="17", dated_on=DAY, by=secretary, at=ground.AT)
    for rows, fields in (
        (school.names, {"full": "Лицей", "short": "Лицей"}),
        (school.addresses, {"text": "ул. Новая, 1"}),
    ):
        rows.update(ends_on=DAY)
        rows.create(starts_on=DAY, basis=basis, **fields)
    organisations.appoint_head(school, ground.person("Тестова"), on=DAY, by=secretary, at=ground.AT, post="директор")
    rows = {str(row["title"]): row for row in history(enter(client, secretary), school).lines if row["date"] == DAY}
    assert set(rows) == {"Переименована", "Новый адрес", "Новый руководитель"}
    assert "Приказ № 17" in rows["Переименована"]["text"].replace("\u00a0", " ")
    assert rows["Новый руководитель"]["by"].replace("\u00a0", " ") == "Образцова А. А."
    assert school.memberships.open().count() == 1


@clause("A-3.4b", "A-3.6")
def test_the_presidium_adds_seats_and_the_offices_of_those_who_hold_them(client, people):
    chair = people.chair
    school = chair.role_grants.get().organisation
    seats.vacate_seats(school, on=DAY, by=people.secretary, at=clock.now())
    seats.take_office("chair", people.seats[1].person, on=DAY, basis=None, by=people.secretary, at=clock.now())
    rows = history(enter(client, people.secretary), school, "?steps=rights").lines
    assert [(row["date"], row["clause"]) for row in rows] == [
        (DAY, "A-3.6"), (DAY, "A-3.4b"), (ground.DAY, "A-3.6"), (ground.DAY, "A-3.4b"),
    ]  # fmt: skip
    assert rows[1]["by"].replace("\u00a0", " ") == "Образцова А. А."


def test_an_office_held_without_the_organisations_seat_is_not_its_history(client, people):
    school = people.chair.role_grants.get().organisation
    seats.vacate_seats(school, on=DAY, by=people.secretary, at=clock.now())
    seats.take_office("deputy", people.chair.person, on=DAY, basis=None, by=people.secretary, at=clock.now())
    rows = history(enter(client, people.secretary), school).lines
    assert "A-3.8" not in [row["clause"] for row in rows]


@clause("A-4.12", "A-3.1.4")
def test_certified_systems_and_conclusions_stand_with_their_own_days(client, secretary, school):
    asked = school.applications.get()
    until = clock.today() + timedelta(days=400)
    file = files.keep_made(b"conclusion", name="a.pdf", organisation=school, at=ground.AT)
    ApplicationPaper.objects.create(
        application=asked, kind="expert_conclusion", number="3", result=rules.POSITIVE, dated_on=DAY, file=file,
        added_at=ground.AT, added_by=secretary,
    )  # fmt: skip
    Certification.objects.create(
        organisation=school, body="Орган", number="РОСС 1", issued_on=DAY, valid_until=until, received_on=DAY,
        file=file, state="confirmed", proposed_at=ground.AT, proposed_by=secretary,
    )  # fmt: skip
    page = enter(client, secretary).get(f"/organisations/{school.pk}/").context
    rows = page["history"].lines
    assert (rows[0]["kind"], rows[0]["date"], rows[0]["clause"]) == ("ahead", until, "A-4.12")
    assert {row["clause"] for row in rows if row["date"] == DAY} == {"A-4.12", "A-3.1.4"}
    assert (page["facts"][2]["clause"], "месяц" in page["facts"][2]["remark"]) == ("A-4.12", True)


@clause("A-3.15.1")
def test_a_reorganisation_names_who_came_after_on_both_sides(client, secretary, school):
    heir = ground.organisation("Лицей-преемник")
    basis = add_basis(kind="register", body="Реестр", number="22", dated_on=DAY, by=secretary, at=ground.AT)
    event = Reorganisation.objects.create(
        organisation=school, kind="merger", on=DAY, entry_number="22", basis=basis, recorded_at=ground.AT,
        recorded_by=secretary,
    )  # fmt: skip
    Succession.objects.create(reorganisation=event, organisation=heir)
    enter(client, secretary)
    gone = [row for row in history(client, school).lines if row["date"] == DAY]
    assert [(row["clause"], "Лицей-преемник" in row["text"]) for row in gone] == [("A-3.15.1", True)]
    came = [row for row in history(client, heir).lines if row["date"] == DAY]
    assert [(row["clause"], "Гимназия № 902" in row["text"]) for row in came] == [("A-3.15.1", True)]


def test_the_director_sees_the_history_without_what_is_kept_for_the_office(client, people, school):
    director, secretary = ground.director(school), people.secretary
    organisations.correct_details(school, by=secretary, at=clock.now(), phone="+7 000 000-00-02")
    office, own = history(enter(client, secretary), school), history(enter(client, director), school)
    assert set(titles(office.lines)) - set(titles(own.lines)) == {"Сведения исправлены", "Внесена в портал"}
    assert set(titles(own.lines)) <= set(titles(office.lines))
    assert (own.every, own.rights) == (len(own.lines), office.rights)
    assert own.every == office.every - 2


def test_a_paper_is_a_link_only_for_those_who_may_open_it(client, people, school):
    order = Order.objects.create(
        state="entered", drafted_at=ground.AT, number="900-П", basis=school.memberships.get().basis
    )
    kind = PaperKind("D06", "Приказ", "order")
    paper = ground.make_ready(papers.draw(kind, order, facts={}, by=people.secretary, at=clock.now()))
    basis = school.memberships.get().basis
    type(basis).objects.filter(pk=basis.pk).update(paper=paper)
    director = ground.director(school)

    def line(user):
        rows = history(enter(client, user), school, "?steps=rights").lines
        return next(row["text"] for row in rows if row["clause"] == "A-3.3")

    assert f'href="/orders/{order.pk}/"' in line(people.secretary)
    assert client.get(f"/orders/{order.pk}/").status_code == 200  # the page
    assert f'href="/papers/{paper.pk}/"' in line(people.seats[2])
    assert client.get(f"/papers/{paper.pk}/").getvalue().startswith(b"%PDF")
    assert "href" not in line(director)
    assert client.get(f"/papers/{paper.pk}/").status_code == 404


def test_the_line_is_narrowed_to_rights_and_back_by_its_address(client, secretary, school):
    page = enter(client, secretary).get(f"/organisations/{school.pk}/")
    assert 'href="?steps=rights#history"' in page.content.decode()
    narrowed = client.get(f"/organisations/{school.pk}/?steps=rights")
    assert {row["kind"] for row in narrowed.context["history"].lines} == {"right"}
    assert narrowed.context["history"].every == len(page.context["history"].lines)
    years = [row["year"] for row in page.context["history"].lines]
    assert years == sorted(years, reverse=True)


def much(school, people, times):
    """So much of everything: names, addresses, heads, memberships, certificates, seats, offices."""
    secretary = people.secretary
    for _number in range(times):
        day = max(row.starts_on for row in school.names.all()) + timedelta(days=40)
        for rows, fields in (
            (school.names, {"full": "Имя", "short": "Имя"}),
            (school.addresses, {"text": "ул. Новая"}),
        ):
            rows.open().update(ends_on=day)
            rows.create(starts_on=day, **fields)
        head = ground.person("Сменов")
        organisations.appoint_head(school, head, on=day, by=secretary, at=ground.AT, post="директор")
        old = school.memberships.open().get()
        memberships.end(old, on=day, reason=rules.WITHDRAWAL, basis=old.basis, by=secretary, at=clock.now())
        row = make.membership(school, secretary, on=day)
        make.certificate(row, secretary, on=day)
        seats.fill_seat(head, school, on=day, basis=row.basis, by=secretary, at=clock.now())
        seats.take_office("deputy", head, on=day, basis=None, by=secretary, at=clock.now())


def test_the_page_takes_the_same_queries_with_one_and_with_three_of_everything(client, people, school):
    enter(client, people.secretary)
    found = []
    for times in (1, 2):
        much(school, people, times)
        history(client, school)
        with CaptureQueriesContext(connection) as seen:
            lines = history(client, school).lines
        found.append((len(seen), len(lines)))
    assert found[0][0] == found[1][0] <= 30
    assert found[0][1] < found[1][1]


def test_a_source_above_adds_its_lines_and_is_asked_once(people, school):
    asked = []

    def more(reading):
        asked.append(reading.organisation)
        yield chronicle.Entry(DAY, "Наставник школы", "", "A-3.16", chronicle.RIGHT)

    chronicle.source(more)
    chronicle.source(more)
    try:
        reading = chronicle.Reading(Organisation.objects.get(pk=school.pk), people.secretary, clock.today())
        found = chronicle.read(reading)
    finally:
        chronicle.SOURCES.remove(more)
    assert asked == [school]
    assert ("Наставник школы", "A-3.16") in [(row["title"], row["clause"]) for row in found.lines]
    assert dossier_of(reading) is dossier_of(reading)


def test_an_application_is_told_round_by_round(client, people, school):
    other = ground.organisation()
    director = ground.director(other)
    asked = make.application(other, director, state=Application.State.DRAFT, submitted_at=None)
    for step, by in (("submit", director), ("register", people.secretary), ("return", people.secretary),
                     ("submit", director), ("register", people.secretary)):  # fmt: skip
        facts = {"remark": "Приложите план."} if step == "return" else {}
        advance(asked, step, by=by, at=clock.now(), **facts)
    rows = [row for row in reversed(history(enter(client, director), other).lines) if row["clause"]]
    assert [row["clause"] for row in rows] == ["A-3.1.1", "A-7.2.2", "A-A.9", "A-3.1.1", "A-7.2.2"]
    assert (rows[2]["text"], rows[3]["text"][:9]) == ("Приложите план.", "Подача 2.")
