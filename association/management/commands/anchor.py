"""Writes down the head of the journal."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from association import anchors, clock


class Command(BaseCommand):
    """Prints NUMBER:DIGEST and the moment; the line also goes into DATA_DIR/anchors."""

    help = "Write down the head of the journal; keep the printed line outside, `verify --anchor` holds it against."

    def handle(self, *args, **options) -> None:
        self.stdout.write(str(anchors.drop(at=clock.now())))
