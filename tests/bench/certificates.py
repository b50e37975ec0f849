"""Many certificates as one work, from its order to the last paper and the files: one worker process against two."""

from __future__ import annotations

import time
from multiprocessing import get_context

from tests.bench.race import FULL, Size, least, most
from tests.bench.stage import open_portal

RUNS = 2  # of each number of workers; the better one counts


def _members(count: int):
    """So many members without a certificate, and who issues."""
    from membership.models import Membership
    from tests.bench.rows import members
    from tests.factories import association as ground

    ground.association()
    by = ground.secretary()
    members(count, by, certified=False)
    return list(Membership.objects.order_by("pk")), by


def _waiting(place: int) -> list[int]:
    """A few jobs that wait, each worker beginning at another one."""
    from association.models import Job

    rows = Job.objects.filter(state=Job.State.QUEUED).exclude(kind__in=("letter", "bundle")).order_by("pk")
    keys = list(rows.values_list("pk", flat=True)[:8])
    return keys[place:] + keys[:place]


def _worker(place: int, barrier, answers) -> None:
    """What a worker process of the portal does, until no work is left."""
    from django.db import connection

    from association import tasks
    from association.models import Job
    from tests.bench.press import _issue

    connection.close()
    for number in range(3):
        _issue(number)  # warm, as a worker is
    barrier.wait()
    spent = time.process_time()
    underway = Job.objects.filter(state__in=(Job.State.QUEUED, Job.State.RUNNING)).exclude(
        kind__in=("letter", "bundle")
    )
    while True:
        if not any(tasks.work(key) for key in _waiting(place)):
            if not underway.exists():
                break
            time.sleep(0.002)
    answers.put((time.perf_counter(), time.process_time() - spent))


def _speed(workers: int, members: list, by) -> tuple[float, float]:
    """Certificates a second by the clock, and a processor second of one worker times the workers."""
    from django.db import connection

    from association import clock
    from membership.actions import certificate_batches

    context = get_context("fork")
    barrier, answers = context.Barrier(workers + 1), context.Queue()
    certificate_batches.order_batch(members, on=clock.today(), by=by, at=clock.now())
    connection.close()
    processes = [context.Process(target=_worker, args=(place, barrier, answers)) for place in range(workers)]
    for process in processes:
        process.start()
    barrier.wait()
    start = time.perf_counter()
    ends, spent = zip(*(answers.get() for _process in processes), strict=True)
    for process in processes:
        process.join()
    count = len(members)
    return count / (max(ends) - start), workers * count / sum(spent)


def _bound(papers: int) -> float:
    """Processor time of binding papers into one file, against drawing one of them, for each paper bound."""
    from association import press
    from tests.bench.press import _issue

    before = time.process_time()
    issued = [_issue(number).data for number in range(papers)]
    drawn = time.process_time() - before
    press.join(issued)
    return (time.process_time() - before - drawn) / drawn


def measure(size: Size = FULL) -> list[dict]:
    """Rows on the work of many certificates; by the clock it needs two free cores."""
    open_portal()
    count = size.papers
    rows, by = _members(count * 2 * RUNS)
    figures: dict[int, list[tuple[float, float]]] = {1: [], 2: []}
    for number in range(2 * RUNS):
        workers = number % 2 + 1
        figures[workers].append(_speed(workers, rows[number * count : (number + 1) * count], by))
    by_clock, by_processor = (
        max(two[which] for two in figures[2]) / max(one[which] for one in figures[1]) for which in (0, 1)
    )
    return [
        least("certificates of one work, two workers against one, by the clock", by_clock, 1.80),
        least("certificates of one work, two workers against one, by processor time", by_processor, 1.80),
        most("binding an issued paper, processor time against drawing it", _bound(max(count, 4)), 0.30),
    ]
