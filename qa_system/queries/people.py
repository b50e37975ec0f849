"""The people an organisation can name: those who work in its system, its head, its accounts."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from association.models import Person
from qa_system.models import BodyMember, CommissionMember, Indicator, QaRole, QaSystem


def people_of(system: QaSystem) -> QuerySet[Person]:
    """Everybody known to one organisation; nobody of another one is offered."""
    known = (
        Q(headships__organisation=system.organisation_id)
        | Q(pk__in=system.staff.filter(left_on=None).values("person"))
        | Q(pk__in=QaRole.objects.filter(process__system=system).values("person"))
        | Q(pk__in=BodyMember.objects.filter(body__system=system).values("person"))
        | Q(pk__in=CommissionMember.objects.filter(commission__system=system).values("person"))
        | Q(pk__in=Indicator.objects.filter(process__system=system).values("responsible"))
        | Q(accounts__role_grants__organisation=system.organisation_id, accounts__role_grants__revoked_at=None)
    )
    return Person.objects.filter(known).distinct()
