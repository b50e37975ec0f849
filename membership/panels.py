"""Duties, navigation and panels that membership puts on the desk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from association import access, clock, desk
from association.models import User
from membership import panels_public  # noqa: F401  # registers the entries of the registers
from membership.models import Application, Membership, Order
from membership.queries import awaiting_release, size_on

desk.entry(desk.Entry("association", gettext_lazy("Applications"), "applications", "file", "view_records", 40,
                      lambda _user: Application.objects.filter(state="submitted").count(), True,
                      also=("application",)))  # fmt: skip
desk.entry(desk.Entry("association", gettext_lazy("Orders"), "orders", "edit", "enter_order", 50, also=("order",)))
desk.entry(desk.Entry("association", gettext_lazy("Release of papers"), "releases", "upload", "release_papers", 55,
                      lambda _user: awaiting_release().count(), True))  # fmt: skip
desk.entry(desk.Entry("association", gettext_lazy("Invitations"), "invitations", "mail", "invite_people", 70,
                      also=("invitation_new",)))  # fmt: skip
desk.entry(desk.Entry("", gettext_lazy("Application"), "applications", "file", "edit_application", 5,
                      also=("application",)))  # fmt: skip


@desk.duties
def secretary_duties(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Applications to register, papers to check, letters to release, orders to enter, certificates to issue."""
    if not access.can(user, "register_documents"):
        return
    for row in Application.objects.filter(state="submitted").select_related("organisation"):
        yield desk.Duty(
            _("Register the application of %(school)s") % {"school": row.organisation},
            _("It is registered on the day it came."), row.get_absolute_url(), _("Register"), "A-7.2.2",
            row.submitted_at.date(),
        )  # fmt: skip
    unlisted = Application.objects.filter(state="registered").annotate(n=Count("papers")).select_related("organisation")
    for row in unlisted:
        yield desk.Duty(
            _("Put the application of %(school)s before the Presidium") % {"school": row.organisation},
            _("Check its papers and put it on the agenda of a meeting."), row.get_absolute_url(), _("Consider"),
            "A-4.3a",
        )  # fmt: skip
    if (waiting := awaiting_release().count()) > 0:
        text = ngettext("%(n)s letter waits for release.", "%(n)s letters wait for release.", waiting) % {"n": waiting}
        yield desk.Duty(_("Release the letters"), text, reverse("releases"), _("Release"), "A-4.4e")
    uncertified = Membership.objects.open().filter(kind="member", certificates=None).select_related("organisation")
    for membership in uncertified:
        yield desk.Duty(
            _("Issue the certificate of %(school)s") % {"school": membership.organisation},
            _("The organisation is a member and has no certificate yet."), reverse("certificates"), _("Issue"),
            "A-3.13c",
        )  # fmt: skip


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
        open_rows = [row for row in organisation.applications.all() if row.state not in ("entered", "refused")]
        if not open_rows and not organisation.memberships.open().exists():
            yield desk.Duty(
                _("Apply to join the Association"), str(organisation), reverse("application_new"), _("Begin"), "A-3.13b"
            )
        for row in open_rows:
            if row.is_draft:
                text = row.return_remark or _("The draft is kept; go on where you stopped.")
                yield desk.Duty(_("Finish the application"), text, row.get_absolute_url(), _("Go on"), "A-3.13b")


@desk.aside("view_records", "membership/aside_size.html")
def size(user: User, at: datetime) -> dict:
    """Members and candidates today, against the least the statute asks for."""
    today = clock.today()
    rows = Membership.objects.on(today)
    return {
        "members": rows.filter(kind="member").count(),
        "candidates": rows.filter(kind="candidate").count(),
        "verdict": size_on(today),
    }
