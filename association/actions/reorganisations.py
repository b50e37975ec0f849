"""The verb by which the portal learns that an organisation was reorganised or liquidated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association import access
from association.actions.organisations import add_basis
from association.happenings import announce
from association.journal import record
from association.models import Organisation, Reorganisation, Succession, User
from association.statute import Refused, denial


@transaction.atomic
def reorganise(
    organisation: Organisation, *, kind: str, on: date, entry_number: str, basis: Mapping[str, Any],
    successors: Iterable[Organisation] = (), by: User, at: datetime,
) -> Reorganisation:  # fmt: skip
    """Record a reorganisation or liquidation on the day of its entry in the state register (A-3.15.1).

    The floors above end on that day what hangs on it. Raises ValidationError for a day that has not come, Refused for
    an organisation that has ceased to exist already.
    """
    access.require(by, "manage_organisations", at=at)
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    heirs = list(successors)
    _check(locked, kind, on, heirs, today=timezone.localtime(at).date())
    row = Reorganisation.objects.create(
        organisation=locked, kind=kind, on=on, entry_number=entry_number, basis=add_basis(by=by, at=at, **basis),
        recorded_at=at, recorded_by=by,
    )  # fmt: skip
    Succession.objects.bulk_create([Succession(reorganisation=row, organisation=heir) for heir in heirs])
    facts = {"kind": kind, "on": on, "successors": [heir.pk for heir in heirs]}
    record("organisation.reorganise", row, by=by, at=at, organisation=locked.pk, **facts)
    announce(
        "organisation.reorganised", organisation=locked, event=row.event, reorganisation=row, on=on, basis=row.basis,
        by=by, at=at,
    )  # fmt: skip
    return row


def _check(organisation: Organisation, kind: str, on: date, heirs: list[Organisation], *, today: date) -> None:
    past = organisation.reorganisations.all()
    if (end := past.ceasing(date.max).first()) is not None:
        message = gettext_lazy("The organisation ceased to exist on %(day)s; nothing changes in it any more.")
        raise Refused(denial("A-3.15.1", message, day=end.on))
    if on > today:
        raise ValidationError({"on": _("The entry in the state register has been made; its day cannot lie ahead.")})
    if past.filter(on=on).exists():
        raise ValidationError({"on": _("A reorganisation of this day is recorded already.")})
    if organisation in heirs:
        raise ValidationError({"successors": _("An organisation does not succeed itself.")})
    if heirs and kind == Reorganisation.Kind.LIQUIDATION:
        raise ValidationError({"successors": _("After a liquidation there is no successor.")})
