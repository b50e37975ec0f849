"""Protected tables: the database itself refuses, whoever asks and however."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction

from association import journal, protect
from association.models import AuditEntry, AuditPayload, Seal, SealedEntry, User
from association.protect import APPEND, ERASE, GUARDS, ONCE, Guard
from tests.association.moments import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    made = journal.record("test.done", None, by=None, at=NOON, text="тайна")
    journal.seal(NOON)
    connection.check_constraints()  # PostgreSQL truncates no table whose foreign keys wait for their check
    return made


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


@pytest.mark.parametrize("model", [AuditEntry, AuditPayload, Seal, SealedEntry])
def test_rows_of_the_journal_are_neither_changed_nor_deleted(model, entry):
    table = model._meta.db_table
    column = {AuditEntry: "verb", AuditPayload: "text", Seal: "count", SealedEntry: "position"}[model]
    value = "7" if column in ("count", "position") else "other"
    before = list(model.objects.values())

    assert refused(lambda: model.objects.update(**{column: value}))
    assert refused(lambda: model.objects.bulk_update([_changed(model, column, value)], [column]))
    assert refused(lambda: _changed(model, column, value).save())
    assert refused(lambda: run(f'UPDATE {table} SET "{column}" = %s', value))
    assert refused(lambda: run(f"DELETE FROM {table}"))
    assert refused(lambda: model.objects.all()._raw_delete("default"))
    if connection.vendor == "postgresql":
        assert refused(lambda: run(f"TRUNCATE {table} CASCADE"))
        upsert = f'ON CONFLICT ({model._meta.pk.column}) DO UPDATE SET "{column}" = %s'
        assert refused(lambda: run(f"INSERT INTO {table} SELECT * FROM {table} {upsert}", value))
    else:
        assert refused(lambda: run(f"REPLACE INTO {table} SELECT * FROM {table}"))
        assert refused(lambda: run(f'UPDATE OR REPLACE {table} SET "{column}" = %s', value))
    assert list(model.objects.values()) == before


def _changed(model, column, value):
    row = model.objects.get()
    setattr(row, column, value)
    return row


def test_a_payload_may_only_be_erased(entry):
    payload = AuditPayload.objects.filter(pk=entry.pk)

    assert refused(lambda: payload.update(text="{}"))
    assert refused(lambda: payload.update(salt="", text="{}"))
    payload.update(salt="", text="")
    assert refused(lambda: payload.update(text="again"))
    assert payload.get().is_erased


@pytest.fixture
def dated_list(monkeypatch):
    """Put the accounts on the list for this test, with one column of each kind that may be filled once."""
    monkeypatch.setitem(GUARDS, "association.user", Guard(ONCE, ("last_login", "is_superuser", "language")))
    protect.install(connection, "association")


def test_a_listed_column_is_filled_once_and_the_others_never_change(dated_list):
    user = User.objects.create_user("a@example.org", language="", is_superuser=False)
    row = User.objects.filter(pk=user.pk)

    assert refused(lambda: row.update(email="b@example.org"))
    assert refused(lambda: row.update(last_login=NOON, email="b@example.org"))
    row.update(last_login=NOON)
    row.update(is_superuser=True, language="ky")
    row.update(last_login=NOON, language="ky")
    assert refused(lambda: row.update(last_login=None))
    assert refused(lambda: row.update(is_superuser=False))
    assert refused(lambda: row.update(language="ru"))
    assert refused(row.delete)


def test_the_triggers_are_all_there_after_migrating():
    assert protect.missing(connection) == []


def _drop(cursor, name):
    cursor.execute(f'DROP TRIGGER "{name}"' + (" ON association_seal" if connection.vendor == "postgresql" else ""))


def _hollow(cursor, name):
    if connection.vendor == "postgresql":
        body = "RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$"
        cursor.execute(f'CREATE OR REPLACE FUNCTION "{name}"() {body}')
    else:
        _drop(cursor, name)
        cursor.execute(f'CREATE TRIGGER "{name}" BEFORE UPDATE ON association_seal WHEN 0 BEGIN SELECT 1; END')


def _switch_off(cursor, name):
    if connection.vendor == "postgresql":
        cursor.execute(f'ALTER TABLE association_seal DISABLE TRIGGER "{name}"')
    else:
        _drop(cursor, name)


@pytest.mark.parametrize("spoil", [_drop, _hollow, _switch_off])
def test_a_missing_or_hollow_trigger_is_noticed_and_restored(spoil, entry):
    with connection.cursor() as cursor:
        present = protect._present(connection).items()
        name = next(name for name, row in present if row[0] == "association_seal" and name.endswith("update"))
        spoil(cursor, name)
    assert not refused(lambda: Seal.objects.update(count=7))

    assert protect.missing(connection) == ["association_seal"]
    protect.install(connection)
    assert protect.missing(connection) == []
    assert refused(lambda: Seal.objects.update(count=8))


def test_installing_twice_changes_nothing(django_assert_num_queries):
    protect.install(connection)

    with django_assert_num_queries(2):
        protect.install(connection)


@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_a_replication_role_is_refused_too(entry):
    run("SET LOCAL session_replication_role = replica")

    assert refused(lambda: Seal.objects.update(count=7))


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_a_connection_where_replace_is_unseen_is_noticed():
    run("PRAGMA recursive_triggers = OFF")
    try:
        assert protect.missing(connection) == ["PRAGMA recursive_triggers"]
    finally:
        run("PRAGMA recursive_triggers = ON")


def test_migrations_that_have_something_to_do_find_the_tables_free(entry):
    app = apps.get_app_config("association")

    protect._lift(app, using="default", plan=[("a migration", False)])
    assert protect.missing(connection) == sorted(model._meta.db_table for model in map(apps.get_model, GUARDS))
    protect._settle(app, using="default")
    protect._lift(app, using="default", plan=[])

    assert [table for table in protect.missing(connection) if table.startswith("association_")] == []


def test_migrating_again_keeps_the_protection():
    call_command("migrate", verbosity=0)

    assert protect.missing(connection) == []


@pytest.mark.parametrize(("mode", "columns"), [(APPEND, ("a",)), (ONCE, ()), (ERASE, ()), ("sometimes", ("a",))])
def test_a_wrong_line_of_the_list_stops_the_start(mode, columns):
    with pytest.raises(ValueError, match=r"association\.Seal"):
        protect.protect("association.Seal", mode, columns)


def test_a_table_is_protected_in_one_way():
    protect.protect("association.Seal", APPEND)

    with pytest.raises(ValueError, match="already protected"):
        protect.protect("association.Seal", ONCE, ["count"])


def test_frozen_fields_are_those_that_never_change():
    assert [field.name for field in protect.frozen_fields(AuditPayload)] == ["entry"]
    assert all(isinstance(field, models.Field) for field in protect.frozen_fields(Seal))
