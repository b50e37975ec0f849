"""Verbs by which a plan is agreed with the council and the head, and approved by the chair (A-4.1b, A-4.3c)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from association import access, files, offices, outbox
from association.actions import papers
from association.doors import Checked
from association.journal import record
from association.models import AnnualPlan, Paper, PlanAgreement, Signature, StoredFile, User
from association.notices import PLAN_TO_APPROVE
from association.papers import CHAIR_POSTS
from association.papers.plans import D19, plan_facts
from association.queries_plans import (
    agreed_by,
    approval_verdict,
    given_agreements,
    local_day,
    mandatory_on,
)
from association.rules import plans as rules
from association.statute import Refused, denial
from association.workflow import advance

Party, Outcome = PlanAgreement.Party, PlanAgreement.Outcome
OPEN = (rules.DISCUSSED, rules.AGREED)


@transaction.atomic
def agree_by_hand(plan: AnnualPlan, *, outcome: str, remarks: str = "", by: User, at: datetime) -> PlanAgreement:
    """The official agrees, or makes remarks, by his own hand in the portal; the day is that of the act (A-4.1b)."""
    access.require(by, "agree_plan", at=at)
    name = by.person.initials_first if by.person else by.email
    today = local_day(at)
    post = by.person.official_posts.on(today).first() if by.person else None
    facts: dict[str, Any] = {"name": name, "post": post.post if post else "", "by_own_hand": True}
    return _give(plan, Party.HEAD, outcome=outcome, dated_on=today, remarks=remarks, by=by, at=at, **facts)


@transaction.atomic
def enter_agreement(
    plan: AnnualPlan, *, party: str, outcome: str, dated_on: date, number: str, name: str, post: str = "",
    remarks: str = "", paper: Checked | None = None, by: User, at: datetime,
) -> PlanAgreement:  # fmt: skip
    """Enter what the council or the head said on paper, with its date and number (A-4.1b, A-4.3c)."""
    access.require(by, "keep_plan", at=at)
    if party == Party.COUNCIL and not number.strip():
        raise Refused(denial("A-4.3c", _("Give the number of the minutes of the council.")))
    stored = files.keep(paper, organisation=None, by=by, at=at) if paper else None
    facts: dict[str, Any] = {"number": number, "name": name, "post": post, "file": stored}
    return _give(plan, party, outcome=outcome, dated_on=dated_on, remarks=remarks, by=by, at=at, **facts)


def _give(
    plan: AnnualPlan, party: str, *, outcome: str, dated_on: date, remarks: str, by: User, at: datetime, **facts: Any
) -> PlanAgreement:
    locked = AnnualPlan.objects.select_for_update().get(pk=plan.pk)
    _demand_open(locked, party, dated_on, local_day(at))
    if outcome == Outcome.REMARKS and not remarks.strip():
        raise Refused(denial("A-4.1b", _("Write the remarks.")))
    row = PlanAgreement.objects.create(
        plan=locked, turn=locked.turn, party=party, outcome=outcome, dated_on=dated_on, remarks=remarks, given_at=at,
        given_by=by, **facts,
    )  # fmt: skip
    told = {"plan": locked.pk, "party": party, "outcome": outcome, "dated_on": dated_on, "number": row.number}
    record("planagreement.give", row, by=by, at=at, own_hand=row.by_own_hand, name=row.name, **told)
    _settle(locked, by, at)
    return row


def _demand_open(locked: AnnualPlan, party: str, dated_on: date, today: date) -> None:
    if locked.state not in OPEN:
        said = _("The plan is agreed after the Presidium discussed it and before it is approved.")
        raise Refused(denial("A-4.1b", said))
    verdict = rules.is_agreed_in_order.judge(dated_on=dated_on, discussed_on=locked.discussed_on, on=today)
    if not verdict:
        raise Refused(verdict)
    if party in agreed_by(given_agreements(locked)):
        clause = "A-4.3c" if party == Party.COUNCIL else "A-4.1b"
        raise Refused(denial(clause, _("This agreement is given already.")))


def _settle(plan: AnnualPlan, by: User, at: datetime) -> None:
    """Go on when the last mandatory agreement is there; a later one is only shown in the paper anew."""
    day = local_day(at)
    verdict = rules.is_agreed.judge(given=agreed_by(given_agreements(plan)), mandatory=mandatory_on(day))
    if verdict and plan.state == rules.DISCUSSED:
        advance(plan, "agree", by=by, at=at)
    if plan.state == rules.AGREED:
        prepare(plan, by=by, at=at)


@transaction.atomic
def prepare(plan: AnnualPlan, *, by: User, at: datetime) -> Paper | None:
    """Draw the plan for the chair's signature, as soon as all that it cites has its date and number (D19)."""
    day = local_day(at)
    row = AnnualPlan.objects.select_related("discussed").get(pk=plan.pk)
    if not approval_verdict(row, day):
        return None
    leader = offices.leader(day)
    paper = papers.draw(D19, row, facts=plan_facts(row, leader=leader), by=by, at=at, draft=False)
    AnnualPlan.objects.filter(pk=row.pk).update(paper=paper)
    plan.paper = paper
    if leader.person:
        outbox.send(PLAN_TO_APPROVE, row, to=leader.person.accounts.filter(is_active=True), at=at)
    return paper


