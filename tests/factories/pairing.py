"""Builders of lists of pairs: calculated as the worker does, in this process."""

from association import clock, tasks
from association.models import Job, User
from mentoring.actions import pair_lists
from mentoring.models import PairList
from tests.factories import mentoring as made
from tests.factories import presidium as sittings


def worked(row: PairList) -> PairList:
    """The list after the worker has done all of its job."""
    row = PairList.objects.get(pk=row.pk)
    while row.job.state in (Job.State.QUEUED, Job.State.RUNNING):
        assert tasks.work(row.job_id), Job.objects.get(pk=row.job_id).error
        row.job.refresh_from_db()
    assert row.job.state == Job.State.DONE, row.job.error
    return PairList.objects.get(pk=row.pk)


def calculated(by: User) -> PairList:
    """The open list of the chair with its pairs proposed."""
    return worked(pair_lists.begin(by=by, at=clock.now()))


def who(people: sittings.Cast) -> dict:
    """The chair, now."""
    return {"by": people.chair, "at": clock.now()}


def edit(row: PairList) -> int:
    """The edition of a list as it stands."""
    return PairList.objects.values_list("edit", flat=True).get(pk=row.pk)


def listed(people: sittings.Cast, mentors: int, candidates: int, **fields) -> PairList:
    """A calculated list of so many mentors (`ones`) and candidates (`others`) of one town."""
    ones = [made.mentor(people.secretary, **fields) for _n in range(mentors)]
    others = [made.candidate(people.secretary, **fields) for _n in range(candidates)]
    row = calculated(people.chair)
    row.ones, row.others = ones, others
    return row
