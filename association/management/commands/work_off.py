"""Do the queued jobs in this process: for a machine without a broker, and for setting demonstration data up."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from association.models import Job


class Command(BaseCommand):
    """Work off what is queued."""

    help = "Do the queued jobs in this process."

    def handle(self, **_options) -> None:
        from association.tasks import work

        while waiting := list(Job.objects.filter(state=Job.State.QUEUED).order_by("pk").values_list("pk", flat=True)):
            for job_id in waiting:
                work(job_id)
