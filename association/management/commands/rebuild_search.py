"""Fill the columns that search and order rest on anew."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.db import models, transaction

from association import clock
from association.models import District, LibraryItem, Organisation, Person
from association.search import fold, sort_key

BATCH = 500


def _organisation(row: Organisation) -> None:
    row.follow(clock.today())


def _person(row: Person) -> None:
    row.name_search, row.sort_key = fold(row.full_name), sort_key(row.full_name)[:900]


def _district(row: District) -> None:
    row.sort_key = sort_key(row.name)


def _material(row: LibraryItem) -> None:
    row.refold()


COLUMNS = {
    Organisation: (_organisation, ["title", "name_search", "sort_key"]),
    Person: (_person, ["name_search", "sort_key"]),
    District: (_district, ["sort_key"]),
    LibraryItem: (_material, ["search"]),
}


class Command(BaseCommand):
    """Writes only the rows whose columns differ; on a sound portal it changes nothing."""

    help = "Fill the search and sort columns of organisations, people, territories and the library anew."

    @transaction.atomic
    def handle(self, *args, **options) -> None:
        for model, (fill, names) in COLUMNS.items():
            rows = model.objects.order_by("pk").iterator(chunk_size=BATCH)
            changed = [row for row in rows if _differs(row, fill, names)]
            model.objects.bulk_update(changed, names, batch_size=BATCH)
            self.stdout.write(f"{model._meta.verbose_name_plural}: {len(changed)} changed")


def _differs(row: models.Model, fill, names: list[str]) -> bool:
    before = [getattr(row, name) for name in names]
    fill(row)
    return before != [getattr(row, name) for name in names]
