"""The verb of a mentor: whether it takes candidates from a day on, and how many (A-3.16a)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access
from association.journal import record
from association.models import Organisation, User
from association.statute import Refused, denial
from membership.queries import members_on
from mentoring.models import MentorTerms


@transaction.atomic
def say_terms(
    organisation: Organisation, *, is_available: bool, capacity: int, note: str = "", on: date, by: User, at: datetime
) -> MentorTerms:
    """Say from which day a member takes candidates, and how many; 0 means as many as the balance gives (A-3.16a).

    Pairs that work already go on; the same words again change nothing.
    """
    if not access.can(by, "manage_organisations", at=at):
        access.require(by, "offer_mentoring", organisation, at=at)
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not members_on(on).filter(organisation=organisation).exists():
        raise Refused(denial("A-3.16a", _("Only a member organisation is a mentor.")))
    current = MentorTerms.objects.open().filter(organisation=organisation).first()
    said = {"is_available": is_available, "capacity": capacity if is_available else 0, "note": note}
    if current is not None:
        if all(getattr(current, name) == value for name, value in said.items()):
            return current
        if on < current.starts_on:
            message = _("What is said now holds from %(day)s; a change begins then or later.")
            raise Refused(denial("A-3.16a", message, day=current.starts_on))
        MentorTerms.objects.filter(pk=current.pk).update(ends_on=on)
    row = MentorTerms.objects.create(organisation=organisation, starts_on=on, said_at=at, said_by=by, **said)
    record("mentorterms.say", row, by=by, at=at, organisation=organisation.pk, on=on, **said)
    return row
