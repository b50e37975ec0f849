"""Duties, navigation and panels that membership puts on the desk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from association import access, desk, happenings
from association.filters import Standing, standing
from association.fmt import date_text
from association.models import Organisation, User
from membership import (  # noqa: F401  # they register their own entries
    panels_certificates,
    panels_endings,
    panels_experts,
    panels_public,
)
from membership.models import Application, Membership, Order
from membership.queries import (
    awaiting_release,
    certificates_ending,
    local_day,
    membership_of,
    remarks_open,
    without_effect,
)

desk.entry(desk.Entry("association", gettext_lazy("Applications"), "applications", "file", "view_records", 40,
                      lambda _user: Application.objects.filter(state="submitted"), True,
                      also=("application", "application_remarks", "submission")))  # fmt: skip
desk.entry(desk.Entry("association", gettext_lazy("Orders"), "orders", "edit", "enter_order", 50, also=("order",)))
desk.entry(desk.Entry("association", gettext_lazy("Release of papers"), "releases", "upload", "release_papers", 55,
                      lambda _user: awaiting_release(), True, also=("letter",)))  # fmt: skip
desk.entry(desk.Entry("association", gettext_lazy("Invitations"), "invitations", "mail", "invite_people", 70,
                      also=("invitation_new",)))  # fmt: skip
desk.entry(desk.Entry("", gettext_lazy("Application"), "applications", "file", "edit_application", 5,
                      also=("application", "application_remarks", "submission")))  # fmt: skip


standing(Standing("member", pgettext_lazy("membership", "member"), "ok",
                  lambda day: Membership.objects.on(day).filter(kind=Membership.Kind.MEMBER)))  # fmt: skip
standing(Standing("candidate", pgettext_lazy("membership", "candidate"), "run",
                  lambda day: Membership.objects.on(day).filter(kind=Membership.Kind.CANDIDATE)))  # fmt: skip


@happenings.foretells("organisation.reorganised")
def what_ends(*, organisation: Organisation, on: date) -> Iterable[happenings.Consequence]:
    """Membership and certificate end with the organisation."""
    row = membership_of(organisation, on)
    if row is None:
        return
    day = date_text(on, get_language() or "ru")
    words = _("Membership ends on %(day)s.") if row.kind == "member" else _("The status of candidate ends on %(day)s.")
    yield happenings.Consequence(words % {"day": day}, "A-3.15.1")
    for certificate in certificates_ending(row, on):
        text = _("The certificate of a member %(number)s is annulled.") % {"number": certificate}
        yield happenings.Consequence(text, "A-B.7")


@desk.duties
def secretary_duties(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Applications to register, papers to check, letters to release, orders to enter."""
    if not access.can(user, "register_documents"):
        return
    for row in Application.objects.filter(state="submitted").select_related("organisation"):
        yield desk.Duty(
            _("Register the application of %(school)s") % {"school": row.organisation},
            _("It is registered on the day it came."), row.get_absolute_url(), _("Register"), "A-7.2.2",
            row.submitted_at.date(),
        )  # fmt: skip
    unlisted = Application.objects.filter(state="registered").exclude(pk__in=without_effect(local_day(at)).values("pk"))
    unlisted = unlisted.annotate(n=Count("papers")).select_related("organisation")
    for row in unlisted:
        yield desk.Duty(
            _("Put the application of %(school)s before the Presidium") % {"school": row.organisation},
            _("Check its papers and put it on the agenda of a meeting."), row.get_absolute_url(), _("Consider"),
            "A-4.3a",
        )  # fmt: skip
    if (waiting := awaiting_release().count()) > 0:
        text = ngettext("%(n)s letter waits for release.", "%(n)s letters wait for release.", waiting) % {"n": waiting}
        yield desk.Duty(_("Release the letters"), text, reverse("releases"), _("Release"), "A-4.4e")


@desk.duties
def order_duties(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Draft orders that await their number and date."""
    if access.can(user, "enter_order"):
        for order in Order.objects.filter(state=Order.State.DRAFT):
            yield desk.Duty(
                _("Enter the order on the composition"),
                _("Memberships begin on the date of the order."), order.get_absolute_url(), _("Open"), "A-3.3",
            )  # fmt: skip


@desk.duties
def director_duties(user: User, at: datetime) -> Iterable[desk.Duty]:
    """The own application: to begin, to finish."""
    if access.can(user, "view_records"):
        return
    for organisation in access.organisations(user, "edit_application"):
        open_rows = [row for row in organisation.applications.all() if row.state not in Application.SETTLED]
        if not open_rows and not organisation.memberships.open().exists():
            yield desk.Duty(
                _("Apply to join the Association"), str(organisation), reverse("application_new"), _("Begin"), "A-3.13b"
            )
        for row in open_rows:
            if row.is_draft:
                remark = remarks_open(row).first()
                text = remark.text if remark else _("The draft is kept; go on where you stopped.")
                yield desk.Duty(_("Finish the application"), text, row.get_absolute_url(), _("Go on"), "A-3.13b")


@desk.aside(("view_records", "view_registers"), "membership/aside_size.html")
def size(user: User, at: datetime) -> dict:
    """Members and candidates today, against the least the statute asks for."""
    return panels_endings.composition()
