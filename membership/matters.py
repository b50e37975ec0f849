"""What a meeting decides for membership: admission and the status of candidate."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext, gettext_lazy

from association.matters import Matter, register
from association.models import Basis, User
from membership.actions import decisions
from membership.models import Application
from membership.queries import waiting_for_meeting


def _members() -> QuerySet[Application]:
    return waiting_for_meeting().filter(kind=Application.Kind.MEMBER)


def _candidates() -> QuerySet[Application]:
    return waiting_for_meeting().filter(kind=Application.Kind.CANDIDATE)


def _admission_heading(application: Application) -> str:
    return gettext("On the admission of %(organisation)s to the Association") % {
        "organisation": application.organisation.title
    }


def _admission_draft(application: Application) -> str:
    return gettext(
        "Admit %(organisation)s as a member of the Association. Ground: clause %(clause)s of the statute."
    ) % {
        "organisation": application.organisation.title,
        "clause": application.clause[2:],
    }


def _candidate_heading(application: Application) -> str:
    return gettext("On the status of candidate for %(organisation)s") % {"organisation": application.organisation.title}


def _candidate_draft(application: Application) -> str:
    return gettext("Give %(organisation)s the status of candidate (clause 3.2 of the statute).") % {
        "organisation": application.organisation.title
    }


def _listed(*, subject: Application, by: User, at: datetime) -> None:
    decisions.put_on_agenda(subject, by=by, at=at)


def _carried(*, subject: Application, basis: Basis, by: User, at: datetime) -> None:
    decisions.grant(subject, basis=basis, by=by, at=at)


def _lost(*, subject: Application, basis: Basis, by: User, at: datetime) -> None:
    decisions.refuse(subject, basis=basis, by=by, at=at)


def _dropped(*, subject: Application, by: User, at: datetime) -> None:
    decisions.drop_from_agenda(subject, by=by, at=at)


ADMISSION = register(
    Matter(
        "admission",
        gettext_lazy("Admission of a member"),
        "A-3.13b",
        "ordinary",
        Application,
        _members,
        _admission_heading,
        _admission_draft,
        _listed,
        _carried,
        _lost,
        _dropped,
    )
)
CANDIDATE_STATUS = register(
    Matter(
        "candidate_status",
        gettext_lazy("Status of candidate"),
        "A-3.2.4",
        "ordinary",
        Application,
        _candidates,
        _candidate_heading,
        _candidate_draft,
        _listed,
        _carried,
        _lost,
        _dropped,
    )
)
