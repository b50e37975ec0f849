"""Centres and neighbours of the districts and cities of Altai krai."""

from django.core.management.base import BaseCommand

from association import clock
from association.actions.districts import place_known


class Command(BaseCommand):
    """Add the known districts and cities that are missing, and place those that nobody has placed."""

    help = "Adds the districts and cities of Altai krai with their centres and neighbours; what was entered stays."

    def add_arguments(self, parser):
        parser.add_argument("--only-known", action="store_true", help="place those of the table, add none")

    def handle(self, *, only_known, **options):
        day = clock.today().replace(month=1, day=1)
        count = place_known(add_on=None if only_known else day, by=None, at=clock.now())
        self.stdout.write(f"{count} placed")
