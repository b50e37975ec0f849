"""Forms of certificates: handing over, issuing, issuing again, many at once, and the filter of their register."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association import clock
from association.search import fold_query
from association.statute import Verdict
from membership import rules
from membership.filters import day_field, named
from membership.models import Certificate
from membership.queries_certificates import certificates_on

SORTS = {"number": "number", "name": "organisation__sort_key", "issued": "issued_on"}
MOST = 2000  # members in one work


class HandoverForm(forms.Form):
    """To whom and on which day a certificate was handed (A-3.13c)."""

    handed_to = forms.CharField(label=_("Handed to"), max_length=250)
    on = day_field(_("Day"))

    def __init__(self, *args, certificate: Certificate, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.certificate = certificate
        self.fields["on"].required = True

    def clean_on(self) -> date:
        """A certificate is handed between its issue and today, while it is valid."""
        day = self.cleaned_data["on"]
        row = self.certificate
        is_valid = day < row.issued_on or row.status_on(day) == rules.VALID
        verdict = rules.may_hand_over(issued_on=row.issued_on, on=day, today=clock.today(), is_valid=is_valid)
        if not verdict:
            raise forms.ValidationError(str(verdict.sentence))
        return day


class SignersForm(forms.Form):
    """Asked only when an office is empty on the day of issue: a line of the certificate would have no name (A-B.6)."""

    acknowledged = forms.BooleanField(
        label=_("Issue with an empty line; the name is written by hand"),
        error_messages={"required": _("Confirm this, or come back when the office is filled.")},
    )

    def __init__(self, *args, signers: Verdict, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if signers:
            del self.fields["acknowledged"]


class DuplicateForm(SignersForm):
    """What happened to the certificate, and who takes the duplicate (A-B.7)."""

    reason = forms.CharField(
        label=_("What happened to the certificate"), max_length=300,
        help_text=_("From the application of the organisation: lost, stolen, spoiled."),
    )  # fmt: skip
    issued_to = forms.CharField(label=_("The duplicate is given to"), max_length=250)
    field_order = ["reason", "issued_to", "acknowledged"]


class BatchForm(SignersForm):
    """The members of one work: all that are proposed, or those ticked."""

    ALL, TICKED = "all", "ticked"

    which = forms.ChoiceField(choices=[(ALL, ALL), (TICKED, TICKED)], initial=ALL)
    members = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, proposed: Mapping[int, dict], ticked: list[str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.proposed, self.ticked = proposed, ticked

    def clean_members(self) -> list[int]:
        """Keys of memberships as the page of confirmation listed them, without those that fell away meanwhile."""
        text = self.cleaned_data["members"]
        given = [int(key) for key in text.split(",") if key.isascii() and key.isdecimal() and len(key) < 19]
        return [key for key in dict.fromkeys(given) if key in self.proposed]

    def chosen(self) -> list[int]:
        """What the first page chose, in the order of the list; the choice itself need not be confirmed yet."""
        if self.data.get("which") != self.TICKED:
            return list(self.proposed)[:MOST]
        wanted = set(self.ticked)
        return [key for key in self.proposed if str(key) in wanted]


class CertificateFilter(forms.Form):
    """What is looked for in the register of certificates; every field may stay empty."""

    STATES = (
        ("", _("Any")),
        (rules.VALID, pgettext_lazy("certificate", "valid")),
        (rules.REPLACED, pgettext_lazy("certificate", "replaced")),
        (rules.ANNULLED, pgettext_lazy("certificate", "annulled")),
    )
    q = forms.CharField(
        label=_("Number or organisation"), required=False, max_length=120, widget=forms.TextInput({"type": "search"})
    )
    state = forms.ChoiceField(label=_("Status"), required=False, choices=STATES)
    year = forms.IntegerField(label=_("Year of issue"), required=False, min_value=1990, max_value=2100)
    on = day_field(_("As of"))


def chosen_certificates(query: Mapping, *, today: date) -> tuple[CertificateFilter, date, object]:
    """Read the address: the form, the day, and the certificates it leaves; what is not understood is left out."""
    data = query.copy()
    data.setdefault("on", today.isoformat())
    form = CertificateFilter(data)
    form.full_clean()
    asked = form.cleaned_data
    day = asked.get("on") or today
    rows = certificates_on(day).filter(_state(asked.get("state", ""), day), _words(asked.get("q", "")))
    if asked.get("year"):
        rows = rows.filter(issued_on__year=asked["year"])
    sort = data.get("sort", "")
    key = SORTS.get(sort.removeprefix("-"))
    if key is None:
        return form, day, rows
    return form, day, rows.order_by(f"-{key}" if sort.startswith("-") else key, "-number")


def _state(state: str, day: date) -> Q:
    ended = Q(annulled_on__lte=day)
    return {
        rules.VALID: ~ended | Q(annulled_on=None),
        rules.REPLACED: ended & Q(replaced_by__isnull=False),
        rules.ANNULLED: ended & Q(replaced_by=None),
    }.get(state, Q())


def _words(text: str) -> Q:
    text = text.strip()
    if number := re.fullmatch(r"№?\s*0*(\d{1,9})", text):
        return Q(number=int(number[1])) | _named(text)
    return _named(text) if text else Q()


def _named(text: str) -> Q:
    wanted = Q(pk__in=[])
    for folded in fold_query(text):
        wanted |= named("organisation__name_search", folded)
    return wanted
