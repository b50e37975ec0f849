"""Verbs on the rules: propose a change, take it back, and the version that a decision makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access
from association.journal import record
from association.models import Association, Basis, RuleSet, User
from association.rule_options import OPTIONS, value_of
from association.statute import Refused, denial
from association.workflow import advance
from presidium.models import Meeting, RuleChange


@transaction.atomic
def propose(*, values: Mapping[str, Any], reason: str, by: User, at: datetime) -> RuleChange:
    """Propose other settings; the Presidium decides on them at a meeting (A-3.10)."""
    access.require(by, "prepare_meeting", at=at)
    current = RuleSet.objects.latest("version").values
    changed = {key: value for key, value in values.items() if value_of(current, key) != value}
    if not changed:
        raise Refused(denial("A-3.10", _("Nothing would change: the rules in force say the same.")))
    if wrong := [key for key, value in changed.items() if not OPTIONS[key].allows(value)]:
        raise ValueError(f"no choice of {', '.join(wrong)}")
    change = RuleChange.objects.create(values=changed, reason=reason, proposed_at=at, proposed_by=by)
    record("rules.propose", change, by=by, at=at, values=changed, reason=reason)
    return change


@transaction.atomic
def withdraw(change: RuleChange, *, by: User, at: datetime) -> None:
    """Take a proposal back that no agenda lists."""
    advance(change, "withdraw", by=by, at=at)


@transaction.atomic
def put_on_agenda(change: RuleChange, *, by: User, at: datetime) -> None:
    """Note that an agenda lists the change."""
    advance(change, "list", by=by, at=at)


@transaction.atomic
def drop_from_agenda(change: RuleChange, *, by: User, at: datetime) -> None:
    """Let the change wait for the next meeting."""
    advance(change, "unlist", by=by, at=at)


@transaction.atomic
def reject(change: RuleChange, *, basis: Basis, by: User, at: datetime) -> None:
    """Note that the Presidium did not adopt the change; the rules stay."""
    RuleChange.objects.filter(pk=change.pk).update(basis=basis)
    advance(change, "reject", by=by, at=at)


@transaction.atomic
def adopt(change: RuleChange, *, basis: Basis, by: User, at: datetime) -> RuleSet:
    """Make the next version of the rules, in force from the day of the decision (A-3.10).

    Meetings that were opened keep the version they are held under; those ahead ask the new one.
    """
    Association.objects.select_for_update().get()  # one version after another
    before = RuleSet.objects.select_for_update().latest("version")
    on = max(basis.dated_on, before.starts_on)
    RuleSet.objects.filter(pk=before.pk).update(ends_on=on)
    made = RuleSet.objects.create(
        version=before.version + 1, values={**before.values, **change.values}, starts_on=on, basis=basis
    )
    RuleChange.objects.filter(pk=change.pk).update(basis=basis, rule_set=made)
    advance(change, "adopt", by=by, at=at)
    record("rules.adopt", made, by=by, at=at, version=made.version, on=on, values=change.values)
    _follow(made, by, at)
    return made


def _follow(rule_set: RuleSet, by: User, at: datetime) -> None:
    """Let the meetings ahead be held under the new version."""
    ahead = Meeting.objects.filter(
        state__in=[Meeting.State.PLANNED, Meeting.State.CALLED], held_on__gte=rule_set.starts_on
    )
    for meeting in ahead.select_for_update().order_by("pk"):
        Meeting.objects.filter(pk=meeting.pk).update(rule_set=rule_set)
        record("meeting.follow_rules", meeting, by=by, at=at, version=rule_set.version)
        meeting.touch()
