"""The journal: everything done is written, chained, and any later change is found."""

import threading
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from django.db import connection, connections, transaction
from django.utils.translation import gettext_lazy as _

from association import journal
from association.canonical import EMPTY_DIGEST, canonical, digest
from association.journal import entries
from association.models import AuditEntry, AuditPayload, Organisation, Seal, SealedEntry, User
from tests.association.moments import LATER, NOON


@pytest.fixture
def user(db):
    return User.objects.create_user("aida@example.org")


@pytest.fixture
def organisation(db):
    return Organisation.objects.create(sector="general", title="Лицей № 1", sort_key="1", name_search="лицей 1")


def test_an_act_is_written_with_its_facts(user, organisation):
    entry = journal.record("membership.admit", organisation, by=user, at=NOON, on=date(2026, 3, 1), fee=Decimal("1.50"))

    row = AuditEntry.objects.get()
    assert (row.at, row.by, row.verb) == (NOON, user, "membership.admit")
    assert (row.subject_type, row.subject_id) == ("association.organisation", str(organisation.pk))
    assert (row.by_name, row.facts) == ("aida@example.org", {"fee": "1.50", "on": "2026-03-01"})
    assert entry == row


def test_equal_facts_have_different_digests_by_their_salt(db):
    first, second = (journal.record("a", None, by=None, at=NOON, n=1) for _ in range(2))

    assert first.payload.text == second.payload.text
    assert first.facts_digest != second.facts_digest


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [True, None, "Ү"]}, '{"a":[true,null,"Ү"],"b":1}'),
        (datetime(2026, 3, 2, 11, tzinfo=timezone(timedelta(hours=6))), '"2026-03-02T05:00:00.000000+00:00"'),
        (Decimal("10.00"), '"10.00"'),
        ({3, 1, 2}, "[1,2,3]"),
        (range(2), "[0,1]"),
        (Organisation(pk=5), '"association.organisation:5"'),
        (Organisation.Sector.GENERAL, '"general"'),
        (_("taxpayer number"), '"taxpayer number"'),
    ],
)
def test_facts_have_one_form(value, text):
    assert canonical(value) == text


@pytest.mark.parametrize("value", [b"a", float("nan"), datetime(2026, 1, 1), object()])  # noqa: DTZ001
def test_what_has_no_one_form_is_refused(value):
    with pytest.raises(TypeError):
        canonical({"a": value})


def test_no_two_lists_of_texts_share_a_digest():
    assert digest("ab", "c") != digest("a", "bc") != digest("abc")


def test_entries_are_chained_in_order_once(db):
    made = [journal.record("a", None, by=None, at=NOON, n=n) for n in range(3)]
    first = journal.seal(NOON)
    made.append(journal.record("b", None, by=None, at=NOON))
    second = journal.seal(NOON)

    assert (first.number, first.previous, first.count) == (1, EMPTY_DIGEST, 3)
    assert (second.number, second.previous, second.count) == (2, first.digest, 1)
    places = SealedEntry.objects.order_by("seal__number", "position").values_list("entry_id", "seal_id", "position")
    assert list(places) == [
        (made[0].pk, first.pk, 1), (made[1].pk, first.pk, 2), (made[2].pk, first.pk, 3), (made[3].pk, second.pk, 1),
    ]  # fmt: skip
    assert journal.seal(NOON) is None
    assert journal.head() == (2, second.digest)


def test_a_seal_takes_a_bounded_number(db, monkeypatch):
    monkeypatch.setattr(entries, "SEAL_SIZE", 2)
    for _n in range(5):
        journal.record("a", None, by=None, at=NOON)

    assert [journal.seal(NOON).count for _n in range(3)] == [2, 2, 1]
    assert journal.verify(at=LATER) == []


def test_an_entry_that_comes_late_is_found_by_a_sweep(db):
    late = journal.record("a", None, by=None, at=NOON)
    connection.check_constraints()
    early_seal = _seal_past(late)

    assert early_seal.number == 1
    assert journal.seal(NOON + timedelta(days=2)) is None
    assert [row.code for row in journal.verify(at=LATER)] == ["unsealed"]
    assert journal.seal(NOON + timedelta(days=2), sweep=True).count == 1
    assert journal.verify(at=LATER) == []


def _seal_past(late):
    """Seal a younger entry as if the older one had not been committed yet."""
    younger = journal.record("b", None, by=None, at=NOON)
    new = Seal(number=1, previous=EMPTY_DIGEST, count=1, at=NOON)
    new.digest = entries.seal_digest(new, [(younger.pk, younger.digest)])
    new.save()
    SealedEntry.objects.create(entry=younger, seal=new, position=1)
    assert late.pk < younger.pk
    return new


def test_an_act_outside_a_transaction_is_refused(committed):
    with pytest.raises(transaction.TransactionManagementError):
        journal.record("a", None, by=None, at=NOON)


def in_threads(*works):
    """Run functions at the same time, each with its own connection; what one raises is raised here."""
    faults = []

    def run(work):
        try:
            work()
        except BaseException as error:
            faults.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]


def test_writers_and_sealers_at_once_lose_nothing(committed):
    def write():
        for number in range(15):
            with transaction.atomic():
                journal.record("a", None, by=None, at=NOON, n=number)

    def chain():
        for _n in range(15):
            journal.seal(NOON)

    in_threads(write, write, write, chain, chain)
    while journal.seal(NOON):
        pass

    assert journal.verify(at=LATER) == []
    assert AuditEntry.objects.filter(sealed__isnull=False).count() == 45
    assert [seal.number for seal in Seal.objects.all()] == list(range(1, Seal.objects.count() + 1))


@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_an_entry_committed_later_with_a_lower_id_goes_into_a_later_seal(committed):
    written, sealed = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            journal.record("slow", None, by=None, at=NOON)
            written.set()
            assert sealed.wait(10)

    def quick():
        assert written.wait(10)
        with transaction.atomic():
            journal.record("quick", None, by=None, at=NOON)
        journal.seal(NOON)
        sealed.set()

    in_threads(slow, quick)
    journal.seal(NOON)

    rows = SealedEntry.objects.order_by("seal__number").values_list("entry__verb", "seal__number")
    assert list(rows) == [("quick", 1), ("slow", 2)]
    assert [entry.verb for entry in AuditEntry.objects.order_by("pk")] == ["slow", "quick"]
    assert journal.verify(at=LATER) == []


def test_a_verb_that_fails_leaves_no_entry(db):
    def verb():
        with transaction.atomic():
            journal.record("a", None, by=None, at=NOON)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        verb()

    assert (AuditEntry.objects.count(), AuditPayload.objects.count()) == (0, 0)
