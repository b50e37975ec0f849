"""verify(): whatever is changed behind the portal is found, and named."""

import io
import json
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from association import journal, protect
from association.canonical import EMPTY_DIGEST
from association.journal import entries
from association.models import AuditEntry, Organisation, Seal, User
from association.protect import APPEND, GUARDS, ONCE, Guard
from tests.association.moments import LATER, NOON


@pytest.fixture
def user(db):
    return User.objects.create_user("aida@example.org")


@pytest.fixture
def organisation(db):
    return Organisation.objects.create(sector="general", title="Лицей № 1", sort_key="1", name_search="лицей 1")


@contextmanager
def unprotected():
    """What only the owner of the database can do: lift the triggers and the foreign keys."""
    connection.check_constraints()  # PostgreSQL alters no table whose foreign keys wait for their check
    with connection.cursor() as cursor:
        for name, (table, _body) in protect._present(connection).items():
            protect._drop(connection, cursor, name, table)
        yield cursor
        connection.check_constraints()
        protect.install(connection)


@pytest.fixture
def sealed(user):
    """Three seals over six entries."""
    for number in range(6):
        journal.record("vote.cast", user, by=user, at=NOON, value=number)
        if number % 2:
            journal.seal(NOON)
    assert journal.verify(at=LATER) == []
    return list(AuditEntry.objects.order_by("pk"))


PAYLOAD, ENTRY, PLACE, SEAL = (f"association_{name}" for name in ("auditpayload", "auditentry", "sealedentry", "seal"))
MOMENT = "'2026-03-02 04:59:59'"
# What is done to entry 3 (of 0 to 5, two to a seal) or to a seal, and what verify() must say; # marks a seal.
ATTACKS = {
    "facts": (f"UPDATE {PAYLOAD} SET text = text || ' ' WHERE entry_id = %s", ["edited-payload 3"]),
    "salt": (f"UPDATE {PAYLOAD} SET salt = 'a' WHERE entry_id = %s", ["edited-payload 3"]),
    "facts gone": (f"DELETE FROM {PAYLOAD} WHERE entry_id = %s", ["missing-payload 3"]),
    "silent erasure": (f"UPDATE {PAYLOAD} SET salt = '', text = '' WHERE entry_id = %s", ["unrecorded-erasure 3"]),
    "verb": (f"UPDATE {ENTRY} SET verb = 'other' WHERE id = %s", ["edited-entry 3"]),
    "person": (f"UPDATE {ENTRY} SET by_id = NULL WHERE id = %s", ["edited-entry 3"]),
    "moment": (f"UPDATE {ENTRY} SET at = {MOMENT} WHERE id = %s", ["edited-entry 3"]),
    "subject": (f"UPDATE {ENTRY} SET subject_id = '77' WHERE id = %s", ["edited-entry 3"]),
    "digest": (f"UPDATE {ENTRY} SET digest = 'a' WHERE id = %s", ["edited-entry 3", "edited-seal #2"]),
    "order": (f"UPDATE {PLACE} SET position = position - 2 WHERE entry_id = %s", ["edited-seal #2"]),
    "place": (f"DELETE FROM {PLACE} WHERE entry_id = %s", ["missing-entry #2", "unsealed 3"]),
    "moved": (
        f"UPDATE {PLACE} SET seal_id = (SELECT id FROM {SEAL} WHERE number = 1), position = 3 WHERE entry_id = %s",
        ["edited-seal #1", "missing-entry #2"],
    ),
    "moment of a seal": (f"UPDATE {SEAL} SET at = {MOMENT} WHERE number = 2", ["edited-seal #2"]),
    "link": (f"UPDATE {SEAL} SET previous = 'a' WHERE number = 2", ["broken-chain #2", "edited-seal #2"]),
    "digest of a seal": (f"UPDATE {SEAL} SET digest = 'a' WHERE number = 2", ["broken-chain #3", "edited-seal #2"]),
    "number": (f"UPDATE {SEAL} SET number = 4 WHERE number = 3", ["edited-seal #4", "missing-seal #3"]),
}  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_every_edit_behind_the_portal_is_found(attack, sealed):
    statement, expected = ATTACKS[attack]
    with unprotected() as cursor:
        cursor.execute(statement, [sealed[3].pk] if "%s" in statement else [])

    found = [f"{row.code} {row.subject}" for row in journal.verify(at=LATER)]

    assert sorted(found) == sorted(text.replace(" 3", f" {sealed[3].pk}").replace("#", "") for text in expected)


