"""Pairs of the demonstration: one list proposed, agreed, approved at a meeting, its papers released."""

from __future__ import annotations

from association import outbox
from association.actions import districts
from mentoring.actions import pair_lists, pairs
from mentoring.demo.stage import Stage
from mentoring.jobs import PAIRS
from mentoring.models import PairList
from mentoring.queries_register import lists_to_release, waiting_lists
from presidium.actions import meetings
from presidium.models import Meeting


def form(stage: Stage) -> None:
    """The chair begins a list, the work proposes its pairs, the Presidium has no remark."""
    districts.place_known(by=stage.secretary, at=stage.tick())
    chair = stage.heads[901]
    row = PairList.objects.get(pk=pair_lists.begin(by=chair, at=stage.tick()).pk)
    job = outbox.claim(row.job_id, at=stage.now)
    while not PAIRS.step(job, stage.tick()).is_over:
        pass
    outbox.finish(job, at=stage.tick())
    pair_lists.offer(row, by=chair, at=stage.tick())
    pair_lists.agree(row, by=chair, at=stage.tick(60 * 24))


def put_on_agenda(stage: Stage, meeting: Meeting) -> None:
    """Put the agreed list before the Presidium."""
    for row in waiting_lists():
        meetings.list_matter(
            meeting, matter_key="pairs", subject_id=str(row.pk), by=stage.secretary, at=stage.tick()
        )  # fmt: skip


def release(stage: Stage) -> None:
    """Release the register of pairs and the letters when the minutes are signed."""
    for row in lists_to_release():
        pairs.release(row, on=stage.day, by=stage.secretary, at=stage.tick())
