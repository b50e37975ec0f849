"""Write groups and object rights anew from the open roles."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from association import access


class Command(BaseCommand):
    """Adds what is missing, removes what no open role gives; on a sound portal it changes nothing."""

    help = "Mirror the open roles into groups and object rights."

    def handle(self, *args, **options) -> None:
        added, removed = access.rebuild()
        self.stdout.write(f"rights added: {added}, removed: {removed}")
