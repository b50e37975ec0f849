"""Fifty writers at the same moment: no number twice, none skipped, and struck ones stay used."""

import pytest
from django.db import connection

from association import clock, register
from association.models import Counter, RegisterEntry
from tests.association.crowd import at_once
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import presidium
from tests.factories import records as make

pytestmark = pytest.mark.usefixtures("committed")
EACH = 4


def writers() -> int:
    """Fifty where rows are locked one by one; SQLite lets one write at a time."""
    return 50 if connection.vendor == "postgresql" else 6


@clause("A-7.2.2")
def test_fifty_writers_leave_no_gap_and_no_double(committed):
    people = presidium.cast(2)
    secretary, count = people.secretary, writers()

    def write(place):
        def act():
            found = []
            for turn in range(EACH):
                row = make.came(secretary, heading=f"Письмо {place}-{turn}", kind="letter")
                if turn == 1:
                    register.void(row, reason="Введено дважды", by=secretary, at=clock.now())
                if turn == 2:
                    make.passed(row, people.chair, secretary)
                found.append(row.number)
            return found

        return act

    results = at_once(*[write(place) for place in range(count)])
    assert [one for one in results if isinstance(one, Exception)] == []
    given = sorted(number for result in results for number in result)
    assert given == list(range(1, count * EACH + 1))
    assert sorted(RegisterEntry.objects.values_list("number", flat=True)) == given
    assert RegisterEntry.objects.exclude(voided_at=None).count() == count
    assert Counter.objects.get(series="incoming").value == count * EACH
    assert all(result == sorted(result) for result in results)


@clause("A-7.2.2")
def test_letters_signed_at_once_answer_one_request_and_share_no_number(committed):
    people = presidium.cast(2)
    request, schools = make.came(people.secretary), [ground.organisation() for _number in range(3)]
    rows = [
        make.offered(people.secretary, organisations=schools, reply_to=request, heading=f"Ответ {number}")
        for number in range(4)
    ]
    results = at_once(*[lambda row=row: make.signed(row, people.chair) for row in rows])

    assert [one for one in results if one is not None] == []
    numbers = sorted(RegisterEntry.objects.filter(series="outgoing").values_list("number", flat=True))
    assert numbers == list(range(1, 13))
    request.refresh_from_db()
    assert (request.replies.count(), request.done_on) == (12, make.today())
