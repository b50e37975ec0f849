"""Verbs on the authority's orders: what the draft holds, the signed order, and an order that was wrong."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access
from association.actions import papers
from association.actions.organisations import add_basis
from association.journal import record
from association.models import Association, Basis, Paper, RuleSet, StoredFile, User
from association.statute import Refused, denial
from association.workflow import advance
from membership import rules
from membership.actions import memberships
from membership.actions.holding import hold_drafts, hold_order
from membership.models import Application, Membership, Order, OrderLine
from membership.papers import D06, order_facts
from membership.queries import local_day, members_after, obstacle_to_voiding

INCLUDE, REMOVE = OrderLine.Kind.INCLUDE, OrderLine.Kind.REMOVE


def _open_draft(by: User, at: datetime) -> Order:
    """Lock the open draft; of two that find none at the same moment the second one waits and finds the first's."""
    drafts = Order.objects.select_for_update().filter(state=Order.State.DRAFT).order_by("pk")
    if found := drafts.first():
        return found
    Association.objects.select_for_update().get()
    return drafts.all().first() or Order.objects.create(drafted_at=at, drafted_by=by)


@transaction.atomic
def include(application: Application, *, by: User, at: datetime) -> Order:
    """Put a granted application into the draft order that is open, or into a new one."""
    order = _open_draft(by, at)
    OrderLine.objects.create(order=order, kind=INCLUDE, application=application)
    record("order.include", order, by=by, at=at, application=application.pk)
    return order


@transaction.atomic
def release(application: Application, *, by: User, at: datetime) -> None:
    """Take the line of an application that has no effect any more out of the draft for good (A-3.15.1, A-5.6.7)."""
    for line in application.order_lines.filter(stands=True):
        order = line.order
        OrderLine.objects.filter(pk=line.pk).update(order=None, stands=False)
        record("order.release", order or line, by=by, at=at, line=line.pk, application=application.pk)
        if order:
            draft_order(order, on=local_day(at), by=by, at=at)


@transaction.atomic
def strike(membership: Membership, *, reason: str, basis: Basis, by: User, at: datetime) -> Order | None:
    """Put a removal into the draft order: a membership that has ended, or one that the order itself ends (A-3.3).

    A removal that stands already is told anew: what ends a membership by itself is held up by no order (A-5.6.7). An
    exclusion that waits stays, though, before an exit whose day lies ahead: the earlier of the two ends counts.
    """
    standing = OrderLine.objects.filter(membership=membership, kind=REMOVE, stands=True).first()
    is_exclusion = reason == Membership.EndReason.EXCLUSION
    if standing and is_exclusion and (standing.is_exclusion or not _is_open(standing)):
        message = _("%(school)s stands in an order for removal already.")
        raise Refused(denial("A-3.3", message, school=membership.organisation.title))
    ends_on = membership.ends_on
    if standing and standing.is_exclusion and _is_open(standing) and ends_on and ends_on > local_day(at):
        record("order.keep_exclusion", standing, by=by, at=at, membership=membership.pk, other=reason, on=ends_on)
        return standing.order
    if standing:
        return _strike_anew(standing, reason=reason, basis=basis, by=by, at=at)
    order = _open_draft(by, at)
    OrderLine.objects.create(order=order, kind=REMOVE, membership=membership, reason=reason, basis=basis)
    record("order.strike", order, by=by, at=at, membership=membership.pk, reason=reason)
    draft_order(order, on=local_day(at), by=by, at=at)
    return order


def _strike_anew(line: OrderLine, *, reason: str, basis: Basis, by: User, at: datetime) -> Order | None:
    """Give a removal that stands another reason; one that an entered order told stays as it was signed."""
    locked = _locked(line)
    if not _is_open(locked):
        return locked.order
    OrderLine.objects.filter(pk=locked.pk).update(reason=reason, basis=basis)
    order = locked.order
    record("order.strike", order or locked, by=by, at=at, membership=locked.membership_id, reason=reason)
    if order:
        draft_order(order, on=local_day(at), by=by, at=at)
    return order


def _locked(line: OrderLine) -> OrderLine:
    """Lock the order first, as the verb that enters it does; the line is read after it."""
    on = OrderLine.objects.values_list("order", flat=True).get(pk=line.pk)
    order = Order.objects.select_for_update(of=("self",)).filter(pk=on).first()
    locked = OrderLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    if locked.order_id != on:
        raise Refused(denial("A-3.3", _("The line was moved to another order in the meantime.")))
    locked.order = order
    return locked


def _is_open(line: OrderLine) -> bool:
    return line.stands and (line.order is None or line.order.state == Order.State.DRAFT)


def _movable(line: OrderLine, by: User, at: datetime) -> OrderLine:
    access.require(by, "register_documents", at=at)
    hold_drafts([])
    locked = _locked(line)
    if not _is_open(locked):
        raise Refused(denial("A-3.3", _("The order is entered; its lines do not change any more.")))
    return locked


