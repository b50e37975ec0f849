"""Lawful destruction keeps the chain: the journal verifies and the erased words are nowhere (P9, A-4.10d)."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.test import Client

from association import clock, journal
from association.actions import erasing, write_offs
from association.jobs_retention import _execute, sweep
from association.models import AuditEntry, ErasedRow, Job, Paper
from presidium.models import MinutesRemark, Opinion, Vote
from tests.clause_marker import clause
from tests.factories import presidium as sittings
from tests.factories import retention as make
from tests.factories.browser import Visitor
from tests.factories.moments import fresh

WORDS = (make.SPOKEN, make.OPINION, make.REMARK)


def carry_out(act):
    """One batch, as the worker does it."""
    return _execute(Job.objects.get(kind=write_offs.EXECUTION, args={"act": act.pk}), clock.now())


def places_of(words):
    """Every text column of the database that still holds one of the words, as table.column."""
    found = set()
    like = "LIKE" if connection.vendor == "sqlite" else "::text LIKE"
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for column in connection.introspection.get_table_description(cursor, table):
                for word in words:
                    forms = {word, word.encode("ascii", "backslashreplace").decode()}
                    for form in forms:
                        cursor.execute(f'SELECT 1 FROM "{table}" WHERE "{column.name}"{" " if like == "LIKE" else ""}'
                                       f"{like} %s LIMIT 1", [f"%{form}%"])  # fmt: skip
                        if cursor.fetchone():
                            found.add(f"{table}.{column.name}")
    return found


def bytes_kept(data):
    return [path for path in Path(settings.FILES_DIR).rglob("*") if path.is_file() and data in path.read_bytes()]


def plain(answer):
    """The text of a page with plain spaces."""
    return answer.content.decode().replace("\u00a0", " ")


def words_in_the_file(words):
    """Which words the file of the database still holds once it is packed (P9)."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = Path(connection.settings_dict["NAME"]).read_bytes()
    forms = {word: (word.encode(), word.encode("ascii", "backslashreplace")) for word in words}
    return [word for word, kinds in forms.items() if any(kind in data for kind in kinds)]


@clause("A-4.10d")
def test_an_approved_act_takes_bytes_and_words_and_leaves_numbers_digests_and_decisions(committed):
    people = sittings.cast()
    record = make.old_minutes(people)
    item = record.meeting.items.first()
    paper, votes = record.paper, list(Vote.objects.values("pk", "verdict"))
    before = (paper.sha256, paper.number, paper.title, paper.dated_on, paper.code)
    act = make.approved(people, record)
    journal.seal(clock.now())
    assert places_of(WORDS) >= {"presidium_agendaitem.heard", "presidium_opinion.text", "association_paper.facts"}
    assert bytes_kept(make.BYTES)
    if connection.vendor == "sqlite":
        assert words_in_the_file(WORDS) == list(WORDS)
    for change in ({"facts": {}}, {"facts": {}, "title": "Другой"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Paper.objects.filter(pk=paper.pk).update(**change)
    progress = carry_out(act)
    assert (progress.is_over, fresh(act).state, fresh(act).lines.get().state) == (True, "written_off", "written_off")
    assert sweep(act) == []
    paper = fresh(paper)
    assert (paper.sha256, paper.number, paper.title, paper.dated_on, paper.code) == before
    assert (paper.facts, paper.marks, paper.file.path.exists(), bytes_kept(make.BYTES)) == ({}, {}, False, [])
    assert (fresh(item).decision, fresh(item).heard, list(Vote.objects.values("pk", "verdict"))) == (
        sittings.DECISION, "", votes,
    )  # fmt: skip
    assert (Opinion.objects.get().text, MinutesRemark.objects.get().reply) == ("", "")
    assert places_of(WORDS) == set()
    if connection.vendor == "sqlite":
        assert words_in_the_file(WORDS) == []
    while journal.seal(clock.now()):
        pass
    assert journal.verify(at=clock.now()) == []
    for change in ({"facts": {"again": 1}}, {"title": "Другой"}, {"file": None}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Paper.objects.filter(pk=paper.pk).update(**change)
    erased, entries = ErasedRow.objects.count(), AuditEntry.objects.count()
    again = erasing.carry_out(act, by=people.chair, at=clock.now())
    assert (again.is_over, ErasedRow.objects.count(), AuditEntry.objects.count()) == (True, erased, entries)
    shown(people, paper, fresh(act))


def shown(people, paper, act):
    """The paper is refused with the act, its check page says so, and the act stands in the list."""
    secretary = Visitor(people.secretary)
    answer = secretary.get(f"/papers/{paper.pk}/")
    assert (answer.status_code, f"акт № {act.cited}" in plain(answer)) == (409, True)
    answer = Client().get(f"/c/{paper.code[:4]}-{paper.code[4:]}/")
    assert answer.status_code == 200
    assert ('data-status="written off"' in plain(answer), f"акт № {act.cited}" in plain(answer)) == (True, True)
    assert paper.sha256 in plain(answer)
    assert secretary.get(f"/write-offs/{act.pk}/").status_code == 200
