"""Circles of organisations that membership names: members, candidates, both."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from association.audiences import Audience, register
from association.models import Organisation
from membership.models import Membership


def _of(*kinds: str):
    def organisations(day: date) -> QuerySet[Organisation]:
        rows = Membership.objects.on(day).filter(kind__in=kinds)
        return Organisation.objects.filter(pk__in=rows.values("organisation"))

    return organisations


MEMBERS = register(Audience("members", _("member organisations"), _of(Membership.Kind.MEMBER)))
CANDIDATES = register(Audience("candidates", _("candidates"), _of(Membership.Kind.CANDIDATE)))
BOTH = register(
    Audience("association", _("members and candidates"), _of(Membership.Kind.MEMBER, Membership.Kind.CANDIDATE))
)
