"""The verb of the worker after a confirmation: record the next rows of an import, each judged once more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from association import access
from association.actions import organisations
from association.background import BATCH, Progress
from association.happenings import announce
from association.import_cells import name_of, place_of
from association.import_matching import (
    FORMS,
    NAMES,
    PLAIN,
    Judgement,
    Known,
    Names,
    Places,
    find,
    has_moved,
    judge,
    know,
    lines_of,
)
from association.import_traces import DATED, TEXTS, columns_of, links_of
from association.journal import record
from association.models import (
    Address,
    Headship,
    ImportOutcome,
    ImportRow,
    Organisation,
    OrganisationImport,
    OrganisationName,
    Person,
    User,
)
from association.search import fold, sort_key
from association.statute import say
from association.workflow import advance

Act = ImportOutcome.Act
DIRECTOR = "директор"
POSTS = {
    DIRECTOR: ("директора", "Директору"),
    "заведующий": ("заведующего", "Заведующему"),
    "заведующая": ("заведующей", "Заведующей"),
}


@dataclass
class Change:
    """One record at work: the row of the table, its values, what is known, and what came of it."""

    row: ImportRow
    values: dict[str, str]
    known: Known | None
    outcome: ImportOutcome
    organisation: Organisation

    def get(self, key: str) -> str:
        return self.values.get(key, "")


@transaction.atomic
def apply_batch(source: OrganisationImport, names: Names, *, by: User, at: datetime) -> Progress:
    """Record the next rows of a confirmed import; a row that would do something else than its preview is left out."""
    access.require(by, "manage_organisations", at=at)
    locked = OrganisationImport.objects.select_for_update().get(pk=source.pk)
    wanted = locked.to_apply()
    if locked.state != OrganisationImport.State.APPLYING:
        return Progress(0, 0)
    last = locked.outcomes.aggregate(last=Max("row_id"))["last"] or 0
    rows = list(wanted.filter(pk__gt=last).order_by("pk")[:BATCH])
    if rows:
        _record(locked, rows, names, by, at)
    done, total = locked.outcomes.count(), wanted.count()
    if done >= total:
        counts = {act: locked.outcomes.filter(act=act).count() for act in Act.values}
        advance(locked, "finish", by=by, at=at, **counts)
    return Progress(done, total)


def _record(source: OrganisationImport, rows: Sequence[ImportRow], names: Names, by: User, at: datetime) -> None:
    on = source.starts_on
    names.refresh()
    places = Places(source.country, on)
    changes = [_weigh(source, row, said, known) for row, said, known in _judged(source, rows, names, places, on)]
    at_work = [one for one in changes if one.outcome.act != Act.LEFT]
    _add_places(source, at_work, places, by, at)
    for one in at_work:
        place = places.find(one.get("district"))
        _fill(one, place.pk if place else None, on)
    _save(at_work)
    _date(at_work, on)
    for one in at_work:
        one.outcome.organisation_id = one.organisation.pk
        one.outcome.traces["after"] = columns_of(one.organisation) | {
            key: one.get(key) for key in TEXTS if key in one.values
        }
    _tell([one for one in at_work if one.known], on, by, at)
    _count_links(source, at_work)
    ImportOutcome.objects.bulk_create([one.outcome for one in changes])
    listed = {
        act: [one.organisation.pk for one in at_work if one.outcome.act == act] for act in (Act.MADE, Act.CHANGED)
    }
    left = [one.row.number for one in changes if one.outcome.act == Act.LEFT]
    record("import.apply", source, by=by, at=at, made=listed[Act.MADE], changed=listed[Act.CHANGED], left=left)


def _judged(
    source: OrganisationImport, rows: Sequence[ImportRow], names: Names, places: Places, on: date
) -> list[tuple[ImportRow, Judgement, Known | None]]:
    lines = lines_of(rows)
    meant = find(lines, source.country, names, places)
    keys = {one for one in meant.values() if isinstance(one, int)}
    known = know(keys, on, lock=True)
    said = []
    for row, line in zip(rows, lines, strict=True):
        one = meant.get(line.number)
        about = known.get(one) if isinstance(one, int) else None
        said.append((row, judge(line, one, about, places, on), about))
    return said


def _weigh(source: OrganisationImport, row: ImportRow, said: Judgement, known: Known | None) -> Change:
    """Decide what becomes of a row: recorded as shown, or left out because the portal has moved on."""
    outcome = ImportOutcome(source_id=source.pk, row_id=row.pk, organisation_id=known.row.pk if known else None)
    if has_moved(row, said):
        outcome.act, outcome.reason = Act.LEFT, say(_("It changed in the portal after the preview.")).as_dict()
        return Change(row, {}, known, outcome, Organisation())
    kept = row.values()
    if known is None:
        outcome.act = Act.MADE
        return Change(row, kept, None, outcome, Organisation(country=source.country))
    outcome.act, outcome.traces["before"] = Act.CHANGED, columns_of(known.row)
    moving = (ImportRow.Cell.NEW, ImportRow.Cell.CHANGED)
    values = {key: value for key, value in kept.items() if row.cells[key]["s"] in moving}
    return Change(row, values, known, outcome, known.row)


def _add_places(source: OrganisationImport, changes: list[Change], places: Places, by: User, at: datetime) -> None:
    """Add the territories that the reference table lacks, once each."""
    added = list(source.places)
    for one in changes:
        text = one.get("district")
        if text and places.find(text) is None and places.is_open(text):
            kind, name = place_of(text)
            row = organisations.add_district(
                name=name[:120], kind=kind, on=source.starts_on, by=by, at=at, country=source.country
            )
            places.add(row)
            added.append(row.pk)
    if added != source.places:
        OrganisationImport.objects.filter(pk=source.pk).update(places=added)
        source.places = added


def _fill(one: Change, place: int | None, source_day: date) -> None:
    """Put the values of a record into its organisation, without saving it."""
    row = one.organisation
    for key in PLAIN:
        if key in one.values:
            setattr(row, key, one.values[key])
    if place is not None:
        row.district_id = place
    if one.known is None:
        one.values.setdefault("full", one.get("short"))
        one.values.setdefault("short", one.get("full"))
    elif "full" in one.values and "short" not in one.values and one.known.values["short"] == one.known.values["full"]:
        one.values["short"] = one.values["full"]  # the short name only repeated the full one
    before = one.known.values if one.known else {}
    row.title, row.followed_on = one.get("short") or row.title, source_day
    full = one.get("full") or before.get("full", "")
    row.refold(full, one.get("address") or before.get("address", ""), one.get("full_ky") or before.get("full_ky", ""))


def _save(changes: list[Change]) -> None:
    made = [one.organisation for one in changes if one.known is None]
    Organisation.objects.bulk_create(made)
    changed = [one.organisation for one in changes if one.known is not None]
    columns = [name for name in columns_of(Organisation()) if any(_differs(one, name) for one in changes if one.known)]
    if changed:
        Organisation.objects.bulk_update(changed, [*columns, "name_search", "sort_key", "followed_on"])


def _differs(one: Change, name: str) -> bool:
    return one.outcome.traces["before"][name] != getattr(one.organisation, name)


def _date(changes: list[Change], on: date) -> None:
    """Write the dated facts: each change is a new row from the day of the import, which ends the one before."""
    facts = [
        ("name", OrganisationName, [(one, _name(one, on)) for one in changes if set(NAMES) & set(one.values)]),
        ("address", Address, [(one, _address(one, on)) for one in changes if one.get("address")]),
        ("head", Headship, _headships([one for one in changes if one.get("head") or one.get("post")], on)),
    ]
    for key, model, rows in facts:
        ended = {one.row.pk: getattr(one.known, _PLACE[key]) for one, _row in rows if one.known}
        model.objects.filter(pk__in=[row.pk for row in ended.values() if row]).update(ends_on=on)
        model.objects.bulk_create([row for _one, row in rows])
        for one, row in rows:
            before = ended.get(one.row.pk)
            one.outcome.trace("facts")[key] = [row.pk, before.pk if before else None]


_PLACE = {"name": "name", "address": "address", "head": "headship"}


def _name(one: Change, on: date) -> OrganisationName:
    before = one.known.values if one.known else {}
    values = {key: one.get(key) or before.get(key, "") for key in NAMES}
    if "full" in one.values and "genitive" not in one.values:
        values["genitive"] = ""  # that of the former name
    return OrganisationName(organisation_id=one.organisation.pk, starts_on=on, **values)


def _address(one: Change, on: date) -> Address:
    return Address(organisation_id=one.organisation.pk, starts_on=on, text=one.get("address"))


def _headships(changes: list[Change], on: date) -> list[tuple[Change, Headship]]:
    """A headship for each new head or post; a head not known yet becomes a person of the portal's list."""
    people = {one.row.pk: _person(one) for one in changes if one.get("head")}
    Person.objects.bulk_create(people.values())
    rows = []
    for one in changes:
        before = one.known.headship if one.known else None
        person = people.get(one.row.pk) or (before.person if before else None)
        post = one.get("post") or (before.post if before else "") or DIRECTOR
        genitive, dative = POSTS.get(post.casefold(), ("", ""))
        forms = {"post": post, "post_genitive": genitive, "post_dative": dative}
        rows.append((one, Headship(organisation_id=one.organisation.pk, person_id=person.pk, starts_on=on, **forms)))
        if one.row.pk in people:
            one.outcome.trace("facts")["person"] = people[one.row.pk].pk
            one.values["head"] = people[one.row.pk].full_name
    return rows


