"""A proposal of pairs, from the order of the chair to the last written line, against scipy on the same matrix."""

from __future__ import annotations

import gc
import random
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from tests.bench.race import Size, most

ROUNDS = 3
PLACES = 60
SECTORS = ("preschool", "general", "extra", "vocational", "special")
SINCE = date(2025, 9, 1)


def proposed(size: Size) -> dict:
    """The whole job of the worker by processor time, as a multiple of scipy's own assignment; in an open portal."""
    from tests.factories import presidium as sittings

    mentors, candidates = size.organisations // 20, size.organisations // 5
    people = sittings.cast(1)
    _fill(mentors, candidates, people.secretary)
    figures = []
    for number in range(ROUNDS + 1):
        job, costs = _spent(lambda: _propose(people.chair, candidates)), _matrix()
        alone = _spent(lambda costs=costs: _solve(costs))
        figures += [job / alone] if number else []  # the first run loads the solver
    name = (
        f"{mentors} mentors × {candidates} candidates proposed (whole job) against scipy's own time on the same matrix"
    )
    return most(name, statistics.median(figures), 3.0)


def _fill(mentors: int, candidates: int, by) -> None:
    """So many certified members and candidates in districts with centres, by plain rows."""
    from association import clock, files
    from association.models import District, Organisation
    from membership.models import Certification, Membership
    from tests.factories import association as ground

    dice = random.Random(316)
    places = District.objects.bulk_create(
        District(name=f"Примерный {n} район", kind="district", starts_on=SINCE, sort_key=f"{n:03d}",
                 latitude=Decimal(5000 + dice.randrange(400)) / 100,
                 longitude=Decimal(7800 + dice.randrange(900)) / 100)
        for n in range(PLACES)
    )  # fmt: skip
    schools = Organisation.objects.bulk_create(
        Organisation(title=f"Школа {n}", sector=dice.choice(SECTORS), district=dice.choice(places), name_search=f"{n}",
                     sort_key=f"{n:05d}")
        for n in range(mentors + candidates)
    )  # fmt: skip
    Membership.objects.bulk_create(
        Membership(organisation=one, kind="member" if n < mentors else "candidate", ground="certified", starts_on=SINCE)
        for n, one in enumerate(schools)
    )
    file = files.keep_made(ground.PDF, name="сертификат.pdf", organisation=None, at=clock.now())
    Certification.objects.bulk_create(
        Certification(organisation=one, body="Орган", number=str(n), issued_on=SINCE, received_on=SINCE, file=file,
                      valid_until=clock.today() + timedelta(days=900), state="confirmed", proposed_at=ground.AT,
                      proposed_by=by)
        for n, one in enumerate(schools[:mentors])
    )  # fmt: skip


def _propose(chair, candidates: int) -> None:
    """What the portal does: the order, batch after batch, the list given up so that the next run begins anew."""
    from association import clock, tasks
    from mentoring.actions import pair_lists

    row = pair_lists.begin(by=chair, at=clock.now())
    row.refresh_from_db()
    while row.job.state in ("queued", "running"):
        assert tasks.work(row.job_id), row.job.error
        row.job.refresh_from_db()
    row.refresh_from_db()
    assert row.job.state == "done", row.job.error
    assert row.pairs.count() > candidates // 2
    pair_lists.withdraw(row, by=chair, at=clock.now())


def _matrix():
    """The costs that the last proposal handed to scipy."""
    import numpy as np

    from association import clock
    from mentoring import matching
    from mentoring.queries_pairs import ledger_on

    ledger = ledger_on(clock.today())
    field, bounds = ledger.field, ledger.balance.bounds
    part = matching.scores_of(field, sorted(field.mentors), sorted(field.candidates)).T
    rooms = [matching.Room(side.load, bounds.per_mentor) for _key, side in sorted(field.mentors.items())]
    return np.array(matching.costs_of(part, matching.slots_of(part, rooms))[0])


def _solve(costs) -> None:
    from scipy.optimize import linear_sum_assignment

    linear_sum_assignment(costs)


def _spent(job: Callable[[], object]) -> float:
    gc.collect()
    before = time.process_time()
    job()
    return time.process_time() - before
