"""Fill an empty portal with synthetic data, by the same verbs that people use."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from association import clock
from association.models import Association
from mentoring.demo import play


class Command(BaseCommand):
    """Play the synthetic history of an association."""

    help = "Fill an empty portal with synthetic data."

    def handle(self, **_options) -> None:
        if Association.objects.exists():
            self.stdout.write("The portal is not empty; nothing was changed.")
            return
        play(clock.now(), say=self.stdout.write)
