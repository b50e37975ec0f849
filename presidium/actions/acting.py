"""Verbs on acting for the chair, and on terms that come to their end (A-3.6, A-3.8, A-3.9)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_noop as _

from association import access, outbox
from association.actions.organisations import add_basis
from association.journal import record
from association.models import Association, Basis, User
from association.statute import Refused, denial
from presidium import notices, rules
from presidium.actions import handovers
from presidium.models import ActingPeriod, Office, TermWarning
from presidium.queries import chair_on
from presidium.queries_terms import terms_to_vacate, terms_to_warn


def _deputy(day: date) -> Office | None:
    return Office.objects.on(day).filter(kind=Office.Kind.DEPUTY).select_related("person").first()


@transaction.atomic
def act_until_election(*, on: date, basis: Basis | None, by: User | None, at: datetime) -> ActingPeriod | None:
    """Let the deputy act from the day the chair's office fell vacant until a chair is elected (A-3.7.3, A-3.9)."""
    deputy = _deputy(on)
    if deputy is None or ActingPeriod.objects.open().exists():
        return None
    verdict = rules.may_act.judge(is_deputy=True, has_chair=False)
    if not verdict:
        raise Refused(verdict)
    period = ActingPeriod.objects.create(
        person=deputy.person, starts_on=on, reason=ActingPeriod.Reason.VACANCY, basis=basis
    )
    record("acting.begin", period, by=by, at=at, person=deputy.person_id, on=on, reason=period.reason)
    handovers.begin(deputy.person, is_acting=True, on=on, by=by, at=at)
    return period


@transaction.atomic
def act_in_absence(
    *, on: date, until: date | None, reason: str, number: str, dated_on: date, by: User, at: datetime
) -> ActingPeriod:
    """Record that the chair is away: the deputy acts from a day, up to and with the last one when it is known (A-3.9).

    Nobody but the deputy acts; the absence has its reason and its paper.
    """
    access.require(by, "keep_composition", at=at)
    Association.objects.select_for_update().get()  # two absences recorded at once would overlap
    deputy, ends_on = _deputy(on), until + timedelta(days=1) if until else None
    has_chair = chair_on(on) is not None
    verdict = rules.may_act.judge(is_deputy=deputy is not None, has_chair=has_chair, reason=reason, paper=number)
    if not verdict:
        raise Refused(verdict)
    later = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    others = ActingPeriod.objects.filter(later)
    if ends_on is not None:
        others = others.filter(starts_on__lt=ends_on)
    if not has_chair or others.exists():
        raise Refused(denial("A-3.9", _("The deputy acts for the chair on these days already.")))
    body = f"Председатель Президиума. {Association.current().short_name}"[:300]
    basis = add_basis(kind=Basis.Kind.OTHER, body=body, number=number, dated_on=dated_on, by=by, at=at)
    period = ActingPeriod.objects.create(
        person=deputy.person, starts_on=on, ends_on=ends_on, reason=ActingPeriod.Reason.ABSENCE, note=reason,
        basis=basis,
    )  # fmt: skip
    record("acting.begin", period, by=by, at=at, person=deputy.person_id, on=on, until=until, reason=period.reason)
    return period


@transaction.atomic
def come_back(*, on: date, by: User, at: datetime) -> int:
    """Record that the chair is back from a day on (A-3.9)."""
    access.require(by, "keep_composition", at=at)
    if chair_on(on) is None:
        raise Refused(denial("A-3.9", _("There is no chair in office; the deputy acts until the election.")))
    return end_acting(on=on, by=by, at=at)


@transaction.atomic
def end_acting(*, on: date, by: User | None, at: datetime) -> int:
    """End the acting on a day, the first without it; the rights go with it (A-3.9)."""
    rows = list(ActingPeriod.objects.select_for_update().filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on)))
    for row in rows:
        day = max(on, row.starts_on)
        ActingPeriod.objects.filter(pk=row.pk).update(ends_on=day)
        record("acting.end", row, by=by, at=at, on=day)
    return len(rows)


@transaction.atomic
def watch_terms(*, on: date, by: User | None, at: datetime) -> int:
    """Send each warning of an ending term once, and vacate what the rules in force vacate (A-3.6, A-3.8)."""
    done = 0
    for office, days in terms_to_warn(on):
        TermWarning.objects.create(office=office, days=days, sent_at=at)
        outbox.send(
            notices.TERM_ENDS, office, to=_warned(on), at=at, person=office.person, day=office.last_day,
            left=(office.last_day - on).days, office=office,
        )  # fmt: skip
        record("office.warn", office, by=by, at=at, days=days, last_day=office.last_day)
        done += 1
    for office in terms_to_vacate(on).select_for_update():
        first = office.last_day + timedelta(days=1)
        Office.objects.filter(pk=office.pk).update(ends_on=first)
        record("office.expire", office, by=by, at=at, kind=office.kind, on=first)
        if office.kind == Office.Kind.CHAIR:
            act_until_election(on=first, basis=None, by=by, at=at)
        else:
            end_acting(on=first, by=by, at=at)
        done += 1
    return done


def _warned(day: date) -> list[User]:
    """The secretary, the chair and the deputy, each once."""
    led = Office.objects.on(day).filter(kind__in=[Office.Kind.CHAIR, Office.Kind.DEPUTY]).values("person")
    people = {user.pk: user for user in User.objects.filter(is_active=True, person__in=led)}
    people |= {user.pk: user for user in access.holders("prepare_meeting")}
    return [people[pk] for pk in sorted(people)]
