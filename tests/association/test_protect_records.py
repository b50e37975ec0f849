"""What was registered, signed, issued, voted and decided stays as it was: the database itself refuses."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from association import clock, journal, protect, register
from association.models import Paper, RegisterEntry, Signature
from association.proofs import Password
from membership.actions import certificates
from membership.models import Certificate, CertificateDuplicate, Membership
from presidium.actions import minutes, room
from presidium.models import AgendaItem, Ballot, PresenceEvent, Vote, VoterRoll
from tests.factories import association as ground
from tests.factories import membership, presidium
from tests.factories.any_row import any_row

pytestmark = pytest.mark.django_db
LATER = ground.AT


@pytest.fixture
def people():
    return presidium.cast()


@pytest.fixture
def records(people):
    """One row at least of each protected table, made by the verbs."""
    record = presidium.offered(people)
    by = people.secretary
    proof, sha256 = Password(ground.PASSWORD), record.paper.sha256
    minutes.sign_as_secretary(record, proof=proof, sha256=sha256, by=by, at=clock.now())
    membership.member(by)
    issued = Certificate.objects.get()
    certificates.duplicate(issued, reason="Утрата", to="Примеров", on=clock.today(), by=by, at=clock.now())
    school = ground.organisation()
    register.enter(
        "incoming", school, index="01-13", on=ground.DAY, at=ground.AT, by=by, correspondent="а", heading="б"
    )
    connection.check_constraints()
    return record


def refused(act):
    """Say whether the database refuses the act, and keep the transaction usable."""
    try:
        with transaction.atomic():
            act()
    except IntegrityError as error:
        return "protected table" in str(error)
    return False


def run(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


# For each table a column that never changes, and another value for it.
FROZEN = {
    RegisterEntry: ("number", 77), Signature: ("name", "Другой"), Paper: ("number", "77"), Certificate: ("number", 77),
    CertificateDuplicate: ("issued_to", "Другой"),
    Membership: ("kind", "candidate"), PresenceEvent: ("arrived", False), Ballot: ("choice", "against"),
    Vote: ("needed", 1), VoterRoll: ("vote_id", 77),
}  # fmt: skip
JOURNAL = ("association.auditentry", "association.auditpayload", "association.seal", "association.sealedentry")
OTHERS = [
    apps.get_model(label)
    for label in sorted(protect.GUARDS)
    if label not in JOURNAL and apps.get_model(label) not in FROZEN
]


def test_every_protected_table_of_the_portal_is_tried_here_or_with_the_journal():
    tried = {model._meta.label_lower for model in (*FROZEN, *OTHERS)}
    assert tried | set(JOURNAL) == set(protect.GUARDS)
    assert len(OTHERS) >= 14


@pytest.mark.parametrize("model", OTHERS, ids=lambda model: model._meta.label)
def test_a_row_of_every_other_protected_table_is_neither_changed_nor_deleted(model, people):
    """P6, on a row written for the purpose: what the verbs write is tried with each of them."""
    row, table = any_row(model), model._meta.db_table
    connection.check_constraints()
    frozen = next(field for field in protect.frozen_fields(model) if not field.primary_key)
    other = LATER if "_at" in frozen.name else "2020-01-01" if "_on" in frozen.name else 77

    assert refused(lambda: model._base_manager.filter(pk=row.pk).update(**{frozen.attname: other}))
    assert refused(lambda: run(f'UPDATE {table} SET "{frozen.column}" = %s', other))
    assert refused(lambda: run(f"DELETE FROM {table}"))
    assert refused(lambda: model._base_manager.all()._raw_delete("default"))


@pytest.mark.parametrize("model", FROZEN, ids=lambda model: model._meta.label)
def test_records_are_neither_changed_nor_deleted(model, records):
    """P6: by the ORM, in bulk and by plain SQL."""
    column, value = FROZEN[model]
    table, field = model._meta.db_table, model._meta.get_field(column.removesuffix("_id"))
    before = list(model.objects.order_by("pk").values())
    assert before != []

    def changed():
        row = model.objects.order_by("pk").first()
        setattr(row, column, value)
        return row

    assert refused(lambda: model.objects.update(**{column: value}))
    assert refused(lambda: changed().save())
    assert refused(lambda: model.objects.bulk_update([changed()], [field.name]))
    assert refused(lambda: run(f'UPDATE {table} SET "{field.column}" = %s', value))
    assert refused(lambda: run(f"DELETE FROM {table}"))
    assert refused(lambda: model.objects.all()._raw_delete("default"))
    if connection.vendor == "postgresql":
        assert refused(lambda: run(f"TRUNCATE {table} CASCADE"))
    else:
        assert refused(lambda: run(f"REPLACE INTO {table} SELECT * FROM {table}"))
    assert list(model.objects.order_by("pk").values()) == before


def test_the_bytes_of_a_paper_come_once(records):
    waiting = Paper.objects.filter(file=None).first()
    ready, other = records.paper, ground.make_ready(waiting, b"%PDF-1.4 other").file
    row = Paper.objects.filter(pk=ready.pk)

    assert refused(lambda: row.update(file=other))
    assert refused(lambda: row.update(file=None))
    assert refused(lambda: row.update(pages=9))
    row.update(released_at=LATER)
    assert refused(lambda: row.update(released_at=clock.now()))
    row.update(job=None)  # housekeeping, proves nothing


def test_a_certificate_is_handed_over_and_annulled_once(records):
    row = Certificate.objects.filter(handed_on=None)
    number = row.get().number
    rows = Certificate.objects.filter(number=number)
    rows.update(handed_on=ground.DAY, handed_to="Примеров")

    assert refused(lambda: rows.update(handed_to="Другой"))
    assert refused(lambda: rows.update(handed_on=None))
    certificates.annul(rows.get(), reason="Утрата", on=ground.DAY, by=None, at=ground.AT)
    assert refused(lambda: rows.update(annulled_on=None, annul_reason=""))
    assert refused(lambda: rows.update(annul_reason="Иное"))


def test_an_entry_is_voided_once_and_a_membership_ended_once(records):
    entry, held = RegisterEntry.objects.all(), Membership.objects.filter(ends_on=None)
    entry.update(voided_at=LATER, void_reason="Описка")
    held.update(ends_on=clock.today(), end_reason="withdrawal")

    assert refused(lambda: entry.update(voided_at=None))
    assert refused(lambda: entry.update(void_reason="Иное"))
    assert refused(lambda: Membership.objects.update(ends_on=None))


def test_a_vote_is_closed_once(records):
    vote = Vote.objects.all()

    assert refused(lambda: vote.update(verdict={"passed": False}))
    assert refused(lambda: vote.update(closed_at=clock.now()))
    assert refused(lambda: vote.update(closed_at=None))


def test_the_counted_ballot_changes_while_the_vote_is_open_and_never_after(people):
    item = presidium.voting(people)
    by, at = people.secretary, clock.now()
    for choice in ("for", "against", "for"):
        for user in people.seats:
            room.cast(item, presidium.seat_of(item.meeting, user), choice=choice, by=by, at=at)
    roll = VoterRoll.objects.all()
    assert [row.counted.choice for row in roll] == ["for"] * 5
    room.close_voting(AgendaItem.objects.get(pk=item.pk), by=by, at=at)

    against = Ballot.objects.filter(choice="against").first()
    assert refused(lambda: roll.update(counted=against))
    assert refused(lambda: roll.update(counted=None))
    assert refused(lambda: roll.update(recused=True))
    assert [row.counted.choice for row in VoterRoll.objects.all()] == ["for"] * 5


def test_verify_names_a_ballot_a_signature_and_an_entry_edited_behind_the_triggers(records):
    """P7: the owner of the database lifts the triggers; the digests of the rows still tell."""
    journal.seal(clock.now())
    edited = [(Ballot, "choice", "against"), (Signature, "name", "Другой"), (RegisterEntry, "sheets", 9),
              (PresenceEvent, "arrived", False), (Certificate, "name", "Другая школа")]  # fmt: skip
    assert journal.verify(at=clock.now()) == []
    with connection.cursor() as cursor:
        for name, (table, _body) in protect._present(connection).items():
            protect._drop(connection, cursor, name, table)
    expected = set()
    for model, column, value in edited:
        row = model.objects.order_by("pk").first()
        model.objects.filter(pk=row.pk).update(**{column: value})
        expected.add(f"{model._meta.label_lower}:{row.pk}")
    connection.check_constraints()
    protect.install(connection)

    found = journal.verify(at=clock.now())
    assert {row.subject for row in found if row.code == "edited-row"} == expected
    assert {row.code for row in found} == {"edited-row"}


def test_the_list_names_models_and_columns_that_exist():
    for label, guard in protect.GUARDS.items():
        names = {field.name for field in apps.get_model(label)._meta.concrete_fields}
        assert set(guard.columns + guard.free) <= names


@pytest.mark.parametrize("until", ["", "vote.closed_at"])
def test_a_condition_belongs_to_its_mode_alone(until):
    mode = protect.UNTIL if not until else protect.ONCE
    with pytest.raises(ValueError, match="mode"):
        protect.protect("presidium.minutes", mode, ("number",), until=until)
