"""QMS certificates: proposed, confirmed, stopped, and the ground they raise (A-4.12, A-3.1.1)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from association import clock, files, happenings
from association.actions.organisations import add_basis
from association.chronicle import Reading
from association.models import AuditEntry, Letter, Organisation
from association.statute import Refused
from association.workflow import WrongState
from membership import rules
from membership.actions import certificates, decisions, memberships
from membership.actions import qms as verbs
from membership.models import Application, Certification, Membership, MembershipGround
from membership.panels_organisation.evidence import grounds
from membership.queries import membership_of
from membership.queries_experts import certified_until, ground_on, grounds_on, is_certified_on, qms_certificate_on
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as members
from tests.factories.moments import fresh

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2025, 3, 1), date(2028, 2, 29)


@pytest.fixture
def secretary():
    ground.association()
    return ground.secretary()


@pytest.fixture
def school(secretary):
    return ground.organisation()


@pytest.fixture
def director(school):
    return ground.director(school)


def record(school, by, **fields):
    file = files.keep_made(ground.PDF, name="сертификат.pdf", organisation=school, at=clock.now())
    values = {"standard": "ГОСТ Р ИСО 9001-2015", "body": "Демонстрационный орган", "number": "ДЕМО-77",
              "issued_on": FIRST, "valid_until": LAST, "received_on": FIRST, **fields}  # fmt: skip
    return verbs.propose(school, file=file, on=clock.today(), by=by, at=clock.now(), **values)


def certified(school, *days):
    return [is_certified_on(school, day) for day in days]


@clause("A-4.12")
def test_a_directors_record_counts_after_the_secretary_confirmed_it(school, director, secretary):
    row = record(school, director)

    assert (row.state, certified(school, FIRST)) == ("proposed", [False])
    assert Letter.objects.get(notice="qms_proposed").to == secretary.email
    verbs.confirm(row, on=clock.today(), by=secretary, at=clock.now())

    days = [FIRST - timedelta(days=1), FIRST, LAST, LAST + timedelta(days=1)]
    assert certified(school, *days) == [False, True, True, False]
    assert (qms_certificate_on(school, LAST), fresh(row).settled_by) == (row, secretary)
    assert Letter.objects.get(notice="qms_settled").to == director.email
    annotated = Organisation.objects.annotate(until=certified_until(clock.today())).get(pk=school.pk)
    assert annotated.until == LAST


@clause("A-4.12")
def test_the_secretarys_own_record_is_confirmed_at_once_and_announced(school, secretary, monkeypatch):
    heard = []
    monkeypatch.setitem(happenings.HANDLERS, "qms.certified", [lambda **facts: heard.append(facts)])

    row = record(school, secretary)

    assert row.state == "confirmed"
    assert [(one["organisation"], one["certification"], one["by"]) for one in heard] == [(school, row, secretary)]
    assert Letter.objects.filter(notice="qms_settled").count() == 0


def test_a_certificate_is_on_record_once_and_may_come_again_after_it_was_sent_back(school, director, secretary):
    row = record(school, director)
    with pytest.raises(Refused):
        record(school, director, number="демо-77")

    verbs.reject(row, reason="Файл не читается.", by=secretary, at=clock.now())
    assert (fresh(row).state, fresh(row).settle_remark) == ("rejected", "Файл не читается.")
    assert "Файл не читается." in Letter.objects.get(notice="qms_settled").body
    assert record(school, director).state == "proposed"
    with pytest.raises(WrongState):
        verbs.confirm(fresh(row), on=clock.today(), by=secretary, at=clock.now())


@clause("A-4.12")
@pytest.mark.parametrize(
    "days",
    [
        {"valid_until": FIRST}, {"valid_until": FIRST - timedelta(days=1)}, {"received_on": FIRST - timedelta(days=1)},
        {"received_on": date(2099, 1, 1)},
    ],
)  # fmt: skip
def test_days_that_do_not_follow_each_other_are_refused(school, secretary, days):
    with pytest.raises(Refused) as refused:
        record(school, secretary, **days)

    assert refused.value.verdicts[0].clause == "A-4.12"
    assert Certification.objects.count() == 0


def test_strangers_propose_nothing_and_directors_confirm_nothing(school, director):
    stranger = ground.director(ground.organisation())
    row = record(school, director)

    for act in (
        lambda: record(school, stranger, number="2"),
        lambda: verbs.confirm(row, on=clock.today(), by=director, at=clock.now()),
        lambda: verbs.reject(row, reason="нет", by=stranger, at=clock.now()),
        lambda: verbs.raise_ground(row, on=clock.today(), by=director, at=clock.now()),
    ):
        with pytest.raises(PermissionDenied):
            act()


@clause("A-4.12")
def test_a_suspension_stops_the_certificate_from_its_day_until_it_is_resumed(school, secretary):
    row = record(school, secretary)
    day = FIRST + timedelta(days=30)
    verbs.stop(row, kind="suspended", reason="Аудит не пройден.", on=day, by=secretary, at=clock.now())

    before = day - timedelta(days=1)
    assert certified(school, before, day, LAST) == [True, False, False]
    assert (fresh(row).status_on(before), fresh(row).status_on(day)) == ("in force", "suspended")
    verbs.resume(row, on=day + timedelta(days=10), by=secretary, at=clock.now())

    assert certified(school, day + timedelta(days=9), day + timedelta(days=10)) == [False, True]
    with pytest.raises(Refused):
        verbs.resume(row, on=day + timedelta(days=20), by=secretary, at=clock.now())


@clause("A-4.12")
def test_a_withdrawal_is_final_and_may_follow_a_suspension(school, secretary):
    row = record(school, secretary)
    day = FIRST + timedelta(days=30)
    give = {"reason": "Решение органа.", "by": secretary, "at": clock.now()}
    verbs.stop(row, kind="suspended", on=day, **give)
    verbs.stop(row, kind="withdrawn", on=day + timedelta(days=5), **give)

    assert certified(school, day + timedelta(days=4), day + timedelta(days=5), LAST) == [False, False, False]
    assert fresh(row).status_on(LAST) == "withdrawn"
    with pytest.raises(Refused):
        verbs.stop(row, kind="suspended", on=day + timedelta(days=6), **give)
    with pytest.raises(Refused):
        verbs.resume(row, on=day + timedelta(days=6), by=secretary, at=clock.now())


def test_audits_stand_in_the_term_of_a_confirmed_record(school, director, secretary):
    row = record(school, director)
    give = {"result": "kept", "by": secretary, "at": clock.now()}
    with pytest.raises(Refused):
        verbs.note_audit(row, audited_on=FIRST, **give)
    verbs.confirm(row, on=clock.today(), by=secretary, at=clock.now())

    verbs.note_audit(row, audited_on=LAST, note="Без замечаний.", **give)
    with pytest.raises(Refused):
        verbs.note_audit(row, audited_on=LAST + timedelta(days=1), **give)
    assert [(one.audited_on, one.result) for one in row.audits.all()] == [(LAST, "kept")]


def test_a_record_entered_by_mistake_counts_on_no_day(school, secretary):
    row = record(school, secretary)

    verbs.void(row, reason="Чужой сертификат.", by=secretary, at=clock.now())

    assert (fresh(row).state, certified(school, FIRST, LAST)) == ("void", [False, False])
    with pytest.raises(Refused):
        verbs.note_audit(row, audited_on=FIRST, result="kept", by=secretary, at=clock.now())


@clause("A-4.12", "A-3.1.1")
def test_a_membership_raised_by_a_record_entered_by_mistake_stands_on_its_former_ground(school, secretary):
    was = members.membership(school, secretary, ground_of=rules.INTRODUCED)
    wrong, right = record(school, secretary), record(school, secretary, number="2")
    verbs.raise_ground(wrong, on=clock.today(), by=secretary, at=clock.now())
    verbs.void(wrong, reason="Чужой сертификат.", by=secretary, at=clock.now())

    assert ground_on(was, clock.today() + timedelta(days=1)) == rules.INTRODUCED
    assert AuditEntry.objects.get(verb="membership.lower_ground").facts["membership"] == was.pk
    verbs.raise_ground(right, on=clock.today(), by=secretary, at=clock.now())
    assert ground_on(was, clock.today()) == rules.CERTIFIED


@clause("A-4.12", "A-3.1.1")
def test_the_history_tells_a_voided_ground_as_voided_with_the_reason(school, secretary):
    members.membership(school, secretary, ground_of=rules.INTRODUCED)
    wrong, right = record(school, secretary), record(school, secretary, number="2")
    verbs.raise_ground(wrong, on=clock.today(), by=secretary, at=clock.now())
    verbs.void(wrong, reason="Чужой сертификат", by=secretary, at=clock.now())
    verbs.raise_ground(right, on=clock.today(), by=secretary, at=clock.now())

    told = list(grounds(Reading(school, secretary, clock.today())))
    assert [(row.kind, row.clause) for row in told] == [("step", "A-3.1.1"), ("right", "A-3.1.1")]
    assert ["Чужой сертификат." in row.text for row in told] == [True, False]
    assert told[0].title != told[1].title


@clause("A-4.12", "A-3.1.1")
def test_a_member_goes_on_by_ground_a_and_keeps_its_membership_and_certificate(school, secretary):
    since = members.SINCE
    was = members.membership(school, secretary, ground_of=rules.INTRODUCED, on=since)
    paper = members.certificate(was, secretary, on=since)
    row, on = record(school, secretary), since + timedelta(days=40)

    raised = verbs.raise_ground(row, on=on, by=secretary, at=clock.now())

    assert (raised.membership, raised.starts_on, raised.certification) == (was, on, row)
    assert [ground_on(was, day) for day in (on - timedelta(days=1), on)] == [rules.INTRODUCED, rules.CERTIFIED]
    shown = Membership.objects.annotate(now=grounds_on(on), before=grounds_on(since)).get()
    assert (shown.now, shown.before) == (rules.CERTIFIED, rules.INTRODUCED)
    assert (fresh(was).starts_on, fresh(was).ends_on, membership_of(school, on)) == (since, None, was)
    assert paper.status_on(on) == "valid"
    assert certificates.issue(was, on=on, by=secretary, at=clock.now()) == paper
    with pytest.raises(Refused):
        verbs.raise_ground(row, on=on, by=secretary, at=clock.now())


def test_a_membership_restored_after_a_voided_order_keeps_the_ground_it_reached(school, secretary):
    was = members.membership(school, secretary, ground_of=rules.INTRODUCED)
    verbs.raise_ground(record(school, secretary), on=clock.today(), by=secretary, at=clock.now())
    memberships.end(was, on=clock.today(), reason="exclusion", basis=was.basis, by=secretary, at=clock.now())

    fresh_one = memberships.restore(fresh(was), basis=was.basis, by=secretary, at=clock.now())

    assert ground_on(fresh_one, clock.today()) == rules.CERTIFIED


@clause("A-4.12")
def test_the_ground_of_candidates_and_of_days_without_a_certificate_is_not_raised(school, secretary):
    row = record(school, secretary)
    with pytest.raises(Refused):
        verbs.raise_ground(row, on=clock.today(), by=secretary, at=clock.now())
    members.membership(school, secretary, ground_of=rules.CANDIDATE)
    with pytest.raises(Refused):
        verbs.raise_ground(row, on=clock.today(), by=secretary, at=clock.now())

    member = ground.organisation()
    members.membership(member, secretary, ground_of=rules.INTRODUCED)
    other = record(member, secretary, number="2")
    verbs.stop(other, kind="suspended", reason="Аудит.", on=FIRST, by=secretary, at=clock.now())
    with pytest.raises(Refused):
        verbs.raise_ground(other, on=clock.today(), by=secretary, at=clock.now())
    assert MembershipGround.objects.count() == 0


@clause("A-4.12", "A-3.1.1")
def test_the_certificate_of_an_admitted_member_goes_on_record_by_itself(school, secretary, director):
    asked = members.application(school, director, state=Application.State.GRANTED)
    file = files.keep_made(ground.PDF, name="сертификат.pdf", organisation=school, at=clock.now())
    asked.papers.create(
        kind="qms_certificate", file=file, number="ДЕМО-9", issuer="Орган", dated_on=FIRST, until=LAST,
        added_at=clock.now(), added_by=director,
    )  # fmt: skip
    basis = add_basis(kind="order", body="Министерство", number="1-П", dated_on=FIRST, by=secretary, at=clock.now())

    decisions.open_membership(asked, on=clock.today(), basis=basis, by=secretary, at=clock.now())

    row = Certification.objects.get()
    assert (row.state, row.organisation, row.application, row.number) == ("confirmed", school, asked, "ДЕМО-9")
    assert (row.issued_on, row.valid_until, row.file) == (FIRST, LAST, file)
    assert is_certified_on(school, LAST)


def test_a_certificate_on_record_already_is_not_doubled_by_the_admission(school, secretary, director):
    record(school, secretary, number="ДЕМО-9", body="Орган")
    asked = members.application(school, director, state=Application.State.GRANTED)
    file = files.keep_made(ground.PDF, name="сертификат.pdf", organisation=school, at=clock.now())
    asked.papers.create(
        kind="qms_certificate", file=file, number="ДЕМО-9", issuer="Орган", dated_on=FIRST, until=LAST,
        added_at=clock.now(), added_by=director,
    )  # fmt: skip

    members_before = Certification.objects.count()
    basis = add_basis(kind="order", body="Министерство", number="1-П", dated_on=FIRST, by=secretary, at=clock.now())
    decisions.open_membership(asked, on=clock.today(), basis=basis, by=secretary, at=clock.now())

    assert Certification.objects.count() == members_before
