"""The page of one organisation: four facts a caller asks for, and its history as one line."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from association.fmt import clause_number
from association.models import Address, Basis, Organisation
from association.templatetags.ui import day as in_words
from membership import rules
from membership.models import Application, ApplicationPaper, Certificate, Membership, Order

RIGHT, STEP, AHEAD = "right", "step", "ahead"


def with_facts(rows: QuerySet[Organisation], today: date) -> QuerySet[Organisation]:
    """Add the address of today and the term of the quality certificate, without a query of their own."""
    address = Address.objects.on(today).filter(organisation=OuterRef("pk")).values("text")[:1]
    quality = ApplicationPaper.objects.filter(
        application__organisation=OuterRef("pk"), kind="qms_certificate", until__isnull=False
    ).exclude(application__state="draft")
    until = quality.order_by("-until").values("until")[:1]
    return rows.select_related("district").annotate(address_now=Subquery(address), quality_until=Subquery(until))


class Dossier:
    """Everything the portal keeps on one organisation's membership, each table read once."""

    def __init__(self, organisation: Organisation, today: date, *, sees_records: bool) -> None:
        self.organisation, self.today, self.sees_records = organisation, today, sees_records
        order = Order.objects.filter(basis=OuterRef("basis"), basis__isnull=False).values("pk")[:1]
        self.memberships = list(
            organisation.memberships.select_related("basis")
            .annotate(order_pk=Subquery(order))
            .order_by("starts_on", "pk")
        )
        self.names = list(organisation.names.order_by("starts_on", "pk"))
        self.heads = list(organisation.headships.select_related("person").order_by("starts_on", "pk"))
        self.certificates = list(organisation.certificates.select_related("replaces", "replaced_by").order_by("number"))
        self.applications = list(
            organisation.applications.select_related("entry", "basis", "begun_by__person").annotate(
                files=Count("papers")
            )
        )

    @property
    def membership(self) -> Membership | None:
        """The membership or candidate status in force today."""
        return next((row for row in self.memberships if row.is_on(self.today)), None)

    @property
    def head(self):
        """Who heads the organisation today."""
        return next((row for row in self.heads if row.is_on(self.today)), None)

    @property
    def name(self):
        """The name in force today."""
        return next((row for row in self.names if row.is_on(self.today)), None)

    @property
    def certificate(self) -> Certificate | None:
        """The certificate valid today."""
        return next((row for row in self.certificates if row.status_on(self.today) == "valid"), None)

    @property
    def uncertified(self) -> Membership | None:
        """The membership of today when its certificate is still to be issued."""
        row = self.membership
        return row if row and row.kind == Membership.Kind.MEMBER and not self.certificate else None

    @property
    def open_application(self) -> Application | None:
        """The application that is on its way."""
        settled = (Application.State.REFUSED, Application.State.ENTERED)
        return next((row for row in self.applications if row.state not in settled), None)


def key_facts(dossier: Dossier) -> list[dict[str, Any]]:
    """Status, certificate of a member, quality certificate, ground."""
    return [_status(dossier), _certificate(dossier), _quality(dossier), _ground(dossier)]


def _status(dossier: Dossier) -> dict[str, Any]:
    row = dossier.membership
    label = _("Membership")
    if row is None:
        return {"label": label, "value": _("Not in the register"), "look": "none", "remark": ""}
    words, look = (_("Member"), "ok") if row.kind == Membership.Kind.MEMBER else (_("Candidate"), "run")
    return {"label": label, "value": words, "look": look, "remark": _since(row.starts_on)}


def _certificate(dossier: Dossier) -> dict[str, Any]:
    row = dossier.certificate
    if row is None:
        return {"label": _("Certificate of a member"), "value": _("none"), "remark": ""}
    return {"label": _("Certificate of a member"), "value": str(row), "remark": _since(row.issued_on)}


def _quality(dossier: Dossier) -> dict[str, Any]:
    label, until = _("QMS certificate"), dossier.organisation.quality_until
    if until is None:
        return {"label": label, "value": _("none"), "remark": ""}
    left = (until.year - dossier.today.year) * 12 + until.month - dossier.today.month
    remark = ngettext("%(count)d month left", "%(count)d months left", left) % {"count": left}
    if until < dossier.today:
        remark = _("the term is over")
    value = _("until %(day)s") % {"day": in_words(until, "short")}
    return {"label": label, "value": value, "remark": remark, "clause": "A-3.1.1"}


def _ground(dossier: Dossier) -> dict[str, Any]:
    row = dossier.membership
    if row is None:
        return {"label": _("Ground"), "value": _("none"), "remark": ""}
    number = clause_number(rules.GROUNDS[row.ground])
    return {"label": _("Ground"), "value": number, "remark": row.get_ground_display()}


def _since(day: date) -> str:
    return _("since %(day)s") % {"day": in_words(day, "ablative")}


def history(dossier: Dossier) -> list[dict[str, Any]]:
    """Everything that gave or changed a right, and the steps on the way; the newest first."""
    rows = [*_joined(dossier), *_certified(dossier), *_applied(dossier), *_renamed(dossier), *_headed(dossier)]
    rows.sort(key=lambda row: (row["date"], row["kind"] == RIGHT, row.pop("rank", 0)), reverse=True)
    return [{**row, "year": row["date"].year} for row in rows]


