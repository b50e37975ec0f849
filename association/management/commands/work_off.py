"""Do the queued jobs in this process: for a machine without a broker, and for setting demonstration data up."""

from __future__ import annotations

import time

from django.core.management.base import BaseCommand

from association.models import Job


class Command(BaseCommand):
    """Work off what is queued, and wait for what other workers have in hand."""

    help = "Do the queued jobs in this process."

    def handle(self, **_options) -> None:
        from association.tasks import work

        open_states = [Job.State.QUEUED, Job.State.RUNNING]
        while waiting := list(Job.objects.filter(state__in=open_states).order_by("pk").values_list("pk", flat=True)):
            done = [work(job_id) for job_id in waiting]
            if not any(done):
                time.sleep(0.05)
