"""What an import changed and who else points to it: the facts by which it may be undone, or must not."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Count, Model

from association.models import (
    Address,
    Headship,
    ImportOutcome,
    ImportRow,
    Organisation,
    OrganisationImport,
    OrganisationName,
)

DATED: tuple[type[Model], ...] = (OrganisationName, Address, Headship)
TEXTS = ("full", "short", "genitive", "full_ky", "short_ky", "address", "head", "post")
COLUMNS = ("type", "sector", "district_id", "title", "inn", "ogrn", "okpo", "phone", "email", "website")


def columns_of(row: Organisation) -> dict[str, Any]:
    """The columns of an organisation that an import may change."""
    return {name: getattr(row, name) for name in COLUMNS}


def links_of(
    model: type[Model],
    keys: Collection[int],
    *,
    but: Collection[type[Model]] = (),
    apart: OrganisationImport | None = None,
) -> dict[int, dict[str, int]]:
    """Count for each row the rows of every table that point to it: {pk: {"app.model.field": count}}.

    `but` names tables that do not count, `apart` an import whose own deeds do not; those of others do until undone.
    """
    found: dict[int, dict[str, int]] = {key: {} for key in keys}
    for relation in model._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)):
            continue
        other, name = relation.related_model, relation.field.name
        if other in but or other is ImportRow:  # a preview uses nothing
            continue
        rows = other._base_manager.filter(**{f"{name}__in": keys})
        if other is ImportOutcome:
            rows = rows.filter(undone="").exclude(act=ImportOutcome.Act.LEFT).exclude(source=apart)
        for key, count in rows.order_by().values_list(name).annotate(Count("pk")):
            found[key][f"{other._meta.label_lower}.{name}"] = count
    return found
