"""Duties, navigation, readers and history of the exclusion case (A-3.14)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association import access, desk
from association.chronicle import Entry, Reading, author, source_of
from association.chronicle.identity import local_day
from association.models import Organisation, Paper, StoredFile, User
from presidium.models import ExclusionCase
from presidium.queries_exclusion import cases_answered_by, roster_of

State = ExclusionCase.State
desk.entry(desk.Entry(
    "association", gettext_lazy("Exclusion cases"), "exclusions", "scale", "view_records", 46,
    lambda user: ExclusionCase.objects.filter(state__in=[State.FILED, State.AGREED]), True, also=("exclusion",),
))  # fmt: skip
desk.entry(desk.Entry(
    "", gettext_lazy("Exclusion of a member"), "exclusion_new", "scale", "move_exclusion", 86,
))  # fmt: skip


def _answered(user: User) -> Q:
    """Motions about the organisations that an account acts for, once they are registered."""
    own = access.organisations(user, "view_organisation").values("pk")
    return Q(target__in=own, entry__isnull=False)


@access.register_reach(Paper)
def motions_read(user: User, right: str) -> Q:
    """The organisation that a motion is about reads it: nobody is heard on what it may not see (A-3.14)."""
    if right != "view_organisation":
        return Q(pk__in=[])
    return Q(pk__in=ExclusionCase.objects.filter(_answered(user)).values("paper"))


@access.register_reach(StoredFile)
def proofs_read(user: User, right: str) -> Q:
    """So it does the file on which the grounds stand."""
    if right != "view_organisation":
        return Q(pk__in=[])
    return Q(pk__in=ExclusionCase.objects.filter(_answered(user)).values("evidence"))


def _duty(case: ExclusionCase, title: str, text: str, button: str, clause: str = "A-3.14", **due) -> desk.Duty:
    return desk.Duty(title % {"school": case.target.title}, text, case.get_absolute_url(), button, clause, **due)


@desk.duties
def cases_of_the_office(user: User, at: datetime) -> Iterable[desk.Duty]:
    """What secretary and chair do with a case: register, put on an agenda, collect consents, confirm, close."""
    registers, closes = access.can(user, "register_documents"), access.can(user, "approve_agenda")
    if not (registers or closes):
        return
    waiting = [State.FILED, State.REGISTERED, State.HEARD, State.AGREED]
    rows = ExclusionCase.objects.filter(state__in=waiting).select_related("target", "initiator", "membership")
    for case in rows.order_by("pk"):
        yield from _of_the_office(case, registers)


def _of_the_office(case: ExclusionCase, registers: bool) -> Iterator[desk.Duty]:
    moved_by = _("Motion of %(school)s.") % {"school": case.initiator.title}
    if case.state == State.FILED:
        title = _("Register the motion to exclude %(school)s")
        yield _duty(case, title, moved_by, _("Register") if registers else _("Open"), due_on=local_day(case.filed_at))
    elif case.state == State.REGISTERED and registers:
        duty = _duty(case, _("Put the exclusion of %(school)s on an agenda"), moved_by, _("Open"))
        yield desk.Duty(duty.title, duty.text, reverse("meetings"), _("To the meetings"), "A-3.14")
    elif case.state == State.HEARD:
        title = _("Collect the consents to the exclusion of %(school)s, or close the case")
        yield _duty(case, title, str(case.judged.sentence), _("Open"))
    elif case.state == State.AGREED and registers:
        text = str(case.hindered.sentence) if case.hindrance else ""
        yield _duty(case, _("Confirm the exclusion of %(school)s"), text, _("Open"), "A-3.12")


@desk.duties
def consents_asked(user: User, at: datetime) -> Iterable[desk.Duty]:
    """A holder of a seat who has not consented at the meeting may do so by the sheet."""
    if user.person_id is None or not access.can(user, "cast_ballot"):
        return
    rows = ExclusionCase.objects.filter(state=State.HEARD, item__meeting__participants__person=user.person_id)
    for case in rows.select_related("target", "item__meeting", "membership"):
        own = [line for line in roster_of(case, local_day(at)) if line.participant.person_id == user.person_id]
        if any(line.may_sign for line in own):
            text = _("You may sign the consent sheet; whoever does not wish to does nothing.")
            yield _duty(case, _("Consent to the exclusion of %(school)s is asked"), text, _("Open"))


@desk.duties
def own_cases(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Of a director: the own motion that is not signed, and a case on the own organisation."""
    if not access.holds(user, "move_exclusion"):
        return
    drafts = access.visible(user, "move_exclusion", ExclusionCase.objects.filter(state=State.DRAFT))
    for case in drafts.select_related("target"):
        yield _duty(case, _("Sign the motion to exclude %(school)s, or take it back"), "", _("Open"))
    for case in cases_answered_by(user).filter(state__in=ExclusionCase.AHEAD).select_related("target"):
        text = _("Read the grounds; your explanation is read before the vote.")
        yield _duty(case, _("A case on the exclusion of %(school)s is open"), text, _("Open"))


MINE = ExclusionCase.objects.filter(Q(target=OuterRef("pk")) | Q(initiator=OuterRef("pk")))


@source_of(MINE.exclude(entry=None))
def cases(reading: Reading) -> Iterable[Entry]:
    """Registered cases that an organisation moved, or that were about it, with their end (A-3.14)."""
    school: Organisation = reading.organisation
    rows = ExclusionCase.objects.filter(Q(target=school) | Q(initiator=school)).exclude(entry=None)
    related = ("target", "initiator", "entry", "item__meeting", "begun_by__person")
    for case in rows.select_related(*related).order_by("pk"):
        yield from _told(case, is_target=case.target_id == school.pk)


def _told(case: ExclusionCase, *, is_target: bool) -> Iterator[Entry]:
    facts = {"school": (case.initiator if is_target else case.target).title}
    title = _("Case on the exclusion opened") if is_target else _("Motion to exclude another member")
    text = (_("Motion of %(school)s.") if is_target else _("About %(school)s.")) % facts
    step = {"clause": "A-3.14", "url": case.get_absolute_url()}
    yield Entry(case.entry.registered_on, title, f"{text} {case.entry}", by=author(case.begun_by), rank=2, **step)
    if case.item is not None:
        said = str(case.judged.sentence)
        yield Entry(case.item.meeting.held_on, _("Exclusion considered by the Presidium"), said, rank=3, **step)
    if case.agreed_at:
        yield Entry(local_day(case.agreed_at), _("Exclusion agreed by the Presidium"), "", rank=4, **step)
    elif case.closed_at:
        said = case.close_reason
        yield Entry(local_day(case.closed_at), case.get_state_display().capitalize(), said, rank=4, **step)
