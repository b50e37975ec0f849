"""Verbs that prepare a meeting: plan it, write its agenda, approve, invite."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_noop as _

from association import access
from association.actions import papers
from association.journal import record
from association.matters import MATTERS
from association.models import Association, Event, Organisation, Person, RuleSet, User
from association.rules.events import conference_questions
from association.statute import Refused, denial
from association.workflow import advance
from presidium import rules
from presidium.actions import general, inviting
from presidium.actions.materials import hand_out
from presidium.models import AgendaItem, Meeting, Participant
from presidium.papers import D10, agenda_facts
from presidium.queries import roster_on
from presidium.queries_elections import are_offices_empty, belongs


def local_day(moment: datetime):
    """The calendar day of a moment where the association is."""
    return moment.astimezone(ZoneInfo(Association.current().time_zone)).date()


@transaction.atomic
def plan(
    *, starts_at: datetime, place: str, kind: str = "ordinary", reason: str = "", host: Organisation | None = None,
    conference: str = "", conference_from: date | None = None, conference_until: date | None = None,
    event: Event | None = None,
    by: User, at: datetime,
) -> Meeting:  # fmt: skip
    """Plan a meeting; the seats of that day, or all member organisations, hold the decisive votes (A-4.2, A-3.6).

    A general meeting may be held within the yearly conference, named by its title and days or by its event (A-6.3b);
    its agenda then begins with the questions of the Association's session there (A-6.3c).
    """
    access.require(by, "prepare_meeting", at=at)
    day = local_day(starts_at)
    if event is not None:
        conference, conference_from, conference_until = event.title, event.starts_on, event.ends_on
    verdict = rules.may_call.judge(kind=kind, decided_on=local_day(at) if reason else None, reason=reason)
    if verdict and conference:
        verdict = rules.is_within_conference.judge(
            kind=kind, meets_on=day, first=conference_from or date.max, last=conference_until or date.min
        )
    if not verdict:
        raise Refused(verdict)
    meeting = Meeting.objects.create(
        kind=kind, starts_at=starts_at, held_on=day, place=place, host=host, reason=reason,
        rule_set=RuleSet.on_day(day), conference=conference, conference_from=conference_from,
        conference_until=conference_until, event=event,
    )  # fmt: skip
    if meeting.is_general:
        general.ask_members(meeting, by=by, at=at)
    for seat in () if meeting.is_general else roster_on(day):
        Participant.objects.create(
            meeting=meeting, person=seat.person, voice=Participant.Voice.DECISIVE, seat=seat,
            post=seat.organisation.title,
        )  # fmt: skip
    record("meeting.plan", meeting, by=by, at=at, starts_at=starts_at, kind=kind, conference=conference)
    for title, decision, title_ky, decision_ky in conference_questions(is_general=meeting.is_general) if event else ():
        worded = {"title_ky": title_ky, "decision_ky": decision_ky}
        add_question(meeting, title=title, decision=decision, by=by, at=at, **worded)
    return meeting


def _still_planned(meeting: Meeting, by: User, at: datetime) -> Meeting:
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    access.require(by, "prepare_meeting", at=at)
    if locked.state != Meeting.State.PLANNED:
        raise Refused(denial("A-4.3b", _("The agenda is approved; a further item needs a vote to amend it.")))
    return locked


@transaction.atomic
def list_matter(meeting: Meeting, *, matter_key: str, subject_id: str, by: User, at: datetime) -> AgendaItem:
    """Put an open matter on the agenda, worded in Russian and Kyrgyz from its subject (A-4.3a)."""
    locked = _still_planned(meeting, by, at)
    if not belongs(matter_key, locked):
        raise Refused(denial("A-3.4a", _("This question belongs to the other body: Presidium or general meeting.")))
    matter = MATTERS[matter_key]
    subject = matter.model.objects.get(pk=subject_id)
    matter.on_listed(subject=subject, by=by, at=at)
    worded = {}
    for language in ("ru", "ky"):
        with translation.override(language):
            worded[language] = (str(matter.heading(subject)), str(matter.draft(subject)))
    item = AgendaItem.objects.create(
        meeting=locked, number=locked.items.count() + 1, matter=matter_key, subject_id=str(subject_id),
        title=worded["ru"][0], decision=worded["ru"][1], title_ky=worded["ky"][0], decision_ky=worded["ky"][1],
    )  # fmt: skip
    record("meeting.list", meeting, by=by, at=at, item=item.number, matter=matter_key, subject_id=str(subject_id))
    return item


@transaction.atomic
def add_question(
    meeting: Meeting, *, title: str, decision: str, title_ky: str = "", decision_ky: str = "", rapporteur: str = "",
    form: str = "internal", by: User, at: datetime,
) -> AgendaItem:  # fmt: skip
    """Put a free question on the agenda, with its draft decision (A-4.3a, A-5.1.2)."""
    locked = _still_planned(meeting, by, at)
    item = AgendaItem.objects.create(
        meeting=locked, number=locked.items.count() + 1, matter="question", title=title, decision=decision,
        title_ky=title_ky, decision_ky=decision_ky, rapporteur=rapporteur, form=form,
    )  # fmt: skip
    record("meeting.list", meeting, by=by, at=at, item=item.number, matter="question")
    return item


@transaction.atomic
def invite_person(
    meeting: Meeting, person: Person, *, voice: str, post: str = "", by: User, at: datetime
) -> Participant:
    """Ask a person without a seat to a meeting: with a consultative voice or none (A-4.2b)."""
    access.require(by, "prepare_meeting", at=at)
    if voice == Participant.Voice.DECISIVE:
        raise Refused(denial("A-5.4.2", _("Only the holder of a seat in the Presidium has a decisive vote.")))
    participant, _created = Participant.objects.get_or_create(
        meeting=meeting, person=person, defaults={"voice": voice, "post": post}
    )
    record("meeting.invite", meeting, by=by, at=at, person=person.pk, voice=participant.voice)
    if meeting.state == Meeting.State.CALLED and participant.invited_at is None:
        inviting.invite(meeting, [participant], by=by, at=at)
        hand_out(meeting, by=by, at=at)
    return participant


@transaction.atomic
def approve_agenda(meeting: Meeting, *, by: User, at: datetime) -> None:
    """The chair approves the agenda; the invitations go out to all who are asked (A-4.3b, A-4.4c)."""
    advance(meeting, "approve", by=by, at=at, checks=[_has_items])
    _call(meeting, by, at)


@transaction.atomic
def call_without_chair(meeting: Meeting, *, by: User, at: datetime) -> None:
    """Call a general meeting while neither a chair nor a deputy is in office: nobody else could (A-3.6, A-4.6)."""

    def is_lawful(locked: Meeting) -> None:
        _has_items(locked)
        if not (locked.is_general and are_offices_empty(local_day(at))):
            raise Refused(denial("A-4.3b", _("The chair, or the deputy who acts, approves the agenda.")))

    advance(meeting, "call", by=by, at=at, checks=[is_lawful])
    _call(meeting, by, at)


def _has_items(locked: Meeting) -> None:
    if not locked.items.exists():
        raise Refused(denial("A-4.3b", _("An agenda without questions cannot be approved.")))


def _call(meeting: Meeting, by: User, at: datetime) -> None:
    """Keep who called it, draw the agenda, invite."""
    if meeting.is_general:
        general.ask_members(meeting, by=by, at=at)
    Meeting.objects.filter(pk=meeting.pk).update(approved_at=at, approved_by=by)
    meeting.approved_at, meeting.approved_by = at, by
    paper = papers.draw(D10, meeting, facts=agenda_facts(meeting), by=by, at=at, draft=False, dated_on=meeting.held_on)
    Meeting.objects.filter(pk=meeting.pk).update(agenda_paper=paper)
    meeting.agenda_paper = paper
    inviting.invite(meeting, meeting.participants.select_related("person"), by=by, at=at)
    hand_out(meeting, by=by, at=at)
    inviting.send_agenda(meeting, by=by, at=at)