def _entry(
    on: date, title: str, text: str, clause: str, *, kind: str = STEP, url: str = "", rank: int = 0
) -> dict[str, Any]:
    return {"date": on, "title": title, "text": text, "clause": clause, "kind": kind, "url": url, "rank": rank}


def _joined(dossier: Dossier) -> list[dict[str, Any]]:
    rows = []
    for row in dossier.memberships:
        is_member = row.kind == Membership.Kind.MEMBER
        title = _("Member of the Association") if is_member else _("Candidate")
        text = _paper_of(row.basis, dossier, row.order_pk) if row.basis else ""
        rows.append(_entry(row.starts_on, title, text, "A-3.3" if is_member else "A-3.2.4", kind=RIGHT, rank=1))
        if row.ends_on and row.end_reason != "became_member":
            rows.append(_entry(row.ends_on, _("Left the register"), row.end_reason, "A-3.15", kind=RIGHT))
    return rows


def _paper_of(basis: Basis, dossier: Dossier, order_pk: int | None = None) -> str | SafeString:
    """Name the paper a fact stands on, with a link for those who may open it."""
    names = {
        "decision": _("Decision, minutes No. %(number)s of %(day)s"),
        "order": _("Order No. %(number)s of %(day)s"),
    }
    unnumbered = {"decision": _("Decision of %(day)s, the minutes are not signed yet")}
    pattern = names.get(basis.kind, _("Document No. %(number)s of %(day)s"))
    if not basis.number:
        pattern = unnumbered.get(basis.kind, _("Document of %(day)s"))
    text = pattern % {"number": basis.number, "day": in_words(basis.dated_on)}
    if basis.item:
        text = _("%(paper)s, item %(item)s") % {"paper": text, "item": basis.item}
    if not dossier.sees_records or not (order_pk or basis.paper_id):
        return text
    address = reverse("order", args=[order_pk]) if order_pk else reverse("paper", args=[basis.paper_id])
    return format_html('<a href="{}">{}</a>', address, text)


def _certified(dossier: Dossier) -> list[dict[str, Any]]:
    rows = []
    for row in dossier.certificates:
        title = _("Certificate of a member %(number)s") % {"number": row}
        text = _("Not handed over yet.")
        if row.handed_on:
            text = _("Handed over on %(day)s to %(name)s.") % {"day": in_words(row.handed_on), "name": row.handed_to}
        if row.replaces:
            text = _("Instead of %(number)s. %(rest)s") % {"number": row.replaces, "rest": text}
        address = row.get_absolute_url()
        rows.append(_entry(row.issued_on, title, text, "A-3.13c", kind=RIGHT, url=address, rank=2))
        if row.annulled_on:
            title = _("Certificate %(number)s annulled") % {"number": row}
            rows.append(_entry(row.annulled_on, title, row.annul_reason, "A-B.7", url=address))
    return rows


def _applied(dossier: Dossier) -> list[dict[str, Any]]:
    rows = []
    for row in dossier.applications:
        if row.submitted_at:
            number = f" {row.entry}" if row.entry else ""
            head = row.begun_by.person.surname_first if row.begun_by.person else ""
            text = ngettext(
                "Submitted by %(name)s, %(count)d file.", "Submitted by %(name)s, %(count)d files.", row.files
            )
            text %= {"name": head, "count": row.files}
            title = f"{row}{number}"
            rows.append(_entry(_local(row.submitted_at), title, text, row.clause, url=row.get_absolute_url()))
        if row.basis:
            refused = row.state == Application.State.REFUSED
            title = _("Application refused") if refused else _("Decision on admission")
            rows.append(_entry(row.basis.dated_on, title, _paper_of(row.basis, dossier), "A-3.13b", rank=1))
    return rows


def _renamed(dossier: Dossier) -> list[dict[str, Any]]:
    pairs = zip(dossier.names, dossier.names[1:], strict=False)
    return [
        _entry(new.starts_on, _("Renamed"), _("Was: %(name)s.") % {"name": old.short}, "A-3.15") for old, new in pairs
    ]


def _headed(dossier: Dossier) -> list[dict[str, Any]]:
    return [
        _entry(row.starts_on, _("New head"), f"{row.person.full_name}, {row.post}", "") for row in dossier.heads[1:]
    ]


def _local(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def details(dossier: Dossier) -> list[dict[str, Any]]:
    """The summary list beside the history."""
    organisation, head = dossier.organisation, dossier.head
    numbers = " / ".join(number for number in (organisation.inn, organisation.ogrn) if number)
    return [
        {"label": _("Full name"), "value": dossier.name.full if dossier.name else organisation.title},
        {"label": _("Address"), "value": organisation.address_now},
        {"label": _("Tax number, state number"), "value": numbers},
        {"label": _("Sector"), "value": organisation.get_sector_display()},
        {"label": _("Head"), "value": head.person.full_name if head else "", "hint": head.post if head else ""},
        {"label": _("Phone"), "value": organisation.phone},
        {
            "label": _("E-mail"),
            "value": organisation.email,
            "url": organisation.email and f"mailto:{organisation.email}",
        },
    ]
