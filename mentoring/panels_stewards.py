"""Stewards on the desk, in the navigation, at an end of membership and in the history; who reads materials."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from association import access, clock, desk, happenings
from association.chronicle import AHEAD, RIGHT, STEP, Entry, Reading, author, paper_of, source_of, unread
from association.models import Association, LibraryItem, Organisation, User
from association.templatetags.ui import day as in_words
from membership.panels_organisation.asides import Aside, aside
from membership.panels_organisation.dossier import Dossier
from membership.queries import local_day
from mentoring.models import ProcessDuty
from mentoring.queries_stewards import (
    awaited_duties,
    cited,
    duties_after,
    language,
    materials_by_duty,
    reads_as_member,
    reads_stewards,
    vacated,
    waiting_lists,
)

HEAVY = unread(papers=["basis__paper"])


def _stewards_for(user: User) -> str:
    is_reader = access.can(user, "view_records") or access.holds(user, "view_agenda")
    return reverse("stewards") if is_reader else ""


def _library_for(user: User) -> str:
    return reverse("library") if _stewards_for(user) else ""


desk.entry(
    desk.Entry("activity", gettext_lazy("Processes and stewards"), "stewards", "cycle", "", 40,
               also=("duty_list", "process_duty"), address=_stewards_for)
)  # fmt: skip
desk.entry(
    desk.Entry("activity", gettext_lazy("Library"), "library", "book", "", 45, address=_library_for,
               also=("library_item", "library_new", "library_taking_back", "qms_processes", "qms_process_closing"))
)  # fmt: skip


@access.register_reach(LibraryItem)
def materials_for_members(user: User, right: str) -> Q:
    """Whoever acts for a member or a candidate reads what is meant for them (A-7.2.9)."""
    if right != "view_agenda" or not reads_as_member(user, clock.today()):
        return Q(pk__in=[])
    return Q(audience=LibraryItem.Audience.MEMBERS)


@happenings.foretells("membership.ended")
@happenings.foretells("organisation.reorganised")
def what_ends(*, organisation: Organisation, on: date) -> Iterable[happenings.Consequence]:
    """Processes that the organisation answers for fall vacant."""
    for duty in duties_after(on).filter(organisation=organisation).select_related("process"):
        facts = {"process": duty.process.called(language()), "day": in_words(on, "ablative")}
        text = _("The organisation does not answer for the process “%(process)s” from %(day)s.") % facts
        yield happenings.Consequence(text, "A-3.17a")


@desk.duties
def of_the_secretary(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Distributions to be put on an agenda, processes that fell vacant (A-3.17c, A-3.17a)."""
    if not access.can(user, "prepare_meeting") or Association.known() is None:
        return
    for row in waiting_lists():
        text = _("The distribution is written; a meeting decides on it.")
        yield desk.Duty(str(row), text, row.get_absolute_url(), _("Open"), "A-3.17c")
    if vacant := list(vacated(local_day(at))):
        title = ngettext("%(n)s process fell vacant", "%(n)s processes fell vacant", len(vacant)) % {"n": len(vacant)}
        names = "; ".join(row.called(language()) for row in vacant[:3])
        text = _("Nobody answers any more for: %(names)s.") % {"names": names}
        yield desk.Duty(title, text, reverse("stewards"), _("Open"), "A-3.17a")


@desk.duties
def of_the_steward(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Gently: a process that was taken on some time ago and has no procedure or instruction yet (A-3.17b)."""
    if not access.holds(user, "give_material") or access.can(user, "give_material"):
        return
    for duty in awaited_duties(access.organisations(user, "give_material"), local_day(at)):
        facts = {"process": duty.process.called(language()), "day": in_words(duty.starts_on, "ablative")}
        yield desk.Duty(
            _("Share what you have worked out: %(process)s") % facts,
            _("Your organisation answers for this process from %(day)s; the library has nothing of it yet.") % facts,
            reverse("process_duty", args=[duty.pk]), _("Open"), "A-3.17b",
        )  # fmt: skip


def _duties_of(reading: Reading) -> list[ProcessDuty]:
    rows = ProcessDuty.objects.filter(organisation=reading.organisation).select_related("process", "basis__paper")
    return reading.keep("duties", lambda: list(rows.defer(*HEAVY).order_by("starts_on", "pk")))


@source_of(ProcessDuty.objects.filter(organisation=OuterRef("pk")))
def duties_of(reading: Reading) -> Iterable[Entry]:
    """Processes that the organisation took on and laid down (A-3.17)."""
    for duty in _duties_of(reading):
        name, url = f"{duty.process.called(language())}.", reverse("stewards")
        if duty.ends_on == duty.starts_on:
            continue
        yield Entry(
            duty.starts_on, _("Answers for a process of the QMS"), name, "A-3.17a", RIGHT, url,
            paper_of(duty.basis, reading), act=("mentoring.processduty", duty.pk, "duty.begin"), rank=5,
        )  # fmt: skip
        if duty.ends_on:
            kind = AHEAD if duty.ends_on > reading.today else RIGHT
            text = f"{name} {str(duty.get_end_reason_display()).capitalize()}."
            yield Entry(duty.ends_on, _("Answers for a process no longer"), text, "A-3.17a", kind, url, rank=4)


@source_of(LibraryItem.objects.filter(organisation=OuterRef("pk")))
def materials_of(reading: Reading) -> Iterable[Entry]:
    """Materials that the organisation gave to the library, and took back (A-7.2.9)."""
    rows = LibraryItem.objects.filter(organisation=reading.organisation).select_related("added_by__person")
    for row in rows.order_by("pk"):
        facts = {"clause": "A-7.2.9", "kind": STEP, "url": row.get_absolute_url()}
        yield Entry(row.added_on, _("Gave a methodical material"), row.called(language()), by=author(row.added_by),
                    **facts)  # fmt: skip
        if row.taken_back_at:
            text = f"{row.called(language())}. {row.taken_back_why}"
            yield Entry(local_day(row.taken_back_at), _("Methodical material taken back"), text, **facts)


@aside(ProcessDuty.objects.filter(organisation=OuterRef("pk")))
def processes_of(dossier: Dossier) -> Aside | None:
    """The processes that the organisation answers for today, with what it gave (A-3.17)."""
    reading = dossier.reading
    standing = [duty for duty in _duties_of(reading) if duty.is_on(reading.today)]
    if not standing or not reads_stewards(reading.reader, reading.today):
        return None
    given = materials_by_duty(standing)
    gives = access.can(reading.reader, "give_material", reading.organisation)
    lines: list[dict[str, Any]] = [
        {"duty": duty, "process": duty.process.called(language()), "cited": cited(duty.basis),
         "materials": given.get(duty.pk, []), "url": reverse("process_duty", args=[duty.pk]) if gives else ""}
        for duty in standing
    ]  # fmt: skip
    return Aside("mentoring/stewards_panel.html", {"lines": lines})
