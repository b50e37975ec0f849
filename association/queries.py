"""Reads of the ground floor, all as of a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from association import access, files
from association.models import (
    ARCHIVE_DAYS,
    Address,
    Bundle,
    Headship,
    LibraryItem,
    Organisation,
    OrganisationName,
    QmsProcess,
    RoleGrant,
    StoredFile,
    User,
)
from association.search import fold_query


def renamed(day: date) -> QuerySet[Organisation]:
    """Organisations whose title and search still stand at a day before a name or address in force now."""
    fresh = {"organisation": OuterRef("pk"), "starts_on__gt": OuterRef("followed_on")}
    name, address = (model.objects.on(day).filter(**fresh) for model in (OrganisationName, Address))
    return Organisation.objects.filter(Exists(name) | Exists(address))


def uprooted(day: date) -> QuerySet[Organisation]:
    """Organisations whose district was renamed or merged by a day, and that still stand in the former one."""
    return Organisation.objects.filter(district__ends_on__lte=day, district__followed_by__isnull=False)


def retired_heads(day: date) -> QuerySet[RoleGrant]:
    """Open roles of directors on organisations that they headed and on that day head no more."""
    own = Headship.objects.filter(organisation=OuterRef("organisation"), person=OuterRef("user__person"))
    ended = own.filter(ends_on__lte=day, ends_on__gt=F("starts_on"))
    grants = RoleGrant.objects.filter(role="director", revoked_at__isnull=True)
    return grants.filter(Exists(ended)).exclude(Exists(own.on(day)))


def is_day_to_turn(day: date) -> bool:
    """Whether something recorded ahead has come into force and is still to be followed."""
    return renamed(day).exists() or uprooted(day).exists() or retired_heads(day).exists()


def archives_due(at: datetime) -> QuerySet[Bundle]:
    """Archives of issued papers that have been kept for their time; they can be made again."""
    since = at - timedelta(days=ARCHIVE_DAYS)
    return Bundle.objects.filter(form=Bundle.Form.ZIP, file__uploaded_at__lt=since)


def named_by(words: str) -> QuerySet[Organisation]:
    """Organisations whose name, address or taxpayer number holds every word, however it is typed."""
    wanted = Q(pk__in=[])
    for form in fold_query(words):
        every = Q()
        for word in form.split():
            every &= Q(name_search__contains=word)
        wanted |= every
    return Organisation.objects.filter(wanted).order_by("sort_key", "pk")


def processes_on(day: date) -> QuerySet[QmsProcess]:
    """The processes of the quality management system that the Association uses on a day."""
    return QmsProcess.objects.filter(Q(closed_on=None) | Q(closed_on__gt=day))


def materials_seen_by(user: User) -> QuerySet[LibraryItem]:
    """Materials open to a person: public ones, those of the own organisation, those that a right opens (A-7.2.9).

    Whoever sees the records sees all; an app above says by its reach on "view_agenda" who reads as a member. What was
    taken back is left to the records and to its own organisation.
    """
    rows = LibraryItem.objects.select_related("organisation", "process", "file")
    if user.is_authenticated and access.can(user, "view_records"):
        return rows
    found, own = Q(audience=LibraryItem.Audience.PUBLIC), Q(pk__in=[])
    if user.is_authenticated and access.holds(user, "view_agenda"):
        own = Q(organisation__in=access.organisations(user, "give_material"))
        for reach in access.reaches(LibraryItem):
            found |= reach(user, "view_agenda")
    return rows.filter(own | found & Q(taken_back_at=None))


def described_by(rows: QuerySet[LibraryItem], words: str) -> QuerySet[LibraryItem]:
    """The materials whose title, note, author, process or organisation holds every word, however it is typed."""
    wanted = Q(pk__in=[])
    for form in fold_query(words):
        every = Q()
        for word in form.split():
            every &= Q(search__contains=word) | Q(organisation__name_search__contains=word)
        wanted |= every
    return rows.filter(wanted)


@files.keep_behind
def library_files() -> QuerySet[StoredFile]:
    """Files of the library: who may read a material is asked at its own address alone."""
    return StoredFile.objects.filter(pk__in=LibraryItem.objects.order_by().values("file"))