@transaction.atomic
def take_out(line: OrderLine, *, by: User, at: datetime) -> None:
    """Take a line out of the draft; it waits for the next order (A-3.3)."""
    locked = _movable(line, by, at)
    order = locked.order
    if order is None:
        return
    OrderLine.objects.filter(pk=locked.pk).update(order=None)
    record("order.take_out", order, by=by, at=at, line=locked.pk)
    draft_order(order, on=local_day(at), by=by, at=at)


@transaction.atomic
def put_back(line: OrderLine, *, by: User, at: datetime) -> Order:
    """Put a waiting line into the draft order that is open, or into a new one."""
    locked = _movable(line, by, at)
    order = _open_draft(by, at)
    OrderLine.objects.filter(pk=locked.pk).update(order=order)
    record("order.put_back", order, by=by, at=at, line=locked.pk)
    draft_order(order, on=local_day(at), by=by, at=at)
    return order


@transaction.atomic
def redraw(order: Order, *, by: User, at: datetime) -> Paper:
    """Draw the draft anew from the records of today: heads, names and the composition may have changed (A-3.3)."""
    access.require(by, "register_documents", at=at)
    locked = Order.objects.select_for_update(of=("self",)).get(pk=order.pk)
    if locked.state != Order.State.DRAFT:
        raise Refused(denial("A-3.3", _("The order is entered; its lines do not change any more.")))
    return draft_order(locked, on=local_day(at), by=by, at=at)


def protocols_of(order: Order) -> list[dict[str, str]]:
    """List the minutes an order stands on; the number is empty until they are signed."""
    bases = [line.decision for line in order.lines.select_related("application__basis", "basis")]
    cited = {basis for basis in bases if basis and basis.kind == Basis.Kind.DECISION}
    rows = sorted((basis.dated_on.isoformat(), basis.number) for basis in cited)
    return [{"number": number or "___", "date": day} for day, number in dict.fromkeys(rows)]


@transaction.atomic
def draft_order(order: Order, *, on: date, by: User, at: datetime) -> Paper:
    """Draw the draft of the order; it is finished as soon as all minutes it cites are signed (A-3.3, A-4.10b)."""
    _follow_ends(order, on=on, by=by, at=at)
    protocols = protocols_of(order)
    waits = any(row["number"] == "___" for row in protocols) or not order.lines.exists()
    facts = order_facts(order, protocols=protocols, on=on)
    paper = papers.draw(D06, order, facts=facts, by=by, at=at, draft=waits)
    if not paper.is_draft:
        papers.release([paper], by=by, at=at)
    Order.objects.filter(pk=order.pk).update(paper=paper)
    order.paper = paper
    return paper


def _follow_ends(order: Order, *, on: date, by: User, at: datetime) -> None:
    """Tell a waiting exclusion anew as the exit that came before it: of two ends the earlier one counts (A-3.14)."""
    reason = Membership.EndReason.EXCLUSION
    lines = order.lines.filter(kind=REMOVE, reason=reason, membership__ends_on__lte=on)
    for line in lines.exclude(membership__end_reason=reason).select_related("membership__end_basis"):
        was = line.membership
        OrderLine.objects.filter(pk=line.pk).update(reason=was.end_reason, basis=was.end_basis)
        record("order.strike", order, by=by, at=at, membership=was.pk, reason=was.end_reason)


def _is_first(line: OrderLine, on: date) -> bool:
    return bool(rules.is_first_end.judge(reason=line.reason, on=on, planned=line.membership.ends_on))


def _check(order: Order, number: str, dated_on: date, is_confirmed: bool, at: datetime) -> None:
    lines = list(order.lines.select_related("application__basis", "basis", "membership"))
    if not lines:
        raise Refused(denial("A-3.3", _("The draft is empty: no organisation is included or removed by it.")))
    again = Order.objects.filter(state=Order.State.ENTERED, number=number, dated_on=dated_on).exclude(pk=order.pk)
    if again.exists():
        raise Refused(denial("A-3.3", _("An order of this number and date is entered already.")))
    days = tuple(line.decision.dated_on for line in lines if line.decision)
    verdicts = [rules.may_date_order.judge(dated_on=dated_on, today=local_day(at), papers_on=days)]
    if any(line.is_exclusion for line in lines):
        needed = RuleSet.on_day(dated_on).values.get("min_members", 5)
        left = members_after(order, dated_on)
        verdicts.append(rules.may_exclude.judge(members_left=left, is_confirmed=is_confirmed, min_members=needed))
    if failed := [verdict for verdict in verdicts if not verdict]:
        raise Refused(*failed)