def _person(one: Change) -> Person:
    name = name_of(one.get("head"))
    assert name is not None
    forms = {key.removeprefix("head_"): one.get(key) for key in FORMS}
    person = Person(surname=name.surname, given=name.given, patronymic=name.patronymic, **forms)
    person.name_search, person.sort_key = fold(person.full_name), sort_key(person.full_name)[:900]
    return person


def _tell(changes: list[Change], on: date, by: User, at: datetime) -> None:
    """Say to the floors above what happened to organisations they may have records of; former heads lose their role."""
    for one in changes:
        facts: dict[str, Any] = {"organisation": one.organisation, "on": on, "by": by, "at": at}
        if "name" in one.outcome.trace("facts"):
            announce("organisation.renamed", **facts)
        if "address" in one.outcome.trace("facts"):
            announce("organisation.moved", **facts)
        if one.outcome.trace("facts").get("head", [0, None])[1]:
            retired = organisations.retire_heads(one.organisation, on=timezone.localtime(at).date(), by=by, at=at)
            one.outcome.traces["roles"] = [row.pk for row in retired]
            announce("organisation.head_changed", **facts)


def _count_links(source: OrganisationImport, changes: list[Change]) -> None:
    """Note who points to the changed organisations now: whoever comes later has used what the import wrote."""
    keys = [one.organisation.pk for one in changes if one.outcome.act == Act.CHANGED]
    links = links_of(Organisation, keys, but=DATED, apart=source) if keys else {}
    for one in changes:
        one.outcome.traces["links"] = links.get(one.organisation.pk, {})
