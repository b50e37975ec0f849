"""Verbs on the ends of membership: the head's own exit, reorganisation, exclusion (A-3.14, A-3.15)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access, offices, outbox, register
from association.actions import papers
from association.actions.organisations import add_basis
from association.journal import record
from association.models import Basis, Organisation, Paper, Person, RegisterEntry, RuleSet, StoredFile, User
from association.proofs import Proof
from association.statute import Refused, Verdict, denial
from association.workflow import advance
from membership import notices, rules
from membership.actions import memberships, orders
from membership.actions.holding import hold_drafts
from membership.models import Application, Membership, Order, Withdrawal
from membership.papers import D29, D30, ending_letter_facts, withdrawal_facts
from membership.queries import local_day, members_after, members_on, membership_of, open_order

FILE_INDEX = "01-13"
LETTER_INDEX = "01-15"
SIGN_FIRST = _("Sign the application to leave, or keep the scan of the signed one.")
HANDED_IN = _("The application to leave is submitted already; take it back to change it.")
IN_PORTAL = _("%(school)s has handed in an application to leave in the portal: register that one.")


def _standing(organisation: Organisation, on: date) -> Membership | None:
    """What an organisation belongs by and has not left yet; an end that lies ahead is recorded once."""
    return organisation.memberships.open().filter(starts_on__lte=on).first()


def _may_leave(organisation: Organisation, on: date, *, head: Person | None, has_consent: bool = True) -> Verdict:
    """Judge an exit; `head` is who signs it, None for one that came signed on paper."""
    in_office = organisation.head_on(on)
    return rules.may_withdraw.judge(
        is_member=_standing(organisation, on) is not None,
        by_head=head is None or (in_office is not None and in_office.person_id == head.pk),
        presidium_consents=has_consent,
        needs_consent=bool(RuleSet.on_day(on).values.get("voluntary_exit_requires_consent", False)),
    )


@transaction.atomic
def state_exit(
    organisation: Organisation, *, stated_on: date | None, reason: str, on: date, by: User, at: datetime
) -> Withdrawal:
    """Write the application to leave, or the open one anew, and draw its form to be signed (A-3.15.2)."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    access.require(by, "leave_association", organisation, at=at)
    if not (verdict := _may_leave(organisation, on, head=by.person)):
        raise Refused(verdict)
    # The same row is handed in from another tab: whoever comes first is seen by the other.
    row = organisation.withdrawals.select_for_update(of=("self",)).filter(state__in=Withdrawal.OPEN).first()
    if row is None:
        membership = _standing(organisation, on)
        row = Withdrawal.objects.create(organisation=organisation, membership=membership, begun_at=at, begun_by=by)
        record("withdrawal.begin", row, by=by, at=at, organisation=organisation.pk)
    elif not row.is_draft:
        raise Refused(denial("A-3.15.2", HANDED_IN))
    row.stated_on, row.reason = stated_on, reason.strip()
    leader = offices.leader(on)
    row.paper = papers.draw(
        D29, row, facts=withdrawal_facts(row, leader=leader, on=on), by=by, at=at, draft=False, dated_on=on,
        organisation=organisation,
    )  # fmt: skip
    row.save(update_fields=["stated_on", "reason", "paper"])
    record("withdrawal.fill", row, by=by, at=at, stated_on=stated_on)
    return row


def _draft(withdrawal: Withdrawal, by: User, at: datetime) -> Withdrawal:
    locked = Withdrawal.objects.select_for_update(of=("self",)).select_related("paper", "organisation")
    row = locked.get(pk=withdrawal.pk)
    access.require(by, "leave_association", row, at=at)
    if not row.is_draft or row.paper is None:
        raise Refused(denial("A-3.15.2", HANDED_IN))
    return row


@transaction.atomic
def sign(withdrawal: Withdrawal, *, proof: Proof, sha256: str, by: User, at: datetime) -> None:
    """Sign the form shown in the portal; only the head of the organisation does (A-3.15.2)."""
    row = _draft(withdrawal, by, at)
    if not (verdict := _may_leave(row.organisation, local_day(at), head=by.person)):
        raise Refused(verdict)
    head = row.organisation.head_on(local_day(at))
    papers.sign(row.paper, capacity="head", post=head.post, proof=proof, sha256=sha256, by=by, at=at)


