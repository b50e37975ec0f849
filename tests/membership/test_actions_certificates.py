"""Certificates: one for a member, none for others, handed over once, issued again, annulled for good (Appendix B)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from association import clock, register
from association.models import AuditEntry, Counter, Letter, Paper, User
from association.statute import Refused
from membership import rules
from membership.actions import certificates
from membership.models import Certificate, CertificateDuplicate, Membership
from membership.papers.certificate import kyrgyz_genitive
from membership.queries_certificates import outdated, uncertified
from tests.association.crowd import at_once
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as make
from tests.factories import presidium

DAY = timedelta(days=1)


@pytest.fixture
def school(people):
    return ground.organisation()


def issue(held, by, on=None):
    return certificates.issue(held, on=on or clock.today(), by=by, at=clock.now())


def renamed(school, name, on, by):
    """Give a school a new full name from a day on."""
    was = school.name_on(on)
    type(was).objects.filter(pk=was.pk).update(ends_on=on)
    type(was).objects.create(organisation=school, full=name, short=name, starts_on=on)


def replace(row, by, reason="renaming", on=None):
    return certificates.replace(row, reason=reason, on=on or clock.today(), by=by, at=clock.now())


@pytest.mark.django_db
@clause("A-3.13c", "A-B.2")
def test_a_certificate_issued_twice_is_one(school, secretary, director):
    held = make.membership(school, secretary)
    first = issue(held, secretary)

    assert issue(held, secretary) == first
    assert (Certificate.objects.count(), Paper.objects.filter(kind="D07").count()) == (1, 1)
    assert (first.number, first.issued_on, len(first.code)) == (1, clock.today(), 8)
    assert Letter.objects.filter(notice="certificate_issued", user=director).count() == 1


@pytest.mark.django_db
@clause("A-B.1", "A-B.2", "A-B.3", "A-B.4", "A-B.5", "A-B.6")
def test_a_certificate_says_what_appendix_b_asks_for(school, people):
    certificate = issue(make.membership(school, people.secretary), people.secretary)

    facts = certificate.paper.facts
    assert facts["authority"] == {"name": "Демонстрационное министерство"}
    assert facts["association"]["name"] == "Ассоциация школ края"
    assert (facts["number"], facts["registered_on"]) == ("001", clock.today().isoformat())
    assert facts["organisation"] == {"name": school.name_on(clock.today()).full,
                                     "address": school.address_on(clock.today())}  # fmt: skip
    assert facts["signers"] == [
        {"post": "Министр", "name": "Б.\u00a0Б.\u00a0Эталонов"},
        {"post": "Председатель Президиума Ассоциации", "name": "Б.\u00a0Б.\u00a0Примеров"},
    ]
    assert certificate.paper.code == certificate.code


@pytest.mark.django_db
@clause("A-3.13c")
def test_candidates_former_members_and_those_before_the_order_get_no_certificate(secretary):
    candidate = make.membership(ground.organisation(), secretary, ground_of=rules.CANDIDATE)
    former, early = (make.membership(ground.organisation(), secretary) for _school in range(2))
    Membership.objects.filter(pk=former.pk).update(ends_on=clock.today())
    for held, on in ((candidate, None), (former, None), (early, early.starts_on - DAY)):
        with pytest.raises(Refused) as refused:
            issue(held, secretary, on)
        assert [verdict.clause for verdict in refused.value.verdicts] == ["A-3.13c"]
    assert Certificate.objects.count() == 0


@pytest.mark.django_db
@clause("A-3.13c")
def test_a_certificate_is_issued_and_handed_over_by_who_may_and_once(school, secretary, director):
    held = make.membership(school, secretary)
    with pytest.raises(PermissionDenied):
        issue(held, director)
    row = issue(held, secretary)
    facts = {"to": "Примеров Б. Б.", "on": clock.today(), "at": clock.now()}
    with pytest.raises(PermissionDenied):
        certificates.hand_over(row, by=director, **facts)
    certificates.hand_over(row, by=secretary, **facts)
    certificates.hand_over(row, by=secretary, **{**facts, "to": "Другой"})

    row.refresh_from_db()
    assert (row.handed_on, row.handed_to) == (clock.today(), "Примеров Б. Б.")
    assert AuditEntry.objects.filter(verb="certificate.hand_over").count() == 1


@pytest.mark.django_db
@clause("A-3.13c")
def test_a_certificate_is_handed_over_between_its_issue_and_today_while_it_is_valid(school, secretary):
    row = issue(make.membership(school, secretary), secretary, clock.today() - 5 * DAY)
    certificates.annul(row, reason="withdrawal", on=clock.today() - DAY, by=secretary, at=clock.now())
    row.refresh_from_db()
    for days in (6, 1, -1):
        with pytest.raises(Refused) as refused:
            certificates.hand_over(row, to="Х", on=clock.today() - days * DAY, by=secretary, at=clock.now())
        assert refused.value.verdicts[0].clause == "A-3.13c"
    certificates.hand_over(row, to="Х", on=clock.today() - 2 * DAY, by=secretary, at=clock.now())
    assert Certificate.objects.get(pk=row.pk).handed_to == "Х"


@pytest.mark.django_db
@clause("A-B.7", "A-B.2")
def test_an_annulled_certificate_is_valid_up_to_that_day_and_its_number_is_never_given_again(school, secretary):
    held = make.membership(school, secretary)
    row = issue(held, secretary, clock.today() - 5 * DAY)
    for reason in ("Утрата", "Ещё раз"):
        certificates.annul(row, reason=reason, on=clock.today(), by=secretary, at=clock.now())

    row.refresh_from_db()
    assert [row.status_on(clock.today() - timedelta(days=n)) for n in (6, 1, 0)] == ["not yet", "valid", "annulled"]
    assert (row.annul_reason, issue(held, secretary).number) == ("Утрата", 2)
    assert AuditEntry.objects.filter(verb="certificate.annul").count() == 1


@pytest.mark.django_db
@clause("A-B.7", "A-B.3")
def test_a_renamed_organisation_gets_a_new_number_instead_of_the_old_in_one_act(school, secretary):
    held = make.membership(school, secretary)
    old = issue(held, secretary, clock.today() - 5 * DAY)
    with pytest.raises(Refused) as refused:
        replace(old, secretary)
    assert refused.value.verdicts[0].clause == "A-B.7"
    renamed(school, "Гимназия имени Образцова", clock.today(), secretary)
    assert [row.pk for row in outdated(clock.today())] == [old.pk]

    fresh = replace(old, secretary)

    old.refresh_from_db()
    assert (fresh.number, fresh.replaces, fresh.name) == (2, old, "Гимназия имени Образцова")
    assert [old.status_on(clock.today() - n * DAY) for n in (1, 0)] == ["valid", "replaced"]
    assert (old.annulled_on, old.annul_reason, old.name) == (
        clock.today(),
        "renaming",
        old.paper.facts["organisation"]["name"],
    )
    assert fresh.paper.facts["replaces"] == {"number": "001", "date": old.issued_on.isoformat()}
    assert held.is_on(clock.today())
    assert [row.pk for row in outdated(clock.today())] == []
    assert replace(old, secretary) == fresh  # a second click
    assert AuditEntry.objects.filter(verb="certificate.replace").count() == 1


@pytest.mark.django_db
@clause("A-B.4", "A-B.7")
def test_a_new_address_alone_is_no_duty_but_gives_a_new_certificate_on_request(school, secretary):
    old = issue(make.membership(school, secretary), secretary)
    school.addresses.update(text="г. Бийск, ул. Новая, д. 1")
    assert list(outdated(clock.today())) == []

    fresh = replace(old, secretary, reason="new_address")

    assert (fresh.number, fresh.address) == (2, "г. Бийск, ул. Новая, д. 1")
    with pytest.raises(Refused):
        replace(fresh, secretary, reason="loss")


@pytest.mark.django_db
@clause("A-B.7")
def test_a_lost_certificate_gets_a_duplicate_under_the_same_number_with_a_record_of_its_own(school, people):
    by = people.secretary
    row = issue(make.membership(school, by), by, clock.today() - 5 * DAY)
    facts = {"reason": "Утеряно при переезде", "to": "Примеров Б. Б.", "on": clock.today(), "by": by}

    copy = certificates.duplicate(row, at=clock.now(), **facts)

    printed = copy.paper.facts
    assert (printed["number"], printed["duplicate"], printed["duplicate_on"]) == (
        "001",
        True,
        clock.today().isoformat(),
    )
    assert printed["registered_on"] == row.issued_on.isoformat()
    assert copy.code != row.code == row.paper.code
    assert (copy.issued_to, copy.reason) == ("Примеров Б. Б.", "Утеряно при переезде")
    assert (Certificate.objects.count(), register.coming_number("certificate", None)) == (1, 2)
    row.refresh_from_db()
    assert row.status_on(clock.today()) == "valid"
    certificates.annul(row, reason="withdrawal", on=clock.today(), by=by, at=clock.now())
    with pytest.raises(Refused):
        certificates.duplicate(row, at=clock.now(), **facts)
    with pytest.raises(IntegrityError, match="protected table"), transaction.atomic():
        CertificateDuplicate.objects.filter(pk=copy.pk).update(issued_to="Другой")


@pytest.mark.django_db
@clause("A-B.6")
def test_those_in_office_on_the_day_of_issue_sign_and_an_empty_office_is_said(school, people):
    held = make.membership(school, people.secretary)
    before = rules.has_signers(head=True, chair=False)
    assert (before.passed, before.clause) == (False, "A-B.6")
    early = issue(held, people.secretary, held.starts_on)
    assert early.paper.facts["signers"][0]["name"] == "Б.\u00a0Б.\u00a0Эталонов"
    assert [bool(rules.has_signers(head=h, chair=c)) for h in (True, False) for c in (True, False)] == [
        True, False, False, False]  # fmt: skip


@pytest.mark.django_db
@clause("A-B.5")
def test_the_kyrgyz_edition_is_made_once_and_has_a_code_of_its_own(school, secretary):
    row = issue(make.membership(school, secretary), secretary)
    school.names.update(full_ky="«Үлгү» гимназиясы")

    paper = certificates.translate(row, language="ky", by=secretary, at=clock.now())

    assert certificates.translate(row, language="ky", by=secretary, at=clock.now()) == paper
    assert (paper.language, paper.facts["organisation"]["name"]) == ("ky", "«Үлгү» гимназиясы")
    assert paper.code not in ("", row.code)


@pytest.mark.parametrize(
    ("name", "genitive"),
    [("мектептердин ассоциациясы", "мектептердин ассоциациясынын"), ("бирикме", "бирикменин"), ("Бирлик", "Бирлик")],
)
def test_the_kyrgyz_genitive_of_a_name(name, genitive):
    assert kyrgyz_genitive(name) == genitive


@pytest.mark.django_db
@clause("A-3.13c")
def test_members_without_a_certificate_are_computed(secretary):
    held, other = (make.membership(ground.organisation(), secretary) for _number in range(2))
    make.membership(ground.organisation(), secretary, ground_of=rules.CANDIDATE)
    issue(held, secretary)
    assert list(uncertified(clock.today())) == [other]
    assert set(uncertified(clock.today() - DAY)) == {held, other}


@pytest.mark.django_db
@clause("A-B.2")
def test_the_register_is_a_paper_of_at_most_a_thousand_rows(school, secretary):
    row = issue(make.membership(school, secretary), secretary)
    paper = certificates.draw_register([row], on=clock.today(), by=secretary, at=clock.now())
    line = paper.facts["rows"][0]
    assert (paper.kind, line["number"], line["status"], paper.facts["counts"]) == (
        "D08", "001", "действует", {"total": 1, "valid": 1})  # fmt: skip
    assert line["basis"] == "приказ от\u00a006.10.2025 №\u00a0900-П"
    with pytest.raises(Refused) as refused:
        certificates.draw_register([row] * 1001, on=clock.today(), by=secretary, at=clock.now())
    assert refused.value.verdicts[0].clause == "A-B.2"


@clause("A-B.2")
def test_fifty_issuers_at_once_give_fifty_numbers_in_a_row_though_some_fail_and_some_are_annulled(committed):
    """P10: a verb rolled back gives its number back, a voided certificate keeps it."""
    crowd = 50 if connection.vendor == "postgresql" else 8
    people = presidium.cast(3)
    held = [make.membership(ground.organisation(), people.secretary) for _number in range(crowd)]

    def act(place):
        by = User.objects.get(pk=people.secretary.pk)
        row = Membership.objects.get(pk=held[place].pk)
        if place % 5 == 0:
            with transaction.atomic():
                issue(row, by)
                transaction.set_rollback(True)
        made = [issue(row, by), issue(row, by)]
        if place % 4 == 0:
            certificates.annul(made[0], reason="withdrawal", on=clock.today(), by=by, at=clock.now())
            made.append(issue(row, by))
        return [one.number for one in made]

    given = at_once(*[lambda one=place: act(one) for place in range(crowd)])

    numbers = sorted(number for taken in given for number in set(taken))
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) == crowd + len(range(0, crowd, 4))
    assert sorted(Certificate.objects.values_list("number", flat=True)) == numbers
    assert Counter.objects.get(series="certificate").value == len(numbers)
