"""Verbs that follow a decision: grant, refuse, send back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access, outbox
from association.journal import record
from association.models import Association, Basis, RuleSet, User
from association.statute import Refused, denial
from association.workflow import advance
from membership import notices, rules
from membership.actions import letters, remarks
from membership.actions.holding import hold_drafts
from membership.actions.memberships import open_membership
from membership.actions.orders import draft_order, include, release
from membership.models import Application
from membership.queries import local_day, may_join


@transaction.atomic
def propose(application: Application, *, proposal: str, reasons: str, by: User, at: datetime) -> None:
    """Write down what the Presidium is asked to decide, and why; the outcome is the Presidium's alone (A-3.13b)."""
    locked = Application.objects.select_for_update().get(pk=application.pk)
    access.require(by, "check_applications", locked, at=at)
    if locked.state != Application.State.REGISTERED:
        raise Refused(denial("A-3.13b", _("A proposal is made while the application is registered and on no agenda.")))
    admits = proposal == Application.Proposal.ADMIT
    if not admits and not reasons.strip():
        raise Refused(denial("A-3.13b", _("Give the reasons: they become part of the decision and of the letter.")))
    Application.objects.filter(pk=locked.pk).update(proposal=proposal, proposal_reasons="" if admits else reasons)
    record("application.propose", locked, by=by, at=at, proposal=proposal, reasons=reasons)


def _may_join(locked: Application, on: date) -> None:
    """Raise Refused when the vote on an admission could have no effect: it belongs already, or has ceased to exist."""
    if locked.proposal != Application.Proposal.ADMIT:
        return
    if not (verdict := may_join(locked.organisation, ground=locked.ground, on=on)):
        raise Refused(verdict)


def _with_conclusion(locked: Application, on: date) -> None:
    """Raise Refused when the ground asks for the expert group's conclusion and there is no positive one (A-3.1.4)."""
    if locked.proposal != Application.Proposal.ADMIT:
        return
    values = RuleSet.on_day(on).values
    verdict = rules.has_positive_conclusion.judge(
        ground=locked.ground, result=locked.conclusion_result,
        direct_needs_conclusion=values.get("direct_needs_conclusion", False),
    )  # fmt: skip
    if not verdict:
        raise Refused(verdict)


@transaction.atomic
def put_on_agenda(application: Application, *, by: User, at: datetime) -> None:
    """Note that an agenda lists the application; an admission that needs a conclusion has a positive one (A-3.1.4)."""
    day = local_day(at)
    checks = [lambda locked: _may_join(locked, day), lambda locked: _with_conclusion(locked, day)]
    advance(application, "list", by=by, at=at, checks=checks)


@transaction.atomic
def drop_from_agenda(application: Application, *, by: User, at: datetime) -> None:
    """Put the application back among those that wait for a meeting."""
    advance(application, "drop", by=by, at=at)


@transaction.atomic
def grant(application: Application, *, basis: Basis, by: User, at: datetime) -> None:
    """Follow a carried decision: a member waits for the order, a candidate has the status at once (A-3.2, A-3.3)."""
    hold_drafts([application.organisation_id])
    advance(application, "grant", by=by, at=at, basis=basis.pk)
    Application.objects.filter(pk=application.pk).update(basis=basis)
    application.basis = basis
    if application.is_for_candidate:
        open_membership(application, on=basis.dated_on, basis=basis, by=by, at=at)
        advance(application, "enter", by=by, at=at)
    else:
        order = include(application, by=by, at=at)
        draft_order(order, on=basis.dated_on, by=by, at=at)
    kind = "candidate" if application.is_for_candidate else "admit"
    letters.draft(application, kind=kind, basis=basis, by=by, at=at)


@transaction.atomic
def admit_by_order(application: Application, *, by: User, at: datetime) -> None:
    """Put an application into the order without a Presidium: in the organisational period alone (A-3.13a)."""

    def is_organisational(_locked: Application) -> None:
        if Association.objects.select_for_update().get().phase != Association.Phase.ORGANISATIONAL:
            raise Refused(denial("A-3.13b", _("In the working period the Presidium decides on admission.")))

    hold_drafts([application.organisation_id])
    advance(application, "admit", by=by, at=at, checks=[is_organisational])
    order = include(application, by=by, at=at)
    draft_order(order, on=local_day(at), by=by, at=at)


@transaction.atomic
def refuse(application: Application, *, basis: Basis, by: User, at: datetime) -> None:
    """Follow a decision that refuses: a carried refusal with its reasons, or an admission that was not adopted."""
    advance(application, "refuse", by=by, at=at, basis=basis.pk, reasons=application.proposed_lines)
    Application.objects.filter(pk=application.pk).update(basis=basis)
    application.basis = basis
    letters.draft(application, kind="refuse", basis=basis, by=by, at=at)


@transaction.atomic
def send_back(application: Application, *, basis: Basis, by: User, at: datetime) -> None:
    """Follow a carried return: the application is a draft again with the Presidium's remarks, its number stays."""
    reasons = application.proposed_lines
    advance(application, "send_back", by=by, at=at, basis=basis.pk, reasons=reasons)
    letters.draft(application, kind="return", basis=basis, by=by, at=at)
    remarks.send_by_decision(application, reasons=reasons, basis=basis, by=by, at=at)


@transaction.atomic
def keep_waiting(application: Application, *, basis: Basis, by: User, at: datetime) -> None:
    """Follow a refusal or return that was not adopted: nothing is decided, the application waits for a meeting.

    The proposal is spent with its reasons; whoever wants another decision proposes anew (A-3.13b).
    """
    advance(application, "drop", by=by, at=at, basis=basis.pk, proposal=application.proposal)
    Application.objects.filter(pk=application.pk).update(proposal=Application.Proposal.ADMIT, proposal_reasons="")


@transaction.atomic
def lapse(application: Application, *, reason: str, note: str = "", by: User, at: datetime) -> None:
    """End an application that can have no effect any more before the order, which carries it no longer.

    Its organisation has ceased to exist (A-3.15.1), or has written that it does not want to join (A-5.6.7). What was
    decided stays on record; an organisation that goes on may apply anew.
    """
    hold_drafts([application.organisation_id])
    day, words = local_day(at), note.strip()[:300]

    def may_lapse(locked: Application) -> None:
        gone = locked.organisation.reorganisations.ceasing(day).exists()
        if not (verdict := rules.may_lapse.judge(reason=reason, has_ceased=gone, note=words)):
            raise Refused(verdict)

    clause = rules.LAPSE_CLAUSES.get(reason, "")
    advance(application, "lapse", by=by, at=at, checks=[may_lapse], reason=reason, note=words, clause=clause)
    Application.objects.filter(pk=application.pk).update(lapse=reason, lapse_note=words, lapsed_on=day)
    application.lapse, application.lapse_note, application.lapsed_on = reason, words, day
    release(application, by=by, at=at)
    outbox.send(
        notices.APPLICATION_LAPSED, application, to=access.account_holders(application.organisation), at=at,
        organisation=application.organisation,
    )  # fmt: skip
