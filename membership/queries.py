"""Reads of membership, all as of a day."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_noop as _

from association import access
from association.models import Association, Headship, Organisation, Reorganisation, RuleSet, User
from association.statute import Verdict, denial
from membership import rules
from membership.models import (
    Application,
    Certificate,
    DecisionLetter,
    Membership,
    Order,
    OrderLine,
    Remark,
    Withdrawal,
)
from membership.queries_experts import is_certified_on


def members_on(day: date) -> QuerySet[Membership]:
    """Memberships of member organisations in force on a day."""
    return Membership.objects.on(day).filter(kind=Membership.Kind.MEMBER)


def membership_of(organisation: Organisation, day: date) -> Membership | None:
    """The membership or candidate status of one organisation on a day."""
    return organisation.memberships.on(day).first()


def left_by(day: date) -> QuerySet[Membership]:
    """The last membership of every organisation that had left the register by a day (A-3.14, A-3.15)."""
    begun = Membership.objects.filter(organisation=OuterRef("organisation"), starts_on__lte=day)
    later = Q(ends_on__isnull=True) | Q(ends_on__gt=OuterRef("ends_on"))
    later |= Q(ends_on=OuterRef("ends_on"), pk__gt=OuterRef("pk"))
    ended = Membership.objects.filter(ends_on__lte=day, ends_on__gt=F("starts_on"))
    ended = ended.exclude(end_reason=rules.ORDER_VOIDED)
    return ended.filter(~Exists(begun.filter(later).exclude(ends_on=F("starts_on"))))


def certificates_ending(membership: Membership, on: date) -> QuerySet[Certificate]:
    """The certificates that an end on a day annuls: valid ones, and those whose annulment was to come later (A-B.7)."""
    later = Q(annulled_on=None) | Q(annulled_on__gt=on)
    return membership.certificates.filter(later).order_by("number")


def last_membership(organisation: int, day: date) -> Membership | None:
    """The membership of an organisation in force on a day, or else the last one that had ended by then."""
    rows = Membership.objects.filter(organisation=organisation, starts_on__lte=day).exclude(ends_on=F("starts_on"))
    rows = rows.exclude(end_reason=rules.ORDER_VOIDED).select_related("organisation", "organisation__district")
    return rows.order_by("-starts_on", "-pk").first()


def register_rows(day: date, *, heads: bool = True, left: bool = False) -> QuerySet[Membership]:
    """Rows of the register of members and candidates as of a day, each with head and certificate, in one query.

    With `left` the rows are of those who had left by that day.
    """
    certificate = Certificate.objects.filter(organisation=OuterRef("organisation"), issued_on__lte=day).exclude(
        annulled_on__lte=day
    )
    number = Subquery(certificate.order_by("-number").values("number")[:1])
    rows = (
        (left_by(day) if left else Membership.objects.on(day))
        .select_related("organisation", "organisation__district", "basis")
        .annotate(certificate_number=number)
        .order_by("organisation__sort_key", "pk")
    )
    if not heads:
        return rows
    head = Headship.objects.on(day).filter(organisation=OuterRef("organisation"))
    return rows.annotate(
        head_surname=Subquery(head.values("person__surname")[:1]),
        head_given=Subquery(head.values("person__given")[:1]),
        head_patronymic=Subquery(head.values("person__patronymic")[:1]),
    )


def open_order() -> Order | None:
    """The draft order that granted applications wait in, if there is one."""
    return Order.objects.filter(state=Order.State.DRAFT).order_by("pk").first()


def without_effect(day: date) -> QuerySet[Application]:
    """Applications on their way whose organisation has ceased by a day, or has left since they were begun (A-3.15)."""
    gone = Reorganisation.objects.ceasing(day).filter(organisation=OuterRef("organisation"))
    left = Withdrawal.objects.filter(
        organisation=OuterRef("organisation"), state=Withdrawal.State.REGISTERED, leaves_on__lte=day,
        entry__registered_at__gt=OuterRef("begun_at"),
    )  # fmt: skip
    waiting = Application.objects.filter(state__in=[Application.State.REGISTERED, Application.State.GRANTED])
    return waiting.annotate(has_ceased=Exists(gone)).filter(Q(has_ceased=True) | Exists(left))


def left_meanwhile(application: Application) -> Withdrawal | None:
    """The exit that was registered after an application was begun: a candidate that leaves does not join (A-5.6.7)."""
    rows = Withdrawal.objects.filter(organisation=application.organisation_id, state=Withdrawal.State.REGISTERED)
    return rows.filter(entry__registered_at__gt=application.begun_at).select_related("entry").first()


def waiting_for_meeting() -> QuerySet[Application]:
    """Registered applications that no agenda lists yet."""
    return Application.objects.filter(state=Application.State.REGISTERED).select_related("organisation")


def size_on(day: date) -> Verdict:
    """Compare the number of members on a day with the least the statute asks for (A-3.12)."""
    values = RuleSet.on_day(day).values
    return rules.is_minimum_kept.judge(members=members_on(day).count(), min_members=values.get("min_members", 5))


def awaiting_release() -> QuerySet[DecisionLetter]:
    """Letters on decisions whose minutes are signed and that have not gone out."""
    return (
        DecisionLetter.objects.filter(released_at=None)
        .exclude(basis__number="")
        .exclude(application__state=Application.State.LAPSED)
        .select_related("application__organisation", "basis", "application__entry")
        .order_by("pk")
    )


def remarks_waiting(application: Application) -> QuerySet[Remark]:
    """Remarks that were written and go out with the next return."""
    return application.remarks.filter(sent_at=None, withdrawn_at=None)


def remarks_open(application: Application) -> QuerySet[Remark]:
    """Remarks the applicant has before them."""
    return application.remarks.filter(sent_at__isnull=False, settled_at=None)


def remark_thread(application: Application, *, unsent: bool) -> QuerySet[Remark]:
    """All remarks with their answers, oldest first; those not sent only for who writes them."""
    rows = application.remarks.filter(withdrawn_at=None)
    return (
        (rows if unsent else rows.filter(sent_at__isnull=False))
        .select_related("made_by__person", "settled_by__person", "submission", "basis")
        .prefetch_related("answers__made_by__person")
    )


def eligibility(application: Application, day: date) -> Verdict:
    """Whether an applicant is of the kind and the place that the statute speaks of; a warning only (A-1.2b)."""
    organisation = application.organisation
    home = Association.current().country
    place = organisation.district if organisation.district_id else None
    shown = application.papers.filter(kind="qms_certificate", until__gte=day)
    return rules.is_eligible(
        is_educational=organisation.type not in ("", Organisation.Type.OTHER),
        in_region=organisation.country == home and place is not None and place.country == home,
        has_certificate=is_certified_on(organisation, day) or shown.exists(),
        require_certificate=RuleSet.on_day(day).values.get("require_certificate", False),
    )


def local_day(at: datetime) -> date:
    """The calendar day of a moment where the association is."""
    return at.astimezone(ZoneInfo(Association.current().time_zone)).date()


def members_after(order: Order, day: date) -> int:
    """How many member organisations there are on a day when an order has done all it holds (A-3.12)."""
    lines = order.lines.filter(stands=True)
    staying = members_on(day).exclude(pk__in=lines.filter(kind="remove").values("membership"))
    return staying.count() + lines.filter(kind="include").count()


def size_after(order: Order, day: date) -> Verdict:
    """Compare what an order would leave on a day with the least the statute asks for (A-3.12)."""
    needed = RuleSet.on_day(day).values.get("min_members", 5)
    return rules.is_minimum_kept.judge(members=members_after(order, day), min_members=needed)


def successors_to_invite(day: date) -> QuerySet[Organisation]:
    """Organisations that came after a reorganised member and have neither joined nor applied (A-3.15.1)."""
    ended = Membership.objects.filter(end_reason=Membership.EndReason.REORGANISATION)
    heirs = Organisation.objects.filter(successions__reorganisation__organisation__in=ended.values("organisation"))
    belongs = Membership.objects.on(day).filter(organisation=OuterRef("pk"))
    asked = Application.objects.filter(organisation=OuterRef("pk"))
    return heirs.exclude(Exists(belongs)).exclude(Exists(asked)).distinct()


def minimum_on(day: date) -> tuple[Verdict, date | None]:
    """The size on a day and, when it is kept, the first day ahead on which recorded ends break it (A-3.12)."""
    verdict = size_on(day)
    if not verdict:
        return verdict, day
    ahead = members_on(day).filter(ends_on__isnull=False).order_by("ends_on")
    left = members_on(day).count()
    for ends_on in ahead.values_list("ends_on", flat=True):
        left -= 1
        if left < verdict.needed:
            return rules.is_minimum_kept.judge(members=left, min_members=verdict.needed), ends_on
    return verdict, None


def last_entered() -> Order | None:
    """The order that stands last: the draft shows what has changed since."""
    return Order.objects.filter(state=Order.State.ENTERED).order_by("dated_on", "pk").last()


def lines_waiting() -> QuerySet[OrderLine]:
    """Lines that were taken out of a draft and wait for another order."""
    return OrderLine.objects.filter(order=None, stands=True).select_related(
        "application__organisation", "application__basis", "membership__organisation", "basis"
    )


def withdrawals_seen_by(user: User) -> QuerySet[Withdrawal]:
    """Applications to leave: handed-in ones for those who read records, all of the own organisation."""
    handed_in = Withdrawal.objects.exclude(state=Withdrawal.State.DRAFT).exclude(entry=None, submitted_at=None)
    every = access.visible(user, "view_records", handed_in)
    own = access.visible(user, "leave_association", Withdrawal.objects.all())
    found = Q(pk__in=every.values("pk")) | Q(pk__in=own.values("pk"))
    return Withdrawal.objects.filter(found).select_related(
        "organisation", "membership", "paper__file", "paper__job", "scan", "entry", "letter__file", "letter__job"
    )


def ended_memberships() -> QuerySet[Membership]:
    """Memberships with an end, also one ahead, the latest first; those of voided orders and admissions left out."""
    rows = Membership.objects.filter(ends_on__gt=F("starts_on")).exclude(end_reason=rules.BECAME_MEMBER)
    undone = Order.objects.filter(state=Order.State.VOID, basis__isnull=False).values("basis")
    rows = rows.exclude(end_reason=rules.EXCLUSION, end_basis__in=undone)
    return rows.select_related("organisation", "end_basis").order_by("-ends_on", "-pk")


def obstacle_to_voiding(order: Order) -> Verdict | None:
    """What stands on an entered order that a voiding would not undo, as a denial; None when nothing does (A-3.3)."""
    included = order.lines.filter(kind="include")
    ended = included.filter(membership__ends_on__isnull=False).select_related("application__organisation")
    if left := [line.organisation.title for line in ended]:
        message = _("The membership that the order began has ended since: %(schools)s. The order stays as it is.")
        return denial("A-3.3", message, schools=tuple(left))
    others = Application.objects.filter(organisation__in=included.values("application__organisation"))
    others = others.exclude(state__in=Application.SETTLED).exclude(order_lines__order=order)
    others = others.select_related("organisation")
    if schools := [row.organisation.title for row in others]:
        message = _("A further application is under way: %(schools)s. It has to be settled first.")
        return denial("A-3.3", message, schools=tuple(schools))
    excluded = OrderLine.objects.filter(
        membership__in=included.values("membership"), kind=OrderLine.Kind.REMOVE, stands=True
    )
    if schools := [line.organisation.title for line in excluded.select_related("membership__organisation")]:
        message = _("Another order is to remove what this one began: %(schools)s. The order stays as it is.")
        return denial("A-3.3", message, schools=tuple(schools))
    return None


def may_join(organisation: Organisation, *, ground: str, on: date) -> Verdict:
    """Judge whether an organisation may join on a ground: one that exists and does not belong yet (A-3.15.1, A-3.3)."""
    if gone := organisation.reorganisations.ceasing(on).first():
        message = _("%(school)s ceased to exist on %(day)s and does not join any more.")
        return denial("A-3.15.1", message, school=organisation.title, day=gone.on)
    kinds = set(organisation.memberships.on(on).values_list("kind", flat=True))
    is_candidate, is_member = Membership.Kind.CANDIDATE in kinds, Membership.Kind.MEMBER in kinds
    return rules.may_use_ground.judge(ground=ground, is_candidate=is_candidate, is_member=is_member)
