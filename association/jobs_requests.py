"""Background work on requests of information: the letters of one that was signed, reminders, members that leave."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from association import happenings
from association.actions import request_answers, requests
from association.background import Progress, Work, register
from association.models import InformationRequest, Job, Organisation, User
from association.queries_requests import to_remind, underway


def _send(job: Job, at: datetime) -> Progress:
    """Send the letters of the next addressees, in the name of who signed."""
    row = InformationRequest.objects.get(pk=job.args["request"])
    assert job.created_by is not None
    done = job.done + requests.send_next(row, by=job.created_by, at=at)
    return Progress(done, done + row.addressees.filter(sent_at=None, state="awaited").count())


def _remind(job: Job, at: datetime) -> Progress:
    day = timezone.localtime(at).date()
    done = job.done + request_answers.remind(on=day, by=job.created_by, at=at)
    return Progress(done, done + to_remind(day).count())


register(Work(requests.SENDING, _("Letters of a request of information"), _send))
register(Work("requests.remind", _("Reminders of requests of information"), _remind), daily=True)


@happenings.on("membership.ended")
def release_from_answers(*, organisation: Organisation, on: date, by: User | None, at: datetime, **_facts) -> None:
    """Who is no member any more owes no answer (A-5.7.5); an end that lies ahead is followed on its day."""
    if on <= timezone.localtime(at).date():
        requests.release(underway().filter(organisation=organisation), on=on, by=by, at=at)
