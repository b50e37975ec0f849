"""Reads of requests of information: who may be asked, who answered, whom to remind (A-5.2.1, A-5.7.5)."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet

from association import access
from association.audiences import AUDIENCES
from association.calendar import add_working_days
from association.models import (
    Association,
    CalendarDay,
    InformationRequest,
    Organisation,
    RequestAddressee,
    RuleSet,
    StoredFile,
    User,
)
from association.rule_options import value_of
from association.rules import requests as rules

READS, ANSWERS = "view_records", "answer_requests"


def members_on(day: date) -> QuerySet[Organisation]:
    """The member organisations of a day: those that may be asked (A-5.7.5)."""
    return AUDIENCES["members"].organisations(day)


def earliest_due(day: date) -> date:
    """The first due day that leaves the number of working days which the rules in force ask for."""
    days = value_of(RuleSet.on_day(day).values, "request_days_ahead")
    return add_working_days(day, days, CalendarDay.objects.calendar(Association.current().country))


def counted(rows: QuerySet[InformationRequest], day: date) -> QuerySet[InformationRequest]:
    """Requests with how many were asked, answered, are awaited and are late on a day."""
    waiting = Q(addressees__state__in=rules.OPEN)
    return rows.annotate(
        asked=Count("addressees", filter=~Q(addressees__state=rules.RELEASED)),
        answered=Count("addressees", filter=Q(addressees__state=rules.ANSWERED)),
        late=Count("addressees", filter=waiting & Q(due_on__lt=day, state=rules.SENT)),
    ).order_by("-pk")


def underway() -> QuerySet[RequestAddressee]:
    """Who still owes an answer to a request that was sent."""
    rows = RequestAddressee.objects.filter(
        request__state=rules.SENT, state__in=rules.OPEN, sent_at__isnull=False
    )  # fmt: skip
    return rows.select_related("request", "organisation")


def asked_of(user: User) -> QuerySet[RequestAddressee]:
    """The requests that came to the organisations an account acts for; dropped by nobody, seen once sent."""
    rows = RequestAddressee.objects.filter(sent_at__isnull=False).select_related("request", "organisation")
    own = access.organisations(user, ANSWERS)
    return rows.filter(organisation__in=own).order_by("-request__sent_at", "-pk")


def to_remind(day: date) -> QuerySet[RequestAddressee]:
    """Who was not told yet of the stage that a day brings: some days before the due day, on it, after it."""
    due, ahead = F("request__due_on"), day + timedelta(days=rules.AHEAD)
    soon = Q(request__due_on__gt=day, request__due_on__lte=ahead) & ~Q(reminded=rules.SOON)
    today = Q(request__due_on=day) & ~Q(reminded=rules.TODAY)
    late = Q(request__due_on__lt=day) & ~Q(reminded=rules.LATE)
    return underway().filter(soon | today | late).order_by(due, "pk")


def left_since(day: date) -> QuerySet[RequestAddressee]:
    """Who owes an answer and is no member on a day any more."""
    return underway().exclude(organisation__in=members_on(day)).order_by("pk")


def files_of(request: InformationRequest) -> QuerySet[StoredFile]:
    """The files that stand in the last replies of those who answered."""
    keys = [
        one["file"]
        for row in request.addressees.filter(state=rules.ANSWERED).prefetch_related("replies")
        for one in list(row.replies.all())[-1].values
        if one.get("file")
    ]
    return StoredFile.objects.filter(pk__in=keys).order_by("pk")