@transaction.atomic
def print_draft(plan: AnnualPlan, *, by: User, at: datetime) -> Paper:
    """Order a plan that is not approved for print, marked as a draft (D19)."""
    access.require(by, "keep_plan", at=at)
    locked = AnnualPlan.objects.select_related("discussed").get(pk=plan.pk)
    if locked.state == rules.APPROVED:
        raise Refused(denial("A-7.2.6", _("The approved plan has its paper already.")))
    return papers.draw(D19, locked, facts=plan_facts(locked, leader=offices.leader(local_day(at))), by=by, at=at)


@transaction.atomic
def approve(plan: AnnualPlan, *, proof: papers.Proof, sha256: str, by: User, at: datetime) -> None:
    """The chair approves the plan: signs the paper shown, which cites all dates and numbers (A-4.1b)."""
    day = local_day(at)
    paper = _advance(plan, "approve", day, by, at)
    leader = offices.leader(day)
    post = CHAIR_POSTS["ru"][leader.is_acting]
    signature = papers.sign(paper, capacity="chair", post=post, proof=proof, sha256=sha256, by=by, at=at)
    _publish(plan, day, signature, by, at)


@transaction.atomic
def file_scan(plan: AnnualPlan, *, scan: StoredFile, on: date, by: User, at: datetime) -> None:
    """Record that the chair approved the printed plan by hand on a day; the scan is kept (A-4.1b)."""
    if on > local_day(at):
        raise Refused(denial("A-4.1b", _("This day has not come yet.")))
    paper = _advance(plan, "file_scan", on, by, at)
    leader = offices.leader(on)
    name = leader.person.initials_first if leader.person else ""
    post = CHAIR_POSTS["ru"][leader.is_acting]
    signature = papers.file_scan(paper, capacity="chair", post=post, name=name, scan=scan, by=by, at=at)
    _publish(plan, on, signature, by, at)


def _advance(plan: AnnualPlan, step: str, on: date, by: User, at: datetime) -> Paper:
    def is_dated(locked: AnnualPlan) -> None:
        verdict = approval_verdict(locked, on)
        if not verdict:
            raise Refused(verdict)
        if locked.paper is None:
            raise Refused(denial("A-4.1b", _("The paper of the plan is not made yet.")))

    # The day is written first: the table itself refuses an approved plan without it.
    AnnualPlan.objects.filter(pk=plan.pk, state=rules.AGREED).update(approved_on=on, approved_at=at, approved_by=by)
    advance(plan, step, by=by, at=at, checks=[is_dated], on=on)
    paper = AnnualPlan.objects.select_related("paper").get(pk=plan.pk).paper
    assert paper is not None
    return paper


def _publish(plan: AnnualPlan, on: date, signature: Signature, by: User, at: datetime) -> None:
    """Draw the edition that everybody reads: with the day of the approval and the mark of the signature (D19)."""
    row = AnnualPlan.objects.select_related("discussed").get(pk=plan.pk)
    by_portal = signature.method != Signature.Method.SCAN
    signed_at = timezone.localtime(at).isoformat() if by_portal else None
    leader = offices.leader(on)
    for language in ("ky", "ru"):
        facts = plan_facts(row, leader=leader, language=language, signed_at=signed_at)
        paper = papers.draw(
            D19, row, facts=facts, by=by, at=at, language=language, draft=False, dated_on=on,
            code=papers.new_code() if language == "ru" else None,
        )  # fmt: skip
    AnnualPlan.objects.filter(pk=row.pk).update(edition=paper)
    plan.refresh_from_db()
