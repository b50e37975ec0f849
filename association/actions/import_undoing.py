"""The verb of the worker that takes an import back: what nobody touched is restored, what was used is kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from association import access
from association.actions import accounts
from association.background import BATCH, Progress
from association.happenings import announce
from association.import_matching import Known, know
from association.import_traces import DATED, columns_of, links_of
from association.journal import record
from association.models import (
    Address,
    District,
    Headship,
    ImportOutcome,
    Organisation,
    OrganisationImport,
    OrganisationName,
    Person,
    RoleGrant,
    User,
)
from association.statute import Phrase, say
from association.workflow import advance

Act, Undone = ImportOutcome.Act, ImportOutcome.Undone
MODELS = {"name": OrganisationName, "address": Address, "head": Headship}


@transaction.atomic
def undo_batch(source: OrganisationImport, *, by: User, at: datetime) -> Progress:
    """Take back what the next rows of an import did; the last batch also takes back territories nobody uses."""
    access.require(by, "manage_organisations", at=at)
    locked = OrganisationImport.objects.select_for_update().get(pk=source.pk)
    if locked.state != OrganisationImport.State.UNDOING:
        return Progress(0, 0)
    acted = locked.outcomes.exclude(act=Act.LEFT)
    rows = list(acted.filter(undone="").order_by("-row_id")[:BATCH])
    if rows:
        _take_back(locked, rows, by, at)
    total, left = acted.count(), acted.filter(undone="").count()
    if not left:
        _drop_places(locked)
        counts = {word: acted.filter(undone=word).count() for word in Undone.values}
        advance(locked, "settle", by=by, at=at, **counts)
    return Progress(total - left, total)


def _take_back(source: OrganisationImport, rows: Sequence[ImportOutcome], by: User, at: datetime) -> None:
    keys = [row.organisation_id for row in rows if row.organisation_id]
    known = know(keys, timezone.localtime(at).date(), lock=True)
    links = links_of(Organisation, keys, but=DATED, apart=source)
    dated = _dated(keys)
    told: dict[str, list[int]] = {word: [] for word in Undone.values}
    going: list[ImportOutcome] = []
    for row in rows:
        key = row.organisation_id or 0
        why = _why_kept(row, known.get(key), links.get(key, {}), dated.get(key, set()))
        row.undone = Undone.KEPT if why else Undone.REMOVED if row.act == Act.MADE else Undone.RESTORED
        row.undone_reason = why.as_dict() if why else None
        told[row.undone].append(key)
        if not why:
            going.append(row)
    made = [row for row in going if row.act == Act.MADE]
    changed = [row for row in going if row.act == Act.CHANGED]
    _restore(changed, known)
    _end_facts(changed)
    _give_back_roles(changed, by, at)
    _tell(changed, known, by, at)
    _remove(source, made)
    for row in made:
        row.organisation = None
    ImportOutcome.objects.bulk_update(rows, ["undone", "undone_reason", "organisation"])
    record("import.take_back", source, by=by, at=at, **told)


def _dated(keys: Collection[int]) -> dict[int, set[tuple[str, int]]]:
    """All rows of some organisations that hold on some day."""
    found: dict[int, set[tuple[str, int]]] = {}
    for word, model in MODELS.items():
        for owner, pk in model.objects.whole().filter(organisation__in=keys).values_list("organisation", "pk"):
            found.setdefault(owner, set()).add((word, pk))
    return found


def _why_kept(
    row: ImportOutcome, known: Known | None, links: dict[str, int], dated: set[tuple[str, int]]
) -> Phrase | None:
    """Why what a record did must stay, or None when nobody has touched or used it since."""
    if known is None:
        return say(_("The organisation is no longer there."))
    if links != row.trace("links"):
        return say(_("The organisation has been used since: other records point to it."))
    last = {"name": known.name, "address": known.address, "head": known.headship}
    moved = any(
        last[word] is None or last[word].pk != row.trace("facts")[word][0]
        for word in MODELS
        if word in row.trace("facts")
    )
    if row.act == Act.MADE:
        moved |= dated != {(word, row.trace("facts")[word][0]) for word in MODELS if word in row.trace("facts")}
    now = known.values | columns_of(known.row)
    if moved or known.ceased_on or any(now[key] != value for key, value in row.trace("after").items()):
        return say(_("The organisation has been changed since."))
    return None


def _restore(rows: Sequence[ImportOutcome], known: dict[int, Known]) -> None:
    """Give changed organisations their former columns; search and order follow the former names."""
    if not rows:
        return
    former = {}
    for word in ("name", "address"):
        ended = [row.trace("facts")[word][1] for row in rows if word in row.trace("facts")]
        former[word] = MODELS[word].objects.in_bulk([pk for pk in ended if pk])
    for row in rows:
        one = known[row.organisation_id or 0]
        for column, value in row.trace("before").items():
            setattr(one.row, column, value)
        name = former["name"].get(row.trace("facts")["name"][1]) if "name" in row.trace("facts") else one.name
        address = (
            former["address"].get(row.trace("facts")["address"][1]) if "address" in row.trace("facts") else one.address
        )
        one.row.refold(*([name.full, address.text if address else "", name.full_ky] if name else []))
    columns: list[Any] = [*columns_of(Organisation()), "name_search", "sort_key"]
    Organisation.objects.bulk_update([known[row.organisation_id or 0].row for row in rows], columns)


def _end_facts(rows: Sequence[ImportOutcome]) -> None:
    """Let the dated rows of the import hold on no day, and open those it had ended."""
    for word, model in MODELS.items():
        pairs = [row.trace("facts")[word] for row in rows if word in row.trace("facts")]
        model.objects.filter(pk__in=[made for made, _ended in pairs]).update(ends_on=F("starts_on"))
        model.objects.filter(pk__in=[ended for _made, ended in pairs if ended]).update(ends_on=None)


def _give_back_roles(rows: Sequence[ImportOutcome], by: User, at: datetime) -> None:
    """Give heads who stay after all the role again that the import had taken from them."""
    lost = RoleGrant.objects.filter(pk__in=[pk for row in rows for pk in row.traces.get("roles", ())])
    for grant in lost.select_related("user", "organisation").order_by("pk"):
        accounts.give_role(grant.user, grant.role, grant.organisation, by=by, at=at)


def _tell(rows: Sequence[ImportOutcome], known: dict[int, Known], by: User, at: datetime) -> None:
    """Say to the floors above that a name, an address or a head holds no more."""
    for row in rows:
        one = known[row.organisation_id or 0]
        for fact, word in ((one.name, "name"), (one.address, "address"), (one.headship, "head")):
            if fact is not None and word in row.trace("facts"):
                announce(
                    "organisation.change_taken_back", organisation=one.row, row=fact, on=fact.starts_on, by=by, at=at
                )


def _remove(source: OrganisationImport, rows: Sequence[ImportOutcome]) -> None:
    """Remove organisations that exist by this import alone, and their heads where nothing else names them."""
    keys = [row.organisation_id for row in rows]
    source.outcomes.filter(organisation__in=keys).update(organisation=None)
    source.rows.filter(organisation__in=keys).update(organisation=None)
    for model in MODELS.values():
        model.objects.filter(organisation__in=keys).delete()
    Organisation.objects.filter(pk__in=keys).delete()
    people = [row.trace("facts")["person"] for row in rows if "person" in row.trace("facts")]
    links = links_of(Person, people) if people else {}
    Person.objects.filter(pk__in=[pk for pk in people if not links[pk]]).delete()


def _drop_places(source: OrganisationImport) -> None:
    """Remove the territories the import added, unless somebody uses them."""
    links = links_of(District, source.places) if source.places else {}
    District.objects.filter(pk__in=[pk for pk, found in links.items() if not found]).delete()