def _shorten(cursor):
    last = Seal.objects.latest("number")
    gone = list(last.sealed.values_list("entry_id", flat=True))
    for table, column in (("sealedentry", "entry_id"), ("auditpayload", "entry_id"), ("auditentry", "id")):
        cursor.execute(f"DELETE FROM association_{table} WHERE {column} IN ({', '.join(map(str, gone))})")
    cursor.execute("DELETE FROM association_seal WHERE number = 3")


def _rewrite(cursor):
    """Forge one entry and compute every digest after it anew, as an owner of the database could."""
    forged = AuditEntry.objects.order_by("pk")[2]
    forged.verb = "vote.forged"
    forged.digest = entries.entry_digest(forged)
    forged.save()
    previous = EMPTY_DIGEST
    for seal in Seal.objects.order_by("number"):
        seal.previous = previous
        places = seal.sealed.order_by("position").values_list("entry_id", "entry__digest")
        seal.digest = entries.seal_digest(seal, places)
        seal.save()
        previous = seal.digest


@pytest.mark.parametrize("attack", [_shorten, _rewrite])
def test_only_a_head_kept_outside_tells_of_a_rewritten_journal(attack, sealed):
    anchor = journal.head()
    assert journal.verify(at=LATER, anchors=[anchor]) == []
    with unprotected() as cursor:
        attack(cursor)

    assert journal.verify(at=LATER) == []
    assert [(row.code, row.subject) for row in journal.verify(at=LATER, anchors=[anchor])] == [("anchor", "3")]


def test_an_entry_waits_a_minute_for_its_seal(db):
    journal.record("a", None, by=None, at=NOON)

    assert journal.verify(at=NOON + timedelta(seconds=60)) == []
    assert [row.code for row in journal.verify(at=NOON + timedelta(seconds=61))] == ["unsealed"]


def test_lawful_erasure_keeps_the_chain_and_leaves_nothing(sealed, user):
    chosen = sealed[1:3]
    journal.erase(chosen, by=user, at=NOON, basis="A-7.3.4")
    journal.seal(NOON)

    assert journal.verify(at=LATER) == []
    rows = AuditEntry.objects.filter(pk__in=[entry.pk for entry in chosen])
    assert [(row.by_name, row.facts, row.payload.text) for row in rows] == [("", {}, "")] * 2
    record = AuditEntry.objects.latest("pk")
    assert record.facts == {"basis": "A-7.3.4", "entries": [entry.pk for entry in chosen]}
    with pytest.raises(ValueError, match="not erased"):
        journal.erase([record], by=user, at=NOON)


@pytest.mark.parametrize(
    ("guard", "change", "code"),
    [
        (Guard(APPEND), {"title": "Лицей № 2"}, "edited-row"),
        (Guard(ONCE, ("phone",)), {"title": "Лицей № 2"}, "edited-row"),
        (Guard(ONCE, ("phone",)), {"phone": "1"}, None),
        (None, {"title": "Лицей № 2"}, None),
    ],
)
def test_an_edited_protected_row_is_found(organisation, monkeypatch, guard, change, code):
    if guard:
        monkeypatch.setitem(GUARDS, "association.organisation", guard)
    journal.record("organisation.found", organisation, by=None, at=NOON)
    journal.seal(NOON)
    Organisation.objects.update(**change)
    if guard:
        connection.check_constraints()
        protect.install(connection)

    found = [(row.code, row.subject) for row in journal.verify(at=LATER)]

    assert found == ([(code, f"association.organisation:{organisation.pk}")] if code else [])


def test_the_command_tells_by_its_exit_code(sealed):
    number, text = journal.head()
    out = io.StringIO()
    call_command("verify", "--json", "--anchor", f"{number}:{text}", stdout=out)
    assert json.loads(out.getvalue()) == {"ok": True, "head": {"number": 3, "digest": text}, "findings": []}

    with unprotected() as cursor:
        cursor.execute("UPDATE association_seal SET previous = 'a' WHERE number = 3")
    with pytest.raises(SystemExit) as ended:
        call_command("verify", stdout=(out := io.StringIO()))
    assert ended.value.code == 1
    assert out.getvalue().count("\n") == 3
    with pytest.raises(CommandError):
        call_command("verify", "--anchor", "3")
