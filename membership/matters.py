"""What a meeting decides for membership: admission, the status of candidate, refusal, return for completion."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext, gettext_lazy

from association import happenings
from association.matters import Matter, register
from association.models import Basis, User
from membership.actions import decisions, endings, qms
from membership.models import Application
from membership.queries import waiting_for_meeting


def _members() -> QuerySet[Application]:
    return waiting_for_meeting().filter(kind=Application.Kind.MEMBER, proposal=Application.Proposal.ADMIT)


def _candidates() -> QuerySet[Application]:
    return waiting_for_meeting().filter(kind=Application.Kind.CANDIDATE, proposal=Application.Proposal.ADMIT)


def _to_refuse() -> QuerySet[Application]:
    return waiting_for_meeting().filter(proposal=Application.Proposal.REFUSE)


def _to_return() -> QuerySet[Application]:
    return waiting_for_meeting().filter(proposal=Application.Proposal.RETURN)


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


def _refusal_heading(application: Application) -> str:
    return gettext("On the refusal of the application of %(organisation)s") % {
        "organisation": application.organisation.title
    }


def _refusal_draft(application: Application) -> str:
    return gettext("Refuse the application of %(organisation)s. Reasons: %(reasons)s.") % {
        "organisation": application.organisation.title,
        "reasons": "; ".join(application.proposed_lines),
    }


def _return_heading(application: Application) -> str:
    return gettext("On the return of the application of %(organisation)s for completion") % {
        "organisation": application.organisation.title
    }


def _return_draft(application: Application) -> str:
    return gettext("Return the application of %(organisation)s for completion. To be completed: %(reasons)s.") % {
        "organisation": application.organisation.title,
        "reasons": "; ".join(application.proposed_lines),
    }


def _listed(*, subject: Application, by: User, at: datetime) -> None:
    decisions.put_on_agenda(subject, by=by, at=at)


def _carried(*, subject: Application, basis: Basis, by: User, at: datetime) -> None:
    decisions.grant(subject, basis=basis, by=by, at=at)


def _lost(*, subject: Application, basis: Basis, by: User, at: datetime) -> None:
    decisions.refuse(subject, basis=basis, by=by, at=at)


def _sent_back(*, subject: Application, basis: Basis, by: User, at: datetime) -> None:
    decisions.send_back(subject, basis=basis, by=by, at=at)


def _kept(*, subject: Application, basis: Basis, by: User, at: datetime) -> None:
    decisions.keep_waiting(subject, basis=basis, by=by, at=at)


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


@happenings.on("membership.began")
def _keep_certificate(*, membership, on, by: User, at: datetime, **_facts) -> None:
    """The certificate by which a member of ground 3.1.1 was admitted goes on record (A-4.12)."""
    qms.record_of_admission(membership, on=on, by=by, at=at)


# A refusal or a return that is not adopted decides nothing: the application waits for another meeting.
REFUSAL = register(
    Matter(
        "refusal",
        gettext_lazy("Refusal of an application"),
        "A-3.13b",
        "ordinary",
        Application,
        _to_refuse,
        _refusal_heading,
        _refusal_draft,
        _listed,
        _lost,
        _kept,
        _dropped,
    )
)
RETURN = register(
    Matter(
        "return_for_completion",
        gettext_lazy("Return of an application for completion"),
        "A-3.13b",
        "ordinary",
        Application,
        _to_return,
        _return_heading,
        _return_draft,
        _listed,
        _sent_back,
        _kept,
        _dropped,
    )
)


@happenings.on("organisation.reorganised")
def _follow_reorganisation(*, organisation, event: str, reorganisation, on, basis, by: User, at: datetime) -> None:
    """Membership ends on the day of the state register, and the successors are asked to apply (A-3.15.1)."""
    successors = list(reorganisation.successors.all())
    endings.follow_reorganisation(organisation, event=event, successors=successors, on=on, basis=basis, by=by, at=at)
