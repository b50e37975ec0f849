"""Tables whose rows nobody changes silently: a list as data, held by triggers on both databases.

append: a row is written once. once: a listed column may be filled one time (NULL, '', 0 or false before).
erase: a listed column may be emptied ('' or NULL), nothing else. until: a listed column may change as long as a column
of the row that a foreign key points to is NULL. Of a once-table a day may come sooner: with its first column brought
forward the columns named beside it may change, never put off. A free column is one that does the portal's housekeeping
and proves nothing. An erasable column may be emptied once a line of an act of write-off names the row (A-4.10d).
Rows are never deleted, tables never truncated.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.db import connections, models
from django.db.models.signals import post_migrate, pre_migrate

APPEND, ONCE, ERASE, UNTIL = "append", "once", "erase", "until"
PREFIX = "keep_"


@dataclass(frozen=True)
class Guard:
    """How one table is protected; columns are names of model fields."""

    mode: str
    columns: tuple[str, ...] = ()
    free: tuple[str, ...] = ()
    until: str = ""
    sooner: tuple[str, ...] = ()
    erasable: tuple[str, ...] = ()


GUARDS: dict[str, Guard] = {
    "association.auditentry": Guard(APPEND),
    "association.auditpayload": Guard(ERASE, ("salt", "text")),
    "association.seal": Guard(APPEND),
    "association.sealedentry": Guard(APPEND),
    "association.registerentry": Guard(ONCE, ("voided_at", "void_reason", "done_on", "done_word")),
    "association.recordfile": Guard(APPEND),
    "association.dispatch": Guard(APPEND),
    "association.routing": Guard(
        ONCE, ("received_at", "done_at", "done_by", "done_word", "reply", "taken_back_at", "taken_back_why")
    ),
    "association.lettercopy": Guard(ONCE, ("entry", "paper")),
    "association.ruleset": Guard(ONCE, ("ends_on",)),
    "association.signature": Guard(APPEND),
    "association.libraryitem": Guard(ONCE, ("taken_back_at", "taken_back_why"), free=("search",)),
    "association.paper": Guard(
        ONCE, ("file", "pages", "released_at"), free=("job",), erasable=("facts", "marks")
    ),
}


def protect(
    model_label: str, mode: str, columns: Iterable[str] = (), *, until: str = "", sooner: Iterable[str] = (),
    erasable: Iterable[str] = (),
) -> None:  # fmt: skip
    """Put a table on the list; called at start, before the triggers are installed.

    `until` names a column of a row pointed to, as in "vote.closed_at"; `sooner` a day and what changes with it;
    `erasable` the texts that a write-off empties.
    """
    guard = Guard(mode, tuple(columns), until=until, sooner=tuple(sooner), erasable=tuple(erasable))
    known, odd = mode in (APPEND, ONCE, ERASE, UNTIL), bool(guard.columns) == (mode == APPEND)
    if not known or odd or bool(until) != (mode == UNTIL) or (guard.sooner and mode != ONCE):
        raise ValueError(f"{model_label}: mode {mode} with columns {guard.columns}")
    if GUARDS.setdefault(model_label.lower(), guard) != guard:
        raise ValueError(f"{model_label} is already protected in another way")


def connect() -> None:
    """Install the triggers after every migration, and lift them while migrations run."""
    pre_migrate.connect(_lift, dispatch_uid="association.protect.lift")
    post_migrate.connect(_settle, dispatch_uid="association.protect.settle")


def frozen_fields(model: type[models.Model]) -> list[models.Field]:
    """Name the fields of a protected table that never change."""
    guard = GUARDS[model._meta.label_lower]
    return [field for field in model._meta.concrete_fields if field.name not in guard.columns + guard.free]


def install(connection, label: str | None = None) -> None:
    """Bring the triggers of one app, or of all, to what the list says."""
    present = _present(connection)
    existing = set(connection.introspection.table_names())
    wanted = {
        name: row for name, row in _wanted(connection).items() if row.table in existing and label in (None, row.label)
    }
    tables = {row.table for row in wanted.values()}
    with connection.cursor() as cursor:
        for name, (table, _body) in present.items():
            if table in tables and name not in wanted:
                _drop(connection, cursor, name, table)
        for name, row in wanted.items():
            if present.get(name) != (row.table, row.body):
                _drop(connection, cursor, name, row.table)
                for statement in row.statements:
                    cursor.execute(statement)


def missing(connection) -> list[str]:
    """Name the protected tables whose triggers are absent, switched off or changed."""
    present = _present(connection)
    faults = {row.table for name, row in _wanted(connection).items() if present.get(name) != (row.table, row.body)}
    if connection.vendor == "sqlite" and not _replace_is_seen(connection):
        faults.add("PRAGMA recursive_triggers")
    return sorted(faults)


@dataclass(frozen=True)
class _Trigger:
    label: str
    table: str
    body: str
    statements: tuple[str, ...]


def _wanted(connection) -> dict[str, _Trigger]:
    wanted = {}
    make = _postgresql if connection.vendor == "postgresql" else _sqlite
    for label, guard in GUARDS.items():
        model = apps.get_model(label)
        quote, table = connection.ops.quote_name, model._meta.db_table
        events = {"update": _allowed(connection, model, guard), "delete": None, "truncate": None}
        for event, allowed in events.items():
            name = f"{PREFIX}{hashlib.sha256(table.encode()).hexdigest()[:8]}_{event}"
            for body, statements in make(name, quote(table), table, event, allowed):
                wanted[name] = _Trigger(model._meta.app_label, table, body, statements)
    return wanted


def _allowed(connection, model: type[models.Model], guard: Guard) -> str | None:
    """Write the condition under which an update passes, or None when none does."""
    ways = []
    if guard.mode != APPEND:
        ways.append(_conditions(connection, model, guard.columns, guard, _may_change))
    if guard.erasable:
        marker = apps.get_model("association.ErasedRow")._meta
        table, label, row = (connection.ops.quote_name(one) for one in (marker.db_table, "label", "row"))
        key = connection.ops.quote_name(model._meta.pk.column)
        named = f"EXISTS (SELECT 1 FROM {table} WHERE {label} = '{model._meta.label_lower}' AND {row} = OLD.{key})"
        ways.append(f"{_conditions(connection, model, guard.erasable, guard, _is_emptied)} AND {named}")
    return " OR ".join(f"({way})" for way in ways) if len(ways) > 1 else next(iter(ways), None)


def _conditions(connection, model: type[models.Model], columns: tuple[str, ...], guard: Guard, allows) -> str:
    """Every column stays as it is, but for those named, which may also change as `allows` says, and the free ones."""
    quote = connection.ops.quote_name
    same = "IS NOT DISTINCT FROM" if connection.vendor == "postgresql" else "IS"
    conditions = []
    for field in model._meta.concrete_fields:
        kept = f"NEW.{quote(field.column)} {same} OLD.{quote(field.column)}"
        if field.name in guard.free:
            continue
        if field.name in columns:
            kept = f"({kept} OR {allows(connection, model, guard, field)})"
        conditions.append(kept)
    return " AND ".join(conditions)


def _is_emptied(connection, model: type[models.Model], guard: Guard, field: models.Field) -> str:
    return _empty(connection, field, f"NEW.{connection.ops.quote_name(field.column)}")


def _may_change(connection, model: type[models.Model], guard: Guard, field: models.Field) -> str:
    quote = connection.ops.quote_name
    if guard.mode == UNTIL:
        key, _dot, column = guard.until.partition(".")
        to = model._meta.get_field(key)
        other = to.related_model._meta
        table, pk, ends = quote(other.db_table), quote(other.pk.column), quote(other.get_field(column).column)
        return f"(SELECT {ends} IS NULL FROM {table} WHERE {pk} = OLD.{quote(to.column)})"
    empty = _empty(connection, field, f"{'OLD' if guard.mode == ONCE else 'NEW'}.{quote(field.column)}")
    if field.name not in guard.sooner:
        return empty
    day = quote(model._meta.get_field(guard.sooner[0]).column)
    return f"{empty} OR COALESCE(NEW.{day} < OLD.{day}, false)"


def _empty(connection, field: models.Field, column: str) -> str:
    if isinstance(field, models.BooleanField):
        return f"{column} = false" if connection.vendor == "postgresql" else f"{column} = 0"
    if isinstance(field, models.CharField | models.TextField):
        return f"({column} IS NULL OR {column} = '')"
    if isinstance(field, models.IntegerField):
        return f"({column} IS NULL OR {column} = 0)"
    if isinstance(field, models.JSONField) and not field.null:
        return f"{column} = '{{}}'"
    return f"{column} IS NULL"


def _sqlite(name: str, quoted: str, table: str, event: str, allowed: str | None):
    """Write one SQLite trigger (SQLite has no TRUNCATE)."""
    if event == "truncate":
        return
    when = f" WHEN NOT ({allowed})" if allowed else ""
    body = (
        f'CREATE TRIGGER "{name}" BEFORE {event.upper()} ON {quoted}{when} '
        f"BEGIN SELECT RAISE(ABORT, 'protected table {table}: no {event}'); END"
    )
    yield body, (body,)


def _postgresql(name: str, quoted: str, table: str, event: str, allowed: str | None):
    """Write one PostgreSQL trigger that fires for a replication role too."""
    refusal = f"RAISE EXCEPTION 'protected table {table}: no {event}' USING ERRCODE = 'integrity_constraint_violation';"
    body = f"BEGIN IF {allowed} THEN RETURN NEW; END IF; {refusal} END" if allowed else f"BEGIN {refusal} END"
    each = "STATEMENT" if event == "truncate" else "ROW"
    yield (
        body,
        (
            f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $keep${body}$keep$',
            f'CREATE TRIGGER "{name}" BEFORE {event.upper()} ON {quoted} FOR EACH {each} EXECUTE FUNCTION "{name}"()',
            f'ALTER TABLE {quoted} ENABLE ALWAYS TRIGGER "{name}"',
        ),
    )


# What is installed: a trigger counts only when it is always on, for that event, and runs the function of its name.
_PRESENT = {
    "sqlite": r"""
        SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'keep\_%' ESCAPE '\'""",
    "postgresql": r"""
        SELECT t.tgname, c.relname, CASE
            WHEN t.tgenabled = 'A' AND t.tgqual IS NULL AND t.tgattr::text = '' AND p.proname = t.tgname
                AND t.tgtype = CASE substring(t.tgname from '[a-z]+$')
                    WHEN 'update' THEN 19 WHEN 'delete' THEN 11 ELSE 34 END
            THEN p.prosrc ELSE '' END
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
        WHERE NOT t.tgisinternal AND t.tgname LIKE 'keep\_%' AND c.relnamespace = current_schema()::regnamespace""",
}


def _present(connection) -> dict[str, tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_PRESENT[connection.vendor])
        return {name: (table, body) for name, table, body in cursor.fetchall()}


def _drop(connection, cursor, name: str, table: str) -> None:
    on = f" ON {connection.ops.quote_name(table)}" if connection.vendor == "postgresql" else ""
    cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}')


def _replace_is_seen(connection) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers")
        return cursor.fetchone()[0] == 1


def _settle(sender, using: str, **_kwargs) -> None:
    """Install the triggers of the app whose tables were just migrated."""
    install(connections[using], sender.label)


def _lift(sender, using: str, plan=(), **_kwargs) -> None:
    """Drop the triggers once, and only when there is something to migrate."""
    if sender.label != "association" or not plan:
        return
    connection = connections[using]
    with connection.cursor() as cursor:
        for name, (table, _body) in _present(connection).items():
            _drop(connection, cursor, name, table)