@transaction.atomic
def enter_order(
    order: Order, *, number: str, dated_on: date, scan: StoredFile | None, by: User, at: datetime,
    is_confirmed: bool = False,
) -> list[Membership]:  # fmt: skip
    """Enter number and date of the signed order: memberships begin and exclusions take effect on its date (A-3.3).

    `is_confirmed` is the second word that an exclusion below the minimum asks for (A-3.12).
    """
    number = number.strip()
    hold_order(order)
    check = [lambda locked: _check(locked, number, dated_on, is_confirmed, at)]
    advance(order, "enter", by=by, at=at, checks=check, number=number, dated_on=dated_on)
    authority = Association.current().authority
    basis = add_basis(
        kind=Basis.Kind.ORDER, body=authority.name_on(dated_on).name if authority else "", number=number,
        dated_on=dated_on, by=by, at=at,
    )  # fmt: skip
    Order.objects.filter(pk=order.pk).update(number=number, dated_on=dated_on, scan=scan, basis=basis)
    order.number, order.dated_on, order.basis = number, dated_on, basis
    begun = []
    _follow_ends(order, on=dated_on, by=by, at=at)
    for line in order.lines.select_related("application__organisation", "application__basis", "membership"):
        if line.application:
            begun.append(_admit(line, dated_on, basis, by, at))
        elif line.is_exclusion and _is_first(line, dated_on):
            ended = memberships.end(line.membership, on=dated_on, reason=line.reason, basis=basis, by=by, at=at)
            OrderLine.objects.filter(pk=line.pk).update(membership=ended)
    return begun


def _admit(line: OrderLine, dated_on: date, basis: Basis, by: User, at: datetime) -> Membership:
    application = line.application
    values = RuleSet.on_day(dated_on).values
    starts_on = rules.member_from(
        decided_on=application.basis.dated_on if application.basis else None, ordered_on=dated_on,
        membership_effective=values.get("membership_effective", rules.ORDER),
    )  # fmt: skip
    membership = memberships.open_membership(application, on=starts_on, basis=basis, by=by, at=at)
    OrderLine.objects.filter(pk=line.pk).update(membership=membership)
    advance(application, "enter", by=by, at=at)
    return membership


def _may_void(order: Order) -> None:
    if (verdict := obstacle_to_voiding(order)) is not None:
        raise Refused(verdict)


@transaction.atomic
def void(order: Order, *, reason: str, on: date, by: User, at: datetime) -> Order | None:
    """Void an order with its reason; what it did is undone, and its lines stand in the draft, which is returned.

    The draft is the open one, if there is one: there are never two.
    Nothing is erased: memberships it began are closed at their own start, those it ended go on as new rows (A-3.3).
    """
    hold_order(order)
    was_entered = Order.objects.values_list("state", flat=True).get(pk=order.pk) == Order.State.ENTERED
    advance(order, "void", by=by, at=at, checks=[_may_void] if was_entered else [], reason=reason)
    Order.objects.filter(pk=order.pk).update(voided_at=at, voided_by=by, void_reason=reason[:300])
    lines = list(order.lines.filter(stands=True).select_related("application", "membership"))
    restored = {line.pk: _undo(order, line, reason, by, at) for line in lines} if was_entered else {}
    undone = [line.membership for line in lines if was_entered and line.application]
    if undone:
        memberships.warn_of_size(undone[0], day=on, by=by, at=at)
    OrderLine.objects.filter(pk__in=[line.pk for line in lines]).update(stands=False)
    if not lines:
        return None
    fresh = _open_draft(by, at)
    Order.objects.filter(pk=order.pk).update(replaced_by=fresh)
    for line in lines:
        OrderLine.objects.create(
            order=fresh, kind=line.kind, application=line.application, reason=line.reason, basis=line.basis,
            membership=restored.get(line.pk) or (line.membership if line.kind == REMOVE else None),
        )  # fmt: skip
    record("order.replace", fresh, by=by, at=at, voided=order.pk)
    draft_order(fresh, on=on, by=by, at=at)
    return fresh


def _undo(order: Order, line: OrderLine, reason: str, by: User, at: datetime) -> Membership | None:
    """Undo what one line of an entered order did; returns the membership that goes on, if there is one."""
    if line.application is None:
        ended_by_order = line.is_exclusion and line.membership.end_basis_id == order.basis_id
        if not ended_by_order:
            return None
        return memberships.restore(line.membership, basis=order.basis, by=by, at=at)
    memberships.annul(line.membership, reason=reason, basis=order.basis, by=by, at=at)
    before = Membership.objects.filter(
        organisation=line.application.organisation_id, end_basis=order.basis_id,
        end_reason=Membership.EndReason.BECAME_MEMBER,
    )  # fmt: skip
    for candidate in before:
        memberships.restore(candidate, basis=order.basis, by=by, at=at)
    advance(line.application, "revert", by=by, at=at)
    return None