@transaction.atomic
def file_scan(withdrawal: Withdrawal, *, scan: StoredFile, by: User, at: datetime) -> None:
    """Keep the scan of the form that the head signed by hand (A-3.15.2)."""
    row = _draft(withdrawal, by, at)
    head = row.organisation.head_on(local_day(at))
    papers.file_scan(
        row.paper, capacity="head", post=head.post if head else "", name=head.person.initials_first if head else "",
        scan=scan, by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def submit(withdrawal: Withdrawal, *, on: date, by: User, at: datetime) -> None:
    """Hand the application to leave in; the secretary registers it on the same day (A-3.15.2, A-7.2.2)."""

    def is_ready(locked: Withdrawal) -> None:
        if locked.paper is None or not locked.paper.signatures.exists():
            raise Refused(denial("A-3.15.2", SIGN_FIRST))
        if not (verdict := _may_leave(locked.organisation, on, head=None)):
            raise Refused(verdict)

    advance(withdrawal, "submit", by=by, at=at, checks=[is_ready])
    Withdrawal.objects.filter(pk=withdrawal.pk).update(submitted_at=at)
    outbox.send(
        notices.EXIT_SUBMITTED, withdrawal, to=access.holders("register_documents"), at=at,
        organisation=withdrawal.organisation,
    )  # fmt: skip


@transaction.atomic
def take_back(withdrawal: Withdrawal, *, by: User, at: datetime) -> None:
    """Take an application to leave back while it is not registered; nothing has ended yet (A-5.6.7)."""
    advance(withdrawal, "take_back", by=by, at=at)


@transaction.atomic
def enter_exit(
    withdrawal: Withdrawal, *, on: date, by: User, at: datetime, consent_number: str = "",
    consent_on: date | None = None,
) -> RegisterEntry:  # fmt: skip
    """Register an exit: it cannot be refused, and membership ends on the stated day, not earlier than on this one.

    The minutes of a consent are asked for only where the rules in force want one (A-3.15.2, A-5.6.7, A-3.14).
    """
    given = bool(consent_number.strip() and consent_on)
    hold_drafts([withdrawal.organisation_id])

    def is_lawful(locked: Withdrawal) -> None:
        if not (locked.scan_id or (locked.paper and locked.paper.signatures.exists())):
            raise Refused(denial("A-3.15.2", SIGN_FIRST))
        if not (verdict := _may_leave(locked.organisation, on, head=None, has_consent=given)):
            raise Refused(verdict)

    advance(withdrawal, "register", by=by, at=at, checks=[is_lawful])
    withdrawal.refresh_from_db()
    organisation = withdrawal.organisation
    entry = register.enter(
        RegisterEntry.Series.INCOMING, withdrawal, index=FILE_INDEX, on=on, at=at, by=by,
        correspondent=organisation.title, heading=str(D29.name), organisation=organisation,
        kind=RegisterEntry.Kind.APPLICATION, correspondent_kind=RegisterEntry.Correspondent.MEMBER,
    )  # fmt: skip
    basis = add_basis(
        kind=Basis.Kind.APPLICATION, body=organisation.title, number=f"{entry.index}/{entry.number}", dated_on=on,
        paper=withdrawal.paper, by=by, at=at,
    )  # fmt: skip
    withdrawal.entry, withdrawal.basis = entry, basis
    withdrawal.leaves_on = rules.leaves_on(stated_on=withdrawal.stated_on, registered_on=on)
    if given:
        withdrawal.consent = add_basis(
            kind=Basis.Kind.DECISION, body="Президиум", number=consent_number.strip(), dated_on=consent_on, by=by, at=at
        )
    withdrawal.save(update_fields=["entry", "basis", "leaves_on", "consent"])
    _leave(withdrawal.membership, withdrawal.leaves_on, Membership.EndReason.WITHDRAWAL, basis, by, at)
    _acknowledge(withdrawal, on=on, by=by, at=at)
    return entry


def _leave(membership: Membership, on: date, reason: str, basis: Basis, by: User, at: datetime) -> Membership:
    """End the membership; a member is shown as removed in the next order, which has nothing to decide about it."""
    ended = memberships.end(membership, on=on, reason=reason, basis=basis, by=by, at=at)
    if ended.kind == Membership.Kind.MEMBER:
        orders.strike(ended, reason=reason, basis=basis, by=by, at=at)
    return ended


def _acknowledge(withdrawal: Withdrawal, *, on: date, by: User, at: datetime) -> Paper:
    """Number and draw the letter of acknowledgement, and tell the organisation."""
    organisation = withdrawal.organisation
    entry = register.enter(
        RegisterEntry.Series.OUTGOING, withdrawal, index=LETTER_INDEX, on=on, at=at, by=by,
        correspondent=organisation.title, heading=str(D30.name), organisation=organisation, reply_to=withdrawal.entry,
    )  # fmt: skip
    facts = ending_letter_facts(withdrawal, leader=offices.leader(on), on=on, entry=entry)
    letter = papers.draw(
        D30, withdrawal, facts=facts, by=by, at=at, draft=False, dated_on=on, number=facts["number"],
        organisation=organisation,
    )  # fmt: skip
    papers.release([letter], by=by, at=at)
    Withdrawal.objects.filter(pk=withdrawal.pk).update(letter=letter)
    outbox.send(
        notices.EXIT_REGISTERED, withdrawal, to=access.account_holders(organisation), at=at, entry=withdrawal.entry,
        organisation=organisation, day=withdrawal.leaves_on,
    )  # fmt: skip
    return letter


@transaction.atomic
def enter_paper_exit(
    organisation: Organisation, *, stated_on: date | None, signed_on: date, reason: str, scan: StoredFile, on: date,
    by: User, at: datetime, consent_number: str = "", consent_on: date | None = None,
) -> Withdrawal:  # fmt: skip
    """Enter an exit that came signed on paper, with its scan, and register it at once (A-3.15.2, A-7.2.2)."""
    hold_drafts([organisation.pk])
    access.require(by, "register_documents", at=at)
    given = bool(consent_number.strip() and consent_on)
    if not (verdict := _may_leave(organisation, on, head=None, has_consent=given)):
        raise Refused(verdict)
    for begun in organisation.withdrawals.filter(state__in=Withdrawal.OPEN):
        if not begun.is_draft:
            raise Refused(denial("A-3.15.2", IN_PORTAL, school=organisation.title))
        advance(begun, "lapse", by=by, at=at)
    row = Withdrawal.objects.create(
        organisation=organisation, membership=_standing(organisation, on), stated_on=stated_on, reason=reason.strip(),
        scan=scan, signed_on=signed_on, begun_at=at, begun_by=by, submitted_at=at,
    )  # fmt: skip
    advance(row, "bring", by=by, at=at, organisation=organisation.pk, scan=scan.sha256)
    enter_exit(row, on=on, by=by, at=at, consent_number=consent_number, consent_on=consent_on)
    return row


@transaction.atomic
def follow_reorganisation(
    organisation: Organisation, *, event: str, successors: list[Organisation], on: date, basis: Basis, by: User,
    at: datetime,
) -> Membership | None:  # fmt: skip
    """End the membership of a reorganised or liquidated organisation on the day of the state register (A-3.15.1).

    The successors do not become members by themselves: who neither belongs nor has applied is asked to apply. An end
    that has come already stays; one that lies ahead comes sooner.
    """
    today = local_day(at)
    hold_drafts([organisation.pk])
    membership = membership_of(organisation, max(on, today))
    if membership is None or not rules.ends_membership(event=event):
        return None
    ended = _leave(membership, on, event, basis, by, at)
    told = {"at": at, "organisation": organisation, "day": ended.ends_on}
    outbox.send(notices.MEMBERSHIP_ENDED, ended, to=access.account_holders(organisation), **told)
    asked = Application.objects.exclude(state__in=Application.SETTLED)
    for successor in successors:
        if membership_of(successor, today) or asked.filter(organisation=successor).exists():
            continue
        people = list(access.account_holders(successor)) or ([successor.email] if successor.email else [])
        for person in people:
            outbox.send(notices.APPLY_ANEW, successor, to=person, successor=successor, **told)
    return ended


@transaction.atomic
def exclude(membership: Membership, *, basis: Basis, by: User, at: datetime, is_confirmed: bool = False) -> Order:
    """Put an excluded organisation into the draft order; the order's date ends its membership (A-3.14, A-3.3).

    Called when the Presidium's case is carried; `basis` is its decision. Below the minimum it asks for a second word.
    """
    if basis.kind != Basis.Kind.DECISION:
        raise Refused(denial("A-3.14", _("An exclusion stands on a decision of the Presidium.")))
    hold_drafts([membership.organisation_id])
    locked = Membership.objects.select_related("organisation").get(pk=membership.pk)
    day = local_day(at)
    if locked.kind != Membership.Kind.MEMBER or (locked.ends_on is not None and locked.ends_on <= day):
        message = _("%(school)s is not a member any more.")
        raise Refused(denial("A-3.14", message, school=locked.organisation.title))
    draft, needed = open_order(), RuleSet.on_day(day).values.get("min_members", 5)
    is_counted = draft is not None and draft.lines.filter(membership=locked, stands=True).exists()
    left = (members_after(draft, day) if draft else members_on(day).count()) - (not is_counted)
    verdict = rules.may_exclude.judge(members_left=left, is_confirmed=is_confirmed, min_members=needed)
    if not verdict:
        raise Refused(verdict)
    record("membership.exclude", locked, by=by, at=at, organisation=locked.organisation_id, basis=basis.pk)
    return orders.strike(locked, reason=Membership.EndReason.EXCLUSION, basis=basis, by=by, at=at)
